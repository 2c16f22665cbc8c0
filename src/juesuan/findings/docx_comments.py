"""The comments part of a Word package: the comments an author already has, ours after them, and who must know
of it.

A package names each of its parts twice, by content type and by relation; a comments part that only one of the
two lists knows makes Word declare the whole file damaged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from juesuan.documents.docx_names import XML_SPACE, W, strict, transitional
from juesuan.documents.docx_package import Damaged, WordPackage

AUTHOR, INITIALS = "决算审核", "审"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(data: bytes) -> Any:
    """A part as an lxml tree, which keeps the author's namespace prefixes (ElementTree would rename them)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def serialise(root: Any, strictly: bool = False) -> bytes:
    """The tree as the bytes of a part; ``strictly`` puts the strict namespaces back."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return strict(data) if strictly else data


class Comments:
    """The comments of the package: those the author already has, and ours after them."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._name = package.one("comments")
        self.added = 0
        self._root = self._open()
        ids = [int(i) for c in self._root.iter(W + "comment") if (i := c.get(W + "id") or "").isdecimal()]
        self._next = max(ids, default=-1) + 1

    def _open(self) -> Any:
        if self._name is not None and self._package.entry(self._name) is not None:
            try:
                self._package.xml(self._name)  # refuses what must not reach the second parser
                return parse(transitional(self._package.read(self._name)))
            except Damaged:
                self._name = None
        return etree.Element(W + "comments", nsmap={"w": W[1:-1]})

    def add(self, lines: Sequence[str], colour: str) -> int:
        """Append a comment, first line bold in ``colour``; returns its id."""
        comment = etree.SubElement(self._root, W + "comment")
        for name, value in (("id", str(self._next)), ("author", AUTHOR), ("initials", INITIALS)):
            comment.set(W + name, value)
        for i, line in enumerate(lines):
            _line(comment, line, colour if i == 0 else "", i == 0)
        self.added += 1
        self._next += 1
        return self._next - 1

    def parts(self, strictly: bool) -> dict[str, bytes]:
        """The parts to write: the comments, and the lists that name them if they are new."""
        package = self._package
        if self._name is not None and package.entry(self._name) is not None:
            return {package.entry(self._name) or self._name: serialise(self._root, strictly)}
        folder = posixpath.dirname(package.main)
        names = [posixpath.join(folder, f"comments{n}.xml") for n in ("", *range(1, 100))]
        name = next(n for n in names if package.entry(n) is None)
        relations = posixpath.join(folder, "_rels", posixpath.basename(package.main) + ".rels")
        return {
            name: serialise(self._root, strictly),
            package.entry(_TYPES) or _TYPES: self._types(name),
            package.entry(relations) or relations: self._relations(
                relations, posixpath.basename(name), strictly
            ),
        }

    def _types(self, name: str) -> bytes:
        root = self._part(_TYPES, _TYPES_NS + "Types")
        override = etree.SubElement(root, _TYPES_NS + "Override")
        override.set("PartName", "/" + name)
        override.set("ContentType", _COMMENTS_TYPE)
        return serialise(root)

    def _relations(self, part: str, target: str, strictly: bool) -> bytes:
        root = self._part(part, _RELATION_NS + "Relationships")
        kind = _COMMENTS_RELATION_STRICT if strictly else _COMMENTS_RELATION
        for broken in [r for r in root if r.get("Type") == kind]:
            root.remove(broken)
        taken = {r.get("Id") for r in root}
        id_ = next(i for n in range(1, len(taken) + 2) if (i := f"rIdAudit{n}") not in taken)
        relation = etree.SubElement(root, _RELATION_NS + "Relationship")
        for name, value in (("Id", id_), ("Type", kind), ("Target", target)):
            relation.set(name, value)
        return serialise(root)

    def _part(self, name: str, root: str) -> Any:
        if self._package.entry(name) is None:
            return etree.Element(root, nsmap={None: root[1:].split("}")[0]})
        try:
            self._package.xml(name)
            return parse(self._package.read(name))
        except Damaged as e:
            raise self._package.refusal(f"文件内部的目录无法读取（{e}）") from e


def _line(comment: Any, text: str, colour: str, first: bool) -> None:
    """One paragraph of a comment; the first starts with the sign Word expects there.

    Layout is stated in full, because a report's default style (large type, indented) would spill into the
    balloon.
    """
    paragraph = etree.SubElement(comment, W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    spacing = etree.SubElement(properties, W + "spacing")
    for name, value in (("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")):
        spacing.set(W + name, value)
    indent = etree.SubElement(properties, W + "ind")
    for name in ("firstLineChars", "firstLine"):
        indent.set(W + name, "0")
    if first:
        etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
    run = etree.SubElement(paragraph, W + "r")
    look = etree.SubElement(run, W + "rPr")
    if colour:
        etree.SubElement(look, W + "b")
        etree.SubElement(look, W + "color").set(W + "val", colour)
    etree.SubElement(look, W + "sz").set(W + "val", "20")
    content = etree.SubElement(run, W + "t")
    content.set(XML_SPACE, "preserve")
    content.text = _NOT_XML.sub("", text).replace("\n", " ")
