"""From a published report back to accounts, as far as the report goes and never further.

The statutory tables state margins (item by source, item by nature, fund by fund); accounts state records. A record is
made only where the margins leave one possibility. Afterwards every figure of the report is compared with the ledger of
the accounts that were made: what they do not reproduce is listed for a person, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from msgspec import structs

from juesuan.accounts.cells import CENTS
from juesuan.accounts.extract_counts import Counts, counts_of
from juesuan.accounts.figures import Figure, Figures, Unread, figures_of, unread_fact
from juesuan.accounts.ledger import BUDGETS, Ledger, drift, prefixes
from juesuan.accounts.model import (
    Accounts,
    CarryOver,
    EconomicLine,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    ItemBudget,
    Nature,
    Procurement,
    Reception,
    Source,
    StatedTotal,
    ThreePublic,
)
from juesuan.accounts.reading import is_accounts_book
from juesuan.accounts.sheetreading import load_sheets
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.claims.statutory.subjects import mentions
from juesuan.documents.intake import read_carefully
from juesuan.documents.refusal import Refusal
from juesuan.taxonomy import department, functional

#: 国有资本经营预算支出: the class of the state capital budget, so its money is of no other fund.
_CAPITAL_CLASS = "223"
_FUNDS = (Fund.GENERAL, Fund.FUND, Fund.CAPITAL)
_APPROPRIATED = (Nature.BASIC, Nature.PROJECT)
#: What was reserved for small firms and what they won, in the order of the record's fields.
_RESERVED = (
    ("reserved-sme", "budget"), ("reserved-micro", "budget"), ("won-sme", "outturn"), ("won-micro", "outturn"),
    ("open-sme", "outturn"),
)  # fmt: skip
_MISFIT = "与明细合计不符，请核对报告"
_DISPUTED = "报告各处的数字不一致，没有采用任何一个"
_SETTLED = "报告各处的数字不一致，采用了与明细合计相符的数"
_COUNTS = "报告中的合计数，批次和人次请补填"


@dataclass(frozen=True)
class Extracted:
    """Accounts as far as a report states them, and what it states besides."""

    accounts: Accounts
    unread: tuple[Unread, ...]
    placed: int
    """How many figures of the report the records reproduce; those known only as totals are not counted."""


def extract(path: str, year: int | None = None) -> Extracted:
    """Read a published report or an official workbook of tables; ``year`` where the document does not say.

    Raises :class:`Refusal` if nothing can be read.
    """
    if _ours(path):
        raise Refusal("accounts-book", path, "这已经是决算数据工作簿，不用转换", "可直接 juesuan compose")
    document = read_carefully(path)
    report = read_report(document)
    if report.profile.year is None and year is not None and report.facts:
        # Tables alone often print no year: their figures are this year's, which the reader knows as year 0.
        own = replace(report.profile, year=year)
        facts = tuple(structs.replace(f, year=year) if f.year == 0 else f for f in report.facts)
        report = replace(report, profile=own, facts=facts)
    if not report.facts:
        raise Refusal(
            "no-figures",
            path,
            "没有识别到任何决算数字",
            "请确认这是部门决算报告或公开表；绩效自评表、评价报告请加 --performance；扫描件请先做文字识别",
        )
    if report.profile.year is None:
        raise Refusal("no-year", path, "没有识别到决算年度", "请用 --year 指明是哪一年度的决算")
    return extract_report(report)


def _ours(path: str) -> bool:
    """Is the file an accounts workbook of ours? What cannot be read as a workbook is none."""
    try:
        return is_accounts_book(load_sheets(path))
    except Refusal:
        return False


def extract_report(report: Report) -> Extracted:
    """The same for a report that has been read."""
    figures = figures_of(report)
    counts = counts_of(report)
    accounts = Extractor(figures, counts).accounts()
    ledger = Ledger(accounts)
    unread = [*figures.unread, *counts.unread]
    placed = 0
    stated: list[StatedTotal] = []
    misfits: list[Figure] = []
    for figure in (*figures.found.values(), *_settled(report, figures, ledger, unread)):
        fit = _fit(figure, ledger)
        if fit is False:
            misfits.append(figure)
            continue
        placed += fit is True
        amount = ledger.amount(*figure.key)
        if amount is None and figure.key[1] == "outturn":
            amount = 0  # nothing was booked; of a budget, nothing stated is not nought
        if fit is None or not figure.prints(amount):
            stated.append(StatedTotal(figure.key[0], figure.cents, figure.key[1], figure.key[2]))
    known = {(s.concept, s.measure, s.scope) for s in stated}
    stated += [s for s in _implied(figures, ledger) if (s.concept, s.measure, s.scope) not in known]
    accounts = replace(accounts, stated=tuple(stated))
    accounts = replace(accounts, names=_names(report, accounts))
    whole = Ledger(accounts)  # a total may be made of figures that are known as totals only
    unread += [unread_fact(report, f.facts[0], _MISFIT) for f in misfits if not _fit(f, whole)]
    if any(r.amount and not (r.batches and r.people) for r in accounts.three.receptions):
        unread.append(Unread("公务接待的批次、人次和接待内容", "", _COUNTS))
    return Extracted(accounts, tuple(unread), placed)


def _names(report: Report, a: Accounts) -> dict[str, str]:
    """The report's own names of codes that the year's lists lack."""
    functional_, economic = functional(a.year), department(a.year)
    items = {r.item for rs in (a.income, a.expenditure, a.carry_over, a.budgets) for r in rs}
    items |= {s.scope for s in a.stated if ".item" in s.concept}
    lacking = {c for code in items for c in prefixes(code) if c.isdigit() and functional_.code(c) is None}
    lacking = {c for c in lacking if c[0] == "2"} | {
        e.economic for e in a.economic if not economic.code(e.economic)
    }
    if not lacking:
        return {}
    named = reversed(mentions(report.document, functional_))  # what tables print comes first and stays
    return {m.code: m.name for m in named if m.code in lacking}


def _implied(figures: Figures, ledger: Ledger) -> Iterator[StatedTotal]:
    """Wholes of appropriations that no word states and no record makes, where all of their parts are printed."""
    funds = {f: figures.get(f"income.{f}") for f in _FUNDS}
    sources = [figures.get(f"income.{s}") for s in Source if s is not Source.APPROPRIATION]
    listed = [v for v in (*funds.values(), *sources) if v is not None]
    whole = figures.get("income.current")
    # The list of sources makes the whole: what it does not name is nought.
    if whole is not None and len(listed) > 1 and abs(sum(listed) - whole) <= drift(len(listed)):
        yield from _total("income.appropriation", [v or 0 for v in funds.values()], ledger)
    spent = [figures.get(f"{f}.expenditure") for f in _FUNDS]
    known = [v for v in spent if v is not None]
    if len(known) == len(spent):
        yield from _total("appropriation.expenditure", known, ledger)


def _total(concept: str, parts: Sequence[int], ledger: Ledger) -> Iterator[StatedTotal]:
    if sum(parts) and not ledger.records(concept):
        yield StatedTotal(concept, sum(parts))


def _settled(report: Report, figures: Figures, ledger: Ledger, unread: list[Unread]) -> Iterator[Figure]:
    """Of the values a figure is printed with, the one that the records make; the others are told."""
    for values in figures.disputed.values():
        made = [v for v in values if _fit(v, ledger)]
        chosen = made[0] if len(made) == 1 else None
        if chosen is not None:
            yield chosen
        unread += [
            unread_fact(report, v.facts[0], _SETTLED if chosen else _DISPUTED)
            for v in values
            if v is not chosen
        ]


def _fit(figure: Figure, ledger: Ledger) -> bool | None:
    """Do the records reproduce a figure? ``None`` if no record has to do with it. Parts are rounded, so each may be
    off by its half.
    """
    concept, measure, scope = figure.key
    if concept.startswith("three.") and measure == "adjusted-budget":
        measure = "budget"
    amount = ledger.amount(concept, measure, scope)
    if not amount and figure.cents:
        return None
    parts = ledger.records(concept, measure, scope)
    half = max(f.operand.interval.half for f in figure.facts)
    gap = abs(Decimal((amount or 0) - figure.cents) / CENTS)
    return gap <= half * (2 * len(parts) + 2)


class Extractor:
    """Makes the records of one report's figures."""

    def __init__(self, figures: Figures, counts: Counts) -> None:
        self.figures = figures
        self.counts = counts
        self.get = figures.get

    def accounts(self) -> Accounts:
        """All records that the figures determine."""
        profile = self.figures.report.profile
        get = self.get
        short = profile.aliases[0] if profile.aliases else ""
        spent = tuple(self._expenditure())
        return Accounts(
            Entity(profile.entity, short if short != profile.entity else "", profile.area),
            self.figures.year,
            tuple(self._income()),
            spent,
            tuple(self._carry_over()),
            get("nonappropriation-surplus-used") or 0,
            get("surplus-distribution") or 0,
            self._three(),
            get("agency-operating"),
            self._procurement(),
            self.counts.assets,
            economic=tuple(self._economic()),
            budgets=tuple(self._budgets(spent)),
            agency_initial=self.get("agency-operating", "initial-budget"),
        )

    def _procurement(self) -> Procurement:
        goods, works, services, sme, micro = (
            self.get(f"procurement.{k}") or 0 for k in ("goods", "works", "services", "sme", "micro")
        )
        reserved = (self.get(f"procurement.{k}", measure) for k, measure in _RESERVED)
        return Procurement(goods, works, services, sme, micro, "", *reserved)

    def _leaves(self, *concepts: str) -> list[str]:
        """Item codes (7 digits) that the concepts are stated for."""
        return [s for s in self.figures.scopes(*concepts) if len(s) == 7 and s.isdigit()]

    def _income(self) -> Iterator[IncomeLine]:
        concepts = [f"income.item-{s}" for s in Source]
        for item in self._leaves(*concepts, "fund.item-income", "capital.item-income"):
            special = {f: self.get(f"{f}.item-income", scope=item) or 0 for f in (Fund.FUND, Fund.CAPITAL)}
            if item.startswith(_CAPITAL_CLASS) and not self.figures.known("Z10"):
                special[Fund.CAPITAL] = self.get("income.item-appropriation", scope=item) or 0
            for fund, amount in special.items():
                if amount:
                    yield IncomeLine(item, Source.APPROPRIATION, fund, amount)
            for source in Source:
                amount = self.get(f"income.item-{source}", scope=item) or 0
                own = source is Source.APPROPRIATION
                amount -= sum(special.values()) if own and amount else 0
                if amount > 0 and (not own or self._general(item)):
                    yield IncomeLine(item, source, Fund.GENERAL if own else Fund.OTHER, amount)

    def _general(self, item: str) -> bool:
        """Is an item's appropriation surely the general budget's: is the item's income of other budgets stated?"""
        for fund, form in ((Fund.FUND, "Z08"), (Fund.CAPITAL, "Z10")):
            used = self.get(f"{fund}.item", scope=item) is not None
            if used and not self.figures.known(form) and not item.startswith(_CAPITAL_CLASS):
                return False
        return True

    def _expenditure(self) -> Iterator[ExpenditureLine]:
        natures = [f"item-{n}" for n in Nature]
        whole = [f"expenditure.{n}" for n in natures]
        funds = [f"{f}.item-{n}" for f in _FUNDS for n in _APPROPRIATED]
        for item in self._leaves(*whole, *funds):
            for nature in Nature:
                rest = self.get(f"expenditure.item-{nature}", scope=item)
                for fund in _FUNDS if nature in _APPROPRIATED else ():
                    amount = self.get(f"{fund}.item-{nature}", scope=item) or 0
                    if amount:
                        yield ExpenditureLine(item, nature, fund, amount)
                    rest = None if rest is None else rest - amount
                if rest is not None and rest > 0 and self._other(nature):
                    yield ExpenditureLine(item, nature, Fund.OTHER, rest)

    def _other(self, nature: Nature) -> bool:
        """Is what the appropriations leave surely other money: are all appropriations stated?"""
        if nature not in _APPROPRIATED:
            return True
        forms = {Fund.GENERAL: ("Z05",), Fund.FUND: ("Z08",), Fund.CAPITAL: ("Z09", "Z10")}
        return all(self.figures.known(*forms[f]) or self.get(f"{f}.expenditure") == 0 for f in _FUNDS)

    def _economic(self) -> Iterator[EconomicLine]:
        for code in self.figures.scopes("economic.item"):
            amount = self.get("economic.item", scope=code)
            if len(code) == 5 and code.isdigit() and amount:
                yield EconomicLine(code, amount)

    def _budgets(self, spent: Sequence[ExpenditureLine]) -> Iterator[ItemBudget]:
        known = {(e.item, e.fund) for e in spent}
        for fund in _FUNDS:
            concept = f"{fund}.item"
            codes = self.figures.scopes(concept, measure="initial-budget")
            codes += self.figures.scopes(concept, measure="adjusted-budget")
            for item in sorted({c for c in codes if (c, fund) in known}):
                initial, adjusted = (self.get(concept, m, item) for m in BUDGETS)
                yield ItemBudget(item, fund, initial, adjusted)
            initial, adjusted = (self.get(f"{fund}.expenditure", m) for m in BUDGETS)
            if initial is not None or adjusted is not None:
                yield ItemBudget("", fund, initial, adjusted)

    def _carry_over(self) -> Iterator[CarryOver]:
        carried = [c for fund in _FUNDS for c in self._carried(fund) if c.opening or c.closing]
        yield from carried
        rest: list[int] = []
        for end in ("opening", "closing"):
            whole, appropriated = self.get(end), self.get(f"appropriation.{end}")
            # Other money is what the appropriations leave, so all of them must have been placed.
            if whole is None or appropriated is None or sum(getattr(c, end) for c in carried) != appropriated:
                return
            rest.append(whole - appropriated)
        if any(rest) and min(rest) >= 0:
            yield CarryOver(Fund.OTHER, rest[0], rest[1])

    def _carried(self, fund: Fund) -> Iterator[CarryOver]:
        """A fund's carry-over, item by item where the report lists them."""
        items = self._leaves(f"{fund}.item-opening", f"{fund}.item-closing")
        for item in items:
            opening, closing = (
                self.get(f"{fund}.item-{end}", scope=item) or 0 for end in ("opening", "closing")
            )
            yield CarryOver(fund, opening, closing, item)
        opening, closing = (self.get(f"{fund}.{end}") or 0 for end in ("opening", "closing"))
        if not items:
            yield CarryOver(fund, opening, closing)

    def _three(self) -> ThreePublic:
        def budget(part: str) -> int | None:
            named = self.get(f"three.{part}", "adjusted-budget")
            return named if named is not None else self.get(f"three.{part}", "budget")

        return ThreePublic(
            abroad=self.get("three.abroad") or 0,
            abroad_budget=budget("abroad"),
            abroad_groups=self.counts.get("groups"),
            abroad_people=self.counts.get("people"),
            purchase=self.get("three.car-purchase") or 0,
            purchase_budget=budget("car-purchase"),
            purchased=self.counts.purchased,
            kept=self.counts.kept,
            running=self.get("three.car-running") or 0,
            running_budget=budget("car-running"),
            vehicles=self.counts.get("vehicles"),
            reception_budget=budget("reception"),
            receptions=tuple(self._receptions()),
        )

    def _receptions(self) -> Iterator[Reception]:
        """Receptions at home and of foreigners, each as one: a report seldom lists them one by one."""
        whole, foreign = self.get("three.reception") or 0, self.get("three.reception-foreign") or 0
        home = self.get("three.reception-home")
        for name, amount in (
            ("home", whole - foreign if home is None or whole else home),
            ("foreign", foreign),
        ):
            batches, people = (self.counts.get(f"{name}.{what}") for what in ("batches", "people"))
            if amount or batches or people:
                yield Reception(amount, batches, people, foreign=name == "foreign")
