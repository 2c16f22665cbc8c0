"""Tables that compare: this year with last, outturn with budget, a part with the whole; their difference and rate columns.

Headings name what a column is; that a reading of the headings is right shows in the rows themselves: only if most rows of
a column satisfy its formula does a row that does not count as certainly wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import UNITS
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.tables.grids import first_row, heading_of, label_of, operand_at, scored
from juesuan.documents.model import Document, Table
from juesuan.taxonomy.vocabulary import squeeze

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_SHARE = re.compile(r"占比|比重|占.{0,10}(?:比例|[%％])|构成比|结构[（(]?[%％]")
_COMPLETION = re.compile(r"完成.{0,8}(?:率|[%％]|比)|执行率|支出进度|执行进度")
_RATE = re.compile(r"(?:增减|增长|变动|变化|增|差异|同比).{0,6}(?:率|[%％]|幅|比例)|增幅|同比")
_DIFFERENCE = re.compile(r"增减|差额|差异|变动|增加额|减少额|增长额|[-－−–]|超支|结余")
_BUDGET = re.compile(r"预算|计划|目标")
_PRIOR = re.compile(r"上年|去年|上期|同期")
_CURRENT = re.compile(r"决算|执行数|实际|本年|本期|支出数|完成数|支出$|收入$|金额|合计")
_CHANGED = re.compile(
    r"(?:比上年|较上年|同比)?(?:增减|增长|变动|差额|差异)(?:额|数|金额|情况)?(?:[（(][^（）()]*[）)])?"
)
#: Headings stand in the first cells of a table.
_HEAD_ROWS, _HEAD_CELLS = 3, 40
_NO_VALUE = re.compile(r"序号|编码|代码|备注|说明|原因")


@dataclass(frozen=True)
class _Columns:
    """The columns of a comparing table by what they show."""

    current: int | None
    base: int | None
    difference: int | None
    rate: int | None
    completion: int | None
    share: int | None
    measured: str


@dataclass(frozen=True)
class _Formula:
    """How one column follows from the others."""

    kind: Kind
    check: str
    relation: Relation
    words: str


_DIFFERENCE_IS = _Formula(
    Kind.CHANGE, "change-amount", Relation.LINEAR, "增减额 = 本年（决算）数 − 上年（预算）数"
)
_RATE_IS = _Formula(Kind.CHANGE, "change-rate", Relation.RATIO, "增减率 =（本年数 − 上年数）÷ 上年数")
_COMPLETION_IS = _Formula(Kind.COMPLETION, "completion-rate", Relation.RATIO, "完成率 = 决算数 ÷ 预算数")
_SHARE_IS = _Formula(Kind.SHARE, "share-of-base", Relation.RATIO, "占比 = 分项 ÷ 合计")


def comparison_claims(document: Document, statutory: Mapping[int, str]) -> Iterator[Claim]:
    """The claims of difference, rate, completion and share columns of tables that are no statutory forms."""
    for block, table in document.tables():
        if (
            table.rows < 3
            or table.columns < 3
            or (block in statutory and not _compares(table))
            or scored(table)
        ):
            continue
        columns = _columns(table)
        if columns is not None:
            yield from _claims(block, table, columns)


def _compares(table: Table) -> bool:
    """Whether the heading row has a column of what changed: no form has, whatever a table is called."""
    return any(c.row < _HEAD_ROWS and _CHANGED.fullmatch(squeeze(c.value)) for c in table.cells[:_HEAD_CELLS])


def _columns(table: Table) -> _Columns | None:
    found: dict[str, list[int]] = {}
    headings = [heading_of(table, c) for c in range(table.columns)]
    years = {c: int(m[-1]) for c, h in enumerate(headings) if (m := _YEAR.findall(h))}
    for c, heading in enumerate(headings[1:], 1):
        kind = _kind(heading, years.get(c), max(years.values(), default=None))
        if kind:
            found.setdefault(kind, []).append(c)
    base = found.get("prior") or found.get("budget")
    if any(len(v) > 1 for v in found.values()) or (found.get("prior") and found.get("budget")):
        return None  # several measures side by side: which belongs to which is not known
    one = {k: v[0] for k, v in found.items()}
    return _Columns(
        one.get("current"),
        base[0] if base else None,
        one.get("difference"),
        one.get("rate"),
        one.get("completion"),
        one.get("share"),
        "prior" if "prior" in found else "budget",
    )


def _kind(heading: str, year: int | None, latest: int | None) -> str:
    if not heading or _NO_VALUE.search(heading):
        return ""
    for name, pattern in (
        ("share", _SHARE),
        ("completion", _COMPLETION),
        ("rate", _RATE),
        ("difference", _DIFFERENCE),
        ("prior", _PRIOR),
        ("budget", _BUDGET),
    ):
        if pattern.search(re.sub(r"一般公共预算|基金预算|经营预算", "", heading)):
            return name
    if year is not None and latest is not None and year < latest:
        return "prior"
    return "current" if year is not None or _CURRENT.search(heading) else ""


def _claims(block: int, table: Table, columns: _Columns) -> Iterator[Claim]:
    for formula, made in _made(block, table, columns):
        fits = [_fits(formula, ops) for _, ops in made]
        if sum(fits) * 2 <= len(fits) or sum(fits) < 2:
            continue
        for row, ops in made:
            name = squeeze(label_of(table, row))[-16:]
            yield Claim(
                formula.kind,
                formula.check,
                formula.relation,
                ops,
                formula.words,
                f"table-{formula.check}:{squeeze(table.title)[-16:]}:{name}:{heading_of(table, columns.current or 0)[-8:]}",
                Certainty.CERTAIN,
            )


def _made(
    block: int, table: Table, columns: _Columns
) -> Iterator[tuple[_Formula, list[tuple[int, tuple[Operand, ...]]]]]:
    rows = range(first_row(table), table.rows)
    if columns.current is None:
        return
    named = "上年数" if columns.measured == "prior" else "预算数"

    def at(row: int, column: int | None, role: str) -> Operand | None:
        return None if column is None else operand_at(block, table, row, column, role, 1)

    def pairs(column: int | None, role: str) -> Iterator[tuple[int, Operand, Operand, Operand]]:
        for row in rows:
            result, current, base = (
                at(row, column, role),
                at(row, columns.current, "本年数" if columns.measured == "prior" else "决算数"),
                at(row, columns.base, named),
            )
            if result is not None and current is not None and base is not None:
                yield row, result, current, base

    yield (
        _DIFFERENCE_IS,
        [
            (row, (replace(d, weight=Decimal(-1)), c, replace(b, weight=Decimal(-1))))
            for row, d, c, b in pairs(columns.difference, "增减额")
        ],
    )
    yield (
        _RATE_IS,
        [
            (row, (_percent(r), replace(c, top=1), replace(b, top=-1, bottom=1)))
            for row, r, c, b in pairs(columns.rate, "增减率")
            if b.interval.low > 0
        ],
    )
    yield (
        _COMPLETION_IS,
        [
            (row, (_percent(r), replace(c, top=1), replace(b, bottom=1)))
            for row, r, c, b in pairs(columns.completion, "完成率")
            if b.interval.low > 0
        ],
    )
    whole = next((r for r in rows if re.fullmatch(r"合计|总计|共计", label_of(table, r))), None)
    total = at(whole, columns.current, "合计") if whole is not None else None
    if total is not None and total.interval.low > 0:
        yield (
            _SHARE_IS,
            [
                (row, (_percent(s), replace(c, top=1), replace(total, bottom=1)))
                for row in rows
                if row != whole
                and (s := at(row, columns.share, "占比")) is not None
                and (c := at(row, columns.current, "分项")) is not None
            ],
        )


def _percent(o: Operand) -> Operand:
    """The operand of a column headed %: 12.5 printed there is 0.125."""
    assert o.printed is not None
    printed = replace(o.printed, unit=UNITS["%"])
    return replace(o, printed=printed, interval=printed.interval)


def _fits(formula: _Formula, operands: tuple[Operand, ...]) -> bool:
    expected = solve(formula.relation, operands, 0)
    return expected is not None and expected.meets(operands[0].interval)
