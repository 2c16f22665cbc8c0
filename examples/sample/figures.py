"""The accounts behind the sample report: ledger lines in 元, from which every printed figure is derived.

The amounts are invented and deliberately not round, so that printed sums in 万元 differ from their parts by the usual
last digit: a reader that cannot live with rounding raises alarms on the clean report. ``SAMPLE_SEED`` in the
environment moves every amount by a hair, which makes as many other clean reports as anybody wants.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import sha256

ENTITY = "清河县人力资源和社会保障局"
SHORT = "县人社局"
YEAR = 2024


SEED = os.environ.get("SAMPLE_SEED", "")


def vary(cents: int) -> int:
    """``cents``, moved by at most 0.05 % by the seed: equal amounts stay equal, rounding falls anew."""
    if not SEED:
        return cents
    step = int.from_bytes(sha256(f"{SEED}/{cents}".encode()).digest()[:4], "big") % 500
    return cents + cents * step // 1_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """A project: item it is paid from, fund, adjusted budget, outturn and initial budget, all in 元."""

    name: str
    code: str
    fund: str
    budget: int
    outturn: int
    initial: int
    aim: str
    done: str


@dataclass(frozen=True, slots=True)
class Line:
    """One functional item of one fund. ``basic`` and ``project`` are this year's expenditure, in 元."""

    code: str
    fund: str
    basic: int
    project: int
    opening: int
    closing: int
    initial: int

    @property
    def expenditure(self) -> int:
        return self.basic + self.project

    @property
    def income(self) -> int:
        return self.expenditure + self.closing - self.opening


NAMES = {
    "208": "社会保障和就业支出",
    "20801": "人力资源和社会保障管理事务",
    "2080101": "行政运行",
    "2080105": "劳动保障监察",
    "2080106": "就业管理事务",
    "2080109": "社会保险经办机构",
    "2080112": "劳动人事争议调解仲裁",
    "2080199": "其他人力资源和社会保障管理事务支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "20807": "就业补助",
    "2080705": "公益性岗位补贴",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120805": "补助被征地农民支出",
    "213": "农林水支出",
    "21305": "巩固脱贫攻坚成果衔接乡村振兴",
    "2130599": "其他巩固脱贫攻坚成果衔接乡村振兴支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}

PROJECTS = (
    Project("农民工工资治理专项", "2080105", "general", 284_600_00, 271_846_53, 280_000_00,
            "依法查处欠薪案件，维护农民工合法权益", "全年受理欠薪线索并全部办结"),
    Project("公共就业服务活动", "2080106", "general", 418_000_00, 396_418_27, 400_000_00,
            "组织招聘和职业指导，帮助劳动者就业", "招聘活动和职业指导按计划完成"),
    Project("社会保险经办大厅运行", "2080109", "general", 326_500_00, 326_172_84, 320_000_00,
            "保障经办大厅设备和网络正常运行", "经办大厅全年稳定运行"),
    Project("劳动争议仲裁办案", "2080112", "general", 142_000_00, 128_964_39, 142_000_00,
            "及时公正处理劳动人事争议", "受理的争议案件按期结案"),
    Project("基层平台能力提升", "2080199", "general", 261_300_00, 258_713_46, 250_000_00,
            "为乡镇和社区服务平台更新设备、开展培训", "设备更新和人员培训全部完成"),
    Project("公益性岗位补贴", "2080705", "general", 2_356_000_00, 2_318_624_75, 2_300_000_00,
            "帮助就业困难人员在公益性岗位就业", "补贴按月足额发放到人"),
    Project("乡村振兴劳务协作", "2130599", "general", 186_000_00, 183_527_61, 186_000_00,
            "组织脱贫劳动力外出务工", "外出务工组织和交通补助按计划完成"),
    Project("被征地农民参保补助", "2120805", "fund", 973_000_00, 938_246_18, 950_000_00,
            "对被征地农民参加基本养老保险给予补助", "符合条件的人员全部纳入补助"),
    Project("职业资格考务服务", "2080199", "other", 86_400_00, 82_135_07, 86_400_00,
            "保障各类职业资格考试顺利实施", "全年考务零事故"),
)  # fmt: skip


PROJECTS = tuple(
    replace(p, budget=vary(p.budget), outturn=vary(p.outturn), initial=vary(p.initial)) for p in PROJECTS
)


def _line(code: str, fund: str, basic: int = 0, opening: int = 0, closing: int = 0, initial: int = 0) -> Line:
    own = [p for p in PROJECTS if p.code == code and p.fund == fund]
    spent = sum(p.outturn for p in own)
    initial = vary(initial) + sum(p.initial for p in own)
    return Line(code, fund, vary(basic), spent, vary(opening), vary(closing), initial)


# Amounts with two underscores read as 元_分: 5_124_378_62 is 5,124,378.62 元.
LINES = (
    _line("2080101", "general", 5_124_378_62, initial=5_036_000_00),
    _line("2080105", "general", opening=18_246_10, closing=12_753_47),
    _line("2080106", "general", closing=21_581_73),
    _line("2080109", "general", 2_486_913_75, initial=2_520_000_00),
    _line("2080112", "general", closing=13_035_61),
    _line("2080199", "general", opening=36_420_88, closing=2_586_54),
    _line("2080501", "general", 186_427_36, initial=186_427_36),
    _line("2080505", "general", 742_518_94, initial=750_000_00),
    _line("2080506", "general", 371_259_47, initial=360_000_00),
    _line("2080705", "general", opening=152_360_42, closing=37_375_25),
    _line("2101101", "general", 318_746_21, initial=320_000_00),
    _line("2101103", "general", 94_183_55, initial=93_000_00),
    _line("2130599", "general", closing=2_472_39),
    _line("2210201", "general", 687_342_18, initial=680_000_00),
    _line("2120805", "fund", opening=8_415_33, closing=43_169_15),
    _line("2080199", "other", opening=14_260_52, closing=6_125_45),
)


def lines(*funds: str) -> tuple[Line, ...]:
    """The ledger lines of the given funds (all if none is named)."""
    return tuple(x for x in LINES if not funds or x.fund in funds)


def total(attribute: str, *funds: str, prefix: str = "") -> int:
    """The sum of one attribute (``expenditure``, ``opening`` …) over lines whose code starts with ``prefix``, 分."""
    return sum(getattr(x, attribute) for x in lines(*funds) if x.code.startswith(prefix))


def codes(*funds: str) -> list[str]:
    """Class, section and item codes that the given funds use, in order."""
    used = {x.code[:n] for x in lines(*funds) for n in (3, 5, 7)}
    return sorted(used)


def _varied(group: dict[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    return {code: (name, vary(cents)) for code, (name, cents) in group.items()}


APPROPRIATION = ("general", "fund")
OPERATING = _varied({
    "30201": ("办公费", 142_618_33), "30202": ("印刷费", 63_274_18), "30205": ("水费", 8_126_47),
    "30206": ("电费", 41_538_92), "30207": ("邮电费", 36_415_08), "30211": ("差旅费", 118_362_55),
    "30213": ("维修（护）费", 29_846_71), "30215": ("会议费", 12_380_00), "30216": ("培训费", 24_675_30),
    "30217": ("公务接待费", 19_246_38), "30228": ("工会经费", 73_218_64), "30229": ("福利费", 51_847_26),
    "30231": ("公务用车运行维护费", 56_318_42), "30239": ("其他交通费用", 362_745_00),
    "30299": ("其他商品和服务支出", 47_392_16),
})  # fmt: skip
CAPITAL = _varied({"31002": ("办公设备购置", 38_640_75)})
_PERSONNEL = _varied({
    "30101": ("基本工资", 2_634_182_47), "30103": ("奖金", 1_386_247_19),
    "30108": ("机关事业单位基本养老保险缴费", 742_518_94), "30109": ("职业年金缴费", 371_259_47),
    "30110": ("职工基本医疗保险缴费", 318_746_21), "30111": ("公务员医疗补助缴费", 94_183_55),
    "30112": ("其他社会保障缴费", 26_481_35), "30113": ("住房公积金", 687_342_18),
    "30199": ("其他工资福利支出", 318_425_60),
})  # fmt: skip
AID = _varied({"30302": ("退休费", 86_427_36), "30304": ("抚恤金", 64_218_50), "30305": ("生活补助", 35_781_50)})


def amount_of(group: dict[str, tuple[str, int]]) -> int:
    """The sum of one group of economic classes, 分."""
    return sum(amount for _, amount in group.values())


# The allowance takes what is left, so that economic classes and functional items give the same basic expenditure.
_ALLOWANCE = total("basic") - sum(map(amount_of, (_PERSONNEL, AID, OPERATING, CAPITAL)))
WAGES = dict(sorted({**_PERSONNEL, "30102": ("津贴补贴", _ALLOWANCE)}.items()))
PERSONNEL = amount_of(WAGES) + amount_of(AID)
RUNNING = amount_of(OPERATING) + amount_of(CAPITAL)

#: Last year's outturn, 分, by what it is.
PRIOR = {
    "grand": 16_183_527_46 + total("opening"),
    "income": 15_988_164_07,
    "expenditure": 16_183_527_46,
    "appropriation": 16_101_842_93 + total("opening", *APPROPRIATION),
    "general": 15_124_736_58,
    "fund": 977_106_35,
    "three": 84_927_16,
    "car": 61_482_50,
    "reception": 23_444_66,
    "operating": 1_186_534_27,
}
THREE_BUDGET = {"abroad": 0, "purchase": 0, "running": 60_000_00, "reception": 24_000_00}
THREE = {"abroad": 0, "purchase": 0, "running": OPERATING["30231"][1], "reception": OPERATING["30217"][1]}
RECEPTION = {"times": 23, "people": 187}
PROCUREMENT = {"goods": 186_432_50, "works": 0, "services": 612_846_30}
SMALL = 634_871_20
MICRO = 418_236_70
STAFF = {"行政编制": 26, "参照公务员法管理事业编制": 31}
PRESENT = {"行政人员": 25, "参照公务员法管理事业人员": 29}
SURVEY = {"issued": 130, "returned": 126, "valid": 124}
QUESTIONS = (
    ("您对办事大厅的服务态度是否满意", (86, 31, 7, 0)),
    ("您对业务办理的时限是否满意", (79, 36, 8, 1)),
    ("您对政策咨询和解答是否满意", (82, 33, 8, 1)),
    ("您对补贴发放的及时性是否满意", (88, 27, 7, 2)),
)
