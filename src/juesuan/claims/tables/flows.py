"""Stocks and flows across a row, in tables that are no statutory form: what was there, came in, went out, is left.

Project ledgers (年初结转、本年收入、本年支出、年末结转) and asset registers (期初数、增加、减少、期末数) close row by row. That
the four columns are read rightly is shown by the rows themselves: most of them must close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from juesuan.amounts import Interval
from juesuan.claims.lists.adding import slip
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.tables.grids import first_row, heading_of, label_of, operand_at, scored
from juesuan.documents.model import Document, Table
from juesuan.taxonomy.vocabulary import squeeze

_CLOSING = re.compile(
    r"(?:年末|期末|本年末|结转下年)(?:财政拨款|项目|资金|结转|结余|余额|账面|原值|净值|数|额|和|与|及)*$"
)
_OPENING = re.compile(
    r"(?:年初|期初|上年末?|上年结转)(?:财政拨款|项目|资金|结转|结余|余额|账面|原值|净值|数|额|和|与|及)*$"
)
_IN = re.compile(
    r"(?:本年|本期|当年|全年)?(?:财政拨款|项目|资金)*(?:收入|增加|下达|拨入|到位)(?:合计|小计|数|额)*$"
)
_OUT = re.compile(
    r"(?:本年|本期|当年|全年)?(?:财政拨款|项目|资金)*(?:支出|减少|支付|使用)(?:合计|小计|数|额)*$"
)
#: Money that leaves without being spent is a column of its own.
_LEAKS = re.compile(r"收回|上缴|调剂|调整|核减|分配|划转|折旧|核销")
_PARTS = ("年末", "年初", "收入", "支出")
#: So many rows must close to show that the columns are read rightly.
ENOUGH = 2


def flow_claims(document: Document, statutory: Mapping[int, str]) -> Iterator[Claim]:
    """Openings, flows and closings of tables that are not statutory forms."""
    for block, table in document.tables():
        if block in statutory or table.columns < 5 or table.rows < 2 or table.ragged or scored(table):
            continue
        if any(_CLOSING.fullmatch(squeeze(c.value)) for c in table.cells[: 4 * table.columns]):
            yield from _rows(block, table)


def _rows(block: int, table: Table) -> Iterator[Claim]:
    headings = [heading_of(table, c) for c in range(table.columns)]
    columns = _columns(headings)
    if not columns:
        return
    rows = [
        o
        for r in range(first_row(table), table.rows)
        if (o := _operands(block, table, r, columns)) is not None
    ]
    held = [o[0].interval.meets(_left(o)) for o in rows]
    proven = sum(held) >= ENOUGH and sum(held) * 2 >= len(rows)
    for operands, closes in zip(rows, held, strict=True):
        if closes or proven or (len(rows) == 1 and slip(operands[0].interval, _left(operands))):
            row = table.cells[operands[0].number.cell or 0].row
            yield Claim(
                Kind.BALANCE,
                "carry-over-closes",
                Relation.LINEAR,
                operands,
                f"{headings[columns[0]]} = {headings[columns[1]]} + {headings[columns[2]]} − {headings[columns[3]]}",
                f"grid-flow:{squeeze(table.title)[-20:]}:{label_of(table, row)}",
                Certainty.CERTAIN if closes or proven else Certainty.LIKELY,
            )


def _columns(headings: Sequence[str]) -> tuple[int, ...]:
    """The columns of closing, opening, income and expenditure; nothing unless each is there once."""
    found = [
        [c for c, h in enumerate(headings) if name.fullmatch(h)] for name in (_CLOSING, _OPENING, _IN, _OUT)
    ]
    if any(len(c) != 1 for c in found) or any(_LEAKS.search(h) for h in headings):
        return ()
    return tuple(c[0] for c in found)


def _operands(block: int, table: Table, row: int, columns: Sequence[int]) -> tuple[Operand, ...] | None:
    """Closing − opening − income + expenditure; a blank is nothing, but the closing and one flow are printed."""
    found: list[Operand] = []
    for name, weight, column in zip(_PARTS, (1, -1, -1, 1), columns, strict=True):
        o = operand_at(block, table, row, column, name, weight)
        cell = table.at(row, column)
        if o is not None:
            found.append(o)
        elif cell is not None and cell.value.strip(" -—–/"):
            return None
    closing = found and found[0].role == _PARTS[0]
    return tuple(found) if closing and len(found) >= 3 else None


def _left(operands: Sequence[Operand]) -> Interval:
    """What opening and flows leave."""
    left = Interval.point(0)
    for o in operands[1:]:
        left = left + o.interval if o.weight < 0 else left - o.interval
    return left
