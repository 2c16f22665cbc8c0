"""Reading the old binary workbooks (xls) that budget systems still export, through xlrd.

xlrd trusts its input: a flipped byte can surface as almost any built-in exception. They are named here once
and become the refusal of a damaged file; resource limits are those of the child process (decision 0002).
"""

from __future__ import annotations

import io
import struct
from typing import Any

from juesuan.documents import limits
from juesuan.documents.package import damaged, encrypted
from juesuan.documents.workbook.codes import BUILT_IN, GENERAL
from juesuan.documents.workbook.grid import Meter, PrintedCell, Sheet, address, too_big
from juesuan.documents.workbook.numerals import number_cell, stored_number

#: What xlrd has been seen to raise on damaged bytes (byte-flip tests), all of it lookups and conversions gone
#: wrong.
_BROKEN = (
    struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError,
    EOFError, UnboundLocalError, NotImplementedError, RecursionError,
)  # fmt: skip


def read_xls(data: bytes, path: str) -> tuple[list[Sheet], list[str]]:
    """All worksheets of a BIFF workbook, and warnings. Raises :class:`~juesuan.documents.refusal.Refusal`."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        # The log is kept from the terminal: what xlrd has to say is in its exceptions.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        if book.nsheets > limits.MAX_SHEETS:
            raise too_big(path, f"工作簿有 {book.nsheets} 个工作表，超过 {limits.MAX_SHEETS:,} 个")
        meter = Meter(path)
        return [_sheet(book, i, meter) for i in range(book.nsheets)], []
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise encrypted(path) from error
        raise damaged(path) from error
    except (CompDocError, *_BROKEN) as error:
        raise damaged(path) from error


def _sheet(book: Any, index: int, meter: Meter) -> Sheet:
    source = book.sheet_by_index(index)
    sheet = Sheet(str(source.name), source.visibility != 0)
    meter.new_sheet()
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            content = _cell(book, source, row, column)
            if content is None or not content.text.strip():
                continue
            meter.cell(sheet.name, row, column)
            sheet.cells[row, column] = content
            if source.cell_type(row, column) == 5:
                sheet.errors.append(address(row, column))
        info = source.rowinfo_map.get(row)
        if info is not None and info.hidden:
            sheet.hidden_rows.add(row)
    sheet.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_columns = {c for c, info in source.colinfo_map.items() if info.hidden}
    book.unload_sheet(index)
    return sheet


def _cell(book: Any, source: Any, row: int, column: int) -> PrintedCell | None:
    """The printed content of a cell. xlrd's types: 1 text, 2 number, 3 date, 4 truth, 5 error, else blank."""
    kind = source.cell_type(row, column)
    value = source.cell_value(row, column)
    if kind == 1:
        return PrintedCell(str(value))
    if kind in (2, 3):
        # repr is the shortest string of the stored double; stored_number cuts it to the 15 digits programs
        # keep.
        number = stored_number(repr(value))
        if number is None:
            return None
        return number_cell(number, _format(book, source.cell_xf_index(row, column)), book.datemode == 1)
    if kind == 4:
        return PrintedCell("TRUE" if value else "FALSE")
    if kind == 5:
        from xlrd.biffh import error_text_from_code

        return PrintedCell(str(error_text_from_code.get(value, "#N/A")))
    return None


def _format(book: Any, style: int) -> str:
    """The format code of a cell style; codes known by number only are those of the Chinese edition."""
    key = book.xf_list[style].format_key
    known = book.format_map.get(key)
    code = str(known.format_str) if known is not None else GENERAL
    return BUILT_IN[key] if key in BUILT_IN and (known is None or code == GENERAL) else code
