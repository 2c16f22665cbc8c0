"""What derived tables print comes back as accounts; what a report leaves open is listed, never guessed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from accounts_books import ENTITY, accounts, whole
from accounts_reread import document, grid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.extract import extract, extract_report
from juesuan.accounts.figures import figures_of
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Fund, IncomeLine, Source, StatedTotal
from juesuan.accounts.reading import read_workbook, read_workbook_bytes
from juesuan.accounts.rounding import rounded
from juesuan.accounts.tables import derive_tables
from juesuan.accounts.workbook import write_workbook
from juesuan.claims.reading import read_report
from juesuan.documents.composition import ComposedTable
from juesuan.documents.model import Document, Paragraph, Text
from juesuan.documents.refusal import Refusal

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
        if fact.value:
            assert ledger.amount(fact.concept, fact.measure, fact.scope) == fact.value, fact.key


def test_what_was_left_is_told_with_the_place_that_a_person_counts() -> None:
    """In a Word file these are paragraphs, and tables with row and column."""
    report = Path(__file__).resolve().parents[2] / "examples/report.docx"
    places = [u.where for u in extract(str(report)).unread if u.where]
    assert places
    assert all(re.fullmatch(r"第 \d+ (段|张表第 \d+ 行第 \d+ 列)", p) for p in places)


def test_a_workbook_of_ours_needs_no_extraction(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(write_workbook(whole()))
    with pytest.raises(Refusal, match=r"这已经是决算数据工作簿.*juesuan compose"):
        extract(str(book))


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


CHAPTERS = (
    "第一部分 部门概况",
    "第二部分 2023年度部门决算情况说明",
    "第三部分 附件",
    "清河县财政局绩效自评报告",
)


def test_an_annex_does_not_outvote_the_explanation() -> None:
    about, explains, annex, report = CHAPTERS
    found = extract_report(
        read_report(
            prose(about, explains, "本年支出合计1,100.25万元。", annex, report, "本年支出合计1,164.39万元。")
        )
    )
    assert Ledger(found.accounts).amount("expenditure.current") == 1_100_250_000
    assert [(u.what, u.why) for u in found.unread] == [
        ("2023年 本年支出合计 决算数 1,164.39万元", "与说明和公开表不一致，采用了说明和公开表的数")
    ]


def test_details_decide_between_two_values_of_their_total() -> None:
    book = rounded(whole())
    tables = [t for t in derive_tables(book).tables if t.form in ("Z02", "Z03")]
    told = prose("2023年度本年收入合计0.66亿元，其中其他收入0.00万元。")
    blocks = (*document(tables, ENTITY.name, book.year).blocks, *told.blocks[1:])
    report = read_report(replace(told, blocks=(told.blocks[0], *blocks)))
    disputed = figures_of(report).disputed
    found = extract_report(report)
    assert ("income.current", "outturn", "") in disputed
    assert Ledger(found.accounts).amount("income.current") == 660_000_000
    assert [u.why for u in found.unread if "0.66亿" in u.what] == [
        "报告各处的数字不一致，采用了与明细合计相符的数"
    ]


def test_a_printed_total_outranks_the_sum_of_rounded_parts() -> None:
    parts = tuple(
        IncomeLine(item, Source.OTHER, Fund.OTHER, 10_000 * n)
        for item, n in (("2080101", 333), ("2080102", 333), ("2080199", 333))
    )
    bare = Accounts(ENTITY, 2023, parts, ())
    near, far = 10_000 * 1000, 10_000 * 1003
    for printed, amount in ((near, near), (far, 10_000 * 999)):
        made = replace(bare, stated=(StatedTotal("income.current", printed),))
        assert Ledger(made).amount("income.current") == amount
    exact = replace(bare, income=(replace(parts[0], amount=3_330_001), *parts[1:]))
    made = replace(exact, stated=(StatedTotal("income.current", near),))
    assert Ledger(made).amount("income.current") == 9_990_001
    assert (
        Ledger(rounded(replace(bare, stated=(StatedTotal("income.current", near),)))).amount("income.current")
        == 9_990_000
    )


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
    bare = Ledger(replace(found.accounts, stated=()))
    alone = [t for t in found.accounts.stated if not bare.amount(t.concept, t.measure, t.scope)]
    assert len(found.unread) + len(alone) <= 6
    assert derive_tables(found.accounts).problems == ()


def official_workbook(tables: tuple[ComposedTable, ...], path: Path) -> None:
    """Tables as the reporting system exports them: a sheet each, merged headings, numbers as numbers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.label)
        sheet.append([table.title])
        sheet.append([f"{table.label}"])
        sheet.append([f"部门：{table.entity}", "", f"金额单位：{table.unit}"])
        made = grid(table)
        for cell in made.cells:
            at = sheet.cell(cell.row + 4, cell.column + 1)
            figure = cell.value.replace(",", "")
            at.value = Decimal(figure) if "." in figure else cell.value or None
            at.number_format = "#,##0.00" if "." in figure else "@"
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=cell.row + 4, end_row=cell.row + cell.rowspan + 3,
                    start_column=cell.column + 1, end_column=cell.column + cell.colspan,
                )  # fmt: skip
    book.save(path)


def test_an_official_workbook_of_tables_comes_in_the_same_way(tmp_path: Path) -> None:
    book = rounded(whole())
    made = derive_tables(book)
    official_workbook(made.tables, tmp_path / "公开表.xlsx")
    found = extract(str(tmp_path / "公开表.xlsx"), year=2023)
    assert found.accounts.entity.name == ENTITY.name
    assert [u for u in found.unread if "批次" not in u.why] == []
    ledger = Ledger(found.accounts)
    for fact in made.facts.values():
        if fact.value:
            assert ledger.amount(fact.concept, fact.measure, fact.scope) == fact.value, fact.key


def test_extract_and_template_on_the_command_line(tmp_path: Path) -> None:
    def said(*arguments: object) -> tuple[int, str]:
        run = subprocess.run(
            [sys.executable, "-m", "juesuan", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
        )
        return run.returncode, run.stderr

    out = tmp_path / "book.xlsx"
    assert said("template", "--year", 2024, "--area", "四川", "-o", out) == (
        0,
        f"空白工作簿已写入 {out}，请按“填表说明”填写。\n",
    )
    code, words = said("template", "--year", 2024, "-o", out)
    assert code == 2
    assert "没有覆盖" in words
    report = tmp_path / "report.txt"
    report.write_text(
        "清河县财政局2023年度部门决算\n\n2023年度本年收入合计1,200.50万元。\n", encoding="utf-8"
    )
    code, words = said("extract", report, "-o", tmp_path / "old.xlsx")
    assert code == 0, words
    assert read_workbook(tmp_path / "old.xlsx").accounts is not None
    report.write_text("没有数字的文章。\n", encoding="utf-8")
    code, words = said("extract", report, "-o", tmp_path / "none.xlsx")
    assert code == 2
    assert not (tmp_path / "none.xlsx").exists()


def test_a_subject_our_lists_lack_keeps_the_name_the_report_gives_it() -> None:
    book = rounded(whole())
    line = replace(book.expenditure[0], item="2089801")
    odd = replace(
        book, expenditure=(line, *book.expenditure[1:]), names={"20898": "新设的款", "2089801": "新设的项"}
    )
    found = extract_report(read_report(document(derive_tables(odd).tables, ENTITY.name, book.year)))
    assert found.accounts.names == {"20898": "新设的款", "2089801": "新设的项"}
    assert (
        extract_report(read_report(document(derive_tables(book).tables, ENTITY.name, 2023))).accounts.names
        == {}
    )
