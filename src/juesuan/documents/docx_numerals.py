"""How Word prints the number of a list item: 3 as 3, 三, 叁, 丙, ③, C or iii.

The names are those of ``ST_NumberFormat`` (ECMA-376 part 1, 17.18.59). A report numbered automatically
carries none of these characters in its text, yet "见（三）" refers to them, so they have to be made as Word
makes them.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千", "万")
_LEGAL_UNITS = ("", "拾", "佰", "仟", "万")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def spoken(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """A number up to 99,999 as it is spoken: 十二, 一百零五."""
    if number == 0:
        return digits[0]
    text = ""
    gap = False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + units[power]
        gap = not digit and bool(text)
    one = digits[1] + units[1]
    # 一十二 is said 十二; the legal form keeps its 壹拾贰, which is what it is for.
    return text[1:] if digits is _DIGITS and text.startswith(one) and number < 20 else text


def _letters(number: int, first: str) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


def _cycle(number: int, signs: str) -> str:
    return signs[(number - 1) % len(signs)] if number else ""


def _block(number: int, first: str, last: int, zero: str = "") -> str:
    """One of a run of Unicode signs (①…⑳), the plain digits beyond its end."""
    if number == 0 and zero:
        return zero
    return chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _fullwidth(number: int) -> str:
    return "".join(chr(ord("０") + int(d)) for d in str(number))


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))


def _legal(number: int) -> str:
    return spoken(number, _LEGAL_DIGITS, _LEGAL_UNITS)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": _fullwidth,
    "decimalFullWidth2": _fullwidth,
    "decimalEnclosedCircle": lambda n: _block(n, "①", 20),
    "decimalEnclosedCircleChinese": lambda n: _block(n, "①", 20),
    "decimalEnclosedParen": lambda n: _block(n, "⑴", 20),
    "decimalEnclosedFullstop": lambda n: _block(n, "⒈", 20),
    "ideographEnclosedCircle": lambda n: _block(n, "㊀", 10),
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letters(n, "A"),
    "lowerLetter": lambda n: _letters(n, "a"),
    "chineseCounting": spoken,
    "chineseCountingThousand": spoken,
    "japaneseCounting": spoken,
    "taiwaneseCounting": spoken,
    "taiwaneseCountingThousand": spoken,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": lambda n: _cycle(n, _STEMS),
    "ideographZodiac": lambda n: _cycle(n, _BRANCHES),
    "none": lambda n: "",
    "bullet": lambda n: "",
}


def printed(number: int, numbering: str) -> str:
    """``number`` in a ``w:numFmt``; a format we do not know prints as digits, as Word does for its rarer
    ones.
    """
    return _FORMATS.get(numbering, str)(number)
