"""The sample report as Word, PDF and converted text: three files with the same words, the way real ones arrive.

All three are deterministic (no dates, fixed order), so that a rebuild changes nothing but what the report says.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pylopdf_fonts_zh_cn as fonts
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sample.pen import Block, Break, Grid, Heading, Text

EPOCH = (2025, 9, 1, 8, 0, 0)
ALIGNED = {"cover": WD_ALIGN_PARAGRAPH.CENTER, "title": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def covered(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Grid positions hidden by a merged cell → the position of that cell."""
    hidden = {}
    for (row, column), (rows, columns) in grid.spans.items():
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                if (r, c) != (row, column):
                    hidden[r, c] = (row, column)
    return hidden


def _amount(text: str) -> bool:
    """Is it an amount (right-aligned), not a code or words?"""
    return "." in text and text.replace(",", "").replace(".", "").isdigit()


def to_text(blocks: list[Block]) -> bytes:
    """Plain text as a converter leaves it: each cell on its own line after a tab, rows apart by an empty line.

    A cell merged to the right leaves nothing behind, a cell merged downwards leaves an empty cell in each row.
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Break):
            lines.append("")
        elif isinstance(block, Grid):
            hidden = covered(block)
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row):
                    if (r, c) not in hidden or (hidden[r, c][0] != r and hidden[r, c][1] == c):
                        lines.append(f"\t{cell}")
                lines.append("")
        else:
            lines.append(block.text)
    return ("\n".join(lines) + "\n").encode()


def to_docx(blocks: list[Block]) -> bytes:
    """A Word file with real heading styles and merged table heads."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(*EPOCH[:3])
    document.core_properties.author = "清河县人力资源和社会保障局"
    document.core_properties.title = "2024年度部门决算"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    _font(document.styles["Normal"], 16)
    for level, size in ((1, 22), (2, 16), (3, 16)):
        _font(document.styles[f"Heading {level}"], size)
    for block in blocks:
        if isinstance(block, Break):
            document.add_page_break()
        elif isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Text):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(block.text)
            run.font.size = Pt({"cover": 26, "title": 16, "note": 10, "right": 10}.get(block.style, 16))
            paragraph.paragraph_format.line_spacing = Pt(60 if block.style == "cover" else 29)
            if block.style == "body":
                paragraph.paragraph_format.first_line_indent = Pt(32)
            paragraph.alignment = ALIGNED.get(block.style)
        else:
            _docx_table(document, block)
    raw = io.BytesIO()
    document.save(raw)
    return _undated(raw.getvalue())


def _font(style: docx.styles.style.ParagraphStyle, size: int) -> None:
    style.font.size = Pt(size)
    style.font.name = "仿宋"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")


def _docx_table(document: docx.document.Document, grid: Grid) -> None:
    columns = len(grid.rows[0])
    table = document.add_table(len(grid.rows), columns, "Table Grid")
    cells = table._cells  # table.cell() walks the whole table for every cell
    for i, text in enumerate(value for row in grid.rows for value in row):
        if text:
            paragraph = cells[i].paragraphs[0]
            paragraph.add_run(text).font.size = Pt(9)
            if _amount(text):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for (row, column), (rows, width) in grid.spans.items():
        first, last = cells[row * columns + column], cells[(row + rows - 1) * columns + column + width - 1]
        text = first.text
        merged = first.merge(last)
        for spare in merged.paragraphs[1:]:  # merging collects the empty paragraphs of the covered cells
            spare._p.getparent().remove(spare._p)
        assert merged.text == text


def _undated(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


PAGE = """
#set document(title: "2024年度部门决算", date: none)
#set page(paper: "a4", margin: (x: 2.6cm, y: 2.8cm), footer: context align(center)[
  #if counter(page).get().first() > 1 [— #counter(page).display() —]])
#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", region: "cn", cjk-latin-spacing: none)
#set par(leading: 14pt, spacing: 14pt, first-line-indent: (amount: 2em, all: true), justify: true)
#show heading: set block(above: 18pt, below: 16pt)
#show heading.where(level: 1): it => align(center, text(font: "Noto Sans SC", size: 20pt, weight: "regular", it))
#show heading.where(level: 2): set text(font: "Noto Sans SC", size: 16pt, weight: "regular")
#show heading.where(level: 3): set text(size: 16pt, weight: "regular")
#let plain(size, where, words) = align(where, par(first-line-indent: 0pt, text(size: size, words)))
#for block in json("blocks.json") {
  if block.kind == "break" { pagebreak(weak: true) }
  else if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "text" {
    if block.style == "cover" { v(3.2cm); plain(28pt, center, block.text) }
    else if block.style == "title" { plain(14pt, center, block.text) }
    else if block.style == "right" { plain(9pt, right, block.text) }
    else if block.style == "note" { plain(9pt, left, block.text) }
    else if block.style == "contents" { plain(13pt, left, block.text) }
    else { par(block.text) }
  } else {
    set text(size: if block.columns > 8 { 6.5pt } else { 8pt }, font: "Noto Sans SC")
    set par(leading: 4pt, first-line-indent: 0pt, justify: false)
    let cells = block.cells.map(c => table.cell(
      x: c.x, y: c.y, colspan: c.w, rowspan: c.h,
      align: horizon + if c.number { right } else { center }, c.text))
    table(
      columns: block.widths.map(w => w * 1fr), stroke: 0.5pt, inset: 4pt,
      table.header(..cells.filter(c => c.y < block.header)), ..cells.filter(c => c.y >= block.header))
  }
}
"""


def to_pdf(blocks: list[Block]) -> bytes:
    """A PDF with ruled tables, page numbers and repeated table heads. Words reach typst as data, never as markup."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "blocks.json").write_text(json.dumps([_typst(b) for b in blocks]), encoding="utf-8")
        Path(folder, "report.typ").write_text(PAGE, encoding="utf-8")
        return typst.compile(
            str(Path(folder, "report.typ")),
            font_paths=[str(Path(fonts.serif_path()).parent)],
            ignore_system_fonts=True,
            timestamp=int(datetime(*EPOCH).timestamp()),
        )


def _typst(block: Block) -> dict[str, object]:
    if isinstance(block, Break):
        return {"kind": "break"}
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Text):
        return {"kind": "text", "style": block.style, "text": block.text}
    columns, hidden, cells = len(block.rows[0]), covered(block), []
    for y, row in enumerate(block.rows):
        for x, text in enumerate(row):
            if (y, x) in hidden:
                continue
            h, w = block.spans.get((y, x), (1, 1))
            number = _amount(text)
            cells.append({"x": x, "y": y, "w": w, "h": h, "text": text, "number": number})
    widths = list(block.widths) or [1] * columns
    return {"kind": "table", "columns": columns, "header": block.header, "widths": widths, "cells": cells}
