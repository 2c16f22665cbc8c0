"""The words of a report as the checks on wording read them: paragraph by paragraph, without white space.

Converters and typists scatter spaces ("3037.9 万元", "目 录"), so that no check of words could be written
against the text itself. A :class:`Stretch` is one paragraph or cell with its white space taken out, and it
still turns any stretch of those characters back into a :class:`~juesuan.documents.model.Span` of the
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from weakref import ReferenceType, ref

from juesuan.claims.model import Report
from juesuan.documents.model import Paragraph, Span
from juesuan.rules.model import Breach, Mark

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]?")
HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One paragraph or cell. ``text`` has no white space; ``offsets`` map it back to the block's text."""

    block: int
    cell: int | None
    text: str
    offsets: tuple[int, ...]
    role: str = "body"
    level: int = 0
    number: str = ""

    def span(self, start: int, end: int) -> Span:
        """The document span of characters ``start`` … ``end`` of ``text`` (``end`` > ``start``)."""
        return Span(self.block, self.offsets[start], self.offsets[end - 1] + 1, self.cell)

    def mark(self, start: int = 0, end: int | None = None, role: str = "") -> Mark:
        """The same as a mark; without bounds, the whole stretch."""
        return Mark(self.span(start, len(self.text) if end is None else end), role)

    def joined(self, position: int) -> bool:
        """Do characters ``position`` and ``position + 1`` stand side by side in the source?"""
        return self.offsets[position + 1] == self.offsets[position] + 1

    @property
    def body(self) -> bool:
        """Is this a paragraph of running text (neither heading nor cell)?"""
        return self.cell is None and self.level == 0

    def around(self, start: int, end: int, more: int = 6) -> str:
        """The characters with a little of what stands around them, for quoting."""
        return self.text[max(0, start - more) : end + more]


#: The stretches of the report read last: some fifty checks ask for them in turn, and making them costs most.
_last: tuple[ReferenceType[Report], tuple[Stretch, ...]] | None = None


def stretches(report: Report, cells: bool = True, contents: bool = False) -> Iterator[Stretch]:
    """Every paragraph and (unless ``cells`` is false) cell in order; lines of the contents list on demand."""
    global _last
    known = _last
    if known is None or known[0]() is not report:
        known = _last = (ref(report), tuple(_all(report)))
    return (s for s in known[1] if (cells or s.cell is None) and (contents or s.role != "toc"))


def _all(report: Report) -> Iterator[Stretch]:
    for index, block in enumerate(report.document.blocks):
        if isinstance(block, Paragraph):
            if block.value.strip():
                yield _stretch(index, None, block.value, block.role, block.level, block.number)
        else:
            for number, cell in enumerate(block.cells):
                if cell.text.value.strip():
                    yield _stretch(index, number, cell.text.value)


def _stretch(
    block: int, cell: int | None, value: str, role: str = "body", level: int = 0, number: str = ""
) -> Stretch:
    offsets = tuple(i for i, c in enumerate(value) if not c.isspace())
    return Stretch(
        block, cell, "".join(value[i] for i in offsets), offsets, role, level, "".join(number.split())
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence (a semicolon ends one too), its closing mark included."""
    for m in _SENTENCE.finditer(text):
        if m.end() > m.start():
            yield m.start(), m.end()


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence that holds a character (semicolons do not end it)."""
    start = max(text.rfind(c, 0, position) for c in "。！？") + 1
    ends = [e for e in (text.find(c, position) for c in "。！？") if e >= 0]
    return start, (min(ends) + 1 if ends else len(text))


@dataclass(slots=True)
class Finds:
    """Collects what one check found, so that the same words met again become further places of one breach."""

    found: dict[str, tuple[str, list[Mark], dict[str, str]]] = field(default_factory=dict)

    def add(self, key: str, message: str, *marks: Mark, **details: str) -> None:
        """Report ``message`` at ``marks``; a ``key`` seen before only adds its places."""
        if key in self.found:
            known = self.found[key][1]
            known.extend(m for m in marks if m not in known)
        else:
            self.found[key] = (message, list(marks), details)

    def breaches(self) -> Iterable[Breach]:
        """One breach a key; the message of several places says how many there are."""
        for key, (message, marks, details) in self.found.items():
            same = sum(m.role == marks[0].role for m in marks)
            tail = f"（全文共{same}处）" if same > 1 else ""
            yield Breach(
                message=message + tail,
                marks=tuple(marks),
                key=key,
                stated=details.get("stated", ""),
                expected=details.get("expected", ""),
                level=details.get("level"),
                certainty=details.get("certainty", "certain"),
            )
