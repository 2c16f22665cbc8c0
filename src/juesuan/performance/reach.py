"""Which scores a rule can give at all for what is known so far: the measure of a score that somebody published.

A published table seldom prints all that its rules ask. What it prints narrows the scores that are possible, and a score
outside of them is wrong whatever the missing answers are: a checklist of 1 and 0.75 points never gives 1.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from juesuan.performance.kinds import (
    HUNDRED,
    ZERO,
    AtLeast,
    Bands,
    Checklist,
    Curve,
    Manual,
    PerMiss,
    Presence,
    Rule,
    Tiers,
)
from juesuan.performance.ruling import Facts, rule
from juesuan.performance.terms import plain


@dataclass(frozen=True, slots=True)
class Reach:
    """Scores that are possible: just those in ``only``, or, where it is empty, all from ``low`` to ``high``.

    ``open``: ``high`` itself is not possible.
    """

    low: Decimal
    high: Decimal
    only: tuple[Decimal, ...] = ()
    open: bool = False

    @property
    def score(self) -> Decimal | None:
        """The score, where only one is possible."""
        return self.low if self.low == self.high else None

    def has(self, score: Decimal) -> bool:
        """Is this score possible?"""
        if self.only:
            return score in self.only
        return self.low <= score <= self.high and not (self.open and score == self.high)

    @property
    def words(self) -> str:
        """The scores in words: 1分; 0、0.75、1或1.75分; 0至2分."""
        if self.score is not None:
            return f"{plain(self.low)}分"
        if self.only:
            *first, last = map(plain, self.only)
            return f"{'、'.join(first)}或{last}分"
        return f"{plain(self.low)}至{plain(self.high)}分{'（不含上限）' if self.open else ''}"


def reach(kind: Rule, weight: Decimal, facts: Facts, decimals: int = 2) -> Reach:
    """The scores of ``weight`` points that the rule can give when what ``facts`` leave open becomes known."""
    ruling = rule(kind, weight, facts)
    step = Decimal(1).scaleb(-decimals)
    if not ruling.blocked:
        low, high = (end.quantize(step, ROUND_HALF_UP) for end in (ruling.low, ruling.high))
        return Reach(low, high, open=ruling.open)
    found = _open(kind, weight, facts)
    if isinstance(found, tuple):
        low, high = (end.quantize(step, ROUND_HALF_UP) for end in found)
        return Reach(low, high)
    capped = sorted({min(max(s, ZERO), weight).quantize(step, ROUND_HALF_UP) for s in found})
    return Reach(capped[0], capped[-1], tuple(capped) if len(capped) > 1 else ())


def _open(kind: Rule, weight: Decimal, facts: Facts) -> tuple[Decimal, Decimal] | set[Decimal]:
    """Both ends, or every single score, of a rule that lacks something."""
    match kind:
        case Checklist():
            return _sums(kind, facts.met)
        case Presence():
            return {ZERO, weight}
        case PerMiss():
            return set(_misses(kind, weight))
        case Tiers():
            return {ZERO, *(weight * share / HUNDRED for _, share in kind.tiers)}
        case Curve():
            shares = [share for _, share in kind.knots]
            return weight * min(shares) / HUNDRED, weight * max(shares) / HUNDRED
        case AtLeast() if kind.zero is None:
            return _steps(kind, weight)
        case Bands():
            lows, highs = [low for _, low in kind.bands], [high for high, _ in kind.bands]
            return weight * min(lows) / HUNDRED, weight * max(highs) / HUNDRED
        case Manual():
            return ZERO, weight if kind.most is None else min(kind.most, weight)
    return ZERO, weight


def _sums(kind: Checklist, met: Sequence[bool | None]) -> set[Decimal]:
    """Every sum of points that the open answers can make; with a fault still open, nought as well."""
    answers = (*met, *(None for _ in kind.questions[len(met) :]))
    sums = {ZERO}
    for point, answer in zip(kind.points, answers, strict=False):
        if answer is None:
            sums |= {s + point.points for s in sums}
        elif answer:
            sums = {s + point.points for s in sums}
    return sums | {ZERO} if None in answers[len(kind.points) :] else sums


def _misses(kind: PerMiss, weight: Decimal) -> Iterable[Decimal]:
    each = kind.lost_points if kind.lost_points is not None else weight * (kind.lost_share or ZERO) / HUNDRED
    most = kind.zero_at if kind.zero_at is not None else int(_whole(weight, each))
    yield from (weight - each * n for n in range(most))
    yield ZERO


def _steps(kind: AtLeast, weight: Decimal) -> tuple[Decimal, Decimal] | set[Decimal]:
    """All or nothing; or down by steps; or, where a part of a step counts, anything."""
    each = kind.lost_points
    if each is None and kind.lost_share is not None:
        each = weight * kind.lost_share / HUNDRED
    if each is None:
        return {ZERO, weight}
    if kind.steps == "pro-rata":
        return ZERO, weight
    return {weight - each * n for n in range(int(_whole(weight, each)))} | {ZERO}


def _whole(weight: Decimal, each: Decimal) -> Decimal:
    """After how many losses nothing is left."""
    return (weight / each).to_integral_value(ROUND_CEILING) if each else ZERO
