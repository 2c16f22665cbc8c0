"""Number format codes, parsed once into plans: where digits go, how they are scaled, and what stands around
them.

The code language is the one of the file formats (ECMA-376 part 1, 18.8.30/31), with the ``!`` escape of
Chinese editions. A workbook has a dozen codes and a hundred thousand cells, so everything that depends on the
code alone is worked out here and cached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

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

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<date>AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
#: Decimals beyond which a format is nonsense (Excel allows 30).
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Token:
    """One element of a format code: its kind (the pattern's group name) and its characters."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One of up to four sections of a code. ``kind`` is general, date, digits or literal.

    For digits: ``whole`` and ``fraction`` are the least numbers of digits before and after the point,
    ``places`` the most after it, ``power`` the power of ten that percent signs and scaling commas multiply
    by. ``plain`` says that literals stand only around the digits (``prefix``, ``suffix``), not between them.
    """

    kind: str
    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    whole: int = 0
    fraction: int = 0
    places: int = 0
    power: int = 0
    grouped: bool = False
    plain: bool = True
    prefix: str = ""
    suffix: str = ""


@lru_cache(maxsize=1024)
def plans(code: str) -> tuple[Plan, ...]:
    """The sections of a format code."""
    found: list[Plan] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:500]):
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "other" and text == ";":
            found.append(_plan(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket" and (bound := _CONDITION.fullmatch(text)):
            condition = (bound[1], Decimal(bound[2]))
        else:
            tokens.append(Token(kind, text))
    found.append(_plan(tuple(tokens), condition))
    return tuple(found)


def literal(token: Token) -> str:
    """The characters a token prints besides digits; currency brackets carry theirs as ``[$¥-804]``."""
    if token.kind in ("quoted", "escaped", "other", "percent"):
        return token.text
    if token.kind == "bracket" and token.text.startswith("$"):
        return token.text[1:].partition("-")[0]
    return ""


def _plan(tokens: tuple[Token, ...], condition: tuple[str, Decimal] | None) -> Plan:
    kinds = {token.kind for token in tokens}
    elapsed = any(t.kind == "bracket" and _ELAPSED.fullmatch(t.text) for t in tokens)
    # A fraction (# ?/?) and an exponent cannot be printed by digit places; General shows the same value.
    other = "exponent" in kinds or any(t.kind == "other" and t.text == "/" for t in tokens)
    if "date" in kinds or elapsed:
        return Plan("date", tokens, condition)
    if kinds & {"general", "text"} or ("digit" in kinds and other):
        return Plan("general", tokens, condition)
    if "digit" not in kinds:
        return Plan("literal", tokens, condition)
    return _digits(tokens, condition)


def _digits(tokens: tuple[Token, ...], condition: tuple[str, Decimal] | None) -> Plan:
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    slots = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    before = [i for i in slots if i < point]
    after = [i for i in slots if i > point]
    # Commas behind the last placeholder of a side divide by a thousand each; one between placeholders groups.
    last_whole = before[-1] if before else -1
    scaling = sum(t.kind == "comma" for t in tokens[last_whole + 1 : point])
    scaling += sum(t.kind == "comma" for t in tokens[after[-1] + 1 :]) if after else 0
    percents = sum(t.kind == "percent" for t in tokens)
    first, last = slots[0], slots[-1]
    between = tokens[min(first, point) : last + 1]
    needed = [i + 1 for i, k in enumerate(after) if tokens[k].text == "0"]
    return Plan(
        "digits",
        tokens,
        condition,
        whole=sum(tokens[i].text == "0" for i in before),
        fraction=min(needed[-1] if needed else 0, _MOST_DECIMALS),
        places=min(len(after), _MOST_DECIMALS),
        power=2 * percents - 3 * scaling,
        grouped=any(t.kind == "comma" for t in tokens[:last_whole] if before),
        plain=not any(literal(t) for t in between),
        prefix="".join(literal(t) for t in tokens[: min(first, point)]),
        suffix="".join(literal(t) for t in tokens[last + 1 :]),
    )
