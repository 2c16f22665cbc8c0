"""Which paragraphs of a Word report are headings, and how deep.

Styles and numbers both say so, and disagree: one clerk styles every heading, another only numbers them, a
third styles half of them or whole paragraphs of text. The number decides where there is one, since it is what
readers see and what every other format shows; a heading that has only a style is put on the level that the
document's own numbered headings of that style have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.documents.model import Block, Paragraph
from juesuan.documents.outline import LONGEST_HEADING, heading_of

_INNER_STOP = re.compile(r"[。；;].")


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its level is known. ``styled`` is the level its style gives (0: body text);
    ``number`` the automatic number, which is not in its text."""

    block: Block
    styled: int = 0
    number: str = ""


def levels(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """The blocks with the level and number of every paragraph."""
    read = [_numbered(d) for d in drafts]
    seen: dict[int, Counter[int]] = {}
    for draft, (level, _) in zip(drafts, read, strict=True):
        if level and draft.styled:
            seen.setdefault(draft.styled, Counter())[level] += 1
    usual = {styled: counts.most_common(1)[0][0] for styled, counts in seen.items()}
    return tuple(_finished(d, level, number, usual) for d, (level, number) in zip(drafts, read, strict=True))


def _numbered(draft: Draft) -> tuple[int, str]:
    block = draft.block
    if not isinstance(block, Paragraph):
        return 0, ""
    if not draft.number:
        return heading_of(block.text.value)
    level, _ = heading_of(draft.number + block.text.value)
    return level, draft.number


def _finished(draft: Draft, level: int, number: str, usual: dict[int, int]) -> Block:
    block = draft.block
    if not isinstance(block, Paragraph):
        return block
    if block.role != "body":
        level = 0
    elif not level and draft.styled and is_title(block.text.value):
        level = _level_of_style(draft.styled, usual)
    return replace(block, level=level, number=number)


def _level_of_style(styled: int, usual: dict[int, int]) -> int:
    """The level for a styled heading without a number: that of its numbered fellows, or below the nearest
    above.
    """
    above = max((s for s in usual if s <= styled), default=None)
    return styled if above is None else usual[above] + styled - above


def is_title(text: str) -> bool:
    """Could this be a heading at all? Whole paragraphs are sometimes given a heading style; they hold
    sentences.
    """
    if _INNER_STOP.search(text) or text.endswith(("；", ";", "，", ",")):
        return False
    return len(text) <= LONGEST_HEADING or not text.endswith("。")
