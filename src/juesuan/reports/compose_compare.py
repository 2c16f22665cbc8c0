"""Two reports side by side: which figures stand on one side only, and which differ.

The figures of two texts with different wording are the same when they state the same fact, or carry the same label in
the same unit; a share or a rate belongs to the fact before it. Of one fact two values differ, wherever else they may
stand. What carries a name that only one report uses is matched by value, each figure once; only what none of this
finds is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.claims.chapters import explanation
from juesuan.claims.model import Fact, Figure, Report
from juesuan.claims.sections import contexts
from juesuan.documents.model import Place
from juesuan.taxonomy import title_of

_MEASURES = {
    "outturn": "决算数",
    "initial-budget": "年初预算数",
    "adjusted-budget": "全年预算数",
    "budget": "预算数",
}
#: Rates that follow the amount they belong to.
_RATES = {"share": "占比", "completion": "完成率"}
#: Words that count anything.
_MEASURES_OF = frozenset(("个", "次", "项"))
_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of one report: what it is called, its words, where it stands and under which headings."""

    figure: Figure
    name: _Name
    words: str
    place: Place
    path: str = ""

    @property
    def title(self) -> str:
        """What the figure is, for people."""
        if not self.sure:
            return self.figure.label or self.words
        *kind, concept, measure, year, scope = self.name
        what = _RATES[kind[1]] if kind[0] == "rate" else _MEASURES.get(measure, measure)
        return f"{year}年度{title_of(concept) or concept}{scope}{what}"

    @property
    def sure(self) -> bool:
        """Is it known which fact the figure states, so that another value of that fact contradicts it?"""
        return self.name[0] != "label"

    @property
    def telling(self) -> bool:
        """Is the value so much its own that it can stand for itself? Nought and all of something are not."""
        printed = self.figure.printed
        return bool(printed.value) and not (printed.unit.kind == "ratio" and printed.value == 100)


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
    by_name: dict[_Name, list[Stated]] = defaultdict(list)
    for one in left:
        by_name[one.name].append(one)
    used: set[int] = set()
    same: list[tuple[Stated, Stated]] = []
    differ: list[tuple[Stated, Stated]] = []
    rest: list[Stated] = []
    for other in right:
        match = _equal_to(other, by_name[other.name], used, True)
        if match is not None:
            same.append((match, other))
        else:
            rest.append(other)
    only: list[Stated] = []
    for other in rest:
        named = by_name[other.name] if other.sure else []
        if named:
            near = next((o for o in named if id(o) not in used), named[0])
            used.add(id(near))
            differ.append((near, other))
            continue
        match = _equal_to(other, left, used, other.telling)
        if match is not None:
            same.append((match, other))
        else:
            only.append(other)
    told = [s for _, s in same]
    alone = [o for o in left if id(o) not in used and not any(_equal(o, s) for s in told)]
    return Comparison(tuple(same), tuple(differ), tuple(alone), tuple(only))


def _equal_to(other: Stated, among: Sequence[Stated], used: set[int], again: bool) -> Stated | None:
    """A figure of the same value that stands for no other yet; ``again``: or else one that is told twice there."""
    match = next((o for o in among if id(o) not in used and _equal(o, other)), None)
    if match is None and again:
        match = next((o for o in among if _equal(o, other)), None)
    if match is not None:
        used.add(id(match))
    return match


def figures(report: Report) -> list[Stated]:
    """The figures of a report's explanation with the fact or label they state; years and list numbers are none."""
    facts: dict[object, Fact] = {f.operand.number: f for f in report.facts if f.source == "text"}
    start, end = explanation(report)
    under = contexts(report.document, report.sections)
    found: list[Stated] = []
    last: tuple[int, _Name] = (-1, ())  # the sentence of the last fact, and its name
    for figure in report.figures:
        if not figure.printed.unit.printed or not start <= figure.number.block < end:
            continue
        fact = facts.get(figure.number)
        name: _Name = ("label", figure.label, figure.printed.unit.kind, figure.role)
        if fact is not None:
            name = ("fact", fact.concept, fact.measure, str(fact.year), fact.scope)
            last = (figure.sentence, name)
        elif figure.role in _RATES and last[0] == figure.sentence:
            name = ("rate", figure.role, *last[1][1:])
        words = report.document.words(figure.clause)
        place = report.document.place(figure.number)
        found.append(Stated(figure, name, words, place, under[figure.number.block].path))
    return found


def _equal(one: Stated, other: Stated) -> bool:
    a, b = one.figure.printed, other.figure.printed
    counts = a.unit.kind == b.unit.kind == "count" and a.unit.scale == b.unit.scale
    # “团组3个” and “团组3次” count the same; two words that each say what is counted do not.
    alike = a.unit.base == b.unit.base or (counts and not _MEASURES_OF.isdisjoint((a.unit.base, b.unit.base)))
    return alike and a.unit.kind == b.unit.kind and a.interval.meets(b.interval)


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
