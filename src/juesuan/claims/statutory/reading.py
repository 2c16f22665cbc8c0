"""Statutory tables read as a whole: which block is which form, the facts they state and the arithmetic they
claim.

This is the door to the modules beside it: grid (layout), titles (recognition), entries (meaning), sums and
cross (arithmetic). Nothing here depends on where in a report a table stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from juesuan.amounts import UNITS, Unit
from juesuan.claims.model import Certainty, Claim, Fact, Kind, Relation
from juesuan.claims.statutory.cross import agreements, index, relation_claims
from juesuan.claims.statutory.empty import empty_claims
from juesuan.claims.statutory.entries import PRIOR, Entry, read_entries
from juesuan.claims.statutory.grid import Grid, Line, read_grid
from juesuan.claims.statutory.sums import Hindrance, Stated, economic_sums, row_sums, side_sums, tree_sums
from juesuan.claims.statutory.titles import continued, recognise, unit_of_table
from juesuan.claims.statutory.units import slip_claims, unit_slips
from juesuan.documents.model import Document, Table
from juesuan.taxonomy import Form, fold, forms, functional

#: The unit statutory tables are printed in when neither table nor report says.
USUAL_UNIT = UNITS["万元"]
#: So many sums must come out before a table rebuilt from text counts as understood.
PROOF = 5


@dataclass(frozen=True)
class StatutoryReading:
    """What the statutory tables of a report say.

    ``tables`` maps block index to form code, ``units`` block index to the printed unit ("" if none is
    declared and the usual one was assumed). ``entries`` are all amount cells, also the blank ones.
    ``hindrances`` say in Chinese which sums were not checked, as a column, row or cell was not understood.
    """

    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    tables: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    hindrances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A recognised table: its form and the grids of its pages."""

    form: Form
    grids: tuple[Grid, ...]


def read_statutory(document: Document, year: int | None, said: Sequence[Fact] = ()) -> StatutoryReading:
    """Read every statutory table of ``document``. ``year`` is the fiscal year of its facts (0 where
    unknown), ``said`` are the facts of its sentences, which may prove the unit of a table.
    """
    found = _tables(document)
    printed = {f.grids[0].block: unit_of_table(document, f.grids[0].block, f.grids[0].table) for f in found}
    declared = {block: at[0] if at else None for block, at in printed.items()}
    usual = _usual_unit(declared.values())
    units = {block: unit or usual for block, unit in declared.items()}
    read = {t.grids[0].block: _entries(t, units[t.grids[0].block], year) for t in found}
    slips = unit_slips(read, units, [f for f in said if year is None or f.year == year])
    proven = {slip.block: slip.unit for slip in slips}
    entries: list[Entry] = []
    stated: list[Stated] = list(slip_claims(slips, {b: at[1] if at else None for b, at in printed.items()}))
    rows: list[Sequence[Entry]] = []
    for table in found:
        block = table.grids[0].block
        own = _entries(table, proven[block], year) if block in proven else read[block]
        entries += own
        stated += _inside(own, table)
        stated += _unread(table, own)
        rows += _rows(own)
    ragged = {g.block for t in found for g in t.grids if g.table.ragged}
    found_at = index(entries)
    stated += relation_claims(entries, rows, found_at)
    stated += agreements(found_at)
    stated += empty_claims(document, entries)
    claims = [s for s in stated if isinstance(s, Claim)]
    return StatutoryReading(
        tuple(_facts(entries, year)),
        _distinct(_careful(claims, ragged)),
        {g.block: t.form.code for t in found for g in t.grids},
        {g.block: _printed(declared[t.grids[0].block]) for t in found for g in t.grids},
        tuple(entries),
        _hindrances(stated),
    )


def _facts(entries: Iterable[Entry], year: int | None) -> Iterator[Fact]:
    """What the cells state; last year's figures are facts of the year before, if the year is known."""
    for e in entries:
        if not e.key or e.operand is None:
            continue
        if not e.measure.startswith(PRIOR):
            yield Fact(e.concept, e.measure, year or 0, e.scope, e.operand, "table")
        elif year:
            yield Fact(e.concept, e.measure.removeprefix(PRIOR), year - 1, e.scope, e.operand, "table")


def _unread(table: _Found, entries: Sequence[Entry]) -> list[Hindrance]:
    """A table with figures none of which has a known meaning."""
    figures = [e for e in entries if e.unknown]
    if figures and not any(e.key for e in entries):
        return [Hindrance(table.form.title, "全部栏目（没有认出）")]
    return []


def _hindrances(stated: Iterable[Stated]) -> tuple[str, ...]:
    """Each form once, with the first three places that stood in the way."""
    places: dict[str, dict[str, None]] = {}
    for s in stated:
        if isinstance(s, Hindrance):
            places.setdefault(s.form, {})[s.words] = None
    return tuple(
        f"《{form}》中{'、'.join(list(words)[:3])}{f'等{len(words)}处' if len(words) > 3 else ''}"
        for form, words in places.items()
    )


def _entries(table: _Found, unit: Unit, year: int | None) -> list[Entry]:
    return [entry for grid in table.grids for entry in read_entries(grid, table.form, unit, year)]


def statutory_lines(document: Document) -> list[tuple[Form, Grid, Line]]:
    """Every line of every statutory table with its form and grid: for checks of codes and names."""
    return [(t.form, grid, line) for t in _tables(document) for grid in t.grids for line in grid.lines]


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    known = {alias for form in forms().values() for row in form.rows for alias in row.aliases}
    return frozenset(known | {fold(s.name) for s in functional(None).lines if len(s.code) == 3})


#: The document read last: a report's checks ask for the same tables one after the other.
_recent: list[tuple[Document, list[_Found]]] = []


def _tables(document: Document) -> list[_Found]:
    if not _recent or _recent[0][0] is not document:
        _recent[:] = [(document, _find(document))]
    return _recent[0][1]


def _find(document: Document) -> list[_Found]:
    found: list[_Found] = []
    for block, table in document.tables():
        grid = read_grid(block, table, _labels())
        last = found[-1] if found else None
        form = recognise(document, grid)
        if last is not None and _carries_on(document, last, table, grid, form):
            again = read_grid(block, table, _labels(), inherit=last.grids[0])
            found[-1] = _Found(last.form, (*last.grids, again))
        elif form is not None:
            found.append(_Found(form, (grid,)))
    return found


def _carries_on(document: Document, last: _Found, table: Table, grid: Grid, form: Form | None) -> bool:
    """Is this table the next page of the last recognised one?"""
    before = last.grids[-1]
    if before.table.columns != table.columns or any(line.total for line in grid.lines[:1]):
        return False
    headless = not any(grid.paths)
    if not headless and grid.paths != last.grids[0].paths:
        return False
    if continued(document, grid.block):
        return True
    codes = [line.code for line in grid.lines if line.code]
    earlier = {line.code for g in last.grids for line in g.lines if line.code}
    return form is None and bool(codes) and not earlier.intersection(codes)


def _printed(unit: Unit | None) -> str:
    return unit.printed if unit is not None else ""


def _usual_unit(units: Iterable[Unit | None]) -> Unit:
    """The unit most tables of the report declare."""
    counts = Counter(u.printed for u in units if u is not None)
    return UNITS[counts.most_common(1)[0][0]] if counts else USUAL_UNIT


def _inside(entries: Sequence[Entry], table: _Found) -> list[Stated]:
    grids = {grid.block: grid for grid in table.grids}
    claims: list[Stated] = []
    for block, grid in grids.items():
        claims += row_sums([e for e in entries if e.line.block == block], grid)
    if table.form.layout == "sides":
        claims += side_sums(entries)
    elif table.form.layout != "three":
        claims += tree_sums(entries)
    if table.form.layout == "economic":
        claims += economic_sums(entries)
    return claims


def _rows(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    rows: dict[tuple[int, int, int], list[Entry]] = {}
    for entry in entries:
        if entry.measure == "outturn":
            rows.setdefault((entry.line.block, entry.line.row, entry.line.segment), []).append(entry)
    return list(rows.values())


def _careful(claims: Sequence[Claim], ragged: set[int]) -> Iterator[Claim]:
    """Claims of tables whose reading is in doubt say so.

    A table proves its own reading: where nearly all its sums come out, its columns are understood, even if
    they were rebuilt from text; where most do not, a wrong reading is likelier than that many wrong
    figures.
    """
    held: Counter[int] = Counter()
    made: Counter[int] = Counter()
    for claim in claims:
        blocks = {o.span.block for o in claim.operands}
        if len(blocks) == 1 and claim.relation is Relation.LINEAR:
            block = blocks.pop()
            made[block] += 1
            held[block] += _possible(claim)
    doubtful = {
        block
        for block in made.keys() | ragged
        if (made[block] >= PROOF and held[block] * 2 < made[block])
        or (block in ragged and held[block] * 4 < max(PROOF * 4, made[block] * 3))
    }
    if not doubtful:
        yield from claims
        return
    for claim in claims:
        doubted = any(o.span.block in doubtful for o in claim.operands)
        if doubted and claim.certainty is Certainty.CERTAIN:
            yield replace(claim, certainty=Certainty.LIKELY)
        else:
            yield claim


def _possible(claim: Claim) -> bool:
    """May a linear claim of closed intervals hold (what ``evaluate`` says, without its reasons)?"""
    low = high = Decimal(0)
    for o in claim.operands:
        if o.weight > 0:
            low, high = low + o.interval.low, high + o.interval.high
        elif o.weight < 0:
            low, high = low - o.interval.high, high - o.interval.low
    return low <= 0 <= high


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims over the same figures in the same relation are one claim."""
    alike: dict[tuple[Kind, Relation, int], list[Claim]] = {}
    found: list[Claim] = []
    for claim in claims:
        # The figures themselves are compared only where their places add up to the same.
        at = sum((o.number.block << 20) + (o.number.cell or 0) for o in claim.operands)
        others = alike.setdefault((claim.kind, claim.relation, at), [])
        if not any(_figures(claim) == _figures(other) for other in others):
            others.append(claim)
            found.append(claim)
    return tuple(found)


def _figures(claim: Claim) -> frozenset[tuple[int, int | None, int, bool]]:
    """The places of a claim's figures, and on which side of the relation each stands."""
    side = claim.operands[0].weight > 0
    return frozenset(
        (o.number.block, o.number.cell, o.number.start, (o.weight > 0) is side) for o in claim.operands
    )
