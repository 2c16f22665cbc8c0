"""The parts of a Word package around the report itself: styles by heading looks, fonts, footers, properties, pictures.

Static parts lie as XML files in ``styles/docx``; what depends on the report is made here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import PurePosixPath

from juesuan.documents.composition import Composition
from juesuan.reports.write_docx_text import STORE, plain
from juesuan.reports.write_layout import HEADINGS

OFFICE = "http://schemas.openxmlformats.org"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Paragraph and character properties of each look of a heading.
_LOOKS = {
    "part": ('<w:spacing w:after="280" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>', "方正小标宋简体", 44, ""),
    "first": ('<w:ind w:firstLineChars="200" w:firstLine="640"/>', "黑体", 32, ""),
    "second": ('<w:ind w:firstLineChars="200" w:firstLine="640"/>', "楷体_GB2312", 32, ""),
    "third": ('<w:ind w:firstLineChars="200" w:firstLine="643"/>', "仿宋_GB2312", 32, "<w:b/>"),
    "fourth": ('<w:ind w:firstLineChars="200" w:firstLine="640"/>', "仿宋_GB2312", 32, ""),
}  # fmt: skip


def package(
    composition: Composition, look: dict[str, str], document: str, bound: str, pictures: Sequence[bytes]
) -> bytes:
    """The Word file from ``word/document.xml``, the custom part of bound facts and the pictures in order."""
    return zipped(_parts(composition, look, document, bound, pictures))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of parts by name; its dates are fixed, so that the same report is the same file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            file.writestr(entry, content if isinstance(content, bytes) else content.encode())
    return buffer.getvalue()


def _parts(
    composition: Composition, look: dict[str, str], document: str, bound: str, pictures: Sequence[bytes]
) -> dict[str, str | bytes]:
    """The parts of the package by name."""
    word = {
        name: _asset(name)
        for name in ("styles.xml", "settings.xml", "fontTable.xml", "footer_odd.xml", "footer_even.xml")
    }
    word["styles.xml"] = word["styles.xml"].replace("<!--headings-->", _heading_styles(look))
    relations = [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")]
    relations += [("footer", "footer_odd.xml"), ("footer", "footer_even.xml")]
    relations += [("image", f"media/chart{n}.png") for n in range(1, len(pictures) + 1)]
    relations += [("customXml", "../customXml/item1.xml")]
    about = ("extended-properties", "docProps/app.xml")
    core = (
        f'<Relationship Id="core" Type="{OFFICE}/package/2006/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": XML + _relations([("officeDocument", "word/document.xml"), about], core),
        "docProps/core.xml": _core(composition),
        "docProps/app.xml": f'{XML}<Properties xmlns="{OFFICE}/officeDocument/2006/extended-properties">'
        f"<Application>Juesuan</Application><Company>{plain(composition.entity)}</Company></Properties>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": XML + _relations(relations),
        "customXml/item1.xml": XML + bound,
        "customXml/_rels/item1.xml.rels": XML + _relations([("customXmlProps", "itemProps1.xml")]),
        "customXml/itemProps1.xml": properties_of_store(),
    }  # fmt: skip
    parts |= {f"word/{name}": text for name, text in word.items()}
    return parts | {f"word/media/chart{n}.png": picture for n, picture in enumerate(pictures, 1)}


def _heading_styles(look: dict[str, str]) -> str:
    found = []
    for i, style in enumerate(HEADINGS):
        paragraph_, font, size, bold = _LOOKS[look[style]]
        found.append(
            f'<w:style w:type="paragraph" w:styleId="Heading{i + 1}"><w:name w:val="heading {i + 1}"/>'
            f'<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr>'
            f'<w:keepNext/>{paragraph_}<w:outlineLvl w:val="{i}"/></w:pPr><w:rPr><w:rFonts w:eastAsia="{font}"/>'
            f'{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    return "".join(found)


def _relations(targets: list[tuple[str, str]], more: str = "") -> str:
    """A relationships part; the id of a relationship is the file's own name without its ending."""
    found = "".join(
        f'<Relationship Id="{PurePosixPath(target).stem}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for kind, target in targets
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{found}{more}</Relationships>'


def _types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/settings.xml": f"{word}.settings+xml",
        "/word/fontTable.xml": f"{word}.fontTable+xml",
        "/word/footer_odd.xml": f"{word}.footer+xml",
        "/word/footer_even.xml": f"{word}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    found = "".join(f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in overrides.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    return f'{XML}<Types xmlns="{OFFICE}/package/2006/content-types">{defaults}{found}</Types>'


def _core(composition: Composition) -> str:
    purl = "http://purl.org/dc"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
        f'xmlns:dc="{purl}/elements/1.1/" xmlns:dcterms="{purl}/terms/"><dc:title>{plain(composition.title)}</dc:title>'
        f"<dc:subject>{composition.year}年度部门决算</dc:subject><dc:creator>{plain(composition.entity)}</dc:creator>"
        f"<cp:keywords>部门决算;{composition.year}</cp:keywords><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def properties_of_store() -> str:
    """The part that names the part of bound facts."""
    return f'{XML}<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds="{OFFICE}/officeDocument/2006/customXml"/>'


def own_styles() -> str:
    """The styles of a report with this product's looks, headings left out."""
    return _asset("styles.xml")


def _asset(name: str) -> str:
    return files("juesuan.reports").joinpath("styles", "docx", name).read_text(encoding="utf-8")
