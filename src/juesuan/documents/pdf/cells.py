"""Ruled grids to tables: which characters stand in which cell, and how the lines of a cell are one text.

A number goes to the cell that holds its middle, even if it reaches over a wall by less than a character:
numbers are often a little wider than their column. Where two such numbers touch, their decimals tell
where the first one ends. Sideways text in a cell is read along its
own direction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from juesuan.documents.characters import is_wide
from juesuan.documents.model import Cell, Table, Text
from juesuan.documents.pdf.frame import Box
from juesuan.documents.pdf.glyphs import Glyph
from juesuan.documents.pdf.grid import Grid
from juesuan.documents.pdf.lines import Joiner, Line, Sheet, baselines, line_of

#: A printed number that stands alone: digits with separators, signs, per cent.
NUMBER = re.compile(r"[-—–+(（]?\s*[\d,，]*\d(?:\.\d*)?\s*[%％)）]?")

#: One of several numbers printed without a gap: amounts show two decimals, so the next begins after them.
_AMOUNT = re.compile(r"[-—–]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d{2}(?!%)")
#: Two such amounts have at least so many characters.
_TOUCHING = 8

Numbering = Callable[[float], int]


@dataclass(slots=True)
class Box4:
    """A cell in the making: grid place, box on the page, and the lines in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    lines: list[Line] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The text, for comparisons."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one that stands on a page: column edges, outline and cells."""

    page: int
    xs: list[float]
    box: Box
    rows: int
    cells: list[Box4]

    def row_values(self, row: int) -> list[tuple[int, int, str]]:
        """(column, colspan, text without spaces) of the cells that start in a row."""
        return [(c.column, c.colspan, c.value.replace(" ", "")) for c in self.cells if c.row == row]

    @property
    def is_empty(self) -> bool:
        """Whether no character stands in it."""
        return not any(c.lines for c in self.cells)


def split_by_grids(
    glyphs: Sequence[Glyph], found: Sequence[Grid]
) -> tuple[list[Glyph], list[dict[int, list[Glyph]]]]:
    """Characters outside all grids, and for each grid its characters by square."""
    if not found:
        return list(glyphs), []
    free: list[Glyph] = []
    inside: list[dict[int, list[Glyph]]] = [{} for _ in found]
    owners = [_owners(g) for g in found]
    # The smallest grid first: a table inside a cell of another takes its own text.
    order = sorted(range(len(found)), key=lambda i: _area(found[i].box))
    for run in _runs(glyphs):
        seated = _seated(run, found, order, owners)
        for (k, square), part in seated:
            inside[k].setdefault(square, []).extend(part)
        if seated:
            continue
        for g in run:
            k, square = _home((g.x0 + g.x1) / 2, g, found, order, owners)
            if k >= 0:
                inside[k].setdefault(square, []).append(g)
            else:
                free.append(g)
    return free, inside


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Numbers and words, printed without gaps, as one each; every other character alone."""
    out: list[list[Glyph]] = []
    for g in glyphs:
        if out and not is_wide(g.char) and not is_wide(out[-1][-1].char):
            last = out[-1][-1]
            if abs(g.base - last.base) < 0.1 * g.size and abs(g.x0 - last.x1) < 0.15 * g.size:
                out[-1].append(g)
                continue
        out.append([g])
    return out


_Seated = tuple[tuple[int, int], Sequence[Glyph]]


def _seated(
    run: Sequence[Glyph], found: Sequence[Grid], order: list[int], owners: list[list[list[int]]]
) -> list[_Seated]:
    """A run, or the amounts in it, each with its cell; empty if it belongs to no cell as a whole."""
    whole = _seat(run, found, order, owners)
    if whole is not None:
        return [(whole, run)]
    parts = _amounts(run)
    seats = [(_seat(part, found, order, owners), part) for part in parts]
    out = [(seat, part) for seat, part in seats if seat is not None]
    return out if len({seat for seat, _ in out}) == len(parts) else []


def _amounts(run: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """The amounts of neighbouring cells that are too wide for them and touch; empty if it is anything else."""
    if len(run) < _TOUCHING:
        return []
    value = "".join(g.char for g in run)
    found = list(_AMOUNT.finditer(value))
    if len(found) < 2 or sum(m.end() - m.start() for m in found) != len(value):
        return []
    return [run[m.start() : m.end()] for m in found]


def _owners(grid: Grid) -> list[list[int]]:
    owner = [[-1] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for i, s in enumerate(grid.squares):
        for r in range(s.row, s.row + s.rowspan):
            for c in range(s.column, s.column + s.colspan):
                owner[r][c] = i
    return owner


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _home(
    x: float, g: Glyph, found: Sequence[Grid], order: list[int], owners: list[list[list[int]]]
) -> tuple[int, int]:
    """(grid, square) of a point at the middle of a character's height, (-1, -1) if it is in none."""
    y = g.base - 0.35 * g.size
    for k in order:
        grid = found[k]
        if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]:
            r = min(bisect_right(grid.ys, y), len(grid.ys) - 1) - 1
            c = min(bisect_right(grid.xs, x), len(grid.xs) - 1) - 1
            return k, owners[k][r][c]
    return -1, -1


def _seat(
    run: Sequence[Glyph], found: Sequence[Grid], order: list[int], owners: list[list[list[int]]]
) -> tuple[int, int] | None:
    """(grid, square) of the cell that holds a run's middle and nearly all of it."""
    k, square = _home((run[0].x0 + run[-1].x1) / 2, run[0], found, order, owners)
    return (k, square) if k >= 0 and _fits(run, found[k].squares[square].box) else None


def _fits(run: Sequence[Glyph], box: Box) -> bool:
    size = run[0].size
    return run[0].x0 > box[0] - size and run[-1].x1 < box[2] + size


def page_table(
    grid: Grid,
    by_square: dict[int, list[Glyph]],
    aside: Sequence[Line],
    sheet: Sheet,
    numbering: Numbering,
) -> PageTable:
    """A ruled grid with its text. ``aside`` are sideways lines that stand in it, ``numbering`` counts
    lines.
    """
    cells = []
    for i, s in enumerate(grid.squares):
        lines = [line_of(row, sheet, numbering(row[0].base)) for row in baselines(by_square.get(i, ()))]
        lines += [
            a for a in aside if s.box[0] <= (a.x0 + a.x1) / 2 <= s.box[2] and s.box[1] <= a.base <= s.box[3]
        ]
        cells.append(Box4(s.row, s.column, s.rowspan, s.colspan, s.box, lines))
    table = PageTable(sheet.page, list(grid.xs), grid.box, len(grid.ys) - 1, cells)
    return split_stacked(table)


def split_stacked(table: PageTable) -> PageTable:
    """Rows without rules between them: a cell that holds several whole numbers is several rows."""
    by_row: dict[int, list[Box4]] = {}
    for c in table.cells:
        by_row.setdefault(c.row, []).append(c)
    levels: dict[int, list[float]] = {}
    starts: list[int] = []
    shift = 0
    for r in range(table.rows):
        starts.append(r + shift)
        here = by_row.get(r, [])
        stacked = [c for c in here if c.rowspan == 1 and _is_stacked(c.lines)]
        if len(stacked) >= 2 or (stacked and all(len(c.lines) != 1 for c in here)):
            levels[r] = _levels(here)
            shift += len(levels[r]) - 1
    if not levels:
        return table
    starts.append(table.rows + shift)
    cells: list[Box4] = []
    for c in table.cells:
        first, last = starts[c.row], starts[c.row + c.rowspan]
        if c.rowspan == 1 and c.row in levels:
            for k, base in enumerate(levels[c.row]):
                lines = [line for line in c.lines if _level(line.base, levels[c.row]) == base]
                cells.append(Box4(first + k, c.column, 1, c.colspan, c.box, lines))
        else:
            cells.append(Box4(first, c.column, last - first, c.colspan, c.box, c.lines))
    return PageTable(table.page, table.xs, table.box, table.rows + shift, cells)


def _is_stacked(lines: Sequence[Line]) -> bool:
    return len(lines) >= 2 and all(NUMBER.fullmatch(line.text) and "." in line.text for line in lines)


def _levels(cells: Sequence[Box4]) -> list[float]:
    """The baselines of a row's lines."""
    out: list[float] = []
    for line in sorted((line for c in cells for line in c.lines), key=lambda line: line.base):
        if not out or line.base - out[-1] > 0.5 * line.size:
            out.append(line.base)
    return out


def _level(base: float, levels: Sequence[float]) -> float:
    return min(levels, key=lambda y: abs(y - base))


def cell_text(cell: Box4) -> Text:
    """The lines of a cell as one text: a number that was wrapped for want of room is one number."""
    joiner = Joiner()
    last: Line | None = None
    for line in cell.lines:
        full = last is not None and (cell.box[2] - cell.box[0]) - (last.x1 - last.x0) < 1.6 * last.size
        is_broken = full and line.text[:1] in "0123456789.,%"
        joiner.add(line, spaced=not is_broken)
        last = line
    return joiner.text()


def to_table(parts: Sequence[PageTable], title: str) -> Table:
    """The parts of a table, whose columns agree, as one table."""
    cells: list[Cell] = []
    offset = 0
    for part in parts:
        cells += [Cell(cell_text(c), c.row + offset, c.column, c.rowspan, c.colspan) for c in part.cells]
        offset += part.rows
    return Table(tuple(cells), offset, len(parts[0].xs) - 1, title)
