"""Every printed character of a page with its place: the raw material of lines, cells and paragraphs.

PDFium also invents spaces and line breaks; they are ignored, because what belongs together is decided
here by geometry alone, which is the same for Word, WPS, LibreOffice, ONLYOFFICE and browsers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from juesuan.documents.characters import is_wide, normalise
from juesuan.documents.pdf.frame import Frame

#: Zero-width characters and soft hyphens: nothing is printed for them.
_UNSEEN = frozenset((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF))
#: What stands for a glyph whose font does not say which character it is.
UNKNOWN = "\ufffd"
_INVISIBLE = 3


class Glyph(NamedTuple):
    """A character: left and right edge, baseline and em size in points of the reading frame, quarter turns.

    ``spaced`` tells that the source has a real space in front of it.
    """

    x0: float
    x1: float
    base: float
    size: float
    char: str
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in its reading frame; ``aside`` holds those drawn in any other direction."""

    frame: Frame
    glyphs: list[Glyph]
    aside: list[tuple[int, list[Glyph]]]
    unknown: int
    hidden: str


class _Raw(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    size: float
    char: str
    spaced: bool


def read_glyphs(page: Any, display: Frame, *, layer_hidden: bool, keep_hidden: bool) -> PageText:
    """The characters of a page.

    ``layer_hidden`` says that some text objects are invisible; such characters are the text layer of a
    scan if ``keep_hidden``, and are otherwise left out and returned as ``hidden``. A turn of -1 is a slanted
    direction (a watermark).
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return PageText(display, [], [], 0, "")
    try:
        by_turn, unknown, hidden = _scan(text_page, layer_hidden and not keep_hidden)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    upright = max(
        (t for t in by_turn if t >= 0), key=lambda t: (len(by_turn[t]), t == display.turn), default=-1
    )
    turn = display.turn if upright < 0 else upright
    frame = Frame(turn, display.left, display.bottom, display.right, display.top)
    aside = [(t, _placed(by_turn[t], _turned(display, t))) for t in sorted(by_turn) if t != turn]
    return PageText(frame, _placed(by_turn.get(turn, []), frame), aside, unknown, hidden)


def _turned(display: Frame, turn: int) -> Frame:
    return Frame(max(turn, 0), display.left, display.bottom, display.right, display.top)


def _scan(text_page: Any, drop_hidden: bool) -> tuple[dict[int, list[_Raw]], int, str]:
    """All characters by direction of writing, the number of unknown ones, and the invisible ones."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = c_double(), c_double()
    at_box, at_matrix, at_x, at_y = byref(box), byref(matrix), byref(x), byref(y)
    by_turn: dict[int, list[_Raw]] = {}
    unknown = 0
    hidden: list[str] = []
    spaced = False
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code in (0x20, 0xA0, 0x3000):
            spaced = spaced or not pdfium.FPDFText_IsGenerated(text_page, i)
            continue
        if (0 < code < 0x20) or code in _UNSEEN:
            spaced = False if code in (0x0A, 0x0D) else spaced
            continue
        if drop_hidden and _is_hidden(text_page, i):
            hidden.append(chr(code))
            continue
        if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            unknown += 1
            code = ord(UNKNOWN)
        pdfium.FPDFText_GetLooseCharBox(text_page, i, at_box)
        pdfium.FPDFText_GetCharOrigin(text_page, i, at_x, at_y)
        pdfium.FPDFText_GetMatrix(text_page, i, at_matrix)
        turn = 0 if abs(matrix.b) < 0.02 * matrix.a else _turn(matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
        raw = _Raw(box.left, box.right, box.bottom, box.top, x.value, y.value, size, chr(code), spaced)
        by_turn.setdefault(turn, []).append(raw)
        spaced = False
    return by_turn, unknown, "".join(hidden)


def _is_hidden(text_page: Any, i: int) -> bool:
    thing = pdfium.FPDFText_GetTextObject(text_page, i)
    return bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE


def _turn(a: float, b: float) -> int:
    """Quarter turns of a direction of writing; -1 if it is slanted."""
    quarters = math.atan2(b, a) / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < 0.05 else -1


def _placed(raws: Iterable[_Raw], frame: Frame) -> list[Glyph]:
    """The characters in a frame, without those outside the page and without second strokes of fake bold."""
    glyphs: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    for r in raws:
        if frame.turn == 0:
            x0, x1, base = r.left - frame.left, r.right - frame.left, frame.top - r.y
        else:
            x0, _, x1, _ = frame.box(r.left, r.bottom, r.right, r.top)
            base = frame.point(r.x, r.y)[1]
        if not (math.isfinite(x0 + x1 + base + r.size) and x1 > 0 and x0 < frame.width and base > 0):
            continue
        if base > frame.height + r.size:
            continue
        char = normalise(r.char)
        glyph = Glyph(x0, max(x1, x0), base, _em(r.size, x1 - x0, char), char, r.spaced)
        if not _is_double(glyph, near):
            glyphs.append(glyph)
    return glyphs


def _em(size: float, advance: float, char: str) -> float:
    """The em size; fonts with a matrix of their own (Type 3) report sizes that do not fit what is
    printed.
    """
    if advance > 0 and is_wide(char) and not 0.5 < size / advance < 2.0:
        return advance
    return size if size > 0 else max(advance, 1.0)


def _is_double(glyph: Glyph, near: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    """Whether the same character already stands (almost) there: bold by printing twice, or a pasted copy."""
    step = max(glyph.size, 1.0)
    column, row = int(glyph.x0 / step), int(glyph.base / step)
    for c in (column - 1, column, column + 1):
        for r in (row - 1, row, row + 1):
            for other in near.get((glyph.char, c, r), ()):
                reach = 0.2 * min(glyph.size, other.size)
                if abs(other.x0 - glyph.x0) < reach and abs(other.base - glyph.base) < reach:
                    return True
    near.setdefault((glyph.char, column, row), []).append(glyph)
    return False


def usual_size(glyphs: Iterable[Glyph]) -> float:
    """The em size most characters have, 0 if there are none."""
    sizes = Counter(round(g.size, 1) for g in glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0
