"""The score table of an evaluation: every indicator of the framework with its score and how it came about.

Points lost stand with their reason; a person's judgement that cost points and gives none is asked for by name.
"""

from __future__ import annotations

from decimal import Decimal

from juesuan.accounts.cells import fact_key
from juesuan.performance.book_sheets import ASSESSMENTS
from juesuan.performance.formulas import formulas
from juesuan.performance.frameworks import FrameworkIndicator
from juesuan.performance.model import Assessment
from juesuan.performance.operands import OperandValue
from juesuan.performance.scores import Score
from juesuan.performance.terms import plain
from juesuan.reports.composition import ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, spans, value
from juesuan.reports.evaluation.indicators import INDICATOR, score_of, weight_of
from juesuan.reports.evaluation.results import Judged
from juesuan.reports.evaluation.telling import Telling, clean, exact, joined, listed

EVALUATION, OPERAND = "performance.evaluation", "performance.operand"
_HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "得分",
    "扣分",
    "评分标准",
    "取数与计算",
    "扣分原因",
    "数据来源",
)
_WIDTHS = (9, 10, 14, 6, 7, 6, 24, 30, 22, 16)


def score_table(judged: Judged, telling: Telling) -> ComposedTable:
    """All indicators, their levels with their weights, and the total."""
    rows: list[Row] = [heads(*_HEADS)]
    scores = judged.scored.scores
    keys = [(s.level1, s.level2) for s in scores]
    firsts, seconds = spans(keys, 0), spans(keys, 1)
    for row, first, second in zip(judged.rows, firsts, seconds, strict=True):
        score = row[2]
        levels = [
            value(_level(judged, name, path, telling), rowspan=high, align="center")
            for name, path, high in (
                (score.level1, (score.level1, ""), first), (score.level2, (score.level1, score.level2), second)
            )
            if high
        ]  # fmt: skip
        rows.append((*levels, *_line(judged, *row, telling)))
    rows.append(_total(judged, telling))
    title = f"{judged.title}绩效评分表（{telling.year}年度）"
    return ComposedTable(title, tuple(rows), 1, widths=_WIDTHS, unit="")


def scope_of(judged: Judged, score: Score | None = None) -> str:
    """What a fact of an evaluation is about; the kind tells evaluations of one subject apart."""
    base = f"{judged.name}·{judged.evaluation.kind or '评价'}{judged.number}"
    return base if score is None else f"{base}·{score.code} {score.name}"


def _level(judged: Judged, name: str, path: tuple[str, str], telling: Telling) -> str:
    """A level with the weight of its group: A部门决策（35分）."""
    group = judged.scored.group(*path)
    if group is None or not name:
        return clean(name)
    scope = f"{scope_of(judged)}·{'·'.join(p for p in path if p)}"
    return f"{clean(name)}（{telling.number(EVALUATION, 'weight', scope, group.weight, '分')}分）"


def _line(
    judged: Judged, indicator: FrameworkIndicator, assessment: Assessment, score: Score, telling: Telling
) -> Row:
    scope = scope_of(judged, score)
    lost = NONE
    if score.lost:
        lost = telling.number(INDICATOR, "lost", scope, score.lost, "分", formula="扣分＝分值－得分")
    return (
        value(judged.called(score)), figure(weight_of(telling, scope, score)), figure(score_of(telling, scope, score)), figure(lost),
        value(clean(score.trace.rule)), value(computed(judged, indicator, score, telling)),
        value(why_of(judged, assessment, score, telling)), value(clean(indicator.source or joined("\n".join(assessment.evidence)))),
    )  # fmt: skip


def computed(judged: Judged, indicator: FrameworkIndicator, score: Score, telling: Telling) -> str:
    """The operands with their sources, and the formula with its figures."""
    trace = score.trace
    scope = scope_of(judged, score)
    told = [operand(o, scope, telling) for o in trace.operands]
    known = [o.value is not None for o in trace.operands]
    lines = [
        f"{o.title}{words}（{o.source}）"
        for o, words in zip(trace.operands, told, strict=True)
        if o.value is not None
    ]
    if trace.value is None:
        return listed(lines)
    found = formulas().get(indicator.formula)
    rate = telling.rate(INDICATOR, "ratio", scope, trace.value, trace.formula)
    if found is not None and not all(known):
        lines.append(f"{found.title}{rate}（填写数，没有列出计算它的数）")
    elif found is not None and found.kind != "value":
        lines.append(f"{found.title}＝{found.filled(told[0], told[-1])}＝{rate}")
    elif found is not None:
        lines.append(f"{found.title}{rate}")
    elif trace.formula:
        lines.append(f"{trace.formula}：{clean(trace.worked)}")
    else:
        lines.append(f"实际值{telling.number(INDICATOR, 'actual', scope, trace.value)}")
    return listed(lines)


def operand(one: OperandValue, scope: str, telling: Telling) -> str:
    """An operand as printed: money in 元, counts with their unit."""
    if one.value is None:
        return NONE
    amount = one.value / 100 if one.unit == "元" else one.value
    about = f"{scope}·{one.title}"
    source = f"{one.source}{'：' + '、'.join(one.made_of) if one.made_of else ''}"
    if one.unit == "元":
        return telling.number(
            OPERAND, "value", about, amount, "元", formula=source, text=one.words, made_of=one.made_of
        )
    rounded = Decimal(plain(amount))
    return telling.number(
        OPERAND, "value", about, rounded, one.unit, formula=source, tail=True, made_of=one.made_of
    )


def why_of(judged: Judged, assessment: Assessment, score: Score, telling: Telling) -> str:
    """Why points were lost: the rule's own words, and the reason a person gave."""
    if not score.lost:
        return ""
    given = assessment.reason or assessment.finding
    judgement = score.by_rule is None
    if judgement and not given.strip():
        words = f"“{judged.name}”的指标“{judged.called(score)}”扣{exact(score.lost)}分，请在“{ASSESSMENTS}”表填写评分理由"
        telling.gap(f"why:{scope_of(judged, score)}", words, score.origin)
    rule = "" if judgement or score.departs else score.trace.why
    return "；".join(joined(text) for text in (rule, given) if text.strip())


def _total(judged: Judged, telling: Telling) -> Row:
    scored, scope = judged.scored, scope_of(judged)
    marks = (total_weight(judged, telling), total_score(judged, telling))
    lost = NONE
    if scored.points is not None and scored.points != scored.weight:
        lost = telling.number(
            EVALUATION, "lost", scope, scored.weight - scored.points, "分", formula="扣分＝总分值－总得分"
        )
    return label("总分", 3), *(figure(m, bold=True) for m in (*marks, lost)), *(value("") for _ in range(4))


def total_weight(judged: Judged, telling: Telling) -> str:
    """The sum of all weights."""
    return telling.number(EVALUATION, "weight", scope_of(judged), judged.scored.weight, "分")


def total_score(judged: Judged, telling: Telling) -> str:
    """The total score, "—" while one is open."""
    points: Decimal | None = judged.scored.points
    if points is None:
        return NONE
    scopes = [scope_of(judged, score) for score in judged.scored.scores]
    made_of = tuple(fact_key(INDICATOR, "score", telling.year, scope) for scope in scopes)
    return telling.number(
        EVALUATION, "score", scope_of(judged), points, "分", formula="总分＝各指标得分之和", made_of=made_of
    )
