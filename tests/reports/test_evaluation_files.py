"""The same promise through every file format: written, read back by the readers of foreign reports, audited."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from generated_performance import books
from hypothesis import HealthCheck, Phase, given, settings
from performance_reread import lost
from performance_year import year
from test_roundtrip import complaints

from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.performance.model import PerformanceBook
from juesuan.reports.evaluation.document import chosen, compose_parts
from juesuan.reports.evaluation.results import results_of
from juesuan.reports.write_bound import read_bound
from juesuan.reports.write_facts import stated
from juesuan.reports.writers import write

#: Cases a format: a few show that a writer and its reader fit together.
CASES = int(os.environ.get("JUESUAN_EVALUATION_FILES", "1"))
FORMATS = pytest.mark.parametrize("format", ["docx", "pdf", "html", "xlsx"])


def holds(format: str, made: PerformanceBook) -> None:
    """A file of all parts holds and gives back what its tables print."""
    results = results_of(made)
    composition = compose_parts(results, chosen(results))
    data = write(composition, format)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{format}"
        path.write_bytes(data)
        document = read_carefully(path)
    assert not complaints(read_report(document))
    assert not lost(results, document)
    bound = read_bound(data, format)
    if format != "xlsx":
        told = {piece.fact for _, piece in stated(composition)}
        assert {key: bound.facts[key] for key in told} == {key: composition.facts[key] for key in told}
        assert [key for key, _ in bound.stated] == [piece.fact for _, piece in stated(composition)]


@FORMATS
def test_the_year_of_a_bureau_comes_back_from_a_file(format: str) -> None:
    holds(format, year())


@FORMATS
@settings(
    max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(made=books())
def test_a_file_holds_and_gives_back_its_scores(format: str, made: PerformanceBook) -> None:
    holds(format, made)
