"""How a hand goes wrong: one digit, two neighbours swapped, the point moved, the wrong unit written.

A figure that is one such slip away from a value its claims allow is the likeliest culprit, and what it was before the
slip is the likeliest value of the range; for a wrong unit the thing to correct is the unit, not the digits. A wide range
holds some slip of any figure by chance, so only narrow ranges count.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.amounts.interval import Interval
from juesuan.amounts.printed import Printed
from juesuan.amounts.units import UNITS

#: Units of money that are written for one another.
_CONFUSED = ("元", "万元", "亿元")
#: The widest range, in last printed places, in which a slip still says something.
_NARROW = 20


def other_unit(printed: Printed, restored: Interval) -> str:
    """The same digits with the unit that makes them right (``1.92元`` → ``1.92万元``), or ``""``."""
    if printed.unit.printed not in _CONFUSED or not printed.value:
        return ""
    step = Decimal(1).scaleb(-printed.decimals) / 2
    for name in _CONFUSED:
        unit = UNITS[name]
        meant = Interval.rounded(printed.value, step).scaled(unit.scale)
        if unit != printed.unit and not meant.meet(restored).empty:
            return f"{printed.text}{name}"
    return ""


def before_slip(printed: Printed, restored: Interval) -> tuple[str, ...]:
    """The values of ``restored`` that one slip of the hand turns into what is printed, as they would be printed."""
    scale = printed.unit.scale or Decimal(1)
    last = Decimal(1).scaleb(-printed.decimals)
    low, high = restored.low / scale, restored.high / scale
    if high - low > _NARROW * last:
        return ()
    found = {f"{v:f}" for v in _slips(printed) if low - last / 2 <= v <= high + last / 2}
    return tuple(sorted(found))


def _slips(printed: Printed) -> Iterator[Decimal]:
    """Every value one slip away from the printed one, in the printed unit."""
    text = f"{abs(printed.value):.{printed.decimals}f}"
    sign = -1 if printed.value < 0 else 1
    last = Decimal(1).scaleb(-printed.decimals)
    if printed.value:
        yield -printed.value
    for words in _edits(text):
        value = Decimal(words)
        if value == value.quantize(last):
            yield (sign * value).quantize(last)


def _edits(text: str) -> Iterator[str]:
    digits = text.replace(".", "")
    point = len(text.partition(".")[0])
    for i, letter in enumerate(text):
        if letter == ".":
            continue
        for other in "0123456789":
            if other != letter:
                yield text[:i] + other + text[i + 1 :]
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        yield swapped[:point] + "." + swapped[point:]
    for i in range(point if point > 1 else 0):
        yield text[:i] + text[i + 1 :]
    for i in range(point + 1):
        for other in "0123456789":
            yield text[:i] + other + text[i:]
    for k in range(1, len(digits)):
        if k != point:
            yield digits[:k] + "." + digits[k:]
