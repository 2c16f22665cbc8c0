"""One entity's year of performance work, from appraisal to follow-up: every target, actual and opinion, stated once.

Scores, rates, lights and grades are computed from these records and never typed; a score that a person gives stands
beside the one that the rule gives. ``None`` means "not stated" and is different from 0 everywhere. Money is 分;
points, weights and quantities are Decimal; dates are ISO dates.

Source of the steps: 《中共中央 国务院关于全面实施预算绩效管理的意见》（事前评估、目标、监控、评价、应用）;
of the forms: 财预〔2020〕10号 附1; 财预〔2021〕101号.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from juesuan.accounts.model import Origin
from juesuan.performance.terms import (
    BLANK,
    NOT_DONE,
    Achievement,
    Direction,
    Done,
    Light,
    Quantity,
    QuestionKind,
    Subject,
    Verdict,
)

__all__ = [  # the terms belong to the records' interface
    "BLANK", "NOT_DONE", "NOWHERE", "Achievement", "Appraisal", "AppraisalItem", "Assessment", "Copy", "Direction",
    "Done", "Evaluation", "FollowUp", "Funding", "Indicator", "Light", "Monitoring", "Objective", "Operand", "Option",
    "PerformanceBook", "Progress", "Quantity", "Question", "QuestionKind", "Questionnaire", "Result",
    "SelfEvaluation", "Subject", "Verdict", "WorkTarget",
]  # fmt: skip
#: The origin of records that were not read from a file.
NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A third-level indicator of an objective (三级指标). ``weight`` in points.

    ``code`` is unique within the objective; results refer to it. ``level1``, ``level2`` are 一级指标 (成本指标 …) and
    二级指标 (数量指标 …). ``work`` names the work target that states target and actual in its stead; ``evidence`` is
    where the actual will be taken from (证据来源), ``basis`` why the target is what it is (指标值设定依据).
    """

    code: str
    level1: str
    level2: str
    name: str
    direction: Direction
    target: Quantity
    weight: Decimal | None
    evidence: str = ""
    basis: str = ""
    work: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Funding:
    """One source of a project's money: 年初预算, 全年预算, 全年执行, in 分. The total is derived, never typed.

    ``source`` is 当年财政拨款, 上年结转资金 or 其他资金 as the official form has them, or the area's own name.
    """

    source: str
    initial: int | None = None
    adjusted: int | None = None
    outturn: int | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Objective:
    """绩效目标 of a project or of the whole entity: the aim in words and its indicator tree.

    ``name`` is the project's name (the entity's for ``OVERALL``) and the key that later steps refer to;
    ``department`` is 主管部门, ``unit`` 实施单位, ``summary`` 项目概况（立项背景、主要内容）.
    """

    subject: Subject
    name: str
    aim: str
    indicators: tuple[Indicator, ...]
    department: str = ""
    unit: str = ""
    funding: tuple[Funding, ...] = ()
    done: Done = NOT_DONE
    origin: Origin = NOWHERE
    summary: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalItem:
    """One question of an appraisal: ``aspect`` (立项必要性, 投入经济性, 实施方案可行性, 筹资合规性 …), its score and why."""

    aspect: str
    question: str
    weight: Decimal | None
    score: Decimal | None
    reason: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Appraisal:
    """事前绩效评估 of a new project or policy; money in 分: what was asked for and what is advised."""

    project: str
    requested: int | None
    items: tuple[AppraisalItem, ...]
    verdict: Verdict | None
    opinion: str = ""
    advised: int | None = None
    done: Done = NOT_DONE
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Progress:
    """One indicator at the day of monitoring: ``actual`` so far, ``forecast`` for the end of the year."""

    indicator: str
    actual: Quantity
    forecast: Quantity = BLANK
    cause: str = ""
    measure: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Monitoring:
    """绩效运行监控 of one objective as of a day: execution (分) and achievement. Lights are computed.

    ``action`` is the corrective action for the project as a whole, ``due`` when it must have worked.
    """

    objective: str
    as_of: date | None
    budget: int | None
    executed: int | None
    forecast: int | None
    progress: tuple[Progress, ...]
    action: str = ""
    due: date | None = None
    done: Done = NOT_DONE
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator at the end of the year.

    ``achievement`` is the band of a qualitative indicator. ``stated`` is a score that a person gives (in points);
    ``score_reason`` why it is not the rule's. ``too_low``: the target had been set clearly too low (偏离度调减).
    """

    indicator: str
    actual: Quantity
    achievement: Achievement | None = None
    stated: Decimal | None = None
    score_reason: str = ""
    deviation: str = ""  # 偏差原因分析
    measure: str = ""  # 改进措施
    too_low: bool = False
    evidence: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class SelfEvaluation:
    """项目支出绩效自评 (or 整体自评 against an objective): money of the year and the result of every indicator.

    ``stated_execution`` is the score a person gave for 预算执行率; ``completed``: is the project finished?
    ``stated_total`` is a total taken from elsewhere, kept to be compared and never used. ``experience``, ``problems``
    and ``advice`` are what the report says of 主要经验及做法, 存在的问题及原因, 有关建议.
    """

    objective: str
    framework: str
    funding: tuple[Funding, ...]
    results: tuple[Result, ...]
    achieved: str = ""  # 总体目标实际完成情况
    completed: bool | None = None
    stated_execution: Decimal | None = None
    execution_reason: str = ""
    stated_total: Decimal | None = None
    problems: str = ""
    done: Done = NOT_DONE
    origin: Origin = NOWHERE
    experience: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a formula needs and the accounts do not state; ``source`` says where it was taken from.

    ``code`` is an operand of the formulas (``procurement.budget`` …), ``value`` in the operand's own unit (money: 分).
    """

    code: str
    value: Decimal | None
    source: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an evaluator found for one indicator of a framework; only what its rule asks for is filled in.

    ``met`` are the answers to the rule's points in order (``None``: not answered yet); ``missed`` how many items fell
    short; ``value`` a measured rate or quantity where no formula gives one, or where the formula's figures are not
    stated; ``works`` the work targets it rests on; ``questionnaire`` the questionnaire that gives a satisfaction.
    ``name`` renames an indicator that the framework leaves to the entity (个性指标). ``stated`` and ``reason``: a score
    that a person gives, and why.
    """

    indicator: str
    name: str = ""
    met: tuple[bool | None, ...] = ()
    missed: int | None = None
    value: Decimal | None = None
    achievement: Achievement | None = None
    works: tuple[str, ...] = ()
    questionnaire: str = ""
    stated: Decimal | None = None
    reason: str = ""
    finding: str = ""  # 评价情况, the text of the working paper
    evidence: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation by a framework: of the department's overall expenditure, or of a project by others than itself.

    ``kind`` is 单位自评, 部门评价 or 财政评价. ``about`` names the project ("" = the entity as a whole). ``experience``,
    ``problems`` and ``advice`` are the report's 主要经验及做法, 存在的问题及原因, 有关建议.
    """

    framework: str
    kind: str
    assessments: tuple[Assessment, ...]
    about: str = ""
    stated_total: Decimal | None = None
    stated_grade: str = ""
    done: Done = NOT_DONE
    origin: Origin = NOWHERE
    experience: str = ""
    problems: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One problem found and what became of it (结果应用、整改).

    ``receipt`` is the day the correction was accepted, ``budget_project`` and ``budget_change`` (分, negative for a
    cut) the link to next year's budget.
    """

    problem: str
    measure: str
    about: str = ""
    indicator: str = ""
    responsible: str = ""
    deadline: date | None = None
    outcome: str = ""
    receipt: date | None = None
    budget_project: str = ""
    budget_change: int | None = None
    budget_note: str = ""
    done: Done = NOT_DONE
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class WorkTarget:
    """重点工作: one annual target of the entity's duties and what was done; stated here, used everywhere else."""

    code: str
    duty: str
    name: str
    direction: Direction
    target: Quantity
    actual: Quantity
    text: str = ""
    key: bool = True  # 重点工作（交办或下达）
    on_time: bool | None = None
    qualified: bool | None = None
    evidence: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose. ``points`` is what it gives of the question's full points (10 分、5 分、0 分; ``None``: it is not
    scored); ``count`` where only a tally is known.
    """

    label: str
    points: Decimal | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``points`` is its full score. ``satisfaction``: does it count for the satisfaction rate?

    An open question has no options; its answers are words.
    """

    code: str
    text: str
    options: tuple[Option, ...]
    points: Decimal | None = None
    satisfaction: bool = True
    kind: QuestionKind = QuestionKind.SINGLE
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Copy:
    """One returned questionnaire, without a name: (question code, option label) pairs. ``void`` says why it is invalid."""

    number: str
    answers: tuple[tuple[str, str], ...]
    void: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """问卷: questions, and either the copies or the tally. Copies issued, returned, valid; ``group`` is who was asked."""

    code: str
    title: str
    questions: tuple[Question, ...]
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    copies: tuple[Copy, ...] = ()
    group: str = ""
    population: int | None = None
    done: Done = NOT_DONE
    origin: Origin = NOWHERE


@dataclass(frozen=True)
class PerformanceBook:
    """Everything one entity states about the performance of one year."""

    entity: str
    year: int
    objectives: tuple[Objective, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    self_evaluations: tuple[SelfEvaluation, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    work_targets: tuple[WorkTarget, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    operands: tuple[Operand, ...] = ()
    file: str = ""

    def objective(self, name: str) -> Objective | None:
        """The objective of that name."""
        return next((o for o in self.objectives if o.name == name), None)

    def work(self, code: str) -> WorkTarget | None:
        """The work target of that code."""
        return next((w for w in self.work_targets if w.code == code), None)

    def questionnaire(self, code: str) -> Questionnaire | None:
        """The questionnaire of that code."""
        return next((q for q in self.questionnaires if q.code == code), None)
