"""The wholes that words do not name: of a list of shares, the total that makes most of them true.

The items may be paragraphs of their own (“1．基本支出A万元，占…%。”) or stand in one sentence (“A万元（1.8%）、B万元（0.9%）”).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Figure, Operand
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import share_base


def sibling_wholes(passages: Sequence[Passage], lookup: Lookup) -> dict[int, list[Operand]]:
    """The whole of a list whose items are paragraphs with a share each and no total beside them.

    Of the totals of the form and the items' own sum, the one that makes most of the shares true; at least two thirds.
    """
    wholes: dict[int, list[Operand]] = {}
    for group in _siblings(passages):
        items = [(p, part, rate) for p in group if (pair := _part_and_share(p)) for part, rate in [pair]]
        if len(items) < 3:
            continue
        total = sum((part.printed.base for _, part, _ in items), Decimal(0))
        first = operand(items[0][0], items[0][1], "合计")
        half = sum((part.printed.half for _, part, _ in items), Decimal(0))
        own = replace(
            first, interval=Interval.rounded(total, half), shown="各项合计", number=items[0][2].number
        )
        candidates = [own, *(o for code in TOTALS for o in lookup.operands(code))]
        scored = [
            (sum(fits_share(part, rate, o) for _, part, rate in items), -k, o)
            for k, o in enumerate(candidates)
        ]
        fits, _, best = max(scored, key=lambda s: s[:2])
        if fits * 3 >= len(items) * 2:
            for p, _, _ in items:
                wholes[p.block] = [best]
    return wholes


TOTALS = (
    "general.expenditure", "expenditure.current", "income.current", "appropriation.expenditure", "income.appropriation",
    "three.total", "general.basic", "grand-total", "appropriation.grand-total", "procurement.total",
)  # fmt: skip


def _siblings(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Runs of neighbouring paragraphs numbered in one style."""
    run: list[Passage] = []
    for p in passages:
        if p.numbering and (not run or run[-1].numbering == p.numbering):
            run.append(p)
        else:
            yield run
            run = [p] if p.numbering else []
    yield run


def _part_and_share(passage: Passage) -> tuple[Figure, Figure] | None:
    """The first amount of a paragraph and the share right after it, if the share names no whole."""
    figures = passage.figures
    if (
        len(figures) < 2
        or figures[0].role != "amount"
        or figures[1].role != "share"
        or share_base(figures[1])
    ):
        return None
    return figures[0], figures[1]


def fits_share(part: Figure, rate: Figure, whole: Operand) -> bool:
    i = whole.interval
    if i.low <= 0 or (whole.printed and whole.printed.unit.base != part.printed.unit.base):
        return False
    low, high = part.printed.interval.low / i.high, part.printed.interval.high / i.low
    return rate.printed.interval.meets(Interval(low, high))


_ENUMERATED = re.compile(r"\s*[、和及与,，]\s*")


def paired(figures: Sequence[Figure], i: int) -> int | None:
    """“A、B、C，分别占a、b和c”: the k-th of several rates is of the k-th of as many amounts."""
    row, k = paired_row(figures, i)
    return row[k] if row else None


def paired_row(figures: Sequence[Figure], i: int) -> tuple[list[int], int]:
    """The amounts that as many rates in a row are of, and which of them the rate ``i`` is of; none if there is no row."""
    start = end = i
    while start and figures[start].role == "share" and _ENUMERATED.fullmatch(figures[start].before):
        start -= 1
    while (
        end + 1 < len(figures)
        and figures[end + 1].role == "share"
        and _ENUMERATED.fullmatch(figures[end + 1].before)
    ):
        end += 1
    number = end - start + 1
    if number < 2 or figures[start].role != "share":
        return [], 0
    amounts = [
        k
        for k in range(start)
        if figures[k].role == "amount" and figures[k].sentence == figures[i].sentence and not figures[k].depth
    ]
    same = [k for k in amounts if figures[k].printed.unit.base == figures[amounts[-1]].printed.unit.base]
    return (same[-number:], i - start) if len(same) >= number else ([], 0)


_OF = re.compile(r"\s*(?:的|总额的|合计的|总数的)\s*")


def carried_wholes(
    passage: Passage, figures: Sequence[Figure], i: int, named: Callable[[str], list[Operand]]
) -> list[Operand] | None:
    """What the share before this one in its sentence is a share of: “A占收入T的30%，B占10%”.

    None if no share before names its whole, [] if it names one that the report does not tell.
    """
    for k in range(i - 1, 0, -1):
        f = figures[k]
        if f.sentence != figures[i].sentence:
            return None
        if f.role == "share":
            if _OF.fullmatch(f.before) and "占" in figures[k - 1].head:
                return [operand(passage, figures[k - 1], "合计", bottom=1)]
            if words := share_base(f):
                return named(words)
    return None


_ANOTHER = re.compile(r"[，,；;][\u4e00-\u9fff]{2,}[^，,；;]*[，,；;]|占(?:该|其|上述|此|这)")


def another_clause(words: str) -> bool:
    """“年末结转A万元，用于农村公路建设，占该项目支出B的…%”: do these words between an amount and a share leave the amount?"""
    return _ANOTHER.search(words) is not None


def fits_most(figures: Sequence[Figure], whole: Operand) -> bool:
    """Are most shares of the paragraph shares of this whole? Then it is what their words name, whatever they call it."""
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(figures)
        if b.role == "share" and a.role == "amount" and a.printed.unit.kind == "money"
    ]
    fits = sum(fits_share(part, rate, whole) for part, rate in pairs)
    return fits >= 2 and fits * 3 >= len(pairs) * 2
