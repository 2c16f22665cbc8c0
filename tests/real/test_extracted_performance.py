"""Real performance reports back into books: how much is recovered, and every recovered figure stands where it is said to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal as D
from functools import lru_cache
from pathlib import Path

import pytest

from juesuan.accounts.model import Origin
from juesuan.performance.extract import ExtractedPerformance, extract_performance
from juesuan.performance.model import Quantity

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NAMES = ("000", "001", "003", "004")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project"),
]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    return tuple(next(SEEDS.glob(f"{name}*")).read_text(encoding="utf-8").split("\n"))


@lru_cache
def extracted(name: str) -> ExtractedPerformance:
    return extract_performance(str(next(SEEDS.glob(f"{name}*"))))


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("000", {"指标值": 54, "完成值": 54, "分值": 0, "得分": 0, "金额": 30, "问卷份数": 0}),
        ("001", {"指标值": 0, "完成值": 0, "分值": 0, "得分": 28, "金额": 0, "问卷份数": 0}),
        ("003", {"指标值": 53, "完成值": 53, "分值": 0, "得分": 0, "金额": 14, "问卷份数": 0}),
        ("004", {"指标值": 6, "完成值": 6, "分值": 0, "得分": 39, "金额": 0, "问卷份数": 30}),
    ],
)
def test_how_much_is_recovered(name: str, counts: dict[str, int]) -> None:
    assert extracted(name).counts == counts


def numbers(name: str, origin: Origin, below: int) -> set[D]:
    """The numbers printed around the place of a record."""
    found = re.fullmatch(r"第 ?(\d+) ?行", origin.cell)
    assert found is not None, origin
    first = int(found[1])
    near = lines(name)[max(first - 2, 0) : first + below]
    return {D(n.replace(",", "")) for line in near for n in _NUMBER.findall(line)}


Printed = tuple[str, D, Origin, int]
"""What it is, the number, the place of its record, how many lines the record has."""


def value(what: str, q: Quantity, origin: Origin, below: int) -> Iterator[Printed]:
    if isinstance(q.value, D):
        yield what, q.value, origin, below


def of_projects(name: str) -> Iterator[Printed]:
    book = extracted(name).book
    for o in book.objectives:
        for i in o.indicators:
            yield from value(f"{o.name} {i.name} 指标值", i.target, i.origin, 6)
        amounts = [(f.source, a) for f in o.funding for a in (f.initial, f.adjusted, f.outturn)]
        yield from ((f"{o.name} {s}", D(a) / 1_000_000, o.origin, 30) for s, a in amounts if a is not None)
    for e in book.self_evaluations:
        for r in e.results:
            yield from value(f"{e.objective} {r.indicator} 完成值", r.actual, r.origin, 6)


def of_the_whole(name: str) -> Iterator[Printed]:
    book = extracted(name).book
    for a in (a for e in book.evaluations for a in e.assessments):
        assert a.stated is not None
        yield f"{a.indicator} 得分", a.stated, a.origin, 4
    for w in book.work_targets:
        for q in (w.target, w.actual):
            yield from value(w.name, q, w.origin, 1)
    for question in (q for s in book.questionnaires for q in s.questions):
        for option in question.options:
            assert option.count is not None
            yield question.text, D(option.count), question.origin, 18


@pytest.mark.parametrize("name", NAMES)
def test_every_recovered_figure_stands_where_it_is_said_to(name: str) -> None:
    found = [*of_projects(name), *of_the_whole(name)]
    assert len(found) > 20
    assert not [(what, n) for what, n, origin, below in found if n not in numbers(name, origin, below)]


def test_what_two_places_of_a_report_say_differently_is_listed() -> None:
    """A budget of 2000 in the sentence and 2500 in the table; a questionnaire that sums to ten points more."""
    assert any("预算数2000万元" in u.what and "不一致" in u.why for u in extracted("003").unread)
    assert any(u.what == "问卷总分4880" and "4890" in u.why for u in extracted("004").unread)
    assert any(u.what.startswith("C25") and "分值10" in u.what for u in extracted("004").unread)


def test_each_report_has_its_frameworks_and_totals() -> None:
    made = {
        name: [(e.framework, e.stated_total, e.stated_grade) for e in extracted(name).book.evaluations]
        for name in NAMES
    }
    assert made == {
        "000": [],
        "001": [("cy2013-53-overall", 98, "优秀")],
        "003": [],
        "004": [("yunnan-abc", 96, "优秀")],
    }


def test_projects_of_the_wide_and_of_the_narrow_layout() -> None:
    assert len(extracted("000").book.objectives) == 5
    money = {
        o.name: [(f.source, f.adjusted, f.outturn) for f in o.funding]
        for o in extracted("003").book.objectives
    }
    assert len(money) == 8  # five tables, three more in sentences
    assert money["返乡创业培训基金"] == [("财政拨款", 20_000_000, 4_460_000)]


def test_a_questionnaire_keeps_the_answer_too_many() -> None:
    (survey,) = extracted("004").book.questionnaires
    assert (survey.issued, survey.returned, survey.valid) == (50, 50, 49)
    assert [o.count for o in survey.questions[6].options] == [49, 1, 0]
