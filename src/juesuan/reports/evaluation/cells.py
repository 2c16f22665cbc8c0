"""Cells and rows of performance tables: marked text in, composed cells out, merged where neighbours repeat.

The forms of performance work are built of labels and values in one grid; these few functions keep their builders short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from juesuan.performance.terms import Light
from juesuan.reports.composition import ComposedCell, ComposedParagraph, Piece
from juesuan.reports.phrases_print import pieces

Row = tuple[ComposedCell, ...]

#: What a form prints where nothing belongs.
NONE = "—"
_TONES = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "red"}


def label(words: str, colspan: int = 1, rowspan: int = 1) -> ComposedCell:
    """A cell that says what stands beside or below it."""
    return ComposedCell((Piece(words),) if words else (), rowspan, colspan, "center", header=True)


def value(
    text: str, colspan: int = 1, rowspan: int = 1, align: str = "left", bold: bool = False
) -> ComposedCell:
    """A cell with marked text."""
    return ComposedCell(pieces(text), rowspan, colspan, align, bold)


def figure(text: str, colspan: int = 1, rowspan: int = 1, bold: bool = False) -> ComposedCell:
    """A cell with a number, in the middle as these forms have it."""
    return value(text, colspan, rowspan, "center", bold)


def light(one: Light | None, why: str = "", colspan: int = 1) -> ComposedCell:
    """A traffic light in words and colour; without one, what is missing."""
    if one is None:
        return value(why or NONE, colspan)
    return ComposedCell((Piece(str(one)),), 1, colspan, "center", True, tone=_TONES[one])


def heads(*words: str) -> Row:
    """A row of column heads."""
    return tuple(label(w) for w in words)


def spans(keys: Sequence[tuple[str, ...]], depth: int) -> Iterator[int]:
    """For each row the rows its cell at ``depth`` covers: neighbours with the same keys share one; 0 where covered."""
    for _, group in groupby(keys, key=lambda k: k[: depth + 1]):
        size = len(list(group))
        yield size
        yield from [0] * (size - 1)


def spoken(day: date | None) -> str:
    """A day as forms print it, "—" for none."""
    return NONE if day is None else f"{day.year}年{day.month}月{day.day}日"


def paragraph(text: str, style: str = "body", number: str = "") -> ComposedParagraph:
    """A paragraph of marked text."""
    return ComposedParagraph(pieces(text), style, number)
