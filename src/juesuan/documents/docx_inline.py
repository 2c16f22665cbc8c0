"""The characters of one Word paragraph, as its reader sees them with all changes accepted.

A sentence is scattered over runs, fields, links, insertions, deletions and formulas. What is printed is kept;
what is not (deleted, moved away, hidden, field codes) is left out and remembered. Each kept piece knows the
element that holds it, so that a comment can later be put around exactly the same characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.documents.characters import normalise
from juesuan.documents.docx_names import MC, XML_SPACE, M, W, on, value
from juesuan.documents.docx_styles import Styles
from juesuan.documents.docx_walk import boxes, choice

_CONTENTS_FIELD = re.compile(r"\s*TOC\b|.*\bPAGEREF\s+_Toc", re.I | re.S)
#: Signs of Microsoft's symbol fonts that reports use as tick boxes and bullets (font, code) → the Unicode
#: sign.
_SYMBOLS = {
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□", ("wingdings", 0x71): "□", ("wingdings", 0x6E): "■", ("wingdings", 0x6C): "●",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x54): "☒", ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x30): "□", ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥",
    ("symbol", 0xB4): "×", ("symbol", 0xB8): "÷", ("symbol", 0xB1): "±",
    ("symbol", 0xB9): "≠", ("symbol", 0xD6): "√",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Kept characters and where they are: ``node`` is the run or formula a mark can be put beside.

    ``child`` is the child of that run that makes the characters, ``None`` where they lie deeper. If ``skip``
    is a number, they are the text of ``child`` from that character on, one for one; where it is ``None`` they
    stand for something else (a tab, a symbol) and cannot be split.
    """

    text: str
    start: int
    node: Element
    child: Element | None = None
    skip: int | None = None

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Inline:
    """One paragraph. ``removed`` holds (characters, reason, offset at which they stood)."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    removed: list[tuple[str, str, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, Element]] = field(default_factory=list)
    contents: bool = False


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: bool = False


class InlineReader:
    """Reads the paragraphs of one story in order: a field may begin in one paragraph and end in another."""

    def __init__(self, story: Element, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._odd = _unmatched(story)
        self._now = Inline()
        self._hidden = False
        self._direct = True
        self._parts: list[str] = []
        self._length = 0
        self._actions: dict[object, Callable[[Element, Element, str], None]] = {
            W + "t": self._text,
            W + "delText": self._deleted,
            W + "tab": lambda e, n, gone: self._sign("\t", n, gone, e),
            W + "ptab": lambda e, n, gone: self._sign("\t", n, gone, e),
            W + "br": lambda e, n, gone: self._sign("\n", n, gone, e),
            W + "cr": lambda e, n, gone: self._sign("\n", n, gone, e),
            W + "noBreakHyphen": lambda e, n, gone: self._sign("-", n, gone, e),
            W + "sym": self._symbol,
            W + "fldChar": self._field_mark,
            W + "instrText": self._code,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            W + "ruby": self._ruby,
            MC + "AlternateContent": self._alternate_in_run,
        }

    def read(self, paragraph: Element) -> Inline:
        """The characters of the next paragraph of the story."""
        self._now = Inline()
        self._parts, self._length = [], 0
        style = value(_find(paragraph, "pPr", "pStyle"))
        self._hidden = self._styles.of(style).hidden
        self._content(paragraph, "")
        self._now.text = "".join(self._parts)
        return self._now

    # -- between runs

    def _content(self, parent: Element, gone: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, child, gone)
            elif tag in (W + "ins", W + "moveTo", W + "hyperlink", W + "smartTag", W + "customXml", W + "sdt",
                         W + "sdtContent", W + "dir", W + "bdo"):  # fmt: skip
                self._content(child, gone)
            elif tag == W + "fldSimple":
                self._simple_field(child, gone)
            elif tag in (W + "del", W + "moveFrom"):
                self._content(child, "deleted" if tag == W + "del" else "moved")
            elif tag in (M + "oMath", M + "oMathPara"):
                self._sign(formula(child), child, gone)
            elif tag == MC + "AlternateContent":
                branch = choice(child)
                if branch is not None:
                    self._content(branch, gone)

    def _simple_field(self, element: Element, gone: str) -> None:
        self._fields.append(_Field(value(element, "instr") or "", True))
        self._content(element, gone)
        self._fields.pop()

    # -- inside a run

    def _run(self, run: Element, node: Element, gone: str) -> None:
        properties = run.find(W + "rPr")
        if not gone and self._is_hidden(properties):
            gone = "hidden"
        self._direct = run is node
        self._act(run, node, gone)

    def _act(self, parent: Element, node: Element, gone: str) -> None:
        for child in parent:
            action = self._actions.get(child.tag)
            if action is not None:
                action(child, node, gone)

    def _is_hidden(self, properties: Element | None) -> bool:
        if properties is None:
            return self._hidden
        own = on(properties, "vanish")
        if own is not None:
            return own
        style = value(properties.find(W + "rStyle"))
        return self._hidden or (style is not None and self._styles.of(style).hidden)

    def _text(self, element: Element, node: Element, gone: str) -> None:
        text = element.text or ""
        skip = 0
        if element.get(XML_SPACE) != "preserve":
            # Word drops the white space at the ends of a w:t that does not ask to keep it.
            bare = text.lstrip(" \t\r\n")
            skip = len(text) - len(bare)
            text = bare.rstrip(" \t\r\n")
        text = normalise(text.replace("\n", " ").replace("\r", " "))
        self._keep(text, node, gone, element, skip)

    def _sign(self, text: str, node: Element, gone: str, child: Element | None = None) -> None:
        self._keep(normalise(text), node, gone, child, None)

    def _keep(self, text: str, node: Element, gone: str, child: Element | None, skip: int | None) -> None:
        if not text or not all(f.result for f in self._fields):
            return
        now = self._now
        if gone:
            last = now.removed[-1] if now.removed else None
            if last is not None and last[1:] == (gone, self._length):
                now.removed[-1] = (last[0] + text, *last[1:])
            else:
                now.removed.append((text, gone, self._length))
            return
        now.pieces.append(Piece(text, self._length, node, child if self._direct else None, skip))
        self._parts.append(text)
        self._length += len(text)
        if self._fields and any(_CONTENTS_FIELD.match(f.code) for f in self._fields):
            now.contents = True

    def _deleted(self, element: Element, node: Element, gone: str) -> None:
        self._keep(element.text or "", node, gone or "deleted", None, None)

    def _symbol(self, element: Element, node: Element, gone: str) -> None:
        try:
            code = int(value(element, "char") or "", 16)
        except ValueError:
            return
        font = (value(element, "font") or "").lower()
        known = _SYMBOLS.get((font, code & 0xFF)) if code < 0x100 or 0xF000 <= code <= 0xF0FF else None
        if known is None and (code > 0x10FFFF or 0xD800 <= code <= 0xDFFF):
            return
        self._sign(known or chr(code), node, gone, element)

    def _field_mark(self, element: Element, node: Element, gone: str) -> None:
        kind = value(element, "fldCharType")
        if element in self._odd:
            return
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _code(self, element: Element, node: Element, gone: str) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += element.text or ""

    def _note(self, element: Element, node: Element, gone: str) -> None:
        if not gone:
            kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
            self._now.notes.append((kind, value(element, "id") or "", node))

    def _drawing(self, element: Element, node: Element, gone: str) -> None:
        if not gone:
            self._now.boxes.extend(boxes(element))

    def _ruby(self, element: Element, node: Element, gone: str) -> None:
        base = element.find(W + "rubyBase")
        for run in [] if base is None else base.findall(W + "r"):
            self._run(run, node, gone)

    def _alternate_in_run(self, element: Element, node: Element, gone: str) -> None:
        branch = choice(element)
        if branch is not None:
            direct, self._direct = self._direct, False
            self._act(branch, node, gone)
            self._direct = direct


def formula(math: Element) -> str:
    """The characters of an Office formula in one line; a fraction reads top/bottom."""
    if math.tag == M + "t":
        return math.text or ""
    if math.tag == M + "f":
        parts = [formula(e) if e is not None else "" for e in (math.find(M + "num"), math.find(M + "den"))]
        return "/".join(parts)
    return "".join(formula(child) for child in math)


def mark_deleted(paragraph: Element) -> bool:
    """Is the end of this paragraph a tracked deletion, so that the next one goes on in the same line?"""
    properties = _find(paragraph, "pPr", "rPr")
    return properties is not None and any(properties.find(W + n) is not None for n in ("del", "moveFrom"))


def _find(element: Element, *names: str) -> Element | None:
    found: Element | None = element
    for name in names:
        found = None if found is None else found.find(W + name)
    return found


def _unmatched(story: Element) -> set[Element]:
    """Field marks without a partner: obeyed, a lost end mark would swallow the rest of the report."""
    open_marks: list[list[Element]] = []
    odd: set[Element] = set()
    for mark in story.iter(W + "fldChar"):
        kind = value(mark, "fldCharType")
        if kind == "begin":
            open_marks.append([mark])
        elif not open_marks:
            odd.add(mark)
        elif kind == "end":
            open_marks.pop()
        else:
            open_marks[-1].append(mark)
    odd.update(mark for marks in open_marks for mark in marks)
    return odd
