"""The characters a spreadsheet program shows for a stored value, because rounding is judged on them.

A workbook stores 0.12345 and prints 12.3%; the report's reader, and every check, sees the print. What a
format code cannot say by digit places (fractions, exponents, Chinese numerals) is printed as General, which
never invents a digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from juesuan.documents.workbook.codes import Plan, literal, plans
from juesuan.documents.workbook.dates import moment_of, printed_date
from juesuan.documents.workbook.grid import PrintedCell

#: Spreadsheet programs keep 15 significant digits; the 17 in a file are the noise of binary fractions.
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)
#: Enough digits to scale and round any stored value exactly.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
#: The widest print of General: eleven characters with the point.
_GENERAL_WIDTH = 10
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(31))
_PRINTED_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def stored_number(text: str) -> Decimal | None:
    """The value that a file's digits stand for, to the 15 digits spreadsheets keep; ``None`` if it is no
    number.
    """
    try:
        value = Decimal(text.strip())
    except ArithmeticError:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 330:
        return None
    return _STORED.plus(value)


def printed(value: Decimal, code: str, epoch_1904: bool = False) -> tuple[str, int | None]:
    """(characters shown, decimals shown) for a value under a format code; decimals ``None`` for General and
    dates.
    """
    plan, negative = _choose(plans(code), value)
    sign = "-" if negative else ""
    if plan.kind == "digits":
        return _digits(plan, abs(value), sign)
    if plan.kind == "general":
        return _around(plan, sign + general(abs(value))), None
    if plan.kind == "date":
        shown = printed_date(value, [(t.kind, t.text) for t in plan.tokens], epoch_1904)
        return (general(value) if shown is None else shown), None
    return "".join(literal(token) for token in plan.tokens).strip(), None


def number_cell(value: Decimal, code: str, epoch_1904: bool = False) -> PrintedCell:
    """The cell of a stored number: its print under a format code, and the value or moment behind it."""
    text, decimals = printed(value, code, epoch_1904)
    plan, _ = _choose(plans(code), value)
    moment = moment_of(value, epoch_1904) if plan.kind == "date" else None
    return PrintedCell(text, True, decimals, value if moment is None else moment)


def general(value: Decimal) -> str:
    """The print of the General format: as many decimals as fit, no trailing zeros, never an exponent."""
    whole = max(value.adjusted() + 1, 1) if value else 1
    text = format(_round(value, min(max(_GENERAL_WIDTH - whole, 0), _GENERAL_WIDTH - 1)), "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _choose(sections: Sequence[Plan], value: Decimal) -> tuple[Plan, bool]:
    """The section for a value, and whether a minus sign must be put before its print."""
    if len(sections) == 1:
        return sections[0], value < 0
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                return section, value < 0
        return numeric[-1], value < 0
    if value < 0:
        return numeric[1], False
    if value == 0 and len(numeric) == 3:
        return numeric[2], False
    return numeric[0], False


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": value < bound,
        ">": value > bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _around(plan: Plan, middle: str) -> str:
    """The value among the literals of a General section (``General"人"``); a code without one prints it
    alone.
    """
    if not any(token.kind in ("general", "text") for token in plan.tokens):
        return middle
    parts = [middle if token.kind in ("general", "text") else literal(token) for token in plan.tokens]
    return "".join(parts).strip()


def _digits(plan: Plan, value: Decimal, sign: str) -> tuple[str, int | None]:
    """A non-negative value in digit places, and the decimals printed."""
    rounded = _round(_EXACT.scaleb(value, plan.power) if plan.power else value, plan.places)
    if plan.plain and plan.whole <= 1 and plan.fraction == plan.places:
        text = format(rounded, ",f" if plan.grouped else "f")
        # “#” alone prints no zero; before decimals it is kept, because a bare point is easily misread.
        if not plan.whole and not plan.places and rounded == 0:
            text = ""
        return f"{sign}{plan.prefix}{text}{plan.suffix}".strip(), plan.places if text else None
    whole, _, fraction = format(rounded, "f").partition(".")
    while len(fraction) > plan.fraction and fraction.endswith("0"):
        fraction = fraction[:-1]
    point = next((i for i, t in enumerate(plan.tokens) if t.kind == "point"), len(plan.tokens))
    text = sign + _whole(plan, point, whole, 1 if fraction else 0)
    if fraction:
        text += "." + fraction
    text = (text + "".join(literal(t) for t in plan.tokens[point:])).strip()
    found = _PRINTED_NUMBER.search(text)
    return text, len(found[1] or "") if found else None


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(_STEPS[places], rounding=ROUND_HALF_UP, context=_EXACT)


def _whole(plan: Plan, point: int, digits: str, least: int) -> str:
    """The integer part: digits fill the placeholders from the right, the first takes the rest."""
    tokens = plan.tokens[:point]
    slots = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    digits = digits.lstrip("0").rjust(max(least, plan.whole), "0")
    if plan.grouped:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
        slots = slots[:1]
    parts: list[str] = []
    for i in range(len(tokens) - 1, -1, -1):
        if i in slots:
            take = len(digits) if i == slots[0] else 1
            parts.append(digits[-take:] if take else "")
            digits = digits[: len(digits) - take]
        else:
            parts.append(literal(tokens[i]))
    return "".join(reversed(parts)) + ("" if slots else digits)
