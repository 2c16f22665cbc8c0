"""One indicator's row, told the same in every table: target, actual, weight, score, and why it deviates.

Here it is also asked for what the regulation wants explained (财预〔2020〕10号 第十一条、第十六条): points lost, and actuals
far above their target.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.performance.book_sheets import RESULTS
from juesuan.performance.frameworks import Framework
from juesuan.performance.kinds import Ratio
from juesuan.performance.model import Direction, Indicator, Result
from juesuan.performance.scores import Score
from juesuan.reports.evaluation.cells import NONE
from juesuan.reports.evaluation.results import SelfScored
from juesuan.reports.evaluation.telling import Telling, clean, exact, joined

INDICATOR = "performance.indicator"


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator's figures as marked text; ``why`` holds the deviation, the measure and the reason of a score."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: str
    score: str
    why: str
    missed: bool


def scope_of(name: str, code: str, title: str) -> str:
    """What an indicator's facts are about: the project, the indicator's code and its name."""
    return f"{name}·{code} {title}"


def told(project: SelfScored, telling: Telling) -> tuple[Told, ...]:
    """Every indicator of a self-evaluated project."""
    return tuple(_told(project, *row, telling) for row in project.rows)


def _told(project: SelfScored, indicator: Indicator, result: Result, score: Score, telling: Telling) -> Told:
    scope = scope_of(project.name, indicator.code, indicator.name)
    target, actual = target_of(telling, scope, indicator), actual_of(telling, scope, indicator, result)
    if not actual and result.achievement is not None:
        actual = str(result.achievement)
    _ask(project, indicator, result, score, telling)
    return Told(
        clean(indicator.level1), clean(indicator.level2), clean(indicator.name), target, actual or NONE,
        weight_of(telling, scope, score), score_of(telling, scope, score), why_of(result, score), bool(score.lost),
    )  # fmt: skip


def sign_of(indicator: Indicator) -> str:
    """The sign before a target; an equal sign and 定性 are not printed, as in the official forms."""
    hidden = (Direction.EQUAL, Direction.QUALITATIVE)
    return "" if indicator.direction in hidden else str(indicator.direction)


def target_of(telling: Telling, scope: str, indicator: Indicator) -> str:
    """The target with its sign; its fact says what it was set by."""
    source = f"设定依据：{joined(indicator.basis)}" if indicator.basis.strip() else ""
    return telling.quantity(INDICATOR, "target", scope, indicator.target, sign_of(indicator), source)


def actual_of(telling: Telling, scope: str, indicator: Indicator, result: Result) -> str:
    """The actual; its fact says where it was taken from."""
    seen = "、".join(joined(e) for e in result.evidence) or joined(indicator.evidence)
    return telling.quantity(
        INDICATOR, "actual", scope, result.actual, source=f"证据来源：{seen}" if seen else ""
    )


def weight_of(telling: Telling, scope: str, score: Score) -> str:
    """The weight of an indicator."""
    return NONE if score.weight is None else telling.number(INDICATOR, "weight", scope, score.weight, "分")


def score_of(telling: Telling, scope: str, score: Score) -> str:
    """The score of an indicator with the way it was computed; an open one is asked for."""
    if score.points is None:
        words = f"“{score.name}”（{scope.partition('·')[0]}）还没有得分：{score.blocked}"
        telling.gap(f"score:{scope}", words, score.origin)
        return NONE
    return telling.number(INDICATOR, "score", scope, score.points, "分", formula=formula_of(score))


def formula_of(score: Score) -> str:
    """How a score came about: the formula, its figures, the rule, what was lost for what."""
    trace = score.trace
    parts = [trace.formula, trace.worked, f"评分规则：{trace.rule}" if trace.rule else "", trace.why]
    if score.stated is not None:
        parts.append(f"评定{exact(score.stated)}分{f'，理由：{score.reason}' if score.reason else ''}")
    return "；".join(p.rstrip("。；") for p in parts if p)


def why_of(result: Result, score: Score) -> str:
    """偏差原因分析及改进措施, and why a person's score is what it is."""
    parts = [
        ("偏差原因", result.deviation),
        ("改进措施", result.measure),
        ("评分理由", result.score_reason if score.lost or score.departs else ""),
    ]
    return "\n".join(f"{title}：{joined(text)}。" for title, text in parts if text.strip())


def _ask(project: SelfScored, indicator: Indicator, result: Result, score: Score, telling: Telling) -> None:
    if result.deviation or result.score_reason:
        return
    name = f"“{project.name}”的指标“{indicator.name}”"
    place = f"reason:{project.name}:{indicator.code}"
    if score.lost:
        words = f"{name}扣{exact(score.lost)}分，请在“{RESULTS}”表填写偏差原因分析和改进措施"
        telling.gap(place, words, result.origin)
    elif far_above(project.scored.framework, score):
        words = f"{name}的完成值远高于指标值，请在“{RESULTS}”表的偏差原因分析中说明"
        telling.gap(place, words, result.origin)


def far_above(framework: Framework, score: Score) -> bool:
    """Is the actual so far above its target that the regulation wants a reason?"""
    own = framework.own
    limit: Decimal | None = own.quantitative.excess if own and isinstance(own.quantitative, Ratio) else None
    return limit is not None and score.trace.value is not None and score.trace.value > limit
