"""Putting comment marks around exact characters of a Word document without changing one of them.

A quoted figure rarely coincides with a run: runs are split at its ends (a split run prints the same), and the
marks go between them. Where Word allows no comment (text boxes, footnotes), the mark goes to the paragraph or
note sign that the text belongs to.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from juesuan.documents.docx_inline import Inline, InlineReader, Piece
from juesuan.documents.docx_names import XML_SPACE, W
from juesuan.documents.docx_styles import Styles
from juesuan.documents.docx_walk import BODY, paragraphs
from juesuan.documents.model import Document, Place, Span


@dataclass(frozen=True, slots=True)
class Target:
    """Where a comment goes: from offset ``start`` of paragraph ``first`` to offset ``end`` of paragraph
    ``last``.

    ``exact`` is false where the words themselves cannot be marked and their paragraph is marked instead.
    """

    first: str
    start: int
    last: str
    end: int
    exact: bool = True


@dataclass(slots=True)
class _Segment:
    start: int
    end: int
    node: Any


class Marker:
    """The paragraphs of one document body, ready to be marked. ``root`` is the lxml tree of the main part."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._elements: dict[str, Any] = {}
        self._inlines: dict[str, Inline] = {}
        self._segments: dict[str, list[_Segment]] = {}
        self._notes: dict[str, tuple[str, Any]] = {}
        self._tails: dict[Any, Any] = {}
        body = root.find(W + "body")
        reader = InlineReader(root, styles)
        for path, element in () if body is None else paragraphs(body, BODY):
            inline = reader.read(element)
            self._elements[path] = element
            self._inlines[path] = inline
            for kind, id_, node in inline.notes:
                self._notes.setdefault(f"{kind}/{id_}", (path, node))

    @property
    def fallback(self) -> Target | None:
        """The first paragraph with text, for what has no place of its own; ``None`` in a document without
        text.
        """
        for path, inline in self._inlines.items():
            if inline.pieces:
                return Target(path, 0, path, len(inline.text), False)
        return None

    def target(self, document: Document, span: Span) -> Target | None:
        """Where the words of a span stand."""
        text = document.text_at(span)
        first, last = text.run_at(span.start), text.run_at(max(span.end - 1, span.start))
        if first is None or last is None or first[0].anchor.path is None or last[0].anchor.path is None:
            return None
        start = (first[0].anchor.column or 0) + span.start - first[0].start
        end = (last[0].anchor.column or 0) + max(span.end - 1, span.start) - last[0].start + 1
        return self._reach(first[0].anchor.path, start, last[0].anchor.path, end)

    def target_of_place(self, place: Place) -> Target | None:
        """Where a place stands, for findings that carry no spans."""
        if place.path is None:
            return None
        start = place.column or 0
        return self._reach(place.path, start, place.path, start + len(place.quote))

    def _reach(self, first: str, start: int, last: str, end: int) -> Target | None:
        """The target as far as Word lets us mark it."""
        if first in self._inlines and last in self._inlines:
            return Target(first, start, last, end)
        path = last if last in self._inlines else last.removesuffix("/number").split("/box/")[0]
        if path in self._inlines:
            return Target(path, 0, path, len(self._inlines[path].text), path == last)
        note = self._notes.get("/".join(path.split("/")[:2]))
        if note is None:
            return None
        return Target(note[0], -1, "/".join(path.split("/")[:2]), -1, False)

    def mark(self, targets: Iterable[tuple[int, Target]]) -> None:
        """Put the marks of comments (id, target) into the tree."""
        wanted = list(targets)
        bounds: dict[str, set[int]] = {}
        for _, target in wanted:
            if target.start >= 0:
                bounds.setdefault(target.first, set()).add(target.start)
                bounds.setdefault(target.last, set()).add(target.end)
        for path, offsets in bounds.items():
            self._segments[path] = _split(self._inlines[path].pieces, sorted(offsets))
        for id_, target in wanted:
            self._put(id_, *self._nodes(target))

    def _nodes(self, target: Target) -> tuple[Any, Any]:
        """First and last element of a target; an empty paragraph is marked at its end."""
        if target.start < 0:
            node = self._notes[target.last][1]
            return node, node
        after = [s.node for s in self._segments[target.first] if s.end > target.start]
        before = [s.node for s in self._segments[target.last] if s.start < target.end]
        if not after or not before:
            anchor = _element("r")
            self._elements[target.first].append(anchor)
            return anchor, anchor
        return after[0], before[-1]

    def _put(self, id_: int, first: Any, last: Any) -> None:
        first.addprevious(_mark("commentRangeStart", id_))
        end, reference = _mark("commentRangeEnd", id_), _element("r")
        reference.append(_mark("commentReference", id_))
        # Marks that end at one run stand in the order in which the comments were made.
        self._tails.get(last, last).addnext(end)
        end.addnext(reference)
        self._tails[last] = reference


def _split(pieces: Sequence[Piece], offsets: Sequence[int]) -> list[_Segment]:
    """Split the runs of a paragraph at the offsets; the segments in order, each with the element that holds
    it.
    """
    segments: list[_Segment] = []
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][0].node is piece.node:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for group in groups:
        start, end, node = group[0].start, group[-1].end, group[0].node
        tails: list[_Segment] = []
        for offset in reversed([o for o in offsets if start < o < end]):
            tail = _split_run(node, group, offset)
            if tail is not None:
                tails.append(_Segment(offset, end, tail))
                end = offset
        segments.append(_Segment(start, end, node))
        segments.extend(reversed(tails))
    return segments


def _split_run(run: Any, group: Sequence[Piece], offset: int) -> Any | None:
    """Move what stands behind ``offset`` into a new run after ``run``; ``None`` where that is impossible."""
    piece = next(p for p in group if p.start <= offset < p.end)
    child: Any = piece.child
    if child is None or (offset > piece.start and piece.skip is None):
        return None
    tail = _element("r")
    for name, value in run.attrib.items():
        tail.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        tail.append(copy.deepcopy(properties))
    moving = list(child.itersiblings())
    if offset == piece.start:
        moving.insert(0, child)
    else:
        if child.get(XML_SPACE) != "preserve":
            # White space that Word drops at the ends of this text would be kept at the ends of its halves.
            child.text = child.text[piece.skip : (piece.skip or 0) + len(piece.text)]
            child.set(XML_SPACE, "preserve")
        rest = copy.deepcopy(child)
        cut = offset - piece.start
        rest.text, child.text = child.text[cut:], child.text[:cut]
        rest.tail = None
        tail.append(rest)
    for element in moving:
        tail.append(element)
    run.addnext(tail)
    return tail


def _element(name: str) -> Any:
    return etree.Element(W + name)


def _mark(name: str, id_: int) -> Any:
    mark = _element(name)
    mark.set(W + "id", str(id_))
    return mark
