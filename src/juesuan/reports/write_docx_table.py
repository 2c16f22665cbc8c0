"""Tables of a Word report: title, form number and unit above, repeated head rows, merged cells, notes below."""

from __future__ import annotations

from juesuan.documents.composition import ComposedCell, ComposedTable, Piece
from juesuan.reports.write_docx_text import Bindings, attribute, paragraph, run, runs
from juesuan.reports.write_layout import TONES, Placed, above, grid, text_size, widths

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
#: Paragraph styles of table text by its size in points.
_STYLES = {10.5: "TableText", 9: "TableSmall", 8: "TableSmallest"}
#: Rows that stay with the note under a table.
_KEPT = 2
_KEEP = "<w:keepNext/>"
#: Columns from which every point of width counts.
_MANY = 10
#: Heights of a row, in twentieths of a point, by the size of its text.
_HEIGHTS = {"TableText": 340, "TableSmall": 270, "TableSmallest": 270}


def table(block: ComposedTable, width: int, bindings: Bindings, starts_page: bool) -> str:
    """A table with the lines that belong to it, ``width`` twentieths of a point wide."""
    lines = _lines_above(block, width)
    found = [
        paragraph(style, content, ("<w:pageBreakBefore/>" if starts_page and i == 0 else "") + properties)
        for i, (style, content, properties) in enumerate(lines)
    ]
    if starts_page and not lines:
        found.append(paragraph("SectionEnd", "", "<w:pageBreakBefore/>"))
    if any(block.rows):
        found.append(_grid(block, width, bindings))
    found += [paragraph("Note", runs((Piece(note),), bindings)) for note in block.notes]
    if not block.notes:
        # Two tables that follow each other would become one.
        found.append(paragraph("SectionEnd", ""))
    return "".join(found)


def _lines_above(block: ComposedTable, width: int) -> list[tuple[str, str, str]]:
    """(style, runs, properties) of the lines over a table."""
    found = []
    if block.title:
        found.append(("TableTitle", run(block.title), ""))
    if block.label:
        found.append(("TableLine", run(block.label), '<w:jc w:val="right"/>'))
    left, right = above(block)
    if left and right:
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        found.append(("TableLine", run(f"{left}\t{right}"), stop))
    elif left or right:
        side = "left" if left else "right"
        found.append(("TableLine", run(left or right), f'<w:jc w:val="{side}"/>'))
    return found


def _grid(block: ComposedTable, width: int, bindings: Bindings) -> str:
    rows, columns = grid(block)
    relative = widths(block, columns)
    total = sum(relative)
    sizes = [width * w // total for w in relative]
    style = _STYLES[text_size(block, columns)]
    title = block.title or block.label
    columns_ = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    caption = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    found = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_margins(columns)}<w:tblLook w:val="0020"/>'
        f"{caption}</w:tblPr><w:tblGrid>{columns_}</w:tblGrid>"
    ]
    covers: dict[tuple[int, int], Placed] = {}
    for r, row in enumerate(rows):
        for placed in row:
            for i in range(1, min(placed.cell.rowspan, len(rows) - r)):
                covers[r + i, placed.column] = placed
        # The last rows go to the next page with the note under them, so that no note stands on a page alone.
        kept = bool(block.notes) and r >= len(rows) - _KEPT
        found.append(_row(r, row, covers, sizes, block.head, style, bindings, kept))
    return "".join((*found, "</w:tbl>"))


def _margins(columns: int) -> str:
    """The space left and right in a cell, written out because a template's own would break figures over two lines."""
    space = 30 if columns >= _MANY else 60
    return "<w:tblCellMar>" + "".join(
        f'<w:{side} w:w="{space}" w:type="dxa"/>' for side in ("left", "right")
    ) + "</w:tblCellMar>"  # fmt: skip


def _row(
    r: int,
    row: list[Placed],
    covers: dict[tuple[int, int], Placed],
    sizes: list[int],
    head: int,
    style: str,
    bindings: Bindings,
    kept: bool,
) -> str:
    starts = {p.column: p for p in row}
    repeated = "<w:tblHeader/>" if r < head else ""
    found = [
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_HEIGHTS[style]}" w:hRule="atLeast"/>{repeated}</w:trPr>'
    ]
    column = 0
    while column < len(sizes):
        placed = starts.get(column) or covers.get((r, column))
        wide = 1 if placed is None else min(placed.cell.colspan, len(sizes) - column)
        size = sum(sizes[column : column + wide])
        merge = ""
        content = paragraph(style, "", _KEEP if kept else "")
        if placed is not None and placed.row == r:
            merge = '<w:vMerge w:val="restart"/>' if placed.cell.rowspan > 1 else ""
            content = _content(placed.cell, style, bindings, r < head, kept)
        elif placed is not None:
            merge = "<w:vMerge/>"
        tone = TONES.get(placed.cell.tone, "") if placed is not None else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tone[1:]}"/>' if tone else ""
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        found.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f"{content}</w:tc>"
        )
        column += wide
    return "".join((*found, "</w:tr>"))


def _content(cell: ComposedCell, style: str, bindings: Bindings, head: bool, kept: bool) -> str:
    bold = "<w:b/>" if cell.bold or cell.header or head else ""
    align = "center" if head and cell.align == "left" else cell.align
    properties = (_KEEP if kept else "") + ("" if align == "left" else f'<w:jc w:val="{align}"/>')
    return paragraph(style, runs(cell.pieces, bindings, bold), properties)
