"""Accounts and a pack in, a whole report out, in which every number is bound to the fact it states.

Nothing is returned unless all of it could be written: what the accounts do not tell and the pack requires is asked for
by name in one :class:`Incomplete`, so that a clerk fills everything in at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from juesuan.accounts.model import Accounts
from juesuan.documents.refusal import Refusal
from juesuan.reports.charts import FIGURES, figure
from juesuan.reports.composition import (
    ComposedBlock,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    PageBreak,
    Piece,
    StatedFact,
)
from juesuan.reports.evaluation.annexes import Performed, performed
from juesuan.reports.evaluation.results import Results
from juesuan.reports.glossary import glossary
from juesuan.reports.narrative import Writer, heading, numeral, render, vocabulary
from juesuan.reports.packs import Pack, choose
from juesuan.reports.phrases import Gap, Phrases


class Incomplete(Refusal):
    """The accounts lack what the report must say; ``gaps`` names each place and what to fill in."""

    def __init__(self, name: str, gaps: Sequence[Gap]) -> None:
        listed = "\n".join(f"  {n}. {g.words}" for n, g in enumerate(gaps, 1))
        super().__init__(
            "incomplete",
            name,
            f"还缺{len(gaps)}项内容，报告没有生成：\n{listed}\n",
            "请在工作簿中补充后重新编制",
        )
        self.gaps = tuple(gaps)


@dataclass(frozen=True)
class Desk:
    """What a report is written with: the pack, the facts told so far, and the writer of its sections."""

    pack: Pack
    phrases: Phrases
    writer: Writer

    def complete(self, draft: bool = False) -> None:
        """Raise :class:`Incomplete` if something that was asked for is missing, unless a draft will do."""
        if self.phrases.gaps and not draft:
            raise Incomplete(self.phrases.accounts.entity.name, list(self.phrases.gaps.values()))


def desk(
    accounts: Accounts,
    pack: Pack | None = None,
    *,
    tables: Sequence[ComposedTable] = (),
    facts: dict[str, StatedFact] | None = None,
    annexes: Sequence[str] = (),
    performance: Results | None = None,
) -> Desk:
    """A desk for ``accounts`` with ``pack`` (by default that of the entity's area and year)."""
    pack = pack or choose(accounts.entity.area, accounts.year)
    phrases = Phrases(accounts, pack.style, dict(facts or {}), required=frozenset(pack.required))
    work = performed(performance, phrases.facts, phrases.gaps) if performance is not None else None
    drawn: list[ComposedFigure] = []

    def draw(name: str) -> Iterator[ComposedBlock]:
        if name not in FIGURES:
            raise Refusal("pack-figure", pack.name, f"没有名为“{name}”的图", f"可用：{'、'.join(FIGURES)}")
        for made in figure(name, phrases):
            drawn.append(made)
            yield made
            yield ComposedParagraph((Piece(f"图{len(drawn)}：{made.title}"),), "caption")

    directives = {
        "figure": draw,
        "tables": lambda _: _tables(tables),
        "glossary": lambda _: glossary(phrases),
        "annexes": lambda _: _annexes(annexes, pack, work),
        "performance": lambda _: work.summary() if work is not None else iter(()),
    }
    words = vocabulary(pack, phrases) | {"performance": work is not None}
    return Desk(pack, phrases, Writer(pack, words, directives))


def compose(
    accounts: Accounts,
    pack: Pack | None = None,
    *,
    tables: Sequence[ComposedTable] = (),
    facts: dict[str, StatedFact] | None = None,
    annexes: Sequence[str] = (),
    performance: Results | None = None,
    draft: bool = False,
) -> Composition:
    """Write the report of ``accounts`` with ``pack`` (by default that of the entity's area and year).

    ``tables`` are the statutory tables in order and ``facts`` what their cells state; ``annexes`` the titles of the
    files published with the report, ``performance`` the year's performance work, told and annexed as the area has it.
    ``draft`` writes the report although something is missing. Raises
    :class:`Incomplete`, or :class:`Refusal` where the pack itself is wrong.
    """
    made = desk(accounts, pack, tables=tables, facts=facts, annexes=annexes, performance=performance)
    pack, phrases, words = made.pack, made.phrases, made.writer.words
    body = tuple(_paged(made.writer.report()))
    made.complete(draft)
    front = tuple(_front(pack, words, accounts))
    title = f"{accounts.entity.name}{accounts.year}年度{pack.kind}决算"
    made_of = Composition(
        title=title,
        entity=accounts.entity.name,
        year=accounts.year,
        area=accounts.entity.area,
        pack=pack.name,
        blocks=(*front, *body),
        facts=phrases.facts,
    )
    return as_draft(made_of, list(phrases.gaps.values()))


def as_draft(composition: Composition, gaps: Sequence[Gap]) -> Composition:
    """The composition marked as a draft if something is missing: on its cover, or under its title if it has none."""
    if not gaps:
        return composition
    blocks = composition.blocks
    covers = [
        n for n, b in enumerate(blocks) if isinstance(b, ComposedParagraph) and b.style == "cover-title"
    ]
    at, style = (covers[-1] + 1, "cover") if covers else (1, "body")
    mark = ComposedParagraph((Piece(f"草稿：还缺{len(gaps)}项内容，不能公开"),), style)
    return replace(
        composition,
        blocks=(*blocks[:at], mark, *blocks[at:]),
        missing=tuple(gap.words for gap in gaps),
    )


def _front(pack: Pack, words: dict[str, object], accounts: Accounts) -> Iterator[ComposedBlock]:
    """Cover and contents."""
    for line in pack.cover:
        yield ComposedParagraph((Piece(render(line, words, pack.name)),), "cover-title")
    if accounts.entity.published:
        yield ComposedParagraph((Piece(spoken_date(accounts.entity.published)),), "cover")
    yield PageBreak()
    yield Contents(2)


def spoken_date(iso: str) -> str:
    """An ISO date as a report prints it: 2024年9月12日; "" stays ""."""
    if not iso:
        return ""
    year, *rest = iso.split("-")
    units = ("月", "日")
    return f"{year}年" + "".join(f"{int(n)}{u}" for n, u in zip(rest, units, strict=False))


def _paged(blocks: Iterator[ComposedBlock]) -> Iterator[ComposedBlock]:
    """Every chapter begins on a new page."""
    for block in blocks:
        if isinstance(block, ComposedParagraph) and block.style == "h1":
            yield PageBreak()
        yield block


def _tables(tables: Sequence[ComposedTable]) -> Iterator[ComposedBlock]:
    for n, table in enumerate(tables, 1):
        yield heading(2, f"{numeral(n)}、", table.title)
        yield table


def _annexes(annexes: Sequence[str], pack: Pack, work: Performed | None) -> Iterator[ComposedBlock]:
    """The titles of files published with the report, then the performance documents the area publishes within it."""
    for n, title in enumerate(annexes, 1):
        yield ComposedParagraph((Piece(f"附件{n} {title}"),))
    if work is not None:
        yield from work.annexes(len(annexes) + 1, pack.annexed, pack.layout)
