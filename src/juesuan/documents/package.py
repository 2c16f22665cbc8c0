"""Opening zip packages (docx, xlsx, ods) of strangers: everything that could explode is refused before it is
unpacked.

Readers get their parts through :class:`Package`, so that no reader has to know about bombs, encryption or
entity declarations, and none can forget them.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from juesuan.documents import limits
from juesuan.documents.refusal import Refusal

#: What the zip and zlib modules raise for bytes that are not what their headers say.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    RuntimeError,
)

_PROLOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)

#: What the XML parser raises: malformed text, an encoding that does not exist, one that it cannot decode.
BROKEN_XML = (ParseError, LookupError, ValueError)


class Package:
    """A zip package whose directory has been checked against :mod:`limits`. Raises :class:`Refusal`
    throughout.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise damaged(path) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check()

    @property
    def names(self) -> list[str]:
        """The entries, in the order of the package's directory."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Unpacked bytes of an entry as the directory states them; reading never yields more."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """The unpacked bytes of an entry."""
        with self.open(name) as stream:
            return stream.read()

    @contextmanager
    def open(self, name: str) -> Iterator[Part]:
        """An entry as a stream, for parts that may be large; what breaks while reading is a refusal too."""
        if name not in self._entries:
            raise damaged(self.path)
        try:
            stream = self._zip.open(self._entries[name])
        except BROKEN_ZIP as error:
            raise damaged(self.path) from error
        with stream:
            yield Part(stream, self.path)

    def events(self, name: str) -> Iterator[tuple[str, Element]]:
        """(start | end, element) of an XML part as it is unpacked; the caller clears what it has seen."""
        with self.open(name) as stream:
            try:
                yield from iterparse(stream, ("start", "end"))
            except BROKEN_XML as error:
                raise damaged(self.path) from error

    def refuse_entities(self, *names: str) -> None:
        """Refuse XML parts with a document type: Office never writes one, an entity bomb needs one.

        ``names`` limits the check to the parts that will be read (old ODF manifests do declare a document
        type).
        """
        for name, entry in self._entries.items():
            if (names and name not in names) or not _is_xml(name):
                continue
            if entry.file_size > limits.MAX_XML_PART_BYTES:
                raise too_much(self.path, entry.file_size)
            with self.open(name) as stream:
                head = stream.read(limits.MAX_XML_PROLOG_BYTES)
            if declares_entities(head):
                raise entities(self.path)

    def _check(self) -> None:
        entries = self._entries.values()
        total = sum(entry.file_size for entry in entries)
        if len(self._zip.infolist()) > limits.MAX_ZIP_ENTRIES or total > limits.MAX_ZIP_BYTES:
            raise too_much(self.path, total)
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise encrypted(self.path)
            # Pictures are not unpacked, and a blank one packs as well as a bomb.
            ratio = entry.file_size / max(entry.compress_size, 1) if _is_xml(entry.filename) else 0
            if entry.file_size > limits.RATIO_FLOOR_BYTES and ratio > limits.MAX_ZIP_RATIO:
                raise too_much(self.path, total)


def unpacked_bytes(path: str | os.PathLike[str]) -> int:
    """Unpacked size of the XML parts of a package on disk as its directory states it; 0 if it has none."""
    try:
        with zipfile.ZipFile(path) as file:
            return sum(entry.file_size for entry in file.infolist() if _is_xml(entry.filename))
    except BROKEN_ZIP:
        return 0


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


class Part:
    """An entry being unpacked: a readable stream whose failures are refusals."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        self._stream = stream
        self._path = path

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` unpacked bytes; all of them without it."""
        try:
            return self._stream.read(size)
        except BROKEN_ZIP as error:
            raise damaged(self._path) from error


def declares_entities(head: bytes) -> bool:
    """Does XML that starts with ``head`` have a DOCTYPE, or so long a prolog that one could hide in it?"""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    if head[:2] == b"<\0":
        encoding = "utf-16-le"
    elif head[:2] == b"\0<":
        encoding = "utf-16-be"
    text = head.decode(encoding, errors="replace")
    prolog = _PROLOG.match(text)
    rest = text[prolog.end() if prolog else 0 :]
    hidden = len(head) >= limits.MAX_XML_PROLOG_BYTES and (not rest or rest.startswith(("<!--", "<?")))
    return rest[:9].upper().startswith("<!DOCTYPE") or hidden


def entities(path: str) -> Refusal:
    """The refusal of XML that declares entities."""
    return Refusal(
        "entities",
        path,
        "文件内部带有实体声明（DOCTYPE），正常的办公软件不会写出这种内容，可能是恶意文件",
        "来历不明的文件请不要打开；确认无误的，请用 Word、Excel 或 WPS 另存为新文件后再审核",
    )


def damaged(path: str) -> Refusal:
    """The refusal of a package that cannot be unpacked."""
    return Refusal(
        "damaged",
        path,
        "文件已损坏或没有下载完整，无法解开",
        "请重新下载或重新索取；如果用 Word、Excel 或 WPS 还能打开，请另存为新文件后再审核",
    )


def encrypted(path: str) -> Refusal:
    """The refusal of a file that needs a password."""
    return Refusal(
        "encrypted",
        path,
        "文件设置了打开密码",
        "请用密码打开文件，在“文件—信息—保护”中取消密码后另存，再重新审核",
    )


def too_much(path: str, unpacked: int) -> Refusal:
    """The refusal of a package that unpacks to more than any report needs."""
    return Refusal(
        "bomb",
        path,
        f"压缩包内的数据异常庞大（解开后约 {unpacked // limits.MIB} MB），远超一份报告所需，可能是恶意文件",
        "请确认文件来源；如确是报告，请打开后删去多余的图片、工作表或空白行，另存为新文件后再审核",
    )
