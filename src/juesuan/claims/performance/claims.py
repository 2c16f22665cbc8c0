"""How makers of performance claims state a relation: one short constructor a shape, so that they read
alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation

LIKELY = Certainty.LIKELY
CERTAIN = Certainty.CERTAIN
GUESS = Certainty.GUESS
ONE = Decimal(1)
NOTHING = Decimal(0)
"""The factor of an operand that is only shown."""


def total(
    kind: Kind,
    check: str,
    whole: Operand,
    parts: Sequence[Operand],
    formula: str,
    key: str,
    certainty: Certainty = CERTAIN,
    others: Iterable[Sequence[Operand]] = (),
) -> Claim:
    """``whole`` is the sum of ``parts``; ``others`` are other lists of parts that may have been meant."""
    return Claim(
        kind,
        check,
        Relation.LINEAR,
        summed(whole, parts),
        formula,
        key,
        certainty,
        alternatives=tuple(summed(whole, p) for p in others),
    )


def summed(whole: Operand, parts: Sequence[Operand]) -> tuple[Operand, ...]:
    """Operands of ``whole − Σ parts = 0``; a part keeps its own factor (its ``weight``)."""
    return (weighted(whole, ONE), *[weighted(p, -p.weight) for p in parts])


def weighted(o: Operand, weight: Decimal) -> Operand:
    """The operand with another factor."""
    if o.weight == weight:
        return o
    return Operand(o.span, o.number, o.shown, o.interval, o.role, weight, o.top, o.bottom, o.printed)


def over(o: Operand, top: int, bottom: int) -> Operand:
    """The operand as part of the numerator or the denominator of a ratio."""
    return Operand(o.span, o.number, o.shown, o.interval, o.role, o.weight, top, bottom, o.printed)


def same(
    kind: Kind,
    check: str,
    one: Operand,
    other: Operand,
    formula: str,
    key: str,
    certainty: Certainty = CERTAIN,
) -> Claim:
    """Both print the same value."""
    return total(kind, check, one, [other], formula, key, certainty)


def at_most(
    kind: Kind,
    check: str,
    small: Operand,
    large: Operand,
    formula: str,
    key: str,
    certainty: Certainty = CERTAIN,
) -> Claim:
    """``small`` is not larger than ``large``."""
    return Claim(kind, check, Relation.AT_MOST, (small, large), formula, key, certainty)


def product(
    kind: Kind,
    check: str,
    result: Operand,
    factors: Sequence[Operand],
    formula: str,
    key: str,
    certainty: Certainty = CERTAIN,
) -> Claim:
    """``result`` is the product of ``factors``."""
    return Claim(kind, check, Relation.PRODUCT, (result, *factors), formula, key, certainty)


def ratio(
    kind: Kind,
    check: str,
    rate: Operand,
    top: Operand,
    bottom: Operand,
    formula: str,
    key: str,
    certainty: Certainty = CERTAIN,
    other_bottoms: Iterable[Operand] = (),
) -> Claim:
    """``rate`` is ``top / bottom``; ``other_bottoms`` are other bases the form allows."""

    def operands(base: Operand) -> tuple[Operand, ...]:
        return (rate, over(top, 1, 0), over(base, 0, 1))

    return Claim(
        kind,
        check,
        Relation.RATIO,
        operands(bottom),
        formula,
        key,
        certainty,
        alternatives=tuple(operands(b) for b in other_bottoms),
    )
