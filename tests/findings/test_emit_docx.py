"""Comments in the author's Word file: on exactly the quoted characters, with the text and all other parts
untouched.
"""

from __future__ import annotations

import io
import random
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document as WordDocument

from juesuan.documents.docx import read_docx
from juesuan.documents.model import Document, Place, Span, Table
from juesuan.documents.refusal import Refusal
from juesuan.findings.emit_docx import write_docx
from juesuan.findings.model import Audit, Finding, SuspectPlace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"


def word(build) -> bytes:
    """A file made with python-docx."""
    document = WordDocument()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_xml(data: bytes, old: str, new: str, part: str = MAIN) -> bytes:
    """The package with one piece of XML replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return out.getvalue()


def span_of(document: Document, words: str, nth: int = 0) -> Span:
    """The nth place of some words in the document."""
    found = []
    for i, block in enumerate(document.blocks):
        texts = (
            [(None, block.text)]
            if not isinstance(block, Table)
            else list(enumerate(c.text for c in block.cells))
        )
        for cell, text in texts:
            at = text.value.find(words)
            while at >= 0:
                found.append(Span(i, at, at + len(words), cell))
                at = text.value.find(words, at + 1)
    return found[nth]


def finding(document: Document, id_: str, *spans: Span, level: str = "error", **more) -> Finding:
    values = {
        "code": "S101", "name": "wrong-sum", "title": "分项之和与合计不符", "kind": "sum",
        "certainty": "certain", "message": "合计写作100万元，分项之和为90万元。",
        "stated": "100", "expected": "90", "gap": "10",
        "advice": "请核对分项或合计。", "basis": "《部门决算管理办法》",
    }  # fmt: skip
    places = tuple(document.place(s, "合计" if i == 0 else "分项") for i, s in enumerate(spans))
    return Finding(id=id_, level=level, places=places, spans=spans, **(values | more))


def audit_of(document: Document, *findings: Finding) -> Audit:
    return Audit(document, "清河县财政局", 2023, "accounts", "", "contradictions", 1, (), 0, 0, (), findings)


def annotate(data: bytes, *wanted: tuple[str, ...]) -> tuple[bytes, Document]:
    """Comment on the given words; each tuple is one finding."""
    document = read_docx(data, "报告.docx", "")
    findings = [
        finding(document, f"F{n:03d}", *(span_of(document, words) for words in group))
        for n, group in enumerate(wanted, 1)
    ]
    return write_docx(audit_of(document, *findings), data), document


def marked(data: bytes, part: str = MAIN) -> dict[str, str]:
    """Comment id → the characters between its marks, read independently of the product."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        root = ElementTree.fromstring(z.read(part))
    found: dict[str, str] = {}
    open_ids: set[str] = set()
    for element in root.iter():
        id_ = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            open_ids.add(id_)
            found[id_] = ""
        elif element.tag == W + "commentRangeEnd":
            open_ids.remove(id_)
        elif element.tag == W + "t":
            for open_id in open_ids:
                found[open_id] += element.text or ""
    assert not open_ids
    return found


def comment_texts(data: bytes) -> list[str]:
    return [c.text for c in WordDocument(io.BytesIO(data)).comments]


def test_exactly_the_quoted_characters_are_marked():
    data = word(lambda d: d.add_paragraph("　　本年收入合计 558.82 万元，其中：财政拨款500万元。"))
    out, _ = annotate(data, ("558.82万元", "500"))
    assert list(marked(out).values()) == ["558.82 万元", "500"]
    full, short = comment_texts(out)
    assert full.startswith("【错误】分项之和与合计不符（问题F001）\n合计写作100万元")
    assert "建议：请核对分项或合计。" in full
    assert "依据：" in full
    assert "S101" in full
    assert short == "见问题F001：分项之和与合计不符（此处为分项）"


def test_the_text_and_every_other_part_stay_as_they_were():
    def build(d):
        d.add_heading("一、收入情况", 1)
        paragraph = d.add_paragraph("本年收入")
        paragraph.add_run("558.").bold = True
        paragraph.add_run("82").italic = True
        paragraph.add_run("万元。")
        table = d.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "合计", "1,234.50"
        d.sections[0].header.paragraphs[0].text = "页眉"

    data = word(build)
    out, before = annotate(data, ("收入558.8",), ("1,234.50",), ("8.82万",))
    after = read_docx(out, "报告.docx", "")
    assert [b.text if not isinstance(b, Table) else b.cells for b in after.blocks] == [
        b.text if not isinstance(b, Table) else b.cells for b in before.blocks
    ]
    assert sorted(marked(out).items()) == [("0", "收入558.8"), ("1", "1,234.50"), ("2", "8.82万")]
    touched = {MAIN, "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        assert {n for n in new.namelist() if n not in old.namelist() or new.read(n) != old.read(n)} == touched
    runs = WordDocument(io.BytesIO(out)).paragraphs[1].runs
    assert [(r.text, bool(r.bold), bool(r.italic)) for r in runs if r.text] == [
        ("本年", False, False), ("收入", False, False), ("55", True, False), ("8.", True, False),
        ("8", False, True), ("2", False, True), ("万", False, False), ("元。", False, False),
    ]  # fmt: skip


def test_comments_of_the_author_stay_and_ids_do_not_clash():
    def build(d):
        paragraph = d.add_paragraph("本年支出100万元。")
        d.add_comment(paragraph.runs, text="请复核", author="张三", initials="张")

    data = word(build)
    out, _ = annotate(data, ("100",))
    comments = list(WordDocument(io.BytesIO(out)).comments)
    assert [(c.author, c.initials) for c in comments] == [("张三", "张"), ("决算审核", "审")]
    assert len({c.comment_id for c in comments}) == 2
    assert sorted(marked(out).values()) == ["100", "本年支出100万元。"]


def test_a_span_over_two_paragraphs_of_a_cell():
    def build(d):
        cell = d.add_table(1, 2).cell(0, 1)
        cell.text = "人员经费"
        cell.add_paragraph("12.50")

    out, _ = annotate(word(build), ("经费\n12.5",))
    assert list(marked(out).values()) == ["经费12.5"]


def test_insertions_links_and_formulas_can_be_marked():
    data = word(lambda d: d.add_paragraph("甲乙丙丁戊"))
    whole = "<w:r><w:t>甲乙丙丁戊</w:t></w:r>"
    new = (
        '<w:r><w:t>甲</w:t></w:r><w:ins w:id="7" w:author="x"><w:r><w:t>乙丙</w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        '<w:hyperlink w:anchor="a"><w:r><w:t>丁</w:t><w:tab/><w:t>戊</w:t></w:r></w:hyperlink>'
    )
    out, _ = annotate(with_xml(data, whole, new), ("丙丁",), ("戊",), ("甲",))
    assert list(marked(out).values()) == ["甲", "丙丁", "戊"]


def test_white_space_that_word_drops_is_not_brought_back():
    data = with_xml(
        word(lambda d: d.add_paragraph("收入100万元")),
        "<w:t>收入100万元</w:t>",
        "<w:t>\n  收入100万元\n </w:t>",
    )
    out, _ = annotate(data, ("100",), ("收入",))
    assert list(marked(out).values()) == ["收入", "100"]
    assert WordDocument(io.BytesIO(out)).paragraphs[0].text == "收入100万元"


def test_words_of_a_text_box_are_marked_at_its_paragraph():
    data = word(lambda d: d.add_paragraph("正文在此。"))
    box = (
        '<w:r><w:t>正文在此。</w:t></w:r><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>图中数字88</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    )
    data = with_xml(data, "<w:r><w:t>正文在此。</w:t></w:r>", box)
    out, _ = annotate(data, ("88",))
    assert "正文在此。" in next(iter(marked(out).values()))
    assert "（所指文字：“88”）" in comment_texts(out)[0]


def test_words_of_a_footnote_are_marked_at_its_sign():
    data = word(lambda d: d.add_paragraph("收入100万元。"))
    sign = (
        '<w:r><w:t>收入100</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>万元。</w:t></w:r>'
    )
    data = with_xml(data, "<w:r><w:t>收入100万元。</w:t></w:r>", sign)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = with_xml(data, "</Relationships>", relation, "word/_rels/document.xml.rels")
    override = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.footnotes+xml"/></Types>'
    )
    data = with_xml(data, "</Types>", override, "[Content_Types].xml")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as z:
        note = '<w:footnote w:id="2"><w:p><w:r><w:t>含上年结转7万元</w:t></w:r></w:p></w:footnote>'
        z.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>')
    commented, document = annotate(out.getvalue(), ("结转7",))
    assert [b.role for b in document.blocks] == ["body", "footnote"]
    assert list(marked(commented).values()) == [""]
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(commented)).read(MAIN))
    tags = [e.tag.removeprefix(W) for e in root.iter() if "comment" in e.tag or "footnote" in e.tag]
    assert tags == ["commentRangeStart", "footnoteReference", "commentRangeEnd", "commentReference"]
    assert "（所指文字：“结转7”）" in comment_texts(commented)[0]


def test_automatic_numbers_of_cells_mark_their_paragraph():
    def build(d):
        d.add_table(1, 2).cell(0, 0).paragraphs[0].style = "List Number"
        d.tables[0].cell(0, 1).text = "项目甲"
        d.tables[0].cell(0, 0).paragraphs[0].add_run("类")

    data = word(build)
    document = read_docx(data, "x.docx", "")
    assert document.blocks[0].cells[0].value.startswith("1")
    out = write_docx(audit_of(document, finding(document, "F001", Span(0, 0, 1, 0))), data)
    assert list(marked(out).values()) == ["类"]


def test_findings_without_place_and_symptoms_and_suspects():
    data = word(lambda d: d.add_paragraph("部门决算"))
    document = read_docx(data, "x.docx", "")
    place = document.place(span_of(document, "决算"))
    suspect = SuspectPlace(place, "95.00")
    missing = finding(document, "F001", level="note", code="M001", title="缺少名词解释", expected="")
    symptom = finding(
        document, "F002", span_of(document, "部门"), cause="F001", suspects=(suspect,), level="warning"
    )
    no_span = Finding(
        **{f: getattr(symptom, f) for f in symptom.__slots__}
        | {"id": "F003", "spans": (), "places": (place,)}
    )
    out = write_docx(audit_of(document, missing, symptom, no_span), data)
    assert list(marked(out).values()) == ["部门决算", "部门", "决算", "决算"]
    texts = comment_texts(out)
    assert texts[0].startswith("【提示】缺少名词解释")
    assert texts[1].startswith("【疑点】")
    assert "由问题F001引起" in texts[1]
    assert "“决算”：改为 95.00" in texts[1]


def test_a_suspect_is_named_where_it_stands():
    data = word(lambda d: d.add_paragraph("合计100万元，甲60万元，乙30万元。另见甲61万元。"))
    document = read_docx(data, "x.docx", "")
    inside, outside = span_of(document, "60"), span_of(document, "61")
    suspects = tuple(SuspectPlace(document.place(s), f"{v}万元", s) for s, v in ((inside, 70), (outside, 70)))
    spans = (span_of(document, "100"), span_of(document, "甲60万元"))
    out = write_docx(audit_of(document, finding(document, "F001", *spans, suspects=suspects)), data)
    assert list(marked(out).values()) == ["100", "甲60万元", "61"]
    texts = comment_texts(out)
    assert texts[1].endswith("（此处为分项，最可能写错，改为 70万元 后全部吻合）")
    assert texts[2].endswith("（也可能是此处写错，改为 70万元 后全部吻合）")


def test_two_places_on_the_same_words_are_one_comment():
    data = word(lambda d: d.add_paragraph("收入100万元"))
    out, _ = annotate(data, ("100", "收入", "100"))
    texts = comment_texts(out)
    assert [t.startswith("【") for t in texts] == [True, False]
    assert marked(out) == {"1": "收入", "0": "100"}


def test_control_characters_do_not_break_the_file():
    data = word(lambda d: d.add_paragraph("收入100万元"))
    document = read_docx(data, "x.docx", "")
    out = write_docx(
        audit_of(
            document, finding(document, "F001", span_of(document, "100"), message="坏\x00\x0b字\ud800符<&>")
        ),
        data,
    )
    assert "坏字符<&>" in comment_texts(out)[0]


def test_a_clean_report_is_returned_with_the_same_words():
    data = word(lambda d: d.add_paragraph("收入100万元"))
    document = read_docx(data, "x.docx", "")
    out = write_docx(audit_of(document), data)
    assert read_docx(out, "x.docx", "").blocks == document.blocks
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(out)).namelist()


def test_the_same_findings_give_the_same_bytes():
    data = word(lambda d: d.add_paragraph("收入100万元"))
    assert annotate(data, ("100",))[0] == annotate(data, ("100",))[0]


def test_other_formats_are_refused_with_the_way_out():
    document = Document("报告.pdf", "application/pdf", "", ())
    with pytest.raises(Refusal, match="html") as refusal:
        write_docx(audit_of(document), b"%PDF")
    assert refusal.value.code == "not-docx"


def test_a_strict_file_stays_strict():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = with_xml(word(lambda d: d.add_paragraph("收入100万元")), W[1:-1], strict)
    out, _ = annotate(data, ("100",))
    with zipfile.ZipFile(io.BytesIO(out)) as z:
        assert strict.encode() in z.read(MAIN)
        assert W[1:-1].encode() not in z.read(MAIN)
        assert strict.encode() in z.read("word/comments.xml")


def test_namespace_prefixes_of_the_author_are_kept():
    """Word refuses a file whose mc:Ignorable names a prefix that is gone."""
    data = word(lambda d: d.add_paragraph("收入100万元"))
    out, _ = annotate(data, ("100",))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        start = old.read(MAIN).split(b"<w:body>")[0].split(b"<w:document")[1]
        assert start in new.read(MAIN)


@pytest.mark.parametrize("seed", range(12))
def test_random_spans_are_marked_exactly_and_the_text_survives(seed):
    chance = random.Random(seed)

    def build(d):
        for _ in range(6):
            paragraph = d.add_paragraph()
            for _ in range(chance.randint(1, 5)):
                paragraph.add_run(
                    "".join(chance.choice("收入支出合计 1234.5%，。") for _ in range(chance.randint(1, 9)))
                )

    data = word(build)
    document = read_docx(data, "x.docx", "")
    spans = []
    for _ in range(15):
        block = chance.randrange(len(document.blocks))
        size = len(document.blocks[block].value)
        start = chance.randrange(size)
        spans.append(Span(block, start, chance.randint(start + 1, size)))
    findings = [finding(document, f"F{i:03d}", s) for i, s in enumerate(spans)]
    out = write_docx(audit_of(document, *findings), data)
    assert read_docx(out, "x.docx", "").blocks == document.blocks
    shown = marked(out)
    for i, span in enumerate(spans):
        assert shown[str(i)].replace(" ", "") == document.words(span).replace(" ", "")


def test_places_without_path_go_to_the_start():
    data = word(lambda d: d.add_paragraph("收入100万元"))
    document = read_docx(data, "x.docx", "")
    odd = finding(document, "F001", span_of(document, "100"))
    lost = Finding(**{f: getattr(odd, f) for f in odd.__slots__} | {"spans": (), "places": (Place("某处"),)})
    out = write_docx(audit_of(document, lost), data)
    assert "（所指文字：“某处”）" in comment_texts(out)[0]
