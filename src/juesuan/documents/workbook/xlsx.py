"""Reading xlsx by walking its parts as streams: printed text, merged ranges and what is hidden in one pass.

Our own walk, because no reader gives printed text with bounded memory: the fast ones know no number formats
and reserve the whole used range, which a stray cell in the last row turns into gigabytes. Element names are
taken without their namespace, so files in the strict variant are read as well.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.documents import limits
from juesuan.documents.package import Package, damaged
from juesuan.documents.workbook.codes import BUILT_IN, GENERAL
from juesuan.documents.workbook.grid import Meter, PrintedCell, Sheet, address, too_big
from juesuan.documents.workbook.numerals import number_cell, stored_number

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Book:
    """What sheets need from the rest of the package. ``formats`` holds the format code of each cell style."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch_1904: bool = False


def read_xlsx(package: Package) -> tuple[list[Sheet], list[str]]:
    """All worksheets in workbook order, and Chinese warnings about parts that hold text but are not read.

    Raises :class:`~juesuan.documents.refusal.Refusal` for broken or oversized workbooks.
    """
    main = _main_part(package)
    targets = _relations(package, main)
    book = _Book()
    listed: list[tuple[str, str, bool]] = []
    for element in _elements(package, main, {"workbookPr", "sheet"}):
        if _local(element) == "workbookPr":
            book.epoch_1904 = element.get("date1904") in ("1", "true")
            continue
        relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        kind, target = targets.get(relation, ("", ""))
        if kind == "worksheet" and target in package:
            listed.append((element.get("name") or "", target, element.get("state", "visible") != "visible"))
    if len(listed) > limits.MAX_SHEETS:
        raise too_big(package.path, f"工作簿有 {len(listed)} 个工作表，超过 {limits.MAX_SHEETS:,} 个")
    for kind, target in targets.values():
        if kind == "sharedStrings" and target in package:
            book.strings = _strings(package, target)
        elif kind == "styles" and target in package:
            book.formats = _formats(package, target)
    meter = Meter(package.path)
    sheets = [_sheet(package, part, name, hidden, book, meter) for name, part, hidden in listed]
    return sheets, _unread(package, targets)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for kind, target in _relations(package, "").values():
            if kind == "officeDocument" and target in package:
                return target
    if "xl/workbook.xml" not in package:
        raise damaged(package.path)
    return "xl/workbook.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, part name) of a part; external targets are left out."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if source not in package:
        return found
    for element in _elements(package, source, {"Relationship"}):
        target = element.get("Target") or ""
        if element.get("TargetMode") == "External" or not target:
            continue
        whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id") or ""] = ((element.get("Type") or "").rpartition("/")[2], whole)
    return found


def _elements(
    package: Package, part: str, names: Set[str], opened: Set[str] = frozenset()
) -> Iterator[Element]:
    """Elements named in ``names``, complete, and those in ``opened`` as they begin; nothing seen is kept."""
    stack: list[Element] = []
    inside = 0
    for event, element in package.events(part):
        name = _local(element)
        if event == "start":
            stack.append(element)
            inside += name in names
            if name in opened:
                yield element
            continue
        stack.pop()
        if name in names:
            inside -= 1
            yield element
        if not inside:
            element.clear()
            if stack:
                stack[-1].remove(element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _strings(package: Package, part: str) -> list[str]:
    strings: list[str] = []
    for element in _elements(package, part, {"si"}):
        strings.append(_rich_text(element))
        if len(strings) > limits.MAX_WORKBOOK_CELLS:
            raise too_big(package.path, f"工作簿中不同的文字超过 {limits.MAX_WORKBOOK_CELLS:,} 条")
    return strings


def _rich_text(element: Element) -> str:
    """The text of a string item: its runs without the phonetic guide."""
    parts: list[str] = []
    for child in element:
        name = _local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [t.text or "" for t in child if _local(t) == "t"]
    text = "".join(parts)
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _formats(package: Package, part: str) -> list[str]:
    """The format code of each cell style, by its index."""
    custom: dict[str, str] = {}
    codes: list[str] = []
    for element in _elements(package, part, {"numFmt", "cellXfs"}):
        if _local(element) == "numFmt":
            custom.setdefault(element.get("numFmtId") or "", element.get("formatCode") or GENERAL)
            continue
        for style in element:
            number = style.get("numFmtId") or "0"
            built_in = BUILT_IN.get(int(number)) if number.isdecimal() else None
            codes.append(custom.get(number) or built_in or GENERAL)
    return codes


def _sheet(package: Package, part: str, name: str, hidden: bool, book: _Book, meter: Meter) -> Sheet:
    sheet = Sheet(name, hidden)
    meter.new_sheet()
    if package.size(part) > limits.MAX_XML_PART_BYTES:
        raise too_big(package.path, f"工作表“{name}”解开后有 {package.size(part) // limits.MIB} MB")
    row = column = -1
    hidden_row = False
    for element in _elements(package, part, {"c", "col", "mergeCell"}, {"row"}):
        kind = _local(element)
        if kind == "c":
            column = _add(sheet, element, row, column, book, meter)
            if hidden_row and (row, column) in sheet.cells:
                sheet.hidden_rows.add(row)
        elif kind == "row":
            stated = element.get("r") or ""
            row = int(stated) - 1 if stated.isdecimal() and 0 < len(stated) < 8 else row + 1
            column = -1
            hidden_row = element.get("hidden") in ("1", "true")
        elif kind == "col":
            _column(sheet, element)
        else:
            corners = [_position(c) for c in (element.get("ref") or "").split(":")]
            if (
                len(corners) == 2
                and corners[0]
                and corners[1]
                and len(sheet.merged) < limits.MAX_WORKBOOK_CELLS
            ):
                sheet.merged.append((*corners[0], *corners[1]))
    return sheet


def _add(sheet: Sheet, cell: Element, row: int, before: int, book: _Book, meter: Meter) -> int:
    """Add a cell to its sheet if it has content; its column (the next one if the file does not say)."""
    position = _position(cell.get("r") or "")
    column = position[1] if position else before + 1
    content = _cell(sheet, cell, row, column, book)
    if content is not None and content.text.strip():
        meter.cell(sheet.name, row, column)
        sheet.cells[row, column] = content
    return column


def _column(sheet: Sheet, element: Element) -> None:
    first, last = element.get("min") or "", element.get("max") or ""
    if element.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
        sheet.hidden_columns.update(range(int(first) - 1, min(int(last), limits.MAX_SHEET_COLUMNS)))


def _cell(sheet: Sheet, cell: Element, row: int, column: int, book: _Book) -> PrintedCell | None:
    """The printed content of a cell; ``None`` for a blank one."""
    kind = cell.get("t") or "n"
    value = inline = None
    formula = False
    for child in cell:
        name = _local(child)
        if name == "v":
            value = child.text
        elif name == "is":
            inline = _rich_text(child)
        elif name == "f":
            formula = True
    if inline is not None:
        return PrintedCell(inline)
    if value is None:
        if formula and kind != "str":
            sheet.without_value.append(address(row, column))
        return None
    if kind == "e":
        sheet.errors.append(address(row, column))
    return _printed(value, kind, cell.get("s") or "0", book)


def _printed(value: str, kind: str, style: str, book: _Book) -> PrintedCell | None:
    """A stored value of type ``kind`` (s: index of a shared string, b: truth, n: number) in a style."""
    if kind == "s":
        index = int(value) if value.strip().isdecimal() and len(value) < 10 else -1
        return PrintedCell(book.strings[index]) if 0 <= index < len(book.strings) else None
    if kind == "b":
        return PrintedCell("TRUE" if value.strip() == "1" else "FALSE")
    number = stored_number(value) if kind == "n" else None
    if number is None:
        return PrintedCell(value)
    index = int(style) if style.isdecimal() and len(style) < 7 else 0
    code = book.formats[index] if index < len(book.formats) else GENERAL
    return number_cell(number, code, book.epoch_1904)


def _position(reference: str) -> tuple[int, int] | None:
    """(row, column) of a reference such as B12."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _unread(package: Package, targets: dict[str, tuple[str, str]]) -> list[str]:
    """Warnings about text outside the cells."""
    warnings = []
    if any(re.search(r"/comments\d*\.xml$|/threadedComment", name) for name in package.names):
        warnings.append("工作簿带有批注，批注中的文字没有核对")
    drawings = [n for n in package.names if re.search(r"/drawings/drawing\d*\.xml$", n)]
    if any(b"<a:t>" in package.read(n) for n in drawings[:200]):
        warnings.append("工作簿带有文本框或图形，其中的文字没有核对")
    if any(kind in ("chartsheet", "dialogsheet") for kind, _ in targets.values()):
        warnings.append("工作簿中有只放图表的工作表，其中的数字没有核对")
    return warnings
