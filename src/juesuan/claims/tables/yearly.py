"""Tables of several years and the prose that tells them: “毛入园率从2021年的96.2%提高到2023年的98.4%”.

A table with years for headings gives each named row one value a year. Prose that bears the row's name, the row's unit
and a year of its own tells that very value; a neighbouring year's value copied by mistake is as wrong as a mistyped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from juesuan.amounts import UNITS, Printed, Unit
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.tables.grids import heading_of, label_of, operand_at, scored
from juesuan.documents.model import Document, Paragraph, Table
from juesuan.taxonomy.vocabulary import squeeze

_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度|末|底)?(?:实际|实绩|完成|决算)?(?:数|额|值)?")
_BRACKET = re.compile(r"[（(]([^（）()]{1,6})[)）]$")
_CAPTION = re.compile(r"单位\s*[:：]\s*(亿元|万元|千元|元|人|个|件|户|%)")
_RATE = re.compile(r"率|比重|占比|比例")
#: A table of fewer years is a comparison, and read as one.
_YEARS = 2
_SHORTEST = 3

_OWN_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
#: What may stand beside the name in a clause that tells the value itself.
_FILL = re.compile(
    r"(?:19|20)\d\d\s*年(?:度|末|底)?|截至|全[县市区省州旗乡镇校院]|[我本][县市区省州旗乡镇校院局]|分别|依次|从|由|的|为|达到|达|有|是|共|约|计"
    r"|人数|数量|总数|总额|数|额|其中|而|且|较|[增升提减降](?:加|长|高|少|低)?(?:到|至|为)|(?:提高|上升|下降|减少|增加|降低)(?:到|至|为)"
    r"|[\s，,、：:；;“”\"（(）)]"
)
_OTHER = re.compile(r"目标|计划|预算|任务|不低于|以上|力争|预计")
_STOP = re.compile(r"[；;]")
_SUM = re.compile(r"合计|总计|小计|项目|指标")
_PEOPLE = frozenset("人名位")


class _Cell(msgspec.Struct, frozen=True):
    """The value of one name in one year."""

    name: str
    year: int
    value: Operand


def yearly(document: Document, passages: Sequence[Passage], statutory: Mapping[int, str]) -> Iterator[Claim]:
    """What prose tells of a year against the table of years, wherever name, year and unit are the same."""
    cells = {
        (c.name, c.year): c
        for block, table in document.tables()
        if block not in statutory and table.columns >= 2 and table.rows >= 2 and not scored(table)
        for c in _cells(document, block, table)
    }
    names = sorted({name for name, _ in cells}, key=len, reverse=True)
    if not names:
        return
    for passage in passages:
        if any(n in passage.text for n in names) and _OWN_YEAR.search(passage.text):
            yield from _told(passage, names, cells)


def _cells(document: Document, block: int, table: Table) -> Iterator[_Cell]:
    """The values of a table whose columns, or rows, are years."""
    columns = {c: int(m[1]) for c in range(1, table.columns) if (m := _YEAR.fullmatch(_top(table, c)))}
    rows = {r: int(m[1]) for r in range(1, table.rows) if (m := _YEAR.fullmatch(label_of(table, r)))}
    declared = _declared(document, block, table)
    if len(columns) >= _YEARS and len(set(columns.values())) == len(columns):
        for r in range(1, table.rows):
            for c, year in columns.items():
                yield from _cell(block, table, r, c, label_of(table, r), year, declared)
    elif len(rows) >= _YEARS and len(set(rows.values())) == len(rows):
        for c in range(1, table.columns):
            for r, year in rows.items():
                yield from _cell(block, table, r, c, heading_of(table, c), year, declared)


def _top(table: Table, column: int) -> str:
    cell = table.at(0, column)
    return squeeze(cell.value) if cell is not None else ""


def _declared(document: Document, block: int, table: Table) -> Unit | None:
    for before in (
        table.title,
        *(b.value for b in document.blocks[max(0, block - 2) : block] if isinstance(b, Paragraph)),
    ):
        m = _CAPTION.search(before)
        if m is not None:
            return UNITS[m[1]]
    return None


def _cell(
    block: int, table: Table, row: int, column: int, words: str, year: int, declared: Unit | None
) -> Iterator[_Cell]:
    bracket = _BRACKET.search(words)
    name = squeeze(words[: bracket.start()] if bracket else words)
    unit = UNITS.get(bracket[1]) if bracket else None
    if unit is None:
        unit = UNITS["%"] if _RATE.search(name) else declared
    found = operand_at(block, table, row, column, "表中", -1)
    if (
        found is None
        or found.printed is None
        or unit is None
        or len(name) < _SHORTEST
        or _SUM.fullmatch(name)
    ):
        return
    p = found.printed
    printed = Printed(p.text, p.value, p.decimals, unit)
    yield _Cell(name, year, replace(found, printed=printed, interval=printed.interval))


def _told(passage: Passage, names: Sequence[str], cells: Mapping[tuple[str, int], _Cell]) -> Iterator[Claim]:
    name, sentence = "", -1
    for f in passage.figures:
        if f.sentence != sentence or _STOP.search(f.before):
            name, sentence = "", f.sentence
        words = _FILL.sub("", squeeze(f.before))
        if words:
            name = next((n for n in names if words == n), "")
        year = _OWN_YEAR.findall(f.before)
        cell = cells.get((name, int(year[-1]))) if name and year else None
        if cell is None or f.printed.about or f.depth or f.role in ("change", "growth", "points", "each"):
            continue
        if _OTHER.search(f.before) or not _alike(f, cell.value):
            continue
        yield Claim(
            Kind.REPEAT,
            "same-phrase",
            Relation.LINEAR,
            (operand(passage, f, "文中", 1), cell.value),
            f"{name}{cell.year}年的数，文字与表格应当一致",
            f"yearly:{name}:{cell.year}:{passage.lead}",
            Certainty.LIKELY,
        )


def _alike(f: Figure, value: Operand) -> bool:
    """The same kind of unit; how finely each is printed is left to the comparison."""
    one = f.printed.unit
    other = value.printed.unit if value.printed is not None else one
    same = one.base == other.base or (one.base in _PEOPLE and other.base in _PEOPLE)
    return same and "百分点" not in one.printed
