"""What the statutory tables claim about each other (表间勾稽): one concept, one figure; a part within its
whole.

A concept that two forms print must be one figure. Figures that differ by one last digit can both be
roundings of one amount, so that is a question of its own (the forms come out of one system and should print
alike), not an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.statutory.entries import Entry, as_part
from juesuan.claims.statutory.sums import Stated, hindered, sum_claim
from juesuan.taxonomy import Relationship, relationships

#: Where to find an entry: form, key, scope, measure.
Address = tuple[str, str, str, str]


def index(entries: Sequence[Entry]) -> dict[Address, Entry]:
    """The entry at each address; an address that a form prints twice with different figures is left out."""
    found: dict[Address, Entry] = {}
    twice: set[Address] = set()
    for entry in entries:
        if not entry.key:
            continue
        address = (entry.form.code, entry.key, entry.scope, entry.measure)
        other = found.setdefault(address, entry)
        if other is not entry and _printed(other) != _printed(entry):
            twice.add(address)
    return {address: entry for address, entry in found.items() if address not in twice}


def _printed(entry: Entry) -> Decimal | None:
    return None if entry.operand is None or entry.operand.printed is None else entry.operand.printed.base


@dataclass(frozen=True, slots=True)
class _Tables:
    """The entries of all tables by address, and those that may be a missing part by form and measure."""

    found: dict[Address, Entry]
    loose: dict[tuple[str, str], Entry]


def relation_claims(
    entries: Sequence[Entry], rows: Sequence[Sequence[Entry]], found: dict[Address, Entry]
) -> Iterator[Stated]:
    """Every relation of the catalogue that these tables let us state. ``rows``: entries line by line,
    ``found``: their index.

    A part that a form does not print is absent; but where the form holds a figure of unknown meaning, that
    may be the part, and the relation is not claimed.
    """
    loose: dict[tuple[str, str], Entry] = {}
    for e in entries:
        if (e.form.code, e.key, e.scope, e.measure) not in found if e.key else _may_be_part(e):
            loose.setdefault((e.form.code, e.measure), e)
    tables = _Tables(found, loose)
    scopes: dict[tuple[str, str], set[str]] = {}
    measures: dict[str, set[str]] = {}
    for form, key, scope, measure in found:
        scopes.setdefault((form, key), set()).add(scope)
        measures.setdefault(form, set()).add(measure)
    for relationship in relationships():
        if relationship.each == "row":
            for row in rows:
                if row and row[0].form.code == relationship.forms[0]:
                    yield from _in_row(relationship, row)
        elif relationship.each == "scope":
            for scope in sorted(scopes.get((relationship.forms[0], relationship.total), ())):
                yield from _claim(relationship, tables, scope, "outturn")
        elif relationship.each == "measure":
            for measure in sorted(measures.get(relationship.forms[0], ())):
                yield from _claim(relationship, tables, "", measure)
        else:
            yield from _claim(relationship, tables, "", "outturn")


def _may_be_part(entry: Entry) -> bool:
    """Could an entry without a key be a total or balance of its form (and not one of many items)?"""
    if not entry.unknown or entry.form.layout in ("detail", "economic"):
        return False
    return entry.line.total if entry.form.layout == "items" else True


def _look(found: dict[Address, Entry], form: str, key: str, scope: str, measure: str) -> Entry | None:
    name, _, own = key.lstrip("-").partition("#")
    return found.get((form, name, own or scope, measure))


def _claim(relationship: Relationship, tables: _Tables, scope: str, measure: str) -> Iterator[Stated]:
    total = _look(tables.found, relationship.form_of(0), relationship.total, scope, measure)
    parts = [
        (relationship.form_of(i), found, -1 if part.startswith("-") else 1)
        for i, part in enumerate(relationship.parts, 1)
        for found in _part(relationship, i, tables, scope, measure)
    ]
    present = [(entry, weight) for _, entry, weight in parts if entry is not None]
    if total is None or not present:
        return
    for form, entry, _ in parts:
        instead = tables.loose.get((form, measure))
        if entry is None and instead is not None:
            yield hindered(instead)
            return
    key = f"{'+'.join(relationship.forms)}/{relationship.check}/{total.key}/{scope or total.scope}/{measure}"
    claim = _stated(relationship, total, present, key)
    if claim is not None:
        yield claim


def _part(
    relationship: Relationship, position: int, tables: _Tables, scope: str, measure: str
) -> list[Entry | None]:
    """A part of a relation, ``None`` if its form does not print it. A form that prints only the parts of the
    part (购置费 and 运行维护费 without their 小计) states it by these.
    """
    part, form = relationship.parts[position - 1], relationship.form_of(position)
    entry = _look(tables.found, form, part, scope, measure)
    if entry is not None or relationship.relation != "sum":
        return [entry]
    inner = f"{part.lstrip('-')}-"
    own = [
        e
        for (f, key, s, m), e in tables.found.items()
        if f == form and s == scope and m == measure and key.startswith(inner)
    ]
    return [*own] or [None]


def _in_row(relationship: Relationship, row: Sequence[Entry]) -> Iterator[Stated]:
    """The relation among the columns of one line: keys of coded lines end in the column's own word."""
    by_column = {_column(e): e for e in reversed(row) if e.key}
    total = by_column.get(relationship.total)
    parts = [(by_column.get(p.lstrip("-")), -1 if p.startswith("-") else 1) for p in relationship.parts]
    present = [(entry, weight) for entry, weight in parts if entry is not None]
    if total is None or not present:
        return
    used = {relationship.total, *(p.lstrip("-") for p in relationship.parts)}
    loose = [e for e in row if e.unknown and len(present) < len(parts)]
    # A heading read twice with two figures is as good as unknown.
    loose += [
        e for e in row if e.key and _column(e) in used and _printed(by_column[_column(e)]) != _printed(e)
    ]
    if loose:
        yield hindered(loose[0])
        return
    key = f"{relationship.forms[0]}/{relationship.check}/{total.line.code or total.line.label}/{total.key}"
    claim = _stated(relationship, total, present, key)
    if claim is not None:
        yield claim


def _column(entry: Entry) -> str:
    """The key that the same column has in the total row (fund.item-closing → fund.closing)."""
    form = entry.form
    if entry.line.total or not form.item:
        return entry.key
    if entry.key == form.item:
        return form.total
    return entry.key.replace(f"{form.item}-", f"{form.total.partition('.')[0]}.", 1)


def _stated(
    relationship: Relationship, total: Entry, parts: Sequence[tuple[Entry, int]], key: str
) -> Stated | None:
    kind, certainty = Kind(relationship.kind), Certainty(relationship.certainty)
    if relationship.relation == "at-most":
        return _at_most(relationship.check, kind, total, parts[0][0], key, certainty)
    if (
        all(entry.operand is None for entry, _ in parts)
        and len({e.form.code for e, _ in parts} | {total.form.code}) > 1
    ):
        return None  # a blank cell in another table is a question of completeness, not of arithmetic
    if len(parts) == 1 and parts[0][1] == 1 and total.form.code != parts[0][0].form.code:
        return _same(relationship.check, kind, total, parts[0][0], key, certainty)
    return sum_claim(relationship.check, kind, total, parts, key, certainty)


def _at_most(
    check: str, kind: Kind, part: Entry, whole: Entry, key: str, certainty: Certainty
) -> Claim | None:
    if part.operand is None or whole.operand is None:
        return None
    operands = (as_part(part.operand, "部分"), as_part(whole.operand, "整体"))
    formula = f"{part.words} 不大于 {whole.words}"
    return Claim(kind, check, Relation.AT_MOST, operands, formula, key, certainty)


def agreements(at: dict[Address, Entry]) -> Iterator[Claim]:
    """One concept printed in several forms: each form's figure against that of the form where it comes
    first.
    """
    found: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for (form, key, scope, measure), entry in at.items():
        if entry.operand is not None:
            found.setdefault((key.partition("@")[0], scope, measure), {}).setdefault(form, entry)
    several = sorted(item for item in found.items() if len(item[1]) > 1)
    for (concept, scope, measure), by_form in several:
        first, *others = (by_form[form] for form in sorted(by_form))
        for other in others:
            key = f"{first.form.code}={other.form.code}/{concept}/{scope}/{measure}"
            claim = _same("tables-agree", Kind.REPEAT, first, other, key, Certainty.CERTAIN)
            if claim is not None:
                yield claim


def _same(check: str, kind: Kind, a: Entry, b: Entry, key: str, certainty: Certainty) -> Claim | None:
    if a.operand is None or b.operand is None:
        return None
    formula = f"{a.words} ＝ {b.words}"
    first, second = as_part(a.operand, "一处"), as_part(b.operand, "另一处", Decimal(-1))
    if _last_digit_off(first, second):
        pair = (_exact(first), _exact(second))
        return Claim(kind, "tables-print-alike", Relation.LINEAR, pair, formula, key, certainty)
    return Claim(kind, check, Relation.LINEAR, (first, second), formula, key, certainty)


def _last_digit_off(a: Operand, b: Operand) -> bool:
    """Two prints of equal precision that differ, but by so little that one amount could round to both."""
    return (
        a.interval.middle != b.interval.middle
        and a.interval.half == b.interval.half
        and a.interval.meets(b.interval)
    )


def _exact(operand: Operand) -> Operand:
    return replace(operand, interval=Interval.point(operand.interval.middle))
