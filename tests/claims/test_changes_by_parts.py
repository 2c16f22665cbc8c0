"""The changes of funds, or of basic and project expenditure, against the change of what they make up."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


def made(text: str, year: int = 2024) -> list[str]:
    """The states of the claims that changes of parts make up a change."""
    return [evaluate(c).state for c in read(text, year).claims if c.key.startswith("changes-by-parts")]


PLAN = (
    "2024年，{}财政拨款支出预算860.00万元，比2023年预算增加{}万元。"
    "其中：一般公共预算拨款支出预算620.00万元，比2023年预算减少{}万元；政府性基金拨款支出预算240.00万元，"
    "比2023年预算增加{}万元；国有资本经营预算拨款支出预算0万元，与2023年预算持平。"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN.format("本部门", "55.00", "25.00", "80.00"), ["held"]),
        (PLAN.format("本部门", "57.00", "25.00", "80.00"), ["broken"]),
        # in paragraphs of their own, whole and parts for both sides
        (
            "财政拨款本年收入900.00万元，比2023年度增加90.00万元，增长11.11%；本年支出880.00万元，"
            "比2023年度增加70.00万元，增长8.64%。\n\n1.一般公共预算财政拨款本年收入700.00万元，"
            "比上年增加60.00万元；本年支出690.00万元，比上年增加50.00万元。\n\n"
            "2.政府性基金预算财政拨款本年收入200.00万元，比上年增加30.00万元；本年支出190.00万元，"
            "比上年增加26.00万元。", ["held", "broken"]),
        # a fund that is new grew by all it has
        (
            "财政拨款收入500.00万元，比上年增加120.00万元。其中：一般公共预算财政拨款收入420.00万元，"
            "比上年增加40.00万元；政府性基金预算财政拨款收入80.00万元，上年无此项收入。", ["held"]),
        # nobody says by how much one of them changed
        (
            "财政拨款收入500.00万元，比上年增加120.00万元。其中：一般公共预算财政拨款收入420.00万元，"
            "比上年增加55.00万元；政府性基金预算财政拨款收入80.00万元。", []),
        # the parts do not make the whole
        (
            "财政拨款收入640.00万元，比上年增加120.00万元。其中：一般公共预算财政拨款收入420.00万元，"
            "比上年增加55.00万元；政府性基金预算财政拨款收入80.00万元，比上年增加5.00万元。", []),
        # basic and project expenditure
        (
            "本年支出合计760.00万元，较上年减少40.00万元，下降5.00%。其中：基本支出560.00万元，"
            "较上年增加20.00万元；项目支出200.00万元，较上年减少60.00万元。", ["held"]),
        (
            "本年支出合计760.00万元，较上年减少40.00万元，下降5.00%。其中：基本支出560.00万元，"
            "较上年增加20.00万元；项目支出200.00万元，较上年减少90.00万元。", ["broken"]),
        # the parts are compared with the budget
        (
            "本年支出合计760.00万元，较上年减少40.00万元，下降5.00%。其中：基本支出560.00万元，"
            "较年初预算增加20.00万元；项目支出200.00万元，较年初预算减少90.00万元。", []),
    ],
)  # fmt: skip
def test_changes_of_parts_make_the_change(text, expected):
    assert made(text) == expected


def test_a_plan_is_compared_with_the_budget_of_another_year():
    plan = "支出预算860.00万元，其中：财政拨款支出预算860.00万元，比2023年预算增加55.00万元。"
    assert "broken" not in states("2024年收入预算860.00万元。\n\n" + plan, "change-amount")
    done = "支出预算860.00万元，支出决算915.00万元，比2024年预算增加{}万元。"
    assert states(done.format("55.00"), "change-amount") == ["held"]
    assert states(done.format("65.00"), "change-amount") == ["broken"]
