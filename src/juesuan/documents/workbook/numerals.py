"""Number formats: the characters a spreadsheet program shows for a stored value, because rounding is judged
on them.

A workbook stores 0.12345 and prints 12.3%; the report's reader, and every check, sees the print. The code
language is the one of the file formats (ECMA-376 part 1, 18.8.30/31), with the ``!`` escape of Chinese
editions. What it cannot say (fractions, Chinese numerals) is printed as General, which never invents a digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from juesuan.documents.workbook.dates import printed_date

GENERAL = "General"
_ACCOUNTING = '_ * #,##0{0}_ ;_ * \\-#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
_YUAN = '"¥"#,##0{0};"¥"\\-#,##0{0}'
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'

#: Formats that files refer to by number only; 27–36 and 50–58 are those of Chinese editions.
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: _YUAN.format(""), 6: _YUAN.format(""),
    7: _YUAN.format(".00"), 8: _YUAN.format(".00"), 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _YEAR_MONTH, 28: _MONTH_DAY,
    29: _MONTH_DAY, 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'AM/PMh"时"mm"分"', 35: 'AM/PMh"时"mm"分"ss"秒"', 36: _YEAR_MONTH,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: _ACCOUNTING.format("", ""),
    42: _ACCOUNTING.format("", ""), 43: _ACCOUNTING.format(".00", "??"), 44: _ACCOUNTING.format(".00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: _YEAR_MONTH, 51: _MONTH_DAY,
    52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"',
    57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip

#: Spreadsheet programs keep 15 significant digits; the 17 in a file are the noise of binary fractions.
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)
#: Enough digits to scale and round any stored value exactly.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
#: The widest print of General: eleven characters with the point.
_GENERAL_WIDTH = 10
#: Decimals beyond which a format is nonsense (Excel allows 30).
_MOST_DECIMALS = 30

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<date>AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")
_PRINTED_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Token:
    """One element of a format code: its kind (the pattern's group name) and its characters."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of up to four parts of a format code, with its condition if it has one."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, *kinds: str) -> bool:
        """Does one of the tokens have one of these kinds?"""
        return any(token.kind in kinds for token in self.tokens)


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
    sections = _sections(code)
    section, negative = _choose(sections, value)
    fraction = section.has("digit") and any(t.kind == "other" and t.text == "/" for t in section.tokens)
    if section.has("general", "text") or (fraction and not section.has("date")):
        return _around(section, ("-" if negative else "") + general(abs(value) if negative else value)), None
    if section.has("date") or _elapsed(section):
        shown = printed_date(value, [(t.kind, t.text) for t in section.tokens], epoch_1904)
        return (shown, None) if shown is not None else (general(value), None)
    if not section.has("digit"):
        return _around(section, ""), None
    text = _digits(section, abs(value))
    found = _PRINTED_NUMBER.search(text)
    decimals = len(found[1] or "") if found and not section.has("exponent") else None
    return ("-" + text if negative else text).strip(), decimals


def general(value: Decimal) -> str:
    """The print of the General format: as many decimals as fit, no trailing zeros, never an exponent."""
    whole = max(value.adjusted() + 1, 1) if value else 1
    rounded = _round(value, min(max(_GENERAL_WIDTH - whole, 0), _GENERAL_WIDTH - 1))
    text = format(rounded, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:500]):
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "other" and text == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket" and (found := _CONDITION.fullmatch(text)):
            condition = (found[1], Decimal(found[2]))
        else:
            tokens.append(Token(kind, text))
    sections.append(Section(tuple(tokens), condition))
    return tuple(sections)


def _choose(sections: Sequence[Section], value: Decimal) -> tuple[Section, bool]:
    """The section for a value, and whether a minus sign must be put before its print."""
    numeric = sections[:3] if len(sections) > 1 else sections
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                return section, value < 0
        return numeric[-1], value < 0
    if len(numeric) == 1:
        return numeric[0], value < 0
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


def _elapsed(section: Section) -> bool:
    return any(t.kind == "bracket" and re.fullmatch(r"h+|m+|s+", t.text, re.I) for t in section.tokens)


def _literal(token: Token) -> str:
    """The characters a token prints besides digits; currency brackets carry theirs as ``[$¥-804]``."""
    if token.kind in ("quoted", "escaped", "other", "percent"):
        return token.text
    if token.kind == "bracket" and token.text.startswith("$"):
        return token.text[1:].partition("-")[0]
    return ""


def _around(section: Section, middle: str) -> str:
    """Literals of a section with ``middle`` in place of its placeholder."""
    parts = []
    for token in section.tokens:
        if token.kind in ("general", "text"):
            parts.append(middle)
        else:
            parts.append(_literal(token))
    text = "".join(parts).strip()
    return text if section.has("general", "text") or not middle else middle


def _digits(section: Section, value: Decimal) -> str:
    """A non-negative value in a section of digit placeholders."""
    tokens = section.tokens
    last = max(i for i, t in enumerate(tokens) if t.kind == "digit")
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), None)
    if section.has("exponent"):
        return general(value)
    # Commas behind the last integer placeholder divide by a thousand each; a comma between two groups
    # thousands.
    whole_end = max(
        (i for i, t in enumerate(tokens) if t.kind == "digit" and (point is None or i < point)), default=-1
    )
    stop = point if point is not None else len(tokens)
    scaling = sum(t.kind == "comma" for t in tokens[whole_end + 1 : stop])
    scaling += sum(t.kind == "comma" for t in tokens[last + 1 :]) if point is not None else 0
    grouped = any(t.kind == "comma" for t in tokens[: whole_end + 1])
    places = [t.text for t in tokens[point + 1 :] if t.kind == "digit"] if point is not None else []
    percents = sum(t.kind == "percent" for t in tokens)
    scaled = _EXACT.scaleb(value, 2 * percents - 3 * scaling)
    whole, _, fraction = format(_round(scaled, min(len(places), _MOST_DECIMALS)), "f").partition(".")
    fraction = _optional(fraction, places)
    head = tokens[:point] if point is not None else tokens
    tail = tokens[point + 1 :] if point is not None else ()
    # “#.00” prints no zero before the point; we do, because a bare point is easily misread.
    least = 1 if fraction else 0
    shown = _whole(head, whole, grouped, least)
    return shown if point is None else shown + _fraction(tail, fraction)


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)


def _optional(fraction: str, places: Sequence[str]) -> str:
    """Decimals without the trailing zeros that ``#`` and ``?`` do not print."""
    least = max((i + 1 for i, p in enumerate(places) if p == "0"), default=0)
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    return fraction


def _whole(tokens: Sequence[Token], digits: str, grouped: bool, least: int) -> str:
    """The integer part: digits fill the placeholders from the right, the first takes the rest."""
    slots = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    least = max(least, sum(1 for i in slots if tokens[i].text == "0"))
    digits = digits.lstrip("0").rjust(least, "0")
    if grouped:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
        slots = slots[:1] if slots else slots
    parts: list[str] = []
    for i in range(len(tokens) - 1, -1, -1):
        if i in slots:
            take = len(digits) if i == slots[0] else 1
            parts.append(digits[-take:] if take else "")
            digits = digits[: len(digits) - take]
        else:
            parts.append(_literal(tokens[i]))
    return "".join(reversed(parts))


def _fraction(tokens: Sequence[Token], digits: str) -> str:
    """The point and the decimals, with the literals that follow them."""
    slots = sum(t.kind == "digit" for t in tokens)
    literals = "".join(_literal(t) for t in tokens)
    # A point with no decimals left still prints in Excel (“12.”); it is dropped, because it is no decimal
    # place.
    return (("." + digits) if slots and digits else "") + literals
