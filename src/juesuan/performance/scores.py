"""Scores and where every point of them comes from: the result of scoring, for tables, working papers and checks.

A score is the rule's where the rule determines one, a person's where the rule leaves room or a reason is given for
departing from it; both stand side by side. A score that cannot be settled is blocked by a named want and makes its
totals a range, never a smaller number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from juesuan.accounts.model import Origin
from juesuan.performance.frameworks import Framework
from juesuan.performance.kinds import ZERO
from juesuan.performance.model import NOWHERE
from juesuan.performance.operands import OperandValue
from juesuan.performance.ruling import Ruling
from juesuan.performance.terms import plain


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a score is what it is.

    ``formula`` and ``worked`` are the formula in words and with figures, ``value`` its result (percent for rates),
    ``rule`` the scoring rule in words, ``kind`` what kind of rule it is, ``why`` the points lost and for what.
    """

    rule: str
    kind: str
    why: str
    operands: tuple[OperandValue, ...] = ()
    formula: str = ""
    worked: str = ""
    value: Decimal | None = None
    target: str = ""
    actual: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One indicator's score in points.

    ``points`` is the score that counts (``None``: not settled, ``blocked`` says why); ``low`` to ``high`` what the
    rule allows; ``stated`` and ``reason`` what a person gave. ``departs``: the score that counts, or the stated one
    without a reason, is not one that the rule would give. ``notes`` are what a reviewer must see: a figure stated
    twice, a target passed by far, a rule that could not be applied.
    """

    code: str
    name: str
    level1: str
    level2: str
    weight: Decimal | None
    points: Decimal | None
    low: Decimal
    high: Decimal
    trace: Trace
    stated: Decimal | None = None
    reason: str = ""
    departs: bool = False
    blocked: str = ""
    notes: tuple[str, ...] = ()
    origin: Origin = NOWHERE

    @property
    def by_rule(self) -> Decimal | None:
        """The score that the rule alone gives, where it determines one."""
        return self.low if self.low == self.high else None

    @property
    def lost(self) -> Decimal | None:
        """Points lost (扣分)."""
        return None if self.points is None or self.weight is None else self.weight - self.points


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level group (``level2`` is ""), or a second-level one: sums of its scores."""

    level1: str
    level2: str
    weight: Decimal
    points: Decimal | None
    low: Decimal
    high: Decimal
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A whole evaluation scored. ``points`` and ``grade`` are known only if every score is; else ``low`` to ``high``.

    ``name`` is the project or the entity.
    """

    framework: Framework
    name: str
    scores: tuple[Score, ...]
    groups: tuple[Group, ...]
    weight: Decimal
    points: Decimal | None
    low: Decimal
    high: Decimal

    @property
    def grade(self) -> str:
        """等级, or "" while the total is open."""
        return "" if self.points is None else self.framework.grade(self.points)

    @property
    def blocked(self) -> tuple[Score, ...]:
        """Scores that are not settled."""
        return tuple(s for s in self.scores if s.points is None)

    @property
    def departing(self) -> tuple[Score, ...]:
        """Scores where a person's differs from the rule's."""
        return tuple(s for s in self.scores if s.departs)

    def score(self, code: str) -> Score | None:
        """The score of an indicator."""
        return next((s for s in self.scores if s.code == code), None)

    def group(self, level1: str, level2: str = "") -> Group | None:
        """The sums of a group."""
        return next((g for g in self.groups if (g.level1, g.level2) == (level1, level2)), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """Which score counts, and why none does."""

    points: Decimal | None
    departs: bool = False
    blocked: str = ""
    notes: tuple[str, ...] = ()


def rounded(ruling: Ruling, decimals: int) -> Ruling:
    """The ruling with its ends in the precision of the framework, half away from nought."""
    step = Decimal(1).scaleb(-decimals)
    low, high = (end.quantize(step, ROUND_HALF_UP) for end in (ruling.low, ruling.high))
    return Ruling(low, high, ruling.why, ruling.blocked, ruling.asks, ruling.open, ruling.judged)


def settle(weight: Decimal, ruling: Ruling, stated: Decimal | None, reason: str) -> Settled:
    """The score that counts, from what the rule allows and what a person stated.

    A person's score outside 0 and the weight never counts; one that the rule would not give counts only with a
    reason; where the rule determines the score, it stands in for an unexplained one.
    """
    if stated is None:
        return _unstated(ruling)
    if not ZERO <= stated <= weight:
        return Settled(None, True, f"填写的得分{plain(stated)}不在0至{plain(weight)}分之间，请改正")
    if ruling.blocked:
        words = f"规则不能计算：{ruling.blocked}"
        if reason:
            return Settled(stated, notes=(words,))
        return Settled(None, blocked=f"{ruling.blocked}；已填写得分{plain(stated)}，但没有写明评分理由")
    if ruling.allows(stated):
        if ruling.judged and not reason:
            return Settled(None, blocked=f"得分{plain(stated)}由评价人评定，请写明评分理由")
        return Settled(stated)
    gives = f"规则应得{_range(ruling)}，填写的是{plain(stated)}分"
    if reason:
        return Settled(stated, True, notes=(f"{gives}：{reason}",))
    if ruling.points is None:
        return Settled(None, True, f"{gives}，请改正或写明理由")
    return Settled(ruling.points, True, notes=(f"{gives}，没有写明理由，按规则计分",))


def _unstated(ruling: Ruling) -> Settled:
    if ruling.blocked:
        return Settled(None, blocked=ruling.blocked)
    if ruling.points is None:
        return Settled(None, blocked=f"还没有评分：{ruling.why}")
    return Settled(ruling.points)


def _range(ruling: Ruling) -> str:
    if ruling.points is not None:
        return f"{plain(ruling.low)}分"
    return f"{plain(ruling.low)}至{plain(ruling.high)}分{'（不含上限）' if ruling.open else ''}"


def totals(framework: Framework, name: str, scores: Sequence[Score]) -> Scored:
    """Scores summed into second-level groups, first-level groups and the total, in the order of the scores."""
    groups: list[Group] = []
    for level1 in dict.fromkeys(s.level1 for s in scores):
        inside = [s for s in scores if s.level1 == level1]
        groups.append(_group(level1, "", inside))
        groups += [
            _group(level1, level2, [s for s in inside if s.level2 == level2])
            for level2 in dict.fromkeys(s.level2 for s in inside if s.level2)
        ]
    whole = _group("", "", scores)
    return Scored(
        framework, name, tuple(scores), tuple(groups), whole.weight, whole.points, whole.low, whole.high
    )


def _group(level1: str, level2: str, scores: Iterable[Score]) -> Group:
    inside = tuple(scores)
    settled = all(s.points is not None for s in inside)
    low = sum((s.low if s.points is None else s.points for s in inside), ZERO)
    high = sum((s.high if s.points is None else s.points for s in inside), ZERO)
    weight = sum((s.weight for s in inside if s.weight is not None), ZERO)
    return Group(level1, level2, weight, low if settled else None, low, high, tuple(s.code for s in inside))
