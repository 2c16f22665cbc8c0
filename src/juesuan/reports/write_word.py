"""A report in a clerk's own Word template: tags filled, every number in its content control, everything else untouched.

The template is checked whole before anything is filled, so that all of its mistakes are told at once with their places.
Filling is the document library's (docxtpl); binding is done afterwards on the finished text, because only then it is
known which characters are a number of the accounts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONS
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from juesuan.documents.composition import ComposedTable
from juesuan.documents.docx_names import W
from juesuan.documents.formats import DOCX, identify
from juesuan.documents.package import BROKEN_ZIP, damaged
from juesuan.documents.refusal import Refusal
from juesuan.reports.compose import Desk
from juesuan.reports.packs import Pack
from juesuan.reports.packs_check import Wrong
from juesuan.reports.word_bind import bind, unbind
from juesuan.reports.word_blocks import Blocks
from juesuan.reports.word_check import check_names, check_values, environment
from juesuan.reports.word_names import TOP
from juesuan.reports.word_tags import Tag, tidy
from juesuan.reports.word_values import Source
from juesuan.reports.write_docx_package import RELATION, XML, properties_of_store, zipped
from juesuan.reports.write_docx_text import FACTS_NAMESPACE, Bindings

_STORIES = {RELATIONS.HEADER: "页眉", RELATIONS.FOOTER: "页脚", RELATIONS.FOOTNOTES: "脚注"}
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
#: Mistakes a message lists before it only counts them.
_NAMED = 40


@dataclass
class Template:
    """A Word template that was read: the document, its tags in reading order, and what is wrong with them."""

    path: str
    document: DocxTemplate
    tags: list[Tag]
    wrong: list[Wrong]


@dataclass
class _Story:
    """A part with text: the body, a header, a footer, the footnotes."""

    name: str
    root: Any
    part: Any

    def keep(self) -> None:
        """Put changes back where the part is kept as bytes."""
        if not isinstance(self.part, XmlPart):
            self.part._blob = etree.tostring(
                self.root, xml_declaration=True, encoding="UTF-8", standalone=True
            )


class _Document(DocxTemplate):  # type: ignore[misc]
    """The library's template, without its readiness to repair: a file it would have to mend is an error of ours."""

    def fix_tables(self, xml: str) -> Any:
        """Refuse a broken text, of which the library would drop a part."""
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Properties hold no tags as a rule, and their words are no XML."""


def read_template(data: bytes, path: str, pack: Pack | None = None) -> Template:
    """Read a template and check every name in it. Raises :class:`Refusal` for what is no Word file."""
    found, _ = identify(data, path)
    if found is not DOCX:
        raise Refusal(
            "no-template", path, f"这是{found.title}，不是 Word 模板", "请用 Word 或 WPS 存为 docx 文件"
        )
    document = _Document(io.BytesIO(_as_document(data)))
    try:
        document.init_docx()
    except (*BROKEN_ZIP, KeyError, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise damaged(path) from error
    wrong: list[Wrong] = []
    tags: list[Tag] = []
    _forget(document.docx)
    for story in _stories(document.docx):
        unbind(story.root)
        tags += tidy(story.root, story.name, wrong)
        story.keep()
    return Template(path, document, tags, wrong or check_names(tags, pack))


def fill(
    template: Template, make: Callable[[], Desk], tables: Sequence[ComposedTable], draft: bool = False
) -> bytes:
    """The Word file of a report. ``make`` gives a fresh desk; ``tables`` are the statutory tables.

    Raises :class:`Refusal` naming each wrong tag with its place, :class:`~juesuan.reports.compose.Incomplete` where
    the accounts lack what a tag asks for. Nothing of the template is changed but its tags.
    """
    trial = Source(make(), tuple(tables))
    wrong = template.wrong or check_values(template.tags, context(trial))
    if wrong:
        raise refused(template.path, wrong)
    if not template.tags:
        raise Refusal(
            "no-tags",
            template.path,
            "模板里没有标签，填不进任何内容",
            "请在模板中写上标签，如 {{ 单位名称 }}；全部名称用 juesuan pack names 查看",
        )
    source = Source(make(), tuple(tables))
    # A glossary may stand before the words that it explains.
    source.phrases.told.update(trial.phrases.told)
    document = template.document
    try:
        document.render(context(source), environment(), autoescape=True)
    except etree.XMLSyntaxError as error:
        raise refused(
            template.path, [Wrong("模板", "标签填写后 Word 文件不完整，请把标签各自单独成段")]
        ) from error
    word = document.docx
    stories = _stories(word)
    bindings = Bindings(source.phrases.facts, controls=max(map(_last_control, stories)))
    blocks = Blocks(word, source, template.path)
    for story in stories:
        blocks.insert(story.root, story.name, bindings)
        bind(story.root, source, bindings)
        _refresh_contents(story.root)
        story.keep()
    source.desk.complete(draft)
    _keep_facts(word, bindings)
    return _saved(word)


def context(source: Source) -> dict[str, Any]:
    """The names a template sees: those of the packs, and the Chinese ones."""

    def marked(call: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: Any, **more: Any) -> Any:
            found = call(*given, **more)
            return source.marked(found) if isinstance(found, str) else found

        return told

    words = {k: marked(v) if callable(v) else v for k, v in source.desk.writer.words.items()}
    return words | {name: source.made(one.kind, one.get(source, None)) for name, one in TOP.items()}


def refused(path: str, wrong: Sequence[Wrong]) -> Refusal:
    """The refusal of a template, each mistake with its place."""
    listed = "\n".join(f"  {n}. {w.section}：{w.words}" for n, w in enumerate(wrong[:_NAMED], 1))
    rest = f"\n  …… 另有 {len(wrong) - _NAMED} 处" if len(wrong) > _NAMED else ""
    return Refusal(
        "word-template", path, f"Word 模板有 {len(wrong)} 处要改：\n{listed}{rest}\n",
        "请用 Word 或 WPS 改正后重新运行，没有写出任何文件；可用的名称用 juesuan pack names 查看",
    )  # fmt: skip


# Parts of the package


def _as_document(data: bytes) -> bytes:
    """A Word template (dotx) as a document (docx): only what it says of itself differs."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    if b"wordprocessingml.template.main+xml" not in types:
        return data
    return zipped(
        parts | {"[Content_Types].xml": types.replace(b".template.main+xml", b".document.main+xml")}
    )


def _stories(word: Any) -> list[_Story]:
    """The body first, then headers, footers and footnotes."""
    found = [_Story("正文", word.element.body, word.part)]
    for relation in word.part.rels.values():
        name = _STORIES.get(relation.reltype)
        if name is None or relation.is_external:
            continue
        part = relation.target_part
        found.append(_Story(name, part.element if isinstance(part, XmlPart) else parse_xml(part.blob), part))
    return found


def _forget(word: Any) -> None:
    """Leave out the facts of an earlier report that the template was made from."""
    for key, relation in list(word.part.rels.items()):
        if relation.reltype == RELATIONS.CUSTOM_XML and FACTS_NAMESPACE.encode() in relation.target_part.blob:
            del word.part.rels[key]


def _last_control(story: _Story) -> int:
    """The highest number of the template's own content controls; Word wants each number once."""
    found = (i.get(f"{W}val") or "" for i in story.root.iter(f"{W}id"))
    return max((int(n) for n in found if n.isdecimal() and len(n) < 10), default=0)


def _keep_facts(word: Any, bindings: Bindings) -> None:
    """The bound facts as a part of the package."""
    if not bindings.prints:
        return
    package = word.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    n = next(i for i in range(1, len(taken) + 2) if f"/customXml/item{i}.xml" not in taken)
    store = Part(
        PackURI(f"/customXml/item{n}.xml"), "application/xml", (XML + bindings.part()).encode(), package
    )
    about = properties_of_store().encode()
    store.relate_to(
        Part(PackURI(f"/customXml/itemProps{n}.xml"), _STORE_TYPE, about, package),
        f"{RELATION}/customXmlProps",
    )
    word.part.relate_to(store, RELATIONS.CUSTOM_XML)


def _refresh_contents(root: Any) -> None:
    """Tables of contents are marked out of date: their headings may have got other words and pages."""
    begin = None
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        code = (element.text or "") if element.tag == f"{W}instrText" else element.get(f"{W}instr", "")
        if element.get(f"{W}fldCharType") == "begin":
            begin = element
        elif code.split()[:1] == ["TOC"]:
            field = begin if element.tag == f"{W}instrText" else element
            if field is not None:
                field.set(f"{W}dirty", "true")


def _saved(word: Any) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    with zipfile.ZipFile(stream) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
