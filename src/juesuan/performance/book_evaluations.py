"""Monitoring, results and assessments of the performance workbook: lines that belong to a project, a day, an evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.accounts.model import Origin
from juesuan.accounts.sheetforms import Row
from juesuan.performance import book_sheets as s
from juesuan.performance.book_lines import DONE, Lines, day, done_of, says, texts, values
from juesuan.performance.book_rows import TOLD
from juesuan.performance.model import Assessment, Evaluation, Monitoring, Progress, Result

_Key = tuple[str, str | None]
_ASSESSED = ("missed", "value", "achievement", "stated")
_ASSESSED_WORDS = ("name", "questionnaire", "reason", "finding")


def monitoring(lines: Lines) -> tuple[Monitoring, ...]:
    """监控: several of one project are told apart by their day."""
    heads: dict[_Key, Row] = {}
    for row in lines.rows(s.MONITORINGS):
        key = (row["objective"], row["as_of"])
        if key in heads:
            lines.say("twice", row, "as_of", "同一项目同一监控截止日填写了两行", "请合并成一行")
        heads.setdefault(key, row)
    progress = _progress(lines, heads)
    own = ("as_of", "budget", "executed", "forecast", "action", "due", *DONE)
    return tuple(
        Monitoring(
            objective=h["objective"],
            as_of=day(h["as_of"]),
            progress=tuple(_one_progress(lines, r) for r in progress[key]),
            action=h["action"] or "",
            due=day(h["due"]),
            done=done_of(h),
            origin=h["origin"],
            **values(h, "budget", "executed", "forecast"),
        )
        for key, h in heads.items()
        if progress[key] or says(h, own)
    )


def _progress(lines: Lines, heads: Mapping[_Key, Row]) -> dict[_Key, list[Row]]:
    """The rows of 监控 that say something, under their monitoring."""
    found: dict[_Key, list[Row]] = {key: [] for key in heads}
    for row in lines.rows(s.PROGRESS):
        if not says(row, ("actual", "forecast", "cause", "measure")):
            continue
        own = [k for k in heads if k[0] == row["objective"] and row["as_of"] in (None, k[1])]
        if len(own) == 1:
            found[own[0]].append(row)
        elif own:
            words = "这个项目有多次监控，没有写明是哪一次"
            lines.say("unknown-name", row, "as_of", words, f"请填写“{s.MONITORINGS}”中的监控截止日")
        elif row["objective"] is not None:
            words = f"“{s.MONITORINGS}”表没有这个项目的这次监控"
            lines.say("unknown-name", row, "objective", words, "请先在那里填写，或改正名称和日期")
    return found


def _one_progress(lines: Lines, r: Row) -> Progress:
    return Progress(
        actual=lines.quantity(r, "actual"),
        forecast=lines.quantity(r, "forecast"),
        origin=r["origin"],
        **texts(r, "indicator", "cause", "measure"),
    )


def results(lines: Lines, heads: Mapping[str, Row]) -> dict[str, tuple[Result, ...]]:
    """自评: the results that say something, by project."""
    worded = ("score_reason", "deviation", "measure")
    filled = ("actual", "achievement", "stated", "too_low", "evidence", *worded)
    found = lines.under(s.RESULTS, "objective", heads, s.SELF_EVALUATIONS)
    return {
        name: tuple(
            Result(
                actual=lines.quantity(r, "actual"),
                too_low=bool(r["too_low"]),
                evidence=r["evidence"] or (),
                origin=r["origin"],
                **values(r, "achievement", "stated"),
                **texts(r, "indicator", *worded),
            )
            for r in rows
            if says(r, filled)
        )
        for name, rows in found.items()
    }


def evaluations(lines: Lines) -> tuple[Evaluation, ...]:
    """评价 by frameworks, with the answers to the points of their rules."""
    heads = lines.heads(s.EVALUATIONS, "number")
    for row in (*lines.rows(s.ASSESSMENTS), *lines.rows(s.POINTS)):
        if row["evaluation"] is None and len(heads) == 1:
            row["evaluation"] = next(iter(heads))
        elif row["evaluation"] is None:
            lines.say("required", row, "evaluation", "“评价序号”没有填写", "有多次评价的要写明是哪一次")
    rows = lines.under(s.ASSESSMENTS, "evaluation", heads, s.EVALUATIONS)
    points = lines.under(s.POINTS, "evaluation", heads, s.EVALUATIONS)
    made = []
    for number, h in heads.items():
        assessments = _assessments(lines, rows[number], points[number])
        if assessments or says(h, ("stated_total", "stated_grade", *TOLD, *DONE)):
            made.append(
                Evaluation(
                    assessments=assessments,
                    stated_total=h["stated_total"],
                    done=done_of(h),
                    origin=h["origin"],
                    **texts(h, "framework", "kind", "about", "stated_grade", *TOLD),
                )
            )
    return tuple(made)


def _assessments(lines: Lines, rows: Sequence[Row], points: Sequence[Row]) -> tuple[Assessment, ...]:
    answers: dict[str, dict[int, bool | None]] = {}
    origins: dict[str, Origin] = {}
    for row in points:
        given = answers.setdefault(row["indicator"], {})
        if row["number"] in given:
            lines.say("twice", row, "number", "同一要点填写了两行", "请只留一行")
        if row["number"] is not None:
            given[row["number"]] = row["met"]
        origins.setdefault(row["indicator"], row["origin"])
    filled = ("works", "evidence", *_ASSESSED, *_ASSESSED_WORDS)
    made = []
    for r in rows:
        met = _answers(answers.pop(r["indicator"], {}))
        if met or says(r, filled):
            made.append(_assessment(r, met))
    # Points answered of an indicator that has no row of its own.
    alone: list[Row] = [{"indicator": code, "origin": origins[code]} for code in answers]
    made += [_assessment(r, met) for r in alone if (met := _answers(answers[r["indicator"]]))]
    return tuple(made)


def _answers(given: Mapping[int, bool | None]) -> tuple[bool | None, ...]:
    """Answers in the order of the points, up to the last that is answered."""
    last = max((number for number, met in given.items() if met is not None), default=0)
    return tuple(given.get(i) for i in range(1, last + 1))


def _assessment(r: Row, met: tuple[bool | None, ...]) -> Assessment:
    return Assessment(
        indicator=r["indicator"],
        met=met,
        works=r.get("works") or (),
        evidence=r.get("evidence") or (),
        origin=r["origin"],
        **values(r, *_ASSESSED),
        **texts(r, *_ASSESSED_WORDS),
    )
