"""The workbook read back: every cell of every table, numbers as numbers, a name for every bound cell, ready to print."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_expectations import expected, recovered
from written_sample import cell, sample

from juesuan.documents.composition import ComposedTable, Piece
from juesuan.documents.model import Table
from juesuan.documents.sheets import read_sheets
from juesuan.reports.write_facts import stated
from juesuan.reports.write_xlsx import INDEX, cell_name, fact_of, numeric, sheet_names, with_unit, write_xlsx


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_xlsx(sample())


@pytest.fixture(scope="module")
def book(written: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written))


def test_every_table_comes_back(written: bytes) -> None:
    read = recovered(read_sheets(written, "report.xlsx", ""))
    tables = [t for t in read if isinstance(t, list)]
    # The reader of sheets knows no empty cells.
    filled = [[c for c in t if c[-1]] for t in expected(sample()) if isinstance(t, list)]
    assert tables[:2] == filled
    said = "".join(t for t in read if isinstance(t, str))
    for words in (
        "收入支出决算总表",
        "公开01表",
        "部门：清河县人力资源和社会保障局",
        "金额单位：万元",
        "注：本表反映部门",
    ):
        assert words in said


def test_every_bound_cell_has_a_name_and_a_number(book: openpyxl.Workbook) -> None:
    tables = [b for b in sample().blocks if isinstance(b, ComposedTable)]
    bound = sorted(
        (p.fact, p.text) for t in tables for row in t.rows for c in row for p in c.pieces if p.fact
    )
    found = []
    told = set()
    for name, defined in book.defined_names.items():
        key = fact_of(name)
        assert key is not None
        sheet, place = re.fullmatch(r"'(.+)'!(.+)", defined.attr_text).groups()
        value = book[sheet][place]
        if sheet == INDEX:
            told.add(key)
            continue
        assert value.number_format in ("#,##0.00", "0.00")
        found.append((key, f"{value.value:,.2f}"))
    assert sorted(found) == bound
    assert told == {p.fact for _, p in stated(sample())} - {key for key, _ in bound}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50万元", ("1234.50", '#,##0.00"万元"')), ("98.20%", ("0.9820", "0.00%")), ("3个", ("3", '0"个"')),
        ("45.00元", ("45.00", '0.00"元"')), ("12.5", ("12.5", "0.0")), ("约3个", None),
    ],
)  # fmt: skip
def test_the_values_of_the_last_sheet_are_numbers_that_show_their_unit(
    text: str, number: tuple[str, str] | None
) -> None:
    assert with_unit(text) == (None if number is None else (Decimal(number[0]), number[1]))


def test_sheets_are_ready_to_print(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["公开01 收入支出决算总表", "公开03 支出决算表", INDEX]
    first, wide, _ = book.worksheets
    assert (first.page_setup.orientation, wide.page_setup.orientation) == ("portrait", "landscape")
    assert wide.page_setup.paperSize == 9
    assert wide.print_title_rows == "$1:$6"
    assert first["A1"].value == "收入支出决算总表"


def test_the_last_sheet_tells_the_origin_of_every_number(written: bytes) -> None:
    table = [b for b in read_sheets(written, "report.xlsx", "").blocks if isinstance(b, Table)][-1]
    assert table.rows == 1 + len({p.fact for _, p in stated(sample())})


def test_nothing_a_user_writes_is_a_formula() -> None:
    rows = (
        (cell("=1+1", header=True),),
        (cell("=cmd|' /C calc'!A0"),),
        (cell("http://例.中国"),),
        (cell("@x"),),
    )
    made = write_xlsx(replace(sample(), blocks=(ComposedTable("=表", rows),)))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert all(c.data_type != "f" and c.hyperlink is None for row in sheet.iter_rows() for c in row)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40), st.integers(0, 3))
def test_names_are_valid_and_give_the_key_back(key: str, copy: int) -> None:
    name = cell_name(key, copy)
    assert re.fullmatch(r"[\w.]+", name)
    assert len(name) <= 255
    if len(name) < 200 and not re.search(r"__\d+$|_u[0-9A-F]+_", key):
        assert fact_of(name) == key


def test_names_stay_unique_when_keys_are_long() -> None:
    keys = ["？" * 100 + end for end in "ab"]
    names = [cell_name(k) for k in keys]
    assert len(set(names)) == 2
    assert all(len(n) <= 255 for n in names)


@pytest.mark.parametrize(
    ("text", "bound", "number"),
    [
        ("1,234.50", True, ("1234.50", "#,##0.00")), ("0.00", True, ("0.00", "0.00")), ("-3.5", False, ("-3.5", "0.0")),
        ("50.32%", True, ("0.5032", "0.00%")), ("2080101", False, None), ("208", False, None), ("12", True, ("12", "0")),
        ("208", True, ("208", "0")), ("", False, None), ("无", False, None), ("3月", False, None), ("—", False, None),
    ],
)  # fmt: skip
def test_numbers_are_numbers_and_codes_are_not(
    text: str, bound: bool, number: tuple[str, str] | None
) -> None:
    found = numeric((Piece(text, "k" if bound else ""),))
    assert found == (None if number is None else (Decimal(number[0]), number[1]))


def test_sheet_names_are_valid_and_unique() -> None:
    tables = [
        ComposedTable("a/b[c]" * 10, ()),
        ComposedTable("A/B[C]" * 10, ()),
        ComposedTable("", ()),
        ComposedTable("", ()),
    ]
    names = sheet_names(tables)
    assert len({n.lower() for n in names}) == 4
    assert all(0 < len(n) <= 31 and not re.search(r"[\[\]:*?/\\]", n) for n in names)
