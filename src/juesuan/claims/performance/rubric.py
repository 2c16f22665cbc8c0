"""Scoring rules as printed (“①…得1分；②…得0.75分”, “酌情得0-2分”, “≤100%得满分”): the most they can give is
the weight.

A rule's text is read for its highest possible score: the sum of numbered points, the top of a range, the
single or best award. Deductions (扣…分) never add to it. Only a text whose reading is unambiguous makes a
certain claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import parse_printed
from juesuan.amounts.units import UNITS
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, summed, total
from juesuan.claims.performance.figures import Quantity, operand
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.claims.performance.tree import leaf_weight

_POINT = re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]|[(（]\d{1,2}[)）]|(?<![\d.])\d{1,2}[.．、](?!\d)")
_END = r"分(?!之|[钟以的者及])"
_AWARD = re.compile(rf"(?P<verb>得满分|得分?|计|记|给|赋)(?P<number>\d+(?:\.\d+)?){_END}")
#: In a numbered point the award may stand without a verb: “①制度健全，1分”, “①制度健全（1分）”.
_IN_POINT = re.compile(rf"(?P<verb>得满分|得分?|计|记|给|赋|[，,；;、(（])(?P<number>\d+(?:\.\d+)?){_END}")
_RANGE = re.compile(
    rf"(?P<verb>得|计|记|给|评|赋|打|值|酌情|为|在)(?P<low>\d+(?:\.\d+)?)分?[-—–~～至到](?P<number>\d+(?:\.\d+)?){_END}"
)
_WEIGHT = re.compile(r"(?:权重分?|满分|分值)(?:为|是)?[(（]?(?P<number>\d+(?:\.\d+)?)分")
#: “预算、决算按时公开各得1分”: one award for each of the things named, as many as there are.
_EACH = re.compile(r"(?:各|均|分别|各自|每项|每个)(?:可)?$")
_NAMED = re.compile(r"[、和及与]")
#: Further than this nobody counts what one clause names.
_MOST_NAMED = 8
_TAKES = re.compile(r"扣|减|倒扣")
_VOID = re.compile(r"不得分|得0分|0分|一票否决|扣")


def rubric_claims(sheet: Sheet) -> Iterator[Claim]:
    """The highest score each printed rule can give equals the item's weight."""
    for n, leaf in enumerate(sheet.leaves):
        weight, box = leaf_weight(leaf), leaf.box("rubric")
        if weight is None or box is None or "rubric" in leaf.merged:
            continue
        key = f"{sheet.project or 'score-sheet'}|{leaf.code or n}{leaf.label[:16]}"
        claim = _claim(leaf, weight, box, key)
        if claim is not None:
            yield claim


def _claim(leaf: Leaf, weight: Operand, box: Box, key: str) -> Claim | None:
    text = box.text
    formula = f"“{leaf.label}”评分细则最高可得分＝分值"

    def of(parts: list[Quantity], certain: bool, others: list[list[Quantity]] | None = None) -> Claim:
        operands = [operand(box, q, "细则", exact=True) for q in parts]
        first = total(
            Kind.SCORE, "rubric-makes-weight", weight, operands, formula, key, CERTAIN if certain else LIKELY
        )
        more = [[operand(box, q, "细则", exact=True) for q in o] for o in others or []]
        return replace(first, alternatives=tuple(summed(weight, o) for o in more))

    points = _points(text)
    if points is not None:
        if not any(several for _, several in points):
            return of([q for q, _ in points], True)
        every = _awards(text)  # or grades of one thing, or all of them together
        others = [every, [max(every, key=lambda q: q.printed.value)]] if every else []
        return of([q for q, _ in points], False, others)
    each = _for_each(text)
    if each is not None:
        return of([each[0]] * each[1], False, [[each[0]] * n for n in range(2, _MOST_NAMED + 1)])
    # A rule may speak of a survey or an appraisal on the scale of one hundred; that is not the item's weight.
    stated = [q for m in _WEIGHT.finditer(text) if (q := _quantity(m)).printed.value != 100]
    if stated:
        return of(stated[:1], True)
    ranges = [_quantity(m) for m in _RANGE.finditer(text)]
    if ranges:
        best = max(ranges, key=lambda q: q.printed.value)
        return of([best], len(ranges) == 1)
    awards = [q for q in _awards(text) if q.printed.value > 0]
    if not awards:
        return None
    best = max(awards, key=lambda q: q.printed.value)
    return of([best], len(awards) == 1, [awards] if len(awards) > 1 else None)


def _for_each(text: str) -> tuple[Quantity, int] | None:
    """The only award of a rule that gives it for each of the things its clause names, and how many these are."""
    found = list(_AWARD.finditer(text))
    if len(found) != 1 or not _EACH.search(text[: found[0].start()]):
        return None
    clause = re.split(r"[，,；;。：:]", text[: found[0].start()])[-1]
    return _quantity(found[0]), len(_NAMED.findall(clause)) + 1


def _points(text: str) -> list[tuple[Quantity, bool]] | None:
    """The best award of each numbered point, and whether the point gives others too (“未达到的得1分”).

    ``None`` unless every point awards or, in so many words, voids.
    """
    starts = [m.start() for m in _POINT.finditer(text)]
    if len(starts) < 2:
        return None
    found: list[tuple[Quantity, bool]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        awards = _awards(text, start, end)
        if not awards:
            if _VOID.search(text[start:end]):
                continue
            return None
        found.append((max(awards, key=lambda q: q.printed.value), len(awards) > 1))
    return found if len(found) > 1 else None


def _awards(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Points given (not taken) in a stretch of text, or in a numbered point of it."""
    pattern = _AWARD if end is None else _IN_POINT
    found = []
    for m in pattern.finditer(text, start, len(text) if end is None else end):
        clause = re.split(r"[，,；;。]", text[start : m.start()])[-1]
        if _TAKES.search(clause) or re.search(r"考核得分|得分(?:达|为|在|高于|低于)?$|每.{0,12}$", clause):
            continue
        if m["verb"] == "得分":
            continue
        found.append(_quantity(m))
    return found


def _quantity(m: re.Match[str]) -> Quantity:
    printed = parse_printed(m["number"], UNITS["分"])
    assert printed is not None
    return Quantity(m.start("number"), m.end("number") + 1, m.end("number"), printed)


def full_marks(text: str) -> Iterator[tuple[str, Decimal]]:
    """Conditions for full marks on a percentage: (“≤”, 1.00) for “≤100%得满分”."""
    for m in re.finditer(
        r"(?P<sign>[≤≥<>＜＞]=?|达到|不低于|不超过)(?P<number>\d+(?:\.\d+)?)[%％](?:以上|及以上)?[，,]?(?:的)?得满分",
        text,
    ):
        sign = "≤" if m["sign"][0] in "≤<＜" or m["sign"] == "不超过" else "≥"
        yield sign, Decimal(m["number"]) / 100
