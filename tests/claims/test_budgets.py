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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("配套资金预算536.00万元，到位396.00万元，缺口140.00万元。", ["held"]),
        ("配套资金预算536.00万元，到位396.00万元，缺口140.00元。", ["broken"]),
        ("实际到位资金2540.00万元，实际支出2412.36万元，结余资金127.64万元。", ["held"]),
        ("实际到位资金2540.00万元，实际支出2412.36万元，结余资金267.64万元。", ["broken"]),
        ("资金缺口140.00万元。", []),
    ],
)
def test_a_shortfall_is_a_difference(text, expected):
    assert states(text, "shortfall") == expected


def test_a_paid_in_rate_is_of_what_should_have_been_paid_in():
    text = "实际到位资金2540.00万元，资金到位率{}%，未到位140.00万元。"
    assert states(text.format("94.78"), "paid-in-rate") == ["held"]
    assert states(text.format("90.01"), "paid-in-rate") == ["broken"]


def test_members_of_a_budget_are_budgets():
    text = (
        "年初预算30.00万元，其中基本支出20.00万元、项目支出10.00万元；全年预算45.00万元，其中基本支出25.00万元、"
        "项目支出20.00万元。\n\n2024年度支出44.00万元。其中：基本支出24.00万元，项目支出20.00万元。"
    )
    assert "broken" not in [state for _, state, _ in verdicts(text)]


def test_a_total_told_again_for_each_side_is_no_list():
    text = "收入、支出决算总计80.00万元。其中：\n\n（一）收入决算总计80.00万元。\n\n（二）支出决算总计80.00万元。"
    assert states(text, "list-sum") == []


def test_what_was_completed_may_be_what_the_list_is_of():
    text = "完成造林任务3.2万亩，其中乔木林1.1万亩、灌木林1.6万亩、封育0.5万亩，完成年度计划3.0万亩的{}%。"
    assert states(text.format("106.67"), "completion-rate") == ["held"]
    assert states(text.format("166.67"), "completion-rate") == ["broken"]


def test_from_last_years_value():
    text = "固定资产44.79万元，在建工程3.00万元。与上年66.21万元相比，固定资产由上年的41.21万元增加{}万元，增长8.69%。"
    assert states(text.format("3.58"), "change-amount") == ["held"]
    assert states(text.format("5.38"), "change-amount") == ["broken"]


def test_one_amount_in_two_units():
    text = "全年审减金额3.62{}。\n\n审减金额3.62亿元。\n\n实现审减金额3.62亿元。"
    assert states(text.format("亿元"), "unit-slip") == []
    assert states(text.format("万元"), "unit-slip") == ["broken"]


def test_the_list_is_of_the_spending_it_names():
    text = (
        "实际支出30.00万元，结余资金8.00万元。支出构成为：工程费20.00万元、勘察费6.00万元、监理费4.00万元。"
    )
    assert set(states(text, "parts-sum")) == {"held"}


@pytest.mark.parametrize(("number", "expected"), [("3", ["held"]), ("4", ["broken"])])
def test_a_number_against_the_numbered_table_below_it(number, expected):
    text = (
        f"纳入2024年度决算编制范围的单位共{number}个，具体情况如下：\n\n"
        "| 序号 | 单位名称 |\n|---|---|\n| 1 | 清河县水利局机关 |\n| 2 | 清河县灌区中心 |\n| 3 | 清河县水文站 |\n"
    )
    assert states(text, "count-of-list") == expected


def test_a_table_that_is_not_numbered_is_no_list():
    text = "单位共4个，具体情况如下：\n\n| 单位名称 | 性质 |\n|---|---|\n| 甲局 | 行政 |\n| 乙站 | 事业 |\n"
    assert states(text, "count-of-list") == []


def test_shares_without_amounts_are_of_what_their_parts_make_up():
    text = (
        "“三公”经费支出138.11万元，其中公务用车购置及运行维护费128.04万元，公务接待费10.07万元，因公出国（境）费0万元。"
        "\n\n具体情况：公务用车购置及运行维护费占{}%，公务接待费占7.3%。"
    )
    assert set(states(text.format("92.7"), "share-of-base")) == {"held"}
    assert "broken" in states(text.format("25.2"), "share-of-base")


def test_a_share_that_stands_alone_is_of_the_outturn_told_before():
    text = (
        "一般公共预算财政拨款支出1697.06万元。\n\n灾害防治及应急管理支出年初预算为1054.00万元，支出决算为1541.93万元，"
        "完成年初预算的146.29%，主要是追加救灾资金。占一般公共预算财政拨款支出的{}%。"
    )
    assert states(text.format("90.86"), "share-of-base") == ["held"]
    assert states(text.format("80.86"), "share-of-base") == ["broken"]


def test_what_is_joined_is_one_list_unless_its_members_overlap():
    text = "成立由9人组成的工作组，其中组长1人、业务人员5人、财务人员{}人。"
    assert states(text.format(3), "parts-sum") == ["held"]
    assert states(text.format(4), "parts-sum") == ["broken"]
    assert "broken" not in states("在职9人，其中党员7人、女职工5人、本科以上8人。", "parts-sum")


def test_execution_of_the_money_that_came_in():
    text = "到位资金7900.00万元；实际支出7621.46万元，预算执行率{}%。"
    assert states(text.format("96.47"), "completion-rate") == ["held"]
    assert states(text.format("94.67"), "completion-rate") == ["broken"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("年初批复部门预算5646.20万元，其中基本支出1386.20万元、项目支出4260.00万元；追加{}万元，调整后全年预算8304.05万元。", "2657.85", "2567.85"),
        ("年初单位预算430.00万元（人员经费300.00万元、公用经费130.00万元），年中追加资金{}万元，追加后总预算455.50万元。", "25.50", "52.50"),
        ("年初财政批复的预算980.00万元，包括人员600.00万元和项目380.00万元，调增{}万元、调减40.00万元，调整后预算数1060.00万元。", "120.00", "12.00"),
        ("年初部门预算安排310.00万元，追加指标{}万元，收回预算指标10.00万元，调整后的预算345.00万元。", "45.00", "54.00"),
    ],
)  # fmt: skip
def test_additions_stand_behind_the_members_of_the_budget(text, right, wrong):
    assert states(text.format(right), "budget-additions") == ["held"]
    assert states(text.format(wrong), "budget-additions") == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算100.00万元，上年结转12.00万元，追加20.00万元，调整后预算132.00万元。",
        "年初预算100.00万元，其中基本支出60.00万元、项目支出40.00万元；全年预算120.00万元。",
        "年初预算100.00万元，追加20.00万元，上年结转5.00万元，调整后预算125.00万元。",
    ],
)
def test_carried_over_money_leaves_the_sum_open(text):
    assert "broken" not in states(text, "budget-additions")
