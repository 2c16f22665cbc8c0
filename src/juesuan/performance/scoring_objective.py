"""A self-evaluation against an objective scored: 预算执行率 and every indicator of the objective's own tree.

The framework says how; target and actual come from the objective, the result, or the work target they refer to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.performance.frameworks import Framework, OwnRules, Section, find
from juesuan.performance.kinds import HUNDRED, KIND_TITLES, ZERO, Ratio, Rule
from juesuan.performance.measures import as_percent, completion, shown, yuan
from juesuan.performance.model import (
    Funding,
    Indicator,
    PerformanceBook,
    Result,
    SelfEvaluation,
)
from juesuan.performance.ruling import Facts, Ruling, blocked, rule
from juesuan.performance.scores import Score, Scored, Settled, Trace, rounded, settle, totals
from juesuan.performance.terms import BLANK, Direction, percent

#: Code and name of the score for the money.
EXECUTION, EXECUTION_NAME = "execution", "预算执行率"


def score_self_evaluation(
    book: PerformanceBook, evaluation: SelfEvaluation, framework: Framework | None = None
) -> Scored:
    """Score a self-evaluation by its framework (``framework`` in its stead, for one read from a file).

    Raises :class:`ValueError` if the book lacks the objective or the framework is not one for objectives; ``validate``
    says so to people before.
    """
    system = framework or find(evaluation.framework)
    objective = book.objective(evaluation.objective)
    if objective is None or system.own is None:
        raise ValueError(f"no objective {evaluation.objective!r}, or {system.code} is not for objectives")
    results = {r.indicator: r for r in evaluation.results}
    scores = [_execution(system, system.own, evaluation)]
    for indicator in objective.indicators:
        stated = resolved(book, indicator, results.get(indicator.code, Result(indicator.code, BLANK)))
        scores.append(_score(system, system.own, *stated))
    return totals(system, objective.name, scores)


def resolved(book: PerformanceBook, indicator: Indicator, result: Result) -> tuple[Indicator, Result]:
    """Indicator and result with what the work target they refer to states in their stead."""
    work = book.work(indicator.work) if indicator.work else None
    if work is None:
        return indicator, result
    if indicator.target == BLANK:
        indicator = replace(indicator, target=work.target, direction=work.direction)
    if result.actual == BLANK:
        result = replace(result, actual=work.actual, evidence=result.evidence or work.evidence)
    return indicator, result


def section_of(system: Framework, level1: str, level2: str = "") -> Section | None:
    """The group of the framework that an indicator belongs to; 指标 at the end of a name does not matter."""
    for section in system.sections:
        named = bare(level1) in {bare(name) for name in (section.level1, *section.also)}
        if named and (not section.level2 or bare(section.level2) == bare(level2)):
            return section
    return None


def bare(level: str) -> str:
    """A level's name without spaces and without 指标 at its end."""
    return "".join(level.split()).removesuffix("指标")


def total_funding(funding: Sequence[Funding]) -> Funding:
    """年度资金总额: the sum of the sources; a column is unknown if one of its sources is."""

    def column(name: str) -> int | None:
        values = [getattr(f, name) for f in funding]
        return sum(values) if values and None not in values else None

    return Funding("年度资金总额", column("initial"), column("adjusted"), column("outturn"))


def _execution(system: Framework, own: OwnRules, evaluation: SelfEvaluation) -> Score:
    money = total_funding(evaluation.funding)
    weight = own.execution_weight
    ruling, value, worked = _execution_ruling(own, money, evaluation.completed)
    ruling = rounded(ruling, system.decimals)
    settled = settle(weight, ruling, evaluation.stated_execution, evaluation.execution_reason)
    trace = Trace(
        own.texts.get("execution", ""), KIND_TITLES[type(own.execution)], ruling.why or ruling.blocked,
        formula="预算执行率＝全年执行数÷全年预算数×100%", worked=worked, value=value,
    )  # fmt: skip
    return Score(
        EXECUTION, EXECUTION_NAME, EXECUTION_NAME, "", weight, settled.points, ruling.low, ruling.high, trace,
        evaluation.stated_execution, evaluation.execution_reason, settled.departs, settled.blocked,
        _notes(settled, ruling), evaluation.origin,
    )  # fmt: skip


def _execution_ruling(
    own: OwnRules, money: Funding, completed: bool | None
) -> tuple[Ruling, Decimal | None, str]:
    weight = own.execution_weight
    if money.adjusted is None or money.outturn is None:
        lacking = "全年预算数" if money.adjusted is None else "全年执行数"
        return blocked(weight, f"没有填写{lacking}，不能计算预算执行率"), None, ""
    if money.adjusted <= 0:
        return blocked(weight, "全年预算数为零，不能计算预算执行率；请填写得分并写明理由"), None, ""
    rate = Decimal(money.outturn) * HUNDRED / money.adjusted
    worked = f"{yuan(money.outturn)}÷{yuan(money.adjusted)}×100%＝{percent(rate)}"
    asks = f"全年执行数超过全年预算数（执行率{percent(rate)}），请核对" if rate > HUNDRED else ""
    if not own.completed_in_full:
        return replace(rule(own.execution, weight, Facts(rate)), asks=asks), rate, worked
    if rate > HUNDRED:
        why = "执行数超出年度预算规模，规则没有规定得分，请填写得分和理由"
        return Ruling(ZERO, weight, why, asks=asks, judged=True), rate, worked
    if rate < HUNDRED and completed is None:
        return blocked(weight, "没有填写项目是否已经完成"), rate, worked
    if completed:
        return Ruling(weight, weight, "项目已完成，执行数在年度预算规模之内，得满分"), rate, worked
    return rule(own.execution, weight, Facts(rate)), rate, worked


def _score(system: Framework, own: OwnRules, indicator: Indicator, result: Result) -> Score:
    weight = indicator.weight
    kind, text = _rule_of(own, indicator)
    if weight is None:
        ruling, value, worked = blocked(ZERO, "没有填写分值"), None, ""
    else:
        ruling, value, worked = _ruling(own, kind, weight, indicator, result)
    ruling = rounded(ruling, system.decimals)
    reason = result.score_reason
    settled = settle(weight or ZERO, ruling, None if weight is None else result.stated, reason)
    trace = Trace(
        text, KIND_TITLES[type(kind)], ruling.why or ruling.blocked, (),
        "完成率＝完成值÷指标值×100%" if isinstance(kind, Ratio) else "", worked, value,
        target_words(indicator), shown(result.actual), result.evidence,
    )  # fmt: skip
    asks = replace(ruling, asks="") if result.deviation else ruling
    return Score(
        indicator.code, indicator.name, indicator.level1, indicator.level2, weight, settled.points, ruling.low,
        ruling.high, trace, result.stated, reason, settled.departs, settled.blocked, _notes(settled, asks),
        result.origin,
    )  # fmt: skip


def target_words(indicator: Indicator) -> str:
    """指标值 as forms print it: ≥80户."""
    sign = "" if indicator.direction is Direction.QUALITATIVE else str(indicator.direction)
    return f"{sign}{shown(indicator.target)}"


def _rule_of(own: OwnRules, indicator: Indicator) -> tuple[Rule, str]:
    if indicator.direction is Direction.QUALITATIVE:
        return own.qualitative, own.texts.get("qualitative", "")
    if own.satisfaction is not None and "满意" in indicator.level1:
        return own.satisfaction, own.texts.get("satisfaction", "")
    return own.quantitative, own.texts.get("quantitative", "")


def _ruling(
    own: OwnRules, kind: Rule, weight: Decimal, indicator: Indicator, result: Result
) -> tuple[Ruling, Decimal | None, str]:
    if indicator.direction is Direction.QUALITATIVE:
        return rule(kind, weight, Facts(achievement=result.achievement)), None, ""
    limits = {bare(name) for name in own.upper}
    upper = bare(indicator.level1) in limits or bare(indicator.level2) in limits
    done = completion(indicator.direction, indicator.target, result.actual, upper=upper)
    if done.missing:
        return blocked(weight, done.missing), None, ""
    if done.rate is None:
        if done.reached:
            return Ruling(weight, weight, f"{done.words}，得满分"), None, done.words
        why = f"{done.words}，日期不能按比例计分，请填写得分和理由"
        return Ruling(ZERO, weight, why, open=True, judged=True), None, done.words
    worked = f"{done.words}＝{percent(done.rate)}"
    value = done.rate if isinstance(kind, Ratio) else as_percent(result.actual)
    if value is None:
        return blocked(weight, f"完成值“{shown(result.actual)}”应写成百分数"), None, worked
    return rule(kind, weight, Facts(value, too_low=result.too_low)), value, worked


def _notes(settled: Settled, ruling: Ruling) -> tuple[str, ...]:
    return (*settled.notes, ruling.asks) if ruling.asks else settled.notes
