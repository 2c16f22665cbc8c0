"""The PDF read back: every word and cell, tags, bookmarks, page numbers, and the facts that travel with it."""

from __future__ import annotations

import json
import time

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from written_expectations import expected, recovered, squeezed
from written_sample import ENTITY, sample, text

from juesuan.documents.composition import Composition
from juesuan.documents.pdf.reader import read_pdf
from juesuan.reports.write_facts import stated
from juesuan.reports.write_pdf import write_pdf


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(sample())


def test_every_paragraph_and_cell_comes_back(written: bytes) -> None:
    assert recovered(read_pdf(written, "report.pdf", "")) == expected(sample())


def test_the_file_is_tagged_and_has_bookmarks(written: bytes) -> None:
    document = pypdfium2.PdfDocument(written)
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    titles = [b.get_title() for b in document.get_toc()]
    assert "第一部分 部门概况" in titles
    assert "（一）就业服务" in titles
    assert document.get_metadata_dict()["Title"] == sample().title


def test_wide_tables_lie_and_repeat_their_head(written: bytes) -> None:
    document = pypdfium2.PdfDocument(write_pdf(sample(60)))
    lying = [page for page in document if page.get_width() > page.get_height()]
    assert len(lying) >= 2
    for page in lying:
        assert "对附属单位补助支出" in squeezed(page.get_textpage().get_text_range())


def test_pages_count_from_the_body(written: bytes) -> None:
    pages = [squeezed(p.get_textpage().get_text_range()) for p in pypdfium2.PdfDocument(written)]
    numbers = [next((n for n in range(1, 30) if page.endswith(f"—{n}—")), 0) for page in pages]
    assert numbers == [0, 0, *range(1, len(pages) - 1)]


def test_the_facts_travel_with_the_file(written: bytes) -> None:
    document = pypdfium2.PdfDocument(written)
    data = json.loads(bytes(document.get_attachment(0).get_data()))
    assert [(s["text"], s["fact"]) for s in data["stated"]] == [(p.text, p.fact) for _, p in stated(sample())]
    assert {f["key"]: f["value"] for f in data["facts"]} == {k: f.value for k, f in sample().facts.items()}


def test_words_are_never_markup() -> None:
    words = '#panic("x") *粗* $a$ `代码` <标签> @参见 \\ [括号] = 等号'
    made = write_pdf(Composition(words, ENTITY, 2023, "", "p", (text(words), text(words, style="h1"))))
    pages = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(made))
    assert squeezed(pages).count(squeezed(words)) == 2


def test_speed_is_printed() -> None:
    made = sample(300)
    start = time.perf_counter()
    data = write_pdf(made)
    print(f"pdf with 300 items: {time.perf_counter() - start:.2f} s, {len(data) // 1024} KB")
