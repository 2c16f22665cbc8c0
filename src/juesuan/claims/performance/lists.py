"""Lists of projects, one a row: budget, execution, rate and, at the foot, their sum."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from juesuan.amounts import Unit
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, ratio, total
from juesuan.claims.performance.figures import lone, money_hint, operand, percentage
from juesuan.claims.performance.roles import role_of
from juesuan.claims.performance.rows import NUMERIC, Box, Header, Row, TableRun, lay
from juesuan.claims.performance.sheets import SUBTOTAL, TOTAL

_NAME = re.compile(r"(?:预算|支出)?项目(?:名称)?|专项(?:资金)?名称")
#: A row that tells a part of the row above it (“其中：（1）…”), and the number that its next parts stand under too.
_PART = re.compile(r"其中[:：]?(?P<rest>.*)")
_NUMBER = re.compile(r"[（(]?\d+[）)、.．]")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_GRADE = re.compile(r"(?:自评|评价|考核|绩效|评定|综合)*(?:等级|等次|档次|评级|结论)")
_MONEY = ("initial", "budget", "executed")


@dataclass
class ProjectList:
    """The rows of a list; ``total`` sums them up, ``split`` if sub-totals stand between.

    ``parts`` are rows that tell a part of the row above, ``inner`` is the shape of the numbers that they carry,
    ``open`` is true where it cannot be told how far they go.
    """

    unit: Unit | None
    rows: list[dict[str, Box]] = field(default_factory=list)
    total: dict[str, Box] | None = None
    split: bool = False
    parts: list[dict[str, Box]] = field(default_factory=list)
    inner: str = ""
    open: bool = False


def lists_of(runs: Sequence[TableRun], others: Container[int] = ()) -> list[ProjectList]:
    """Every table that lists projects with their budget and execution; ``others`` are blocks of other tables."""
    found: list[ProjectList] = []
    for title, rows in runs:
        header: Header | None = None
        for row in rows:
            if row.block in others:
                header = None
                continue
            made = _header(row)
            if made is not None:
                header = made
                found.append(ProjectList(money_hint(row.text) or money_hint(title)))
            elif header is not None and not _read(found[-1], lay(row, header), row):
                header = None
    return [x for x in found if len(x.rows) > 1]


def _header(row: Row) -> Header | None:
    if not any("项目" in b.text or "专项" in b.text for b in row.boxes) or _DIGIT.search(row.text):
        return None
    roles = [_role(b.text) for b in row.boxes]
    if "name" not in roles:
        return None
    money = "executed" in roles and ("initial" in roles or "budget" in roles)
    scored = "score" in roles and any(b.text == "项目名称" for b in row.boxes)
    if not money and not scored:
        return None
    return Header(row, tuple(roles))


def _role(heading: str) -> str:
    if _NAME.fullmatch(heading):
        return "name"
    return "grade" if _GRADE.fullmatch(heading) else role_of(heading)


def _read(projects: ProjectList, cells: dict[str, Box], row: Row) -> bool:
    """Take a row in; false if the list has ended."""
    words = [b.text for b in row.own if not NUMERIC.fullmatch(b.text)]
    numbers = [r for r in (*_MONEY, "score") if r in cells and lone(cells[r]) is not None]
    if any(TOTAL.fullmatch(w) for w in words):
        projects.total = cells
        return True
    if any(SUBTOTAL.fullmatch(w) for w in words):
        projects.split = True
        return True
    if not numbers or "name" not in cells or not cells["name"].text or NUMERIC.fullmatch(cells["name"].text):
        return False
    (projects.parts if _is_part(projects, cells["name"].text) else projects.rows).append(cells)
    return True


def _is_part(projects: ProjectList, name: str) -> bool:
    """Is a row a part of the row above, “其中：（1）…” and the rows numbered like it? Below 合计 all rows are."""
    found = _PART.match(name)
    if found is None:
        if projects.inner and _shape(name) == projects.inner:
            return True
        projects.inner = ""
        return False
    if not projects.rows:
        return False
    projects.inner = _shape(found["rest"])
    projects.open |= projects.inner in ("", _shape(projects.rows[-1]["name"].text))
    return True


def _shape(name: str) -> str:
    """The look of a number in front of a name: （#） for （1）."""
    found = _NUMBER.match(name)
    return _DIGITS.sub("#", found[0]) if found else ""


def list_claims(lists: Sequence[ProjectList]) -> Iterator[Claim]:
    """Rates follow from the amounts beside them, and the rows make the total."""
    for projects in lists:
        for cells in [*projects.rows, *projects.parts, *([projects.total] if projects.total else [])]:
            yield from _rate_claim(projects, cells)
        if projects.total is None or projects.open:
            continue
        for role in _MONEY:
            stated = amount(projects, projects.total, role)
            parts = [amount(projects, cells, role) for cells in projects.rows]
            if stated is not None and None not in parts:
                known = [p for p in parts if p is not None]
                certainty = LIKELY if projects.split else CERTAIN
                formula = "合计＝各项目之和"
                yield total(Kind.SUM, "project-list-adds-up", stated, known, formula, role, certainty)


def _rate_claim(projects: ProjectList, cells: dict[str, Box]) -> Iterator[Claim]:
    box = cells.get("rate")
    rate = percentage(box) if box is not None else None
    done = amount(projects, cells, "executed")
    bases = [b for b in (amount(projects, cells, r) for r in ("budget", "initial")) if b is not None]
    if box is None or rate is None or done is None or not bases:
        return
    name = cells["name"].text if "name" in cells else "合计"
    said = operand(box, rate, "执行率")
    formula = f"“{name}”执行率＝执行数÷预算数"
    yield ratio(
        Kind.COMPLETION,
        "project-execution-rate",
        said,
        done,
        bases[0],
        formula,
        f"{name}|list",
        other_bottoms=bases[1:],
    )


def amount(
    projects: ProjectList, cells: dict[str, Box], role: str, default: Unit | None = None
) -> Operand | None:
    """The money under a heading of a row, in the list's unit; ``default`` where the list declares none."""
    box = cells.get(role)
    q = lone(box) if box is not None else None
    if box is None or q is None:
        return None
    unit = projects.unit or default
    if not q.printed.unit.base and unit is not None:
        q = replace(q, printed=replace(q.printed, unit=unit))
    label = {"initial": "年初预算数", "budget": "预算数", "executed": "执行数"}[role]
    name = cells["name"].text[:12] if "name" in cells else "合计"
    return operand(box, q, f"{name}{label}")
