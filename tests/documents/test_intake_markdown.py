"""HTML tables inside Markdown and text, as document converters write them: grid, places, and the words around
them.
"""

from __future__ import annotations

import pytest

from juesuan.documents import Paragraph, Refusal, Span, Table
from juesuan.documents.intake import read_bytes

SOURCE = """# 部门决算

收入情况如下：<table border="1">
<tr><td colspan=2>项&nbsp;目</td><td>金额</td></tr>
<tr><td rowspan=2>一、<b>财政</b>
拨款</td><td>本年</td>
<td>1,234.50</td></tr><tr><td>上年<br>结转</td><td>9.00</td></tr></table>后文 12 万元。
"""


def test_table_over_several_lines() -> None:
    document = read_bytes(SOURCE.encode(), "报告.md")
    assert [b.value if isinstance(b, Paragraph) else "表" for b in document.blocks] == [
        "部门决算",
        "收入情况如下：",
        "表",
        "后文12万元。",
    ]
    block, table = next(iter(document.tables()))
    assert [table.row_values(r) for r in range(table.rows)] == [
        ["项目", "项目", "金额"],
        ["一、财政拨款", "本年", "1,234.50"],
        ["一、财政拨款", "上年结转", "9.00"],
    ]
    index = next(i for i, cell in enumerate(table.cells) if cell.value == "1,234.50")
    place = document.place(Span(block, 0, 8, index))
    assert (place.line, place.quote) == (7, "1,234.50")
    assert document.lines[6][place.column :].startswith("1,234.50")


def test_spans_in_markdown_cannot_multiply_into_memory() -> None:
    with pytest.raises(Refusal) as refused:
        read_bytes(("<table>" + "<tr><td rowspan=1000 colspan=1000>甲<td>乙" * 1200).encode(), "报告.md")
    assert refused.value.code == "too-many-cells"
    assert str(refused.value).startswith("报告.md")


def test_a_cell_of_prose_does_not_tear_a_table_of_tabs() -> None:
    prose = (
        "全年培训4期，其中两期因场地改造推迟到第四季度举办，参训学员均已取得合格证书，并完成回访登记工作。"
    )
    head = ["项目名称\t清河县技能培训", "目标\t预期目标\t实际完成情况"]
    rows = [*head, f"\t培训4期\t{prose}", "指标\t目标值\t完成值", "\t4期\t4期"]
    document = read_bytes("\n".join(rows).encode(), "report.txt")
    (block,) = document.blocks
    assert isinstance(block, Table)
    assert block.rows == 5
