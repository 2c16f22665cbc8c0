"""Derived tables as the document a reader would deliver, to be audited like anybody else's report."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from juesuan.claims.model import Fact
from juesuan.documents.composition import ComposedTable, StatedFact
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text


def document(tables: Iterable[ComposedTable], entity: str, year: int) -> Document:
    """The tables with their titles, units and notes, each in its place."""
    blocks: list[Block] = [
        Paragraph(Text(f"{entity}{year}年度部门决算"), 1),
        Paragraph(Text("第四部分 附表"), 1),
    ]
    for table in tables:
        blocks.append(Paragraph(Text(table.title), 2))
        blocks.append(Paragraph(Text(f"{table.label}　部门：{table.entity}　金额单位：{table.unit}")))
        blocks.append(grid(table))
        blocks += [Paragraph(Text(note)) for note in table.notes]
    return Document("composed", "text/plain", "0", tuple(blocks))


def grid(table: ComposedTable) -> Table:
    """A composed table as a grid; merged cells keep their spans."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    columns = sum(cell.colspan for cell in table.rows[0])
    for r, row in enumerate(table.rows):
        at = 0
        for cell in row:
            while (r, at) in taken:
                at += 1
            taken |= {(r + i, at + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            text = "".join(p.text for p in cell.pieces)
            cells.append(Cell(Text(text), r, at, cell.rowspan, cell.colspan))
            at += cell.colspan
        assert max(c for q, c in taken if q == r) == columns - 1, f"row {r} of {table.title} is not full"
    return Table(tuple(cells), len(table.rows), columns)


def lost(stated: Iterable[StatedFact], read: Iterable[Fact]) -> list[str]:
    """The keys of stated facts that no fact read back states with a value that fits."""
    found: dict[tuple[str, str, int, str], list[Fact]] = {}
    for fact in read:
        found.setdefault((fact.concept, fact.measure, fact.year, fact.scope), []).append(fact)
    missing = []
    for one in stated:
        candidates = found.get((one.concept, one.measure, one.year, one.scope), [])
        if not any(c.operand.interval.contains(Decimal(one.value) / 100) for c in candidates):
            missing.append(one.key)
    return missing
