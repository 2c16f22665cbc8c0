"""What every format of a report must give back when it is read: the words between the tables, and the tables' cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.documents.composition import ComposedFigure, ComposedParagraph, ComposedTable, Composition
from juesuan.documents.model import Document, Paragraph, Table
from juesuan.reports.write_layout import above, grid, printed, settled, words

#: The cells of a table: row, column, rowspan, colspan, words.
Cells = list[tuple[int, int, int, int, str]]


def squeezed(text: str) -> str:
    """Words without white space."""
    return re.sub(r"\s+", "", text)


def expected(composition: Composition, contents: bool = True) -> list[str | Cells]:
    """The words between two tables as one string, and each table as (row, column, rowspan, colspan, words)."""
    found: list[str | Cells] = [""]
    for block in settled(composition).blocks:
        if isinstance(block, ComposedParagraph) and (contents or block.style != "contents"):
            _say(found, printed(block))
        elif isinstance(block, ComposedFigure):
            _say(found, block.title)
        elif isinstance(block, ComposedTable):
            _say(found, "".join((block.title, block.label, *above(block))))
            rows, _ = grid(block)
            found.append(
                _filled(
                    (p.row, p.column, p.cell.rowspan, p.cell.colspan, squeezed(words(p.cell.pieces)))
                    for row in rows
                    for p in row
                )
            )
            found.append("")
            _say(found, "".join(block.notes))
    return found


def recovered(document: Document) -> list[str | Cells]:
    """The same of a document that was read; the table of contents is left out."""
    found: list[str | Cells] = [""]
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role == "body":
            _say(found, block.value)
        elif isinstance(block, Table):
            found.append(
                _filled((c.row, c.column, c.rowspan, c.colspan, squeezed(c.value)) for c in block.cells)
            )
            found.append("")
    return found


def _filled(cells: Iterable[tuple[int, int, int, int, str]]) -> Cells:
    """Without empty rows at the foot: what nobody sees need not come back."""
    found = list(cells)
    last = max((row for row, *_, text in found if text), default=-1)
    return [c for c in found if c[0] <= last]


def _say(found: list[str | Cells], text: str) -> None:
    last = found[-1]
    assert isinstance(last, str)
    found[-1] = last + squeezed(text)
