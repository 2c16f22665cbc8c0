"""Traces of other years, other bodies, templates and word processors: what is told, and what is left alone."""

from __future__ import annotations

import pytest
from written import found, quotes

UNIVERSITY = "清江理工大学"
STATED = "2019年度部门整体支出绩效自评。2019年完成培训20期。\n"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("收入情况见错误!未找到引用源。", "错误!未找到引用源。"),
        ("目录错误!未定义书签。", "错误!未定义书签。"),
        ("标题错误！文档中没有指定样式的文字。", "错误！文档中没有指定样式的文字。"),
        ("核查发现填报错误！请更正。", None),
    ],
)
def test_field_errors(words: str, mark: str | None) -> None:
    assert quotes("field-error", words) == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("整改情况：X。", "X"),
        ("其他需要说明的情况：......", "......"),
        ("详见附件...", "..."),
        ("其他车辆包括：洒水车、清扫车……。", None),
        ("比例为1：X射线机2台。", None),
    ],
)
def test_blanks_of_one_sign(words: str, blank: str | None) -> None:
    assert [b.stated for b in found("bare-blank", words)] == ([blank] if blank else [])


def test_scales_piled_up() -> None:
    (breach,) = found("scales-piled-up", "教学收入1.25亿万元，其他收入0.30亿元。")
    assert (breach.stated, breach.expected) == ("亿万元", "亿元")
    (twice,) = found("scales-piled-up", "| 单位：万万元 | 1.00 |\n| 合计 | 2.00 |\n")
    assert twice.expected == "万元"
    assert not found("scales-piled-up", "总产值3万亿元，投资500万元，补助30千元，债券2百万元。")


def test_deadlines_of_another_year() -> None:
    late = "全年2018年12月31日前支付率达到100%。"
    assert quotes("deadline-of-another-year", STATED + late, year=2019) == ["2018年12月31日前"]
    for right in (
        "2019年12月31日前支付率达到100%。",
        "上年结转资金应于2018年12月31日前支付完毕。",
        "大楼于2018年底前建成。",
        "2018年12月31日前，各村已分户登记。",
    ):
        assert not found("deadline-of-another-year", STATED + right, year=2019)


def test_states_at_the_end_of_another_year() -> None:
    words = "截至{}年12月31日，本部门共有车辆3辆。"
    (breach,) = found("state-of-another-year", STATED + words.format(2018), year=2019)
    assert breach.expected == "2019年"
    assert not found("state-of-another-year", STATED + words.format(2019), year=2019)
    both = "截至2018年12月31日，本部门共有车辆3辆，2019年新增1辆。"
    assert not found("state-of-another-year", STATED + both, year=2019)


def test_contacts_of_another_body() -> None:
    words = f"本材料由{UNIVERSITY}财务处负责解释，清江师范大学联系电话：0000-0000000。"
    assert quotes("contact-of-another-unit", words, entity=UNIVERSITY) == ["清江师范大学"]
    for right in (
        f"{UNIVERSITY}联系电话：0000-0000000。",
        "清江市财政局监督电话：0000-0000000。",
        "合作单位有清江师范大学。清江师范大学联系电话：0000-0000000。",
    ):
        assert not found("contact-of-another-unit", right, entity=UNIVERSITY)
    county = "清河县水利局"
    assert found("contact-of-another-unit", "清源县水利局办公室电话：0000-0000000。", entity=county)
    assert not found("contact-of-another-unit", "清河县财政局咨询电话：0000-0000000。", entity=county)
