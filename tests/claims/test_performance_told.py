"""Sections, values and points told in prose, questionnaires with options across, score rates: each against its sheet."""

from __future__ import annotations

import pytest
from performance_samples import broken, held, table

from juesuan.claims.performance.links import names_project

SHEET = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
    ["履职产出（60分）", "数量指标", "财政投资评审项目数", "≥420个", "458个", "40", "40"],
    ["^", "质量指标", "国库集中支付及时率", "≥99%", "99.6%", "20", "20"],
    ["满意度（40分）", "满意度", "社会公众满意度", "≥90%", "89.28%", "40", "39.68"],
    ["合计", "<", "<", "<", "<", "100", "99.68"],
]


@pytest.mark.parametrize(
    ("words", "check", "claimed"),
    [
        ("全年完成投资评审项目458个，得40分；其他工作正常开展，成效比较明显。", "indicator-repeats", held),
        ("全年完成投资评审项目485个，得40分；其他工作正常开展，成效比较明显。", "indicator-repeats", broken),
        (
            "全年完成投资评审项目458个，得38分；其他工作正常开展，成效比较明显。",
            "prose-item-matches-sheet",
            broken,
        ),
        ("问卷调查显示，社会公众满意度为98.28%，说明服务对象总体上比较满意。", "indicator-repeats", broken),
        ("问卷调查显示，社会公众满意度为89.28%，说明服务对象总体上比较满意。", "indicator-repeats", held),
    ],
)
def test_values_and_points_beside_the_name_of_an_indicator(words, check, claimed) -> None:
    assert check in claimed(words, table(SHEET))


@pytest.mark.parametrize(
    "words",
    [
        "社会公众满意度较上年提高1.28%，下一步还要继续努力做好各项服务工作。",
        "下一年度社会公众满意度目标98.28%，将采取措施确保完成这一目标任务。",
        "有的单位社会公众满意度低，有的单位高，情况各不相同，需要分别采取措施。",
    ],
)
def test_values_of_another_time_or_plan_are_not_the_indicators(words) -> None:
    assert "indicator-repeats" not in [*held(words, table(SHEET)), *broken(words, table(SHEET))]


def test_sections_told_with_weight_and_score() -> None:
    words = "综合得分99.68分。其中：履职产出60分，得60分；满意度40分，得{}分。"
    assert broken(words.format("39.68"), table(SHEET)) == []
    assert {"prose-weight-matches-sheet", "prose-score-matches-sheet", "final-score-is-sum"} <= set(
        held(words.format("39.68"), table(SHEET))
    )
    assert {"score-within-weight", "prose-score-matches-sheet"} <= set(
        broken(words.format("43.68"), table(SHEET))
    )


def test_sections_in_headings() -> None:
    assert "prose-weight-matches-sheet" in broken("（一）履职产出情况（权重50分，得分60分）", table(SHEET))
    assert broken("（一）履职产出情况（权重60分，得分60分）", table(SHEET)) == []


def test_an_indicator_in_two_sheets_has_one_actual() -> None:
    other = [SHEET[0], ["履职产出", "数量指标", "财政投资评审项目数", "≥420个", "485个", "100", "100"]]
    assert "indicator-repeats" in broken("甲表", table(SHEET), "乙表", table(other))
    other[1][3] = "≥100个"  # another target: another scope
    assert "indicator-repeats" not in broken("甲表", table(SHEET), "乙表", table(other))


ACROSS = [
    ["题目", "满意（100分）", "较满意（80分）", "一般（60分）", "不满意（0分）", "有效份数", "得分"],
    ["对预算编制是否满意", "84", "22", "5", "1", "112", "93.39"],
    ["对业务培训是否满意", "80", "26", "5", "1", "112", "92.68"],
    ["平均", "", "", "", "", "", "93.04"],
]


@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [
        (1, 1, "86", "answers-make-valid-copies"),
        (1, 6, "98.39", "questionnaire-row-result"),
        (3, 6, "95.04", "average-of-list"),
    ],
)
def test_questionnaires_with_the_options_across(row, column, value, check) -> None:
    assert broken("满意度问卷统计表", table(ACROSS)) == []
    assert check in held("满意度问卷统计表", table(ACROSS))
    rows = [list(r) for r in ACROSS]
    rows[row][column] = value
    assert check in broken("满意度问卷统计表", table(rows))


DOWN = [
    ["选项", "份数", "分值", "得分"],
    ["很满意", "172", "100", ""],
    ["满意", "70", "80", ""],
    ["一般", "32", "60", ""],
    ["不满意", "6", "0", ""],
    ["合计", "280", "", "88.29%"],
]


@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [(2, 1, "76", "answers-make-valid-copies"), (5, 3, "82.89%", "questionnaire-row-result")],
)
def test_a_questionnaire_of_one_question_closes_itself(row, column, value, check) -> None:
    assert broken("沿线群众满意度问卷统计表", table(DOWN)) == []
    rows = [list(r) for r in DOWN]
    rows[row][column] = value
    assert check in broken("沿线群众满意度问卷统计表", table(rows))


def test_score_rates() -> None:
    rows = [
        ["一级指标", "权重", "得分", "得分率"],
        ["产出", "35", "31.93", "91.23%"],
        ["合计", "35", "31.93", "91.23%"],
    ]
    assert "score-rate" in held("得分情况表", table(rows))
    rows[1][3] = "92.13%"
    assert "score-rate" in broken("得分情况表", table(rows))


def test_execution_listed_as_an_indicator_is_not_counted_twice() -> None:
    rows = [
        ["资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "360", "412", "386.21", "10", "93.74%", "9.37"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标（90分）", "数量指标", "检测人次", "≥60人次", "68人次", "90", "90"],
        ["预算执行率（10分）", "", "预算执行率", "", "93.74%", "10", "9.37"],
        ["总分", "<", "<", "<", "<", "100", "99.37"],
    ]
    assert broken("自评表", table(rows)) == []


def test_a_subject_that_begins_like_a_project_is_not_the_project() -> None:
    key = "一般行政管理"
    assert names_project("一般行政管理项目全年预算236万元，执行率90.93%。", key)
    assert not names_project("1.一般行政管理事务（项）年初预算230万元，执行率93.30%。", key)
    assert names_project("一般行政管理事务（项）列支的一般行政管理项目执行率90.93%。", key)
