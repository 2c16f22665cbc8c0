"""Rows of the performance workbook as a book: the other half of its round trip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.accounts.sheetforms import UNITS, Row
from juesuan.amounts import UNITS as MONEY
from juesuan.performance import book_sheets as s
from juesuan.performance.book_evaluations import evaluations, monitoring, results
from juesuan.performance.book_lines import DONE, Lines, Say, day, done_of, says, texts, values
from juesuan.performance.book_rows import TOLD, is_money
from juesuan.performance.book_surveys import questionnaires
from juesuan.performance.model import (
    Appraisal,
    AppraisalItem,
    Direction,
    FollowUp,
    Funding,
    Indicator,
    Objective,
    Operand,
    PerformanceBook,
    SelfEvaluation,
    WorkTarget,
)

#: Years that a book may be of.
YEARS = range(2000, 2100)


def book_of(sheets: Mapping[str, Sequence[Row]], file: str, unit: str, say: Say) -> PerformanceBook:
    """The book that rows state. ``unit`` is the money's; ``say`` is told what cannot be placed."""
    form = next(iter(sheets[s.ENTITY]))
    if form["year"] not in YEARS:
        words = f"年度应在 {YEARS.start} 到 {YEARS.stop - 1} 之间"
        say("bad-year", form, "year", words, "绩效年度，四位数字", form["year"])
    lines = Lines(sheets, say)
    works = _works(lines)
    return PerformanceBook(
        entity=form["name"],
        year=form["year"],
        objectives=_objectives(lines, {w.code: w for w in works}),
        appraisals=_appraisals(lines),
        monitoring=monitoring(lines),
        self_evaluations=_self_evaluations(lines),
        evaluations=evaluations(lines),
        follow_ups=_follow_ups(lines),
        work_targets=works,
        questionnaires=questionnaires(lines),
        operands=_operands(lines, unit or UNITS[0]),
        file=file,
    )


def _works(lines: Lines) -> tuple[WorkTarget, ...]:
    return tuple(
        WorkTarget(
            code=code,
            direction=r["direction"] or Direction.AT_LEAST,
            target=lines.quantity(r, "target"),
            actual=lines.quantity(r, "actual"),
            key=True if r["key"] is None else r["key"],
            evidence=r["evidence"] or (),
            origin=r["origin"],
            **texts(r, "duty", "name", "text"),
            **values(r, "on_time", "qualified"),
        )
        for code, r in lines.heads(s.WORKS, "code").items()
    )


def _objectives(lines: Lines, works: Mapping[str, WorkTarget]) -> tuple[Objective, ...]:
    heads = lines.heads(s.PROJECTS, "name")
    indicators = lines.under(s.INDICATORS, "objective", heads, s.PROJECTS)
    funding = lines.under(s.FUNDING, "objective", heads, s.PROJECTS)
    return tuple(
        Objective(
            subject=h["subject"],
            indicators=tuple(_indicator(lines, r, works) for r in indicators[name]),
            funding=_funding(funding[name], "objective"),
            done=done_of(h),
            origin=h["origin"],
            **texts(h, "name", "aim", "department", "unit", "summary"),
        )
        for name, h in heads.items()
    )


def _indicator(lines: Lines, r: Row, works: Mapping[str, WorkTarget]) -> Indicator:
    work = works.get(r["work"] or "")
    direction = r["direction"]
    if direction is None and work is None:
        lines.say("required", r, "direction", "“方向”没有填写", "从下拉列表中选择")
    return Indicator(
        direction=direction or (Direction.AT_LEAST if work is None else work.direction),
        target=lines.quantity(r, "target"),
        weight=r["weight"],
        evidence=r["source"] or "",
        origin=r["origin"],
        **texts(r, "code", "level1", "level2", "name", "basis", "work"),
    )


def _funding(rows: Iterable[Row], used: str) -> tuple[Funding, ...]:
    return tuple(
        Funding(r["source"], r["initial"], r["adjusted"], r["outturn"], r["origin"])
        for r in rows
        if r["used"] in (None, used)
    )


def _appraisals(lines: Lines) -> tuple[Appraisal, ...]:
    heads = lines.heads(s.APPRAISALS, "project")
    items = lines.under(s.APPRAISED, "project", heads, s.APPRAISALS)
    return tuple(
        Appraisal(
            project=project,
            items=tuple(
                AppraisalItem(
                    r["aspect"], r["question"], r["weight"], r["score"], r["reason"] or "", r["origin"]
                )
                for r in items[project]
            ),
            opinion=h["opinion"] or "",
            done=done_of(h),
            origin=h["origin"],
            **values(h, "requested", "verdict", "advised"),
        )
        for project, h in heads.items()
    )


def _self_evaluations(lines: Lines) -> tuple[SelfEvaluation, ...]:
    heads = lines.heads(s.SELF_EVALUATIONS, "objective")
    projects = {r["name"] for r in lines.rows(s.PROJECTS)}
    for name, h in heads.items():
        if name not in projects:
            words = f"“{s.PROJECTS}”表没有“{name}”"
            lines.say("unknown-name", h, "objective", words, "请先填写，或改正名称")
    found = results(lines, heads)
    plain = ("completed", "stated_execution", "stated_total")
    worded = ("achieved", "execution_reason", *TOLD)
    made = []
    for name, h in heads.items():
        if not found[name] and not says(h, (*plain, *worded, *DONE)):
            continue  # only what the template had filled in
        funding = (r for r in lines.rows(s.FUNDING) if r["objective"] == name)
        made.append(
            SelfEvaluation(
                objective=name,
                framework=h["framework"],
                funding=_funding(funding, "evaluation"),
                results=found[name],
                done=done_of(h),
                origin=h["origin"],
                **values(h, *plain),
                **texts(h, *worded),
            )
        )
    return tuple(made)


def _follow_ups(lines: Lines) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(
            deadline=day(r["deadline"]),
            receipt=day(r["receipt"]),
            budget_change=r["budget_change"],
            done=done_of(r),
            origin=r["origin"],
            **texts(
                r, "problem", "measure", "about", "indicator", "responsible", "outcome", "budget_project",
                "budget_note",
            ),
        )
        for r in lines.rows(s.FOLLOW_UPS)
    )  # fmt: skip


def _operands(lines: Lines, unit: str) -> tuple[Operand, ...]:
    """指标数据: money is typed in the book's unit and kept in 分."""
    made = []
    for r in lines.rows(s.OPERANDS):
        value: Decimal | None = r["value"]
        if value is not None and is_money(r["code"]):
            value = value * MONEY[unit].scale * CENTS
            if value != value.to_integral_value():
                lines.say(
                    "below-cents", r, "value", "“数值”的小数位数超过了“分”", "请四舍五入到分", r["value"]
                )
            value = value.quantize(Decimal(1))
        made.append(Operand(r["code"], value, r["source"] or "", r["origin"]))
    return tuple(made)
