"""From the accepted characters of Word paragraphs to clean text in which every character keeps its path and
offset.

Word reports are full of layout in characters: indents of full-width spaces, spaces around figures, soft line
breaks in a title, dots and page numbers in the contents. They are taken out here, the same way as in the
other readers, and the runs of the text say where the rest stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.documents.characters import LAYOUT_SPACE
from juesuan.documents.model import Anchor, Run, Text
from juesuan.documents.outline import heading_of, numbering_of

_DROP = re.compile(LAYOUT_SPACE.pattern + "|[\u00ad\u200b-\u200d\u2060\ufeff]+")
_MAYBE_DROP = re.compile("[ \u3000\u00ad\u200b-\u200d\u2060\ufeff]")
_STOPS = "。；：！？;:!?"
_CONTENTS_TAIL = re.compile(r"(?:[\s.．…·]*(?:\t|[.．…·]{2,})[\s.．…·]*)-?\s*\d{0,4}\s*-?\s*$")
#: A title, leaders and a page number on one or two printed lines; longer text is not searched for them.
LONGEST_CONTENTS_LINE = 300
_CONTENTS_LINE = re.compile(
    r"\s*(?P<title>\S.{1,60}?)(?P<leaders>[\s.．…·]*(?:[.．…·]{4,}|\t)[\s.．…·]*)-?\s*\d{1,3}\s*-?\s*"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Accepted characters of a paragraph from ``column`` on, its path, and its cell as people call it."""

    path: str
    text: str
    column: int = 0
    cell: str | None = None


def clean(parts: Sequence[Part], joiner: str = "") -> Text:
    """One clean text out of the parts, ends stripped; ``joiner`` stands between two parts."""
    starts: list[int] = []
    position = 0
    for part in parts:
        starts.append(position)
        position += len(part.text) + len(joiner)
    raw = joiner.join(part.text for part in parts)
    begin, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    kept: list[str] = []
    runs: list[Run] = []
    length = 0
    current = 0
    for start, stop in _kept(raw, begin, end):
        while start < stop:
            while current + 1 < len(parts) and starts[current + 1] <= start:
                current += 1
            limit = stop if current + 1 == len(parts) else min(stop, starts[current + 1])
            part = parts[current]
            column = part.column + start - starts[current]
            runs.append(Run(length, Anchor(path=part.path, column=column, cell=part.cell)))
            kept.append(raw[start:limit])
            length += limit - start
            start = limit
    return Text("".join(kept), tuple(runs))


def _kept(raw: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches of ``raw`` between ``begin`` and ``end`` that are not layout."""
    if begin >= end:
        return []
    if not _MAYBE_DROP.search(raw, begin, end):
        return [(begin, end)]
    kept = []
    start = begin
    for m in _DROP.finditer(raw, begin, end):
        if m.start() > start:
            kept.append((start, m.start()))
        start = m.end()
    if start < end:
        kept.append((start, end))
    return kept


def lines(part: Part) -> list[list[Part]]:
    """A paragraph's soft lines, put together where the break is only layout.

    Text pasted from web pages has whole paragraphs apart by line breaks only, titles have breaks for looks: a
    break counts where a sentence or heading ends before it or a numbered item starts after it.
    """
    groups: list[list[Part]] = []
    column = part.column
    for line in part.text.split("\n"):
        piece = Part(part.path, line, column)
        column += len(line) + 1
        if not line.strip():
            continue
        if groups and not _breaks("".join(p.text for p in groups[-1]).strip(), line.strip()):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _breaks(before: str, after: str) -> bool:
    if before[-1] in _STOPS or numbering_of(after) is not None or heading_of(before)[0] > 0:
        return True
    # Two figures or words in a row are two things; joined they would become a third.
    return before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum()


def is_contents_line(text: str) -> bool:
    """Does a paragraph look like a line of a typed table of contents: title, leaders, page number?"""
    m = _CONTENTS_LINE.fullmatch(text) if len(text) <= LONGEST_CONTENTS_LINE else None
    # A lone tab before a number also stands in tables made with tabs: there only a numbered title tells.
    return m is not None and (bool(m["leaders"].strip()) or numbering_of(m["title"]) is not None)


def without_page_number(part: Part) -> Part:
    """A contents line without its leaders and page number."""
    m = _CONTENTS_TAIL.search(part.text) if len(part.text) <= LONGEST_CONTENTS_LINE else None
    return Part(part.path, part.text[: m.start()], part.column) if m and m.start() else part
