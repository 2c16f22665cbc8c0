"""Units of money written for one another, where another figure tells which was meant."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发放慰问金3.00万元，共慰问30人，每人1000万元。", ["broken"]),
        ("安排工作经费120.00万元，覆盖24个社区，每个5.00元。", ["broken"]),
        ("救助资金12.60万元全部拨付到位。救助困难群众126人，每人1000万元。", ["broken"]),
        ("发放慰问金3.00万元，共慰问30人，每人1000元。", []),
        # neither unit makes it right: the sum is of something else
        ("支出慰问经费8.20万元，慰问30人，每人1000元。", []),
        ("发放生活补助36.00万元，受助300人，每人每月100元。", []),
        ("拨付补助24.00万元，共12户，每户2.00万元。", []),
    ],
)
def test_a_price_in_the_wrong_unit(text, expected):
    assert states(text, "unit-cost-times-quantity") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费支出0.84万元，比上年减少0.10万元。其中国内公务接待费0.84元，接待12批次。", ["broken"]),
        ("会议费预算3.00万元，支出2.36万元。全年召开会议12次，开支会议费2.36元。", ["broken"]),
        ("公务接待费支出0.84万元。国内公务接待费8400.00元，接待12批次。", []),
        ("公务接待费支出0.84万元，会议费0.84元。", []),
        ("广播站点电费单价0.68元，全年电费0.68万元。", []),
        ("保费每头0.68元，全年保费0.68万元。", []),
        ("全年电费0.68万元，度电电费0.68元/千瓦时。", []),
    ],
)
def test_an_expense_of_a_few_yuan_with_the_digits_of_one_in_ten_thousands(text, expected):
    assert states(text, "unit-slip") == expected
