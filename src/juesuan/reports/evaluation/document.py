"""Chosen parts of performance work as one document, or each as its own: cover, contents, parts, facts.

Nothing is returned unless all of it could be written: what the book does not tell and a part needs is asked for by name
in one :class:`~juesuan.reports.compose.Incomplete`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.documents.refusal import Refusal
from juesuan.reports.compose import Incomplete, as_draft
from juesuan.reports.composition import (
    ComposedBlock,
    ComposedParagraph,
    Composition,
    Contents,
    PageBreak,
    Piece,
)
from juesuan.reports.evaluation.parts import PARTS, Part
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.telling import Telling
from juesuan.reports.narrative import heading, numeral
from juesuan.reports.phrases import Gap
from juesuan.reports.write_layout import level_of

#: What a document of several parts is called.
TITLE = "预算绩效报告"
#: Lines of contents that still fit a page; more are told by parts alone.
_MOST_ENTRIES = 36


def chosen(results: Results, names: Sequence[str] = ()) -> tuple[Part, ...]:
    """The parts of those names in the order of a document, by default all that the book has data for.

    Raises :class:`Refusal` for a name that is none, and for a part that the book has nothing for.
    """
    known = {p.name: p for p in PARTS}
    for name in names:
        if name not in known:
            listed = "、".join(known)
            raise Refusal("no-part", name, "没有这个部分", f"可选的有：{listed}")
    lacking = [p for p in PARTS if p.name in names and not p.has(results)]
    if lacking:
        listed = "\n".join(f"  {n}. {p.name}：{p.missing}" for n, p in enumerate(lacking, 1))
        file = results.book.file or results.entity
        raise Refusal(
            "no-data", file, f"要编制的部分没有数据：\n{listed}\n", "请补充后重新编制，没有写出任何文件"
        )
    found = tuple(p for p in PARTS if (p.name in names if names else p.has(results)))
    if not found:
        listed = "\n".join(f"  {n}. {p.name}：{p.missing}" for n, p in enumerate(PARTS, 1))
        raise Refusal(
            "no-data",
            results.book.file or results.entity,
            f"绩效工作簿里没有可以编制的内容：\n{listed}\n",
            "请按需要填写其中的一部分",
        )
    return found


def compose_parts(
    results: Results, parts: Sequence[Part], layout: str = "部颁", *, draft: bool = False
) -> Composition:
    """One document with the parts in order; one with a single section stands under its own title without a cover.

    Raises :class:`~juesuan.reports.compose.Incomplete` where something is missing, unless a draft will do.
    """
    made, gaps = _composed(results, parts, layout)
    _complete(results, gaps, draft)
    return as_draft(made, list(gaps.values()))


def compose_each(
    results: Results, parts: Sequence[Part], layout: str = "部颁", *, draft: bool = False
) -> list[Composition]:
    """Each part as its own document. What is missing for any of them is asked for in one list."""
    made = [_composed(results, [part], layout) for part in parts]
    _complete(results, {place: gap for _, gaps in made for place, gap in gaps.items()}, draft)
    return [as_draft(composition, list(gaps.values())) for composition, gaps in made]


def _complete(results: Results, gaps: dict[str, Gap], draft: bool) -> None:
    if gaps and not draft:
        raise Incomplete(results.book.file or results.entity, list(gaps.values()))


def _composed(results: Results, parts: Sequence[Part], layout: str) -> tuple[Composition, dict[str, Gap]]:
    telling = Telling(results.year)
    sections = [
        (title, tuple(blocks)) for part in parts for title, blocks in part.sections(results, telling, layout)
    ]
    title = TITLE if len(parts) > 1 else parts[0].title
    blocks = tuple(_whole(results, title, sections) if len(sections) > 1 else _alone(results, *sections[0]))
    area = results.accounts.entity.area if results.accounts is not None else ""
    named = f"{results.entity}{results.year}年度{title}"
    made = Composition(named, results.entity, results.year, area, "performance", blocks, telling.facts)
    return made, telling.gaps


def _whole(
    results: Results, title: str, sections: Sequence[tuple[str, tuple[ComposedBlock, ...]]]
) -> Iterator[ComposedBlock]:
    yield ComposedParagraph((Piece(results.entity),), "cover-title")
    yield ComposedParagraph((Piece(f"{results.year}年度{title}"),), "cover-title")
    yield PageBreak()
    entries = sum(bool(level_of(b)) and level_of(b) <= 2 for _, blocks in sections for b in blocks) + len(
        sections
    )
    yield Contents(2 if entries <= _MOST_ENTRIES else 1)
    for n, (named, blocks) in enumerate(sections, 1):
        yield PageBreak()
        yield heading(1, f"第{numeral(n)}部分 ", named)
        yield from blocks


def _alone(results: Results, title: str, blocks: tuple[ComposedBlock, ...]) -> Iterator[ComposedBlock]:
    yield heading(1, "", f"{results.entity}{results.year}年度{title}")
    yield from blocks
