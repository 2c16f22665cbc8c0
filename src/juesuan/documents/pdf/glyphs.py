"""Every printed character of a page with its place: the raw material of lines, cells and paragraphs.

PDFium also invents spaces and line breaks; they are ignored, because what belongs together is decided
here by geometry alone, which is the same for Word, WPS, LibreOffice, ONLYOFFICE and browsers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from ctypes import CFUNCTYPE, addressof, byref, c_double, c_int, c_ushort, c_void_p, cast
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from juesuan.documents.characters import is_wide, normalise
from juesuan.documents.pdf.frame import Frame

#: Zero-width characters and soft hyphens: nothing is printed for them.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff")
_SPACES = frozenset(" \u00a0\u3000")
#: What stands for a glyph whose font does not say which character it is.
UNKNOWN = "\ufffd"
_INVISIBLE = 3


class Glyph(NamedTuple):
    """A character: left and right edge, baseline and em size in points of the frame in which it is read.

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


#: Left, right, bottom, top, origin x and y, em size, character, and whether a space stands in front.
_Found = tuple[float, float, float, float, float, float, float, str, bool]


@dataclass(slots=True)
class _Style:
    """What all characters of one text object share: direction, em size, baseline, visibility."""

    turn: int
    size: float
    y: float
    is_hidden: bool


@dataclass(slots=True)
class _Scan:
    """The characters of a page in PDF space by direction of writing."""

    upright: list[tuple[float, float, float, float, str, bool]] = field(default_factory=list)
    turned: dict[int, list[_Found]] = field(default_factory=dict)
    unknown: int = 0
    hidden: list[str] = field(default_factory=list)


def read_glyphs(page: Any, display: Frame, *, keep_hidden: bool) -> PageText:
    """The characters of a page.

    Invisible ones are the text layer of a scan if ``keep_hidden``; else they are left out and returned as
    ``hidden``. A turn of -1 is a slanted direction (a watermark).
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return PageText(display, [], [], 0, "")
    try:
        scan = _scan(text_page, keep_hidden)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    sizes = {t: len(found) for t, found in scan.turned.items()} | (
        {0: len(scan.upright)} if scan.upright else {}
    )
    upright = max((t for t in sizes if t >= 0), key=lambda t: (sizes[t], t == display.turn), default=-1)
    turn = display.turn if upright < 0 else upright
    frame = _turned(display, turn)
    aside = [(t, _placed(scan, t, _turned(display, t))) for t in sorted(sizes) if t != turn]
    return PageText(frame, _placed(scan, turn, frame), aside, scan.unknown, "".join(scan.hidden))


def _turned(display: Frame, turn: int) -> Frame:
    return Frame(max(turn, 0), display.left, display.bottom, display.right, display.top)


def _characters(text_page: Any) -> str:
    """The characters of a page by PDFium's index, look-alikes replaced."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return normalise(text)
    # Characters beyond the basic plane or without Unicode: one by one, so that the index stays right.
    codes = (pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count))
    return normalise(
        "".join(UNKNOWN if c == 0 or c > 0x10FFFF or 0xD800 <= c < 0xE000 else chr(c) for c in codes)
    )


def _scan(text_page: Any, keep_hidden: bool) -> _Scan:
    """All printed characters. What a text object has in common is asked once for the object."""
    box = pdfium.FS_RECTF()
    at_box, handle = addressof(box), cast(text_page, c_void_p).value
    styles: dict[int | None, _Style] = {}
    scan = _Scan()
    spaced = False
    for i, char in enumerate(_characters(text_page)):
        if char in _SPACES:
            spaced = spaced or not pdfium.FPDFText_IsGenerated(text_page, i)
            continue
        if char < " " and pdfium.FPDFText_HasUnicodeMapError(text_page, i):
            char = UNKNOWN
        if char < " " or char in _UNSEEN:
            spaced = False if char in "\r\n" else spaced
            continue
        key = _object_of(handle, i)
        style = styles.get(key)
        if style is None:
            styles[key] = style = _style(text_page, i, char)
        if style.is_hidden and not keep_hidden:
            scan.hidden.append(char)
            continue
        if char == UNKNOWN:
            scan.unknown += 1
        _loose_box(handle, i, at_box)
        if style.turn == 0:
            scan.upright.append((box.left, box.right, style.y, style.size, char, spaced))
        else:
            x, y = _origin(text_page, i)
            found = (box.left, box.right, box.bottom, box.top, x, y, style.size, char, spaced)
            scan.turned.setdefault(style.turn, []).append(found)
        spaced = False
    return scan


# The two functions asked for every character, bound to plain addresses, which is three times as fast. The
# handle of a text object is only compared: it tells where the next object starts.
_object_of = CFUNCTYPE(c_void_p, c_void_p, c_int)(cast(pdfium.FPDFText_GetTextObject, c_void_p).value or 0)
_loose_box = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(
    cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0
)


def _style(text_page: Any, i: int, char: str) -> _Style:
    """The style of the text object to which character ``i`` belongs."""
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetMatrix(text_page, i, byref(matrix))
    pdfium.FPDFText_GetLooseCharBox(text_page, i, byref(box))
    turn = 0 if abs(matrix.b) < 0.02 * matrix.a else _turn(matrix.a, matrix.b)
    size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
    advance = box.top - box.bottom if turn % 2 else box.right - box.left
    thing = pdfium.FPDFText_GetTextObject(text_page, i)
    is_hidden = bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
    return _Style(turn, _em(size, advance, char), _origin(text_page, i)[1], is_hidden)


def _origin(text_page: Any, i: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, i, byref(x), byref(y))
    return x.value, y.value


def _turn(a: float, b: float) -> int:
    """Quarter turns of a direction of writing; -1 if it is slanted."""
    quarters = math.atan2(b, a) / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < 0.05 else -1


def _em(size: float, advance: float, char: str) -> float:
    """The em size; fonts with a matrix of their own (Type 3) report sizes that do not fit what is printed."""
    if advance > 0 and is_wide(char) and not 0.5 < size / advance < 2.0:
        return advance
    return size if size > 0 else max(advance, 1.0)


def _placed(scan: _Scan, turn: int, frame: Frame) -> list[Glyph]:
    """The characters of one direction in a frame, without those outside the page."""
    glyphs: list[Glyph] = []
    width, height = frame.width, frame.height
    # The comparisons are written so that they are also false for coordinates that are not numbers.
    if turn == 0:
        left, top = frame.left, frame.top
        for x0, x1, y, size, char, spaced in scan.upright:
            if x1 > left and x0 < left + width and 0 < top - y < height + size and size < _LARGEST:
                glyphs.append(_new(Glyph, (x0 - left, x1 - left, top - y, size, char, spaced)))
        return glyphs
    for x0, x1, y0, y1, x, y, size, char, spaced in scan.turned.get(turn, ()):
        x0, _, x1, _ = frame.box(x0, y0, x1, y1)
        base = frame.point(x, y)[1]
        if x1 > 0 and x0 < width and 0 < base < height + size and size < _LARGEST:
            glyphs.append(Glyph(x0, x1, base, size, char, spaced))
    return glyphs


# Skips the keyword handling of Glyph(...), which costs as much as all the rest of the loop.
_new = tuple.__new__
#: Sizes beyond this are damage: no page is that high.
_LARGEST = 10_000


def usual_size(glyphs: Iterable[Glyph]) -> float:
    """The em size most characters have, 0 if there are none."""
    sizes = Counter([g.size for g in glyphs])
    return round(sizes.most_common(1)[0][0], 1) if sizes else 0.0
