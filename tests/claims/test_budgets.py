"""Budgets that grew during the year, completions of a total and its parts, rates named after what they count."""

import pytest
from helpers_text import states, verdicts

GREW = "项目经费年初预算100.00万元，项目经费追加下达{added}万元，{result}。"


@pytest.mark.parametrize(
    ("added", "result", "expected"),
    [
        ("20.00", "全年预算120.00万元", ["held"]),
        ("20.00", "调整后预算数为150.00万元", ["broken"]),
        ("20.00", "年度预算执行项目经费支出120.00万元", ["held"]),
        ("20.00", "年度预算执行项目经费支出118.00万元", ["held"]),
        ("20.00", "年度预算执行项目经费支出220.00万元", ["broken"]),
        # money of earlier years may have been spent as well; other things come after the budget
        ("20.00", "动用上年结转资金，执行项目经费支出220.00万元", []),
        ("20.00", "设备购置220.00万元", []),
    ],
)
def test_a_budget_and_its_additions(added, result, expected):
    assert states(GREW.format(added=added, result=result), "budget-additions") == expected


def test_what_is_cut_from_a_budget_is_taken_off():
    text = "年初预算100.00万元，追加20.00万元，调减5.00万元，全年预算{}万元。"
    assert states(text.format("115.00"), "budget-additions") == ["held"]
    assert states(text.format("125.00"), "budget-additions") == ["broken"]


ITEMS = """一般公共预算支出决算数为30.00万元，完成预算{total}%。其中：

1.行政运行（项）：支出决算为20.00万元，完成预算{first}%。

2.住房公积金（项）：支出决算为10.00万元，完成预算{second}%。
"""


@pytest.mark.parametrize(
    ("total", "first", "second", "expected"),
    [
        ("100", "100", "100", ["held"]),
        ("200", "100", "100", ["broken"]),
        ("100", "100", "50", ["broken"]),
        ("75", "100", "50", ["held"]),  # budgets 20 + 20 = 40
    ],
)
def test_a_total_is_completed_as_its_parts_are(total, first, second, expected):
    assert states(ITEMS.format(total=total, first=first, second=second), "implied-budgets") == expected


def test_where_budgets_are_printed_each_rate_is_checked_by_itself():
    text = ITEMS.format(total="200", first="100", second="100").replace(
        "支出决算为20.00", "年初预算20.00万元，支出决算为20.00"
    )
    assert states(text, "implied-budgets") == []


def test_a_list_that_leaves_items_out_says_nothing_of_the_total():
    text = ITEMS.format(total="200", first="100", second="100").replace("10.00万元", "4.00万元")
    assert states(text, "implied-budgets") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立案受理劳动争议101件，结案101件，结案率100%。", ["held"]),
        ("立案受理劳动争议101件，结案201件，结案率100%。", ["broken"]),
        ("走访201户，调解100件，结案201件，结案率100%。", []),  # which of them is the whole?
    ],
)
def test_no_more_is_closed_than_was_received(text, expected):
    assert states(text, "named-rate") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同比增长8.5%，完成8.1%的目标任务。", ["held"]),
        ("同比增长8.5%，完成9.1%的目标任务。", ["broken"]),
    ],
)
def test_growth_that_meets_its_target(text, expected):
    assert states(text, "target-comparison") == expected


def test_an_and_inside_the_last_item_joins_nothing_where_all_items_end_alike():
    listed = "设立职能的明确性、目标的适应性、内设科室及下属单位职责的明确性{}个三级指标。"
    found = {n: [s for c, s, _ in verdicts(listed.format(n)) if c.startswith("count")] for n in (3, 4)}
    assert found[3] == ["held"]
    assert found[4] == ["broken"]
