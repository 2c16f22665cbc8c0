"""How a value is printed, and how a printed number keeps the key of its fact while a sentence is being written.

A template engine knows only text, so a bound number travels through it between private-use characters and becomes a
:class:`~juesuan.reports.composition.Piece` again afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from juesuan.reports.composition import Piece

WAN = Decimal(1_000_000)  # 分 in one 万元
YUAN = Decimal(100)  # 分 in one 元
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_BOUND = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_PRIVATE = re.compile(f"[{_OPEN}{_MIDDLE}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a pack prints: decimals of 万元 and of percentages, thousands separators, whether nil parts are listed."""

    decimals: int = 2
    rate_decimals: int = 2
    separators: bool = False
    zeros: bool = False
    item_label: str = "names"  # names | codes: how functional items are named in sentences


def money(value: int, style: Style) -> str:
    """分 as 万元 without the unit, rounded half away from zero."""
    number = (Decimal(value) / WAN).quantize(Decimal(1).scaleb(-style.decimals), ROUND_HALF_UP)
    number = number or abs(number)  # no minus sign before nothing
    return f"{number:,f}" if style.separators else f"{number:f}"


def rate(top: int, bottom: int, style: Style) -> str:
    """``top`` / ``bottom`` in per cent without the sign; ``bottom`` must not be 0."""
    number = (Decimal(top) * 100 / Decimal(bottom)).quantize(
        Decimal(1).scaleb(-style.rate_decimals), ROUND_HALF_UP
    )
    return f"{number or abs(number):f}"


def amount(value: int, style: Style) -> str:
    """分 with its unit: 万元, or 元 where 万元 would print an amount as nothing (``45.00元``)."""
    if value and not Decimal(money(value, style).replace(",", "")):
        return f"{Decimal(value) / YUAN:.2f}元"
    return f"{money(value, style)}万元"


def bound(text: str, fact: str) -> str:
    """``text`` as the print of a fact, to be put into a sentence."""
    return f"{_OPEN}{fact}{_MIDDLE}{text}{_CLOSE}"


def key_of(text: str) -> str:
    """The key of the fact that a marked text prints first, "" if it prints none."""
    found = _BOUND.search(text)
    return found[1] if found else ""


def plain(text: str) -> str:
    """The words of a marked text, without its bindings."""
    return _BOUND.sub(r"\2", text)


def unmarked(text: str) -> str:
    """Foreign text made safe: it cannot pretend to be a bound number."""
    return _PRIVATE.sub("", text)


def pieces(text: str) -> tuple[Piece, ...]:
    """A marked text as pieces; the words between the numbers are pieces without a fact."""
    found: list[Piece] = []
    at = 0
    for m in _BOUND.finditer(text):
        if m.start() > at:
            found.append(Piece(text[at : m.start()]))
        found.append(Piece(m[2], m[1]))
        at = m.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return tuple(found)
