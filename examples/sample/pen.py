"""The pen that writes the sample report: every checkable word goes through it, so that any of them can be planted.

A *slot* is a named place of the report (``income.general.share``). The pen prints the right text there unless a
planted text is given, and leaves invisible marks around it; :func:`lift` takes the marks out again and says where
each slot ended up. Nothing else knows which errors the report holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
MARK = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the report."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A body paragraph; ``style`` is body, cover, title (above a table), note or contents."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells as printed, the first ``header`` rows are its head.

    ``spans`` maps (row, column) to (rows, columns) of a merged cell; the covered cells hold "".
    """

    rows: tuple[tuple[str, ...], ...]
    header: int = 1
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A page break."""


Block = Heading | Text | Grid | Break


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands, rightly, at a named place, and which kind of claim it takes part in."""

    name: str
    right: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a slot ended up: block number, heading above it, the clause or cell around it."""

    slot: str
    printed: str
    block: int
    section: str
    quote: str


class Pen:
    """Prints amounts, rates and words; ``planted`` replaces the text of some slots."""

    def __init__(self, planted: Mapping[str, str] | None = None) -> None:
        self.planted = dict(planted or {})
        self.slots: dict[str, Slot] = {}

    def words(self, slot: str, right: str, kind: str) -> str:
        """``right``, or what is planted there."""
        while slot in self.slots:  # a second print of the same thing is another place
            slot += "'"
        self.slots[slot] = Slot(slot, right, kind)
        return f"{OPEN}{slot}{MIDDLE}{self.planted.get(slot, right)}{CLOSE}"

    def number(self, slot: str, cents: int, kind: str, comma: bool = True) -> str:
        """An amount in 万元 with two decimals, without its unit."""
        value = (Decimal(cents) / 10**6).quantize(CENT, ROUND_HALF_UP)
        return self.words(slot, f"{value:,}" if comma else str(value), kind)

    def money(self, slot: str, cents: int, kind: str = "repeat", unit: str = "万元") -> str:
        """An amount with its unit."""
        return self.number(slot, cents, kind) + unit

    def rate(self, slot: str, top: int, bottom: int, kind: str = "share") -> str:
        """A percentage with two decimals."""
        value = (Decimal(top) * 100 / Decimal(bottom)).quantize(CENT, ROUND_HALF_UP)
        return self.words(slot, str(value), kind) + "%"

    def count(self, slot: str, value: int, kind: str = "count") -> str:
        """A whole number."""
        return self.words(slot, str(value), kind)

    def change(self, slot: str, now: int, before: int) -> str:
        """The set phrase of a comparison: how much more or less than last year, and by what rate."""
        if now == before:
            return "持平"
        more = now > before
        verb, grow = ("增加", "增长") if more else ("减少", "下降")
        amount = self.money(f"{slot}.change", abs(now - before), "change")
        rate = self.rate(f"{slot}.rate", abs(now - before), before, "change")
        return f"{self.words(slot + '.verb', verb, 'wording')}{amount}，{grow}{rate}"

    def against(self, slot: str, now: int, budget: int) -> str:
        """Larger, smaller or equal, as the figures say."""
        word = "大于" if now > budget else "小于" if now < budget else "等于"
        return self.words(slot, word, "wording")


def clause_around(text: str, start: int, end: int) -> str:
    """The clause between punctuation marks that holds ``text[start:end]``."""
    left = max((text.rfind(c, 0, start) for c in "，。；：、\n"), default=-1) + 1
    ends = [i for c in "，。；、\n" if (i := text.find(c, end)) >= 0]
    return text[left : min(ends, default=len(text))]


def lift(blocks: list[Block]) -> tuple[list[Block], dict[str, Found]]:
    """Take the marks out; drop paragraphs that a planted text left empty. Returns the blocks and where slots are."""
    clean: list[Block] = []
    found: dict[str, Found] = {}
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            text, places = _strip(block.text)
            section = text
            clean.append(replace(block, text=text))
        elif isinstance(block, Text):
            text, places = _strip(block.text)
            if not text:
                found |= {s: Found(s, "", len(clean), section, "") for s, _, _ in places}
                continue
            clean.append(replace(block, text=text))
        elif isinstance(block, Grid):
            rows = []
            for row in block.rows:
                cells = []
                for cell in row:
                    value, marks = _strip(cell)
                    cells.append(value)
                    found |= {s: Found(s, value[a:b], len(clean), section, value) for s, a, b in marks}
                rows.append(tuple(cells))
            clean.append(replace(block, rows=tuple(rows)))
            continue
        else:
            clean.append(block)
            continue
        for slot, a, b in places:
            found[slot] = Found(slot, text[a:b], len(clean) - 1, section, clause_around(text, a, b).strip())
    return clean, found


def _strip(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    out, places, last = "", [], 0
    for mark in MARK.finditer(text):
        out += text[last : mark.start()]
        places.append((mark.group(1), len(out), len(out) + len(mark.group(2))))
        out += mark.group(2)
        last = mark.end()
    return out + text[last:], places
