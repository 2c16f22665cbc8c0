"""A stated number against the rows of the table below it: “单位共9个，具体情况如下：” and a table numbered 1 to 9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.documents.model import Cell, Document, Span, Table

_ANNOUNCES = re.compile(r"(?:如下|见下表|下表所示|详见下表|如下表|见表\s*\d*)[^。；]{0,10}[：:。]?\s*$")
_THINGS = re.compile(r"单位|项目|科室|机构|部门|股室|处室|中心|学校|村|乡镇|社区|街道|幼儿园|园所")
_NUMBER = re.compile(r"\d{1,3}")
_HEAD = re.compile(r"序号|编号|行次?")
#: How many blocks (a caption, the unit) may stand between the words and their table.
_BETWEEN = 3


def numbered_row_claims(document: Document, passages: Sequence[Passage]) -> Iterator[Claim]:
    """The count claims of every paragraph that announces a numbered table."""
    for passage in passages:
        if passage.cell is None and passage.figures and _ANNOUNCES.search(passage.text):
            found = _table_below(document, passage.block)
            stated = [f for f in passage.figures if _counts(passage, f)]
            if found is not None and len(stated) == 1:
                yield from _claim(passage, stated[0], *found)
                yield from _named_rows(passage, stated[0], *found)


_GATHERED = re.compile(r"归并|合并|归类|分类|分组|汇总")


def _counts(passage: Passage, f: Figure) -> bool:
    """Is it a whole number of units or projects, the only thing its sentence counts before the table?"""
    if _GATHERED.search(f.after):
        return False  # “34项课题按方向归并，经费见下表”: a row for each direction
    exact = f.printed.unit.kind == "count" and f.printed.unit.scale == 1 and not f.printed.decimals
    last = f.sentence == passage.figures[-1].sentence
    return (
        exact and last and not f.printed.about and not f.depth and bool(_THINGS.search(f.head + f.after[:8]))
    )


def _table_below(document: Document, block: int) -> tuple[int, Table] | None:
    for at in range(block + 1, min(block + 1 + _BETWEEN, len(document.blocks))):
        below = document.blocks[at]
        if isinstance(below, Table):
            return at, below
    return None


def _claim(passage: Passage, f: Figure, block: int, table: Table) -> Iterator[Claim]:
    """The rows are numbered from 1 on without a gap: nothing else is taken for a list."""
    first = [table.at(r, 0) for r in range(table.rows)]
    heads = [r for r, cell in enumerate(first) if cell is not None and _HEAD.fullmatch(cell.value)]
    rows = [c for c in first[heads[0] + 1 :] if c is not None and c.value] if heads else []
    numbered = [c for c in rows if _NUMBER.fullmatch(c.value)]
    if len(numbered) < 2 or [int(c.value) for c in numbered] != list(range(1, len(numbered) + 1)):
        return
    yield _as_many(passage, f, block, table, numbered, Certainty.CERTAIN)


def _as_many(
    passage: Passage, f: Figure, block: int, table: Table, rows: Sequence[Cell], certainty: Certainty
) -> Claim:
    """The claim that a table has as many rows as the text says; the last of ``rows`` is where they end."""
    count = len(rows)
    span = Span(block, 0, len(rows[-1].text.value), table.cells.index(rows[-1]))
    told = Operand(span, span, f"表中列出{count}个", Interval.point(count), "表中行数", Decimal(-1))
    return Claim(
        Kind.COUNT,
        "count-of-list",
        Relation.LINEAR,
        (operand(passage, f, "写明的个数"), told),
        "写明的个数 = 下表列出的个数",
        f"rows:{passage.context.title}:{f.label[-12:]}",
        certainty,
    )


_CLAUSE = re.compile(r"[，,。；;（(]")
_SUM_ROW = re.compile(r"合计|总计|小计|平均|备注|注[：:].*|说明.*")


def _named_rows(passage: Passage, f: Figure, block: int, table: Table) -> Iterator[Claim]:
    """“全县6个乡镇…见下表” above a table whose first column is headed 乡镇 and names one in each row.

    A row too few or too many is a slip; a table that is further off lists something else.
    """
    first = [table.at(r, 0) for r in range(table.rows)]
    head = first[0].value if first and first[0] is not None else ""
    thing = next((m[0] for m in _THINGS.finditer(_CLAUSE.split(f.after[:8])[0]) if m[0] in head), "")
    names = [c for c in first[1:] if c is not None and c.value and not _SUM_ROW.fullmatch(c.value.strip())]
    alike = len({c.value for c in names}) == len(names) and all(
        len(c.value) <= 30 and not c.value[0].isdigit() and c.colspan == c.rowspan == 1 for c in names
    )
    if not thing or len(names) < 2 or not alike or abs(f.printed.base - len(names)) > 1:
        return
    yield _as_many(passage, f, block, table, names, Certainty.LIKELY)
