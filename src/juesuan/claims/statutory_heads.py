"""Names of subjects at the head of a glossary entry or list item, where no mark tells them from other
words.

A glossary explains 10.卫生健康支出：… without （类）; the head of the entry is the name. The same words
inside a sentence may be ordinary language, so only heads, and names with an amount right behind them, are
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.statutory_subjects import Mention
from juesuan.documents.model import Document, Span
from juesuan.taxonomy import Edition, fold

_HEAD = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?\s*)?(?P<name>[一-鿿][一-鿿、与和（）()\s]{1,28}?)\s*(?:[：:]|——)"
)
_AMOUNT = re.compile(r"(?P<name>[一-鿿][一-鿿、]{3,28}?)(?:支出)?\s*\d[\d,]*(?:\.\d+)?\s*万?元")


def headed_names(document: Document, edition: Edition) -> Iterator[Mention]:
    """Heads of entries, and names in front of an amount, that only an earlier edition lists."""
    old = _old_names(edition)
    for block, paragraph in document.paragraphs():
        text = paragraph.value
        head = _HEAD.match(text)
        if head and fold(head["name"]).removesuffix("支出") in old:
            yield _mention(block, head["name"], head.start("name"))
        for found in _AMOUNT.finditer(text):
            for name in old:
                if fold(found["name"]).endswith(name):
                    start = found.end("name") - len(name)
                    if text[start : found.end("name")] == name and len(name) > 3:
                        yield _mention(block, name, start)


def _old_names(edition: Edition) -> tuple[str, ...]:
    """Folded names of classes and sections that ended before the edition's year, without 支出."""
    year = edition.year or 9999
    names = {
        fold(s.name).removesuffix("支出")
        for s in edition.lines
        if s.until is not None and s.until < year and len(s.name) > 3
    }
    return tuple(sorted(n for n in names if not edition.named(n) and not edition.named(n + "支出")))


def _mention(block: int, name: str, start: int) -> Mention:
    span = Span(block, start, start + len(name))
    return Mention("", name, None, span, span)
