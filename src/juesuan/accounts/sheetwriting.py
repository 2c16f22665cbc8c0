"""Writing workbooks that people fill in: from sheet forms and rows to a file for Excel and WPS.

Formula-free: what can be derived is printed on protected cells, so that no figure of a book depends on the program that
opened it last. Input cells are unlocked, everything else is protected (without a password).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from juesuan.accounts.cells import CENTS
from juesuan.accounts.sheetforms import FIELD_HEADS, FLAGS, Field, Row, SheetForm, Vocabulary
from juesuan.amounts import UNITS as MONEY
from juesuan.documents.workbook.grid import address

#: Row (from 0) of the headings of a list sheet; title and help stand above.
HEAD = 2
#: A list sheet is prepared for so many rows more than it holds.
SPARE = 300
#: Characters of the entries of a drop-down that stands in the cell's own rule (a limit of the file format).
_INLINE = 255
_FONT = {"font_name": "宋体", "font_size": 11}


class FormBook:
    """A workbook being written: add its sheets in their order, then :meth:`close` it.

    ``unit`` is that of its money ("": it holds none); ``lists`` the name of the sheet behind its drop-downs.
    """

    def __init__(self, title: str, year: int, unit: str, vocabulary: Vocabulary, lists: str) -> None:
        self.unit = unit
        self._vocabulary = vocabulary
        self._stream = io.BytesIO()
        self._book: Workbook = xlsxwriter.Workbook(
            self._stream, {"in_memory": True, "strings_to_formulas": False}
        )
        self._book.set_properties({"title": title, "created": datetime(year + 1, 1, 1)})
        look = {**_FONT, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
        grey = {**look, "bg_color": "#EDEDED"}
        money = "#,##0.00####" if unit == "万元" else "#,##0.00"
        add = self._book.add_format
        self._title = add({"font_name": "黑体", "font_size": 16})
        self._help = add(
            {"font_name": "宋体", "font_color": "#595959", "text_wrap": True, "valign": "vcenter"}
        )
        self._head = add({**grey, "bold": True, "align": "center", "text_wrap": True})
        self._label = add({**grey, "text_wrap": True})
        formats = {"money": money, "count": "0", "year": "0", "number": "General"}
        self._open = {k: add({**look, "locked": False, "num_format": f}) for k, f in formats.items()}
        self._shut = {k: add({**grey, "num_format": f}) for k, f in formats.items()}
        self._mixed = add({**look, "locked": False, "text_wrap": True})
        self._day = add({**look, "locked": False, "num_format": "yyyy-mm-dd"})
        self._text = add({**look, "locked": False, "num_format": "@", "text_wrap": True})
        self._lists = lists
        self._sources = {
            kind: f"={lists}!${letter}$2:${letter}${max(len(entries), 1) + 1}"
            for c, (kind, (_, entries)) in enumerate(vocabulary.lists.items())
            for letter in (address(0, c)[:-1],)
        } | dict(vocabulary.ranges)

    def guide(self, name: str, title: str, lines: Sequence[str]) -> None:
        """A sheet of numbered lines to read first."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 110, self._help)
        sheet.write_string(0, 0, title, self._title)
        for i, words in enumerate(lines):
            sheet.write_string(i + 2, 0, f"{i + 1}. {words}", self._help)
        sheet.protect()

    def sheet(
        self, form: SheetForm, rows: Sequence[Row], *, name: str = "", locked: bool = False, help: str = ""
    ) -> None:
        """A sheet to fill in, holding ``rows``; ``locked`` ones are only to be read."""
        name = name or form.name
        sheet = self._book.add_worksheet(name)
        last = len(FIELD_HEADS) - 1 if form.form else max(len(form.fields) - 1, 1)
        money = self.unit and any(f.kind in ("money", "unit") for f in form.fields)
        sheet.merge_range(0, 0, 0, last, f"{name}（金额单位：{self.unit}）" if money else name, self._title)
        sheet.merge_range(1, 0, 1, last, help or form.help, self._help)
        sheet.set_row(0, 26)
        sheet.set_row(1, 32)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        if form.form:
            self._form(sheet, form, rows[0] if rows else {}, locked)
        else:
            self._list(sheet, form, rows, locked)
        sheet.protect(
            "", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True}
        )

    def page(
        self,
        name: str,
        title: str,
        note: str,
        heads: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[Any]],
        *,
        protect: bool = True,
    ) -> None:
        """A printed table (``heads`` are titles and widths) that is no part of the data: numbers, words, blanks."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, title, self._title)
        if note:
            sheet.write_string(1, 0, note, self._help)
        for c, (words, width) in enumerate(heads):
            sheet.set_column(c, c, width)
            sheet.write_string(HEAD, c, words, self._head)
        for r, row in enumerate(rows, HEAD + 1):
            for c, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(r, c, value, self._shut["money"])
                elif value is not None:
                    sheet.write_string(r, c, str(value), self._label)
        sheet.freeze_panes(HEAD + 1, 0)
        if protect:
            sheet.protect()

    def lists(self) -> None:
        """The sheet behind the drop-downs."""
        sheet = self._book.add_worksheet(self._lists)
        for c, (heading, entries) in enumerate(self._vocabulary.lists.values()):
            sheet.set_column(c, c, 40)
            sheet.write_string(0, c, heading, self._head)
            for r, value in enumerate(entries, 1):
                sheet.write_string(r, c, value, self._label)
        sheet.protect()

    def close(self) -> bytes:
        """The bytes of the file."""
        self._book.close()
        return self._stream.getvalue()

    def _form(self, sheet: Worksheet, form: SheetForm, row: Row, locked: bool) -> None:
        for c, (words, width) in enumerate(FIELD_HEADS):
            sheet.set_column(c, c, width)
            sheet.write_string(HEAD, c, words, self._head)
        for r, one in enumerate(form.fields, HEAD + 1):
            sheet.write_string(r, 0, one.title, self._label)
            sheet.write_string(r, 2, one.help, self._label)
            self._cell(sheet, r, 1, one, self.unit if one.kind == "unit" else row.get(one.name), locked)
            if not locked and not one.derived and one.kind != "unit":
                self._validate(sheet, r, r, 1, one)

    def _list(self, sheet: Worksheet, form: SheetForm, rows: Sequence[Row], locked: bool) -> None:
        last = HEAD + len(rows) + SPARE
        for c, one in enumerate(form.fields):
            sheet.set_column(c, c, one.width, self._look(one, locked))
            sheet.write_string(HEAD, c, one.title + ("*" if one.required else ""), self._head)
            if not locked and not one.derived:
                self._validate(sheet, HEAD + 1, last, c, one)
        for r, row in enumerate(rows, HEAD + 1):
            for c, one in enumerate(form.fields):
                self._cell(sheet, r, c, one, row.get(one.name), locked)
        sheet.freeze_panes(HEAD + 1, 0)

    def _look(self, one: Field, locked: bool) -> Any:
        # The unit stands in the heading of every sheet, too, so it is chosen with the workbook and not inside it.
        if locked or one.derived or one.kind == "unit":
            return self._shut.get(one.kind, self._label)
        return self._open.get(one.kind, self._mixed if one.kind in self._vocabulary.mixed else self._text)

    def _cell(self, sheet: Worksheet, r: int, c: int, one: Field, value: Any, locked: bool) -> None:
        look = self._look(one, locked)
        if value is None or value == "":
            sheet.write_blank(r, c, None, look)
        elif one.kind == "money":
            sheet.write_number(r, c, Decimal(value) / (MONEY[self.unit].scale * CENTS), look)
        elif one.kind in ("count", "year", "number") or isinstance(value, Decimal):
            sheet.write_number(r, c, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(r, c, value, look if locked or one.derived else self._day)
        else:
            sheet.write_string(r, c, self._vocabulary.printed(one.kind, value), look)

    def _validate(self, sheet: Worksheet, first: int, last: int, column: int, one: Field) -> None:
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": one.title[:32],
            "input_message": (one.help or one.title)[:_INLINE],
        }
        closed = list(FLAGS) if one.kind == "flag" else list(self._vocabulary.choices.get(one.kind, ()))
        source = self._sources.get(one.kind) or closed
        if source:
            rule |= {
                "validate": "list",
                "source": source,
                "error_type": "stop" if closed else "warning",
                "error_title": "请从列表中选择",
                "error_message": "这里要从下拉列表中选择。",
            }
        elif one.kind in ("money", "number"):
            unit = f"，单位是{self.unit}" if one.kind == "money" else ""
            rule |= {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
            rule |= {"error_title": "请填数字", "error_message": f"这里只能填数字{unit}。"}
        elif one.kind == "count":
            rule |= {"validate": "integer", "criteria": ">=", "value": 0}
            rule |= {"error_title": "请填整数", "error_message": "这里只能填不小于 0 的整数。"}
        elif one.kind == "year":
            rule |= {"validate": "integer", "criteria": "between", "minimum": 1949, "maximum": 9999}
            rule |= {"error_title": "请填年度", "error_message": "这里应填四位数字，如 2024。"}
        sheet.data_validation(first, column, last, column, rule)
