"""评价工作底稿: one sheet an indicator, with operands and sources, formula, rule, answers, score and points lost.

A paper shows how a score was reached so that somebody else can reach it again; it repeats the score table's weight and
score and nothing that would have to be kept in step by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.performance.frameworks import FrameworkIndicator
from juesuan.performance.kinds import Checklist, Presence
from juesuan.performance.model import Assessment, Done, Indicator, Result
from juesuan.performance.operands import OperandValue
from juesuan.performance.scores import Score
from juesuan.reports.composition import ComposedBlock, ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, heads, label, paragraph, value
from juesuan.reports.evaluation.indicators import actual_of, score_of, target_of, weight_of
from juesuan.reports.evaluation.indicators import scope_of as indicator_scope
from juesuan.reports.evaluation.indicators import why_of as self_why_of
from juesuan.reports.evaluation.results import Judged, Results, SelfScored
from juesuan.reports.evaluation.scoresheet import computed, operand, scope_of, why_of
from juesuan.reports.evaluation.telling import Telling, clean, joined, listed, quoted
from juesuan.reports.narrative import heading, numeral

_WIDTHS = (18, 90)
_MET = {True: "符合", False: "不符合", None: "未答"}


def papers(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """The papers of every evaluation, then of every self-evaluation."""
    subjects = len(results.evaluations) + len(results.projects)
    number = 0
    for judged in results.evaluations:
        number += 1
        yield heading(
            2, f"{numeral(number)}、" if subjects > 1 else "", f"{judged.title}{judged.evaluation.kind}底稿"
        )
        yield paragraph(_opening(judged.framework.title, judged.framework.basis, judged.evaluation.done))
        for indicator, assessment, score in judged.rows:
            yield _paper(judged, indicator, assessment, score, telling)
    for project in results.projects:
        number += 1
        yield heading(2, f"{numeral(number)}、" if subjects > 1 else "", f"{quoted(project.name)}自评底稿")
        system = project.scored.framework
        yield paragraph(_opening(system.title, system.basis, project.evaluation.done))
        for own, result, score in project.rows:
            yield _self_paper(project, own, result, score, telling)


def _opening(title: str, basis: str, done: Done) -> str:
    who = f"，经办人{clean(done.by)}" if done.by else ""
    when = f"，完成于{done.on.year}年{done.on.month}月{done.on.day}日" if done.on else ""
    return f"本组底稿按《{title}》编制，依据是{basis.rstrip('。')}{who}{when}。"


def _paper(
    judged: Judged, indicator: FrameworkIndicator, a: Assessment, score: Score, telling: Telling
) -> ComposedTable:
    scope = scope_of(judged, score)
    rows = [
        ("评价对象", clean(judged.name)),
        ("指标解释", clean(indicator.explain)),
        ("指标分值", f"指标分值：{weight_of(telling, scope, score)}分"),
        ("评分标准", clean(score.trace.rule)),
        ("评价要点", _answers(indicator, a)),
        ("取数情况", _operands(judged, score, telling)),
        ("计算过程", computed(judged, indicator, score, telling) if score.trace.value is not None else ""),
        ("不达标项数", "" if a.missed is None else f"{a.missed}项"),
        ("完成等次", "" if a.achievement is None else str(a.achievement)),
        ("评价情况", clean(a.finding)),
        ("评分理由", clean(a.reason)),
        ("扣分原因", why_of(judged, a, score, telling)),
        ("数据来源及佐证材料", _evidence(indicator.source, score.trace.evidence)),
        ("需要说明", "；".join(n.rstrip("。") for n in score.notes)),
        ("评价结果", f"指标得分：{score_of(telling, scope, score)}分" if score.points is not None else NONE),
    ]
    code = score.code if score.code in judged.numbered else ""
    name = clean(score.name)
    # The title prints the name as the score table does, so that a reader finds the one by the other.
    return _table(f"{code}{name if '“' in name else f'“{name}”'}评价底稿", rows)


def _self_paper(
    project: SelfScored, indicator: Indicator, result: Result, score: Score, telling: Telling
) -> ComposedTable:
    scope = indicator_scope(project.name, indicator.code, indicator.name)
    actual = actual_of(telling, scope, indicator, result)
    done = f"完成等次：{result.achievement}" if result.achievement is not None else ""
    worked = f"{score.trace.formula}；{score.trace.worked}" if score.trace.formula else score.trace.worked
    rows = [
        ("评价对象", clean(project.name)),
        ("所属层次", "—".join(clean(t) for t in (indicator.level1, indicator.level2) if t)),
        ("指标分值", f"指标分值：{weight_of(telling, scope, score)}分"),
        ("评分标准", clean(score.trace.rule)),
        ("指标值", target_of(telling, scope, indicator)),
        ("设定依据", clean(indicator.basis)),
        ("完成值", "；".join(t for t in (actual, done) if t)),
        ("计算过程", clean(worked)),
        ("评价情况", score.trace.why),
        ("偏差原因及措施", self_why_of(result, score)),
        ("数据来源及佐证材料", _evidence(indicator.evidence, score.trace.evidence)),
        ("需要说明", "；".join(n.rstrip("。") for n in score.notes)),
        ("评价结果", f"指标得分：{score_of(telling, scope, score)}分" if score.points is not None else NONE),
    ]
    return _table(f"{quoted(project.name)}指标{clean(indicator.code)}{quoted(indicator.name)}自评底稿", rows)


def _table(title: str, told: list[tuple[str, str]]) -> ComposedTable:
    rows: list[Row] = [heads("内容", "情况")]
    rows += [(label(name), value(words)) for name, words in told if words.strip()]
    return ComposedTable(title, tuple(rows), 1, widths=_WIDTHS, unit="")


def _answers(indicator: FrameworkIndicator, a: Assessment) -> str:
    """Each point of a rule with its answer."""
    asked: tuple[str, ...] = ()
    if isinstance(indicator.rule, Checklist):
        asked = indicator.rule.questions
    elif isinstance(indicator.rule, Presence):
        asked = (indicator.rule.question,)
    answers = (*a.met, *(None for _ in asked[len(a.met) :]))
    return listed(f"{text}：{_MET[met]}" for text, met in zip(asked, answers, strict=False))


def _operands(judged: Judged, score: Score, telling: Telling) -> str:
    """Each operand with its source, and what it was made of."""
    lines = []
    for one in score.trace.operands:
        if one.value is None:
            lines.append(f"{one.title}：缺，{one.missing}")
            continue
        parts = _parts(one)
        lines.append(
            f"{one.title}：{operand(one, scope_of(judged, score), telling)}，取自{one.source}{parts}"
        )
    return listed(lines)


def _parts(one: OperandValue) -> str:
    """What an operand was made of: money of how many records (a click on the number shows them), anything else by name."""
    if not one.made_of:
        return ""
    if one.unit == "元":
        return f"，由{len(one.made_of)}笔明细合计"
    return f"，包括{'、'.join(map(joined, one.made_of))}"


def _evidence(source: str, evidence: tuple[str, ...]) -> str:
    """Where the figures were to come from, and the documents seen."""
    lines = [f"数据来源：{joined(source)}"] if source.strip() else []
    lines += [f"佐证材料{n}：{joined(text)}" for n, text in enumerate(evidence, 1)]
    return listed(lines)
