"""Tables said to be empty: the remark 本表无数据 must not stand beside a table with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.statutory.entries import Entry
from juesuan.claims.statutory.titles import named_forms
from juesuan.documents.model import Document, Paragraph, Span
from juesuan.taxonomy import Form

#: A remark under a table that it holds no figures.
EMPTY = re.compile(
    r"(?:本|此|该)表(?:为空表?|无数据|无数|没有数据|无内容|以空表列示)"
    r"|(?:空表列示|公开空表|故为空表)"
)
#: The money that many entities do not have: a remark about it does not mean a table of other money.
_MONEY = re.compile(r"政府性基金|国有资本经营")
#: How many paragraphs below a table may hold the remark.
REACH = 4


def empty_claims(document: Document, entries: Sequence[Entry]) -> Iterator[Claim]:
    """For each table with such a remark: its largest figure is nought."""
    by_block: dict[int, list[Entry]] = {}
    for entry in entries:
        by_block.setdefault(entry.line.block, []).append(entry)
    for block, own in by_block.items():
        remark = _remark(document, block, own[0].form)
        figures = [e for e in own if e.operand is not None and e.measure == "outturn"]
        if remark is None or not figures:
            continue
        largest = max(figures, key=lambda e: abs(e.operand.interval.middle) if e.operand else Decimal(0))
        assert largest.operand is not None
        nought = Operand(
            remark, remark, f"说明“{document.words(remark)}”", Interval.point(0), "说明", Decimal(-1)
        )
        yield Claim(
            Kind.REPEAT,
            "empty-table-is-empty",
            Relation.LINEAR,
            (replace(largest.operand, role="表中数"), nought),
            f"{largest.form.title}已说明无数据，表中各数应为空或为0",
            f"{largest.form.code}/empty",
            Certainty.CERTAIN,
        )


def _remark(document: Document, block: int, form: Form) -> Span | None:
    """The remark below the table at ``block``, before anything that is about another table."""
    for i in range(block + 1, min(block + 1 + REACH, len(document.blocks))):
        below = document.blocks[i]
        if not isinstance(below, Paragraph) or below.level or _of_another(below.value, form):
            return None
        found = EMPTY.search(below.value)
        if found:
            return Span(i, found.start(), found.end())
    return None


def _of_another(text: str, form: Form) -> bool:
    """Does a paragraph name other tables, or say that there is no money of a kind this form is not about?"""
    named = named_forms(text)
    if named:
        return form not in named
    money = set(_MONEY.findall(text))
    return bool(money) and not money & set(_MONEY.findall(form.title)) and EMPTY.search(text) is not None
