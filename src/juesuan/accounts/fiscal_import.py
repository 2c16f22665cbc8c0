"""A Fiscal Data Package back into accounts: our own exactly, one by others as far as it declares what its figures are.

Our package carries every figure of the report with its concept (``facts.csv``); from those the records are made as from a
published report, only that nothing was rounded. In a package by others a line becomes a record only where it names item,
fund and nature (or source); a figure that is known for an item as a whole becomes a stated total; everything else is
listed for a person. What a figure might be is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from juesuan.accounts.cells import CENTS
from juesuan.accounts.extract import Extracted, Extractor
from juesuan.accounts.extract_counts import Counts
from juesuan.accounts.figures import COUNTS, MEASURES, Figure, Figures, Unread
from juesuan.accounts.fiscal_package import FiscalPackage, Resource, open_package
from juesuan.accounts.fiscal_rows import Line, lines_of
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import (
    Accounts,
    Assets,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    Nature,
    Source,
    StatedTotal,
)
from juesuan.amounts import UNITS, Interval
from juesuan.claims.model import Profile, Report
from juesuan.documents.model import Document
from juesuan.documents.refusal import Refusal
from juesuan.taxonomy import forms, title_of
from juesuan.taxonomy.titles import titles

#: Columns that only our own list of facts has.
_OWN = {"concept", "measure", "scope", "value", "unit", "year"}
_CODES = {words: code for code, words in MEASURES.items()} | {"数量": "count"}
#: Measures that follow from others: nobody fills them in.
_FOLLOWS = ("增减额", "增减率", "占比")
#: Parts of a figure that only sentences tell.
_PARTS = ("three.reception-home", "three.reception-foreign")
_TITLE = re.compile(r"^(?P<entity>.+?)(?P<year>20\d\d)年度?")
_MISFIT = "与按明细还原的数不符，请核对"


def read_package(path: str, year: int | None = None) -> Extracted:
    """Accounts from a data package in a folder, a zip file or beside its descriptor.

    ``year`` says which year is wanted where a package holds several or names none. Raises :class:`Refusal`.
    """
    package = open_package(path)
    facts = package.resource("facts")
    if facts is not None and {c.name for c in facts.columns} >= _OWN:
        return _own(package, facts, year)
    return _foreign(package, year)


# Our own package


def _own(package: FiscalPackage, facts: Resource, year: int | None) -> Extracted:
    entity, wanted = _about(package)
    wanted = year or wanted or max((int(r["year"]) for r in facts.rows if r["year"].isdecimal()), default=0)
    found: dict[tuple[str, str, str], Figure] = {}
    places: dict[tuple[str, str, str], str] = {}
    counts: dict[str, int] = {}
    unread: list[Unread] = []
    follows = 0
    for n, row in enumerate(facts.rows):
        key, cents, why = _fact(row, wanted)
        follows += why == "follows"
        if why and why != "follows":
            unread.append(Unread(_words(row), facts.place(n), why))
        elif not why and key[1] == "count":
            counts[key[0]] = cents
        elif not why:
            found[key] = Figure(key, cents, Interval.point(Decimal(cents) / CENTS), ())
            places[key] = facts.place(n)
    if follows:
        unread.append(
            Unread(f"{follows} 个增减额、增减率、占比", facts.path, "由本年数和上年数计算，不用填写")
        )
    report = Report(
        Document(package.path, "", "", ()), Profile("accounts", entity, (), wanted, str(package.about.get("area", ""))),
        tables=_forms(package),
    )  # fmt: skip
    read = Counts({COUNTS[k]: v for k, v in counts.items() if k in COUNTS}, _bought(counts), _assets(counts))
    accounts = Extractor(Figures(report, wanted, found, ()), read).accounts()
    ledger = Ledger(accounts)
    for part, foreign in zip(_PARTS, (False, True), strict=True):
        figure = found.get((part, "outturn", ""))
        if figure is not None and figure.cents == sum(
            r.amount for r in accounts.three.receptions if r.foreign is foreign
        ):
            del found[figure.key]
    stated = [
        StatedTotal(f.key[0], f.cents, f.key[1], f.key[2])
        for f in found.values()
        if not _made(ledger, f) and not ledger.records(*f.key)
    ]
    accounts = replace(accounts, stated=tuple(stated))
    ledger = Ledger(accounts)
    for key, figure in found.items():
        if not _made(ledger, figure):
            unread.append(Unread(f"{title_of(key[0])} {key[2]} {figure.cents}分", places[key], _MISFIT))
    unread += [
        Unread(f"{title_of(k) or k} {v}", facts.path, "只有数量，没有名称，请人工填写")
        for k, v in counts.items()
        if k not in COUNTS
    ]
    return Extracted(accounts, tuple(unread), sum(_made(ledger, f) for f in found.values()) - len(stated))


def _fact(row: dict[str, str], year: int) -> tuple[tuple[str, str, str], int, str]:
    """(key, value in 分 or a count, why it is left): a row of our list of facts."""
    measure = _CODES.get(row["measure"], "")
    key = (row["concept"], measure, row["scope"])
    if row["measure"] in _FOLLOWS or row["unit"] == "%":
        return key, 0, "follows"
    if row["year"] != str(year):
        return key, 0, "不是本年的数；上年数由上年的工作簿带入"
    if not measure or (measure != "count" and row["unit"] != "元"):
        return key, 0, "不认识这种数，请人工核对后填写"
    if key[0] not in titles() and measure != "count" and key[0] not in _PARTS:
        return key, 0, "是一笔明细的金额，没有说明它的其他内容，请人工填写"
    try:
        value = Decimal(row["value"]) * (1 if measure == "count" else CENTS)
    except InvalidOperation:
        return key, 0, "不是数字"
    if not value.is_finite() or value != value.to_integral_value():
        return key, 0, "小数超过“分”"
    return key, int(value), ""


def _words(row: dict[str, str]) -> str:
    return " ".join(
        filter(
            None, (row["year"], row.get("name") or row["concept"], row["scope"], row["measure"], row["value"])
        )
    )


def _made(ledger: Ledger, figure: Figure) -> bool:
    """Do the accounts say the figure to the last 分?"""
    concept, measure, scope = figure.key
    if concept.startswith("three.") and measure == "adjusted-budget":
        measure = "budget"
    amount = ledger.amount(concept, measure, scope)
    return amount == figure.cents if amount is not None else not figure.cents and measure == "outturn"


def _bought(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    number = counts.get("three.purchased", 0)
    return (("公务用车", number),) if number else ()


def _assets(counts: dict[str, int]) -> Assets:
    """The vehicles in all; their kinds are words that a list of facts does not carry."""
    number = counts.get("assets.vehicles", 0)
    return Assets((("车辆", number),)) if number else Assets()


def _forms(package: FiscalPackage) -> dict[int, str]:
    """The statutory forms among the tables of the package, which say that a missing figure is nought."""
    known = {f.title: code for code, f in forms().items()}
    return {n: known[r.title] for n, r in enumerate(package.resources) if r.title in known}


def _about(package: FiscalPackage) -> tuple[str, int | None]:
    """Entity and year as the descriptor says them."""
    lines = package.resource("lines")
    entity = next((r["entity"] for r in lines.rows if r.get("entity")), "") if lines is not None else ""
    title = _TITLE.match(str(package.about.get("title", "")))
    period = package.about.get("fiscalPeriod")
    start = str(period.get("start", ""))[:4] if isinstance(period, dict) else ""
    year = int(start) if start.isdecimal() else int(title["year"]) if title else None
    return entity or (title["entity"] if title else ""), year


# A package by others


def _foreign(package: FiscalPackage, year: int | None) -> Extracted:
    left: list[tuple[str, str, str]] = []
    lines = [line for r in package.resources for line in lines_of(package, r, left)]
    if not lines:
        raise Refusal(
            "no-figures", package.path, "数据包里没有说明了含义的金额",
            "请让提供方在 datapackage.json 中写明金额、科目、收支方向和预算阶段各栏的含义（columnType）",
        )  # fmt: skip
    years = sorted({line.year for line in lines if line.year})
    _, told = _about(package)
    wanted = year or (told if told in years or not years else None) or (years[0] if len(years) == 1 else None)
    if wanted is None:
        shown = "、".join(map(str, years)) or "没有写明"
        raise Refusal(
            "no-year",
            package.path,
            f"没有识别到决算年度（数据包中的年度：{shown}）",
            "请用 --year 指明是哪一年度的决算",
        )
    unread = [Unread(*one) for one in left]
    own: list[Line] = []
    for line in lines:
        why = _left(line, wanted)
        own += [] if why else [line]
        unread += [Unread(_line_words(line), line.place, why)] if why else []
    income, spent, totals = _records(own)
    entities = {line.entity for line in own if line.entity}
    if len(entities) > 1:
        shown = "、".join(sorted(entities)[:5]) + ("等" if len(entities) > 5 else "")
        raise Refusal(
            "several-entities",
            package.path,
            f"数据包里有 {len(entities)} 个单位：{shown}",
            "一个工作簿是一个单位的决算，请让提供方按单位分开",
        )
    unread += _unused(own, package.path)
    name = next(iter(entities), "") or _about(package)[0]
    accounts = Accounts(Entity(name), wanted, tuple(income), tuple(spent), stated=tuple(totals))
    return Extracted(accounts, tuple(unread), len(income) + len(spent))


def _left(line: Line, year: int) -> str:
    """Why a line is no figure of this year's accounts, "" if it is one."""
    if line.year is not None and line.year != year:
        return "不是本年的数；上年数由上年的工作簿带入"
    if line.odd:
        return f"“{line.odd[0]}”不是{year}年度的科目，也不是资金、性质、阶段的规定名称"
    if not line.direction:
        return "没有写明是收入还是支出"
    if not line.measure:
        return "没有写明是预算还是决算"
    if line.direction == "revenue" and line.measure != "outturn":
        return "收入预算不用填写"
    if not line.item:
        return "没有写明功能分类科目"
    if len(line.item) < 7 and line.fund and (line.nature or line.source):
        return "科目没有细到项级，不能还原为明细"
    if len(line.economic) == 3:
        return "经济分类没有细到款级"
    return ""


def _unused(lines: Sequence[Line], path: str) -> Iterator[Unread]:
    """What lines say besides that needs a fund and a nature to be of use."""
    bare = [line for line in lines if line.direction == "expenditure" and not (line.fund and line.nature)]
    for words, number in (
        ("经济分类", sum(bool(x.economic) for x in bare)),
        ("项目名称", sum(bool(x.project) for x in bare)),
    ):
        if number:
            yield Unread(f"{number} 行的{words}", path, "没有写明资金性质和支出性质，只按科目采用了合计")


def _line_words(line: Line) -> str:
    parts = (
        str(line.year or ""), line.item, line.economic, line.fund, line.nature, line.project, line.measure,
        f"{Decimal(line.amount) / CENTS / UNITS['元'].scale:.2f}元",
    )  # fmt: skip
    return " ".join(filter(None, parts))


def _records(lines: Sequence[Line]) -> tuple[list[IncomeLine], list[ExpenditureLine], list[StatedTotal]]:
    """Lines of the same kind added up; what is not told in full is a total of its item."""
    income: dict[tuple[str, str, str], int] = {}
    spent: dict[tuple[str, str, str, str, str], dict[str, int]] = {}
    totals: dict[tuple[str, str, str], int] = {}
    for line in lines:
        if line.direction == "revenue" and line.fund and line.source:
            key = (line.item, line.source, line.fund)
            income[key] = income.get(key, 0) + line.amount
        elif line.direction == "expenditure" and line.fund and line.nature:
            own = spent.setdefault((line.item, line.nature, line.fund, line.economic, line.project), {})
            own[line.measure] = own.get(line.measure, 0) + line.amount
        else:
            for concept in _concepts(line):
                total = (concept, line.measure, line.item)
                totals[total] = totals.get(total, 0) + line.amount
    made = [IncomeLine(i, Source(s), Fund(f), cents) for (i, s, f), cents in income.items()]
    lines_ = []
    for (item, nature, fund, economic, project), told in spent.items():
        if "outturn" in told:
            lines_.append(
                ExpenditureLine(
                    item, Nature(nature), Fund(fund), told["outturn"], told.get("initial-budget"),
                    told.get("adjusted-budget"), economic, project,
                )
            )  # fmt: skip
            continue
        for measure, cents in told.items():  # budgeted and, as far as the package says, not known to be spent
            key = (f"{'expenditure' if fund == Fund.OTHER else fund}.item-{nature}", measure, item)
            totals[key] = totals.get(key, 0) + cents
    return made, lines_, [StatedTotal(c, cents, m, s) for (c, m, s), cents in totals.items()]


def _concepts(line: Line) -> Iterator[str]:
    """The totals that a line is a part of, as far as it says."""
    if line.direction == "revenue":
        yield f"income.item-{line.source}" if line.source else "income.item"
    elif line.fund and line.fund != Fund.OTHER:
        yield f"{line.fund}.item"
    else:
        yield f"expenditure.item-{line.nature}" if line.nature else "expenditure.item"
