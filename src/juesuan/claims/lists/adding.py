"""When does a sum that does not come out contradict the report? The one judgement all makers of sum claims share.

A list that must be complete is wrong if it does not add up. An open list is wrong only if its members exceed the whole,
or if one mistyped digit (or two swapped) explains the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval, Printed
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation


def slip(total: Interval, parts: Interval) -> bool:
    """Would changing one digit of one figure close the gap? The mark of a typing error, not of an open list."""
    gap = abs(total.middle - parts.middle)
    noise = total.half + parts.half
    if gap <= noise or abs(total.middle) < max(
        100 * total.half, Decimal(100) if not total.half else Decimal(0)
    ):
        return False
    step = Decimal(10) ** (gap.adjusted())
    lead = (gap / step).to_integral_value()
    for digit in (lead, lead + 1):
        # Two digits swapped differ by a multiple of 9 (89.97 for 89.79): 9, 18, 27 … 81 in the last two places.
        if (
            abs(gap - digit * 9 * step / 10) <= noise
            and digit <= 9
            and gap.adjusted() <= total.middle.adjusted() - 2
        ):
            return noise * 2 < step / 10 or not total.half
        if abs(gap - digit * step) <= noise and digit <= 9:
            return step > 2 * noise
    return digit == 10 and abs(gap - 10 * step) <= noise


#: The chance at which a slip explains nothing: one open list in fifteen would be a slip short of its whole.
_BY_CHANCE = Decimal(1) / 15


def by_chance(total: Interval, parts: Interval) -> bool:
    """Would what an open list leaves out often look like a slip: is the whole short, or are the members rounded off?

    What is left out may be anything up to the whole; a slip is a gap of one digit in one of its places, give or take the
    rounding. The more rounding and the fewer places, the more of all gaps are slips (47.2亿元, of which 17.5 and 10亿元).
    """
    noise = 2 * (total.half + parts.half)
    whole = abs(total.middle)
    if not noise or not whole:
        return False  # counts are not rounded, and seldom leave out what nobody counts
    step, gaps = Decimal(10) ** whole.adjusted(), 0
    while step > noise:
        gaps += 9
        step /= 10
    return gaps * noise > _BY_CHANCE * whole


def added(members: Sequence[Operand]) -> Interval:
    """The sum of the operands' intervals."""
    result = Interval.point(0)
    for m in members:
        result = result + m.interval
    return result


#: How much larger than its own rounding a figure must be to say which unit it is in.
_CLEAR = 10


def mistyped(operands: Sequence[Operand]) -> bool:
    """Would one figure with one digit other, two neighbours swapped or its unit right make the first the sum of the rest?

    Unlike :func:`slip` this speaks of small counts too, of which it says little: nearly all of them are a slip apart.
    """
    return unit_lost(operands) or any(
        len(v) == len(_plain(o))
        for o, wanted in _wanted(operands)
        if o.printed is not None and wanted.middle > 0 and len(_digits(o.printed, wanted)) == len(_plain(o))
        for v in before_slip(o.printed, wanted)
        if v[0] != "-"
    )


def swapped(operands: Sequence[Operand]) -> bool:
    """Would one figure with two neighbouring digits in the other order make the first the sum of the rest?"""
    return any(
        sorted(v) == sorted(_plain(o))
        for o, wanted in _wanted(operands)
        if o.printed is not None and wanted.middle > 0 and len(_digits(o.printed, wanted)) == len(_plain(o))
        for v in before_slip(o.printed, wanted)
    )


def _digits(printed: Printed, value: Interval) -> str:
    return f"{value.middle / (printed.unit.scale or 1):.{printed.decimals}f}"


def _plain(o: Operand) -> str:
    assert o.printed is not None
    return f"{o.printed.value:.{o.printed.decimals}f}"


def _wanted(operands: Sequence[Operand]) -> Iterator[tuple[Operand, Interval]]:
    """Each figure of a sum with what it should be if the others are right."""
    total, members = operands[0], operands[1:]
    yield total, added(members)
    for n, m in enumerate(members):
        rest = added([*members[:n], *members[n + 1 :]])
        yield m, total.interval + -rest


def unit_lost(operands: Sequence[Operand]) -> bool:
    """Would the right unit at one amount of money (2.14万元 for 2.14元) make the sum come out?"""
    return any(
        # what is lost among the rounding of the others fits any small amount
        o.printed is not None and wanted.low > _CLEAR * wanted.half and other_unit(o.printed, wanted)
        for o, wanted in _wanted(operands)
    )


def _slipped(total: Interval, parts: Interval) -> bool:
    return slip(total, parts) and not by_chance(total, parts)


def judge(
    ways: Sequence[tuple[Operand, ...]], key: str, *, complete: bool, check: str = "parts-sum"
) -> Iterator[Claim]:
    """Yield the sum claim if the list is complete, adds up, cannot be, or is one digit off; ``ways[0]`` is the reading."""
    total, members = ways[0][0], ways[0][1:]
    held = next((w for w in ways if total.interval.meets(added(w[1:]))), None)
    if held is not None:
        yield Claim(Kind.SUM, check, Relation.LINEAR, held, "合计 = 各分项之和", f"sum:{key}")
        return
    certainty = Certainty.CERTAIN
    if complete:
        best = min(
            (w for w in ways if len(w) > 2),
            key=lambda w: abs(added(w[1:]).middle - total.interval.middle),
            default=ways[0],
        )
    else:
        certainty = Certainty.LIKELY
        # One member alone is a slip away from its whole by chance: “接待费1.20万元，其中外事0.50万元，购车3.00万元”.
        lists = [w for w in ways if len(w) > 2 or len(ways[0]) == 2]
        slips = [w for w in lists if _slipped(total.interval, added(w[1:])) or unit_lost(w)]
        shortest = min((w[1:] for w in ways if len(w) > 2), key=len, default=members)
        exceeds = added(shortest).low > total.interval.high and all(m.interval.low >= 0 for m in shortest)
        if slips:
            # Rounding may hide that all of the list is a slip off; a part of it that misses by more says nothing better.
            best = min((slips[0], ways[0]), key=lambda w: abs(added(w[1:]).middle - total.interval.middle))
        elif exceeds and len(shortest) <= 4:
            best = (total, *shortest)
        else:
            return
    yield Claim(Kind.SUM, check, Relation.LINEAR, best, "合计 = 各分项之和", f"sum:{key}", certainty)
