"""Web pages as documents: what a visitor reads becomes headings, paragraphs and tables, with line and tree
path.

Departments publish reports as pages, and finance systems export web pages that call themselves .xls. Both are
full of what is not the report (menus, scripts, footers), which is set aside in ``Document.removed``, and of
tables used for layout, which are opened up instead of being read as data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from juesuan.amounts import parse_printed
from juesuan.documents import limits
from juesuan.documents.markup_charset import decode_page
from juesuan.documents.markup_flow import Flow
from juesuan.documents.markup_tables import Rows, captions, cells_of, is_layout, rows_of
from juesuan.documents.markup_tree import HEADINGS, is_block, list_number, pieces, set_aside
from juesuan.documents.model import Anchor, Block, Cell, Document, Paragraph, Removed, Table
from juesuan.documents.outline import heading_of
from juesuan.documents.refusal import Refusal
from juesuan.documents.workbook.regions import stands_above, stands_below, title_among


def read_html(data: bytes, path: str, sha256: str) -> Document:
    """Read a web page. Anchors hold the source line, the path of the text node in the tree and the offset in
    it.

    Raises :class:`Refusal` (``no-content``) if the page shows no text.
    """
    page, warnings = decode_page(data)
    # Deeper trees than the parser's own limit are cut there; the limit stays, because it is what stops a
    # bomb.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.replace("\0", "\ufffd").encode("utf-8"), parser) if page.strip() else None
    walk = _Walk(path)
    if root is not None:
        walk.block(root, root.tag, 0)
        walk.end_paragraph()
    if not walk.blocks:
        raise Refusal(
            "no-content",
            path,
            "网页里没有可以核对的正文，可能是需要联网才显示内容的页面",
            "请在浏览器中打开这个网页，等内容显示完整后“打印”为 PDF，再审核 PDF 文件",
        )
    if any("depth" in error.message.lower() for error in parser.error_log):
        warnings = (*warnings, "网页的嵌套层次过深，过深的部分没有读取")
    title = next((" ".join(t.itertext()).strip() for t in root.iter("title")), "") if root is not None else ""
    facts = {"title": title} if title else {}
    return Document(path, "text/html", sha256, tuple(walk.blocks), (), tuple(walk.removed), warnings, facts)


class _Walk:
    """One pass over the tree; inline text collects in ``flow`` until a block ends."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.removed: list[Removed] = []
        self.flow = Flow()
        self.level = 0
        self.number = ""

    def block(self, element: Any, path: str, depth: int) -> None:
        """The content of an element that stands on its own lines."""
        self.end_paragraph()
        self.level = HEADINGS.get(element.tag, self.level)
        self.content(element, path, depth)
        self.end_paragraph()
        self.level = 0

    def content(self, element: Any, path: str, depth: int) -> None:
        """Text and children of an element, in order."""
        if depth > limits.MAX_NESTING:
            self.flow.add("".join(element.itertext()), Anchor(element.sourceline, 0, path=path))
            return
        for piece in pieces(element, path):
            if isinstance(piece[0], str):
                self.flow.add(piece[0], piece[1])
                continue
            child, where = piece[0], piece[1].path or path
            tag = child.tag
            reason = set_aside(child)
            if reason:
                self._remove(child, reason, where)
            elif tag == "br":
                self.end_paragraph()
            elif tag == "table":
                self._table(child, where, depth + 1)
            elif is_block(child):
                if tag == "li":
                    self.number = list_number(child)
                self.block(child, where, depth + 1)
            else:
                self.content(child, where, depth + 1)

    def end_paragraph(self) -> None:
        """Close the paragraph that is being collected; one without words leaves nothing."""
        text = self.flow.text()
        self.flow = Flow()
        if not text.value:
            return
        level, number = heading_of(text.value)
        self.blocks.append(Paragraph(text, level or self.level, number or self.number))
        self.number = ""

    def _remove(self, element: Any, reason: str, path: str) -> None:
        words = "" if reason == "code" else re.sub(r"\s+", " ", "".join(element.itertext())).strip()
        if words or reason == "code":
            self.removed.append(Removed(words, reason, Anchor(element.sourceline, path=path)))

    def _table(self, element: Any, path: str, depth: int) -> None:
        self.end_paragraph()
        rows = rows_of(element, path)
        head = len(self.blocks)
        for child, where in captions(element, path):
            self.block(child, where, depth)
        if not is_layout(rows):
            self._data(rows, head)
            return
        for row in rows:
            for cell, where in row:
                self.block(cell, where, depth)

    def _data(self, rows: Rows, head: int) -> None:
        """A table of data; rows over its head and under its foot that only hold words become paragraphs."""
        cells, width = cells_of(rows, self.source)
        by_row: list[list[Cell]] = [[] for _ in rows]
        for cell in cells:
            by_row[cell.row].append(cell)
        first, last = 0, len(rows)
        while first < last - 1 and _is_line(by_row[first]) and stands_above(_words(by_row[first])):
            first += 1
        while last - 1 > first and _is_line(by_row[last - 1]) and _is_note(by_row[last - 1]):
            last -= 1
        self._lines(by_row[:first])
        body = [
            Cell(c.text, c.row - first, c.column, min(c.rowspan, last - c.row), c.colspan)
            for row in by_row[first:last]
            for c in row
        ]
        near = self.blocks[max(0, min(head, len(self.blocks) - 3)) :]
        lines = [b.value for b in near if isinstance(b, Paragraph)]
        self.blocks.append(Table(tuple(body), last - first, width, title_among(lines)))
        self._lines(by_row[last:])

    def _lines(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            for cell in row:
                if cell.text.value:
                    level, number = heading_of(cell.text.value)
                    self.blocks.append(Paragraph(cell.text, level, number))


def _words(row: Sequence[Cell]) -> list[str]:
    return [re.sub(r"\s", "", cell.text.value) for cell in row if cell.text.value]


def _is_note(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell.text.value]
    width = filled[-1].column + filled[-1].colspan - filled[0].column
    return stands_below(_words(row), filled[0].column, width)


def _is_line(row: Sequence[Cell]) -> bool:
    """Is a row a line of words across the table: nothing in it is a number, and no cell reaches into the next
    row?
    """
    words = _words(row)
    return bool(words) and all(cell.rowspan == 1 for cell in row) and not any(map(parse_printed, words))
