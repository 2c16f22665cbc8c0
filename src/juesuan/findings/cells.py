"""What a table cell is called: the words that head its row and its column.

"258.69" says nothing to a person who has to find it in a table of forty rows, and a Word file has neither
lines nor pages. So a cell is named as people name it, from the table itself: “社会保险经办机构 · 基本支出”.
"""

from __future__ import annotations

from juesuan.documents.model import Document, Span, Table, is_figure

#: A heading longer than this is a sentence that happens to stand in the table, not a name.
_LONGEST = 40


def cell_label(document: Document, span: Span) -> str:
    """The name of the cell a span lies in, from its row and column headings; "" outside tables."""
    block = document.blocks[span.block]
    if not isinstance(block, Table) or span.cell is None:
        return ""
    cell = block.cells[span.cell]
    if not is_figure(cell.value):
        return ""
    names = (_row_name(block, cell.row, cell.column), _column_name(block, cell.row, cell.column))
    return " · ".join(dict.fromkeys(n for n in names if n))


def _row_name(table: Table, row: int, column: int) -> str:
    """The nearest words to the left: in a table of two sides each side has its own row names."""
    for c in range(column - 1, -1, -1):
        if words := _words(table, row, c):
            return words
    return ""


def _column_name(table: Table, row: int, column: int) -> str:
    """The words of the nearest heading row above: a row of words only, such as stand in the middle of
    tables, too. Where a text conversion lost a heading's merged cell (科目编码 and 科目名称 under one 项目), the
    headings of amounts still end where the amounts end.
    """
    for r in reversed(table.heading_rows):
        if r >= row:
            continue
        lost = table.widths[row] - table.widths[r] if table.ragged else 0
        words = _words(table, r, column - max(lost, 0)) if column >= lost else ""
        if words:
            return words
    return ""


def _words(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    words = "".join(cell.value.split()) if cell is not None else ""
    return words if words and len(words) <= _LONGEST and not is_figure(words) else ""
