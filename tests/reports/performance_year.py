"""An invented bureau's year of performance work with something for every part of the documents, sound throughout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

from juesuan.accounts.model import Origin
from juesuan.performance.frameworks import Framework, load
from juesuan.performance.kinds import AtLeast, Bands, Checklist, PerMiss, Presence
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

ENTITY = "清河县人力资源和社会保障局"
TRAINING, PRACTICE = "职业技能培训", "就业见习补贴"
YEAR = 2024
DONE = Done("李文、周敏", date(2025, 3, 12), ("支出明细账", "项目验收资料"))
WAN = 1_000_000


def q(value: str | int, unit: str = "") -> Quantity:
    return Quantity(D(value), unit)


def indicator(
    code: str, level1: str, level2: str, name: str, target: Quantity, weight: str, sign: Direction = Direction.AT_LEAST,
    **more: Any,
) -> Indicator:  # fmt: skip
    return Indicator(code, level1, level2, name, sign, target, D(weight), "业务统计台账", **more)


def training() -> tuple[Objective, SelfEvaluation]:
    tree = (
        indicator("1", "产出指标", "数量指标", "培训人次", q(500, "人次"), "20"),
        indicator("2", "产出指标", "质量指标", "培训合格率", q(95, "%"), "15"),
        indicator("3", "产出指标", "时效指标", "全部班次结业时间", Quantity(date(2024, 11, 30)), "10", Direction.AT_MOST),
        indicator("4", "产出指标", "成本指标", "人均培训成本", q(700, "元/人次"), "5", Direction.AT_MOST),
        indicator("5", "效益指标", "社会效益指标", "城镇新增就业人数", Quantity(), "20", work="W01"),
        indicator("6", "效益指标", "可持续影响指标", "培训长效机制", Quantity(text="管理制度、师资库、经费三项落实"), "10",
                  Direction.QUALITATIVE),
        indicator("7", "满意度指标", "服务对象满意度指标", "学员满意度", q(90, "%"), "10"),
    )  # fmt: skip
    money = (
        Funding("当年财政拨款", 30 * WAN, 32 * WAN, 31 * WAN),
        Funding("上年结转资金", 0, 150 * 10_000, 150 * 10_000),
        Funding("其他资金", 0, 0, 0),
    )
    objective = Objective(
        Subject.PROJECT, TRAINING, "组织重点群体参加职业技能培训，提高就业创业能力。", tree, ENTITY, "清河县就业服务中心", money, DONE,
        summary="项目依据省、市职业技能提升行动方案设立，面向农村转移劳动力和登记失业人员开展补贴性培训。",
    )  # fmt: skip
    results = (
        Result("1", q(486, "人次"), deviation="第四期培训因场地维修延到次年一月", measure="提前安排备用场地"),
        Result("2", q("97.5", "%")),
        Result("3", Quantity(date(2024, 11, 28))),
        Result("4", q("668.72", "元/人次")),
        Result(
            "6",
            Quantity(text="制度和师资库已落实，经费标准已报批"),
            Achievement.ACHIEVED,
            D(9),
            "经费标准尚待批复",
        ),
        Result("7", q("93.4", "%")),
    )
    evaluation = SelfEvaluation(
        TRAINING, "cy2020-10", money, results, "举办培训12期，培训486人次，合格率97.5%。", True, problems="部分培训班次安排偏晚，场地保障不足。",
        done=DONE, experience="先摸清企业用工需求再定培训工种。", advice="把培训场地落实情况列入开班条件。",
    )  # fmt: skip
    return objective, evaluation


def practice() -> tuple[Objective, SelfEvaluation]:
    tree = (
        indicator("1", "产出指标", "数量指标", "见习人数", q(120, "人"), "30"),
        indicator("2", "产出指标", "质量指标", "补贴发放准确率", q(100, "%"), "20", Direction.EQUAL),
        indicator("3", "效益指标", "社会效益指标", "见习留用率", q(50, "%"), "30"),
        indicator("4", "满意度指标", "服务对象满意度指标", "见习人员满意度", q(90, "%"), "10"),
    )
    money = (Funding("当年财政拨款", 50 * WAN, 60 * WAN, 57 * WAN),)
    objective = Objective(
        Subject.PROJECT, PRACTICE, "帮助离校未就业高校毕业生积累工作经验。", tree, ENTITY, "清河县就业服务中心", money, DONE,
        summary="项目对吸纳毕业生见习的单位按月给予补贴。",
    )  # fmt: skip
    results = (
        Result("1", q(163, "人"), deviation="新增两家见习基地，岗位多于预期", measure="下年度适当提高目标"),
        Result("2", q(100, "%")),
        Result("3", q(40, "%"), deviation="部分岗位与所学专业不符", measure="按专业收集岗位"),
        Result("4", q(95, "%")),
    )
    evaluation = SelfEvaluation(
        PRACTICE, "cy2020-10", money, results, "见习163人，留用四成。", True, problems="留用率没有达到目标，岗位与专业匹配不够。", done=DONE,
        experience="与见习单位逐月核对考勤后再发补贴。", advice="对留用率低的单位减少见习名额。",
    )  # fmt: skip
    return objective, evaluation


def answers(framework: Framework, **changed: Assessment) -> tuple[Assessment, ...]:
    """The best answer to every question, but for what is changed."""
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
        made = replace(
            made, questionnaire="W1", finding="查阅了有关资料，情况属实。", evidence=("评价资料卷",)
        )
        found.append(changed.get(i.code, made))
    return tuple(found)


def survey() -> Questionnaire:
    best = tuple(Option(o, D(p)) for o, p in (("非常满意", 10), ("满意", 8), ("一般", 5), ("不满意", 0)))
    questions = (
        Question("1", "您对窗口服务态度是否满意", best, D(10)),
        Question("2", "您对办事时限是否满意", best, D(10)),
        Question("3", "您从哪里了解政策", tuple(Option(o, None) for o in ("网站", "窗口", "电话")), None, False, QuestionKind.MULTIPLE),
        Question("4", "您有什么建议", (), None, False, QuestionKind.OPEN),
    )  # fmt: skip
    copies = [
        Copy(str(n), (("1", "非常满意" if n % 5 else "满意"), ("2", "满意" if n % 3 else "一般"), ("3", "网站"), ("3", "窗口")))
        for n in range(1, 97)
    ]  # fmt: skip
    copies.append(Copy("97", (("1", "满意"), ("3", "电话"), ("4", "希望周末也能办理"))))
    copies.append(Copy("98", (), "空白卷"))
    return Questionnaire(
        "W1",
        "服务对象满意度调查",
        questions,
        100,
        copies=tuple(copies),
        group="办事群众",
        population=3000,
        done=DONE,
    )


def work(
    code: str,
    name: str,
    target: Quantity,
    actual: Quantity,
    sign: Direction = Direction.AT_LEAST,
    **more: Any,
) -> WorkTarget:
    return WorkTarget(
        code,
        "就业创业",
        name,
        sign,
        target,
        actual,
        on_time=True,
        qualified=True,
        evidence=("统计报表",),
        **more,
    )


def steps() -> dict[str, Any]:
    return {
        "appraisals": (
            Appraisal(
                "就业服务平台二期", 50 * WAN,
                (AppraisalItem("立项必要性", "是否有政策依据和现实需求", D(40), D(36), "有省级文件依据"),
                 AppraisalItem("投入经济性", "成本是否测算", D(30), D(22), "询价三家，设备单价偏高"),
                 AppraisalItem("实施方案可行性", "条件是否具备", D(30), D(25), "人员已落实，机房待改造")),
                Verdict.SUPPORT, "压减硬件后予以安排", 42 * WAN, DONE,
            ),
        ),
        "monitoring": (
            Monitoring(
                TRAINING, date(2024, 6, 30), 3350 * 10_000, 900 * 10_000, 3250 * 10_000,
                (Progress("1", q(210, "人次"), q(490, "人次"), "一处场地维修", "下半年加开两期"),
                 Progress("2", q(97, "%"), q(97, "%")),
                 Progress("3", Quantity(), Quantity(date(2024, 11, 30))),
                 Progress("4", q(690, "元/人次"), q(690, "元/人次")),
                 Progress("5", q(480, "人"), q(900, "人")),
                 Progress("7", q(92, "%"), q(92, "%"))),
                "加快开班和结算进度", date(2024, 9, 30), DONE,
            ),
        ),
        "follow_ups": (
            FollowUp("培训场地不足", "与县职业学校共用实训场地", TRAINING, "1", "就业服务中心", date(2025, 6, 30), "已签订协议",
                     date(2025, 5, 12), TRAINING, -2 * WAN, "按实际人次安排", DONE),
            FollowUp("内部控制制度没有及时修订", "修订支出管理制度", "", "", "办公室", date(2025, 9, 30), done=DONE),
        ),
    }  # fmt: skip


def year(**changes: Any) -> PerformanceBook:
    """The book of the year."""
    whole, project = load("yunnan-abc"), load("cy2020-10-evaluation")
    first, second = training(), practice()
    overall = Objective(
        Subject.OVERALL, ENTITY, "稳定和扩大就业，完善社会保障体系，维护劳动关系和谐。",
        (indicator("Z1", "产出指标", "数量指标", "城镇新增就业", q(900, "人"), "100"),), ENTITY, ENTITY, done=DONE,
        summary="本局是县政府工作部门，内设办公室、就业股等机构。",
    )  # fmt: skip
    lost = {
        "A14": Assessment("A14", met=(True, True, False), finding="个别目标与年度任务没有逐项对应。"),
        "C33": Assessment("C33", stated=D("1.5"), reason="管理创新举措有成效，但没有形成制度"),
    }
    marks = {"D21": Assessment("D21", met=(True, True, False, True), finding="产出目标与资金量对应不够细。")}
    made = PerformanceBook(
        ENTITY, YEAR, (first[0], second[0], overall),
        self_evaluations=(first[1], second[1]),
        evaluations=(
            Evaluation("yunnan-abc", "单位自评", answers(whole, **lost), done=DONE, experience="把年度任务分解到股室，按季度通报进度。",
                       problems="部门目标与年度任务的衔接还不够细。", advice="编制预算时同步细化部门整体绩效目标。"),
            Evaluation("cy2020-10-evaluation", "部门评价", answers(project, **marks), TRAINING, done=DONE,
                       experience="培训计划与企业用工计划同时编制。", problems="绩效目标与资金量的对应不够细。",
                       advice="按班次细化绩效目标。"),
        ),
        work_targets=(
            work("W01", "城镇新增就业", q(900, "人"), q(969, "人"), text="全年城镇新增就业969人。"),
            work("W02", "城镇登记失业率", q(4, "%"), q("3.6", "%"), Direction.AT_MOST),
            work("W03", "农民工服务站建成时间", Quantity(date(2024, 10, 31)), Quantity(date(2024, 10, 20)), Direction.AT_MOST),
        ),
        questionnaires=(survey(),),
        operands=tuple(
            Operand(code, D(value), source)
            for code, value, source in OPERANDS
        ),
        **steps(),
    )  # fmt: skip
    return replace(made, **changes)


#: What the accounts of :mod:`generated_accounts` would tell otherwise, in 分 and persons.
OPERANDS = (
    ("expenditure.outturn", 1_940 * WAN, "2024年度部门决算"), ("expenditure.adjusted", 2_000 * WAN, "2024年度部门决算"),
    ("expenditure.initial", 1_950 * WAN, "2024年部门预算"), ("basic.outturn", 700 * WAN, "2024年度部门决算"),
    ("basic.adjusted", 700 * WAN, "2024年度部门决算"), ("project.outturn", 1_240 * WAN, "2024年度部门决算"),
    ("project.adjusted", 1_300 * WAN, "2024年度部门决算"), ("three.outturn", 9 * WAN, "2024年度部门决算"),
    ("three.budget", 10 * WAN, "2024年部门预算"), ("staff.filled", 51, "人员信息表"), ("staff.approved", 53, "编制批复"),
    ("assets.in-use", 950 * WAN, "固定资产卡片"), ("assets.fixed", 1_000 * WAN, "固定资产卡片"),
    ("procurement.outturn", 45 * WAN, "政府采购台账"), ("procurement.budget", 50 * WAN, "政府采购预算批复"),
)  # fmt: skip
ORIGIN = Origin("绩效.xlsx", "自评", "A5")
