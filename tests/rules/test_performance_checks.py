"""The checks of performance reports that are not arithmetic: each breaks where it should and only there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from juesuan.claims import Profile, Report
from juesuan.documents.plain import read_plain
from juesuan.rules.model import NotApplicable
from juesuan.rules.registry import catalogue, checks


def report(*parts: str | Sequence[Sequence[str]]) -> Report:
    """A report of paragraphs and tables, as a text conversion prints them: one cell a line, led by a tab."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        for row in part:
            lines += ["\t" + cell for cell in row] + [""]
        lines.append("")
    text = "\n".join(lines)
    return Report(read_plain(text.encode(), "sample.txt", "0" * 64), Profile(kind="performance", year=2023))


def messages(name: str, *parts: str | Sequence[Sequence[str]]) -> list[str]:
    """What a check says of a report; nothing if it does not apply."""
    try:
        return [b.message for b in checks()[name](report(*parts))]
    except NotApplicable:
        return []


def project(
    *indicators: tuple[str, str, str, str], money: tuple[str, str] = ("20.00", "20.00")
) -> list[list[str]]:
    """A project's table in the plain form."""
    return [
        ["项目名称", "清河县流动人口服务经费"],
        ["实施单位", "清河县人力资源和社会保障局"],
        ["项目资金（万元）", "", "全年预算数", "实际完成数"],
        ["", "年度资金总额：", *money],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成数"],
        *[["", "产出指标", level, name, target, actual] for level, name, target, actual in indicators],
    ]


def sheet(*rows: tuple[str, ...]) -> list[list[str]]:
    """A score sheet with numbered sections."""
    head = ["一级指标", "二级指标", "三级指标", "指标分值", "得分", "指标解释"]
    return [head, *[list(r) for r in rows]]


SHEET = sheet(
    ("A决策（10分）", "A1目标（4分）", "A11目标明确性（4分）", "4", "3", "目标是否明确"),
    ("", "A2资源（6分）", "A21预算合理性（6分）", "6", "6", "预算是否合理"),
    ("B绩效（10分）", "B1产出（10分）", "B11培训人数（10分）", "10", "10", "培训完成情况"),
)


@pytest.mark.parametrize(
    ("target", "actual", "late"),
    [
        ("2023年全年", "2023年全年", False),
        ("2023年全年", "2023年1-8月", True),
        ("2023年12月31日前", "2023年11月20日", False),
        ("2023年6月", "2023年9月", True),
        ("2023年6月30日", "2024年1月15日", True),
        ("及时完成", "2023年9月", False),
    ],
)
def test_time_targets(target: str, actual: str, late: bool) -> None:
    assert bool(messages("time-target-met", project(("时效指标", "完成时间", target, actual)))) is late


def test_far_above_the_target_is_one_note_a_table() -> None:
    rows = project(("数量指标", "服务人数（人）", "≥100", "420"), ("数量指标", "走访企业（家）", "20", "60"))
    (message,) = messages("target-far-exceeded", rows)
    assert "2项指标" in message
    assert not messages("target-far-exceeded", project(("数量指标", "服务人数（人）", "≥100", "118")))


def test_goals_cannot_be_reached_without_money() -> None:
    told = [("数量指标", f"建设站点{n}期", f"{n}个", f"{n}个") for n in range(2, 6)]
    assert messages("goal-claimed-while-unspent", project(*told, money=("200.00", "16.00")))
    assert not messages("goal-claimed-while-unspent", project(*told, money=("200.00", "190.00")))


def test_blank_actuals_are_named() -> None:
    rows = project(("数量指标", "服务人数", "≥100人", ""), ("质量指标", "办结率", "100%", "100%"))
    (message,) = messages("actual-not-filled", rows)
    assert "服务人数" in message


def test_full_score_for_a_missed_target() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    row = ["产出指标", "数量指标", "举办招聘会", "≥10场", "6场", "20", "20"]
    assert messages("full-score-for-missed-target", [head, row])
    assert not messages("full-score-for-missed-target", [head, [*row[:6], "12"]])


def test_weights_of_a_sheet_without_total() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    rows = [["产出指标", "数量指标", f"服务{n}", "10次", "10次", "20", "20"] for n in "甲乙丙丁"]
    assert messages("weights-make-hundred", [head, *rows])
    assert not messages(
        "weights-make-hundred", [head, *rows, ["产出指标", "数量指标", "服务戊", "1次", "1次", "20", "20"]]
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("本单位整体支出绩效自评得分96分，评价结果为“优”。", False),
        ("本单位整体支出绩效自评得分96分，评价结果为“良好”。", True),
        ("本单位整体支出绩效自评得分85.5分，评价等级为良。", False),
        ("本单位整体支出绩效自评得分72分，绩效为优秀。", True),
        ("自评项目8个，平均得分97分（评级为“优”的项目6个；评级为“良”的项目2个）。", False),
        ("本单位整体支出绩效自评得分93分。评价结果中，得分较低的是效益指标。", False),
        ("本单位整体支出绩效自评得分93分，评价结果为中。", True),
    ],
)
def test_grades(text: str, wrong: bool) -> None:
    assert bool(messages("grade-fits-score", text)) is wrong


def test_one_word_for_one_grade() -> None:
    first, second = "部门整体支出绩效为“优秀”。", "本次评价结果为“优”。"
    assert messages("grades-worded-differently", first, second)
    assert not messages("grades-worded-differently", first, first)


def test_no_problems_and_lost_points() -> None:
    parts = ["本单位整体支出自评得分91分，评价结果为“优”。", "（二）存在问题", "{}"]
    assert messages("no-problems-but-points-lost", *parts[:2], "无")
    assert not messages(
        "no-problems-but-points-lost", *parts[:2], "部分项目执行进度偏慢，预算编制不够细化，有待改进。"
    )
    assert not messages("no-problems-but-points-lost", parts[0].replace("91", "100"), parts[1], "无")


def test_a_score_needs_its_sheet() -> None:
    text = "本单位整体支出绩效自评得分19分，评价结果为“优”。"
    assert messages("score-without-sheet", text)
    assert not messages("score-without-sheet", text, SHEET)


def test_sections_keep_their_names() -> None:
    head = "1.决策方面，决策设立目标、资源2个二级指标"
    good = "（1）目标设立目标明确性1个三级指标。目标基本明确，但未量化，得3分。目标总评价分4分，评价得分3分。"
    assert not messages("summary-names-other-section", head, good, SHEET)
    assert messages("summary-names-other-section", head, good.replace("目标总评价分", "决策总评价分"), SHEET)


def test_a_deduction_needs_a_reason() -> None:
    head = "1.决策方面"
    silent = "（1）目标设立目标明确性1个三级指标。目标明确、分解到科室，得3分。目标总评价分4分，评价得分3分。"
    assert messages("deduction-without-reason", head, silent, SHEET)
    assert not messages("deduction-without-reason", head, silent.replace("分解到科室", "但没有量化"), SHEET)


def test_every_section_announced_is_analysed() -> None:
    head = "2.绩效方面，绩效设立产出、效果和可持续3个二级指标。"
    parts = ["（1）产出方面，培训任务完成。", "（2）效果方面，群众满意。", "（3）可持续方面，制度健全。"]
    assert not messages("announced-section-missing", head, *parts, SHEET)
    (message,) = messages("announced-section-missing", head, parts[0], parts[2], SHEET)
    assert "效果" in message


def test_numbers_say_where_an_indicator_belongs() -> None:
    assert not messages("indicator-under-wrong-section", SHEET)
    moved = [list(r) for r in SHEET]
    moved[2][1] = ""
    (message,) = messages(
        "indicator-under-wrong-section", [*moved, ["", "A2资源（6分）", "A22人员（0分）", "0", "0", "x"]]
    )
    assert "A21" in message
    assert "资源" in message


def test_an_indicator_stands_once() -> None:
    assert not messages("indicator-twice", SHEET)
    again = ["", "B2效果（10分）", "B21培训人数（10分）", "10", "10", "培训完成情况"]
    assert messages("indicator-twice", [*SHEET, again])
    other = [*again[:5], "培训后就业情况"]
    assert not messages("indicator-twice", [*SHEET, other])


def test_a_working_paper_bears_its_indicators_name() -> None:
    assert messages("paper-names-other-indicator", SHEET, "附件5工作底稿", "A11“规划合理性”评价底稿")
    assert not messages("paper-names-other-indicator", SHEET, "附件5工作底稿", "A11“目标明确性”评价底稿")


def test_announced_projects_have_tables() -> None:
    text = "本单位反映“清河县流动人口服务经费”“清河县就业援助”“清河县人才引进”等3个项目绩效目标实际完成情况。"
    tables = [project(("数量指标", "服务人数", "10人", "10人"))]
    for name in ("清河县就业援助", "清河县人才引进"):
        rows = project(("数量指标", "援助人数", "10人", "10人"))
        rows[0][1] = name
        tables.append(rows)
    parts: list = [text]
    for n, rows in enumerate(tables):
        parts += [f"{n + 1}.项目绩效目标完成情况表如下：", rows]
    assert not messages("announced-project-without-table", *parts)
    (message,) = messages("announced-project-without-table", *parts[:5])
    assert "清河县人才引进" in message


def test_a_questionnaire_relied_on_is_attached() -> None:
    text = "经过评价分析，人员配置基本合理。"
    text += "根据职工工作量调查问卷，大部分职工认为人员偏少，任务较重，"
    text += "扣0.5分，得分1.5分，其余情况良好，符合要求。"
    survey = [
        ["序号", "问题内容", "选项内容", "标准分值", "问卷份数"],
        ["1", "您对服务是否满意？", "A.满意", "10", "30"],
        ["", "", "B.不满意", "0", "0"],
    ]
    assert messages("questionnaire-not-attached", text, "服务对象满意度调查问卷", survey)
    assert not messages("questionnaire-not-attached", text, "职工工作量调查问卷", survey)


def test_every_rule_of_this_catalogue_is_complete() -> None:
    rules = [
        r
        for r in catalogue()
        if r.code[0] == "P" or (r.code[0] in "DANRMLW" and 200 <= int(r.code[1:]) < 250)
    ]
    assert len(rules) > 50
    for rule in rules:
        said = (rule.title, rule.why, rule.advice, rule.bad, rule.good, rule.basis, rule.checklist)
        assert all(said), rule.code


def test_all_was_done_but_the_table_says_otherwise() -> None:
    words = "（1）“清河县流动人口服务经费”项目。项目全年预算数20万元，执行数为20万元。通过项目实施，{}。"
    rows = project(("数量指标", "服务流动人口", "≥500人", "320人"))
    done = words.format("全面完成了各项目标任务")
    assert messages("all-done-although-missed", done, "项目绩效目标完成情况表如下：", rows)
    rest = words.format("除服务人数外的目标基本实现")
    assert not messages("all-done-although-missed", rest, "项目绩效目标完成情况表如下：", rows)


def test_a_form_with_a_column_for_reasons_wants_them() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因分析及改进措施"]
    row = ["产出指标", "数量指标", "举办培训", "≥10期", "10期", "20", "18"]
    assert messages("points-lost-without-reason", [head, [*row, ""]])
    assert not messages("points-lost-without-reason", [head, [*row, "两期推迟到次年一月"]])
    undone = ["产出指标", "数量指标", "举办培训", "10期", "未开展", "20", "20", ""]
    assert messages("full-score-for-missed-target", [head, undone])


def test_a_section_bears_the_number_its_indicators_begin_with() -> None:
    wrong = [list(r) for r in SHEET]
    wrong[3][1] = "B4产出（10分）"
    (message,) = messages("indicator-under-wrong-section", wrong)
    assert "B4" in message
    assert "B11" in message


def test_a_target_says_more_than_its_name() -> None:
    name = "保障服务网点正常运行"
    assert messages("target-repeats-name", project(("质量指标", name, name, name)))
    assert not messages("target-repeats-name", project(("质量指标", name, "中断不超过2次", "1次")))


def test_a_time_that_was_missed_and_cost_points_says_so_itself() -> None:
    rows = project(("时效指标", "完成时间", "2023年10月31日前", "2023年11月20日"))
    scored = [*rows[:4], [*rows[4], "分值", "得分"], [*rows[5], "10", "5"]]
    assert not messages("time-target-met", scored)
    assert messages("time-target-met", [*rows[:4], [*rows[4], "分值", "得分"], [*rows[5], "10", "10"]])
