"""Rows of performance tables, whatever the file made of them: one stream of rows, columns found by their
headings.

Performance tables are merged, split at page ends, shifted by converters, and their forms differ by
province. Nothing here knows a form: a row is a list of boxes, a heading row tells which role each column
plays, and a data row is laid under it by grid position or, where the grid is only a guess, by the shift
that fits best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from juesuan.documents.characters import full_width
from juesuan.documents.model import Document, Paragraph, Span, Table

#: A cell that is a bare number, perhaps with a sign, a comparison and a unit.
NUMERIC = re.compile(r"[≥≤=＝>＜<＞]*[-−－]?\d[\d,，]*(?:\.\d+)?(?:[%％分元]|万元)?")
#: What may stand between two halves of a table: a page number, the unit, “续表”.
_BETWEEN = re.compile(r"单位[:：].{1,6}|[-—－–\d第页共/ ]{1,12}|[(（]?续(?:上?表|表\d*)?[)）]?")
_TITLE = re.compile(
    r"(?:表|问卷|报告|情况|底稿|体系|附件\d*|名单)(?:[(（][^)）]*[)）])?$|[。：:；]$|^附件|^表\d"
)
_BLANK = frozenset(("", "-", "—", "——", "/", "\\", "无"))


class Box(msgspec.Struct, frozen=True):
    """A cell or paragraph with its white space squeezed out of ``raw``, the source text.

    ``column`` and ``width`` are grid columns; ``inherited`` marks a merged cell that began in a row above.
    """

    block: int
    cell: int | None
    text: str
    raw: str
    column: int = 0
    width: int = 1
    inherited: bool = False

    @property
    def at(self) -> Sequence[int]:
        """Where each squeezed character stands in the source text."""
        return range(len(self.raw)) if len(self.raw) == len(self.text) else _offsets(self.raw)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source characters behind squeezed characters ``start`` to ``end``."""
        end = len(self.text) if end is None else end
        if not self.text or start >= end:
            return Span(self.block, 0, 0, self.cell)
        if len(self.raw) == len(self.text):
            return Span(self.block, start, end, self.cell)
        at = _offsets(self.raw)
        return Span(self.block, at[start], at[end - 1] + 1, self.cell)

    @property
    def blank(self) -> bool:
        """True if nothing, or only a mark for nothing, is printed."""
        return self.text in _BLANK


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of one table row, left to right. ``ragged``: their columns are only a guess."""

    block: int
    index: int
    boxes: tuple[Box, ...]
    ragged: bool

    @property
    def text(self) -> str:
        """All words of the row."""
        return "".join([b.text for b in self.boxes])

    @property
    def own(self) -> tuple[Box, ...]:
        """The boxes that begin in this row and are not empty."""
        return tuple([b for b in self.boxes if b.text and not b.inherited])


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row and the role each of its boxes plays ("" where it plays none we know)."""

    row: Row
    roles: tuple[str, ...]

    def has(self, *roles: str) -> bool:
        """Is any of these roles among the columns?"""
        return any(r in self.roles for r in roles)


def box_of(
    block: int, cell: int | None, raw: str, column: int = 0, width: int = 1, inherited: bool = False
) -> Box:
    """A box from source text."""
    return Box(block, cell, "".join(full_width(raw).split()), raw, column, width, inherited)


@lru_cache(maxsize=4096)
def _offsets(raw: str) -> tuple[int, ...]:
    """Where the characters that are no white space stand."""
    return tuple(i for i, c in enumerate(raw) if not c.isspace())


def rows_of(block: int, table: Table) -> list[Row]:
    """The rows of a table; merged cells stand once a row."""
    rows = []
    known: dict[int, Box] = {}
    for r, line in enumerate(table.grid):
        boxes: list[Box] = []
        last = None
        for i in line:
            if i is None or i == last:
                continue
            last = i
            cell = table.cells[i]
            box = known.get(i)
            if box is None or (cell.row < r and not box.inherited):
                box = known[i] = box_of(block, i, cell.text.value, cell.column, cell.colspan, cell.row < r)
            boxes.append(box)
        rows.append(Row(block, r, tuple(boxes), table.ragged))
    return rows


def lines_of(document: Document) -> Iterator[Box]:
    """Every body paragraph as a box, in reading order."""
    for i, paragraph in document.paragraphs():
        if paragraph.role != "toc":
            yield box_of(i, None, paragraph.text.value)


def texts_of(document: Document, lines: Sequence[Box]) -> Iterator[Box]:
    """Every paragraph (of ``lines``), and every table cell that holds a sentence, in reading order."""
    paragraphs = {line.block: line for line in lines}
    for i, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if i in paragraphs:
                yield paragraphs[i]
        else:
            for n, cell in enumerate(block.cells):
                if len(cell.text.value) > 20:
                    yield box_of(i, n, cell.text.value)


TableRun = tuple[str, list[Row]]
"""A title and the rows below it."""


def runs_of(document: Document) -> list[TableRun]:
    """Tables as (title, rows), where a table that only continues the one before is joined to it.

    Words between two tables separate them, unless they are a page number or, where a converter tore the
    tables, loose words of a cell.
    """
    runs: list[TableRun] = []
    title, apart, torn = "", True, False
    for i, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            words = "".join(block.value.split())
            if not words or _BETWEEN.fullmatch(words):
                continue
            title = words
            apart = (
                apart or block.level > 0 or len(words) > 12 or _TITLE.search(words) is not None or not torn
            )
            continue
        rows = rows_of(i, block)
        if apart or not runs:
            runs.append((block.title or title, rows))
        else:
            runs[-1][1].extend(rows)
        apart, torn = False, block.ragged
    return runs


def lay(row: Row, header: Header) -> dict[str, Box]:
    """Role → box of a data row. Roles that no box stands under are absent; a role in two columns keeps the
    first."""
    if not row.ragged and not header.row.ragged and row.block == header.row.block:
        return _by_grid(row, header)
    return _by_order(row, header)


def _by_grid(row: Row, header: Header) -> dict[str, Box]:
    found: dict[str, Box] = {}
    for head, role in zip(header.row.boxes, header.roles, strict=True):
        if not role or role in found:
            continue
        for box in row.boxes:
            if box.column < head.column + head.width and head.column < box.column + box.width:
                found[role] = box
                break
    return found


def _by_order(row: Row, header: Header) -> dict[str, Box]:
    boxes, roles = row.boxes, header.roles
    if len(boxes) > len(roles):
        return {}
    shifts = range(len(roles) - len(boxes), -1, -1)
    best = max(shifts, key=lambda s: (_fit(boxes, roles[s : s + len(boxes)]), s))
    found: dict[str, Box] = {}
    for box, role in zip(boxes, roles[best : best + len(boxes)], strict=True):
        if role and role not in found:
            found[role] = box
    return found


def _fit(boxes: Sequence[Box], roles: Sequence[str]) -> int:
    """How well boxes go with roles: numbers under number columns, words under the others."""
    points = 0
    for box, role in zip(boxes, roles, strict=True):
        number = bool(NUMERIC.fullmatch(box.text))
        if role in ("weight", "weight1", "weight2", "score", "less", "rate"):
            points += 2 if number else (0 if box.blank else -3)
        elif role in ("target", "actual"):
            points += 1 if box.text else -1
        elif role in ("level1", "level2", "level3", "rubric", "explain"):
            points += -1 if number else 0
    return points
