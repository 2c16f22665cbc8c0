"""What is wrong with objectives and with self-evaluations against them, before anybody scores them.

An objective that nobody can measure is the commonest fault of performance work: targets without a number, words like
不断提高, weights that make 99. Each is named with the indicator and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from juesuan.performance.frameworks import Framework
from juesuan.performance.kinds import ZERO
from juesuan.performance.measures import as_percent, completion, shown
from juesuan.performance.model import (
    Indicator,
    Objective,
    PerformanceBook,
    Result,
    SelfEvaluation,
    Subject,
)
from juesuan.performance.problems import Problem, problem
from juesuan.performance.scoring_objective import bare, resolved, section_of
from juesuan.performance.terms import BLANK, Direction, plain

#: Words that say a direction and no measure (财预〔2021〕101号: 避免选用难以确定具体指标值、标准不明确的指标).
_VAGUE = re.compile(
    r"^(?:不断|逐步|持续|进一步|有效|明显|显著|稳步|大幅|较|很)?(?:提高|提升|改善|加强|增强|促进|推动|完善|好|良好|较好|满意|优秀|有效)$"
)
#: Sums that the weights of an objective may have before it is evaluated.
_PLANNED = (Decimal(90), Decimal(100))
_AT_LEAST = (Direction.AT_LEAST, Direction.ABOVE, Direction.EQUAL)


def check_objectives(book: PerformanceBook) -> Iterator[Problem]:
    """Problems of every objective and of their names."""
    for name, count in Counter(o.name for o in book.objectives).items():
        if count > 1:
            twice = [o for o in book.objectives if o.name == name][1]
            yield problem("objective-twice", f"有{count}个绩效目标都叫“{name}”", twice.origin, "请改名或合并")
    evaluated = {e.objective for e in book.self_evaluations}
    for objective in book.objectives:
        yield from _tree(objective)
        if objective.name not in evaluated:
            yield from _planned_weights(objective)
        for indicator in objective.indicators:
            yield from _indicator(book, objective, indicator)


def _tree(o: Objective) -> Iterator[Problem]:
    if not o.indicators:
        yield problem("no-indicators", f"“{o.name}”没有绩效指标", o.origin, "请至少设置产出指标和效益指标")
        return
    if not o.aim:
        yield problem("no-aim", f"“{o.name}”没有填写总体目标", o.origin, level="warning")
    for code, count in Counter(i.code for i in o.indicators).items():
        if count > 1:
            twice = [i for i in o.indicators if i.code == code][1]
            yield problem(
                "duplicate-code",
                f"“{o.name}”有{count}个指标的编号都是“{code}”",
                twice.origin,
                "编号应各不相同",
            )
    for name, count in Counter(bare(i.name) for i in o.indicators).items():
        if count > 1:
            twice = [i for i in o.indicators if bare(i.name) == name][1]
            words = f"“{o.name}”的指标“{twice.name}”设置了{count}次"
            yield problem("duplicate-indicator", words, twice.origin, "请合并，或改名写明区别")
    groups = {bare(i.level1) for i in o.indicators}
    for needed in ("产出", "效益"):
        if needed not in groups and o.subject is Subject.PROJECT:
            words = f"“{o.name}”没有设置{needed}指标"
            yield problem("incomplete", words, o.origin, "产出和效益指标原则上均应设置", level="warning")


def _planned_weights(o: Objective) -> Iterator[Problem]:
    """Weights before anybody evaluates: 90 beside the execution of the budget, or 100 where that is not set apart."""
    known = [i.weight for i in o.indicators if i.weight is not None]
    weights = sum(known, ZERO)
    if known and len(known) == len(o.indicators) and weights not in _PLANNED:
        words = f"“{o.name}”各指标分值合计{plain(weights)}分"
        yield problem(
            "weights-sum", words, o.origin, "应为90分（自评时预算执行率另占10分）或100分，请调整分值"
        )


def _indicator(book: PerformanceBook, o: Objective, i: Indicator) -> Iterator[Problem]:
    name = f"“{o.name}”的指标“{i.name}”"
    if not i.name.strip():
        yield problem("blank", f"“{o.name}”有一个指标没有名称", i.origin, "请填写三级指标名称")
    if i.weight is None:
        yield problem("no-weight", f"{name}没有填写分值", i.origin, "请填写分值")
    elif i.weight <= 0:
        yield problem("weight", f"{name}的分值应大于0", i.origin, value=plain(i.weight))
    indicator, _ = resolved(book, i, Result(i.code, BLANK))
    yield from _target(name, indicator)
    if not i.evidence and not i.work:
        yield problem(
            "no-evidence", f"{name}没有填写佐证资料来源", i.origin, "请写明完成值从哪里取", level="warning"
        )


def _target(name: str, i: Indicator) -> Iterator[Problem]:
    target = i.target
    if target == BLANK:
        yield problem("no-target", f"{name}没有填写指标值", i.origin, "请填写可以衡量的指标值")
        return
    if i.direction is Direction.QUALITATIVE:
        if isinstance(target.value, Decimal):
            words = f"{name}是定性指标，指标值却是数字{shown(target)}"
            yield problem("number-for-text", words, i.origin, "请选≥、≤或=，或改写成文字")
        elif _VAGUE.match(target.text.strip()):
            words = f"{name}的指标值“{target.text}”只有方向，没有可以衡量的标准"
            yield problem(
                "unmeasurable", words, i.origin, "请写明达到什么程度算完成，能量化的改为数值", level="warning"
            )
        return
    if target.value is None:
        words = f"{name}的指标值不是数字"
        yield problem(
            "text-for-number",
            words,
            i.origin,
            "请只填数字，单位另填；不能量化的把方向改为“定性”",
            target.text,
        )
        return
    if isinstance(target.value, date):
        return
    if target.value == 0 and i.direction in (Direction.AT_LEAST, Direction.ABOVE):
        words = f"{name}的指标值是0，怎样都算完成，也不能计算完成率"
        yield problem("zero-target", words, i.origin, "请填写实际要达到的数值")
    elif target.value < 0 and i.direction in _AT_LEAST:
        yield problem(
            "negative-target",
            f"{name}的指标值是负数，不能按比例计分",
            i.origin,
            value=shown(target),
            level="warning",
        )
    if not target.unit:
        yield problem("no-unit", f"{name}的指标值没有单位", i.origin, "请填写单位", shown(target), "warning")
    rate = as_percent(target)
    if rate is not None and rate > 100 and "满意" in f"{i.level1}{i.name}":
        yield problem("above-all", f"{name}的指标值超过100%", i.origin, "满意度不会超过100%", shown(target))


def check_self_evaluation(book: PerformanceBook, e: SelfEvaluation, system: Framework) -> Iterator[Problem]:
    """Problems of one self-evaluation under the framework it names."""
    objective = book.objective(e.objective)
    if objective is None:
        yield problem(
            "no-objective", f"没有名为“{e.objective}”的绩效目标", e.origin, "请改正项目名称", e.objective
        )
        return
    if system.own is None:
        words = f"“{system.title}”不是项目自评的指标体系"
        yield problem("wrong-framework", words, e.origin, "请另选，如 cy2020-10")
        return
    yield from _weights(objective, system)
    yield from _money(e)
    known = {i.code: i for i in objective.indicators}
    for code, count in Counter(r.indicator for r in e.results).items():
        if count > 1:
            twice = [r for r in e.results if r.indicator == code][1]
            yield problem(
                "result-twice", f"指标“{code}”的完成情况填写了{count}次", twice.origin, "请只留一行"
            )
    for result in e.results:
        if result.indicator not in known:
            words = f"“{e.objective}”没有编号为“{result.indicator}”的指标"
            yield problem("no-indicator", words, result.origin, "请改正编号", result.indicator)
            continue
        yield from _result(objective, *resolved(book, known[result.indicator], result))


def _weights(o: Objective, system: Framework) -> Iterator[Problem]:
    own = system.own
    assert own is not None
    if any(i.weight is None for i in o.indicators):
        return  # named with the indicator
    weights = sum((i.weight for i in o.indicators if i.weight is not None), ZERO)
    execution = own.execution_weight
    if weights + execution != system.total:
        words = f"“{o.name}”各指标分值合计{plain(weights)}分，加预算执行率{plain(execution)}分为{plain(weights + execution)}分"
        yield problem("weights-sum", words, o.origin, f"应为{plain(system.total)}分，请调整分值")
    stray = [i for i in o.indicators if section_of(system, i.level1, i.level2) is None]
    for i in stray:
        words = f"“{o.name}”的指标“{i.name}”属于“{i.level1}”，“{system.title}”没有这一类"
        names = "、".join(s.level1 for s in system.sections)
        yield problem("stray", words, i.origin, f"应属于{names}之一", level="warning")
    if stray or weights + execution != system.total:
        return
    for level1, wanted, found in group_weights(o, system):
        if wanted != found:
            words = f"“{o.name}”的{level1}合计{plain(found)}分，统一设置为{plain(wanted)}分"
            yield problem("group-weight", words, o.origin, "有特殊情况可以调整，请说明", level="warning")


def group_weights(o: Objective, system: Framework) -> Iterator[tuple[str, Decimal, Decimal]]:
    """(group, weight in the framework, weight of its indicators); an absent optional group gives its weight away."""
    found: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    for i in o.indicators:
        section = section_of(system, i.level1, i.level2)
        if section is not None:
            found[section.level1] += 1
            sums[section.level1] = sums.get(section.level1, ZERO) + (i.weight or ZERO)
    wanted = {s.level1: s.weight for s in system.sections if not s.level2}
    for s in system.sections:
        if s.optional and not found[s.level1] and s.moves_to in wanted:
            wanted[s.moves_to] += wanted.pop(s.level1)
    for level1, weight in wanted.items():
        yield level1, weight, sums.get(level1, ZERO)


def _money(e: SelfEvaluation) -> Iterator[Problem]:
    name = f"“{e.objective}”"
    if not e.funding:
        yield problem(
            "no-funding", f"{name}没有填写项目资金", e.origin, "请填写年初预算数、全年预算数、全年执行数"
        )
    for source, count in Counter(f.source for f in e.funding).items():
        if count > 1:
            twice = [f for f in e.funding if f.source == source][1]
            yield problem("funding-twice", f"{name}的“{source}”填写了{count}次", twice.origin, "请合并")
    for f in e.funding:
        if any(v is not None and v < 0 for v in (f.initial, f.adjusted, f.outturn)):
            yield problem("negative", f"{name}“{f.source}”的金额不能是负数", f.origin)


def _result(o: Objective, i: Indicator, r: Result) -> Iterator[Problem]:
    name = f"“{o.name}”的指标“{i.name}”"
    if i.direction is Direction.QUALITATIVE:
        if r.achievement is None and r.stated is None:
            yield problem("no-achievement", f"{name}没有选择完成等次", r.origin, "请选达成、部分达成或未达成")
        return
    if r.actual.value is None:
        code, words = (
            ("text-for-number", "的完成值不是数字") if r.actual.text else ("no-actual", "没有填写完成值")
        )
        yield problem(code, f"{name}{words}", r.origin, "请只填数字，单位另填", r.actual.text)
        return
    if i.target.unit and not r.actual.unit and isinstance(r.actual.value, Decimal):
        yield problem(
            "no-unit",
            f"{name}的完成值没有单位",
            r.origin,
            f"指标值的单位是“{i.target.unit}”",
            shown(r.actual),
        )
    done = completion(i.direction, i.target, r.actual)
    if done.reached is False and not r.deviation:
        words = f"{name}没有完成（{shown(r.actual)}），没有填写偏差原因"
        yield problem("no-deviation", words, r.origin, "请说明原因和改进措施", level="warning")
    if r.too_low and done.reached is False:
        words = f"{name}没有完成，却标明指标值偏低"
        yield problem("too-low", words, r.origin, "请核对“指标值偏低”一栏")
