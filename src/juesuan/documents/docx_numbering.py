"""Automatic numbering: what Word prints before a paragraph although it stands nowhere in its text.

``numbering.xml`` holds abstract lists (levels with format, pattern, start, restart) and instances of them; a
counter per abstract list runs through the document, because instances of one list go on counting together
unless an instance says where to start anew (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.documents.docx_names import W, on, value, whole
from juesuan.documents.docx_numerals import printed
from juesuan.documents.docx_styles import ListPlace, Resolved, Styles

LEVELS = 9
_FIELD = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level (1-based) whose use restarts it, 0 never, ``None`` any
    higher.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """A ``w:num``: its abstract list, the levels it redefines, and the levels it starts anew."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a document."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, Instance] = field(default_factory=dict)


def read_lists(root: Element | None, styles: Styles) -> Lists:
    """The lists of ``word/numbering.xml``; links through a numbering style are followed."""
    lists = Lists()
    if root is None:
        return lists
    links: dict[str, str] = {}
    for element in root.findall(W + "abstractNum"):
        id_ = value(element, "abstractNumId") or ""
        lists.abstract[id_] = dict(_level(e) for e in element.findall(W + "lvl"))
        link = value(element.find(W + "numStyleLink"))
        if link is not None:
            links[id_] = link
    for element in root.findall(W + "num"):
        instance = Instance(value(element.find(W + "abstractNumId")) or "")
        for override in element.findall(W + "lvlOverride"):
            level = whole(value(override, "ilvl"), 0, 0, LEVELS - 1)
            start = value(override.find(W + "startOverride"))
            if start is not None:
                instance.starts[level] = whole(start, 1)
            changed = override.find(W + "lvl")
            if changed is not None:
                instance.levels[level] = _level(changed)[1]
        lists.instances[value(element, "numId") or ""] = instance
    for id_, style in links.items():
        target = lists.instances.get(styles.of(style).list.number or "") if style in styles.styles else None
        if target is not None and not lists.abstract[id_]:
            lists.abstract[id_] = lists.abstract.get(target.abstract, {})
    return lists


def _level(element: Element) -> tuple[int, Level]:
    restart = value(element.find(W + "lvlRestart"))
    return whole(value(element, "ilvl"), 0, 0, LEVELS - 1), Level(
        whole(value(element.find(W + "start")), 0),
        value(element.find(W + "numFmt")) or "decimal",
        value(element.find(W + "lvlText")) or "",
        None if restart is None else whole(restart, 0, 0, LEVELS),
        bool(on(element, "isLgl")),
        value(element.find(W + "pStyle")),
    )


class Counter:
    """Counts list items in reading order; one per story that is numbered (the body with its tables)."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, direct: ListPlace, style: Resolved) -> str:
        """Count one paragraph and return what Word prints before it, "" if it is in no list or only has a
        bullet.

        ``direct`` is the paragraph's own ``numPr``; what it leaves open its style decides.
        """
        number = direct.number if direct.number is not None else style.list.number
        instance = self._lists.instances.get(number or "0")
        if number in (None, "0") or instance is None:
            return ""
        levels = self._lists.abstract.get(instance.abstract, {}) | instance.levels
        level = direct.level
        if level is None and direct.number is None and style.list.level is None:
            level = next((i for i, v in levels.items() if v.style and v.style == style.list_style), None)
        if level is None:
            level = style.list.level if direct.number is None else None
        level = level or 0
        self._count(number or "0", instance, levels, level)
        return self._print(instance, levels, level)

    def _count(self, number: str, instance: Instance, levels: dict[int, Level], level: int) -> None:
        counts = self._counts.setdefault(instance.abstract, {})
        if level in instance.starts and (number, level) not in self._started:
            counts[level] = instance.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = instance.starts.get(level, levels.get(level, Level()).start)
        self._started.add((number, level))
        for higher in range(level):
            counts.setdefault(higher, instance.starts.get(higher, levels.get(higher, Level()).start))
        for deeper in [d for d in counts if d > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                del counts[deeper]

    def _print(self, instance: Instance, levels: dict[int, Level], level: int) -> str:
        own = levels.get(level, Level())
        if own.form == "bullet":
            return ""
        counts = self._counts[instance.abstract]

        def show(m: re.Match[str]) -> str:
            shown = int(m[1]) - 1
            form = levels.get(shown, Level()).form
            return printed(counts.get(shown, 1), "decimal" if own.legal and form != "decimalZero" else form)

        return _FIELD.sub(show, own.pattern).strip()
