"""Names compare as a reader would: marks and spaces do not matter, words do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.taxonomy import Likeness, fold, likeness, unnumbered


@pytest.mark.parametrize(
    ("printed", "official", "how"),
    [
        ("维修(护)费", "维修（护）费", Likeness.SAME),
        ("其 他 商 品 和 服 务 支出", "其他商品和服务支出", Likeness.SAME),
        ("其他交通费", "其他交通费用", Likeness.ENDING),
        ("卫生健康", "卫生健康支出", Likeness.ENDING),
        ("机关事业单位基本养老保险费", "机关事业单位基本养老保险缴费", Likeness.CLOSE),
        ("巩固脱贫衔接乡村振兴", "巩固脱贫攻坚成果衔接乡村振兴", Likeness.CLOSE),
        ("机关事业单位基本养老", "机关事业单位基本养老保险缴费支出", Likeness.CLOSE),
        ("水费", "电费", Likeness.OTHER),
        ("机关事业单位职业年金缴费支出", "机关事业单位基本养老保险缴费支出", Likeness.OTHER),
    ],
)
def test_likeness(printed: str, official: str, how: Likeness) -> None:
    assert likeness(printed, official) is how


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("二十一、其他支出", "其他支出"),
        ("（三）公务接待费", "公务接待费"),
        ("1.因公出国", "因公出国"),
        ("一般公共", "一般公共"),
    ],
)
def test_leading_numbers_are_left_out(label: str, bare: str) -> None:
    assert unnumbered(label) == bare


@given(st.text(alphabet="一二三四五六支出费用（）() ", max_size=12))
def test_folding_is_stable_and_a_name_is_like_itself(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert likeness(name, name) is Likeness.SAME
