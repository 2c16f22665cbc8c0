"""The workbook: columns, all outcomes, and no text that becomes a formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl

from juesuan.documents.model import Place
from juesuan.findings.emit_xlsx import ISSUE_COLUMNS, write_xlsx
from juesuan.findings.model import Audit


def load(audit: Audit) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(audit)))


def test_sheets_and_columns(broken: Audit) -> None:
    book = load(broken)
    assert book.sheetnames == ["问题清单", "检查情况", "报告信息"]
    issues = book["问题清单"]
    assert [c.value for c in issues[1]] == [title for title, _ in ISSUE_COLUMNS]
    assert issues.freeze_panes == "A2"
    assert issues.auto_filter.ref == "A1:N4"
    row = [c.value for c in issues[2]]
    assert row[:4] == ["F001", "错误", "合计关系", "第 3 行 “一、收入决算情况说明”"]
    assert row[6].splitlines()[0] == "第 3 行“60.00”应为 50.00 万元"
    assert "1,210.00" not in row[6]
    assert issues[3][6].value.startswith("随 F001 改正")
    assert row[9] == "牵连 F002"
    assert issues[3][9].value == "由 F001 引起，改正后应随之消除"
    assert [c.value for c in book["检查情况"]["C"]] == ["结果", "不符", "不符", "不符", "通过", "不适用"]
    assert "清河县人力资源和社会保障局" in [c.value for c in book["报告信息"]["B"]]


def test_no_text_becomes_a_formula_a_number_or_a_link(broken: Audit) -> None:
    evil = ('=HYPERLINK("x")', "+1+1", "-1", "@SUM(A1)", "\t=1", "https://example.invalid", "123")
    findings = tuple(
        replace(broken.findings[0], message=text, cause=None, places=(Place(text),)) for text in evil
    )
    data = write_xlsx(replace(broken, findings=findings))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["问题清单"]
    for row, text in enumerate(evil, 2):
        cell = sheet.cell(row, 6)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
        assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_no_findings_still_make_a_workbook(clean: Audit) -> None:
    book = load(replace(clean, warnings=("第 2 页是图片。",)))
    assert book["问题清单"].max_row == 1
    assert "第 2 页是图片。" in [c.value for c in book["报告信息"]["B"]]
