"""The kinds of scoring rules, as data: what a framework file may write under ``rule``, and nothing else.

A kind holds its parameters only; :mod:`juesuan.performance.ruling` says what each gives. Rates and shares are in
percent, ``lost_points`` and the points of a checklist in points, so a framework reads as its regulation does.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct

ZERO, HUNDRED = Decimal(0), Decimal(100)


class _Kind(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all kinds have in common: the TOML key ``kind`` names them."""


def _positive(value: Decimal, name: str) -> None:
    if value <= 0:
        raise ValueError(f"{name} 应大于0")


def _ordered(values: Sequence[Decimal], words: str) -> None:
    if any(a >= b for a, b in pairwise(values)):
        raise ValueError(words)


class Ratio(_Kind, frozen=True, tag="ratio"):
    """达到指标值得满分，未达到按完成比例得分 (财预〔2020〕10号 第十六条).

    ``pass_mark``: a completion below this percentage scores nothing; ``from_pass`` counts points from there on
    (财预〔2021〕101号: （完成率－60%）÷（1－60%）). ``excess``: a completion above this percentage must be explained.
    ``cuts``: (completion, share of the weight) for targets that had been set too low, from low to high; without them
    the regulation leaves the reduction to judgement.
    """

    pass_mark: Decimal = ZERO
    from_pass: bool = False
    excess: Decimal | None = None
    cuts: tuple[tuple[Decimal, Decimal], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.pass_mark < HUNDRED:
            raise ValueError("pass_mark 应在0到100之间（不含100）")
        _ordered([bound for bound, _ in self.cuts], "cuts 应按完成率从低到高")


class Bands(_Kind, frozen=True, tag="bands"):
    """定性指标分档: (upper, lower) share of the weight for each achievement, best first; the lower end belongs to it."""

    bands: tuple[tuple[Decimal, Decimal], ...]

    def __post_init__(self) -> None:
        if any(low > high for high, low in self.bands):
            raise ValueError("bands 的每一档应先写上限、后写下限")


class AtLeast(_Kind, frozen=True, tag="at-least"):
    """达到 ``full`` 得满分；每低 ``step`` 个百分点扣 ``lost_points`` 分或权重的 ``lost_share`` %, 扣完为止.

    ``zero`` instead: in proportion between ``full`` and ``zero``. With none of the three: 未达到不得分.
    ``steps``: is a part of a step counted in proportion, as a whole step once begun, or not until it is whole?
    """

    full: Decimal
    step: Decimal = Decimal(1)
    lost_points: Decimal | None = None
    lost_share: Decimal | None = None
    zero: Decimal | None = None
    steps: Literal["pro-rata", "begun", "whole"] = "pro-rata"

    def __post_init__(self) -> None:
        _positive(self.step, "step")
        given = [name for name in ("zero", "lost_points", "lost_share") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"{'、'.join(given)} 只能写一个")
        if self.zero == self.full:
            raise ValueError("zero 与 full 相等，不能按比例扣分")
        if self.zero is not None and (self.zero > self.full) is not isinstance(self, AtMost):
            raise ValueError("zero 在 full 的另一边：at-least 的 zero 应小于 full，at-most 的应大于 full")


class AtMost(AtLeast, frozen=True, tag="at-most"):
    """不超过 ``full`` 得满分；每高 ``step`` 个百分点扣分，或在 ``full`` 与 ``zero`` 之间按比例扣分. Fields as :class:`AtLeast`."""


class Tiers(_Kind, frozen=True, tag="tiers"):
    """按区间赋分: (bound, share of the weight), best first; beyond the last bound nothing.

    ``rising``: higher values are better (bounds are lower bounds); otherwise bounds are upper bounds.
    ``inclusive``: does a bound belong to its tier?
    """

    tiers: tuple[tuple[Decimal, Decimal], ...]
    rising: bool = True
    inclusive: bool = True

    def __post_init__(self) -> None:
        bounds = [bound for bound, _ in self.tiers]
        _ordered(bounds[::-1] if self.rising else bounds, "tiers 应从最好的一档写起")


class Curve(_Kind, frozen=True, tag="curve"):
    """按折线赋分: (value, share of the weight) knots, from low to high values; straight between, flat outside."""

    knots: tuple[tuple[Decimal, Decimal], ...]

    def __post_init__(self) -> None:
        if len(self.knots) < 2:
            raise ValueError("knots 至少要有两个点")
        _ordered([value for value, _ in self.knots], "knots 应按数值从小到大")


class PerMiss(_Kind, frozen=True, tag="per-miss"):
    """每有一项不达标扣权重的 ``lost_share`` %（或 ``lost_points`` 分），``zero_at`` 项及以上不得分."""

    lost_share: Decimal | None = None
    lost_points: Decimal | None = None
    zero_at: int | None = None

    def __post_init__(self) -> None:
        if (self.lost_share is None) is (self.lost_points is None):
            raise ValueError("lost_share 和 lost_points 要写一个，也只能写一个")


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """One point of a checklist (评价要点) and what it is worth."""

    text: str
    points: Decimal


class Checklist(_Kind, frozen=True, tag="checklist"):
    """逐条评价要点计分；``vetoes`` are faults any of which leaves nothing (存在…的，本指标不得分).

    Answers come in this order: the points (met?), then the vetoes (is the fault absent?).
    """

    points: tuple[Point, ...]
    vetoes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The texts to answer with yes or no, in the order of the answers."""
        return (*(p.text for p in self.points), *(f"不存在：{v}" for v in self.vetoes))


class Presence(_Kind, frozen=True, tag="presence"):
    """直接赋分: ``question`` answered with yes scores in full, with no nothing."""

    question: str


class Manual(_Kind, frozen=True, tag="manual"):
    """酌情评分: a person gives the score and says why. ``most`` is the highest score in points, if below the weight."""

    most: Decimal | None = None


Rule = Ratio | Bands | AtLeast | AtMost | Tiers | Curve | PerMiss | Checklist | Presence | Manual

#: What each kind is called before people.
KIND_TITLES: dict[type, str] = {
    Ratio: "按完成比例计分",
    Bands: "定性分档计分",
    AtLeast: "达标得满分，不足扣分",
    AtMost: "不超得满分，超出扣分",
    Tiers: "按区间赋分",
    Curve: "按折线赋分",
    PerMiss: "按不达标项数扣分",
    Checklist: "逐条要点计分",
    Presence: "是否判断",
    Manual: "酌情评分",
}
