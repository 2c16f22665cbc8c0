"""The records of a composed report, under the name of the room that composes it.

They are defined in :mod:`juesuan.documents.composition`, because the statutory tables of ``accounts`` are made of
them too and rooms import in one direction only.
"""

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    PageBreak,
    Piece,
    StatedFact,
)

__all__ = [
    "ComposedBlock",
    "ComposedCell",
    "ComposedFigure",
    "ComposedParagraph",
    "ComposedTable",
    "Composition",
    "Contents",
    "PageBreak",
    "Piece",
    "StatedFact",
]
