"""Cells are named by the heads of their row and column, whatever the table looks like."""

from __future__ import annotations

import pytest

from juesuan.documents.model import Cell, Document, Paragraph, Span, Table, Text
from juesuan.findings.cells import cell_label


def label(
    rows: list[list[str]],
    row: int,
    column: int,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
    ragged: bool = False,
) -> str:
    spans = spans or {}
    cells = [
        Cell(Text(text), r, c, *spans.get((r, c), (1, 1)))
        for r, line in enumerate(rows)
        for c, text in enumerate(line)
        if text != "·"
    ]
    table = Table(tuple(cells), len(rows), max(map(len, rows)), ragged=ragged)
    index = next(i for i, c in enumerate(cells) if (c.row, c.column) == (row, column))
    document = Document("x", "text/plain", "", (Paragraph(Text("题")), table))
    return cell_label(document, Span(1, 0, 1, index))


CODES = [
    ["科目编码", "科目名称", "本年支出合计", "·"],
    ["·", "·", "基本支出", "项目 支出"],
    ["栏次", "·", "1", "2"],
    ["2080109", "社会保险经办机构", "258.69", "32.62"],
]
CODES_SPANS = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2)}
#: A performance form: money on top, then a heading row in the middle, and targets that are no names.
MIXED = [
    ["资金", "预算数", "执行数"],
    ["合计", "30.00", "29.00"],
    ["指标", "指标值", "完成值"],
    ["就业率", "≥20%", "26.3%"],
]
SIDES = [["项目", "金额", "项目", "金额"], ["总计", "1.00", "总 计", "2.00"]]


@pytest.mark.parametrize(
    ("rows", "row", "column", "spans", "name"),
    [
        (CODES, 3, 2, CODES_SPANS, "社会保险经办机构 · 基本支出"),
        (CODES, 3, 3, CODES_SPANS, "社会保险经办机构 · 项目支出"),
        (CODES, 3, 1, CODES_SPANS, ""),
        (SIDES, 1, 1, {}, "总计 · 金额"),
        (SIDES, 1, 3, {}, "总计 · 金额"),
        ([["1.00", "2.00"]], 0, 1, {}, ""),
        (MIXED, 3, 2, {}, "就业率 · 完成值"),
        ([["甲表", "·"], ["合计", "5"]], 1, 1, {(0, 0): (1, 2)}, "合计"),
    ],
)
def test_names(
    rows: list[list[str]], row: int, column: int, spans: dict[tuple[int, int], tuple[int, int]], name: str
) -> None:
    assert label(rows, row, column, spans) == name


def test_a_heading_that_lost_its_merged_cell_still_ends_where_the_amounts_end() -> None:
    rows = [["项目", "本年支出合计", "基本支出"], ["2080109", "社会保险经办机构", "281.31", "258.69"]]
    assert label(rows, 1, 3, ragged=True) == "社会保险经办机构 · 基本支出"
    assert label(rows, 1, 2, ragged=True) == "社会保险经办机构 · 本年支出合计"


def test_outside_a_table_there_is_no_name() -> None:
    document = Document("x", "text/plain", "", (Paragraph(Text("合计 5")),))
    assert cell_label(document, Span(0, 3, 4)) == ""
