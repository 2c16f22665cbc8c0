"""事前绩效评估表 and 整改台账: what came before the year's money was granted, and what became of the problems found."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.performance.appraisal import Appraised
from juesuan.performance.book_sheets import APPRAISALS, APPRAISED, FOLLOW_UPS
from juesuan.performance.model import FollowUp
from juesuan.reports.composition import ComposedBlock, ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, spans, spoken, value
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.telling import Telling, clean
from juesuan.reports.narrative import heading, numeral

APPRAISAL, FOLLOW_UP = "performance.appraisal", "performance.follow-up"
_APPRAISAL_WIDTHS = (16, 42, 9, 9, 40)
_FOLLOW_UP = (
    "序号", "涉及项目", "发现的问题", "整改措施", "责任人", "整改期限", "整改结果", "销号日期", "下年预算项目", "预算增减\n（万元）", "预算安排说明",
)  # fmt: skip
_FOLLOW_UP_WIDTHS = (6, 16, 26, 26, 11, 14, 20, 14, 16, 11, 18)


def appraisals(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """A table for each appraised project."""
    for n, sums in enumerate(results.appraised, 1):
        if len(results.appraised) > 1:
            yield heading(2, f"{numeral(n)}、", sums.appraisal.project)
        yield _appraisal(sums, telling)


def _appraisal(sums: Appraised, telling: Telling) -> ComposedTable:
    a = sums.appraisal
    money = [
        NONE if cents is None else telling.money(APPRAISAL, measure, a.project, cents)
        for measure, cents in (("requested", a.requested), ("advised", a.advised))
    ]
    rows: list[Row] = [
        (label("评估项目"), value(clean(a.project)), label("申请金额（万元）", 2), figure(money[0])),
        heads("评估方面", "评估内容", "分值", "得分", "评分理由"),
    ]
    keys = [(item.aspect,) for item in a.items]
    for item, high in zip(a.items, spans(keys, 0), strict=True):
        about = f"{a.project}·{item.question}"
        if item.score is None:
            words = f"“{a.project}”事前评估“{item.question}”没有评分，请在“{APPRAISED}”表填写得分和理由"
            telling.gap(f"appraised:{about}", words, item.origin)
        marks = [
            NONE if points is None else telling.number(APPRAISAL, measure, about, points, "分")
            for measure, points in (("weight", item.weight), ("score", item.score))
        ]
        first = (value(clean(item.aspect), rowspan=high, align="center"),) if high else ()
        rows.append((*first, value(clean(item.question)), *map(figure, marks), value(clean(item.reason))))
    rows += _conclusion(sums, money[1], telling)
    return ComposedTable("事前绩效评估表", tuple(rows), 0, widths=_APPRAISAL_WIDTHS, unit="")


def _conclusion(sums: Appraised, advised: str, telling: Telling) -> Iterator[Row]:
    a = sums.appraisal
    points = (
        NONE
        if sums.points is None
        else telling.number(APPRAISAL, "score", a.project, sums.points, "分", formula="合计＝各项得分之和")
    )
    weight = telling.number(APPRAISAL, "weight", a.project, sums.weight, "分")
    yield label("合计", 2), figure(weight, bold=True), figure(points, bold=True), value("")
    if a.verdict is None:
        telling.gap(
            f"verdict:{a.project}", f"“{a.project}”事前评估没有结论，请在“{APPRAISALS}”表选择", a.origin
        )
    verdict = str(a.verdict) if a.verdict is not None else NONE
    yield label("评估结论"), value(verdict, bold=True), label("建议金额（万元）", 2), figure(advised)
    yield label("评估意见"), value(clean(a.opinion) or NONE, 4)
    done = "、".join(clean(e) for e in a.done.evidence)
    yield (
        label("评估人及日期"),
        value(clean(a.done.by) or NONE),
        label("完成日期", 2),
        figure(spoken(a.done.on)),
    )
    if done:
        yield label("评估资料"), value(done, 4)


def follow_ups(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """One table of all problems, their corrections and their use for next year's budget."""
    rows: list[Row] = [heads(*_FOLLOW_UP)]
    for n, one in enumerate(results.book.follow_ups, 1):
        rows.append(_follow_up(n, one, results, telling))
    title = f"绩效问题整改台账（{telling.year}年度）"
    yield ComposedTable(title, tuple(rows), 1, entity=results.entity, widths=_FOLLOW_UP_WIDTHS, unit="")


def _follow_up(n: int, one: FollowUp, results: Results, telling: Telling) -> Row:
    for field, title in (("measure", "整改措施"), ("deadline", "整改期限")):
        if not getattr(one, field):
            words = f"第{n}条整改没有填写{title}，请在“{FOLLOW_UPS}”表填写"
            telling.gap(f"follow-up:{n}:{field}", words, one.origin)
    change = NONE
    if one.budget_change is not None:
        change = telling.money(FOLLOW_UP, "change", f"{n} {one.budget_project}", one.budget_change)
    about = clean(one.about) or results.entity
    marks = (
        value(clean(one.responsible)),
        figure(spoken(one.deadline)),
        value(clean(one.outcome) or "整改中"),
        figure(spoken(one.receipt)),
    )
    return (
        figure(str(n)), value(about), value(clean(one.problem)), value(clean(one.measure)), *marks,
        value(clean(one.budget_project) or NONE), figure(change), value(clean(one.budget_note) or NONE),
    )  # fmt: skip
