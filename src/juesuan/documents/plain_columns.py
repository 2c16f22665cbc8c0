"""Tables of plain text whose columns are only aligned with spaces: which words stand in which column.

Typed reports and terminal print-outs part the cells of a row by two or more spaces and nothing else. Read as
prose, no figure of them would be checked; read by counting cells, a blank cell would move the figures after
it into the wrong column. So a stretch of lines is claimed only if most of them carry figures, and columns
are where all its lines leave the same places empty; where that does not come out, the table says that its
columns are a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from juesuan.documents.characters import is_wide
from juesuan.documents.plain_rows import Row, is_contents, may_be_row, stretch

#: Lines of headings above the first figures.
_HEADINGS = 4
_FEWEST_ROWS = 3
_MOST_COLUMNS = 60
_TAB = 8
#: Twice the places that a heading's middle may be off the middle of its columns: halves are rounded.
_OFF_CENTRE = 2


class Placed(NamedTuple):
    """Characters ``start`` to ``stop`` of a line and the columns they stand in."""

    start: int
    stop: int
    column: int
    span: int = 1


class Aligned(NamedTuple):
    """A table: its last line (exclusive), its rows as (line, cells), the number of columns.

    ``ragged``: columns could not be told from the places of the words; each row is only in order.
    """

    stop: int
    rows: list[tuple[int, list[Placed]]]
    columns: int
    ragged: bool


class _Piece(NamedTuple):
    """Words between two gaps: their characters in the line and the places they take in print."""

    start: int
    stop: int
    left: int
    right: int


class _Column(NamedTuple):
    left: int
    right: int
    rows: set[int]


def aligned_tables(lines: Sequence[str], page_number: re.Pattern[str]) -> dict[int, Aligned]:
    """Every table aligned with spaces, by its first line; lines that ``page_number`` matches do not end one.

    Looks at each line a fixed number of times.
    """
    found: dict[int, Aligned] = {}
    i = 0
    while i < len(lines):
        if not may_be_row(lines[i]):
            i += 1
            continue
        rows, end = stretch(lines, i, page_number)
        table = _table(lines, rows)
        if table is not None:
            found[table.rows[0][0]] = table
        i = max(end, i + 1)
    return found


def _table(lines: Sequence[str], rows: list[Row]) -> Aligned | None:
    """The table some rows are: headings just above the first figures to the last figures."""
    figures = [k for k, row in enumerate(rows) if row.figures]
    if not figures:
        return None
    first = max(figures[0] - _HEADINGS, 0)
    rows = rows[first : figures[-1] + 1]
    whole = [row for row in rows if len(row.words) > 1]
    tabbed = sum(row.tabbed for row in rows)
    if len(whole) < _FEWEST_ROWS or len(figures) * 2 < len(rows) or tabbed * 2 > len(rows):
        return None
    if is_contents(lines, rows):
        return None
    head = figures[0] - first
    placed, columns, ragged = _columns(lines, rows, head)
    table = [(row.line, cells) for row, cells in zip(rows, placed, strict=True)]
    return Aligned(rows[-1].line + 1, table, columns, ragged)


def _columns(lines: Sequence[str], rows: Sequence[Row], head: int) -> tuple[list[list[Placed]], int, bool]:
    """Cells of each row in their columns. Without alignment, equal numbers of cells tell them too."""
    count = max(len(row.words) for row in rows)
    # Some programs fill up to a number of characters, not to a width.
    for wide in (2, 1):
        pieces = [_pieces(lines[row.line], row.words, wide) for row in rows]
        shifted = _shifted(pieces, head, count)
        for apart in (frozenset[int](), shifted) if shifted else (shifted,):
            # The lowest headings stand over one column each; those above may stand over several.
            for skipped in (*range(head - 1, -1, -1), head):
                used = [r for r in range(skipped, len(rows)) if r not in apart]
                columns = _gutters(pieces, used, head)
                if (
                    not 1 < len(columns) <= min(count, _MOST_COLUMNS)
                ):  # no line has them all: heading and figures may lie apart
                    continue
                complete = apart.union(r for r in range(skipped) if len(pieces[r]) == len(columns))
                placed = _placed(pieces, columns, complete)
                if placed is not None:
                    for r in range(head - 1):
                        below = {cell.column for row in placed[r + 1 : head] for cell in row}
                        placed[r] = _spread(placed[r], pieces[r], columns, below)
                    return _filled(placed, len(columns)), len(columns), False
    in_order = [[Placed(a, b, k) for k, (a, b) in enumerate(row.words)] for row in rows]
    return in_order, count, any(len(row.words) != count for row in rows)


def _shifted(pieces: Sequence[Sequence[_Piece]], head: int, count: int) -> frozenset[int]:
    """Complete rows that a label too long for its column pushed to the right: they end elsewhere than most."""
    ends = Counter(row[-1].right for row in pieces[head:])
    end, votes = ends.most_common(1)[0]
    if votes * 2 <= len(pieces) - head:
        return frozenset()
    return frozenset(
        r for r in range(head, len(pieces)) if pieces[r][-1].right > end and len(pieces[r]) == count
    )


def _pieces(line: str, words: Sequence[tuple[int, int]], wide: int) -> list[_Piece]:
    if "\t" in line:
        places = [0]
        for char in line:
            at = places[-1]
            places.append(at + (_TAB - at % _TAB if char == "\t" else wide if is_wide(char) else 1))
    elif wide == 1:
        return [_Piece(a, b, a, b) for a, b in words]
    else:
        places = list(accumulate(map(_WIDTHS.__getitem__, line), initial=0))
    return [_Piece(a, b, places[a], places[b]) for a, b in words]


class _Widths(dict[str, int]):
    """Places a character takes; each is looked up once."""

    def __missing__(self, char: str) -> int:
        self[char] = width = 2 if is_wide(char) else 1
        return width


_WIDTHS = _Widths()


def _gutters(pieces: Sequence[Sequence[_Piece]], used: Sequence[int], head: int) -> list[_Column]:
    """Stretches of places that some lines fill, parted by places all of them leave empty."""
    taken = sorted((piece.left, piece.right, r) for r in used for piece in pieces[r])
    columns: list[_Column] = []
    begin, end, rows = 0, 0, set[int]()
    for left, right, r in taken:
        if left >= end:
            if rows:
                columns.append(_Column(begin, end, rows))
            begin, end, rows = left, right, set()
        end = max(end, right)
        rows.add(r)
    columns.append(_Column(begin, end, rows))
    return list(_merged(columns, head))


def _merged(columns: Sequence[_Column], head: int) -> Iterator[_Column]:
    """Put a heading on the left and its figures on the right of a wide column together: no line has both."""
    pending: _Column | None = None
    for column in columns:
        if pending is not None and (
            max(pending.rows) < head <= min(column.rows) or max(column.rows) < head <= min(pending.rows)
        ):
            pending = _Column(pending.left, column.right, pending.rows | column.rows)
            continue
        if pending is not None:
            yield pending
        pending = column
    if pending is not None:
        yield pending


def _placed(
    pieces: Sequence[Sequence[_Piece]], columns: Sequence[_Column], complete: frozenset[int]
) -> list[list[Placed]] | None:
    """Each piece in the columns it stands over; ``None`` if one has none or two want the same.

    Of ``complete`` rows the order tells, wherever their words stand.
    """
    rights = [column.right for column in columns]
    rows: list[list[Placed]] = []
    for r, row in enumerate(pieces):
        if r in complete:
            if len(row) != len(columns):
                return None
            rows.append([Placed(piece.start, piece.stop, k) for k, piece in enumerate(row)])
            continue
        cells: list[Placed] = []
        free = 0
        for piece in row:
            first, end = _over(piece, columns, rights)
            if first < free or end <= first:
                return None
            cells.append(Placed(piece.start, piece.stop, first, end - first))
            free = end
        rows.append(cells)
    return rows


def _over(piece: _Piece, columns: Sequence[_Column], rights: Sequence[int]) -> tuple[int, int]:
    """The columns a piece stands over, first to last (exclusive).

    A short heading between two columns, in the middle of as many on either side, stands over those.
    """
    first = bisect_left(rights, piece.left + 1)
    end = first
    while end < len(columns) and columns[end].left < piece.right:
        end += 1
    if end == first and 0 < first < len(columns) and _centred(piece, columns, first - 1, first + 1):
        return first - 1, first + 1
    return first, end


def _centred(piece: _Piece, columns: Sequence[_Column], first: int, end: int) -> bool:
    off = columns[first].left + columns[end - 1].right - piece.left - piece.right
    return abs(off) <= _OFF_CENTRE


def _spread(
    cells: Sequence[Placed], pieces: Sequence[_Piece], columns: Sequence[_Column], below: set[int]
) -> list[Placed]:
    """Headings printed in the middle of several columns, over all of those that have headings of their own.

    One in the middle or at an edge of its own column may be the first line of that column's heading: it stays.
    """
    done: list[Placed] = []
    free = 0
    limits = [*(cell.column for cell in cells[1:]), len(columns)]
    for cell, piece, limit in zip(cells, pieces, limits, strict=True):
        first = end = cell.column
        end += cell.span
        while first > free and first - 1 in below:
            first -= 1
        while end < limit and end in below:
            end += 1
        ways = [
            (b - a, a)
            for a in range(first, cell.column + 1)
            for b in range(cell.column + cell.span, end + 1)
            if _centred(piece, columns, a, b)
        ]
        span, column = max(ways, default=(cell.span, cell.column))
        own = (
            columns[cell.column].left == piece.left
            or columns[cell.column + cell.span - 1].right == piece.right
        )
        if not own and (cell.span, cell.column) not in ways and cell.column in below:
            cell = cell._replace(column=column, span=span)
        done.append(cell)
        free = cell.column + cell.span
    return done


def _filled(rows: Sequence[Sequence[Placed]], columns: int) -> list[list[Placed]]:
    """The rows with an empty cell wherever nothing stands."""
    filled: list[list[Placed]] = []
    for row in rows:
        cells: list[Placed] = []
        free = 0
        for cell in row:
            cells += [Placed(cell.start, cell.start, k) for k in range(free, cell.column)]
            cells.append(cell)
            free = cell.column + cell.span
        cells += [Placed(0, 0, k) for k in range(free, columns)]
        filled.append(cells)
    return filled
