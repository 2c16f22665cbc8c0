"""An invented county bureau's year of performance work, complete and without a fault, for tests to spoil one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

from juesuan.accounts.model import (
    Accounts,
    CarryOver,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    Nature,
    Origin,
    Procurement,
    Reception,
    Source,
    Staff,
    ThreePublic,
)
from juesuan.performance.frameworks import Framework
from juesuan.performance.kinds import AtLeast, Bands, Checklist, PerMiss, Presence
from juesuan.performance.model import (
    Achievement,
    Assessment,
    Direction,
    Done,
    Evaluation,
    Funding,
    Indicator,
    Objective,
    Operand,
    Option,
    PerformanceBook,
    Quantity,
    Question,
    Questionnaire,
    Result,
    SelfEvaluation,
    Subject,
    WorkTarget,
)

ENTITY = "清河县人力资源和社会保障局"
PROJECT = "就业见习补贴"
DONE = Done("李文", date(2024, 3, 1), ("自评工作底稿",))
AT = Origin("绩效.xlsx", "绩效目标", "A7")
M = 1_000_000  # 分 in 1 万元


def q(value: str | int, unit: str = "") -> Quantity:
    return Quantity(D(value), unit)


def indicator(
    code: str, level1: str, level2: str, name: str, target: Quantity, weight: int, **more: Any
) -> Indicator:
    sign = more.pop("direction", Direction.AT_LEAST)
    return Indicator(code, level1, level2, name, sign, target, D(weight), "业务统计", origin=AT, **more)


def objective(**changes: Any) -> Objective:
    tree = (
        indicator("1", "产出指标", "数量指标", "见习人数", q(120, "人"), 20),
        indicator("2", "产出指标", "质量指标", "见习留用率", q(50, "%"), 15),
        indicator("3", "产出指标", "时效指标", "完成时间", Quantity(date(2023, 12, 31)), 15, direction=Direction.AT_MOST),
        indicator("4", "效益指标", "社会效益指标", "就业形势", Quantity(text="保持总体稳定，无规模性失业"), 30,
                  direction=Direction.QUALITATIVE),
        indicator("5", "满意度指标", "服务对象满意度指标", "见习人员满意度", q(90, "%"), 10),
    )  # fmt: skip
    made = Objective(
        Subject.PROJECT, PROJECT, "帮助高校毕业生就业", tree, ENTITY, ENTITY, done=DONE, origin=AT
    )
    return replace(made, **changes)


def self_evaluation(**changes: Any) -> SelfEvaluation:
    results = (
        Result("1", q(132, "人"), origin=AT),
        Result("2", q(40, "%"), deviation="部分岗位不匹配", measure="加强对接", origin=AT),
        Result("3", Quantity(date(2023, 12, 20)), origin=AT),
        Result("4", Quantity(text="保持稳定"), Achievement.ACHIEVED, D(28), origin=AT),
        Result("5", q(95, "%"), origin=AT),
    )
    money = (Funding("当年财政拨款", 50 * M, 60 * M, 57 * M), Funding("其他资金", 0, 0, 0))
    made = SelfEvaluation(PROJECT, "cy2020-10", money, results, "完成", done=DONE, origin=AT)
    return replace(made, **changes)


def work(code: str, target: int, actual: int | None, **more: Any) -> WorkTarget:
    done = Quantity() if actual is None else q(actual, "人")
    return WorkTarget(
        code,
        "就业",
        f"工作{code}",
        Direction.AT_LEAST,
        q(target, "人"),
        done,
        on_time=True,
        qualified=True,
        **more,
    )


def survey() -> Questionnaire:
    options = (Option("满意", D(10), 94), Option("一般", D(5), 6), Option("不满意", D(0), 0))
    return Questionnaire("Q1", "满意度调查", (Question("1", "是否满意", options, D(10)),), 100, 100, 100)


def book(**changes: Any) -> PerformanceBook:
    made = PerformanceBook(
        ENTITY, 2023, (objective(),), self_evaluations=(self_evaluation(),),
        work_targets=(work("W1", 100, 120), work("W2", 100, 100)), questionnaires=(survey(),),
        operands=(
            Operand("assets.in-use", D(95 * M), "固定资产卡片"), Operand("assets.fixed", D(100 * M), "固定资产卡片"),
            Operand("procurement.budget", D(50 * M), "采购预算批复"),
        ),
    )  # fmt: skip
    return replace(made, **changes)


def accounts(**changes: Any) -> Accounts:
    """940 万元 spent of 1,000 budgeted (basic 720 of 800, project 220 of 200), 60 carried over; 三公 11 of 10, last year 10."""
    general, basic, project = Fund.GENERAL, Nature.BASIC, Nature.PROJECT
    spent = (
        ExpenditureLine("2080101", basic, general, 600 * M, 600 * M, 650 * M, "30101"),
        ExpenditureLine("2080101", basic, general, 120 * M, 150 * M, 150 * M, "30201"),
        ExpenditureLine("2080799", project, general, 220 * M, 150 * M, 200 * M, project=PROJECT),
    )
    made = Accounts(
        Entity(ENTITY), 2023, (IncomeLine("2080101", Source.APPROPRIATION, general, 1000 * M),), spent,
        (CarryOver(general, 0, 60 * M),), three=_three(11), procurement=Procurement(goods=40 * M, sme=20 * M),
        staff=Staff((("行政", 15, 22), ("事业", 31, 29))),
    )  # fmt: skip
    prior = replace(made, year=2022, three=_three(10))
    return replace(made, prior=prior, **changes)


def _three(spent: int) -> ThreePublic:
    reception = (Reception(spent * M - 8 * M, 3, 20),)
    return ThreePublic(
        abroad_budget=0, purchase_budget=0, running=8 * M, running_budget=8 * M, reception_budget=2 * M,
        receptions=reception,
    )  # fmt: skip


def full_marks(framework: Framework) -> tuple[Assessment, ...]:
    """The best answer to every question of a framework, formulas left to their operands."""
    found = []
    for i in framework.indicators:
        match i.rule:
            case Checklist() as kind:
                made = Assessment(i.code, met=(True,) * len(kind.questions))
            case Presence():
                made = Assessment(i.code, met=(True,))
            case PerMiss():
                made = Assessment(i.code, missed=0)
            case Bands():
                made = Assessment(i.code, achievement=Achievement.ACHIEVED, stated=i.weight)
            case AtLeast() if not i.formula:
                made = Assessment(i.code, value=i.rule.full)
            case _:
                made = Assessment(i.code, value=D(100), stated=i.weight, reason="资料齐全，完全符合")
        found.append(replace(made, questionnaire="Q1", origin=AT))
    return tuple(found)


def evaluation(framework: Framework, /, **changes: Any) -> Evaluation:
    return replace(
        Evaluation(framework.code, "单位自评", full_marks(framework), done=DONE, origin=AT), **changes
    )
