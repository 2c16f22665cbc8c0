"""Completions whose budget is told by another rate, or in another paragraph."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政拨款收入完成年初预算131.30%，比年初预算增加375.60万元；支出完成年初预算133.50%，比年初预算增加402.05万元。", ["held"]),
        ("财政拨款收入完成年初预算131.30%，比年初预算增加375.60万元；支出完成年初预算135.30%，比年初预算增加402.05万元。", ["broken"]),
        ("一般公共预算收入完成年初预算95.00%，比年初预算减少40.00万元，主要是压减；支出完成年初预算83.00%，比年初预算减少56.00万元。", ["broken"]),
        ("本年收入完成年初预算108.25%，较年初预算增加66.00万元，本年支出完成年初预算109.63%，较年初预算增加77.00万元。", ["held"]),
        # the two budgets differ by more than a slip: what was carried over was planned to be spent
        ("财政拨款收入完成年初预算110.00%，比年初预算增加80.00万元；支出完成年初预算112.00%，比年初预算增加132.00万元。", []),
        # one of the initial, one of the adjusted budget
        ("财政拨款收入完成年初预算131.30%，比年初预算增加375.60万元；支出完成全年预算135.30%，比全年预算增加402.05万元。", []),
        # the rate and the excess point apart: something else is meant
        ("财政拨款收入完成年初预算131.30%，比年初预算减少375.60万元；支出完成年初预算135.30%，比年初预算增加402.05万元。", []),
    ],
)  # fmt: skip
def test_receipts_and_payments_are_planned_alike(text, expected):
    assert states(text, "completion-rate") == expected


ARRIVED = "2024年度项目预算资金2920.00万元，截至年底实际到位2888.20万元，到位率98.91%。\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目实际支出2812.60万元，预算执行率96.32%，占到位资金的97.38%。", ["held"]),
        ("项目实际支出2812.60万元，预算执行率97.38%，占到位资金的97.38%。", ["broken"]),
        ("截至2024年12月31日，项目累计支出2812.60万元，预算执行率93.62%。", ["broken"]),
        # what came in may be what is meant, and two names of one rate are equal
        ("项目实际支出2812.60万元，预算执行率97.38%。", []),
        ("项目实际支出2812.60万元，资金使用率97.38%，预算执行率97.38%。", []),
        # not the project's money
        ("培训支出281.60万元，预算执行率96.23%。", []),
        # two projects
        ("培训项目预算资金600.00万元。\n\n项目实际支出2812.60万元，预算执行率93.62%。", []),
    ],
)
def test_the_budget_of_the_one_project_is_told_elsewhere(text, expected):
    assert states(ARRIVED + text, "completion-rate") == expected
