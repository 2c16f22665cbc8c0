"""Cover, contents, what the bureau does and what it did: the first part of the sample report."""

from __future__ import annotations

from sample.figures import ENTITY, PRESENT, SHORT, STAFF
from sample.pen import Block, Break, Heading, Pen, Text
from sample.statutory import TITLES, numeral

DUTIES = (
    "贯彻执行人力资源和社会保障方面的法律法规，拟订全县人力资源和社会保障事业发展规划并组织实施。",
    "统筹城乡就业，完善公共就业服务体系，落实就业困难人员援助制度，组织开展职业技能培训。",
    "统筹推进覆盖城乡的社会保障体系建设，组织实施养老、失业、工伤等社会保险政策，监督社会保险基金的管理和使用。",
    "负责劳动关系协调工作，组织实施劳动保障监察，处理劳动人事争议，保障农民工按时足额领取劳动报酬。",
    "负责事业单位人事综合管理，组织专业技术人员职称评审和各类职业资格考试的考务工作。",
    "承担行业安全生产、信访维稳和政务公开等工作，完成县委、县政府交办的其他任务。",
)
OFFICES = ("办公室", "规划财务股", "就业促进股", "社会保险股", "劳动关系股", "事业单位管理股", "基金监督股", "信访维稳股")
UNITS = ("清河县人力资源和社会保障局（本级）", "清河县就业服务中心", "清河县劳动保障监察大队")
EXPLAINED = (
    "收入支出决算总体情况说明", "收入决算情况说明", "支出决算情况说明", "财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况说明", "一般公共预算财政拨款基本支出决算情况说明",
    "财政拨款“三公”经费支出决算情况说明", "政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营预算财政拨款支出决算情况说明", "预算绩效管理情况说明", "其他重要事项情况说明",
)  # fmt: skip
ANNEXES = ("附件1 2024年度部门整体支出绩效评价报告", "附件2 2024年度项目支出绩效自评表")


def cover(pen: Pen) -> list[Block]:
    """The title page."""
    return [
        Text(ENTITY, "cover"),
        Text(pen.words("cover.year", "2024", "year") + "年度部门决算", "cover"),
        Text("2025年9月", "cover"),
        Break(),
    ]


def contents(pen: Pen) -> list[Block]:
    """The table of contents, one line a heading."""
    lines = ["第一部分 部门概况", "一、主要职责", "二、机构设置", "三、人员情况", "四、2024年重点工作完成情况"]
    lines += ["第二部分 2024年度部门决算表", *(f"{numeral(i)}、{t}" for i, t in enumerate(TITLES, 1))]
    lines += ["第三部分 2024年度部门决算情况说明", *(f"{numeral(i)}、{t}" for i, t in enumerate(EXPLAINED, 1))]
    lines += ["第四部分 名词解释", "第五部分 附件", *ANNEXES]
    lines.append(pen.words("contents.annex3", "", "missing"))
    return [Text("目　录", "title"), *(Text(line, "contents") for line in lines), Break()]


def overview(pen: Pen) -> list[Block]:
    """Duties, structure, staff and the year's work."""
    c = pen.count
    staff, present = sum(STAFF.values()), sum(PRESENT.values())
    blocks: list[Block] = [Heading(1, "第一部分 部门概况"), Heading(2, "一、主要职责")]
    blocks += [Text(f"（{numeral(i)}）{duty}") for i, duty in enumerate(DUTIES, 1)]
    blocks += [
        Heading(2, "二、机构设置"),
        Text(
            f"{ENTITY}（以下简称{SHORT}）是县人民政府工作部门，为正科级。{SHORT}内设{c('offices', len(OFFICES))}个股室，"
            f"分别是{'、'.join(OFFICES)}。"
        ),
        Text(f"纳入{ENTITY}2024年度部门决算编制范围的单位共{c('units', len(UNITS))}个，包括："),
        *(Text(f"{i}.{unit}") for i, unit in enumerate(UNITS, 1)),
        Heading(2, "三、人员情况"),
        Text(
            f"截至2024年12月31日，本部门编制{c('staff.total', staff, 'sum')}人，其中：行政编制{c('staff.a', STAFF['行政编制'], 'sum')}人，"
            f"参照公务员法管理事业编制{c('staff.b', STAFF['参照公务员法管理事业编制'], 'sum')}人。年末实有在职人员{c('present.total', present, 'sum')}人，"
            f"其中：行政人员{c('present.a', PRESENT['行政人员'], 'sum')}人，参照公务员法管理事业人员{c('present.b', PRESENT['参照公务员法管理事业人员'], 'sum')}人。"
            "退休人员18人。"
        ),
        Heading(2, "四、2024年重点工作完成情况"),
        *_work(pen),
    ]
    return blocks


def _work(pen: Pen) -> list[Block]:
    def done(slot: str, value: int, target: int, unit: str = "人") -> str:
        rate = pen.rate(f"work.{slot}.rate", value, target, "completion")
        actual = pen.count(f"work.{slot}", value, "completion")
        return f"{actual}{unit}，完成全年目标任务{pen.count(f'work.{slot}.target', target, 'completion')}{unit}的{rate}"

    return [
        Text(
            f"（一）稳就业成效明显。全年城镇新增就业{done('jobs', 4236, 4000)}；失业人员再就业{done('again', 1318, 1200)}；"
            f"就业困难人员就业{done('hard', 467, 450)}。举办线上线下招聘活动{done('fairs', 42, 40, '场')}。"
        ),
        Text(
            f"（二）社保覆盖持续扩大。年末企业职工基本养老保险参保{done('pension', 21436, 21000)}；失业保险参保"
            f"{done('unemployed', 12874, 12500)}；工伤保险参保{done('injury', 14052, 13800)}。被征地农民参保补助惠及612人。"
        ),
        Text(
            "（三）劳动关系总体和谐。全年受理农民工欠薪线索86件，办结86件，办结率100%；受理劳动人事争议案件158件，"
            "当期审结153件，审结率96.84%。农民工工资专户和实名制管理覆盖全部在建项目。"
        ),
        Text(
            "（四）人事人才工作有序推进。全年组织职业资格考试6场，服务考生2,317人；完成事业单位公开招聘64人，"
            "完成专业技术职称评审和备案289人。"
        ),
        Text("（五）基层平台能力提升。为12个乡镇（街道）服务平台更新自助服务设备，培训基层经办人员236人。"),
    ]
