"""The statutory workbook: one sheet a table under its official heading, ready to print and to calculate with.

Amounts are numbers with the decimals they are printed with, never text, and each cell that states a fact has a name
made from the fact's key, so that formulas, other programs and our own reader find the fact and not a cell address.
The last sheet lists every number of the report with its origin; those that only the text tells are bound there.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.documents.composition import ComposedTable, Composition, Piece
from juesuan.reports.write_facts import MEASURES, stated
from juesuan.reports.write_layout import (
    TONES,
    WIDE,
    Placed,
    above,
    grid,
    is_landscape,
    measure,
    widths,
    words,
)
from juesuan.taxonomy import title_of

if TYPE_CHECKING:
    import xlsxwriter

_NUMBER = re.compile(r"[-−－]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−－]?\d+(?:\.\d+)?")
_WITH_UNIT = re.compile(r"([-−－]?[\d,]+(?:\.\d+)?)([^\d%％.,]*)")
_PERCENT = re.compile(r"([-−－]?\d+(?:\.\d+)?)[%％]")
_CODE = re.compile(r"0\d+|\d{3}(?:\d{2}){0,2}")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME = re.compile(r"[^0-9A-Za-z.\u4e00-\u9fff]")
_ESCAPED = re.compile(r"_u([0-9A-F]+)_")
_COPY = re.compile(r"__\d+$")
#: Excel refuses longer names of sheets and of cells.
_LONGEST_SHEET, _LONGEST_NAME = 31, 255
#: Characters of all columns together that fill an upright page and one on its side.
_PAGE_WIDTH = {False: 86, True: 116}
#: Points of a line of a cell, and of the highest row Excel knows.
_LINE, _HIGHEST = 13.5, 409
INDEX = "数据来源"
#: The column of the values in the index.
_VALUE = 4


def write_xlsx(composition: Composition) -> bytes:
    """The workbook of a report's tables and, on a last sheet, the origin of every number in them."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": composition.title, "author": composition.entity, "subject": f"{composition.year}年度部门决算",
            # A fixed date, so that the same report is the same file.
            "created": datetime.datetime(1980, 1, 1),
        }
    )  # fmt: skip
    tables = [b for b in composition.blocks if isinstance(b, ComposedTable)]
    writer = _Book(book, composition)
    for name, table in zip(sheet_names(tables), tables, strict=True):
        writer.table(name, table)
    writer.index()
    book.close()
    return buffer.getvalue()


def cell_name(key: str, copy: int = 0) -> str:
    """The workbook's name for a fact; the second and later cells of it end in ``__2`` …"""
    safe = "F_" + _NAME.sub(lambda m: "".join(f"_u{ord(c):X}_" for c in m[0]), key)
    tail = f"__{copy + 1}" if copy else ""
    if len(safe) + len(tail) > _LONGEST_NAME:
        # Too long for Excel: the name stays unique, the key is then only found through its cell.
        digest = hashlib.sha256(key.encode()).hexdigest()[:12]
        safe = f"{safe[: _LONGEST_NAME - len(tail) - 13]}.{digest}"
    return safe + tail


def fact_of(name: str) -> str | None:
    """The key of the fact a name stands for, ``None`` for other people's names."""
    if not name.startswith("F_"):
        return None
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), _COPY.sub("", name[2:]))


def sheet_names(tables: Sequence[ComposedTable]) -> list[str]:
    """One name a table: its form number and title, without what Excel refuses, each only once."""
    found: list[str] = []
    for i, table in enumerate(tables):
        words_ = f"{table.label.removesuffix('表')} {table.title}" if table.label and table.title else ""
        name = _FORBIDDEN.sub("", words_ or table.title or table.label or f"表{i + 1}").strip("' ")
        name = name[:_LONGEST_SHEET] or f"表{i + 1}"
        copy = 2
        while name.lower() in {n.lower() for n in found} | {INDEX}:
            name = f"{name[: _LONGEST_SHEET - 4]}（{copy}）"
            copy += 1
        found.append(name)
    return found


class _Book:
    """Writes the sheets with one look; formats belong to a workbook and are made once for each."""

    def __init__(self, book: xlsxwriter.Workbook, composition: Composition) -> None:
        self.book = book
        self.composition = composition
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.copies: dict[str, int] = {}
        self.names: set[str] = set()  # in small letters: Excel does not tell F_a from F_A
        self.places: dict[str, str] = {}

    def table(self, name: str, table: ComposedTable) -> None:
        """A sheet: title, form number, department and unit, the table, its notes."""
        sheet = self.book.add_worksheet(name)
        rows, columns = grid(table)
        columns = max(columns, 1)
        top = self._above(sheet, table, columns)
        sizes = [_column_width(table, width) for width in (widths(table, columns) if rows else [20])]
        for r, height in enumerate(row_heights(rows, sizes)):
            # Excel finds no height for wrapped words in merged cells.
            sheet.set_row(top + r, max(height, 30 if r < table.head and columns >= WIDE else 20))
        for placed in (p for row in rows for p in row):
            self._cell(sheet, name, placed, top, table.head)
        for c, size in enumerate(sizes):
            sheet.set_column(c, c, size)
        foot = top + len(rows)
        for note in table.notes:
            look = self._format(text_wrap=columns > 1, valign="top", font_size=10)
            self._across(sheet, foot, columns, note, look)
            if columns > 1:
                sheet.set_row(foot, min(_HIGHEST, _lines(note, sum(sizes)) * _LINE + 2))
            foot += 1
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C— &P —")
        sheet.center_horizontally()
        if is_landscape(table):
            sheet.set_landscape()
        if table.head:
            sheet.repeat_rows(0, top + table.head - 1)
            sheet.freeze_panes(top + table.head, 0)
        sheet.print_area(0, 0, max(foot - 1, 0), columns - 1)

    def _above(self, sheet: Any, table: ComposedTable, columns: int) -> int:
        """The lines over the table; returns the row of its head."""
        row = 0
        if table.title:
            look = self._format(bold=True, font_size=16, align="center", valign="vcenter")
            self._across(sheet, 0, columns, table.title, look)
            sheet.set_row(0, 28)
            row = 1
        if table.label:
            sheet.write_string(row, columns - 1, table.label, self._format(align="right", font_size=10))
            row += 1
        left, right = above(table)
        if left:
            sheet.write_string(row, 0, left, self._format(font_size=10))
        if right:
            place = columns - 1 if columns > 1 or not left else 1
            sheet.write_string(row, place, right, self._format(align="right", font_size=10))
        return row + bool(left or right)

    def _across(self, sheet: Any, row: int, columns: int, text: str, look: Any) -> None:
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", look)
        sheet.write_string(row, 0, text, look)

    def _cell(self, sheet: Any, name: str, placed: Placed, top: int, head: int) -> None:
        cell = placed.cell
        text = words(cell.pieces)
        bound = next((p for p in cell.pieces if p.fact), None)
        in_head = placed.row < head
        value = None if in_head or cell.header else numeric(cell.pieces)
        align = "center" if in_head and cell.align == "left" else cell.align
        look: dict[str, Any] = {"border": 1, "valign": "vcenter", "align": align, "font_size": 10}
        if cell.bold or cell.header or in_head:
            look["bold"] = True
        if cell.tone:
            look["bg_color"] = TONES[cell.tone]
        if value is None:
            look["text_wrap"] = True
        else:
            look["num_format"] = value[1]
        row, column = top + placed.row, placed.column
        format_ = self._format(**look)
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", format_)
        if value is not None:
            sheet.write_number(row, column, value[0], format_)
        elif text:
            sheet.write_string(row, column, text, format_)
        else:
            sheet.write_blank(row, column, None, format_)
        if bound is not None:
            self._bind(name, bound, row, column)

    def _bind(self, sheet: str, piece: Piece, row: int, column: int) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        copy = self.copies.get(piece.fact, 0)
        while cell_name(piece.fact, copy).lower() in self.names:
            copy += 1
        self.copies[piece.fact] = copy + 1
        self.names.add(cell_name(piece.fact, copy).lower())
        quoted = sheet.replace("'", "''")
        place = f"'{quoted}'!{xl_rowcol_to_cell(row, column, True, True)}"
        self.book.define_name(cell_name(piece.fact, copy), f"={place}")
        self.places.setdefault(piece.fact, f"internal:'{quoted}'!{xl_rowcol_to_cell(row, column)}")

    def index(self) -> None:
        """The last sheet: each fact, where it first stands, as it is printed, and how it was computed."""
        if not self.composition.facts:
            return
        sheet = self.book.add_worksheet(INDEX)
        head = self._format(bold=True, border=1, align="center", bg_color="#F3F5F7")
        plain = self._format(border=1, text_wrap=True, valign="top", font_size=10)
        scope = max((measure(f.scope) for f in self.composition.facts.values()), default=0)
        heads = (
            ("数据名称", 34),
            ("所属范围", min(48, max(18, scope + 2))),
            ("年度", 8),
            ("类别", 12),
            ("报告中的数值", 20),
            ("算法", 60),
        )
        for c, (title, width) in enumerate(heads):
            sheet.set_column(c, c, width)
            sheet.write_string(0, c, title, head)
        prints: dict[str, str] = {}
        for _, piece in stated(self.composition):
            prints.setdefault(piece.fact, piece.text)
        row = 0
        for key, text in prints.items():
            fact = self.composition.facts.get(key)
            if fact is None:
                continue
            row += 1
            name = title_of(fact.concept) or fact.concept
            if key in self.places:
                sheet.write_url(row, 0, self.places[key], plain, name)
            else:
                sheet.write_string(row, 0, name, plain)
            kind = MEASURES.get(fact.measure, fact.measure)
            values = (fact.scope, f"{fact.year}年", kind, "", fact.formula)
            for c, value in enumerate(values, 1):
                sheet.write_string(row, c, value, plain)
            told = with_unit(text + _sign(fact.unit, text))
            if told is None:
                sheet.write_string(row, _VALUE, text + _sign(fact.unit, text), plain)
            else:
                look = self._format(border=1, valign="top", align="left", font_size=10, num_format=told[1])
                sheet.write_number(row, _VALUE, told[0], look)
            if key not in self.places:
                self._bind(INDEX, Piece(text, key), row, _VALUE)  # a number of the report's text alone
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "宋体", **look})
        return self.formats[key]


def numeric(pieces: Sequence[Piece]) -> tuple[Decimal, str] | None:
    """(number, number format) of a cell that prints one number and nothing else; codes stay text."""
    text = words(pieces).strip()
    bound = any(p.fact for p in pieces)
    plain = text.replace("−", "-").replace("－", "-")
    percent = _PERCENT.fullmatch(text)
    if percent:
        decimals = len(percent[1].partition(".")[2])
        return Decimal(plain[:-1]) / 100, f"0{'.' + '0' * decimals if decimals else ''}%"
    if not _NUMBER.fullmatch(text) or (not bound and ("." not in text) and _CODE.fullmatch(text)):
        return None
    whole = "#,##0" if "," in text else "0"
    decimals = len(text.partition(".")[2])
    # A figure of a thousand and more tells whether thousands are set apart; smaller ones follow the house's habit.
    return Decimal(plain.replace(",", "")), f"{whole}{'.' + '0' * decimals if decimals else ''}"


def with_unit(text: str) -> tuple[Decimal, str] | None:
    """(number, number format) of an amount with its unit: 1,234.50万元 is 1234.50, shown as it is printed."""
    found = _WITH_UNIT.fullmatch(text)
    number = numeric((Piece(found[1], "bound"),)) if found else None
    if found is None or number is None or '"' in found[2]:
        return numeric((Piece(text, "bound"),))
    return number[0], f'{number[1]}"{found[2]}"' if found[2] else number[1]


def row_heights(rows: Sequence[Sequence[Placed]], sizes: Sequence[float]) -> list[float]:
    """Points that the words of each row need, wrapped in columns of ``sizes`` characters; merged cells share theirs."""
    lines = [1.0] * len(rows)
    for r, row in enumerate(rows):
        for p in row:
            if numeric(p.cell.pieces) is None:
                high = max(1, min(p.cell.rowspan, len(rows) - r))
                need = _lines(words(p.cell.pieces), sum(sizes[p.column : p.column + p.cell.colspan])) / high
                for i in range(r, r + high):
                    lines[i] = max(lines[i], need)
    return [min(_HIGHEST, n * _LINE + 6) for n in lines]


def _lines(text: str, width: float) -> int:
    """Lines that words take in so many characters of width."""
    return sum(max(1, math.ceil(measure(line) / max(width - 1, 1))) for line in text.split("\n"))


def _sign(unit: str, text: str) -> str:
    """The unit behind a printed number, unless the number carries it itself."""
    return "" if unit and text.endswith(unit) else unit


def _column_width(table: ComposedTable, width: int) -> float:
    """Characters of a column: relative widths are spread over a page, measured ones are characters already."""
    if table.widths:
        return max(8.0, min(60.0, width * _PAGE_WIDTH[is_landscape(table)] / sum(table.widths)))
    return max(8.0, min(60.0, width + 3.0))
