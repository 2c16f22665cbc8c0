"""Tables without vertical rules: columns are where the rows leave the same stretches empty.

Three-line tables, printed spreadsheets without borders and tables whose cells are only ruled between rows
all show their columns by alignment. A table is claimed only where several lines in a row fall apart into
the same columns and most of what stands right of the first column is numbers; anything else stays text.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from juesuan.documents.pdf.cells import NUMBER, Box4, PageTable
from juesuan.documents.pdf.drawing import Rule
from juesuan.documents.pdf.glyphs import Glyph
from juesuan.documents.pdf.grid import Grid
from juesuan.documents.pdf.lines import Line, Sheet, baselines, line_of, pieces

#: Cells of one row are at least this many em apart.
CELL_GAP = 0.9
#: Fewer rows that fall apart into columns are not a table.
FEWEST_ROWS = 3

Numbering = Callable[[float], int]
Row = list[Line]


def aligned_tables(
    glyphs: Sequence[Glyph], lines: Sequence[Line], across: Sequence[Rule], sheet: Sheet, numbering: Numbering
) -> tuple[list[Line], list[PageTable]]:
    """Free lines that are no table, and the tables found by alignment among ``glyphs`` (the same text)."""
    rows = _rows(glyphs, sheet, numbering)
    tables: list[PageTable] = []
    taken: set[int] = set()
    for start, end in _stretches(rows):
        table = _table(rows[start:end], sheet)
        if table is not None:
            tables.append(table)
            taken.update(line.number for row in rows[start:end] for line in row)
    return [line for line in lines if line.number not in taken], tables


def split_by_alignment(
    grid: Grid, glyphs: Sequence[Glyph], sheet: Sheet, numbering: Numbering
) -> PageTable | None:
    """A ruled box with rows but no columns, as a table by alignment; ``None`` if it holds prose."""
    rows = _rows(glyphs, sheet, numbering)
    if sum(_is_tabular(row) for row in rows) < FEWEST_ROWS:
        return None
    return _table(rows, sheet)


def _rows(glyphs: Sequence[Glyph], sheet: Sheet, numbering: Numbering) -> list[Row]:
    return [
        [line_of(p, sheet, numbering(row[0].base)) for p in pieces(row, CELL_GAP)]
        for row in baselines(glyphs)
    ]


def _is_number(line: Line) -> bool:
    return NUMBER.fullmatch(line.text) is not None


def _is_tabular(row: Row) -> bool:
    """Whether a row looks like one of a table: several pieces, numbers among those after the first."""
    return len(row) >= 2 and any(_is_number(p) for p in row[1:])


def _stretches(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Maximal stretches of rows that are tabular, with up to two others (headings, groups) in between."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(rows):
        if not _is_tabular(rows[i]):
            i += 1
            continue
        end = i + 1
        j = end
        while j < len(rows) and j - end < 2 and _near(rows[j - 1], rows[j]):
            if _is_tabular(rows[j]):
                end = j + 1
            j += 1
        if sum(_is_tabular(r) for r in rows[i:end]) >= FEWEST_ROWS:
            out.append((_header(rows, i), end))
        i = end
    return out


def _header(rows: Sequence[Row], first: int) -> int:
    """The row where the column headings of a table begin that has its first numbers in row ``first``."""
    start = first
    while start > 0 and len(rows[start - 1]) >= 2 and _near(rows[start - 1], rows[start]):
        start -= 1
    return start


def _near(above: Row, below: Row) -> bool:
    return below[0].base - above[0].base <= 3.0 * max(above[0].size, below[0].size)


def _table(rows: Sequence[Row], sheet: Sheet) -> PageTable | None:
    edges = _edges(rows)
    if len(edges) < 3:
        return None
    body = [row for row in rows if _is_tabular(row)]
    right = [p for row in body for p in row[1:]]
    if sum(_is_number(p) for p in right) * 2 < len(right):
        return None
    cells = []
    for r, row in enumerate(rows):
        for c, span, line in _placed(row, edges):
            top = rows[r - 1][0].bottom if r else line.top
            box = (edges[c], min(top, line.top), edges[c + span], line.bottom)
            cells.append(Box4(r, c, 1, span, box, [line]))
    outline = (edges[0], rows[0][0].top, edges[-1], rows[-1][0].bottom)
    return PageTable(sheet.page, edges, outline, len(rows), _without_clashes(cells))


def _edges(rows: Sequence[Row]) -> list[float]:
    """Column edges: the middles of the stretches that every tabular row leaves empty."""
    spans = sorted((p.x0, p.x1) for row in rows if _is_tabular(row) for p in row)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    if not columns:
        return []
    inner = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]
    return [columns[0][0], *inner, columns[-1][1]]


def _placed(row: Row, edges: Sequence[float]) -> list[tuple[int, int, Line]]:
    """(column, columns spanned, text) of the pieces of a row."""
    out = []
    last = len(edges) - 2
    for p in row:
        first = max((k for k in range(last + 1) if edges[k] <= p.x0 + 0.2 * p.size), default=0)
        end = max((k for k in range(last + 1) if edges[k] < p.x1 - 0.2 * p.size), default=first)
        out.append((first, max(end - first, 0) + 1, p))
    return out


def _without_clashes(cells: Sequence[Box4]) -> list[Box4]:
    """Pieces that fall into one cell become its text."""
    out: list[Box4] = []
    for cell in cells:
        last = out[-1] if out else None
        if last is not None and last.row == cell.row and cell.column < last.column + last.colspan:
            end = max(last.column + last.colspan, cell.column + cell.colspan)
            last.colspan = end - last.column
            last.lines += cell.lines
        else:
            out.append(cell)
    return out
