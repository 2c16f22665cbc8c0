"""The table of contents: its lines repeat the headings and must not be taken for them.

With dot leaders a line shows itself; without, the contents run from the line 目录 to where their first
entry comes again as a heading, or to the first sentence or table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from juesuan.documents.model import Block, Paragraph, Removed, Text

_LEADER = re.compile(
    r"(.+?)\s*(?:[.…·．。‥⋯_\-—]\s*){3,}\s*[-—(（]?\s*(\d{1,4}|[ivxⅠ-ⅻ]{1,5})\s*[-—)）]?", re.I
)
_CONTENTS = re.compile(r"目\s*[录次]|contents", re.I)
#: An entry of a table of contents is a heading: longer lines are sentences.
LONGEST_ENTRY = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """Blocks with the contents marked, and the leaders and page numbers taken out of them."""

    blocks: list[Block]
    removed: list[Removed]


def leader_of(text: str) -> re.Match[str] | None:
    """The match of a line of contents with leader and page number: group 1 is the title."""
    return _LEADER.fullmatch(text)


def mark_contents(blocks: Sequence[Block]) -> Marked:
    """Give lines of the table of contents the role ``toc``."""
    removed: list[Removed] = []
    out = _without_page_column(blocks, removed)
    for i, block in enumerate(out):
        if not isinstance(block, Paragraph) or block.role != "body":
            continue
        m = leader_of(block.value)
        if m is not None:
            out[i] = replace(block, level=0, role="toc", text=_cut(block.text, m.end(1)))
            removed.append(Removed(block.value[m.end(1) :], "toc-leader", block.text.runs[-1].anchor))
    start = _start(out)
    if start is not None:
        for i in range(start, _end(out, start)):
            block = out[i]
            if isinstance(block, Paragraph) and block.role == "body":
                out[i] = replace(block, level=0, role="toc")
    return Marked(out, removed)


def _without_page_column(blocks: Sequence[Block], removed: list[Removed]) -> list[Block]:
    """Entries whose page number stands alone at the end of the line, without leaders, lose it."""
    out: list[Block] = []
    pairs = [i for i, (a, b) in enumerate(pairwise(blocks)) if _is_entry(a, b)]
    if len(pairs) < 3:
        return list(blocks)
    numbers = {i + 1 for i in pairs}
    for i, block in enumerate(blocks):
        if i in numbers and isinstance(block, Paragraph):
            removed.append(Removed(block.value, "toc-leader", block.text.runs[0].anchor))
        elif i + 1 in numbers and isinstance(block, Paragraph):
            out.append(replace(block, level=0, role="toc"))
        else:
            out.append(block)
    return out


def _is_entry(a: Block, b: Block) -> bool:
    """Whether ``b`` is a lone whole number on the last line of ``a``."""
    if not (isinstance(a, Paragraph) and isinstance(b, Paragraph) and a.text.runs and b.text.runs):
        return False
    left, right = a.text.runs[-1].anchor, b.text.runs[0].anchor
    return b.value.isdigit() and len(b.value) <= 4 and (left.page, left.line) == (right.page, right.line)


def _cut(text: Text, end: int) -> Text:
    """The first ``end`` characters of a text."""
    return Text(text.value[:end], tuple(r for r in text.runs if r.start < end))


def _start(blocks: Sequence[Block]) -> int | None:
    """Index of the first entry after the line 目录."""
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _CONTENTS.fullmatch(block.value):
            return i + 1
    return None


def _end(blocks: Sequence[Block], start: int) -> int:
    """Index after the last entry."""
    seen: set[str] = set()
    end = start
    for i in range(start, len(blocks)):
        block = blocks[i]
        if not isinstance(block, Paragraph) or len(block.value) > LONGEST_ENTRY or block.value.endswith("。"):
            # Headings of the page on which the text starts were passed on the way here.
            return _page_start(blocks, start, i)
        key = block.value.replace(" ", "")
        if key in seen and key == _key(blocks[start]):
            return i
        seen.add(key)
        end = i + 1
    return end


def _key(block: Block) -> str:
    return block.value.replace(" ", "") if isinstance(block, Paragraph) else ""


def _page(block: Block) -> int | None:
    if isinstance(block, Paragraph) and block.text.runs:
        return block.text.runs[0].anchor.page
    return None


def _page_start(blocks: Sequence[Block], start: int, stop: int) -> int:
    """The first block on the page of block ``stop - 1``, if that page begins after the contents did."""
    if stop == start:
        return start
    page = _page(blocks[stop - 1])
    first = stop
    while first > start and _page(blocks[first - 1]) == page:
        first -= 1
    return first if first > start else stop
