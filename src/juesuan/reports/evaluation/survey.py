"""问卷调查情况: copies, answers of every question, satisfaction, a chart, and whether enough people answered.

Shares and scores are counted from the copies and never typed; a question that some left unanswered says how many did,
so that its answers still make up the valid copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from juesuan.performance.book_sheets import SURVEYS
from juesuan.performance.kinds import HUNDRED
from juesuan.performance.model import QuestionKind
from juesuan.performance.questionnaires import QuestionTally, Tally
from juesuan.reports.charts import bars
from juesuan.reports.composition import ComposedBlock, ComposedFigure, ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, paragraph, value
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.telling import Telling, clean, joined, quoted
from juesuan.reports.narrative import heading, numeral
from juesuan.reports.phrases_print import key_of, plain

SURVEY = "performance.survey"
_WIDTHS = (8, 40, 30, 10, 12, 12)
_SHARE = "占比＝份数÷有效问卷份数×100%"
_HEADS = ("题号", "调查内容", "选项内容", "分值", "份数", "占比")


def surveys(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """The result of every questionnaire."""
    drawn = 0
    for n, tally in enumerate(results.tallies, 1):
        if len(results.tallies) > 1:
            yield heading(2, f"{numeral(n)}、", clean(tally.questionnaire.title))
        yield paragraph(told_copies(tally, telling))
        if tally.satisfaction is not None:
            yield paragraph(told_satisfaction(tally, telling))
        yield _table(tally, telling)
        for made in _chart(tally, telling):
            drawn += 1
            yield made
            yield paragraph(f"图{drawn}：{made.title}", "caption")
        yield paragraph(tally.sample.words)
        yield from _words(tally)


def _scope(tally: Tally) -> str:
    return tally.questionnaire.title or tally.questionnaire.code


def _count(tally: Tally, measure: str, number: int, telling: Telling) -> str:
    return telling.number(SURVEY, measure, _scope(tally), Decimal(number), "份", tail=True)


def told_copies(tally: Tally, telling: Telling) -> str:
    """Copies issued, returned and valid, in one sentence."""
    survey, scope = tally.questionnaire, _scope(tally)
    about = f"向{clean(survey.group)}" if survey.group else ""
    told = [f"{quoted(survey.title)}{about}"]
    issued, returned = tally.issued, tally.returned
    if issued is None:
        telling.gap(f"issued:{scope}", f"请在“{SURVEYS}”表填写“{scope}”的发放份数", survey.origin)
    else:
        told.append(f"发放问卷{_count(tally, 'issued', issued, telling)}，")
    if returned is not None:
        told.append(f"收回问卷{_count(tally, 'returned', returned, telling)}，")
    told.append(f"有效问卷{_count(tally, 'valid', tally.valid, telling)}")
    for measure, title, top, bottom in (
        ("returned-rate", "回收率", returned, issued),
        ("valid-rate", "有效率", tally.valid, returned),
    ):
        if top is not None and bottom:
            rate = Decimal(top) * HUNDRED / bottom
            told.append(f"，{title}{telling.rate(SURVEY, measure, scope, rate)}")
    void = "、".join(f"{joined(reason)}{number}份" for reason, number in tally.void)
    return "".join(told) + (f"。无效问卷的原因：{void}。" if void else "。")


def told_satisfaction(tally: Tally, telling: Telling) -> str:
    """The satisfaction rate in one sentence; only for questionnaires that have one."""
    assert tally.satisfaction is not None
    rate = telling.rate(
        SURVEY,
        "satisfaction",
        _scope(tally),
        tally.satisfaction,
        "满意度＝计入满意度的各题得分合计÷满分合计×100%",
    )
    group = clean(tally.questionnaire.group) or "服务对象"
    return f"按{quoted(tally.questionnaire.title)}中计入满意度的题目计算，{group}满意度为{rate}。"


def _table(tally: Tally, telling: Telling) -> ComposedTable:
    rows: list[Row] = [heads(*_HEADS)]
    for one in tally.questions:
        if one.options:
            rows += _question(tally, one, telling)
    rows += _totals(tally, telling)
    title = f"{clean(tally.questionnaire.title).removesuffix('问卷')}问卷统计表"
    return ComposedTable(title, tuple(rows), 1, widths=_WIDTHS, unit="")


def _question(tally: Tally, one: QuestionTally, telling: Telling) -> Iterator[Row]:
    question = one.question
    left = one.unanswered or 0
    several = question.kind is QuestionKind.MULTIPLE
    text = clean(question.text) + ("（可多选）" if several and "多选" not in question.text else "")
    high = len(one.options) + (1 if left and not several else 0)
    first = figure(clean(question.code), rowspan=high), value(text, rowspan=high)
    for i, option in enumerate(one.options):
        scope = f"{_scope(tally)}·{question.code}·{option.label}"
        count = telling.number(SURVEY, "count", scope, Decimal(option.count), "份")
        share = NONE if option.share is None else telling.rate(SURVEY, "share", scope, option.share, _SHARE)
        points = (
            NONE if option.points is None else telling.number(SURVEY, "weight", scope, option.points, "分")
        )
        yield (
            *(first if i == 0 else ()),
            value(f"{option.letter}.{clean(option.label)}"),
            *map(figure, (points, count, share)),
        )
    if left and not several:
        scope = f"{_scope(tally)}·{question.code}·未作答"
        share = telling.rate(SURVEY, "share", scope, Decimal(left) * HUNDRED / one.valid, _SHARE)
        yield (
            value("未作答"),
            figure(NONE),
            figure(telling.number(SURVEY, "count", scope, Decimal(left), "份")),
            figure(share),
        )


def _totals(tally: Tally, telling: Telling) -> Iterator[Row]:
    scope = _scope(tally)
    complete = all(not q.unanswered for q in tally.questions if q.points is not None)
    if tally.points is not None and tally.full is not None and complete:
        full = telling.number(SURVEY, "full", scope, tally.full, "分")
        points = telling.number(
            SURVEY, "points", scope, tally.points, "分", formula="问卷总分＝各选项分值×份数之和"
        )
        yield label("问卷总分", 3), figure(full), figure(points), value("")
    yield (
        label("有效问卷份数", 3),
        value(""),
        figure(telling.number(SURVEY, "valid", scope, Decimal(tally.valid), "份")),
        value(""),
    )
    if tally.score is None:
        return
    name = "问卷综合得分" if complete else "各题均值之和"
    rounded = tally.score.quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = "综合得分＝问卷总分÷有效问卷份数" if complete else "各题作答者平均得分之和"
    yield (
        label(name, 3),
        value(""),
        figure(telling.number(SURVEY, "score", scope, rounded, "分", formula=formula)),
        value(""),
    )


def _chart(tally: Tally, telling: Telling) -> Iterator[ComposedFigure]:
    """Each scored question in percent of its full marks; of a single question, how its options were chosen."""
    scored = [q for q in tally.questions if q.rate is not None]
    choices = [q for q in tally.questions if q.options]
    told: list[tuple[str, str, Decimal]] = []
    if len(scored) > 1:
        name, axis = "各题得分率", "得分率（%）"
        told = [
            (f"第{q.question.code}题", f"{q.question.code}", q.rate) for q in scored if q.rate is not None
        ]
    elif len(choices) == 1:
        name, axis = "作答情况", "占比（%）"
        told = [
            (o.label, f"{choices[0].question.code}·{o.label}", o.share)
            for o in choices[0].options
            if o.share is not None
        ]
    if not told:
        return
    marked = [telling.rate(SURVEY, "share", f"{_scope(tally)}·{about}", rate) for _, about, rate in told]
    keys = tuple(map(key_of, marked))
    rows: list[dict[str, Any]] = [
        {"name": clean(label_), "share": telling.facts[key].value}
        for (label_, _, _), key in zip(told, keys, strict=True)
    ]
    title = f"{clean(tally.questionnaire.title)}{name}"
    listed = "；".join(f"{row['name']}{plain(text)}" for row, text in zip(rows, marked, strict=True))
    yield ComposedFigure(title, bars(rows, axis), f"柱状图：{title}，{listed}。", keys)


def _words(tally: Tally) -> Iterator[ComposedBlock]:
    """The answers to open questions, as they were written."""
    for one in tally.questions:
        if one.words:
            yield paragraph(f"{quoted(one.question.text)}收到以下意见：")
            for n, words in enumerate(one.words, 1):
                yield paragraph(joined(words) + "。", "list", f"{n}.")
