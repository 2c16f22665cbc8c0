"""Published reports composed anew: their figures through an accounts workbook and the area's pack give the same figures.

What a report prints is extracted; what its prose alone tells (last year, budgets behind a rate, single receptions) is
added as figures, as a clerk would. Everything goes through the workbook. What then still differs is a contradiction
that the audit finds in the published report too, or is explained beside the figures. The chapter on performance is
told by the performance room, so its figures are counted apart.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from composed_figures import REPORTS, Told

from juesuan.accounts.extract import extract
from juesuan.accounts.model import Accounts, Fund, ItemBudget, Reception, StatedTotal, ThreePublic
from juesuan.accounts.problems import errors
from juesuan.accounts.reading import read_workbook_bytes
from juesuan.accounts.validate import validate
from juesuan.accounts.workbook import write_workbook
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.reports.compose import compose
from juesuan.reports.compose_compare import Comparison, Stated, compare
from juesuan.reports.compose_document import as_document
from juesuan.reports.packs import choose
from juesuan.rules.engine import run

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not beside the project"),
]
CENT = 10_000  # 分 in 0.01 万元


def clerk(made: Accounts, told: Told) -> Accounts:
    """The extracted accounts with what only the prose of the report tells."""
    last = Accounts(
        made.entity,
        made.year - 1,
        (),
        (),
        stated=tuple(StatedTotal(concept, value * CENT) for concept, value in told.prior.items()),
        three=ThreePublic(receptions=(Reception(told.reception_before * 100, 1, 1),)),
    )
    whole = made.three.receptions[0] if made.three.receptions else None
    events = made.three.receptions
    if told.receptions and whole is not None:
        # Batches and people stand with the first event, as the report only tells them for all.
        rest = [Reception(v * CENT, 0, 0, f"第{n}次接待") for n, v in enumerate(told.receptions[1:], 2)]
        first = replace(whole, amount=told.receptions[0] * CENT, what="第1次接待")
        events = (first, *rest)
    budgets = {("", Fund.GENERAL): ItemBudget("", Fund.GENERAL)} | {(b.item, b.fund): b for b in made.budgets}
    for measure in ("initial", "adjusted"):
        for item, value in getattr(told, measure).items():
            key = (item, Fund.GENERAL)
            budgets[key] = replace(
                budgets.get(key, ItemBudget(item, Fund.GENERAL)), **{measure: value * CENT}
            )
    spent = (StatedTotal("general.item", v * CENT, scope=item) for item, v in told.outturn.items())
    return replace(
        made,
        stated=(*made.stated, *spent),
        entity=replace(made.entity, area=told.area),
        prior=last,
        three=replace(made.three, receptions=events, **{k: v * CENT for k, v in told.three.items()}),
        budgets=tuple(b for b in budgets.values() if (b.initial, b.adjusted) != (None, None)),
        agency_operating=made.agency_operating if told.agency is None else told.agency * CENT,
        agency_initial=None if told.agency_initial is None else told.agency_initial * CENT,
        reasons=told.reasons,
        names=made.names | told.names,
    )


@cache
def published(name: str) -> Report:
    return read_report(read_carefully(SHARED / REPORTS[name].file))


@cache
def comparison(name: str) -> Comparison:
    told = REPORTS[name]
    accounts = clerk(extract(str(SHARED / told.file)).accounts, told)
    loaded = read_workbook_bytes(write_workbook(accounts), f"{name}.xlsx").accounts
    assert loaded is not None
    assert not errors(validate(loaded))
    pack = choose(told.area, loaded.year)
    assert pack.name == name
    return compare(read_report(as_document(compose(loaded, pack, draft=True))), published(name))


def performance(stated: Stated) -> bool:
    return "绩效" in stated.path


def missing(name: str) -> list[Stated]:
    """Figures of the published explanation that are not in the composed one; not those on performance."""
    told = comparison(name)
    return [s for s in (*(b for _, b in told.differ), *told.second_only) if not performance(s)]


@cache
def contradicted(name: str) -> frozenset[tuple[int, int, int]]:
    """The places that the audit of the published report points at: block and the first and last character."""
    spans = (
        mark.span
        for outcome in run(published(name)).outcomes
        for breach in outcome.breaches
        if (breach.level or outcome.rule.level) != "note"
        for mark in breach.marks
    )
    return frozenset((s.block, s.start, s.end) for s in spans)


@pytest.mark.parametrize("name", REPORTS)
def test_the_published_figures_are_there(name: str) -> None:
    same = sum(not performance(s) for _, s in comparison(name).same)
    assert same * 100 >= (same + len(missing(name))) * 95


@pytest.mark.parametrize("name", REPORTS)
def test_every_difference_is_a_contradiction_or_explained(name: str) -> None:
    told = REPORTS[name].explained
    left = [s.figure.number for s in missing(name)]
    text = {s.figure.number: s.words for s in missing(name)}
    open_ = [
        text[n]
        for n in left
        if not any(b == n.block and a < n.end and n.start < z for b, a, z in contradicted(name))
    ]
    assert [w for w in open_ if not any(known in w for known in told)] == []
