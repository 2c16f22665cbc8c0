"""Columns of the wide tables that cross functional items with economic subjects (财政拨款支出决算明细表).

The headings name a class above and its subjects below; the same subject name may stand under two classes, so a name
alone is not enough, and a column whose class is not clear states nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from juesuan.taxonomy import department

_WHOLES = ("小计", "合计")
#: Subjects paid from capital construction funds carry the names of others.
_OTHERS = ("309", "311")


def economic_column(path: tuple[str, ...], paths: Sequence[tuple[str, ...]], year: int | None) -> str:
    """The economic class (3 digits) or subject (5 digits) that the headings of a column name, "" if none for sure.

    ``paths`` are the headings of all columns: beside its 小计, a heading by itself (其他支出) is the subject of the name.
    """
    split = len(path) == 1 and any((path[0], whole) in paths for whole in _WHOLES)
    return _column((*path, *path) if split else path, year)


@lru_cache(maxsize=2048)
def _column(path: tuple[str, ...], year: int | None) -> str:
    if not path:
        return ""
    last, above = path[-1], _class(path[-2], year) if len(path) > 1 else ""
    if last in _WHOLES or not above:
        return above or _class(last, year)
    named = department(year).stemmed(last)
    found = [s.code for s in named if len(s.code) == 5 and s.code.startswith(above)]
    return found[0] if len(found) == 1 else ""


def _class(name: str, year: int | None) -> str:
    found = {
        s.code for s in department(year).stemmed(name) if len(s.code) == 3 and not s.code.startswith(_OTHERS)
    }
    return found.pop() if len(found) == 1 else ""
