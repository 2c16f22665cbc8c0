"""Text that a converter broke into lines of one width: which lines belong to one paragraph.

Some break at a number of characters, others at a printed width, in which a Chinese character takes the place of two
digits. A number is not torn, so that a line may end early by what did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

#: What a sentence, or a part of one that may end a paragraph, ends with.
TERMINAL = "。；：！？…”）】》.;:!?)"
#: Full lines differ by the character that no longer fits, and by the marks that may not begin or end a line.
_RAGGED = 3
_INDENT = 2
#: A line that ends in figures side by side is a row of a table.
_ROW = re.compile(r"\d\s+[-\d.,]+\s*$")
_WORD_START = re.compile(r"[\d.,%％]{2,}(?:万元|亿元|元)?")


class Wrap(NamedTuple):
    """The width at which text was broken, and how it is measured (in Chinese characters)."""

    width: float
    measure: Callable[[str], float]


def _printed(line: str) -> float:
    """How wide a line is printed: a Chinese character is as wide as two digits."""
    line = line.strip()
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _counted(line: str) -> float:
    return len(line.strip())


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """The width at which a converter broke the text, or ``None`` if it did not.

    Broken text has most of its long lines at nearly the same, short width, and few of those end a sentence.
    """
    text = [
        line for line in lines if "\t" not in line and "|" not in line
    ]  # rows of tables have widths of their own
    found = [w for measure in (_printed, _counted) if (w := _width(text, measure)) is not None]
    return max(found, key=lambda w: w[0], default=(0, None))[1]


def _width(lines: Sequence[str], measure: Callable[[str], float]) -> tuple[float, Wrap] | None:
    widths = [(w, line.strip()) for line in lines if (w := measure(line)) > 15]
    if len(widths) < 20:
        return None
    for cut in (0.97, 0.9):  # tables may hold lines that are wider than the text
        widest = sorted(w for w, _ in widths)[int(len(widths) * cut)]
        full = [line for w, line in widths if widest - _RAGGED <= w <= widest + _RAGGED]
        open_ended = sum(line[-1] not in TERMINAL for line in full)
        if widest <= 90 and len(full) >= len(widths) * 0.25 and open_ended >= len(full) * 0.6:
            return len(full) / len(widths), Wrap(widest, measure)
    return None


def goes_on(line: str, following: str, wrap: Wrap, *, first: bool) -> bool:
    """Is ``line`` so full that ``following`` is the rest of its paragraph? The ``first`` line may have lost its indent."""
    indent = _INDENT if first and line.rstrip()[-1:] not in TERMINAL else 0
    number = _WORD_START.match(following)  # it no longer fitted, and is not torn
    room = wrap.measure(number[0]) if number else 0
    return wrap.measure(line) + indent + room >= wrap.width - _RAGGED and _ROW.search(line) is None
