"""Files that cannot be read: a refusal names the file, the reason and the way out; nothing else comes out."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_raw import cells, raw_pdf, ruled, show

from juesuan.documents import Document, Refusal
from juesuan.documents.ocr import PageImage, PrintedLine
from juesuan.documents.pdf import read_pdf, reader
from juesuan.documents.pdf.reader import MAX_PAGES

PICTURE = "q 595 0 0 842 0 0 cm /I Do Q\n"
XS, YS = [90.0, 210.0, 300.0], [700.0, 680.0, 660.0]
REPORT = raw_pdf(
    [
        show(90, 750, "收入10万元。")
        + ruled(XS, YS)
        + cells(XS, YS, [["项目", "决算数"], ["合计", "10.00"]]),
        show(90, 750, "支出9万元。") + show(290, 30, "— 2 —"),
    ]
)


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_pdf(data, "清河县.pdf", "0")
    assert str(caught.value).startswith("清河县.pdf：")
    assert caught.value.advice
    return caught.value


def test_password():
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + "a" * 32 + ")/U(" + "b" * 32 + ")>>/ID[<01><01>]"
    found = refusal(raw_pdf([show(90, 700, "收入")], trailer=lock))
    assert found.code == "encrypted"
    assert "密码" in str(found)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a pdf", REPORT[: len(REPORT) // 2], REPORT[:-30]])
def test_broken(data: bytes):
    assert refusal(data).code == "broken"


def test_a_shortened_linearised_file_is_broken():
    head, rest = REPORT.split(b"\n", 1)
    data = head + b"\n99 0 obj\n<</Linearized 1/L 9999999>>\nendobj\n" + rest
    assert refusal(data).code == "broken"


def test_too_many_pages():
    file = pdfium.PdfDocument.new()
    for _ in range(MAX_PAGES + 1):
        file.new_page(100, 100)
    import io

    out = io.BytesIO()
    file.save(out)
    found = refusal(out.getvalue())
    assert found.code == "too-large"
    assert str(MAX_PAGES) in str(found)


@pytest.mark.parametrize("pages", [3, 40])
def test_too_many_characters_are_refused_before_they_take_the_afternoon(pages, monkeypatch):
    """A short file while it is read, a long one by a sample of its pages."""
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 15)
    found = refusal(raw_pdf([show(90, 750, "本年支出合计十万元。")] * pages))
    assert found.code == "too-large"
    assert "拆分" in str(found)


def test_scans_are_refused_with_the_way_out():
    found = refusal(raw_pdf([PICTURE, PICTURE], image=True))
    assert found.code == "scanned"
    assert "juesuan[ocr]" in str(found)


def test_nothing_at_all():
    assert refusal(raw_pdf([""])).code == "empty"


def test_some_scanned_pages_are_named():
    pages = [show(90, 700, "收入10万元。"), PICTURE, PICTURE, show(90, 700, "支出9万元。"), PICTURE]
    document = read_pdf(raw_pdf(pages, image=True), "清河县.pdf", "0")
    assert [p.value for _, p in document.paragraphs()] == ["收入10万元。", "支出9万元。"]
    (warning,) = document.warnings
    assert "第 2-3、5 页" in warning


def test_a_blank_page_is_no_scan():
    document = read_pdf(raw_pdf([show(90, 700, "收入10万元。"), ""]), "清河县.pdf", "0")
    assert not document.warnings


def test_a_recogniser_reads_the_pictures():
    def recogniser(image: PageImage) -> Sequence[PrintedLine]:
        assert image.width > 1000
        width, size = 30.0, 30.0
        text = "收入10万元。"
        return [PrintedLine(text, (250.0, 400.0, 250.0 + width * len(text), 400.0 + size), 0.99)]

    document = read_pdf(raw_pdf([PICTURE], image=True), "清河县.pdf", "0", ocr=recogniser)
    ((_, found),) = document.paragraphs()
    assert found.value == "收入10万元。"
    anchor = found.text.runs[0].anchor
    assert anchor.page == 1
    assert anchor.bbox is not None
    assert anchor.bbox[0] == pytest.approx(90, abs=1)
    assert not document.warnings


def test_an_unsure_recogniser_is_told():
    def recogniser(image: PageImage) -> Sequence[PrintedLine]:
        return [PrintedLine("收入1O万元。", (250.0, 400.0, 450.0, 430.0), 0.4)]

    document = read_pdf(raw_pdf([PICTURE], image=True), "清河县.pdf", "0", ocr=recogniser)
    assert "第 1 页" in document.warnings[0]


def test_a_font_without_codes_is_refused_or_recognised():
    data = raw_pdf([show(90, 700, "收入支出结余决算")]).replace(b"/ToUnicode 5 0 R", b"")
    assert refusal(data).code == "garbled"
    lines = [PrintedLine("收入支出结余决算", (250.0, 400.0, 490.0, 430.0), 0.99)]
    document = read_pdf(data, "清河县.pdf", "0", ocr=lambda image: lines)
    assert [p.value for _, p in document.paragraphs()] == ["收入支出结余决算"]


def test_a_few_characters_without_a_code_are_told():
    data = raw_pdf([show(90, 700, "合计支出结余决算")])
    first = b"8 beginbfchar\n<01> <4f59>"
    assert first in data
    document = read_pdf(data.replace(first, b"7 beginbfchar\n" + b" " * 11), "清河县.pdf", "0")
    assert any("第 1 页" in w and "无法辨认" in w for w in document.warnings)


def document_or_refusal(data: bytes) -> None:
    try:
        found = read_pdf(data, "清河县.pdf", "0")
    except Refusal:
        return
    assert isinstance(found, Document)


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_bytes(data: bytes):
    document_or_refusal(data)
    document_or_refusal(b"%PDF-1.7\n" + data + b"\n%%EOF")


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes(seed: int):
    data = bytearray(REPORT)
    dice = random.Random(seed)
    for _ in range(dice.choice((1, 4, 30))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    document_or_refusal(bytes(data))


@pytest.mark.parametrize(("old", "new"), [
    ("595 842", "0 0"), ("595 842", "-5 1e30"), ("/Rotate 0", "/Rotate 45"), (" Tm", " Td"), ("re f", "re"),
    ("10.5 Tf", "1e9 Tf"), ("10.5 Tf", "0 Tf"), ("10.5 Tf", "-9 Tf"), (" Tj", " Tj Tj"),
])  # fmt: skip
def test_senseless_values(old: str, new: str):
    pad = new.ljust(len(old))[: max(len(old), len(new))]
    document_or_refusal(REPORT.replace(old.encode(), pad.encode()))


def test_a_hatched_page_makes_no_table():
    lines = "".join(f"{50 + i * 0.31:.2f} 50 m {50 + i * 0.31:.2f} 800 l\n" for i in range(1500))
    lines += "".join(f"50 {50 + i * 0.4:.2f} m 540 {50 + i * 0.4:.2f} l\n" for i in range(1500))
    document = read_pdf(raw_pdf([f"0.1 w {lines} S\n" + show(90, 20, "收入10万元。")]), "清河县.pdf", "0")
    assert [p.value for _, p in document.paragraphs()] == ["收入10万元。"]


def test_scans_stamped_with_page_numbers_are_still_scans():
    pages = [PICTURE + show(290, 30, f"— {i} —") for i in range(1, 4)]
    assert refusal(raw_pdf(pages, image=True)).code == "scanned"


def test_text_turned_into_curves_is_a_picture():
    curve = "10 0 5 10 0 10 c 0 5 5 0 10 0 c 3 3 l 4 4 l 5 5 l 6 6 l 7 7 l h f\n"
    outlines = "".join(
        f"q 1 0 0 1 {90 + 12 * (i % 30)} {700 - 20 * (i // 30)} cm 0 0 m {curve} Q\n" for i in range(60)
    )
    document = read_pdf(raw_pdf([show(90, 700, "收入10万元。"), outlines]), "清河县.pdf", "0")
    assert "第 2 页" in document.warnings[0]
