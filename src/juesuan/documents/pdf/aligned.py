"""Tables without vertical rules: columns are where the rows leave the same stretches empty.

Three-line tables, printed spreadsheets without borders and tables whose cells are only ruled between rows
all show their columns by alignment. A table is claimed only where several lines in a row fall apart into
the same columns and most of what stands right of the first column is numbers; anything else stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from juesuan.documents.pdf.cells import NUMBER, Box4, PageTable
from juesuan.documents.pdf.drawing import Rule
from juesuan.documents.pdf.frame import Box
from juesuan.documents.pdf.glyphs import Glyph
from juesuan.documents.pdf.grid import Grid
from juesuan.documents.pdf.lines import Line, Sheet, baselines, line_of, pieces

#: Cells of one row are at least this many em apart.
CELL_GAP = 0.6
#: Fewer rows that fall apart into columns are not a table.
FEWEST_ROWS = 3

Numbering = Callable[[float], int]
Row = list[Line]


def aligned_tables(
    printed: Sequence[Sequence[Glyph]],
    lines: Sequence[Line],
    across: Sequence[Rule],
    sheet: Sheet,
    numbering: Numbering,
) -> tuple[list[Line], list[PageTable]]:
    """Free lines that are no table, and the tables found among ``printed``, the same text by baseline."""
    parts = [pieces(row, CELL_GAP) for row in printed]
    if sum(len(p) > 1 for p in parts) < FEWEST_ROWS:
        return list(lines), []
    rows = [
        [line_of(p, sheet, numbering(row[0].base)) for p in ps]
        for row, ps in zip(printed, parts, strict=True)
    ]
    tables: list[PageTable] = []
    taken: set[int] = set()
    for start, end in _stretches(rows):
        table = _table(rows[start:end], sheet, _rules_through(rows[start:end], across))
        if table is not None:
            tables.append(table)
            taken.update(line.number for row in rows[start:end] for line in row)
    return [line for line in lines if line.number not in taken], tables


def split_by_alignment(
    grid: Grid, glyphs: Sequence[Glyph], sheet: Sheet, numbering: Numbering
) -> PageTable | None:
    """A ruled box with rows but no columns, as a table by alignment; ``None`` if it holds prose."""
    rows = [
        [line_of(p, sheet, numbering(row[0].base)) for p in pieces(row, CELL_GAP)]
        for row in baselines(glyphs)
    ]
    if sum(_is_tabular(row) for row in rows) < FEWEST_ROWS:
        return None
    return _table(rows, sheet, list(grid.ys))


def _rules_through(rows: Sequence[Row], across: Sequence[Rule]) -> list[float]:
    """Heights of the horizontal rules that go through most of the width of some rows."""
    left = min(p.x0 for row in rows for p in row)
    right = max(p.x1 for row in rows for p in row)
    covered: dict[float, float] = {}
    for rule in across:
        at = round(rule.at)
        covered[at] = covered.get(at, 0.0) + max(0.0, min(rule.end, right) - max(rule.start, left))
    return sorted(at for at, length in covered.items() if length >= 0.7 * (right - left))


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


def _table(rows: Sequence[Row], sheet: Sheet, rules: Sequence[float]) -> PageTable | None:
    columns = _columns(rows)
    if len(columns) < 2 or (len(columns) == 2 and _is_contents(rows)):
        return None
    right = [p for row in rows if _is_tabular(row) for p in row[1:]]
    if sum(_is_number(p) for p in right) * 2 < len(right):
        return None
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges = [columns[0][0], *inner, columns[-1][1]]
    cells: list[Box4] = []
    bands = _bands(rows, rules)
    for r, row in zip(bands, rows, strict=True):
        for c, span, line in _placed(row, columns):
            box = (edges[c], line.top, edges[c + span], line.bottom)
            same = [k for k in cells if k.row == r and k.column <= c < k.column + k.colspan]
            if same:
                same[0].lines.append(line)
            else:
                cells.append(Box4(r, c, 1, span, box, [line]))
    outline = (edges[0], rows[0][0].top, edges[-1], rows[-1][0].bottom)
    height = bands[-1] + 1
    return PageTable(sheet.page, edges, outline, height, _filled(cells, height, edges, outline))


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether rows of a text and a number are a table of contents: the numbers are whole and go up."""
    numbers = [row[-1].text for row in rows if len(row) > 1]
    if not all(n.isdigit() and len(n) <= 4 for n in numbers):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(numbers))


def _bands(rows: Sequence[Row], rules: Sequence[float]) -> list[int]:
    """The table row of each printed row: where rules part most of them, all between two is one."""
    places = [sum(y < row[0].base - 0.3 * row[0].size for y in rules) for row in rows]
    kinds = sorted(set(places))
    if len(kinds) < max(FEWEST_ROWS, (len(rows) + 1) // 2):
        return list(range(len(rows)))
    return [kinds.index(p) for p in places]


def _filled(cells: Sequence[Box4], rows: int, edges: Sequence[float], outline: Box) -> list[Box4]:
    """The cells with an empty one wherever nothing is printed, so that blank places are cells here too."""
    taken = {(c.row, c.column + k) for c in cells for k in range(c.colspan)}
    out = list(cells)
    for r in range(rows):
        for c in range(len(edges) - 1):
            if (r, c) not in taken:
                out.append(Box4(r, c, 1, 1, (edges[c], outline[1], edges[c + 1], outline[3]), []))
    return sorted(out, key=lambda c: (c.row, c.column))


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right edge of each column: what the pieces of the tabular rows cover, one above the other."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((p.x0, p.x1) for row in rows if _is_tabular(row) for p in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _placed(row: Row, columns: Sequence[tuple[float, float]]) -> list[tuple[int, int, Line]]:
    """(column, columns spanned, text) of the pieces of a row."""
    if len(row) == len(columns):
        return [(c, 1, p) for c, p in enumerate(row)]
    out = []
    for p in row:
        over = [c for c, (x0, x1) in enumerate(columns) if min(x1, p.x1) - max(x0, p.x0) > 0.3 * p.size]
        if over:
            out.append((over[0], over[-1] - over[0] + 1, p))
            continue
        # A heading may stand beside the numbers of its column: the nearest column is meant.
        middle = (p.x0 + p.x1) / 2
        near = min(range(len(columns)), key=lambda c: abs((columns[c][0] + columns[c][1]) / 2 - middle))
        out.append((near, 1, p))
    return out
