"""The one shape every input takes: blocks in reading order, in which every character knows where it came from.

Readers produce a :class:`Document`, everything else reads it. Text is kept clean (no converter marks, no page
numbers), so a stretch of it is a list of runs, each of which maps 1:1 onto a stretch of the source; a
:class:`Span` (block, cell, start, end) is how the rest of the product names characters, and
:meth:`Document.place` turns it into what a person can find.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import msgspec


class Anchor(msgspec.Struct, frozen=True):
    """Where the first character of a run stands in the source; what does not apply is ``None``.

    ``line`` and ``page`` count from 1, ``column`` from 0. ``path`` is an address inside a docx package
    (``body/12/r/3``) or an HTML tree, followed by ``column`` as character offset. ``bbox`` is (x0, top, x1, bottom)
    in PDF points from the top left of the page; ``xs`` holds the left edge of each character of the run plus the
    right edge of the last one.
    """

    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    xs: tuple[float, ...] | None = None


class Run(msgspec.Struct, frozen=True):
    """Characters ``start`` … of a text (up to the next run) stand, one for one, at ``anchor``."""

    start: int
    anchor: Anchor


class Text(msgspec.Struct, frozen=True):
    """A stretch of clean text and the source of each of its characters."""

    value: str
    runs: tuple[Run, ...] = ()

    def run_at(self, offset: int) -> tuple[Run, int] | None:
        """The run that holds character ``offset`` and the offset at which that run ends."""
        if not self.runs:
            return None
        i = bisect_right(self.runs, offset, key=lambda r: r.start) - 1
        i = max(i, 0)
        end = self.runs[i + 1].start if i + 1 < len(self.runs) else len(self.value)
        return self.runs[i], end


_FIGURE = re.compile(r"[0-9.,，%％\-−－—/≥≤＞＜><=＝~～ \t\n]*")


def is_figure(text: str) -> bool:
    """Has a cell only digits and what goes with them (codes, line numbers, targets such as ≥20%), or nothing?"""
    return _FIGURE.fullmatch(text) is not None


class Cell(msgspec.Struct, frozen=True):
    """A table cell; ``row`` and ``column`` are its upper left corner in the grid, spans count grid cells.

    ``decimals`` is the number of decimals the source's number format prints (spreadsheets), else ``None``.
    """

    text: Text
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    decimals: int | None = None

    @property
    def value(self) -> str:
        """The cell's clean text, stripped."""
        return self.text.value.strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading. ``level`` is 0 for body text, 1… for headings (1 is the highest).

    ``number`` is the printed or automatic number of a heading or list item ("一、", "（二）", "3.") where known.
    ``role`` is body, toc (a line of the table of contents), footnote, textbox or comment.
    """

    text: Text
    level: int = 0
    number: str = ""
    role: str = "body"

    @property
    def value(self) -> str:
        """The clean text."""
        return self.text.value


@dataclass(frozen=True)
class Table:
    """A table as a grid; merged cells appear once, at their upper left corner.

    ``ragged`` marks a table rebuilt from a text conversion, where merged cells may be missing or empty and columns
    are only a guess.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    title: str = ""
    ragged: bool = False

    @cached_property
    def grid(self) -> tuple[tuple[int | None, ...], ...]:
        """Index into ``cells`` for every grid position, merged cells repeated; ``None`` where nothing stands."""
        grid: list[list[int | None]] = [[None] * self.columns for _ in range(self.rows)]
        for i, cell in enumerate(self.cells):
            for r in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for c in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    if grid[r][c] is None:
                        grid[r][c] = i
        return tuple(tuple(row) for row in grid)

    @cached_property
    def row_cells(self) -> tuple[tuple[int, ...], ...]:
        """For each row the indices of the cells whose upper edge it is."""
        rows: list[list[int]] = [[] for _ in range(self.rows)]
        for i, cell in enumerate(self.cells):
            rows[cell.row].append(i)
        return tuple(map(tuple, rows))

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Up to which column each row has cells."""
        return tuple(
            max((c + 1 for c, cell in enumerate(row) if cell is not None), default=0) for row in self.grid
        )

    @cached_property
    def heading_rows(self) -> tuple[int, ...]:
        """The rows of several different words and no figure: headings of columns, wherever they stand."""
        found = []
        for r in range(self.rows):
            values = {value for value in self.row_values(r) if value}
            if len(values) > 1 and not any(map(is_figure, values)):
                found.append(r)
        return tuple(found)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a grid position."""
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            return None
        i = self.grid[row][column]
        return None if i is None else self.cells[i]

    def row_values(self, row: int) -> list[str]:
        """The text of each grid position of a row ("" where nothing stands)."""
        return [self.cells[i].value if i is not None else "" for i in self.grid[row]]


Block = Paragraph | Table


class Span(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a block, or of cell number ``cell`` of a table block."""

    block: int
    start: int
    end: int
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span as a person finds it: where, and the exact words that stand there."""

    quote: str
    role: str = ""
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Source characters that a reader left out of the text, and why (``mark``, ``page-number``, ``deleted`` …)."""

    text: str
    reason: str
    anchor: Anchor


@dataclass(frozen=True)
class Document:
    """A report as read. ``lines`` holds the source lines of a plain text (split at "\\n"), else nothing.

    ``facts`` are what the container says of itself (title, created …); ``warnings`` are Chinese sentences about
    parts that could not be read, which become part of the audit's coverage, never silence.
    """

    path: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[tuple[int, Paragraph]]:
        """(block index, paragraph) in reading order."""
        for i, b in enumerate(self.blocks):
            if isinstance(b, Paragraph):
                yield i, b

    def tables(self) -> Iterator[tuple[int, Table]]:
        """(block index, table) in reading order."""
        for i, b in enumerate(self.blocks):
            if isinstance(b, Table):
                yield i, b

    def text_at(self, span: Span) -> Text:
        """The text a span lies in."""
        block = self.blocks[span.block]
        if isinstance(block, Paragraph):
            return block.text
        assert span.cell is not None
        return block.cells[span.cell].text

    def words(self, span: Span) -> str:
        """The clean characters of a span."""
        return self.text_at(span).value[span.start : span.end]

    def place(self, span: Span, role: str = "") -> Place:
        """Where a span stands. For plain text the quote is an exact substring of its source line.

        A span that runs over several source runs is placed at the run that holds its last character, because the
        number a claim is about stands at the end of its words; the quote then starts where that run's stretch does.
        """
        text = self.text_at(span)
        words = text.value[span.start : span.end]
        last = text.run_at(max(span.end - 1, 0))
        if last is None:
            return Place(words, role)
        first = text.run_at(span.start)
        run = last[0]
        a = run.anchor
        start = max(span.start, run.start)
        if a.line is not None and self.lines:
            line = self.lines[a.line - 1]
            column = (a.column or 0) + start - run.start
            stop = (a.column or 0) + span.end - run.start
            if first is not None and first[0].anchor.line == a.line and first[0].anchor.column is not None:
                column = first[0].anchor.column + span.start - first[0].start
            return Place(line[column:stop], role, line=a.line, column=column)
        bbox = _bbox(a, start - run.start, span.end - run.start)
        at = None if a.column is None else a.column + start - run.start
        return Place(words, role, a.line, at, a.page, a.sheet, a.cell, a.path, bbox)


def _bbox(a: Anchor, start: int, end: int) -> tuple[float, float, float, float] | None:
    if a.bbox is None or a.xs is None or end >= len(a.xs):
        return a.bbox
    return (a.xs[start], a.bbox[1], a.xs[end], a.bbox[3])
