"""The door of the house: a path goes in, a :class:`Document` comes out, or a :class:`Refusal` says what to do
instead.

Everything that can be wrong with a file before its text matters (missing, empty, a folder, too large,
encrypted, a bomb, another format than its name says) is found here, so that readers see only bytes of their
own kind. Readers are imported when they are needed: a command on a text file must not wait for the PDF
engine.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace

from juesuan.documents import formats, limits
from juesuan.documents.model import Document
from juesuan.documents.refusal import Refusal
from juesuan.documents.system_errors import advice_of, reason_of

#: Most bytes of a format whose reader needs far more memory or time than the file has bytes.
_SIZES = {
    formats.TEXT: limits.MAX_TEXT_BYTES,
    formats.MARKDOWN: limits.MAX_TEXT_BYTES,
    formats.CSV: limits.MAX_TEXT_BYTES,
    formats.HTML: limits.MAX_HTML_BYTES,
    formats.XLS: limits.MAX_XLS_BYTES,
    formats.XML_BOOK: limits.MAX_XLS_BYTES,
}


def read(path: str | os.PathLike[str], *, ocr: bool = True) -> Document:
    """Read a report of any supported kind; ``ocr`` allows recognising scanned pages if the extra is
    installed.

    Raises :class:`Refusal`. The format is decided by content; a name that says otherwise becomes a warning.
    """
    shown = shown_path(path)
    return read_bytes(load(path, shown), shown, ocr=ocr)


def read_carefully(path: str | os.PathLike[str], *, ocr: bool = True) -> Document:
    """Read in place what is small and of the kind its name says, everything else in the child process."""
    if not needs_guard(path):
        return read(path, ocr=ocr)
    from juesuan.documents.guard import read_guarded

    return read_guarded(path, ocr=ocr)


def needs_guard(path: str | os.PathLike[str]) -> bool:
    """Is a file large, packed or unpacked, or does its name promise nothing we read?

    Missing and broken files are left to :func:`read`.
    """
    ending = os.path.splitext(os.fspath(path))[1].lower().lstrip(".")
    try:
        if os.stat(path).st_size > limits.GUARD_BYTES:
            return True
        if not any(ending in one.endings for one in formats.READABLE):
            return os.path.isfile(path)
        with open(path, "rb") as stream:
            zipped = stream.read(4) == b"PK\x03\x04" if os.path.isfile(path) else False
    except (OSError, ValueError):
        return False
    if not zipped:
        return False
    from juesuan.documents.package import unpacked_bytes

    return unpacked_bytes(path) > limits.GUARD_UNPACKED_BYTES


def read_bytes(data: bytes, path: str, *, ocr: bool = True) -> Document:
    """Read the bytes of a file that was called ``path`` (an upload, say)."""
    if not data:
        raise Refusal("empty", path, "文件是空的（0 字节）", "请检查文件是否下载或保存完整，再重新提供")
    found, warnings = formats.identify(data, path)
    if len(data) > _SIZES.get(found, limits.MAX_FILE_BYTES):
        raise _too_large(path, len(data), _SIZES[found])
    sha256 = hashlib.sha256(data).hexdigest()
    document = _dispatch(found, data, path, sha256, ocr)
    return replace(document, warnings=(*warnings, *document.warnings)) if warnings else document


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as people can read it: names that were written in a Chinese encoding, not in UTF-8, are
    decoded.
    """
    raw = os.fspath(path)
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(raw).decode("gb18030", errors="replace")
    return raw


def load(path: str | os.PathLike[str], shown: str) -> bytes:
    """The bytes of a regular file of acceptable size; ``shown`` is how to call it. Raises :class:`Refusal`."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(
                "directory", shown, "这是一个文件夹，不是文件", "请指定文件夹中的报告文件，可以一次指定多个"
            )
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(
                "not-a-file", shown, "这不是普通文件（而是设备或管道）", "请指定保存在磁盘上的报告文件"
            )
        if status.st_size > limits.MAX_FILE_BYTES:
            raise _too_large(shown, status.st_size, limits.MAX_FILE_BYTES)
        with open(path, "rb") as stream:
            return stream.read(limits.MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Refusal(
            "missing", shown, "找不到这个文件", "请检查路径和文件名是否写对（包括扩展名），再重试"
        ) from error
    except PermissionError as error:
        raise Refusal(
            "unreadable",
            shown,
            "没有读取这个文件的权限",
            "请检查文件权限，或把文件复制到自己的文件夹后再审核",
        ) from error
    except OSError as error:
        raise Refusal(
            "unreadable",
            shown,
            f"文件读取失败（{reason_of(error)}）",
            f"{advice_of(error)}，或把文件复制到本机后再审核",
        ) from error


def _dispatch(found: formats.Format, data: bytes, path: str, sha256: str, ocr: bool) -> Document:
    if found is formats.DOCX:
        from juesuan.documents.docx import read_docx

        return read_docx(data, path, sha256)
    if found is formats.PDF:
        from juesuan.documents.ocr import available, recognise
        from juesuan.documents.pdf import read_pdf

        return read_pdf(data, path, sha256, ocr=recognise if ocr and available() else None)
    if found is formats.HTML:
        from juesuan.documents.markup import read_html

        return read_html(data, path, sha256)
    if found in (formats.XLSX, formats.XLS, formats.XML_BOOK, formats.ODS):
        from juesuan.documents.sheets import read_sheets

        return read_sheets(data, path, sha256)
    if found is formats.CSV:
        from juesuan.documents.delimited import read_delimited

        return read_delimited(data, path, sha256)
    from juesuan.documents.plain import read_plain

    return read_plain(data, path, sha256, found.media_type)


def _too_large(path: str, size: int, limit: int) -> Refusal:
    return Refusal(
        "too-large",
        path,
        f"文件有 {size / limits.MIB:.0f} MB，超过了 {limit // limits.MIB} MB 的上限",
        "请拆分成几个文件，或压缩其中的图片、删去无关的附件和工作表后再审核",
    )
