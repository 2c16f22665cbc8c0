"""Chinese numerals (三十五, 二〇二三, 两百) as integers: counts and headings are often written in them."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
CHARACTERS = "".join(_DIGITS) + "".join(_POWERS) + "".join(_MYRIADS)


def parse_chinese(text: str) -> int | None:
    """The integer a Chinese numeral stands for; ``None`` if ``text`` is not one.

    Positional writing (二〇二三) and the spoken form (二百零三) are both read.
    """
    if not text or any(c not in _DIGITS and c not in _POWERS and c not in _MYRIADS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    pending = False
    for c in text:
        if c in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[c], True
        elif c in _POWERS:
            section += (digit if pending else 1) * _POWERS[c]
            digit, pending = 0, False
        else:
            total = (
                (total + section + digit) * _MYRIADS[c]
                if total == 0 or _MYRIADS[c] > 10**4
                else (total + (section + digit) * _MYRIADS[c])
            )
            section = digit = 0
            pending = False
    return total + section + digit
