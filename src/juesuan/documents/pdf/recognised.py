"""Pages that are pictures, read through a recogniser: its lines become characters, and the page is like
any other.
"""

from __future__ import annotations

from typing import Any

from juesuan.documents.characters import is_wide, normalise
from juesuan.documents.ocr import DOTS_PER_INCH, SURE_ENOUGH, PrintedLine, Recogniser
from juesuan.documents.pdf.drawing import Drawing, Rule
from juesuan.documents.pdf.frame import Frame
from juesuan.documents.pdf.glyphs import Glyph, PageText
from juesuan.documents.pdf.sheet import Page, assemble, display_frame
from juesuan.documents.ruling import ruling_of


def recognise_page(page: Any, number: int, ocr: Recogniser) -> tuple[Page, bool]:
    """Page ``number`` as ``ocr`` reads it, and whether it was sure of every line."""
    scale = DOTS_PER_INCH / 72
    bitmap = page.render(scale=scale, rev_byteorder=False)
    ruling = ruling_of(bitmap)
    lines = [ruling.straightened(line) for line in ocr(bitmap)]
    display = display_frame(page)
    # The picture shows the page as displayed, so its frame is upright whatever the page's own rotation is.
    upright = Frame(0, 0.0, 0.0, display.width, display.height)
    glyphs = [g for line in lines for g in _characters(line, scale)]
    drawing = Drawing(
        [
            Rule(display.height - r.at / scale, r.start / scale, r.end / scale, r.width / scale)
            for r in ruling.across
        ],
        [
            Rule(
                r.at / scale,
                display.height - r.end / scale,
                display.height - r.start / scale,
                r.width / scale,
            )
            for r in ruling.down
        ],
    )
    out = assemble(PageText(upright, glyphs, [], 0, ""), drawing, upright, number)
    out.is_picture = not glyphs
    return out, all(line.score >= SURE_ENOUGH for line in lines)


def _characters(line: PrintedLine, scale: float) -> list[Glyph]:
    """The characters of a line, spread over its box: full-width ones take twice the room of the others."""
    x0, top, x1, bottom = (v / scale for v in line.box)
    text = normalise(line.text)
    weights = [2 if is_wide(c) else 1 for c in text]
    unit = (x1 - x0) / max(sum(weights), 1)
    size = min(bottom - top, 2 * unit) if weights else 0.0
    base = (top + bottom) / 2 + 0.38 * size
    out = []
    x = x0
    spaced = False
    for char, weight in zip(text, weights, strict=True):
        if char.isspace():
            spaced = True
        else:
            out.append(Glyph(x, x + weight * unit, base, max(size, 1.0), char, spaced))
            spaced = False
        x += weight * unit
    return out
