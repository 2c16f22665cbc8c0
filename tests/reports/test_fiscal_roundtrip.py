"""Our open data come back as accounts: every figure that a package carries is what the accounts then say, to the last 分."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from example_year import year
from generated_accounts import accounts
from hypothesis import HealthCheck, given, settings, strategies

from juesuan.accounts.extract import Extracted
from juesuan.accounts.fiscal_import import read_package
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts
from juesuan.accounts.records import without_origins
from juesuan.accounts.tables import derive_tables
from juesuan.reports.compose import compose
from juesuan.reports.composition import Composition
from juesuan.reports.packs import load, names
from juesuan.reports.write_data import write_zip

MONEY = ("outturn", "initial-budget", "adjusted-budget", "budget")


def composed(made: Accounts, pack: str = "national") -> Composition:
    derived = derive_tables(made)
    return compose(made, load(pack), tables=derived.tables, facts=derived.facts, draft=True)


def reread(composition: Composition) -> Extracted:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "数据.zip"
        path.write_bytes(write_zip(composition))
        return read_package(str(path))


def carried(composition: Composition) -> dict[tuple[str, str, str], int]:
    """The money of the year that a package tells of, by what it is."""
    found = {}
    for fact in composition.facts.values():
        if (
            fact.year == composition.year
            and fact.measure in MONEY
            and not fact.concept.startswith("three.reception-")
        ):
            budget = fact.concept.startswith("three.") and fact.measure == "adjusted-budget"
            found[fact.concept, "budget" if budget else fact.measure, fact.scope] = fact.value
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(accounts(), strategies.sampled_from(["national", *names()]))
def test_every_figure_comes_back_exactly(made: Accounts, pack: str) -> None:
    composition = composed(made, pack)
    found = reread(composition).accounts
    assert (found.entity.name, found.year) == (made.entity.name, made.year)
    ledger = Ledger(found)
    told = carried(composition)
    assert {key: ledger.amount(*key) or 0 for key in told} == told


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(accounts())
def test_a_book_that_came_from_a_package_makes_the_same_package(made: Accounts) -> None:
    once = replace(reread(composed(made)).accounts, prior=made.prior)
    told = {k: v for k, v in carried(composed(once)).items() if v}
    before = {k: v for k, v in carried(composed(made)).items() if v}
    assert {k: v for k, v in told.items() if k[0] != "project"} == {
        k: v for k, v in before.items() if k[0] != "project"
    }
    again = reread(composed(once))
    assert without_origins(replace(again.accounts, stated=())) == without_origins(
        replace(once, stated=(), prior=None)
    )


def test_counts_come_back_and_what_has_no_name_is_listed() -> None:
    found = reread(composed(year()))
    three = found.accounts.three
    assert (three.vehicles, three.running) == (1, year().three.running)
    assert [(r.amount, r.batches, r.people) for r in three.receptions] == [(500_000, 3, 21)]
    whys = {u.why for u in found.unread}
    assert "由本年数和上年数计算，不用填写" in whys
    assert "只有数量，没有名称，请人工填写" in whys


def test_a_figure_that_the_others_contradict_is_listed() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.zip"
        with zipfile.ZipFile(io.BytesIO(write_zip(composed(year())))) as package:
            parts = {n: package.read(n) for n in package.namelist()}
        line = next(
            x for x in parts["facts.csv"].split(b"\r\n") if x.startswith(b"income.current:outturn:2024")
        )
        parts["facts.csv"] = parts["facts.csv"].replace(line, line.replace(b"3000000.00", b"3000001.00"))
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        found = read_package(str(path))
    assert [u.why for u in found.unread if "本年收入合计" in u.what] == ["与按明细还原的数不符，请核对"]
