"""What of a published report is not certain: never guessed, always told, with its place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal as D
from pathlib import Path

import published_tables as made
import pytest
from published_tables import Part, Rows, changed, evaluation, objective, of, whys
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.documents.refusal import Refusal
from juesuan.performance.check import check
from juesuan.performance.extract import extract_performance
from juesuan.performance.frameworks import find
from juesuan.performance.model import Direction, Quantity, Subject
from juesuan.performance.problems import errors
from juesuan.performance.reading import read_workbook
from juesuan.performance.scoring import score_evaluation

WAN = 1_000_000  # 分 in 1 万元


def test_sources_that_do_not_make_the_total_are_not_placed(tmp_path: Path) -> None:
    got = of(changed(made.PROJECT, 4, 3, "90.00"), tmp_path=tmp_path)
    assert [(f.source, f.initial) for f in objective(got.book).funding] == [("未分来源", 100 * WAN)]
    kept = [u.what for u in got.unread if "只填了总额" in u.why]
    assert "当年财政拨款年初预算数90.00" in kept
    assert len(kept) == 6


def test_blank_sources_are_nought_where_the_others_make_the_total(tmp_path: Path) -> None:
    got = of(changed(made.PROJECT, 5, 3, ""), tmp_path=tmp_path)
    assert [f.initial for f in objective(got.book).funding] == [100 * WAN, 0]


def test_rounded_sources_make_a_rounded_total(tmp_path: Path) -> None:
    rows = changed(made.PROJECT, 4, 5, "90.01")
    got = of(rows, tmp_path=tmp_path)
    assert [f.outturn for f in objective(got.book).funding] == [9001 * WAN // 100, 6 * WAN]
    assert [(u.what, u.why) for u in got.unread] == [
        ("“创业孵化补助”资金总额执行数96.00", "与各来源合计差在四舍五入之内，填了各来源的数")
    ]
    told = "（一）创业孵化补助项目绩效目标完成情况综述。项目全年预算数120.00万元，执行数为96.00万元。"
    assert len(of(rows, told, tmp_path=tmp_path).unread) == 1


def test_a_source_that_splits_another_is_left_out(tmp_path: Path) -> None:
    rows = [list(r) for r in made.PROJECT]
    rows.insert(5, ["^", "其中：上级资金", "<", "60.00", "60.00", "50.00", "—", "", "—"])
    money = objective(of(rows, tmp_path=tmp_path).book).funding
    assert [(f.source, f.adjusted) for f in money] == [
        ("当年财政拨款", 100 * WAN),
        ("上年结转资金", 20 * WAN),
    ]


def test_a_unit_that_is_not_printed_is_said(tmp_path: Path) -> None:
    got = of(changed(made.PROJECT, 2, 0, "项目资金"), tmp_path=tmp_path)
    assert objective(got.book).funding[0].adjusted == 100 * WAN
    assert "没有写金额单位，按万元读取，请核对" in whys(got)


def test_a_table_without_a_name_is_named_and_said(tmp_path: Path) -> None:
    got = of(made.PROJECT[2:], tmp_path=tmp_path)
    assert [o.name for o in got.book.objectives] == ["未写明名称的项目1"]
    assert "请改正" in whys(got)[0]


def test_a_table_printed_twice_is_taken_once_and_a_different_one_beside_it(tmp_path: Path) -> None:
    assert len(of(made.PROJECT, "附件", made.PROJECT, tmp_path=tmp_path).book.objectives) == 1
    got = of(made.PROJECT, "附件", changed(made.PROJECT, 9, 4, "≥70家"), tmp_path=tmp_path)
    assert [o.name for o in got.book.objectives] == ["创业孵化补助", "创业孵化补助（2）"]
    assert "同一项目另有一张不同的表" in whys(got)[0]


def test_an_actual_with_a_sign_is_said(tmp_path: Path) -> None:
    got = of(changed(made.PROJECT, 14, 5, "≥93%"), tmp_path=tmp_path)
    assert evaluation(got.book).results[-1].actual.value == 93
    assert any(w.startswith("完成值应是确定的数") for w in whys(got))


@pytest.mark.parametrize(
    ("target", "actual", "direction", "aim", "done"),
    [
        ("60家", "66家", Direction.EQUAL, Quantity(D(60), "家"), Quantity(D(66), "家")),
        (">60家", "66家", Direction.ABOVE, Quantity(D(60), "家"), Quantity(D(66), "家")),
        ("不少于60家", "66", Direction.AT_LEAST, Quantity(D(60), "家"), Quantity(D(66))),
        ("60家以内", "50家", Direction.AT_MOST, Quantity(D(60), "家"), Quantity(D(50), "家")),
        ("＜60家", "50家", Direction.BELOW, Quantity(D(60), "家"), Quantity(D(50), "家")),
        ("扶持60家", "扶持66家", Direction.EQUAL, Quantity(D(60), "家", "扶持60家"), Quantity(D(66), "家", "扶持66家")),
        ("城区60家、乡镇20家", "城区66家", Direction.QUALITATIVE, Quantity(text="城区60家、乡镇20家"), None),
        ("60家左右", "66家", Direction.QUALITATIVE, Quantity(text="60家左右"), Quantity(D(66), "家")),
        ("2023年全年", "2023年全年", Direction.QUALITATIVE, Quantity(text="2023年全年"), Quantity(text="2023年全年")),
        ("≥60笔", "66笔", Direction.AT_LEAST, Quantity(D(60), "笔"), Quantity(D(66), "笔")),
        ("≥60家", "已完成", Direction.AT_LEAST, Quantity(D(60), "家"), Quantity(text="已完成")),
    ],
)  # fmt: skip
def test_cells_as_they_are_typed(
    target: str, actual: str, direction: Direction, aim: Quantity, done: Quantity | None, tmp_path: Path
) -> None:
    got = of(changed(changed(made.PROJECT, 9, 4, target), 9, 5, actual), tmp_path=tmp_path)
    first, result = objective(got.book).indicators[0], evaluation(got.book).results[0]
    assert (first.direction, first.target) == (direction, aim)
    assert done is None or result.actual == done


def strange() -> Rows:
    """A score table whose names no framework has."""
    return [
        [f"{c}甲" if r and n == 2 and c not in "<^" else c for n, c in enumerate(row)]
        for r, row in enumerate(made.SCORES)
    ]


def test_a_score_table_of_no_known_framework_is_kept_row_by_row(tmp_path: Path) -> None:
    got = of("部门整体支出绩效自评指标计分表", strange(), tmp_path=tmp_path)
    assert not got.book.evaluations
    kept = [u.what for u in got.unread]
    assert len([k for k in kept if "得分" in k]) == 10
    assert any("绩效目标合理性" in k and "分值2 得分2" in k for k in kept)


def test_a_score_table_of_its_own_framework_becomes_one(tmp_path: Path) -> None:
    parts: list[Part] = ["部门整体支出绩效自评指标计分表", strange()]
    report, goal = made.html([made.TITLE, *parts], tmp_path / "报告"), tmp_path / "绩效.xlsx"
    command = ["extract", "--performance", str(report), "-o", str(goal)]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0
    assert "报告自己的指标体系写入" in run.stderr
    own = find(str(tmp_path / "绩效-指标体系.toml"))
    assert [(i.level1, i.level2, i.weight) for i in own.indicators[:2]] == [
        ("投入", "目标设定", 2),
        ("投入", "目标设定", 3),
    ]
    assert not errors(check(own))
    loaded = read_workbook(goal)
    assert loaded.book is not None
    (one,) = loaded.book.evaluations
    assert find(one.framework) == own
    assert [a.stated for a in one.assessments] == [2, D("2.5"), 5, 5, 4, 8, 4, 8, 10]
    scored = score_evaluation(loaded.book, one)
    assert scored.weight == 50
    goal.unlink()
    assert CliRunner().invoke(app, command).exit_code != 0
    assert not goal.exists()


def test_a_weight_that_the_framework_does_not_have_is_said(tmp_path: Path) -> None:
    rows = changed(changed(made.SCORES, 3, 2, "在职人员控制率（6分）"), 3, 3, "6")
    got = of("部门整体支出绩效自评指标计分表", rows, tmp_path=tmp_path)
    assert any(u.what == "T21在职人员控制率分值6" for u in got.unread)


def test_a_list_of_projects_fills_what_no_table_states(tmp_path: Path) -> None:
    rows: Sequence[Sequence[str]] = [
        ["序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）", "自评得分"],
        ["1", "创业孵化补助", "120.00", "96.00", "92"],
        ["2", "仲裁办案经费", "8.00", "7.20", "95"],
    ]
    got = of(made.PROJECT, "项目自评汇总表", rows, tmp_path=tmp_path)
    added = evaluation(got.book, "仲裁办案经费")
    assert [(f.adjusted, f.outturn) for f in added.funding] == [(8 * WAN, 720_0000)]
    assert added.stated_total == 95
    assert not got.unread
    other = of(made.PROJECT, "项目自评汇总表", changed(rows, 1, 2, "130.00"), tmp_path=tmp_path)
    assert whys(other) == ["与项目表不一致，采用了项目表的数"]


def test_a_register_of_duties_with_its_own_headings(tmp_path: Path) -> None:
    rows: Rows = [
        [
            "序号",
            "工作职责",
            "工作内容",
            "年度目标",
            "完成情况",
            "完成率",
            "按时完成",
            "质量达标",
            "情况说明",
        ],
        ["1", "就业促进", "城镇新增就业", "≥900人", "969人", "107.67%", "是", "是", ""],
        ["2", "^", "职业介绍", "500人", "", "", "否", "", "机构改革"],
    ]
    got = of(
        "重点工作完成情况表", rows, "1.城镇新增就业：完成969人，为年度目标900人的107.67%。", tmp_path=tmp_path
    )
    first, second = got.book.work_targets
    assert (first.duty, first.target, first.actual) == (
        "就业促进",
        Quantity(D(900), "人"),
        Quantity(D(969), "人"),
    )
    assert (first.on_time, first.qualified, second.on_time, second.qualified) == (True, True, False, None)
    assert (second.actual, second.text) == (Quantity(), "机构改革")
    assert not got.unread


def test_a_table_of_sums_is_no_table_of_indicators(tmp_path: Path) -> None:
    sums: Rows = [
        ["一级指标", "分值", "得分", "得分率"], ["投入", "20", "18.5", "92.5%"], ["产出", "30", "30", "100%"],
        ["合计", "50", "48.5", "97%"],
    ]  # fmt: skip
    parts: list[Part] = ["部门整体支出评价得分表", sums, "部门整体支出绩效自评指标计分表", made.SCORES]
    got = of(*parts, tmp_path=tmp_path)
    assert [e.framework for e in got.book.evaluations] == ["cy2013-53-overall"]
    assert not got.unread


def test_the_form_of_the_whole_entity(tmp_path: Path) -> None:
    rows = changed(changed(made.PROJECT, 0, 0, "部门（单位）名称"), 0, 1, "清河县人力资源和社会保障局")
    got = of("部门整体支出绩效自评表", rows, tmp_path=tmp_path)
    (one,) = got.book.objectives
    assert (one.subject, one.name) == (Subject.OVERALL, "清河县人力资源和社会保障局")
    assert one.aim == "扶持创业实体六十家。"


def test_a_printed_result_that_the_counts_do_not_make_is_said(tmp_path: Path) -> None:
    got = of("满意度调查问卷", changed(made.SURVEY, 7, 4, "950"), tmp_path=tmp_path)
    assert [(u.what, u.why) for u in got.unread] == [("问卷总分950", "按各选项份数计算是940")]


def test_a_questionnaire_with_its_options_across(tmp_path: Path) -> None:
    got = of("满意度调查问卷（企业）", "发放问卷50份，有效问卷49份。", made.ACROSS, tmp_path=tmp_path)
    (one,) = got.book.questionnaires
    assert (one.issued, one.returned, one.valid) == (50, None, 49)
    assert [(q.code, q.text) for q in one.questions] == [("1", "窗口服务"), ("2", "办事效率")]
    assert [(o.label, o.points, o.count) for o in one.questions[1].options] == [
        ("满意", 100, 46), ("基本满意", 60, 3), ("不满意", 0, 0),
    ]  # fmt: skip
    assert not got.unread


def test_what_is_no_performance_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n请各科室按时参加。\n", encoding="utf-8")
    with pytest.raises(Refusal, match="没有识别到绩效目标"):
        extract_performance(str(path))


def test_a_year_nobody_says_must_be_given(tmp_path: Path) -> None:
    rows = [r for r in made.PROJECT if "2023" not in r[4] and "清河县" not in r[1]]
    parts: list[Part] = ["项目支出绩效自评表", rows]
    path = str(made.html(parts, tmp_path / "表"))
    with pytest.raises(Refusal, match="年度"):
        extract_performance(path)
    got = extract_performance(path, 2022)
    assert got.book.year == 2022
    assert "没有认出单位名称，请补填" in whys(got)
