"""Tables that are no statutory form: staff, assets, project lists, basic data. Their totals must add up, too.

Nothing is known of such a table but what it shows: a row or column headed 合计 is the sum of the others if that is so
for most of its cells; then a cell that does not fit is wrong. Rows named like a concept of the form state facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import UNITS, Interval, Printed, Unit, parse_printed
from juesuan.amounts.units import NO_UNIT
from juesuan.claims.funds import fund_of, in_fund
from juesuan.claims.lists.adding import slip
from juesuan.claims.model import Certainty, Claim, Fact, Kind, Operand, Profile, Relation
from juesuan.claims.tables.measures import levels, of_a_part, title_of_table
from juesuan.documents.model import Document, Paragraph, Span, Table
from juesuan.taxonomy.vocabulary import concept_of, squeeze

_TOTAL = re.compile(r"(?:合计|总计|共计|小计)")
_UNIT = re.compile(r"单位\s*[:：]\s*(亿元|万元|千元|元)")
_HEAD_UNIT = re.compile(r"[（(](亿元|万元|千元|元|人|个|辆|%)[）)]")
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}(?!\d)")
_MEMO = re.compile(r"其中|占|率|比|[%％]|完成|幅|同比|增长|得分|分值|序号|编码|代码|年份|备注|均价|单价|人均")


def grid_claims(document: Document, statutory: Mapping[int, str]) -> Iterator[Claim]:
    """Column and row totals of tables that are not statutory forms."""
    for block, table in document.tables():
        if block not in statutory and table.rows >= 3 and table.columns >= 2 and not scored(table):
            yield from _columns(block, table)


def scored(table: Table) -> bool:
    """Score sheets and project forms have readers of their own."""
    words = " ".join(c.value for c in table.cells[:40])
    return bool(re.search(r"三级指标|二级指标|指标值|分值|得分|问卷|选项|绩效指标|评分", words))


def _columns(block: int, table: Table) -> Iterator[Claim]:
    total_row = _total_row(table)
    if total_row is None:
        return
    below = total_row < table.rows // 2
    rows: Sequence[int] = range(total_row + 1, table.rows) if below else range(first_row(table), total_row)
    rows = _tops(table, rows)
    if any(_MEMO.search(label_of(table, r)) for r in rows) or any(
        _TOTAL.search(label_of(table, r)) for r in rows
    ):
        return
    found = []
    for column in range(table.columns):
        if _MEMO.search(heading_of(table, column)):
            continue
        total = operand_at(block, table, total_row, column, "合计", 1)
        parts = [o for r in rows if (o := operand_at(block, table, r, column, "分项", -1)) is not None]
        texts = [
            r
            for r in rows
            if (c := table.at(r, column)) is not None
            and c.value
            and _number(c.value) is None
            and c.value not in "-—–/"
        ]
        if total is not None and parts and not texts:
            found.append((column, (total, *parts)))
    several = [_meets(ops) for _, ops in found if len(ops) > 2]
    # A single figure under a heading is its total, where the other columns show what the total row adds up.
    found = [(column, ops) for column, ops in found if len(ops) > 2 or (len(several) > 1 and all(several))]
    held = [_meets(ops) for _, ops in found]
    for (column, ops), fits in zip(found, held, strict=True):
        certain = fits or sum(held) >= 1
        if not certain and not slip(ops[0].interval, _added(ops[1:])) and len(found) > 1:
            continue
        yield Claim(
            Kind.SUM,
            "table-total",
            Relation.LINEAR,
            ops,
            "合计 = 各行之和",
            f"grid:{squeeze(table.title)[-20:]}:{heading_of(table, column)}",
            Certainty.CERTAIN if certain else Certainty.LIKELY,
        )


def _tops(table: Table, rows: Sequence[int]) -> Sequence[int]:
    """The rows that are not already in another: in a list by code, 30201 is in 302."""
    codes = {r: m[0] for r in rows if (m := _CODE.match(squeeze(_first(table, r)))) is not None}
    known = set(codes.values())
    inner = {r for r, code in codes.items() if any(code[:n] in known for n in range(3, len(code)))}
    return [r for r in rows if r not in inner]


def _first(table: Table, row: int) -> str:
    cell = table.at(row, 0)
    return cell.value if cell is not None else ""


def _total_row(table: Table) -> int | None:
    for r in range(table.rows):
        label = label_of(table, r)
        if re.fullmatch(r"(?:合计|总计|共计)(?:[（(].*[）)])?", label):
            return r
    return None


def label_of(table: Table, row: int) -> str:
    """The words that name a row: its first cell that is not a number."""
    for c in range(table.columns):
        cell = table.at(row, c)
        if cell is not None and cell.value and not re.fullmatch(r"[\d.、]+", cell.value):
            return squeeze(cell.value)
    return ""


def first_row(table: Table) -> int:
    """The first row with numbers beside its name."""
    for r in range(table.rows):
        if any(
            (c := table.at(r, k)) is not None and _number(c.value) is not None
            for k in range(1, table.columns)
        ):
            return r
    return 0


def heading_of(table: Table, column: int, row: int | None = None) -> str:
    """The heading of a column: the nearest rows without numbers above ``row`` (above the first numbers by default)."""
    start = first_row(table) if row is None else row
    while start > 0 and not _is_heading(table, start - 1):
        start -= 1
    words: list[str] = []
    for r in range(start - 1, max(-1, start - 4), -1):
        if not _is_heading(table, r):
            break
        cell = table.at(r, column)
        if cell is not None and cell.value and cell.value not in words:
            words.insert(0, cell.value)
    return squeeze("".join(words))


def _is_heading(table: Table, row: int) -> bool:
    values = [v for v in table.row_values(row) if v]
    return len(values) >= 2 and not any(_number(v) is not None for v in values[1:])


def _number(text: str) -> Printed | None:
    return parse_printed(text, NO_UNIT) if text and text[0] in "0123456789-－−" else None


def operand_at(block: int, table: Table, row: int, column: int, role: str, weight: int) -> Operand | None:
    """The number of a cell as an operand; ``None`` where no number stands."""
    if not 0 <= row < table.rows:
        return None
    index = table.grid[row][column]
    if index is None or table.cells[index].rowspan > 1 or table.cells[index].colspan > 1:
        return None
    cell = table.cells[index]
    printed = _number(cell.value)
    if printed is None:
        return None
    span = Span(block, 0, len(cell.text.value), index)
    shown = f"{label_of(table, row)}{heading_of(table, column)}{printed.text}"
    interval = Interval.point(printed.value) if not printed.decimals else printed.interval
    return Operand(span, span, shown, interval, role, Decimal(weight), printed=printed)


def _added(parts: Sequence[Operand]) -> Interval:
    total = Interval.point(0)
    for p in parts:
        total = total + p.interval
    return total


def _meets(ops: Sequence[Operand]) -> bool:
    return ops[0].interval.meets(_added(ops[1:]))


def grid_facts(document: Document, profile: Profile, statutory: Mapping[int, str]) -> Iterator[Fact]:
    """Facts of tables that list concepts of the form by name (“基础数据表”), one column a year or measure."""
    for block, table in document.tables():
        if block in statutory or table.columns < 2 or scored(table):
            continue
        rows = [
            (row, named[0].code)
            for row in range(first_row(table), table.rows)
            if (named := concept_of(label_of(table, row))) is not None
            and squeeze(label_of(table, row)) in (squeeze(n) for n in named[0].names)
        ]
        if rows:
            yield from _facts(document, block, table, rows, profile)


def _facts(
    document: Document, block: int, table: Table, rows: Sequence[tuple[int, str]], profile: Profile
) -> Iterator[Fact]:
    title = title_of_table(document, block, table.title, profile)
    fund = fund_of(title)
    if of_a_part(title):
        return
    unit = _declared(document, block) or UNITS["万元"]
    for row, told in rows:
        headings = [heading_of(table, column, row) for column in range(table.columns)]
        code = in_fund(told, fund)
        for column, level in enumerate(levels(headings, profile.year or 0)):
            operand = operand_at(block, table, row, column, "", 1) if column and level else None
            if code and level and operand is not None and operand.printed is not None:
                own = _HEAD_UNIT.search(headings[column])
                p = operand.printed
                printed = Printed(p.text, p.value, p.decimals, UNITS[own[1]] if own else unit)
                operand = replace(operand, printed=printed, interval=printed.interval)
                yield Fact(code, level.measure, level.year, "", operand, "grid")


def _declared(document: Document, block: int) -> Unit | None:
    for before in reversed(document.blocks[max(0, block - 3) : block]):
        if isinstance(before, Paragraph) and (m := _UNIT.search(before.value)):
            return UNITS[m[1]]
    return None
