"""Was it the other way round? A change that fits only with the opposite sign has the wrong word, not a wrong figure.

Saying “增加 should be 减少” helps a clerk more than saying that a rate is off by twenty points.
"""

from __future__ import annotations

from juesuan.claims.evaluate import solve
from juesuan.claims.model import Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand


def turned(o: Operand) -> Operand:
    return Operand(o.span, o.number, o.shown, -o.interval, o.role, o.weight, o.top, o.bottom, o.printed)


def adds(way: tuple[Operand, ...]) -> bool:
    expected = solve(Relation.LINEAR, way, 0)
    return expected is not None and way[0].interval.meets(expected)


def turned_claim(way: tuple[Operand, ...], key: str) -> Claim:
    """The words give the wrong direction: with the other sign the three figures fit."""
    word = "减少（少于）" if way[0].interval.middle > 0 else "增加（多于）"
    ordered = (way[0], *way[1:])
    return Claim(Kind.WORDING, "change-direction", Relation.LINEAR, ordered, f"按所列数字应为“{word}”", key)


def flipped_rate(
    passage: Passage, subjects: list[Figure], amount: Figure, rate: Figure, sign: int
) -> tuple[Operand, ...] | None:
    """The reading with the opposite direction, if it fits: 增加 was written for 减少, or the other way round."""
    for s in subjects[:2]:
        way = (
            growth(passage, rate, sign),
            operand(passage, amount, "变动额", top=1, bottom=amount.sign),
            operand(passage, s, "本年数", bottom=1),
        )
        if holds(way):
            return way
    return None


def holds(way: tuple[Operand, ...]) -> bool:
    expected = solve(Relation.RATIO, way, 0)
    return expected is not None and way[0].interval.meets(expected)


def wrong_direction(
    passage: Passage, way: tuple[Operand, ...], flipped: tuple[Operand, ...], key: str
) -> Claim:
    """A claim about the direction: broken as printed, and its words say which way the figures point."""
    word = "减少" if "增" in way[1].shown or "上升" in way[1].shown else "增加"
    return Claim(
        Kind.WORDING,
        "change-direction",
        Relation.RATIO,
        way,
        f"按所列数字应为“{word}”：只有{word}{flipped[1].printed.text if flipped[1].printed else ''}才能得出这个变动率",
        key,
    )


def growth(passage: Passage, rate: Figure, sign: int) -> Operand:
    return operand(passage, rate, "变动率", sign=sign)
