"""Derived tables against our own audit: it must find nothing in them and recover every fact they state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts_books import ENTITY, accounts, whole
from accounts_reread import document, lost
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, ThreePublic
from juesuan.accounts.problems import errors
from juesuan.accounts.rounding import rounded
from juesuan.accounts.tables import Derived, derive_tables
from juesuan.accounts.validate import validate
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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=accounts())
def test_rounded_by_parts_everything_is_exact_in_print_and_still_closes(book: Accounts) -> None:
    made = rounded(book)
    assert all(p.amount % 10_000 == 0 for (_, m, _), p in Ledger(made).posted.items() if m == "outturn")
    assert errors(validate(made)) == ()
    assert [c.opening for c in made.carry_over[: len(book.carry_over)]] == [
        c.opening
        for c in rounded(replace(book, income=(), expenditure=())).carry_over[: len(book.carry_over)]
    ]


@pytest.mark.parametrize(
    ("area", "year", "forms"),
    [
        ("甘肃省清河县", 2021, "Z01 Z02 Z03 Z04 Z05 Z06 Z07 Z08 Z09"),
        ("甘肃省清河县", 2023, "Z01 Z02 Z03 Z04 Z05 Z06 Z08 Z09 Z07"),
        ("四川省清河县", 2020, "Z01 Z02 Z03 Z04 Z11 Z05 Z12 Z06 Z13 Z07 Z08 Z14 Z10 Z09"),
        ("四川省清河县", 2023, "Z01 Z02 Z03 Z04 Z11 Z05 Z12 Z06 Z13 Z08 Z10 Z09 Z07"),
        ("上海市青浦区", 2024, "Z01 Z02 Z03 Z04 Z05 Z06 Z07 Z08 Z10"),
    ],
)
def test_each_area_has_its_forms_in_its_order(area: str, year: int, forms: str) -> None:
    made = derive_tables(replace(whole(), year=year), area=area)
    assert " ".join(t.form for t in made.tables) == forms
    assert [t.label for t in made.tables] == [f"公开{n:02d}表" for n in range(1, len(made.tables) + 1)]


def test_a_form_without_figures_says_so_in_words() -> None:
    made = derive_tables(replace(whole(), three_fund=ThreePublic()), area="四川省")
    capital = next(t for t in made.tables if t.form == "Z10")
    assert (
        capital.notes[-1]
        == "清河县人社局2023年度没有国有资本经营预算财政拨款收入和支出，也没有结转和结余，本表无数据。"
    )
    fund = next(t for t in made.tables if t.form == "Z08")
    assert "本表无数据" not in "".join(fund.notes)


def test_every_fact_tells_its_formula_and_its_records() -> None:
    facts = derive_tables(whole()).facts
    total = facts["grand-total:outturn:2023"]
    assert total.value == 665_000_000
    assert (
        total.formula
        == "收入支出总计665.00万元＝本年收入合计660.00＋使用非财政拨款结余0.00＋年初结转和结余5.00"
    )
    item = facts["general.item:outturn:2023:208"]
    assert len(item.contributors) == 2
    assert "由2笔明细合计" in item.formula


def test_tables_in_yuan() -> None:
    made = derive_tables(whole(), unit="元")
    assert made.tables[0].unit == "元"
    said, missing = judged(made, 2023)
    assert (said, missing) == ([], [])


def test_details_need_economic_classes_and_say_so() -> None:
    book = whole()
    made = derive_tables(replace(book, expenditure=tuple(replace(e, economic="") for e in book.expenditure)))
    assert {p.code for p in made.problems} == {"form-needs-economic"}
    assert len(made.tables) == len(made.series.forms) - len(made.problems)


def test_a_table_keeps_its_number_when_one_before_it_cannot_be_derived() -> None:
    book = whole()
    bare = replace(book, expenditure=tuple(replace(e, economic="") for e in book.expenditure))
    full = {t.title: t.label for t in derive_tables(book).tables}
    made = derive_tables(bare)
    assert made.problems
    assert {t.title: t.label for t in made.tables}.items() < full.items()
