"""Workbooks (xlsx, xls, ods) as documents: each visible sheet gives its title lines, its table and its notes.

What a spreadsheet hides is part of the answer too: hidden sheets are not audited and said so, hidden rows and
columns are (they take part in sums) and said so, and a formula without a stored result is a figure nobody can
check.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.documents import formats, limits
from juesuan.documents.model import Block, Document, Table
from juesuan.documents.package import Package, damaged
from juesuan.documents.refusal import Refusal
from juesuan.documents.workbook.grid import Sheet, address, too_big
from juesuan.documents.workbook.regions import blocks_of

#: Addresses a warning names before it only counts.
_NAMED = 5


def read_sheets(data: bytes, path: str, sha256: str) -> Document:
    """Read a workbook. Cell text is what the program prints; places are sheet and cell (A1).

    Raises :class:`Refusal` for broken, encrypted or oversized workbooks and for those without any content.
    """
    media_type, (sheets, warnings) = sheets_of(data, path)
    blocks: list[Block] = []
    for sheet in sheets:
        if not sheet.hidden:
            blocks += _blocks(sheet, path)
    if not blocks:
        hidden = any(sheet.hidden and sheet.cells for sheet in sheets)
        raise Refusal(
            "no-content",
            path,
            "工作簿的工作表都被隐藏了" if hidden else "工作簿里没有任何内容",
            "请取消隐藏要审核的工作表，保存后再审核"
            if hidden
            else "请确认是否选错了文件，或内容是否已经保存",
        )
    warnings = [*warnings, *(w for sheet in sheets for w in _warnings(sheet))]
    return Document(path, media_type, sha256, tuple(blocks), warnings=tuple(warnings))


def sheets_of(data: bytes, path: str) -> tuple[str, tuple[list[Sheet], list[str]]]:
    """The media type of a workbook with its sheets as a grid of cells, hidden ones too, and warnings.

    Raises :class:`Refusal` for broken, encrypted or oversized workbooks.
    """
    found, _ = formats.identify(data, path)
    if found is formats.XLS:
        from juesuan.documents.workbook.xls import read_xls

        return found.media_type, read_xls(data, path)
    if found is formats.XML_BOOK:
        from juesuan.documents.workbook.spreadsheetml import read_spreadsheetml

        return found.media_type, read_spreadsheetml(data, path)
    package = Package(data, path)
    if found is formats.ODS:
        from juesuan.documents.workbook.ods import read_ods

        return found.media_type, read_ods(package)
    if found is not formats.XLSX:
        raise damaged(path)
    from juesuan.documents.workbook.xlsx import read_xlsx

    return found.media_type, read_xlsx(package)


def _blocks(sheet: Sheet, path: str) -> list[Block]:
    blocks = blocks_of(sheet)
    for block in blocks:
        if isinstance(block, Table) and block.rows * block.columns > limits.MAX_TABLE_CELLS:
            raise too_big(path, f"工作表“{sheet.name}”的表格有 {block.rows:,} 行 {block.columns:,} 列")
    return blocks


def _warnings(sheet: Sheet) -> list[str]:
    if sheet.hidden:
        return [f"工作表“{sheet.name}”是隐藏的，没有核对其中的数字"] if sheet.cells else []
    found = []
    rows = sorted(sheet.hidden_rows)
    if rows:
        found.append(f"工作表“{sheet.name}”有 {len(rows)} 行被隐藏（{_ranges(rows)}），已按有内容读取")
    columns = sorted(c for c in sheet.hidden_columns if any(column == c for _, column in sheet.cells))
    if columns:
        names = "、".join(address(0, c)[:-1] for c in columns[:_NAMED]) + (
            "等" if len(columns) > _NAMED else ""
        )
        found.append(f"工作表“{sheet.name}”有 {len(columns)} 列被隐藏（{names} 列），已按有内容读取")
    if sheet.without_value:
        count = len(sheet.without_value)
        found.append(
            f"工作表“{sheet.name}”有 {count} 个公式没有保存计算结果（{_named(sheet.without_value)}），"
            "这些数字没有核对；请用 Excel 或 WPS 打开并保存一次后再审核"
        )
    if sheet.errors:
        where = f"{len(sheet.errors)} 个单元格显示为错误值（{_named(sheet.errors)}）"
        found.append(f"工作表“{sheet.name}”有 {where}，请改正公式")
    return found


def _named(addresses: Sequence[str]) -> str:
    return "、".join(addresses[:_NAMED]) + ("等" if len(addresses) > _NAMED else "")


def _ranges(rows: Sequence[int]) -> str:
    """Row numbers as people say them: 第 5–7、12 行."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    shown = [f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in parts[:_NAMED]]
    return f"第 {'、'.join(shown)} 行" + ("等" if len(parts) > _NAMED else "")
