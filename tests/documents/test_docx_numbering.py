"""Automatic numbers as Word prints them, and headings by number and by style."""

from __future__ import annotations

import pytest
from docx_files import p, read, tbl, tc, tr, values

from juesuan.documents.docx_numerals import printed


def level(depth, form, text, more="", start=1):
    form = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(id_, *levels):
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def num(id_, of, override=""):
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def item(text, number, depth=0):
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


OFFICIAL = abstract(
    "0",
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
)


def numbers(document):
    return [b.number for b in document.blocks]


def test_official_numbering_counts_and_restarts_below():
    body = (
        item("甲", 1)
        + item("乙", 1, 1)
        + item("丙", 1, 1)
        + item("丁", 1)
        + item("戊", 1, 1)
        + item("己", 1, 2)
    )
    document = read(body, numbering=OFFICIAL + num("1", "0"))
    assert numbers(document) == ["一、", "（一）", "（二）", "二、", "（一）", "1."]
    assert values(document) == ["甲", "乙", "丙", "丁", "戊", "己"]
    assert [b.level for b in document.blocks] == [2, 3, 3, 2, 3, 4]


def test_legal_style_turns_chinese_counts_into_digits():
    document = read(item("甲", 1) + item("乙", 1, 2) + item("丙", 1, 3), numbering=OFFICIAL + num("1", "0"))
    assert numbers(document) == ["一、", "1.", "1.1.1"]


def test_instances_of_one_list_go_on_unless_they_start_anew():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = OFFICIAL + num("1", "0") + num("2", "0") + num("3", "0", again)
    document = read(item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3), numbering=lists)
    assert numbers(document) == ["一、", "二、", "一、", "二、"]


def test_a_level_that_never_restarts():
    lists = abstract(
        "0", level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    )
    body = item("甲", 1) + item("乙", 1, 1) + item("丙", 1) + item("丁", 1, 1)
    assert numbers(read(body, numbering=lists + num("1", "0"))) == ["1.", "(1)", "2.", "(2)"]


def test_a_list_entered_at_a_lower_level_counts_the_upper_one():
    body = item("甲", 1, 1) + item("乙", 1)
    lists = abstract("0", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    assert numbers(read(body, numbering=lists + num("1", "0")))[0] == "1.1"


def test_numbers_that_come_with_the_style():
    lists = abstract(
        "0",
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="a"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>'),
    )
    first, second = '<w:numPr><w:numId w:val="1"/></w:numPr>', '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    styles = style("a", "heading 1", first) + style("b", "heading 2", second, "a")
    a, b = '<w:pStyle w:val="a"/>', '<w:pStyle w:val="b"/>'
    out = '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("收入", properties=a)
        + p("总体", properties=b)
        + p("无号", properties=out)
        + p("支出", properties=a)
    )
    document = read(body, numbering=lists + num("1", "0"), styles=styles)
    assert numbers(document) == ["一、", "（一）", "", "二、"]
    assert [b.level for b in document.blocks] == [2, 3, 2, 2]


def test_a_numbering_style_link_is_followed():
    lists = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + OFFICIAL
        + num("1", "0")
        + num("9", "5")
    )
    styles = style("L", "L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert numbers(read(item("甲", 9), numbering=lists, styles=styles)) == ["一、"]


def test_bullets_print_no_number():
    lists = abstract("0", level(0, "bullet", "\uf06c"))
    assert numbers(read(item("甲", 1), numbering=lists + num("1", "0"))) == [""]


def test_deleted_paragraphs_are_not_counted():
    gone = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = item("甲", 1) + p(gone, properties=place) + item("乙", 1)
    assert numbers(read(body, numbering=OFFICIAL + num("1", "0"))) == ["一、", "二、"]


def test_a_cell_prints_its_number_as_text():
    lists = abstract("0", level(0, "decimal", "%1")) + num("1", "0")
    row = tr(tc(item("", 1)), "项目甲") + tr(tc(item("", 1)), "项目乙")
    assert values(read(tbl(row), numbering=lists)) == ["1/项目甲|2/项目乙"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCounting", "十二"), (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"), (12, "ideographTraditional", "乙"),
        (3, "ideographZodiac", "寅"), (23, "ideographDigital", "二三"), (3, "decimalEnclosedCircle", "③"),
        (25, "decimalEnclosedCircle", "25"),
        (4, "decimalEnclosedParen", "⑷"), (12, "decimalFullWidth", "１２"), (7, "decimalZero", "07"),
        (14, "lowerRoman", "xiv"), (28, "upperLetter", "BB"), (5, "somethingNew", "5"), (5, "none", ""),
    ],
)  # fmt: skip
def test_number_formats(number, form, shown):
    assert printed(number, form) == shown


def style(id_, name, properties="", based="", kind="paragraph"):
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    name = f'<w:name w:val="{name}"/>{base}'
    return f'<w:style w:type="{kind}" w:styleId="{id_}">{name}<w:pPr>{properties}</w:pPr></w:style>'


def of(id_):
    return f'<w:pStyle w:val="{id_}"/>'


def test_headings_by_localised_styles_their_bases_and_outline_levels():
    styles = (
        style("1", "heading 1")
        + style("a3", "公司标题", based="1")
        + style("x", "我的", '<w:outlineLvl w:val="1"/>')
    )
    body = (
        p("部门概况", properties=of("1"))
        + p("主要职责", properties=of("a3"))
        + p("机构设置", properties=of("x"))
        + p("人员情况", properties='<w:outlineLvl w:val="2"/>')
        + p("不是标题", properties=of("1") + '<w:outlineLvl w:val="9"/>')
    )
    assert [b.level for b in read(body, styles=styles).blocks] == [1, 1, 2, 3, 0]


def test_a_styled_heading_without_number_stands_beside_its_numbered_fellows():
    styles = style("1", "heading 1") + style("2", "heading 2")
    body = (
        p("一、收入情况", properties=of("1"))
        + p("二、支出情况", properties=of("1"))
        + p("名词解释", properties=of("1"))
        + p("其他", properties=of("2"))
    )
    assert [b.level for b in read(body, styles=styles).blocks] == [2, 2, 2, 3]


def test_sentences_in_a_heading_style_are_text():
    styles = style("1", "heading 1")
    sentence = "本年收入合计558.82万元。与上年相比增加10万元。"
    assert [b.level for b in read(p(sentence, properties=of("1")), styles=styles).blocks] == [0]


def test_numbers_make_headings_where_no_style_does():
    document = read(p("第一部分 部门概况") + p("一、主要职责") + p("（一）收入情况") + p("正文内容。"))
    assert [(b.level, b.number) for b in document.blocks] == [
        (1, "第一部分"),
        (2, "一、"),
        (3, "（一）"),
        (0, ""),
    ]


def test_styles_based_on_each_other_end():
    styles = style("a", "甲", based="b") + style("b", "乙", based="a")
    assert [b.level for b in read(p("文字", properties=of("a")), styles=styles).blocks] == [0]
