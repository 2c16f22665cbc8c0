"""What derived tables print comes back as accounts; what a report leaves open is listed, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from accounts_books import ENTITY, accounts, whole
from accounts_reread import document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.extract import extract, extract_report
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.reading import read_workbook_bytes
from juesuan.accounts.rounding import rounded
from juesuan.accounts.tables import derive_tables
from juesuan.accounts.workbook import write_workbook
from juesuan.claims.reading import read_report
from juesuan.documents.model import Document, Paragraph, Text

SHARED = Path(__file__).resolve().parents[3] / "shared"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=st.sampled_from([("四川省清河县", 2020), ("四川省清河县", 2023), ("甘肃省清河县", 2022)]).flatmap(
    lambda where: accounts(area=where[0], year=where[1])
))  # fmt: skip
def test_printed_tables_come_back_figure_by_figure(book) -> None:  # type: ignore[no-untyped-def]
    book = rounded(book)
    made = derive_tables(book)
    found = extract_report(read_report(document(made.tables, ENTITY.name, book.year)))
    left = [u for u in found.unread if "批次" not in u.why]
    assert left == []
    ledger = Ledger(found.accounts)
    for fact in made.facts.values():
        if not fact.concept.endswith("item-economic") and fact.value:
            assert ledger.amount(fact.concept, fact.measure, fact.scope) == fact.value, fact.key


def prose(*sentences: str) -> Document:
    title = Paragraph(Text("清河县财政局2023年度部门决算"), 1)
    return Document("x", "text/plain", "0", (title, *(Paragraph(Text(s)) for s in sentences)))


def test_totals_without_details_are_kept_as_totals() -> None:
    found = extract_report(read_report(prose("2023年度本年收入合计1,200.50万元，本年支出合计1,100.25万元。")))
    assert found.accounts.income == ()
    assert Ledger(found.accounts).amount("income.current") == 1_200_500_000
    assert Ledger(found.accounts).amount("expenditure.current") == 1_100_250_000


def test_disagreeing_figures_are_listed_and_neither_is_taken() -> None:
    found = extract_report(
        read_report(prose("2023年度本年收入合计1,200.50万元。", "2023年度本年收入合计1,300.50万元。"))
    )
    assert Ledger(found.accounts).amount("income.current") == 0
    assert [u.why for u in found.unread if "本年收入合计" in u.what] == [
        "报告各处的数字不一致，没有采用任何一个"
    ] * 2


def test_accounts_of_totals_derive_no_empty_tables() -> None:
    found = extract_report(read_report(prose("2023年度本年收入合计1,200.50万元，本年支出合计1,100.25万元。")))
    made = derive_tables(found.accounts)
    assert {t.form for t in made.tables} <= {"Z07", "Z14"}
    assert len(made.problems) == len(made.series.forms) - len(made.tables)


def test_the_list_of_what_was_not_placed_is_a_sheet_and_is_not_read_back() -> None:
    data = write_workbook(whole(), unread=[("某数 1.00万元", "第3页", "看不清")])
    assert read_workbook_bytes(data, "x.xlsx").problems == ()


@pytest.mark.real
@pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the real reports are not beside the project")
def test_a_published_report_is_nearly_all_records() -> None:
    report = next((SHARED / "samples").glob("h3-*.pdf"))
    found = extract(str(report))
    assert found.placed >= 190
    assert len(found.unread) + len(found.accounts.stated) <= 6
    assert derive_tables(found.accounts).problems == ()
