"""The way through a docx story: its paragraphs, tables, rows and cells in reading order, each under a stable
path.

The reader and the writer of comments must find the same characters under the same path, so both go this way.
A path counts what is really there, wrappers (content controls, custom XML) seen through: ``body/12`` is the
thirteenth paragraph or table of the body, ``body/7/tr/2/tc/1/p/0`` the first paragraph of a cell,
``body/3/box/0/p/0`` one of a text box, ``footnotes/2/p/0`` one of footnote 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from juesuan.documents.docx_names import MC, W

_THROUGH = {W + "sdt", W + "sdtContent", W + "customXml", W + "smartTag", W + "ins", W + "moveTo"}
_PARAGRAPH, _TABLE, _ROW, _CELL = W + "p", W + "tbl", W + "tr", W + "tc"
_ALTERNATE = MC + "AlternateContent"
_BOX = W + "txbxContent"
BODY = "body"


def choice(alternate: Element) -> Element | None:
    """The one branch of an ``mc:AlternateContent`` that counts: the first choice, else the fallback."""
    for name in ("Choice", "Fallback"):
        branch = alternate.find(MC + name)
        if branch is not None and len(branch):
            return branch
    return None


def children(container: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """The wanted elements of a container, wrappers seen through."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag in _THROUGH:
            yield from children(child, wanted)
        elif tag == _ALTERNATE:
            branch = choice(child)
            if branch is not None:
                yield from children(branch, wanted)


def blocks(container: Element, path: str) -> Iterator[tuple[str, Element]]:
    """(path, ``w:p`` or ``w:tbl``) of a body, cell, text box or note."""
    if path == BODY:
        for i, element in enumerate(children(container, (_PARAGRAPH, _TABLE))):
            yield f"{path}/{i}", element
        return
    counts = {"p": 0, "tbl": 0}
    for element in children(container, (_PARAGRAPH, _TABLE)):
        name = "p" if element.tag == _PARAGRAPH else "tbl"
        yield f"{path}/{name}/{counts[name]}", element
        counts[name] += 1


def rows(table: Element, path: str) -> Iterator[tuple[str, Element]]:
    """(path, ``w:tr``) of a table."""
    for i, row in enumerate(children(table, (_ROW,))):
        yield f"{path}/tr/{i}", row


def cells(row: Element, path: str) -> Iterator[tuple[str, Element]]:
    """(path, ``w:tc``) of a row, as written: a merged cell counts as often as it stands there."""
    for i, cell in enumerate(children(row, (_CELL,))):
        yield f"{path}/tc/{i}", cell


def boxes(drawing: Element) -> Iterator[Element]:
    """The text boxes of a drawing, outermost only, each alternative counted once."""
    for child in drawing:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATE:
            branch = choice(child)
            if branch is not None:
                yield from boxes(branch)
        else:
            yield from boxes(child)


def paragraphs(container: Element, path: str) -> Iterator[tuple[str, Element]]:
    """(path, ``w:p``) of a story in the order of the file, through tables and nested tables."""
    for at, element in blocks(container, path):
        if element.tag == _PARAGRAPH:
            yield at, element
        else:
            for row_at, row in rows(element, at):
                for cell_at, cell in cells(row, row_at):
                    yield from paragraphs(cell, cell_at)
