"""How names of subjects, tables and columns are compared: what a typist varies is folded away, nothing
else.

Spaces, full and half width, brackets, quotation marks and the little comma vary from report to report
without a change of meaning; the words themselves do not.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

_NOISE = re.compile(r"[\s　()\[\]〔〕【】「」『』{}<>《》“”‘’\"'`·•、,，.。:：;；\-—–_/\\]+")
_NUMBERED = re.compile(
    r"^\s*(?:[（(]\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[）)]|(?:[一二三四五六七八九十]+|\d{1,2})\s*[、.．，](?!\d))\s*"
)
#: Endings that a name may carry or drop without becoming another subject (longest first).
_ENDINGS = ("支出", "费用", "费", "用")


class Likeness(StrEnum):
    """How a printed name relates to the official one."""

    SAME = "same"
    ENDING = "ending"  # only 支出, 费 or 费用 at the end is missing or too many
    CLOSE = "close"  # one or two characters off, or one contained in the other
    OTHER = "other"


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """``name`` without what typists vary: width, white space, brackets, quotes and punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=16384)
def unnumbered(label: str) -> str:
    """``label`` without a leading number such as ``二十一、`` or ``（三）``."""
    return _NUMBERED.sub("", label, count=1)


@lru_cache(maxsize=16384)
def likeness(printed: str, official: str) -> Likeness:
    """Compare a printed name with the official one."""
    a, b = fold(printed), fold(official)
    if a == b:
        return Likeness.SAME
    if stem(printed) == stem(official):
        return Likeness.ENDING
    if _near(a, b):
        return Likeness.CLOSE
    return Likeness.OTHER


@lru_cache(maxsize=16384)
def stem(name: str) -> str:
    """The folded name without the ending it may carry or drop; equal stems are one name (SAME or ENDING)."""
    folded = fold(name)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return folded[: -len(ending)]
    return folded


def _near(a: str, b: str) -> bool:
    """True for names that differ in a slip of the pen rather than in meaning."""
    short, long = sorted((stem(a), stem(b)), key=len)
    if len(short) < 3:
        return False
    if short in long and len(long) - len(short) <= max(2, len(short) // 2):
        return True
    if len(short) > 3 and long.startswith(short):  # cut off, as in a narrow cell
        return True
    if len(short) >= 6 and len(short) * 5 >= len(long) * 3 and short[:2] == long[:2] and _within(short, long):
        return True
    allowed = 1 if len(long) < 8 else 2
    return len(long) - len(short) <= allowed and _distance(short, long, allowed) <= allowed


def _within(short: str, long: str) -> bool:
    """Are the characters of one found in the other in the same order?"""
    rest = iter(long)
    return all(character in rest for character in short)


def _distance(a: str, b: str, limit: int) -> int:
    """Edit distance of two short strings; anything above ``limit`` may be returned as ``limit + 1``."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
        if min(row) > limit:
            return limit + 1
    return row[-1]
