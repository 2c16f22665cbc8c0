"""Accounts rounded record by record, for areas whose printed totals must be the sums of their printed parts.

After every record is rounded to what the tables print, any figure derived from them is already exact in print. So that
opening + income = expenditure + closing still holds, the largest income of each fund (item, where forms list items)
takes what rounding moved: carry-overs stay what last year's and next year's reports say they are.
"""

from __future__ import annotations

from dataclasses import replace

from juesuan.accounts.cells import CENTS, DECIMALS, in_unit
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, CarryOver, Fund, ThreePublic
from juesuan.amounts import UNITS


def rounded(accounts: Accounts, unit: str = "万元") -> Accounts:
    """The accounts with every amount rounded to ``unit`` with two decimals; last year's too. 分 stay 分."""
    step = int((UNITS[unit].scale * CENTS).scaleb(-DECIMALS))

    def cents(amount: int) -> int:
        return round(in_unit(amount, unit).scaleb(DECIMALS)) * step

    def maybe(amount: int | None) -> int | None:
        return None if amount is None else cents(amount)

    def three(t: ThreePublic) -> ThreePublic:
        return replace(
            t, abroad=cents(t.abroad), purchase=cents(t.purchase), running=cents(t.running),
            abroad_budget=maybe(t.abroad_budget), purchase_budget=maybe(t.purchase_budget),
            running_budget=maybe(t.running_budget), reception_budget=maybe(t.reception_budget),
            receptions=tuple(replace(r, amount=cents(r.amount)) for r in t.receptions),
        )  # fmt: skip

    p = accounts.procurement
    made = replace(
        accounts,
        income=tuple(replace(i, amount=cents(i.amount)) for i in accounts.income),
        expenditure=tuple(
            replace(e, outturn=cents(e.outturn), initial=maybe(e.initial), adjusted=maybe(e.adjusted))
            for e in accounts.expenditure
        ),
        carry_over=tuple(replace(c, opening=cents(c.opening), closing=cents(c.closing)) for c in accounts.carry_over),
        surplus_used=cents(accounts.surplus_used),
        surplus_distributed=cents(accounts.surplus_distributed),
        three=three(accounts.three),
        three_fund=three(accounts.three_fund),
        agency_operating=maybe(accounts.agency_operating),
        agency_initial=maybe(accounts.agency_initial),
        procurement=replace(
            p, goods=cents(p.goods), works=cents(p.works), services=cents(p.services), sme=cents(p.sme),
            micro=cents(p.micro), reserved_sme=maybe(p.reserved_sme), reserved_micro=maybe(p.reserved_micro),
            won_sme=maybe(p.won_sme), won_micro=maybe(p.won_micro), open_sme=maybe(p.open_sme),
        ),
        projects=tuple(
            replace(
                q, adjusted=cents(q.adjusted), outturn=cents(q.outturn), initial=maybe(q.initial),
                opening=cents(q.opening), closing=cents(q.closing),
            )
            for q in accounts.projects
        ),
        economic=tuple(replace(e, amount=cents(e.amount)) for e in accounts.economic),
        budgets=tuple(replace(b, initial=maybe(b.initial), adjusted=maybe(b.adjusted)) for b in accounts.budgets),
        stated=tuple(replace(t, amount=cents(t.amount)) for t in accounts.stated),
        prior=None if accounts.prior is None else rounded(accounts.prior, unit),
    )  # fmt: skip
    return _summed(_economics(_closed(made, accounts)))


def _summed(made: Accounts) -> Accounts:
    """Without the totals that records make: they are to be the sums of what is printed."""
    ledger = Ledger(made)
    kept = tuple(t for t in made.stated if not ledger.records(t.concept, t.measure, t.scope))
    return replace(made, stated=kept)


def _economics(made: Accounts) -> Accounts:
    """Economic lines of their own follow basic expenditure: the largest takes what rounding moved."""
    if not made.economic:
        return made
    basic = sum(e.outturn for e in made.expenditure if e.fund is Fund.GENERAL and e.nature == "basic")
    gap = basic - sum(e.amount for e in made.economic)
    largest = max(made.economic, key=lambda e: e.amount)
    return replace(
        made, economic=tuple(replace(e, amount=e.amount + gap) if e is largest else e for e in made.economic)
    )


def _closed(made: Accounts, exact: Accounts) -> Accounts:
    """Each fund closes as it did before rounding, item by item where the forms list items."""
    for fund in Fund:
        items: set[str] = set()
        if fund in (Fund.FUND, Fund.CAPITAL):
            items = {i.item for i in made.income if i.fund is fund}
            items |= {e.item for e in made.expenditure if e.fund is fund}
            items |= {c.item for c in made.carry_over if c.fund is fund and c.item}
        for item in (*sorted(items), ""):
            gap = _gap(made, fund, item, items) - _gap(exact, fund, item, items)
            if gap:
                made = _moved(made, fund, item, gap)
    return made


def _moved(made: Accounts, fund: Fund, item: str, gap: int) -> Accounts:
    """What is ``gap`` too much taken off an income, or put on an expenditure if no income is large enough."""
    incomes = [i for i, r in enumerate(made.income) if r.fund is fund and r.item.startswith(item)]
    largest = max(incomes, key=lambda i: made.income[i].amount, default=None)
    if largest is not None and made.income[largest].amount >= gap:
        lines = list(made.income)
        lines[largest] = replace(lines[largest], amount=lines[largest].amount - gap)
        return replace(made, income=tuple(lines))
    spendings = [i for i, r in enumerate(made.expenditure) if r.fund is fund and r.item.startswith(item)]
    most = max(spendings, key=lambda i: made.expenditure[i].outturn, default=None)
    if most is not None and made.expenditure[most].outturn + gap >= 0:
        spent = list(made.expenditure)
        spent[most] = replace(spent[most], outturn=spent[most].outturn + gap)
        return replace(made, expenditure=tuple(spent))
    return replace(made, carry_over=(*made.carry_over, CarryOver(fund, 0, gap, item)))


def _gap(a: Accounts, fund: Fund, item: str, own: set[str]) -> int:
    """Opening + income - expenditure - closing, in 分: of an item, or ("") of all items without their own record."""

    def belongs(code: str) -> bool:
        return code == item if item else code not in own

    total = sum(i.amount for i in a.income if i.fund is fund and belongs(i.item))
    total -= sum(e.outturn for e in a.expenditure if e.fund is fund and belongs(e.item))
    total += sum(c.opening - c.closing for c in a.carry_over if c.fund is fund and belongs(c.item))
    if fund is Fund.OTHER and not item:
        total += a.surplus_used - a.surplus_distributed
    return total
