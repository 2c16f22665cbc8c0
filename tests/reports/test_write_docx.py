"""The Word file read back: every word, cell and bound number, the page of official documents, and what Word needs."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree
from written_expectations import expected, recovered
from written_sample import sample, text

from juesuan.documents.composition import ComposedParagraph, Composition, Piece, StatedFact
from juesuan.documents.docx import read_docx
from juesuan.documents.docx_names import W
from juesuan.documents.model import Paragraph
from juesuan.reports.write_docx import write_docx
from juesuan.reports.write_docx_text import FACTS_NAMESPACE, LONGEST_TAG
from juesuan.reports.write_facts import stated

F = f"{{{FACTS_NAMESPACE}}}"


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(sample())


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_every_paragraph_and_cell_comes_back(written: bytes) -> None:
    assert recovered(read_docx(written, "report.docx", "")) == expected(sample())


def test_every_number_is_bound_to_its_fact(written: bytes) -> None:
    controls = [
        (c.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), "".join(c.find(f"{W}sdtContent").itertext()))
        for c in part(written, "word/document.xml").iter(f"{W}sdt")
    ]
    assert controls == [(p.fact, p.text) for _, p in stated(sample())]


def test_bindings_point_at_what_is_printed(written: bytes) -> None:
    facts = part(written, "customXml/item1.xml")
    for control in part(written, "word/document.xml").iter(f"{W}sdt"):
        path = control.find(f"{W}sdtPr/{W}dataBinding").get(f"{W}xpath")
        found = etree.ElementTree(facts).xpath(path, namespaces={"f": FACTS_NAMESPACE})
        assert [e.text for e in found] == ["".join(control.find(f"{W}sdtContent").itertext())]


def test_the_facts_travel_with_the_file(written: bytes) -> None:
    found = {e.get("key"): e for e in part(written, "customXml/item1.xml").iter(f"{F}fact")}
    for key in {p.fact for _, p in stated(sample())}:
        fact, element = sample().facts[key], found[key]
        assert (int(element.get("value")), element.get("concept")) == (fact.value, fact.concept)
        assert tuple(e.text for e in element.iter(f"{F}from")) == fact.contributors


def test_page_of_official_documents(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    upright = next(s for s in document.sections if s.page_width < s.page_height)
    sides = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert [s.page_width > s.page_height for s in document.sections] == [False, False, True, False]
    body = document.styles["Body Text"]
    assert document.styles["Normal"].paragraph_format.line_spacing.pt == 28
    assert body.paragraph_format.first_line_indent.pt == 32


def test_headings_are_real_and_in_the_contents(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4", "Title", "toc 1", "toc 2"} <= styles
    read = read_docx(written, "report.docx", "")
    lines = [b.value for b in read.blocks if isinstance(b, Paragraph) and b.role == "toc"]
    headings = [
        b.value for b in read.blocks if isinstance(b, Paragraph) and b.role == "body" and 0 < b.level < 3
    ]
    listed = [h for h in headings if not h.startswith("一、基本支出：")]
    assert lines == listed
    settings = part(written, "word/settings.xml")
    assert settings.find(f"{W}updateFields") is not None
    marks = {m.get(f"{W}name") for m in part(written, "word/document.xml").iter(f"{W}bookmarkStart")}
    links = {h.get(f"{W}anchor") for h in part(written, "word/document.xml").iter(f"{W}hyperlink")}
    assert links
    assert links <= marks


def test_head_rows_repeat_and_pictures_have_words(written: bytes) -> None:
    root = part(written, "word/document.xml")
    heads = [sum(1 for _ in t.iter(f"{W}tblHeader")) for t in root.iter(f"{W}tbl")]
    assert heads == [2, 3]
    described = [e.get("descr") for e in root.iter() if e.tag.endswith("}docPr")]
    assert len(described) == 2
    assert all(d and d[-1] == "。" for d in described)


def test_same_report_same_file(written: bytes) -> None:
    assert write_docx(sample()) == written


def test_long_keys_and_odd_characters_do_not_break_the_file() -> None:
    key = "project:outturn:2023:" + "甲" * LONGEST_TAG
    fact = StatedFact(key, "project", "outturn", 2023, "甲" * LONGEST_TAG, 100, "万元", 2, 'a<b>&"c"')
    words = text('A & B <c> "d"\x07\n第二行', Piece("1.00", key), "万元。")
    made = write_docx(Composition("<题>", "&单位", 2023, "", "p", (words,), {key: fact}))
    document = docx.Document(io.BytesIO(made))
    assert 'A & B <c> "d"\n第二行' in document.paragraphs[0].text
    tag = next(part(made, "word/document.xml").iter(f"{W}tag")).get(f"{W}val")
    assert len(tag) <= LONGEST_TAG
    found = {e.get("tag"): e.get("key") for e in part(made, "customXml/item1.xml").iter(f"{F}fact")}
    assert found[tag] == key


@pytest.mark.parametrize("blocks", [(), (ComposedParagraph(()),)])
def test_an_empty_report_is_still_a_word_file(blocks: tuple[ComposedParagraph, ...]) -> None:
    docx.Document(io.BytesIO(write_docx(replace(sample(), blocks=blocks))))


def test_speed_is_printed() -> None:
    made = sample(300)
    start = time.perf_counter()
    data = write_docx(made)
    print(f"docx with 300 items: {time.perf_counter() - start:.2f} s, {len(data) // 1024} KB")
