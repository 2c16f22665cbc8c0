"""A small year by hand: one bureau, two items, one fund item, with last year's figures; tests change what they need."""

from __future__ import annotations

from dataclasses import replace

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
from juesuan.reports.composition import ComposedParagraph, Composition
from juesuan.reports.phrases import Phrases

WAN = 1_000_000  # 分 in one 万元
WHY = {
    "grand-total": "项目经费增加",
    "appropriation.grand-total": "上级资金增加",
    "general.expenditure": "人员增加",
    "agency-operating": "办公设备更新",
    "three.total": "调研增多",
}
ENTITY = Entity(
    "清河县水利局", duties=("负责水资源管理。",), tasks=("完成河道整治。",), published="2025-09-01"
)


def line(
    item: str, nature: Nature, spent: int, initial: int, economic: str = "", project: str = ""
) -> ExpenditureLine:
    return ExpenditureLine(
        item,
        nature,
        Fund.GENERAL,
        spent * WAN,
        initial * WAN,
        spent * WAN,
        economic,
        project,
        "按规定追加经费",
    )


def year() -> Accounts:
    """2024: 300 万元 received, 280 spent, 20 kept."""
    this = Accounts(
        entity=ENTITY,
        year=2024,
        income=(
            IncomeLine("2130301", Source.APPROPRIATION, Fund.GENERAL, 250 * WAN),
            IncomeLine("2130399", Source.OTHER, Fund.OTHER, 50 * WAN),
        ),
        expenditure=(
            line("2130301", Nature.BASIC, 120, 110, "30101"),
            line("2130301", Nature.BASIC, 30, 30, "30201"),
            line("2130304", Nature.PROJECT, 100, 0, project="河道整治"),
            ExpenditureLine(
                "2130399", Nature.PROJECT, Fund.OTHER, 30 * WAN, 30 * WAN, 30 * WAN, project="水文监测"
            ),
        ),
        carry_over=(CarryOver(Fund.OTHER, 0, 20 * WAN, "2130399"),),
        three=ThreePublic(
            abroad_budget=0,
            purchase_budget=0,
            running=2 * WAN,
            running_budget=3 * WAN,
            vehicles=1,
            reception_budget=WAN,
            receptions=(Reception(WAN // 2, 3, 21, "上级检查防汛工作"),),
        ),
        agency_operating=30 * WAN,
        procurement=Procurement(goods=10 * WAN, sme=8 * WAN, micro=4 * WAN),
        assets=Assets((("机要通信用车", 1),)),
        staff=Staff((("行政", 12, 11),), (("退休", 3),)),
        projects=(Project("河道整治", Fund.GENERAL, "2130304", 100 * WAN, 100 * WAN, summary="完成整治。"),),
        reasons=WHY,
    )
    spent = tuple(replace(e, initial=e.outturn) for e in this.expenditure)
    before = replace(
        this,
        year=2023,
        income=(replace(this.income[0], amount=200 * WAN), replace(this.income[1], amount=30 * WAN)),
        expenditure=(
            *spent[:2],
            replace(spent[2], outturn=50 * WAN, initial=50 * WAN, adjusted=50 * WAN),
            spent[3],
        ),
        carry_over=(),
        agency_operating=25 * WAN,
        projects=(replace(this.projects[0], adjusted=50 * WAN, outturn=50 * WAN),),
        reasons={**WHY, "首次编制": "本单位当年新设立"},
    )
    return replace(this, prior=before)


def phrases(accounts: Accounts | None = None) -> Phrases:
    return Phrases(accounts or year())


def texts(composition: Composition) -> list[str]:
    """Every paragraph as printed."""
    return [b.number + b.text for b in composition.blocks if isinstance(b, ComposedParagraph)]
