"""Lights follow from figures alone, and an appraisal's conclusion is set beside the one its scores suggest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from performance_books import PROJECT, M, book, q

from juesuan.performance.appraisal import appraise
from juesuan.performance.frameworks import load
from juesuan.performance.model import Appraisal, AppraisalItem, Light, Monitoring, Progress, Quantity, Verdict
from juesuan.performance.monitoring import State, monitor, worst, year_gone


def state(executed: int | None, *progress: Progress, as_of: date | None = date(2023, 7, 2)) -> State:
    return monitor(book(), Monitoring(PROJECT, as_of, 100 * M, executed, None, progress))


@pytest.mark.parametrize(
    ("percent", "light"),
    [
        (60, Light.GREEN),
        (41, Light.GREEN),
        (40, Light.YELLOW),
        (31, Light.YELLOW),
        (30, Light.RED),
        (0, Light.RED),
    ],
)
def test_execution_is_compared_with_the_calendar(percent: int, light: Light) -> None:
    """2 July 2023 is day 183 of 365: 50.137 %."""
    found = state(percent * M)
    assert found.execution == percent
    assert found.execution_light is light


def test_a_light_without_its_figures_stays_open() -> None:
    assert state(None).light is None
    assert "执行数" in state(None).execution_why
    assert "监控日期" in state(1, as_of=None).execution_why
    assert all(i.light is None and i.why for i in state(50 * M).indicators)


@pytest.mark.parametrize(
    ("forecast", "light"), [(120, Light.GREEN), (119, Light.YELLOW), (96, Light.YELLOW), (95, Light.RED)]
)
def test_a_forecast_below_the_target_changes_the_light(forecast: int, light: Light) -> None:
    found = state(50 * M, Progress("1", q(60, "人"), q(forecast, "人")))
    assert found.indicators[0].light is light
    assert found.indicators[0].so_far == 50
    assert found.light is light


def test_a_date_is_forecast_to_be_met_or_not() -> None:
    late = state(50 * M, Progress("3", Quantity(), Quantity(date(2024, 1, 9))))
    assert late.indicators[2].light is Light.RED
    assert late.light is Light.RED
    met = state(50 * M, Progress("3", Quantity(), Quantity(date(2023, 12, 9))))
    assert met.indicators[2].light is Light.GREEN


def test_the_worst_light_is_the_projects() -> None:
    assert worst([Light.GREEN, None, Light.YELLOW]) is Light.YELLOW
    assert worst([None]) is None
    assert year_gone(date(2024, 12, 31)) == 100


def items(*scores: str | None) -> tuple[AppraisalItem, ...]:
    return tuple(
        AppraisalItem(i.level1, i.name, i.weight, None if s is None else D(s), "有依据")
        for i, s in zip(load("appraisal").indicators, scores, strict=True)
    )


def test_an_appraisal_is_added_up_by_aspect() -> None:
    full = [str(i.weight) for i in load("appraisal").indicators]
    made = appraise(Appraisal("新项目", 100, items(*full), Verdict.SUPPORT))
    assert (made.weight, made.points, made.suggested) == (100, 100, Verdict.SUPPORT)
    assert [a for a, _, _ in made.aspects] == [
        "立项必要性",
        "投入经济性",
        "绩效目标合理性",
        "实施方案可行性",
        "筹资合规性",
    ]
    open_ = appraise(Appraisal("新项目", 100, items(None, *full[1:]), None))
    assert (open_.points, open_.suggested) == (None, None)
    assert open_.aspects[0][2] is None


@pytest.mark.parametrize(
    ("score", "verdict"),
    [(80, Verdict.SUPPORT), ("79.9", Verdict.ADJUST), (60, Verdict.ADJUST), (59, Verdict.REFUSE)],
)
def test_the_scores_suggest_a_conclusion(score: str | int, verdict: Verdict) -> None:
    one = replace(items(*["0"] * 11)[0], weight=D(100), score=D(score))
    assert appraise(Appraisal("新项目", 100, (one,), None)).suggested is verdict
