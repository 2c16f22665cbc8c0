"""One entity's year: every figure of a departmental final account, stated once, from which everything else is derived.

Money is an integer number of 分 (1/100 元), so nothing is ever rounded before it is printed. Statutory tables,
narrative and charts are computed from these records and never typed; last year's figures are carried from last
year's accounts. ``None`` means "not stated" and is different from 0 everywhere.

Source of the categories: 部门决算报表（财决01–财决09 及补充资料）; 《部门决算管理办法》.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Fund(StrEnum):
    """Where fiscal appropriations come from; ``OTHER`` is money that is not an appropriation."""

    GENERAL = "general"  # 一般公共预算财政拨款
    FUND = "fund"  # 政府性基金预算财政拨款
    CAPITAL = "capital"  # 国有资本经营预算财政拨款
    OTHER = "other"  # 非财政拨款资金


class Source(StrEnum):
    """Sources of income (财决02 columns)."""

    APPROPRIATION = "appropriation"  # 财政拨款收入
    SUPERIOR = "superior"  # 上级补助收入
    BUSINESS = "business"  # 事业收入
    OPERATING = "operating"  # 经营收入
    AFFILIATED = "affiliated"  # 附属单位上缴收入
    OTHER = "other"  # 其他收入


class Nature(StrEnum):
    """Natures of expenditure (财决03 columns)."""

    BASIC = "basic"  # 基本支出
    PROJECT = "project"  # 项目支出
    REMITTED = "remitted"  # 上缴上级支出
    OPERATING = "operating"  # 经营支出
    SUBSIDY = "subsidy"  # 对附属单位补助支出


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from, so that every problem can name its cell: ``决算数据.xlsx`` / sheet / A1 address."""

    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """Income of one item from one source. ``item`` is the 7-digit functional code; amounts in 分."""

    item: str
    source: Source
    fund: Fund
    amount: int
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class ExpenditureLine:
    """Expenditure of one item. ``economic`` is the department economic class (30101 …) where known.

    ``initial`` and ``adjusted`` are the two budgets (年初预算, 全年预算) of the line, ``outturn`` what was spent; 分.
    ``project`` names the project of a project line. ``reason`` explains outturn against budget where required.
    """

    item: str
    nature: Nature
    fund: Fund
    outturn: int
    initial: int | None = None
    adjusted: int | None = None
    economic: str = ""
    project: str = ""
    reason: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Opening and closing carry-over of one fund (and item, project where known), in 分."""

    fund: Fund
    opening: int
    closing: int
    item: str = ""
    project: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Reception:
    """One official reception: date, who, how many times and people, amount in 分; ``foreign`` for 外事接待."""

    amount: int
    batches: int
    people: int
    what: str = ""
    date: str = ""
    foreign: bool = False
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """“三公”经费 paid from appropriations, outturn and full-year budget, in 分, with the counts that go with it."""

    abroad: int = 0
    abroad_budget: int | None = None
    abroad_groups: int = 0
    abroad_people: int = 0
    purchase: int = 0
    purchase_budget: int | None = None
    purchased: tuple[tuple[str, int], ...] = ()  # (kind of car, number)
    running: int = 0
    running_budget: int | None = None
    vehicles: int = 0
    reception_budget: int | None = None
    receptions: tuple[Reception, ...] = ()
    reasons: tuple[
        tuple[str, str], ...
    ] = ()  # (abroad | car | purchase | running | reception | total, reason)
    kept: tuple[tuple[str, int], ...] = ()  # 保有: (kind of car, number), where the form asks for kinds

    @property
    def reception(self) -> int:
        """公务接待费: the sum of its events, in 分."""
        return sum(r.amount for r in self.receptions)

    @property
    def car(self) -> int:
        """公务用车购置及运行维护费, in 分."""
        return self.purchase + self.running

    @property
    def total(self) -> int:
        """“三公”经费 in all, in 分."""
        return self.abroad + self.car + self.reception


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府采购支出: goods, works, services, and what went to small firms (中小企业, of which 小微企业), in 分.

    The last five, for areas whose form asks for them: what was reserved for small firms and what they won
    （《政府采购促进中小企业发展管理办法》）.
    """

    goods: int = 0
    works: int = 0
    services: int = 0
    sme: int = 0
    micro: int = 0
    purpose: str = ""
    reserved_sme: int | None = None  # 面向中小企业预留的政府采购项目预算金额
    reserved_micro: int | None = None  # 面向小微企业预留的政府采购项目预算金额
    won_sme: int | None = None  # 面向中小企业预留的项目中，中小企业中标或成交的金额
    won_micro: int | None = None  # 面向小微企业预留的项目中，小微企业中标或成交的金额
    open_sme: int | None = None  # 其他项目中，中小企业中标或成交的金额

    @property
    def total(self) -> int:
        """政府采购支出总额, in 分."""
        return self.goods + self.works + self.services


@dataclass(frozen=True, slots=True)
class Assets:
    """国有资产占用: vehicles by kind, and equipment over the thresholds of the year (台/套)."""

    vehicles: tuple[tuple[str, int], ...] = ()
    equipment: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """Establishment and staff: (kind, posts approved, posts filled); retired by kind."""

    posts: tuple[tuple[str, int, int], ...] = ()
    retired: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project: budget of the year (initial and adjusted), outturn, carry-over, in 分, and what it did."""

    name: str
    fund: Fund
    item: str
    adjusted: int
    outturn: int
    initial: int | None = None
    opening: int = 0
    closing: int = 0
    summary: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class EconomicLine:
    """Basic expenditure of the general budget by economic class (30101 …), in 分.

    Only for accounts in which it is known beside the functional items but not crossed with them (a published report
    prints the two margins apart); lines with an ``economic`` class of their own need none.
    """

    economic: str
    amount: int
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class ItemBudget:
    """Budgets of a whole item of one fund, in 分, where its lines state none of their own ("" = of the whole fund).

    ``purpose`` is what the item's money was mainly used for, where the area's form asks for it.
    """

    item: str
    fund: Fund
    initial: int | None = None
    adjusted: int | None = None
    purpose: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A figure known only as such (a total of an old report, say), by concept code, in 分; records outrank it."""

    concept: str
    amount: int
    measure: str = "outturn"
    scope: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Entity:
    """The reporting entity and the narrative parts that no figure can give."""

    name: str
    short: str = ""
    area: str = ""
    duties: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()  # 内设机构
    units: tuple[str, ...] = ()  # 纳入决算编制范围的单位
    published: str = ""  # ISO date


@dataclass(frozen=True)
class Accounts:
    """One entity's year. ``prior`` is the same record of last year (or what of it is known), never typed again.

    ``reasons`` maps a place where a reason is required (``grand-total``, ``general.expenditure``, ``agency`` …) to
    the reason. ``agency_operating`` is 机关运行经费 in 分, ``None`` for entities that have none.
    """

    entity: Entity
    year: int
    income: tuple[IncomeLine, ...]
    expenditure: tuple[ExpenditureLine, ...]
    carry_over: tuple[CarryOver, ...] = ()
    surplus_used: int = 0  # 使用非财政拨款结余
    surplus_distributed: int = 0  # 结余分配
    three: ThreePublic = ThreePublic()
    agency_operating: int | None = None
    procurement: Procurement = Procurement()
    assets: Assets = Assets()
    staff: Staff = Staff()
    projects: tuple[Project, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    prior: Accounts | None = None
    economic: tuple[EconomicLine, ...] = ()
    budgets: tuple[ItemBudget, ...] = ()
    three_fund: ThreePublic = ThreePublic()
    """“三公” paid from government funds, for areas whose forms print them apart; ``three`` is the general budget's."""
    stated: tuple[StatedTotal, ...] = ()
    agency_initial: int | None = None
    """年初预算 of 机关运行经费 in 分, for areas that compare with it."""
    names: dict[str, str] = field(default_factory=dict)
    """Names of codes that our lists of the classification lack, as the workbook gives them."""
