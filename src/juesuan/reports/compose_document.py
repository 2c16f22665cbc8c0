"""A composed report as the document a reader would make of it, without a file in between.

The report is audited before it is written: what the reader of :mod:`juesuan.claims` finds in this document it would also
find in the docx, pdf or html. Numbers of headings stand in the text, as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juesuan.documents.model import Block, Cell, Document, Paragraph, Span, Table, Text
from juesuan.reports.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    Piece,
)
from juesuan.reports.write_layout import above, settled

MEDIA_TYPE = "application/x-juesuan-composition"


@dataclass
class Bound:
    """The document and, for each number bound to a fact, where it stands."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[tuple[Span, str]] = field(default_factory=list)

    def paragraph(
        self, pieces: Sequence[Piece], level: int = 0, number: str = "", role: str = "body"
    ) -> None:
        """Add a paragraph; empty ones are left out, as readers do."""
        text = number + "".join(p.text for p in pieces)
        if text.strip():
            self._bind(pieces, len(number), None)
            self.blocks.append(Paragraph(Text(text), level, number.strip(), role))

    def words(self, text: str, role: str = "body") -> None:
        """Add a paragraph of plain words."""
        self.paragraph((Piece(text),), role=role)

    def table(self, made: ComposedTable) -> None:
        """Add a table; merged cells stand at their upper left corner."""
        cells: list[Cell] = []
        for row, column, cell in _placed(made):
            self._bind(cell.pieces, 0, len(cells))
            text = Text("".join(p.text for p in cell.pieces))
            cells.append(Cell(text, row, column, cell.rowspan, cell.colspan))
        columns = max((c.column + c.colspan for c in cells), default=0)
        self.blocks.append(Table(tuple(cells), len(made.rows), columns, made.title))

    def _bind(self, pieces: Sequence[Piece], at: int, cell: int | None) -> None:
        for piece in pieces:
            if piece.fact:
                self.spans.append((Span(len(self.blocks), at, at + len(piece.text), cell), piece.fact))
            at += len(piece.text)


def as_document(composition: Composition) -> Document:
    """The composition as :class:`~juesuan.documents.model.Document`."""
    return document_of(composition)[0]


def document_of(composition: Composition) -> tuple[Document, list[tuple[Span, str]]]:
    """The document, and each bound number in it with the key of its fact."""
    bound = Bound()
    for block in settled(composition).blocks:
        _add(bound, block, composition)
    return Document(composition.title, MEDIA_TYPE, "", tuple(bound.blocks)), bound.spans


def _add(bound: Bound, block: ComposedBlock, composition: Composition) -> None:
    if isinstance(block, ComposedParagraph):
        level = int(block.style[1]) if block.style[:1] == "h" and block.style[1:].isdigit() else 0
        bound.paragraph(block.pieces, level, block.number)
    elif isinstance(block, ComposedTable):
        for words in (block.title, block.label):
            bound.words(words)
        bound.words("　　".join(filter(None, above(block))))
        bound.table(block)
        for note in block.notes:
            bound.words(note)
    elif isinstance(block, Contents):
        for line in contents(composition, block.depth):
            bound.words(line, "toc")
    elif isinstance(block, ComposedFigure):
        pass  # a picture: its caption is a paragraph of its own


def contents(composition: Composition, depth: int) -> Iterator[str]:
    """The lines of the table of contents."""
    for block in composition.blocks:
        if isinstance(block, ComposedParagraph) and block.style in {f"h{n}" for n in range(1, depth + 1)}:
            yield block.number + block.text


def _placed(made: ComposedTable) -> Iterator[tuple[int, int, ComposedCell]]:
    """(row, column, cell): cells keep the order of their row and stand right of what spans down into it."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(made.rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            taken |= {(r + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            yield r, column, cell
            column += cell.colspan
