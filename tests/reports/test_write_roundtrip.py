"""Composed reports of all kinds through the files: no word and no cell gets lost, whatever the accounts were."""

from __future__ import annotations

import pytest
from generated_accounts import accounts
from hypothesis import HealthCheck, Phase, given, settings
from written_expectations import expected, recovered

from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.documents.docx import read_docx
from juesuan.documents.markup import read_html
from juesuan.documents.pdf.reader import read_pdf
from juesuan.reports.compose import compose
from juesuan.reports.composition import Composition
from juesuan.reports.writers import write

READERS = {"docx": read_docx, "pdf": read_pdf, "html": read_html}


def composed(made: Accounts) -> Composition:
    """The report with its statutory tables."""
    derived = derive_tables(made)
    return compose(
        made, tables=derived.tables, facts=derived.facts, annexes=("部门整体支出绩效自评报告",), draft=True
    )


@pytest.mark.parametrize("format", READERS)
def test_every_word_comes_back(format: str) -> None:
    @settings(
        max_examples=5, deadline=None, derandomize=True, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(accounts())
    def holds(made: Accounts) -> None:
        composition = composed(made)
        document = READERS[format](write(composition, format), f"report.{format}", "")
        assert recovered(document) == expected(composition, contents=format != "html")

    holds()
