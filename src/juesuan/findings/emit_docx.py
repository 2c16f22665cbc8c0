"""Findings as comments in the author's own Word file, where they are read and answered.

Only four parts of the package are written anew: the main document (marks added, text untouched), the
comments, and the two lists that name the comments part. Every other part is copied byte for byte, so that
headers, pictures, styles and signatures of the author stay what they were; opening and saving through a
document library would rewrite them all.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from juesuan.documents.docx_names import XML_SPACE, W, is_strict, strict, transitional
from juesuan.documents.docx_package import MEDIA_TYPE, Damaged, WordPackage
from juesuan.documents.docx_styles import read_styles
from juesuan.documents.model import Place, Span
from juesuan.documents.refusal import Refusal
from juesuan.findings.docx_marks import Marker, Target
from juesuan.findings.model import Audit, Finding
from juesuan.findings.wording import LEVELS

AUTHOR, INITIALS = "决算审核", "审"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COLOURS = {"error": "C00000", "warning": "9C5700", "note": "1F4E79"}


def write_docx(audit: Audit, source: bytes) -> bytes:
    """The audited docx ``source`` with a comment at every place of every finding.

    The first place of a finding carries the whole comment, the others refer to it. Raises :class:`Refusal`
    (``not-docx``) if the audited file is no docx, because then there is nothing to comment in.
    """
    path = audit.document.path
    if audit.document.media_type != MEDIA_TYPE:
        raise Refusal(
            "not-docx",
            path,
            "批注只能写回 Word（docx）文件，这份报告不是 docx",
            "请改用 html 或 xlsx 格式输出审核结果，或提供报告的 docx 文件",
        )
    package = WordPackage(source, path)
    package.document()  # refuses what must not reach the second parser
    data = package.read(package.main)
    strictly = is_strict(data)
    root = _parse(transitional(data))
    styles = read_styles(package.optional(package.one("styles"), "样式"))
    marker = Marker(root, styles)
    comments = _Comments(package)
    marker.mark(_comment(audit, marker, comments))
    changed = {package.entry(package.main) or package.main: _bytes(root, strictly)}
    if comments.added:
        changed.update(comments.parts(strictly))
    return _packed(source, changed)


def _parse(data: bytes) -> Any:
    """A part as an lxml tree, which keeps the author's namespace prefixes (ElementTree would rename them)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def _bytes(root: Any, strictly: bool = False) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return strict(data) if strictly else data


def _packed(source: bytes, changed: dict[str, bytes]) -> bytes:
    """The package with the changed parts in their old places and new parts at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        done = set()
        for info in old.infolist():
            if info.filename in done:
                continue
            done.add(info.filename)
            entry = zipfile.ZipInfo(info.filename, info.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED if info.file_size else zipfile.ZIP_STORED
            entry.external_attr = info.external_attr
            new.writestr(entry, changed[info.filename] if info.filename in changed else old.read(info))
        for name, data in changed.items():
            if name not in done:
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, data)
    return out.getvalue()


# -- what the comments say


@dataclass(frozen=True, slots=True)
class _Note:
    """One comment to be: where it goes, the words it is about, what they are (合计, 分项 …), the value they
    need.
    """

    target: Target
    quote: str
    role: str
    restored: str = ""


def _comment(audit: Audit, marker: Marker, comments: _Comments) -> list[tuple[int, Target]]:
    """Write the comments of all findings; returns where each goes."""
    placed: list[tuple[int, Target]] = []
    for finding in audit.findings:
        notes = _notes(audit, finding, marker)
        for i, note in enumerate(notes):
            lines = (
                full_text(finding, len(notes) - 1)
                if i == 0
                else short_text(finding, note.role, note.restored)
            )
            if not note.target.exact and note.quote:
                lines = [*lines, f"（所指文字：“{note.quote}”）"]
            placed.append((comments.add(lines, _COLOURS.get(finding.level, "000000")), note.target))
    return placed


def _notes(audit: Audit, finding: Finding, marker: Marker) -> list[_Note]:
    """The places of a finding, each stretch once, then suspects that stand elsewhere; the document's start if
    none.
    """

    def note(place: Place, span: Span | None, restored: str) -> _Note | None:
        target = marker.target_of_place(place) if span is None else marker.target(audit.document, span)
        target = target or marker.fallback
        return None if target is None else _Note(target, place.quote, place.role, restored)

    found: list[_Note | None] = []
    open_suspects = list(finding.suspects)
    for i, place in enumerate(finding.places):
        span = finding.spans[i] if i < len(finding.spans) else None
        here = [s for s in open_suspects if _overlap(s.span, span)]
        open_suspects = [s for s in open_suspects if s not in here]
        found.append(note(place, span, here[0].restored if here else ""))
    found.extend(note(s.place, s.span, s.restored) for s in open_suspects)
    if not found and marker.fallback is not None:
        found.append(_Note(marker.fallback, "", ""))
    kept: dict[Target, _Note] = {}
    for each in found:
        if each is not None:
            kept.setdefault(each.target, each)
    return list(kept.values())


def _overlap(a: Span | None, b: Span | None) -> bool:
    if a is None or b is None or (a.block, a.cell) != (b.block, b.cell):
        return False
    return a.start < b.end and b.start < a.end


def full_text(finding: Finding, others: int) -> list[str]:
    """The whole comment, one line a paragraph: what is wrong, what it should be, what to do, and the rule."""
    lines = [
        f"【{LEVELS.get(finding.level, finding.level)}】{finding.title}（问题{finding.id}）",
        finding.message,
    ]
    if finding.expected and finding.expected not in finding.message:
        lines.append(f"应为：{finding.expected}")
    for suspect in finding.suspects:
        lines.append(f"最可能写错的是“{suspect.place.quote}”：改为 {suspect.restored} 后，相关数字全部吻合。")
    if finding.advice:
        lines.append(f"建议：{finding.advice}")
    if finding.basis:
        lines.append(f"依据：{finding.basis}")
    if finding.cause:
        lines.append(f"本问题由问题{finding.cause}引起，先改好问题{finding.cause}，本问题一般会随之消除。")
    if finding.explanation:
        lines.append(f"已有说明：{finding.explanation}")
    if others:
        lines.append(f"涉及的另外 {others} 处已标注“见问题{finding.id}”。")
    lines.append(f"规则 {finding.code}")
    return [line for line in lines if line]


def short_text(finding: Finding, role: str, restored: str = "") -> list[str]:
    """The comment at a further place of a finding; ``restored`` is the value that would make all agree."""
    about = f"此处为{role}" if role else ""
    if restored:
        about += ("，" if about else "此处") + f"最可能写错，改为 {restored} 后全部吻合"
    return [f"见问题{finding.id}：{finding.title}" + (f"（{about}）" if about else "")]


# -- the comments part


class _Comments:
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
                return _parse(transitional(self._package.read(self._name)))
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
            return {package.entry(self._name) or self._name: _bytes(self._root, strictly)}
        folder = posixpath.dirname(package.main)
        names = [posixpath.join(folder, f"comments{n}.xml") for n in ("", *range(1, 100))]
        name = next(n for n in names if package.entry(n) is None)
        relations = posixpath.join(folder, "_rels", posixpath.basename(package.main) + ".rels")
        return {
            name: _bytes(self._root, strictly),
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
        return _bytes(root)

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
        return _bytes(root)

    def _part(self, name: str, root: str) -> Any:
        if self._package.entry(name) is None:
            return etree.Element(root, nsmap={None: root[1:].split("}")[0]})
        try:
            self._package.xml(name)
            return _parse(self._package.read(name))
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
