"""Everything that can be computed from a performance book, computed once: scores, lights, tallies, completions.

All parts of a report are arranged from this one record. What the book lacks for a score stays open here and is asked for
by the part that would print it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts
from juesuan.performance.appraisal import Appraised, appraise
from juesuan.performance.frameworks import Framework, FrameworkIndicator, find
from juesuan.performance.model import (
    Assessment,
    Evaluation,
    FollowUp,
    Indicator,
    Objective,
    PerformanceBook,
    Result,
    SelfEvaluation,
    Subject,
)
from juesuan.performance.monitoring import State, monitor
from juesuan.performance.questionnaires import Tally, tally
from juesuan.performance.scores import Score, Scored
from juesuan.performance.scoring import score_evaluation, score_self_evaluation
from juesuan.performance.scoring_objective import resolved
from juesuan.performance.terms import BLANK
from juesuan.performance.work_targets import WorkLine, work_lines
from juesuan.reports.evaluation.telling import quoted

#: A code and its last number: 1.2.10 counts behind its last point, A14 with its last digit.
_CODE = re.compile(r"(.*\.)(\d+)|(\D*\d*?)(\d)")


@dataclass(frozen=True)
class SelfScored:
    """A self-evaluation with its objective and scores; ``rows`` are (indicator, result, score) in the tree's order."""

    evaluation: SelfEvaluation
    objective: Objective
    scored: Scored
    rows: tuple[tuple[Indicator, Result, Score], ...]

    @property
    def name(self) -> str:
        """The project's name (the entity's for its overall objective)."""
        return self.objective.name

    @property
    def execution(self) -> Score:
        """The score of 预算执行率."""
        return self.scored.scores[0]


@dataclass(frozen=True)
class Judged:
    """An evaluation by a framework with its scores; ``rows`` are (framework indicator, assessment, score).

    ``name`` is the project or the entity, ``objective`` its objective where the book has one.
    """

    evaluation: Evaluation
    framework: Framework
    name: str
    objective: Objective | None
    scored: Scored
    rows: tuple[tuple[FrameworkIndicator, Assessment, Score], ...]
    number: int

    @property
    def of_project(self) -> bool:
        """Is it about one project, not the whole entity?"""
        return bool(self.evaluation.about)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """The codes that tables print: of the first-level groups whose codes run on without a gap.

        Some areas' frameworks number by hand (C101, C103, C213); such numbers only make a reader look for what is missing.
        """
        printed: set[str] = set()
        for level1 in dict.fromkeys(s.level1 for s in self.scored.scores):
            inside = [s for s in self.scored.scores if s.level1 == level1]
            if all(
                _runs_on([s.code for s in inside if s.level2 == name]) for name in {s.level2 for s in inside}
            ):
                printed.update(s.code for s in inside)
        return frozenset(printed)

    def called(self, score: Score) -> str:
        """An indicator as tables print it: its code, where codes are printed, and its name."""
        name = " ".join(score.name.split())
        if score.code not in self.numbered:
            return name
        return f"{score.code}{' ' if '.' in score.code else ''}{name}"

    @property
    def title(self) -> str:
        """What is evaluated: 职业技能培训项目支出, 部门整体支出."""
        return f"{quoted(self.name)}项目支出" if self.of_project else "部门整体支出"


@dataclass(frozen=True)
class Results:
    """A book with everything computed from it. ``accounts`` are the final accounts of the same year, if given."""

    book: PerformanceBook
    accounts: Accounts | None
    projects: tuple[SelfScored, ...]
    evaluations: tuple[Judged, ...]
    works: tuple[WorkLine, ...]
    tallies: tuple[Tally, ...]
    monitored: tuple[State, ...]
    appraised: tuple[Appraised, ...]

    @property
    def entity(self) -> str:
        """The entity's name."""
        return self.book.entity

    @property
    def year(self) -> int:
        """The year that is told."""
        return self.book.year

    @cached_property
    def ledger(self) -> Ledger | None:
        """The figures of the accounts."""
        return None if self.accounts is None else Ledger(self.accounts)

    def follow_ups(self, name: str) -> tuple[FollowUp, ...]:
        """The problems and corrections that concern a project, or (the entity's name) the whole entity."""
        names = ("", name) if name == self.entity else (name,)
        return tuple(f for f in self.book.follow_ups if f.about in names)

    def project(self, name: str) -> SelfScored | None:
        """The scored self-evaluation of that name."""
        return next((p for p in self.projects if p.name == name), None)


def results_of(book: PerformanceBook, accounts: Accounts | None = None) -> Results:
    """Compute everything. The book has passed ``validate``: what is wrong with it was told there.

    Raises :class:`~juesuan.documents.refusal.Refusal` where a framework cannot be read.
    """
    return Results(
        book,
        accounts,
        tuple(_self_scored(book, e) for e in book.self_evaluations),
        tuple(_judged(book, e, n, accounts) for n, e in enumerate(book.evaluations, 1)),
        work_lines(book),
        tuple(tally(q) for q in book.questionnaires),
        tuple(monitor(book, m) for m in book.monitoring),
        tuple(appraise(a) for a in book.appraisals),
    )


def _runs_on(codes: list[str]) -> bool:
    """Do codes only count up in their last number, from 1?"""
    found = [m.groups("") for code in codes if (m := _CODE.fullmatch(code))]
    heads = {(dotted, plain) for dotted, _, plain, _ in found}
    numbers = [int(after or last) for _, after, _, last in found]
    return len(heads) == 1 and numbers == list(range(1, len(codes) + 1))


def _self_scored(book: PerformanceBook, evaluation: SelfEvaluation) -> SelfScored:
    objective = book.objective(evaluation.objective)
    scored = score_self_evaluation(book, evaluation)
    assert objective is not None  # scoring has refused otherwise
    found = {r.indicator: r for r in evaluation.results}
    rows = tuple(
        (*resolved(book, indicator, found.get(indicator.code, Result(indicator.code, BLANK))), score)
        for indicator, score in zip(objective.indicators, scored.scores[1:], strict=True)
    )
    return SelfScored(evaluation, objective, scored, rows)


def _judged(book: PerformanceBook, evaluation: Evaluation, number: int, accounts: Accounts | None) -> Judged:
    framework = find(evaluation.framework)
    scored = score_evaluation(book, evaluation, accounts, framework)
    found = {a.indicator: a for a in evaluation.assessments}
    rows = tuple(
        (indicator, found.get(indicator.code, Assessment(indicator.code)), score)
        for indicator, score in zip(framework.indicators, scored.scores, strict=True)
    )
    objective = book.objective(evaluation.about) if evaluation.about else _overall(book)
    return Judged(evaluation, framework, evaluation.about or book.entity, objective, scored, rows, number)


def _overall(book: PerformanceBook) -> Objective | None:
    return next((o for o in book.objectives if o.subject is Subject.OVERALL), None)
