"""Two reports side by side: which figures stand on one side only, and which differ.

The figures of two texts with different wording are the same when they state the same fact, or carry the same label in
the same unit; what is left is matched by value alone, nearest first, because a number that stands in both reports is
not missing from either. Only what neither way finds is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.claims.chapters import explanation
from juesuan.claims.model import Fact, Figure, Report
from juesuan.documents.model import Place
from juesuan.taxonomy import title_of

_MEASURES = {
    "outturn": "决算数",
    "initial-budget": "年初预算数",
    "adjusted-budget": "全年预算数",
    "budget": "预算数",
}
_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of one report: what it is called, its words, where it stands."""

    figure: Figure
    name: _Name
    words: str
    place: Place

    @property
    def title(self) -> str:
        """What the figure is, for people."""
        if self.name[0] == "fact":
            _, concept, measure, year, scope = self.name
            return f"{year}年度{title_of(concept) or concept}{scope}{_MEASURES.get(measure, measure)}"
        return self.figure.label or self.words


@dataclass(frozen=True)
class Comparison:
    """``same`` pairs, ``differ`` pairs of one name and two values, and what stands on one side only."""

    same: tuple[tuple[Stated, Stated], ...]
    differ: tuple[tuple[Stated, Stated], ...]
    first_only: tuple[Stated, ...]
    second_only: tuple[Stated, ...]

    @property
    def covered(self) -> tuple[int, int]:
        """How many figures of the second report stand with the same value in the first, and how many it has."""
        return len(self.same), len(self.same) + len(self.differ) + len(self.second_only)


def compare(first: Report, second: Report) -> Comparison:
    """Compare the narratives of two reports."""
    left, right = figures(first), figures(second)
    same: list[tuple[Stated, Stated]] = []
    differ: list[tuple[Stated, Stated]] = []
    by_name: dict[_Name, list[Stated]] = defaultdict(list)
    for one in left:
        by_name[one.name].append(one)
    used: set[int] = set()
    rest: list[Stated] = []
    for other in right:
        match = next((o for o in by_name[other.name] if id(o) not in used and _equal(o, other)), None)
        if match is None:
            rest.append(other)
        else:
            used.add(id(match))
            same.append((match, other))
    lost: list[Stated] = []
    for other in rest:
        match = next((o for o in left if id(o) not in used and _equal(o, other)), None)
        match = match or next((o for o in left if _equal(o, other)), None)  # told once here, twice there
        if match is None:
            lost.append(other)
        else:
            used.add(id(match))
            same.append((match, other))
    only: list[Stated] = []
    for other in lost:
        near = [o for o in by_name[other.name] if id(o) not in used] if other.name[0] == "fact" else []
        if near:
            used.add(id(near[0]))
            differ.append((near[0], other))
        else:
            only.append(other)
    told = [s for _, s in same]
    alone = [o for o in left if id(o) not in used and not any(_equal(o, s) for s in told)]
    return Comparison(tuple(same), tuple(differ), tuple(alone), tuple(only))


def figures(report: Report) -> list[Stated]:
    """The figures of a report's explanation with the fact or label they state; years and list numbers are none."""
    facts: dict[object, Fact] = {f.operand.number: f for f in report.facts if f.source == "text"}
    start, end = explanation(report)
    found = []
    for figure in report.figures:
        if not figure.printed.unit.printed or not start <= figure.number.block < end:
            continue
        fact = facts.get(figure.number)
        unit = figure.printed.unit
        name: _Name = ("label", figure.label, unit.kind, figure.role)
        if fact is not None:
            name = ("fact", fact.concept, fact.measure, str(fact.year), fact.scope)
        words = report.document.words(figure.clause)
        found.append(Stated(figure, name, words, report.document.place(figure.number)))
    return found


def _equal(one: Stated, other: Stated) -> bool:
    a, b = one.figure.printed, other.figure.printed
    return a.unit.base == b.unit.base and a.unit.kind == b.unit.kind and a.interval.meets(b.interval)


def lines(comparison: Comparison, first: str, second: str) -> Sequence[str]:
    """The comparison as Chinese lines for the terminal."""
    same, whole = comparison.covered
    share = f"{same * 10000 // whole / 100:.2f}%" if whole else "—"
    told = [f"“{second}”的说明中有 {whole} 个数字，其中 {same} 个与“{first}”一致（{share}）。"]
    if comparison.differ:
        told.append(f"数字不同的 {len(comparison.differ)} 处：")
        told += [
            f"  {b.title}：一边是“{a.words}”{_where(a.place)}，另一边是“{b.words}”{_where(b.place)}"
            for a, b in comparison.differ
        ]
    for name, alone in ((first, comparison.first_only), (second, comparison.second_only)):
        if alone:
            told.append(f"只有“{name}”中有的 {len(alone)} 处：")
            told += [f"  “{s.words}”{_where(s.place)}" for s in alone]
    return told


def _where(place: Place) -> str:
    if place.page is not None:
        return f"（第{place.page}页）"
    return f"（第{place.line}行）" if place.line is not None else ""
