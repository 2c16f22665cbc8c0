"""How often every stretch of four Chinese letters stands in a report.

Slips of the keyboard show as stretches of letters that stand nowhere else. Cutting a hundred thousand strings out
of a report costs more than everything else that is done with its words, so the letters are looked at as numbers: in
UTF-16 a letter is two bytes, four of them are one 64-bit number, and counting numbers in a buffer is one call.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from juesuan.claims.model import Report
from juesuan.rules.texts import HAN, once, words_of

SIZE = 4
_LITTLE = sys.byteorder == "little"
_CODING = "utf-16-le" if _LITTLE else "utf-16-be"
_HAN = (0x4E00, 0x9FFF)
_RUN = re.compile(rf"[{HAN}]{{4,}}")


def numbers_of(groups: Sequence[str]) -> Sequence[int]:
    """Each four letters as one number."""
    return memoryview("".join(groups).encode(_CODING, "surrogatepass")).cast("Q")


def letters_of(number: int) -> str:
    """The four letters of a number."""
    return number.to_bytes(2 * SIZE, sys.byteorder).decode(_CODING, "surrogatepass")


def shift_of(position: int) -> int:
    """By how many bits the letter at a position is shifted in the number."""
    return 16 * (position if _LITTLE else SIZE - 1 - position)


@once
def grams(report: Report) -> dict[int, int]:
    """How often each four Chinese letters in a row stand in the report."""
    data = memoryview("\n".join(_RUN.findall(words_of(report).text)).encode(_CODING))
    counts: Counter[int] = Counter()
    for offset in range(0, 2 * SIZE, 2):
        part = data[offset:]
        counts.update(part[: len(part) // (2 * SIZE) * (2 * SIZE)].cast("Q"))
    return counts


def translated(numbers: Iterable[int], table: Mapping[int, str]) -> Sequence[int]:
    """The numbers of four letters after each letter was exchanged for another one (see :meth:`str.translate`)."""
    letters = array("Q", numbers).tobytes().decode(_CODING, "surrogatepass")
    return numbers_of([letters.translate(table)])


def han_only(number: int) -> bool:
    """Are all four letters Chinese? (A stretch may reach over a line feed from one run into the next.)"""
    low, high = _HAN
    return all(low <= (number >> shift & 0xFFFF) <= high for shift in (0, 16, 32, 48))
