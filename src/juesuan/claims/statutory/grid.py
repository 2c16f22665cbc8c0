"""The skeleton of a statutory table: where its headings end, what each column is, and the lines below.

Readers deliver grids with merged cells, grids whose merges were lost, and spreadsheets; the layout is
therefore taken from what the cells say (headings, codes, names, amounts), never from fixed positions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import msgspec

from juesuan.amounts import Printed, parse_printed
from juesuan.claims.statutory.ragged import Cells, align_row, stretch_headings
from juesuan.documents.model import Table
from juesuan.taxonomy import fold, unnumbered

CODE = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}")
_CODE_AND_NAME = re.compile(r"([1-5]\d{2}(?:\d{2}){0,2})[\s　\-—–:：]*((?![\d.,，])\S.*)", re.S)
_DASH = re.compile(r"[\-—–－/\\*]+")
_CJK = re.compile(r"[一-鿿]")
_META = re.compile(
    r"公开\d+表|^(?:编制)?(?:部门|单位)(?:名称|公开)?[：:]|(?:金额)?单位[：:].{0,3}元"
    r"|^\S{0,30}表(?:[（(].{0,12}[）)])?$"
)
_NOTE = re.compile(r"^\s*(?:备?注|说明)\s*(?:\d+\s*)?[：:.、]")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+[、．.]")
_ORDER = {"行次", "序号", "行号"}
_COUNTERS = {"栏次", "栏号", "列次"}
_LEVELS = {"类", "款", "项", "类款项", "类款"}
_COUNT = re.compile(r"\d{1,2}")
_COUNT_OF_ROWS = re.compile(r"\d{1,3}")
_SHORT_CODE = re.compile(r"\d{2}|" + CODE.pattern)
_MONEY_HEADING = re.compile(r"合计|小计|支出|收入|预算|决算|金额|结转|经费|费$")
_SEPARATED = re.compile(r"[.,，]")
TOTALS = {"合计", "总计", "本年合计"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of columns that is read as one list: codes, a name, then its amounts."""

    codes: tuple[int, ...]
    name: int | None
    amounts: tuple[int, ...]


class Line(msgspec.Struct, frozen=True):
    """One row of one segment. ``amounts`` maps a column to the cell that fills it (blank cells included).

    ``named`` is the cell that prints the name, ``coded`` the last cell that prints a piece of the code.
    """

    block: int
    row: int
    segment: int
    code: str
    label: str
    amounts: dict[int, int]
    named: int | None = None
    coded: int | None = None

    @property
    def total(self) -> bool:
        """Is this the table's 合计 or 总计 row?"""
        return not self.code and fold(self.label) in TOTALS


@dataclass(frozen=True, slots=True)
class Grid:
    """A table understood: heading path (folded words, top down) of each column, segments and lines."""

    block: int
    table: Table
    body: int
    paths: tuple[tuple[str, ...], ...]
    segments: tuple[Segment, ...]
    lines: tuple[Line, ...]

    def words(self) -> list[str]:
        """Folded headings and labels: what a form is recognised by."""
        found = [token for path in self.paths for token in path]
        found += [fold(unnumbered(line.label)) for line in self.lines]
        return found


@lru_cache(maxsize=16384)
def number(text: str) -> Printed | None:
    """The number a cell prints; blanks, dashes and words are none."""
    return parse_printed("".join(text.split()))


def blank(text: str) -> bool:
    """Does a cell print no figure at all: nothing, or only a dash?"""
    return not text.strip() or _DASH.fullmatch(text.strip()) is not None


def read_grid(block: int, table: Table, labels: frozenset[str], inherit: Grid | None = None) -> Grid:
    """Understand one table. ``labels`` are the folded row labels any form knows.

    ``inherit`` is the grid this table continues: without headings of its own it takes over those columns.
    """
    cells: list[Cells] = [list(row) for row in table.grid]

    texts = [cell.text.value.strip() for cell in table.cells]

    def text(cell: int | None) -> str:
        return "" if cell is None else texts[cell]

    def figure(cell: int | None) -> bool:
        return blank(text(cell)) or number(text(cell)) is not None

    printed = [["" if i is None else texts[i] for i in row] for row in cells]
    body = _body_start(printed, labels)
    header = stretch_headings(cells[:body], text) if table.ragged else cells[:body]
    paths = _paths([[text(i) for i in row] for row in header], table)
    if inherit is not None and inherit.table.columns == table.columns and not any(paths):
        paths, segments = inherit.paths, inherit.segments
    else:
        whole = [r for r in range(body, table.rows) if not table.ragged or None not in cells[r]]
        wide = {i for i, cell in enumerate(table.cells) if cell.colspan > 1}
        alone = [["" if i is None or i in wide else texts[i] for i in cells[r]] for r in whole]
        segments = _segments(paths, [printed[r] for r in whole], alone)
    if table.ragged:
        amounts = {c for s in segments for c in s.amounts}
        marks = [c not in amounts for c in range(table.columns)]
        cells[body:] = [align_row(row, marks, figure) if None in row else row for row in cells[body:]]
    headings = {tuple(fold(text(i)) for i in row) for row in table.grid[:body]}
    leading = {row[0] for row in headings if row}
    lines: list[Line] = []
    before: dict[int, str] = {}
    for r in range(body, table.rows):
        values = [text(i) for i in cells[r]] if table.ragged else printed[r]
        again = values and fold(values[0]) in leading and tuple(map(fold, values)) in headings
        if again or _skipped(values):
            continue
        for s, segment in enumerate(segments):
            line = _line(_Row(block, r, texts, cells[r]), s, segment, before)
            if line is not None:
                lines.append(line)
    return Grid(block, table, body, paths, segments, tuple(lines))


def _skipped(row: Sequence[str]) -> bool:
    texts = [v for v in row if v]
    return not texts or fold(texts[0]) in _COUNTERS or _NOTE.match(texts[0]) is not None or _counting(texts)


def _counting(texts: Sequence[str]) -> bool:
    """A row that only numbers the columns: 1 2 3 …"""
    return (
        len(texts) > 2
        and all(map(_COUNT.fullmatch, texts))
        and [int(t) for t in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))
    )


def _body_start(rows: Sequence[Sequence[str]], labels: frozenset[str]) -> int:
    """The first row that is not heading. A table without any is all heading."""
    for r, row in enumerate(rows):
        texts = [v for v in row if v]
        if texts and not _meta(texts) and not _skipped(row) and _is_body(texts, labels, r):
            return r
    return len(rows)


def _is_body(texts: Sequence[str], labels: frozenset[str], row: int) -> bool:
    first = fold(texts[0])
    rest = [t for t in texts[1:] if fold(t) != first]
    if any(_SEPARATED.search(t) and number(t) is not None for t in texts):
        return True
    if CODE.fullmatch(first) and any(_CJK.search(t) for t in rest):
        return True
    if _CODE_AND_NAME.fullmatch(texts[0].strip()) or _NUMBERED.match(texts[0].strip()):
        return True
    figures = [t for t in rest if number(t) is not None or blank(t)]
    if len(figures) == len(rest) and rest and first not in _ORDER and _CJK.search(first):
        return True
    return not rest and row > 0 and (first in TOTALS or fold(unnumbered(texts[0])) in labels)


def _meta(texts: Sequence[str]) -> bool:
    """A row with the table's own title, department or unit."""
    return all(_META.search(t.strip()) is not None for t in dict.fromkeys(texts))


def _paths(header: Sequence[Sequence[str]], table: Table) -> tuple[tuple[str, ...], ...]:
    """Heading words above each column. A blank heading right of a wide one belongs to it if their parents
    agree.
    """
    paths: list[list[str]] = [[] for _ in range(table.columns)]
    for row in header:
        if _meta([v for v in row if v] or [""]) or _skipped(row):
            continue
        before = [tuple(p) for p in paths]
        last = ""
        for c, value in enumerate(row):
            word = fold(value)
            if not word and c and last and before[c] == before[c - 1]:
                word = last
            last = word
            if word and (not paths[c] or paths[c][-1] != word):
                paths[c].append(word)
    return tuple(tuple(p) for p in paths)


def _segments(
    paths: Sequence[tuple[str, ...]], body: Sequence[Sequence[str]], alone: Sequence[Sequence[str]]
) -> tuple[Segment, ...]:
    """The lists side by side. ``alone`` is the body without the cells that stretch over several columns."""
    segments: list[Segment] = []
    codes: list[int] = []
    name: int | None = None
    amounts: list[int] = []
    for c, path in enumerate(paths):
        values = [row[c] for row in body if c < len(row) and row[c]]
        if path and amount_heading(path[-1:]) and any(map(_CJK.search, values)):
            # 公用经费合计 may stretch over a column of amounts that has no other entry.
            values = [row[c] for row in alone if c < len(row) and row[c]]
        role = _role(path, values)
        if role in ("code", "name") and amounts:
            segments.append(Segment(tuple(codes), name, tuple(amounts)))
            codes, name, amounts = [], None, []
        if role == "code":
            codes.append(c)
        elif role == "name":
            name = c if name is None else name
        elif role == "amount":
            amounts.append(c)
    if amounts:
        segments.append(Segment(tuple(codes), name, tuple(amounts)))
    return tuple(segments)


def _role(path: tuple[str, ...], values: Sequence[str]) -> str:
    """What a column holds: code, name, order (line numbers, skipped) or amount."""
    last = path[-1] if path else ""
    if last in _ORDER:
        return "order"
    if last in _LEVELS or last.endswith(("编码", "代码")):
        named = sum(1 for v in values if _CJK.search(v) and fold(v) not in TOTALS and fold(v) not in _LEVELS)
        return "name" if named > len(values) / 2 else "code"
    words = sum(1 for v in values if _CJK.search(v))
    if words > len(values) / 2 or last.endswith("名称") or last in ("项目", "科目"):
        return "name"
    short = sum(1 for v in values if _SHORT_CODE.fullmatch(v))
    if (
        values
        and short == len(values)
        and any(CODE.fullmatch(v) for v in values)
        and not amount_heading(path)
    ):
        return "code"
    return "order" if _numbering(values) else "amount"


def _numbering(values: Sequence[str]) -> bool:
    """Does a column only count its rows (29, 30, 31 …)?"""
    if len(values) < 4 or not all(map(_COUNT_OF_ROWS.fullmatch, values)):
        return False
    return all(int(b) - int(a) == 1 for a, b in pairwise(values))


def amount_heading(path: tuple[str, ...]) -> bool:
    """Do the headings speak of money?"""
    return any(map(_MONEY_HEADING.search, path))


@dataclass(frozen=True, slots=True)
class _Row:
    """A body row on its columns."""

    block: int
    row: int
    texts: Sequence[str]
    cells: Cells

    def text(self, column: int) -> str:
        cell = self.cells[column]
        return "" if cell is None else self.texts[cell]


def _line(row: _Row, s: int, segment: Segment, before: dict[int, str]) -> Line | None:
    code, coded, words = _code(row, segment, before.get(s, ""))
    named: int | None = None
    label = ""
    if segment.name is not None:
        named = row.cells[segment.name]
        label = row.text(segment.name)
    if not label and words is not None:
        named, label = words, row.texts[words]
    joined = _CODE_AND_NAME.fullmatch(label.strip())
    if joined and not code:
        code, coded, label = joined[1], named, joined[2]
    elif CODE.fullmatch(label.strip()) and not code:
        code, coded, label = label.strip(), named, ""
    if code:
        before[s] = code
    own = (named, coded)
    amounts = {c: i for c in segment.amounts if (i := row.cells[c]) is not None and i not in own}
    if not label.strip() and not code and (segment.name is not None or segment.codes):
        return None
    if _NOTE.match(label):
        return None
    return Line(row.block, row.row, s, code, " ".join(label.split()), amounts, named, coded)


def _code(row: _Row, segment: Segment, before: str) -> tuple[str, int | None, int | None]:
    """The code a row spells (201 | 06 | 01), the cell of its last piece, a cell with words instead."""
    code, coded, words = "", None, None
    for position, c in enumerate(segment.codes):
        i = row.cells[c]
        if i is None or (coded is not None and i == coded):
            continue
        text = "".join(row.text(c).split())
        if not text.isdigit():
            if _CJK.search(text) and text not in _LEVELS and words is None:
                words = i
            continue
        piece = text if len(text) > 1 or len(segment.codes) == 1 else text.zfill(2)
        if not code and position and len(piece) == 2:
            code = before[: 3 + 2 * (position - 1)]
        code = piece if piece.startswith(code) and len(piece) > len(code) else code + piece
        coded = i
    return code, coded, words
