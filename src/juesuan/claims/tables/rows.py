"""Rows that add up across, in tables that are no statutory form: assets by kind, staff by sort, money by source.

A column headed 合计, 总额 or 小计 is the sum of columns beside it: those that follow, or, as the last, those before.
Which ones is shown by the heading above them, by a column 其他… that closes the group, or by the rows themselves: a
reading in which most rows come out is the right one.
A single row proves nothing, so there only a slip of the hand is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from juesuan.claims.lists.adding import added, slip
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.tables.grids import first_row, heading_of, label_of, operand_at, scored
from juesuan.documents.model import Document, Table
from juesuan.taxonomy.vocabulary import squeeze

_WHOLE = re.compile(r"(?:合计|总计|总额|总数|共计)(?:[（(][^（）()]*[）)])?$")
_GROUP = re.compile(r"小计(?:[（(][^（）()]*[）)])?$")
_EITHER = re.compile(r"(?:合计|总计|总额|总数|共计|小计)(?:[（(][^（）()]*[）)])?$")
#: “合计下达” beside “已预下达” and “本次下达”: the total is named by what all of them end with.
_LEADING = re.compile(r"(?:合计|共计|总计|累计)(?P<of>[\u4e00-\u9fff]{2,6})(?:[（(][^（）()]*[）)])?$")
#: Columns that are no part of any sum.
_BESIDE = re.compile(
    r"率|占比|比例|比重|[%％]|序号|行次|栏次|编码|代码|年份|备注|[均单]价$|增减|上年|其中|数量|面积"
)
#: Columns of words, in front of the figures.
_NAMES = re.compile(r"名称|项目$|单位$|科目|内容|类别|级别|地区|乡镇|街道|社区")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
#: Headings stand in the first rows.
_HEAD_ROWS = 4


def row_claims(document: Document, statutory: Mapping[int, str]) -> Iterator[Claim]:
    """Row totals of tables that are not statutory forms."""
    for block, table in document.tables():
        if block in statutory or table.columns < 3 or table.rows < 2 or table.ragged or scored(table):
            continue
        heads = (squeeze(c.value) for c in table.cells if c.row < _HEAD_ROWS)
        if any(_EITHER.search(h) or _LEADING.match(h) for h in heads):
            yield from _across(block, table)


def _across(block: int, table: Table) -> Iterator[Claim]:
    start = first_row(table)
    headings = [heading_of(table, c) for c in range(table.columns)]
    for total, parts in _groups(headings):
        rows: list[tuple[Operand, ...]] = []
        for r in range(start, table.rows):
            operands = _row(block, table, r, total, parts)
            if operands:
                rows.append(operands)
        held = [ops[0].interval.meets(added(ops[1:])) for ops in rows]
        # A row with one part says nothing of the reading when it is the total, but much when it is not.
        telling = [fits for ops, fits in zip(rows, held, strict=True) if len(ops) > 2]
        proven = sum(telling) * 2 >= len(telling) > 1 and sum(held) * 2 >= len(rows)
        for ops, fits in zip(rows, held, strict=True):
            alone = len(ops) == 2
            if proven or (
                not alone and (fits or (len(telling) == 1 and slip(ops[0].interval, added(ops[1:]))))
            ):
                row = table.cells[ops[0].number.cell or 0].row
                yield Claim(
                    Kind.SUM,
                    "table-total",
                    Relation.LINEAR,
                    ops,
                    f"{headings[total]} = {' + '.join(headings[c] for c in parts)}",
                    f"grid-row:{squeeze(table.title)[-20:]}:{label_of(table, row)}:{headings[total]}",
                    Certainty.CERTAIN if fits or proven else Certainty.LIKELY,
                )


def _groups(headings: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """(total column, its parts) for every total whose parts the headings show, the innermost groups first."""
    usable = [bool(h) and not _BESIDE.search(h) for h in headings]
    inner: set[int] = set()
    for g, heading in enumerate(headings):
        if _GROUP.search(heading) and usable[g]:
            members = [c for c in _members(headings, g) if usable[c]]
            if len(members) >= 2:
                inner.update(members)
                yield g, members
    yield from _named_alike(headings, usable)
    wholes = [c for c, h in enumerate(headings) if _WHOLE.search(h) and usable[c]]
    for at, t in enumerate(wholes):
        end = wholes[at + 1] if at + 1 < len(wholes) else len(headings)
        parts = [c for c in range(t + 1, end) if usable[c] and c not in inner]
        under = _GROUP.sub("", _WHOLE.sub("", headings[t]))
        own = [c for c in parts if under and headings[c].startswith(under)]
        if len(own) >= 2:
            parts = (
                own  # 编制人数合计 | 编制人数行政 | 编制人数事业 | 实有人数…: the words above them are one
            )
        closing = next((n for n, c in enumerate(parts) if headings[c].startswith("其他")), len(parts))
        parts = parts[: closing + 1]
        if len(parts) < 2 and at == len(wholes) - 1:
            start = wholes[at - 1] + 1 if at else 1
            parts = [
                c for c in range(start, t) if usable[c] and c not in inner and not _NAMES.search(headings[c])
            ]
        if len(parts) >= 2:
            yield t, parts


def _named_alike(headings: Sequence[str], usable: Sequence[bool]) -> Iterator[tuple[int, list[int]]]:
    """合计下达 and the columns that end with 下达."""
    for t, heading in enumerate(headings):
        m = _LEADING.match(heading) if usable[t] else None
        if m is None:
            continue
        parts = [c for c, h in enumerate(headings) if c != t and usable[c] and _bare(h).endswith(m["of"])]
        if len(parts) >= 2:
            yield t, parts


def _bare(heading: str) -> str:
    """A heading without its unit in brackets."""
    return _BRACKET.sub("", heading)


def _members(headings: Sequence[str], group: int) -> list[int]:
    """The columns of a 小计: those under the same words, or those up to the column 其他… of the same words."""
    under = _GROUP.sub("", headings[group])
    if not under:
        return []
    same = [c for c in range(group + 1, len(headings)) if headings[c].startswith(under)]
    if same:
        return same
    last = next((c for c in range(group + 1, len(headings)) if headings[c].endswith(f"其他{under}")), group)
    return list(range(group + 1, last + 1))


def _row(block: int, table: Table, row: int, total: int, parts: Sequence[int]) -> tuple[Operand, ...]:
    """The total and the parts of one row; nothing where a part is no number, or none is printed."""
    whole = operand_at(block, table, row, total, "合计", 1)
    found: list[Operand] = []
    for c in parts:
        o = operand_at(block, table, row, c, "分项", -1)
        cell = table.at(row, c)
        if o is not None:
            found.append(o)
        elif cell is not None and cell.value.strip(" -—–/"):
            return ()
    return (whole, *found) if whole is not None and len(found) >= 1 else ()
