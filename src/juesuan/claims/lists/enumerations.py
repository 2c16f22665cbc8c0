"""Enumerations without 其中: “立案208件。立案提案中，经济类71件、农业类46件、社会类62件、生态类29件”.

Three or more figures of one unit in a row, set off by 、, usually split up a figure printed just before. That they do is
known only when they add up; a sum one digit off is the mark of a typing error, any other difference says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.amounts import Interval
from juesuan.claims.lists.adding import by_chance, judge, slip
from juesuan.claims.lists.apposition import appositions
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze

_NEXT = re.compile(r"[^，。；;：:]*、[^，。；;：:]{1,24}|、[^，。；;：:]{1,24}")
_OTHER = re.compile(r"其中|增|减|占|比|人均")
#: How many figures before an enumeration may be its whole.
BACK = 4


def enumerations(passage: Passage) -> Iterator[Claim]:
    """The sum claims of enumerations that stand beside their whole without saying so."""
    if len(passage.figures) > 2:
        claims = list(_enumerations(passage))
        yield from claims
        yield from appositions(passage, frozenset(o.number for c in claims for o in c.operands[1:]))


def _enumerations(passage: Passage) -> Iterator[Claim]:
    """Three or more figures in a row, which may split up a figure some way before them; and what brackets split up."""
    figures = passage.figures
    start = 0
    while start < len(figures):
        end = _run(figures, start)
        if (
            start
            and figures[start].before.strip() in ("（", "(")
            and figures[start - 1].printed.unit.kind in ("money", "count", "score")
        ):
            yield from _bracketed(passage, figures, start)
        if end - start >= 3 and not _OTHER.search(figures[start].before.split("。")[-1].split("；")[-1]):
            yield from _claim(passage, figures, start, end)
        start = max(end, start + 1)


def _bracketed(passage: Passage, figures: Sequence[Figure], start: int) -> Iterator[Claim]:
    """“自评得分93.5分（预算执行9.5分、产出47分、效益30分、满意度9分）”: brackets right after a figure split it up."""
    lead = figures[start - 1]
    members = []
    for f in figures[start:]:
        if (
            f.depth <= lead.depth
            or f.sentence != lead.sentence
            or f.printed.unit.base != lead.printed.unit.base
            or f.printed.about
        ):
            break
        members.append(f)
    if len(members) >= 2:
        ways = [(operand(passage, lead, "合计", 1), *(operand(passage, m, "分项", -1) for m in members))]
        key = f"bracket:{passage.lead}:{squeeze(lead.label)[-10:]}"
        yield from judge(ways, key, complete=len(members) >= 3)


def _run(figures: Sequence[Figure], start: int) -> int:
    first = figures[start]
    end = start + 1
    if first.role != "amount" or first.printed.about or first.printed.unit.kind not in ("money", "count"):
        return end
    while end < len(figures):
        f = figures[end]
        alike = (
            f.printed.unit.base == first.printed.unit.base and f.role == "amount" and f.depth == first.depth
        )
        if not alike or f.printed.about or not _NEXT.fullmatch(f.before) or f.sentence != first.sentence:
            break
        end += 1
    return end


def _claim(passage: Passage, figures: Sequence[Figure], start: int, end: int) -> Iterator[Claim]:
    members = figures[start:end]
    added = Interval.point(0)
    for m in members:
        added = added + m.printed.interval
    wholes = [
        f
        for f in reversed(figures[max(0, start - BACK) : start])
        if f.role == "amount" and f.printed.unit.base == members[0].printed.unit.base and not f.printed.about
    ]
    whole = next((f for f in wholes if f.printed.interval.meets(added)), None)
    certainty = Certainty.CERTAIN
    if whole is None:
        whole = next(
            (
                f
                for f in wholes[:1]
                if slip(f.printed.interval, added) and not by_chance(f.printed.interval, added)
            ),
            None,
        )
        certainty = Certainty.LIKELY
    if whole is not None:
        yield Claim(
            Kind.SUM,
            "parts-sum",
            Relation.LINEAR,
            (operand(passage, whole, "合计", 1), *(operand(passage, m, "分项", -1) for m in members)),
            "合计 = 各分项之和",
            f"enumeration:{passage.lead}:{squeeze(members[0].label)[-10:]}",
            certainty,
        )
