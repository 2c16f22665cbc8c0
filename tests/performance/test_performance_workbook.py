"""The performance workbook gives back what was written, names every bad row, and grows over the year."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import bare, books, whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.problems import errors
from juesuan.documents.refusal import Refusal
from juesuan.performance import book_sheets as s
from juesuan.performance.model import PerformanceBook
from juesuan.performance.reading import LoadedBook, load_book, read_workbook_bytes, usable_book
from juesuan.performance.workbook import fill_up, template, write_workbook


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(book=books(), unit=st.sampled_from(["万元", "元"]))
def test_a_book_reads_back_exactly(book: PerformanceBook, unit: str) -> None:
    loaded = read_workbook_bytes(write_workbook(book, unit), "book.xlsx")
    assert [str(p) for p in loaded.problems] == []
    assert bare(loaded.book) == bare(book)
    assert loaded.unit == unit


def test_everything_there_is_reads_back() -> None:
    loaded = read_workbook_bytes(write_workbook(whole()), "book.xlsx")
    assert loaded.problems == ()
    assert bare(loaded.book) == bare(whole())
    assert loaded.book is not None
    result = loaded.book.self_evaluations[0].results[0]
    assert (result.origin.sheet, result.origin.cell) == ("自评", "A4")


def test_a_book_filled_up_for_the_next_step_says_the_same() -> None:
    half = replace(whole(), monitoring=(), self_evaluations=(), evaluations=())
    loaded = read_workbook_bytes(fill_up(half, "元", ("yunnan-abc", "cy2021-101")), "book.xlsx")
    assert loaded.problems == ()
    assert bare(loaded.book) == bare(half)


def test_what_a_template_had_prepared_stays_when_it_is_written_again() -> None:
    half = replace(whole(), monitoring=(), self_evaluations=(), evaluations=())
    first = read_workbook_bytes(fill_up(half, "元", ("yunnan-abc", "cy2021-101")), "book.xlsx")
    assert first.book is not None
    again = read_workbook_bytes(fill_up(first.book, "元", (), first.begun), "book.xlsx")
    assert again.begun == first.begun
    assert [e.framework for e in again.begun.evaluations] == ["yunnan-abc"]
    assert again.begun.scoring["职业技能培训"] == "cy2021-101"


def test_an_appraisal_without_questions_is_offered_them() -> None:
    asked = replace(whole(), appraisals=(replace(whole().appraisals[0], items=()),))
    made = read_workbook_bytes(fill_up(asked, "元", ("appraisal",)), "book.xlsx").book
    assert made is not None
    items = made.appraisals[0].items
    assert sum(i.weight or 0 for i in items) == 100
    assert {i.score for i in items} == {None}
    assert bare(made.evaluations) == bare(asked.evaluations)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_next_step_offers_every_indicator_with_its_target() -> None:
    half = replace(whole(), monitoring=(), self_evaluations=(), evaluations=())
    book = opened(fill_up(half, "万元", ("yunnan-abc", "cy2021-101")))
    rows = [[c.value for c in row[:5]] for row in book[s.RESULTS].iter_rows(min_row=4, max_row=10)]
    assert rows[0] == ["职业技能培训", "1", "培训人次", "≥500人次", 20]
    assert rows[3][3] == "≥900人"  # the work target's
    assert (
        book[s.SELF_EVALUATIONS]["B4"].value
        == "项目支出绩效自评（财预〔2021〕101号，不设成本指标）[cy2021-101]"
    )
    assert book[s.ASSESSMENTS]["B4"].value == "A11"
    assert book[s.ASSESSMENTS]["F4"].value
    assert book[s.POINTS]["E4"].value


def test_the_template_has_every_sheet_drop_downs_and_no_formula() -> None:
    book = opened(template(2024))
    assert [s.GUIDE, *(f.name for f in s.sheets()), s.LIBRARY, s.LISTS] == book.sheetnames
    for sheet in book:
        assert sheet.protection.sheet
        assert not any(str(c.value).startswith("=") for row in sheet for c in row if c.value is not None)
    rules = {str(v.sqref).partition(":")[0]: v for v in book[s.INDICATORS].data_validations.dataValidation}
    assert rules["A4"].formula1 == "项目!$A$4:$A$303"
    assert rules["F4"].formula1 == '"≥,>,≤,<,＝,定性"'
    assert "列表!" in rules["C4"].formula1
    assert rules["I4"].type == "decimal"
    assert book[s.RESULTS]["C4"].protection.locked
    assert len(list(book[s.LIBRARY].iter_rows(min_row=4))) >= 60


def test_an_empty_template_says_what_to_fill_in() -> None:
    loaded = read_workbook_bytes(template(2024), "book.xlsx")
    assert [(p.code, p.sheet, p.cell) for p in loaded.problems] == [("required", "单位信息", "B4")]


def test_projects_come_from_the_accounts() -> None:
    from juesuan.accounts.model import Accounts, Entity, Fund, Project

    accounts = Accounts(
        Entity("清河县人社局"), 2024, (), (),
        projects=(Project("培训", Fund.GENERAL, "2080199", 300, 200, 100), Project("考务", Fund.OTHER, "2080199", 3, 2)),
    )  # fmt: skip
    book = read_workbook_bytes(template(2024, "元", (), accounts), "book.xlsx").book
    assert book is not None
    assert book.entity == "清河县人社局"
    assert [(o.name, o.funding[0].source, o.funding[0].adjusted) for o in book.objectives] == [
        ("培训", "当年财政拨款", 300),
        ("考务", "其他资金", 3),
    ]


def changed(*cells: tuple[str, str, Any]) -> LoadedBook:
    book = opened(write_workbook(whole()))
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return read_workbook_bytes(stream.getvalue(), "book.xlsx")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        ("绩效目标", "A4", "别的项目", "unknown-name"),
        ("绩效目标", "F4", "至少", "bad-choice"),
        ("绩效目标", "F4", None, "required"),
        ("绩效目标", "G4", "≥500", "sign"),
        ("绩效目标", "G5", "95%", None),
        ("绩效目标", "I4", None, "required"),
        ("绩效目标", "I4", "二十", "not-a-number"),
        ("项目资金", "A4", "别的项目", "unknown-name"),
        ("项目资金", "C4", "三十万", "not-a-number"),
        ("项目", "A5", "职业技能培训", "twice"),
        ("监控", "A4", "别的项目", "unknown-name"),
        ("监控", "B4", None, "unknown-name"),
        ("监控概况", "B5", "2024-06-30", "twice"),
        ("自评概况", "A4", "别的项目", "unknown-name"),
        ("自评", "H4", "完成得好", "bad-choice"),
        ("评价概况", "A5", 1, "twice"),
        ("整体评价", "A4", None, "required"),
        ("评价要点", "F4", "对", "bad-choice"),
        ("事前评估", "A4", "别的项目", "unknown-name"),
        ("重点工作", "A5", "W01", "twice"),
        ("问卷概况", "A5", "W1", "twice"),
        ("问卷", "A4", "W9", "unknown-name"),
        ("问卷", "E5", 5, "question-twice"),
        ("答卷", "A4", "W9", "unknown-name"),
        ("答卷", "I4", "多答", "unknown-question"),
        ("指标数据", "A4", "没有的数据", "unknown-operand"),
        ("指标数据", "B4", 0.00000001, "below-cents"),
        ("指标数据", "B5", "91.5%", "percent"),
    ],
)
def test_each_bad_cell_is_named(sheet: str, cell: str, value: object, code: str | None) -> None:
    loaded = changed((sheet, cell, value))
    found = [(p.code, p.sheet, p.cell) for p in errors(loaded.problems)]
    if code is None:
        assert found == []
    else:
        assert found[0] == (code, sheet, cell)
        assert loaded.book is None


def test_a_unit_beside_the_number_must_be_that_of_its_column() -> None:
    loaded = changed(("绩效目标", "G4", "500人"))
    assert [(p.code, p.cell) for p in errors(loaded.problems)] == [("unit-differs", "H4")]
    assert changed(("绩效目标", "G4", "500人次")).problems == ()


def test_a_percent_typed_as_one_is_its_number() -> None:
    book = opened(write_workbook(whole()))
    book["绩效目标"]["G5"] = 0.95
    book["绩效目标"]["G5"].number_format = "0%"
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert loaded.book is not None
    target = loaded.book.objectives[0].indicators[1].target
    assert (target.value, target.unit) == (Decimal(95), "%")


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ((("绩效目标", "I4", 19),), "weights-sum", "合计89分，加预算执行率10分为99分。应为100分"),
        ((("绩效目标", "I4", 21),), "weights-sum", "为101分"),
        ((("绩效目标", "G4", 0),), "zero-target", "指标值是0"),
        ((("绩效目标", "G4", None), ("绩效目标", "H4", None)), "no-target", "没有填写指标值"),
        (
            (("绩效目标", "G4", "很多人"), ("绩效目标", "H4", None)),
            "text-for-number",
            "指标值不是数字，现在是“很多人”",
        ),
        ((("绩效目标", "B5", "1"),), "duplicate-code", "编号都是“1”"),
        ((("绩效目标", "E5", "培训人次"),), "duplicate-indicator", "设置了2次"),
        ((("自评", "G4", None),), "no-unit", "完成值没有单位"),
        ((("自评", "F4", "很多"),), "text-for-number", "完成值不是数字，现在是“很多”"),
        ((("问卷概况", "F4", 1),), "more-answers", "有 2 份答卷，收回份数填的是 1"),
        ((("绩效目标", "L7", "W09"),), "unknown-work", "重点工作“W09”没有登记"),
    ],
)
def test_what_cannot_be_scored_is_named_with_its_row(
    tmp_path: Path, cells: tuple[tuple[str, str, Any], ...], code: str, words: str
) -> None:
    book = opened(write_workbook(whole()))
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(tmp_path / "绩效.xlsx")
    loaded = load_book(tmp_path / "绩效.xlsx")
    assert loaded.book is None
    named = [p for p in errors(loaded.problems) if p.code == code]
    assert named, [str(p) for p in errors(loaded.problems)]
    assert words in str(named[0])
    assert named[0].sheet
    assert named[0].cell
    with pytest.raises(Refusal, match="请逐项更正"):
        usable_book(tmp_path / "绩效.xlsx")


@pytest.mark.parametrize(("weight", "wrong"), [(20, False), (30, False), (29, True), (31, True)])
def test_weights_are_added_up_before_anybody_evaluates(tmp_path: Path, weight: int, wrong: bool) -> None:
    half = replace(whole(), self_evaluations=(), objectives=whole().objectives[:1])
    book = opened(write_workbook(half))
    book["绩效目标"]["I4"] = weight
    book.save(tmp_path / "绩效.xlsx")
    found = [p for p in errors(load_book(tmp_path / "绩效.xlsx").problems) if p.code == "weights-sum"]
    assert [(p.sheet, p.cell) for p in found] == [("项目", "A4")] * wrong


def test_sheets_of_later_steps_may_be_missing_and_strange_ones_are_told() -> None:
    book = opened(write_workbook(replace(whole(), self_evaluations=(), evaluations=())))
    for name in (s.SELF_EVALUATIONS, s.RESULTS, s.EVALUATIONS, s.ASSESSMENTS, s.POINTS, s.COPIES):
        del book[name]
    book.create_sheet("备忘")["A1"] = "记一下"
    book[s.WORKS]["T3"] = "姓名"
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert loaded.book is not None
    assert loaded.book.monitoring
    assert [(p.code, p.sheet) for p in loaded.problems] == [
        ("unknown-column", "重点工作"),
        ("unknown-sheet", "备忘"),
    ]


def test_another_workbook_is_refused_with_the_way_out() -> None:
    from juesuan.accounts.workbook import template as accounts_template

    with pytest.raises(Refusal, match="juesuan template --performance"):
        read_workbook_bytes(accounts_template("四川", 2024), "决算.xlsx")
