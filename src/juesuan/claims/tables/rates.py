"""Rate columns of tables: “计划数 | 到位数 | 到位率”, “调整后预算 | 实际支出 | 执行率（%） | 自评得分”.

Which two columns a rate is of is shown by the rows: two columns whose quotient most rows print are what the rate was
worked out from, and the row that prints another rate is wrong. Rows of 100 % prove nothing, as any equal pair gives it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import UNITS, parse_printed
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.readings import fits
from juesuan.claims.tables.grids import first_row, heading_of, label_of, operand_at
from juesuan.documents.model import Document, Span, Table
from juesuan.taxonomy.vocabulary import squeeze

#: A rate of what was done over what was due, not of a change, a share of the column or a score.
_RATE = re.compile(r"率|进度|完成(?:比例|[（(]?[%％])")
_OTHER = re.compile(
    r"[增减变差偏]|幅|得分|分值|权重|利率|税率|费率|占|比重|满意|上年|合格|覆盖|及格|知晓|目标|指标"
)
_BESIDE = re.compile(r"率|占比|比例|比重|[%％]|序号|行次|编码|代码|年份|年度$|得分|分值|排名|等级|备注|说明")
#: Sheets of indicators: each row has a target and a rate of its own kind.
_SHEET = re.compile(r"[一二三]级指标|指标值|绩效指标|问卷|选项")
#: Rows that hold and are not 100 %: fewer may be chance.
_TELLING = 2
_WIDEST = 10


def grid_rates(
    document: Document, statutory: Mapping[int, str], taken: Container[Span] = frozenset()
) -> Iterator[Claim]:
    """The claims of rate columns of tables that are no statutory form; ``taken``: rates read already."""
    for block, table in document.tables():
        if block in statutory or table.rows < 4 or not 3 <= table.columns <= _WIDEST:
            continue
        head = " ".join(c.value for c in table.cells[: 4 * table.columns])
        if _RATE.search(head) and not _SHEET.search(head):
            yield from _table(block, table, taken)


def _table(block: int, table: Table, taken: Container[Span]) -> Iterator[Claim]:
    headings = [heading_of(table, c) for c in range(table.columns)]
    rows = range(first_row(table), table.rows)
    usable = [c for c, h in enumerate(headings) if c and h and not _BESIDE.search(h)]
    for column, heading in enumerate(headings):
        if not _RATE.search(heading) or _OTHER.search(heading):
            continue
        rates = [(r, o) for r in rows if (o := _rate(block, table, r, column, "%" in heading)) is not None]
        best: list[tuple[int, tuple[Operand, ...]]] = []
        for top in usable:
            for bottom in usable:
                made = _rows(block, table, rates, top, bottom) if top != bottom else []
                if _proven(made) and _held(made) > _held(best):
                    best = made
        sure = _held(best) >= _TELLING + 1
        for row, way in best:
            if way[0].number not in taken and not (_capped(way) and not fits(Relation.RATIO, way)):
                yield Claim(
                    Kind.COMPLETION,
                    "completion-rate",
                    Relation.RATIO,
                    way,
                    f"{heading} = {way[1].role} ÷ {way[2].role}",
                    f"grid-rate:{squeeze(table.title)[-16:]}:{label_of(table, row)[-16:]}:{heading[-8:]}",
                    Certainty.CERTAIN if sure else Certainty.LIKELY,
                )


def _rows(
    block: int, table: Table, rates: Sequence[tuple[int, Operand]], top: int, bottom: int
) -> list[tuple[int, tuple[Operand, ...]]]:
    made: list[tuple[int, tuple[Operand, ...]]] = []
    for row, rate in rates:
        a = operand_at(block, table, row, top, heading_of(table, top)[-8:], 1)
        b = operand_at(block, table, row, bottom, heading_of(table, bottom)[-8:], 1)
        if a is not None and b is not None and b.interval.low > 0:
            made.append((row, (rate, replace(a, top=1), replace(b, bottom=1))))
    return made


def _held(made: Sequence[tuple[int, tuple[Operand, ...]]]) -> int:
    return sum(fits(Relation.RATIO, w) for _, w in made)


def _proven(made: Sequence[tuple[int, tuple[Operand, ...]]]) -> bool:
    """Do all rows but one (of many: three quarters) hold, two of them with another rate than 100 %?"""
    good = [w for _, w in made if fits(Relation.RATIO, w)]
    telling = {w[0].interval.middle for w in good if w[1].interval.middle != w[2].interval.middle}
    few = len(made) - len(good) <= max(1, len(made) // 4)
    return few and len(good) > len(made) - len(good) and len(telling) >= _TELLING


def _capped(way: Sequence[Operand]) -> bool:
    """More was done than was due, and the rate says 100 %: nobody counts more than the whole."""
    return way[0].interval.middle == 1 and way[1].interval.middle > way[2].interval.middle


def _rate(block: int, table: Table, row: int, column: int, percent: bool) -> Operand | None:
    """The rate of a cell, with its sign or under a heading with one; a bare fraction (0.98) is left alone."""
    index = table.grid[row][column]
    if index is None or table.cells[index].rowspan > 1 or table.cells[index].colspan > 1:
        return None
    text = table.cells[index].value.strip()
    digits = text.rstrip("%％")
    printed = parse_printed(digits, UNITS["%"]) if digits[:1].isdigit() else None
    if printed is None or (digits == text and not percent and printed.value <= 1):
        return None
    span = Span(block, 0, len(table.cells[index].text.value), index)
    shown = f"{label_of(table, row)}{heading_of(table, column)}{text}"
    return Operand(span, span, shown, printed.interval, "比率", Decimal(1), printed=printed)
