"""The performance side of the sample report: section ten, the overall evaluation, the survey and nine project forms."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sample.explanation import project_list
from sample.figures import ENTITY, LINES, PROJECTS, QUESTIONS, SURVEY, Project, total
from sample.overview import ANNEXES
from sample.pen import CENT, Block, Break, Grid, Heading, Pen, Text

BUDGET = total("opening") + total("income")
SPENT = total("expenditure")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A third-level indicator of the overall evaluation: section, name, rule, weight and score."""

    section: str
    name: str
    rule: str
    weight: Decimal
    score: Decimal


def _rows() -> tuple[Indicator, ...]:
    execution = (Decimal(SPENT) * 10 / Decimal(BUDGET)).quantize(CENT, ROUND_HALF_UP)
    table = (
        ("投入", "绩效目标合理性", "目标符合部门职责和年度工作重点", "5", "5"),
        ("投入", "绩效指标明确性", "指标细化、量化、可衡量", "5", "4.5"),
        ("投入", "预算编制完整性", "收入和支出全部纳入预算", "5", "5"),
        ("投入", "在职人员控制率", "在职人员数不超过编制数", "5", "5"),
        ("过程", "预算执行率", "得分=预算执行率×分值", "10", str(execution)),
        ("过程", "“三公”经费控制率", "决算数不超过预算数", "5", "5"),
        ("过程", "政府采购规范性", "按规定方式和程序采购", "5", "5"),
        ("过程", "资金使用合规性", "无截留、挤占、挪用", "5", "5"),
        ("过程", "预决算信息公开", "按规定时限和内容公开", "5", "4"),
        ("产出", "城镇新增就业人数", "达到年度目标", "8", "8"),
        ("产出", "欠薪线索办结率", "达到年度目标", "8", "8"),
        ("产出", "争议案件审结率", "达到年度目标", "7", "7"),
        ("产出", "参保扩面任务完成率", "达到年度目标", "7", "7"),
        ("效益", "就业形势稳定", "城镇登记失业率低于控制线", "6", "6"),
        ("效益", "劳动关系和谐", "无重大群体性事件", "6", "6"),
        ("效益", "服务对象满意度", "满意度达到90%以上得满分", "8", "8"),
    )
    return tuple(Indicator(a, b, c, Decimal(w), Decimal(s)) for a, b, c, w, s in table)


INDICATORS = _rows()
SECTIONS = ("投入", "过程", "产出", "效益")


def _sums(section: str = "") -> tuple[Decimal, Decimal]:
    own = [i for i in INDICATORS if section in ("", i.section)]
    return sum((i.weight for i in own), Decimal(0)), sum((i.score for i in own), Decimal(0))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def results(pen: Pen) -> list[Block]:
    """Section ten of the explanation."""
    blocks: list[Block] = [
        Heading(2, "十、预算绩效管理情况说明"),
        Text(
            f"根据预算绩效管理要求，本部门对2024年度{project_list()}等{pen.count('projects', len(PROJECTS))}个项目编制了绩效目标，"
            f"年中开展绩效监控，年终全部开展绩效自评，项目支出合计{pen.money('projects.spent', total('project'), 'sum')}。"
        ),
        Text(
            f"本部门对2024年度部门整体支出开展了绩效评价，综合得分{pen.words('overall.text', _plain(_sums()[1]), 'score')}分，"
            f"评价等级为{pen.words('overall.grade', '优', 'score')}，评价报告见附件。各项目绩效目标完成情况如下："
        ),
    ]
    for i, p in enumerate(PROJECTS, 1):
        s = f"project{i}.text"
        blocks.append(
            Text(
                f"（{i}）“{p.name}”项目绩效目标完成情况综述。项目全年预算数{pen.money(s + '.budget', p.budget, 'completion')}，执行数为{pen.money(s, p.outturn, 'completion')}，"
                f"完成预算的{pen.rate(s + '.rate', p.outturn, p.budget, 'completion')}。通过项目实施，{p.done}。"
            )
        )
    return blocks


def annexes(pen: Pen) -> list[Block]:
    """The overall evaluation with its score table and survey, then one form for each project."""
    blocks: list[Block] = [Break(), Heading(1, "第五部分 附件"), Heading(2, ANNEXES[0]), *_overall(pen)]
    blocks += [Break(), Heading(2, ANNEXES[1])]
    for i, project in enumerate(PROJECTS, 1):
        if i > 1:
            blocks.append(Break())
        blocks += [Text(f"表{i} “{project.name}”项目支出绩效自评表", "title"), _form(pen, i, project)]
    return blocks


def _overall(pen: Pen) -> list[Block]:
    weight, score = _sums()
    by_section = []
    for i, section in enumerate(SECTIONS):
        w, s = _sums(section)
        by_section.append(f"{section}部分分值{_plain(w)}分，得分{pen.words(f'overall.prose{i}', _plain(s), 'score')}分")
    rate = pen.rate("overall.rate", SPENT, BUDGET, "completion")
    return [
        Heading(3, "一、部门整体支出概况"),
        Text(
            f"{pen.words('overall.entity', ENTITY, 'entity')}2024年度部门整体支出全年预算数为{pen.money('overall.budget', BUDGET, 'completion')}，执行数为{pen.money('overall.spent', SPENT, 'completion')}，"
            f"预算执行率为{rate}。支出由基本支出和项目支出组成，基本支出{pen.money('overall.basic', total('basic'), 'sum')}，项目支出{pen.money('overall.project', total('project'), 'sum')}。"
        ),
        Heading(3, "二、评价工作组织情况"),
        Text(
            f"评价工作由{ENTITY}规划财务股牵头，各业务股室和下属单位配合。评价所用的业务数据由{ENTITY}各股室提供，"
            "财务数据取自部门决算报表，评价小组采用查阅资料、现场核对、问卷调查等方法开展工作。"
        ),
        Heading(3, "三、评价得分情况"),
        Text(f"评价总分{_plain(weight)}分，综合得分{pen.words('overall.score', _plain(score), 'score')}分。其中：{'；'.join(by_section)}。"),
        Text("表一 部门整体支出绩效评价指标评分表", "title"),
        _scores(pen),
        Heading(3, "四、满意度调查情况"),
        *_survey(pen),
        Heading(3, "五、存在的主要问题"),
        Text("一是部分绩效指标还不够细化，个别指标难以量化考核。二是个别信息公开事项超过规定时限，公开的及时性有待提高。"),
        Heading(3, "六、改进措施"),
        Text("一是加强绩效指标库建设，逐项明确指标的计算方法和数据来源。二是建立公开事项提醒制度，落实专人跟踪办理。"),
    ]


def _scores(pen: Pen) -> Grid:
    rows: list[tuple[str, ...]] = [("一级指标", "三级指标", "评分标准", "分值", "得分")]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for s, section in enumerate(SECTIONS):
        own = [i for i in INDICATORS if i.section == section]
        start = len(rows)
        for k, i in enumerate(own):
            w = pen.words(f"score{s}.{k}.weight", _plain(i.weight), "score")
            rows.append((section if k == 0 else "", i.name, i.rule, w, pen.words(f"score{s}.{k}", _plain(i.score), "score")))
        spans[start, 0] = (len(own), 1)
        w, value = _sums(section)
        spans[len(rows), 0] = (1, 3)
        rows.append(("小计", "", "", pen.words(f"score{s}.weights", _plain(w), "score"), pen.words(f"score{s}.sum", _plain(value), "score")))
    weight, score = _sums()
    spans[len(rows), 0] = (1, 3)
    rows.append(("合计", "", "", pen.words("score.weights", _plain(weight), "score"), pen.words("score.total", _plain(score), "score")))
    return Grid(tuple(rows), 1, spans, (10, 24, 40, 12, 12))


def _survey(pen: Pen) -> list[Block]:
    c = pen.count
    issued, returned, valid = SURVEY["issued"], SURVEY["returned"], SURVEY["valid"]
    good = sum(a + b for _, (a, b, _, _) in QUESTIONS)
    rows: list[tuple[str, ...]] = [("问题", "非常满意", "满意", "一般", "不满意", "合计")]
    for q, (text, counts) in enumerate(QUESTIONS):
        cells = [pen.words(f"survey{q}.{k}", str(n), "sum") for k, n in enumerate(counts)]
        rows.append((text, *cells, pen.words(f"survey{q}.all", str(sum(counts)), "sum")))
    return [
        Text(
            f"评价小组面向办事群众和企业发放问卷{c('survey.issued', issued, 'count')}份，收回{c('survey.returned', returned, 'count')}份，回收率{pen.rate('survey.rate', returned, issued)}，"
            f"其中有效问卷{c('survey.valid', valid, 'count')}份。按非常满意和满意的选择数占全部选择数的比例计算，综合满意度为{pen.rate('survey.good', good, valid * len(QUESTIONS))}。"
        ),
        Text("表二 服务对象满意度调查统计表（单位：份）", "title"),
        Grid(tuple(rows), 1, {}, (40, 12, 12, 12, 12, 12)),
    ]


#: Quantity, quality, timeliness, benefit and satisfaction of each project: name, target, actual.
DETAILS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("受理欠薪线索数量", "≥80件", "86件"), ("欠薪线索办结率", "≥95%", "100%"), ("按期办结率", "≥95%", "98.84%"),
     ("维护劳动者权益", "明显增强", "明显增强"), ("投诉人满意度", "≥90%", "93.5%")),
    (("举办招聘活动场次", "≥40场", "42场"), ("达成就业意向率", "≥20%", "26.3%"), ("活动按期举办率", "100%", "100%"),
     ("提升公共就业服务能力", "有所提升", "有所提升"), ("求职者满意度", "≥90%", "94.2%")),
    (("经办业务数量", "≥50000笔", "56382笔"), ("业务准确率", "≥99%", "99.7%"), ("业务按时办结率", "≥98%", "99.1%"),
     ("方便群众办理社保业务", "明显改善", "明显改善"), ("办事群众满意度", "≥90%", "95.1%")),
    (("受理争议案件数量", "≥150件", "158件"), ("案件审结率", "≥95%", "96.84%"), ("法定时限内结案率", "100%", "100%"),
     ("促进劳动关系和谐", "有所提升", "有所提升"), ("当事人满意度", "≥85%", "90.6%")),
    (("更新设备的服务平台数量", "12个", "12个"), ("设备验收合格率", "100%", "100%"), ("设备更新按期完成率", "100%", "100%"),
     ("提升基层服务能力", "明显提升", "明显提升"), ("经办人员满意度", "≥90%", "96.3%")),
    (("安置就业困难人员", "≥180人", "186人"), ("补贴发放准确率", "100%", "100%"), ("补贴按月发放率", "100%", "100%"),
     ("稳定困难群体就业", "有所改善", "有所改善"), ("受助人员满意度", "≥90%", "95.8%")),
    (("组织外出务工人数", "≥600人", "638人"), ("务工人员稳定就业率", "≥80%", "87.6%"), ("补助按期发放率", "100%", "100%"),
     ("增加脱贫家庭收入", "明显增加", "明显增加"), ("务工人员满意度", "≥90%", "94.7%")),
    (("补助参保人数", "≥600人", "612人"), ("补助对象准确率", "100%", "100%"), ("补助按期拨付率", "100%", "100%"),
     ("保障被征地农民老年生活", "有所改善", "有所改善"), ("参保人员满意度", "≥90%", "93.9%")),
    (("组织职业资格考试场次", "6场", "6场"), ("考务差错率", "0%", "0%"), ("考试按期举行率", "100%", "100%"),
     ("规范专业人员评价", "有所提升", "有所提升"), ("考生满意度", "≥90%", "95.4%")),
)  # fmt: skip
LEVELS = (
    ("产出指标", "数量指标", 15), ("产出指标", "质量指标", 15), ("产出指标", "时效指标", 10), ("产出指标", "成本指标", 10),
    ("效益指标", "社会效益指标", 30), ("满意度指标", "服务对象满意度指标", 10),
)  # fmt: skip


def _form(pen: Pen, number: int, p: Project) -> Grid:
    """The national self-evaluation form: money 10, output 50, benefit 30, satisfaction 10."""
    slot = f"form{number}"
    opening = sum(x.opening for x in LINES if x.code == p.code and x.fund == p.fund)
    fiscal = p.fund != "other"
    n = pen.number
    money_score = (Decimal(p.outturn) * 10 / Decimal(p.budget)).quantize(CENT, ROUND_HALF_UP)

    def part(name: str, key: str, initial: int, budget: int, outturn: int) -> tuple[str, ...]:
        cells = (n(f"{slot}.{key}.{k}", v, "sum") for k, v in (("initial", initial), ("budget", budget), ("outturn", outturn)))
        return ("", name, *cells, "", "", "")

    head: list[tuple[str, ...]] = [
        ("项目名称", p.name, "", "", "", "", "", ""),
        ("主管部门", ENTITY, "", "", "实施单位", ENTITY, "", ""),
        ("项目资金（万元）", "资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (
            "", "年度资金总额", n(f"{slot}.initial", p.initial, "sum"), n(f"{slot}.budget", p.budget, "sum"),
            n(f"{slot}.outturn", p.outturn, "sum"), "10",
            pen.rate(f"{slot}.rate", p.outturn, p.budget, "completion"), pen.words(f"{slot}.points", str(money_score), "score"),
        ),
        part("其中：当年财政拨款", "own", p.initial * fiscal, (p.budget - opening) * fiscal, (p.outturn - opening) * fiscal),
        part("上年结转资金", "opening", 0, opening, opening),
        part("其他资金", "other", p.initial * (not fiscal), (p.budget - opening) * (not fiscal), (p.outturn - opening) * (not fiscal)),
        ("年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""),
        ("", p.aim, "", "", p.done, "", "", ""),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ]  # fmt: skip
    budget, outturn = ((Decimal(v) / 10**6).quantize(CENT, ROUND_HALF_UP) for v in (p.budget, p.outturn))
    cost = ("项目成本控制数", f"≤{budget}万元", f"{outturn}万元")
    detail = (*DETAILS[number - 1][:3], cost, *DETAILS[number - 1][3:])
    rows = []
    for k, ((first, second, weight), (name, target, actual)) in enumerate(zip(LEVELS, detail, strict=True)):
        printed = pen.words(f"{slot}.{k}.actual", actual, "completion")
        score = pen.words(f"{slot}.{k}", str(weight), "score")
        rows.append(("", "" if 0 < k < 4 else first, second, name, target, printed, str(weight), score))
    points = money_score + 90
    rows.append(("总分", "", "", "", "", "", "100", pen.words(f"{slot}.total", str(points), "score")))
    spans = {(0, 1): (1, 7), (1, 1): (1, 3), (1, 5): (1, 3), (2, 0): (5, 1), (7, 0): (2, 1), (7, 1): (1, 3), (7, 4): (1, 4),
             (8, 1): (1, 3), (8, 4): (1, 4), (9, 0): (7, 1), (10, 1): (4, 1), (16, 0): (1, 6)}  # fmt: skip
    return Grid((*head, *rows), 1, spans, (11, 15, 14, 18, 12, 12, 8, 9))
