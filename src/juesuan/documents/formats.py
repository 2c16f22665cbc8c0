"""What a file is, decided by its bytes: names lie, and finance systems export web pages that call themselves
.xls.

:func:`identify` returns the format that a reader takes, or raises the :class:`Refusal` that says how to turn
the file into one. The name serves two purposes only: to warn when it contradicts the content, and to tell
Markdown from text.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juesuan.documents import compound
from juesuan.documents.refusal import Refusal

if TYPE_CHECKING:
    from juesuan.documents.package import Package

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: what users call it, the names it may carry, and its media type."""

    code: str
    title: str
    endings: tuple[str, ...]
    media_type: str


DOCX = Format("docx", "Word 文档（docx）", ("docx", "dotx", "wps"), _OFFICE + "wordprocessingml.document")
XLSX = Format("xlsx", "Excel 工作簿（xlsx）", ("xlsx", "xltx", "et"), _OFFICE + "spreadsheetml.sheet")
XLS = Format("xls", "Excel 97-2003 工作簿（xls）", ("xls", "xlt", "et"), "application/vnd.ms-excel")
XML_BOOK = Format("xml", "XML 表格 2003", ("xml", "xls"), "application/vnd.ms-excel")
ODS = Format(
    "ods", "OpenDocument 表格（ods）", ("ods", "ots"), "application/vnd.oasis.opendocument.spreadsheet"
)
PDF = Format("pdf", "PDF", ("pdf",), "application/pdf")
HTML = Format("html", "网页（HTML）", ("html", "htm", "xhtml", "shtml"), "text/html")
MARKDOWN = Format("md", "Markdown 文本", ("md", "markdown"), "text/markdown")
CSV = Format("csv", "逗号分隔的表格（csv）", ("csv", "tsv"), "text/csv")
TEXT = Format("txt", "纯文本", ("txt", "text", "log"), "text/plain")

READABLE = (DOCX, XLSX, XLS, XML_BOOK, ODS, PDF, HTML, MARKDOWN, CSV, TEXT)
#: Endings that promise a format; a file without one of them promises nothing.
_WORDS = MARKDOWN.endings + CSV.endings + TEXT.endings
_PROMISES = {ending for one in READABLE for ending in one.endings} | {
    "doc",
    "ppt",
    "pptx",
    "ofd",
    "rtf",
    "docm",
    "xlsm",
}

_AS_DOCX = "请用 Word 或 WPS 打开，选择“另存为”，文件类型选“Word 文档（*.docx）”，再审核新文件"
_AS_XLSX = "请用 Excel 或 WPS 打开，选择“另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再审核新文件"
_AS_PDF = "请用原来的软件打开，选择“导出 PDF”或“打印到 PDF”，再审核 PDF 文件"
_UNPACK = "请先解压缩，再审核其中的报告文件（可以一次选择多个文件）"
_SUPPORTED = "可以审核 docx、pdf、xlsx、xls、ods、csv、网页（html）和文本（txt、md）文件，请换成其中一种"

_SIGNATURES: tuple[tuple[bytes, str, str, str], ...] = (
    (b"{\\rtf", "rtf", "这是 RTF 格式的文档，暂不支持", _AS_DOCX),
    (b"Rar!\x1a\x07", "archive", "这是 RAR 压缩包，不是一份报告", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "archive", "这是 7z 压缩包，不是一份报告", _UNPACK),
    (b"\x1f\x8b", "archive", "这是 gzip 压缩包，不是一份报告", _UNPACK),
    (b"BZh", "archive", "这是 bzip2 压缩包，不是一份报告", _UNPACK),
    (b"\xfd7zXZ\x00", "archive", "这是 xz 压缩包，不是一份报告", _UNPACK),
    (b"MZ", "program", "这是可执行程序，不是报告", "请不要运行它，并核实文件来源；然后重新索取报告"),
    (b"\x7fELF", "program", "这是可执行程序，不是报告", "请不要运行它，并核实文件来源；然后重新索取报告"),
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cjP  ")
_PICTURE_ADVICE = (
    "最好改用 Word 原稿或可复制文字的 PDF；若只有图片，请合成一个 PDF，"
    "并安装文字识别组件：pip install 'juesuan[ocr]'"
)

_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_PIECE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:meta|title|table|div|p|span|section|article|h[1-6]|style|center|font)\b[^<]*>",
    re.I | re.S,
)
_MIME = re.compile(rb"\s*(?:MIME-Version|Content-Type|From|Date|Subject):[^\n]*\n", re.I)


def identify(data: bytes, path: str) -> tuple[Format, tuple[str, ...]]:
    """The format of ``data`` and the warnings its name deserves; raises :class:`Refusal` if no reader takes
    it.
    """
    ending = os.path.splitext(path)[1].lower().lstrip(".")
    found = _by_content(data, path, ending)
    if ending not in _PROMISES or ending in found.endings:
        return found, ()
    return found, (f"文件名以“.{ending}”结尾，内容却是{found.title}；已按实际内容读取，建议改正文件名",)


def _by_content(data: bytes, path: str, ending: str) -> Format:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _package(data, path)
    if data.startswith(compound.MAGIC):
        return _compound(data, path)
    if b"%PDF-" in data[:1024]:
        return PDF
    for magic, code, reason, advice in _SIGNATURES:
        if data.startswith(magic):
            raise Refusal(code, path, reason, advice)
    if (data.startswith(_PICTURES) and b"\0" in data[:64]) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise Refusal("image", path, "这是一张图片，没有可以核对的文字", _PICTURE_ADVICE)
    return _textual(data, path, ending)


def _package(data: bytes, path: str) -> Format:
    from juesuan.documents.package import Package

    package = Package(data, path)
    if "[Content_Types].xml" in package:
        return _office(package, path)
    if "mimetype" in package:
        kind = package.read("mimetype")[:100].decode("ascii", errors="replace").strip()
        if "opendocument.spreadsheet" in kind:
            package.refuse_entities("content.xml")
            return ODS
        raise Refusal("odf", path, "这是 OpenDocument 格式的文件，目前只支持其中的表格（ods）", _AS_DOCX)
    if "OFD.xml" in package:
        raise Refusal("ofd", path, "这是 OFD 版式文件，暂不支持", _AS_PDF)
    raise Refusal("archive", path, "这是 zip 压缩包，不是一份报告", _UNPACK)


def _office(package: Package, path: str) -> Format:
    package.refuse_entities()
    types = package.read("[Content_Types].xml").decode("utf-8", errors="replace")
    word = "wordprocessingml." in types or "ms-word." in types
    if "macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise Refusal(
            "macro",
            path,
            "文件带有宏（可自动运行的程序），为安全起见不予读取",
            f"{_AS_DOCX if word else _AS_XLSX}；保存时若提示“宏将丢失”，选择“是”即可",
        )
    if "wordprocessingml.document.main" in types or "wordprocessingml.template.main" in types:
        return DOCX
    if "spreadsheetml.sheet.main" in types or "spreadsheetml.template.main" in types:
        return XLSX
    if "presentationml" in types:
        raise Refusal("slides", path, "这是演示文稿（PPT），不是决算或绩效报告", _AS_PDF)
    if "ms-excel.sheet.binary" in types:
        raise Refusal("xlsb", path, "这是 Excel 二进制工作簿（xlsb），暂不支持", _AS_XLSX)
    raise Refusal(
        "unknown-office",
        path,
        "这个 Office 文件里没有文档正文，也没有工作表",
        f"{_AS_DOCX}；表格请另存为 xlsx",
    )


def _compound(data: bytes, path: str) -> Format:
    streams = compound.top_level_streams(data)
    if "EncryptedPackage" in streams:
        from juesuan.documents.package import encrypted

        raise encrypted(path)
    if "WordDocument" in streams:
        raise Refusal("legacy-word", path, "这是旧版 Word 或 WPS 文档（doc、wps），暂不支持", _AS_DOCX)
    if "Workbook" in streams or "Book" in streams:
        return XLS
    if "PowerPoint Document" in streams:
        raise Refusal("slides", path, "这是旧版演示文稿（ppt），不是决算或绩效报告", _AS_PDF)
    raise Refusal(
        "unknown-ole",
        path,
        "这是旧版办公软件的文件，但认不出是哪一种，也可能已损坏",
        f"{_AS_DOCX}；表格请另存为 xlsx",
    )


def _textual(data: bytes, path: str, ending: str) -> Format:
    """Web page, Markdown, text, or a refusal: what is left when no magic number fits."""
    head = _as_ascii(data[:8192])
    if _MIME.match(head) and re.search(rb"^Content-Type:\s*multipart/related", head, re.I | re.M):
        raise Refusal(
            "mhtml", path, "这是单个文件网页（mht），暂不支持", f"{_AS_DOCX}；或在浏览器中“打印到 PDF”"
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        return XML_BOOK
    if b"<w:wordDocument" in head or b"<pkg:package" in head:
        raise Refusal("xml-word", path, "这是 XML 格式的 Word 文档，暂不支持", _AS_DOCX)
    if _HTML_START.match(head) or (ending not in _WORDS and _HTML_PIECE.match(head)):
        return HTML
    if ending in HTML.endings and re.search(rb"<[a-z]+[^>]*>", head, re.I):
        return HTML
    if head.lstrip().startswith(b"<?xml"):
        raise Refusal("xml", path, "这是 XML 数据文件，不是一份报告", _SUPPORTED)
    if not looks_like_text(data):
        raise Refusal("not-text", path, "认不出文件格式，内容也不是文字", _SUPPORTED)
    return next((one for one in (MARKDOWN, CSV) if ending in one.endings), TEXT)


#: Control bytes that occur in writing: white space, the end mark of DOS, cell and field marks of Word
#: conversions.
_HARMLESS = b"\t\n\v\f\r\x1a\x1b\x07\x13\x14\x15"


def looks_like_text(data: bytes) -> bool:
    """Are these bytes writing? Text has next to no control bytes; UTF-16 has zero bytes in one of two
    columns.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:65536]
    if b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return max(even, odd) > len(head) // 20 and min(even, odd) <= max(even, odd) // 50
    control = sum(head.count(bytes([c])) for c in range(32) if c not in _HARMLESS)
    return control <= len(head) // 25


def _as_ascii(head: bytes) -> bytes:
    """The start of a text with its marks and UTF-16 padding taken out, so that one pattern fits every
    encoding.
    """
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16-le" if head[0] == 0xFF else "utf-16-be"
        return head[2:].decode(name, errors="replace").encode("ascii", errors="replace")
    return head
