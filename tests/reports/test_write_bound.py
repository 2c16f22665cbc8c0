"""A report gives back its own facts: all of them, with their values, from each format that carries them."""

from __future__ import annotations

import pytest
from written_sample import sample

from juesuan.documents.composition import ComposedTable
from juesuan.documents.refusal import Refusal
from juesuan.reports.write_bound import Bound, read_bound
from juesuan.reports.write_facts import stated
from juesuan.reports.writers import write


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_bound_numbers_and_their_facts_come_back(format: str) -> None:
    bound = read_bound(write(sample(), format), format)
    assert bound.stated == tuple((p.fact, p.text) for _, p in stated(sample()))
    assert bound.facts == {p.fact: sample().facts[p.fact] for _, p in stated(sample())}


def test_named_cells_come_back() -> None:
    bound = read_bound(write(sample(), "xlsx"), "xlsx")
    tables = [b for b in sample().blocks if isinstance(b, ComposedTable)]
    cells = [p for t in tables for row in t.rows for c in row for p in c.pieces if p.fact]
    assert bound.stated[: len(cells)] == tuple((p.fact, p.text) for p in cells)
    alone = {p.fact for _, p in stated(sample())} - {p.fact for p in cells}
    assert {key for key, _ in bound.stated[len(cells) :]} == alone
    told = dict(bound.stated[len(cells) :])
    assert told["spent"] == "2,983.33万元"
    assert told["basic-share"] == "50.32%"


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_file_that_says_nonsense_is_refused(format: str) -> None:
    with pytest.raises(Refusal):
        read_bound(b"PK nonsense", format, f"report.{format}")


def test_pages_of_other_hands_bind_nothing() -> None:
    assert read_bound("<p>本年收入合计3,001.00万元。</p>".encode(), "html") == Bound()
