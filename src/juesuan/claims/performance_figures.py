"""Numbers inside performance tables and score sentences: read with their unit, turned into operands of
claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.amounts import Interval, Printed, Unit, parse_printed, unit_of
from juesuan.amounts.printed import NUMBER
from juesuan.amounts.units import NO_UNIT, SCALES, UNIT_AT_START
from juesuan.claims.model import Operand
from juesuan.claims.performance_rows import Box

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
_AFTER = re.compile(r"(及?以上|及?以下|以内|之内|左右|余)")
_UNIT_HINT = re.compile(r"[(（]([^()（）]{1,6})[)）]$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in squeezed text: where, as printed, and the comparison that goes with it (≥ ≤ = or "")."""

    start: int
    end: int
    digits_end: int
    printed: Printed
    sign: str = ""


def quantities(text: str, default: Unit = NO_UNIT) -> list[Quantity]:
    """Every number of a text with its unit; ``default`` is the unit of numbers that print none."""
    found: list[Quantity] = []
    for m in NUMBER.finditer(text):
        plain = parse_printed(m.group())
        if plain is None:
            continue
        start, tail = m.start(), UNIT_AT_START.match(text, m.end())
        unit, end, about = default, m.end(), False
        if tail is not None and (tail["unit"] or tail["scale"]):
            # “400元/个/年” is money per piece: the price is in 元, what it is per stays in the words.
            printed = (
                (tail["unit"] or "").split("/")[0]
                if (tail["unit"] or "").startswith("元/")
                else tail["unit"] or ""
            )
            unit = _unit(tail["scale"] or "", printed)
            end = tail.end() - len(tail["unit"] or "") + len(printed)
            about = bool(tail["many"] or tail["more"])
        if (
            text[start] in "-−－"
            and start
            and (text[start - 1].isdigit() or text[start - 1] in "月日年%％分")
        ):
            start, plain = start + 1, _positive(plain)
        sign = _sign(text, start, end)
        found.append(Quantity(start, end, m.end(), replace(plain, unit=unit, about=about), sign))
    return found


def _positive(printed: Printed) -> Printed:
    return replace(printed, text=printed.text[1:], value=abs(printed.value))


def _unit(scale: str, unit: str) -> Unit:
    base = unit_of(unit) or NO_UNIT
    if not scale:
        return base
    return Unit(scale + unit, base.base, base.scale * SCALES[scale], base.kind)


def _sign(text: str, start: int, end: int) -> str:
    before = _SIGN.search(text[:start])
    if before is not None:
        return _SIGNS[before.group(1)]
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
    found = quantities(box.text, default)
    if len(found) != 1:
        return None
    q = found[0]
    rest = box.text[: q.start] + box.text[q.end :]
    return (
        q
        if not re.sub(r"[≥≤≧≦=＝><＞＜。，,、]|及?以[上下内]|大于|小于|等于|不低于|不超过|不少于", "", rest)
        else None
    )


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
    interval = Interval.point(printed.base) if exact else printed.interval
    return Operand(
        span=box.span(q.start, q.end),
        number=box.span(q.start, q.digits_end),
        shown=f"{label}{box.text[q.start : q.end]}",
        interval=interval,
        role=role,
        weight=Decimal(weight),
        printed=printed,
        **ratio,
    )


def plain(value: Decimal) -> str:
    """A number for a message: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
