"""What a statutory table claims about itself: rows that add up across, codes that add up down, sides that
add up.

A blank part counts as nothing and a missing row as absent; a blank total is not compared. All figures are
intervals, so parts that were rounded one by one may differ from their total by their own rounding and no
more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.statutory.entries import FUNDS, ONE, Entry, as_part
from juesuan.claims.statutory.grid import Grid, Line

Part = tuple[Entry, int]
_AGAINST = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A sum or balance that was not claimed, because a figure that may belong to it could not be read or
    placed.
    """

    form: str
    words: str


#: What reading the arithmetic of a table yields.
Stated = Claim | Hindrance


def sum_claim(
    check: str,
    kind: Kind,
    total: Entry,
    parts: Sequence[Part],
    key: str,
    certainty: Certainty = Certainty.CERTAIN,
) -> Stated | None:
    """``total`` = weighted sum of ``parts``; ``None`` if the total prints no figure."""
    garbled = next((e for e in (total, *(e for e, _ in parts)) if e.unread), None)
    if garbled is not None:
        return hindered(garbled)
    if total.operand is None:
        return None
    operands: list[Operand] = [as_part(total.operand, "合计")]
    words: list[str] = []
    for entry, weight in parts:
        if entry.operand is None:
            continue
        operands.append(as_part(entry.operand, "分项", _AGAINST if weight > 0 else ONE))
        words.append((" − " if weight < 0 else " ＋ " if words else "") + _name(entry, total))
    if len(operands) == 1 and total.zero:
        return None
    formula = f"{_name(total, total)} ＝ {''.join(words) or '各分项之和（各分项均为空）'}"
    return Claim(kind, check, Relation.LINEAR, tuple(operands), formula, key, certainty)


def hindered(entry: Entry) -> Hindrance:
    """What stands in the way of a claim: a cell that prints no number, or a column or row of unknown
    meaning.
    """
    what = "没有写出数字的格" if entry.unread else "没有认出的栏目"
    where = f"{entry.row}{f'“{entry.what}”' if entry.what else ''}" or "未列名称的栏"
    return Hindrance(entry.form.title, f"{where}（{what}）")


def _name(entry: Entry, total: Entry) -> str:
    """How to say an entry in a formula: with its row, its column or both, and its form if it is another
    one.
    """
    if entry is total or entry.form.code != total.form.code:
        return entry.words
    if entry.what and (entry.line.row, entry.line.segment) == (total.line.row, total.line.segment):
        return entry.what
    row = entry.row
    return f"{row}（{entry.what}）" if entry.what and entry.what != total.what else row or "本行"


def row_sums(entries: Sequence[Entry], grid: Grid) -> Iterator[Stated]:
    """Across: the total column of every line is the sum of its measures."""
    form = entries[0].form if entries else None
    if form is None:
        return
    for line_entries in _by_line(entries):
        if form.layout == "sides":
            yield from _funds(line_entries)
        elif form.layout == "detail":
            yield from _tree_across(line_entries, grid)
        elif form.exhaustive:
            yield from _measures(line_entries)


def _by_line(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    lines: dict[tuple[int, int, int], list[Entry]] = {}
    for entry in entries:
        if entry.measure == "outturn":
            lines.setdefault((entry.line.block, entry.line.row, entry.line.segment), []).append(entry)
    yield from lines.values()


def _key(check: str, entry: Entry, extra: str = "") -> str:
    row = entry.line.code or entry.line.label
    return f"{entry.form.code}/{check}/{row}/{entry.concept or entry.what}{extra}"


def _measures(line: Sequence[Entry]) -> Iterator[Stated]:
    """合计 = 基本支出 + 项目支出 + …: every measure the form lists is a part of the first."""
    form = line[0].form
    total = next((e for e in line if e.key in (form.total, form.item) and e.key), None)
    parts = [e for e in line if e is not total and not e.memo and not form.flow(e.key)]
    if total is None or not parts:
        return
    unknown = next((e for e in parts if e.unknown), None)
    if unknown is not None:
        yield hindered(unknown)
        return
    claim = sum_claim("table-row-sum", Kind.SUM, total, [(e, 1) for e in parts], _key("row", total))
    if claim is not None:
        yield claim


def _funds(line: Sequence[Entry]) -> Iterator[Stated]:
    """合计 = 一般公共预算 + 政府性基金 + 国有资本经营预算, in every row of the expenditure side."""
    by_fund = {e.key.partition(".")[0]: e for e in line if e.key.partition(".")[0] in FUNDS}
    total = by_fund.get("appropriation")
    parts = [by_fund[f] for f in FUNDS[1:] if f in by_fund]
    if total is None or len(parts) < 2:
        return
    unknown = next((e for e in line if len(parts) < len(FUNDS) - 1 and e.unknown and e.line.label), None)
    if unknown is not None and total.key.partition(".")[2]:
        yield hindered(unknown)
        return
    claim = sum_claim("table-row-sum", Kind.SUM, total, [(e, 1) for e in parts], _key("row", total))
    if claim is not None:
        yield claim


def _tree_across(line: Sequence[Entry], grid: Grid) -> Iterator[Stated]:
    """The headings of a wide form: 小计 is the sum of its group, 合计 the sum of the groups."""
    groups: dict[str, list[Entry]] = {}
    for entry in line:
        if grid.paths[entry.column]:
            groups.setdefault(grid.paths[entry.column][0], []).append(entry)
    heads: list[Entry] = []
    total: Entry | None = None
    headless = False
    for name, members in groups.items():
        head = next((e for e in members if grid.paths[e.column][-1] in ("小计", "合计", name)), None)
        if head is not None and name in ("合计", "总计"):
            total = head
        elif head is None:
            headless = True
        else:
            heads.append(head)
            parts: list[Part] = [(e, 1) for e in members if e is not head and not e.memo]
            claim = sum_claim(
                "table-row-sum", Kind.SUM, head, parts, _key("row", head, name), Certainty.LIKELY
            )
            if claim is not None and parts:
                yield claim
    if total is not None and heads and not headless:
        claim = sum_claim(
            "table-row-sum", Kind.SUM, total, [(e, 1) for e in heads], _key("row", total), Certainty.LIKELY
        )
        if claim is not None:
            yield claim


def tree_sums(entries: Sequence[Entry]) -> Iterator[Stated]:
    """Down: 类 is the sum of its 款, 款 of its 项, and 合计 of the highest codes, in every column."""
    for column in _columns(entries):
        lines: dict[str, Entry] = {}
        doubled: set[str] = set()
        totals = [e for e in column if e.line.total]
        for entry in column:
            code = entry.line.code
            if code and code in lines:
                doubled.add(code)
            elif code:
                lines[code] = entry
        if doubled:
            continue
        children = _children(lines)
        for code, members in children.items():
            total = lines[code] if code else totals[0] if len(totals) == 1 else None
            if total is None:
                continue
            claim = sum_claim(
                "table-column-sum", Kind.SUM, total, [(e, 1) for e in members], _key("column", total)
            )
            if claim is not None:
                yield claim


def _columns(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries of one measure: of a column, or of the columns of all segments of a form that is set side by
    side.
    """
    columns: dict[object, list[Entry]] = {}
    for entry in entries:
        beside = entry.form.layout == "economic"
        columns.setdefault((entry.what, entry.measure) if beside else entry.column, []).append(entry)
    yield from columns.values()


def _children(lines: dict[str, Entry]) -> dict[str, list[Entry]]:
    """Listed code → the entries right below it; "" → the highest codes."""
    children: dict[str, list[Entry]] = {}
    for parent, entry in zip(_parents(tuple(lines)), lines.values(), strict=True):
        children.setdefault(parent, []).append(entry)
    return children


@lru_cache(maxsize=64)
def _parents(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The listed code right above each code, "" where there is none; the columns of a table ask for the same."""
    listed = frozenset(codes)
    return tuple(
        next((code[:n] for n in (5, 3) if n < len(code) and code[:n] in listed), "") for code in codes
    )


def side_sums(entries: Sequence[Entry]) -> Iterator[Stated]:
    """本年收入合计 and 本年支出合计 are the sums of the rows above them on their side."""
    sides: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        sides.setdefault((entry.line.segment, entry.column), []).append(entry)
    for (side, _), column in sides.items():
        if side > 1:
            continue
        parts: list[Part] = []
        for entry in column:
            if _closes(entry.line):
                claim = sum_claim(
                    "table-column-sum", Kind.SUM, entry, parts, _key("column", entry, entry.measure)
                )
                if claim is not None and parts:
                    yield claim
                break
            if not entry.memo and (entry.key or entry.line.label):
                parts.append((entry, 1))


def _closes(line: Line) -> bool:
    label = "".join(line.label.split())
    return label.endswith(("本年收入合计", "本年支出合计", "收入合计", "支出合计"))


def economic_sums(entries: Sequence[Entry]) -> Iterator[Stated]:
    """人员经费合计 and 公用经费合计 are the sums of the economic classes on their side."""
    classes = [e for e in entries if e.key == "economic.item" and len(e.line.code) == 3]
    for key, personnel in (("general.personnel", True), ("general.operating", False)):
        parts: list[Part] = [(e, 1) for e in classes if (e.line.code in PERSONNEL) is personnel]
        for total in entries:
            if (
                total.key == key
                and not total.line.code
                and parts
                and total.line.label.strip()[-2:] in ("合计", "小计")
            ):
                claim = sum_claim("personnel-and-operating", Kind.SUM, total, parts, _key("side", total))
                if claim is not None:
                    yield claim


#: Economic classes paid for people (工资福利支出, 对个人和家庭的补助); the others are operating funds.
PERSONNEL = frozenset({"301", "303"})
