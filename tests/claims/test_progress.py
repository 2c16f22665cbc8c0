"""Rates that say how far a sum of money has come."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年下达衔接资金1520.00万元，已报账1444.00万元，报账率95.00%。", ["held"]),
        ("全年下达衔接资金1520.00万元，已报账1444.00万元，报账率85.00%。", ["broken"]),
        ("省级补助资金860万元已全部到位，实际使用688万元，资金使用率90%。", ["broken"]),
        ("县财政安排奖补资金240万元，兑付农户228万元，兑付率93%。", ["broken"]),
        ("财政拨付专项资金560万元，项目实际支出504万元，支出率92.5%。", ["broken"]),
        ("项目资金共642万元，已完成拨付598.73万元，执行率93.26%。", ["held"]),
        ("项目资金共642万元，已完成拨付598.73万元，执行率83.26%。", ["broken"]),
        ("省级资金312.40万元。省级资金完成287.41万元，预算执行率82.00%。", ["broken"]),
        ("到位资金300万元（其中中央200万元、省级100万元），已支付285万元，支付率85%。", ["broken"]),
        # what is left makes the whole
        ("本年任务资金支付1440万元，未支付60万元，支付率96%。", ["held"]),
        ("本年任务资金支付1440万元，未支付60万元，支付率94%。", ["broken"]),
        # each project has its own
        ("甲项目安排100万元，支付90万元，支付率90%；乙项目安排200万元，支付160万元，支付率80%。", ["held", "held"]),
        ("甲项目安排100万元，支付90万元，支付率90%；乙项目安排200万元，支付160万元，支付率90%。", ["held", "broken"]),
        # behind colons, before the deed, beside what is left
        ("全年预算数：480万元，全年执行数：451.2万元，预算执行率：94%。", ["held"]),
        ("全年预算数：480万元，全年执行数：451.2万元，预算执行率：96%。", ["broken"]),
        ("下达资金480万元，执行率94%，实际支出451.2万元。", ["held"]),
        ("下达资金480万元，执行率84%，实际支出451.2万元。", ["broken"]),
        ("批复资金480万元，截至12月31日已使用432万元，结余48万元，资金使用率90%。", ["held"]),
        ("批复资金480万元，截至12月31日已使用432万元，结余48万元，资金使用率95%。", ["broken"]),
        ("下达资金480万元，执行率94%，其中项目支出201.2万元。", []),
        # several sums together
        ("上年结转资金100万元，本年安排资金500万元，已支付540万元，支付率90%。", ["held"]),
        ("中央下达资金300万元，省级下达资金100万元，实际支付380万元，资金支付率95%。", ["held"]),
        ("安排资金200万元，其中甲支付80万元、乙支付100万元，支付率90%。", ["held"]),
        # nothing says of what the rate is
        ("总投资5000万元，已支付3000万元，支付率100%。", []),
        ("合同金额980万元，已支付784万元，支付率100%。", []),
        ("上年结转资金100万元，本年安排资金500万元，已支付540万元，支付率88%。", []),
        ("项目资金400万元，实际支出400万元，设备使用率96%。", []),
        ("招商引资到位12.35亿元，超额完成12亿元目标，完成率102.9%。", []),
        ("省级资金下达400万元，支出380万元，县级资金支付率75%。", []),
    ],
)  # fmt: skip
def test_a_rate_is_of_the_deed_before_it(text, expected):
    assert states(text, "completion-rate") == expected


def test_what_was_due_by_then_may_be_all_paid():
    text = "年初预算320万元专项资金，已按合同约定及时足额拨付资金84.50万元，资金拨付进度100%。"
    (claim,) = [c for c in read(text).claims if c.check == "completion-rate"]
    assert (evaluate(claim).state, claim.certainty.value) == ("broken", "likely")


@pytest.mark.parametrize(("rate", "state"), [("68.00%", "held"), ("85.64%", "broken")])
def test_a_rate_with_figures_of_its_own_is_not_the_one_before(rate, state):
    text = f"甲项目预算150.00万元，支出128.46万元，执行率85.64%，乙项目预算50.00万元，支出34.00万元，执行率{rate}。"
    assert states(text, "completion-rate") == ["held", state]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度任务数100户，实际完成120户，超额完成20%。", ["held"]),
        ("年度任务数100户，实际完成120户，超额完成30%。", ["broken"]),
        ("计划改造240户，实际改造276户，超计划15%。", ["held"]),
        ("计划改造240户，实际改造276户，超计划25%。", ["broken"]),
        ("计划培训800人，实际培训920人，超额完成计划的15%。", ["held"]),
        ("年初预算500万元，支出600万元，超出预算30%。", ["broken"]),
        # the whole rate, loosely said
        ("计划培训800人，实际培训920人，超额完成计划的115%。", ["held"]),
        # several targets, a rate beside a rate, a target behind
        ("城区计划100户、乡镇计划200户，完成330户，超额完成15%。", []),
        ("计划改造100户，实际完成120户，满意度96%，超过目标95%。", []),
        ("招商引资到位12.35亿元，超额完成12亿元目标，超目标2.9%。", []),
    ],
)
def test_a_target_is_exceeded_by_what_came_on_top_of_it(text, expected):
    assert states(text, "completion-rate") == expected
