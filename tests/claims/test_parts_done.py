"""Completions of parts whose budgets cannot all fit into the budget of the whole."""

import pytest
from helpers_text import states, verdicts

THREE = "2024年度“三公”经费年初预算为{}万元，支出决算为{}万元，完成年初预算的{}%。"
CAR = "公务用车购置及运行维护费支出决算为{}万元，完成{}的{}%"
GUEST = "公务接待费支出决算为{}万元，完成{}的{}%"


def three(whole, car, guest):
    return THREE.format(*whole) + "其中：" + CAR.format(*car) + "；" + GUEST.format(*guest) + "。"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        # each rate is the share of the outturn
        (three((8.4, 8.4, 100), ("6.30", "预算", "75.00"), ("2.10", "预算", "25.00")), True),
        (three((9.6, 7.2, 75), ("5.40", "年初预算", "56.25"), ("1.80", "年初预算", "18.75")), True),
        # they are completions
        (three((10, 7.5, 75), ("4.80", "预算", "80.00"), ("2.70", "预算", "67.50")), False),
        # budgets of two kinds are not added
        (three((10, 9.5, 95), ("6.50", "全年预算", "92.86"), ("3.00", "年初预算", "75.00")), False),
        # a part that spent nothing tells nothing of its budget
        (three((10, 5, 50), ("5.00", "预算", "62.50"), ("0.00", "预算", "0")), False),
        # one of the rates is about
        (three((8.4, 8.4, 100), ("6.30", "预算", "75.00"), ("约2.10", "预算", "25.00")), False),
    ],
)
def test_parts_are_not_planned_for_more_than_the_whole(text, broken):
    assert ("broken" in states(text, "completion-rate")) is broken


def test_the_parts_may_stand_in_paragraphs_of_their_own():
    lead = "2024年度一般公共预算财政拨款“三公”经费支出预算为12.60万元，支出决算为12.60万元。\n\n"
    car = "1.公务用车购置及运行维护费支出9.00万元，完成预算的{}%，主要用于执法。\n\n"
    guest = "2.公务接待费支出3.60万元，完成预算的{}%，主要用于接待检查。\n"
    assert "broken" in states(lead + car.format("71.43") + guest.format("28.57"), "completion-rate")
    assert "broken" not in states(lead + car.format("100.00") + guest.format("100.00"), "completion-rate")


def test_without_the_budget_of_the_whole_nothing_is_claimed():
    text = CAR.format("6.30", "预算", "75.00") + "；" + GUEST.format("2.10", "预算", "25.00") + "。"
    assert all("推算" not in shown for _, _, shown in verdicts(text))
