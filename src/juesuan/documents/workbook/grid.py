"""What every workbook format is read into: sheets of printed cells with their merged ranges and what is
hidden.

The three readers differ in everything except what a person sees on the screen, and that is what this record
holds. Rows and columns count from 0; only :func:`address` knows about A1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from juesuan.documents import limits
from juesuan.documents.refusal import Refusal


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell with content, as shown. ``number`` tells a number from text that merely looks like one;
    ``decimals`` is how many its number format prints, ``None`` if the format leaves that to the value
    (General) or it is text.

    ``stored`` is what the file keeps behind the print, for those who fill a form in and not a page: the value of a
    number, the moment of a date, ``None`` for text.
    """

    text: str
    number: bool = False
    decimals: int | None = None
    stored: Decimal | datetime | None = None


@dataclass(slots=True)
class Sheet:
    """One worksheet: cells by (row, column), merged ranges (top, left, bottom, right; inclusive), and its
    warnings.
    """

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], PrintedCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Meter:
    """Counts what a workbook holds and refuses it beyond a limit of :mod:`juesuan.documents.limits`."""

    path: str
    cells: int = 0
    rows: int = 0
    last_row: int = -1

    def new_sheet(self) -> None:
        """Start counting the rows of another worksheet."""
        self.rows = 0
        self.last_row = -1

    def cell(self, sheet: str, row: int, column: int) -> None:
        """Count a cell with content."""
        self.cells += 1
        if row != self.last_row:
            self.rows += 1
            self.last_row = row
        if self.rows > limits.MAX_SHEET_ROWS:
            raise too_big(self.path, f"工作表“{sheet}”有内容的行超过 {limits.MAX_SHEET_ROWS:,} 行")
        if self.cells > limits.MAX_WORKBOOK_CELLS:
            raise too_big(self.path, f"工作簿有内容的单元格超过 {limits.MAX_WORKBOOK_CELLS:,} 个")
        if column >= limits.MAX_SHEET_COLUMNS:
            raise too_big(self.path, f"工作表“{sheet}”的内容超出第 {limits.MAX_SHEET_COLUMNS:,} 列")


def too_big(path: str, what: str) -> Refusal:
    """The refusal of a workbook that is no report but a ledger or a data export."""
    return Refusal(
        "too-many-cells",
        path,
        f"{what}，远超决算公开表所需，可能是明细账或数据导出",
        "请只保留要公开的报表，删去明细数据和空白行列（选中整行整列后“删除”），另存后再审核",
    )


def address(row: int, column: int) -> str:
    """The name of a cell as spreadsheet programs write it: (0, 0) is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
