"""A framework with other weights in the same proportions: what an area does that gives overall evaluation 60 of 100.

Everything stated in points (weights, losses, points of a checklist) is scaled; rates and shares stay. A score under the
new framework is the old one in the same proportion, but for rounding.
"""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from msgspec.structs import replace

from juesuan.performance.frameworks import Framework
from juesuan.performance.kinds import AtLeast, Checklist, Manual, PerMiss, Rule


def rescaled(framework: Framework, total: Decimal, decimals: int | None = None) -> Framework:
    """``framework`` with weights that sum to ``total``; ``decimals`` sets another precision of scores."""
    by = total / framework.total
    own = framework.own
    return replace(
        framework,
        total=total,
        decimals=framework.decimals if decimals is None else decimals,
        sections=tuple(replace(s, weight=s.weight * by) for s in framework.sections),
        indicators=tuple(
            replace(i, weight=i.weight * by, rule=scaled(i.rule, by)) for i in framework.indicators
        ),
        own=None if own is None else replace(own, execution_weight=own.execution_weight * by),
    )


def scaled(kind: Rule, by: Decimal) -> Rule:
    """A rule for a weight that is ``by`` times the old one."""
    match kind:
        case AtLeast() | PerMiss() if kind.lost_points is not None:
            return cast("Rule", replace(kind, lost_points=kind.lost_points * by))
        case Checklist():
            return replace(kind, points=tuple(replace(p, points=p.points * by) for p in kind.points))
        case Manual() if kind.most is not None:
            return replace(kind, most=kind.most * by)
    return kind
