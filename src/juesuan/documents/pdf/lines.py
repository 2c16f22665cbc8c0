"""Characters to lines: what stands on one baseline, left to right, with the spaces that mean something.

A line of text remembers the left edge of each of its characters, so that a finding can point at one
number. Spaces beside Chinese characters are layout and are left out, as in every other reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

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
    """Characters grouped by baseline, top to bottom, each group from left to right, each character once."""
    rows: list[list[Glyph]] = []
    base, reach = -1.0, 0.0
    for g in sorted(glyphs, key=_BASE):
        if rows and g.base - base <= max(reach, 0.4 * g.size):
            rows[-1].append(g)
        else:
            rows.append([g])
            base, reach = g.base, 0.4 * g.size
    return [_in_order(row) for row in rows]


def _in_order(row: list[Glyph]) -> list[Glyph]:
    """A baseline from left to right, without the second strokes of bold that is printed twice."""
    # By their middles: a full-width bracket set on half its width starts left of the character before it.
    row.sort(key=_middle)
    out = [row[0]]
    last = row[0]
    for g in row[1:]:
        if g.char != last.char or g.x0 - last.x0 >= 0.2 * g.size:
            out.append(g)
            last = g
    return out


_BASE = attrgetter("base")


def _middle(g: Glyph) -> float:
    return g.x0 + g.x1


def pieces(row: Sequence[Glyph], gap: float = PIECE_GAP) -> list[list[Glyph]]:
    """A baseline's characters split where more than ``gap`` em are empty, unless it is letter-spaced."""
    breaks = [i for i in range(1, len(row)) if row[i].x0 - row[i - 1].x1 > gap * row[i].size]
    if not breaks:
        return [list(row)]
    if len(breaks) == len(row) - 1 and all(is_wide(g.char) for g in row):
        gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
        if max(gaps) < 2 * min(gaps):
            return [list(row)]
    return [list(row[a:b]) for a, b in pairwise([0, *breaks, len(row)])]


def line_of(glyphs: Sequence[Glyph], sheet: Sheet, number: int) -> Line:
    """A line from the characters of one baseline, which are in order."""
    chars = [g.char for g in glyphs]
    edges = [round(g.x0, 2) for g in glyphs]
    edges.append(round(max(g.x1 for g in glyphs[-2:]), 2))
    spaces = [i for i, (a, b) in enumerate(pairwise(glyphs), 1) if _is_space(a, b)]
    is_spread = len(spaces) > 1 and len(spaces) == len(glyphs) - 1
    if not (is_spread and all(b.x0 - a.x1 < b.size for a, b in pairwise(glyphs))):
        # Where every gap is a small one, the characters are only set apart (2 0 2 3).
        for i in reversed(spaces):
            chars.insert(i, " ")
            edges.insert(i, round(glyphs[i - 1].x1, 2))
    size = Counter([g.size for g in glyphs]).most_common(1)[0][0]
    base = glyphs[0].base
    box = (edges[0], round(base - 0.88 * size, 2), edges[-1], round(base + 0.12 * size, 2))
    seen = sheet.reading.seen_from(sheet.display, box)
    is_upright = sheet.reading.turn == sheet.display.turn
    return Line(
        "".join(chars),
        tuple(edges) if is_upright else (),
        edges[0],
        edges[-1],
        base,
        size,
        sheet.page,
        number,
        seen,
    )


def _is_space(a: Glyph, b: Glyph) -> bool:
    if not b.spaced and b.x0 - a.x1 <= WORD_GAP * min(a.size, b.size):
        return False
    if is_wide(a.char) or is_wide(b.char) or (a.char.isdigit() and b.char == "%"):
        return False
    gap = (b.x0 - a.x1) / min(a.size, b.size)
    return gap > WORD_GAP or (b.spaced and gap > 0.05)


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
