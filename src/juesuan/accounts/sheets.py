"""The sheets of the accounts workbook, declared once: what the template prints, the writer fills and the reader reads.

Kinds of fields beside those of every workbook: ``item``/``economic`` (a code of the classification, name allowed behind
it), ``fund``/``source``/``nature`` and other choices, ``concept`` and ``place`` (what a total or a reason is about).
"""

from __future__ import annotations

import re
from functools import lru_cache

from juesuan.accounts.model import Fund, Nature, Source
from juesuan.accounts.pages import subject_name
from juesuan.accounts.sheetforms import Field, Filled, SheetForm, Vocabulary
from juesuan.taxonomy import department, functional, likeness, title_of
from juesuan.taxonomy.names import Likeness

FUNDS = {
    "一般公共预算财政拨款": Fund.GENERAL,
    "政府性基金预算财政拨款": Fund.FUND,
    "国有资本经营预算财政拨款": Fund.CAPITAL,
    "非财政拨款资金": Fund.OTHER,
}
SOURCES = {
    "财政拨款收入": Source.APPROPRIATION,
    "上级补助收入": Source.SUPERIOR,
    "事业收入": Source.BUSINESS,
    "经营收入": Source.OPERATING,
    "附属单位上缴收入": Source.AFFILIATED,
    "其他收入": Source.OTHER,
}
NATURES = {
    "基本支出": Nature.BASIC,
    "项目支出": Nature.PROJECT,
    "上缴上级支出": Nature.REMITTED,
    "经营支出": Nature.OPERATING,
    "对附属单位补助支出": Nature.SUBSIDY,
}
ASSETS = {"车辆（辆）": "vehicles", "设备（台、套）": "equipment"}
STAFF = {"编制内人员": "posts", "离退休人员": "retired"}
TEXTS = {"主要职责": "duties", "重点工作": "tasks", "内设机构": "departments", "所属单位": "units"}
PAID = {"一般公共预算财政拨款": "three", "政府性基金预算财政拨款": "three_fund"}
REASON_ITEMS = {
    "合计": "total",
    "因公出国（境）": "abroad",
    "公务用车购置及运行": "car",
    "公务用车购置": "purchase",
    "公务用车运行": "running",
    "公务接待": "reception",
}
MEASURES = {
    "决算数": "outturn",
    "年初预算数": "initial-budget",
    "全年预算数": "adjusted-budget",
    "预算数": "budget",
    "数量": "count",
}
CHOICES: dict[str, dict[str, str]] = {
    "measure": MEASURES,
    "fund": {k: str(v) for k, v in FUNDS.items()},
    "source": {k: str(v) for k, v in SOURCES.items()},
    "nature": {k: str(v) for k, v in NATURES.items()},
    "asset": ASSETS,
    "staff": STAFF,
    "about": TEXTS,
    "paid": PAID,
    "three": REASON_ITEMS,
}
_ITEM = Field("科目编码", "item", "item", True, "功能分类项级科目，7 位编码，可从下拉列表中选择", 34)
_FUND = Field("资金性质", "fund", "fund", True, "从下拉列表中选择", 24)
_OUTTURN = Field("决算数", "outturn", "money", True, "本年实际发生数")

ENTITY = "单位信息"
SHEETS: tuple[SheetForm, ...] = (
    SheetForm(
        ENTITY,
        (
            Field("单位名称", "name", "text", True, "与单位公章一致的全称", 40),
            Field("简称", "short", "text", False, "报告正文中使用的简称，可不填"),
            Field("地区", "area", "text", False, "如：四川省清河县。决定公开表的式样，不填按全国通用式样"),
            Field("年度", "year", "year", True, "决算年度，应填四位数字，如 2024"),
            Field("金额单位", "unit", "unit", True, "生成工作簿时用 --unit 选定，不能改动；要换单位请重新生成"),
            Field("公开日期", "published", "date", False, "如 2024-09-12"),
            Field("使用非财政拨款结余", "surplus_used", "money", False, "没有的不填"),
            Field("结余分配", "surplus_distributed", "money", False, "没有的不填"),
            Field("机关运行经费", "agency_operating", "money", False, "行政单位和参公单位填写；没有此项经费的单位留空，不要填 0"),
            Field("机关运行经费年初预算数", "agency_initial", "money", False, "说明中要与年初预算比较的地区填写", spare=True),
        ),
        "在“内容”栏填写，右侧是填写说明。",
        form=True,
    ),
    SheetForm(
        "概况",
        (
            Field("类别", "about", "about", True, "从下拉列表中选择", 14),
            Field("内容", "text", "text", True, "一行写一条", 90),
        ),
        "主要职责、重点工作、内设机构和纳入决算编制范围的单位，一行一条，按公开时的顺序填写。",
    ),
    SheetForm(
        "收入",
        (
            _ITEM,
            Field("收入来源", "source", "source", True, "从下拉列表中选择", 20),
            _FUND,
            Field("金额", "amount", "money", True, "本年收入"),
        ),
        "每个科目、每种来源一行。财政拨款收入要选对资金性质，其余收入选“非财政拨款资金”。",
    ),
    SheetForm(
        "支出",
        (
            _ITEM,
            Field("支出性质", "nature", "nature", True, "从下拉列表中选择", 20),
            _FUND,
            Field("经济分类", "economic", "economic", False, "部门预算经济分类款级，5 位编码；基本支出必填", 28),
            Field("项目名称", "project", "text", False, "项目支出填写", 24),
            Field("年初预算数", "initial", "money", False, "年初部门预算批复数"),
            Field("全年预算数", "adjusted", "money", False, "含调整和上年结转"),
            _OUTTURN,
            Field("差异原因", "reason", "text", False, "决算数与预算数差异较大时说明", 40),
        ),
        "每个科目、支出性质、资金、经济分类和项目一行。",
    ),
    SheetForm(
        "经济分类",
        (
            Field("经济分类", "economic", "economic", True, "部门预算经济分类款级，5 位编码", 28),
            Field("金额", "amount", "money", True, "一般公共预算财政拨款基本支出"),
        ),
        "“支出”表没有逐笔填写经济分类的，在这里按经济分类填一般公共预算财政拨款基本支出；已逐笔填写的，本表留空。",
        optional=True,
    ),
    SheetForm(
        "科目预算",
        (
            Field("科目编码", "item", "item", False, "只填某项资金总的预算时留空", 34),
            _FUND,
            Field("年初预算数", "initial", "money", False, "年初部门预算批复数"),
            Field("全年预算数", "adjusted", "money", False, "含调整和上年结转"),
            Field("主要用于", "purpose", "text", False, "这个科目的资金主要用在哪里，说明中要写明的地区填写", 44, spare=True),
        ),
        "“支出”表没有逐笔填写预算数的，在这里按科目填写；已逐笔填写的，不用再填预算数。",
        optional=True,
    ),
    SheetForm(
        "结转结余",
        (
            _FUND,
            Field("科目编码", "item", "item", False, "政府性基金和国有资本经营预算必填", 34),
            Field("项目名称", "project", "text", False, "按项目填写时填", 24),
            Field("年初结转和结余", "opening", "money", True, "与上年年末数一致"),
            Field("年末结转和结余", "closing", "money", True, "年初＋收入－支出"),
        ),
        "每种资金（每个科目、项目）一行。年初数应与上年决算的年末数一致。",
    ),
    *(
        SheetForm(
            name,
            (
                Field("因公出国（境）费决算数", "abroad", "money", False, "没有的不填"),
                Field("因公出国（境）费预算数", "abroad_budget", "money", False, "全年预算数"),
                Field("因公出国（境）团组数", "abroad_groups", "count", False, "个"),
                Field("因公出国（境）人次数", "abroad_people", "count", False, "人次"),
                Field("公务用车购置费决算数", "purchase", "money", False, "没有的不填"),
                Field("公务用车购置费预算数", "purchase_budget", "money", False, "全年预算数"),
                Field("公务用车运行维护费决算数", "running", "money", False, "没有的不填"),
                Field("公务用车运行维护费预算数", "running_budget", "money", False, "全年预算数"),
                Field("公务用车保有量", "vehicles", "count", False, "年末辆数"),
                Field("公务接待费预算数", "reception_budget", "money", False, "全年预算数；决算数由“公务接待”表合计"),
            ),
            "只填财政拨款安排的支出。公务接待费决算数由“公务接待”表合计，不在这里填。",
            form=True,
            optional=name != "三公经费",
        )
        for name in ("三公经费", "三公经费（基金）")
    ),
    SheetForm(
        "公务接待",
        (
            Field("资金", "paid", "paid", True, "从下拉列表中选择", 24),
            Field("日期", "date", "text", False, "如 2024-05-20"),
            Field("接待对象和事由", "what", "text", False, "", 44),
            Field("批次", "batches", "count", True, "次"),
            Field("人次", "people", "count", True, "不含陪同人员"),
            Field("金额", "amount", "money", True, ""),
            Field("外事接待", "foreign", "flag", False, "是或否，不填为否", 10),
        ),
        "一次（或一类）接待一行。",
    ),
    SheetForm(
        "公务用车购置",
        (
            Field("资金", "paid", "paid", True, "从下拉列表中选择", 24),
            Field("车型", "kind", "text", True, "如：执法执勤用车", 24),
            Field("数量", "number", "count", True, "辆"),
        ),
        "本年购置的公务用车，一种车型一行。没有的留空。",
        keys=("paid", "kind"),
        optional=True,
    ),
    SheetForm(
        "公务用车保有",
        (
            Field("资金", "paid", "paid", True, "从下拉列表中选择", 24),
            Field("车型", "kind", "text", True, "如：轿车、越野车", 24),
            Field("数量", "number", "count", True, "年末辆数"),
        ),
        "年末公务用车，一种车型一行，合计与“三公经费”中的保有量一致。说明中不按车型列的地区留空。",
        keys=("paid", "kind"),
        optional=True,
    ),
    SheetForm(
        "政府采购",
        (
            Field("货物支出", "goods", "money", False, "没有的不填"),
            Field("工程支出", "works", "money", False, "没有的不填"),
            Field("服务支出", "services", "money", False, "没有的不填"),
            Field("授予中小企业合同金额", "sme", "money", False, "含小微企业"),
            Field("其中：授予小微企业合同金额", "micro", "money", False, "不大于授予中小企业合同金额"),
            Field("主要用途", "purpose", "text", False, "如：购买办公设备、物业服务", 60),
            Field("面向中小企业预留项目预算金额", "reserved_sme", "money", False, "以下五项，要说明预留情况的地区填写", spare=True),
            Field("面向小微企业预留项目预算金额", "reserved_micro", "money", False, "", spare=True),
            Field("预留项目中中小企业中标（成交）金额", "won_sme", "money", False, "面向中小企业预留的项目", spare=True),
            Field("预留项目中小微企业中标（成交）金额", "won_micro", "money", False, "面向小微企业预留的项目", spare=True),
            Field("其他项目中中小企业中标（成交）金额", "open_sme", "money", False, "没有预留的项目", spare=True),
        ),
        "政府采购支出总额由货物、工程、服务三项合计，不用填写。",
        form=True,
    ),
    SheetForm(
        "国有资产",
        (
            Field("类别", "asset", "asset", True, "从下拉列表中选择", 18),
            Field("名称", "kind", "text", True, "如：机要通信用车、单价100万元以上设备（不含车辆）", 44),
            Field("数量", "number", "count", True, "年末数"),
        ),
        "车辆按种类，设备按单价档次，一种一行。", keys=("asset", "kind"),
    ),
    SheetForm(
        "人员",
        (
            Field("类别", "staff", "staff", True, "从下拉列表中选择", 16),
            Field("名称", "kind", "text", True, "如：行政编制、参公事业编制、退休", 30),
            Field("编制数", "approved", "count", False, "离退休人员不填"),
            Field("实有数", "filled", "count", True, "年末数"),
        ),
        "一种编制（或离退休）一行。", keys=("staff", "kind"),
    ),
    SheetForm(
        "项目",
        (
            Field("项目名称", "name", "text", True, "与预算批复一致", 30),
            _FUND,
            _ITEM,
            Field("年初预算数", "initial", "money", False, ""),
            Field("全年预算数", "adjusted", "money", True, ""),
            _OUTTURN,
            Field("年初结转", "opening", "money", False, "没有的不填"),
            Field("年末结转", "closing", "money", False, "没有的不填"),
            Field("完成情况", "summary", "text", False, "做了什么、效果如何", 60),
        ),
        "一个项目一行。决算数应与“支出”表同名项目的合计一致。",
    ),
    SheetForm(
        "原因说明",
        (
            Field("事项", "place", "place", True, "从下拉列表中选择", 34),
            Field("原因", "reason", "text", True, "一句话，不用写句号", 80),
        ),
        "与上年、与预算相比变动需要说明原因的，一项一行。", keys=("place",),
    ),
    SheetForm(
        "合计数",
        (
            Field("事项", "concept", "concept", True, "由系统填写，方括号中是事项代码", 50),
            Field("口径", "measure", "measure", True, "从下拉列表中选择", 14),
            Field("范围", "scope", "text", False, "科目编码或项目名称", 24),
            Field("金额", "amount", "money", True, ""),
        ),
        "只知道合计、没有明细的数（如从已公开的报告转换而来）。有明细的以明细为准。",
        keys=("concept", "measure", "scope"),
        optional=True,
    ),
    SheetForm(
        "三公原因",
        (
            Field("资金", "paid", "paid", True, "从下拉列表中选择", 24),
            Field("事项", "three", "three", True, "从下拉列表中选择", 18),
            Field("原因", "reason", "text", True, "一句话，不用写句号", 80),
        ),
        "“三公”经费各项与上年、与预算相比变动的原因，一项一行。", keys=("paid", "three"),
        optional=True,
    ),
)  # fmt: skip
PRIOR = "上年"
GUIDE = "填表说明"
TOTALS = "汇总核对"
LISTS = "科目表"
UNREAD = "未能识别"
#: Sheets of the workbook that hold no accounts.
ASIDE = (GUIDE, TOTALS, LISTS, UNREAD)
#: What a reason is usually asked for: concepts, and what is no concept with its words.
PLACES = (
    "grand-total", "income.current", "expenditure.current", "appropriation.grand-total", "general.expenditure",
    "general.budget", "fund.expenditure", "capital.expenditure", "agency-operating", "procurement.total", "opening",
    "首次编制",
)  # fmt: skip
_PLACE_WORDS = {"general.budget": "一般公共预算财政拨款支出与预算相比"}


def place_words(place: str) -> str:
    """How “原因说明” calls what is to be explained."""
    return _PLACE_WORDS.get(place) or title_of(place) or place


def sheet(name: str) -> SheetForm | None:
    """The declaration of a sheet, also of last year's (上年收入)."""
    bare = name.removeprefix(PRIOR)
    return next((s for s in SHEETS if s.name == bare), None)


#: Kinds of fields that hold a code of the classification.
CODED = ("item", "economic")
_CODE = re.compile(r"\s*(\d{3,9})(?:\.0)?\s*(.*?)\s*", re.S)
_SAME = (Likeness.SAME, Likeness.ENDING)


@lru_cache(maxsize=8)
def vocabulary(year: int | None, names: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    """What the cells of a year's book may hold (``None``: the year is not known); ``names`` are the book's own."""
    items, economic = sorted(functional(year).current.items()), sorted(department(year).current.items())

    own = dict(names)

    def code_words(value: str) -> str:
        name = subject_name(value, year, own)
        section = own.get(value[:5], "") if value in own and len(value) == 7 else ""
        return value if name == value else f"{value} {section}{'/' if section else ''}{name}"

    return Vocabulary(
        choices=CHOICES,
        lists={
            "item": ("功能分类科目", tuple(f"{c} {s.name}" for c, s in items if len(c) == 7)),
            "economic": ("经济分类科目", tuple(f"{c} {s.name}" for c, s in economic if len(c) == 5)),
            "place": ("说明事项", tuple(map(place_words, PLACES))),
        },
        words={
            "item": code_words,
            "economic": code_words,
            "concept": _concept_words,
            "place": lambda value: place_words(value) if value in PLACES else str(value),
        },
        reads={
            "item": lambda cell: _code(cell, year),
            "economic": lambda cell: _code(cell, year),
            "concept": lambda cell: str(cell.value).strip().rpartition("[")[2].rstrip("]"),
            "place": _place,
        },
    )


def _concept_words(value: str) -> str:
    title = title_of(value)
    return f"[{value}]" if title == value else f"{title}[{value}]"


def _place(cell: Filled) -> str:
    words = str(cell.value).strip()
    return next((p for p in PLACES if place_words(p) == words), words)


def own_names(words: str, kind: str, year: int | None) -> dict[str, str]:
    """The names a cell gives to a code that the year's list lacks: ``2089898 款名/项名``, or the last alone."""
    found = _CODE.fullmatch(words)
    edition = functional(year) if kind == "item" else department(year)
    digits = 7 if kind == "item" else 5
    if found is None or len(found[1]) != digits or not found[2] or edition.code(found[1]) is not None:
        return {}
    section, _, name = found[2].rpartition("/")
    names = {found[1]: name.strip()}
    above = found[1][:-2]
    return names | ({above: section.strip()} if section.strip() and edition.code(above) is None else {})


def _code(cell: Filled, year: int | None) -> str | None:
    """The code of a classification's subject; a name behind it must be its own."""
    found = _CODE.fullmatch(str(cell.value))
    edition = functional(year) if cell.field.kind == "item" else department(year)
    what, digits = ("功能分类项级科目", 7) if cell.field.kind == "item" else ("部门预算经济分类款级科目", 5)
    title = f"“{cell.field.title}”"
    if found is None or len(found[1]) != digits:
        cell.say("bad-code", f"{title}应填 {digits} 位{what}编码", "")
        return None
    subject = edition.code(found[1])
    # A code the year's list lacks is a matter of judgement (validate), not of reading.
    if subject is not None and found[2] and likeness(found[2], subject.name) not in _SAME:
        cell.say("name-differs", f"{title}的编码和名称不一致", f"{found[1]} 是“{subject.name}”")
    return found[1]
