"""What is drawn on a page besides text: ruling lines, whatever they are made of, and how much is a
picture.

Word fills hairline rectangles, WPS strokes lines under a flipped matrix, ONLYOFFICE strokes each cell
side by itself, browsers put a whole grid into one path and dashed rules are rows of dots. All become the
same record, a horizontal or vertical line with its width, in the reading frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from juesuan.documents.pdf.frame import Frame

#: A filled shape at most this thick in points is a line: 3 pt is the thickest rule Word offers for
#: tables but two.
THICKEST = 3.2
#: Paths with more segments are pictures (maps, logos), not ruling.
MOST_SEGMENTS = 20_000
#: A box has five segments; a character that was turned into curves has more.
_SHAPE = 8
#: Objects nested deeper than this in form XObjects are not looked at; PDFium stops there too.
DEEPEST = 12

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A ruling line: its position across, its extent along, and its width, in points."""

    at: float
    start: float
    end: float
    width: float


@dataclass(slots=True)
class Drawing:
    """The ruling lines of a page in PDF space (y up), the share of it covered by pictures (1 is all), and
    the number of drawn shapes that are more than lines and boxes.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    shapes: int = 0


def read_drawing(page: Any, area: float) -> Drawing:
    """Walk the objects of a page once. ``area`` is the page's in square points."""
    drawing = Drawing()
    for thing, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(drawing, thing, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _bounds(thing, matrix)
            drawing.pictures += max(x1 - x0, 0.0) * max(y1 - y0, 0.0) / max(area, 1.0)
    return drawing


def in_frame(drawing: Drawing, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """(horizontal, vertical) rules as seen in a frame, y down."""
    flat: list[Rule] = []
    steep: list[Rule] = []
    for is_across, rules in ((True, drawing.across), (False, drawing.down)):
        for r in rules:
            ends = (r.start, r.at, r.end, r.at) if is_across else (r.at, r.start, r.at, r.end)
            x0, y0, x1, y1 = frame.box(*ends)
            if is_across == (frame.turn % 2 == 0):
                flat.append(Rule(y0, x0, x1, r.width))
            else:
                steep.append(Rule(x0, y0, y1, r.width))
    return flat, steep


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Every object of a page with its kind and the matrix of the forms it is nested in."""
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object(pdfium.FPDFPage_GetObject(page, i), _UNIT, 0)


def _object(thing: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield thing, kind, matrix
        return
    if depth >= DEEPEST:
        return
    inner = _product(_matrix_of(thing), matrix)
    for i in range(max(pdfium.FPDFFormObj_CountObjects(thing), 0)):
        yield from _object(pdfium.FPDFFormObj_GetObject(thing, i), inner, depth + 1)


def _matrix_of(thing: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, byref(m)):
        return _UNIT
    return m.a, m.b, m.c, m.d, m.e, m.f


def _product(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _bounds(thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top)):
        return (0.0, 0.0, 0.0, 0.0)
    if matrix is _UNIT:
        return left.value, bottom.value, right.value, top.value
    ax, ay = _apply(matrix, left.value, bottom.value)
    bx, by = _apply(matrix, right.value, top.value)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _add_path(drawing: Drawing, thing: Any, matrix: Matrix) -> None:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(thing, byref(fill), byref(stroke))
    if not (fill.value or stroke.value) or _is_clear(thing, bool(stroke.value)):
        return
    count = pdfium.FPDFPath_CountSegments(thing)
    drawing.shapes += count >= _SHAPE
    if count <= 0 or count > MOST_SEGMENTS:
        return
    own = _product(_matrix_of(thing), matrix)
    width = 0.0
    if stroke.value:
        line = c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing, byref(line))
        width = line.value * max(abs(own[0]) + abs(own[1]), abs(own[2]) + abs(own[3]))
    for piece in _pieces(thing, count, own):
        if stroke.value:
            _add_strokes(drawing, piece, width)
        else:
            _add_fill(drawing, piece)


def _is_clear(thing: Any, stroked: bool) -> bool:
    """Whether a path is fully transparent (PDFium reports the opacity as alpha)."""
    r, g, b, a = c_uint(), c_uint(), c_uint(), c_uint()
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    return bool(ask(thing, byref(r), byref(g), byref(b), byref(a))) and a.value == 0


def _pieces(thing: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The subpaths of a path as polylines in page space; curves end a subpath, since no rule is curved."""
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = _apply(matrix, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            if len(points) > 1:
                yield points
            points = [point]
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _add_strokes(drawing: Drawing, points: list[tuple[float, float]], width: float) -> None:
    for (x0, y0), (x1, y1) in pairwise(points):
        _add_line(drawing, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), width)


def _add_fill(drawing: Drawing, points: list[tuple[float, float]]) -> None:
    """A filled shape counts if it is thin; then its middle is the line and its thickness the width."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    thickness = min(box[2] - box[0], box[3] - box[1])
    if thickness <= THICKEST:
        _add_line(drawing, box, thickness)


def _add_line(drawing: Drawing, box: tuple[float, float, float, float], width: float) -> None:
    long, high = box[2] - box[0], box[3] - box[1]
    if long >= high and high <= THICKEST:
        drawing.across.append(Rule((box[1] + box[3]) / 2, box[0], box[2], width))
    # A dot belongs to a dotted rule of either direction; which one shows when the dots are strung together.
    if high >= long and long <= THICKEST:
        drawing.down.append(Rule((box[0] + box[2]) / 2, box[1], box[3], width))
