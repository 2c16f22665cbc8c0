"""Published reports back into a book: the same from every format, nothing guessed, nothing lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import published_tables as made
import pytest
from books import bare
from hypothesis import given, settings
from hypothesis import strategies as st
from published_tables import Part, Rows
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.documents.refusal import Refusal
from juesuan.performance.book_sheets import UNPLACED
from juesuan.performance.check import check
from juesuan.performance.extract import ExtractedPerformance, extract_performance
from juesuan.performance.frameworks import find
from juesuan.performance.model import Direction, Objective, PerformanceBook, Quantity, SelfEvaluation, Subject
from juesuan.performance.problems import errors
from juesuan.performance.reading import read_workbook, read_workbook_bytes
from juesuan.performance.scoring import score_evaluation
from juesuan.performance.workbook import write_workbook

WAN = 1_000_000  # 分 in 1 万元


@pytest.fixture(scope="module", params=sorted(made.WRITERS))
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ExtractedPerformance:
    """The whole report in one format."""
    write = made.WRITERS[request.param]
    return extract_performance(str(write(made.REPORT, tmp_path_factory.mktemp("report") / "报告")))


def of(*parts: Part, tmp_path: Path, title: str = made.TITLE) -> ExtractedPerformance:
    return extract_performance(str(made.html([title, *parts], tmp_path / "报告")))


def changed(rows: Rows, row: int, column: int, value: str) -> Rows:
    copied = [list(r) for r in rows]
    copied[row][column] = value
    return copied


def objective(book: PerformanceBook, name: str = "创业孵化补助") -> Objective:
    one = book.objective(name)
    assert one is not None
    return one


def evaluation(book: PerformanceBook, name: str = "创业孵化补助") -> SelfEvaluation:
    return next(e for e in book.self_evaluations if e.objective == name)


def whys(made_: ExtractedPerformance) -> list[str]:
    return [u.why for u in made_.unread]


def test_entity_and_year(found: ExtractedPerformance) -> None:
    assert (found.book.entity, found.book.year) == ("清河县人力资源和社会保障局", 2023)


def test_targets_with_direction_unit_and_weight(found: ExtractedPerformance) -> None:
    rows = [
        (i.level1, i.level2, i.name, i.direction, i.target, i.weight)
        for i in objective(found.book).indicators
    ]
    assert rows == [
        ("产出指标", "数量指标", "扶持创业实体", Direction.AT_LEAST, Quantity(D(60), "家"), 20),
        ("产出指标", "质量指标", "孵化成功率", Direction.AT_LEAST, Quantity(D(80), "%"), 15),
        ("产出指标", "时效指标", "补助发放完成时间", Direction.AT_MOST, Quantity(date(2023, 12, 31)), 15),
        ("效益指标", "社会效益指标", "带动就业人数", Direction.AT_LEAST, Quantity(D(200), "人"), 20),
        ("效益指标", "可持续影响指标", "创业服务机制", Direction.QUALITATIVE, Quantity(text="持续完善"), 10),
        ("满意度指标", "服务对象满意度指标", "创业者满意度", Direction.AT_LEAST, Quantity(D(90), "%"), 10),
    ]


def test_actuals_scores_and_reasons(found: ExtractedPerformance) -> None:
    rows = [(r.indicator, r.actual, r.stated, r.deviation) for r in evaluation(found.book).results]
    assert rows == [
        ("1", Quantity(D(66), "家"), 20, ""),
        ("2", Quantity(D(84), "%"), 15, ""),
        ("3", Quantity(date(2023, 12, 20)), 15, ""),
        ("4", Quantity(D(150), "人"), 15, "部分实体停业。"),
        ("5", Quantity(text="已建立定期回访制度"), 9, ""),
        ("6", Quantity(D(93), "%"), 10, ""),
    ]


def test_money_by_source_and_the_score_for_it(found: ExtractedPerformance) -> None:
    money = [(f.source, f.initial, f.adjusted, f.outturn) for f in objective(found.book).funding]
    assert money == [
        ("当年财政拨款", 100 * WAN, 100 * WAN, 90 * WAN),
        ("上年结转资金", 0, 20 * WAN, 6 * WAN),
    ]
    one = evaluation(found.book)
    assert (one.framework, one.stated_execution, one.stated_total) == ("cy2020-10", 8, 92)
    assert one.funding == objective(found.book).funding


def test_the_words_of_the_head(found: ExtractedPerformance) -> None:
    one = objective(found.book)
    assert (one.department, one.unit) == ("清河县人力资源和社会保障局", "清河县就业服务中心")
    assert (one.aim, evaluation(found.book).achieved) == ("扶持创业实体六十家。", "已全部扶持。")
    assert one.subject is Subject.PROJECT


def test_the_layout_with_columns_for_direction_and_unit(found: ExtractedPerformance) -> None:
    one = objective(found.book, "监察执法经费")
    assert [(i.direction, i.target, i.weight) for i in one.indicators] == [
        (Direction.AT_LEAST, Quantity(D(300), "户"), 30),
        (Direction.EQUAL, Quantity(D(100), "%"), 20),
        (Direction.AT_MOST, Quantity(D(50), "件"), 30),
        (Direction.AT_LEAST, Quantity(D(90), "%"), 10),
    ]
    assert [r.actual.value for r in evaluation(found.book, "监察执法经费").results] == [320, 100, 41, 95]
    assert [(f.source, f.outturn) for f in one.funding] == [("财政资金", 9 * WAN), ("单位资金", 0)]


def test_scores_go_to_the_framework_that_lists_their_indicators(found: ExtractedPerformance) -> None:
    (one,) = found.book.evaluations
    assert (one.framework, one.kind, one.stated_total) == ("cy2013-53-overall", "单位自评", D("48.5"))
    scores = {a.indicator: a.stated for a in one.assessments}
    assert scores == {
        "T11": 2, "T12": D("2.5"), "T21": 5, "T22": 5, "T23": 4, "O11": 8, "O12": 4, "O13": 8, "O14": 10,
    }  # fmt: skip
    assert {a.indicator: a.reason for a in one.assessments if a.reason} == {
        "T12": "个别指标没有量化", "T23": "占比低于90%",
    }  # fmt: skip


def test_duties_of_a_table_and_of_a_sentence(found: ExtractedPerformance) -> None:
    assert [(w.code, w.name, w.direction, w.target, w.actual) for w in found.book.work_targets] == [
        ("W01", "城镇新增就业", Direction.AT_LEAST, Quantity(D(900), "人"), Quantity(D(969), "人")),
        ("W02", "职业技能培训", Direction.AT_LEAST, Quantity(D(1200), "人次"), Quantity(D(1260), "人次")),
        ("W03", "劳动争议结案率", Direction.AT_LEAST, Quantity(D(95), "%"), Quantity(D("98.5"), "%")),
        ("W04", "新增创业贷款", Direction.EQUAL, Quantity(D(100), "户"), Quantity(D(120), "户")),
    ]
    assert found.book.work_targets[2].text == "两件跨年度"


def test_a_rate_without_its_target_is_kept_for_a_person(found: ExtractedPerformance) -> None:
    (one,) = found.unread
    assert one.what == "开展就业见习123人，占目标任务的102.5%"
    assert one.why == "只写了完成率，没有写目标值，请补填目标后登记"
    assert one.where


def test_a_project_that_only_a_sentence_tells(found: ExtractedPerformance) -> None:
    one = objective(found.book, "技能培训补贴")
    assert [(f.initial, f.adjusted, f.outturn) for f in one.funding] == [(None, 50 * WAN, 45 * WAN)]
    assert not one.indicators


def test_a_questionnaire_with_its_copies(found: ExtractedPerformance) -> None:
    (one,) = found.book.questionnaires
    assert (one.title, one.group) == ("服务对象满意度调查问卷（办事群众）", "办事群众")
    assert (one.issued, one.returned, one.valid) == (50, 50, 49)
    assert [(q.code, q.text) for q in one.questions] == [
        ("1", "您对窗口服务是否满意？"), ("2", "您对办事效率是否满意？"),
    ]  # fmt: skip
    assert [(o.label, o.points, o.count) for o in one.questions[0].options] == [
        ("满意", 10, 45), ("基本满意", 5, 3), ("不满意", 0, 1),
    ]  # fmt: skip


def test_what_is_counted(found: ExtractedPerformance) -> None:
    assert found.counts == {"指标值": 14, "完成值": 14, "分值": 10, "得分": 19, "金额": 14, "问卷份数": 6}


SIGNS = {
    Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤", Direction.ABOVE: ">", Direction.BELOW: "<", Direction.EQUAL: "",
}  # fmt: skip
numbers = st.one_of(
    st.integers(0, 99999).map(D),
    st.integers(1, 9999).map(lambda n: (D(n) / 100).normalize()).map(lambda d: D(f"{d:f}")),
)
rows = st.lists(
    st.tuples(
        st.sampled_from(list(SIGNS)), numbers, st.sampled_from(["人", "户", "%", "万元", "件", "人次", "元"]), numbers,
        st.integers(1, 40), st.integers(0, 40),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(rows, st.sampled_from(sorted(made.WRITERS)))
def test_whatever_a_table_states_comes_back(
    stated: list[tuple[Direction, D, str, D, int, int]], how: str
) -> None:
    table = [list(r) for r in made.PROJECT[:9]]
    for n, (direction, target, unit, actual, weight, score) in enumerate(stated):
        aim = f"{SIGNS[direction]}{target}{unit}"
        head = ["^", "产出指标" if not n else "^", "数量指标" if not n else "^"]
        table.append(
            [*head, f"完成事项{'一二三四五六'[n]}", aim, f"{actual}{unit}", f"{weight}", f"{score}", ""]
        )
    with TemporaryDirectory() as folder:
        got = extract_performance(str(made.WRITERS[how]([made.TITLE, table], Path(folder) / "报告")))
    tree, results = objective(got.book).indicators, evaluation(got.book).results
    assert [(i.direction, i.target.value, i.target.unit, i.weight) for i in tree] == [
        (direction, target, unit, weight) for direction, target, unit, _, weight, _ in stated
    ]
    assert [(r.actual.value, r.actual.unit, r.stated) for r in results] == [
        (actual, unit, score) for _, _, unit, actual, _, score in stated
    ]


def test_the_workbook_reads_back_as_the_book_and_lists_what_has_no_place(found: ExtractedPerformance) -> None:
    rows = [(u.what, u.where, u.why) for u in found.unread]
    data = write_workbook(found.book, "元", rows)
    loaded = read_workbook_bytes(data, "book.xlsx")
    assert loaded.problems == ()
    assert bare(loaded.book) == bare(found.book)
    sheet = openpyxl.load_workbook(io.BytesIO(data))[UNPLACED]
    assert [c.value for c in sheet[sheet.max_row]][:3] == list(rows[-1])


def test_the_command_says_what_it_read(tmp_path: Path) -> None:
    report, goal = made.word(made.REPORT, tmp_path / "报告"), tmp_path / "绩效.xlsx"
    run = CliRunner().invoke(app, ["extract", "--performance", str(report), "-o", str(goal)])
    assert run.exit_code == 0
    assert (
        "指标值14个、完成值14个、分值10个、得分19个、金额14个、问卷份数6个，1 项列入“未能归位”" in run.stderr
    )
    assert goal.is_file()
    again = CliRunner().invoke(app, ["extract", "--performance", str(report), "-o", str(goal)])
    assert "文件已经存在" in str(again.exception or again.stderr)


# -- what is not certain


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
