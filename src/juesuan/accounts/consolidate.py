"""Units into a department, departments into a region: sums with internal transfers taken out, and nothing anonymous.

Money that one unit passes to another is expenditure of the first and income of the second; both leave the
consolidated accounts, because the whole neither received nor spent it. Differences and adjustments (经费差额表, 调整表)
are entities like any other whose amounts may be negative. Every consolidated figure can say which entity gave how much.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, TypeVar

from juesuan.accounts.cells import print_amount
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import (
    Accounts,
    Assets,
    CarryOver,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    ItemBudget,
    Nature,
    Origin,
    Procurement,
    Source,
    Staff,
    ThreePublic,
)
from juesuan.accounts.problems import Problem

_Record = TypeVar("_Record")
#: What small firms got, asked for in some areas only.
_RESERVED = ("reserved_sme", "reserved_micro", "won_sme", "won_micro", "open_sme")
#: What is expenditure of the payer as this nature is income of the receiver from this source.
PASSED = {Nature.SUBSIDY: Source.SUPERIOR, Nature.REMITTED: Source.AFFILIATED}


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money one entity passed to another within the whole, in 分; the items are those each side booked it under."""

    payer: str
    receiver: str
    nature: Nature
    amount: int
    paid_item: str
    received_item: str


@dataclass(frozen=True)
class Consolidated:
    """The accounts of the whole and what they are made of."""

    accounts: Accounts
    parts: tuple[Accounts, ...]
    eliminated: Accounts
    problems: tuple[Problem, ...] = ()

    def contributors(
        self, concept: str, measure: str = "outturn", scope: str = ""
    ) -> tuple[tuple[str, int], ...]:
        """(entity, amount in 分) of everyone who gave something to a figure; eliminations are entity 内部往来抵销."""
        given = (
            (part.entity.name, Ledger(part).amount(concept, measure, scope))
            for part in (*self.parts, self.eliminated)
        )
        return tuple((name, amount) for name, amount in given if amount)


def consolidate(
    parts: Sequence[Accounts], entity: Entity, transfers: Sequence[Transfer] = ()
) -> Consolidated:
    """The accounts of ``entity``, which consists of ``parts``. Parts of other years raise :class:`ValueError`.

    A transfer that is larger than what its payer or receiver booked is left in and named in ``problems``, as are parts
    of which only totals are known.
    """
    years = {p.year for p in parts}
    if len(years) != 1:
        raise ValueError("only parts of one year can be consolidated")
    problems: list[Problem] = []
    names = {p.entity.name: p for p in parts}
    sound: list[Transfer] = []
    for transfer in transfers:
        problem = _unsound(transfer, names)
        if problem is None:
            sound.append(transfer)
        else:
            problems.append(problem)
    problems += [
        Problem("totals-only", f"“{p.entity.name}”只有合计数，没有明细，合计数没有汇总进来", level="warning")
        for p in parts
        if p.stated
    ]
    eliminated = _eliminations(sound, years.pop())
    priors = [p.prior for p in parts if p.prior is not None]
    prior = consolidate(priors, entity).accounts if priors and len(priors) == len(parts) else None
    named = entity if entity.units else replace(entity, units=tuple(names))
    whole = replace(_summed((*parts, eliminated)), entity=named, prior=prior)
    return Consolidated(whole, tuple(parts), eliminated, tuple(problems))


def suggest_transfers(parts: Sequence[Accounts]) -> Iterator[Transfer]:
    """Payments within the whole that show on both sides to the last 分, once each: for a person to confirm."""
    for nature, source in PASSED.items():
        paid = [(p, e) for p in parts for e in p.expenditure if e.nature is nature and e.outturn]
        got = [(p, i) for p in parts for i in p.income if i.source is source and i.amount]
        for payer, line in paid:
            fitting = [(r, i) for r, i in got if i.amount == line.outturn and r is not payer]
            rivals = [e for p, e in paid if e.outturn == line.outturn]
            if len(fitting) == 1 and len(rivals) == 1:
                receiver, income = fitting[0]
                yield Transfer(
                    payer.entity.name, receiver.entity.name, nature, line.outturn, line.item, income.item
                )


def _unsound(t: Transfer, names: dict[str, Accounts]) -> Problem | None:
    """Why a transfer cannot be eliminated."""
    for name in (t.payer, t.receiver):
        if name not in names:
            return Problem(
                "unknown-entity",
                f"内部往来中的“{name}”不在汇总的单位中",
                value=name,
                expected="请核对单位名称",
            )
    source = PASSED.get(t.nature)
    if source is None:
        return Problem("not-a-transfer", "只有对附属单位补助和上缴上级可以抵销", value=str(t.nature))
    paid = sum(e.outturn for e in names[t.payer].expenditure if (e.nature, e.item) == (t.nature, t.paid_item))
    got = sum(i.amount for i in names[t.receiver].income if (i.source, i.item) == (source, t.received_item))
    if t.amount > min(paid, got):
        message = f"“{t.payer}”与“{t.receiver}”的内部往来大于其中一方的账面数，没有抵销"
        return Problem(
            "transfer-differs",
            message,
            value=f"{print_amount(t.amount, '元')}元",
            expected="请核对双方的科目和金额",
        )
    return None


def _eliminations(transfers: Iterable[Transfer], year: int) -> Accounts:
    """The transfers as accounts of negative records."""
    income, spent = [], []
    for t in transfers:
        spent.append(ExpenditureLine(t.paid_item, t.nature, Fund.OTHER, -t.amount))
        income.append(IncomeLine(t.received_item, PASSED[t.nature], Fund.OTHER, -t.amount))
    return Accounts(Entity("内部往来抵销"), year, tuple(income), tuple(spent))


def _summed(parts: Sequence[Accounts]) -> Accounts:
    def every(name: str) -> list[Any]:
        return [record for part in parts for record in getattr(part, name)]

    agency = [p for p in parts if p.agency_operating is not None]
    return Accounts(
        Entity(""),
        parts[0].year,
        _merged(every("income"), lambda r: (r.item, r.source, r.fund), _income),
        _merged(every("expenditure"), lambda r: (r.item, r.nature, r.fund, r.economic, r.project), _spent),
        _merged(every("carry_over"), lambda r: (r.fund, r.item, r.project), _carried),
        sum(p.surplus_used for p in parts),
        sum(p.surplus_distributed for p in parts),
        reduce(_three, (p.three for p in parts)),
        reduce(_either, (p.agency_operating for p in parts)),
        reduce(_procured, (p.procurement for p in parts)),
        Assets(
            _counted(pair for p in parts for pair in p.assets.vehicles),
            _counted(pair for p in parts for pair in p.assets.equipment),
        ),
        _staff(parts),
        tuple(every("projects")),
        economic=_merged(
            every("economic"), lambda r: r.economic, lambda a, b: replace(a, amount=a.amount + b.amount)
        ),
        budgets=_merged(every("budgets"), lambda r: (r.item, r.fund), _budgeted),
        agency_initial=reduce(_known, (p.agency_initial for p in agency)) if agency else None,
        three_fund=reduce(_three, (p.three_fund for p in parts)),
        names={code: name for p in parts for code, name in p.names.items()},
    )


def _merged(
    records: Sequence[_Record], key: Callable[[_Record], Hashable], add: Callable[[_Record, _Record], _Record]
) -> tuple[_Record, ...]:
    """Records of one key added up, in the order in which keys first appear; what becomes nought stays, as a nought."""
    found: dict[Hashable, _Record] = {}
    for record in records:
        k = key(record)
        found[k] = add(found[k], record) if k in found else record
    return tuple(found.values())


def _known(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _income(a: IncomeLine, b: IncomeLine) -> IncomeLine:
    return replace(a, amount=a.amount + b.amount, origin=Origin())


def _spent(a: ExpenditureLine, b: ExpenditureLine) -> ExpenditureLine:
    reasons = dict.fromkeys(r for r in (a.reason, b.reason) if r)
    return replace(
        a, outturn=a.outturn + b.outturn, initial=_known(a.initial, b.initial), adjusted=_known(a.adjusted, b.adjusted),
        reason="；".join(reasons), origin=Origin(),
    )  # fmt: skip


def _carried(a: CarryOver, b: CarryOver) -> CarryOver:
    return replace(a, opening=a.opening + b.opening, closing=a.closing + b.closing, origin=Origin())


def _budgeted(a: ItemBudget, b: ItemBudget) -> ItemBudget:
    purposes = dict.fromkeys(p for p in (a.purpose, b.purpose) if p)
    return replace(
        a, initial=_known(a.initial, b.initial), adjusted=_known(a.adjusted, b.adjusted),
        purpose="；".join(purposes), origin=Origin(),
    )  # fmt: skip


def _three(a: ThreePublic, b: ThreePublic) -> ThreePublic:
    """A part that neither spent nor budgeted anything leaves the other's budgets known."""

    def budget(name: str, spent: str) -> int | None:
        one, two = getattr(a, name), getattr(b, name)
        if one is None and not getattr(a, spent):
            return two if isinstance(two, int) else None
        if two is None and not getattr(b, spent):
            return one if isinstance(one, int) else None
        return _known(one, two)

    return ThreePublic(
        a.abroad + b.abroad, budget("abroad_budget", "abroad"), a.abroad_groups + b.abroad_groups,
        a.abroad_people + b.abroad_people, a.purchase + b.purchase, budget("purchase_budget", "purchase"),
        _counted((*a.purchased, *b.purchased)), a.running + b.running, budget("running_budget", "running"),
        a.vehicles + b.vehicles, budget("reception_budget", "reception"), (*a.receptions, *b.receptions),
        kept=_counted((*a.kept, *b.kept)),
    )  # fmt: skip


def _procured(a: Procurement, b: Procurement) -> Procurement:
    purpose = "；".join(dict.fromkeys(p for p in (a.purpose, b.purpose) if p))
    return Procurement(
        a.goods + b.goods,
        a.works + b.works,
        a.services + b.services,
        a.sme + b.sme,
        a.micro + b.micro,
        purpose,
        *(_either(getattr(a, name), getattr(b, name)) for name in _RESERVED),
    )


def _either(a: int | None, b: int | None) -> int | None:
    """The sum of what is stated: a part that states nothing had nothing to state."""
    return b if a is None else a if b is None else a + b


def _counted(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for kind, number in pairs:
        found[kind] = found.get(kind, 0) + number
    return tuple(found.items())


def _staff(parts: Sequence[Accounts]) -> Staff:
    approved = _counted((k, n) for p in parts for k, n, _ in p.staff.posts)
    filled = dict(_counted((k, n) for p in parts for k, _, n in p.staff.posts))
    return Staff(
        tuple((k, n, filled[k]) for k, n in approved),
        _counted(pair for p in parts for pair in p.staff.retired),
    )
