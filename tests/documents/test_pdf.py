"""What a PDF gives back: whole paragraphs, tables however they are ruled, and what is left out of it."""

from __future__ import annotations

import pytest
from pdf_printing import printed, table, text

from juesuan.documents import Document, Paragraph, Table
from juesuan.documents.pdf import read_pdf

ROWS = [
    ["项目", "年初预算数", "决算数", "完成率"],
    ["基本支出", "1,200.50", "1,180.25", "98.31%"],
    ["其中：人员经费", "1,000.00", "990.10", "99.01%"],
    ["公用经费", "200.50", "190.15", "94.84%"],
    ["项目支出", "300.00", "", "0.00%"],
    ["合计", "1,500.50", "1,180.25", "78.66%"],
]
INCOME = (
    "清河县人力资源和社会保障局2023年度收入总计1500.50万元，其中：一般公共预算财政拨款收入1400.00万元，"
    "占93.30%；其他收入100.50万元，占6.70%。与2022年度相比增加20.00万元，增长1.35%，主要原因是项目增加。"
)


def read(pdf: bytes) -> Document:
    return read_pdf(pdf, "报告.pdf", "0")


def paragraphs(document: Document) -> list[str]:
    return [p.value for _, p in document.paragraphs()]


def only_table(document: Document) -> Table:
    ((_, found),) = document.tables()
    return found


def rows_of(found: Table) -> list[list[str]]:
    return [
        [
            c.value if (c := found.at(r, k)) and (c.row, c.column) == (r, k) else ""
            for k in range(found.columns)
        ]
        for r in range(found.rows)
    ]


def test_paragraphs_are_whole_again():
    blocks = [
        text("一、收入决算情况", "heading"),
        text(INCOME),
        text("二、支出决算情况", "heading"),
        text(INCOME),
    ]
    document = read(printed(blocks))
    assert paragraphs(document) == ["一、收入决算情况", INCOME, "二、支出决算情况", INCOME]
    levels = [p.level for _, p in document.paragraphs()]
    assert levels == [2, 0, 2, 0]


@pytest.mark.parametrize("size", [10.5, 12, 14, 16])
def test_paragraphs_cross_pages_and_running_heads_go(size: float):
    wanted = [f"第{i}笔：{INCOME}{'其余从略。' * (i * i % 11)}" for i in range(40)]
    pdf = printed([text(w) for w in wanted], size=size, header="清河县部门决算", pages="— # —")
    document = read(pdf)
    assert paragraphs(document) == wanted
    pages = int(document.facts["pages"])
    reasons = [r.reason for r in document.removed]
    assert reasons.count("header") == pages
    assert reasons.count("page-number") == pages


def test_a_full_last_line_does_not_swallow_the_heading_below():
    # 38 characters a line: the second paragraph's last line ends exactly at the right edge.
    line = "清河县二〇二三年度部门决算收支平衡，"
    full = (line * 9)[: 36 + 38 - 1] + "。"
    document = read(printed([text(full), text("（二）支出情况", "heading"), text(INCOME)]))
    assert paragraphs(document)[1] == "（二）支出情况"


@pytest.mark.parametrize("rules", ["full", "thick", "dashed", "open", "rows", "three", "none"])
def test_every_way_of_ruling_gives_the_same_table(rules: str):
    blocks = [
        text("支出决算表", "title"),
        text("单位：万元", "right"),
        table(ROWS, rules=rules),
        text(INCOME),
    ]
    document = read(printed(blocks))
    assert rows_of(only_table(document)) == ROWS
    assert only_table(document).title == "支出决算表"
    assert paragraphs(document) == ["支出决算表", "单位：万元", INCOME]


def test_merged_cells_stand_once_at_their_corner():
    rows = [
        ["项目", "", "决算数", "", ""],
        ["编码", "名称", "小计", "基本支出", "项目支出"],
        ["2080101", "行政运行", "12.50", "12.50", ""],
    ]
    document = read(printed([table(rows, spans={(0, 0): (1, 2), (0, 2): (1, 3)})]))
    found = only_table(document)
    assert rows_of(found) == rows
    head = found.at(0, 4)
    assert head is not None
    assert (head.value, head.column, head.colspan) == ("决算数", 2, 3)


def test_merged_rows():
    rows = [["一级指标", "二级指标"], ["产出指标", "数量指标"], ["", "质量指标"], ["效益指标", "社会效益"]]
    found = only_table(read(printed([table(rows, spans={(1, 0): (2, 1)})])))
    label = found.at(2, 0)
    assert label is not None
    assert (label.value, label.row, label.rowspan) == ("产出指标", 1, 2)


@pytest.mark.parametrize("rules", ["full", "three"])
def test_tables_over_pages_are_one_and_lose_the_repeated_heading(rules: str):
    body = [[f"{2080100 + i}", f"第{i}项支出", f"{i}.10", f"{i}.00"] for i in range(1, 130)]
    rows = [["科目编码", "科目名称", "合计", "基本支出"], *body]
    document = read(
        printed([text("支出决算表", "title"), table(rows, repeated=True, rules=rules)], pages="第 # 页")
    )
    assert rows_of(only_table(document)) == rows
    repeated = [r.text for r in document.removed if r.reason == "repeated-header"]
    assert repeated[:4] == rows[0]


def test_rows_cut_by_a_page_break_are_one_row():
    long = "组织开展技能培训和专场招聘，帮助困难群体就业，保障离校未就业毕业生见习，落实各项补贴政策，" * 6
    rows = [["指标", "说明", "得分"]] + [[f"指标{i}", f"{i}：{long}完", f"{i}.00"] for i in range(1, 16)]
    found = only_table(read(printed([table(rows, widths=[1, 5, 1])])))
    assert rows_of(found) == rows


def test_different_tables_on_two_pages_stay_two():
    other = [["单位", "人数"], ["机关", "12"], ["中心", "30"]]
    blocks = [text(INCOME), table(ROWS), text("x", "break"), table(other)]
    assert [t.rows for _, t in read(printed(blocks)).tables()] == [6, 3]


def test_cell_text_wraps_without_spaces_and_numbers_stay_whole():
    label = "机关事业单位基本养老保险缴费支出"
    found = only_table(
        read(printed([table([["名称", "数"], [label, "1,234,567.89"]], widths=[1, 6], size=12)]))
    )
    assert rows_of(found)[1] == [label, "1,234,567.89"]


def test_turned_pages_read_upright():
    document = read(printed([text("支出决算表", "title"), table(ROWS)], flipped=True))
    assert rows_of(only_table(document)) == ROWS


def test_places_point_at_the_number():
    document = read(printed([text(INCOME)]))
    from juesuan.documents import Span

    start = INCOME.index("1400.00")
    place = document.place(Span(0, start, start + 7))
    assert place.quote == "1400.00"
    assert place.page == 1
    assert place.bbox is not None
    x0, top, x1, bottom = place.bbox
    assert 30 < x1 - x0 < 50
    assert 8 < bottom - top < 16


def test_contents_are_told_from_headings():
    names = ["第一部分 部门概况", "第二部分 决算情况说明", "第三部分 名词解释"]
    blocks = [text("目 录", "title")]
    blocks += [text(f"{n}{'.' * 40}{i + 3}", "heading") for i, n in enumerate(names)]
    blocks += [text("x", "break"), text(names[0], "heading"), text(INCOME)]
    document = read(printed(blocks))
    found = [(p.value, p.role) for _, p in document.paragraphs()]
    plain = [n.replace(" ", "") for n in names]
    assert [v for v, role in found if role == "toc"] == plain
    assert (plain[0], "body") in found
    assert document.removed


def test_contents_without_leaders_end_where_the_text_begins():
    blocks = [text("目录", "title"), text("第一部分 概况", "heading"), text("一、职能", "heading")]
    blocks += [
        text("x", "break"),
        text("第一部分 概况", "heading"),
        text("一、职能", "heading"),
        text(INCOME),
    ]
    roles = [p.role for _, p in read(printed(blocks)).paragraphs()]
    assert roles == ["body", "toc", "toc", "body", "body", "body"]


def test_every_block_knows_its_page():
    document = read(printed([text(INCOME), text("x", "break"), table(ROWS)]))
    first, second = document.blocks
    assert isinstance(first, Paragraph)
    assert first.text.runs[0].anchor.page == 1
    assert isinstance(second, Table)
    assert {r.anchor.page for c in second.cells for r in c.text.runs} == {2}


def test_title_and_unit_printed_again_on_the_next_page_belong_to_the_heading():
    rows = [["科目编码", "科目名称", "合计"]] + [
        [f"{2080100 + i}", f"第{i}项", f"{i}.10"] for i in range(1, 60)
    ]
    above = [text("支出决算表", "title"), text("单位：万元", "right")]
    # The first page is filled by its own part of the table, as a spreadsheet prints it.
    blocks = [*above, table(rows[:49]), text("x", "break"), *above, table([rows[0], *rows[49:]])]
    document = read(printed(blocks))
    assert rows_of(only_table(document)) == rows
    assert paragraphs(document) == ["支出决算表", "单位：万元"]


def test_a_table_said_to_go_on_does():
    rows = [["科目编码", "科目名称", "合计"]] + [
        [f"{2080100 + i}", f"第{i}项", f"{i}.10"] for i in range(1, 60)
    ]
    blocks = [text(INCOME), text("支出决算表", "title"), table(rows[:30]), text("x", "break")]
    blocks += [text("支出决算表（续）", "title"), table(rows[30:])]
    document = read(printed(blocks))
    assert rows_of(only_table(document)) == rows


def test_forms_of_one_kind_stay_apart():
    forms = []
    for name in ("技能培训", "见习补贴", "信息系统维护"):
        rows = [["项目名称", name], ["预算数", "10.00"], ["执行数", "9.50"]]
        forms += [text("项目支出绩效自评表", "title"), table(rows), text("x", "break")]
    document = read(printed(forms[:-1]))
    assert [t.at(0, 1).value for _, t in document.tables()] == ["技能培训", "见习补贴", "信息系统维护"]  # type: ignore[union-attr]
    assert paragraphs(document) == ["项目支出绩效自评表"] * 3
