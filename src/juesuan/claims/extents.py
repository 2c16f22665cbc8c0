"""Whose money a figure is in a report on a whole place and on its own level: 全县 or 县本级, 全区 or 区级.

Accounts of a place tell each sum twice in the same words, once with the places below it and once without; the heading,
or the words a sentence begins with, say which.
"""

from __future__ import annotations

import re

from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage

_PLACES = "省市州盟县区旗镇乡街"
_EXTENT = re.compile(
    rf"(?P<own>[{_PLACES}]本级|(?:^|[。；;，,、：:）)\s.．]|年度?)[{_PLACES}]级(?=一般公共|政府性|国有资本|社会保险|财政|支出|收入))"
    rf"|(?:^|[。；;，,、：:）)\s.．]|年度?|末)全(?:自治)?[{_PLACES}]"
)


def extent_of(passage: Passage, figure: Figure) -> str:
    """``all`` (with the places below), ``own`` (its own level) or ``""`` if neither sentence nor heading says."""
    words = passage.text[: figure.number.start]
    for said in (words, *reversed(passage.context.path.split("/"))):
        found = list(_EXTENT.finditer(said))
        if found:
            return "own" if found[-1]["own"] else "all"
    return ""


def may_be_one(passage: Passage, figure: Figure, other: Passage, second: Figure) -> bool:
    """May two figures in the same words be one amount, or is one the whole place's and one its own level's?"""
    one, two = extent_of(passage, figure), extent_of(other, second)
    return not one or not two or one == two
