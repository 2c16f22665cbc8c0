"""A composed report before any file format: blocks in order, in which every number knows the fact it states.

Statutory tables (room ``accounts``) and narrative (room ``reports``) are both made of these records, and each writer
(docx, pdf, html, xlsx, csv) turns them into bytes and keeps the bindings in its own way (content control,
``data-fact``, named cell), so that a re-read recovers the facts. It is the outward sister of
:mod:`juesuan.documents.model`, below both rooms that fill it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact as stated: concept, measure, year and scope as in :class:`juesuan.claims.model.Fact`.

    ``value`` is in 分 for money, in 1/10000 for rates and shares (99.75 % → 9975 with ``decimals`` 2), a plain count
    else; a ``scale`` other than 0 says how many steps of it make one of its unit instead (9.5 分 of a score: 95 with 10).
    ``formula`` says in words and figures how it was computed.
    """

    key: str
    concept: str
    measure: str
    year: int
    scope: str
    value: int
    unit: str
    decimals: int
    formula: str = ""
    contributors: tuple[str, ...] = ()
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``fact`` is the key of the fact it prints, "" for plain words."""

    text: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph. ``style`` is cover-title, cover, h1 … h5, body, list, caption, note, unit-line or contents."""

    pieces: tuple[Piece, ...]
    style: str = "body"
    number: str = ""

    @property
    def text(self) -> str:
        """The words, without the automatic number."""
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class ComposedCell:
    """A table cell; ``align`` is left, center or right; ``tone`` (green, yellow, red) colours what its words say too."""

    pieces: tuple[Piece, ...]
    rowspan: int = 1
    colspan: int = 1
    align: str = "left"
    bold: bool = False
    header: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ComposedTable:
    """A table. ``form`` is the statutory form's code ("" if none); ``widths`` are relative; ``head`` header rows repeat."""

    title: str
    rows: tuple[tuple[ComposedCell, ...], ...]
    head: int = 1
    form: str = ""
    label: str = ""  # 公开01表
    entity: str = ""
    unit: str = "万元"
    widths: tuple[int, ...] = ()
    landscape: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComposedFigure:
    """A chart as one Vega-Lite specification, with its caption and alternative text."""

    title: str
    spec: dict[str, Any]
    alternative: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page begins here."""


ComposedBlock = ComposedParagraph | ComposedTable | ComposedFigure | Contents | PageBreak


@dataclass(frozen=True)
class Composition:
    """A whole report, ready for any writer."""

    title: str
    entity: str
    year: int
    area: str
    pack: str
    blocks: tuple[ComposedBlock, ...]
    facts: dict[str, StatedFact] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  # what a draft still lacks, in words for the clerk
