"""A published report composed anew: its figures through accounts and a pack give the same figures, or show its errors.

The figures of the report are extracted; what its text alone tells (last year, single receptions) is added here as
figures. What then still differs must be explained: a contradiction of the published report, or a matter of performance.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from juesuan.accounts.extract import extract
from juesuan.accounts.model import Accounts, Assets, Reception, StatedTotal, ThreePublic
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.reports.compose import compose
from juesuan.reports.compose_compare import Comparison, compare
from juesuan.reports.compose_document import as_document
from juesuan.reports.packs import choose

REPORT = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "002_9d8889d1fe7183d5.txt"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not REPORT.is_file(), reason="the real reports are not beside the project"),
]
CENT = 10_000  # 分 in 0.01 万元
#: Last year's totals in 0.01 万元, from the report's own amounts of change.
PRIOR = {
    "grand-total": 201801,
    "appropriation.grand-total": 201810,
    "general.expenditure": 201801,
    "agency-operating": 8258,
}
LAST_RECEPTIONS = 267
RECEPTIONS = (32, 4, 13, 5, 45, 19, 27, 18, 40, 8, 36, 7, 9, 4, 16, 20)
GENERAL_INCOME = 281938
#: Printed figures that a report made of these accounts does not have, and why.
EXPLAINED = {
    "98.9": "contradiction: 3030.4 of 3037.9 is 99.75 %",
    "1.9": "contradiction: 59.25 of 3030.4 is 1.96 %",
    "1": "performance: projects appraised beforehand",
    "9": "performance: projects with objectives",
    "15": "performance: projects monitored",
    "91.4": "performance: score of the self-evaluation",
}


@cache
def comparison() -> Comparison:
    made = extract(str(REPORT)).accounts
    stated = tuple(StatedTotal(concept, value * CENT) for concept, value in PRIOR.items())
    last = ThreePublic(receptions=(Reception(LAST_RECEPTIONS * CENT, 1, 1),))
    events = tuple(
        Reception(value * CENT, 1, 15 if n < 16 else 20, f"第{n}次接待")
        for n, value in enumerate(RECEPTIONS, 1)
    )
    made = replace(
        made,
        entity=replace(made.entity, area="四川"),
        prior=Accounts(made.entity, made.year - 1, (), (), stated=stated, three=last),
        three=replace(made.three, receptions=events),
        assets=Assets((), (("单价100万元（含）以上设备", 0),)),
        stated=(*made.stated, StatedTotal("income.general", GENERAL_INCOME * CENT)),
    )
    composed = compose(made, choose("四川", made.year), draft=True)
    return compare(read_report(as_document(composed)), read_report(read_carefully(REPORT)))


def test_the_published_figures_are_there() -> None:
    same, whole = comparison().covered
    assert same * 100 >= whole * 95


def test_every_difference_is_explained() -> None:
    told = comparison()
    left = [s.figure.printed.text for s in (*(b for _, b in told.differ), *told.second_only)]
    assert set(left) <= set(EXPLAINED)
