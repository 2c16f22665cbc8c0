"""What a docx style says about a paragraph: heading level, contents line, list numbering, hidden text.

Style ids are localised and arbitrary (``1``, ``a3``, ``Heading1``), so everything is asked of the style's own
properties along its based-on chain, and of its name, which Word keeps in one of two languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.documents.docx_names import W, on, value, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录|contents)\s*\d", re.I)
BODY_TEXT = 9  # outlineLvl 9 means "body text"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list a paragraph belongs to; ``None`` where nothing is said. ``number`` "0" takes it out of any
    list.
    """

    number: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself, before inheritance. ``outline`` is 0-based as in the file."""

    name: str
    based_on: str | None = None
    outline: int | None = None
    list: ListPlace = ListPlace()
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a style says in all. ``level`` is 0 for text, 1… for headings; ``list_style`` set the list."""

    level: int = 0
    contents: bool = False
    list: ListPlace = ListPlace()
    list_style: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Styles:
    """The styles of one document by id; ``default`` is the id of the default paragraph style."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    _resolved: dict[str, Resolved] = field(default_factory=dict)

    def chain(self, style: str | None) -> list[tuple[str, Style]]:
        """A style and those it is based on, nearest first; a cycle ends where it closes."""
        found: list[tuple[str, Style]] = []
        seen = set()
        while style is not None and style in self.styles and style not in seen:
            seen.add(style)
            found.append((style, self.styles[style]))
            style = self.styles[style].based_on
        return found

    def of(self, style: str | None) -> Resolved:
        """What the style of that id says; an unknown id says what the default style says."""
        style = style if style in self.styles else self.default
        if style is None:
            return Resolved()
        if style not in self._resolved:
            self._resolved[style] = self._resolve(style)
        return self._resolved[style]

    def _resolve(self, style: str) -> Resolved:
        chain = self.chain(style)
        level: int | None = None
        number: str | None = None
        depth: int | None = None
        list_style = ""
        for id_, s in chain:
            if level is None:
                level = _level(s)
            if number is None and s.list.number is not None:
                number, list_style = s.list.number, id_
            if depth is None:
                depth = s.list.level
        return Resolved(
            level or 0,
            any(_CONTENTS.match(s.name) for _, s in chain),
            ListPlace(number, depth),
            list_style,
            next((s.hidden for _, s in chain if s.hidden is not None), False),
        )


def _level(style: Style) -> int | None:
    if style.outline is not None:
        return 0 if style.outline >= BODY_TEXT else style.outline + 1
    named = _HEADING.fullmatch(style.name.strip())
    return int(named[1]) if named else None


def list_place(properties: Element | None) -> ListPlace:
    """The ``w:numPr`` of paragraph properties."""
    numbering = None if properties is None else properties.find(W + "numPr")
    if numbering is None:
        return ListPlace()
    level = value(numbering.find(W + "ilvl"))
    return ListPlace(value(numbering.find(W + "numId")), None if level is None else whole(level, 0, 0, 8))


def outline_level(properties: Element | None) -> int | None:
    """The ``w:outlineLvl`` of paragraph properties, 0-based; 9 is body text."""
    level = None if properties is None else value(properties.find(W + "outlineLvl"))
    return None if level is None else whole(level, BODY_TEXT, 0, BODY_TEXT)


def read_styles(root: Element | None) -> Styles:
    """The styles of ``word/styles.xml``; a document without that part has none."""
    if root is None:
        return Styles()
    styles: dict[str, Style] = {}
    default = None
    for element in root.iter(W + "style"):
        id_ = value(element, "styleId")
        if id_ is None:
            continue
        properties = element.find(W + "pPr")
        styles[id_] = Style(
            value(element.find(W + "name")) or "",
            value(element.find(W + "basedOn")),
            outline_level(properties),
            list_place(properties),
            on(element.find(W + "rPr"), "vanish"),
        )
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
            default = id_
    return Styles(styles, default)
