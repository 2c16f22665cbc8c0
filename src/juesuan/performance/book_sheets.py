"""The sheets of the performance workbook, declared once: what the template offers, the writer fills and the reader reads.

Every step has its sheet; where a step has a head and many lines (an evaluation and its indicators, a questionnaire and
its options), the head stands on a sheet named “…概况” and the lines refer to it. All but the first two sheets may be
empty or missing: a book grows from objectives to monitoring to evaluation over the year.
"""

from __future__ import annotations

from functools import lru_cache

from juesuan.accounts.sheetforms import Field, SheetForm

ENTITY, PROJECTS, FUNDING, INDICATORS = "单位信息", "项目", "项目资金", "绩效目标"
MONITORINGS, PROGRESS = "监控概况", "监控"
SELF_EVALUATIONS, RESULTS = "自评概况", "自评"
EVALUATIONS, ASSESSMENTS, POINTS = "评价概况", "整体评价", "评价要点"
APPRAISALS, APPRAISED = "事前评估概况", "事前评估"
FOLLOW_UPS, WORKS, OPERANDS = "后续整改", "重点工作", "指标数据"
SURVEYS, QUESTIONS, COPIES = "问卷概况", "问卷", "答卷"
GUIDE, LIBRARY, LISTS = "说明", "指标库", "列表"
#: What extraction read and could not place.
UNPLACED = "未能归位"
#: Sheets that hold no data of the entity's.
ASIDE = (GUIDE, LIBRARY, LISTS, UNPLACED)
#: Questions a template has columns for.
QUESTIONS_OFFERED = 20

_DONE = (
    Field("经办人", "by", "text", help="由谁完成", width=12),
    Field("完成日期", "on", "date", help="如 2024-09-12", width=13),
    Field(
        "佐证材料", "evidence", "lines", help="文件、账页、凭证等，一行写一条（按 Alt+Enter 换行）", width=30
    ),
)
_PROJECT = Field("项目名称", "objective", "project", True, "与“项目”表的名称一致，可从下拉列表中选择", 26)
_INDICATOR = Field("指标编号", "indicator", "text", True, "“绩效目标”表中本项目的指标编号", 10)
_EVIDENCE = Field("佐证材料", "evidence", "lines", help="一行写一条（按 Alt+Enter 换行）", width=30)
_TOLD = (
    Field("主要经验及做法", "experience", "text", help="用于评价报告", width=40),
    Field("存在的问题及原因", "problems", "text", help="用于评价报告", width=40),
    Field("有关建议", "advice", "text", help="用于评价报告", width=40),
)
_NUMBER_HELP = "数字、日期（如 2024-06-30），定性指标写文字"


def _quantity(title: str, name: str, help: str, unit: str) -> tuple[Field, Field]:
    """A target or an actual with its unit."""
    return (
        Field(title, name, "quantity", help=help),
        Field(unit, f"{name}_unit", "text", help="如 人、件、%、万元；日期和定性指标不填", width=9),
    )


_FORMS = (
    SheetForm(
        ENTITY,
        (
            Field("单位名称", "name", "text", True, "与单位公章一致的全称"),
            Field("年度", "year", "year", True, "绩效年度，四位数字，如 2024"),
            Field("金额单位", "unit", "unit", True, "本工作簿所有金额的单位：万元或元"),
        ),
        "在“内容”栏填写，右侧是填写说明。",
        form=True,
    ),
    SheetForm(
        PROJECTS,
        (
            Field("项目名称", "name", "text", True, "与预算批复一致；整体支出填单位名称", 26),
            Field("类型", "subject", "subject", True, "从下拉列表中选择", 14),
            Field("主管部门", "department", "text", width=22),
            Field("实施单位", "unit", "text", width=22),
            Field("项目概况", "summary", "text", help="立项背景和主要内容", width=50),
            Field("年度总体目标", "aim", "text", help="预期达到的产出和效果，用文字概括", width=50),
            *_DONE,
        ),
        "编制绩效目标的项目一行一个；编制部门整体支出绩效目标的，另加一行，类型选“部门整体支出”。",
    ),
    SheetForm(
        FUNDING,
        (
            _PROJECT,
            Field("资金来源", "source", "source", True, "从下拉列表中选择或自行填写", 20),
            Field("年初预算数", "initial", "money"),
            Field("全年预算数", "adjusted", "money", help="含年中调整"),
            Field("全年执行数", "outturn", "money", help="年度终了后填写"),
            Field("用于", "used", "used", help="一般不填；目标批复数与自评数不同时才分两行填写", width=12),
        ),
        "每个项目每种资金来源一行，年度资金总额由各行合计，不用填写。绩效目标和自评共用这里的数。",
        optional=True,
    ),
    SheetForm(
        INDICATORS,
        (
            _PROJECT,
            Field("指标编号", "code", "text", True, "同一项目内不重复，如 1、2、3", 10),
            Field("一级指标", "level1", "level1", True, "从下拉列表中选择", 14),
            Field("二级指标", "level2", "level2", True, "从下拉列表中选择", 18),
            Field("三级指标", "name", "text", True, "可参考“指标库”", 26),
            Field("方向", "direction", "direction", help="≥ 不低于，≤ 不超过，＝ 等于；不能量化的选“定性”", width=8),
            *_quantity("指标值", "target", _NUMBER_HELP, "计量单位"),
            Field("分值", "weight", "number", True, "自评时预算执行率另占 10 分，各指标合计 90 分", 8),
            Field("证据来源", "source", "text", help="完成值从哪里取得", width=24),
            Field("设定依据", "basis", "text", help="计划、标准或历史数据", width=24),
            Field("引用重点工作", "work", "work", help="填“重点工作”表的编号；目标值和完成值由那里取，这里不再填", width=14),
        ),
        "一个指标一行。数量、质量、时效、成本、效益、满意度各类指标按项目实际选用，能量化的都要量化。",
        optional=True,
    ),
    SheetForm(
        MONITORINGS,
        (
            _PROJECT,
            Field("监控截止日", "as_of", "date", help="如 2024-06-30", width=13),
            Field("预算数", "budget", "money", help="截至监控日的全年预算数"),
            Field("执行数", "executed", "money", help="截至监控日累计支出"),
            Field("预计全年执行数", "forecast", "money"),
            Field("纠偏措施", "action", "text", help="进度滞后或偏离目标时填写", width=40),
            Field("整改期限", "due", "date", width=13),
            *_DONE,
        ),
        "每个项目每次监控一行。没有监控的留空。",
        optional=True,
    ),
    SheetForm(
        PROGRESS,
        (
            _PROJECT,
            Field("监控截止日", "as_of", "date", help="同一项目监控多次的必填", width=13),
            _INDICATOR,
            Field("三级指标", "name", "text", width=26, derived=True),
            Field("年度指标值", "aimed", "text", derived=True),
            *_quantity("实际完成值", "actual", "截至监控日", "完成值单位"),
            *_quantity("预计全年完成值", "forecast", "到年底预计达到", "预计值单位"),
            Field("偏差原因", "cause", "text", width=30),
            Field("改进措施", "measure", "text", width=30),
        ),
        "每个指标一行，填截至监控日的完成值和全年预计值；没有变化的指标可以不填。",
        optional=True,
    ),
    SheetForm(
        SELF_EVALUATIONS,
        (
            _PROJECT,
            Field("评分依据", "framework", "framework", True, "从下拉列表中选择", 40),
            Field("总体目标实际完成情况", "achieved", "text", width=50),
            Field("项目是否完成", "completed", "flag", help="是或否；按区间计预算执行得分的需要填", width=10),
            Field("预算执行得分", "stated_execution", "number", help="一般不填，由规则计算", width=10),
            Field("预算执行得分理由", "execution_reason", "text", help="填了得分的必填", width=26),
            *_TOLD,
            Field("他处公布的总分", "stated_total", "number", help="只供核对，不作为得分", width=10),
            *_DONE,
        ),
        "每个开展自评的项目一行。预算执行情况取自“项目资金”，得分由规则计算。",
        optional=True,
    ),
    SheetForm(
        RESULTS,
        (
            _PROJECT,
            _INDICATOR,
            Field("三级指标", "name", "text", width=26, derived=True),
            Field("年度指标值", "aimed", "text", derived=True),
            Field("分值", "weight", "number", width=8, derived=True),
            *_quantity("实际完成值", "actual", _NUMBER_HELP, "完成值单位"),
            Field("完成等次", "achievement", "achievement", help="定性指标从下拉列表中选择", width=24),
            Field("得分", "stated", "number", help="定量指标不填，由规则计算；定性指标按等次评定", width=8),
            Field("评分理由", "score_reason", "text", help="得分由人评定，或与规则不同的，写明理由", width=26),
            Field("偏差原因分析", "deviation", "text", width=30),
            Field("改进措施", "measure", "text", width=30),
            Field("指标值明显偏低", "too_low", "flag", help="是或否，不填为否", width=10),
            _EVIDENCE,
        ),
        "每个指标一行。定量指标填完成值和单位；引用重点工作的指标不填完成值。",
        optional=True,
    ),
    SheetForm(
        EVALUATIONS,
        (
            Field("序号", "number", "count", True, "从 1 开始", 8),
            Field("评价方式", "kind", "evaluation", True, "从下拉列表中选择", 14),
            Field("指标体系", "framework", "framework", True, "从下拉列表中选择；自建的填文件名（.toml）", 40),
            Field("评价对象", "about", "project", help="评价项目的填项目名称；评价部门整体支出的留空", width=26),
            Field("他处公布的总分", "stated_total", "number", help="只供核对", width=10),
            Field("他处公布的等级", "stated_grade", "text", help="只供核对", width=10),
            *_TOLD,
            *_DONE,
        ),
        "每次按指标体系开展的评价一行，如部门整体支出绩效自评。",
        optional=True,
    ),
    SheetForm(
        ASSESSMENTS,
        (
            Field("评价序号", "evaluation", "count", help="“评价概况”中的序号；只有一次评价的可不填", width=8),
            Field("指标编号", "indicator", "text", True, "指标体系中的编号", 10),
            Field("二级指标", "level2", "text", width=18, derived=True),
            Field("三级指标", "title", "text", width=26, derived=True),
            Field("分值", "weight", "number", width=8, derived=True),
            Field("评分标准", "rule", "text", width=44, derived=True),
            Field("自设名称", "name", "text", help="个性指标写本单位的指标名称", width=22),
            Field("不达标项数", "missed", "count", help="评分标准按不达标项数扣分的填写", width=9),
            Field("实际值", "value", "number", help="不能由决算数据算出的比率或数量，百分数填 95 而不是 95%", width=10),
            Field("完成等次", "achievement", "achievement", width=18),
            Field("对应重点工作", "works", "works", help="“重点工作”表的编号，一行写一个", width=14),
            Field("对应问卷", "questionnaire", "text", help="“问卷概况”表的编号", width=10),
            Field("得分", "stated", "number", help="酌情评分的指标填写；规则能算的不填", width=8),
            Field("评分理由", "reason", "text", help="填了得分的写明理由", width=30),
            Field("评价情况", "finding", "text", help="工作底稿中的评价情况", width=40),
            _EVIDENCE,
        ),
        "每个指标一行。有公式的指标由决算数据计算，逐条计分的在“评价要点”表回答，其余在这里填写。",
        optional=True,
    ),
    SheetForm(
        POINTS,
        (
            Field("评价序号", "evaluation", "count", help="只有一次评价的可不填", width=8),
            Field("指标编号", "indicator", "text", True, "指标体系中的编号", 10),
            Field("要点序号", "number", "count", True, "从 1 开始", 9),
            Field("三级指标", "title", "text", width=26, derived=True),
            Field("评价要点", "point", "text", width=60, derived=True),
            Field("是否符合", "met", "flag", help="是或否", width=10),
        ),
        "逐条计分的指标，每条要点一行，回答是或否。",
        optional=True,
    ),
    SheetForm(
        APPRAISALS,
        (
            Field("项目名称", "project", "text", True, "拟新增的项目或政策", 26),
            Field("申请金额", "requested", "money"),
            Field("评估结论", "verdict", "verdict", help="从下拉列表中选择", width=20),
            Field("建议金额", "advised", "money"),
            Field("评估意见", "opinion", "text", width=50),
            *_DONE,
        ),
        "每个开展事前绩效评估的项目一行。",
        optional=True,
    ),
    SheetForm(
        APPRAISED,
        (
            Field("项目名称", "project", "text", True, "“事前评估概况”中的名称", 26),
            Field("评估方面", "aspect", "aspect", True, "从下拉列表中选择", 18),
            Field("评估内容", "question", "text", True, width=50),
            Field("分值", "weight", "number", width=8),
            Field("得分", "score", "number", width=8),
            Field("评分理由", "reason", "text", width=40),
        ),
        "每项评估内容一行。",
        optional=True,
    ),
    SheetForm(
        FOLLOW_UPS,
        (
            Field("涉及项目", "about", "project", help="涉及部门整体的留空", width=26),
            Field("涉及指标", "indicator", "text", help="指标编号", width=10),
            Field("发现的问题", "problem", "text", True, width=40),
            Field("整改措施", "measure", "text", True, width=40),
            Field("责任人", "responsible", "text", help="责任单位或责任人", width=14),
            Field("整改期限", "deadline", "date", width=13),
            Field("整改结果", "outcome", "text", width=30),
            Field("验收（销号）日期", "receipt", "date", width=13),
            Field("下年预算项目", "budget_project", "text", help="结果应用到下年预算的填写", width=22),
            Field("下年预算增减", "budget_change", "money", help="减少填负数"),
            Field("预算安排说明", "budget_note", "text", width=30),
            *_DONE,
        ),
        "监控、自评和评价发现的问题，一个问题一行，整改后填写结果和验收日期。",
        optional=True,
    ),
    SheetForm(
        WORKS,
        (
            Field("编号", "code", "text", True, "如 W01；指标和评价用它引用", 10),
            Field("职责", "duty", "text", help="所属职责或科室", width=20),
            Field("工作名称", "name", "text", True, width=30),
            Field("方向", "direction", "direction", True, "从下拉列表中选择", 8),
            *_quantity("年度目标", "target", _NUMBER_HELP, "目标单位"),
            *_quantity("完成情况", "actual", _NUMBER_HELP, "完成单位"),
            Field("完成情况说明", "text", "text", help="用于报告正文", width=50),
            Field("重点工作", "key", "flag", help="党委政府或上级交办、下达的填是，不填为是", width=10),
            Field("按时完成", "on_time", "flag", width=10),
            Field("质量达标", "qualified", "flag", width=10),
            _EVIDENCE,
        ),
        "年度工作任务一项一行。完成率由系统计算；各处要用的数都引用这里，不再另填。",
        optional=True,
    ),
    SheetForm(
        SURVEYS,
        (
            Field("编号", "code", "text", True, "如 W1", 8),
            Field("问卷名称", "title", "text", True, width=36),
            Field("调查对象", "group", "text", help="如 办事群众、补贴对象", width=18),
            Field("调查对象总数", "population", "count", help="总共有多少人，用来判断样本量", width=12),
            Field("发放份数", "issued", "count", width=10),
            Field("收回份数", "returned", "count", help="录入答卷的可不填", width=10),
            Field("有效份数", "valid", "count", help="录入答卷的可不填", width=10),
            *_DONE,
        ),
        "每份问卷一行。",
        optional=True,
    ),
    SheetForm(
        QUESTIONS,
        (
            Field("问卷编号", "questionnaire", "survey", True, "“问卷概况”中的编号", 10),
            Field("题号", "code", "text", True, "如 1、2、3", 8),
            Field("题目", "text", "text", help="写在该题的第一行", width=44),
            Field("题型", "kind", "question", help="不填为单选", width=8),
            Field("满分", "points", "number", help="不计分的题留空", width=8),
            Field("计入满意度", "satisfaction", "flag", help="不填为是", width=10),
            Field("选项", "option", "text", help="一个选项一行；开放题不填", width=24),
            Field("选项分值", "option_points", "number", help="不计分的题留空", width=10),
            Field("选择份数", "count", "count", help="只有统计数、没有逐份答卷时填写", width=10),
        ),
        "一个选项一行，问卷编号和题号每行都填，题目、题型等只填在该题的第一行。",
        optional=True,
    ),
)  # fmt: skip
_OPERANDS = SheetForm(
    OPERANDS,
    (
        Field("数据项", "code", "operand", True, "从下拉列表中选择", 40),
        Field("数值", "value", "number", help="金额按本工作簿的金额单位填写，百分数填 95 而不是 95%", width=16),
        Field("来源", "source", "text", help="数据从哪里取得", width=40),
    ),
    "公式指标需要、而决算数据没有的数，如政府采购预算数、固定资产总额。决算数据已有的不用填。",
    optional=True,
)  # fmt: skip


@lru_cache(maxsize=16)
def sheets(questions: int = QUESTIONS_OFFERED) -> tuple[SheetForm, ...]:
    """All sheets in their order; the sheet of copies has a column for each of ``questions``."""
    copies = SheetForm(
        COPIES,
        (
            Field("问卷编号", "questionnaire", "survey", True, "“问卷概况”中的编号", 10),
            Field("答卷编号", "number", "text", True, "每份答卷一个编号，不写姓名", 10),
            Field("无效原因", "void", "text", help="无效问卷写明原因，如 漏答过半", width=18),
            *(answer_field(i) for i in range(1, questions + 1)),
        ),
        "一份答卷一行，填选项文字或字母（A、B、C）；多选题写在一格里，用顿号隔开。不得填写姓名、电话、证件号码。",
        optional=True,
    )
    return (*_FORMS, copies, _OPERANDS)


def answer_field(number: int) -> Field:
    """The column of a questionnaire's question, by its place."""
    return Field(f"第{number}题", f"answer{number}", "answer", width=16, spare=True)


def sheet(name: str) -> SheetForm:
    """The declaration of a sheet."""
    return next(s for s in sheets() if s.name == name)
