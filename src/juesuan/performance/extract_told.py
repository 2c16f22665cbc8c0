"""What reports tell in sentences: duties with target and actual, projects without a table of their own, lists of projects.

Only a sentence that prints both target and actual makes a work target; a rate alone leaves the target open and is kept
for a person. Reports paste their sentences several times: what says the same is taken once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.amounts import UNITS, Printed, Unit
from juesuan.claims.model import Claim, Operand, Report
from juesuan.claims.performance import Performance
from juesuan.claims.performance_figures import lone, operand, quantities
from juesuan.claims.performance_links import project_key
from juesuan.claims.performance_lists import ProjectList, amount
from juesuan.claims.performance_rows import Box
from juesuan.claims.performance_sheets import Leaf, Sheet
from juesuan.documents.model import Span
from juesuan.performance.extract_cells import Notes, reading_of
from juesuan.performance.extract_projects import UNDIVIDED, USUAL, Projects
from juesuan.performance.model import Funding, Objective, SelfEvaluation, Subject, WorkTarget
from juesuan.performance.scoring_objective import total_funding
from juesuan.performance.terms import Direction, Quantity, plain

_GOAL = re.compile(r"目标|任务|计划数|计划任务")
_LEAD = re.compile(r"^(?:全面|积极|目前|已|共|累计|全年|全县|全区|全市|完成|实现|全面完成)+")
_TAIL = re.compile(r"(?:人数|数量?)?(?:为|达到?|是|共|共计)?$")
_VAGUE = re.compile(r"同比|增长|支出|收入$|预算|决算|资金总额")
#: A shorter name says nothing outside of its sentence.
_SHORTEST = 3
_WORKS = re.compile(r"重点工作|工作(?:目标|任务)|目标任务|主要职责|职责履行")
_SUMMED_UP = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、])?[“\"]?(?P<name>[^”\"。；]{3,60}?)[”\"]?(?:项目)?绩效目标(?:实际)?完成情况(?:综述)?[。：:]"
)
_BUDGET = re.compile(r"(?:全年|年度)?预算(?:安排)?(?:数|金额|资金)(?:为|是|共)?(?P<n>\d[\d,.]*)(?:万元|元)")
_EXECUTED = re.compile(r"执行数(?:为|是)?(?P<n>\d[\d,.]*)(?:万元|元)")


# -- duties


def is_works(sheet: Sheet) -> bool:
    """Is a table of targets and actuals the register of duties, not a project's tree?"""
    levels = any(b is not leaf.name for leaf in sheet.leaves for b in leaf.levels)
    named = _WORKS.search(sheet.title) or _WORKS.search(
        "".join(b.text for b in sheet.header.row.boxes) if sheet.header else ""
    )
    return bool(named) and not sheet.project and not sheet.funds and not levels


def read_works(report: Report, sheets: Sequence[Sheet], notes: Notes) -> tuple[WorkTarget, ...]:
    """Work targets of tables, then of sentences; each once."""
    found: dict[str, WorkTarget] = {}
    for work, at in (*_tabled(sheets, notes), *_told(report, notes)):
        known = found.get(work.name)
        if known is None:
            found[work.name] = replace(work, code=f"W{len(found) + 1:02d}")
        elif (known.target, known.actual) != (work.target, work.actual) and not _same(known, work):
            words = f"{work.name}：目标{_print(work.target)}，完成{_print(work.actual)}"
            notes.add(
                words, at, f"另一处是目标{_print(known.target)}，完成{_print(known.actual)}，采用了另一处的数"
            )
    return tuple(found.values())


def _tabled(sheets: Sequence[Sheet], notes: Notes) -> Iterator[tuple[WorkTarget, Box]]:
    for sheet in sheets:
        for leaf in sheet.leaves:
            reading = reading_of(leaf, notes)
            text = _text(leaf)
            work = WorkTarget(
                "", "", leaf.label, reading.direction, reading.target, reading.actual, text, origin=notes.origin(leaf.name)
            )  # fmt: skip
            yield work, leaf.name


def _text(leaf: Leaf) -> str:
    box = leaf.box("reason")
    return "" if box is None else box.raw.strip()


def _told(report: Report, notes: Notes) -> Iterator[tuple[WorkTarget, Box | Span]]:
    """Target and actual of one sentence, as the audit has read it."""
    open_: dict[str, Claim] = {}
    for claim in report.claims:
        if claim.check == "completion-rate" and len(claim.operands) == 3:
            rate, actual, target = claim.operands
            goal = _GOAL.search(target.shown) and not _VAGUE.search(target.shown)
            if goal and _in_order(report, actual, target, rate):
                yield from _work(actual, target, Direction.EQUAL, notes)
        elif claim.check == "target-comparison" and len(claim.operands) == 2:
            low, high = claim.operands
            least = low.role == "目标"
            actual, target = (high, low) if least else (low, high)
            yield from _work(actual, target, Direction.AT_LEAST if least else Direction.BELOW, notes)
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
    actual: Operand, target: Operand, direction: Direction, notes: Notes
) -> Iterator[tuple[WorkTarget, Box | Span]]:
    name = _name(actual)
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


def _name(actual: Operand) -> str:
    """What was counted: the words before the number; 其中 stays, since the words before it say of what."""
    digits = actual.printed.text if actual.printed is not None else ""
    words = (actual.shown.rpartition(digits)[0] if digits else actual.shown).strip("，、；：“”")
    return _TAIL.sub("", words if words.startswith("其中") else _LEAD.sub("", words))


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


# -- projects told without a table


def told_projects(read: Performance, projects: Projects, notes: Notes) -> None:
    """Projects that only a sentence or a list states; what both table and sentence state must agree."""
    for line in read.lines:
        head = _SUMMED_UP.match(line.text)
        if head is None:
            continue
        budget, executed = (_money(line, p) for p in (_BUDGET, _EXECUTED))
        if budget is not None or executed is not None:
            _take(head["name"], budget, executed, None, line, projects, notes)
    for listed in read.lists:
        _listed(listed, projects, notes)


def _money(line: Box, pattern: re.Pattern[str]) -> Operand | None:
    m = pattern.search(line.text)
    q = next((q for q in quantities(line.text) if m is not None and q.start == m.start("n")), None)
    return None if q is None else operand(line, q)


def _listed(listed: ProjectList, projects: Projects, notes: Notes) -> None:
    unit = listed.unit or UNITS["万元"]
    for cells in listed.rows:
        score = lone(cells["score"]) if "score" in cells else None
        budget, executed, initial = (
            amount(listed, cells, m, unit) for m in ("budget", "executed", "initial")
        )
        stated = None if score is None else score.printed.value
        if listed.unit is None and (budget or executed) and cells is listed.rows[0]:
            notes.add("项目一览表的金额", cells["name"], "没有写金额单位，按万元读取，请核对")
        _take(cells["name"].text, budget, executed, initial, cells["name"], projects, notes, stated)


def _take(
    name: str, budget: Operand | None, executed: Operand | None, initial: Operand | None, at: Box,
    projects: Projects, notes: Notes, score: Decimal | None = None,
) -> None:  # fmt: skip
    """A project's money at another place: compared with its table, or, without one, taken."""
    known = next((o for o in projects.objectives if project_key(o.name) == project_key(name)), None)
    values = {"initial": _cents(initial), "adjusted": _cents(budget), "outturn": _cents(executed)}
    if known is None:
        funding = Funding(UNDIVIDED, values["initial"], values["adjusted"], values["outturn"])
        objective = Objective(Subject.PROJECT, name, "", (), funding=(funding,), origin=notes.origin(at))
        projects.objectives.append(objective)
        if score is not None:
            evaluation = SelfEvaluation(
                name, USUAL, (funding,), (), stated_total=score, origin=notes.origin(at)
            )
            projects.evaluations.append(evaluation)
        return
    _total(known.name, score, at, projects, notes)
    total = total_funding(known.funding)
    titles = {"initial": "年初预算数", "adjusted": "预算数", "outturn": "执行数"}
    for field, said in zip(values, (initial, budget, executed), strict=True):
        stated, value = getattr(total, field), values[field]
        if said is not None and value is not None and stated is not None and stated != value:
            notes.add(f"“{name}”{titles[field]}{said.shown}", at, "与项目表不一致，采用了项目表的数")


def _total(name: str, score: Decimal | None, at: Box, projects: Projects, notes: Notes) -> None:
    """The total score of a list beside that of the project's own table."""
    for n, evaluation in enumerate(projects.evaluations):
        if score is None or evaluation.objective != name:
            continue
        if evaluation.stated_total is None:
            projects.evaluations[n] = replace(evaluation, stated_total=score)
        elif evaluation.stated_total != score:
            words = f"自评表的总分是{plain(evaluation.stated_total)}，采用了自评表的数"
            notes.add(f"“{name}”得分{plain(score)}", at, words)


def _cents(said: Operand | None) -> int | None:
    if said is None or said.printed is None:
        return None
    value = said.printed.base * CENTS
    return int(value) if value == value.to_integral_value() else None
