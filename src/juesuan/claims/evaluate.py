"""Does a claim hold? The one place where printed figures are compared, by intervals only.

``held`` means some true values print as all the operands do; ``broken`` means none can; ``strained`` means they could,
but only if rounding errors conspired (beyond four standard deviations); ``undetermined`` means there is nothing to
compare (a rate on a zero base).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from juesuan.amounts import Interval, corners
from juesuan.claims.model import Claim, Kind, Operand, Relation

ZERO = Decimal(0)
#: Rounding errors are uniform; a sum of n of them strays beyond this many standard deviations once in 16,000 times.
SIGMAS = Decimal(4)


class Verdict(msgspec.Struct, frozen=True):
    """The outcome of one claim. ``expected`` is what operand 0 should be, given the others; base units."""

    state: str
    expected: Interval | None = None
    gap: Decimal = ZERO
    operands: tuple[Operand, ...] = ()


def evaluate(claim: Claim) -> Verdict:
    """Judge a claim against its operands, or the alternative readings of them that make it hold."""
    first = _judge(claim.relation, claim.operands)
    if first.state in ("held", "undetermined"):
        if (
            first.state == "held"
            and claim.kind is Kind.SUM
            and claim.relation is Relation.LINEAR
            and _whole_money_apart(claim.operands)
        ):
            return replace(first, state="strained")
        return first
    for other in claim.alternatives:
        verdict = _judge(claim.relation, other)
        if verdict.state == "held":
            return verdict
    return first


def _judge(relation: Relation, operands: tuple[Operand, ...]) -> Verdict:
    expected = solve(relation, operands, 0)
    if expected is None:
        return Verdict("undetermined", operands=operands)
    stated = operands[0].interval
    if relation is Relation.AT_MOST:
        state = "held" if stated.low <= operands[1].interval.high else "broken"
    elif not stated.meets(expected):
        state = "broken"
    elif relation is Relation.LINEAR:
        state = "strained" if _strained(operands) else "held"
    else:
        state = "strained" if relation is Relation.RATIO and _whole_money_misses(operands) else "held"
    return Verdict(state, expected, stated.gap(expected), operands)


def _strained(operands: Sequence[Operand]) -> bool:
    """Do the printed values miss each other by more than rounding noise plausibly explains?"""
    if len(operands) < 20:  # below that, 4 sigma lies outside the interval anyway
        return False
    off = sum((o.weight * o.interval.middle for o in operands), ZERO)
    variance = sum(((o.weight * o.interval.half) ** 2 / 3 for o in operands), ZERO)
    return off * off > SIGMAS * SIGMAS * variance


def _whole_money_apart(operands: Sequence[Operand]) -> bool:
    """“完成支出89.97万元，分别为30万元、30万元、29.79万元”: whole amounts are usually exact, and then this is off."""
    whole = [
        o
        for o in operands
        if o.printed is not None and o.printed.unit.base == "元" and not o.printed.decimals
    ]
    if (
        not whole
        or len(whole) == len(operands)
        or any(o.printed is not None and o.printed.about for o in operands)
    ):
        return False
    exact = [replace(o, interval=Interval.point(o.interval.middle)) if o in whole else o for o in operands]
    expected = solve(Relation.LINEAR, exact, 0)
    return expected is not None and not exact[0].interval.meets(expected)


def _whole_money_misses(operands: Sequence[Operand]) -> bool:
    """“1900万元，占目标1500万元的126.6%”: sums of money without decimals are usually exact, and then this is 126.7 %."""
    money = [o for o in operands[1:] if o.printed is not None and o.printed.unit.base == "元"]
    if not money or any(o.printed is not None and (o.printed.decimals or o.printed.about) for o in money):
        return False
    exact = tuple(replace(o, interval=Interval.point(o.interval.middle)) for o in operands[1:])
    expected = solve(Relation.RATIO, (operands[0], *exact), 0)
    return expected is not None and not operands[0].interval.meets(expected)


def solve(relation: Relation, operands: Sequence[Operand], unknown: int) -> Interval | None:
    """The values of one operand that make the relation hold, given the others; ``None`` if there is no telling."""
    others = [o for i, o in enumerate(operands) if i != unknown]
    if relation is Relation.LINEAR:
        return _solve_linear(operands[unknown], others)
    if relation is Relation.PRODUCT:
        return _solve_product(operands, unknown)
    if relation is Relation.AT_MOST:
        return others[0].interval
    return _solve_ratio(operands, unknown)


def _solve_linear(unknown: Operand, others: Sequence[Operand]) -> Interval | None:
    if not unknown.weight:
        return None
    if len(others) == 1 and unknown.weight == -others[0].weight:
        return others[0].interval  # two prints of one value: most claims are
    # Summed end by end: an interval for each step would take longer than the sum.
    low = high = ZERO
    low_open = high_open = False
    for o in others:
        values, weight = o.interval, o.weight
        if weight > 0:
            low += values.low * weight
            high += values.high * weight
            low_open, high_open = low_open or values.low_open, high_open or values.high_open
        elif weight < 0:
            low += values.high * weight
            high += values.low * weight
            low_open, high_open = low_open or values.high_open, high_open or values.low_open
    # Decimal division by ±1 (the usual weight) is exact; by 2, 3 … it is within the context's 28 digits.
    return Interval(low, high, low_open, high_open).scaled(-1 / unknown.weight)


def _solve_product(operands: Sequence[Operand], unknown: int) -> Interval | None:
    def product(*values: Decimal) -> Decimal:
        result = Decimal(1)
        for v in values:
            result *= v
        return result

    factors = [o.interval for i, o in enumerate(operands) if i not in (0, unknown)]
    if unknown == 0:
        return corners(product, factors)
    return corners(lambda total, *rest: total / product(*rest), [operands[0].interval, *factors])


def _solve_ratio(operands: Sequence[Operand], unknown: int) -> Interval | None:
    """``rate = T / B`` with ``T = Σ top·x`` and ``B = Σ bottom·x``, so ``Σ (rate·bottom − top)·x = 0`` for each x."""
    parts = list(operands[1:])
    if unknown == 0:

        def rate(*values: Decimal) -> Decimal:
            top = sum((o.top * v for o, v in zip(parts, values, strict=True)), ZERO)
            bottom = sum((o.bottom * v for o, v in zip(parts, values, strict=True)), ZERO)
            return top / bottom

        bottoms = Interval.point(0)
        for o in parts:
            bottoms = bottoms + o.interval.scaled(o.bottom)
        if bottoms.low <= 0 <= bottoms.high:
            return None
        return corners(rate, [o.interval for o in parts])
    wanted = operands[unknown]
    rest = [o for i, o in enumerate(operands) if i not in (0, unknown)]

    def value(r: Decimal, *values: Decimal) -> Decimal:
        known = sum(((r * o.bottom - o.top) * v for o, v in zip(rest, values, strict=True)), ZERO)
        return -known / (r * wanted.bottom - wanted.top)

    return corners(value, [operands[0].interval, *(o.interval for o in rest)])
