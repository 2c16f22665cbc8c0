"""Any workbook declared as sheet forms is offered, written and read back by the same three modules."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from juesuan.accounts.sheetforms import Field, Filled, SheetForm, Vocabulary
from juesuan.accounts.sheetreading import FormReader, sheets_in, strange
from juesuan.accounts.sheetwriting import FormBook
from juesuan.documents.refusal import Refusal

COVER = SheetForm(
    "封面",
    (
        Field("名称", "name", "text", True),
        Field("金额单位", "unit", "unit", True),
        Field("日期", "day", "date"),
    ),
    "填一次。",
    form=True,
)
THINGS = SheetForm(
    "事项",
    (
        Field("名称", "name", "text", True),
        Field("金额", "amount", "money"),
        Field("比例", "rate", "number"),
        Field("数量", "number", "count"),
        Field("颜色", "colour", "colour"),
        Field("代码", "code", "code", spare=True),
        Field("合计", "sum", "money", derived=True),
    ),
    "一项一行。",
)


def _code(cell: Filled) -> str | None:
    if not str(cell.value).startswith("A"):
        cell.say("bad-code", f"“{cell.field.title}”应以 A 开头", "如 A1")
        return None
    return str(cell.value)


WORDS = Vocabulary(
    choices={"colour": {"红": "red", "绿": "green"}},
    aliases={"colour": {"绿色": "green"}},
    lists={"code": ("代码表", ("A1", "A2"))},
    reads={"code": _code},
)
ROW = {"name": "甲", "amount": 123456, "rate": Decimal("0.125"), "number": 3, "colour": "green", "code": "A2"}


def written(*rows: dict[str, object], unit: str = "万元") -> openpyxl.Workbook:
    book = FormBook("试验", 2024, unit, WORDS, "列表")
    book.guide("说明", "试验", ["先填封面。"])
    book.sheet(COVER, [{"name": "清河县", "day": "2024-05-20"}])
    book.sheet(THINGS, [dict(row) for row in rows])
    book.lists()
    return openpyxl.load_workbook(io.BytesIO(book.close()))


def read(book: openpyxl.Workbook) -> tuple[FormReader, list[dict[str, object]]]:
    stream = io.BytesIO()
    book.save(stream)
    reader = FormReader(sheets_in(stream.getvalue(), "试验.xlsx"), "试验.xlsx", WORDS)
    reader.read(COVER)
    return reader, reader.read(THINGS) or []


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_what_is_written_is_read_back_with_its_cell(unit: str) -> None:
    reader, rows = read(written({**ROW, "sum": 999}, unit=unit))
    assert not reader.problems
    assert [{k: v for k, v in row.items() if k in ROW} for row in rows] == [ROW]
    assert (rows[0]["origin"].sheet, rows[0]["origin"].cell) == ("事项", "A4")  # type: ignore[attr-defined]
    assert rows[0]["cells"]["rate"] == "C4"  # type: ignore[index]


def test_derived_cells_are_locked_and_a_row_of_them_alone_is_blank() -> None:
    book = written(ROW, {"sum": 5})
    assert book["事项"]["G5"].value == pytest.approx(0.000005)
    assert book["事项"]["G5"].protection.locked
    assert not book["事项"]["A5"].protection.locked
    assert len(read(book)[1]) == 1


def test_drop_downs_offer_choices_lists_and_flags() -> None:
    rules = {str(v.sqref).partition(":")[0]: v for v in written(ROW)["事项"].data_validations.dataValidation}
    assert rules["E4"].formula1 == '"红,绿"'
    assert rules["E4"].errorStyle in (None, "stop")
    assert rules["F4"].formula1 == "列表!$A$2:$A$3"
    assert rules["F4"].errorStyle == "warning"
    assert "G4" not in rules


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("A4", None, "required"),
        ("B4", "壹万", "not-a-number"),
        ("B4", 0.0000001, "below-cents"),
        ("C4", date(2024, 5, 1), "not-a-number"),
        ("C4", "95%", "percent"),
        ("D4", 1.5, "not-a-count"),
        ("D4", "三", "not-a-count"),
        ("E4", "蓝", "bad-choice"),
        ("F4", "B1", "bad-code"),
        ("B4", "=1+1", "no-result"),
        ("C4", "#REF!", "error-value"),
    ],
)
def test_each_bad_cell_is_named_with_what_to_do(cell: str, value: object, code: str) -> None:
    book = written(ROW)
    book["事项"][cell] = value
    if code == "error-value":
        book["事项"][cell].data_type = "e"
    reader, _ = read(book)
    assert [(p.code, p.sheet, p.cell) for p in reader.problems] == [(code, "事项", cell)]


def test_a_spare_column_may_be_missing_another_not() -> None:
    book = written(ROW)
    book["事项"].delete_cols(6)
    reader, rows = read(book)
    assert not reader.problems
    assert rows[0]["code"] is None
    book["事项"].delete_cols(1)
    reader, _ = read(book)
    assert [p.code for p in reader.problems] == ["missing-column"]


def test_dates_typed_as_dates_are_read() -> None:
    book = written(ROW)
    book["封面"]["B6"] = date(2024, 9, 12)
    stream = io.BytesIO()
    book.save(stream)
    reader = FormReader(sheets_in(stream.getvalue(), "试验.xlsx"), "试验.xlsx", WORDS)
    cover = reader.read(COVER)
    assert cover is not None
    assert cover[0]["day"] == "2024-09-12"


def test_other_sheets_are_told_and_other_files_refused() -> None:
    stream = io.BytesIO()
    book = written(ROW)
    book.create_sheet("草稿")["A1"] = "记一下"
    book.save(stream)
    sheets = sheets_in(stream.getvalue(), "试验.xlsx")
    assert [p.sheet for p in strange(sheets, ("说明", "封面", "事项", "列表"))] == ["草稿"]
    with pytest.raises(Refusal, match="不是工作簿"):
        sheets_in("项目,金额\n".encode(), "表.csv")
    with pytest.raises(Refusal, match="0 字节"):
        sheets_in(b"", "空.xlsx")


def test_other_words_for_a_choice_are_understood_but_not_offered() -> None:
    book = written(ROW)
    book["事项"]["E4"] = "绿色"
    reader, rows = read(book)
    assert not reader.problems
    assert rows[0]["colour"] == "green"
