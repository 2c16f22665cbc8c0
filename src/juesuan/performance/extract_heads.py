"""The head of a published project table: who is responsible, what was aimed at in words, and what came of it in words.

The audit has no use for these words; a book has. They stand between the row that names the project and the heading of
its indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.claims.performance.roles import role_of
from juesuan.claims.performance.rows import Box, Row, TableRun
from juesuan.claims.performance.sheets import PROJECT_NAME

_ENTITY = re.compile(r"(?:部门|单位)(?:[(（](?:部门|单位)[)）])?名称[:：]?")
_DEPARTMENT = re.compile(r"(?:项目)?主管(?:部门|单位)(?:及代码)?(?:[(（].{1,6}[)）])?[:：]?")
_UNIT = re.compile(r"(?:项目)?(?:实施|预算|项目|承担|使用)单位(?:名称)?(?:[(（].{1,6}[)）])?[:：]?")
_AIM = re.compile(r"(?:年度)?(?:年初)?(?:设定|预期|总体)?(?:绩效)?目标(?:[(（].{1,8}[)）])?[:：]?")
_DONE = re.compile(r"(?:年度)?(?:目标)?实际?(?:完成|实现)(?:目标|总体目标)?(?:情况)?[:：]?")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of one project's table says."""

    department: str = ""
    unit: str = ""
    aim: str = ""
    achieved: str = ""


def heads_of(runs: Sequence[TableRun]) -> dict[tuple[int, int | None], Head]:
    """The heads of all tables that name their project, by the cell of the name; of the entity's own form by its block."""
    found: dict[tuple[int, int | None], Head] = {}
    for _, rows in runs:
        name: Box | None = None
        words: dict[str, str] = {}
        whole = False
        for n, row in enumerate(rows):
            named, own = _named(row)
            if named is not None:
                name, words, whole = named, {}, own
            if name is None:
                continue
            words |= {k: v for k, v in _pairs(row).items() if k not in words}
            if "aim" not in words and n + 1 < len(rows):
                words |= _aims(row, rows[n + 1])
            found[name.block, None if whole else name.cell] = Head(**words)
    return found


def _named(row: Row) -> tuple[Box | None, bool]:
    """The cell that names the project, or the entity in the form of its overall expenditure (then true)."""
    for label, value in zip(row.boxes, row.boxes[1:], strict=False):
        entity = _ENTITY.fullmatch(label.text) is not None
        named = entity or PROJECT_NAME.fullmatch(label.text)
        if named and value.text and value.text != label.text and not role_of(value.text):
            return value, entity
    return None, False


def _pairs(row: Row) -> dict[str, str]:
    """主管部门 and 实施单位 with the cell after each."""
    found: dict[str, str] = {}
    for label, value in zip(row.boxes, row.boxes[1:], strict=False):
        for key, pattern in (("department", _DEPARTMENT), ("unit", _UNIT)):
            other = _DEPARTMENT.fullmatch(value.text) or _UNIT.fullmatch(value.text)
            if pattern.fullmatch(label.text) and not value.blank and not other:
                found.setdefault(key, value.raw.strip())
    return found


def _aims(row: Row, below: Row) -> dict[str, str]:
    """预期目标 beside 实际完成情况, and the words under each."""
    aim = next((i for i, b in enumerate(row.boxes) if _AIM.fullmatch(b.text) and i), None)
    rest = [] if aim is None else row.boxes[aim:]
    done = next((b for b in rest if b.text != rest[0].text), None)  # a merged cell may be written out
    if done is None or not _DONE.fullmatch(done.text):
        return {}
    if not row.ragged:
        words = [_under(below, head) for head in (rest[0], done)]
    elif len(below.boxes) >= len(rest):
        words = [b.raw.strip() for b in below.boxes[-len(rest) :][:2]]
    else:
        return {}
    return {"aim": words[0], "achieved": words[1]}


def _under(row: Row, head: Box) -> str:
    """The words below a heading."""
    inside = (b for b in row.boxes if b.column <= head.column < b.column + b.width)
    return next((b.raw.strip() for b in inside), "")
