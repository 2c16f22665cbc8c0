"""Accounts thrown at the composer: any entity's year that closes, in every mixture of funds, budgets and nil parts.

Values shrink to a single item and small amounts, so that a counterexample reads like an exercise from a textbook.
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

ITEMS = ("2080101", "2080102", "2080199", "2080505", "2101101", "2101102", "2130599", "2210201")
FUND_ITEMS = ("2120801", "2120805")
CAPITAL_ITEMS = ("2230105",)
ECONOMIC = ("30101", "30102", "30103", "30199", "30302", "30201", "30211", "30228", "30299", "31002")
OWN_SOURCES = (Source.SUPERIOR, Source.BUSINESS, Source.OPERATING, Source.AFFILIATED, Source.OTHER)
PROJECTS = ("乡村道路养护", "培训补助", "信息系统运行维护", "公益性岗位补贴")
ENTITY = Entity(
    name="清河县人力资源和社会保障局",
    duties=("贯彻执行人力资源和社会保障法律法规。", "组织实施就业和社会保险工作。"),
    tasks=("组织招聘活动，帮助求职者就业。", "按时足额发放各项待遇。"),
    departments=("办公室", "规划财务股"),
    units=("清河县人力资源和社会保障局（本级）", "清河县就业服务中心"),
)
_REASONED = (
    "grand-total", "appropriation.grand-total", "general.expenditure", "general.budget", "fund.expenditure",
    "capital.expenditure", "agency-operating", "three.total", "three.abroad", "three.car", "three.reception",
)  # fmt: skip
#: 分: mostly ordinary amounts, sometimes so small that they print as 0.00 万元, sometimes large.
amounts = st.one_of(
    st.integers(1, 400).map(lambda n: n * 1_000_000),
    st.integers(1, 5_000_000_000),
    st.integers(1, 20_000),
)
budgets = st.one_of(st.none(), st.just(0), st.integers(1, 400).map(lambda n: n * 1_000_000))


@st.composite
def lines(draw: st.DrawFn, fund: Fund, items: tuple[str, ...], budgeted: bool) -> list[ExpenditureLine]:
    """Expenditure of one fund: basic lines by economic class, project lines by project."""
    made = []
    natures = [Nature.BASIC, Nature.PROJECT] if fund in (Fund.GENERAL, Fund.OTHER) else [Nature.PROJECT]
    if fund is Fund.OTHER:
        natures += [Nature.REMITTED, Nature.OPERATING, Nature.SUBSIDY]
    for item in draw(
        st.lists(st.sampled_from(items), unique=True, min_size=fund is Fund.GENERAL, max_size=4)
    ):
        for nature in draw(st.lists(st.sampled_from(natures), unique=True, min_size=1, max_size=2)):
            outturn = draw(amounts) + 10_000 * (nature is Nature.BASIC)
            initial = outturn if not budgeted or draw(st.booleans()) else (draw(budgets) or 0)
            economic = draw(st.sampled_from(ECONOMIC))
            project = draw(st.sampled_from(PROJECTS)) if nature is Nature.PROJECT else ""
            made.append(
                ExpenditureLine(
                    item, nature, fund, outturn, initial, outturn, economic, project, "按实际工作需要安排"
                )
            )
    return made


@st.composite
def years(draw: st.DrawFn, year: int) -> Accounts:
    """One year that closes: income of every item and fund is what was spent and kept, less what was brought in."""
    spent: list[ExpenditureLine] = []
    for fund, items in (
        (Fund.GENERAL, ITEMS),
        (Fund.FUND, FUND_ITEMS),
        (Fund.CAPITAL, CAPITAL_ITEMS),
        (Fund.OTHER, ITEMS),
    ):
        if fund is Fund.GENERAL or draw(st.booleans()):
            spent += draw(lines(fund, items, True))
    income, carried = [], []
    for fund, item in dict.fromkeys((e.fund, e.item) for e in spent):
        out = sum(e.outturn for e in spent if (e.fund, e.item) == (fund, item))
        closing = draw(st.one_of(st.just(0), amounts))
        opening = min(draw(st.one_of(st.just(0), amounts)), out + closing)
        source = draw(st.sampled_from(OWN_SOURCES)) if fund is Fund.OTHER else Source.APPROPRIATION
        if out + closing - opening:
            income.append(IncomeLine(item, source, fund, out + closing - opening))
        if opening or closing:
            carried.append(CarryOver(fund, opening, closing, item))
    surplus = draw(st.one_of(st.just(0), amounts)) if any(e.fund is Fund.OTHER for e in spent) else 0
    three = draw(threes(sum(e.outturn for e in spent if e.fund is Fund.GENERAL) // 4))
    owned, others = draw(st.tuples(*[st.integers(0, 9)] * 2))
    return Accounts(
        entity=replace(ENTITY, published=f"{year + 1}-09-12"),
        year=year,
        income=tuple(income),
        expenditure=tuple(spent),
        carry_over=tuple(carried),
        surplus_used=surplus,
        surplus_distributed=surplus,
        three=three,
        agency_operating=_operating(spent) if draw(st.booleans()) else None,
        procurement=draw(procurements()),
        assets=Assets((("机要通信用车", three.vehicles + owned), ("执法执勤用车", others))),
        staff=Staff((("行政", 20, draw(st.integers(1, 20))), ("事业", 10, 10)), (("退休", 8),)),
        projects=_projects(spent),
        reasons=dict.fromkeys(_REASONED, "按实际工作需要安排"),
    )


@st.composite
def threes(draw: st.DrawFn, limit: int) -> ThreePublic:
    """“三公” of a year, each part at most ``limit``; an event has people, a car is kept, a budget may be unknown."""
    money = st.integers(0, limit)
    abroad, purchase, running = (draw(money) for _ in range(3))
    events = draw(
        st.lists(
            st.tuples(st.integers(1, limit // 2 + 1), st.integers(1, 9), st.integers(1, 90), st.booleans()),
            max_size=2,
        )
    )
    known = draw(st.booleans())
    budget = st.integers(0, 400).map(lambda n: n * 1_000_000) if known else st.none()
    return ThreePublic(
        abroad, draw(budget), int(bool(abroad)), 3 * int(bool(abroad)),
        purchase, draw(budget), (("轿车", 1),) if purchase else (),
        running, draw(budget), draw(st.integers(1, 9)) if running or purchase else 0,
        draw(budget), tuple(Reception(a, b, b + p, "上级调研", foreign=f) for a, b, p, f in events),
    )  # fmt: skip


@st.composite
def procurements(draw: st.DrawFn) -> Procurement:
    """What was bought; small firms get at most all of it, the smallest at most what small firms get."""
    goods, works, services = (draw(st.one_of(st.just(0), amounts)) for _ in range(3))
    small = draw(st.integers(0, goods + works + services))
    return Procurement(goods, works, services, small, draw(st.integers(0, small)), "办公设备和印刷服务")


def _operating(spent: list[ExpenditureLine]) -> int:
    return sum(
        e.outturn
        for e in spent
        if e.fund is Fund.GENERAL and e.nature is Nature.BASIC and e.economic[:3] not in ("301", "303")
    )


def _projects(spent: list[ExpenditureLine]) -> tuple[Project, ...]:
    found: dict[str, Project] = {}
    for e in spent:
        if e.project:
            old = found.get(e.project, Project(e.project, e.fund, e.item, 0, 0, summary="按计划完成。"))
            found[e.project] = replace(
                old, adjusted=old.adjusted + e.outturn, outturn=old.outturn + e.outturn
            )
    return tuple(found.values())


@st.composite
def accounts(draw: st.DrawFn, year: int = 2024) -> Accounts:
    """A year, mostly with the year before it."""
    this = draw(years(year))
    if draw(st.integers(0, 4)):
        return replace(this, prior=draw(years(year - 1)))
    return replace(this, reasons={**this.reasons, "首次编制": "本单位当年新设立"})
