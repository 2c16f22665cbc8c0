"""A performance book as rows of its sheets: the first half of the workbook's round trip.

A row maps field names to values. Derived fields are filled in for whoever fills in the rest (an indicator's name and
target beside its actual), so that nobody has to look a code up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from juesuan.accounts.cells import CENTS
from juesuan.accounts.sheetforms import Row, Rows
from juesuan.amounts import UNITS
from juesuan.documents.refusal import Refusal
from juesuan.performance import book_sheets as s
from juesuan.performance.formulas import operand_forms
from juesuan.performance.frameworks import FrameworkIndicator, find
from juesuan.performance.kinds import Checklist, Presence
from juesuan.performance.model import (
    Assessment,
    Done,
    Evaluation,
    Indicator,
    Objective,
    PerformanceBook,
    Quantity,
    Questionnaire,
    Result,
)
from juesuan.performance.scoring_objective import resolved, target_words
from juesuan.performance.terms import BLANK


@dataclass(frozen=True)
class Begun:
    """What a workbook has prepared and nobody filled in yet: evaluations without a word, scoring chosen by project."""

    evaluations: tuple[Evaluation, ...] = ()
    scoring: Mapping[str, str] = field(default_factory=dict)


NOTHING = Begun()

#: What an evaluation's report says beside its figures.
TOLD = ("experience", "problems", "advice")


def rows_of(book: PerformanceBook, unit: str) -> Rows:
    """The rows of every sheet; ``unit`` is the money's. Raises :class:`ValueError` for two self-evaluations of one project."""
    evaluated = [e.objective for e in book.self_evaluations]
    if len(set(evaluated)) < len(evaluated):
        raise ValueError("the workbook holds one self-evaluation of a project")
    return {
        s.ENTITY: [{"name": book.entity, "year": book.year}],
        s.PROJECTS: [
            {**_fields(o, "name", "subject", "department", "unit", "summary", "aim"), **_done(o.done)} for o in book.objectives
        ],
        s.FUNDING: list(_funding(book)),
        s.INDICATORS: [
            {
                "objective": o.name, **_fields(i, "code", "level1", "level2", "name", "direction", "weight", "basis", "work"),
                **_quantity("target", i.target), "source": i.evidence,
            }
            for o in book.objectives
            for i in o.indicators
        ],
        **_monitoring(book),
        **_self_evaluations(book),
        **_evaluations(book),
        s.APPRAISALS: [
            {**_fields(a, "project", "requested", "verdict", "advised", "opinion"), **_done(a.done)} for a in book.appraisals
        ],
        s.APPRAISED: [
            {"project": a.project, **_fields(i, "aspect", "question", "weight", "score", "reason")}
            for a in book.appraisals
            for i in a.items
        ],
        s.FOLLOW_UPS: [
            {
                **_fields(
                    f, "about", "indicator", "problem", "measure", "responsible", "deadline", "outcome", "receipt",
                    "budget_project", "budget_change", "budget_note",
                ),
                **_done(f.done),
            }
            for f in book.follow_ups
        ],
        s.WORKS: [
            {
                **_fields(w, "code", "duty", "name", "direction", "text", "key", "on_time", "qualified", "evidence"),
                **_quantity("target", w.target), **_quantity("actual", w.actual),
            }
            for w in book.work_targets
        ],
        **_surveys(book.questionnaires),
        s.OPERANDS: [{**_fields(o, "code", "source"), "value": in_book_unit(o.code, o.value, unit)} for o in book.operands],
    }  # fmt: skip


def in_book_unit(code: str, value: Decimal | None, unit: str) -> Decimal | None:
    """An operand as the workbook shows it: money in the book's unit instead of 分."""
    return value if value is None or not is_money(code) else value / (UNITS[unit].scale * CENTS)


def is_money(code: str) -> bool:
    """Is an operand money?"""
    form = operand_forms().get(code)
    return form is not None and form.unit == "元"


def indicator_rows(evaluation: Evaluation, number: int) -> tuple[list[Row], list[Row]]:
    """Rows of 整体评价 and 评价要点: every indicator of the framework, with what was found."""
    found = {a.indicator: a for a in evaluation.assessments}
    known = {i.code: i for i in _listed_by(evaluation.framework)}
    order = list(known) if set(found) <= set(known) else list(dict.fromkeys((*found, *known)))
    if [c for c in order if c in found] != list(found):
        order = [*found, *(c for c in known if c not in found)]
    each = [(found.get(c, Assessment(c)), known.get(c)) for c in order]
    return [_assessment(number, *one) for one in each], [row for one in each for row in _points(number, *one)]


def blank_rows(book: PerformanceBook, objective: Objective) -> list[Row]:
    """A row of 监控 or 自评 for every indicator, to be filled in."""
    return [
        {"objective": objective.name, "indicator": i.code, **_beside(book, i)} for i in objective.indicators
    ]


def _listed_by(framework: str) -> tuple[FrameworkIndicator, ...]:
    """The indicators of a framework; none of one's own file that is not there."""
    try:
        return find(framework).indicators
    except Refusal:
        return ()


def _fields(record: object, *wanted: str) -> Row:
    return {name: getattr(record, name) for name in wanted}


def _done(done: Done) -> Row:
    return {"by": done.by, "on": _iso(done.on), "evidence": done.evidence}


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _quantity(name: str, quantity: Quantity) -> Row:
    value = quantity.text if quantity.value is None else quantity.value
    return {name: value, f"{name}_unit": quantity.unit}


def _funding(book: PerformanceBook) -> Iterator[Row]:
    """Funding is stated once where objective and self-evaluation agree, and told apart where they do not."""
    evaluations = {e.objective: e for e in book.self_evaluations}
    for objective in book.objectives:
        evaluation = evaluations.pop(objective.name, None)
        if evaluation is None or _bare(evaluation.funding) == _bare(objective.funding):
            yield from (_money(objective.name, f, None) for f in objective.funding)
        else:
            yield from (_money(objective.name, f, "objective") for f in objective.funding)
            yield from (_money(objective.name, f, "evaluation") for f in evaluation.funding)
    for name, evaluation in evaluations.items():
        yield from (_money(name, f, "evaluation") for f in evaluation.funding)


def _bare(funding: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(f.source, f.initial, f.adjusted, f.outturn) for f in funding]


def _money(objective: str, funding: object, used: str | None) -> Row:
    return {
        "objective": objective,
        **_fields(funding, "source", "initial", "adjusted", "outturn"),
        "used": used,
    }


def _listed(objective: Objective | None) -> dict[str, Indicator]:
    return {} if objective is None else {i.code: i for i in objective.indicators}


def _beside(book: PerformanceBook, indicator: Indicator | None) -> Row:
    """What a result's row shows of its indicator."""
    if indicator is None:
        return {}
    aimed, _ = resolved(book, indicator, Result(indicator.code, BLANK))
    return {"name": indicator.name, "aimed": target_words(aimed), "weight": indicator.weight}


def _monitoring(book: PerformanceBook) -> Rows:
    heads, lines = [], []
    for m in book.monitoring:
        days = {"as_of": _iso(m.as_of), "due": _iso(m.due)}
        heads.append(
            {**_fields(m, "objective", "budget", "executed", "forecast", "action"), **days, **_done(m.done)}
        )
        listed = _listed(book.objective(m.objective))
        lines += [
            {
                "objective": m.objective, "as_of": _iso(m.as_of), **_fields(p, "indicator", "cause", "measure"),
                **_beside(book, listed.get(p.indicator)), **_quantity("actual", p.actual), **_quantity("forecast", p.forecast),
            }
            for p in m.progress
        ]  # fmt: skip
    return {s.MONITORINGS: heads, s.PROGRESS: lines}


def _self_evaluations(book: PerformanceBook) -> Rows:
    heads, lines = [], []
    for e in book.self_evaluations:
        wanted = (
            "objective",
            "framework",
            "achieved",
            "completed",
            "stated_execution",
            "execution_reason",
            "stated_total",
        )
        heads.append({**_fields(e, *wanted, *TOLD), **_done(e.done)})
        listed = _listed(book.objective(e.objective))
        done = {r.indicator for r in e.results}
        lines += [
            {
                "objective": e.objective, **_beside(book, listed.get(r.indicator)), **_quantity("actual", r.actual),
                **_fields(r, "indicator", "achievement", "stated", "score_reason", "deviation", "measure", "evidence"),
                "too_low": r.too_low or None,
            }
            for r in e.results
        ]  # fmt: skip
        objective = book.objective(e.objective)
        if objective is not None:
            lines += [row for row in blank_rows(book, objective) if row["indicator"] not in done]
    return {s.SELF_EVALUATIONS: heads, s.RESULTS: lines}


def _evaluations(book: PerformanceBook) -> Rows:
    heads: list[Row] = []
    lines: list[Row] = []
    points: list[Row] = []
    for number, e in enumerate(book.evaluations, 1):
        wanted = _fields(e, "kind", "framework", "about", "stated_total", "stated_grade", *TOLD)
        heads.append({"number": number, **wanted, **_done(e.done)})
        own, asked = indicator_rows(e, number)
        lines += own
        points += asked
    return {s.EVALUATIONS: heads, s.ASSESSMENTS: lines, s.POINTS: points}


def _assessment(number: int, a: Assessment, of: FrameworkIndicator | None) -> Row:
    wanted = (
        "indicator", "name", "missed", "value", "achievement", "works", "questionnaire", "stated", "reason", "finding",
        "evidence",
    )  # fmt: skip
    beside = (
        {} if of is None else {"level2": of.level2, "title": of.name, "weight": of.weight, "rule": of.text}
    )
    return {"evaluation": number, **_fields(a, *wanted), **beside}


def _points(number: int, a: Assessment, of: FrameworkIndicator | None) -> Iterator[Row]:
    """A row for each point that the indicator's rule asks, answered or not."""
    asked: tuple[str, ...] = ()
    if of is not None and isinstance(of.rule, Checklist):
        asked = of.rule.questions
    elif of is not None and isinstance(of.rule, Presence):
        asked = (of.rule.question,)
    for i in range(max(len(asked), len(a.met))):
        yield {
            "evaluation": number, "indicator": a.indicator, "number": i + 1, "title": "" if of is None else of.name,
            "point": asked[i] if i < len(asked) else "", "met": a.met[i] if i < len(a.met) else None,
        }  # fmt: skip


def _surveys(surveys: Iterable[Questionnaire]) -> Rows:
    heads: list[Row] = []
    questions: list[Row] = []
    copies: list[Row] = []
    for q in surveys:
        wanted = ("code", "title", "group", "population", "issued", "returned", "valid")
        heads.append({**_fields(q, *wanted), **_done(q.done)})
        for question in q.questions:
            key: Row = {"questionnaire": q.code, "code": question.code}
            first = {**key, **_fields(question, "text", "kind", "points", "satisfaction")}
            options = [
                {"option": o.label, "option_points": o.points, "count": o.count} for o in question.options
            ] or [{}]
            questions += [{**(first if i == 0 else key), **o} for i, o in enumerate(options)]
        places = {question.code: f"answer{i}" for i, question in enumerate(q.questions, 1)}
        for copy in q.copies:
            row: Row = {"questionnaire": q.code, "number": copy.number, "void": copy.void}
            for code, label in copy.answers:
                place = places[code]
                row[place] = f"{row[place]}；{label}" if place in row else label
            copies.append(row)
    return {s.SURVEYS: heads, s.QUESTIONS: questions, s.COPIES: copies}
