"""The audit of composed performance documents finds nothing, and reading them gives back targets, actuals and scores."""

from __future__ import annotations

import os

from generated_performance import books
from hypothesis import HealthCheck, given, settings
from performance_reread import lost
from performance_year import year
from test_roundtrip import complaints

from juesuan.claims.reading import read_report
from juesuan.performance.model import PerformanceBook
from juesuan.reports.compose_document import document_of
from juesuan.reports.evaluation.document import chosen, compose_parts
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
