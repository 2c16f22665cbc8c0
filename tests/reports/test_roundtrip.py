"""The central promise: the audit of a composed report finds nothing and recovers every fact that was stated."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal

from generated_accounts import accounts
from hypothesis import HealthCheck, given, settings, strategies

from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.amounts import Interval
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.documents.model import Span
from juesuan.reports.compose import compose
from juesuan.reports.compose_document import document_of
from juesuan.reports.composition import Composition, StatedFact
from juesuan.reports.packs import load, names
from juesuan.reports.write_facts import stated
from juesuan.rules.engine import run

#: Cases a run; fewer while working on a sentence.
CASES = int(os.environ.get("JUESUAN_ROUNDTRIPS", "500"))
ANNEXES = ("2024年度部门整体支出绩效自评报告",)
MONEY = ("outturn", "initial-budget", "adjusted-budget", "budget")
#: Facts of sentences that the reader takes as plain figures: it has no concept for them outside performance tables.
PLAIN = ("project", "three.reception-event")


#: The last year each pack is made for, as far as it has come.
PACKS = {name: min(load(name).until, 2024) for name in names()}


@strategies.composite
def of_areas(draw: strategies.DrawFn) -> tuple[Accounts, str]:
    """The accounts of an area's entity, and the pack of that area and year."""
    name = draw(strategies.sampled_from(sorted(PACKS)))
    made = draw(accounts(PACKS[name]))
    area = next(iter(load(name).areas), "")
    return replace(made, entity=replace(made.entity, area=area)), name


def composed(made: Accounts, pack: str = "national") -> Composition:
    """The report with its statutory tables, in the words of any area."""
    derived = derive_tables(made)
    assert not derived.problems
    return compose(made, load(pack), tables=derived.tables, facts=derived.facts, annexes=ANNEXES)


def complaints(report: Report) -> list[str]:
    """Every error and warning the audit raises, and every check that fell over."""
    outcomes = run(report).outcomes
    crashed = [f"{o.rule.code} {o.reason}" for o in outcomes if o.state == "crashed"]
    return crashed + [
        f"{outcome.rule.code} {breach.message}"
        for outcome in outcomes
        for breach in outcome.breaches
        if (breach.level or outcome.rule.level) in ("error", "warning")
    ]


def yuan(fact: StatedFact) -> Interval:
    """A money fact in the base unit of readers."""
    return Interval.point(Decimal(fact.value) / 100)


def lost(composition: Composition, read: Report) -> list[str]:
    """The facts of money that a table or sentence prints and the reader did not give back."""
    printed = {p.fact for _, p in stated(composition)}
    found: dict[tuple[str, str, int, str], list[Interval]] = {}
    for fact in read.facts:
        key = (fact.concept, fact.measure, fact.year, fact.scope)
        found.setdefault(key, []).append(fact.operand.interval)
    return [
        f.key
        for f in composition.facts.values()
        if f.key in printed and f.measure in MONEY and f.concept not in PLAIN
        if not any(i.meets(yuan(f)) for i in found.get((f.concept, f.measure, f.year, f.scope), ()))
    ]


def misread(composition: Composition, read: Report, spans: list[tuple[Span, str]]) -> list[str]:
    """The bound numbers of sentences that were not read as the value they are bound to."""
    figures = {(f.number.block, f.number.start): f for f in read.figures}
    wrong = []
    for span, key in spans:
        if span.cell is not None:
            continue
        fact, figure = composition.facts[key], figures.get((span.block, span.start))
        if figure is None:
            wrong.append(f"{key}: not read")
        elif fact.measure in MONEY:
            wrong += [] if figure.printed.interval.meets(yuan(fact)) else [key]
        elif fact.unit == "%":
            wrong += [] if figure.printed.value * 100 == fact.value else [key]
        elif fact.measure == "count":
            wrong += [] if figure.printed.value == fact.value else [key]
    return wrong


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(of_areas())
def test_what_is_composed_holds_and_is_read_back(case: tuple[Accounts, str]) -> None:
    made, pack = case
    composition = composed(made, pack)
    document, spans = document_of(composition)
    read = read_report(document)
    assert not complaints(read)
    assert not lost(composition, read)
    assert not misread(composition, read, spans)
