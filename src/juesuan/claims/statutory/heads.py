"""Names of subjects at the head of a glossary entry or list item, where no mark tells them from other
words.

A glossary explains 10.卫生健康支出：… without （类）; the head of the entry is the name. The same words
inside a sentence may be ordinary language, so only heads, and names with an amount right behind them, are
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from juesuan.claims.statutory.subjects import Mention
from juesuan.documents.model import Document, Span
from juesuan.taxonomy import Edition, fold

_HEAD = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?\s*)?(?P<name>[一-鿿][一-鿿、与和（）()\s]{1,28}?)\s*(?:[：:]|——)"
)
_COLON = re.compile(r"[：:]|——")
#: A colon farther on does not end the head of an entry.
LONGEST_HEAD = 60


def headed_names(document: Document, edition: Edition) -> Iterator[Mention]:
    """Heads of entries, and names in front of an amount, that only an earlier edition lists."""
    old = frozenset(edition.ended)
    amounts = _with_amount(edition.ended)
    for block, paragraph in document.paragraphs():
        text = paragraph.value
        head = _HEAD.match(text) if _COLON.search(text, 0, LONGEST_HEAD) else None
        if head and fold(head["name"]).removesuffix("支出") in old:
            yield _mention(block, head["name"], head.start("name"))
        for found in amounts.finditer(text):
            yield _mention(block, found[1], found.start(1))


@lru_cache(maxsize=16)
def _with_amount(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names with an amount right behind it."""
    long = sorted((n for n in names if len(n) > 3), key=len, reverse=True)
    words = "|".join(map(re.escape, long)) or "(?!)"
    return re.compile(rf"({words})(?=(?:支出)?\s*\d[\d,]*(?:\.\d+)?\s*万?元)")


def _mention(block: int, name: str, start: int) -> Mention:
    span = Span(block, start, start + len(name))
    return Mention("", name, None, span, span)
