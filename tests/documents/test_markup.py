"""Web pages: what a visitor reads, in order, with places; menus and scripts set aside; layout tables opened
up.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from juesuan.documents import Document, Paragraph, Refusal, Span, Table
from juesuan.documents.intake import read_bytes
from juesuan.documents.markup import read_html
from juesuan.documents.markup_charset import decode_page
from juesuan.documents.markup_fragment import tables_in


def page(body: str, head: str = "") -> Document:
    return read_html(
        f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{body}</body></html>".encode(), "页.html", "0"
    )


def words(document: Document) -> list[str]:
    return [b.value if isinstance(b, Paragraph) else "表" for b in document.blocks]


def rows(document: Document) -> list[list[str]]:
    table = next(t for _, t in document.tables())
    return [table.row_values(r) for r in range(table.rows)]


def test_headings_paragraphs_breaks_and_entities() -> None:
    document = page(
        "<h1>2023年度部门决算</h1><p>　　一、收入情况</p>"
        "<p>收入总计 <b>1,234.50</b>\n 万元，&nbsp;&#27604;上年增长&lt;12.5%。<br/>"
        "支出总计<span>99</span>万元。</p>"
        "<div>附注<p>说明</p>完</div>"
    )
    assert words(document) == [
        "2023年度部门决算",
        "一、收入情况",
        "收入总计1,234.50万元，比上年增长<12.5%。",
        "支出总计99万元。",
        "附注",
        "说明",
        "完",
    ]
    first, second = document.blocks[:2]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.level == 1
    assert (second.level, second.number) == (2, "一、")


def test_words_that_white_space_parts_stay_apart() -> None:
    assert words(page("<p>COVID  19\n\t2023 2024</p>")) == ["COVID 19 2023 2024"]


def test_places_are_line_path_and_offset() -> None:
    source = "<p>甲\n乙\n  <b>1,234.50</b>\n万元</p><p>丙</p>"
    document = page(source)
    text = next(p for _, p in document.paragraphs()).text
    start = text.value.index("1,234.50")
    place = document.place(Span(0, start, start + 8))
    assert place.quote == "1,234.50"
    assert place.line == 5
    assert place.path == "html/body[1]/p[1]/b[1]/text()[1]"
    assert place.column == 0
    assert text.value == "甲乙1,234.50万元"


def test_table_with_spans_title_unit_and_note() -> None:
    document = page(
        "<table border=1><tr><td colspan=4>收入支出决算总表</td></tr>"
        "<tr><td colspan=2>部门：清河县民政局<td colspan=2>单位：万元"
        "<tr><th colspan=2>收入<th colspan=2>支出<tr><td>项目<td>金额<td>项目<td>金额"
        "<tr><td>一、财政拨款<td>1,234.50<td rowspan=2>一、社会<br>保障<td>1,000.00"
        "<tr><td><p>合　计</p><td>1,234.50<td>"
        "<tr><td colspan=4>注：本表反映总收支。</table>"
    )
    assert words(document) == [
        "收入支出决算总表",
        "部门：清河县民政局",
        "单位：万元",
        "表",
        "注：本表反映总收支。",
    ]
    assert rows(document) == [
        ["收入", "收入", "支出", "支出"],
        ["项目", "金额", "项目", "金额"],
        ["一、财政拨款", "1,234.50", "一、社会保障", "1,000.00"],
        ["合计", "1,234.50", "一、社会保障", ""],
    ]
    assert next(t for _, t in document.tables()).title == "收入支出决算总表"


def test_row_span_to_the_end_and_absurd_spans() -> None:
    document = page(
        "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td colspan=99999999999>3</table>"
        "<p>x</p><table><tr><td rowspan=9999999>甲<td>乙<tr><td>丙</table>"
    )
    first, second = (t for _, t in document.tables())
    assert [first.row_values(r)[0] for r in range(3)] == ["甲"] * 3
    assert (second.rows, second.columns) == (2, 2)


def test_spans_cannot_multiply_into_memory() -> None:
    with pytest.raises(Refusal) as refused:
        page("<table>" + "<tr><td rowspan=1000 colspan=1000>甲<td>乙" * 1200 + "</table>")
    assert refused.value.code == "too-many-cells"
    assert refused.value.path == "页.html"


def test_layout_tables_are_opened_up() -> None:
    inner = "<table><tr><td>项目<td>金额<tr><td>合计<td>9.00</table>"
    document = page(f"<table><tr><td>栏目<td><h2>支出决算</h2><p>说明文字。</p>{inner}</td></tr></table>")
    assert words(document) == ["栏目", "支出决算", "说明文字。", "表"]
    assert rows(document) == [["项目", "金额"], ["合计", "9.00"]]
    assert words(page("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>")) == ["甲", "乙"]


def test_table_inside_a_data_cell_stays_in_its_cell() -> None:
    detail = "<table><tr><td>车辆<td>2</table>"
    long = "本项目按年度工作计划完成了全部数量、质量、时效和成本目标，"
    document = page(
        f"<table><tr><td>指标<td>完成情况<tr><td>{long}<td>{long}<tr><td>数量<td>{detail}</table>",
    )
    assert rows(document)[2][1].replace("\n", "") == "车辆2"


def test_what_is_no_report_is_set_aside_and_recorded() -> None:
    document = page(
        "<script>var a='1万元'</script><style>p{}</style><div class='nav-bar'>x</div>"
        "<div class='nav'><a>首页</a><a>信息公开</a></div><nav><a>导航</a></nav>"
        "<p>正文1万元。</p><p style='display: none'>隐藏9万元</p><p hidden>也隐藏</p>"
        "<select><option>2023</option></select><footer>版权所有 电话12345</footer>",
        head="<title>决算 公开</title>",
    )
    assert words(document) == ["正文1万元。"]
    reasons = {r.text: r.reason for r in document.removed if r.text}
    assert reasons == {
        "x": "menu",
        "首页信息公开": "menu",
        "导航": "menu",
        "隐藏9万元": "hidden",
        "也隐藏": "hidden",
        "2023": "control",
        "版权所有 电话12345": "menu",
    }
    assert document.facts == {"title": "决算 公开"}


def test_content_is_kept_whatever_it_is_called() -> None:
    document = page("<div class='footer'>本年支出合计12.5万元</div><header><h1>部门决算</h1></header>")
    assert words(document) == ["本年支出合计12.5万元", "部门决算"]


def test_numbers_of_ordered_lists() -> None:
    document = page("<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>")
    assert [p.number for _, p in document.paragraphs()] == ["3.", "4.", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig", "big5"])
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(encoding: str, declared: bool) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if declared else ""
    source = f"<html><head>{meta}</head><body><p>收入總計一千萬元整</p></body></html>".encode(encoding)
    if encoding == "big5" and not declared:
        source = source.replace(b"<head>", b"<head><meta charset=big5>")
    assert words(read_bytes(source, "页.html")) == ["收入總計一千萬元整"]


def test_declaration_that_lies_is_overruled_with_a_warning() -> None:
    body = "<html><head><meta charset=utf-8></head><body>收入总计一千万元整</body></html>".encode("gbk")
    text, warnings = decode_page(body)
    assert "收入总计" in text
    assert "GB18030" in warnings[0]
    text, warnings = decode_page("<meta charset=gb2312>收入朱镕基".encode("gbk"))
    assert "镕" in text
    assert not warnings


def test_broken_bytes_are_counted_not_hidden() -> None:
    text, warnings = decode_page("<meta charset=utf-8><p>收入</p>".encode() + b"\xff\xfe\xff")
    assert "收入" in text
    assert "3 处" in warnings[0] or "编码" in warnings[0]


def test_page_without_text_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refusal) as refused:
        page("<div id=app></div><script>render()</script>")
    assert refused.value.code == "no-content"
    assert "PDF" in refused.value.advice


def test_deep_nesting_ends_in_text_or_a_warning() -> None:
    deep = "<div>" * 200 + "深处1万元" + "</div>" * 200
    assert "深处1万元" in words(page(f"<p>正文</p>{deep}"))
    document = page("<p>正文</p>" + "<div>" * 5000 + "深处" + "</div>" * 5000)
    assert words(document)[0] == "正文"
    assert any("嵌套" in w for w in document.warnings)


SOUP = (
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=2>",
        "<td colspan=3>",
    ),
    *(
        "</td>",
        "<div>",
        "</div>",
        "收入",
        "12.5",
        "万元",
        " ",
        "\n",
        "&nbsp;",
        "<!--",
        "-->",
        "<li>",
        "<ol>",
        "<h2>",
    ),
)


@given(st.lists(st.sampled_from(SOUP), max_size=60))
def test_any_tag_soup_gives_a_document_whose_characters_have_places(tags: list[str]) -> None:
    for block in page("<p>首段</p>" + "".join(tags)).blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for text in texts:
            assert text.value == text.value.strip()
            assert bool(text.runs) == bool(text.value)
            assert [r.start for r in text.runs] == sorted({r.start for r in text.runs})
        if isinstance(block, Table):
            assert all(c.row + c.rowspan <= block.rows for c in block.cells)
            assert all(c.column + c.colspan <= block.columns for c in block.cells)


FRAGMENT = (
    "前文<!-- <table> --><table border='1'>\n<tr><th colspan=2>收入&nbsp;<th>金额</tr>\n"
    "<tr><td rowspan='2'>一、<b>财政</b>拨款<br>收入</td><td>本年</td><td>1,234.50</td></tr>"
    "<tr><td>含<table><tr><td>内</td></tr></table></td><td>&lt;1</td></table>后文<table><tr><td>乙"
)


def test_tables_of_a_fragment_keep_offsets() -> None:
    first, second = tables_in(FRAGMENT)
    assert [[c.text.strip().replace("\xa0", "") for c in row] for row in first.rows] == [
        ["收入", "金额"],
        ["一、财政拨款\n收入", "本年", "1,234.50"],
        ["含内", "<1"],
    ]
    assert [(c.rowspan, c.colspan, c.header) for c in first.rows[0]] == [(1, 2, True), (1, 1, True)]
    assert first.rows[1][0].rowspan == 2
    assert FRAGMENT[first.start : first.end].startswith("<table border")
    assert FRAGMENT[first.end :].startswith("后文")
    assert second.rows[0][0].text == "乙"
    assert second.end == len(FRAGMENT)
    figure = first.rows[1][2]
    (start, offset), *_ = figure.runs
    assert FRAGMENT[offset : offset + 8] == figure.text[start:] == "1,234.50"


@example("1<p>")
@given(st.text("<>/tabletrdh &;nbsp\"'=12\n甲", max_size=200))
def test_characters_of_a_fragment_stand_where_they_say(fragment: str) -> None:
    for table in tables_in("<table><tr><td>" + fragment):
        for cell in (c for row in table.rows for c in row):
            ends = [*(start for start, _ in cell.runs), len(cell.text)][1:]
            for (start, offset), end in zip(cell.runs, ends, strict=True):
                words = cell.text[start:end]
                source = ("<table><tr><td>" + fragment)[offset : offset + len(words)]
                stands = source.startswith("&") or words == source
                # A line break that a tag stands for has the place of the tag, right behind the words before it.
                assert stands or (words[:-1] == source[:-1] and source[-1] in "<&")
