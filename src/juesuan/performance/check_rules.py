"""What in one scoring rule cannot work: a weight that it can never yield, points beyond it, a value nobody measures.

The highest and lowest share that a rule can give follow from its parameters alone; they are computed, not tried out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from juesuan.accounts.problems import Problem
from juesuan.performance.formulas import Formula, formulas
from juesuan.performance.kinds import (
    HUNDRED,
    ZERO,
    AtLeast,
    AtMost,
    Bands,
    Checklist,
    Curve,
    Manual,
    PerMiss,
    Presence,
    Ratio,
    Rule,
    Tiers,
)
from juesuan.performance.terms import Achievement, percent, plain

#: Rules that look at answers of a person; a formula would never be used.
ANSWERED = (Checklist, Presence, Manual, Bands, PerMiss)


def check_rule(kind: Rule, weight: Decimal, formula: str, *, measured: bool) -> Iterator[Problem]:
    """Problems of a rule with ``weight`` points; ``measured``: somebody says where the value comes from."""
    found = formulas().get(formula)
    if formula and found is None:
        near = "、".join(sorted(formulas()))
        yield Problem("no-formula", f"没有“{formula}”这个公式", expected=f"可用的有：{near}")
    if found is not None and isinstance(kind, ANSWERED):
        yield Problem(
            "unused-formula",
            f"这种规则不用公式，“{found.title}”不会被计算",
            expected="请删去 formula 或改规则",
        )
    if not found and not measured and not isinstance(kind, ANSWERED):
        words = "没有公式，也没有写数据来源（source），实际值无从取得"
        yield Problem("unmeasurable", words, expected="请写 formula 或 source", level="warning")
    low, high = extremes(kind, weight, found)
    if high < weight:
        words = f"按这条规则最多得{plain(high)}分，达不到分值{plain(weight)}分"
        yield Problem("unreachable", words, expected="请改分值或改规则")
    elif high > weight:
        words = f"按这条规则可以得到{plain(high)}分，超过分值{plain(weight)}分，多出的分不会计入"
        yield Problem("beyond-weight", words, expected="请改分值或改规则")
    if low > 0 and not isinstance(kind, Ratio):
        words = f"按这条规则最差也得{plain(low)}分"
        yield Problem("floor", words, expected="如不是有意如此，请改规则", level="warning")
    yield from _order(kind)


def extremes(kind: Rule, weight: Decimal, formula: Formula | None = None) -> tuple[Decimal, Decimal]:
    """The lowest and the highest score the rule's parameters can give, not capped by the weight."""
    match kind:
        case Checklist():
            return ZERO, sum((p.points for p in kind.points), ZERO)
        case Manual():
            return ZERO, weight if kind.most is None else kind.most
        case Tiers():
            within = [share for bound, share in kind.tiers if _reachable(bound, kind.rising, formula)]
            return ZERO, weight * max(within, default=ZERO) / HUNDRED
        case Curve():
            shares = [share for _, share in kind.knots]
            return weight * min(shares) / HUNDRED, weight * max(shares) / HUNDRED
        case Bands():
            low = min((low for _, low in kind.bands), default=ZERO)
            return weight * low / HUNDRED, weight * max(
                (high for high, _ in kind.bands), default=ZERO
            ) / HUNDRED
        case AtLeast():
            rising = not isinstance(kind, AtMost)
            return ZERO, weight if _reachable(kind.full, rising, formula) else _best(kind, weight, formula)
    return ZERO, weight


def _reachable(bound: Decimal, rising: bool, formula: Formula | None) -> bool:
    """Can the formula's value reach the bound? A share of a whole is never above 100 %, a ratio never below 0."""
    if formula is None:
        return True
    if rising:
        return formula.most is None or bound <= formula.most
    return formula.kind in ("change", "saving") or bound >= 0


def _best(kind: AtLeast, weight: Decimal, formula: Formula | None) -> Decimal:
    """What the best value that the formula can have still earns under a bound that it cannot reach."""
    best = ZERO if isinstance(kind, AtMost) else (formula.most if formula else None) or ZERO
    gap = abs(best - kind.full)
    if kind.zero is not None:
        return max(weight * (1 - gap / abs(kind.zero - kind.full)), ZERO)
    each = kind.lost_points if kind.lost_points is not None else None
    if each is None and kind.lost_share is not None:
        each = weight * kind.lost_share / HUNDRED
    return ZERO if each is None else max(weight - gap / kind.step * each, ZERO)


def _order(kind: Rule) -> Iterator[Problem]:
    """Parameters that contradict each other: better results that earn less, losses that are none."""
    match kind:
        case Tiers():
            shares = [share for _, share in kind.tiers]
            if shares != sorted(shares, reverse=True):
                yield Problem("tier-order", "完成得好的一档得分反而低", expected="请核对 tiers 各档的得分")
        case Bands():
            yield from _bands(kind)
        case AtLeast() | PerMiss():
            for name in ("lost_points", "lost_share"):
                value = getattr(kind, name)
                if value is not None and value <= 0:
                    yield Problem("no-loss", f"{name} 应大于0，否则不扣分", value=plain(value))
        case Checklist():
            yield from _points(kind)


def _bands(kind: Bands) -> Iterator[Problem]:
    if len(kind.bands) != len(Achievement):
        yield Problem("bands", f"定性指标应分三档，写了{len(kind.bands)}档")
    for (_, low), (high, _) in pairwise(kind.bands):
        if low != high:
            words = f"相邻两档的{percent(low)}与{percent(high)}不相接"
            yield Problem("bands", words, expected="上一档的下限应等于下一档的上限")


def _points(kind: Checklist) -> Iterator[Problem]:
    if not kind.points:
        yield Problem("no-points", "没有评价要点")
    for point in kind.points:
        if point.points <= 0:
            yield Problem("no-points", f"评价要点“{point.text}”的分值应大于0", value=plain(point.points))
