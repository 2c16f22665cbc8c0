"""Reading “XML Spreadsheet 2003” files, which finance systems still export under the name .xls.

One XML document holds everything: styles with their formats, sheets, rows and cells with typed values. It is
walked like the parts of an xlsx, as a stream whose elements are forgotten once they are read.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, iterparse

from juesuan.documents import limits
from juesuan.documents.markup_charset import decode_page
from juesuan.documents.package import BROKEN_XML, damaged, declares_entities, entities
from juesuan.documents.workbook.codes import GENERAL
from juesuan.documents.workbook.grid import Meter, PrintedCell, Sheet, address, too_big
from juesuan.documents.workbook.numerals import number_cell, stored_number

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: Formats that this file type calls by name.
_NAMED = {
    "General": GENERAL,
    "General Number": GENERAL,
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Currency": '"¥"#,##0.00;"¥"\\-#,##0.00',
    "Percent": "0.00%",
    "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d h:mm",
}


def read_spreadsheetml(data: bytes, path: str) -> tuple[list[Sheet], list[str]]:
    """All worksheets, and warnings. Raises :class:`~juesuan.documents.refusal.Refusal`."""
    # The parser knows no Chinese encodings, so the text is decoded before, and its declaration taken off.
    source, _ = decode_page(data)
    body = _DECLARATION.sub("", source, count=1).encode("utf-8")
    if declares_entities(body[: limits.MAX_XML_PROLOG_BYTES]):
        raise entities(path)
    walk = _Walk(path)
    try:
        for event, element in iterparse(io.BytesIO(body), ("start", "end")):
            if event == "start":
                walk.start(element)
            else:
                walk.end(element)
    except BROKEN_XML as error:
        raise damaged(path) from error
    return walk.sheets, ["工作簿带有批注，批注中的文字没有核对"] if walk.comments else []


class _Walk:
    """The state of one pass: the sheet, row and column reached, and the styles read so far."""

    def __init__(self, path: str) -> None:
        self.sheets: list[Sheet] = []
        self.comments = False
        self._meter = Meter(path)
        self._formats: dict[str, str] = {}
        self._style = ""
        self._row = -1
        self._column = -1
        self._hidden = False

    def start(self, element: Element) -> None:
        """Positions are known from the tags that open sheets and rows."""
        name = _local(element.tag)
        if name == "Style":
            self._style = _get(element, "ID")
        elif name == "Worksheet":
            if len(self.sheets) >= limits.MAX_SHEETS:
                raise too_big(self._meter.path, f"工作簿的工作表超过 {limits.MAX_SHEETS:,} 个")
            self.sheets.append(Sheet(_get(element, "Name")))
            self._meter.new_sheet()
            self._row = -1
        elif name == "Row":
            self._row = _index(element, self._row)
            self._column = -1
            self._hidden = _get(element, "Hidden") == "1"

    def end(self, element: Element) -> None:
        """Cells are complete when they close."""
        name = _local(element.tag)
        if name == "NumberFormat":
            code = _get(element, "Format") or GENERAL
            self._formats[self._style] = _NAMED.get(code, code)
        elif name == "Cell" and self.sheets:
            self._cell(self.sheets[-1], element)
            element.clear()
        elif name == "Row":
            self._row += _number(element, "Span")
            element.clear()
        elif name == "Visible" and self.sheets:
            self.sheets[-1].hidden = (element.text or "").strip() in ("SheetHidden", "SheetVeryHidden")

    def _cell(self, sheet: Sheet, element: Element) -> None:
        self._column = _index(element, self._column)
        row, column = self._row, self._column
        right, down = _number(element, "MergeAcross"), _number(element, "MergeDown")
        self._column += right
        data = next((child for child in element if _local(child.tag) == "Data"), None)
        self.comments = self.comments or any(_local(child.tag) == "Comment" for child in element)
        if data is None:
            if _get(element, "Formula"):
                sheet.without_value.append(address(row, column))
            return
        content = self._content(data, _get(element, "StyleID"))
        if not content.text.strip():
            return
        self._meter.cell(sheet.name, row, column)
        sheet.cells[row, column] = content
        if _get(data, "Type") == "Error":
            sheet.errors.append(address(row, column))
        if right or down:
            sheet.merged.append((row, column, row + down, column + right))
        if self._hidden:
            sheet.hidden_rows.add(row)

    def _content(self, data: Element, style: str) -> PrintedCell:
        words = "".join(data.itertext())
        kind = _get(data, "Type")
        value = (
            stored_number(words) if kind == "Number" else _day_number(words) if kind == "DateTime" else None
        )
        if value is None:
            return PrintedCell({"1": "TRUE", "0": "FALSE"}.get(words, words) if kind == "Boolean" else words)
        return number_cell(value, self._formats.get(style, GENERAL))


def _day_number(words: str) -> Decimal | None:
    """The day number of an ISO time; ``None`` if it is none (it is then shown as it stands)."""
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    past = moment.replace(tzinfo=None) - datetime(1899, 12, 30)
    return Decimal(past.days) + Decimal(past.seconds) / 86400


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _get(element: Element, name: str) -> str:
    """An attribute whatever its prefix: files differ in which of them are qualified."""
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _number(element: Element, name: str) -> int:
    value = _get(element, name)
    return int(value) if value.isdecimal() and len(value) < 8 else 0


def _index(element: Element, before: int) -> int:
    """The position of a row or cell: what it says (from 1), else the one after the last."""
    stated = _number(element, "Index")
    return stated - 1 if stated else before + 1
