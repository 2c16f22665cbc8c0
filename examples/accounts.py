"""The accounts behind the sample report, as the model of the product: one invented bureau, two years.

The same ledger that ``sample/figures.py`` prints by hand is told here to the product itself, so that the report composed
from it can be laid beside the sample report that was audited.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from juesuan.accounts.loading import load_accounts
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
from juesuan.accounts.records import without_origins
from juesuan.accounts.workbook import write_workbook
from sample import figures as f

FIRST = "首次编制"
LARGER = "年中按规定追加了相关经费"
SMALLER = "厉行节约，据实列支，剩余资金结转下年使用"


def accounts() -> Accounts:
    """The sample year with the year before it."""
    this = _year()
    return replace(this, prior=_before(this))


def _year() -> Accounts:
    from sample.overview import DUTIES, OFFICES, UNITS

    income, spent, carried = [], [], []
    for line in f.LINES:
        fund = Fund(line.fund)
        source = Source.OTHER if fund is Fund.OTHER else Source.APPROPRIATION
        income.append(IncomeLine(line.code, source, fund, line.income))
        if line.project or not line.basic:
            spent += [
                ExpenditureLine(
                    p.code, Nature.PROJECT, fund, p.outturn, p.initial, p.budget, "", p.name, _reason(p)
                )
                for p in f.PROJECTS
                if p.code == line.code and p.fund == line.fund
            ]
        carried.append(CarryOver(fund, line.opening, line.closing, line.code))
    spent += list(_basic())
    return Accounts(
        entity=Entity(
            f.ENTITY,
            f.SHORT,
            "",
            DUTIES,
            ("稳就业、保参保、促和谐各项工作按计划完成。",),
            OFFICES,
            UNITS,
            "2025-09-12",
        ),
        year=f.YEAR,
        income=tuple(i for i in income if i.amount),
        expenditure=tuple(spent),
        carry_over=tuple(c for c in carried if c.opening or c.closing),
        three=_three(),
        agency_operating=f.RUNNING,
        procurement=Procurement(
            f.PROCUREMENT["goods"],
            0,
            f.PROCUREMENT["services"],
            f.SMALL,
            f.MICRO,
            "自助服务设备、经办大厅服务和印刷服务",
        ),
        assets=Assets((("机要通信用车", 1), ("执法执勤用车", 1)), (("单价100万元以上设备（不含车辆）", 0),)),
        staff=Staff((("行政", 22, 21), ("参照公务员法管理事业", 26, 24)), (("退休", 18),)),
        projects=tuple(
            Project(p.name, Fund(p.fund), p.code, p.budget, p.outturn, p.initial, summary=f"{p.done}。")
            for p in f.PROJECTS
        ),
        reasons={
            "grand-total": "上年度一次性就业补助项目已经实施完毕",
            "income.current": "上级下达的专项资金和利息收入减少",
            "expenditure.current": "一次性就业补助项目上年已经完成",
            "income.appropriation": "上年度追加的就业补助资金本年没有安排",
            "appropriation.expenditure": "就业补助项目按进度支付，尾款结转下年",
            "appropriation.grand-total": "上级下达的专项资金减少",
            "general.expenditure": "就业补助资金减少",
            "fund.expenditure": "当年新增参保人数减少",
            "agency-operating": "压减会议费、印刷费等一般性支出",
            "three.total": "从严控制接待和用车",
            "three.car": "集中安排下乡用车",
            "three.reception": "严格执行接待标准",
        },
    )


def _reason(p: f.Project) -> str:
    return "" if p.outturn == p.initial else LARGER if p.outturn > p.initial else SMALLER


def _basic() -> list[ExpenditureLine]:
    """Basic expenditure: each economic class fills the items in turn until both are used up."""
    classes = [
        (code, amount)
        for group in (f.WAGES, f.AID, f.OPERATING, f.CAPITAL)
        for code, (_, amount) in group.items()
    ]
    lines: list[ExpenditureLine] = []
    for line in f.LINES:
        left, initial = line.basic, line.initial - sum(p.initial for p in f.PROJECTS if p.code == line.code)
        reason = "" if line.basic == initial else LARGER if line.basic > initial else SMALLER
        while left:
            code, amount = classes[0]
            part = min(left, amount)
            budget, initial = (initial, 0) if part == left else (min(part, initial), max(initial - part, 0))
            lines.append(
                ExpenditureLine(
                    line.code, Nature.BASIC, Fund(line.fund), part, budget, part, code, "", reason
                )
            )
            left -= part
            classes[0] = (code, amount - part)
            if not classes[0][1]:
                classes.pop(0)
    return lines


def _three() -> ThreePublic:
    times, people, spent = f.RECEPTION["times"], f.RECEPTION["people"], f.THREE["reception"]
    first = spent // 3
    return ThreePublic(
        abroad_budget=0,
        purchase_budget=0,
        running=f.THREE["running"],
        running_budget=f.THREE_BUDGET["running"],
        vehicles=2,
        reception_budget=f.THREE_BUDGET["reception"],
        receptions=(
            Reception(first, times // 2, people // 2, "上级部门调研就业和社会保险工作", "2024-04-18"),
            Reception(
                spent - first,
                times - times // 2,
                people - people // 2,
                "兄弟县区交流劳动监察工作",
                "2024-10-23",
            ),
        ),
    )


def _before(this: Accounts) -> Accounts:
    """Last year, closed as this year opened: projects cost a little more, running the bureau a little less."""
    spent = []
    for line in this.expenditure:
        outturn = line.outturn * (105 if line.nature is Nature.PROJECT else 99) // 100
        spent.append(replace(line, outturn=outturn, initial=outturn, adjusted=outturn, reason=""))
    income, carried = [], []
    for fund, item in dict.fromkeys((e.fund, e.item) for e in spent):
        opened = next((c.opening for c in this.carry_over if (c.fund, c.item) == (fund, item)), 0)
        cost = sum(e.outturn for e in spent if (e.fund, e.item) == (fund, item))
        source = Source.OTHER if fund is Fund.OTHER else Source.APPROPRIATION
        income.append(IncomeLine(item, source, fund, cost + opened))
        if opened:
            carried.append(CarryOver(fund, 0, opened, item))

    def economic(code: str) -> int:
        return sum(e.outturn for e in spent if e.economic.startswith(code) and e.nature is Nature.BASIC)

    reception = this.three.receptions[0]
    return replace(
        this,
        year=this.year - 1,
        income=tuple(income),
        expenditure=tuple(spent),
        carry_over=tuple(carried),
        agency_operating=economic("302") + economic("310"),
        three=replace(
            this.three, running=economic("30231"), receptions=(replace(reception, amount=economic("30217")),)
        ),
        projects=tuple(
            replace(p, adjusted=p.outturn * 105 // 100, outturn=p.outturn * 105 // 100, initial=None)
            for p in this.projects
        ),
        reasons={FIRST: "样例数据从本年度开始"},
        entity=replace(this.entity, published="2024-09-13"),
    )


def main() -> int:
    """Write the two workbooks, or with ``--check`` say whether the committed ones are out of date."""
    this = accounts()
    assert this.prior is not None
    books = {"accounts.xlsx": replace(this, prior=None), "accounts-2023.xlsx": this.prior}
    stale = []
    for name, made in books.items():
        path = Path(__file__).parent / name
        data = write_workbook(made)
        if "--check" in sys.argv[1:]:
            fresh = path.exists() and without_origins(usable(path)) == without_origins(made)
            stale += [] if fresh else [name]
        else:
            path.write_bytes(data)
    if stale:
        print(f"out of date: {', '.join(stale)}; run: python examples/accounts.py")
    return 1 if stale else 0


def usable(path: Path) -> Accounts | None:
    """What a committed workbook says, ``None`` if it has errors."""
    return load_accounts(path).accounts


if __name__ == "__main__":
    sys.exit(main())
