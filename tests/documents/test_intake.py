"""The door: formats are told by content, names only deserve warnings, and each reader gets what is its own."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from compound_files import compound, workbook
from docx import Document as WordFile

from juesuan.documents import Refusal, limits, ocr
from juesuan.documents import compound as ole
from juesuan.documents.formats import identify, looks_like_text
from juesuan.documents.intake import read, read_bytes, shown_path

SENTENCE = "2023年度收入总计1,234.50万元，比上年增长12.5%。"
PAGE = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><p>{SENTENCE}</p></body></html>"


def word() -> bytes:
    file = WordFile()
    file.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("说明").write(0, 0, SENTENCE)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("报告.txt", SENTENCE.encode(), "text/plain"),
        ("报告", SENTENCE.encode("gb18030"), "text/plain"),
        ("报告.txt", SENTENCE.encode("utf-16"), "text/plain"),
        ("报告.md", SENTENCE.encode("utf-8-sig"), "text/markdown"),
        ("报告.docx", word(), "wordprocessingml"),
        ("报告.xlsx", sheet(), "spreadsheetml"),
        ("报告.xls", workbook({"说明": {(0, 0): SENTENCE}}), "ms-excel"),
        ("报告.html", PAGE.encode(), "text/html"),
        ("报告.html", f"<p>{SENTENCE}</p>".encode(), "text/html"),
    ],
)
def test_every_kind_gives_the_same_sentence(name: str, data: bytes, media: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    document = read(file)
    assert SENTENCE in [p.value for _, p in document.paragraphs()]
    assert media in document.media_type
    assert document.path == str(file)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert not document.warnings


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        ("报表.xls", PAGE.encode(), "网页"),
        ("报表.xls", sheet(), "xlsx"),
        ("报告.pdf", word(), "Word"),
        ("报告.doc", word(), "Word"),
        ("报告.docx", SENTENCE.encode(), "纯文本"),
        ("报表.xlsx", workbook({"说明": {(0, 0): SENTENCE}}), "97-2003"),
        ("报告.txt", PAGE.encode(), "网页"),
    ],
)
def test_name_that_lies_is_read_by_content_with_a_warning(name: str, data: bytes, shown: str) -> None:
    document = read_bytes(data, name)
    assert SENTENCE in [p.value for _, p in document.paragraphs()]
    assert len(document.warnings) == 1
    assert shown in document.warnings[0]
    assert "." + name.rpartition(".")[2] in document.warnings[0]


def test_markdown_with_html_tables_stays_markdown() -> None:
    found, warnings = identify("<table><tr><td>收入</td><td>1</td></tr></table>".encode(), "报告.md")
    assert found.code == "md"
    assert not warnings


def test_pdf_may_start_with_a_few_other_bytes() -> None:
    assert identify(b"\n\n%PDF-1.7\n", "报告.pdf")[0].code == "pdf"


def test_text_is_told_from_other_bytes() -> None:
    assert looks_like_text("收入\x07支出\r\n".encode() * 30)
    assert looks_like_text("收入 100 万元\n".encode("utf-16-le") * 20)
    assert not looks_like_text(os.urandom(4000) + bytes(200))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_character_does_not_cost_the_report(encoding: str) -> None:
    data = (SENTENCE + "\n").encode(encoding) * 20
    at = len(data) // 2
    document = read_bytes(data[:at] + b"\xff" + data[at:] + "款".encode(encoding)[:-1], "报告.txt")
    assert sum(p.value == SENTENCE for _, p in document.paragraphs()) >= 18
    assert any("无法识别" in warning for warning in document.warnings)


def test_noise_is_no_text() -> None:
    with pytest.raises(Refusal) as refused:
        read_bytes(bytes(range(128, 256)) * 50, "报告.txt")
    assert refused.value.code == "encoding"


def test_path_that_was_written_in_a_chinese_encoding_is_shown_readably() -> None:
    raw = os.fsdecode("决算报告.txt".encode("gbk"))
    assert shown_path(raw) == "决算报告.txt"
    assert shown_path(Path("决算报告.txt")) == "决算报告.txt"


def test_file_with_such_a_name_can_be_read(tmp_path: Path) -> None:
    file = os.path.join(os.fsencode(tmp_path), "决算.txt".encode("gbk"))
    with open(file, "wb") as stream:
        stream.write(SENTENCE.encode())
    document = read(os.fsdecode(file))
    assert document.path.endswith("决算.txt")


def test_compound_directory_lists_top_level_names_only() -> None:
    assert ole.top_level_streams(compound({"Workbook": b"x", "a": b"y"})) == {"Workbook", "a"}
    assert ole.top_level_streams(ole.MAGIC) == frozenset()
    looped = bytearray(compound({"Workbook": b"x"}))
    assert ole.top_level_streams(bytes(looped[:600])) == frozenset()


def test_text_does_not_load_the_heavy_engines(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    code = (
        "import sys\nfrom juesuan.documents.intake import read\nread(sys.argv[1])\n"
        "print([m for m in ('pypdfium2', 'lxml', 'xlrd', 'docx', 'zipfile') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_limits_are_documented_numbers() -> None:
    source = Path(limits.__file__).read_text(encoding="utf-8").splitlines()
    named = [i for i, line in enumerate(source) if re.match(r"MAX_\w+: Final", line)]
    assert len(named) >= 12
    for i in named:
        assert source[i - 1].startswith(("#:", "MAX_")), f"{source[i]} has no reason"


def test_scan_without_the_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    assert not ocr.available()
    with pytest.raises(ocr.Refusal) as refused:
        ocr.recogniser_for("扫描.pdf")
    assert refused.value.code == "scanned"
    assert "pip install 'juesuan[ocr]'" in refused.value.advice


def test_recognised_lines_are_put_in_reading_order() -> None:
    def line(text: str, x: float, y: float) -> ocr.PrintedLine:
        return ocr.PrintedLine(text, (x, y, x + 50, y + 12), 0.99)

    lines = [line("金额", 200, 102), line("合计", 10, 140), line("项目", 10, 100), line("9.50", 200, 138)]
    assert [one.text for one in ocr.in_reading_order(lines)] == ["项目", "金额", "合计", "9.50"]
