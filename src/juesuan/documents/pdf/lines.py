"""Characters to lines: what stands on one baseline, left to right, with the spaces that mean something.

A line of text remembers the left edge of each of its characters, so that a finding can point at one
number. Spaces beside Chinese characters are layout and are left out, as in every other reader.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juesuan.documents.characters import is_wide
from juesuan.documents.model import Anchor, Run, Text
from juesuan.documents.pdf.frame import Box, Frame
from juesuan.documents.pdf.glyphs import Glyph

#: A gap of this many em between two characters that are not Chinese is a space.
WORD_GAP = 0.2
#: A gap of this many em separates two texts that stand side by side on one line.
PIECE_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one baseline. ``xs`` holds the left edge of each character and the right edge of the last.

    Positions are in points of the page's reading frame; ``number`` counts the page's printed lines from 1.
    ``edges`` is empty and ``seen`` differs from the line's own box where the text is printed sideways.
    """

    text: str
    edges: tuple[float, ...]
    x0: float
    x1: float
    base: float
    size: float
    page: int
    number: int
    seen: Box

    @property
    def top(self) -> float:
        """Upper edge of the em box."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the em box."""
        return self.base + 0.12 * self.size

    @property
    def anchor(self) -> Anchor:
        """Where the line is printed."""
        return Anchor(line=self.number, page=self.page, bbox=self.seen, xs=self.edges or None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a line needs to know of its page: number, frame in which it is read, frame in which it is
    seen.
    """

    page: int
    reading: Frame
    display: Frame


def baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters grouped by baseline, top to bottom, each group from left to right."""
    rows: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: g.base):
        if rows and g.base - rows[-1][0].base <= 0.4 * max(g.size, rows[-1][0].size):
            rows[-1].append(g)
        else:
            rows.append([g])
    for row in rows:
        # By their middles: a full-width bracket set on half its width starts left of the character before it.
        row.sort(key=lambda g: g.x0 + g.x1)
    return rows


def pieces(row: Sequence[Glyph], gap: float = PIECE_GAP) -> list[list[Glyph]]:
    """A baseline's characters split where more than ``gap`` em are empty, unless the whole line is
    letter-spaced.
    """
    gaps = [(b.x0 - a.x1) / max(a.size, b.size) for a, b in itertools.pairwise(row)]
    if gaps and min(gaps) > 0.5 and max(gaps) < 2 * min(gaps) and all(is_wide(g.char) for g in row):
        return [list(row)]
    out: list[list[Glyph]] = [[row[0]]]
    for g, empty in zip(row[1:], gaps, strict=True):
        if empty > gap:
            out.append([g])
        else:
            out[-1].append(g)
    return out


def line_of(glyphs: Sequence[Glyph], sheet: Sheet, number: int) -> Line:
    """A line from the characters of one baseline, which are in order."""
    chars: list[str] = []
    edges: list[float] = []
    last: Glyph | None = None
    for g in glyphs:
        if last is not None and _is_space(last, g):
            chars.append(" ")
            edges.append(round(last.x1, 2))
        chars.append(g.char)
        edges.append(round(g.x0, 2))
        last = g
    x1 = max(g.x1 for g in glyphs)
    edges.append(round(x1, 2))
    size = _size(glyphs)
    base = glyphs[0].base
    box = (edges[0], round(base - 0.88 * size, 2), edges[-1], round(base + 0.12 * size, 2))
    return Line(
        "".join(chars), tuple(edges), edges[0], edges[-1], base, size, sheet.page, number,
        sheet.reading.seen_from(sheet.display, box),
    ) if sheet.reading.turn == sheet.display.turn else Line(
        "".join(chars), (), edges[0], edges[-1], base, size, sheet.page, number,
        sheet.reading.seen_from(sheet.display, box),
    )  # fmt: skip


def _is_space(a: Glyph, b: Glyph) -> bool:
    if is_wide(a.char) or is_wide(b.char) or (a.char.isdigit() and b.char == "%"):
        return False
    gap = (b.x0 - a.x1) / min(a.size, b.size)
    return gap > WORD_GAP or (b.spaced and gap > 0.05)


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size most of the characters have."""
    counts: dict[float, int] = {}
    for g in glyphs:
        counts[g.size] = counts.get(g.size, 0) + 1
    return max(counts, key=lambda s: counts[s])


class Joiner:
    """Collects lines into one :class:`Text`, each line a run of its own."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def add(self, line: Line, *, spaced: bool) -> None:
        """Append a line; ``spaced`` puts a space in front if both neighbours are not Chinese."""
        if not line.text:
            return
        if spaced and self._parts and not (is_wide(self._parts[-1][-1]) or is_wide(line.text[0])):
            self._parts.append(" ")
            self._length += 1
            last = self._runs[-1]
            if last.anchor.xs:
                wider = Anchor(
                    line=last.anchor.line, page=last.anchor.page, bbox=last.anchor.bbox,
                    xs=(*last.anchor.xs, last.anchor.xs[-1]),
                )  # fmt: skip
                self._runs[-1] = Run(last.start, wider)
        self._runs.append(Run(self._length, line.anchor))
        self._parts.append(line.text)
        self._length += len(line.text)

    def text(self) -> Text:
        """The text so far."""
        return Text("".join(self._parts), tuple(self._runs))


def paragraph_text(lines: Sequence[Line]) -> Text:
    """Lines of a paragraph as one text."""
    joiner = Joiner()
    for line in lines:
        joiner.add(line, spaced=True)
    return joiner.text()
