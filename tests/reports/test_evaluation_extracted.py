"""Extraction is the inverse of composing: from our own documents the same targets, actuals, weights and scores come back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from generated_performance import books
from hypothesis import HealthCheck, Phase, given, settings
from performance_year import year

from juesuan.claims.reading import read_report
from juesuan.documents.model import Document
from juesuan.performance.extract import ExtractedPerformance, extract_performance, extract_report
from juesuan.performance.model import BLANK, Funding, PerformanceBook, Quantity, Result
from juesuan.reports.compose_document import document_of
from juesuan.reports.evaluation.document import chosen, compose_parts
from juesuan.reports.evaluation.results import Results, results_of
from juesuan.reports.writers import write

#: Half of the last printed digit, 0.01万元, in 分.
HALF = 5000
#: Cases a run; more while working on a form.
CASES = int(os.environ.get("JUESUAN_EXTRACTIONS", "10"))


#: A counterexample of a whole year is not made smaller by itself: that would take many minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def document_from(results: Results) -> Document:
    document, _ = document_of(compose_parts(results, chosen(results)))
    return document


def told(q: Quantity) -> tuple[object, ...]:
    """A quantity as a cell can give it back: a number with its unit, a date, or words."""
    return (q.value, q.unit) if isinstance(q.value, Decimal) else (q.value or "".join(q.text.split()),)


def differs(results: Results, made: ExtractedPerformance) -> list[str]:
    """What did not come back as it was."""
    return [
        *_projects(results, made.book),
        *_evaluations(results, made.book),
        *_works(results, made.book),
        *_surveys(results, made.book),
    ]


def _pairs(what: str, ours: object, theirs: object) -> list[str]:
    return [] if ours == theirs else [f"{what}: {ours} / {theirs}"]


def _projects(results: Results, book: PerformanceBook) -> Iterable[str]:
    found = {e.objective: e for e in book.self_evaluations}
    for project in results.projects:
        objective, evaluation = book.objective(project.name), found.get(project.name)
        if objective is None or evaluation is None:
            yield f"{project.name}: lost"
            continue
        ours = [
            (i.level1, i.level2, i.name, i.direction, told(i.target), i.weight) for i, _, _ in project.rows
        ]
        theirs = [
            (i.level1, i.level2, i.name, i.direction, told(i.target), i.weight) for i in objective.indicators
        ]
        yield from _pairs(f"{project.name} tree", ours, theirs)
        actuals = [_result(r, s.points) for _, r, s in project.rows]
        read = [_result(r, r.stated) for r in evaluation.results]
        yield from _pairs(f"{project.name} results", actuals, read)
        if not _same_money(project.evaluation.funding, objective.funding):
            yield f"{project.name} money: {project.evaluation.funding} / {objective.funding}"
        scores = project.execution.points, project.scored.points
        yield from _pairs(
            f"{project.name} scores", scores, (evaluation.stated_execution, evaluation.stated_total)
        )


def _result(result: Result, score: Decimal | None) -> tuple[object, ...]:
    """The actual; of a qualitative one in no words of its own, the band."""
    return (result.achievement if result.actual == BLANK else told(result.actual)), score


def _same_money(ours: Sequence[Funding], theirs: Sequence[Funding]) -> bool:
    """The same sources (called 资金 in the form) with the same amounts, as far as the form prints them."""

    def amounts(f: Funding) -> tuple[int | None, int | None, int | None]:
        return f.initial, f.adjusted, f.outturn

    return len(ours) == len(theirs) and all(
        their.source.startswith(our.source)
        and all(
            (a is None) is (b is None) and (a is None or b is None or abs(a - b) <= HALF)
            for a, b in zip(amounts(our), amounts(their), strict=True)
        )
        for our, their in zip(ours, theirs, strict=True)
    )


def _evaluations(results: Results, book: PerformanceBook) -> Iterable[str]:
    ours = [
        (j.framework.code, j.evaluation.about, j.scored.points, {s.code: s.points for s in j.scored.scores})
        for j in results.evaluations
    ]
    theirs = [
        (e.framework, e.about, e.stated_total, {a.indicator: a.stated for a in e.assessments})
        for e in book.evaluations
    ]
    return _pairs("evaluations", ours, theirs)


def _works(results: Results, book: PerformanceBook) -> Iterable[str]:
    ours = [(w.work.name, told(w.work.target), told(w.work.actual)) for w in results.works]
    return _pairs("works", ours, [(w.name, told(w.target), told(w.actual)) for w in book.work_targets])


def _surveys(results: Results, book: PerformanceBook) -> Iterable[str]:
    ours = [
        (
            t.issued,
            t.returned,
            t.valid,
            [[(o.label, o.points, o.count) for o in q.options] for q in t.questions if q.options],
        )
        for t in results.tallies
    ]
    theirs = [
        (
            s.issued,
            s.returned,
            s.valid,
            [[(o.label, o.points, o.count) for o in q.options] for q in s.questions],
        )
        for s in book.questionnaires
    ]
    return _pairs("surveys", ours, theirs)


def test_the_year_of_a_bureau_is_extracted() -> None:
    results = results_of(year())
    assert differs(results, extract_report(read_report(document_from(results)))) == []


@pytest.mark.parametrize("format", ["docx", "html"])
def test_the_year_of_a_bureau_is_extracted_from_a_file(format: str) -> None:
    results = results_of(year())
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{format}"
        path.write_bytes(write(compose_parts(results, chosen(results)), format))
        assert differs(results, extract_performance(str(path))) == []


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(books())
def test_what_is_composed_is_extracted(book: PerformanceBook) -> None:
    results = results_of(book)
    assert differs(results, extract_report(read_report(document_from(results)))) == []
