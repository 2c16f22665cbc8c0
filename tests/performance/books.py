"""Performance books for tests: a readable whole one, and a hypothesis strategy of what a workbook can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from surveys import copy, survey

from juesuan.accounts.model import Origin
from juesuan.performance.formulas import operand_forms
from juesuan.performance.model import (
    Achievement,
    Appraisal,
    AppraisalItem,
    Assessment,
    Copy,
    Direction,
    Done,
    Evaluation,
    FollowUp,
    Funding,
    Indicator,
    Monitoring,
    Objective,
    Operand,
    Option,
    PerformanceBook,
    Progress,
    Quantity,
    Question,
    QuestionKind,
    Questionnaire,
    Result,
    SelfEvaluation,
    Subject,
    Verdict,
    WorkTarget,
)
from juesuan.performance.terms import BLANK, NOT_DONE

DONE = Done("李明", date(2025, 1, 10), ("支出明细账", "验收单 3 份"))


def bare(record: Any) -> Any:
    """A record without the cells and the file it came from, all the way down."""
    if isinstance(record, tuple):
        return tuple(map(bare, record))
    if not is_dataclass(record) or isinstance(record, type):
        return record
    own = {f.name: bare(getattr(record, f.name)) for f in fields(record)}
    own |= {"origin": Origin()} if "origin" in own else {}
    own |= {"file": ""} if "file" in own else {}
    return replace(record, **own)


def people(value: int) -> Quantity:
    return Quantity(Decimal(value), "人")


def whole() -> PerformanceBook:
    """One book with something in every sheet, sound throughout."""
    indicators = (
        Indicator("1", "产出指标", "数量指标", "培训人次", Direction.AT_LEAST, Quantity(Decimal(500), "人次"), Decimal(20),
                  "签到表", "年度计划"),
        Indicator("2", "产出指标", "质量指标", "培训合格率", Direction.AT_LEAST, Quantity(Decimal(95), "%"), Decimal(20), "成绩册"),
        Indicator("3", "产出指标", "时效指标", "完成时间", Direction.AT_MOST, Quantity(date(2024, 11, 30)), Decimal(10), "结业通知"),
        Indicator("4", "效益指标", "社会效益指标", "新增就业人数", Direction.AT_LEAST, BLANK, Decimal(20), work="W01"),
        Indicator("5", "效益指标", "可持续影响指标", "长效机制", Direction.QUALITATIVE,
                  Quantity(text="管护责任、经费、制度三项落实"), Decimal(10), "制度文件"),
        Indicator("6", "满意度指标", "服务对象满意度指标", "学员满意度", Direction.AT_LEAST, Quantity(Decimal(90), "%"), Decimal(10),
                  "问卷"),
    )  # fmt: skip
    funding = (
        Funding("当年财政拨款", 30_000_000, 32_000_000, 31_250_000),
        Funding("上年结转资金", 0, 1_500_001, 1_500_001),
    )
    results = (
        Result("1", Quantity(Decimal(486), "人次"), deviation="第四期延到次年一月", measure="提前安排场地"),
        Result("2", Quantity(Decimal("97.5"), "%"), evidence=("成绩册", "复核表")),
        Result("3", Quantity(date(2024, 11, 28))),
        Result("5", BLANK, Achievement.ACHIEVED, Decimal(9), "三项均已落实，经费标准待明确"),
        Result("6", Quantity(Decimal(96), "%")),
    )
    return PerformanceBook(
        "清河县人力资源和社会保障局",
        2024,
        objectives=(
            Objective(Subject.PROJECT, "职业技能培训", "组织培训，提高就业技能", indicators, "清河县人社局", "县就业局", funding, DONE,
                      summary="面向转移就业人员"),
            Objective(Subject.OVERALL, "清河县人力资源和社会保障局", "稳就业、保参保", (replace(indicators[0], weight=Decimal(100)),)),
        ),
        appraisals=(
            Appraisal(
                "就业服务平台", 50_000_000,
                (AppraisalItem("立项必要性", "是否符合政策", Decimal(60), Decimal(50), "有文件依据"),
                 AppraisalItem("投入经济性", "是否测算成本", Decimal(40), Decimal("32.5"), "询价三家")),
                Verdict.ADJUST, "压减硬件", 40_000_000, DONE,
            ),
        ),
        monitoring=(
            Monitoring(
                "职业技能培训", date(2024, 6, 30), 33_500_001, 12_000_000, 32_000_000,
                (Progress("1", Quantity(Decimal(230), "人次"), Quantity(Decimal(500), "人次"), "场地维修", "下半年加办两期"),),
                "加快进度", date(2024, 9, 30), DONE,
            ),
            Monitoring("职业技能培训", date(2024, 9, 30), 33_500_001, 20_000_000, None, (), "", None, DONE),
        ),
        self_evaluations=(
            SelfEvaluation(
                "职业技能培训", "cy2020-10", funding, results, "培训 486 人次", True, None, "", Decimal("95.5"), "场地不足", DONE,
                experience="与企业联办\n订单培训", advice="早定计划",
            ),
        ),
        evaluations=(
            Evaluation(
                "yunnan-abc", "单位自评",
                (Assessment("A11", met=(True, None, False), finding="有规划", evidence=("规划文件",)),
                 Assessment("A21", stated=Decimal("0.5"), reason="依据不够充分"),
                 Assessment("C11", "高校毕业生就业见习", works=("W01", "W02")),
                 Assessment("C25", questionnaire="W1", value=Decimal("97.25"))),
                "", Decimal(96), "优秀", DONE,
            ),
            Evaluation("cy2020-10-evaluation", "部门评价", (Assessment("A11", achievement=Achievement.PARTLY),), "职业技能培训"),
        ),
        follow_ups=(
            FollowUp("场地不足", "与职校共建", "职业技能培训", "1", "就业局", date(2025, 6, 30), "已签协议", date(2025, 5, 12),
                     "职业技能培训", -2_000_000, "按实际人次核减", DONE),
        ),
        work_targets=(
            WorkTarget("W01", "就业创业", "城镇新增就业", Direction.AT_LEAST, people(900), people(969), "全年新增就业969人。", True,
                       True, False, ("统计表",)),
            WorkTarget("W02", "", "登记失业率", Direction.AT_MOST, Quantity(Decimal(4), "%"), BLANK, key=False),
        ),
        questionnaires=(
            survey(copy(1, "非常满意", "5", "网站", "窗口", said="加开窗口"), copy(2, "", "", void="空白"), done=DONE),
            Questionnaire("W2", "只有统计数", (Question("1", "总体评价", (Option("好", Decimal(10), 48), Option("差", Decimal(0), 1)),
                                                Decimal(10)),), 50, 50, 49),
        ),
        operands=(
            Operand("procurement.budget", Decimal(81_234_567), "政府采购预算批复"),
            Operand("payment.planned", Decimal("91.5"), "支付计划"),
        ),
    )  # fmt: skip


def words(least: int = 1) -> st.SearchStrategy[str]:
    """Words that no reader could take for a number, a date, a sign or a list."""
    return st.text("甲乙丙丁县局项目完成情况（），。AB", min_size=least, max_size=8).filter(
        lambda t: t == t.strip()
    )


def numbers() -> st.SearchStrategy[Decimal]:
    return st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3).map(
        lambda d: d.quantize(Decimal(1)) if d == d.to_integral_value() else d.normalize()
    )


def money() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 10**11)


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2020, 1, 1), date(2030, 12, 31))


UNITS = st.sampled_from(["人", "%", "件", "元/人·月", "台（套）"])
QUANTITIES = st.one_of(
    st.just(BLANK),
    st.builds(Quantity, numbers(), UNITS),
    st.builds(Quantity, days()),
    words().map(lambda t: Quantity(text=t)),
)
LINES = st.lists(words(), max_size=3).map(tuple)
STEPS = st.just(NOT_DONE) | st.builds(Done, words(), st.none() | days(), LINES)


def keyed(make: Callable[[str], st.SearchStrategy[Any]], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Records with codes of their own."""
    codes = st.lists(st.sampled_from("甲乙丙丁戊己"), unique=True, max_size=most)
    return codes.flatmap(lambda found: st.tuples(*map(make, found)))


def _indicator(code: str) -> st.SearchStrategy[Indicator]:
    return st.builds(
        Indicator, st.just(code), words(), words(), words(), st.sampled_from(Direction), QUANTITIES, numbers(), words(0),
        words(0), st.sampled_from(["", "W01"]),
    )  # fmt: skip


FUNDING = st.lists(st.builds(Funding, words(), money(), money(), money()), max_size=2).map(tuple)


@st.composite
def _steps(
    draw: st.DrawFn, name: str
) -> tuple[Objective, tuple[Monitoring, ...], tuple[SelfEvaluation, ...]]:
    """A project with what was done about it."""
    indicators = draw(keyed(_indicator))
    objective = Objective(
        draw(st.sampled_from([Subject.PROJECT, Subject.OVERALL])), name, draw(words(0)), indicators, draw(words(0)),
        draw(words(0)), draw(FUNDING), draw(STEPS), summary=draw(words(0)),
    )  # fmt: skip
    said = st.builds(
        Progress,
        st.sampled_from([i.code for i in indicators] or ["甲"]),
        QUANTITIES,
        QUANTITIES,
        words(),
        words(0),
    )
    monitored = tuple(
        Monitoring(name, day, draw(money()), draw(money()), draw(money()), tuple(draw(st.lists(said, max_size=2))),
                   draw(words(0)), draw(st.none() | days()), draw(STEPS))
        for day in draw(st.lists(days(), unique=True, max_size=2))
    )  # fmt: skip
    result = st.builds(
        Result, st.sampled_from([i.code for i in indicators] or ["甲"]), QUANTITIES, st.none() | st.sampled_from(Achievement),
        st.none() | numbers(), words(), words(0), words(0), st.booleans(), LINES,
    )  # fmt: skip
    results = tuple(draw(st.lists(result, min_size=1, max_size=3, unique_by=lambda r: r.indicator)))
    evaluated = SelfEvaluation(
        name, draw(st.sampled_from(["cy2020-10", "cy2021-101", "自建.toml"])), draw(st.just(objective.funding) | FUNDING),
        results, draw(words(0)), draw(st.none() | st.booleans()), draw(st.none() | numbers()), draw(words(0)),
        draw(st.none() | numbers()), draw(words(0)), draw(STEPS), experience=draw(words(0)), advice=draw(words(0)),
    )  # fmt: skip
    return objective, monitored, (evaluated,) if draw(st.booleans()) else ()


def _assessment(code: str) -> st.SearchStrategy[Assessment]:
    met = st.lists(st.none() | st.booleans(), max_size=3).filter(lambda m: not m or m[-1] is not None)
    return st.builds(
        Assessment, st.just(code), words(0), met.map(tuple), st.none() | st.integers(0, 9), st.none() | numbers(),
        st.none() | st.sampled_from(Achievement), st.lists(st.sampled_from(["W01", "W02"]), unique=True).map(tuple),
        words(0), st.none() | numbers(), words(), words(0), LINES,
    )  # fmt: skip


def _evaluation(code: str) -> st.SearchStrategy[Evaluation]:
    return st.builds(
        Evaluation, st.sampled_from(["yunnan-abc", "sichuan-2023", "自建.toml"]), words(),
        st.lists(st.sampled_from(["A11", "A12", "B11", "甲"]), unique=True, min_size=1, max_size=3).flatmap(
            lambda codes: st.tuples(*map(_assessment, codes))
        ),
        words(0), st.none() | numbers(), words(0), STEPS, experience=words(0), problems=words(0), advice=words(0),
    )  # fmt: skip


def _survey(code: str) -> st.SearchStrategy[Questionnaire]:
    labels = ("很好", "一般", "很差")

    def question(number: str) -> st.SearchStrategy[Question]:
        options = st.tuples(
            *(
                st.builds(Option, st.just(x), st.none() | numbers(), st.none() | st.integers(0, 50))
                for x in labels
            )
        )
        closed = st.sampled_from([k for k in QuestionKind if k is not QuestionKind.OPEN])
        return st.one_of(
            st.builds(
                Question, st.just(number), words(), options, st.none() | numbers(), st.booleans(), closed
            ),
            st.builds(
                Question,
                st.just(number),
                words(),
                st.just(()),
                st.none(),
                st.booleans(),
                st.just(QuestionKind.OPEN),
            ),
        )

    @st.composite
    def filled(draw: st.DrawFn) -> Questionnaire:
        questions = draw(keyed(question))
        copies = []
        for number in range(draw(st.integers(0, 3))):
            answers: list[tuple[str, str]] = []
            for q in questions:
                if q.kind is QuestionKind.OPEN:
                    given = draw(st.lists(words(), max_size=1))
                else:
                    most = 3 if q.kind is QuestionKind.MULTIPLE else 1
                    given = draw(st.lists(st.sampled_from(labels), unique=True, max_size=most))
                answers += [(q.code, label) for label in given]
            copies.append(Copy(f"{number + 1}", tuple(answers), draw(words(0))))
        counts = [draw(st.none() | st.integers(0, 500)) for _ in range(4)]
        return Questionnaire(
            code, draw(words()), questions, *counts[:3], tuple(copies), draw(words(0)), counts[3], draw(STEPS)
        )

    return filled()


def _work(code: str) -> st.SearchStrategy[WorkTarget]:
    known = st.none() | st.booleans()
    return st.builds(
        WorkTarget, st.just(code), words(0), words(), st.sampled_from(Direction), QUANTITIES, QUANTITIES, words(0), st.booleans(),
        known, known, LINES,
    )  # fmt: skip


def _operand(code: str) -> st.SearchStrategy[Operand]:
    value = money().map(lambda m: None if m is None else Decimal(m))
    return st.builds(
        Operand,
        st.just(code),
        value if operand_forms()[code].unit == "元" else st.none() | numbers(),
        words(0),
    )


def _appraisal(name: str) -> st.SearchStrategy[Appraisal]:
    items = st.lists(
        st.builds(AppraisalItem, words(), words(), st.none() | numbers(), st.none() | numbers(), words(0)),
        max_size=2,
    )
    return st.builds(
        Appraisal,
        st.just(name),
        money(),
        items.map(tuple),
        st.none() | st.sampled_from(Verdict),
        words(0),
        money(),
        STEPS,
    )


@st.composite
def books(draw: st.DrawFn) -> PerformanceBook:
    """Any book that a workbook can hold without loss; most of them are no sound books."""
    steps = draw(keyed(_steps, 2))
    codes = draw(st.lists(st.sampled_from(sorted(operand_forms())), unique=True, max_size=2))
    follow_ups = st.builds(
        FollowUp, words(), words(), words(0), words(0), words(0), st.none() | days(), words(0), st.none() | days(), words(0),
        st.none() | st.integers(-(10**10), 10**10), words(0), STEPS,
    )  # fmt: skip
    return PerformanceBook(
        draw(words()), draw(st.integers(2018, 2030)), tuple(s[0] for s in steps), draw(keyed(_appraisal, 2)),
        tuple(m for s in steps for m in s[1]), tuple(e for s in steps for e in s[2]), draw(keyed(_evaluation, 2)),
        tuple(draw(st.lists(follow_ups, max_size=2))), draw(keyed(_work)), draw(keyed(_survey, 2)),
        tuple(draw(_operand(c)) for c in codes),
    )  # fmt: skip
