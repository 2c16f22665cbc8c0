"""Invented accounts for tests: a readable county bureau, and a hypothesis strategy that shrinks towards it.

Generated accounts are consistent by construction (every fund closes, every appropriation has its economic class), so
whatever the audit finds in their tables is a mistake of ours.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from juesuan.accounts.model import (
    Accounts,
    Assets,
    CarryOver,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    Nature,
    Procurement,
    Project,
    Reception,
    Source,
    Staff,
    ThreePublic,
)

ITEMS = ("2080101", "2080102", "2080505", "2080506", "2101101", "2210201", "2080199", "2130504")
FUND_ITEMS = ("2120804", "2296002")
CAPITAL_ITEMS = ("2230105",)
ECONOMIC = ("30101", "30102", "30108", "30113", "30302", "30201", "30211", "30228", "31002", "39999")
ENTITY = Entity("清河县人力资源和社会保障局", "清河县人社局", "四川省清河县")


def amounts(high: int = 2_000_000_000) -> st.SearchStrategy[int]:
    """分: whole 万元 are simplest, odd 分 occur."""
    return st.one_of(st.integers(0, 200).map(lambda n: n * 1_000_000), st.integers(0, high))


@st.composite
def accounts(draw: st.DrawFn, area: str = "四川省清河县", year: int = 2023) -> Accounts:
    """Accounts of one year in which every fund closes."""
    income: list[IncomeLine] = []
    spent: list[ExpenditureLine] = []
    carried: list[CarryOver] = []
    for fund, items in (
        (Fund.GENERAL, ITEMS),
        (Fund.FUND, FUND_ITEMS),
        (Fund.CAPITAL, CAPITAL_ITEMS),
        (Fund.OTHER, ITEMS),
    ):
        least = 1 if fund is Fund.GENERAL else 0
        for item in draw(st.lists(st.sampled_from(items), unique=True, min_size=least, max_size=4)):
            lines = draw(_lines(item, fund))
            out = sum(line.outturn for line in lines)
            opening = draw(amounts()) if draw(st.booleans()) else 0
            closing = draw(amounts(opening)) if opening else 0
            closing = min(closing, opening)
            got = max(out + closing - opening, 0)
            closing = opening + got - out
            if got:
                income.append(IncomeLine(item, _source(draw, fund), fund, got))
            if opening or closing:
                carried.append(CarryOver(fund, opening, closing, item))
            spent += lines
    three = draw(_three(sum(e.outturn for e in spent if e.fund is Fund.GENERAL)))
    return Accounts(
        replace(ENTITY, area=area), year, tuple(income), tuple(spent), tuple(carried), three=three
    )


def _source(draw: st.DrawFn, fund: Fund) -> Source:
    if fund is not Fund.OTHER:
        return Source.APPROPRIATION
    return draw(st.sampled_from([s for s in Source if s is not Source.APPROPRIATION]))


@st.composite
def _lines(draw: st.DrawFn, item: str, fund: Fund) -> list[ExpenditureLine]:
    natures = list(Nature) if fund is Fund.OTHER else [Nature.BASIC, Nature.PROJECT]
    made: list[ExpenditureLine] = []
    for nature in draw(st.lists(st.sampled_from(natures), unique=True, min_size=1, max_size=2)):
        for economic in draw(st.lists(st.sampled_from(ECONOMIC), unique=True, min_size=1, max_size=3)):
            budget = draw(st.one_of(st.none(), amounts()))
            made.append(
                ExpenditureLine(
                    item, nature, fund, draw(amounts()), budget, budget, economic,
                    "就业服务项目" if nature is Nature.PROJECT else "",
                )
            )  # fmt: skip
    return made


@st.composite
def _three(draw: st.DrawFn, most: int) -> ThreePublic:
    share = max(most // 10, 0)
    receptions = draw(st.lists(st.integers(1, max(share, 1)), max_size=3)) if share else []
    return ThreePublic(
        abroad=draw(st.integers(0, share)),
        abroad_budget=draw(amounts()),
        purchase=draw(st.integers(0, share)),
        purchase_budget=draw(amounts()),
        running=draw(st.integers(0, share)),
        running_budget=draw(amounts()),
        reception_budget=draw(amounts()),
        receptions=tuple(Reception(a, 1, 5, "业务交流") for a in receptions),
    )


def whole() -> Accounts:
    """One year with something in every part of the model, consistent throughout."""
    general, project, fund = (
        ExpenditureLine("2080101", Nature.BASIC, Fund.GENERAL, 500_000_000, 480_000_000, 510_000_000, "30101", "", "年中追加了人员经费"),
        ExpenditureLine(
            "2080199", Nature.PROJECT, Fund.GENERAL, 120_000_000, 100_000_000, 130_000_000, "30201", "就业服务专项",
            "部分资金结转下年使用",
        ),
        ExpenditureLine("2120804", Nature.PROJECT, Fund.FUND, 30_000_000, None, 30_000_000, "30201", "技能培训基地"),
    )  # fmt: skip
    return Accounts(
        Entity(
            ENTITY.name, ENTITY.short, ENTITY.area, ("拟订就业规划", "管理社会保险"), ("组织招聘会",), ("办公室",),
            ("清河县就业局",), "2024-09-12",
        ),
        2023,
        (
            IncomeLine("2080101", Source.APPROPRIATION, Fund.GENERAL, 500_000_000),
            IncomeLine("2080199", Source.APPROPRIATION, Fund.GENERAL, 130_000_000),
            IncomeLine("2120804", Source.APPROPRIATION, Fund.FUND, 30_000_000),
        ),
        (general, project, fund),
        (CarryOver(Fund.GENERAL, 5_000_000, 15_000_000, "2080199", "就业服务专项"),),
        three=ThreePublic(
            abroad_budget=0, purchase_budget=0, running=3_000_000, running_budget=3_500_000, vehicles=2,
            purchased=(("执法执勤用车", 1),), purchase=18_000_000, reception_budget=2_000_000,
            receptions=(Reception(800_000, 6, 48, "上级检查", "2023-05-11"), Reception(200_000, 1, 9, foreign=True)),
            reasons=(("reception", "压减接待批次"),),
        ),
        agency_operating=60_000_000,
        procurement=Procurement(20_000_000, 0, 10_000_001, 15_000_000, 9_000_000, "办公设备"),
        assets=Assets((("机要通信用车", 1), ("执法执勤用车", 1)), (("单价100万元以上设备（不含车辆）", 0),)),
        staff=Staff((("行政编制", 22, 21),), (("退休", 18),)),
        projects=(
            Project("就业服务专项", Fund.GENERAL, "2080199", 130_000_000, 120_000_000, 100_000_000, 5_000_000, 15_000_000, "办了 12 场"),
            Project("技能培训基地", Fund.FUND, "2120804", 30_000_000, 30_000_000),
        ),
        reasons={"grand-total": "专项资金减少", "某项特别说明": "见正文"},
        three_fund=ThreePublic(receptions=(Reception(100_000, 1, 4),)),
    )  # fmt: skip
