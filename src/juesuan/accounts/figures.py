"""The figures of a published report, one per meaning: what extraction builds accounts from.

A report states a figure several times. Where all statements can be true together, the sharpest is taken, of these the
one printed most, tables before sentences. Where they cannot, the report's own word (its tables and its explanation of
the accounts) is taken if it is one; what an annex says otherwise is told, and so is every other disagreement. Nothing
here decides who is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.amounts import Interval
from juesuan.claims.chapters import explanation
from juesuan.claims.model import Fact, Report
from juesuan.documents.model import Document, Span
from juesuan.findings.seats import Seats
from juesuan.findings.wording import where
from juesuan.taxonomy import functional, title_of

Key = tuple[str, str, str]
_ANNEX = "与说明和公开表不一致，采用了说明和公开表的数"
#: Where words of a Word file are that no person counts.
_BESIDE = "正文以外（页眉、页脚、脚注、文本框等）"
#: The counts of the accounts by concept, and the names extraction has for them.
COUNTS = {
    "three.abroad.groups": "groups", "three.abroad.people": "people", "three.vehicles": "vehicles",
    "three.purchased": "purchased", "assets.vehicles": "owned",
    "three.reception.batches": "home.batches", "three.reception.people": "home.people",
    "three.reception.foreign-batches": "foreign.batches", "three.reception.foreign-people": "foreign.people",
}  # fmt: skip
MEASURES = {
    "outturn": "决算数", "initial-budget": "年初预算数", "adjusted-budget": "全年预算数", "budget": "预算数",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: 分 as printed, the true values it can stand for (元), and the statements of it."""

    key: Key
    cents: int
    interval: Interval
    facts: tuple[Fact, ...]

    def prints(self, cents: int | None) -> bool:
        """Is the figure printed with just this value anywhere?"""
        return any(f.operand.interval.middle * CENTS == cents for f in self.facts)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was read but could not be placed: what it says, where it stands, why it was left."""

    what: str
    where: str
    why: str


@dataclass(frozen=True)
class Figures:
    """All figures of one report for one year, by (concept, measure, scope)."""

    report: Report
    year: int
    found: dict[Key, Figure]
    unread: tuple[Unread, ...]
    disputed: dict[Key, tuple[Figure, ...]] = field(default_factory=dict)
    """Figures that are printed with values that exclude each other: each value by itself."""

    def get(self, concept: str, measure: str = "outturn", scope: str = "") -> int | None:
        """The figure in 分, ``None`` if the report does not state it."""
        figure = self.found.get((concept, measure, scope))
        return None if figure is None else figure.cents

    def scopes(self, *concepts: str, measure: str = "outturn") -> tuple[str, ...]:
        """Codes that any of the concepts is stated for."""
        return tuple(sorted({s for c, m, s in self.found if c in concepts and m == measure and s}))

    def known(self, *forms: str) -> bool:
        """Did the report print one of these forms?"""
        return bool(set(forms) & set(self.report.tables.values()))


def figures_of(report: Report) -> Figures:
    """Gather the figures of a report's own year; the rest, and what disagrees, is in ``unread``."""
    year = report.profile.year or 0
    groups: dict[Key, list[Fact]] = {}
    unread: list[Unread] = []
    for fact in report.facts:
        if fact.measure == "count" and fact.concept in COUNTS and fact.year == year:
            continue  # read with the counts
        why = _left(fact, year)
        if why:
            unread.append(unread_fact(report, fact, why))
            continue
        groups.setdefault((fact.concept, fact.measure, _code(fact, year)), []).append(fact)
    found: dict[Key, Figure] = {}
    disputed: dict[Key, tuple[Figure, ...]] = {}
    for key, facts in groups.items():
        figure = _figure(key, facts)
        if figure is None:
            main = [f for f in facts if not annexed(f, report)]
            figure = _figure(key, main) if main else None
        if figure is None:
            disputed[key] = tuple(_values(key, facts))
            continue
        found[key] = figure
        rest = [f for f in facts if f.operand.interval.meet(figure.interval).empty]
        unread += [unread_fact(report, f, _ANNEX) for f in _distinct(rest)]
    return Figures(report, year, found, tuple(unread), disputed)


def annexed(fact: Fact, report: Report) -> bool:
    """Does a fact stand behind the explanation of the accounts, in no statutory table?

    What an annex says is another document's word.
    """
    block = fact.operand.number.block
    return block >= explanation(report)[1] and block not in report.tables


def _values(key: Key, facts: Sequence[Fact]) -> Iterator[Figure]:
    """Each value that facts which disagree print, with those that print it."""
    for one in _distinct(facts):
        same = [f for f in facts if f.operand.interval.middle == one.operand.interval.middle]
        figure = _figure(key, same)
        if figure is not None:
            yield figure


def unread_fact(report: Report, fact: Fact, why: str) -> Unread:
    """A fact as a row of the list of what could not be placed."""
    measure = MEASURES.get(fact.measure, "")
    printed = fact.operand.printed
    value = f"{printed.text}{printed.unit.printed if printed.unit else ''}" if printed else fact.operand.shown
    name = title_of(fact.concept)
    what = f"{fact.year or ''}{'年 ' if fact.year else ''}{name}{f' {fact.scope}' if fact.scope else ''} {measure} {value}"
    return Unread(" ".join(what.split()), seat(report.document, fact.operand.number), why)


def seat(document: Document, span: Span) -> str:
    """A place as a person counts: 第 3 页, 第 12 段, 第 3 张表第 5 行第 2 列, 工作表“收入”B7 单元格."""
    return where(Seats(document).place(span)) or _BESIDE


def _left(fact: Fact, year: int) -> str:
    """Why a fact is no figure of this year's accounts, "" if it is one."""
    unit = fact.operand.printed.unit if fact.operand.printed is not None else None
    if unit is None or unit.kind != "money":
        return "不是金额，请人工核对后填写"
    if fact.year != year:
        return "不是本年的数；上年数由上年的工作簿带入"
    if fact.measure not in MEASURES:
        return "增减额由本年数和上年数计算，不用填写"
    return ""


def _code(fact: Fact, year: int) -> str:
    """The scope as a code: a name that only one item of the year carries becomes its code."""
    if not fact.scope or fact.scope[:1].isdigit() or ".item" not in fact.concept:
        return fact.scope
    named = [s for s in functional(year).named(fact.scope) if len(s.code) == 7]
    return named[0].code if len(named) == 1 else fact.scope


def _figure(key: Key, facts: Sequence[Fact]) -> Figure | None:
    meet = facts[0].operand.interval
    for fact in facts[1:]:
        meet = meet.meet(fact.operand.interval)
        if meet.empty:
            return None
    votes = Counter(f.operand.interval.middle for f in facts)
    sharpest = min(
        facts, key=lambda f: (f.operand.interval.half, -votes[f.operand.interval.middle], f.source != "table")
    )
    cents = sharpest.operand.interval.middle * CENTS
    return (
        Figure(key, int(cents.to_integral_value()), meet, tuple(facts))
        if cents == cents.to_integral_value()
        else None
    )


def _distinct(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[Decimal] = set()
    for fact in facts:
        if fact.operand.interval.middle not in seen:
            seen.add(fact.operand.interval.middle)
            yield fact
