"""Where a finding's words stand, as a person counts: in a Word file by paragraph or by table, row and column.

A Word file has no lines, and its pages depend on the printer. What everybody can count are paragraphs and
tables, so a place in such a file says which of them it is in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields
from functools import cached_property

from juesuan.documents.docx_package import MEDIA_TYPE
from juesuan.documents.model import Document, Paragraph, Place, Span, Table
from juesuan.findings.model import WordPlace

_COUNTED = ("body", "toc")


class Seats:
    """The places of one document's spans."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.counts = document.media_type == MEDIA_TYPE

    def place(self, span: Span, role: str = "") -> Place:
        """Where a span stands."""
        place = self.document.place(span, role)
        if not self.counts:
            return place
        block = self.document.blocks[span.block]
        paragraph = table = None
        if isinstance(block, Table):
            table = bisect_right(self._tables, span.block)
        elif block.role in _COUNTED:
            paragraph = bisect_right(self._paragraphs, span.block)
        values = {f.name: getattr(place, f.name) for f in fields(Place)}
        return WordPlace(**values, paragraph=paragraph, table=table)

    @cached_property
    def _paragraphs(self) -> list[int]:
        blocks = enumerate(self.document.blocks)
        return [i for i, b in blocks if isinstance(b, Paragraph) and b.role in _COUNTED]

    @cached_property
    def _tables(self) -> list[int]:
        return [i for i, b in enumerate(self.document.blocks) if isinstance(b, Table)]
