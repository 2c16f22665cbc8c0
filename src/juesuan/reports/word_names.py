"""Every name that a tag of a Word template may use, with what it means: the one table behind the check, the list that
``juesuan pack names`` prints, and the values themselves.

Amounts are called by the words of their concept without its brackets and quotes (``因公出国境费``), so that a name is also
what the statutory table says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Entity
from juesuan.documents.composition import ComposedBlock
from juesuan.reports.charts import FIGURES
from juesuan.reports.compose import spoken_date
from juesuan.reports.packs import Pack, Section
from juesuan.reports.packs import load as load_pack
from juesuan.reports.packs import names as pack_names
from juesuan.reports.phrases import PARTS, Phrases
from juesuan.reports.word_values import BLOCK, FIGURE, MONEY, SHARE, TEXT, TRUTH, Amount, Name, Source, Value
from juesuan.taxonomy import forms
from juesuan.taxonomy.titles import titles

TABLES, CHARTS, SECTIONS = "公开表", "统计图", "说明文字"
INCOME_ITEM, SPENT_ITEM, FUND_ITEM, ECONOMIC_ITEM = "收入科目", "支出科目", "财政拨款科目", "经济分类科目"
PROJECT, RECEPTION, COUNTED, POST = "项目", "接待", "数量", "编制"
#: An amount that only some entities have, and others leave blank.
_OPTIONAL = "agency-operating"
_NOT_A_LETTER = re.compile(r"\W")
#: A year in a heading; what is left of the heading is the section's name.
_YEAR = re.compile(r"\{\{ year \}\}年度?|\{\{.*?\}\}")
_CHARTS = {
    "totals": "收支总计变动", "income": "收入结构", "expenditure": "支出结构", "appropriation": "财政拨款收支变动",
    "general-change": "一般公共预算支出变动", "general": "一般公共预算支出结构", "three": "三公经费结构",
}  # fmt: skip
_FUND_NAMES = {"general": "一般公共预算", "fund": "政府性基金", "capital": "国有资本经营预算"}


def plain_name(title: str) -> str:
    """A title as a name: letters and digits only (``“三公”经费合计`` → ``三公经费合计``)."""
    return _NOT_A_LETTER.sub("", title)


# Amounts


def _base(name: str, about: str, change: Callable[[Amount], Amount]) -> Name:
    return Name(name, MONEY, about, lambda _, amount: change(amount))


def _words(name: str, about: str, how: Callable[[Phrases, Amount], str], kind: str = FIGURE) -> Name:
    return Name(name, kind, about, lambda source, a: source.tell(a, lambda phrases: how(phrases, a)))


def _stated(source: Source, amount: Amount) -> bool:
    told = source.of(amount)
    return told is not None and told.known(amount.concept, amount.measure, amount.scope)


def _structure(phrases: Phrases, amount: Amount) -> str:
    if amount.concept in PARTS:
        return phrases.structure(amount.concept)
    of = amount.concept.removesuffix(".expenditure")
    if f"{of}.expenditure" != amount.concept:
        raise TypeError("这个金额没有规定的组成部分")
    return phrases.structure(amount.concept, f"{of}.item")


_AMOUNT = (
    _base("年初预算", "年初预算数", lambda a: replace(a, measure="initial-budget")),
    _base("全年预算", "全年（调整）预算数", lambda a: replace(a, measure="adjusted-budget")),
    _base("上年", "上年度的同一项", lambda a: replace(a, last=True)),
    _words("万元", "只要数字，单位万元", lambda p, a: p.number(a.concept, a.scope, a.measure)),
    _words("元", "只要数字，单位元", lambda p, a: p.number(a.concept, a.scope, a.measure, "元")),
    _words("增减", "与上年相比的增减额和增长率", lambda p, a: p.change(a.concept, a.scope)),
    _words(
        "完成年初预算", "完成年初预算的百分之几", lambda p, a: p.completion(a.concept, "initial", a.scope).lstrip("，")
    ),
    _words(
        "完成全年预算", "完成全年预算的百分之几", lambda p, a: p.completion(a.concept, "adjusted", a.scope).lstrip("，")
    ),
    _words("与年初预算相比", "大于、小于或等于年初预算及原因", lambda p, a: p.deviation(a.concept, "initial", a.scope)),
    _words("与全年预算相比", "大于、小于或等于全年预算及原因", lambda p, a: p.deviation(a.concept, "adjusted", a.scope)),
    _words("原因", "“原因说明”中填写的原因", lambda p, a: p.because(a.concept, "", a.scope)),
    _words("构成", "各组成部分的金额和占比", _structure),
    Name("已填", TRUTH, "工作簿中是否填了这个数", _stated),
)  # fmt: skip


def _amounts() -> Iterator[Name]:
    """The amounts that every year has, nought or not: those a ledger of nothing states."""
    blank = Ledger(Accounts(Entity(""), 0, (), ()))
    always = {c for c, measure, scope in blank.posted if measure == "outturn" and not scope} | {_OPTIONAL}
    for concept, title in titles().items():
        if concept in always:
            yield Name(plain_name(title), MONEY, title, _found(Amount(concept)))


def _found(value: Any) -> Callable[[Source, Any], Any]:
    return lambda _, __: value


# Items, projects and other records


def _scoped(name: str, about: str, ending: str = "") -> Name:
    """An amount of an item: the concept of the list, with an ending, for the item's code."""
    return Name(name, MONEY, about, lambda _, of: Amount(of[0] + ending, of[1]))


_CODED = (
    Name("编码", TEXT, "科目编码", lambda _, of: of[1]),
    Name("名称", TEXT, "科目名称", lambda source, of: source.phrases.ledger.name(of[1])),
)
_FUNCTIONAL = (*_CODED, Name("全称", TEXT, "类、款、项的名称", lambda source, of: source.phrases.item(of[1])))
_FUND_FIELDS = (
    *_FUNCTIONAL,
    _scoped("决算数", "本年支出决算数"),
    _scoped("基本支出", "其中：基本支出", "-basic"),
    _scoped("项目支出", "其中：项目支出", "-project"),
)
_PROJECT_FIELDS = (
    Name("名称", TEXT, "项目名称", lambda _, p: p.name),
    Name("决算数", MONEY, "决算数，可以接 .全年预算、.完成全年预算 等", lambda _, p: Amount("project", p.name)),
    Name("完成情况", TEXT, "工作簿中填写的完成情况", lambda _, p: p.summary),
    Name("年初结转", FIGURE, "年初结转", lambda s, p: s.marked(s.phrases.given("project.opening", p.opening, p.name))),
    Name("年末结转", FIGURE, "年末结转", lambda s, p: s.marked(s.phrases.given("project.closing", p.closing, p.name))),
)  # fmt: skip


def _counted(name: str, about: str, concept: str, of: Callable[[Any], int]) -> Name:
    """A count of one record; the record comes with its place in the list."""

    def get(source: Source, found: tuple[int, Any]) -> str:
        return source.marked(source.phrases.count(f"{concept}.{found[0]}", of(found[1])))

    return Name(name, FIGURE, about, get)


def _event(source: Source, found: tuple[int, Any]) -> str:
    return source.marked(source.phrases.given("three.reception-event", found[1].amount, found[0]))


_RECEPTION_FIELDS = (
    Name("日期", TEXT, "日期", lambda _, r: r[1].date),
    Name("事由", TEXT, "接待对象和事由", lambda _, r: r[1].what),
    Name("金额", FIGURE, "金额", _event),
    Name("外事", TRUTH, "是否外事接待", lambda _, r: r[1].foreign),
    _counted("批次", "批次", "three.reception-event.batches", lambda r: r.batches),
    _counted("人次", "人次", "three.reception-event.people", lambda r: r.people),
)
_COUNTED_FIELDS = (
    Name("名称", TEXT, "名称", lambda _, r: r[1][0]),
    Name("数量", FIGURE, "数量", lambda s, r: s.marked(s.phrases.count(f"{r[2]}.{r[0]}", r[1][1]))),
)
_POST_FIELDS = (
    Name("名称", TEXT, "编制种类", lambda _, r: r[1][0]),
    _counted("编制数", "编制数", "staff.posts", lambda r: r[1]),
    _counted("实有数", "实有数", "staff.filled", lambda r: r[2]),
)


# Blocks

Find = Callable[[Source], Iterable[ComposedBlock]]


def _block(name: str, about: str, find: Find) -> Name:
    return Name(name, BLOCK, about, lambda source, _: partial(find, source))


def _table(name: str, source: Source) -> Iterable[ComposedBlock]:
    for table in source.tables:
        if name in (table.label.removesuffix("表"), plain_name(table.title)):
            return (table,)
    there = "、".join(table.label.removesuffix("表") for table in source.tables)
    raise LookupError(f"本地区本年度没有“{name}”这张表，有：{there}")


def _table_names() -> tuple[Name, ...]:
    numbered = {f"公开{n:02d}": f"公开{n:02d}表" for n in range(1, 15)}
    titled = {plain_name(f.title): f.title for f in forms().values()}
    every = _block("全部", "全部公开表，每张从新的一页开始", lambda source: source.tables)
    return (every, *(_block(k, v, partial(_table, k)) for k, v in (numbered | titled).items()))


def _chart(key: str, source: Source) -> Iterable[ComposedBlock]:
    return source.once(f"图.{key}", lambda: source.desk.writer.directives["figure"](key))


def _section(name: str, source: Source) -> Iterable[ComposedBlock]:
    writer = source.desk.writer
    found = [s for s in writer.pack.sections.values() if name in (s.key, section_name(s))]
    if not found:
        there = "、".join(dict.fromkeys(map(section_name, told_sections(writer.pack))))
        raise LookupError(f"模板“{writer.pack.name}”没有“{name}”一节，有：{there}")
    return source.once(f"说明.{name}", lambda: writer.section(found[0]))


def section_name(section: Section) -> str:
    """What a template calls a section: its heading without the year, or its key."""
    return plain_name(_YEAR.sub("", section.heading)) or section.key


def told_sections(pack: Pack) -> list[Section]:
    """The sections of a pack that are words: not the tables, the glossary and the annexes."""
    keys = [key for chapter in pack.chapters for key in chapter.sections]
    return [pack.sections[k] for k in keys if k in pack.sections and pack.sections[k].heading]


def _section_names(pack: Pack | None) -> tuple[Name, ...]:
    packs = [pack] if pack is not None else list(map(load_pack, pack_names()))
    found: dict[str, str] = {}
    for section in (s for p in packs for s in told_sections(p)):
        found.setdefault(section_name(section), f"“{section_name(section)}”一节")
    return tuple(_block(k, v, partial(_section, k)) for k, v in found.items())


def _directive(name: str, source: Source) -> Iterable[ComposedBlock]:
    return source.desk.writer.directives[name]("")


# The table of names


def _codes(concept: str, digits: int = 7) -> Callable[[Source, Any], list[tuple[str, str]]]:
    def get(source: Source, _: Any) -> list[tuple[str, str]]:
        ledger = source.phrases.ledger
        codes = source.phrases.items(concept) if digits == 7 else ledger.scopes(concept, digits)
        return [(concept, c) for c in codes if digits == 7 or source.phrases.any(concept, scope=c)]

    return get


def _numbered(of: Callable[[Any], Any], *more: str) -> Callable[[Source, Any], list[tuple[Any, ...]]]:
    return lambda source, _: [(n, one, *more) for n, one in enumerate(of(source.phrases.accounts), 1)]


def _count(name: str, about: str, concept: str, of: Callable[[Any], int]) -> Name:
    return Name(name, FIGURE, about, lambda s, _: s.marked(s.phrases.count(concept, of(s.phrases.accounts))))


def _word(name: str, about: str, key: str) -> Name:
    return Name(name, TEXT, about, lambda source, _: source.desk.writer.words[key])


def _share(source: Source, part: Value, whole: Value) -> str:
    one, all_ = (source.amount(v) for v in (part, whole))
    if one.last or all_.last or (one.measure, all_.measure) != ("outturn", "outturn") or all_.scope:
        raise TypeError("占比只能是本年决算数占本年决算合计的比例")
    return source.marked(source.phrases.share(one.concept, all_.concept, one.scope))


_WORDS = (
    _word("单位名称", "单位全称", "name"),
    _word("单位简称", "单位简称，没有填的用全称", "short"),
    _word("年度", "决算年度，如 2024", "year"),
    _word("上年度", "上一年度，如 2023", "last"),
    _word("部门或单位", "“部门”或“单位”，由模板决定", "kind"),
    Name("地区", TEXT, "地区", lambda source, _: source.phrases.accounts.entity.area),
    Name("公开日期", TEXT, "如 2024年9月12日", lambda s, _: spoken_date(s.phrases.accounts.entity.published)),
    _word("采购用途", "政府采购的主要用途", "purpose"),
    Name("主要职责", f"{TEXT}[]", "一条一段", lambda s, _: s.desk.writer.words["duties"]),
    Name("重点工作", f"{TEXT}[]", "一条一段", lambda s, _: s.desk.writer.words["tasks"]),
    Name("内设机构", f"{TEXT}[]", "一条一段", lambda s, _: s.desk.writer.words["departments"]),
    Name("所属单位", f"{TEXT}[]", "一条一段", lambda s, _: s.desk.writer.words["units"]),
)
_COUNTS = (
    _count("所属单位数", "所属单位个数", "units", lambda a: len(a.entity.units)),
    _count("项目数", "项目个数", "projects", lambda a: len(a.projects)),
    _count("因公出国境团组数", "团组数", "three.abroad.groups", lambda a: a.three.abroad_groups),
    _count("因公出国境人次数", "人次数", "three.abroad.people", lambda a: a.three.abroad_people),
    _count("公务用车购置数", "购置辆数", "three.purchased", lambda a: sum(n for _, n in a.three.purchased)),
    _count("公务用车保有量", "保有量（辆）", "three.vehicles", lambda a: a.three.vehicles),
    _count("公务接待批次", "国内公务接待批次", "three.reception.batches", lambda a: _home(a, "batches")),
    _count("公务接待人次", "国内公务接待人次", "three.reception.people", lambda a: _home(a, "people")),
    _count(
        "车辆总数", "国有资产中的车辆数", "assets.vehicles", lambda a: sum(n for _, n in a.assets.vehicles)
    ),
    _count("编制总数", "编制总数", "staff.posts", lambda a: sum(x for _, x, _ in a.staff.posts)),
    _count("实有人数", "年末实有在职人数", "staff.filled", lambda a: sum(n for _, _, n in a.staff.posts)),
)
_LISTS = (
    Name("收入科目清单", f"{INCOME_ITEM}[]", "各科目本年收入", _codes("income.item")),
    Name("支出科目清单", f"{SPENT_ITEM}[]", "各科目本年支出", _codes("expenditure.item")),
    *(
        Name(f"{title}科目清单", f"{FUND_ITEM}[]", f"各科目{title}财政拨款支出", _codes(f"{fund}.item"))
        for fund, title in _FUND_NAMES.items()
    ),
    Name("经济分类科目清单", f"{ECONOMIC_ITEM}[]", "各经济分类科目基本支出", _codes("economic.item", 5)),
    Name("项目清单", f"{PROJECT}[]", "项目", lambda source, _: source.phrases.accounts.projects),
    Name("接待清单", f"{RECEPTION}[]", "公务接待", _numbered(lambda a: a.three.receptions)),
    Name("购置车辆清单", f"{COUNTED}[]", "购置的公务用车", _numbered(lambda a: a.three.purchased, "three.purchased")),
    Name("车辆清单", f"{COUNTED}[]", "各种车辆", _numbered(lambda a: a.assets.vehicles, "assets.vehicles")),
    Name("设备清单", f"{COUNTED}[]", "各档设备", _numbered(lambda a: a.assets.equipment, "assets.equipment")),
    Name("编制清单", f"{POST}[]", "编制和实有人数", _numbered(lambda a: a.staff.posts)),
    Name("离退休清单", f"{COUNTED}[]", "离退休人员", _numbered(lambda a: a.staff.retired, "staff.retired")),
)  # fmt: skip
_SHARES = (
    Name("占比", SHARE, "占比(部分, 整体)，如 占比(基本支出, 本年支出合计)", lambda s, _: partial(_share, s)),
)
_BLOCKS = (
    Name("表", TABLES, "公开表", _found(None)),
    Name("图", CHARTS, "统计图", _found(None)),
    Name("说明", SECTIONS, "一节说明文字，由模板按数据写出", _found(None)),
    _block("名词解释", "报告用到的名词和科目的解释", partial(_directive, "glossary")),
    _block("附件目录", "附件的标题", partial(_directive, "annexes")),
)


def _home(accounts: Any, what: str) -> int:
    return sum(getattr(r, what) for r in accounts.three.receptions if not r.foreign)


#: The names that may stand at the beginning of a tag, in groups as the guide prints them.
GROUPS: dict[str, tuple[Name, ...]] = {
    "文字": _WORDS, "金额": tuple(_amounts()), "数量": _COUNTS, "比例": _SHARES, "清单": _LISTS, "整块内容": _BLOCKS,
}  # fmt: skip
TOP: dict[str, Name] = {one.name: one for group in GROUPS.values() for one in group}
_SOURCES = {"财政拨款收入": "appropriation", "上级补助收入": "superior", "事业收入": "business", "经营收入": "operating",
            "附属单位上缴收入": "affiliated", "其他收入": "other"}  # fmt: skip
_NATURES = {"上缴上级支出": "remitted", "经营支出": "operating", "对附属单位补助支出": "subsidy"}
#: What may follow a value of each kind.
KINDS: dict[str, tuple[Name, ...]] = {
    MONEY: _AMOUNT,
    BLOCK: (),
    INCOME_ITEM: (
        *_FUNCTIONAL, _scoped("决算数", "本年收入合计"), *(_scoped(k, f"其中：{k}", f"-{v}") for k, v in _SOURCES.items()),
    ),
    SPENT_ITEM: (*_FUND_FIELDS, *(_scoped(k, f"其中：{k}", f"-{v}") for k, v in _NATURES.items())),
    FUND_ITEM: _FUND_FIELDS,
    ECONOMIC_ITEM: (*_CODED, _scoped("决算数", "一般公共预算财政拨款基本支出")),
    PROJECT: _PROJECT_FIELDS,
    RECEPTION: _RECEPTION_FIELDS,
    COUNTED: _COUNTED_FIELDS,
    POST: _POST_FIELDS,
    TABLES: _table_names(),
    CHARTS: tuple(_block(_CHARTS[k], "没有可画的数时不出现", partial(_chart, k)) for k in FIGURES),
    SECTIONS: _section_names(None),
}  # fmt: skip


def fields_of(kind: str, pack: Pack | None = None) -> tuple[Name, ...]:
    """What may follow a value of a kind; the sections are those of ``pack`` if it is known."""
    return _section_names(pack) if kind == SECTIONS and pack is not None else KINDS.get(kind, ())
