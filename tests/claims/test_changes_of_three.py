"""The changes of the three expenses against the change of their sum, in items of their own."""

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate


def made(text: str) -> list[str]:
    return [evaluate(c).state for c in read(text).claims if c.key.startswith("changes-of-three")]


SUM = "2024年度“三公”经费财政拨款支出决算86.00万元，比上年减少{}万元，下降{}%。具体情况如下：\n\n"
ABROAD = "（一）因公出国（境）费0.00万元，与上年持平。\n\n"
CAR = "（二）公务用车购置及运行维护费74.00万元，比上年减少{}万元，主要是车辆报废。\n\n"
CARS = "（二）公务用车购置费20.00万元，比上年增加{}万元；公务用车运行维护费54.00万元，比上年减少{}万元。\n\n"
GUEST = "（三）公务接待费12.00万元，比上年增加{}万元，主要是检查增多。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SUM.format("8.00", "8.51") + ABROAD + CAR.format("10.00") + GUEST.format("2.00"), ["held"]),
        (SUM.format("12.00", "12.24") + ABROAD + CAR.format("10.00") + GUEST.format("2.00"), ["broken"]),
        (SUM.format("8.00", "8.51") + ABROAD + CARS.format("4.00", "14.00") + GUEST.format("2.00"), ["held"]),
        (SUM.format("8.00", "8.51") + ABROAD + CARS.format("4.00", "19.00") + GUEST.format("2.00"), ["broken"]),
        # one of the three is not told: it may account for the rest
        (SUM.format("8.00", "8.51") + CAR.format("10.50") + GUEST.format("2.00"), []),
        # unless the change of the sum is that of one part to the letter, and another part changed
        (SUM.format("10.00", "10.42") + CAR.format("10.00") + GUEST.format("2.00"), ["broken"]),
        # the items are compared with the budget
        (SUM.format("8.00", "8.51") + (ABROAD + CAR.format("3.00") + GUEST.format("1.00")).replace("上年", "年初预算"), []),
        # no sum
        (ABROAD + CAR.format("10.00") + GUEST.format("2.00"), []),
    ],
)  # fmt: skip
def test_changes_of_the_three_make_that_of_the_sum(text, expected):
    assert made(text) == expected


def test_against_the_budget():
    text = (
        "2024年“三公”经费支出总额为386.00万元，比预算数减少{}万元。\n\n"
        "1.因公出国（境）费36.00万元，比预算数减少4.00万元。\n\n"
        "2.公务接待费50.00万元，比预算数减少15.00万元。\n\n"
        "3.公务用车购置及运行维护费300.00万元（其中：公务用车购置费60.00万元），比预算数减少30.00万元。\n"
    )
    assert made(text.format("49.00")) == ["held"]
    assert made(text.format("59.00")) == ["broken"]
