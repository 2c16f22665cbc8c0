"""Paragraphs as the grammar sees them: their sentences, their figures with roles, the headings above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval, Printed
from juesuan.claims.figures import Sentence, cell_sentences, sentences
from juesuan.claims.model import Figure, Operand
from juesuan.claims.roles import with_roles
from juesuan.claims.sections import Context
from juesuan.documents.characters import full_width
from juesuan.documents.model import Document, Paragraph, Span, Table
from juesuan.documents.outline import numbering_of


@dataclass(frozen=True)
class Passage:
    """A paragraph with its sentences. ``figures`` are those of all sentences, in order; ``number`` its list number.

    ``text`` has its marks in full width; ``printed`` is the same, character for character, as the report prints it.
    """

    block: int
    text: str
    context: Context
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    level: int = 0
    number: str = ""
    numbering: int = 0
    cell: int | None = None
    printed: str = ""

    def span(self, start: int, end: int) -> Span:
        """Characters of the paragraph (or cell) as a span of the document."""
        return Span(self.block, start, end, self.cell)

    @property
    def lead(self) -> str:
        """The words a paragraph begins with, digits left out: what tells its claims from those of its neighbours."""
        first = self.figures[0].number.start if self.figures else len(self.text)
        return re.sub(r"[\d\W]+", "", self.text[:first])[-16:]

    def quote(self, figure: Figure) -> str:
        """The words of a figure's clause as printed."""
        said = self.printed or self.text
        words = said[figure.clause.start : figure.clause.end].strip().lstrip("）)”")
        return words if _CLOSED.search(words) else words.lstrip("（(")


_CLOSED = re.compile(r"[）)]")


def passages(document: Document, contexts: tuple[Context, ...]) -> tuple[Passage, ...]:
    """Every paragraph of the body in reading order, also those without figures (they separate lists)."""
    by_block: dict[int, list[Sentence]] = {}
    sentences_ = [with_roles(s) for s in sentences(document)]
    for sentence in sentences_:
        by_block.setdefault(sentence.block, []).append(sentence)
    places = {
        unit: kept_places([f.printed for s in sentences_ for f in s.figures], unit)
        for unit in ("万元", "亿元")
    }
    result = []
    for block, paragraph in document.paragraphs():
        if paragraph.role == "toc":
            continue
        found = tuple(_kept(s, places) for s in by_block.get(block, ()))
        figures = _dated(found)
        result.append(_passage(block, paragraph, contexts[block], found, figures))
    return tuple(result)


#: So many figures must show their last place, none of them a final zero, before dropped zeros count as a habit:
#: the chance that 20 full prints would never end in 0 is 0.9 ** 20, one in eight.
ENOUGH = 20


def kept_places(printed: Sequence[Printed], unit: str) -> int:
    """How many decimals a report really keeps for a unit if it drops final zeros, else 0 (the print is all there is).

    A report in which figures end in every digit but 0, and shorter ones stand among them, prints 3037.90 as 3037.9.
    """
    found = [p for p in printed if p.unit.printed == unit and not p.about and p.value]
    if not found:
        return 0
    most = max(p.decimals for p in found)
    full = [p for p in found if p.decimals == most]
    shorter = [p for p in found if p.decimals < most]
    dropped = most > 0 and len(full) >= ENOUGH and not any(p.text.endswith("0") and p.decimals for p in found)
    return most if dropped and shorter and len(shorter) * 2 < len(full) else 0


def _kept(sentence: Sentence, places: dict[str, int]) -> Sentence:
    if not any(places.values()):
        return sentence
    figures = tuple(
        f.printed_as(replace(f.printed, places=n)) if (n := places.get(f.printed.unit.printed, 0)) else f
        for f in sentence.figures
    )
    return replace(sentence, figures=figures)


def cell_passages(document: Document, contexts: tuple[Context, ...], number: int) -> tuple[Passage, ...]:
    """Table cells that hold running text, read like paragraphs; ``number`` is the first free sentence index."""
    by_cell: dict[tuple[int, int], list[Sentence]] = {}
    for sentence in cell_sentences(document, number):
        assert sentence.cell is not None
        by_cell.setdefault((sentence.block, sentence.cell), []).append(with_roles(sentence))
    result = []
    for (block, cell), found in by_cell.items():
        table = document.blocks[block]
        assert isinstance(table, Table)
        text = table.cells[cell].text.value
        figures = _dated(tuple(found))
        result.append(
            Passage(block, full_width(text), contexts[block], tuple(found), figures, cell=cell, printed=text)
        )
    return tuple(result)


def _passage(
    block: int,
    paragraph: Paragraph,
    context: Context,
    found: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
) -> Passage:
    numbering = numbering_of(paragraph.value)
    return Passage(
        block,
        full_width(paragraph.value),
        context,
        found,
        figures,
        paragraph.level,
        paragraph.number,
        numbering.level if numbering else 0,
        printed=paragraph.value,
    )


_OWN_YEAR = re.compile(r"(?<!与)(?<!比)(?<!较)(?<!同)(?<!至)(?<!自)((?:19|20)\d\d)\s*年")


_REASON = re.compile(r"原因|由于|系因|主要系")


def _dated(found: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    """Carry the year a paragraph speaks of forward from figure to figure; comparisons do not change it."""
    year: int | None = None
    figures: list[Figure] = []
    for sentence in found:
        for f in sentence.figures:
            named = _OWN_YEAR.findall(f.before)
            if f.role in ("prior", "change", "growth") or _REASON.search(f.before):
                figures.append(f)  # “主要原因是2021年更新车辆1辆”: a reason does not date what follows it
                continue
            if named:
                year = int(named[-1])
            figures.append(f if f.year == year else f.read_as(f.role, f.sign, f.label, year))
    return tuple(figures)


def operand(
    passage: Passage,
    figure: Figure,
    role: str = "",
    weight: int = 1,
    top: int = 0,
    bottom: int = 0,
    sign: int = 1,
) -> Operand:
    """A figure as an operand of a claim; ``sign`` -1 turns a printed decrease into a negative change."""
    interval: Interval = figure.printed.interval
    return Operand(
        span=figure.clause,
        number=figure.number,
        shown=passage.quote(figure),
        interval=interval if sign > 0 else -interval,
        role=role,
        weight=Decimal(weight),
        top=top,
        bottom=bottom,
        printed=figure.printed,
    )
