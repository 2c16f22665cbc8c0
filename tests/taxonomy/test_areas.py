"""Areas: which province one is in, and what is said to one that is in none."""

from __future__ import annotations

import pytest

from juesuan.documents.refusal import Refusal
from juesuan.taxonomy.areas import check_area, province_of


@pytest.mark.parametrize(
    ("area", "province"),
    [
        ("四川", "四川"),
        ("四川省清河县", "四川"),
        ("内蒙古自治区", "内蒙古"),
        ("上海市海南路街道", "上海"),
        ("火星", ""),
    ],
)
def test_the_province_of_an_area(area: str, province: str) -> None:
    assert province_of(area) == province


@pytest.mark.parametrize(("area", "near"), [("四州", "相近的有：.*四川"), ("内蒙", "相近的有：内蒙古")])
def test_what_is_no_area_is_refused_with_what_is_near(area: str, near: str) -> None:
    with pytest.raises(Refusal, match=near):
        check_area(area)


def test_an_area_may_be_left_open_and_one_that_resembles_none_is_told_how_to_write() -> None:
    assert check_area("") == ""
    with pytest.raises(Refusal, match="没有这个地区。请写省、自治区或直辖市的名称"):
        check_area("火星")
