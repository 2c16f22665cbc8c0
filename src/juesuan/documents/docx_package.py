"""A docx file as a package: its parts by name, their relations, and a clear refusal where it is broken.

Every reader and writer of docx opens the file through here, so that a truncated download, a damaged part or a
hostile document type declaration ends in one sentence a clerk understands instead of a stack trace.
"""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from juesuan.documents import limits
from juesuan.documents.docx_names import is_strict, transitional
from juesuan.documents.package import Package, declares_entities
from juesuan.documents.refusal import Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Damaged(Exception):
    """A part that cannot be unpacked or parsed; the message is a Chinese phrase."""


class WordPackage:
    """The parts of one docx file by name and relation; names are compared without case, as Word does.

    Raises :class:`Refusal` (``damaged``) if the file is no package or has no readable main document.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.warnings: list[str] = []
        self.zip = Package(data, path)
        self._known: dict[str, list[tuple[str, str]]] = {}
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self.zip.names}
        self.main = self._main()

    def refusal(self, reason: str) -> Refusal:
        """A refusal of this file for ``reason``."""
        return Refusal(
            "damaged",
            self.path,
            reason,
            "请用 Word 或 WPS 打开原文件，确认内容正常后另存为新的 docx 文件再试；"
            "如果是下载的文件，请重新下载",
        )

    def entry(self, name: str) -> str | None:
        """The name of a part as the zip directory writes it, ``None`` if there is no such part."""
        return self._names.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises :class:`Damaged`."""
        entry = self.entry(name)
        if entry is None:
            raise Damaged(f"缺少 {name}")
        try:
            return self.zip.read(entry)
        except Refusal as e:
            raise Damaged(f"{name} 已损坏") from e

    def xml(self, name: str) -> Element:
        """The root element of a part, in transitional namespaces. Raises :class:`Damaged`."""
        return parse(self.read(name), name)

    def optional(self, name: str | None, what: str) -> Element | None:
        """The root of a part a document can do without; if it is damaged, a warning says what is lost."""
        if name is None or self.entry(name) is None:
            return None
        try:
            return self.xml(name)
        except Damaged:
            self.warnings.append(f"{what}部分已损坏，没有读取")
            return None

    def document(self) -> Element:
        """The root of the main document. Raises :class:`Refusal`."""
        try:
            return self.xml(self.main)
        except Damaged as e:
            raise self.refusal(f"Word 文档的正文无法读取（{e}）") from e

    def related(self, kind: str, part: str | None = None) -> list[str]:
        """Names of the parts that ``part`` (the main document) refers to as ``kind`` (``styles``,
        ``footnotes`` …).
        """
        return [
            target
            for relation, target in self._relations(self.main if part is None else part)
            if relation == kind
        ]

    def one(self, kind: str) -> str | None:
        """The first part of a kind, ``None`` if there is none."""
        found = self.related(kind)
        return found[0] if found else None

    def _relations(self, part: str) -> list[tuple[str, str]]:
        if part in self._known:
            return self._known[part]
        folder, name = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", f"{name}.rels"), "文件内部的关联信息")
        relations = self._known[part] = []
        for r in [] if root is None else root.iter(RELATIONSHIP):
            target = r.get("Target") or ""
            if r.get("TargetMode") != "External" and target:
                whole = target if target.startswith("/") else posixpath.join("/", folder, target)
                relations.append(
                    ((r.get("Type") or "").rsplit("/", 1)[-1], posixpath.normpath(whole).lstrip("/"))
                )
        return relations

    def _main(self) -> str:
        for name in (*self.related("officeDocument", ""), "word/document.xml"):
            if self.entry(name) is not None:
                return name
        raise self.refusal("文件里没有 Word 正文（缺少 word/document.xml）")


def parse(data: bytes, name: str) -> Element:
    """Parse one part. A document type declaration, which no Word file has, is refused: no entity is ever
    expanded.

    Raises :class:`Damaged`.
    """
    if declares_entities(data[: limits.MAX_XML_PROLOG_BYTES]):
        raise Damaged(f"{name} 含有不允许的外部声明")
    if is_strict(data):
        data = transitional(data)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as e:
        raise Damaged(f"{name} 的内容不完整或格式有误") from e
