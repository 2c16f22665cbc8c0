"""The ruling lines of a scanned page, found in its pixels, and the tilt of the sheet on the scanner's glass.

A recogniser reads words but not tables; without the lines between them a scanned form falls apart into loose
figures. Rows of pixels are searched for long dark runs with the byte functions of the language itself, so
nothing has to be installed for it, and a page takes a quarter of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from juesuan.documents.ocr import DOTS_PER_INCH, PageImage, PrintedLine

#: The shortest run that can be a piece of a rule: 5 mm, more than a stroke of a character in the usual sizes.
_RUN = DOTS_PER_INCH // 5
#: The shortest rule: 8 mm.
_RULE = DOTS_PER_INCH // 3
#: The thickest rule: 3 points; thicker dark areas are shading or pictures.
_THICK = DOTS_PER_INCH * 3 // 72
#: The gap in pixels that noise may cut into a rule.
_GAP = 3
#: How much darker than the paper ink is, of 255.
_CONTRAST = 70
#: Runs on a page beyond which it is a photograph, not a form.
_MOST_RUNS = 60_000
#: The steepest sheet that is straightened: 2.5 degrees; more is no sheet that was laid down to be scanned.
_STEEPEST = 0.045

_DARK_RUN = re.compile(rb"(?:\x01{6,}\x00{0,%d}){1,}" % _GAP)


class Ruled(NamedTuple):
    """A rule in pixels of the straightened page: position across, extent along, and thickness."""

    at: float
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules of a page and its tilt: the rise of y (downwards) for each pixel to the right."""

    across: tuple[Ruled, ...] = ()
    down: tuple[Ruled, ...] = ()
    tilt: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)

    def straightened(self, line: PrintedLine) -> PrintedLine:
        """A recognised line where it stands on the straightened page; its box loses the height the tilt gave
        it.
        """
        x0, top, x1, bottom = line.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        width = x1 - x0
        height = max(bottom - top - abs(self.tilt) * width, (bottom - top) / 3)
        x, y = x + self.tilt * (y - self.middle[1]), y - self.tilt * (x - self.middle[0])
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        return PrintedLine(line.text, box, line.score)


class _Run(NamedTuple):
    row: int
    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """Runs of neighbouring rows that touch each other."""

    runs: list[_Run] = field(default_factory=list)
    last: list[_Run] = field(default_factory=list)


def ruling_of(image: PageImage) -> Ruling:
    """The rules of a page picture drawn at :data:`~juesuan.documents.ocr.DOTS_PER_INCH`."""
    plane, width, height = _plane(image)
    dark = _dark(plane)
    across = _groups(_runs(dark[y * width : (y + 1) * width] for y in range(height)))
    down = _groups(_runs(dark[x::width] for x in range(width)))
    slopes = [s for s in (*map(_slope, across), *(-_slope(g) for g in down)) if abs(s) <= _STEEPEST]
    tilt = median(slopes) if slopes else 0.0
    middle = (width / 2, height / 2)
    return Ruling(
        tuple(r for g in across if (r := _rule(g, tilt, *middle)) is not None),
        tuple(r for g in down if (r := _rule(g, -tilt, middle[1], middle[0])) is not None),
        tilt,
        middle,
    )


def _plane(image: PageImage) -> tuple[bytes, int, int]:
    """One byte a pixel (the green of colours, which is nearest to grey), rows without padding."""
    data = bytes(image.buffer)
    n = image.n_channels
    rows = (data[y * image.stride : y * image.stride + image.width * n] for y in range(image.height))
    return b"".join(row[1::n] if n > 1 else row for row in rows), image.width, image.height


def _dark(plane: bytes) -> bytes:
    """1 for ink and 0 for paper; paper is the most frequent light value."""
    paper = max(range(128, 256), key=lambda value: plane.count(bytes([value])))
    bound = max(paper - _CONTRAST, 60)
    return plane.translate(bytes(value < bound for value in range(256)))


def _runs(rows: Iterable[bytes]) -> list[_Run]:
    found: list[_Run] = []
    for y, row in enumerate(rows):
        if row.count(1) < _RUN:
            continue
        found += [_Run(y, m.start(), m.end()) for m in _DARK_RUN.finditer(row) if m.end() - m.start() >= _RUN]
        if len(found) > _MOST_RUNS:
            return []
    return found


def _groups(runs: Sequence[_Run]) -> list[_Group]:
    """Runs put together that touch from row to row; runs come in the order of their rows."""
    done: list[_Group] = []
    open_: list[_Group] = []
    for run in runs:
        still = [g for g in open_ if g.last[-1].row >= run.row - 2]
        if len(still) < len(open_):
            done += [g for g in open_ if g.last[-1].row < run.row - 2]
            open_ = still
        touched = [g for g in open_ if any(_touch(run, other) for other in g.last)]
        group = _Group()
        for other in touched:
            group.runs += other.runs
            group.last += other.last
            open_.remove(other)
        group.runs.append(run)
        group.last = [*(r for r in group.last if r.row >= run.row - 2), run]
        group.last.sort()
        open_.append(group)
    return done + open_


def _touch(a: _Run, b: _Run) -> bool:
    return a.row - b.row <= 2 and a.start <= b.end + 2 * _GAP and b.start <= a.end + 2 * _GAP


def _slope(group: _Group) -> float:
    """Rise of a rule; beyond every bound for groups too short or too thick to tell."""
    start, end = min(r.start for r in group.runs), max(r.end for r in group.runs)
    area = sum(r.end - r.start for r in group.runs)
    if end - start < 3 * _RULE or area > _THICK * (end - start):
        return 1.0
    # Least squares through the middles of the runs, each as heavy as it is long.
    x = sum((r.start + r.end) / 2 * (r.end - r.start) for r in group.runs) / area
    y = sum(r.row * (r.end - r.start) for r in group.runs) / area
    spread = sum(((r.start + r.end) / 2 - x) ** 2 * (r.end - r.start) for r in group.runs)
    together = sum(((r.start + r.end) / 2 - x) * (r.row - y) * (r.end - r.start) for r in group.runs)
    # Runs of a straight rule all have the same middle: nothing rises.
    return together / spread if spread > area else 0.0


def _rule(group: _Group, tilt: float, along: float, over: float) -> Ruled | None:
    """A group as a rule of the straightened page; ``None`` if it is too short or too thick."""
    start, end = min(r.start for r in group.runs), max(r.end for r in group.runs)
    area = sum(r.end - r.start for r in group.runs)
    width = area / (end - start)
    if end - start < _RULE or width > _THICK:
        return None
    at = sum((r.row - tilt * ((r.start + r.end) / 2 - along)) * (r.end - r.start) for r in group.runs) / area
    shift = tilt * (at - over)
    return Ruled(at + 0.5, start + shift, end + shift, width)
