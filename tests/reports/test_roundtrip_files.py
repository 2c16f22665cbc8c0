"""The same promise through every file format: written, read back by the readers of foreign reports, audited."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from test_roundtrip import complaints, composed, lost, of_areas

from juesuan.accounts.model import Accounts
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.reports.composition import ComposedTable, Composition
from juesuan.reports.writers import write

#: Cases a format: a few show that a writer and its reader fit together; CI asks for more.
CASES = int(os.environ.get("JUESUAN_FILE_ROUNDTRIPS", "3"))


def in_tables(composition: Composition) -> set[str]:
    """The facts that cells state: all that a workbook of tables can give back."""
    tables = [b for b in composition.blocks if isinstance(b, ComposedTable)]
    return {p.fact for t in tables for row in t.rows for cell in row for p in cell.pieces if p.fact}


@pytest.mark.parametrize("format", ["docx", "pdf", "html", "xlsx"])
@settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ),  # files are too slow to shrink with: test_roundtrip does it
)
@given(case=of_areas())
def test_a_file_holds_and_gives_back_its_facts(format: str, case: tuple[Accounts, str]) -> None:
    composition = composed(*case)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{format}"
        path.write_bytes(write(composition, format))
        report = read_report(read_carefully(path))
    assert not complaints(report)
    told = in_tables(composition) if format == "xlsx" else set(composition.facts)
    assert not told & set(lost(composition, report))
