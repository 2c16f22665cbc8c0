"""Numbers inside performance tables and score sentences: read with their unit, turned into operands of
claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from juesuan.amounts import Interval, Printed, Unit, parse_printed, unit_of
from juesuan.amounts.printed import NUMBER
from juesuan.amounts.units import NO_UNIT, SCALES, UNIT_AT_START
from juesuan.claims.model import Operand
from juesuan.claims.performance.rows import Box

_SIGNS = {
    "≥": "≥",
    "≧": "≥",
    ">=": "≥",
    "大于等于": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "至少": "≥",
    ">": "≥",
    "＞": "≥",
    "大于": "≥",
    "≤": "≤",
    "≦": "≤",
    "<=": "≤",
    "小于等于": "≤",
    "不高于": "≤",
    "不超过": "≤",
    "不大于": "≤",
    "控制在": "≤",
    "<": "≤",
    "＜": "≤",
    "小于": "≤",
    "低于": "≤",
    "=": "=",
    "＝": "=",
    "等于": "=",
}
_SIGN = re.compile(
    "(" + "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True)) + r")(?:为|至|到)?$"
)
#: What the last character before a number can be if a comparison stands there.
_SIGN_ENDS = frozenset("为至到" + "".join(s[-1] for s in _SIGNS))
#: A unit, with its scale and 余/多, is never longer than this.
_LONGEST = 12
_AFTER = re.compile(r"(及?以上|及?以下|以内|之内|左右|余)")
_ONE = Decimal(1)
_COMPARING = re.compile(r"[≥≤≧≦=＝><＞＜。，,、]|及?以[上下内]|大于|小于|等于|不低于|不超过|不少于")
_UNIT_HINT = re.compile(r"[(（]([^()（）]{1,6})[)）]$")


class Quantity(msgspec.Struct, frozen=True):
    """A number in squeezed text: where, as printed, and the comparison that goes with it (≥ ≤ = or "")."""

    start: int
    end: int
    digits_end: int
    printed: Printed
    sign: str = ""


def quantities(text: str, default: Unit = NO_UNIT) -> tuple[Quantity, ...]:
    """Every number of a text with its unit; ``default`` is the unit of numbers that print none."""
    return _plain_quantities(text) if default is NO_UNIT else tuple(_scan(text, default))


def quantity_at(text: str, m: re.Match[str] | None, group: str = "n") -> Quantity | None:
    """The quantity that begins where a group of a match does; ``None`` without a match."""
    if m is None:
        return None
    start = m.start(group)
    return next((q for q in quantities(text) if q.start == start), None)


@lru_cache(maxsize=8192)
def _plain_quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(_scan(text, NO_UNIT))


def _scan(text: str, default: Unit) -> Iterator[Quantity]:
    for m in NUMBER.finditer(text):
        start, stop = m.span()
        if (
            text[start] in "-−－"
            and start
            and (text[start - 1].isdigit() or text[start - 1] in "月日年%％分")
        ):
            start += 1
        unit, end, about = _unit_after(text[stop : stop + _LONGEST])
        printed = _printed(text[start:stop], unit or default, about)
        if printed is not None:
            yield Quantity(start, stop + end, stop, printed, _sign(text, start, stop + end))


@lru_cache(maxsize=4096)
def _unit_after(tail: str) -> tuple[Unit | None, int, bool]:
    """The unit at the start of ``tail``, the characters it takes, and whether it says 余/多.

    “400元/个/年” is money per piece: the price is in 元, what it is per stays in the words.
    """
    m = UNIT_AT_START.match(tail)
    if m is None or not (m["unit"] or m["scale"]):
        return None, 0, False
    name = m["unit"] or ""
    kept = "元" if name.startswith("元/") else name
    return _unit(m["scale"] or "", kept), m.end() - len(name) + len(kept), bool(m["many"] or m["more"])


@lru_cache(maxsize=8192)
def _printed(digits: str, unit: Unit, about: bool) -> Printed | None:
    plain = parse_printed(digits, unit)
    if plain is None or not about:
        return plain
    return Printed(plain.text, plain.value, plain.decimals, unit, about)


def _unit(scale: str, unit: str) -> Unit:
    base = unit_of(unit) or NO_UNIT
    if not scale:
        return base
    return Unit(scale + unit, base.base, base.scale * SCALES[scale], base.kind)


def _sign(text: str, start: int, end: int) -> str:
    if start and text[start - 1] in _SIGN_ENDS:
        before = _SIGN.search(text, max(0, start - 8), start)
        if before is not None:
            return _SIGNS[before.group(1)]
    if end == len(text) or text[end] not in "及以之左余":
        return ""
    after = _AFTER.match(text, end)
    if after is None:
        return ""
    return "≥" if "上" in after.group() or after.group() == "余" else "≤" if after.group() != "左右" else "~"


def unit_hint(name: str) -> Unit | None:
    """The unit in brackets at the end of a label (``培训人数（人）``, ``项目资金（万元）``), if it is one."""
    hint = _UNIT_HINT.search(name)
    if hint is None:
        return None
    return unit_of(hint.group(1)) or unit_of(hint.group(1).split("、")[0])


def money_hint(text: str) -> Unit | None:
    """The money unit a heading or title declares anywhere in brackets or after 单位."""
    m = re.search(r"(?:[(（]|单位[:：]?)(亿元|百万元|万元|千元|元)", text)
    return unit_of(m.group(1)) if m else None


def lone(box: Box, default: Unit = NO_UNIT) -> Quantity | None:
    """The one number a cell consists of, units and comparison signs aside; ``None`` if it says anything
    else."""
    return _lone(box.text, default)


@lru_cache(maxsize=4096)
def _lone(text: str, default: Unit) -> Quantity | None:
    found = quantities(text, default)
    if len(found) != 1:
        return None
    q = found[0]
    rest = text[: q.start] + text[q.end :]
    return q if not rest or not _COMPARING.sub("", rest) else None


def percentage(box: Box) -> Quantity | None:
    """A rate cell; printed without its sign it is a percentage if it is large and a fraction if it is not."""
    q = lone(box)
    if q is None or q.printed.unit.kind == "ratio":
        return q
    percent = Unit("%", "1", Decimal("0.01"), "ratio")
    return replace(q, printed=replace(q.printed, unit=percent)) if q.printed.value > Decimal("1.5") else q


def operand(
    box: Box,
    q: Quantity,
    label: str = "",
    *,
    role: str = "",
    weight: int | Decimal = 1,
    exact: bool = False,
    **ratio: int,
) -> Operand:
    """An operand for a number of a box. ``exact``: the printed value is the value (weights, counts,
    targets)."""
    printed = q.printed
    return Operand(
        box.span(q.start, q.end),
        box.span(q.start, q.digits_end),
        f"{label}{box.text[q.start : q.end]}",
        _point(printed) if exact else _interval(printed),
        role,
        _ONE if weight == 1 else Decimal(weight),
        ratio.get("top", 0),
        ratio.get("bottom", 0),
        printed,
    )


@lru_cache(maxsize=4096)
def _point(printed: Printed) -> Interval:
    return Interval.point(printed.base)


@lru_cache(maxsize=4096)
def _interval(printed: Printed) -> Interval:
    return printed.interval


def plain(value: Decimal) -> str:
    """A number for a message: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
