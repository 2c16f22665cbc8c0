"""Derived tables hold in every layout; one figure changed in them is found."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec import structs
from statutory_accounts import ITEMS, Accounts, Style, document

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty
from juesuan.claims.statutory.reading import read_statutory
from juesuan.documents.model import Document, Table, Text

FORMS = ["Z01", "Z02", "Z03", "Z04", "Z05", "Z06", "Z07", "Z08"]
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

money = st.integers(min_value=0, max_value=10**9)
lines = st.dictionaries(st.sampled_from(sorted(ITEMS)), st.tuples(money, money), min_size=2)


@st.composite
def accounts(draw: st.DrawFn) -> Accounts:
    general, other = draw(lines), draw(lines)
    assume(any(any(v) for v in general.values()) and any(any(v) for v in other.values()))
    first = min(
        k for k, v in {**general, **other}.items() if any(general.get(k, ())) or any(other.get(k, ()))
    )
    opening = draw(st.integers(0, sum(general.get(first, (0, 0)))))
    other_opening = draw(st.integers(0, sum(other.get(first, (0, 0)))))
    split = tuple(draw(st.lists(st.integers(0, 60), min_size=9, max_size=9)))
    closing, other_closing = draw(money), draw(money)
    rest = (draw(money), draw(money), draw(money), draw(money))
    return Accounts(general, other, opening, closing, other_opening, other_closing, *rest, split)


styles = st.builds(
    Style,
    three_codes=st.booleans(),
    order=st.booleans(),
    merged=st.sampled_from(["kept", "lost", "ragged"]),
    blank=st.sampled_from(["", "0.00", "—"]),
    unit=st.sampled_from(["万元", "元"]),
)


@QUICK
@given(accounts(), styles)
def test_clean_tables_claim_nothing_false(a: Accounts, style: Style) -> None:
    reading = read_statutory(document(a, style), 2024)
    assert sorted(reading.tables.values()) == FORMS
    assert set(reading.units.values()) == {style.unit}
    sure = [c for c in reading.claims if c.certainty is not Certainty.GUESS]
    broken = [c.formula for c in sure if evaluate(c).state == "broken"]
    assert broken == []
    assert len(reading.claims) > 20


@QUICK
@given(accounts(), st.data())
def test_the_layout_does_not_change_what_is_read(a: Accounts, data: st.DataObject) -> None:
    plain = Style(order=False)
    other = replace(data.draw(styles), blank="", unit="万元")

    def facts(style: Style) -> set[tuple[str, str, str, str]]:
        return {
            (f.concept, f.measure, f.scope, str(f.operand.interval.middle))
            for f in read_statutory(document(a, style), 2024).facts
        }

    assert facts(other) == facts(plain)


@QUICK
@given(accounts(), styles, st.data())
def test_one_changed_figure_is_found(a: Accounts, style: Style, data: st.DataObject) -> None:
    clean = document(a, style)
    figures = [
        (b, i)
        for b, t in clean.tables()
        for i, cell in enumerate(t.cells)
        if re.fullmatch(r"[1-9][\d,]+\.\d\d", cell.value)  # a change far beyond rounding
    ]
    assume(figures)
    block, index = data.draw(st.sampled_from(figures))
    changed = change(clean, block, index)
    broken = [c for c in read_statutory(changed, 2024).claims if evaluate(c).state == "broken"]
    assert any(o.span.block == block and o.span.cell == index for c in broken for o in c.operands)


def change(clean: Document, block: int, index: int) -> Document:
    """The document with the leading digit of one cell raised by one (9 becomes 1)."""
    table = clean.blocks[block]
    assert isinstance(table, Table)
    cell = table.cells[index]
    at = next(i for i, c in enumerate(cell.value) if c in "123456789")
    text = cell.value[:at] + str(int(cell.value[at]) % 9 + 1) + cell.value[at + 1 :]
    cells = (*table.cells[:index], structs.replace(cell, text=Text(text)), *table.cells[index + 1 :])
    blocks = (*clean.blocks[:block], replace(table, cells=cells), *clean.blocks[block + 1 :])
    return replace(clean, blocks=blocks)
