"""The pages of a Word template: how wide they are, and how a wide table gets a page on its side.

A section of a Word file is described where it ends, so a page on its side in the middle of one means two new ends: the
upright section ends before the table, and the lying one after it.
"""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml.parser import parse_xml

from juesuan.documents.docx_names import W
from juesuan.reports.write_docx import SPACES

#: The type area of an upright A4 page with GB/T 9704 margins, for a template that says nothing of its page.
_WIDTH = 8844
_MARGIN = 1800
#: What a section has once: a restart of the page numbers, a first page of its own.
_ONCE = ("titlePg",)


def page_of(at: Any) -> Any:
    """The section properties a paragraph stands under, ``None`` outside the body."""
    body = next((a for a in at.iterancestors() if a.tag == f"{W}body"), None)
    if body is None:
        return None
    top = at if at.getparent() is body else next(a for a in at.iterancestors() if a.getparent() is body)
    for element in (top, *top.itersiblings()):
        page = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        if page is not None:
            return page
    return None


def width_at(at: Any) -> int:
    """Twentieths of a point between the margins of the page, or of the cell, a paragraph stands in."""
    cell = next(at.iterancestors(f"{W}tc"), None)
    if cell is not None:
        own = cell.find(f"{W}tcPr/{W}tcW")
        return int(own.get(f"{W}w")) if own is not None and own.get(f"{W}type") == "dxa" else _WIDTH // 2
    page = page_of(at)
    return _WIDTH if page is None else width_of(page)


def width_of(page: Any) -> int:
    """The same of a section's properties."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    if size is None or margins is None:
        return _WIDTH
    sides = sum(int(margins.get(f"{W}{side}", _MARGIN)) for side in ("left", "right"))
    wide = int(size.get(f"{W}w", 11906)) - sides
    return wide if wide > 1000 else _WIDTH


def is_upright(page: Any) -> bool:
    """Is the page higher than wide, as far as the template says?"""
    size = page.find(f"{W}pgSz")
    return size is not None and int(size.get(f"{W}h", 16838)) > int(size.get(f"{W}w", 11906))


def lying(page: Any) -> Any:
    """A copy of a section's properties with the page on its side."""
    made = copy.deepcopy(page)
    lay(made)
    return made


def lay(page: Any) -> None:
    """Lay a section's page on its side: the top margin becomes the right one."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    wide, high = size.get(f"{W}w", "11906"), size.get(f"{W}h", "16838")
    size.set(f"{W}w", high)
    size.set(f"{W}h", wide)
    size.set(f"{W}orient", "landscape")
    if margins is not None:
        old = {side: margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")}
        turned = {"right": old["top"], "bottom": old["right"], "left": old["bottom"], "top": old["left"]}
        for side, value in turned.items():
            if value is not None:
                margins.set(f"{W}{side}", value)


def continue_pages(page: Any) -> None:
    """A later part of a section: page numbers go on, and no first page looks different."""
    for name in _ONCE:
        for element in page.findall(f"{W}{name}"):
            page.remove(element)
    for element in page.findall(f"{W}pgNumType"):
        element.attrib.pop(f"{W}start", None)
    kind = page.find(f"{W}type")
    if kind is not None:
        kind.set(f"{W}val", "nextPage")


def end_of_section(page: Any, style: str) -> Any:
    """A paragraph of next to no height that ends a section."""
    made = parse_xml(f'<w:p{SPACES}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    made.find(f"{W}pPr").append(page)
    return made


def begins_section(at: Any) -> bool:
    """Does nothing stand before a paragraph in its section?"""
    before = at.getprevious()
    return before is None or before.find(f"{W}pPr/{W}sectPr") is not None


def ends_body(at: Any) -> bool:
    """Does nothing follow a paragraph in the body?"""
    following = at.getnext()
    return following is None or following.tag == f"{W}sectPr"
