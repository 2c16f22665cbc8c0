"""The workbook gives back what was written, names every bad cell, and is fit for a clerk."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from accounts_books import accounts, whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.reading import Loaded, read_workbook, read_workbook_bytes
from juesuan.accounts.records import without_origins
from juesuan.accounts.sheets import SHEETS
from juesuan.accounts.tables import derive_tables
from juesuan.accounts.validate import validate
from juesuan.accounts.workbook import template, write_workbook
from juesuan.documents.refusal import Refusal


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=accounts(), before=st.none() | accounts(year=2022), unit=st.sampled_from(["万元", "元"]))
def test_a_book_reads_back_exactly(book, before, unit) -> None:  # type: ignore[no-untyped-def]
    book = replace(book, prior=before)
    loaded = read_workbook_bytes(write_workbook(book, unit), "book.xlsx")
    assert loaded.problems == ()
    assert loaded.accounts is not None
    assert without_origins(loaded.accounts) == without_origins(book)


def test_everything_there_is_reads_back() -> None:
    book = whole()
    loaded = read_workbook_bytes(write_workbook(book), "book.xlsx")
    assert loaded.problems == ()
    assert loaded.accounts is not None
    assert without_origins(loaded.accounts) == without_origins(book)
    assert loaded.accounts.expenditure[0].origin.sheet == "支出"
    assert loaded.accounts.expenditure[0].origin.cell == "A4"


def test_the_template_has_every_sheet_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("四川省清河县", 2024)))
    assert {s.name for s in SHEETS if not s.optional} <= set(book.sheetnames)
    assert {"填表说明", "科目表"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.protection.sheet or sheet.title == "未能识别"
        assert not any(str(c.value).startswith("=") for row in sheet for c in row if c.value is not None)
    spent = book["支出"]
    assert spent["A4"].protection.locked is False or spent.column_dimensions["A"].protection.locked is False
    assert any("科目表" in str(v.formula1) for v in spent.data_validations.dataValidation)


def test_an_empty_template_says_what_to_fill_in() -> None:
    loaded = read_workbook_bytes(template("四川省清河县", 2024), "book.xlsx")
    assert loaded.accounts is None
    assert [(p.code, p.sheet, p.cell) for p in loaded.problems] == [("required", "单位信息", "B4")]


def changed(sheet: str, cell: str, value: object) -> Loaded:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(whole())))
    book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return read_workbook_bytes(stream.getvalue(), "book.xlsx")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        ("支出", "H4", "壹佰", "not-a-number"),
        ("支出", "H4", None, "required"),
        ("支出", "A4", "20801", "bad-code"),
        ("支出", "A4", "2080101 住房公积金", "name-differs"),
        ("支出", "C4", "一般预算", "bad-choice"),
        ("收入", "D4", 1.23456789, "below-cents"),
        ("公务接待", "D4", -1, "not-a-count"),
        ("单位信息", "B9", "去年九月", "bad-date"),
        ("单位信息", "B7", "二〇二四", "bad-year"),
        ("单位信息", "B7", 24, "bad-year"),
    ],
)
def test_each_bad_cell_is_named(sheet: str, cell: str, value: object, code: str) -> None:
    loaded = changed(sheet, cell, value)
    assert loaded.accounts is None
    assert [(p.code, p.sheet, p.cell) for p in loaded.problems] == [(code, sheet, cell)]
    assert str(loaded.problems[0]).startswith(f"“{sheet}”{cell}：")


@pytest.mark.parametrize(
    ("sheet", "row", "values", "found"),
    [
        ("政府采购", 20, ("货物支出", 1), ("duplicate", "B20", "前一行在 B4")),
        ("单位信息", 20, ("单位名称", "清河县水务局"), ("duplicate", "B20", "前一行在 B4")),
        ("三公经费", 20, ("公务用车运行维护费决算数", 7), ("duplicate", "B20", "前一行在 B10")),
        ("政府采购", 20, ("货物支岀", 1), ("unknown-row", "A20", "“货物支出”")),
        ("原因说明", 20, ("某项特别说明", "另一个原因"), ("duplicate", "A20", "前一行在 A5")),
        ("三公原因", 20, ("一般公共预算财政拨款", "公务接待", "另因"), ("duplicate", "A20", "前一行在 A4")),
        ("人员", 20, ("编制内人员", "行政编制", 1, 1), ("duplicate", "A20", "前一行在 A4")),
    ],
)
def test_no_row_is_lost_to_another_about_the_same(
    sheet: str, row: int, values: tuple[object, ...], found: tuple[str, str, str]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(whole())))
    for column, value in enumerate(values, 1):
        book[sheet].cell(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert loaded.accounts is None
    code, cell, words = found
    assert [(p.code, p.sheet, p.cell) for p in loaded.problems] == [(code, sheet, cell)]
    assert words in str(loaded.problems[0])


@pytest.mark.parametrize("words", ["27.184653", " 27.184653 ", "　２７．１８４６５３", "+27.184653"])
def test_a_number_kept_as_text_is_a_number(words: str) -> None:
    loaded = changed("收入", "D4", words)
    assert loaded.accounts is not None, loaded.problems
    assert loaded.accounts.income[0].amount == 27_184_653


@pytest.mark.parametrize(
    ("words", "amount"),
    [("1,234.5", 1_234_500_000), ("1，234.5", 1_234_500_000), ("12,34", None), ("1 2", None)],
)
def test_separators_count_only_where_they_separate_thousands(words: str, amount: int | None) -> None:
    loaded = changed("收入", "D4", words)
    assert (loaded.accounts.income[0].amount if loaded.accounts else None) == amount


def test_a_row_of_the_clerks_own_on_a_form_is_told_and_left() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(whole())))
    book["政府采购"]["A20"], book["政府采购"]["B20"] = "审核人", "李四"
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert loaded.accounts is not None
    assert [(p.code, p.level, p.cell) for p in loaded.problems] == [("unknown-row", "warning", "A20")]


def test_all_problems_come_at_once() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(whole())))
    book["收入"]["D4"] = "很多"
    book["支出"]["A5"] = 12
    del book["人员"]
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert [p.code for p in loaded.problems] == ["not-a-number", "bad-code", "missing-sheet"]


def test_a_new_subject_carries_its_own_name() -> None:
    loaded = changed("支出", "A4", "2089801 新的款/新的项")
    assert loaded.accounts is not None
    assert loaded.accounts.names == {"20898": "新的款", "2089801": "新的项"}
    again = read_workbook_bytes(write_workbook(loaded.accounts), "book.xlsx")
    assert again.accounts is not None
    assert without_origins(again.accounts) == without_origins(loaded.accounts)
    found = [p for p in validate(loaded.accounts) if p.code == "unknown-code"]
    assert [(p.level, p.cell) for p in found] == [("warning", "A4")]
    nameless = changed("支出", "A4", "2089801")
    assert nameless.accounts is not None
    assert [p.level for p in validate(nameless.accounts) if p.code == "unknown-code"] == ["error"]
    alone = changed("支出", "A4", "2080198 新的项")
    assert alone.accounts is not None
    assert [p.level for p in validate(alone.accounts) if p.code == "unknown-code"] == ["warning"]
    tables = derive_tables(alone.accounts).tables
    assert any("新的项" in "".join(x.text for x in c.pieces) for t in tables for r in t.rows for c in r)


def test_columns_may_be_moved_and_numbers_typed_as_codes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(whole())))
    sheet = book["收入"]
    for row in sheet.iter_rows(min_row=3, max_col=4):
        values = [c.value for c in row]
        values = [values[3], values[0], values[1], values[2]]
        if isinstance(values[1], str) and values[1][:7].isdigit():
            values[1] = int(values[1][:7])
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    stream = io.BytesIO()
    book.save(stream)
    loaded = read_workbook_bytes(stream.getvalue(), "book.xlsx")
    assert loaded.accounts is not None
    assert without_origins(loaded.accounts).income == without_origins(whole()).income


def test_another_workbook_is_refused_with_the_way_out() -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Refusal, match="juesuan template"):
        read_workbook_bytes(stream.getvalue(), "other.xlsx")


def test_a_performance_workbook_is_refused_in_one_line() -> None:
    book = Path(__file__).resolve().parents[2] / "examples/performance.xlsx"
    with pytest.raises(Refusal, match="这是预算绩效工作簿") as refused:
        read_workbook(book)
    assert "juesuan evaluate" in str(refused.value)
