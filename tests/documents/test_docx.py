"""What a Word paragraph, note, box or header contributes to the document, and what is left out and
remembered.
"""

from __future__ import annotations

import pytest
from docx_files import docx_bytes, p, paragraph, r, read, tbl, tc, tr, values

from juesuan.documents.docx import read_docx
from juesuan.documents.model import Span
from juesuan.documents.refusal import Refusal

BOX = "<w:txbxContent>{}</w:txbxContent>"


def removed(document, reason):
    return [x.text for x in document.removed if x.reason == reason]


def test_runs_make_one_paragraph_and_empty_ones_are_dropped():
    document = read(p("本年收入合计", "558.82", "万元。") + p() + p("　　") + p("下一段。"))
    assert values(document) == ["本年收入合计558.82万元。", "下一段。"]
    assert [b.text.runs[0].anchor.path for b in document.blocks] == ["body/0", "body/3"]


def test_layout_spaces_go_and_every_character_keeps_its_column():
    document = read(p("　　本年收入 3037.9 万元，增长", "\u200b3.5 %。"))
    text = paragraph(document).text
    assert text.value == "本年收入3037.9万元，增长3.5%。"
    raw = "　　本年收入 3037.9 万元，增长\u200b3.5 %。"
    for i, character in enumerate(text.value):
        run, _ = text.run_at(i)
        assert raw[run.anchor.column + i - run.start] == character


def test_look_alike_characters_are_replaced_one_for_one():
    text = paragraph(read(p("⽀出\u00a0合计⼀"))).text
    assert text.value == "支出合计一"


def test_tabs_symbols_and_hyphens():
    symbol = '<w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/>'
    run = f"<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/>{symbol}</w:r>"
    assert values(read(p(run))) == ["甲\t乙-☑"]


def test_white_space_in_pretty_printed_xml_is_not_text():
    assert values(read("<w:p><w:r><w:t>\n  收入\n  </w:t></w:r></w:p>")) == ["收入"]


def test_soft_line_breaks_part_sentences_but_not_titles():
    br = "<w:r><w:br/></w:r>"
    document = read(
        p("清河县人力资源和社会保障局", br, "2023年度部门决算")
        + p("一、收入情况", br, "本年收入1万元。", br, "支出2万元。")
    )
    assert values(document) == [
        "清河县人力资源和社会保障局2023年度部门决算",
        "一、收入情况",
        "本年收入1万元。",
        "支出2万元。",
    ]
    sentence = paragraph(document, 3)
    assert sentence.text.runs[0].anchor.path == "body/1"
    assert sentence.text.runs[0].anchor.column == len("一、收入情况\n本年收入1万元。\n")


def test_two_figures_on_two_lines_stay_two():
    assert values(read(p("100", "<w:r><w:br/></w:r>", "200"))) == ["100", "200"]


def test_tracked_changes_are_accepted():
    document = read(
        p(
            "支出",
            '<w:del w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del>',
            f'<w:ins w:id="2">{r("120")}</w:ins>',
            f'<w:moveFrom w:id="3">{r("甲")}</w:moveFrom>',
            f'<w:moveTo w:id="4">{r("乙")}</w:moveTo>',
            "万元。",
        )
    )
    assert values(document) == ["支出120乙万元。"]
    assert removed(document, "deleted") == ["100"]
    assert removed(document, "moved") == ["甲"]
    assert document.removed[0].anchor.column == 2
    assert any("修订" in w for w in document.warnings)


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    document = read(p("本年收入", properties=mark) + p("100万元。"))
    text = paragraph(document).text
    assert text.value == "本年收入100万元。"
    assert [(run.start, run.anchor.path) for run in text.runs] == [(0, "body/0"), (4, "body/1")]


def test_hidden_text_is_left_out_and_said():
    style = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    runs = (
        r("甲", "<w:vanish/>"),
        r("乙", '<w:rStyle w:val="h"/>'),
        r("丙", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'),
    )
    document = read(p(*runs), styles=style)
    assert values(document) == ["丙"]
    assert removed(document, "hidden") == ["甲乙"]
    assert any("隐藏" in w for w in document.warnings)


def test_fields_show_their_result_only():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    simple = f'<w:fldSimple w:instr=" DATE ">{r("2024年")}</w:fldSimple>'
    document = read(
        p("合计", mark("begin"), code, r("隐"), mark("separate"), r("12"), mark("end"), "万元，", simple)
    )
    assert values(document) == ["合计12万元，2024年"]


def test_a_field_without_end_does_not_swallow_the_report():
    document = read(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "收入") + p("支出"))
    assert values(document) == ["收入", "支出"]


def test_links_and_content_controls_are_seen_through():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>"
    document = read(p(f'<w:hyperlink w:anchor="x">{r("链接")}</w:hyperlink>', control) + block)
    assert values(document) == ["链接控件", "块"]
    assert paragraph(document, 1).text.runs[0].anchor.path == "body/1"


def test_contents_lines_lose_their_page_number_and_get_their_role():
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    tab = "<w:r><w:tab/></w:r>"
    typed = p("三、支出情况…………………… 12")
    document = read(
        p("一、收入情况", tab, "7", properties='<w:pStyle w:val="11"/>') + typed + p("正文。"), styles=styles
    )
    assert [(b.value, b.role, b.level) for b in document.blocks] == [
        ("一、收入情况", "toc", 0),
        ("三、支出情况", "toc", 0),
        ("正文。", "body", 0),
    ]


def test_a_table_made_with_tabs_is_no_table_of_contents():
    tab = "<w:r><w:tab/></w:r>"
    document = read(p("本年收入合计", tab, "558") + p("一、概况", tab, "3"))
    assert [(b.value, b.role) for b in document.blocks] == [
        ("本年收入合计\t558", "body"),
        ("一、概况", "toc"),
    ]


def test_a_contents_field_over_several_paragraphs():
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    document = read(p(begin, "一、概况") + p("二、收入") + p(end) + p("正文。"))
    assert [b.role for b in document.blocks] == ["toc", "toc", "body"]


def test_text_boxes_follow_their_paragraph_and_count_once():
    box = BOX.format(p("图中数字8"))
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    document = read(p("正文", run, "在此。") + p("下段。"))
    assert [(b.value, b.role) for b in document.blocks] == [
        ("正文在此。", "body"),
        ("图中数字8", "textbox"),
        ("下段。", "body"),
    ]
    assert paragraph(document, 1).text.runs[0].anchor.path == "body/0/box/0/p/0"


def test_a_box_known_only_to_old_word_is_read_from_the_fallback():
    fallback = f"<mc:Fallback><w:pict><v:textbox>{BOX.format(p('旧'))}</v:textbox></w:pict></mc:Fallback>"
    run = f'<w:r><mc:AlternateContent><mc:Choice Requires="x"/>{fallback}</mc:AlternateContent></w:r>'
    assert values(read(p(run))) == ["旧"]


def test_notes_follow_the_paragraph_that_refers_to_them():
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote>'
        f'<w:footnote w:id="2">{p("含上年结转。")}</w:footnote>'
        f'<w:footnote w:id="3">{p("无人引用。")}</w:footnote>'
    )
    end = f'<w:endnote w:id="1">{p("尾注。")}</w:endnote>'
    body = p("收入", '<w:r><w:footnoteReference w:id="2"/></w:r>', "100万元。")
    table = tbl(tr("甲", tc(p("乙", '<w:r><w:endnoteReference w:id="1"/></w:r>'))))
    document = read(body + table + p("后文。"), footnotes=notes, endnotes=end)
    assert values(document) == ["收入100万元。", "含上年结转。", "甲/乙", "尾注。", "后文。"]
    note = paragraph(document, 1)
    assert (note.role, note.text.runs[0].anchor.path) == ("footnote", "footnotes/2/p/0")
    assert removed(document, "unreferenced") == ["无人引用。"]


def test_headers_and_footers_stand_beside_the_text():
    document = read(p("正文。"), header=p("清河县财政局决算"), footer=p("第1页"))
    assert values(document) == ["正文。"]
    assert removed(document, "header") == ["清河县财政局决算"]
    assert removed(document, "footer") == ["第1页"]


def test_formulas_are_read_in_one_line():
    fraction = "<m:f><m:num><m:r><m:t>支出</m:t></m:r></m:num><m:den><m:r><m:t>预算</m:t></m:r></m:den></m:f>"
    formula = f"<m:oMath><m:r><m:t>执行率=</m:t></m:r>{fraction}</m:oMath>"
    assert values(read(p(formula, "×100%"))) == ["执行率=支出/预算×100%"]


def test_what_is_not_read_is_said():
    image = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    sheet = "<w:r><w:object><o:OLEObject/></w:object></w:r>"
    warnings = read(p("正文。", image, sheet) + '<w:altChunk r:id="a"/>').warnings
    assert [
        any(word in w for w in warnings) for word in ("1 张图片", "1 个嵌入对象", "1 处嵌入的其他文件")
    ] == [True] * 3


def test_ruby_is_read_without_its_pronunciation():
    ruby = f"<w:r><w:ruby><w:rt>{r('pin')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby></w:r>"
    assert values(read(p(ruby, "音"))) == ["拼音"]


def test_strict_documents_are_the_same_documents():
    body = f"<w:body>{p('收入100万元。')}</w:body>"
    xml = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{body}</w:document>'
    assert values(read("", raw_document=xml)) == ["收入100万元。"]


def test_places_quote_the_words_and_point_at_them():
    document = read(p("　　本年收入", "558.82万元，增长5%。"))
    value = paragraph(document).value
    start = value.index("558.82")
    place = document.place(Span(0, start, start + 6), "合计")
    assert (place.quote, place.path, place.column) == ("558.82", "body/0", 6)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a zip",
        docx_bytes(p("x"))[:-40],
        docx_bytes("", raw_document="<w:document"),
        docx_bytes("", raw_document='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ],
    ids=["empty", "no zip", "truncated", "unfinished XML", "entities"],
)
def test_a_broken_package_is_refused_in_words(data):
    with pytest.raises(Refusal) as refusal:
        read_docx(data, "坏文件.docx", "")
    assert refusal.value.code == "damaged"
    assert "坏文件.docx" in str(refusal.value)


def test_a_package_without_main_document_is_refused():
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("a.txt", "x")
    with pytest.raises(Refusal, match=r"word/document\.xml"):
        read_docx(out.getvalue(), "x.docx", "")


def test_a_damaged_side_part_is_a_warning_not_a_refusal():
    document = read(p("正文。"), styles="<broken")
    assert values(document) == ["正文。"]
    assert any("样式" in w for w in document.warnings)


def test_endless_nesting_is_refused():
    deep = "".join("<w:sdt><w:sdtContent>" for _ in range(3000)) + "".join(
        "</w:sdtContent></w:sdt>" for _ in range(3000)
    )
    with pytest.raises(Refusal, match="嵌套"):
        read(deep)
