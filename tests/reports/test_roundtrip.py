"""The central promise: the audit of a composed report finds nothing and recovers every fact that was stated."""

from __future__ import annotations

import os
from decimal import Decimal

from generated_accounts import accounts
from hypothesis import HealthCheck, given, settings

from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.amounts import Interval
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.reports.compose import compose
from juesuan.reports.compose_document import as_document, document_of
from juesuan.reports.composition import Composition, StatedFact
from juesuan.rules.engine import run

#: Cases a run: enough to notice a broken sentence at once; CI asks for more.
CASES = int(os.environ.get("JUESUAN_ROUNDTRIPS", "120"))
ANNEXES = ("2024年度部门整体支出绩效自评报告",)
MONEY = ("outturn", "initial-budget", "adjusted-budget", "budget")
#: Facts of sentences that the reader takes as plain figures: it has no concept for them outside performance tables.
PLAIN = ("project",)
thrown = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))


def composed(made: Accounts) -> Composition:
    """The report with its statutory tables."""
    derived = derive_tables(made)
    return compose(made, tables=derived.tables, facts=derived.facts, annexes=ANNEXES)


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


@thrown
@given(accounts())
def test_the_audit_finds_nothing(made: Accounts) -> None:
    assert not complaints(read_report(as_document(composed(made))))


@thrown
@given(accounts())
def test_every_stated_fact_is_recovered(made: Accounts) -> None:
    composition = composed(made)
    read = read_report(as_document(composition))
    found: dict[tuple[str, str, int, str], list[Interval]] = {}
    for fact in read.facts:
        key = (fact.concept, fact.measure, fact.year, fact.scope)
        found.setdefault(key, []).append(fact.operand.interval)
    lost = [
        fact.key
        for fact in composition.facts.values()
        if fact.measure in MONEY and fact.concept not in PLAIN
        if not any(
            i.meets(yuan(fact)) for i in found.get((fact.concept, fact.measure, fact.year, fact.scope), ())
        )
    ]
    assert not lost


@thrown
@given(accounts())
def test_every_bound_number_is_read_with_its_value(made: Accounts) -> None:
    composition = composed(made)
    document, spans = document_of(composition)
    figures = {(f.number.block, f.number.start): f for f in read_report(document).figures}
    for span, key in spans:
        if span.cell is not None:
            continue
        fact, words = composition.facts[key], document.words(span)
        figure = figures.get((span.block, span.start))
        assert figure is not None, f"“{words}” ({key}) was not read as a number"
        if fact.measure in MONEY:
            assert figure.printed.interval.meets(yuan(fact)), words
        elif fact.unit == "%":
            assert figure.printed.value * 100 == fact.value, words
        elif fact.measure == "count":
            assert figure.printed.value == fact.value, words
