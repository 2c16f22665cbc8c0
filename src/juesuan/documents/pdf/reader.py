"""A PDF with a text layer as a :class:`Document`: opening it safely, page by page, then the report as a
whole.

Encrypted, broken, scanned and endless files are refused with the way out; pages that are pictures in an
otherwise readable file are named in a warning, and read if a recogniser is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium

from juesuan.documents.model import Document
from juesuan.documents.ocr import Recogniser, scanned
from juesuan.documents.pdf.blocks import blocks_of
from juesuan.documents.pdf.contents import mark_contents
from juesuan.documents.pdf.furniture import remove_furniture
from juesuan.documents.pdf.recognised import recognise_page
from juesuan.documents.pdf.sheet import Page, read_page
from juesuan.documents.refusal import Refusal

MEDIA_TYPE = "application/pdf"
#: Pages of the longest file that is read; a county's collected reports have some hundreds.
MAX_PAGES = 2_000
#: Characters of the longest file that is read, about 1,000 usual pages and 8 seconds; dense sheets of ledgers
#: have five times as many to a page.
MAX_CHARACTERS = 1_000_000
#: A longer file is judged by so many of its pages before any is taken apart.
SAMPLE = 20

_FACTS = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate")


def read_pdf(data: bytes, path: str, sha256: str, ocr: Recogniser | None = None) -> Document:
    """Read a PDF file.

    ``path`` and ``sha256`` name it in the result. ``ocr`` reads pages that are pictures (see
    :mod:`juesuan.documents.ocr`). Raises :class:`Refusal` with code ``encrypted``, ``broken``,
    ``too-large``, ``empty``, ``garbled`` or ``scanned``.
    """
    file = _open(data, path)
    try:
        if len(file) > MAX_PAGES:
            raise Refusal(
                "too-large",
                path,
                f"共有 {len(file)} 页，超过一次可审核的 {MAX_PAGES} 页",
                "请把文件按单位或章节拆分后分别审核",
            )
        if len(file) > SAMPLE and _sampled(file) > 1.5 * MAX_CHARACTERS:
            raise _too_dense(path)
        pages, warnings = _pages(file, path, ocr)
        facts = _facts(file)
    finally:
        file.close()
    remove_furniture(pages)
    marked = mark_contents(blocks_of(pages))
    removed = [r for page in pages for r in page.removed] + marked.removed
    return Document(
        path, MEDIA_TYPE, sha256, tuple(marked.blocks), (), tuple(removed), tuple(warnings), facts
    )


def _too_dense(path: str) -> Refusal:
    return Refusal(
        "too-large",
        path,
        f"文字超过 {MAX_CHARACTERS // 10_000} 万字，一次审核不完",
        "请把文件按单位或章节拆分后分别审核；明细账、清单之类的附件不必一起审核",
    )


def _sampled(file: Any) -> float:
    """How many characters a file seems to have, from pages all over it; broken ones count as empty."""
    found = 0
    for i in range(SAMPLE):
        try:
            page = file[i * len(file) // SAMPLE]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            continue
        found += text.count_chars()
        text.close()
        page.close()
    return found * len(file) / SAMPLE


def _open(data: bytes, path: str) -> Any:
    broken = Refusal(
        "broken",
        path,
        "文件已损坏或不完整，无法打开",
        "请重新下载，或请对方重新导出 PDF 后再审核；有 Word 原稿的，直接审核原稿即可",
    )
    if _is_cut(data):
        raise broken
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if (
            getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD
            or "password" in str(error).lower()
        ):
            raise Refusal(
                "encrypted",
                path,
                "文件设有打开密码",
                "请用 PDF 软件输入密码打开，另存为不加密的 PDF 后再审核；有 Word 原稿的，直接审核原稿即可",
            ) from error
        raise broken from error
    if len(file) == 0:
        file.close()
        raise broken
    return file


def _is_cut(data: bytes) -> bool:
    """Whether the end of the file is missing: no end mark at all, or shorter than it says of itself."""
    if b"%%EOF" not in data:
        return True
    m = re.search(rb"/Linearized[^>]*?/L\s+(\d+)", data[:2048])
    return m is not None and int(m[1]) > len(data)


def _facts(file: Any) -> dict[str, str]:
    known = file.get_metadata_dict()
    facts = {key.lower(): known[key] for key in _FACTS if known.get(key)}
    facts["pages"] = str(len(file))
    return facts


def _pages(file: Any, path: str, ocr: Recogniser | None) -> tuple[list[Page], list[str]]:
    """Every page taken apart, and a warning for each group of pages that could not be read."""
    pages: list[Page] = []
    unreadable: list[int] = []
    unsure: list[int] = []
    characters = 0
    for number in range(1, len(file) + 1):
        if characters > MAX_CHARACTERS:
            raise _too_dense(path)
        try:
            handle = file[number - 1]
        except pdfium.PdfiumError:
            unreadable.append(number)
            continue
        try:
            page = read_page(handle, number)
            if (page.is_picture or page.is_garbled) and ocr is not None:
                page, is_sure = recognise_page(handle, number, ocr)
                if not is_sure:
                    unsure.append(number)
        finally:
            handle.close()
        pages.append(page)
        characters += page.characters
    pictures = [p.number for p in pages if p.is_picture]
    if not any(p.characters and not p.is_picture for p in pages):
        if pictures:
            raise scanned(path)
        raise _nothing(path, bool(unreadable))
    if sum(p.unknown for p in pages) * 2 > sum(p.characters for p in pages):
        raise Refusal(
            "garbled",
            path,
            "文字所用的字体没有编码，读出来全是乱码",
            "请由 Word 或 WPS 重新导出 PDF；没有原稿的，请先安装文字识别组件：pip install 'juesuan[ocr]'",
        )
    return pages, _warnings(pages, pictures, unreadable, unsure)


def _nothing(path: str, is_broken: bool) -> Refusal:
    if is_broken:
        return Refusal(
            "broken", path, "页面内容已损坏，一页也读不出来", "请重新下载，或请对方重新导出 PDF 后再审核"
        )
    return Refusal(
        "empty", path, "读不到任何文字", "请确认选对了文件，并且文件没有损坏；内容是图片的，请改用 Word 原稿"
    )


def _warnings(
    pages: Sequence[Page], pictures: list[int], unreadable: list[int], unsure: list[int]
) -> list[str]:
    out = []
    if pictures:
        out.append(
            f"第 {_ranges(pictures)} 页是扫描图片，其中的文字没有读取；"
            "请安装文字识别组件（juesuan[ocr]）或改用 Word 原稿"
        )
    if unreadable:
        out.append(f"第 {_ranges(unreadable)} 页已损坏，没有读取")
    if unsure:
        out.append(f"第 {_ranges(unsure)} 页由图片识别而来，个别文字把握不大，请对照原件核对")
    garbled = [p.number for p in pages if p.unknown * 20 > p.characters > 0]
    if garbled:
        out.append(
            f"第 {_ranges(garbled)} 页的部分文字因字体缺少编码无法辨认；"
            "请由 Word 或 WPS 重新导出 PDF 后再审核"
        )
    return out


def _ranges(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: 3、5-8."""
    out: list[str] = []
    start = last = numbers[0]
    for n in [*numbers[1:], -1]:
        if n == last + 1:
            last = n
            continue
        out.append(str(start) if start == last else f"{start}-{last}")
        start = last = n
    return "、".join(out)
