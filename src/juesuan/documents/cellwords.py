"""Line breaks inside a table cell: most of them only make a word fit its column, and must not cut a label in
two.
"""

from __future__ import annotations

import re

from juesuan.documents.characters import LAYOUT_SPACE, normalise

#: A break between two Chinese characters is layout, unless a numbered item starts behind it.
SOFT_BREAK = re.compile(
    r"(?<=[\u4e00-\u9fff（(、])[\n\x0b](?=[\u4e00-\u9fff（(）)])"
    r"(?![（(]?[一二三四五六七八九十]{1,3}[、.．）)])(?![（(]\d{1,2}[）)])"
)
_DROP = re.compile(
    rf"{SOFT_BREAK.pattern}|{LAYOUT_SPACE.pattern}|[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=\n)\s+|\r"
)


def cell_words(text: str) -> str:
    """The words of a cell that has no places of its own inside (a spreadsheet's): layout taken out, breaks
    kept.
    """
    return _DROP.sub("", normalise(text)).strip()
