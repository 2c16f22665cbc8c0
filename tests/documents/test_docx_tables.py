"""Word tables as grids: spans, merged and missing cells, frames, nested tables, paths into cells."""

from __future__ import annotations

from docx_files import p, paragraph, read, table, tbl, tc, tr, values

from juesuan.documents.model import Span, Table

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(n):
    return f'<w:gridSpan w:val="{n}"/>'


def shape(t):
    return [(c.value, c.row, c.column, c.rowspan, c.colspan) for c in t.cells]


def test_spans_both_ways():
    t = table(
        read(
            tbl(
                tr(tc("项目", properties=START), tc("金额", properties=span(2))),
                tr(tc("", properties=ON), "预算", "决算"),
                tr("合计", "10", "12"),
            )
        )
    )
    assert (t.rows, t.columns) == (3, 3)
    assert shape(t)[:4] == [
        ("项目", 0, 0, 2, 1),
        ("金额", 0, 1, 1, 2),
        ("预算", 1, 1, 1, 1),
        ("决算", 1, 2, 1, 1),
    ]
    assert t.row_values(1) == ["项目", "预算", "决算"]


def test_a_vertical_merge_over_several_columns_and_a_second_one_below():
    t = table(
        read(
            tbl(
                tr(tc("甲", properties=span(2) + START), "1"),
                tr(tc("", properties=span(2) + ON), "2"),
                tr(tc("乙", properties=span(2) + START), "3"),
                tr(tc("", properties=span(2) + ON), "4"),
            )
        )
    )
    assert [s for s in shape(t) if s[0] in "甲乙"] == [("甲", 0, 0, 2, 2), ("乙", 2, 0, 2, 2)]
    assert [t.row_values(r)[2] for r in range(4)] == ["1", "2", "3", "4"]


def test_a_continuation_without_beginning_is_a_cell():
    assert shape(table(read(tbl(tr(tc("甲", properties=ON), "1"), tr("乙", "2")))))[0] == ("甲", 0, 0, 1, 1)


def test_old_horizontal_merges():
    first, next_ = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    t = table(read(tbl(tr(tc("标题", properties=first), tc("", properties=next_), "丙"), tr("1", "2", "3"))))
    assert shape(t)[:2] == [("标题", 0, 0, 1, 2), ("丙", 0, 2, 1, 1)]


def test_rows_that_begin_inside_the_grid():
    t = table(read(tbl(tr("甲", "乙", "丙"), tr("1", "2", properties='<w:gridBefore w:val="1"/>'))))
    assert t.row_values(1) == ["", "1", "2"]
    assert t.at(1, 0) is None


def test_senseless_spans_do_not_build_a_senseless_grid():
    t = table(
        read(tbl(tr(tc("甲", properties=span(999999999)), "1"), tr(tc("乙", properties=span("x")), "2")))
    )
    assert t.columns <= 257
    assert t.row_values(1)[:2] == ["乙", "2"]


def test_hidden_words_of_merged_cells_are_remembered():
    document = read(tbl(tr(tc("甲", properties=START), "1"), tr(tc("暗", properties=ON), "2")))
    assert [(r.text, r.reason) for r in document.removed] == [("暗", "merged")]


def test_deleted_rows_are_left_out():
    row = tr("旧", "9", properties='<w:del w:id="1"/>')
    document = read(tbl(tr("甲", "1"), row, tr("乙", "2")))
    assert values(document) == ["甲/1|乙/2"]
    assert [r.text for r in document.removed] == ["旧", "9"]


def test_a_nested_table_follows_its_table():
    inner = tbl(tr("内", "1"), tr("里", "2"))
    document = read(tbl(tr("外", tc(p("前"), inner, p("后")))) + p("下文。"))
    assert values(document) == ["外/前\n后", "内/1|里/2", "下文。"]
    nested = document.blocks[1]
    assert isinstance(nested, Table)
    assert nested.cells[1].text.runs[0].anchor.path == "body/0/tr/0/tc/1/tbl/0/tr/0/tc/1/p/0"


def test_a_frame_of_one_column_is_text():
    document = read(
        tbl(tr(tc(p("一、评价结论"), p("得分95分。"), tbl(tr("指标", "分值"), tr("产出", "50")))))
    )
    assert values(document) == ["一、评价结论", "得分95分。", "指标/分值|产出/50"]
    assert paragraph(document).level == 2
    assert paragraph(document, 1).text.runs[0].anchor.path == "body/0/tr/0/tc/0/p/1"


def test_empty_tables_are_dropped():
    assert values(read(tbl(tr("", ""), tr("", "")) + p("文。"))) == ["文。"]


def test_rows_and_cells_in_content_controls():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(tr("甲", control.format(tc("1"))))
    assert values(read(tbl(row, tr("乙", "2")))) == ["甲/1|乙/2"]


def test_cell_paragraphs_keep_their_lines_and_places():
    document = read(tbl(tr("项目", tc(p("　人员"), p("12.50")))))
    cell = table(document).cells[1]
    assert cell.text.value == "人员\n12.50"
    place = document.place(Span(0, 3, 8, cell=1))
    assert (place.quote, place.path, place.column) == ("12.50", "body/0/tr/0/tc/1/p/1", 0)
    assert place.cell == "第1行第2列"


def test_a_table_takes_the_title_above_it():
    document = read(p("收入支出决算总表") + p("单位：万元") + tbl(tr("项目", "金额")))
    assert table(document).title == "收入支出决算总表"
