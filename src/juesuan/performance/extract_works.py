"""Duties with target and actual: from registers in tables, and from sentences that print both.

A rate alone leaves the target open and is kept for a person. Reports paste their sentences several times: what says the
same is taken once, a register's rows before sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.amounts import UNITS, Printed, Unit
from juesuan.claims.model import Claim, Operand, Report
from juesuan.claims.performance.roles import header_of
from juesuan.claims.performance.rows import Box, Header, Row, TableRun, lay
from juesuan.claims.performance.sheets import TOTAL, Leaf, Sheet
from juesuan.documents.model import Span
from juesuan.performance.extract_cells import Notes, reading_of
from juesuan.performance.model import WorkTarget
from juesuan.performance.terms import Direction, Quantity, plain

_GOAL = re.compile(r"目标|任务|计划数|计划任务")
_LEAD = re.compile(r"^(?:全面|积极|目前|已|共|累计|全年|全县|全区|全市|完成|实现|全面完成)+")
_TAIL = re.compile(r"(?:人数|数量?)?(?:为|达到?|是|共|共计)?$")
_VAGUE = re.compile(r"同比|增长|支出|收入$|预算|决算|资金总额")
_TITLED = re.compile(
    r"(?:^|[。；;])\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、])?(?P<name>[^。；;：:，,\d]{2}[^。；;：:，,]{0,28})[：:][^。；;：:]*$"
)
#: A shorter name says nothing outside of its sentence.
_SHORTEST = 3
_WORKS = re.compile(r"重点工作|工作(?:目标|任务)|目标任务|主要职责|职责履行")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_HEADS = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "level3",
            r"(?:重点|主要)?工作(?:内容|任务|事项|名称|项目)?|任务(?:名称|内容)|考核(?:内容|事项)|事项(?:名称)?",
        ),
        ("duty", r"(?:工作|主要)?职责(?:名称)?|(?:责任|牵头|承办)?(?:科室|股室)|责任(?:部门|单位)"),
        ("target", r"(?:年度|全年|年初)?(?:工作)?(?:目标|计划|目标任务|任务)(?:值|数)?"),
        ("actual", r"(?:实际|全年|年度)?完成(?:情况|值|数)|实际(?:值|数)"),
        ("unit", r"(?:计量)?单位"),
        ("on_time", r"(?:是否)?(?:按时|及时)完成"),
        ("qualified", r"(?:是否)?(?:质量)?达标"),
        ("text", r"(?:完成)?情况说明|备注|说明"),
    )
)
_FLAGS = {"是": True, "否": False}


def is_works(sheet: Sheet) -> bool:
    """Is a table of targets and actuals the register of duties, not a project's tree?"""
    levels = any(b is not leaf.name for leaf in sheet.leaves for b in leaf.levels)
    named = _WORKS.search(sheet.title) or _WORKS.search(
        "".join(b.text for b in sheet.header.row.boxes) if sheet.header else ""
    )
    return bool(named) and not sheet.project and not sheet.funds and not levels


def read_works(
    report: Report, runs: Sequence[TableRun], sheets: Sequence[Sheet], notes: Notes
) -> tuple[WorkTarget, ...]:
    """Work targets of tables, row by row, then those that only sentences state, each once."""
    leaves = [*(leaf for sheet in sheets for leaf in sheet.leaves), *_leaves(runs)]
    found = [_tabled(leaf, notes) for leaf in leaves]
    for work, at in _told(report, notes):
        known = next((w for w in found if w.name == work.name), None)
        if known is None:
            found.append(work)
        elif not _same(known, work):
            words = f"{work.name}：目标{_print(work.target)}，完成{_print(work.actual)}"
            other = f"目标{_print(known.target)}，完成{_print(known.actual)}"
            notes.add(words, at, f"另一处是{other}，采用了另一处的数")
    return tuple(replace(work, code=f"W{n:02d}") for n, work in enumerate(found, 1))


def _leaves(runs: Sequence[TableRun]) -> Iterator[Leaf]:
    """The rows of registers of duties, whose headings are no indicators'."""
    for _, rows in runs:
        header: Header | None = None
        for row in rows:
            found = _heading(row)
            if found is not None:
                header = found
                continue
            cells = {} if header is None else lay(row, header)
            name = cells.get("level3")
            if name is None or name.blank or not any(r in cells for r in ("target", "actual")):
                header = None
            elif not TOTAL.fullmatch(name.text):
                yield Leaf((), name, cells, row)


def _heading(row: Row) -> Header | None:
    """The row as heading of a register: a duty's name, its target and what was done."""
    if header_of(row) is not None:
        return None
    roles: list[str] = []
    for box in row.boxes:
        role = next((r for r, pattern in _HEADS if r not in roles and pattern.fullmatch(_plain(box))), "")
        roles.append(role)
    return Header(row, tuple(roles)) if {"level3", "target", "actual"} <= set(roles) else None


def _plain(box: Box) -> str:
    return _REMARK.sub("", box.text)


def _tabled(leaf: Leaf, notes: Notes) -> WorkTarget:
    reading = reading_of(leaf, notes)
    words = {
        role: "" if (b := leaf.box(role)) is None else b.raw.strip() for role in ("duty", "text", "reason")
    }
    return WorkTarget(
        "", words["duty"], leaf.label, reading.direction, reading.target, reading.actual,
        words["text"] or words["reason"], on_time=_flag(leaf, "on_time"), qualified=_flag(leaf, "qualified"),
        origin=notes.origin(leaf.name),
    )  # fmt: skip


def _flag(leaf: Leaf, role: str) -> bool | None:
    box = leaf.box(role)
    return None if box is None else _FLAGS.get(box.text)


def _told(report: Report, notes: Notes) -> Iterator[tuple[WorkTarget, Span]]:
    """Target and actual of one sentence, as the audit has read it."""
    open_: dict[str, Claim] = {}
    for claim in report.claims:
        if claim.check == "completion-rate" and len(claim.operands) == 3:
            rate, actual, target = claim.operands
            goal = _GOAL.search(target.shown) and not _VAGUE.search(target.shown)
            if goal and _in_order(report, actual, target, rate):
                yield from _work(report, actual, target, Direction.EQUAL, notes)
        elif claim.check == "target-comparison" and len(claim.operands) == 2:
            low, high = claim.operands
            least = low.role == "目标"
            actual, target = (high, low) if least else (low, high)
            yield from _work(report, actual, target, Direction.AT_LEAST if least else Direction.BELOW, notes)
        elif claim.check == "whole-target":
            open_.setdefault(claim.operands[1].shown, claim)
    for claim in open_.values():
        rate, actual = claim.operands[:2]
        notes.add(
            f"{actual.shown}，{rate.shown}", actual.span, "只写了完成率，没有写目标值，请补填目标后登记"
        )


def _in_order(report: Report, actual: Operand, target: Operand, rate: Operand) -> bool:
    """Do the three stand side by side: “…969人，占目标900人的107.67%”? Then no other figure can be meant."""
    first, middle, last = (o.number for o in (actual, target, rate))
    if (first.block, first.cell) != (last.block, last.cell) or not first.start < middle.start < last.start:
        return False
    between = report.document.text_at(first).value[first.end : last.start]
    return not re.search(r"[。；;]", between)


def _work(
    report: Report, actual: Operand, target: Operand, direction: Direction, notes: Notes
) -> Iterator[tuple[WorkTarget, Span]]:
    name = _name(report, actual)
    done, wanted = _quantity(actual.printed), _quantity(target.printed)
    if done is None or wanted is None:
        return
    if direction is Direction.BELOW:
        below = re.search(r"不高于|不超过|控制在|以内", target.shown)
        direction = Direction.AT_MOST if below else Direction.BELOW
    if len(name) < _SHORTEST or _VAGUE.search(name):
        notes.add(f"{actual.shown}，{target.shown}", actual.span, "看不出是哪一项工作的目标和完成情况")
        return
    origin = notes.origin(actual.span)
    yield WorkTarget("", "", name, direction, wanted, done, origin=origin), actual.span


def _name(report: Report, actual: Operand) -> str:
    """What was counted: the words before the number, else those before the colon (“新增就业：完成969人”).

    其中 stays, since only the words before it say of what.
    """
    digits = actual.printed.text if actual.printed is not None else ""
    words = (actual.shown.rpartition(digits)[0] if digits else actual.shown).strip("，、；：“”")
    name = _TAIL.sub("", words if words.startswith("其中") else _LEAD.sub("", words))
    if len(name) >= _SHORTEST:
        return name
    before = report.document.text_at(actual.number).value[: actual.number.start]
    titled = _TITLED.search(before)
    return name if titled is None else titled["name"]


def _quantity(printed: Printed | None) -> Quantity | None:
    if printed is None:
        return None
    return Quantity(printed.value, printed.unit.printed.replace("％", "%") if printed.unit else "")


def _same(one: WorkTarget, other: WorkTarget) -> bool:
    """41956人 and 4.1956万人 are one figure."""
    return _base(one.actual) == _base(other.actual) and _base(one.target) == _base(other.target)


def _base(q: Quantity) -> Decimal | None:
    if not isinstance(q.value, Decimal):
        return None
    scale = next((s for s in ("万", "亿") if q.unit.startswith(s)), "")
    unit: Unit | None = UNITS.get(q.unit)
    return q.value * (
        unit.scale if unit else {"": Decimal(1), "万": Decimal(10000), "亿": Decimal(10) ** 8}[scale]
    )


def _print(q: Quantity) -> str:
    return f"{plain(q.value)}{q.unit}" if isinstance(q.value, Decimal) else q.text or str(q.value or "")
