"""What all writers must agree on: where a cell stands, which pages lie on their side, how a heading looks.

The composer says what is printed; the writers print it in formats that share no model. Decisions of layout that
must be the same in Word and in PDF (sections, heading roles, column widths, contents) are therefore taken here once,
from the composition alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    PageBreak,
    Piece,
)
from juesuan.documents.outline import numbering_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
COVER = ("cover-title", "cover")
#: Looks of headings from the highest down. GB/T 9704 knows 一、黑体 （一）楷体 1. and （1）仿宋; a 第一部分 stands above.
LOOKS = ("part", "first", "second", "third", "fourth")
#: From this many columns on, a table cannot be read on an upright page.
WIDE = 9
#: Backgrounds of cells by their tone; black text on them keeps a contrast of more than 10 to 1.
TONES = {"green": "#CDEBD0", "yellow": "#FFF0B3", "red": "#F8CFCB"}
#: Characters of text in one line of an upright page, and lines of text on it (GB/T 9704: 22 lines of 28).
LINE, PAGE = 28, 22
_WIDEST_CELL = 40
#: Points of an upright page under the heading of the contents.
_CONTENTS_ROOM = 575
#: Rows that do not fit an upright page under their headings at the usual size.
_LONG = 26


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column of its upper left corner in the grid."""

    cell: ComposedCell
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one kind. ``front`` pages (cover, contents) carry no page number."""

    blocks: tuple[ComposedBlock, ...]
    landscape: bool = False
    front: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``heading`` counts the composition's headings from 0, ``page`` is a forecast."""

    level: int
    text: str
    heading: int
    page: int


def printed(paragraph: ComposedParagraph) -> str:
    """The characters of a paragraph with its number."""
    return paragraph.number + paragraph.text


def words(pieces: Sequence[Piece]) -> str:
    """The characters of pieces."""
    return "".join(p.text for p in pieces)


def level_of(block: ComposedBlock) -> int:
    """1 … 5 for headings, else 0."""
    if isinstance(block, ComposedParagraph) and block.style in HEADINGS:
        return HEADINGS.index(block.style) + 1
    return 0


def looks(composition: Composition) -> dict[str, str]:
    """The look of each heading style: parts (第一部分) and titles without a number are the report's h1, and 一、 is h2."""
    parts = any(
        (found := numbering_of(printed(b))) is None or found.level == 1
        for b in composition.blocks
        if isinstance(b, ComposedParagraph) and b.style == "h1"
    )
    first = 0 if parts else 1
    return {style: LOOKS[min(first + i, len(LOOKS) - 1)] for i, style in enumerate(HEADINGS)}


def settled(composition: Composition) -> Composition:
    """The composition as running text: nothing is said twice, and the contents have their heading.

    A table's title is left to the heading right above it, a figure's to the caption right below it, where they say it.
    """
    blocks = composition.blocks
    found: list[ComposedBlock] = []
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else None
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        said = {ComposedTable: before, ComposedFigure: after}.get(type(block))
        if isinstance(block, ComposedTable | ComposedFigure) and block.title and _says(said, block.title):
            found.append(replace(block, title=""))
        elif isinstance(block, Contents) and not _says(before, ""):
            found += [ComposedParagraph((Piece("目录"),), "contents"), block]
        else:
            found.append(block)
    return replace(composition, blocks=tuple(found))


def _says(block: ComposedBlock | None, title: str) -> bool:
    """Is the block a heading, caption or contents heading with that title?"""
    if not isinstance(block, ComposedParagraph) or block.style not in (*HEADINGS, "caption", "contents"):
        return False
    return title in block.text if title else block.style == "contents"


# -- tables


def grid(table: ComposedTable) -> tuple[list[list[Placed]], int]:
    """The cells of each row with their columns, spans of rows above kept free, and the number of columns."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[Placed]] = []
    width = 0
    for r, row in enumerate(table.rows):
        column = 0
        placed = []
        for cell in row:
            while (r, column) in taken:
                column += 1
            placed.append(Placed(cell, r, column))
            high = min(cell.rowspan, len(table.rows) - r)
            taken.update((r + i, column + k) for i in range(high) for k in range(cell.colspan))
            column += cell.colspan
        rows.append(placed)
        width = max([width, column, *(c + 1 for at, c in taken if at == r)])
    return rows, width


def widths(table: ComposedTable, columns: int) -> tuple[int, ...]:
    """Relative widths of the columns: those the table asks for, else by the longest text of each."""
    if len(table.widths) == columns and min(table.widths, default=0) > 0:
        return table.widths
    longest = [4] * columns
    for row in grid(table)[0]:
        for p in row:
            if p.cell.colspan == 1:
                lines = words(p.cell.pieces).splitlines() or [""]
                size = max(map(measure, lines))
                # A heading may break over lines, a figure must not.
                size = size if p.cell.align == "right" else min(size, _WIDEST_CELL)
                longest[p.column] = max(longest[p.column], -(-size // 2) if p.row < table.head else size)
    return tuple(longest)


def text_size(table: ComposedTable, columns: int) -> float:
    """The size of table text in points: smaller with many columns, or where it brings a long form onto one page."""
    if columns >= 10:
        return 8
    return 9 if columns >= 7 or len(table.rows) >= _LONG else 10.5


def measure(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def is_landscape(table: ComposedTable) -> bool:
    """Does the table stand on a page on its side?"""
    return table.landscape or (bool(table.rows) and grid(table)[1] >= WIDE)


def above(table: ComposedTable) -> tuple[str, str]:
    """The words on the left and right of the line over a table: 部门：… and 金额单位：…."""
    return (f"部门：{table.entity}" if table.entity else "", f"金额单位：{table.unit}" if table.unit else "")


# -- pages


def sections(composition: Composition) -> list[Section]:
    """The composition on pages: front matter, then stretches of upright and of lying pages."""
    blocks = composition.blocks
    start = _front(blocks)
    found = [Section(blocks[:start], front=True)] if start else []
    current: list[ComposedBlock] = []
    lying = False
    for i in range(start, len(blocks)):
        wanted = _lies(blocks, i, lying)
        if wanted != lying and current:
            found.append(Section(_trimmed(current), lying))
            current = []
        lying = wanted
        current.append(blocks[i])
    if current:
        found.append(Section(_trimmed(current), lying))
    return [s for s in found if s.blocks]


def _trimmed(blocks: Sequence[ComposedBlock]) -> tuple[ComposedBlock, ...]:
    """Without page breaks at the ends: a section begins a page anyway."""
    first, last = 0, len(blocks)
    while first < last and isinstance(blocks[first], PageBreak):
        first += 1
    while last > first and isinstance(blocks[last - 1], PageBreak):
        last -= 1
    return tuple(blocks[first:last])


def _front(blocks: Sequence[ComposedBlock]) -> int:
    """How many blocks at the beginning are cover and contents."""
    end = 0
    for i, block in enumerate(blocks):
        if (isinstance(block, ComposedParagraph) and block.style in (*COVER, "contents")) or isinstance(
            block, Contents
        ):
            end = i + 1
        elif not isinstance(block, PageBreak):
            break
    return end


def _lies(blocks: Sequence[ComposedBlock], i: int, lying: bool) -> bool:
    """Does a block stand on a lying page? What introduces a table goes with it, and so do the notes under it."""
    block = blocks[i]
    if isinstance(block, ComposedTable):
        return is_landscape(block)
    if isinstance(block, ComposedParagraph) and block.style == "note":
        return lying
    for following in blocks[i:]:
        if isinstance(following, ComposedTable):
            return is_landscape(following)
        if isinstance(following, PageBreak):
            continue
        if not level_of(following):
            return False
    return lying


def cover_space(section: Section, i: int) -> int:
    """Points of space over a block: on a cover the title stands in the upper third, what follows it at the foot."""
    styles = [b.style if isinstance(b, ComposedParagraph) else "" for b in section.blocks]
    if not section.front or "cover-title" not in styles:
        return 0
    last = len(styles) - 1 - styles[::-1].index("cover-title")
    if i == styles.index("cover-title"):
        return 170
    return 260 if i == last + 1 and styles[i] == "cover" else 0


# -- contents


def entries(composition: Composition, depth: int) -> list[Entry]:
    """The lines of the table of contents, with the pages as far as they can be foretold without setting the text."""
    found: list[Entry] = []
    look = looks(composition)
    headings = 0
    page, used = 0, 0.0
    for section in sections(composition):
        if section.front:
            continue
        page, used = page + 1, 0.0
        room = PAGE if not section.landscape else PAGE - 6
        starts = page_starts(section, look)
        for i, block in enumerate(section.blocks):
            level = level_of(block)
            need = _lines(block)
            if i in starts or used + min(need, 3 if level else 2) > room:
                page, used = page + 1, 0.0
            if level:
                assert isinstance(block, ComposedParagraph)
                if level <= depth:
                    found.append(Entry(level, printed(block), headings, page))
                headings += 1
            used += need
            while used > room:
                page, used = page + 1, used - room
    return found


def contents_pitch(lines: int) -> float:
    """Points from line to line of the contents: tighter where that keeps them on one page."""
    return max(18.0, min(24.0, _CONTENTS_ROOM / max(lines, 1)))


def page_starts(section: Section, look: dict[str, str]) -> frozenset[int]:
    """Which blocks begin a page: what follows a page break, parts (第一部分), and each statutory form with its heading."""
    found: set[int] = set()
    pending = filled = False
    for i, block in enumerate(section.blocks):
        if isinstance(block, PageBreak):
            pending = True
            continue
        part = isinstance(block, ComposedParagraph) and look.get(block.style) == "part"
        if i and (pending or part or (filled and _opens_form(section.blocks, i))):
            found.add(i)
            filled = False
        pending = False
        filled = filled or isinstance(block, ComposedTable)
    return frozenset(found)


def _opens_form(blocks: Sequence[ComposedBlock], i: int) -> bool:
    """Is the block a statutory form, or the first of what introduces one?"""
    for following in blocks[i:]:
        if isinstance(following, ComposedTable):
            return bool(following.form)
        if not level_of(following):
            return False
    return False


def _lines(block: ComposedBlock) -> float:
    """The height of a block in lines of text."""
    if isinstance(block, ComposedParagraph):
        return float(sum(-(-measure(t) // (2 * LINE)) or 1 for t in printed(block).split("\n")))
    if isinstance(block, ComposedTable):
        rows = len(block.rows) * (0.62 if text_size(block, grid(block)[1]) > 10 else 0.5)
        return (2 if block.title else 0) + 1.2 + rows + len(block.notes) * 0.7
    return 9.0 if isinstance(block, ComposedFigure) else 0.0
