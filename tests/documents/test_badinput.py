"""Every kind of file that cannot be audited: one clear refusal that names the file, the reason and the way
out.
"""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from compound_files import compound, workbook
from docx import Document as WordFile

from juesuan.documents import Refusal, limits
from juesuan.documents.intake import read, read_bytes

DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def package(entries: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return stream.getvalue()


def content_types(*types: str) -> bytes:
    parts = "".join(f'<Override PartName="/p{i}.xml" ContentType="{t}"/>' for i, t in enumerate(types))
    return f"<Types>{parts}</Types>".encode()


def word() -> bytes:
    file = WordFile()
    file.add_paragraph("2023年度收入总计100.00万元。")
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def sheet(rows: int = 3) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("收入决算表")
    for row in range(rows):
        page.write_row(row, 0, ["一、财政拨款收入", row + 0.5, "本年"])
    book.close()
    return stream.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        entries = {name: change(name, file.read(name)) for name in file.namelist()}
    return package({**entries, **added})


def with_entities(data: bytes, part: str) -> bytes:
    def change(name: str, body: bytes) -> bytes:
        return body.replace(b"?>", b"?>" + DOCTYPE, 1) if name == part else body

    return changed(data, change)


def password_zip() -> bytes:
    """A package whose entries say that they need a password (bit 0 of their flags)."""
    data = bytearray(word())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def bomb() -> bytes:
    return package({"[Content_Types].xml": content_types(), "word/document.xml": bytes(64 * limits.MIB)})


def sheet_of(body: str) -> bytes:
    """A workbook whose only sheet has this XML."""
    return changed(
        sheet(), lambda name, data: f"<worksheet>{body}</worksheet>".encode() if "sheet1" in name else data
    )


def picture(magic: bytes) -> bytes:
    return magic + bytes(200)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"

#: name of the file → (code of the refusal, words that its reason or advice must hold, how to make it)
CASES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "空.docx": ("empty", "0 字节", lambda: b""),
    "加密.docx": (
        "encrypted",
        "取消密码",
        lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b"x"}),
    ),
    "加密2.docx": ("encrypted", "取消密码", password_zip),
    "带宏.docm": ("macro", "另存为", lambda: package({"[Content_Types].xml": content_types(MACRO_WORD)})),
    "带宏.xlsm": ("macro", "xlsx", lambda: package({"[Content_Types].xml": content_types(MACRO_SHEET)})),
    "藏宏.docx": ("macro", "docx", lambda: changed(word(), lambda _, b: b, **{"word/vbaProject.bin": b"x"})),
    "旧.doc": ("legacy-word", "另存为", lambda: compound({"1Table": b"", "WordDocument": b"x"})),
    "旧.wps": ("legacy-word", "另存为", lambda: compound({"WordDocument": b"x", "Data": b""})),
    "旧.ppt": ("slides", "PDF", lambda: compound({"PowerPoint Document": b"x"})),
    "新.pptx": ("slides", "PDF", lambda: package({"[Content_Types].xml": content_types(SLIDES)})),
    "邮件.msg": ("unknown-ole", "另存为", lambda: compound({"__properties_version1.0": b"x"})),
    "断.doc": ("unknown-ole", "损坏", lambda: compound({"WordDocument": b"x"})[:300]),
    "二进制.xlsb": ("macro", "xlsx", lambda: package({"[Content_Types].xml": content_types(BINARY)})),
    "版式.ofd": ("ofd", "PDF", lambda: package({"OFD.xml": b"<ofd/>"})),
    "文字.odt": ("odf", "另存为", lambda: package({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    "打包.zip": ("archive", "解压", lambda: package({"报告.docx": b"x"})),
    "打包.rar": ("archive", "解压", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(50)),
    "打包.7z": ("archive", "解压", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50)),
    "打包.gz": ("archive", "解压", lambda: b"\x1f\x8b\x08" + bytes(50)),
    "富文本.rtf": ("rtf", "另存为", lambda: rb"{\rtf1\ansi 2023}"),
    "假.docx": ("rtf", "另存为", lambda: rb"{\rtf1\ansi 2023}"),
    "程序.pdf": ("program", "不要运行", lambda: b"MZ\x90\x00" + bytes(300)),
    "扫描.png": ("image", "juesuan[ocr]", lambda: picture(b"\x89PNG\r\n\x1a\n")),
    "扫描.jpg": ("image", "juesuan[ocr]", lambda: picture(b"\xff\xd8\xff\xe0")),
    "扫描.tif": ("image", "juesuan[ocr]", lambda: picture(b"II*\x00")),
    "扫描.bmp": ("image", "juesuan[ocr]", lambda: picture(b"BM")),
    "网页.mht": (
        "mhtml",
        "PDF",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    ),
    "断.xml": (
        "damaged",
        "重新下载",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Work',
    ),
    "实体.xml": (
        "entities",
        "另存为",
        lambda: (
            b'<?xml version="1.0"?>'
            + DOCTYPE
            + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ),
    ),
    "数据.xml": ("xml", "docx", lambda: b'<?xml version="1.0"?><rows/>'),
    "乱.dat": ("not-text", "docx", lambda: bytes(range(256)) * 20),
    "断.docx": ("damaged", "重新下载", lambda: word()[:-2000]),
    "断.xlsx": ("damaged", "重新下载", lambda: sheet()[:-900]),
    "断.xls": ("damaged", "重新下载", lambda: compound({"Workbook": b"\x09\x08\x10"})),
    "实体.docx": ("entities", "另存为", lambda: with_entities(word(), "word/document.xml")),
    "实体.xlsx": ("entities", "另存为", lambda: with_entities(sheet(), "xl/worksheets/sheet1.xml")),
    "炸弹.docx": ("bomb", "来源", bomb),
    "多件.xlsx": ("bomb", "来源", lambda: package({str(i): b"" for i in range(limits.MAX_ZIP_ENTRIES + 1)})),
    "空.xlsx": ("unknown-office", "xlsx", lambda: package({"[Content_Types].xml": content_types()})),
    "没有内容.xlsx": ("no-content", "选错", lambda: sheet(0)),
    "没有内容.html": (
        "no-content",
        "浏览器",
        lambda: b"<!DOCTYPE html><html><body><script>x()</script></body>",
    ),
    "一格.xlsx": (
        "too-many-cells",
        "删去",
        lambda: sheet_of('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_refusal_names_file_reason_and_way_out(name: str, tmp_path: Path) -> None:
    code, words, make = CASES[name]
    file = tmp_path / name
    file.write_bytes(make())
    started = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        read(file)
    assert time.perf_counter() - started < 10
    refusal = refused.value
    assert refusal.code == code
    message = str(refusal)
    assert message.startswith(str(file))
    assert words in message
    assert refusal.reason
    assert len(refusal.advice) >= 10


def test_what_is_no_file() -> None:
    for path, code in (("/不存在/报告.docx", "missing"), ("坏\0名.docx", "missing"), ("/", "directory")):
        with pytest.raises(Refusal) as refused:
            read(path)
        assert refused.value.code == code


def test_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.docx"
    os.mkfifo(pipe)
    with pytest.raises(Refusal) as refused:
        read(pipe)
    assert refused.value.code == "not-a-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "机密.docx"
    file.write_bytes(word())
    file.chmod(0)
    with pytest.raises(Refusal) as refused:
        read(file)
    assert refused.value.code == "unreadable"


def test_size_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    file = tmp_path / "大.pdf"
    with file.open("wb") as stream:
        stream.truncate(limits.MAX_FILE_BYTES + 1)
    with pytest.raises(Refusal) as refused:
        read(file)
    assert refused.value.code == "too-large"
    assert "120 MB" in refused.value.reason


def test_text_beyond_its_own_limit() -> None:
    with pytest.raises(Refusal) as refused:
        read_bytes("收入1万元。\n".encode() * (limits.MAX_TEXT_BYTES // 16 + 1), "长.txt")
    assert refused.value.code == "too-large"


def test_million_rows_are_refused_quickly() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 1_000_001))
    data = sheet_of(f"<sheetData>{rows}</sheetData>")
    started = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        read_bytes(data, "明细.xlsx")
    assert time.perf_counter() - started < 10
    assert refused.value.code == "too-many-cells"
    assert "收入决算表" in refused.value.reason


def test_stray_cell_in_the_last_row_costs_nothing() -> None:
    data = sheet_of(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>3</v></c><c r="B1048576"><v>4</v></c></row></sheetData>'
    )
    started = time.perf_counter()
    document = read_bytes(data, "散.xlsx")
    assert time.perf_counter() - started < 2
    (_, table), *_ = document.tables()
    assert [table.row_values(r) for r in range(table.rows)] == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    "prolog",
    [
        b"<?xml version='1.0'?><!--" + b"x" * limits.MAX_XML_PROLOG_BYTES + b"-->" + DOCTYPE,
        "<?xml version='1.0' encoding='utf-16'?>".encode("utf-16") + DOCTYPE.decode().encode("utf-16-le"),
    ],
    ids=["behind a long comment", "in UTF-16"],
)
def test_hidden_entity_declaration(prolog: bytes) -> None:
    data = changed(word(), lambda name, body: prolog + body if name == "word/document.xml" else body)
    with pytest.raises(Refusal) as refused:
        read_bytes(data, "藏.docx")
    assert refused.value.code == "entities"


def test_encrypted_xls() -> None:
    data = workbook({"表": {(0, 0): "收入", (0, 1): (1.0, 0)}})
    start = data.index(struct.pack("<4H", 0x809, 16, 0x600, 5)) + 20
    # A FILEPASS record in place of the code page says that everything behind it is encrypted.
    record = struct.pack("<HHH", 0x2F, 2, 1)
    with pytest.raises(Refusal) as refused:
        read_bytes(data[:start] + record + data[start + len(record) :], "加密.xls")
    assert refused.value.code == "encrypted"
