"""The cells of a statutory table as entries: which concept each one states, for which code, on which budget
basis.

An entry exists for every amount cell of a line, also a blank one, because "the row is there but empty" and
"there is no such row" are different things to the arithmetic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from juesuan.amounts import UNITS, Interval, Printed, Unit
from juesuan.claims.model import Operand
from juesuan.claims.statutory.detail import economic_column
from juesuan.claims.statutory.grid import TOTALS, Grid, Line, blank, number
from juesuan.documents.model import Span
from juesuan.taxonomy import Form, department, fold, forms, functional, stem, title_of, unnumbered

_MEMO = re.compile(r"^\s*(?:其\s*中|其中项|含)\s*[：:]?|^#")
_BASES = (
    ("initial-budget", re.compile(r"年初预算")),
    ("adjusted-budget", re.compile(r"调整预算|全年预算|预算调整")),
    ("budget", re.compile(r"^(?:(?:19|20)\d\d年度?|本年度?|上年度?|去年)?预算数?$|预算数$")),
)
#: Columns that hold no amount: differences, rates, remarks.
_NO_AMOUNT = re.compile(r"[较比]上年|[较比]去年|增减|增长|比重|占比|差额|%|备注|说明|行次")
#: Columns (or rows) of last year's amounts say so, or name a year before the table's own.
_LAST_YEAR = re.compile(r"上年(?:决算|预算|实际|支出|同期|数|度)|去年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
#: Marks a measure as last year's.
PRIOR = "prior-"
#: A row label that is a basis and no item: 预算数, 2021年决算数, 上年决算数.
_BASIS_LABEL = re.compile(
    r"(?:(?:19|20)\d\d年度?|本年度?|上年度?|去年)?(?:年初|全年|调整|追加后?)?(?:支出)?(?:预算|决算|实际支出|执行)(?:数|额)?"
    r"|[较比]?(?:上年|去年|预算).{0,8}|增减.{0,6}|完成.{0,8}"
)
_MEASURE = re.compile(
    r"(?:(?:19|20)\d\d年度?)?(?:(?:年初|全年|调整|本年)?预算数?|(?:支出)?决算数?|金额|统计数|本年度?|本期|数)?(?:万?元)?"
)
FUNDS = ("appropriation", "general", "fund", "capital")
ONE = Decimal(1)
_SUBTOTALS = TOTALS | {"小计"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount cell. ``key`` is a concept code (maybe with ``@side``), "" where the form does not know
    it.

    ``operand`` is ``None`` for a cell without a figure. ``memo`` marks a part that is already in another
    row or column (其中：…). ``what`` names the column in words. ``unread`` marks a cell with characters that
    are no figure and no blank.
    """

    form: Form
    line: Line
    column: int
    key: str
    scope: str
    measure: str
    what: str
    memo: bool = False
    operand: Operand | None = None
    unread: bool = False
    row: str = ""

    @property
    def concept(self) -> str:
        """The concept code without the side of the table."""
        return self.key.partition("@")[0]

    @property
    def words(self) -> str:
        """The cell as a message says it: form, row, column."""
        return _words(self.form, self.row, self.what)

    @property
    def zero(self) -> bool:
        """Is the printed figure nought?"""
        printed = self.operand.printed if self.operand else None
        return printed is not None and not printed.value

    @property
    def unknown(self) -> bool:
        """Does it hold a figure that no heading or label says the meaning of?"""
        if self.key or self.memo:
            return False
        return self.unread or (self.operand is not None and not self.zero)


class _Meaning(NamedTuple):
    """What an amount cell is, before its figure is read: the fields of its entry."""

    line: Line
    column: int
    key: str
    scope: str
    measure: str
    what: str
    memo: bool = False


def read_entries(grid: Grid, form: Form, unit: Unit, year: int | None = None) -> tuple[Entry, ...]:
    """Every amount cell of a recognised table, its figure read in ``unit``. ``year`` is the report's."""
    readers = {"sides": _sides, "economic": _economic, "three": _three}
    found = readers.get(form.layout, _items)(grid, form, _own_year(grid, form, year))
    return tuple(_with_figures(grid, form, found, unit))


def _own_year(grid: Grid, form: Form, year: int | None) -> int:
    """The year a table counts as this one: the report's, or where its headings do not name that, their last
    (0 where they name none).
    """
    words = {word for path in grid.paths for word in path}
    if form.layout == "three":
        words |= {line.label for line in grid.lines if _BASIS_LABEL.fullmatch(fold(line.label))}
    named = {int(y) for word in words for y in _YEAR.findall(word)}
    return year if year in named else max(named, default=0)


@lru_cache(maxsize=4096)
def measure_of(path: tuple[str, ...], year: int = 0) -> str:
    """The basis a column states (outturn, a budget; marked where it is last year's), or "" if it holds no
    amount of this or last year. ``year`` is the one that counts as this year.
    """
    measure = "outturn"
    prior = ""
    for word in path:
        if _NO_AMOUNT.search(word):
            return ""
        named = [int(y) for y in _YEAR.findall(word)]
        if named and year and max(named) not in (year, year - 1):
            return ""
        if _LAST_YEAR.search(word) or (named and year and max(named) == year - 1):
            prior = PRIOR
        if measure == "outturn":
            measure = next((m for m, pattern in _BASES if pattern.search(word)), measure)
    return prior + measure


def _this_year(path: tuple[str, ...], year: int) -> str:
    """The basis of a column of this year, "" of any other."""
    measure = measure_of(path, year)
    return "" if measure.startswith(PRIOR) else measure


def _key(path: tuple[str, ...], form: Form) -> str:
    """What a column states in its form, "" if unknown (looked up once for all rows and reports)."""
    return _column_key(path, form.code)


@lru_cache(maxsize=4096)
def _column_key(path: tuple[str, ...], code: str) -> str:
    """The concept of a column: its lowest heading, or what stands over a 小计.

    A heading that no form knows is never taken for what stands above it: 购置费 is not the group it is in.
    """
    form = forms()[code]
    words = [w for w in path if not _MEASURE.fullmatch(w)] or list(path)
    for position in range(len(words) - 1, -1, -1):
        word = words[position]
        if word in _SUBTOTALS and any(form.heading(w) for w in words[:position]):
            continue
        found = form.heading(word)
        if found or word in _SUBTOTALS:
            return found
        group = next((g for w in reversed(words[:position]) if (g := form.heading(w))), "")
        return form.part(group, word) if group else ""
    return ""


def _title(key: str, path: tuple[str, ...]) -> str:
    """The column as printed, with the heading above a 小计."""
    words = [w for w in path if w not in _SUBTOTALS] or list(path)
    return "".join(words[-1:]) or title_of(key)


def _items(grid: Grid, form: Form, year: int) -> Iterator[_Meaning]:
    columns: dict[int, tuple[str, str, str, bool, str]] = {}
    crossed: dict[int, str] = {}
    amounts = {c for segment in grid.segments for c in segment.amounts}
    stated = {_key(grid.paths[c], form) for c in amounts}
    for c in amounts:
        path = grid.paths[c]
        measure = _this_year(path, year)
        if not measure:
            continue
        column = _key(path, form)
        if form.layout == "detail" and not column and len(path) == 1 and path[0] in TOTALS:
            column = form.total
        if form.layout == "detail" and not column:
            crossed[c] = economic_column(path, grid.paths, year or None)
        memo = _memo_column(path) or _split_off(path, column, form, stated)
        own, item = ("", "") if memo else (column, _item_key(column, form))
        columns[c] = (measure, own, item, memo, _title(column, path))
    for line in grid.lines:
        total, functional_code = line.total, line.code[:1] == "2"
        for c in line.amounts:
            if c in columns:
                measure, own, item, memo, what = columns[c]
                key = own if total else item if functional_code else ""
                scope = line.code
                if crossed.get(c) and (total or functional_code):
                    key, scope = f"{form.item}-economic", f"{line.code}/{crossed[c]}"
                yield _Meaning(line, c, key, scope, measure, what, memo)


@lru_cache(maxsize=4096)
def _memo_column(path: tuple[str, ...]) -> bool:
    return any(_MEMO.match(word) for word in path)


def _split_off(path: tuple[str, ...], column: str, form: Form, stated: set[str]) -> bool:
    """Does a column split up what another column states: 基本支出 under 本年收入, beside its 小计?"""
    above = {form.heading(word) for word in path[:-1]} - {"", form.total, column}
    return not above.isdisjoint(stated)


def _item_key(column: str, form: Form) -> str:
    if not column:
        return ""
    return form.item if column == form.total else f"{form.item}-{column.rpartition('.')[2]}"


def _economic(grid: Grid, form: Form, year: int) -> Iterator[_Meaning]:
    for line in grid.lines:
        code = line.code or _economic_code(line.label)
        coded = line if code == line.code else replace(line, code=code)
        for c in line.amounts:
            path = grid.paths[c]
            measure = _this_year(path, year)
            if not measure:
                continue
            # Side by side, a heading 人员经费 only names the group; in one list it is a measure of each row.
            column = form.total if len(grid.segments) > 1 else _key(path, form) or form.total
            row = "" if code else form.labels.get((0, fold(unnumbered(line.label))), "")
            crossed = row if column == form.total else column if row == form.total else ""
            key = crossed if row else _item_key(column, form) if code else ""
            what = "" if column == form.total else _title(column, path)
            yield _Meaning(coded, c, key, code, measure, what)


@lru_cache(maxsize=1024)
def _economic_code(label: str) -> str:
    found = [s for s in department(None).named(unnumbered(label)) if not s.code.startswith(("309", "311"))]
    return found[0].code if len(found) == 1 else ""


def _sides(grid: Grid, form: Form, year: int) -> Iterator[_Meaning]:
    opened: dict[int, bool] = {}
    for line in grid.lines:
        side = line.segment
        memo = _MEMO.match(line.label) is not None
        label = fold(unnumbered(_MEMO.sub("", line.label)))
        row = form.labels.get((side, label), "")
        scope = "" if row or side != 1 else class_code(label)
        fund = row.removeprefix("income.") if row.startswith("income.") else ""
        if opened.get(side) and fund in FUNDS[1:]:
            row, memo = (
                f"{fund}.opening",
                False,
            )  # “其中：” opens the funds that make up the opening carry-over
        elif row:
            opened[side] = row.endswith("opening")
        for c in line.amounts:
            path = grid.paths[c]
            measure = _this_year(path, year)
            if measure:
                key = _side_key(grid, form, line, c, row, scope)
                what = _side_words(grid, form, line, c, key)
                yield _Meaning(line, c, "" if memo else key, scope, measure, what, memo)


def _side_words(grid: Grid, form: Form, line: Line, column: int, key: str) -> str:
    """What tells a cell from others of its label: the side of a 总计, the fund of a column."""
    side = {"income": "收入方", "expenditure": "支出方"}.get(key.partition("@")[2], "")
    several = form.columns and len(grid.segments[line.segment].amounts) > 1
    return side + ("".join(grid.paths[column][-1:]) if several else "")


def _side_key(grid: Grid, form: Form, line: Line, column: int, row: str, scope: str) -> str:
    if not form.columns:
        return row or (form.item if scope else "")
    if "." in row:
        return row
    prefix = _key(grid.paths[column], form)
    if not prefix and len(grid.segments[line.segment].amounts) == 1:
        prefix = FUNDS[0]
    rest = row or (form.item if scope else "")
    return f"{prefix}.{rest}" if prefix and rest else ""


@lru_cache(maxsize=2048)
def class_code(name: str) -> str:
    """The functional class (three digits) that a name of any year means, or ""."""
    return _classes().get(stem(name), "")


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """Stem of each class of any year → its code."""
    found: dict[str, str] = {}
    for subject in functional(None).lines:
        if len(subject.code) == 3:
            found.setdefault(stem(subject.name), subject.code)
    return found


def _three(grid: Grid, form: Form, year: int) -> Iterator[_Meaning]:
    """The items stand across or down; their bases (budget, outturn, last year's) the other way."""
    for line in grid.lines:
        label = fold(unnumbered(_MEMO.sub("", line.label)))
        row = form.labels.get((0, unnumbered(label)), "")
        based = not row and _BASIS_LABEL.fullmatch(label) is not None
        for c in line.amounts:
            path = grid.paths[c]
            measure = measure_of((label,) if based else path, year)
            column = _key(path, form)
            key = row if row and row != form.total else column or row
            if measure:
                what = "" if row and key == row else title_of(key) or _title(key, path)
                basis = "" if based else _basis_words(measure)
                yield _Meaning(line, c, key, "", measure, what + basis)


def _basis_words(measure: str) -> str:
    last = "上年" if measure.startswith(PRIOR) else ""
    return last + ("决算数" if measure.endswith("outturn") else "预算数")


def _precision(grid: Grid) -> int:
    """The decimals the table is printed with: those of most of its fractions, as spreadsheets drop final
    noughts.
    """
    shown: Counter[int] = Counter()
    for line in grid.lines:
        for i in line.amounts.values():
            printed = number(grid.table.cells[i].value)
            if printed is not None and printed.decimals:
                shown[printed.decimals] += 1
    return shown.most_common(1)[0][0] if shown else 0


def _with_figures(grid: Grid, form: Form, found: Iterable[_Meaning], unit: Unit) -> Iterator[Entry]:
    """The entries of cells of known meaning, with their figures or marked as unread."""
    decimals = _precision(grid)
    cells = grid.table.cells
    last: Line | None = None
    row = ""
    for meaning in found:
        line = meaning.line
        if line is not last:
            last, row = line, f"{line.code}{unnumbered(line.label)}"
        index = line.amounts[meaning.column]
        cell = cells[index]
        text = cell.text.value
        value = text.strip()
        printed = number(value)
        if printed is None:
            yield Entry(form, *meaning, None, not blank(value), row)
            continue
        read, interval = _in_unit(value, max(printed.decimals, decimals, cell.decimals or 0), unit.printed)
        start = len(text) - len(text.lstrip())
        span = Span(line.block, start, start + len(value), index)
        shown = f"{_words(form, row, meaning.what)}{printed.text}{unit.printed}"
        yield Entry(form, *meaning, Operand(span, span, shown, interval, printed=read), False, row)


def _words(form: Form, row: str, what: str) -> str:
    return f"《{form.title}》{row}（{what}）" if what and row else f"《{form.title}》{row}{what}"


@lru_cache(maxsize=16384)
def _in_unit(text: str, decimals: int, unit: str) -> tuple[Printed, Interval]:
    """A cell's number in the unit and with the decimals of its table; tables repeat each figure many times."""
    printed = number(text)
    assert printed is not None
    read = Printed(printed.text, printed.value, decimals, UNITS[unit])
    return read, Interval.rounded(read.base, read.half)


def as_part(operand: Operand, role: str, weight: Decimal = ONE) -> Operand:
    """The operand of an entry in its role in a claim."""
    return Operand(
        operand.span, operand.number, operand.shown, operand.interval, role, weight, printed=operand.printed
    )


def blank_line(grid: Grid, line: Line) -> bool:
    """Does a line print no amount other than nought?"""
    figures = [number(grid.table.cells[i].value) for i in line.amounts.values()]
    return not any(printed is not None and printed.value for printed in figures)
