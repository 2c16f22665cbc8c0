"""Whatever the bytes: a document or a refusal. And what a file of a report's size costs, printed for the
curious.
"""

from __future__ import annotations

import functools
import io
import time
import zipfile

from docx import Document as WordDocument
from docx_files import docx_bytes, p, tbl, tc, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.documents.docx import read_docx
from juesuan.documents.model import Document, Paragraph
from juesuan.documents.refusal import Refusal


@functools.cache
def sample() -> bytes:
    body = (
        p("一、收入情况")
        + p(
            "本年收入",
            '<w:ins w:id="1"><w:r><w:t>100</w:t></w:r></w:ins>',
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
        )
        + tbl(
            tr(tc("甲", properties='<w:vMerge w:val="restart"/>'), "1"),
            tr(tc("", properties="<w:vMerge/>"), "2"),
        )
        + p("项", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:type="paragraph" w:styleId="1" w:default="1"><w:name w:val="heading 1"/></w:style>'
    return docx_bytes(
        body, numbering=numbering, styles=styles, footnotes=f'<w:footnote w:id="1">{p("注")}</w:footnote>'
    )


def survives(data: bytes) -> None:
    try:
        outcome: Document | str = read_docx(data, "乱.docx", "")
    except Refusal as refusal:
        outcome = str(refusal)
    assert isinstance(outcome, Document) or outcome.startswith("乱.docx")


FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12)


def flipped(data: bytes, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for where, byte in flips:
        changed[int(where * len(changed))] = byte
    return bytes(changed)


@settings(max_examples=150, deadline=None)
@given(FLIPS)
def test_flipped_bytes_of_the_package(flips):
    survives(flipped(sample(), flips))


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 1))
def test_truncated_package(share):
    survives(sample()[: int(share * len(sample()))])


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(["document", "numbering", "styles", "footnotes", "_rels/document.xml.rels"]), FLIPS)
def test_flipped_bytes_inside_a_part(part, flips):
    """The checksum of the zip hides most flips; here the part itself is changed and packed again."""
    name = f"word/{part}" if part.endswith(".rels") else f"word/{part}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, flipped(data, flips) if entry == name else data)
    survives(out.getvalue())


WORDS = st.text(alphabet=" 　\t收入支出合计一二1234.5%（），。\u200b", max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=4), max_size=6))
def test_every_character_is_found_again_at_its_place(paragraphs):
    """Round trip: the path and column of each character lead back to it in the file."""
    word = WordDocument()
    for runs in paragraphs:
        paragraph = word.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    out = io.BytesIO()
    word.save(out)
    for block in read_docx(out.getvalue(), "x.docx", "").blocks:
        assert isinstance(block, Paragraph)
        for i, character in enumerate(block.value):
            run, _ = block.text.run_at(i) or (None, 0)
            assert run is not None
            source = "".join(paragraphs[int(run.anchor.path.removeprefix("body/"))])
            assert source[run.anchor.column + i - run.start] == character


def test_the_time_a_large_report_takes(capsys):
    sentence = "2023年度本年收入合计558.82万元，与上年相比增加12.30万元，增长2.25%，主要原因是人员增加。"
    rows = [tr("2080101", "行政运行", "1,234.50", "1,000.00", "234.50", "0.00") for _ in range(600)]
    data = docx_bytes(p(sentence) * 2000 + tbl(*rows))
    start = time.perf_counter()
    document = read_docx(data, "大.docx", "")
    seconds = time.perf_counter() - start
    assert len(document.blocks) == 2001
    with capsys.disabled():
        print(f"\n[docx: {2000 * len(sentence):,} characters and 3,600 cells in {seconds * 1000:.0f} ms]")
