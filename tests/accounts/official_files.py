"""Statutory tables as people hand them over: workbooks as a reporting system exports them, CSV files, pasted columns.

Our own tables are printed into other people's files: a sheet a table with its title, number and unit above, merged headings,
numbers stored as numbers, codes split over the columns 类, 款, 项.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
from accounts_reread import grid

from juesuan.documents.composition import ComposedTable
from juesuan.documents.model import Table

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))

from compound_files import workbook

Matrix = list[list[str]]
Span = tuple[int, int, int, int]
_CODES = ("科目编码", "功能分类科目编码", "经济分类科目编码")


def head_lines(table: ComposedTable) -> Matrix:
    """Title, number of the form, department and unit."""
    return [[table.title], [table.label], [f"部门：{table.entity}", "", f"金额单位：{table.unit}"]]


def matrix(table: Table) -> Matrix:
    """The words of a grid; a merged cell at its upper left corner only."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.value
    return rows


def spans(table: Table) -> Iterator[Span]:
    """(top, bottom, left, right) of merged cells, inclusive."""
    for cell in table.cells:
        if cell.rowspan > 1 or cell.colspan > 1:
            yield (cell.row, cell.row + cell.rowspan - 1, cell.column, cell.column + cell.colspan - 1)


def split_codes(rows: Matrix, merged: Sequence[Span], head: int) -> tuple[Matrix, list[Span]]:
    """The first column as three, as the reporting system prints it: 类, 款, 项 under one heading, codes merged over them."""
    if not any("编码" in row[0] for row in rows[:head]):
        return rows, list(merged)
    wide = [[row[0], "", "", *row[1:]] for row in rows]
    moved = [(t, b, left + 2 * (left > 0), right + 2) for t, b, left, right in merged]
    whole = {r for t, b, left, right in moved if left == 0 for r in range(t, b + 1)}
    moved += [(r, r, 0, 2) for r in range(len(rows)) if r not in whole]
    return wide, moved


def _stored(text: str) -> Decimal | str | None:
    figure = text.replace(",", "")
    return (
        Decimal(figure)
        if "." in figure and figure.replace(".", "").replace("-", "").isdigit()
        else text or None
    )


def xlsx(tables: Sequence[ComposedTable], path: Path, split: bool = False) -> None:
    """The export as xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, table in enumerate(tables, 1):
        sheet = book.create_sheet(f"GK{n:02d} {table.title}"[:31].replace("/", ""))
        for line in head_lines(table):
            sheet.append(line)
        made = grid(table)
        rows, merged = matrix(made), list(spans(made))
        if split:
            rows, merged = split_codes(rows, merged, table.head)
        for r, row in enumerate(rows, 4):
            for c, text in enumerate(row, 1):
                cell = sheet.cell(r, c)
                cell.value = _stored(text)
                cell.number_format = "#,##0.00" if isinstance(cell.value, Decimal) else "@"
        for top, bottom, left, right in merged:
            sheet.merge_cells(
                start_row=top + 4, end_row=bottom + 4, start_column=left + 1, end_column=right + 1
            )
        for n_, note in enumerate(table.notes):
            sheet.cell(len(rows) + 4 + n_, 1).value = note
    book.save(path)


def xls(tables: Sequence[ComposedTable], path: Path) -> None:
    """The export as xls; merged ranges are those of each table, so every table is a book's only sheet with merges."""
    sheets: dict[str, dict[tuple[int, int], str | tuple[float, int]]] = {}
    for n, table in enumerate(tables, 1):
        cells: dict[tuple[int, int], str | tuple[float, int]] = {}
        for r, line in enumerate([*head_lines(table), *matrix(grid(table))]):
            for c, text in enumerate(line):
                value = _stored(text)
                if isinstance(value, Decimal):
                    cells[r, c] = (float(value), 1)
                elif value:
                    cells[r, c] = value
        sheets[f"GK{n:02d} {table.title}"[:31]] = cells
    path.write_bytes(workbook(sheets, ["#,##0.00"]))


def delimited(tables: Sequence[ComposedTable], separator: str = ",") -> str:
    """Tables as CSV, or as columns pasted into a text file (``\\t``), one after the other."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    for table in tables:
        writer.writerows(head_lines(table))
        writer.writerows(matrix(grid(table)))
        writer.writerows([note] for note in table.notes)
        stream.write("\n")
    return stream.getvalue()
