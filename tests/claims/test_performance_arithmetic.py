"""Calculations that a report prints itself, questionnaire rates, and what a list of projects makes on average."""

from __future__ import annotations

import pytest
from performance_samples import broken, changed, held, judged, table

CHECK = "printed-arithmetic"


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("人均培训成本{}元（24.00万元÷200人）。", "1,200", "2,100"),
        ("综合满意度{}%（满意180份÷有效192份）。", "93.75", "97.35"),
        ("预算执行率得分=97.5%×10分={}分。", "9.75", "9.57"),
        ("三项合计{}万元（道路12.00万元+桥涵8.50万元+绿化1.50万元）。", "22.00", "20.22"),
        ("得分率为{}%（45分÷50分×100%）。", "90", "93"),
        ("执行率{}%（45.00万元÷50.00万元×100%）。", "90", "92"),
    ],
)
def test_a_printed_calculation_comes_out_or_not(words: str, right: str, wrong: str) -> None:
    assert CHECK in held(words.format(right))
    assert broken(words.format(wrong)) == [CHECK]


@pytest.mark.parametrize(
    "words",
    [
        "按（12万元+8万元）÷4=5万元测算。",
        "规格为30×40×50厘米，共20件。",
        "得分=执行率×10，执行率97.5%，得9.75分。",
        "约1,200元（24万余元÷200人）。",
        "投入3人×5天=90工时。",
    ],
)
def test_pieces_of_longer_expressions_claim_nothing(words: str) -> None:
    assert CHECK not in {c.check for c, _ in judged(words)}


def test_questionnaire_rates_follow_from_the_copies() -> None:
    words = "发放调查问卷200份，收回190份，回收率{}%；有效问卷171份，有效率{}%。"
    assert broken(words.format("95", "90")) == []
    assert broken(words.format("95", "85.5")) == []  # of those issued
    assert broken(words.format("59", "90")) == ["questionnaire-rates"]
    assert broken(words.format("95", "93")) == ["questionnaire-rates"]


def test_valid_copies_that_came_back_are_not_all_that_came_back() -> None:
    words = "发放满意度问卷150份，回收有效问卷141份，{}率{}%。"
    assert broken(words.format("有效回收", "94")) == []
    assert broken(words.format("回收", "94")) == []
    assert broken(words.format("有效回收", "100")) == ["questionnaire-rates"]


def test_sources_of_money_print_their_own_rates() -> None:
    rows = [
        ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "50.00", "50.00", "45.00", "10", "90.00%", "9"],
        ["其中：上级资金", "30.00", "30.00", "27.00", "—", "90.00%", "—"],
        ["本级资金", "20.00", "20.00", "18.00", "—", "90.00%", "—"],
    ]
    assert broken(table(rows)) == []
    assert broken(table(changed(rows, 3, 5, "80.00%"))) == ["project-execution-rate"]


def test_the_average_and_the_number_of_listed_projects() -> None:
    rows = [
        ["序号", "项目名称", "自评得分", "等级"],
        ["1", "河堤灯光维护", "95", "优"],
        ["2", "校园饮水改造", "98", "优"],
        ["3", "乡道标线更新", "89", "良"],
    ]
    words = "对年度预算安排的{}个项目逐一开展绩效自评，项目平均得分{}分。"
    assert broken(words.format(3, "94.0"), table(rows)) == []
    assert broken(words.format(3, "95.0"), table(rows)) == ["average-of-list"]
    assert broken(words.format(4, "94.0"), table(rows)) == ["count-of-list"]


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("计划巡查300次，实际巡查285次，完成率{}%，其中夜间巡查40次。", "95.00", "59.00"),
        ("受理数目标120件，实际150件，为目标的{}%。", "125", "152"),
        ("计划新建2.60万亩，实际完成2.73万亩，完成率{}%。", "105.00", "150.00"),
    ],
)
def test_planned_and_done_give_the_rate(words: str, right: str, wrong: str) -> None:
    assert "completion-rate" in held(words.format(right))
    assert broken(words.format(wrong)) == ["completion-rate"]


def test_several_plans_in_a_sentence_give_no_rate() -> None:
    words = "计划巡查300次、检查20次，实际巡查285次、检查30次，完成率90%。"
    assert "completion-rate" not in {c.check for c, _ in judged(words)}
