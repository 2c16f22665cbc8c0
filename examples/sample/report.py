"""The whole sample report as blocks, clean or with planted errors."""

from __future__ import annotations

from collections.abc import Mapping

from sample.explanation import explanation, other_matters
from sample.glossary import glossary
from sample.overview import contents, cover, overview
from sample.pen import Block, Found, Pen, Slot, lift
from sample.performance import annexes, results
from sample.statutory import statutory_tables


def compose(planted: Mapping[str, str] | None = None) -> tuple[list[Block], dict[str, Found], dict[str, Slot]]:
    """The blocks of the report, where each slot stands in them, and what rightly stands there."""
    pen = Pen(planted)
    blocks = [
        *cover(pen), *contents(pen), *overview(pen), *statutory_tables(pen), *explanation(pen), *results(pen),
        *other_matters(pen), *glossary(), *annexes(pen),
    ]  # fmt: skip
    unknown = set(pen.planted) - set(pen.slots)
    if unknown:
        raise ValueError(f"planted in no slot: {sorted(unknown)}")
    clean, found = lift(blocks)
    return clean, found, pen.slots
