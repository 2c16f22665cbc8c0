"""Small docx packages written by hand: a test states only the XML it is about, this adds what a package
needs.
"""

from __future__ import annotations

import io
import zipfile

from juesuan.documents.docx import read_docx
from juesuan.documents.model import Document, Paragraph, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_TYPE = "application/vnd.openxmlformats"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def docx_bytes(body: str, **parts: str) -> bytes:
    """A docx with this body and the named parts (``styles="<w:style …/>"``); ``raw_document`` replaces the
    main part.
    """
    raw = parts.pop("raw_document", None)
    parts = {"document": f"<w:body>{body}</w:body>"} | parts
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{OFFICE_TYPE}-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" '
            f'ContentType="{OFFICE_TYPE}-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        z.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        z.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>'
        )
        for name, content in parts.items():
            root = ROOTS[name]
            xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'
            z.writestr(f"word/{name}.xml", raw if name == "document" and raw is not None else xml)
    return out.getvalue()


def read(body: str, **parts: str) -> Document:
    """The document a reader makes of such a package."""
    return read_docx(docx_bytes(body, **parts), "报告.docx", "0" * 64)


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become one run."""
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A table cell; plain words become one paragraph."""
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row; plain words become cells."""
    inner = "".join(c if c.startswith("<") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def values(document: Document) -> list[str]:
    """The text of the paragraphs; a table as its rows."""
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append("|".join("/".join(block.row_values(i)) for i in range(block.rows)))
        else:
            found.append(block.value)
    return found


def paragraph(document: Document, index: int = 0) -> Paragraph:
    """A block that must be a paragraph."""
    block = document.blocks[index]
    assert isinstance(block, Paragraph)
    return block


def table(document: Document) -> Table:
    """The first table."""
    return next(document.tables())[1]
