"""Derived tables against our own audit: it must find nothing in them and recover every fact they state."""

from __future__ import annotations

import pytest
from accounts_books import ENTITY, accounts
from accounts_reread import document, lost
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.tables import Derived, derive_tables
from juesuan.claims.reading import read_report
from juesuan.rules.engine import run

#: Checks of prose that a report of tables alone cannot have.
PROSE = ("M",)

AREAS = {"四川省清河县": (2020, 2023), "上海市青浦区": (2024,), "甘肃省清河县": (2021, 2022)}


def judged(made: Derived, year: int) -> tuple[list[str], list[str]]:
    """(what the audit says, the facts it did not recover)."""
    report = read_report(document(made.tables, ENTITY.name, year))
    said = [
        f"{g.rule.code} {g.breach.message}"
        for g in run(report, ignore=PROSE).breaches
        if (g.breach.level or g.rule.level) != "note"
    ]
    facts = [f for f in made.facts.values() if not f.concept.endswith("item-economic")]
    return said, lost(facts, report.facts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), where=st.sampled_from([(a, y) for a, years in AREAS.items() for y in years]))
@pytest.mark.parametrize("rounding", ["cell", "parts"])
def test_the_audit_of_derived_tables_finds_nothing(
    rounding: str, data: st.DataObject, where: tuple[str, int]
) -> None:
    area, year = where
    book = data.draw(accounts(area=area, year=year))
    made = derive_tables(book, rounding=rounding)
    assert made.problems == ()
    said, missing = judged(made, year)
    assert said == []
    assert missing == []
