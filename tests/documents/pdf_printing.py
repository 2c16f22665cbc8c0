"""Prints paragraphs and tables to PDF for the tests of the reader, so that what must come back is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SETTING = """
#let data = json(bytes(sys.inputs.data))
#let look = data.look
#set page(
  paper: "a4", flipped: look.flipped, margin: (x: 2.6cm, y: 2.8cm),
  header: if look.header == "" { none } else { align(center, text(size: 9pt, look.header)) },
  footer: if look.pages == "" { none } else {
    context align(center, text(size: 9pt, look.pages.replace("#", str(counter(page).get().first()))))
  },
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: look.size * 1pt, lang: "zh", region: "cn",
  cjk-latin-spacing: none)
#set par(justify: true, leading: 0.8em, spacing: 0.8em, first-line-indent: (amount: 2em, all: true))
#let strokes = (
  full: 0.5pt + black, thick: 1.5pt + black, dashed: (paint: black, thickness: 0.5pt, dash: "dashed"),
)
#let cell(c) = table.cell(
  rowspan: c.rowspan, colspan: c.colspan, align: if c.number { right } else { left }, par(
    first-line-indent: 0em, justify: false, c.text))
#for b in data.blocks {
  if b.kind == "text" [#par(b.text)]
  else if b.kind == "heading" [#par(first-line-indent: 0em, text(font: "Noto Sans SC", b.text))]
  else if b.kind == "title" [
    #align(center, par(first-line-indent: 0em, text(size: look.size * 1.4 * 1pt, b.text)))]
  else if b.kind == "right" [#align(right, par(first-line-indent: 0em, b.text))]
  else if b.kind == "break" { pagebreak() }
  else if b.kind == "turned" [#rotate(90deg, reflow: true, b.text)]
  else {
    set text(size: b.size * 1pt)
    let lines = if b.rules == "rows" { (x, y) => (top: 0.5pt, bottom: 0.5pt) }
      else if b.rules == "open" { (x, y) => (
        top: 0.5pt, bottom: 0.5pt, left: if x == 0 { 0pt } else { 0.5pt }, right: 0pt) }
      else if b.rules == "three" { (x, y) => (
        top: if y == 0 { 1pt } else if y == b.head { 0.5pt } else { 0pt },
        bottom: if y == b.rows - 1 { 1pt } else { 0pt }) }
      else if b.rules == "none" { none }
      else { strokes.at(b.rules) }
    let head = b.cells.filter(c => c.row < b.head).map(cell)
    let body = b.cells.filter(c => c.row >= b.head).map(cell)
    let wide = if b.widths == () { (1fr,) * b.columns } else { b.widths.map(w => w * 1fr) }
    table(columns: wide, stroke: lines, inset: 3pt,
      ..(if b.repeated { (table.header(..head),) } else { head }), ..body)
  }
}
"""


def text(value: str, kind: str = "text") -> dict[str, Any]:
    """A paragraph; ``kind`` is text, heading, title (centred, larger), right, break or turned."""
    return {"kind": kind, "text": value}


def table(
    rows: Sequence[Sequence[str]],
    *,
    head: int = 1,
    rules: str = "full",
    repeated: bool = False,
    widths: Sequence[float] = (),
    size: float = 9,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
) -> dict[str, Any]:
    """A table; ``spans`` gives (rowspan, colspan) of merged cells, whose other places hold any text."""
    spans = spans or {}
    hidden = {
        (r + i, c + k)
        for (r, c), (high, wide) in spans.items()
        for i in range(high)
        for k in range(wide)
        if i or k
    }
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if (r, c) not in hidden:
                high, wide = spans.get((r, c), (1, 1))
                number = (
                    value[:1].isdigit() and value[-1:] in "0123456789%" and set(value) & set(".%") != set()
                )
                cells.append({"row": r, "rowspan": high, "colspan": wide, "text": value, "number": number})
    return {
        "kind": "table", "cells": cells, "rows": len(rows), "columns": len(rows[0]), "head": head,
        "rules": rules, "repeated": repeated, "widths": list(widths), "size": size,
    }  # fmt: skip


def printed(
    blocks: Sequence[dict[str, Any]],
    *,
    size: float = 12,
    header: str = "",
    pages: str = "",
    flipped: bool = False,
) -> bytes:
    """The PDF of ``blocks``; ``pages`` is the form of the page number with # for it."""
    import pylopdf_fonts_zh_cn
    import typst

    look = {"size": size, "header": header, "pages": pages, "flipped": flipped}
    data = json.dumps({"look": look, "blocks": list(blocks)}, ensure_ascii=False)
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    pdf = typst.compile(
        _SETTING.encode(), font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"data": data}
    )
    assert isinstance(pdf, bytes)
    return pdf
