"""Published reports back into a book: the same from every format, nothing guessed, nothing lost."""

from __future__ import annotations

import io
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
from published_tables import evaluation, objective
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.performance.book_sheets import UNPLACED
from juesuan.performance.extract import ExtractedPerformance, extract_performance
from juesuan.performance.model import Direction, Quantity, Subject
from juesuan.performance.reading import read_workbook_bytes
from juesuan.performance.workbook import write_workbook

WAN = 1_000_000  # 分 in 1 万元


@pytest.fixture(scope="module", params=sorted(made.WRITERS))
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ExtractedPerformance:
    """The whole report in one format."""
    write = made.WRITERS[request.param]
    return extract_performance(str(write(made.REPORT, tmp_path_factory.mktemp("report") / "报告")))


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
