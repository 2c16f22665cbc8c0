"""Intake and readers: any published file becomes a :class:`Document`, or a :class:`Refusal` that says what to do."""

from juesuan.documents.model import (
    Anchor,
    Block,
    Cell,
    Document,
    Paragraph,
    Place,
    Removed,
    Run,
    Span,
    Table,
    Text,
)
from juesuan.documents.refusal import Refusal

__all__ = [
    "Anchor",
    "Block",
    "Cell",
    "Document",
    "Paragraph",
    "Place",
    "Refusal",
    "Removed",
    "Run",
    "Span",
    "Table",
    "Text",
]
