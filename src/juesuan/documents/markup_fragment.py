"""Tables of HTML inside other text (Markdown, converted reports), with the offset of every character.

The tree parser of :mod:`juesuan.documents.markup` knows lines of elements only; a fragment in a text file
needs the exact place of each figure, so its few table tags are read by a scanner of our own that never goes
back.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from juesuan.documents import limits
from juesuan.documents.refusal import Refusal

#: A tag of at most 2,000 characters of attributes, an end of a comment, an entity, or text up to the next of
#: them.
_PIECE = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>[^<>]{0,2000})>|(?P<comment><!--|-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)|(?P<text>[^<&-]+|[<&-])",
    re.S,
)
_SPAN = re.compile(r"(?<![\w-])(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,6})", re.I)


@dataclass(slots=True)
class FragmentCell:
    """A cell: its raw text (entities decoded, breaks as line ends), spans, and whether it is a heading cell.

    ``runs`` are (offset in ``text``, offset in the fragment): from there on, up to the next run, characters
    stand one for one. A row span of 0 reaches to the last row.
    """

    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    runs: list[tuple[int, int]] = field(default_factory=list)

    def add(self, piece: str, offset: int) -> None:
        """Append characters that start at ``offset`` of the fragment; what a tag or entity stands for has its place."""
        last = self.runs[-1] if self.runs else None
        if last is None or last[1] + len(self.text) - last[0] != offset:
            self.runs.append((len(self.text), offset))
        self.text += piece


@dataclass(slots=True)
class FragmentTable:
    """A table of a fragment: its rows of cells, and the offsets where its tag starts and its end tag ends."""

    rows: list[list[FragmentCell]]
    start: int
    end: int


def tables_in(fragment: str) -> list[FragmentTable]:
    """The outermost tables in a stretch of text, in order; a table inside a cell is text of that cell.

    Missing end tags of rows and cells are understood; a table that is never closed ends with the fragment.
    """
    found: list[FragmentTable] = []
    depth = 0
    commented = False
    for piece in _PIECE.finditer(fragment):
        tag = (piece["tag"] or "").lower()
        if piece["comment"]:
            commented = piece["comment"] == "<!--"
        elif commented:
            continue
        elif tag == "table":
            depth += -1 if piece["end"] else 1
            if depth == 1 and not piece["end"]:
                found.append(FragmentTable([], piece.start(), len(fragment)))
            elif depth == 0:
                found[-1].end = piece.end()
            depth = max(depth, 0)
        elif depth >= 1:
            _take(found[-1], piece, tag, depth)
    return found


def _take(table: FragmentTable, piece: re.Match[str], tag: str, depth: int) -> None:
    """Put a row, a cell or characters into the open table."""
    if depth == 1 and tag == "tr" and not piece["end"]:
        table.rows.append([])
    elif depth == 1 and tag in ("td", "th") and not piece["end"]:
        if not table.rows:
            table.rows.append([])
        cell = FragmentCell(header=tag == "th")
        for name, value in _SPAN.findall(piece["rest"]):
            setattr(cell, name.lower(), min(int(value), limits.MAX_SPAN))
        cell.colspan = max(cell.colspan, 1)
        table.rows[-1].append(cell)
    elif table.rows and table.rows[-1]:
        cell = table.rows[-1][-1]
        if piece["text"]:
            cell.add(piece["text"], piece.start())
        elif piece["entity"]:
            cell.add(html.unescape(piece["entity"]), piece.start())
        elif tag in ("br", "p", "div", "li") and cell.text.strip():
            cell.add("\n", piece.start())


def too_many_cells(path: str) -> Refusal:
    """The refusal of a file whose table spans more places than any report needs."""
    return Refusal(
        "too-many-cells",
        path,
        f"文件中的一张表格超过 {limits.MAX_TABLE_CELLS:,} 格",
        "请只保留要公开的报表，另存为 Word 或 Excel 文件后再审核",
    )
