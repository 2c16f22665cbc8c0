"""Lists that 其中 begins and that would add up but for a slip of the hand at one figure.

An open list need not add up, and among small counts nearly any two sums are a digit apart. What tells that a list was
meant to be whole: three members or more, joined alike from the first to the last, and either names of one ending
(粮油类、畜禽类、茶果类) or two digits that changed places, which chance makes seldom. Two members are a list if their names
are the two kinds of one thing (初中、高中) and two digits changed places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.lists.adding import mistyped, swapped
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.taxonomy.vocabulary import squeeze

_MEMBER = re.compile(r"\s*(?P<joint>[、，,])\s*[^，,。；;、：:\d]{1,16}\s*")
_FIRST = re.compile(
    r"(?:[，,；;。：:（(]|其中|包括|用于|具体为)[^，,。；;、\d]{1,20}(?:、[^，,。；;、\d]{1,14})?$"
)
#: Endings that name a sort; 人, 元 or 个 at the end of every name say nothing.
_SORT = re.compile(r"(?:类|型|级别|等级|档|式|系列|层次|品种|残疾|接待|片区|考察|培训)$")
_LISTS = 3


def slipped_list(operands: Sequence[Operand], members: Sequence[Figure], key: str) -> Claim | None:
    """The sum claim of such a list (the whole first), or None if no slip explains what is missing."""
    # within the rounding of several amounts some slip explains half of all gaps: as printed one must
    printed = [o.exact() for o in operands]
    names = [squeeze(m.label) for m in members]
    if len(members) < _LISTS and not (_pair(names, members) and swapped(printed)):
        return None
    if not _tight(members) or not mistyped(printed):
        return None
    likely = _one_sort(names) or swapped(printed)
    certainty = Certainty.LIKELY if likely else Certainty.GUESS
    return Claim(
        Kind.SUM, "parts-sum", Relation.LINEAR, tuple(operands), "合计 = 各分项之和", f"sum:{key}", certainty
    )


def _tight(members: Sequence[Figure]) -> bool:
    """Is every member a bare name and its figure, all set off by one mark?"""
    joints = [_MEMBER.fullmatch(m.before) for m in members[1:]]
    return (
        bool(_FIRST.search(members[0].before))
        and len({j and j["joint"] for j in joints} - {None}) == 1
        and all(joints)
    )


def _pair(names: Sequence[str], members: Sequence[Figure]) -> bool:
    """“初中24个、高中24个”: two names that differ in one letter are the two kinds of one thing."""
    if len(names) != 2 or "、" not in members[1].before:
        return False
    one, other = names
    differ = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= 2 and differ == 1


def _one_sort(names: Sequence[str]) -> bool:
    """Do all names end with the word for one sort of thing?"""
    endings = [m[0] if (m := _SORT.search(n)) else "" for n in names]
    return len(set(endings)) == 1 and bool(endings[0]) and len(set(names)) == len(names)
