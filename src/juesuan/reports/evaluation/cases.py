"""What a report in words is written about: an evaluation by a framework, or a project's evaluation of itself.

Both are told by the same chapters; a case puts their differences (whose words, which sheet, how an indicator's loss is
explained) behind one face.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from juesuan.accounts.cells import fact_key
from juesuan.accounts.model import Origin
from juesuan.claims.performance.sheets import bare
from juesuan.performance.book_sheets import EVALUATIONS, SELF_EVALUATIONS
from juesuan.performance.frameworks import Framework, FrameworkIndicator
from juesuan.performance.kinds import HUNDRED, AtLeast, Checklist, Curve, PerMiss, Presence, Ratio, Tiers
from juesuan.performance.model import Assessment, Done, Objective, Subject
from juesuan.performance.scores import Group, Score, Scored
from juesuan.performance.terms import plain
from juesuan.reports.evaluation.cells import NONE
from juesuan.reports.evaluation.forms import score_total, weight_total
from juesuan.reports.evaluation.indicators import INDICATOR
from juesuan.reports.evaluation.indicators import scope_of as indicator_scope
from juesuan.reports.evaluation.indicators import why_of as self_why_of
from juesuan.reports.evaluation.money import PROJECT
from juesuan.reports.evaluation.results import Judged, Results, SelfScored
from juesuan.reports.evaluation.scoresheet import EVALUATION, scope_of, total_score, total_weight, why_of
from juesuan.reports.evaluation.telling import Telling, clean, joined, quoted


@dataclass(frozen=True)
class Case:
    """One subject of a report. ``concept`` and ``scope`` are those of its totals, ``sheet`` where its words are filled in."""

    name: str
    whole: bool
    kind: str
    framework: Framework
    scored: Scored
    objective: Objective | None
    done: Done
    experience: str
    problems: str
    advice: str
    achieved: str
    sheet: str
    origin: Origin
    concept: str
    scope: str
    judged: Judged | None = None
    project: SelfScored | None = None

    @property
    def subject(self) -> str:
        """What is evaluated, in words."""
        return "部门整体支出" if self.whole else f"{quoted(self.name)}项目支出"

    @property
    def title(self) -> str:
        """The report's title."""
        self_made = "自评" if "自评" in self.kind else "评价"
        return f"{self.subject}绩效{self_made}报告"

    def called(self, score: Score) -> str:
        """An indicator as the report's tables call it."""
        return clean(score.name) if self.judged is None else self.judged.called(score)

    def scope_of(self, score: Score) -> str:
        """What the facts of an indicator are about."""
        if self.judged is not None:
            return scope_of(self.judged, score)
        assert self.project is not None
        if score is self.project.execution:
            return f"{self.name}·{score.name}"
        return indicator_scope(self.name, score.code, score.name)

    def full(self, telling: Telling) -> str:
        """The sum of all weights."""
        if self.judged is not None:
            return total_weight(self.judged, telling)
        assert self.project is not None
        return weight_total(self.project, telling)

    def total(self, telling: Telling) -> str:
        """The total score, "—" while one is open."""
        if self.judged is not None:
            return total_score(self.judged, telling)
        assert self.project is not None
        return score_total(self.project, telling)

    def group(self, group: Group, telling: Telling) -> tuple[str, str, str]:
        """Weight, score and their ratio of a first-level group."""
        scope = f"{self.scope}·{group.level1}"
        weight = telling.number(self.concept, "weight", scope, group.weight, "分")
        if group.points is None:
            return weight, NONE, NONE
        scores = [self.scored.score(code) for code in group.codes]
        keys = tuple(
            fact_key(INDICATOR, "score", telling.year, self.scope_of(s)) for s in scores if s is not None
        )
        words = f"{bare(clean(group.level1))}得分＝所属指标得分之和"
        points = telling.number(self.concept, "score", scope, group.points, "分", formula=words, made_of=keys)
        return weight, points, self._rate(scope, group.points, group.weight, telling)

    def rate(self, telling: Telling) -> str:
        """The total score as a share of the full marks."""
        points = self.scored.points
        return NONE if points is None else self._rate(self.scope, points, self.scored.weight, telling)

    def _rate(self, scope: str, points: Decimal, weight: Decimal, telling: Telling) -> str:
        if not weight:
            return NONE
        return telling.rate(
            self.concept, "score-rate", scope, points * HUNDRED / weight, "得分率＝得分÷分值×100%"
        )

    def why(self, score: Score, telling: Telling) -> str:
        """Why an indicator lost points, as one clause."""
        if self.judged is not None:
            indicator, assessment = next((i, a) for i, a, s in self.judged.rows if s.code == score.code)
            why_of(self.judged, assessment, score, telling)  # asks for what nobody has explained
            return _why(indicator, assessment, score)
        assert self.project is not None
        results = {s.code: r for _, r, s in self.project.rows}
        if score.code not in results:
            return joined(score.reason or score.trace.why)
        result = results[score.code]
        return joined(
            result.deviation or result.score_reason or self_why_of(result, score) or score.trace.why
        )


def cases(results: Results, *, whole: bool) -> Iterator[Case]:
    """The reports on the entity as a whole, or on its projects: by evaluations, and by self-evaluation where there is none."""
    judged = [j for j in results.evaluations if j.of_project is not whole]
    yield from map(_judged, judged)
    told = {j.name for j in judged}
    for project in results.projects:
        overall = project.objective.subject is Subject.OVERALL
        if overall is whole and project.name not in told and not (whole and judged):
            yield _self(project)


def _why(indicator: FrameworkIndicator, a: Assessment, score: Score) -> str:
    """Why an indicator of a framework lost points, without the arithmetic, which stands in the score table."""
    given = joined(a.reason or a.finding)
    found = ""
    match indicator.rule:
        case Checklist() as kind:
            unmet = [text for text, met in zip(kind.questions, a.met, strict=False) if met is False]
            found = f"{''.join(map(quoted, unmet))}不符合" if unmet else ""
        case Presence() as kind:
            found = f"{quoted(kind.question)}不符合"
        case PerMiss() if a.missed:
            found = f"有{a.missed}项不达标"
        case Ratio() | AtLeast() | Tiers() | Curve() if score.trace.value is not None:
            rounded = plain(score.trace.value, 2)
            found = f"实际为{rounded}{'%' if indicator.formula else ''}，没有达到满分标准"
    return "；".join(t for t in (found, given) if t) or joined(score.trace.why)


def _judged(judged: Judged) -> Case:
    e = judged.evaluation
    return Case(
        judged.name, not judged.of_project, e.kind, judged.framework, judged.scored, judged.objective, e.done, e.experience,
        e.problems, e.advice, "", EVALUATIONS, e.origin, EVALUATION, scope_of(judged), judged=judged,
    )  # fmt: skip


def _self(project: SelfScored) -> Case:
    e = project.evaluation
    whole = project.objective.subject is Subject.OVERALL
    return Case(
        project.name, whole, "单位自评", project.scored.framework, project.scored, project.objective, e.done, e.experience,
        e.problems, e.advice, e.achieved, SELF_EVALUATIONS, e.origin, PROJECT, project.name, project=project,
    )  # fmt: skip
