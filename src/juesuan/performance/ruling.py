"""What a scoring rule gives for what was found: small pure functions, one a kind, each with the reason in words.

A rule answers with a range of points. Most rules determine one score and the range is a point; a band or a judgement
leaves room, and the person who fills the room says why. A rule that lacks what it needs is blocked and says by what:
it never answers with a silent nought.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

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

Knots = Sequence[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule looks at; it takes what it needs.

    ``value`` is the rate or quantity that is scored (for :class:`Ratio` the completion), in percent for rates.
    """

    value: Decimal | None = None
    met: tuple[bool | None, ...] = ()
    missed: int | None = None
    achievement: Achievement | None = None
    too_low: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """The points a rule allows, from ``low`` to ``high`` (``open``: the upper end itself is not allowed).

    ``why`` says in words what was lost for what; ``blocked`` what is missing; ``asks`` what must be explained even if
    the score is full; ``judged``: a score within the range needs a reason.
    """

    low: Decimal
    high: Decimal
    why: str = ""
    blocked: str = ""
    asks: str = ""
    open: bool = False
    judged: bool = False

    @property
    def points(self) -> Decimal | None:
        """The score, where the rule determines one."""
        return self.low if self.low == self.high and not self.blocked else None

    def allows(self, score: Decimal) -> bool:
        """May a person give this score under the rule?"""
        return self.low <= score < self.high if self.open else self.low <= score <= self.high


def rule(kind: Rule, weight: Decimal, facts: Facts) -> Ruling:
    """What the rule gives of ``weight`` points; the range lies within 0 and the weight."""
    return _GIVES[type(kind)](kind, weight, facts)


def blocked(weight: Decimal, missing: str) -> Ruling:
    """Anything is possible until ``missing`` is known."""
    return Ruling(ZERO, weight, blocked=missing)


def _fixed(weight: Decimal, points: Decimal, why: str, asks: str = "") -> Ruling:
    score = min(max(points, ZERO), weight)
    return Ruling(score, score, why if score < weight else why or "得满分", asks=asks)


def _share(weight: Decimal, share: Decimal, why: str, asks: str = "") -> Ruling:
    return _fixed(weight, weight * share / HUNDRED, why, asks)


def _ratio(kind: Ratio, weight: Decimal, facts: Facts) -> Ruling:
    value = facts.value
    if value is None:
        return blocked(weight, "缺少完成值，不能计算完成率")
    done = percent(value)
    if value >= HUNDRED:
        if facts.too_low:
            return _cut(kind, weight, value)
        if kind.excess is not None and value > kind.excess:
            return _share(weight, HUNDRED, f"完成{done}，得满分", f"完成率{done}，偏离指标值较多，请说明原因")
        return _share(weight, HUNDRED, f"完成{done}，得满分")
    if value < kind.pass_mark:
        return _share(weight, ZERO, f"完成{done}，低于及格线{percent(kind.pass_mark)}，不得分")
    if kind.from_pass:
        share = (value - kind.pass_mark) * HUNDRED / (HUNDRED - kind.pass_mark)
        return _share(weight, share, f"完成{done}，按超过{percent(kind.pass_mark)}的部分计{percent(share)}")
    return _share(weight, value, f"完成{done}，按完成比例计分")


def _cut(kind: Ratio, weight: Decimal, value: Decimal) -> Ruling:
    """A target that had been set too low: full points are out of the question."""
    if not kind.cuts:
        why = f"完成{percent(value)}，系指标值明显偏低所致，须按偏离程度调减，请填写得分和理由"
        return Ruling(ZERO, weight, why, open=True, judged=True)
    share = next((share for bound, share in reversed(kind.cuts) if value >= bound), HUNDRED)
    return _share(weight, share, f"完成{percent(value)}，指标值明显偏低，按偏离程度计{percent(share)}")


def _bands(kind: Bands, weight: Decimal, facts: Facts) -> Ruling:
    if facts.achievement is None:
        return blocked(weight, "没有填写完成等次（达成、部分达成、未达成）")
    place = list(Achievement).index(facts.achievement)
    if place >= len(kind.bands):
        return blocked(weight, f"评分规则没有“{facts.achievement}”这一档")
    upper, lower = kind.bands[place]
    low, high = weight * lower / HUNDRED, weight * upper / HUNDRED
    closed = place == 0
    words = f"{facts.achievement}，在{plain(low)}至{plain(high)}分之间评定{'' if closed else f'（不含{plain(high)}分）'}"
    return Ruling(low, high, words, open=not closed)


def _at_least(kind: AtLeast, weight: Decimal, facts: Facts) -> Ruling:
    most = isinstance(kind, AtMost)
    value = facts.value
    if value is None:
        return blocked(weight, "缺少实际值")
    gap = value - kind.full if most else kind.full - value
    bound = f"{'不超过' if most else '达到'}{plain(kind.full)}"
    if gap <= 0:
        return _share(weight, HUNDRED, f"实际{plain(value)}，{bound}，得满分")
    over = f"实际{plain(value)}，{'高于' if most else '低于'}{plain(kind.full)}共{plain(gap)}"
    if kind.zero is not None:
        share = HUNDRED - gap * HUNDRED / abs(kind.zero - kind.full)
        return _share(
            weight, max(share, ZERO), f"{over}，在{plain(kind.full)}与{plain(kind.zero)}之间按比例扣分"
        )
    each = _lost(kind.lost_points, kind.lost_share, weight)
    if each is None:
        return _share(weight, ZERO, f"{over}，不得分")
    steps = gap / kind.step
    if kind.steps != "pro-rata":
        steps = steps.to_integral_value(ROUND_CEILING if kind.steps == "begun" else ROUND_FLOOR)
    lost = min(steps * each, weight)
    return _fixed(weight, weight - lost, f"{over}，每{plain(kind.step)}扣{plain(each)}分，扣{plain(lost)}分")


def _lost(points: Decimal | None, share: Decimal | None, weight: Decimal) -> Decimal | None:
    """Points lost each time, stated in points or as a share of the weight."""
    if points is not None:
        return points
    return None if share is None else weight * share / HUNDRED


def _tiers(kind: Tiers, weight: Decimal, facts: Facts) -> Ruling:
    value = facts.value
    if value is None:
        return blocked(weight, "缺少实际值")
    for bound, share in kind.tiers:
        better = value > bound if kind.rising else value < bound
        if better or (kind.inclusive and value == bound):
            sign = {(True, True): "≥", (True, False): ">", (False, True): "≤", (False, False): "<"}
            words = f"{sign[kind.rising, kind.inclusive]}{plain(bound)}"
            return _share(weight, share, f"实际{plain(value)}，属于{words}一档，计{percent(share)}")
    return _share(weight, ZERO, f"实际{plain(value)}，不在得分区间内，不得分")


def _curve(kind: Curve, weight: Decimal, facts: Facts) -> Ruling:
    if facts.value is None:
        return blocked(weight, "缺少实际值")
    share = along(kind.knots, facts.value)
    return _share(weight, share, f"实际{plain(facts.value)}，按折线计{percent(share)}")


def along(knots: Knots, value: Decimal) -> Decimal:
    """The height of a line through ``knots`` at ``value``; flat before the first and after the last."""
    if value <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return knots[-1][1]


def _per_miss(kind: PerMiss, weight: Decimal, facts: Facts) -> Ruling:
    missed = facts.missed
    if missed is None:
        return blocked(weight, "没有填写不达标项数")
    if missed == 0:
        return _share(weight, HUNDRED, "没有不达标项，得满分")
    if kind.zero_at is not None and missed >= kind.zero_at:
        return _share(weight, ZERO, f"{missed}项不达标，达到{kind.zero_at}项，不得分")
    each = _lost(kind.lost_points, kind.lost_share, weight) or ZERO
    return _fixed(weight, weight - each * missed, f"{missed}项不达标，每项扣{plain(each)}分")


def _checklist(kind: Checklist, weight: Decimal, facts: Facts) -> Ruling:
    questions = kind.questions
    answers = (*facts.met, *(None for _ in questions[len(facts.met) :]))
    faults = [
        v for v, absent in zip(kind.vetoes, answers[len(kind.points) :], strict=False) if absent is False
    ]
    if faults:
        return _share(weight, ZERO, f"存在{'、'.join(faults)}，本指标不得分")
    open_ = [q for q, answer in zip(questions, answers, strict=False) if answer is None]
    if open_:
        return blocked(weight, f"有{len(open_)}条评价要点没有填写：{'；'.join(open_)}")
    fell = [p for p, met in zip(kind.points, answers, strict=False) if not met]
    points = sum((p.points for p, met in zip(kind.points, answers, strict=False) if met), ZERO)
    lost = "；".join(f"{p.text}不符合，扣{plain(p.points)}分" for p in fell)
    return _fixed(weight, points, lost or "各条要点均符合，得满分")


def _presence(kind: Presence, weight: Decimal, facts: Facts) -> Ruling:
    answer = facts.met[0] if facts.met else None
    if answer is None:
        return blocked(weight, f"没有回答“{kind.question}”")
    return _share(weight, HUNDRED if answer else ZERO, "符合，得满分" if answer else "不符合，不得分")


def _manual(kind: Manual, weight: Decimal, facts: Facts) -> Ruling:
    most = weight if kind.most is None else min(kind.most, weight)
    return Ruling(ZERO, most, f"由评价人在0至{plain(most)}分之间评定", judged=True)


_GIVES: dict[type, Callable[[Any, Decimal, Facts], Ruling]] = {
    Ratio: _ratio,
    Bands: _bands,
    AtLeast: _at_least,
    AtMost: _at_least,
    Tiers: _tiers,
    Curve: _curve,
    PerMiss: _per_miss,
    Checklist: _checklist,
    Presence: _presence,
    Manual: _manual,
}
