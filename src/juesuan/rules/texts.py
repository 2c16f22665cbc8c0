"""The words of a report as the checks on wording read them: paragraph by paragraph, without white space.

Converters and typists scatter spaces ("3037.9 万元", "目 录"), so that no check of words could be written
against the text itself. A :class:`Stretch` is one paragraph or cell with its white space taken out, and it
still turns any stretch of those characters back into a :class:`~juesuan.documents.model.Span` of the
document.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar
from weakref import ReferenceType, ref

from juesuan.claims.model import Report
from juesuan.documents.model import Paragraph, Span
from juesuan.rules.model import Breach, Mark

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]?")
HAN = "\u4e00-\u9fff"
Made = TypeVar("Made")
_LITTLE = sys.byteorder == "little"


class Stretch(NamedTuple):
    """One paragraph or cell. ``source`` is the text as it stands, ``text`` the same without white space.

    A named tuple, not a dataclass: a report has thousands of them and they are made for every audit.
    """

    block: int
    cell: int | None
    text: str
    source: str
    role: str = "body"
    level: int = 0
    number: str = ""

    @property
    def offsets(self) -> Sequence[int]:
        """Where each character of ``text`` stands in ``source``."""
        if len(self.text) == len(self.source):
            return range(len(self.text))
        return [i for i, c in enumerate(self.source) if not c.isspace()]

    def span(self, start: int, end: int) -> Span:
        """The document span of characters ``start`` … ``end`` of ``text`` (``end`` > ``start``)."""
        offsets = self.offsets
        return Span(self.block, offsets[start], offsets[end - 1] + 1, self.cell)

    def mark(self, start: int = 0, end: int | None = None, role: str = "") -> Mark:
        """The same as a mark; without bounds, the whole stretch."""
        return Mark(self.span(start, len(self.text) if end is None else end), role)

    def joined(self, position: int) -> bool:
        """Do characters ``position`` and ``position + 1`` stand side by side in the source?"""
        offsets = self.offsets
        return offsets[position + 1] == offsets[position] + 1

    @property
    def body(self) -> bool:
        """Is this a paragraph of running text (neither heading nor cell)?"""
        return self.cell is None and self.level == 0

    def around(self, start: int, end: int, more: int = 6) -> str:
        """The characters with a little of what stands around them, for quoting."""
        return self.text[max(0, start - more) : end + more]


def once(make: Callable[[Report], Made]) -> Callable[[Report], Made]:
    """Remember what ``make`` made of the report read last: some eighty checks ask for the same things in turn."""
    last: list[tuple[ReferenceType[Report], Made]] = []

    def known(report: Report) -> Made:
        if last and last[0][0]() is report:
            return last[0][1]
        made = make(report)
        last[:] = [(ref(report), made)]
        return made

    return known


@dataclass(frozen=True, slots=True)
class Words:
    """All stretches and their texts joined by line feeds, so that one search goes through the whole report."""

    every: tuple[Stretch, ...]
    text: str
    starts: tuple[int, ...]
    pairs: frozenset[int]
    chosen: dict[tuple[bool, bool], tuple[Stretch, ...]]
    known: dict[tuple[object, ...], list[Stretch]]

    def may_hold(self, letters: str) -> bool:
        """Could these letters stand in the report: do all their pairs?"""
        if len(letters) == 2 and max(letters) <= "\uffff":  # asked a thousand times
            one, two = map(ord, letters)
            return (one | two << 16 if _LITTLE else one << 16 | two) in self.pairs
        return _sign_pairs(letters) <= self.pairs

    def doubled(self) -> list[str]:
        """The letters that stand twice in a row somewhere, doubled."""
        return [chr(pair & 0xFFFF) * 2 for pair in self.pairs if pair >> 16 == pair & 0xFFFF]

    def at(self, position: int) -> int:
        """The number of the stretch that holds a character of ``text``."""
        return bisect_right(self.starts, position) - 1


def _pairs(text: str) -> set[int]:
    """Each two letters side by side as one number (two letters of UTF-16 are 32 bits)."""
    data = memoryview(text.encode("utf-16", "surrogatepass"))[2:]  # behind the byte order mark
    odd = data[2:]
    return {*data[: len(data) // 4 * 4].cast("I"), *odd[: len(odd) // 4 * 4].cast("I")}


@lru_cache(maxsize=8192)
def _sign_pairs(sign: str) -> frozenset[int]:
    """The same of a sign, of which the checks have a few thousand and always the same ones."""
    return frozenset(_pairs(sign))


@once
def words_of(report: Report) -> Words:
    """The words of a report."""
    every = tuple(_all(report))
    texts = [s.text for s in every]
    starts = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    paragraphs = tuple(s for s in every if s.cell is None)
    chosen = {
        (True, True): every,
        (True, False): tuple(s for s in every if s.role != "toc"),
        (False, True): paragraphs,
        (False, False): tuple(s for s in paragraphs if s.role != "toc"),
    }
    text = "\n".join(texts)
    return Words(every, text, tuple(starts), frozenset(_pairs(text)), chosen, {})


def stretches(report: Report, cells: bool = True, contents: bool = False) -> tuple[Stretch, ...]:
    """Every paragraph and (unless ``cells`` is false) cell in order; lines of the contents list on demand."""
    return words_of(report).chosen[cells, contents]


def holding(
    report: Report, *signs: str | re.Pattern[str], cells: bool = True, contents: bool = False
) -> list[Stretch]:
    """The stretches that hold any of the signs: words, or patterns whose matches stay inside one stretch.

    This is the cheap first question of most checks: the whole report is searched at once, and only what holds the
    sign is looked at.
    """
    words = words_of(report)
    key = (signs, cells, contents)
    if key not in words.known:
        found: set[int] = set()
        for sign in signs:
            found.update(_places(words, sign))
        every = words.every
        words.known[key] = [
            every[i]
            for i in sorted(found)
            if (cells or every[i].cell is None) and (contents or every[i].role != "toc")
        ]
    return words.known[key]


def _places(words: Words, sign: str | re.Pattern[str]) -> Iterator[int]:
    """The numbers of the stretches in which a sign stands."""
    text, starts = words.text, words.starts
    if isinstance(sign, str):
        at = text.find(sign) if len(sign) < 2 or words.may_hold(sign) else -1
        while at >= 0:
            number = words.at(at)
            yield number
            at = text.find(sign, starts[number + 1]) if number + 1 < len(starts) else -1
        return
    m = sign.search(text)
    while m is not None:
        number = words.at(m.start())
        yield number
        m = sign.search(text, starts[number + 1]) if number + 1 < len(starts) else None


def scan(
    report: Report,
    pattern: re.Pattern[str],
    *signs: str | re.Pattern[str],
    cells: bool = True,
    contents: bool = False,
) -> Iterator[tuple[Stretch, re.Match[str]]]:
    """Every match of a pattern with its stretch, in order. A match must hold one of the ``signs``."""
    for s in holding(report, *(signs or (pattern,)), cells=cells, contents=contents):
        for m in pattern.finditer(s.text):
            yield s, m


def _all(report: Report) -> Iterator[Stretch]:
    for index, block in enumerate(report.document.blocks):
        if isinstance(block, Paragraph):
            value = block.text.value
            text = "".join(value.split())
            if text:
                yield Stretch(
                    index, None, text, value, block.role, block.level, "".join(block.number.split())
                )
        else:
            for number, cell in enumerate(block.cells):
                value = cell.text.value
                text = "".join(value.split())
                if text:
                    yield Stretch(index, number, text, value)


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
