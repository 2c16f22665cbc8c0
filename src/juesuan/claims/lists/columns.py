"""Lists told in columns of one unit: “采购预算680万元，实际612万元。其中货物类预算200万元、实际176万元，工程类…”.

A name said again and again inside a list is no member's own name but the heading of a column, whose whole bears the same
name before the list. Without this the columns would be added to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Figure
from juesuan.taxonomy.vocabulary import squeeze

_ROLES = ("amount", "budget", "other")
#: How far before a list its wholes may stand.
_NEAR = 6


def told_in_columns(figures: Sequence[Figure], i: int, end: int) -> Iterator[tuple[Figure, list[Figure]]]:
    """The whole and the members of each column of the list of figures ``i`` to ``end``; nothing if it has no columns."""
    listed = [f for f in figures[i:end] if _alike(f, figures[i])]
    names = [squeeze(f.label) for f in listed]
    headings = [n for n, times in Counter(names).items() if times >= 2 and len(n) >= 2]
    if not headings or len(listed) < 4:
        return
    before = [f for f in reversed(figures[max(0, i - _NEAR) : i]) if _alike(f, figures[i])]
    found = [(h, whole) for h in headings if (whole := _called(before, h)) is not None]
    for heading, whole in found:
        yield whole, [f for f, n in zip(listed, names, strict=True) if n == heading]
    rest = [(f, n) for f, n in zip(listed, names, strict=True) if n not in headings]
    ending = _ending([n for _, n in rest])
    if found and len(rest) >= 2 and len(ending) >= 2 and (whole := _called(before, ending)) is not None:
        yield whole, [f for f, _ in rest]


def in_turns(parts: Sequence[Figure]) -> bool:
    """“甲800万元，执行760万元；乙400万元，执行400万元”: does every second figure bear one name, and no other does?"""
    names = [squeeze(p.label) for p in parts]
    second = set(names[1::2])
    return len(names) >= 4 and len(second) == 1 and "" not in second and not second & set(names[::2])


def _alike(f: Figure, first: Figure) -> bool:
    same = f.printed.unit.base == first.printed.unit.base and f.depth == first.depth
    return same and f.role in _ROLES and not f.printed.about


def _called(before: Sequence[Figure], name: str) -> Figure | None:
    return next((f for f in before if name in squeeze(f.label)), None)


def _ending(names: Sequence[str]) -> str:
    """The last characters that all names share."""
    shared = 0
    for letters in zip(*(reversed(n) for n in names), strict=False):
        if len(set(letters)) > 1:
            break
        shared += 1
    return names[0][len(names[0]) - shared :] if names else ""


_OTHER_MEMBER = re.compile(r"\s*、[\u4e00-\u9fff]{2}")


def other_measures(figures: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """“168批，其中来访96批、来信42件、网上30件；集体访12批”: are members of other measures named between these?"""
    start, end = (next(k for k, f in enumerate(figures) if f is p) for p in (parts[0], parts[-1]))
    return any(
        f not in parts
        and f.printed.unit.kind == "count"
        and f.printed.unit.base != parts[0].printed.unit.base
        and f.depth == parts[0].depth
        and _OTHER_MEMBER.match(f.before)
        for f in figures[start:end]
    )


def segments_of(figures: Sequence[Figure], parts: Sequence[Figure]) -> list[list[Figure]]:
    """The members of a list cut at semicolons: “受理A件，裁决B件，调解C件；案外调解D件”."""
    at = {f.number: k for k, f in enumerate(figures)}
    groups: list[list[Figure]] = []
    for n, f in enumerate(parts):
        between = (
            "".join(g.before for g in figures[at[parts[n - 1].number] + 1 : at[f.number] + 1]) if n else ""
        )
        if not groups or re.search(r"[；;]", between):
            groups.append([])
        groups[-1].append(f)
    return groups
