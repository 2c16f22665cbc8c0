"""Lists whose members are counted each in its own measure word: “38个点位，其中乡镇9个、学校15所、企业14家”.

A place or body that is visited or surveyed is one thing whatever word counts it, so such members add up to the whole.
What a project reaches (受益企业41家 of 23个项目) does not, hence a list that does not add up speaks only if two digits
that changed places explain it, or if its members are more than a whole that is itself said to be places or bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.lists.adding import added, swapped
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation

#: The measure words of places and bodies; any of them may stand for another.
_THINGS = frozenset("个 家 所 处 户 座 间 户次 家次 个次".split())
_OPENS = re.compile(r"(?:其中|包括)[：:，,]?[^，,。；;、：:\d]{1,16}(?:、[^，,。；;、：:\d]{2,12})?")
_NEXT = re.compile(r"\s*[、，,]\s*[^，,。；;、：:\d]{1,16}")
_CLOSED = re.compile(r"\s*(?:[。；;）)]|$)")
#: Wholes that are places or bodies themselves, so that none of them is left out by its measure word.
_BODIES = re.compile(r"\s*(?:点位|调研点|样本点?|网点|单位|对象|主体|机构|场所|站点|部门|服务点)")
_AFFECTED = re.compile(r"受益|涉及|惠及|覆盖|带动|服务|扶持|支持|参与")


def mixed_members(figures: Sequence[Figure], i: int, end: int, lead: Figure) -> list[Figure]:
    """The members of such a list from figure ``i`` on; nothing if all share one measure word or other things follow."""
    if lead.printed.unit.printed not in _THINGS:
        return []
    first = figures[i]
    members = [f for f in figures[i:end] if f.depth == first.depth]
    measures = {f.printed.unit.printed for f in members}
    if len(members) < 2 or len(measures) < 2 or not measures <= _THINGS:
        return []
    told = all(f.role == "amount" and not f.printed.about and not _AFFECTED.search(f.before) for f in members)
    tight = _OPENS.search(first.before.strip()) and all(_NEXT.fullmatch(f.before) for f in members[1:])
    return members if told and tight else []


def mixed(ways: Sequence[Operand], text: str, lead: Figure, last: Figure, key: str) -> Iterator[Claim]:
    """The sum claim of such a list (``ways``: the whole, then the members) in the ``text`` of its paragraph."""
    total, parts = ways[0].interval, added(ways[1:])
    certainty = Certainty.CERTAIN
    if not total.meets(parts):
        bodies = _BODIES.match(text, _behind(text, lead))
        exceeds = parts.low > total.high and bodies
        if not _CLOSED.match(text, _behind(text, last)) or not (exceeds or swapped(ways)):
            return
        certainty = Certainty.LIKELY
    yield Claim(
        Kind.SUM, "parts-sum", Relation.LINEAR, tuple(ways), "合计 = 各分项之和", f"sum:{key}", certainty
    )


def _behind(text: str, f: Figure) -> int:
    """Where the text goes on behind a figure and its measure word."""
    end = f.number.end
    while text[end : end + 1].isspace():
        end += 1
    return end + len(f.printed.unit.printed) * text.startswith(f.printed.unit.printed, end)
