"""CSV and TSV: fields become cells with exact places, whatever parts and quotes them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.documents import Paragraph, Span
from juesuan.documents.intake import read_bytes

ROWS = [
    ["收入决算表", "", ""],
    ["部门：清河县民政局", "", "金额单位：万元"],
    ["科目编码", "科目名称", "合计"],
    ["2080101", "行政运行", "1,234.50"],
    ["", '其他"社会保障"支出', ""],
    ["", "合计", "1,234.50"],
    ["注：本表反映本年度取得的各项收入。", "", ""],
]


def written(separator: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(ROWS)
    return stream.getvalue()


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_form_as_csv(separator: str, encoding: str) -> None:
    document = read_bytes(written(separator).encode(encoding), "收入.csv")
    assert document.media_type == "text/csv"
    assert [b.value if isinstance(b, Paragraph) else b.title for b in document.blocks] == [
        "收入决算表",
        "部门：清河县民政局",
        "金额单位：万元",
        "收入决算表",
        "注：本表反映本年度取得的各项收入。",
    ]
    block, table = next(iter(document.tables()))
    assert [table.row_values(r) for r in range(table.rows)] == ROWS[2:6]
    index = next(i for i, c in enumerate(table.cells) if c.value == "1,234.50")
    place = document.place(Span(block, 0, 8, index))
    assert (place.line, place.quote) == (4, "1,234.50")


def test_file_name_is_the_title_of_a_bare_table() -> None:
    document = read_bytes("项目,金额\n合计,1.00\n".encode(), "公开/02_收入决算表.csv")
    assert next(t for _, t in document.tables()).title == "收入决算表"


def test_field_over_two_lines_and_text_that_is_no_table() -> None:
    document = read_bytes('项目,金额\n"一、财政\n拨款",9.00\n'.encode(), "表.csv")
    table = next(t for _, t in document.tables())
    assert table.row_values(1) == ["一、财政拨款", "9.00"]
    assert not list(read_bytes("2023年收入10万元。\n支出10万元。\n".encode(), "文.csv").tables())


@given(
    st.lists(st.lists(st.text('甲乙1.5,"\n ;', max_size=6), min_size=2, max_size=4), min_size=1, max_size=6)
)
def test_what_the_csv_module_writes_is_read(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    document = read_bytes(("编码,名称,金额\n" + stream.getvalue()).encode(), "表.csv")
    for block, table in document.tables():
        for i, cell in enumerate(table.cells):
            assert document.place(Span(block, 0, len(cell.text.value), i)).line
