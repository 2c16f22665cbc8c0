"""Reading OpenDocument spreadsheets: the file already holds what each cell shows, so it is taken as it
stands.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from xml.etree.ElementTree import Element

from juesuan.documents import limits
from juesuan.documents.package import Package, encrypted
from juesuan.documents.workbook.grid import Meter, PrintedCell, Sheet, address, too_big
from juesuan.documents.workbook.numerals import stored_number

_DECIMALS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_NUMBERS = ("float", "percentage", "currency")


def read_ods(package: Package) -> tuple[list[Sheet], list[str]]:
    """All worksheets, and warnings. Raises :class:`~juesuan.documents.refusal.Refusal`."""
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise encrypted(package.path)
    walk = _Walk(package.path)
    for event, element in package.events("content.xml"):
        if event == "start":
            walk.start(element)
        else:
            walk.end(element)
    return walk.sheets, ["工作簿带有批注，批注中的文字没有核对"] if walk.comments else []


class _Walk:
    """The state of one pass over content.xml."""

    def __init__(self, path: str) -> None:
        self.sheets: list[Sheet] = []
        self.comments = False
        self._meter = Meter(path)
        self._row = 0
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = 0

    def start(self, element: Element) -> None:
        """A new table begins when its element opens; its name and style stand in the tag."""
        name = _local(element)
        if name == "style":
            self._style = _get(element, "name")
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                if len(self.sheets) >= limits.MAX_SHEETS:
                    raise too_big(self._meter.path, f"工作簿的工作表超过 {limits.MAX_SHEETS:,} 个")
                hidden = _get(element, "style-name") in self._hidden_styles
                self.sheets.append(Sheet(_get(element, "name"), hidden))
                self._meter.new_sheet()
                self._row = 0

    def end(self, element: Element) -> None:
        """Rows are read when they close, and forgotten."""
        name = _local(element)
        if name == "table-properties" and _get(element, "display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._depth -= 1
            element.clear()
        elif name == "table-row" and self._depth == 1:
            self._read_row(element)
            element.clear()

    def _read_row(self, element: Element) -> None:
        sheet = self.sheets[-1]
        repeat = _count(element, "number-rows-repeated")
        cells: list[tuple[int, PrintedCell, int, int]] = []
        column = 0
        for cell in element:
            if _local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = _count(cell, "number-columns-repeated")
            content = self._content(cell)
            if content is not None:
                self._meter.cell(sheet.name, self._row, column + times - 1)
                spans = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
                cells += [(column + i, content, *spans) for i in range(times)]
            column += times
        if cells:
            for _ in range(repeat):
                for at, *_ in cells if repeat > 1 else ():
                    self._meter.cell(sheet.name, self._row, at)
                self._place(sheet, cells, _get(element, "visibility") in ("collapse", "filter"))
                self._row += 1
        else:
            self._row += repeat

    def _place(self, sheet: Sheet, cells: list[tuple[int, PrintedCell, int, int]], hidden: bool) -> None:
        for column, content, rows, columns in cells:
            sheet.cells[self._row, column] = content
            if rows > 1 or columns > 1:
                sheet.merged.append((self._row, column, self._row + rows - 1, column + columns - 1))
            if content.text.startswith(("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "Err:")):
                sheet.errors.append(address(self._row, column))
        if hidden:
            sheet.hidden_rows.add(self._row)

    def _content(self, cell: Element) -> PrintedCell | None:
        self.comments = self.comments or any(_local(child) == "annotation" for child in cell)
        text = "\n".join(_text(child) for child in cell if _local(child) == "p")
        if not text.strip():
            return None
        number = _get(cell, "value-type") in _NUMBERS
        found = _DECIMALS.search(text) if number else None
        return PrintedCell(text, number, len(found[1] or "") if found else None, _stored(cell, number))


def _stored(cell: Element, number: bool) -> Decimal | datetime | None:
    """The value behind the print."""
    if number:
        return stored_number(_get(cell, "value"))
    if _get(cell, "value-type") != "date":
        return None
    try:
        return datetime.fromisoformat(_get(cell, "date-value"))
    except ValueError:
        return None


def _text(element: Element, depth: int = 0) -> str:
    """The characters of a paragraph; spaces, tabs and breaks are elements of their own."""
    if depth > limits.MAX_NESTING:
        return ""
    parts = [element.text or ""]
    for child in element:
        name = _local(child)
        if name == "s":
            parts.append(" " * min(_count(child, "c"), 200))
        elif name in ("tab", "line-break"):
            parts.append("\t" if name == "tab" else "\n")
        elif name != "annotation":
            parts.append(_text(child, depth + 1))
        parts.append(child.tail or "")
    return "".join(parts)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: Element, name: str) -> str:
    """An attribute by its local name: the namespaces of OpenDocument differ between versions of programs."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _count(element: Element, name: str) -> int:
    value = _get(element, name)
    return max(int(value), 1) if value.isdecimal() and len(value) < 9 else 1
