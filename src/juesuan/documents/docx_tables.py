"""The grid of a Word table: which cell covers which rows and columns.

Word writes a cell that spans rows once per row (``vMerge``), a cell that spans columns with ``gridSpan`` (or,
from old files, as ``hMerge`` cells), and lets rows begin and end inside the grid. The product wants each cell
once, at its upper left corner, with its spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.documents.docx_names import W, value, whole
from juesuan.documents.docx_walk import cells, rows

#: Word allows 63 columns; what a damaged file claims beyond this is not believed.
WIDEST = 256


@dataclass(slots=True)
class GridCell:
    """A cell and the ``w:tc`` that holds its content; ``swallowed`` are the ``w:tc`` it covers by merging."""

    path: str
    element: Element
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    swallowed: list[tuple[str, Element]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table's cells in reading order. ``deleted`` are rows that a tracked change removes."""

    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    deleted: list[tuple[str, Element]] = field(default_factory=list)


def read_grid(table: Element, path: str) -> Grid:
    """The grid of a ``w:tbl`` that stands at ``path``."""
    grid = Grid()
    open_cells: dict[int, GridCell] = {}
    for row_path, row in rows(table, path):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            grid.deleted.append((row_path, row))
            continue
        column = _number(properties, "gridBefore", 0)
        for cell_path, cell in cells(row, row_path):
            column = _place(grid, open_cells, GridCell(cell_path, cell, grid.rows, column))
        grid.columns = max(grid.columns, column)
        grid.rows += 1
    return grid


def _place(grid: Grid, open_cells: dict[int, GridCell], cell: GridCell) -> int:
    """Put one ``w:tc`` into the grid and return the column after it."""
    properties = cell.element.find(W + "tcPr")
    cell.colspan = _number(properties, "gridSpan", 1, 1)
    after = cell.column + cell.colspan
    above = open_cells.get(cell.column)
    merge = None if properties is None else properties.find(W + "vMerge")
    if merge is not None and value(merge) != "restart" and above and above.row + above.rowspan == cell.row:
        above.rowspan += 1
        above.swallowed.append((cell.path, cell.element))
        return above.column + above.colspan if above.colspan >= cell.colspan else after
    left = grid.cells[-1] if grid.cells else None
    sideways = None if properties is None else properties.find(W + "hMerge")
    if sideways is not None and value(sideways) != "restart" and left is not None and left.row == cell.row:
        left.colspan += cell.colspan
        left.swallowed.append((cell.path, cell.element))
        return after
    for covered in range(cell.column, after):
        open_cells.pop(covered, None)
    if merge is not None:
        open_cells[cell.column] = cell
    grid.cells.append(cell)
    return after


def _number(properties: Element | None, name: str, default: int, low: int = 0) -> int:
    return default if properties is None else whole(value(properties.find(W + name)), default, low, WIDEST)
