"""The outline of a report: which headings a block stands under. A label means little without its chapter.

Headings glued to the front of a paragraph (“（一）收入情况。2023年度…”) count as headings of that paragraph.
"""

from __future__ import annotations

import msgspec

from juesuan.claims.model import Section
from juesuan.documents.model import Document, Paragraph
from juesuan.documents.outline import numbering_of, run_in_heading


class Context(msgspec.Struct, frozen=True):
    """The headings above a block, outermost first, joined by “/” in ``path``; ``title`` is the innermost."""

    path: str
    title: str


def sections(document: Document) -> tuple[Section, ...]:
    """The headings of the body with the block range each governs."""
    heads = [(i, p) for i, p in document.paragraphs() if p.level and p.role == "body"]
    found: list[Section] = []
    for k, (i, p) in enumerate(heads):
        end = next((j for j, q in heads[k + 1 :] if q.level <= p.level), len(document.blocks))
        numbering = numbering_of(p.value)
        title = p.value[numbering.end :] if numbering else p.value
        found.append(Section(i, end, p.level, p.number, title.strip(" 。：:")))
    return tuple(found)


def contexts(document: Document, outline: tuple[Section, ...]) -> tuple[Context, ...]:
    """One context for each block."""
    result: list[Context] = []
    open_: list[Section] = []
    following = iter((*outline, None))
    upcoming = next(following)
    for i, block in enumerate(document.blocks):
        open_ = [s for s in open_ if i < s.end]
        while upcoming is not None and upcoming.block <= i:
            open_.append(upcoming)
            upcoming = next(following)
        titles = [s.title for s in open_]
        if isinstance(block, Paragraph) and (own := run_in_heading(block.value)):
            titles.append(own)
        result.append(Context("/".join(titles), titles[-1] if titles else ""))
    return tuple(result)
