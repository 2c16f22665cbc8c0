"""Tables said to be empty: the remark 本表无数据 must not stand beside a table with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.statutory_entries import Entry
from juesuan.documents.model import Document, Paragraph, Span

#: A remark under or above a table that it holds no figures.
EMPTY = re.compile(
    r"(?:本|此|该)表(?:为空表?|无数据|无数|没有数据|无内容|以空表列示)"
    r"|(?:空表列示|公开空表|故为空表)"
)
#: How many paragraphs around a table may hold the remark.
REACH = 4


def empty_claims(document: Document, entries: Sequence[Entry]) -> Iterator[Claim]:
    """For each table with such a remark: its largest figure is nought."""
    by_block: dict[int, list[Entry]] = {}
    for entry in entries:
        by_block.setdefault(entry.line.block, []).append(entry)
    for block, own in by_block.items():
        remark = _remark(document, block)
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


def _remark(document: Document, block: int) -> Span | None:
    """The remark about the table at ``block``: below it first, else right above it."""
    for step in (1, -1):
        for distance in range(1, REACH + 1):
            i = block + step * distance
            if not 0 <= i < len(document.blocks):
                break
            beside = document.blocks[i]
            if not isinstance(beside, Paragraph):
                break
            if beside.level and step > 0:
                break
            found = EMPTY.search(beside.value)
            if found and step > 0:
                return Span(i, found.start(), found.end())
    return None
