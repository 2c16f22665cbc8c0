"""A table whose figures are right but whose declared unit is wrong (元 under the heading 万元).

Such a slip makes every comparison with the table fail by a factor of ten thousand. It is one mistake, so it
is found first, stated once, and the table is then read in the unit its figures prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.amounts import UNITS, Unit
from juesuan.claims.model import Certainty, Claim, Kind, Relation
from juesuan.claims.statutory_cross import Address, index
from juesuan.claims.statutory_entries import Entry

#: So many figures must be off by one and the same factor before the unit is doubted.
PROOF = 3
_SCALES = {unit.scale: unit for name, unit in UNITS.items() if name in ("元", "千元", "万元", "亿元")}
#: Rounding may blur a factor this much (a figure of two digits is known to a hundredth or so).
_BLUR = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Slip:
    """A table (by its first block), the unit its figures prove, and a figure of it beside one of another
    table.
    """

    block: int
    unit: Unit
    own: Entry
    other: Entry


def unit_slips(tables: Mapping[int, Sequence[Entry]], units: Mapping[int, Unit]) -> list[Slip]:
    """Tables none of whose figures agree with other tables, while all of them would in another unit.

    Where two such tables only contradict each other, nothing tells which one is wrong, and neither is named.
    """
    found = {block: index(entries) for block, entries in tables.items()}
    suspects: dict[int, tuple[Slip, set[int]]] = {}
    for block, own in found.items():
        pairs = [(e, o, b) for b, other in found.items() if b != block for e, o in _pairs(own, other)]
        unit = _proven([(e, o) for e, o, _ in pairs], units[block]) if len(pairs) >= PROOF else None
        if unit is not None:
            suspects[block] = (Slip(block, unit, *pairs[0][:2]), {b for _, _, b in pairs})
    return [slip for slip, partners in suspects.values() if not partners & suspects.keys()]


def _pairs(own: Mapping[Address, Entry], other: Mapping[Address, Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Figures of one concept in two tables, other than nought."""
    theirs = {(key.partition("@")[0], scope, measure): e for (_, key, scope, measure), e in other.items()}
    for (_, key, scope, measure), entry in own.items():
        beside = theirs.get((key.partition("@")[0], scope, measure))
        if beside and entry.operand and beside.operand and not entry.zero and not beside.zero:
            yield entry, beside


def _proven(pairs: Sequence[tuple[Entry, Entry]], declared: Unit) -> Unit | None:
    """The unit that makes nearly all pairs agree, if it is another than the declared one."""
    for scale, unit in _SCALES.items():
        if scale == declared.scale:
            continue
        factor = scale / declared.scale
        agreeing = sum(_close(a, b, factor) for a, b in pairs)
        if agreeing >= PROOF and agreeing * 4 >= len(pairs) * 3:
            return unit
    return None


def _close(a: Entry, b: Entry, factor: Decimal) -> bool:
    if a.operand is None or b.operand is None:
        return False
    x, y = a.operand.interval.middle * factor, b.operand.interval.middle
    return (
        abs(x - y) <= max(abs(x), abs(y)) * _BLUR + a.operand.interval.half * factor + b.operand.interval.half
    )


def slip_claims(slips: Sequence[Slip]) -> Iterator[Claim]:
    """One claim a slip: the figure as its declared unit makes it, against the same figure elsewhere."""
    for slip in slips:
        if slip.own.operand is None or slip.other.operand is None:
            continue
        operands = (
            replace(slip.own.operand, role="按所写单位"),
            replace(slip.other.operand, role="另一处", weight=Decimal(-1)),
        )
        formula = (
            f"《{slip.own.form.title}》的金额单位：表中各数按“{slip.unit.printed}”才与"
            f"《{slip.other.form.title}》等表一致，{slip.own.words} ＝ {slip.other.words}"
        )
        key = f"{slip.own.form.code}/unit"
        yield Claim(
            Kind.UNIT, "table-unit-agrees", Relation.LINEAR, operands, formula, key, Certainty.CERTAIN
        )
