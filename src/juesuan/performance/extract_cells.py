"""Cells of published performance tables as targets, actuals, directions and points; what is not certain stays words.

The audit has already told which numbers of a row speak of the same thing; here they become values with unit and
direction. A cell that says more than one number, or a number among other things, keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from juesuan.accounts.figures import Unread, seat
from juesuan.accounts.model import Origin
from juesuan.amounts import Unit
from juesuan.claims.model import Operand
from juesuan.claims.performance.figures import Quantity as Printed
from juesuan.claims.performance.figures import lone
from juesuan.claims.performance.projects import number_pairs, unit_column
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf
from juesuan.claims.performance.tree import leaf_score, leaf_weight
from juesuan.documents.model import Document, Span
from juesuan.performance.book_words import quantity
from juesuan.performance.terms import BLANK, Direction, Quantity

_SIGNS = {
    Direction.AT_LEAST: ("≥", "≧", ">=", "大于等于", "不低于", "不少于", "不小于", "至少"),
    Direction.ABOVE: (">", "＞", "大于", "高于", "超过"),
    Direction.AT_MOST: ("≤", "≦", "<=", "小于等于", "不高于", "不超过", "不大于", "不多于", "控制在"),
    Direction.BELOW: ("<", "＜", "小于", "低于", "少于"),
    Direction.EQUAL: ("=", "＝", "等于"),
    Direction.QUALITATIVE: ("定性",),
}
_BY_SIGN = {sign: direction for direction, signs in _SIGNS.items() for sign in signs}
_SIGN = re.compile(
    "(" + "|".join(map(re.escape, sorted(_BY_SIGN, key=len, reverse=True))) + ")(?:为|至|到)?$"
)
_AFTER = re.compile(r"及?以(?P<up>上)|及?以(?P<down>[下内])|之(?P<within>内)")
_DAY = re.compile(
    r"(?P<sign>[≤<＜]?)(?P<day>20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?)(?P<before>(?:以|之)?前(?:完成)?)?"
)
#: What money is per: 元/人次.
_PER = re.compile(r"/[\u4e00-\u9fff]{1,4}(?:[(（][\u4e00-\u9fff]{1,4}[)）])?")
#: A unit that no list of units has: 笔, 万株.
_UNKNOWN_UNIT = re.compile(r"[\u4e00-\u9fff]{1,3}")
_NOTHING = re.compile(
    r"[≥≧>＞≤≦<＜=＝]|大于等于|小于等于|及?以[上下内]|之内|不[低少小高超大多][于过]|至少|控制在"
)


@dataclass
class Notes:
    """What could not be placed, in reading order."""

    document: Document
    found: list[Unread] = field(default_factory=list)

    def add(self, what: str, at: Box | Span | None, why: str) -> None:
        """Keep something for a person to look at."""
        self.found.append(Unread(" ".join(what.split()), self.place(at), why))

    def place(self, at: Box | Span | None) -> str:
        """A place in words."""
        return "" if at is None else seat(self.document, _span(at))

    def origin(self, at: Box | Span) -> Origin:
        """Where a record came from."""
        place = self.document.place(_span(at))
        return Origin(self.document.path, place.sheet or "", place.cell or self.place(at))


def _span(at: Box | Span) -> Span:
    return at.span() if isinstance(at, Box) else at


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cells of one indicator say."""

    direction: Direction
    target: Quantity
    actual: Quantity


def reading_of(leaf: Leaf, notes: Notes) -> Reading:
    """Direction, target and actual of an indicator's row."""
    target, actual = leaf.box("target"), leaf.box("actual")
    for role in ("target", "actual"):
        shared = leaf.boxes.get(role)
        if role in leaf.merged and shared is not None and not shared.inherited and not shared.blank:
            notes.add(shared.raw, shared, f"与其他指标合用一格，没有填入“{leaf.label}”")
    if "target" in leaf.merged:
        target = None
    if "actual" in leaf.merged:
        actual = None
    pairs = number_pairs(leaf)
    if target is not None and actual is not None and len(pairs) == 1:
        ((wanted, done),) = pairs
        if not _about(wanted, target.text):
            return Reading(
                _direction(leaf, wanted, target), _number(wanted, target), _done(done, actual, leaf, notes)
            )
    unit = unit_column(leaf)
    direction, aim = Direction.EQUAL, BLANK
    if target is not None:
        direction, aim = _target(leaf, target, unit)
    result = BLANK if actual is None else _value(actual, unit)
    if aim == BLANK and isinstance(result.value, Decimal | date):
        direction = _stated(leaf) or Direction.EQUAL
    return Reading(direction, aim, result)


def points(leaf: Leaf) -> tuple[Decimal | None, Decimal | None]:
    """Weight and score of an indicator; ``None`` where the cell is blank or shared with others."""
    return _value_of(leaf_weight(leaf)), _value_of(leaf_score(leaf, 0))


def _value_of(said: Operand | None) -> Decimal | None:
    return None if said is None or said.printed is None else said.printed.value


def shared_points(leaves: Sequence[Leaf], notes: Notes) -> None:
    """Note the weights and scores that several indicators have together."""
    for role, title in (("weight", "分值"), ("score", "得分")):
        for leaf in leaves:
            box = leaf.boxes.get(role)
            if role in leaf.merged and box is not None and not box.inherited and not box.blank:
                notes.add(f"{title}{box.text}", box, f"“{leaf.label}”等几个指标合用，请分到各指标")


def _target(leaf: Leaf, box: Box, unit: Unit) -> tuple[Direction, Quantity]:
    day = _DAY.fullmatch(box.text)
    if day is not None:
        found = quantity(day["day"])
        limit = Direction.AT_MOST if day["sign"] or day["before"] else Direction.EQUAL
        return (_stated(leaf) or limit, found) if found.value is not None else (Direction.QUALITATIVE, found)
    q = lone(box, unit)
    if q is None or _about(q, box.text):
        return Direction.QUALITATIVE, Quantity(text=box.raw.strip())
    return _direction(leaf, q, box), _number(q, box)


def _value(box: Box, unit: Unit) -> Quantity:
    day = _DAY.fullmatch(box.text)
    if day is not None:
        return quantity(day["day"])
    q = lone(box, unit)
    return Quantity(text=box.raw.strip()) if q is None else _number(q, box)


def _done(q: Printed, box: Box, leaf: Leaf, notes: Notes) -> Quantity:
    if _SIGN.search(box.text[: q.start]):
        notes.add(f"“{leaf.label}”完成值{box.text}", box, "完成值应是确定的数，按其中的数填入，请核对")
    return _number(q, box)


def _number(q: Printed, box: Box) -> Quantity:
    rest = _NOTHING.sub("", box.text[: q.start] + box.text[q.end :])
    unit = q.printed.unit.printed if q.printed.unit else ""
    behind = rest == box.text[q.end :]
    if behind and (_PER.fullmatch(rest) or (not unit and _UNKNOWN_UNIT.fullmatch(rest))):
        unit, rest = unit + rest, ""
    return Quantity(q.printed.value, unit.replace("％", "%"), box.raw.strip() if rest else "")


def _about(q: Printed, text: str) -> bool:
    return q.sign == "~" or "左右" in text or "约" in text[: q.start]


def _direction(leaf: Leaf, q: Printed, box: Box) -> Direction:
    stated = _stated(leaf)
    if stated is not None:
        return stated
    before, after = _SIGN.search(box.text[: q.start]), _AFTER.match(box.text, q.end)
    if before is not None:
        return _BY_SIGN[before[1]]
    if after is not None:
        return Direction.AT_LEAST if after["up"] else Direction.AT_MOST
    return Direction.AT_LEAST if q.printed.about else Direction.EQUAL


def _stated(leaf: Leaf) -> Direction | None:
    """The direction in a column of its own."""
    box = leaf.box("sign")
    return None if box is None else _BY_SIGN.get(box.text)
