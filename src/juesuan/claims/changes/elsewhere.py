"""Changes of what another place tells: “支出合计增加453.14万元，增长8.26%”, where the paragraph before says what the total is.

A bare name may be that of another fund, so what a change is measured by must be the one value the report prints for it; a
rate that does not fit is wrong only where the neighbours told the same way fit, or where a slip of the hand explains it.
The three expenses are paid by one fund, so that their names leave no doubt.
Growing by less is no reading at all: 减少A万元，增长B% contradicts itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from juesuan.claims.changes.bases import base_of
from juesuan.claims.changes.turned import growth
from juesuan.claims.facts import Lookup
from juesuan.claims.figures import years_in
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits, slipped
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import concept_of, squeeze

_AMOUNT = re.compile(r"(?:增加|增长|上升|减少|下降|降低)(?:了|额为)?\s*$")
_RATE = re.compile(r"\s*[，,、]\s*(?:同比)?(?:增加|增长|上升|减少|下降|降低)(?:了)?\s*")
_Pair = tuple[Figure, Figure]


def changes_elsewhere(passage: Passage, lookup: Lookup, read: Collection[Span]) -> Iterator[Claim]:
    """The claims of the changes of a paragraph that none has been ``read`` for."""
    pairs = [(i, p) for i, p in _pairs(passage.figures) if p[1].number not in read]
    told: list[tuple[_Pair, list[tuple[Operand, ...]]]] = []
    for i, (amount, rate) in pairs:
        if amount.sign != rate.sign:
            yield _opposed(passage, amount, rate)
        elif base_of(passage, passage.figures, i) in ("prior", ""):
            ways = _ways(passage, amount, rate, lookup)
            if len(ways) == 1 and _of_one_fund(passage, i, lookup):
                yield _claim(passage, amount, ways[0], Certainty.CERTAIN)
            elif ways:
                told.append(((amount, rate), ways))
    yield from _judged(passage, told)


def _of_one_fund(passage: Passage, i: int, lookup: Lookup) -> bool:
    """Is it one of the three expenses that changed, against last year, and is the year the report's?"""
    amount = passage.figures[i]
    named = concept_of(amount.head, passage.context.path)
    if named is None or not named[0].code.startswith("three.") or squeeze(amount.head)[: named[1]]:
        return False
    said = next(s for s in passage.sentences if s.index == amount.sentence)
    years = years_in(passage.text[said.start : amount.number.start])
    base = base_of(passage, passage.figures, i)
    if (
        not base
    ):  # “…比上年减少A。其中：公务接待费减少B”: a list goes on with what its paragraph is measured against
        before = passage.text[: amount.number.start]
        base = "prior" if _SINCE.search(before) and not _PLAN.search(before) else ""
    return base == "prior" and (not years or max(years) == lookup.year)


_SINCE = re.compile(r"[比较与同](?:上年|去年|上一年|(?:19|20)\d\d年)|同比")
_PLAN = re.compile(r"[比较与同][^，。；]{0,10}(?:预算|计划)")


def _pairs(figures: Sequence[Figure]) -> Iterator[tuple[int, _Pair]]:
    """“…减少0.26万元，下降7.69%”: each amount with the rate right behind it, both with a word of their own."""
    for i, (amount, rate) in enumerate(pairwise(figures)):
        if (
            amount.role == "change"
            and rate.role == "growth"
            and amount.printed.unit.kind == "money"
            and not (amount.printed.about or rate.printed.about)
            and amount.printed.value > 0
            and rate.printed.value > 0
            and amount.depth == rate.depth
            and not (i and figures[i - 1].role in ("to", "from"))  # claims.changes.moves reads it
            and _AMOUNT.search(amount.before)
            and _RATE.fullmatch(rate.before)
        ):
            yield i, (amount, rate)


def _opposed(passage: Passage, amount: Figure, rate: Figure) -> Claim:
    smaller, larger = (amount, rate) if amount.sign > 0 else (rate, amount)
    return Claim(
        Kind.WORDING,
        "change-direction",
        Relation.AT_MOST,
        (
            operand(passage, smaller, "增加"),
            operand(passage, larger, "减少", sign=-1),
        ),
        "变动额与变动率的方向应当一致，不能一个增加、一个减少",
        f"opposed:{amount.number.start}:{passage.context.title}:{passage.lead}",
    )


def _ways(passage: Passage, amount: Figure, rate: Figure, lookup: Lookup) -> list[tuple[Operand, ...]]:
    named = concept_of(amount.head, passage.context.path)
    values = lookup.operands(named[0].code) if named is not None else []
    return [
        (
            growth(passage, rate, 1),
            operand(passage, amount, "变动额", top=1, bottom=-amount.sign),
            replace(o, role="本年数", top=0, bottom=1),
        )
        for o in values
        if o.interval.low > 0
    ]


def _judged(passage: Passage, told: Sequence[tuple[_Pair, list[tuple[Operand, ...]]]]) -> Iterator[Claim]:
    """A change that fits is told; one that does not only beside others that do, or where a slip explains it."""
    held = [any(fits(Relation.RATIO, w) for w in ways) for _, ways in told]
    for ((amount, _), ways), fit in zip(told, held, strict=True):
        if not fit and len(ways) > 1:
            continue
        if not fit and not any(held) and not slipped(Relation.RATIO, ways[0]):
            continue
        if not fit and sum(held) < len(held) - 1:
            continue  # several that do not fit: the names mean something else here
        way = next((w for w in ways if fits(Relation.RATIO, w)), ways[0])
        yield _claim(passage, amount, way, Certainty.LIKELY)


def _claim(passage: Passage, amount: Figure, way: tuple[Operand, ...], certainty: Certainty) -> Claim:
    return Claim(
        Kind.CHANGE,
        "change-rate",
        Relation.RATIO,
        way,
        "变动率 = 变动额 ÷ 上年数（上年数 = 本年数 − 变动额，本年数见别处）",
        f"rate-elsewhere:{amount.number.start}:{passage.context.title}:{passage.lead}",
        certainty,
    )
