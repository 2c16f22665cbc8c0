"""Projects that only a sentence or a list tells, and what sentences and lists say of those with a table of their own.

The table is the fuller statement and is kept; what another place says otherwise is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.amounts import UNITS
from juesuan.claims.model import Operand
from juesuan.claims.performance.figures import lone, operand, quantities
from juesuan.claims.performance.links import project_key
from juesuan.claims.performance.lists import ProjectList, amount
from juesuan.claims.performance.reading import Performance
from juesuan.claims.performance.rows import Box
from juesuan.performance.extract_cells import Notes
from juesuan.performance.extract_projects import UNDIVIDED, USUAL, Projects
from juesuan.performance.model import Funding, Objective, SelfEvaluation, Subject
from juesuan.performance.scoring_objective import total_funding
from juesuan.performance.terms import plain

_SUMMED_UP = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、])?[“\"]?(?P<name>[^”\"。；]{3,60}?)[”\"]?(?:项目)?绩效目标(?:实际)?完成情况(?:综述)?[。：:]"
)
_BUDGET = re.compile(r"(?:全年|年度)?预算(?:安排)?(?:数|金额|资金)(?:为|是|共)?(?P<n>\d[\d,.]*)(?:万元|元)")
_EXECUTED = re.compile(r"执行数(?:为|是)?(?P<n>\d[\d,.]*)(?:万元|元)")


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
        if said is not None and value is not None and stated is not None and not _agree(said, stated, known):
            notes.add(f"“{name}”{titles[field]}{said.shown}", at, "与项目表不一致，采用了项目表的数")


def _agree(said: Operand, stated: int, known: Objective) -> bool:
    """Is it one amount? The sum of several rounded sources may differ from its own rounding."""
    sources = len(known.funding)
    room = said.interval.half * (sources + 1) if sources > 1 else said.interval.half
    return abs(said.interval.middle - Decimal(stated) / CENTS) <= room


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
