"""Whose money a figure is in a report on a whole place and on its own level: 全县 or 县本级, 全区 or 区级.

Accounts of a place tell each sum twice in the same words, once with the places below it and once without; the heading,
or the words a sentence begins with, say which.
"""

from __future__ import annotations

import re
from functools import lru_cache

from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage

_PLACES = "省市州盟县区旗镇乡街"
_EXTENT = re.compile(
    rf"(?P<own>[{_PLACES}]本级|(?:^|[。；;，,、：:）)\s.．]|年度?)[{_PLACES}]级(?=一般公共|政府性|国有资本|社会保险|财政|支出|收入))"
    rf"|(?:^|[。；;，,、：:）)\s.．]|年度?|末)全(?:自治)?[{_PLACES}]"
)


@lru_cache(maxsize=1024)
def _said(words: str) -> tuple[tuple[int, str], ...]:
    """Where words say which, and what."""
    return tuple((m.end(), "own" if m["own"] else "all") for m in _EXTENT.finditer(words))


def extent_of(passage: Passage, figure: Figure) -> str:
    """``all`` (with the places below), ``own`` (its own level) or ``""`` if neither sentence nor heading says."""
    before = [said for end, said in _said(passage.text) if end <= figure.number.start]
    if before:
        return before[-1]
    return next((found[-1][1] for t in reversed(passage.context.path.split("/")) if (found := _said(t))), "")


def may_be_one(passage: Passage, figure: Figure, other: Passage, second: Figure) -> bool:
    """May two figures in the same words be one amount, or is one the whole place's and one its own level's?"""
    one, two = extent_of(passage, figure), extent_of(other, second)
    return not one or not two or one == two
