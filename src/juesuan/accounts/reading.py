"""Reading an accounts workbook: every cell that cannot be understood is named, and none is guessed.

All problems of a book are collected before anything is said. A book without errors becomes :class:`Accounts`, in which
every record knows the cell it came from.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import openpyxl

from juesuan.accounts.cells import CENTS
from juesuan.accounts.model import Accounts, Origin
from juesuan.accounts.problems import Problem, errors
from juesuan.accounts.records import Row, accounts_of
from juesuan.accounts.sheets import (
    ASIDE,
    CHOICES,
    ENTITY,
    PLACES,
    PRIOR,
    SHEETS,
    UNITS,
    Field,
    SheetForm,
    sheet,
)
from juesuan.amounts import UNITS as MONEY
from juesuan.documents import limits
from juesuan.documents.package import BROKEN_ZIP, Package, damaged
from juesuan.documents.refusal import Refusal
from juesuan.documents.workbook.grid import address
from juesuan.taxonomy import department, functional, likeness, title_of
from juesuan.taxonomy.names import Likeness

#: The headings of a list stand within the first rows of its sheet.
REACH = 8
_CODE = re.compile(r"\s*(\d{3,9})(?:\.0)?\s*(.*?)\s*", re.S)
#: Excel keeps 15 digits of a number; what it calculates may differ behind them.
_DIGITS = 15
_SAME = (Likeness.SAME, Likeness.ENDING)
Values = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Loaded:
    """What a workbook says. ``accounts`` is ``None`` as long as ``problems`` holds errors."""

    accounts: Accounts | None
    problems: tuple[Problem, ...]


def read_workbook(path: str | os.PathLike[str]) -> Loaded:
    """Read an accounts workbook (xlsx) with all of its problems. Raises :class:`Refusal` if it is no workbook."""
    shown = os.fspath(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise Refusal(
            "missing", shown, "找不到这个文件", "请检查路径和文件名是否写对（包括扩展名），再重试"
        ) from error
    except OSError as error:
        raise Refusal(
            "unreadable", shown, "文件读取失败", "请检查文件权限，或把文件复制到本机后再试"
        ) from error
    return read_workbook_bytes(data, shown)


def read_workbook_bytes(data: bytes, path: str) -> Loaded:
    """The same for the bytes of a workbook that was called ``path``."""
    sheets = _values(data, path)
    if ENTITY not in sheets:
        raise Refusal(
            "no-accounts", path, f"这不是决算数据工作簿（没有“{ENTITY}”工作表）",
            "请用 juesuan template 生成工作簿填写；官方公开表或已公开的报告请用 juesuan extract 转换",
        )  # fmt: skip
    this = _Reader(sheets, os.path.basename(path), "")
    made = this.read()
    problems = [*this.problems, *_strange(sheets)]
    prior: Accounts | None = None
    if PRIOR + ENTITY in sheets:
        before = _Reader(sheets, os.path.basename(path), PRIOR)
        prior = before.read()
        problems += before.problems
    if made is not None and prior is not None:
        made = replace(made, prior=prior)
    return Loaded(None if errors(problems) else made, tuple(problems))


def _values(data: bytes, path: str) -> dict[str, Values]:
    """Sheet name → its raw values, row by row."""
    package = Package(data, path)
    package.refuse_entities()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (*BROKEN_ZIP, KeyError) as error:
        raise damaged(path) from error
    found: dict[str, Values] = {}
    for one in book.worksheets:
        if one.title in ASIDE:
            continue
        rows = []
        for r, row in enumerate(one.iter_rows(values_only=True)):
            if r >= limits.MAX_SHEET_ROWS:
                raise Refusal(
                    "too-large",
                    path,
                    f"工作表“{one.title}”超过 {limits.MAX_SHEET_ROWS:,} 行",
                    "请删去多余的空白行后再试",
                )
            rows.append(tuple(row))
        found[one.title] = tuple(rows)
    return found


def _strange(sheets: dict[str, Values]) -> Iterator[Problem]:
    """Sheets nobody knows: not read, and said so."""
    for name, values in sheets.items():
        if sheet(name) is None and any(v is not None for row in values for v in row):
            yield Problem("unknown-sheet", "不认识这个工作表，没有读取其中的内容", name, level="warning")


class _Reader:
    """Reads the sheets of one year; ``prefix`` is 上年 for last year's."""

    def __init__(self, sheets: dict[str, Values], file: str, prefix: str) -> None:
        self.sheets = sheets
        self.file = file
        self.prefix = prefix
        self.problems: list[Problem] = []
        self.year: int | None = None
        self.unit = ""

    def read(self) -> Accounts | None:
        """The accounts, or ``None`` if anything is wrong."""
        rows: dict[str, list[Row]] = {}
        for form in SHEETS:
            name = self.prefix + form.name
            if name not in self.sheets:
                if not form.optional and not self.prefix:
                    self._say(
                        "missing-sheet",
                        form.name,
                        "",
                        "缺少这个工作表",
                        expected="没有内容也要保留空表，不要删除或改名",
                    )
                continue
            rows[form.name] = self._form(form, name) if form.form else list(self._list(form, name))
        if ENTITY not in rows or errors(self.problems):
            return None
        return accounts_of({"收入": [], "支出": [], **rows})

    def _say(
        self, code: str, name: str, cell: str, message: str, value: Any = "", expected: str = ""
    ) -> None:
        self.problems.append(
            Problem(code, message, name, cell, "" if value is None else str(value), expected)
        )

    def _form(self, form: SheetForm, name: str) -> list[Row]:
        """One record of labelled rows. The sheet about the entity is read for unit and year first."""
        at: dict[str, tuple[int, Any]] = {}
        known = {f.title for f in form.fields}
        for r, row in enumerate(self.sheets[name]):
            label = str(row[0]).strip().rstrip("*") if row and row[0] is not None else ""
            if label in known:
                at[label] = (r, row[1] if len(row) > 1 else None)
        made: Row = {}
        # The unit decides how amounts are read, so it comes first.
        for one in sorted(form.fields, key=lambda f: f.kind != "unit"):
            if one.title not in at:
                self._say(
                    "missing-row", name, "", f"缺少“{one.title}”这一行", expected="请保留模板中的全部行"
                )
                continue
            r, value = at[one.title]
            made[one.name] = self._read(one, value, name, address(r, 1))
            if one.name == "year" and form.name == ENTITY:
                self.year = made[one.name]
        return [made]

    def _list(self, form: SheetForm, name: str) -> Iterator[Row]:
        values = self.sheets[name]
        found = _headings(form, values)
        if found is None:
            self._say(
                "missing-heading",
                name,
                "",
                "找不到栏目标题行",
                expected="应有：" + "、".join(f.title for f in form.fields),
            )
            return
        head, columns = found
        for title in (f.title for f in form.fields if f.name not in columns):
            self._say(
                "missing-column",
                name,
                address(head, 0),
                f"缺少“{title}”栏",
                expected="请保留模板中的全部栏目",
            )
        for r in range(head + 1, len(values)):
            row = values[r]
            if all(v is None or not str(v).strip() for v in row):
                continue
            made: Row = {"origin": Origin(self.file, name, address(r, min(columns.values())))}
            for one in form.fields:
                column = columns.get(one.name)
                value = row[column] if column is not None and column < len(row) else None
                made[one.name] = self._read(one, value, name, address(r, column or 0))
            yield made

    def _read(self, one: Field, value: Any, name: str, cell: str) -> Any:
        """The value of a cell; what cannot be understood is said and read as ``None``."""
        if value is None or (isinstance(value, str) and not value.strip()):
            if one.required:
                self._say("required", name, cell, f"“{one.title}”没有填写", expected=one.help)
            return None
        if one.kind == "money":
            return self._money(one, value, name, cell)
        if one.kind == "count":
            return self._count(one, value, name, cell)
        if one.kind in ("item", "economic"):
            return self._code(one, value, name, cell)
        return self._text(one, value, name, cell)

    def _money(self, one: Field, value: Any, name: str, cell: str) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self._say(
                "not-a-number",
                name,
                cell,
                f"“{one.title}”应填数字",
                value,
                f"只填数字，单位是{self.unit or '万元'}",
            )
            return None
        scale = MONEY[self.unit or UNITS[0]].scale * CENTS
        cents = Decimal(f"{value:.{_DIGITS}g}") * scale
        if not cents.is_finite() or cents != cents.to_integral_value():
            self._say(
                "below-cents", name, cell, f"“{one.title}”的小数位数超过了“分”", value, "请四舍五入到分"
            )
            return None
        return int(cents)

    def _count(self, one: Field, value: Any, name: str, cell: str) -> int | None:
        try:
            number = Decimal(str(value).strip()) if not isinstance(value, bool | datetime) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number != number.to_integral_value() or number < 0:
            self._say("not-a-count", name, cell, f"“{one.title}”应填不小于 0 的整数", value)
            return None
        return int(number)

    def _code(self, one: Field, value: Any, name: str, cell: str) -> str | None:
        found = _CODE.fullmatch(str(value))
        edition = functional(self.year) if one.kind == "item" else department(self.year)
        what, digits = ("功能分类项级科目", 7) if one.kind == "item" else ("部门预算经济分类款级科目", 5)
        if found is None or len(found[1]) != digits:
            self._say("bad-code", name, cell, f"“{one.title}”应填 {digits} 位{what}编码", value)
            return None
        subject = edition.code(found[1])
        # A code the year's list lacks is a matter of judgement (validate), not of reading.
        if subject is not None and found[2] and likeness(found[2], subject.name) not in _SAME:
            expected = f"{found[1]} 是“{subject.name}”"
            self._say("name-differs", name, cell, f"“{one.title}”的编码和名称不一致", value, expected)
        return found[1]

    def _text(self, one: Field, value: Any, name: str, cell: str) -> Any:
        if isinstance(value, datetime | date):
            return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
        words = str(value).strip()
        choices: dict[str, Any] = {}
        if one.kind == "concept":
            return words.rpartition("[")[2].rstrip("]")
        if one.kind == "unit":
            choices = {u: u for u in UNITS}
        elif one.kind == "flag":
            choices = {"是": True, "否": False}
        elif one.kind == "place":
            return next((p for p in PLACES if title_of(p) == words), words)
        elif one.kind in CHOICES:
            choices = dict(CHOICES[one.kind])
        elif one.kind == "date" and not _is_date(words):
            self._say("bad-date", name, cell, f"“{one.title}”不是日期", value, "写成 2024-09-12 的样子")
            return None
        if not choices:
            return words
        if words not in choices:
            self._say(
                "bad-choice",
                name,
                cell,
                f"“{one.title}”填的内容不在列表中",
                value,
                "可选：" + "、".join(choices),
            )
            return None
        if one.kind == "unit":
            self.unit = words
        return choices[words]


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _headings(form: SheetForm, values: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the column of each field, wherever columns were moved."""
    titles = {f.title: f.name for f in form.fields}
    best: tuple[int, dict[str, int]] | None = None
    for r, row in enumerate(values[:REACH]):
        columns: dict[str, int] = {}
        for c, value in enumerate(row):
            name = titles.get(str(value).strip().rstrip("*")) if value is not None else None
            if name is not None:
                columns.setdefault(name, c)
        if columns and (best is None or len(columns) > len(best[1])):
            best = (r, columns)
    return best
