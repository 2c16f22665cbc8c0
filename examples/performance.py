"""The performance workbook of the sample bureau: three of its projects from objective to self-evaluation, and the year.

Money, projects, names and most actuals are those of the sample report and the sample accounts, so that the books agree;
answers of the questionnaire are spread by a rule and not by chance, so that the file is the same every time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

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
from juesuan.performance.questionnaires import satisfaction
from juesuan.performance.reading import load_book
from juesuan.performance.terms import BLANK
from juesuan.performance.workbook import write_workbook
from sample import figures as f

BOOK = Path(__file__).parent / "performance.xlsx"
WAGES, MARKET, POSTS = (next(p for p in f.PROJECTS if p.name == name) for name in (
    "农民工工资治理专项", "公共就业服务活动", "公益性岗位补贴",
))  # fmt: skip
APPRAISED = "零工市场信息平台"


def amount(value: object, unit: str) -> Quantity:
    """A number with its unit."""
    return Quantity(Decimal(str(value)), unit)


def done(by: str, on: date, *evidence: str) -> Done:
    """Who, when, on what evidence."""
    return Done(by, on, evidence)


def funding(project: f.Project) -> tuple[Funding, ...]:
    """This year's appropriation and what was carried over, as the accounts have them."""
    opening = sum(x.opening for x in f.LINES if x.code == project.code and x.fund == project.fund)
    own = Funding("当年财政拨款", project.initial, project.budget - opening, project.outturn - opening)
    return (own, Funding("上年结转资金", 0, opening, opening)) if opening else (own,)


OUTPUT, BENEFIT, CONTENT = "产出指标", "效益指标", "满意度指标"
#: second level, name, direction, target, points, evidence, work target
Line = tuple[str, str, Direction, Quantity, int, str, str]
AT_LEAST, AT_MOST, EQUAL, WORDS = (
    Direction.AT_LEAST,
    Direction.AT_MOST,
    Direction.EQUAL,
    Direction.QUALITATIVE,
)


def indicators(cost: str, *lines: Line) -> tuple[Indicator, ...]:
    """The indicators of a project, numbered; ``cost`` is the ceiling of its money in 万元."""
    ceiling: Line = ("成本指标", "项目成本控制数", AT_MOST, amount(cost, "万元"), 10, "支出明细账", "")
    made = []
    for number, (level2, name, direction, target, points, evidence, work) in enumerate(
        (*lines[:3], ceiling, *lines[3:]), 1
    ):
        level1 = OUTPUT if number <= 4 else CONTENT if "满意度" in level2 else BENEFIT
        made.append(Indicator(str(number), level1, level2, name, direction, target, Decimal(points), evidence,
                              "年度工作计划" if number != 4 else "预算批复", work))  # fmt: skip
    return tuple(made)


def objectives() -> tuple[Objective, ...]:
    """Three projects with six or seven indicators each, 90 points beside the execution of the budget."""
    trees = (
        (WAGES, "针对工程建设领域拖欠工资多发的情况设立，用于线索核查、执法检查和宣传。", indicators(
            "28.46",
            ("数量指标", "受理欠薪线索数量", AT_LEAST, amount(80, "件"), 15, "线索台账", ""),
            ("质量指标", "欠薪线索办结率", AT_LEAST, BLANK, 15, "", "W03"),
            ("时效指标", "按期办结率", AT_LEAST, amount(99, "%"), 10, "线索台账", ""),
            ("社会效益指标", "因欠薪引发的群体性事件", EQUAL, amount(0, "起"), 20, "信访通报", ""),
            ("社会效益指标", "维护劳动者权益", WORDS, Quantity(text="投诉渠道畅通，重复投诉比上年减少"), 10, "投诉登记", ""),
            ("服务对象满意度指标", "投诉人满意度", AT_LEAST, amount(90, "%"), 10, "回访记录", ""),
        )),
        (MARKET, "每年在乡镇、社区和园区举办招聘会、政策宣讲和职业指导。", indicators(
            "41.8",
            ("数量指标", "举办招聘活动场次", AT_LEAST, amount(40, "场"), 15, "活动方案、现场照片", ""),
            ("质量指标", "达成就业意向率", AT_LEAST, amount(20, "%"), 15, "意向登记表", ""),
            ("时效指标", "活动按期举办率", EQUAL, amount(100, "%"), 10, "活动计划表", ""),
            ("社会效益指标", "城镇新增就业人数", AT_LEAST, BLANK, 20, "", "W01"),
            ("可持续影响指标", "用工信息发布机制", WORDS, Quantity(text="每周发布，岗位信息当月更新"), 10, "发布记录", ""),
            ("服务对象满意度指标", "用人单位满意度", AT_LEAST, amount(90, "%"), 10, "问卷 W1", ""),
        )),
        (POSTS, "对安置在公益性岗位的就业困难人员按月发放岗位补贴和社会保险补贴。", indicators(
            "235.6",
            ("数量指标", "安置就业困难人员", AT_LEAST, BLANK, 15, "", "W04"),
            ("质量指标", "补贴发放准确率", EQUAL, amount(100, "%"), 15, "发放名册、复核记录", ""),
            ("时效指标", "补贴按月发放率", EQUAL, amount(100, "%"), 10, "银行回单", ""),
            ("社会效益指标", "零就业家庭动态清零", EQUAL, amount(100, "%"), 30, "零就业家庭台账", ""),
            ("服务对象满意度指标", "受助人员满意度", AT_LEAST, amount(90, "%"), 10, "回访记录", ""),
        )),
    )  # fmt: skip
    return tuple(
        Objective(Subject.PROJECT, p.name, p.aim, tree, f.ENTITY, f.ENTITY, funding(p),
                  done("规划财务股", date(2024, 1, 22), "2024年部门预算批复", "年度工作计划"), summary=summary)
        for p, summary, tree in trees
    )  # fmt: skip


WORKS = (
    WorkTarget("W01", "就业创业", "城镇新增就业人数", AT_LEAST, amount(3200, "人"), amount(3356, "人"),
               "全年城镇新增就业3356人，就业形势总体稳定。", True, True, True, ("就业登记统计表",)),
    WorkTarget("W02", "就业创业", "城镇登记失业率", AT_MOST, amount("4.5", "%"), amount("3.8", "%"),
               "年末城镇登记失业率控制在较低水平。", True, True, True, ("失业登记统计表",)),
    WorkTarget("W03", "劳动监察", "欠薪线索办结率", AT_LEAST, amount(95, "%"), amount(100, "%"),
               "受理的86件欠薪线索全部办结。", True, True, True, ("线索台账",)),
    WorkTarget("W04", "就业创业", "公益性岗位安置人数", AT_LEAST, amount(180, "人"), amount(186, "人"),
               "新开发和续用公益性岗位，安置就业困难人员186人。", True, True, True, ("岗位花名册",)),
    WorkTarget("W05", "社会保险", "城乡居民养老保险参保人数", AT_LEAST, amount("9.8", "万人"), amount("9.83", "万人"),
               "参保扩面任务按期完成。", True, True, True, ("社会保险统计表",)),
    WorkTarget("W06", "基层平台", "服务平台设备更新完成时间", AT_MOST, Quantity(date(2024, 11, 30)),
               Quantity(date(2024, 11, 22)), "12个平台的设备在规定日期前验收。", False, True, True, ("验收单",)),
    WorkTarget("W07", "调解仲裁", "争议案件审结率", AT_LEAST, amount(95, "%"), amount("96.84", "%"),
               "受理的158件争议案件审结153件。", True, True, True, ("案件台账",)),
)  # fmt: skip


def monitoring() -> tuple[Monitoring, ...]:
    """Half a year: two projects on their way, one behind with what is done about it."""
    when = done("规划财务股", date(2024, 7, 12), "半年支出进度表", "业务股室报送表")
    june = date(2024, 6, 30)

    def of(p: f.Project, share: int, progress: Sequence[Progress], action: str = "") -> Monitoring:
        return Monitoring(p.name, june, p.budget, p.budget * share // 100, p.outturn, tuple(progress), action,
                          date(2024, 9, 30) if action else None, when)  # fmt: skip

    def so_far(
        code: str, value: object, expected: object, unit: str, cause: str = "", measure: str = ""
    ) -> Progress:
        return Progress(code, amount(value, unit), amount(expected, unit), cause, measure)

    return (
        of(WAGES, 52, [so_far("1", 41, 85, "件"), so_far("3", "99.2", 99, "%")]),
        of(
            MARKET, 31,
            [so_far("1", 15, 42, "场", "上半年阴雨天多，室外活动推迟", "三季度加密场次，改在室内举办"), so_far("2", "24.1", 25, "%")],
            "下半年每月安排不少于4场，按场次及时结算",
        ),
        of(POSTS, 49, [so_far("2", 100, 100, "%"), so_far("3", 100, 100, "%")]),
    )  # fmt: skip


def employers() -> Decimal:
    """The satisfaction that the questionnaire gives, in percent with two decimals."""
    rate = satisfaction(questionnaire())
    assert rate is not None
    return rate.quantize(Decimal("0.01"))


def self_evaluations() -> tuple[SelfEvaluation, ...]:
    """The year's end: what was reached, why something was not, what the band of a qualitative indicator rests on."""

    def cost(p: f.Project) -> Quantity:
        return Quantity(Decimal(p.outturn) / 10**6, "万元")

    when = done("规划财务股", date(2025, 3, 14), "决算报表", "业务台账")
    better = Achievement.ACHIEVED
    return (
        SelfEvaluation(
            WAGES.name, "cy2020-10", funding(WAGES),
            (
                Result("1", amount(86, "件"), evidence=("线索台账",)),
                Result("3", amount("98.84", "%"), deviation="1件线索当事人外出，核实用时较长", measure="对外出人员改用视频核实"),
                Result("4", cost(WAGES), evidence=("支出明细账",)),
                Result("5", amount(0, "起")),
                Result("6", BLANK, better, Decimal("9.5"), "重复投诉由14件降到9件，个别乡镇渠道公示不全", evidence=("投诉登记",)),
                Result("7", amount("93.5", "%"), evidence=("回访记录",)),
            ),
            f"{WAGES.done}，年度目标基本完成。", done=when, experience="与住建、公安部门建立线索移送机制，一窗受理、分头核查。",
            problems="个别线索核查时间较长。", advice="为乡镇配备远程核查设备。",
        ),
        SelfEvaluation(
            MARKET.name, "cy2020-10", funding(MARKET),
            (
                Result("1", amount(42, "场"), evidence=("活动登记表",)),
                Result("2", amount("26.3", "%"), deviation="岗位匹配度高于预期", evidence=("意向登记表",)),
                Result("3", amount(100, "%")),
                Result("4", cost(MARKET), evidence=("支出明细账",)),
                Result("6", BLANK, better, Decimal(9), "按周发布，8月有一期晚两天", evidence=("发布记录",)),
                Result("7", amount(employers(), "%"), evidence=("问卷 W1 统计表",)),
            ),
            f"{MARKET.done}。", done=when, experience="按用工需求分行业办小型专场，意向达成率比综合场高。",
            problems="室外活动受天气影响，上半年进度偏慢。", advice="固定两处室内场地。",
        ),
        SelfEvaluation(
            POSTS.name, "cy2020-10", funding(POSTS),
            (
                Result("2", amount(100, "%"), evidence=("发放名册", "复核记录")),
                Result("3", amount(100, "%"), evidence=("银行回单",)),
                Result("4", cost(POSTS), evidence=("支出明细账",)),
                Result("5", amount(100, "%"), evidence=("零就业家庭台账",)),
                Result("6", amount("95.8", "%"), evidence=("回访记录",)),
            ),
            f"{POSTS.done}。", done=when, experience="发放前由乡镇和县局两级比对。", problems="少数人员退出岗位后停发不够及时。",
            advice="退出登记当日推送到发放系统。",
        ),
    )  # fmt: skip


#: Answers to the checklists of the framework: every point is met unless it stands here.
_NOT_MET = {("T12", 1), ("P23", 2)}
_POINTS = {"T11": 3, "T12": 4, "P21": 3, "P22": 5, "P23": 2, "P24": 3, "P31": 3, "P32": 5}


def evaluation() -> Evaluation:
    """The department's overall expenditure by the common framework of 财预〔2013〕53号."""
    found = [
        Assessment(code, met=tuple((code, i) not in _NOT_MET for i in range(1, count + 1)),
                   finding="；".join(_SAID.get(code, ("查阅制度、账册和公开网页，符合要求",))), evidence=("内部管理制度汇编",))
        for code, count in _POINTS.items()
    ]  # fmt: skip
    found += [
        Assessment("E11", achievement=Achievement.ACHIEVED, stated=Decimal("4.6"), reason="为劳动者追回工资，带动务工增收，未作增收测算",
                   finding="外出务工638人，按月发放交通补助"),
        Assessment("E12", achievement=Achievement.ACHIEVED, stated=Decimal("4.8"), reason="就业和参保任务完成，基层平台利用不够均衡",
                   works=("W01", "W02", "W05"), finding="新增就业、失业率、参保人数均完成年度目标"),
        Assessment("E13", achievement=Achievement.ACHIEVED, stated=Decimal("4.5"), reason="办公用纸、用电下降，没有专门的节能目标",
                   finding="推行网上办理，减少纸质材料"),
        Assessment("E14", questionnaire="W1", finding="问卷调查用人单位对公共就业服务的满意程度"),
    ]  # fmt: skip
    return Evaluation(
        "cy2013-53-overall", "单位自评", tuple(found), done=done("绩效评价小组", date(2025, 4, 18), "决算报表", "部门整体支出绩效自评工作底稿"),
        experience="重点工作逐项登记目标、责任人和佐证，完成情况每季核对一次。",
        problems="部分绩效指标不够细化；个别信息公开事项超过规定时限。",
        advice="按指标库统一指标的算法和数据来源；公开事项设提醒，专人跟踪。",
    )  # fmt: skip


_SAID = {
    "T12": ("整体目标已分解到股室", "有两项效益指标没有可以衡量的指标值"),
    "P23": ("公开内容完整", "三季度有一项专项资金信息晚公开6天"),
}
OPERANDS = (
    Operand("project.key", Decimal(sum(p.initial for p in f.PROJECTS[:3]) + POSTS.initial + f.PROJECTS[7].initial), "年初部门预算批复"),
    Operand("payment.actual", Decimal("97.2"), "国库集中支付系统年末支付进度"),
    Operand("payment.planned", Decimal(95), "县财政局年度支付进度要求"),
    Operand("operating.budget", Decimal(f.RUNNING + 4_000_000), "年初部门预算批复"),
    Operand("procurement.budget", Decimal(sum(f.PROCUREMENT.values()) + 1_200_000), "政府采购预算批复"),
    Operand("assets.in-use", Decimal(812_460_000), "固定资产盘点表"),
    Operand("assets.fixed", Decimal(836_200_000), "固定资产盘点表"),
)  # fmt: skip

_BEST = ("非常满意", "满意", "一般", "不满意")
_SCORED = tuple(Option(label, Decimal(points)) for label, points in zip(_BEST, (10, 8, 6, 0), strict=True))
_FIVE = tuple(Option(f"{n}分", Decimal(n * 2)) for n in (5, 4, 3, 2, 1))
QUESTIONS = (
    Question("1", "您对招聘活动的组织安排是否满意？", _SCORED, Decimal(10)),
    Question("2", "您对岗位信息发布的及时性是否满意？", _SCORED, Decimal(10)),
    Question("3", "您对工作人员的服务态度是否满意？", _SCORED, Decimal(10)),
    Question("4", "请您给活动的实际招聘效果打分。", _FIVE, Decimal(10), kind=QuestionKind.SCALE),
    Question("5", "您从哪些渠道得知活动信息？", tuple(Option(label, None) for label in ("微信公众号", "社区通知", "电话通知", "朋友介绍")),
             satisfaction=False, kind=QuestionKind.MULTIPLE),
    Question("6", "您对改进公共就业服务有什么建议？", (), satisfaction=False, kind=QuestionKind.OPEN),
)  # fmt: skip
_ADVICE = {
    4: "多办制造业专场",
    11: "提前一周发布岗位清单",
    23: "场地再大一些",
    37: "增加线上面试",
    44: "晚上也办一场",
}


def copies() -> Iterator[Copy]:
    """Fifty copies: answers fall by the number of the copy, one copy is void."""
    for n in range(1, 51):
        if n == 29:
            yield Copy(str(n), (("1", _BEST[0]), ("5", "社区通知")), "只答了两题，漏答过半")
            continue
        ranks = (0 if n % 3 else 1, (n % 5 == 0) + (n % 7 == 0), 0 if n % 4 else 1)
        answers = [(str(i), _BEST[rank]) for i, rank in enumerate(ranks, 1)]
        answers.append(("4", f"{5 if n % 5 < 3 else 4 if n % 9 else 3}分"))
        channels = [
            label
            for k, label in enumerate(("微信公众号", "社区通知", "电话通知", "朋友介绍"), 2)
            if n % k == 0
        ]
        answers += [("5", label) for label in channels or ["微信公众号"]]
        answers += [("6", _ADVICE[n])] if n in _ADVICE else []
        yield Copy(str(n), tuple(answers))


def questionnaire() -> Questionnaire:
    """What employers think of the recruitment events."""
    return Questionnaire(
        "W1", "公共就业服务满意度调查问卷", QUESTIONS, issued=50, copies=tuple(copies()), group="用人单位", population=95,
        done=done("就业促进股", date(2025, 2, 28), "问卷原卷", "发放登记表"),
    )  # fmt: skip


def appraisal() -> Appraisal:
    """A project asked for next year, appraised before it is in anybody's budget."""
    points = (
        ("立项必要性", "政策依据和职责", 20, 18, "有省市文件要求，属于本单位职责"),
        ("投入经济性", "成本测算和比价", 20, 10, "硬件按新购测算，没有比较利用现有设备的方案"),
        ("绩效目标合理性", "目标与任务、资金匹配", 20, 13, "注册人数目标偏低"),
        ("实施方案可行性", "组织、技术和进度", 20, 17, "技术方案可行，运维人员尚未落实"),
        ("筹资合规性", "资金来源和财政承受能力", 20, 18, "由县级预算安排，规模可以承受"),
    )
    items = tuple(AppraisalItem(a, q, Decimal(w), Decimal(s), why) for a, q, w, s, why in points)
    return Appraisal(
        APPRAISED, 68_000_000, items, Verdict.ADJUST, "利用政务云和现有终端，压减硬件购置；提高注册和撮合人数目标后予以支持。",
        52_000_000, done("事前评估小组", date(2024, 9, 20), "项目申报书", "专家评审意见"),
    )  # fmt: skip


FOLLOW_UPS = (
    FollowUp("效益指标没有可以衡量的指标值", "对照指标库重新设置，写明算法和数据来源", "", "T12", "规划财务股", date(2025, 6, 30),
             "2025年度绩效目标已全部改为可衡量的指标", date(2025, 6, 18), done=done("规划财务股", date(2025, 6, 18), "2025年绩效目标表")),
    FollowUp("信息公开超过规定时限", "建立公开事项台账，到期前三天提醒", "", "P23", "办公室", date(2025, 5, 31),
             "台账已启用，二季度公开事项均按时", date(2025, 7, 2), done=done("办公室", date(2025, 7, 2), "公开事项台账")),
    FollowUp("上半年活动场次进度偏慢", "固定两处室内场地，按季安排场次", MARKET.name, "1", "就业促进股", date(2025, 3, 31),
             "与职业学校、文化中心签订场地协议", date(2025, 3, 27), MARKET.name, -18_000_00, "按节约的场地布置费核减",
             done("就业促进股", date(2025, 3, 27), "场地使用协议")),
)  # fmt: skip


def book() -> PerformanceBook:
    """The whole year."""
    return PerformanceBook(
        f.ENTITY, f.YEAR, objectives(), (appraisal(),), monitoring(), self_evaluations(), (evaluation(),), FOLLOW_UPS, WORKS,
        (questionnaire(),), OPERANDS,
    )  # fmt: skip


def main() -> int:
    """Write the workbook, or with ``--check`` say whether the committed one is out of date."""
    data = write_workbook(book())
    if "--check" in sys.argv[1:]:
        fresh = BOOK.exists() and BOOK.read_bytes() == data
        if not fresh:
            print("out of date: performance.xlsx; run: python examples/performance.py")
        return 0 if fresh else 1
    BOOK.write_bytes(data)
    for problem in load_book(BOOK).problems:
        print(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
