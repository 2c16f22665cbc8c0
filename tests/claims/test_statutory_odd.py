"""Whatever a table holds, reading it ends in claims that can be judged, never in an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.claims.evaluate import evaluate
from juesuan.claims.statutory.reading import read_statutory
from juesuan.claims.statutory.subjects import mentions
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text
from juesuan.taxonomy import forms, functional

WORDS = [
    "",
    "-",
    "项目",
    "合计",
    "小计",
    "收入",
    "支出",
    "决算数",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "财政拨款收入",
]
WORDS += [
    "上级补助收入",
    "一般公共预算财政拨款",
    "本年收入合计",
    "年初结转和结余",
    "年末财政拨款结转和结余",
    "栏次",
]
WORDS += [
    "科目编码",
    "科目名称",
    "2010601",
    "201",
    "06",
    "行政运行",
    "301",
    "工资福利支出",
    "商品和服务支出",
    "1",
    "2",
]
WORDS += [
    "1.00",
    "2,000.50",
    "-3.00",
    "其中：基建",
    "一、一般公共服务支出",
    "因公出国（境）费",
    "公务接待费",
    "注：无",
]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns, ragged = draw(st.integers(0, 6)), draw(st.integers(0, 8)), draw(st.booleans())
    cells: list[Cell] = []
    for r in range(rows):
        for c in range(draw(st.integers(0, columns)) if ragged else columns):
            spans = (1, 1) if ragged else draw(st.sampled_from([(1, 1), (1, 1), (2, 1), (1, 3)]))
            cells.append(Cell(Text(draw(st.sampled_from(WORDS))), r, c, *spans))
    return Table(tuple(cells), rows, columns, ragged=ragged)


titles = st.sampled_from([*(form.title for form in forms().values()), "说明", "2010601行政运行（项）"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(titles, tables()), max_size=3))
def test_odd_tables_are_read_without_failing(parts: list[tuple[str, Table]]) -> None:
    blocks: list[Block] = []
    for title, table in parts:
        blocks += [Paragraph(Text(title)), table]
    document = Document("odd", "text/plain", "0", tuple(blocks))
    reading = read_statutory(document, None)
    assert all(evaluate(c).state in ("held", "broken", "strained", "undetermined") for c in reading.claims)
    assert all(document.words(f.operand.number) for f in reading.facts)
    assert all(document.words(m.named) for m in mentions(document, functional(None)))
