"""Checks of what goes with the money: counts of “三公”, procurement shares, vehicles, staff, agency operating expenses.

Money without its count and a count without its money are the commonest gaps of a published report; they are found
here, before anything is composed.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts.cells import Money
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Reception, ThreePublic
from juesuan.accounts.problems import Problem
from juesuan.accounts.sheets import ENTITY, sheet
from juesuan.taxonomy import title_of

#: Basic expenditure by economic class is only a part of what “三公” counts: (class, concept).
_WITHIN = (
    ("30212", "three.abroad"),
    ("30217", "three.reception"),
    ("30231", "three.car-running"),
    ("31013", "three.car-purchase"),
)


def check_counts(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """All of this module's checks; warnings unless the accounts contradict themselves."""
    yield from _signs(a, money)
    for name, three in (("三公经费", a.three), ("三公经费（基金）", a.three_fund)):
        yield from _three(name, three, money)
        for reception in three.receptions:
            yield from _reception(reception, money)
    yield from _rest(a, ledger, money)


def _signs(a: Accounts, money: Money) -> Iterator[Problem]:
    """Negative amounts on the sheets that hold one record."""
    records = {ENTITY: a, "三公经费": a.three, "三公经费（基金）": a.three_fund, "政府采购": a.procurement}
    for name, record in records.items():
        form = sheet(name)
        for one in form.fields if form is not None else ():
            value = getattr(record, one.name, None) if one.kind == "money" else None
            if value is not None and value < 0:
                expected = "请填实际发生数，没有发生的留空"
                yield Problem(
                    "negative",
                    f"“{one.title}”不能是负数",
                    name,
                    _row(name, one.name),
                    money(value),
                    expected,
                )


def _warn(code: str, message: str, name: str, field: str, value: str = "", expected: str = "") -> Problem:
    return Problem(code, message, name, _row(name, field), value, expected, "warning")


def _row(name: str, field: str) -> str:
    """The cell of a form sheet's field."""
    form = sheet(name)
    fields = form.fields if form is not None and form.form else ()
    return next((f"B{i + 4}" for i, f in enumerate(fields) if f.name == field), "")


def _three(name: str, t: ThreePublic, money: Money) -> Iterator[Problem]:
    pairs = (
        ("因公出国（境）", t.abroad, t.abroad_groups, "abroad_groups", "团组数"),
        ("因公出国（境）", t.abroad, t.abroad_people, "abroad_people", "人次数"),
        (
            "公务用车购置",
            t.purchase,
            sum(n for _, n in t.purchased),
            "purchase",
            "购置数量（“公务用车购置”表）",
        ),
        ("公务用车运行维护", t.running, t.vehicles, "vehicles", "保有量"),
    )
    for what, amount, count, field, counted in pairs:
        if amount and not count:
            yield _warn("count-missing", f"有{what}费用，没有填写{counted}", name, field, "", "请补填")
        elif count and not amount and field != "vehicles":
            yield _warn(
                "money-missing", f"填了{what}的{counted}，没有费用", name, field, str(count), "请核对"
            )
    kinds = sum(n for _, n in t.kept)
    if t.kept and kinds != t.vehicles:
        expected = f"“公务用车保有”表各车型合计 {kinds} 辆，两者应当相等"
        yield _warn(
            "kept-differs", "公务用车保有量与各车型合计不等", name, "vehicles", str(t.vehicles), expected
        )
    budgets = (
        ("因公出国（境）费", t.abroad, t.abroad_budget, "abroad"),
        ("公务用车购置费", t.purchase, t.purchase_budget, "purchase"),
        ("公务用车运行维护费", t.running, t.running_budget, "running"),
        ("公务接待费", t.reception, t.reception_budget, "reception_budget"),
    )
    for what, amount, budget, field in budgets:
        if budget is not None and amount > budget:
            expected = f"预算数是 {money(budget)}，“三公”经费不得超预算，请核对"
            yield _warn("over-budget", f"{what}决算数大于预算数", name, field, money(amount), expected)


def _reception(r: Reception, money: Money) -> Iterator[Problem]:
    at = (r.origin.sheet or "公务接待", r.origin.cell)
    if r.amount < 0:
        yield Problem("negative", "接待费不能是负数", *at, money(r.amount))
    if r.amount and not (r.batches and r.people):
        yield Problem("count-missing", "有接待费，没有填写批次或人次", *at, "", "请补填", "warning")
    if r.batches > r.people > 0:
        yield Problem(
            "count-odd", "接待批次多于人次", *at, f"{r.batches}批次{r.people}人次", "请核对", "warning"
        )


def _rest(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    p = a.procurement
    if p.micro > p.sme:
        value, expected = (
            money(p.micro),
            f"授予中小企业合同金额是 {money(p.sme)}，小微企业包含在内，不能更大",
        )
        yield Problem(
            "micro-within-sme",
            "授予小微企业合同金额过大",
            "政府采购",
            _row("政府采购", "micro"),
            value,
            expected,
        )
    if p.sme > p.total and p.total:
        value, expected = money(p.sme), f"政府采购支出总额是 {money(p.total)}，请核对"
        yield _warn(
            "sme-within-total", "授予中小企业合同金额大于采购总额", "政府采购", "sme", value, expected
        )
    vehicles = sum(n for _, n in a.assets.vehicles)
    if a.assets.vehicles and a.three.vehicles > vehicles:
        expected = f"“国有资产”表的车辆共 {vehicles} 辆，公务用车保有量不应更多"
        yield _warn(
            "vehicles-differ",
            "公务用车保有量多于车辆总数",
            "三公经费",
            "vehicles",
            str(a.three.vehicles),
            expected,
        )
    for kind, approved, filled in a.staff.posts:
        if filled > approved:
            yield Problem(
                "over-establishment",
                f"{kind}实有数大于编制数",
                "人员",
                "",
                str(filled),
                f"编制数是 {approved}，请核对",
                "warning",
            )
    operating = ledger.amount("general.operating") or 0
    if a.agency_operating is not None and operating and a.agency_operating > operating:
        expected = f"基本支出中的公用经费是 {money(operating)}，机关运行经费不应更大，请核对"
        yield _warn(
            "agency-within-operating",
            "机关运行经费大于公用经费",
            "单位信息",
            "agency_operating",
            money(a.agency_operating),
            expected,
        )
    for code, concept in _WITHIN:
        part, whole = ledger.amount("economic.item", scope=code) or 0, ledger.amount(concept) or 0
        if part > whole:
            expected = f"“三公”经费中的{title_of(concept)}是 {money(whole)}，基本支出中的不应更大，请核对"
            yield Problem(
                "economic-within-three",
                f"经济分类 {code} 大于“三公”经费中的数",
                "支出",
                "",
                money(part),
                expected,
                "warning",
            )
