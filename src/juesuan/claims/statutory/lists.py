"""The economic subjects a sentence lists for 人员经费 and 公用经费, to be held against the
basic-expenditure table.

Reports say what personnel and operating funds were spent on (主要包括：基本工资、津贴补贴…). The list is
typed by hand beside a table that comes out of the system, which makes it a good witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.documents.model import Document, Span

_LIST = re.compile(
    r"(?P<side>人员经费|(?:日常)?公用经费)(?:支出|合计)?[^。；;：:]{0,40}?(?:主要)?(?:包括|用于|包含|有)\s*[：:]?\s*(?P<list>[^。；;]+)"
)
_ITEM = re.compile(r"[^、，,]+")
_CJK_NAME = re.compile(r"[一-鿿][一-鿿（）()]*")
#: “机关运行经费：指各部门的公用经费，包括…” says what the words mean, not what the money was spent on.
_DEFINES = re.compile(r"(?:[:：，,]|是|系)指")
#: A list with fewer names is a remark.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list, with the place it stands at."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class SubjectList:
    """A list of economic subjects. ``personnel`` tells the side; ``open`` that it ends in 等."""

    personnel: bool
    items: tuple[Listed, ...]
    span: Span
    open: bool


#: The document read last: a report's checks ask for the same lists one after the other.
_recent: list[tuple[Document, tuple[SubjectList, ...]]] = []


def subject_lists(document: Document) -> tuple[SubjectList, ...]:
    """Every list of economic subjects in the text of a report."""
    if not _recent or _recent[0][0] is not document:
        _recent[:] = [(document, tuple(_lists(document)))]
    return _recent[0][1]


def _lists(document: Document) -> Iterator[SubjectList]:
    for block, paragraph in document.paragraphs():
        if paragraph.role == "toc":
            continue
        text = paragraph.value
        if "经费" not in text:
            continue
        for found in _LIST.finditer(text):
            begin = max(text.rfind(c, 0, found.start()) for c in "。；;\n") + 1
            if _DEFINES.search(text, begin, found.start("list")):
                continue
            stop = re.search(r"(?:人员经费|公用经费)", found["list"])
            end = found.start("list") + (stop.start() if stop else len(found["list"]))
            items = tuple(_items(block, text, found.start("list"), end))
            if len(items) >= SHORTEST:
                span = Span(block, found.start("list"), end)
                ended = text[:end].rstrip("支出方面的费用 ")
                yield SubjectList(found["side"] == "人员经费", items, span, ended.endswith("等"))


def _items(block: int, text: str, start: int, end: int) -> Iterator[Listed]:
    for piece in _ITEM.finditer(text, start, end):
        found = _CJK_NAME.search(piece[0])
        if not found:
            continue
        name = found[0]
        if name.endswith("等"):
            name = name[:-1]
        at = piece.start() + found.start()
        if len(name) > 1:
            yield Listed(name, Span(block, at, at + len(name)))
