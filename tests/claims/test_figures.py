"""What is a quantity and what is not, and what the words before it make of it."""

import pytest
from helpers_text import read


def figures(text):
    return read(text).figures


@pytest.mark.parametrize(
    "text",
    [
        "依据财预〔2020〕10号文件执行。",
        "2024年5月10日召开会议。",
        "2018-2020年规划已经完成。",
        "2080105劳动保障监察。",
        "第3部分情况说明。",
        "见附表B12指标。",
        "20106财政事务（款）01行政运行（项）。",
    ],
)
def test_what_is_not_a_quantity(text):
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit", "role", "sign"),
    [
        ("支出决算为1,064.39万元。", "1064.39", "万元", "amount", 1),
        ("比上年增加5.88万元。", "5.88", "万元", "change", 1),
        ("同比下降11.04%。", "11.04", "%", "growth", -1),
        ("占本年支出合计的98.9%。", "98.9", "%", "share", 1),
        ("完成年初预算的107.5%。", "107.5", "%", "completion", 1),
        ("年初预算为374.18万元。", "374.18", "万元", "budget", 1),
        ("占支出总预算82.27%。", "82.27", "%", "share", 1),
        ("结案率达到98%。", "98", "%", "rate", 1),
        ("较上年1757.02万元有变化。", "1757.02", "万元", "prior", 1),
        ("发放补贴2万余元。", "2", "万元", "amount", 1),
        ("收入 3037.9 万元。", "3037.9", "万元", "amount", 1),
    ],
)
def test_value_unit_and_role(text, value, unit, role, sign):
    (figure,) = figures(text)
    assert (str(figure.printed.value), figure.printed.unit.printed, figure.role, figure.sign) == (
        value,
        unit,
        role,
        sign,
    )


def test_a_round_about_number_says_so():
    assert figures("惠及群众1532余人。")[0].printed.about
    assert figures("签订率达98%以上。")[0].printed.about
    assert not figures("惠及群众1532人。")[0].printed.about


def test_the_base_of_a_completion_stands_between():
    a, b, c = figures("支出决算为62.07万元，完成全年预算84.82万元的73.2%。")
    assert (a.role, b.role, c.role) == ("amount", "base", "completion")


def test_a_unit_is_shared_by_a_pair():
    a, b = figures("收、支总计各是4125.49、4143.91万元。")
    assert a.printed.unit.printed == b.printed.unit.printed == "万元"


def test_units_that_begin_another_word_are_not_units():
    assert [f.printed.unit.printed for f in figures("共有3部门参加，12人力资源项目。")] == ["", ""]


def test_every_figure_is_quoted_exactly():
    report = read("2024年本年支出合计1,011.87万元，其中：基本支出655.21万元，占64.75%。")
    for f in report.figures:
        assert f.printed.text in report.document.place(f.number).quote
