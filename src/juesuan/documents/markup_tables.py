"""Tables of a web page: which of them are data, and their cells on the grid with row and column spans
applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from juesuan.documents import limits
from juesuan.documents.markup_flow import Flow
from juesuan.documents.markup_fragment import too_many_cells
from juesuan.documents.markup_tree import children, is_block, pieces, set_aside
from juesuan.documents.model import Anchor, Cell, Text

#: Rows of (cell element, path of it in the tree).
Rows = Sequence[Sequence[tuple[Any, str]]]


def rows_of(table: Any, path: str) -> Rows:
    """The rows of a table, those of tables inside its cells excepted, hidden ones left out."""
    return list(_walk_rows(table, path))


def _walk_rows(table: Any, path: str) -> Iterator[list[tuple[Any, str]]]:
    for child, where in children(table, path):
        if child.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _walk_rows(child, where)
        elif child.tag == "tr" and set_aside(child) != "hidden":
            cells = children(child, where)
            yield [(c, p) for c, p in cells if c.tag in ("td", "th") and set_aside(c) != "hidden"]


def captions(table: Any, path: str) -> Iterator[tuple[Any, str]]:
    """The captions of a table, which stand above it."""
    return (pair for pair in children(table, path) if pair[0].tag == "caption")


def is_layout(rows: Rows) -> bool:
    """Does a table only arrange blocks on the page? Then no row has two cells of words, or its words are in
    tables.
    """
    lengths = [[len("".join(cell.itertext()).strip()) for cell, _ in row] for row in rows]
    if not any(sum(length > 0 for length in row) >= 2 for row in lengths):
        return True
    total = sum(map(sum, lengths))
    nested = sum(
        length
        for row, sizes in zip(rows, lengths, strict=True)
        for (cell, _), length in zip(row, sizes, strict=True)
        if next(cell.iter("table"), None) is not None or _is_article(cell, length, len(rows))
    )
    return nested * 2 > total


def _is_article(cell: Any, length: int, rows: int) -> bool:
    """Does a cell of a small table hold running text in paragraphs, as in two-column page layouts?"""
    return rows <= 3 and length > 400 and sum(1 for _ in cell.iter("p", "div", "h1", "h2", "h3")) >= 3


def cells_of(rows: Rows, source: str) -> tuple[list[Cell], int]:
    """Cells on the grid, spans applied as browsers do: a row span ends with the table, the first cell keeps a
    place.
    """
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    width = area = 0
    for r, row in enumerate(rows):
        column = 0
        for element, path in row:
            while (r, column) in taken:
                column += 1
            high = min(_span(element, "rowspan") or len(rows) - r, len(rows) - r)
            wide = _span(element, "colspan") or 1
            area += high * wide
            if area > limits.MAX_TABLE_CELLS:
                raise too_many_cells(source)
            cells.append(Cell(cell_text(element, path), r, column, high, wide))
            taken.update((r + i, column + j) for i in range(high) for j in range(wide))
            column += wide
            width = max(width, column)
    return cells, width


def _span(element: Any, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(int(value), limits.MAX_SPAN) if value.isdecimal() and len(value) < 9 else 1


def cell_text(element: Any, path: str) -> Text:
    """The words of a cell; its blocks and line breaks are lines of it."""
    flow = Flow()
    _collect(element, path, flow, 0)
    return flow.text()


def _collect(element: Any, path: str, flow: Flow, depth: int) -> None:
    if depth > limits.MAX_NESTING:
        flow.add("".join(element.itertext()), Anchor(element.sourceline, 0, path=path))
        return
    for piece, anchor in pieces(element, path):
        if isinstance(piece, str):
            flow.add(piece, anchor)
        elif piece.tag == "br":
            flow.line_break(anchor)
        elif not set_aside(piece):
            # A block inside a cell starts on a new line; the flow strips the breaks that nothing stands
            # between.
            if is_block(piece):
                flow.line_break(anchor)
            _collect(piece, anchor.path or path, flow, depth + 1)
            if is_block(piece):
                flow.line_break(anchor)
