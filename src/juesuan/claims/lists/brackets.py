"""Lists that stand in a bracket behind their whole, without a word that begins them: “在职45人（行政18人、事业27人）”.

A bracket also holds notes, last year's amount and what is counted beside the whole, so that its figures are members only where
each is a bare name with its number, two at least, in the unit of the whole. They must add up where their names are all the
kinds there are; else they are doubted where they nearly do, or where a slip of the hand explains what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from juesuan.claims.lists.adding import added, judge
from juesuan.claims.lists.complete import complete_by_form
from juesuan.claims.lists.slipped import slipped_list
from juesuan.claims.lists.sums import QUALITY, begins_list, key_name, sum_of
from juesuan.claims.lists.wholes import come_and_go
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage
from juesuan.taxonomy.vocabulary import squeeze

_FIRST = re.compile(r"\s*[（(]\s*[\u4e00-\u9fff“”]{1,14}\s*")
_NEXT = re.compile(r"\s*[、，,；;和及与]\s*[\u4e00-\u9fff“”]{1,14}\s*")
_SMALL = Decimal("0.1")
#: With more members than these some of them make the whole by chance.
_MANY = 6
_ENDS = re.compile(r"\s*(?:[）)]|$)")
#: Names of what is no part of the whole: included, compared or counted beside it.
_BESIDE = re.compile(r"含|包括|其中|不|另|上年|去年|比|较|增|减|每|均|约|超|预算|应|占|借|兼|遗属|临聘|临时")


def bracketed_lists(passage: Passage) -> Iterator[Claim]:
    """The sum claims of the brackets of a paragraph (or cell)."""
    if "（" not in passage.text and "(" not in passage.text:
        return
    figures = passage.figures
    for i, whole in enumerate(figures[:-2]):
        members = _members(figures, i)
        if len(members) < 2 or whole.printed.about or whole.role not in ("amount", "budget"):
            continue
        names = [squeeze(m.label) for m in members]
        apart = any(_BESIDE.search(m.before) for m in members) or any(map(QUALITY.search, names))
        if apart or come_and_go(names):
            continue
        way = sum_of(passage, whole, members)
        if _made_by_fewer(way):
            continue  # “860万元（中央420、地方440、省级260）”: the last is a part of the one before
        key = f"bracket:{passage.context.title}:{key_name(passage, whole)}:{passage.lead}"
        told = tuple(judge([way], key, complete=complete_by_form(passage, whole, members)))
        yield from told
        if not told and (slipped := slipped_list(way, members, key)) is not None:
            yield slipped
        elif not told and _near(way):
            yield Claim(
                Kind.SUM,
                "parts-sum",
                Relation.LINEAR,
                way,
                "合计 = 各分项之和",
                f"sum:{key}",
                Certainty.LIKELY,
            )


def _made_by_fewer(way: Sequence[Operand]) -> bool:
    """Do some of the members make the whole, the others being parts of them?"""
    return any(
        way[0].interval.meets(added(some))
        for size in range(2, min(len(way) - 1, _MANY))
        for some in combinations(way[1:], size)
    )


def _near(way: Sequence[Operand]) -> bool:
    """Do the members miss the whole by a small part of it only?"""
    whole = way[0].interval.middle
    return abs(whole - added(way[1:]).middle) <= _SMALL * whole


def _members(figures: Sequence[Figure], i: int) -> list[Figure]:
    """The figures of the bracket right behind the figure ``i``, if it holds nothing but names and numbers in its unit."""
    whole, first = figures[i], figures[i + 1]
    if first.depth != whole.depth + 1 or begins_list(first) or not _FIRST.fullmatch(first.before):
        return []
    members = [first]
    for f in figures[i + 2 :]:
        if f.depth <= whole.depth:
            break
        members.append(f)
    alike = all(
        f.printed.unit.base == whole.printed.unit.base and f.role == "amount" and not f.printed.about
        for f in members
    )
    listed = all(_NEXT.fullmatch(f.before) for f in members[1:]) and _ENDS.match(members[-1].after)
    return members if alike and listed and whole.sentence == first.sentence else []
