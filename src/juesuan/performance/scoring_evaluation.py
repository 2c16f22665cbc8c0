"""An evaluation by a framework scored: each indicator's value from its formula, its rule applied, its trace kept.

Written once for every framework: what differs between them is data.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.accounts.model import Accounts
from juesuan.performance.formulas import Formula, formulas
from juesuan.performance.frameworks import Framework, FrameworkIndicator, find
from juesuan.performance.kinds import HUNDRED, KIND_TITLES, ZERO, Checklist, Manual, PerMiss, Presence
from juesuan.performance.measures import completion
from juesuan.performance.model import Assessment, Evaluation, PerformanceBook
from juesuan.performance.operands import Operands, OperandValue
from juesuan.performance.ruling import Facts, Ruling, blocked, rule
from juesuan.performance.scores import Score, Scored, Trace, rounded, settle, totals
from juesuan.performance.terms import percent

#: Rules that look at answers, not at a value.
_ANSWERED = (Checklist, Presence, Manual)


class _Value(NamedTuple):
    """A value found, with its trace, or what is missing."""

    value: Decimal | None
    missing: str = ""
    operands: tuple[OperandValue, ...] = ()
    formula: str = ""
    worked: str = ""


def score_evaluation(
    book: PerformanceBook,
    evaluation: Evaluation,
    accounts: Accounts | None = None,
    framework: Framework | None = None,
) -> Scored:
    """Score ``evaluation`` by its framework (``framework`` in its stead, for one read from a file).

    An indicator without an assessment is scored as far as its formula goes, and blocked otherwise.
    """
    system = framework or find(evaluation.framework)
    operands = Operands(book, accounts)
    found = {a.indicator: a for a in evaluation.assessments}
    scores = [_score(system, i, found.get(i.code, Assessment(i.code)), operands) for i in system.indicators]
    return totals(system, evaluation.about or book.entity, scores)


def _score(
    system: Framework, indicator: FrameworkIndicator, assessment: Assessment, operands: Operands
) -> Score:
    found = _value(indicator, assessment, operands)
    ruling = rounded(_ruling(indicator, assessment, found, operands), system.decimals)
    settled = settle(indicator.weight, ruling, assessment.stated, assessment.reason)
    conflicts = tuple(o.conflict for o in found.operands if o.conflict)
    trace = Trace(
        indicator.text, KIND_TITLES[type(indicator.rule)], ruling.why or ruling.blocked, found.operands, found.formula,
        found.worked, found.value, evidence=assessment.evidence,
    )  # fmt: skip
    return Score(
        indicator.code, assessment.name or indicator.name, indicator.level1, indicator.level2, indicator.weight,
        settled.points, ruling.low, ruling.high, trace, assessment.stated, assessment.reason, settled.departs,
        settled.blocked, (*settled.notes, *conflicts), assessment.origin,
    )  # fmt: skip


def _ruling(indicator: FrameworkIndicator, a: Assessment, found: _Value, operands: Operands) -> Ruling:
    missed = a.missed
    if isinstance(indicator.rule, PerMiss) and missed is None and a.works:
        done, total = operands.get("works.done", a.works), operands.get("works.total", a.works)
        if done.value is None or total.value is None:
            return blocked(indicator.weight, done.missing or total.missing)
        missed = int(total.value - done.value)
    if found.missing:
        return blocked(indicator.weight, found.missing)
    return rule(indicator.rule, indicator.weight, Facts(found.value, a.met, missed, a.achievement))


def _value(indicator: FrameworkIndicator, a: Assessment, operands: Operands) -> _Value:
    """The value to be scored: by formula, as measured, or as the mean completion of the work targets named."""
    formula = formulas().get(indicator.formula)
    if formula is not None:
        found = by_formula(formula, operands, a.works, a.questionnaire)
        return found if not found.missing or a.value is None else _stated(found, formula, a.value)
    if isinstance(indicator.rule, (*_ANSWERED, PerMiss)) or a.value is not None:
        return _Value(a.value)
    if a.works:
        return _mean(a.works, operands)
    if a.questionnaire:
        return by_formula(formulas()["satisfaction"], operands, (), a.questionnaire)
    return _Value(None)


def by_formula(
    formula: Formula, operands: Operands, works: Sequence[str] = (), questionnaire: str = ""
) -> _Value:
    """The value of a formula in percent with its operands, or the operand that is missing."""
    values = tuple(operands.get(code, works, questionnaire) for code in formula.operands)
    lacking = [v for v in values if v.value is None]
    if lacking:
        words = "；".join(f"缺少“{v.title}”：{v.missing}" for v in lacking)
        return _Value(None, words, values, formula.words)
    of, to = values[0].value, values[-1].value
    assert of is not None
    assert to is not None
    if formula.kind != "value" and to == 0:
        words = f"“{values[-1].title}”为零，{formula.title}不能计算；请填写得分并写明理由"
        return _Value(None, words, values, formula.words)
    value = formula.value(of, to)
    worked = f"{formula.filled(values[0].words, values[-1].words)}＝{percent(value)}"
    return _Value(value, "", values, formula.words, worked if formula.kind != "value" else percent(value))


def _stated(found: _Value, formula: Formula, value: Decimal) -> _Value:
    """A rate that is stated although the figures it is made of are not: it is used, and that is said."""
    words = f"{percent(value)}（填写的{formula.title}，没有列出计算它的数）"
    return found._replace(value=value, missing="", worked=words)


def _mean(codes: Sequence[str], operands: Operands) -> _Value:
    """Mean completion of work targets, each counted with 100 % at most."""
    rates: list[Decimal] = []
    words: list[str] = []
    for code in codes:
        work = operands.book.work(code)
        if work is None:
            return _Value(None, f"重点工作登记中没有{code}")
        done = completion(work.direction, work.target, work.actual)
        rate = done.rate if done.rate is not None else HUNDRED if done.reached else None
        if rate is None:
            return _Value(None, f"重点工作“{work.name}”：{done.missing or '没有按期完成，不能按比例计算'}")
        rates.append(min(rate, HUNDRED))
        words.append(f"{work.name}{percent(rates[-1])}")
    mean = sum(rates, ZERO) / len(rates)
    formula = "各项工作完成率（超过100%的按100%计）的平均数"
    return _Value(mean, "", (), formula, f"{'，'.join(words)}，平均{percent(mean)}")
