"""Dates and times of spreadsheets: day numbers to the characters shown, in both calendars that files use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
#: The last day number the programs know (9999-12-31).
_LAST_DAY = 2_958_466


def printed_date(value: Decimal, tokens: Sequence[tuple[str, str]], epoch_1904: bool) -> str | None:
    """The print of a day number; ``tokens`` are (kind, characters) of the format section.

    ``None`` if the number is no date (negative or beyond year 9999).
    """
    moment = moment_of(value, epoch_1904)
    if moment is None:
        return None
    twelve = any(kind == "date" and text.upper() in ("AM/PM", "A/P", "上午/下午") for kind, text in tokens)
    parts: list[str] = []
    for i, (kind, text) in enumerate(tokens):
        if kind == "date":
            parts.append(_part(text.lower(), moment, twelve, _is_minute(tokens, i)))
        elif kind == "bracket":
            parts.append(_elapsed(text.lower(), value))
        elif kind in ("quoted", "escaped", "other", "point", "comma"):
            parts.append("" if text == "@" else text)
        elif kind == "digit":
            parts.append(f"{moment.microsecond // 100_000}")
    return "".join(parts).strip()


def moment_of(value: Decimal, epoch_1904: bool) -> datetime | None:
    """The date and time of a day number. 1900 was no leap year, but day 60 of that calendar says so."""
    if not 0 <= value < _LAST_DAY - (1462 if epoch_1904 else 0):
        return None
    seconds = int((value * 86400).to_integral_value(rounding=ROUND_HALF_UP))
    days, rest = divmod(seconds, 86400)
    if epoch_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    return start + timedelta(days=days, seconds=rest)


def _is_minute(tokens: Sequence[tuple[str, str]], i: int) -> bool:
    """An m is a minute after hours or before seconds, else a month."""
    if tokens[i][1][:1].lower() != "m":
        return False
    before = [
        t.lower() for k, t in tokens[:i] if k in ("date", "bracket") and re.fullmatch(r"[ymdhs]+", t, re.I)
    ]
    after = [
        t.lower()
        for k, t in tokens[i + 1 :]
        if k in ("date", "bracket") and re.fullmatch(r"[ymdhs]+", t, re.I)
    ]
    return bool(before and before[-1][0] == "h") or bool(after and after[0][0] == "s")


def _elapsed(text: str, value: Decimal) -> str:
    scale = {"h": 24, "m": 1440, "s": 86400}.get(text[:1]) if re.fullmatch(r"h+|m+|s+", text) else None
    return str(int(value * scale)).zfill(len(text)) if scale else ""


def _part(text: str, moment: datetime, twelve: bool, minute: bool) -> str:
    if text in ("am/pm", "a/p", "上午/下午"):
        return "上午" if moment.hour < 12 else "下午"
    letter, length = text[0], len(text)
    if letter == "m" and not minute and length >= 3:
        return _MONTHS[moment.month - 1][: 3 if length == 3 else None]
    if letter == "d" and length >= 3:
        return _ENGLISH_DAYS[moment.weekday()][: 3 if length == 3 else None]
    if letter == "a":
        return ("星期" if length == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter in "ye":
        return f"{moment.year:04d}" if letter == "e" or length > 2 else f"{moment.year % 100:02d}"
    number = {
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if twelve else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{number:02d}" if length >= 2 else str(number)
