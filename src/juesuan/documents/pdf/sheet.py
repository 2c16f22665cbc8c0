"""One page taken apart: free lines, tables, and what could not be read, in order from top to bottom.

This is the only place that knows both text and drawing of a page; later stages (running heads,
paragraphs, tables over several pages) see lines and tables only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from juesuan.documents.model import Anchor, Removed
from juesuan.documents.pdf.aligned import aligned_tables, split_by_alignment
from juesuan.documents.pdf.cells import PageTable, page_table, split_by_grids
from juesuan.documents.pdf.drawing import Drawing, in_frame, read_drawing
from juesuan.documents.pdf.frame import Frame
from juesuan.documents.pdf.glyphs import Glyph, PageText, read_glyphs, usual_size
from juesuan.documents.pdf.grid import Grid, grids
from juesuan.documents.pdf.lines import Line, Sheet, baselines, line_of, pieces

#: A page whose pictures cover this share of it may be a scan.
SCAN_SHARE = 0.5
#: A page covered by this much with text in its margins only is a scan that was stamped with page numbers.
COVERED = 0.8
#: A page without text but with so many drawn shapes has its text turned into curves.
OUTLINED = 30
#: Text size assumed on a page without text: 五号, the usual one.
USUAL_EM = 10.5

Item = Line | PageTable


@dataclass(slots=True)
class Page:
    """What stands on a page, top to bottom; ``width`` and ``height`` are those of its reading frame."""

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    is_picture: bool = False
    characters: int = 0
    unknown: int = 0

    @property
    def is_garbled(self) -> bool:
        """Whether the fonts do not say which characters most of the text consists of."""
        return self.unknown * 2 > self.characters

    @property
    def lines(self) -> list[Line]:
        """The free lines."""
        return [i for i in self.items if isinstance(i, Line)]


class LineNumbers:
    """Numbers the printed lines of a page from top to bottom: equal baselines are one line."""

    def __init__(self, glyphs: Sequence[Glyph], em: float) -> None:
        self._tolerance = 0.4 * em
        self._bases: list[float] = []
        for base in sorted({g.base for g in glyphs}):
            if not self._bases or base - self._bases[-1] > self._tolerance:
                self._bases.append(base)

    def __call__(self, base: float) -> int:
        """The number of the line at a baseline."""
        return bisect_left(self._bases, base - self._tolerance) + 1


def display_frame(page: Any) -> Frame:
    """The page as a viewer shows it: its crop box and its own rotation."""
    left, bottom, right, top = page.get_cropbox()
    left, right = min(left, right), max(left, right)
    bottom, top = min(bottom, top), max(bottom, top)
    return Frame(page.get_rotation() // 90 % 4, left, bottom, right, top)


def read_page(page: Any, number: int) -> Page:
    """Take page ``number`` (from 1) apart; ``page`` is a pypdfium2 page."""
    display = display_frame(page)
    area = display.width * display.height
    drawing = read_drawing(page.raw, area)
    is_covered = drawing.pictures >= SCAN_SHARE
    text = read_glyphs(page.raw, display, keep_hidden=is_covered)
    out = assemble(text, drawing, display, number)
    if text.glyphs:
        out.is_picture = drawing.pictures >= COVERED and _only_in_margins(text)
    else:
        out.is_picture = drawing.pictures > 0.15 or drawing.shapes >= OUTLINED
    return out


def _only_in_margins(text: PageText) -> bool:
    """Whether all text stands near the upper or lower edge: stamped on a scan, not part of it."""
    height = text.frame.height
    return all(not 0.12 * height < g.base < 0.88 * height for g in text.glyphs)


def assemble(text: PageText, drawing: Drawing, display: Frame, number: int) -> Page:
    """The page from its characters and lines."""
    sheet = Sheet(number, text.frame, display)
    page = Page(number, text.frame.width, text.frame.height)
    page.characters = len(text.glyphs)
    page.unknown = text.unknown
    em = usual_size(text.glyphs) or USUAL_EM
    across, down = in_frame(drawing, text.frame)
    found = [g for g in grids(across, down, em) if len(g.squares) > 1]
    numbering = LineNumbers(text.glyphs, em)
    asides = _asides(text, sheet, numbering)
    free, inside = split_by_grids(text.glyphs, found)
    used: set[int] = set()
    slanted = sum(turn < 0 and bool(glyphs) for turn, glyphs in text.aside)
    for grid, by_square in zip(found, inside, strict=True):
        near = [i for i, a in enumerate(asides) if i not in used and i >= slanted and _within(a, grid)]
        used.update(near)
        _add_grid(page, grid, by_square, [asides[i] for i in near], sheet, numbering)
    rows = baselines(free)
    lines = [line_of(piece, sheet, numbering(row[0].base)) for row in rows for piece in pieces(row)]
    rest, tables = aligned_tables(rows, lines, across, sheet, numbering)
    page.items += [*rest, *tables]
    page.items.sort(key=lambda i: (i.base - i.size, i.x0) if isinstance(i, Line) else (i.box[1], i.box[0]))
    for i, a in enumerate(asides):
        if i not in used:
            page.removed.append(Removed(a.text, "sideways", a.anchor))
    if text.hidden:
        page.removed.append(Removed(text.hidden, "hidden", Anchor(page=number)))
    return page


def _add_grid(
    page: Page,
    grid: Grid,
    by_square: dict[int, list[Glyph]],
    asides: list[Line],
    sheet: Sheet,
    numbering: LineNumbers,
) -> None:
    """Add a grid as a table, or, if it is only a box around text, the text in it."""
    if len(grid.xs) > 2:
        page.items.append(page_table(grid, by_square, asides, sheet, numbering))
        return
    glyphs = [g for i in sorted(by_square) for g in by_square[i]]
    table = split_by_alignment(grid, glyphs, sheet, numbering)
    if table is not None:
        page.items.append(table)
        return
    page.items += [
        line_of(p, sheet, numbering(row[0].base)) for row in baselines(glyphs) for p in pieces(row)
    ]
    page.items += asides


def _within(line: Line, grid: Grid) -> bool:
    x, y = (line.x0 + line.x1) / 2, line.base
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def _asides(text: PageText, sheet: Sheet, numbering: LineNumbers) -> list[Line]:
    """Text drawn in other directions, as lines placed in the reading frame by the middle of their box."""
    out = []
    for turn, glyphs in text.aside:
        own = Sheet(sheet.page, Frame(max(turn, 0), *_page_box(sheet.display)), sheet.display)
        if turn < 0:
            # Slanted text is no part of any line; its characters are kept together as they were drawn.
            rows = [glyphs] if glyphs else []
        else:
            rows = [piece for row in baselines(glyphs) for piece in pieces(row)]
        for row in rows:
            line = line_of(row, own, 1)
            x0, y0, x1, y1 = sheet.display.seen_from(sheet.reading, line.seen)
            y = (y0 + y1) / 2
            out.append(Line(line.text, (), x0, x1, y, line.size, sheet.page, numbering(y), line.seen))
    return out


def _page_box(frame: Frame) -> tuple[float, float, float, float]:
    return frame.left, frame.bottom, frame.right, frame.top
