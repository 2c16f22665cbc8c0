"""Score sheets, scoring rules, score prose, totals, working papers and questionnaires."""

from __future__ import annotations

import pytest
from performance_samples import (
    FRAMEWORK,
    SECTIONS,
    SURVEY,
    as_text,
    broken,
    changed,
    document,
    held,
    judged,
    table,
    written_out,
)

from juesuan.claims.performance.rows import box_of
from juesuan.claims.performance.totals import finals_of, grades_in, scopes_of

FORMS = pytest.mark.parametrize("form", [table, as_text], ids=["grid", "text"])
CODED = [
    ["一级指标", "二级指标", "三级指标", "指标分值", "得分", "指标解释", "评分细则"],
    [
        "A决策（14分）",
        "A1目标（8分）",
        "A11目标明确性（4分）",
        "4",
        "4",
        "目标是否明确",
        "①设定目标，得2分；②目标可衡量，得2分。",
    ],
    ["", "", "A12计划一致性（4分）", "4", "3", "计划与目标是否一致", "视匹配情况得0-4分。"],
    ["", "A2职能（6分）", "A21职能适应性（6分）", "6", "6", "工作与职能是否适应", "按适应程度酌情得0-6分"],
    [
        "B管理（6分）",
        "B1预算（6分）",
        "B11执行率（2分）",
        "2",
        "2",
        "预算执行程度",
        "执行率≥95%得满分，每低1%扣0.1分。",
    ],
    [
        "B管理（6分）",
        "B1预算（6分）",
        "B12调整（4分）",
        "4",
        "3",
        "预算调整",
        "①及时申请，得2分；②程序规范，得2分。",
    ],
    ["合计", "", "", "20", "18", "", ""],
]
PROSE = [
    "1.决策方面，决策设立目标、职能2个二级指标",
    "（1）目标设立目标明确性、计划一致性2个三级指标。目标明确，得4分；计划基本一致，但有一项未细化，得3分。目标总评价分8分，评价得分7分。",
    "（2）职能设立职能适应性1个三级指标。职能界定清楚，得6分。职能总评价分6分，实际得分6分。",
    "决策总评价分14分，评价得分13分。",
]


@FORMS
def test_a_sound_sheet_contradicts_nothing(form) -> None:
    assert broken(form(FRAMEWORK)) == []
    assert broken(form(CODED)) == []
    assert {"section-weight-is-sum", "section-weight-is-sum-of-sections", "rubric-makes-weight"} <= set(
        held(form(CODED))
    )


@FORMS
@pytest.mark.parametrize(
    ("rows", "row", "column", "value", "check"),
    [
        (FRAMEWORK, 1, 1, "40", "section-weight-is-sum"),
        (FRAMEWORK, 1, 3, "20", "section-weight-is-sum"),
        (FRAMEWORK, 1, 6, "8", "score-within-weight"),
        (FRAMEWORK, 7, 6, "86", "total-score-is-sum"),
        (FRAMEWORK, 5, 7, "按完成比例得分，满分30分。", "rubric-makes-weight"),
        (CODED, 1, 2, "A11目标明确性（5分）", "weight-in-name"),
        (CODED, 1, 1, "A1目标（9分）", "section-weight-is-sum"),
        (CODED, 5, 0, "B管理（8分）", "section-weight-repeats"),
        (CODED, 1, 6, "①设定目标，得2分；②目标可衡量，得1分。", "rubric-makes-weight"),
        (CODED, 2, 6, "视匹配情况得0-3分。", "rubric-makes-weight"),
        (CODED, 5, 3, "3", "total-weight-is-sum"),
    ],
)
def test_one_wrong_weight_or_score(form, rows, row, column, value, check) -> None:
    assert check in broken(form(changed(rows, row, column, value)))


@pytest.mark.parametrize(
    "rubric",
    [
        "完成率≥95%得4分，80%至95%得3分，80%以下得1分。",
        "每完成一项得0.5分，满分4分。",
        "制度健全的，得4分；不健全的，不得分。",
        "①有制度（2分）；②执行到位（2分）。",
        "①依据充分，1分；②程序规范，1分；③论证充分，2分；④存在挪用的，该指标不得分。",
        "考核满分100分，按考核结果折算。",
        "未达到的每低于1%扣0.1分，扣完为止。",
        "按权重（4分）的1/4扣分，扣完为止。",
        "满意度90-100分得满分，其他不得分。",
        "财务、资产、采购、合同制度健全各得1分。",
        "预算、决算公开均得2分。",
        "制度健全、执行有效、台账完整，每项得1分。",
        "①培训达标得2分，未达到的得1分；②持证达标得2分，未达到的得0.5分。",
        "①制度健全得4分，基本健全得2分；②制度不健全得1分，没有制度得0.5分。",
    ],
)
def test_scoring_rules_that_can_give_the_weight(rubric) -> None:
    assert "rubric-makes-weight" not in broken(table(changed(CODED, 2, 6, rubric)))


@pytest.mark.parametrize(
    "rubric",
    [
        "①培训达标得1.5分，未达到的得1分；②持证达标得1分，未达到的得0.3分。",
        "财务、资产、采购制度健全各得3分。",
    ],
)
def test_scoring_rules_that_cannot_give_the_weight(rubric) -> None:
    assert "rubric-makes-weight" in broken(table(changed(CODED, 2, 6, rubric)))


def test_a_place_by_number_excuses_the_place_by_row() -> None:
    rows = changed(CODED, 3, 1, "")  # A21 slips under A1, but its number says A2; A1 still makes 8
    assert "section-weight-is-sum" not in broken(as_text(rows))


def test_a_torn_section_claims_no_sum() -> None:
    rows = [*CODED[:5], ["B12调整（4分）"], CODED[6]]
    assert "section-weight-is-sum" not in broken(table(rows, ragged=True))


@FORMS
def test_prose_agrees_with_the_sheet(form) -> None:
    assert broken(*PROSE, form(CODED)) == []
    assert {
        "prose-section-is-sum",
        "prose-chapter-is-sum",
        "prose-score-matches-sheet",
        "indicators-listed",
    } <= set(held(*PROSE, form(CODED)))


@pytest.mark.parametrize(
    ("line", "old", "new", "check"),
    [
        (1, "评价得分7分", "评价得分6分", "prose-section-is-sum"),
        (1, "评价得分7分", "评价得分6分", "prose-score-matches-sheet"),
        (1, "目标总评价分8分", "目标总评价分9分", "prose-weight-matches-sheet"),
        (1, "目标明确，得4分", "目标明确，得2分", "prose-item-matches-sheet"),
        (1, "2个三级指标", "3个三级指标", "indicators-listed"),
        (1, "2个三级指标", "3个三级指标", "indicators-announced"),
        (3, "评价得分13分", "评价得分12分", "prose-chapter-is-sum"),
        (3, "总评价分14分", "总评价分15分", "prose-chapter-is-sum"),
    ],
)
def test_one_wrong_number_in_prose(line, old, new, check) -> None:
    prose = list(PROSE)
    assert old in prose[line]
    prose[line] = prose[line].replace(old, new)
    assert check in broken(*prose, table(CODED))


def test_last_year_and_this_year_are_no_summary() -> None:
    assert broken("上年自评得分90分，本年自评得分95分。综合自评得分95分，财政评价得分93分。") == []


def test_the_total_is_one_number() -> None:
    sheet = table(FRAMEWORK)
    assert "final-score-repeats" in held("本次部门整体支出绩效自评得分96分，等级为优。", sheet)
    assert "final-score-repeats" in broken("本次部门整体支出绩效自评得分98分，等级为优。", sheet)


def test_grades_and_totals_know_whose_they_are() -> None:
    texts = [
        "部门整体支出绩效自评报告",
        "自评得分92分，评价结果为“优”。",
        "道路项目绩效评价报告",
        "综合自评得分88分，评价结论为良好。",
    ]
    lines = [box_of(i, None, t) for i, t in enumerate(texts)]
    scopes = scopes_of(lines)
    assert [f.scope for f in finals_of(lines, scopes)] == ["", "道路项目绩效评价报告"]
    assert [(g.name, g.scope != "") for g in grades_in(lines, scopes)] == [("优", False), ("良", True)]


def test_a_class_of_projects_is_not_a_grade() -> None:
    line = box_of(0, None, "自评项目9个，平均得分97.2分（评级为“优”的项目7个；评级为“良”的项目2个）。")
    assert grades_in([line], [""]) == []
    assert "graded-projects-add-up" in held(line.text)
    assert "graded-projects-add-up" in broken(line.text.replace("7个", "8个"))


def test_a_working_paper_repeats_its_indicator() -> None:
    paper = [["A12“计划一致性”评价底稿"], ["指标权重：4分"], ["指标得分：3分"]]
    assert broken(table(CODED), "附件5工作底稿", table(paper)) == []
    wrong = changed(paper, 1, 0, "指标权重：100分")
    assert broken(table(CODED), "附件5工作底稿", table(wrong)) == ["working-paper-matches-sheet"]


def test_evaluations_that_share_numbers_have_papers_of_their_own() -> None:
    renamed = [[cell.replace("计划一致性", "立项规范性") for cell in row] for row in CODED]
    total = len(renamed) - 1
    less = str(int(renamed[total][4]) - 1)
    other = changed(changed(renamed, 2, 4, "2"), total, 4, less)
    paper = [["A12“立项规范性”评价底稿"], ["指标权重：4分"], ["指标得分：2分"]]
    assert broken(table(CODED), "二、项目评价", table(other), "附件5工作底稿", table(paper)) == []
    wrong = changed(paper, 2, 0, "指标得分：3分")
    found = broken(table(CODED), "二、项目评价", table(other), "附件5工作底稿", table(wrong))
    assert found == ["working-paper-matches-sheet"]


def test_the_rule_decides_where_the_report_prints_the_figures() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "分值", "得分", "评分标准"],
        ["管理", "预算管理", "“三公经费”控制率", "5", "0", "控制率≤100%得满分，≥120%得0分。"],
        ["管理", "人员管理", "在职人员控制率", "5", "5", "控制率≤100%得满分，有超出不得分。"],
    ]
    figures = "2023年度“三公”经费支出3.20万元；2022年度“三公”经费支出8.00万元。"
    staff = "单位人员编制30人，在职在编人员28人。"
    assert broken(figures, staff, table(rows)) == ["formula-gives-score"]
    assert broken(figures, staff, table(changed(rows, 1, 4, "5"))) == []
    assert broken(figures, staff.replace("28人", "34人"), table(changed(rows, 1, 4, "5"))) == [
        "formula-gives-score"
    ]


COPIES = "共发放问卷42份，收回问卷41份，有效问卷40份。"


@FORMS
def test_a_sound_questionnaire(form) -> None:
    assert broken(COPIES, form(SURVEY)) == []
    assert {"answers-make-valid-copies", "questionnaire-total", "questionnaire-result"} <= set(
        held(COPIES, form(SURVEY))
    )


@FORMS
@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [
        (2, 4, "5", "answers-make-valid-copies"),
        (7, 4, "740", "questionnaire-total"),
        (7, 3, "30", "questionnaire-full-marks"),
        (8, 4, "41", "valid-copies-repeat"),
        (9, 4, "19.25", "questionnaire-result"),
    ],
)
def test_one_wrong_count(form, row, column, value, check) -> None:
    assert check in broken(COPIES, form(changed(SURVEY, row, column, value)))


def test_more_came_back_than_went_out() -> None:
    assert "questionnaire-copies" in broken(COPIES.replace("收回问卷41份", "收回问卷43份"))


def test_answers_may_be_several() -> None:
    rows = changed(SURVEY, 1, 1, "您从哪些渠道了解补贴政策？（可多选）")
    checks = [
        c.key
        for c, v in judged(COPIES, table(changed(rows, 1, 4, "39")))
        if c.check == "answers-make-valid-copies"
    ]
    assert len(checks) == 1


def test_documents_without_performance_parts() -> None:
    assert broken("本年收入合计120.50万元。", table([["科目", "金额"], ["行政运行", "120.50"]])) == []
    assert judged("") == []
    assert document("").blocks


@pytest.mark.parametrize(("less", "claimed"), [("1", held), ("2", broken)])
def test_what_prose_takes_off_leaves_the_score(less, claimed) -> None:
    prose = list(PROSE)
    prose[1] = prose[1].replace("一项未细化，得3分", f"一项未细化，扣{less}分，得3分")
    assert "deduction-leaves-score" in claimed(*prose, table(CODED))


def test_levels_counted_in_prose() -> None:
    words = "指标体系设2个一级指标、3个二级指标、{}个三级指标。"
    assert held(words.format(6), table(FRAMEWORK)).count("indicator-levels-counted") == 3
    assert "indicator-levels-counted" in broken(words.format(8), table(FRAMEWORK))


def test_flat_prose_makes_the_total() -> None:
    parts = [
        "（1）投入（满分30分），得分29分。",
        "（2）产出（满分70分），得分65分。",
        "本单位整体支出自评总得分94分。",
    ]
    assert broken(*parts) == []
    assert "final-score-is-sum" in broken(*parts[:2], parts[2].replace("94", "97"))


def test_scores_of_projects_are_not_the_entitys() -> None:
    assert broken("甲项目绩效自评得分98分；乙项目绩效自评得分91分。", "部门整体支出绩效自评得分95分。") == []
    assert broken("部门整体支出绩效自评得分95分。", "经综合评价，部门整体支出自评得分96分。") == [
        "final-score-repeats"
    ]


def test_satisfaction_comes_from_the_questionnaire() -> None:
    assert "satisfaction-repeats" in held(COPIES, "服务对象满意度为91.25%。", table(SURVEY))
    assert "satisfaction-repeats" in broken(COPIES, "服务对象满意度为81.25%。", table(SURVEY))
    assert "satisfaction-repeats" not in broken(COPIES, "服务对象满意度达80%以上。", table(SURVEY))


def test_execution_points_are_a_section_of_their_own() -> None:
    assert broken(table(SECTIONS)).count("total-weight-is-sum-of-sections") == 0
    assert "total-weight-is-sum-of-sections" in held(table(SECTIONS))
    assert "total-weight-is-sum-of-sections" in broken(table(changed(SECTIONS, 7, 0, "效益指标（35分）")))
    without = [row for n, row in enumerate(SECTIONS) if n != 2]
    assert "total-weight-is-sum-of-sections" in broken(table(without))


def test_integers_beside_decimals_are_exact() -> None:
    assert "total-score-is-sum" in held(table(SECTIONS))
    assert "total-score-is-sum" in broken(table(changed(SECTIONS, 8, 6, "94.8")))


def test_a_score_that_leaves_the_reports_own_proportion() -> None:
    assert held(table(SECTIONS)).count("score-follows-completion") == 3
    assert "score-follows-completion" in broken(table(changed(SECTIONS, 6, 6, "9.8")))
    assert "score-follows-completion" not in broken(
        table(changed(SECTIONS, 6, 6, "8"))
    )  # stricter rules exist
    other = changed(changed(SECTIONS, 4, 6, "30"), 5, 6, "20")
    assert "score-follows-completion" not in broken(table(other))  # no such habit


def test_the_full_marks_may_stand_before_the_score() -> None:
    assert "final-score-repeats" in broken("部门整体支出满分100分，自评得分92分。", table(FRAMEWORK))
    assert "final-score-repeats" in held("部门整体支出满分100分，自评得分96分。", table(FRAMEWORK))
    earlier = "与2022年度部门整体支出自评得分94分相比，得分有所提高。"
    assert "final-score-repeats" not in broken(earlier, table(FRAMEWORK))


def test_staff_control_rate() -> None:
    words = "核定编制40名；年末实有在职人员38人，其中行政人员30人、事业人员8人。在职人员控制率为{}。"
    assert "staff-control-rate" in held(words.format("95%"))
    assert "staff-control-rate" in broken(words.format("97%"))


def test_grades_in_projects() -> None:
    words = "对12个项目开展绩效评价，其中重点评价项目2个；结果为优的9个、良的3个，优良率{}。"
    assert {"graded-projects-add-up", "good-grade-share"} <= set(held(words.format("100%")))
    assert broken(words.format("91.67%")) == ["good-grade-share"]
    assert broken("项目自评共涉及项目4个。自评结果：优秀3个、良好2个。") == ["graded-projects-add-up"]


def test_a_question_written_out_beside_each_option_is_one_question() -> None:
    rows = [
        ["^" if v == "" and n < 2 and 0 < r < 7 else v for n, v in enumerate(row)]
        for r, row in enumerate(SURVEY)
    ]
    assert broken(COPIES, written_out(rows)) == []
    assert held(COPIES, written_out(rows)).count("answers-make-valid-copies") == held(
        COPIES, table(SURVEY)
    ).count("answers-make-valid-copies")


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("对照自评指标表，指标总分100分，投入15分、过程30分、产出30分、效果25分。", []),
        ("整体支出评价指标体系总分为100分，分为三级。", []),
        ("部门整体支出绩效评价总分100分，其中：决策20分，过程20分，产出30分，效益30分。", []),
        ("本次评价采用百分制，总分值100分，由投入10分、管理30分、绩效60分构成。", []),
        ("按照评分标准，部门整体支出评分100分，扣分项另行列示。", []),
        ("经综合评价，部门整体支出自评得分100分，评价等级为优。", ["100"]),
        ("整体支出绩效自评总分100分，等级为优。", ["100"]),
        ("部门整体支出得分93.16分，其中投入14.50分、过程28.16分。", ["93.16"]),
    ],
)
def test_full_marks_are_no_score(text, scores):
    lines = [box_of(0, None, text)]
    assert [f.said.printed.text for f in finals_of(lines, [""])] == scores
