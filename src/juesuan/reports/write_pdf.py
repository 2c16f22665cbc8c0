"""A composed report as PDF: the same look as the Word file, with bookmarks, tags and a text layer that reads back.

The page is described once in ``styles/report.typ``; the report's words reach it as data, so nothing that a user
writes can be taken for an instruction. PDF knows no bound numbers: the facts, and which characters state them, travel
as an attached file ``facts.json``. Charts are pictures with alternative text, because the labels of a drawing would
stand in the text layer as loose numbers that belong to no sentence and no table.
"""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import Any

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    Piece,
)
from juesuan.reports import write_charts
from juesuan.reports.write_facts import facts_json
from juesuan.reports.write_layout import (
    HEADINGS,
    TONES,
    Section,
    above,
    contents_pitch,
    cover_space,
    entries,
    grid,
    looks,
    page_starts,
    sections,
    settled,
    text_size,
    widths,
    words,
)

#: A row of words stays on one page; what spans rows, or has more characters than this, may break.
_BREAKS = 600
_SVG = "http://www.w3.org/2000/svg"


def write_pdf(composition: Composition) -> bytes:
    """The PDF of a report."""
    import typst

    source = files("juesuan.reports").joinpath("styles", "report.typ").read_bytes()
    data = json.dumps(_data(settled(composition)), ensure_ascii=False)
    compiler: Any = typst.compile
    pdf = compiler(source, font_paths=[write_charts.fonts()], sys_inputs={"data": data})
    assert isinstance(pdf, bytes)
    return pdf


def _data(composition: Composition) -> dict[str, Any]:
    look = looks(composition)
    pages = sections(composition)
    depth = max((b.depth for b in composition.blocks if isinstance(b, Contents)), default=1)
    numbered = next((i for i, s in enumerate(pages) if not s.front), -1)
    return {
        "title": composition.title,
        "entity": composition.entity,
        "keywords": ["部门决算", str(composition.year)],
        "pitch": contents_pitch(len(entries(composition, depth))),
        "looks": [look[h] for h in HEADINGS],
        "sections": [_section(s, look, i == numbered) for i, s in enumerate(pages)],
        "attached": facts_json(composition),
        "about": "报告中每个数字对应的数据及其算法",
    }


def _section(section: Section, look: dict[str, str], restart: bool) -> dict[str, Any]:
    starts = page_starts(section, look)
    blocks = []
    for i, block in enumerate(section.blocks):
        data = _block(block)
        if data:
            space = cover_space(section, i)
            blocks.append({"starts": i in starts, "space": space, **data})
    return {"landscape": section.landscape, "front": section.front, "restart": restart, "blocks": blocks}


def _block(block: ComposedBlock) -> dict[str, Any]:
    if isinstance(block, ComposedParagraph):
        pieces = _pieces(block.pieces)
        return {"kind": "text", "style": block.style, "number": block.number, "pieces": pieces}
    if isinstance(block, ComposedTable):
        return _table(block)
    if isinstance(block, ComposedFigure):
        picture = write_charts.png(block.spec)
        wide, high = write_charts.size(picture)
        return {
            "kind": "figure", "picture": _framed(picture, wide, high), "width": wide, "title": block.title,
            "alternative": block.alternative,
        }  # fmt: skip
    return {"kind": "contents", "depth": block.depth} if isinstance(block, Contents) else {}


def _framed(picture: bytes, wide: float, high: float) -> str:
    """A PNG inside an SVG frame: the words of JSON can carry it, bytes they cannot."""
    size = f'width="{wide:g}" height="{high:g}"'
    data = base64.b64encode(picture).decode()
    return f'<svg xmlns="{_SVG}" {size}><image {size} href="data:image/png;base64,{data}"/></svg>'


def _table(block: ComposedTable) -> dict[str, Any]:
    rows, columns = grid(block)
    left, right = above(block)
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in rows:
        for p in row:
            high = min(p.cell.rowspan, len(rows) - p.row)
            taken.update((p.row + i, p.column + k) for i in range(high) for k in range(p.cell.colspan))
            cells.append(_cell(p.cell, p.row, p.column, high, p.row < block.head))
    missing = ((r, c) for r in range(len(rows)) for c in range(columns) if (r, c) not in taken)
    cells += [_cell(ComposedCell(()), r, c, 1, False) for r, c in missing]
    cells.sort(key=lambda c: (c["y"], c["x"]))
    return {
        "kind": "table", "title": block.title, "label": block.label, "left": left, "right": right, "cells": cells,
        "columns": columns, "widths": list(widths(block, columns)) if columns else [], "head": block.head,
        "notes": list(block.notes), "size": text_size(block, columns),
    }  # fmt: skip


def _cell(cell: ComposedCell, row: int, column: int, high: int, head: bool) -> dict[str, Any]:
    align = "center" if head and cell.align == "left" else cell.align
    return {
        "x": column, "y": row, "rowspan": high, "colspan": cell.colspan, "align": align,
        "strong": cell.bold or cell.header or head, "tone": TONES.get(cell.tone),
        "breaks": high > 1 or len(words(cell.pieces)) > _BREAKS, "pieces": _pieces(cell.pieces),
    }  # fmt: skip


def _pieces(pieces: tuple[Piece, ...]) -> list[dict[str, str]]:
    return [{"text": p.text} for p in pieces]
