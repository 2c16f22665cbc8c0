"""Changes: amount, rate, direction and base must fit one another."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from helpers_text import states
from hypothesis import example, given, settings
from hypothesis import strategies as st

money = st.decimals("10", "9999", places=2)


def rounded(value, places=2):
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@settings(max_examples=60, deadline=None)
@given(money, money, st.integers(1, 2))
@example(Decimal("10.00"), Decimal("13.96"), 1)
def test_a_true_change_holds_and_a_wrong_digit_does_not(now, before, places):
    change = abs(now - before)
    if not change or change < 1:
        return
    rate = rounded(change / before * 100, places)
    word, grew = ("增加", "增长") if now > before else ("减少", "下降")
    text = f"机关运行经费支出{now}万元，比2023年{word}{change}万元，{grew}{{rate}}%。"
    assert "broken" not in states(text.format(rate=rate), "change-rate")
    assert states(text.format(rate=rate), "change-rate")
    wrong = text.format(rate=rounded(rate * 2 + 9, places))
    # By chance the wrong rate is that of the opposite change; then it is the direction that is wrong.
    assert "broken" in (*states(wrong, "change-rate"), *states(wrong, "change-direction"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "收、支总计1,064.39万元。与2023年相比，收、支总计各减少262.63万元、189.61万元，下降31.97%、15.78%。",
            ["broken"],
        ),
        ("收、支总计1,064.39万元。与2023年相比，收、支总计各减少262.63万元，下降19.79%。", []),
    ],
)
def test_one_total_has_one_change(text, expected):
    assert states(text, "one-total-one-change") == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("2024年本年收入1868.58万元，较上年收入1760.86万元增加6.12%。", "held"),
        ("2024年本年收入1868.58万元，较上年收入1760.86万元增加7.12%。", "broken"),
        ("支出决算为332.28万元，与年初预算（39.52万元）相比，增加292.76万元，增长740.79%。", "held"),
        ("支出6955.73万元，较年初预算数减少1311.69万元，下降15.87%。", "held"),
    ],
)
def test_bases_named_in_the_sentence(text, state):
    assert states(text, "change-rate") == [state]


def test_a_printed_base_binds_the_amount_too():
    text = "2024年总收入1244.27万元，比2023年总收入1058.51万元增加了{}万元。"
    assert states(text.format("185.76"), "change-amount") == ["held"]
    assert states(text.format("195.76"), "change-amount") == ["broken"]


def test_a_rate_on_a_zero_base_is_not_judged():
    assert "broken" not in states("公务接待费0.5万元，比上年增加0.5万元，增长100%。", "change-rate")


def test_a_tiny_base_is_judged_by_its_interval():
    # 20.63 ÷ 1.96 prints 1,052.6 %, but the unrounded figures give 1,055.4 %: not an error.
    assert states("公务接待费22.59万元，比上年决算数增加20.63万元，增长1,055.4%。", "change-rate") == ["held"]


def test_a_change_without_a_comparison_claims_nothing():
    assert states("主要原因是调整预算增加141.00万元。", "change-rate") == []
