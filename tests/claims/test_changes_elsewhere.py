"""Changes whose value another paragraph tells, and changes that contradict themselves."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty

TOTALS = "2024年度支出合计1260.00万元。其中：基本支出900.00万元，占71.43%；项目支出360.00万元，占28.57%。\n\n"


def told(text: str) -> list[str]:
    """The states of what is told of changes elsewhere."""
    return [
        evaluate(c).state
        for c in read(text).claims
        if c.check == "change-rate" and c.certainty is Certainty.LIKELY
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与上年相比，支出合计增加60.00万元，增长5.00%。其中：项目支出增加60.00万元，增长20.00%。", ["held", "held"]),
        ("与上年相比，支出合计增加60.00万元，增长7.86%。其中：项目支出增加60.00万元，增长20.00%。", ["broken", "held"]),
        # one digit of the amount is another one, and no neighbour is told
        ("项目支出减少40.00万元，下降11.11%。", []),
        ("项目支出减少40.00万元，下降10.00%。", ["held"]),
        ("项目支出增加60.00万元，增长30.00%。", ["broken"]),
        ("项目支出增加60.00万元，增长8.37%。", []),
        # measured against the budget, not against last year
        ("项目支出比年初预算增加60.00万元，增长30.00%。", []),
        # two of three do not fit: the names mean something else
        ("与上年相比，支出合计增加60.00万元，增长7.86%；基本支出增加90.00万元，增长17.77%；项目支出增加60.00万元，增长20.00%。", ["held"]),
        # a name that the report does not print
        ("水利支出增加60.00万元，增长30.00%。", []),
    ],
)  # fmt: skip
def test_a_change_is_measured_by_the_value_told_elsewhere(text, expected):
    assert told(TOTALS + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水电费增加2.10万元，下降5.20%。", ["broken"]),
        ("与上年相比，差旅费减少1.60万元，增长8.20%。", ["broken"]),
        ("取暖费减少1.00万元，下降3.00%。", []),
        ("取暖费减少1.00万元，下降的是煤价，煤价下降3.00%。", []),
        ("邮电费减少1.20万元，变动率5.00%。", []),
        ("在职人员减少3人，增长1.20%。", []),
        ("培训费增加约2万元，下降5.20%。", []),
        ("印刷费增加0.00万元，下降0.00%。", []),
        ("经费支出由20.00万元提高到22.00万元，增加2.00万元，增长10.00%。", []),
    ],
)
def test_an_amount_and_its_rate_point_one_way(text, expected):
    assert states(text, "change-direction") == expected


SHARES = "2024年度一般公共预算财政拨款“三公”经费支出决算中，公务用车购置及运行维护费支出6.30万元，占75.00%；公务接待费支出2.10万元，占25.00%。\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务用车购置及运行维护费支出决算比上年减少0.70万元，下降10.00%；公务接待费支出决算比上年增加0.30万元，增长16.67%。", ["held", "held"]),
        # neither fits, and the names leave no doubt
        ("公务用车购置及运行维护费支出决算比上年减少0.70万元，下降12.40%；公务接待费支出决算比上年增加0.30万元，增长18.20%。", ["broken", "broken"]),
        ("2024年度“三公”经费支出比2023年减少0.40万元，下降4.55%。其中：公务用车购置及运行维护费支出决算减少0.70万元，下降11.11%。", ["broken"]),
        # against the budget, of another year, and of a part that bears no such name
        ("与年初预算相比，公务用车购置及运行维护费减少0.70万元，下降11.11%。", []),
        ("2023年公务用车购置及运行维护费支出决算比2022年减少0.70万元，下降12.40%。", []),
        ("下属单位公务接待费比上年减少0.50万元，下降30.20%。", []),
    ],
)  # fmt: skip
def test_the_three_expenses_are_told_once(text, expected):
    assert states(SHARES + text, "change-rate") == expected
