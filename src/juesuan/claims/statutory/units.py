"""A table whose figures are right but whose declared unit is wrong (元 under the heading 万元).

Such a slip makes every comparison with the table fail by a factor of ten thousand. It is one mistake, so it
is found first, stated once, and the table is then read in the unit its figures prove: by the same figures in
sentences, which each carry a unit of their own, or else in the other tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import UNITS, Unit
from juesuan.claims.model import Certainty, Claim, Fact, Kind, Operand, Relation
from juesuan.claims.statutory.cross import Address, index
from juesuan.claims.statutory.entries import Entry
from juesuan.documents.model import Span

#: So many figures must be off by one and the same factor before the unit is doubted.
PROOF = 3
#: A figure of so many digits that agrees to the last of them does not do so by chance, and counts twice.
DIGITS = 4
_SCALES = {unit.scale: unit for name, unit in UNITS.items() if name in ("元", "千元", "万元", "亿元")}
#: Rounding may blur a factor this much (a figure of two digits is known to a hundredth or so).
_BLUR = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Slip:
    """A table (by its first block), the unit its figures prove, a figure of it, the same figure elsewhere and
    where that stands in words.
    """

    block: int
    unit: Unit
    own: Entry
    other: Operand
    where: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """One figure of a table and another print of it."""

    own: Entry
    other: Operand
    where: str
    block: int = -1


def unit_slips(
    tables: Mapping[int, Sequence[Entry]], units: Mapping[int, Unit], said: Sequence[Fact] = ()
) -> list[Slip]:
    """Tables whose figures agree with sentences or other tables in another unit only. ``said``: the facts of
    the text.

    Sentences decide first. Where two tables only contradict each other, nothing tells which one is wrong,
    and neither is named.
    """
    found = {block: index(entries) for block, entries in tables.items()}
    told: dict[Address, Fact] = {}
    for fact in said:
        told.setdefault(("", fact.concept, fact.scope, fact.measure), fact)
    suspects: dict[int, tuple[Slip, set[int]]] = {}
    sure: set[int] = set()
    for block, own in found.items():
        pairs = list(_told_pairs(own, told))
        unit = _proven(pairs, units[block])
        if unit is not None:
            suspects[block] = (_slip(block, unit, pairs, units[block]), set())
        elif _agreeing(pairs, Decimal(1)) >= PROOF:
            sure.add(block)
    printed = {block: _by_concept(own) for block, own in found.items()}
    for block in sorted(found.keys() - suspects.keys() - sure):
        pairs = [
            p
            for b, other in printed.items()
            if b != block and b not in suspects
            for p in _pairs(printed[block], other, b)
        ]
        unit = _proven(pairs, units[block]) if len(pairs) >= PROOF else None
        if unit is not None:
            partners = {p.block for p in pairs} - sure
            suspects[block] = (_slip(block, unit, pairs, units[block]), partners)
    return [slip for slip, partners in suspects.values() if not partners & suspects.keys()]


def _slip(block: int, unit: Unit, pairs: Sequence[_Pair], declared: Unit) -> Slip:
    factor = unit.scale / declared.scale
    best = max(pairs, key=lambda p: (_close(p, factor), _exact(p, factor), p.own.key))
    return Slip(block, unit, best.own, best.other, best.where)


_Figures = dict[tuple[str, str, str], Entry]


def _by_concept(entries: Mapping[Address, Entry]) -> _Figures:
    """The figures of a table other than nought by concept, scope and measure."""
    return {
        (key.partition("@")[0], scope, measure): e
        for (_, key, scope, measure), e in entries.items()
        if e.operand is not None and not e.zero
    }


def _pairs(own: _Figures, other: _Figures, block: int) -> Iterator[_Pair]:
    """Figures of one concept in two tables."""
    for concept in own.keys() & other.keys():
        beside = other[concept]
        if beside.operand is not None:
            yield _Pair(own[concept], beside.operand, f"《{beside.form.title}》等表", block)


def _told_pairs(own: Mapping[Address, Entry], told: Mapping[Address, Fact]) -> Iterator[_Pair]:
    """Figures of a table that a sentence states too."""
    for (_, key, scope, measure), entry in own.items():
        fact = told.get(("", key.partition("@")[0], scope, measure))
        if fact is not None and entry.operand and not entry.zero and fact.operand.interval.middle:
            yield _Pair(entry, fact.operand, "正文")


def _proven(pairs: Sequence[_Pair], declared: Unit) -> Unit | None:
    """The unit that makes nearly all pairs agree, if it is another than the declared one."""
    if sum(_close(p, Decimal(1)) for p in pairs) * 4 > len(pairs):
        return None
    for scale, unit in _SCALES.items():
        if scale == declared.scale:
            continue
        factor = scale / declared.scale
        close = sum(_close(p, factor) for p in pairs)
        if _agreeing(pairs, factor) >= PROOF and close * 4 >= len(pairs) * 3:
            return unit
    return None


def _agreeing(pairs: Sequence[_Pair], factor: Decimal) -> int:
    """How much the pairs that agree under a factor prove; one figure alone proves nothing."""
    counted: dict[Decimal, int] = {}
    for p in pairs:
        if _close(p, factor):
            counted[p.other.interval.middle] = 1 + _exact(p, factor)
    return sum(counted.values()) if len(counted) > 1 else 0


def _close(pair: _Pair, factor: Decimal) -> bool:
    own = pair.own.operand
    if own is None:
        return False
    x, y = own.interval.middle * factor, pair.other.interval.middle
    return abs(x - y) <= max(abs(x), abs(y)) * _BLUR + own.interval.half * factor + pair.other.interval.half


def _exact(pair: _Pair, factor: Decimal) -> bool:
    """Do the two prints agree digit by digit?"""
    own = pair.own.operand
    if own is None or own.printed is None or own.interval.middle * factor != pair.other.interval.middle:
        return False
    return len(own.printed.value.normalize().as_tuple().digits) >= DIGITS


def slip_claims(slips: Sequence[Slip], lines: Mapping[int, Span | None]) -> Iterator[Claim]:
    """One claim a slip: a figure of the table in the printed unit, against the other print.

    ``lines``: where the unit of each table is printed.
    """
    for slip in slips:
        if slip.own.operand is None or slip.own.operand.printed is None:
            continue
        own = slip.own.operand
        line = lines.get(slip.block) or own.span
        operands = (
            replace(own, span=line, number=line, role="表头单位"),
            replace(slip.other, role="另一处", weight=Decimal(-1)),
            replace(own, role="表中数", weight=Decimal(0)),
        )
        formula = f"表中各数按“{slip.unit.printed}”才与{slip.where}一致"
        key = f"{slip.own.form.code}/unit"
        yield Claim(
            Kind.UNIT, "table-unit-agrees", Relation.LINEAR, operands, formula, key, Certainty.CERTAIN
        )
