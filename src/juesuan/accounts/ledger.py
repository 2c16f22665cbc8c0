"""Every figure that can be derived from the accounts, under the concept codes that readers of reports use.

The ledger posts each record once to every concept it belongs to (its class, section and item, its fund, its nature,
the totals) and remembers which records made a figure. Tables and sentences ask it and never add up by themselves, so
a number has one origin wherever it is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from juesuan.accounts.model import (
    Accounts,
    CarryOver,
    EconomicLine,
    ExpenditureLine,
    Fund,
    IncomeLine,
    ItemBudget,
    Nature,
    Project,
    Source,
    ThreePublic,
)

#: Economic classes that are 人员经费; every other class of basic expenditure is 公用经费.
PERSONNEL = ("301", "303")
#: 0.01 万元 in 分: amounts that are multiples of it were typed from rounded tables.
STEP = 10_000
#: Totals of the forms that are not sums of records have at most so many rounded parts.
_PARTS = 3
#: Those totals by the parts that records make.
_TOTALS = {
    "grand-total": ("income.current", "opening"),
    "appropriation.grand-total": ("income.appropriation", "appropriation.opening"),
    **{
        f"{fund}.grand-total": (f"{fund}.expenditure", f"{fund}.closing")
        for fund in ("general", "fund", "capital")
    },
}
#: Measures that are budgets: unknown as soon as one record that belongs to the figure states none.
BUDGETS = ("initial-budget", "adjusted-budget")

Key = tuple[str, str, str]
Record = IncomeLine | ExpenditureLine | CarryOver | EconomicLine | ItemBudget | Project
_Posting = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Posted:
    """A derived figure in 分 (or a count) and the records it was made of."""

    amount: int
    records: tuple[Record, ...] = ()


class Ledger:
    """The derived figures of one entity's year. ``None`` means that the accounts do not say."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.year = accounts.year

    def amount(self, concept: str, measure: str = "outturn", scope: str = "") -> int | None:
        """The figure in 分 (a count for counts), or ``None`` if it is not stated."""
        found = self.posted.get((concept, measure, scope))
        return None if found is None else found.amount

    def records(self, concept: str, measure: str = "outturn", scope: str = "") -> tuple[Record, ...]:
        """The records a figure was made of."""
        found = self.posted.get((concept, measure, scope))
        return () if found is None else found.records

    def scopes(self, concept: str, measure: str = "outturn", digits: int = 0) -> tuple[str, ...]:
        """The codes (names, for projects) a concept is known for, in order; ``digits`` keeps one level."""
        found = (s for c, m, s in self.posted if c == concept and m == measure and s)
        return tuple(sorted(s for s in found if not digits or len(s) == digits))

    @cached_property
    def prior(self) -> Ledger | None:
        """Last year's ledger, if last year's accounts are known."""
        return Ledger(self.accounts.prior) if self.accounts.prior is not None else None

    @cached_property
    def posted(self) -> dict[Key, Posted]:
        """Everything, by (concept, measure, scope)."""
        amounts: dict[Key, int] = dict.fromkeys(((c, "outturn", "") for c in _ALWAYS), 0)
        amounts |= dict.fromkeys((("economic.item", "outturn", c) for c in _ALWAYS_ECONOMIC), 0)
        records: dict[Key, list[Record]] = defaultdict(list)
        exact: set[Key] = set()
        for record, value, measure, targets in _postings(self.accounts):
            for concept, scope in targets:
                key = (concept, measure, scope)
                amounts[key] = amounts.get(key, 0) + value
                if value:
                    records[key].append(record)
                if value % STEP:
                    exact.add(key)
        loose = {key: len(made) for key, made in records.items() if key not in exact}
        self._stated(amounts, loose)
        amounts.update(_totals(self.accounts, amounts))
        free = {
            (c, "outturn", "")
            for c, parts in _TOTALS.items()
            if not any((p, "outturn", "") in records for p in parts)
        }
        if not exact:
            loose |= {k: _PARTS for k in amounts if k not in records and k[1] != "count"}
        self._stated(amounts, loose, free)
        return {key: Posted(value, tuple(records.get(key, ()))) for key, value in amounts.items()}

    def _stated(self, amounts: dict[Key, int], loose: dict[Key, int], free: Container[Key] = ()) -> None:
        """Totals that are known by themselves stand in where the records say nothing (``free``: were not asked).

        Where every record was rounded before (``loose``: how many made a figure), a printed total that they can make
        is nearer to the truth than their sum.
        """
        for total in self.accounts.stated:
            key = (total.concept, total.measure, total.scope)
            amount = amounts.get(key)
            if (
                not amount
                or key in free
                or (key in loose and abs(amount - total.amount) <= drift(loose[key]))
            ):
                amounts[key] = total.amount


def drift(parts: int) -> int:
    """How far the sum of so many parts may miss its printed total, in 分, as each was rounded to 0.01 万元."""
    return STEP * (parts + 1) // 2


def prefixes(code: str) -> tuple[str, ...]:
    """A code's class, section and item: 2010601 → 201, 20106, 2010601."""
    return tuple(code[:n] for n in (3, 5, 7) if len(code) >= n)


def _coded(concept: str, code: str) -> list[_Posting]:
    return [(concept, c) for c in prefixes(code)]


def _postings(a: Accounts) -> Iterator[tuple[Record, int, str, Iterable[_Posting]]]:
    for income in a.income:
        yield income, income.amount, "outturn", list(_income(income))
    apart = bool(a.economic)
    for line in a.expenditure:
        yield line, line.outturn, "outturn", list(_expenditure(line, apart))
    for economic in a.economic:
        yield economic, economic.amount, "outturn", _economic(economic.economic)
    for carry in a.carry_over:
        yield carry, carry.opening, "outturn", list(_carried(carry, "opening"))
        yield carry, carry.closing, "outturn", list(_carried(carry, "closing"))
    for project in a.projects:
        yield project, project.outturn, "outturn", [("project", project.name)]
        yield project, project.adjusted, "adjusted-budget", [("project", project.name)]
        if project.initial is not None:
            yield project, project.initial, "initial-budget", [("project", project.name)]
    yield from _budgets(a)


def _income(line: IncomeLine) -> Iterator[_Posting]:
    yield from (("income.current", ""), (f"income.{line.source}", ""))
    yield from _coded("income.item", line.item)
    yield from _coded(f"income.item-{line.source}", line.item)
    if line.source is Source.APPROPRIATION:
        yield f"income.{line.fund}", ""
    if line.fund is not Fund.OTHER:
        yield f"{line.fund}.income", ""
        yield from _coded(f"{line.fund}.item-income", line.item)


def _expenditure(line: ExpenditureLine, apart: bool) -> Iterator[_Posting]:
    """``apart``: economic classes stand in records of their own."""
    yield from (("expenditure.current", ""), (f"expenditure.{line.nature}", ""))
    yield from _coded("expenditure.item", line.item)
    yield from _coded(f"expenditure.item-{line.nature}", line.item)
    if line.fund is Fund.OTHER:
        return
    for whole in ("appropriation", line.fund.value):
        yield from ((f"{whole}.expenditure", ""), (f"{whole}.{line.nature}", ""))
        yield from _coded(f"{whole}.item", line.item)
        yield from _coded(f"{whole}.item-{line.nature}", line.item)
        if line.economic:
            for item in ("", *prefixes(line.item)):
                for economic in prefixes(line.economic):
                    yield f"{whole}.item-economic", f"{item}/{economic}"
    if line.fund is Fund.GENERAL and line.nature is Nature.BASIC and line.economic and not apart:
        yield from _economic(line.economic)


def _economic(code: str) -> list[_Posting]:
    side = "general.personnel" if code[:3] in PERSONNEL else "general.operating"
    return [*_coded("economic.item", code), (side, "")]


def _carried(carry: CarryOver, end: str) -> Iterator[_Posting]:
    yield end, ""
    if carry.fund is Fund.OTHER:
        return
    for whole in ("appropriation", carry.fund.value):
        yield f"{whole}.{end}", ""
        yield from _coded(f"{whole}.item-{end}", carry.item)


def _budgets(a: Accounts) -> Iterator[tuple[Record, int, str, Iterable[_Posting]]]:
    """Budgets of lines and items; a figure that a line without a budget belongs to stays unknown."""
    for measure in BUDGETS:
        own = {(b.item, b.fund): v for b in a.budgets if (v := _budget(b, measure)) is not None}
        unknown: set[_Posting] = set()
        stated: list[tuple[Record, int, list[_Posting]]] = []
        for line in a.expenditure:
            targets = [t for t in _expenditure(line, True) if not t[0].endswith("-economic")]
            value = _budget(line, measure)
            if (line.item, line.fund) in own:
                unknown.update(t for t in targets if not _of_item(t[0], line.fund))
            elif value is None:
                unknown.update(targets)
            else:
                stated.append((line, value, targets))
        for budget in sorted(a.budgets, key=lambda b: not b.item):
            value = own.get((budget.item, budget.fund))
            if value is not None:
                targets = _whole(budget)
                if not budget.item:  # the fund's own total, whatever its items say
                    unknown.discard(targets[0])
                    stated = [(r, v, [t for t in ts if t != targets[0]]) for r, v, ts in stated]
                stated.append((budget, value, targets))
        for record, value, targets in stated:
            yield record, value, measure, [t for t in targets if t not in unknown]


def _budget(record: ExpenditureLine | ItemBudget, measure: str) -> int | None:
    return record.initial if measure == "initial-budget" else record.adjusted


def _of_item(concept: str, fund: Fund) -> bool:
    """May a budget that is known for a whole item of a fund be part of this figure?"""
    wholes = [f"{fund}.expenditure", f"{fund}.item", "appropriation.expenditure", "appropriation.item"]
    return concept in wholes if fund is not Fund.OTHER else False


def _whole(budget: ItemBudget) -> list[_Posting]:
    targets = [(f"{budget.fund}.expenditure", "")]
    if budget.item and budget.fund is not Fund.OTHER:
        targets += [*_coded(f"{budget.fund}.item", budget.item), ("appropriation.expenditure", "")]
        targets += _coded("appropriation.item", budget.item)
    return targets


def _totals(a: Accounts, amounts: dict[Key, int]) -> Iterator[tuple[Key, int]]:
    """What is not a plain sum of records: grand totals, three public expenses, procurement, counts."""

    def of(concept: str) -> int:
        return amounts.get((concept, "outturn", ""), 0)

    found = {
        "nonappropriation-surplus-used": a.surplus_used,
        "surplus-distribution": a.surplus_distributed,
        "grand-total": of("income.current") + a.surplus_used + of("opening"),
        "appropriation.grand-total": of("income.appropriation") + of("appropriation.opening"),
        "procurement.total": a.procurement.total,
        "procurement.goods": a.procurement.goods,
        "procurement.works": a.procurement.works,
        "procurement.services": a.procurement.services,
        "procurement.sme": a.procurement.sme,
        "procurement.micro": a.procurement.micro,
    }
    for fund in (Fund.GENERAL, Fund.FUND, Fund.CAPITAL):
        found[f"{fund}.grand-total"] = of(f"{fund}.expenditure") + of(f"{fund}.closing")
    optional = {
        "agency-operating": a.agency_operating,
        "procurement.won-sme": a.procurement.won_sme,
        "procurement.won-micro": a.procurement.won_micro,
        "procurement.open-sme": a.procurement.open_sme,
    }
    found |= {concept: value for concept, value in optional.items() if value is not None}
    budgets = (
        ("agency-operating", "initial-budget", a.agency_initial),
        ("procurement.reserved-sme", "budget", a.procurement.reserved_sme),
        ("procurement.reserved-micro", "budget", a.procurement.reserved_micro),
    )
    yield from (((concept, measure, ""), value) for concept, measure, value in budgets if value is not None)
    yield from (((concept, "outturn", ""), value) for concept, value in found.items())
    yield ("assets.vehicles", "count", ""), sum(n for _, n in a.assets.vehicles)
    for name, three in (("three", a.three), ("fund-three", a.three_fund)):
        yield from _three(name, three)


def _three(name: str, t: ThreePublic) -> Iterator[tuple[Key, int]]:
    for part, value in (
        ("total", t.total), ("abroad", t.abroad), ("car", t.car), ("car-purchase", t.purchase),
        ("car-running", t.running), ("reception", t.reception),
    ):  # fmt: skip
        yield (f"{name}.{part}", "outturn", ""), value
    budgets = {
        "abroad": t.abroad_budget, "car-purchase": t.purchase_budget, "car-running": t.running_budget,
        "reception": t.reception_budget,
    }  # fmt: skip
    known = {part: value for part, value in budgets.items() if value is not None}
    if "car-purchase" in known and "car-running" in known:
        known["car"] = known["car-purchase"] + known["car-running"]
    if len(known) == 5:
        known["total"] = known["abroad"] + known["car"] + known["reception"]
    yield from (((f"{name}.{part}", "budget", ""), value) for part, value in known.items())


#: Figures that every year has, nought if no record belongs to them.
_ALWAYS = (
    "income.current", *(f"income.{s}" for s in Source), "income.general", "income.fund", "income.capital",
    "expenditure.current", *(f"expenditure.{n}" for n in Nature), "opening", "closing",
    "appropriation.expenditure", "appropriation.basic", "appropriation.project", "appropriation.opening",
    "appropriation.closing", "general.personnel", "general.operating", "general.income",
    "fund.income", "capital.income",
    *(f"{f}.{c}" for f in ("general", "fund", "capital")
      for c in ("expenditure", "basic", "project", "opening", "closing")),
)  # fmt: skip
#: Economic classes that every table of basic expenditure lists.
_ALWAYS_ECONOMIC = ("301", "302", "303", "310")
