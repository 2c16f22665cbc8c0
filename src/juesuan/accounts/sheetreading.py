"""Reading workbooks that people filled in: every cell that cannot be understood is named, and none is guessed.

All problems of a book are collected before anything is said. A row that is read carries its ``origin``, the first cell
it came from, and the ``cells`` of its fields. Any spreadsheet format will do; a formula counts with the
result that its program saved, and one without a saved result is said, because a blank would be taken for "not stated".
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from juesuan.accounts.cells import CENTS
from juesuan.accounts.model import Origin
from juesuan.accounts.problems import Problem
from juesuan.accounts.sheetforms import FIELD_HEADS, FLAGS, UNITS, Field, Filled, Row, SheetForm, Vocabulary
from juesuan.amounts import UNITS as MONEY
from juesuan.documents import formats, intake
from juesuan.documents.refusal import Refusal
from juesuan.documents.sheets import sheets_of
from juesuan.documents.workbook.grid import PrintedCell, Sheet, address

#: The headings of a list stand within the first rows of its sheet.
REACH = 8
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.A)
_BOOKS = (formats.XLSX, formats.XLS, formats.XML_BOOK, formats.ODS)


def load_sheets(path: str | os.PathLike[str]) -> dict[str, Sheet]:
    """The sheets of a workbook by name. Raises :class:`Refusal` if it is missing, broken or no workbook."""
    shown = intake.shown_path(path)
    return sheets_in(intake.load(path, shown), shown)


def sheets_in(data: bytes, path: str) -> dict[str, Sheet]:
    """The same for the bytes of a workbook that was called ``path``."""
    if not data:
        raise Refusal("empty", path, "文件是空的（0 字节）", "请检查文件是否下载或保存完整，再重新提供")
    found, _ = formats.identify(data, path)
    if found not in _BOOKS:
        raise Refusal(
            "no-workbook", path, f"这是{found.title}，不是工作簿", "请提供填好的工作簿（xlsx）；报告请用 juesuan extract 转换"
        )  # fmt: skip
    _, (sheets, _) = sheets_of(data, path)
    return {sheet.name: sheet for sheet in sheets}


def strange(sheets: Mapping[str, Sheet], known: Iterable[str]) -> Iterator[Problem]:
    """Sheets with content that nobody knows: not read, and said so."""
    names = set(known)
    for name, sheet in sheets.items():
        if name not in names and sheet.cells:
            yield Problem("unknown-sheet", "不认识这个工作表，没有读取其中的内容", name, level="warning")


class FormReader:
    """Reads sheets by their forms and collects what is wrong in ``problems``.

    ``unit`` is known once a form with a field of that kind has been read (万元 until then). ``vocabulary`` may be
    replaced between sheets, where a later one depends on what an earlier one says.
    """

    def __init__(self, sheets: Mapping[str, Sheet], file: str, vocabulary: Vocabulary) -> None:
        self.sheets = sheets
        self.file = file
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.unit = ""

    def read(self, form: SheetForm, name: str = "") -> list[Row] | None:
        """The rows of a sheet; ``None`` if the book has none of this name, which is a problem unless it may."""
        name = name or form.name
        if name in self.sheets:
            if form.form:
                return [self._form(form, name)]
            rows = list(self._list(form, name))
            self._repeats(form, name, rows)
            return rows
        if not form.optional:
            self.say("missing-sheet", name, "", "缺少这个工作表", "没有内容也要保留空表，不要删除或改名")
        return None

    def say(
        self,
        code: str,
        name: str,
        cell: str,
        message: str,
        expected: str = "",
        value: Any = None,
        level: str = "error",
    ) -> None:
        """Collect a problem of a cell."""
        shown = (
            "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        )
        self.problems.append(Problem(code, message, name, cell, shown, expected, level))

    def _form(self, form: SheetForm, name: str) -> Row:
        """One record of labelled rows."""
        at = self._labels(form, name)
        cells = {one.name: address(at[one.title], 1) for one in form.fields if one.title in at}
        made: Row = {"origin": Origin(self.file, name, ""), "cells": cells}
        # The unit decides how amounts are read, so it comes first.
        for one in sorted(form.fields, key=lambda f: f.kind != "unit"):
            if one.derived:
                continue
            if one.title in at:
                made[one.name] = self._read(one, name, at[one.title], 1)
            elif one.spare:
                made[one.name] = None
            else:
                self.say("missing-row", name, "", f"缺少“{one.title}”这一行", "请保留模板中的全部行")
        return made

    def _labels(self, form: SheetForm, name: str) -> dict[str, int]:
        """The row of each label. What is filled in beside a label that stands twice, or that nobody knows, is told."""
        sheet = self.sheets[name]
        known = [f.title for f in form.fields]
        at: dict[str, int] = {}
        filled = set(sheet.cells) | set(map(_place, sheet.without_value))
        for r in sorted(r for r, c in sheet.cells if c == 0):
            label = _label(sheet, r, 0)
            if label in at:
                self._twice(name, address(r, 1), address(at[label], 1), label)
            elif label in known:
                at[label] = r
            elif (r, 1) in filled and label != FIELD_HEADS[0][0]:
                near = get_close_matches(label, known, 1)
                expected = f"是不是“{near[0]}”？请改正" if near else "如需保留请记在别的工作表"
                level = "error" if near else "warning"
                said = f"不认识“{label}”这一行，没有读取"
                self.say("unknown-row", name, address(r, 0), said, expected, level=level)
        return at

    def _repeats(self, form: SheetForm, name: str, rows: Sequence[Row]) -> None:
        """Rows of a list that are about the same thing."""
        first: dict[tuple[Any, ...], Row] = {}
        shown = [f for f in form.fields if f.name in form.keys]
        for row in rows:
            key = tuple(row[f.name] for f in shown)
            # What is required and blank, or not understood, has been told already.
            if not key or any(f.required and row[f.name] is None for f in shown):
                continue
            cell = row["cells"].get(shown[0].name, row["origin"].cell)
            if key in first:
                before = first[key]["cells"].get(shown[0].name, first[key]["origin"].cell)
                words = (self.vocabulary.printed(f.kind, row[f.name]) for f in shown if row[f.name])
                self._twice(name, cell, before, " ".join(words))
            first.setdefault(key, row)

    def _twice(self, name: str, cell: str, before: str, value: str) -> None:
        """Two rows about one thing: which of them counts is not ours to choose."""
        self.say("duplicate", name, cell, "同一事项填了两行", f"请只保留一行；前一行在 {before}", value)

    def _list(self, form: SheetForm, name: str) -> Iterator[Row]:
        sheet = self.sheets[name]
        fields = [f for f in form.fields if not f.derived]
        found = _headings(fields, sheet)
        if found is None:
            self.say(
                "missing-heading", name, "", "找不到栏目标题行", "应有：" + "、".join(f.title for f in fields)
            )
            return
        head, columns = found
        for one in fields:
            if one.name not in columns and not one.spare:
                self.say(
                    "missing-column", name, address(head, 0), f"缺少“{one.title}”栏", "请保留模板中的全部栏目"
                )
        own = set(columns.values())
        titles = {f.title for f in form.fields}
        for r, c in sorted(sheet.cells):
            if r == head and c not in own and (title := _label(sheet, r, c)) not in titles:
                words = f"不认识“{title}”这一栏，没有读取"
                self.say(
                    "unknown-column", name, address(r, c), words, "如需保留请记在别的工作表", level="warning"
                )
        places = set(sheet.cells) | set(map(_place, sheet.without_value))
        for r in sorted({r for r, c in places if c in own and r > head}):
            made: Row = {
                "origin": Origin(self.file, name, address(r, min(own))),
                "cells": {one: address(r, c) for one, c in columns.items()},
            }
            for one in fields:
                made[one.name] = self._read(one, name, r, columns[one.name]) if one.name in columns else None
            yield made

    def _read(self, one: Field, name: str, r: int, c: int) -> Any:
        """The value of a cell; what cannot be understood is said and read as ``None``."""
        sheet, cell = self.sheets[name], address(r, c)
        if cell in sheet.without_value:
            self.say(
                "no-result", name, cell, f"“{one.title}”是公式，没有保存计算结果",
                "请用 Excel 或 WPS 打开工作簿保存一次，或直接填写结果",
            )  # fmt: skip
            return None
        if cell in sheet.errors:
            self.say(
                "error-value", name, cell, f"“{one.title}”的公式出错", "请改正公式或直接填写", sheet.cells[r, c].text
            )  # fmt: skip
            return None
        printed = sheet.cells.get((r, c))
        if printed is None:
            if one.required:
                self.say("required", name, cell, f"“{one.title}”没有填写", one.help)
            return None
        return self._value(one, printed, name, cell)

    def _value(self, one: Field, printed: PrintedCell, name: str, cell: str) -> Any:
        value = printed.text if printed.stored is None else printed.stored
        if one.kind in ("money", "number"):
            if printed.text.endswith(("%", "％")):
                said = f"“{one.title}”不要带百分号"
                self.say("percent", name, cell, said, "直接填数字，如 95", printed.text)
                return None
            return self._number(one, value, name, cell)
        if one.kind == "count":
            return self._count(one, value, name, cell)
        if one.kind == "year":
            return self._year(one, value, name, cell)
        if one.kind in self.vocabulary.reads:

            def say(code: str, message: str, expected: str) -> None:
                self.say(code, name, cell, message, expected, value)

            return self.vocabulary.reads[one.kind](Filled(one, value, printed.text, say))
        return self._words(one, value, name, cell)

    def _number(
        self, one: Field, value: Decimal | datetime | str, name: str, cell: str
    ) -> int | Decimal | None:
        unit = f"，单位是{self.unit or UNITS[0]}" if one.kind == "money" else ""
        if isinstance(value, str):
            value = _typed(value)
        if not isinstance(value, Decimal):
            self.say("not-a-number", name, cell, f"“{one.title}”应填数字", f"只填数字{unit}", value)
            return None
        if one.kind == "number":
            return value
        cents = value * MONEY[self.unit or UNITS[0]].scale * CENTS
        if cents != cents.to_integral_value():
            self.say("below-cents", name, cell, f"“{one.title}”的小数位数超过了“分”", "请四舍五入到分", value)
            return None
        return int(cents)

    def _count(self, one: Field, value: Decimal | datetime | str, name: str, cell: str) -> int | None:
        number = _typed(value) if isinstance(value, str) else value
        if not isinstance(number, Decimal) or number != number.to_integral_value() or number < 0:
            self.say("not-a-count", name, cell, f"“{one.title}”应填不小于 0 的整数", "", value)
            return None
        return int(number)

    def _year(self, one: Field, value: Decimal | datetime | str, name: str, cell: str) -> int | None:
        number = _typed(value) if isinstance(value, str) else value
        if isinstance(number, Decimal) and number == number.to_integral_value() and 1949 <= number <= 9999:
            return int(number)
        self.say("bad-year", name, cell, f"“{one.title}”应填四位数字，如 2024", "", value)
        return None

    def _words(self, one: Field, value: Decimal | datetime | str, name: str, cell: str) -> Any:
        if isinstance(value, datetime):
            return value.date().isoformat()
        words = f"{value:f}" if isinstance(value, Decimal) else value.strip()
        if one.kind == "date" and not _is_date(words):
            self.say("bad-date", name, cell, f"“{one.title}”不是日期", "写成 2024-09-12 的样子", value)
            return None
        choices: Mapping[str, Any] = self.vocabulary.choices.get(one.kind, {})
        aliases: Mapping[str, Any] = self.vocabulary.aliases.get(one.kind, {})
        if one.kind in ("unit", "flag"):
            choices = {u: u for u in UNITS} if one.kind == "unit" else FLAGS
        if not choices:
            return words
        if words in aliases:
            return aliases[words]
        if words not in choices:
            self.say(
                "bad-choice", name, cell, f"“{one.title}”填的内容不在列表中", "可选：" + "、".join(choices), value
            )  # fmt: skip
            return None
        if one.kind == "unit":
            self.unit = words
        return choices[words]


def _typed(words: str) -> Decimal | str:
    """The number that a cell kept as text says beyond doubt: ``27.18``, ``1,234.50``, ``１２３``; else the words."""
    plain = unicodedata.normalize("NFKC", words).strip()
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else words


def _label(sheet: Sheet, r: int, c: int) -> str:
    return sheet.cells[r, c].text.strip().rstrip("*")


def _place(cell: str) -> tuple[int, int]:
    """Row and column of an address such as B12, from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _headings(fields: Sequence[Field], sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the column of each field, wherever columns were moved."""
    titles = {f.title: f.name for f in fields}
    rows: dict[int, dict[str, int]] = {}
    for r, c in sorted(sheet.cells):
        if r < REACH and (name := titles.get(_label(sheet, r, c))) is not None:
            rows.setdefault(r, {}).setdefault(name, c)
    return max(rows.items(), key=lambda item: len(item[1]), default=None)
