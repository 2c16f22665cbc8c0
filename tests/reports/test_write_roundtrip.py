"""The promise through the files: what we write, read back from each format, holds in the audit and loses no word."""

from __future__ import annotations

import pytest
from generated_accounts import accounts
from hypothesis import HealthCheck, Phase, given, settings
from written_expectations import expected, recovered

from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.claims.reading import read_report
from juesuan.documents.docx import read_docx
from juesuan.documents.markup import read_html
from juesuan.documents.pdf.reader import read_pdf
from juesuan.documents.sheets import read_sheets
from juesuan.reports.compose import compose
from juesuan.reports.composition import Composition
from juesuan.reports.writers import write
from juesuan.rules.engine import run

READERS = {"docx": read_docx, "pdf": read_pdf, "html": read_html, "xlsx": read_sheets}


def composed(made: Accounts) -> Composition:
    """The report with its statutory tables."""
    derived = derive_tables(made)
    return compose(made, tables=derived.tables, facts=derived.facts, annexes=("部门整体支出绩效自评报告",))


@pytest.mark.parametrize("format", READERS)
def test_what_we_write_holds(format: str) -> None:
    @settings(
        max_examples=5, deadline=None, derandomize=True, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(accounts())
    def holds(made: Accounts) -> None:
        composition = composed(made)
        document = READERS[format](write(composition, format), f"report.{format}", "")
        if format != "xlsx":
            assert recovered(document) == expected(composition, contents=format != "html")
        complaints = [
            f"{outcome.rule.code} {breach.message}"
            for outcome in run(read_report(document)).outcomes
            for breach in outcome.breaches
            if (breach.level or outcome.rule.level) in ("error", "warning")
        ]
        assert not complaints

    holds()
