"""The audit of composed performance documents finds nothing, and reading them gives back targets, actuals and scores."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from generated_performance import books
from hypothesis import HealthCheck, given, settings
from performance_reread import lost, lost_of_evaluations
from performance_year import ENTITY, PRACTICE, practice, year
from test_roundtrip import complaints

from juesuan.claims.reading import read_report
from juesuan.performance.extract import extract_report
from juesuan.performance.model import PerformanceBook, Subject
from juesuan.reports.compose_document import document_of
from juesuan.reports.evaluation.document import chosen, compose_parts
from juesuan.reports.evaluation.parts import LAYOUTS
from juesuan.reports.evaluation.results import results_of

#: Cases a run; more while working on a form.
CASES = int(os.environ.get("JUESUAN_EVALUATIONS", "15"))


def test_the_year_of_a_bureau_holds_and_is_read_back() -> None:
    results = results_of(year())
    document, _ = document_of(compose_parts(results, chosen(results)))
    assert not complaints(read_report(document))
    assert not lost(results, document)


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_what_is_composed_holds_and_is_read_back(book: PerformanceBook) -> None:
    results = results_of(book)
    document, _ = document_of(compose_parts(results, chosen(results)))
    assert not complaints(read_report(document))
    assert not lost(results, document)


def test_a_workbook_made_from_the_documents_holds_what_the_first_one_held() -> None:
    """The loop closes: what is composed can be extracted, and is scored alike."""
    first = results_of(year())
    document, _ = document_of(compose_parts(first, chosen(first)))
    found = extract_report(read_report(document)).book
    for project in first.projects:
        objective = found.objective(project.name)
        (evaluation,) = [e for e in found.self_evaluations if e.objective == project.name]
        assert objective is not None
        for (indicator, result, score), again, told in zip(
            project.rows, objective.indicators, evaluation.results, strict=True
        ):
            assert (again.name, again.direction, again.weight) == (
                indicator.name,
                indicator.direction,
                indicator.weight,
            )
            assert (again.target, told.actual, told.stated) == (indicator.target, result.actual, score.points)
    assert [(w.name, w.target, w.actual) for w in found.work_targets] == [
        (w.name, w.target, w.actual) for w in year().work_targets
    ]
    whole = next(e for e in found.evaluations if e.framework == "yunnan-abc")
    scores = {a.indicator: a.stated for a in whole.assessments}
    assert scores == {s.code: s.points for s in first.evaluations[0].scored.scores}


def of_the_whole() -> PerformanceBook:
    """The entity evaluates itself against an objective of its own, by no framework."""
    objective, evaluation = practice()
    whole = replace(objective, subject=Subject.OVERALL, name=ENTITY, summary="本局是政府工作部门。")
    book = year(evaluations=())
    own = replace(evaluation, objective=ENTITY)
    return replace(
        book, objectives=(*book.objectives[:2], whole), self_evaluations=(*book.self_evaluations, own)
    )


def of_several() -> PerformanceBook:
    """The finance bureau evaluates again what the department has evaluated, and another project."""
    whole, project = year().evaluations
    again = (replace(whole, kind="财政评价"), replace(project, kind="财政评价", about=PRACTICE))
    return year(evaluations=(whole, project, *again))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("made", [of_the_whole, of_several, lambda: year(evaluations=year().evaluations[1:])])
def test_other_years_hold_in_every_layout(made: Callable[[], PerformanceBook], layout: str) -> None:
    results = results_of(made())
    document, _ = document_of(compose_parts(results, chosen(results), layout))
    assert not complaints(read_report(document))
    if layout == "部颁":
        assert not lost_of_evaluations(results, document)
