"""Tables that run over pages: the parts become one table again, the repeated heading is taken out once.

Two parts belong together if nothing but furniture stands between the end of a page and the start of the
next and their columns stand at the same places. Printed spreadsheets repeat title, unit line and heading
on each page; then those lines belong to the repetition too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.documents.model import Removed
from juesuan.documents.pdf.cells import NUMBER, Box4, PageTable
from juesuan.documents.pdf.flow import first_word
from juesuan.documents.pdf.lines import Line
from juesuan.documents.pdf.sheet import Page


@dataclass(slots=True)
class JoinedTable:
    """A table with all its parts, in order."""

    parts: list[PageTable] = field(default_factory=list)


Flow = Line | JoinedTable

#: What the top of a page says when a table goes on there.
_CONTINUED = re.compile(r"续表|接上[页表]|[（(]续[)）]")
#: Lines above a table that may be printed again above its next part.
_LEAD = 5


def joined(pages: Sequence[Page]) -> list[list[Flow]]:
    """The items of each page, with the parts of a table gathered where its first part stands."""
    ends = _text_ends(pages)
    out: list[list[Flow]] = []
    open_table: JoinedTable | None = None
    lead: list[Line] = []
    for page in pages:
        items: list[Flow] = []
        for i, item in enumerate(page.items):
            if isinstance(item, Line):
                items.append(item)
                continue
            above = [x for x in page.items[:i] if isinstance(x, Line)] if i == len(items) else []
            is_first = i == len(above)
            if is_first and open_table is not None and _goes_on(open_table, item, above, lead, ends):
                _drop_lead(page, items, above)
                _append(open_table, item, page, ends)
                open_table = open_table if i == len(page.items) - 1 else None
                continue
            if item.is_empty:
                continue
            joined_table = JoinedTable([item])
            items.append(joined_table)
            open_table = joined_table if i == len(page.items) - 1 else None
            lead = _lines_above(page, i)
        if page.items and isinstance(page.items[-1], Line):
            open_table = None
        out.append(items)
    return out


def _lines_above(page: Page, i: int) -> list[Line]:
    """The few lines directly above item ``i`` of a page: title, form number, unit."""
    out: list[Line] = []
    for item in reversed(page.items[max(i - _LEAD, 0) : i]):
        if not isinstance(item, Line):
            break
        out.append(item)
    return out


def _text_ends(pages: Sequence[Page]) -> dict[int, float]:
    """How far down text goes on the pages of each size, by page number.

    As far as it does on any, but at least to where the lower margin would be if it were like the upper one.
    """
    ends: dict[tuple[int, int], float] = {}
    tops: dict[tuple[int, int], float] = {}
    for page in pages:
        kind = (round(page.width), round(page.height))
        for i in page.items:
            bottom, top = (i.bottom, i.top) if isinstance(i, Line) else (i.box[3], i.box[1])
            ends[kind] = max(ends.get(kind, 0.0), bottom)
            tops[kind] = min(tops.get(kind, page.height), top)
    out = {}
    for page in pages:
        kind = (round(page.width), round(page.height))
        out[page.number] = max(ends.get(kind, 0.0), page.height - 1.6 * tops.get(kind, page.height))
    return out


def _goes_on(
    table: JoinedTable, part: PageTable, above: Sequence[Line], lead: Sequence[Line], ends: dict[int, float]
) -> bool:
    """Whether ``part``, with only the lines ``above`` before it on its page, goes on with ``table``."""
    last = table.parts[-1]
    if part.page not in (last.page, last.page + 1):
        return False
    repeated = _repeated_rows(table.parts[0], part)
    known = {x.text for x in lead}
    says_so = any(_CONTINUED.search(x.text) for x in above)
    if above and not (repeated or says_so):
        return False
    if not all(x.text in known or _CONTINUED.search(x.text) for x in above):
        return False
    tolerance = _tolerance(last)
    if _aligned(last.xs, part.xs, tolerance) and len(last.xs) == len(part.xs):
        # A heading is repeated only where the page was full; with room left, the next form begins.
        return not repeated or _was_full(last, part, repeated, ends)
    return _was_full(last, part, repeated, ends) and _aligned(last.xs, part.xs, tolerance)


def _was_full(last: PageTable, part: PageTable, repeated: int, ends: dict[int, float]) -> bool:
    """Whether the page of ``last`` had no room for the first new row of ``part``."""
    room = ends.get(last.page, 0.0) - last.box[3]
    tops = [c.box for c in part.cells if c.row == repeated]
    height = max((box[3] - box[1] for box in tops), default=0.0)
    return room < height + 2.0 * _size(last)


def _tolerance(table: PageTable) -> float:
    return 0.6 * _size(table)


def _size(table: PageTable) -> float:
    return max((line.size for c in table.cells for line in c.lines), default=10.0)


def _aligned(a: Sequence[float], b: Sequence[float], tolerance: float) -> bool:
    """Whether two sets of column edges agree: same outline (up to a shift), and one contains the other."""
    if abs((a[-1] - a[0]) - (b[-1] - b[0])) > 2 * tolerance:
        return False
    shift = b[0] - a[0]
    few, many = (a, [x - shift for x in b]) if len(a) <= len(b) else ([x - shift for x in b], a)
    if len(few) < 3 and len(many) > 3:
        return False
    return all(any(abs(x - y) <= tolerance for y in many) for x in few)


def _repeated_rows(first: PageTable, part: PageTable) -> int:
    """How many rows at the top of ``part`` repeat those of ``first``; only whole headings count."""
    n = 0
    while n < min(first.rows, part.rows) - 1 and _texts(first, n) == _texts(part, n):
        n += 1
    while n > 0 and (not _has_text(part, n) or _cut(part, n)):
        n -= 1
    return n


def _texts(table: PageTable, row: int) -> list[str]:
    return [value for _, _, value in table.row_values(row) if value]


def _has_text(table: PageTable, rows: int) -> bool:
    return any(_texts(table, r) for r in range(rows))


def _cut(table: PageTable, row: int) -> bool:
    """Whether the line above ``row`` would cut a merged cell."""
    return any(c.row < row < c.row + c.rowspan for c in table.cells)


def _drop_lead(page: Page, items: list[Flow], above: Sequence[Line]) -> None:
    for line in above:
        items.remove(line)
        page.removed.append(Removed(line.text, "repeated-header", line.anchor))


def _append(table: JoinedTable, part: PageTable, page: Page, ends: dict[int, float]) -> None:
    """Add a part: without its repeated heading, on the columns of all parts."""
    last = table.parts[-1]
    # Only a row that reached the end of the page can have been cut there.
    fills = ends.get(last.page, 0.0) - last.box[3] < 2.0 * _size(last)
    n = _repeated_rows(table.parts[0], part)
    for cell in part.cells:
        if cell.row < n:
            page.removed += [Removed(line.text, "repeated-header", line.anchor) for line in cell.lines]
    kept = [c for c in part.cells if c.row >= n]
    cells = [Box4(c.row - n, c.column, c.rowspan, c.colspan, c.box, c.lines) for c in kept]
    part = PageTable(part.page, part.xs, part.box, part.rows - n, cells)
    if len(part.xs) > len(table.parts[0].xs):
        for old in table.parts:
            _spread(old, part.xs)
    elif len(part.xs) < len(table.parts[0].xs):
        _spread(part, table.parts[0].xs)
    if part.rows and fills and _is_cut_row(table.parts[-1], part):
        part = _mend(table.parts[-1], part)
    if part.rows:
        table.parts.append(part)


def _is_cut_row(above: PageTable, part: PageTable) -> bool:
    """Whether the first row of a part is the rest of the row above, which the page break cut.

    Then each of its texts goes on with a cell above that was full or in mid sentence; numbers never do.
    """
    rests = [c for c in part.cells if c.row == 0 and c.lines]
    last = {c.column: c for c in above.cells if c.row + c.rowspan == above.rows and c.lines}
    is_finished = set(last) != {r.column for r in rests}
    found_full = False
    for rest in rests:
        cell = last.get(rest.column)
        if cell is None or cell.colspan != rest.colspan or _are_numbers(cell, rest):
            return False
        is_full = _is_full(cell, rest, (above, part))
        found_full = found_full or is_full
        is_open = len(cell.lines) > 1 and cell.value[-1] not in "。；！？"
        if not (is_open or (is_full and is_finished)):
            return False
    return found_full


def _are_numbers(cell: Box4, rest: Box4) -> bool:
    return all(NUMBER.fullmatch(c.value) is not None for c in (cell, rest))


def _is_full(cell: Box4, rest: Box4, parts: Sequence[PageTable]) -> bool:
    """Whether the last line of a cell had no room for the first word of the rest.

    How wide lines get shows in the cells of the column that have several.
    """
    peers = [
        c
        for table in parts
        for c in table.cells
        if c.column == cell.column and c.colspan == cell.colspan and len(c.lines) > 1
    ]
    if not peers:
        return False
    widest = max(line.x1 - line.x0 for c in [*peers, rest] for line in c.lines)
    line = cell.lines[-1]
    return widest - (line.x1 - line.x0) < first_word(rest.lines[0]) + 0.6 * line.size


def _mend(above: PageTable, part: PageTable) -> PageTable:
    """Give the first row of a part back to the row above, and return the part without it."""
    last = {c.column: c for c in above.cells if c.row + c.rowspan == above.rows}
    cells = []
    for c in part.cells:
        if c.row == 0 and c.lines:
            last[c.column].lines += c.lines
            c.lines = []
        if c.row > 0:
            c.row -= 1
        elif c.rowspan > 1:
            c.rowspan -= 1
        else:
            continue
        cells.append(c)
    return PageTable(part.page, part.xs, part.box, part.rows - 1, cells)


def _spread(part: PageTable, xs: Sequence[float]) -> None:
    """Put a part on more columns: its cells span those that have no edge in it."""
    shift = xs[0] - part.xs[0]
    at = [min(range(len(xs)), key=lambda k: abs(xs[k] - x - shift)) for x in part.xs]
    for c in part.cells:
        first, end = at[c.column], at[c.column + c.colspan]
        c.column, c.colspan = first, max(end - first, 1)
    part.xs = list(xs)
