"""Performance books thrown at the composer: any sound year, with every kind of indicator, rule and gap in the register.

Values shrink to one project with one indicator a group, so that a counterexample reads like an exercise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

from hypothesis import strategies as st
from performance_year import DONE, ENTITY, WAN, YEAR, answers, q, steps, survey, work

from juesuan.performance.frameworks import load
from juesuan.performance.kinds import Bands, Checklist, Manual, PerMiss, Presence
from juesuan.performance.model import (
    Achievement,
    Assessment,
    Direction,
    Evaluation,
    Funding,
    Indicator,
    Objective,
    Operand,
    PerformanceBook,
    Quantity,
    Result,
    SelfEvaluation,
    Subject,
)
from juesuan.performance.scoring import score_evaluation

PROJECTS = ("乡村道路养护", "技能培训补助", "信息系统运行维护", "公益性岗位补贴")
FRAMEWORKS = ("yunnan-abc", "cy2013-53-overall", "sichuan-2019", "sichuan-2023")
_NAMES = {
    "数量指标": (("养护里程", "公里"), ("培训人次", "人次"), ("发放户数", "户"), ("服务场次", "场")),
    "质量指标": (("验收合格率", "%"), ("发放准确率", "%"), ("抽查合格率", "%")),
    "社会效益指标": (("受益人口", "人"), ("政策知晓率", "%"), ("新增就业", "人")),
    "服务对象满意度指标": (("服务对象满意度", "%"),),
}
_WORDS = ("建立并落实管护制度", "形成长效机制", "明显好于上年且有考核记录")
weights_of_two = st.sampled_from((("20", "10"), ("15", "15"), ("12.5", "17.5"), ("25", "5")))


@st.composite
def measured(
    draw: st.DrawFn, code: str, level1: str, level2: str, weight: str, names: list[tuple[str, str]]
) -> tuple[Indicator, Result]:
    """A numeric indicator and a result that reaches it, misses it, or passes it by far."""
    name, unit = draw(st.sampled_from(names))
    names.remove((name, unit))
    if unit == "%":
        target, actual = draw(st.integers(60, 100)), draw(st.integers(400, 1000))
        done = q(str(D(actual) / 10), unit)
    else:
        target = draw(st.integers(2, 5000))
        done = q(draw(st.integers(max(1, target // 3), target * 2)), unit)
    sign = draw(st.sampled_from((Direction.AT_LEAST, Direction.EQUAL)))
    made = Indicator(code, level1, level2, name, sign, q(target, unit), D(weight), "业务台账")
    return made, Result(code, done, deviation="当年安排有变化", measure="下年度调整目标")


@st.composite
def dated(draw: st.DrawFn, code: str, weight: str) -> tuple[Indicator, Result]:
    """A time limit, kept or not."""
    limit = draw(st.dates(date(YEAR, 3, 1), date(YEAR, 12, 31)))
    late = draw(st.integers(-50, 20))
    done = min(limit + timedelta(late), date(YEAR, 12, 31))
    made = Indicator(
        code, "产出指标", "时效指标", "完成时间", Direction.AT_MOST, Quantity(limit), D(weight), "验收单"
    )
    result = Result(code, Quantity(done), deviation="天气原因" if done > limit else "")
    if done > limit:
        result = replace(result, stated=D(weight) / 2, score_reason="晚于时限，得一半分")
    return made, result


@st.composite
def worded(draw: st.DrawFn, code: str, weight: str) -> tuple[Indicator, Result]:
    """A qualitative indicator in one of the three bands."""
    made = Indicator(
        code, "效益指标", "可持续影响指标", "长效机制", Direction.QUALITATIVE, Quantity(text=draw(st.sampled_from(_WORDS))), D(weight), "制度文件"
    )  # fmt: skip
    band, share = draw(
        st.sampled_from(
            (
                (Achievement.ACHIEVED, "1"),
                (Achievement.ACHIEVED, "0.9"),
                (Achievement.PARTLY, "0.7"),
                (Achievement.MISSED, "0.3"),
            )
        )
    )
    points = D(weight) * D(share)
    return made, Result(
        code, Quantity(), band, points, "按佐证材料评定", deviation="" if share == "1" else "部分制度尚未印发"
    )


@st.composite
def projects(draw: st.DrawFn, name: str) -> tuple[Objective, SelfEvaluation]:
    """A project with money, indicators of every group, and its self-evaluation."""
    quantity, quality, effect = (list(_NAMES[k]) for k in ("数量指标", "质量指标", "社会效益指标"))
    first, second = draw(weights_of_two)
    rows = [
        draw(measured("1", "产出指标", "数量指标", first, quantity)),
        draw(measured("2", "产出指标", "数量指标" if draw(st.booleans()) else "质量指标", second, quality)),
        draw(dated("3", "20")),
        draw(measured("4", "效益指标", "社会效益指标", first, effect)),
        draw(worded("5", second)),
        draw(measured("6", "满意度指标", "服务对象满意度指标", "10", list(_NAMES["服务对象满意度指标"]))),
    ]
    budget = draw(st.one_of(st.integers(1, 300).map(lambda n: n * WAN), st.integers(20_000, 500_000_000)))
    spent = draw(st.integers(budget * 6 // 10, budget))
    money = [Funding("当年财政拨款", draw(st.integers(0, budget)), budget, spent)]
    if draw(st.booleans()):
        money.append(
            Funding(
                draw(st.sampled_from(("上年结转资金", "县级统筹"))), 0, 5 * WAN, draw(st.integers(3, 5)) * WAN
            )
        )
    objective = Objective(
        Subject.PROJECT, name, f"完成{name}年度任务。", tuple(i for i, _ in rows), ENTITY, "清河县就业服务中心", tuple(money), DONE,
        summary=f"{name}按年度计划实施。",
    )  # fmt: skip
    evaluation = SelfEvaluation(
        name, "cy2020-10", tuple(money), tuple(r for _, r in rows), "年度任务基本完成。", True, problems="个别指标没有达到预期。", done=DONE,
        experience="按月调度进度。", advice="细化绩效目标。",
    )  # fmt: skip
    return objective, evaluation


@st.composite
def evaluations(draw: st.DrawFn, framework: str, about: str = "") -> Evaluation:
    """An evaluation with some answers that cost points; formulas are left to the operands."""
    system = load(framework)
    changed: dict[str, Assessment] = {}
    for i in system.indicators:
        if draw(st.integers(0, 3)) != 0:
            continue
        told: dict[str, Any] = {
            "finding": "查阅了有关资料。",
            "reason": "按资料评定，个别事项没有落实",
            "evidence": ("资料卷",),
        }
        match i.rule:
            case Checklist() as kind:
                changed[i.code] = Assessment(
                    i.code, met=tuple(draw(st.booleans()) for _ in kind.questions), finding="查阅了有关资料。"
                )
            case Presence():
                changed[i.code] = Assessment(i.code, met=(draw(st.booleans()),), finding="查阅了有关资料。")
            case PerMiss():
                changed[i.code] = Assessment(i.code, missed=draw(st.integers(0, 3)), finding="逐项核对。")
            case Bands():
                changed[i.code] = Assessment(
                    i.code, achievement=Achievement.ACHIEVED, stated=i.weight * D("0.9"), **told
                )
            case Manual() as manual:
                most = i.weight if manual.most is None else min(manual.most, i.weight)
                changed[i.code] = Assessment(i.code, stated=most / 2, **told)
            case _:
                changed[i.code] = Assessment(
                    i.code,
                    value=D(draw(st.integers(50, 120))),
                    finding="按统计数据计算。",
                    questionnaire="W1",
                )
    return Evaluation(
        framework, "部门评价" if about else "单位自评", answers(system, **changed), about, done=DONE, experience="按季度通报进度。",
        problems="个别指标扣分，管理还不够细。", advice="细化管理措施。",
    )  # fmt: skip


_OPERANDS = (
    "expenditure.outturn", "expenditure.adjusted", "expenditure.initial", "basic.outturn", "basic.adjusted", "project.outturn",
    "project.adjusted", "three.outturn", "three.budget", "staff.filled", "staff.approved", "assets.in-use", "assets.fixed",
    "procurement.outturn", "procurement.budget",
)  # fmt: skip


@st.composite
def operands(draw: st.DrawFn) -> tuple[Operand, ...]:
    """What formulas need: pairs whose second is not less than nine tenths of the first."""
    found = []
    for code in _OPERANDS:
        people = code.startswith("staff")
        value = D(draw(st.integers(20, 90))) if people else D(draw(st.integers(900, 1000))) * WAN
        found.append(Operand(code, value, "单位台账"))
    return tuple(found)


@st.composite
def books(draw: st.DrawFn) -> PerformanceBook:
    """A sound year: every score settled by its rule or by a person with a reason."""
    names = draw(st.lists(st.sampled_from(PROJECTS), min_size=1, max_size=3, unique=True))
    made = [draw(projects(name)) for name in names]
    overall = Objective(
        Subject.OVERALL, ENTITY, "稳定和扩大就业。",
        (Indicator("Z1", "产出指标", "数量指标", "城镇新增就业", Direction.AT_LEAST, q(900, "人"), D(100), "统计报表"),), ENTITY, ENTITY,
        done=DONE, summary="本局是县政府工作部门。",
    )  # fmt: skip
    rounds = [draw(evaluations(draw(st.sampled_from(FRAMEWORKS))))]
    if draw(st.booleans()):
        rounds.append(draw(evaluations("cy2020-10-evaluation", names[0])))
    more = {k: v for k, v in steps().items() if k == "appraisals"}
    book = PerformanceBook(
        ENTITY, YEAR, (*(o for o, _ in made), overall), self_evaluations=tuple(e for _, e in made), evaluations=tuple(rounds),
        work_targets=(
            work("W01", "城镇新增就业", q(900, "人"), q(draw(st.integers(600, 1500)), "人")),
            work("W02", "城镇登记失业率", q(4, "%"), q(draw(st.sampled_from(("3.6", "4", "4.2"))), "%"), Direction.AT_MOST),
        ),
        questionnaires=(survey(),), operands=draw(operands()), **more,
    )  # fmt: skip
    return replace(book, evaluations=tuple(_settled(book, e) for e in book.evaluations))


def _settled(book: PerformanceBook, evaluation: Evaluation) -> Evaluation:
    """The evaluation with a person's score, and a reason, wherever its rule cannot give one, and none where it differs."""
    scored = score_evaluation(book, evaluation)
    found = []
    for one in evaluation.assessments:
        score = scored.score(one.indicator)
        assert score is not None
        if score.points is None or score.departs:
            one = replace(one, stated=None)
            if score.by_rule is None:
                one = replace(
                    one,
                    stated=score.high if score.high == score.weight else score.low,
                    reason="按佐证材料评定",
                )
        found.append(one)
    return replace(evaluation, assessments=tuple(found))
