"""A published evaluation against its own rules: which scores the rules give, which they cannot give, which stay open.

Scoring settles what counts; this says of a score that somebody else published whether it can be right, in one word with
the reason. What a report does not print is said to be open and never taken for wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from juesuan.performance.check_rules import extremes
from juesuan.performance.formulas import formulas
from juesuan.performance.frameworks import Framework, FrameworkIndicator
from juesuan.performance.kinds import Bands, Checklist, Manual
from juesuan.performance.model import Assessment, Evaluation
from juesuan.performance.reach import Reach, reach
from juesuan.performance.ruling import Facts
from juesuan.performance.scores import Score, Scored
from juesuan.performance.terms import plain


class Standing(StrEnum):
    """What is to be said of a published score."""

    AGREES = "一致"
    DIFFERS = "不符"
    IMPOSSIBLE = "规则给不出"
    JUDGED = "酌情评定"
    OPEN = "无法复核"
    ABSENT = "没有公布"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator: the score that was published (``None``: none was), what its rule can give, and why."""

    code: str
    name: str
    weight: Decimal
    published: Decimal | None
    reach: Reach
    standing: Standing
    why: str


def compared(framework: Framework, evaluation: Evaluation, scored: Scored) -> tuple[Comparison, ...]:
    """Every score stated in ``evaluation`` against the rules that ``scored`` has applied to it."""
    found = {a.indicator: a for a in evaluation.assessments}
    pairs = zip(framework.indicators, scored.scores, strict=True)
    return tuple(_one(framework, i, s, found.get(i.code, Assessment(i.code))) for i, s in pairs)


def of(comparisons: Sequence[Comparison], *standings: Standing) -> tuple[Comparison, ...]:
    """Those of a standing, in their order."""
    return tuple(c for c in comparisons if c.standing in standings)


def _one(framework: Framework, indicator: FrameworkIndicator, score: Score, a: Assessment) -> Comparison:
    if score.by_rule is not None:
        possible = Reach(score.by_rule, score.by_rule)
    else:
        facts = Facts(score.trace.value, a.met, a.missed, a.achievement)
        possible = reach(indicator.rule, indicator.weight, facts, framework.decimals)
    stated = a.stated
    if stated is not None:
        stated = stated.quantize(Decimal(1).scaleb(-framework.decimals), ROUND_HALF_UP)
    standing = _standing(indicator, possible, stated)
    why = _why(indicator, score, possible, standing)
    return Comparison(indicator.code, score.name, indicator.weight, a.stated, possible, standing, why)


def _standing(indicator: FrameworkIndicator, possible: Reach, stated: Decimal | None) -> Standing:
    if stated is None:
        return Standing.ABSENT
    if possible.score is not None:
        return Standing.AGREES if stated == possible.score else Standing.DIFFERS
    if not possible.has(stated):
        return Standing.IMPOSSIBLE
    return Standing.JUDGED if isinstance(indicator.rule, Manual | Bands) else Standing.OPEN


def _why(indicator: FrameworkIndicator, score: Score, possible: Reach, standing: Standing) -> str:
    words = [*_shown(indicator, score)]
    if standing is Standing.ABSENT:
        words.insert(0, "没有公布这项指标的得分")
    elif standing is Standing.IMPOSSIBLE and possible.only:
        words.append(f"规则只能给{possible.words}")
    _, most = extremes(indicator.rule, indicator.weight)
    if most < indicator.weight:
        words.append(f"规则最多给{plain(most)}分，达不到分值{plain(indicator.weight)}分")
    return "；".join(w for w in words if w)


def _shown(indicator: FrameworkIndicator, score: Score) -> Iterator[str]:
    """The arithmetic, or what was not published to do it with."""
    trace, formula = score.trace, formulas().get(indicator.formula)
    if score.by_rule is not None:
        named = formula is not None and formula.kind != "value" and trace.worked
        yield f"{formula.title}＝{trace.worked}" if named and formula is not None else trace.worked
        yield trace.why
        return
    lacking = [o.title for o in trace.operands if o.value is None]
    if lacking and formula is not None:
        yield f"没有列出{'、'.join(lacking)}，{formula.title}不能计算"
    elif isinstance(indicator.rule, Checklist):
        yield "有的评价要点没有说明是否符合"
    else:
        yield trace.why
