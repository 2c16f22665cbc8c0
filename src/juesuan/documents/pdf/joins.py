"""Tables that run over pages: the parts become one table again, the repeated heading is taken out once.

Two parts belong together if nothing but furniture stands between the end of a page and the start of the
next and their columns stand at the same places. Printed spreadsheets repeat title, unit line and heading
on each page; then those lines belong to the repetition too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.documents.model import Removed
from juesuan.documents.pdf.cells import Box4, PageTable
from juesuan.documents.pdf.lines import Line
from juesuan.documents.pdf.sheet import Page


@dataclass(slots=True)
class JoinedTable:
    """A table with all its parts, in order."""

    parts: list[PageTable] = field(default_factory=list)


Flow = Line | JoinedTable


def joined(pages: Sequence[Page]) -> list[list[Flow]]:
    """The items of each page, with the parts of a table gathered where its first part stands."""
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
            if is_first and open_table is not None and _goes_on(open_table, item, above, lead):
                _drop_lead(page, items, above)
                _append(open_table, item, page)
                open_table = open_table if i == len(page.items) - 1 else None
                continue
            if item.is_empty and not _is_form(item):
                continue
            joined_table = JoinedTable([item])
            items.append(joined_table)
            open_table = joined_table if i == len(page.items) - 1 else None
            lead = above if is_first else []
        if page.items and isinstance(page.items[-1], Line):
            open_table = None
        out.append(items)
    return out


def _is_form(table: PageTable) -> bool:
    """Whether a table without text is still one; grids of charts and empty frames are not."""
    return False


def _goes_on(table: JoinedTable, part: PageTable, above: Sequence[Line], lead: Sequence[Line]) -> bool:
    last = table.parts[-1]
    if part.page not in (last.page, last.page + 1):
        return False
    if above and [x.text for x in above] != [x.text for x in lead]:
        return False
    if above and not _repeated_rows(table.parts[0], part):
        return False
    return _aligned(last.xs, part.xs, _tolerance(last))


def _tolerance(table: PageTable) -> float:
    sizes = [line.size for c in table.cells for line in c.lines]
    return 0.6 * max(sizes, default=10.0)


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


def _append(table: JoinedTable, part: PageTable, page: Page) -> None:
    """Add a part: without its repeated heading, on the columns of all parts."""
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
    table.parts.append(part)


def _spread(part: PageTable, xs: Sequence[float]) -> None:
    """Put a part on more columns: its cells span those that have no edge in it."""
    shift = xs[0] - part.xs[0]
    at = [min(range(len(xs)), key=lambda k: abs(xs[k] - x - shift)) for x in part.xs]
    for c in part.cells:
        first, end = at[c.column], at[c.column + c.colspan]
        c.column, c.colspan = first, max(end - first, 1)
    part.xs = list(xs)
