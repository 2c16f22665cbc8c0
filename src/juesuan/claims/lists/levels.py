"""A place and its levels: what 全市 raises or spends is what the city does itself and what its counties do.

“全市支出126.50亿元。市本级支出36.20亿元，增长…；县区支出90.30亿元”: the two levels side by side are all of the place. Its own
figure stands before them, in their sentence or the one before, under the same name; a third level beside them ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.lists.adding import mistyped
from juesuan.claims.lists.halves import sums_told
from juesuan.claims.lists.sums import begins_list, sum_of
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage
from juesuan.claims.readings import fits
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

_OWN = re.compile(r"(?:[省市州盟县区旗镇]本级|^(?:其中)?(?:省级|市级|州级|盟级|区级|县级)|^(?:其中)?本级)")
_BELOW = re.compile(
    r"(?:各?县[（(][市区、]+[）)]|各?区[（(][市县、]+[）)]|[县区]市区|区县|县区|各县|各区|乡镇|镇街|各镇|街道|(?<=^)县级|县市)级?"
)
_WHOLE = re.compile(r"全[省市州盟县区旗镇]")
_FILL = re.compile(
    r"(?:19|20)?\d+年?(?:度|末|底|[—\-至到]\d+月份?|月份?)*|其中|截至|累计|预计|实际|完成|实现|安排|达到?|合计|总计|决算数?|执行数?|"
    r"资金|数|额|为|了|约|是|共|[\W_]+"
)
_ROLES = frozenset({"amount", "to"})
#: How many amounts back a whole may stand; among more figures something is a slip away by chance.
_NEAR = 3


def levels(passages: Sequence[Passage], claims: Sequence[Claim]) -> Iterator[Claim]:
    """The sums of a place's levels that no claim before has read."""
    told = sums_told(claims)
    for passage in passages:
        if "级" not in passage.text:
            continue
        money = [
            f
            for f in passage.figures
            if f.role in _ROLES and f.printed.unit.base == "元" and not f.printed.about
        ]
        words = [squeeze(f.head) for f in money]
        for k in range(2, len(money)):
            if _are_levels(words[k - 1], words[k]) and money[k - 1].depth == money[k].depth:
                yield from _claim(passage, money, words, k, told)


def _are_levels(one: str, other: str) -> bool:
    own, below = (one, other) if _OWN.search(one) else (other, one)
    if _OWN.search(own) is None or _BELOW.search(below) is None or _OWN.search(below):
        return False
    return _core(below) == "" or _core(own) in ("", _core(below))


def _core(words: str) -> str:
    """What is told, without whose and when: “2023年市本级一般公共预算支出完成” is 一般公共预算支出."""
    return _FILL.sub("", _WHOLE.sub("", _BELOW.sub("", _OWN.sub("", words))))


def _claim(
    passage: Passage, money: Sequence[Figure], words: Sequence[str], k: int, told: dict[Span, list[set[Span]]]
) -> Iterator[Claim]:
    first, second = money[k - 1], money[k]
    core = _core(words[k - 1]) or _core(words[k])
    led = begins_list(first) or first.depth > money[k - 2].depth
    wholes = [
        money[j]
        for j in range(k - 2, max(-1, k - 2 - (1 if led else _NEAR)), -1)
        if first.sentence - money[j].sentence <= 1
        and money[j].depth <= first.depth
        and not _OWN.search(words[j])
        and not _BELOW.search(words[j])
        and (core in _core(words[j]) if core else _WHOLE.search(words[j]) or led)
    ]
    numbers = {first.number, second.number}
    if not wholes or any(numbers <= m for w in wholes for m in told.get(w.number, ())):
        return
    ways = [sum_of(passage, w, (first, second)) for w in wholes]
    held = next((w for w in ways if fits(Relation.LINEAR, w)), None)
    if held is None and (_third(money, words, k) or not mistyped(ways[0])):
        return
    yield Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        held or ways[0],
        "合计 = 各分项之和",
        f"levels:{core[-10:]}:{passage.context.title}:{passage.lead}",
        Certainty.CERTAIN if held else Certainty.LIKELY,
    )


_OTHER = re.compile(r"开发区|新区|高新|经开|园区|兵团|垦区|街道")


def _third(money: Sequence[Figure], words: Sequence[str], k: int) -> bool:
    """Does a level beside the two follow them?"""
    return k + 1 < len(money) and (_OTHER.search(words[k + 1]) or _BELOW.search(words[k + 1])) is not None
