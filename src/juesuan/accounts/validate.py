"""What in a set of accounts cannot be, or needs a person: all of it at once, each with its cell and the way out.

Errors are contradictions inside the accounts (a fund that does not close, a row stated twice); nothing may be composed
from them. Warnings are unusual or incomplete (a reason that is missing, a code no list knows); composing goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from juesuan.accounts.cells import Money, money_words
from juesuan.accounts.layouts import series_of
from juesuan.accounts.ledger import STEP, Ledger, drift
from juesuan.accounts.model import Accounts, CarryOver, ExpenditureLine, Fund, Nature, Origin, Source
from juesuan.accounts.problems import Problem
from juesuan.accounts.sheets import CHOICES, FUNDS, sheet
from juesuan.accounts.validate_counts import check_counts
from juesuan.taxonomy import department, functional, title_of

_NAMES = {fund: name for name, fund in FUNDS.items()}
_WORDS = {field: {v: k for k, v in CHOICES[field].items()} for field in ("fund", "source", "nature")}
_NAMELESS = "请按{year}年政府收支分类科目核对编码；确是本年新科目的，在编码后写上名称，如{example}"
#: A new item of a section that is known, and one whose section is new as well.
_NEW_ITEM, _NEW_SECTION = "“2080198 项的名称”", "“2089898 款的名称/项的名称”"
#: Cells a message names before it only says that there are more.
_NAMED = 6
_RECORDS = {
    "income": ("收入", ("item", "source", "fund")),
    "expenditure": ("支出", ("item", "nature", "fund", "economic", "project")),
    "economic": ("经济分类", ("economic",)),
    "budgets": ("科目预算", ("item", "fund")),
    "carry_over": ("结转结余", ("fund", "item", "project")),
    "projects": ("项目", ("name",)),
}


def validate(accounts: Accounts, unit: str = "元") -> tuple[Problem, ...]:
    """Every problem of the accounts, in the order of the workbook's sheets; amounts are told in ``unit``, the book's."""
    money = partial(money_words, unit=unit)
    ledger = Ledger(accounts)
    checks: tuple[Callable[[Accounts, Ledger, Money], Iterator[Problem]], ...] = (
        _signs, _codes, _duplicates, _kinds, _economic, _closing, _opening, _budgets, _projects, _stated, check_counts,
    )  # fmt: skip
    return tuple(problem for check in checks for problem in check(accounts, ledger, money))


def at(origin: Origin, name: str, field: str) -> tuple[str, str]:
    """Sheet and cell of a record's field; the row alone where its columns were moved."""
    form = sheet(name)
    row = re.sub(r"\D", "", origin.cell)
    if not row or form is None or not origin.cell.startswith("A"):
        return origin.sheet or name, origin.cell
    column = next((i for i, f in enumerate(form.fields) if f.name == field), 0)
    return origin.sheet or name, f"{chr(65 + column)}{row}"


def _records(a: Accounts) -> Iterator[tuple[str, Any]]:
    for attribute, (name, _) in _RECORDS.items():
        for record in getattr(a, attribute):
            yield name, record


def _signs(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Negative amounts where there can be none; red-ink corrections belong into the line they correct."""
    amounts = ("amount", "outturn", "initial", "adjusted", "opening", "closing")
    for name, record in _records(a):
        for field in amounts:
            value = getattr(record, field, None)
            if value is not None and value < 0:
                where = at(record.origin, name, field)
                yield Problem(
                    "negative", "金额不能是负数", *where, money(value), "冲减的金额请并入所冲减的那一行"
                )


def _codes(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Codes the year's classification lacks: without a name no sentence and no table can tell them."""
    lists = {"item": functional, "economic": department}
    for name, record in _records(a):
        for field, edition in lists.items():
            code = getattr(record, field, "")
            if not code or edition(a.year).code(code) is not None:
                continue
            where = at(record.origin, name, field)
            if any(s.code == code for s in edition(None).lines):
                expected = f"请按{a.year}年政府收支分类科目核对编码"
                yield Problem("unknown-code", f"{code} 不是{a.year}年度的科目", *where, "", expected)
            elif len(code) == 7 and not _known(code[:5], a):
                expected = _NAMELESS.format(year=a.year, example=_NEW_SECTION)
                message = f"{code} 在科目表中查不到，其中的款 {code[:5]} 也查不到"
                yield Problem("unknown-code", message, *where, "", expected)
            elif code not in a.names:
                expected = _NAMELESS.format(year=a.year, example=_NEW_ITEM)
                yield Problem("unknown-code", f"{code} 在科目表中查不到", *where, "", expected)
            else:
                message = f"{code} 在科目表中查不到，按所写的名称“{a.names[code]}”使用"
                expected = f"请按{a.year}年政府收支分类科目核对编码和名称"
                yield Problem("unknown-code", message, *where, "", expected, "warning")


def _known(code: str, a: Accounts) -> bool:
    return code in a.names or functional(a.year).code(code) is not None


def _duplicates(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    for attribute, (name, fields) in _RECORDS.items():
        first: dict[tuple[Any, ...], Any] = {}
        for record in getattr(a, attribute):
            key = tuple(getattr(record, f) for f in fields)
            if key in first:
                before = first[key].origin.cell
                expected = "请合并为一行" + (f"；前一行在 {before}" if before else "")
                yield Problem(
                    "duplicate",
                    "同一事项填了两行",
                    *at(record.origin, name, fields[0]),
                    _words(fields, key),
                    expected,
                )
            first.setdefault(key, record)


def _kinds(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Sources, natures and funds that exclude each other."""
    for income in a.income:
        if (income.source is Source.APPROPRIATION) is (income.fund is Fund.OTHER):
            where = at(income.origin, "收入", "fund")
            expected = (
                "财政拨款收入要选一般公共预算、政府性基金或国有资本经营预算；其他来源选“非财政拨款资金”"
            )
            yield Problem("fund-source", "收入来源与资金性质不相符", *where, _NAMES[income.fund], expected)
    for line in a.expenditure:
        if line.nature not in (Nature.BASIC, Nature.PROJECT) and line.fund is not Fund.OTHER:
            where = at(line.origin, "支出", "fund")
            expected = "上缴上级支出、经营支出、对附属单位补助支出只能用非财政拨款资金"
            yield Problem("fund-nature", "支出性质与资金性质不相符", *where, _NAMES[line.fund], expected)
    forms = series_of(a.entity.area, a.year).forms
    listed = {Fund.FUND: "Z08", Fund.CAPITAL: "Z10"}
    for carry in a.carry_over:
        if not carry.item and listed.get(carry.fund) in forms:
            where = at(carry.origin, "结转结余", "item")
            yield Problem(
                "item-required", f"{_NAMES[carry.fund]}的结转结余要按科目填写", *where, "", "请填写科目编码"
            )


def _economic(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    basic = [e for e in a.expenditure if e.fund is Fund.GENERAL and e.nature is Nature.BASIC]
    if a.economic:
        # Without lines the whole may still be known as a total; without either there is nothing to compare with.
        total = sum(e.outturn for e in basic) or ledger.amount("general.basic") or 0
        parts = sum(e.amount for e in a.economic)
        if total and abs(total - parts) > _slack(
            [*(e.outturn for e in basic), *(e.amount for e in a.economic)]
        ):
            expected = f"一般公共预算基本支出是 {money(total)}，两者应当相等"
            yield Problem(
                "economic-sum", "经济分类合计与基本支出不等", "经济分类", "", money(parts), expected
            )
        return
    for line in basic:
        if not line.economic:
            where = at(line.origin, "支出", "economic")
            expected = "请填写 5 位经济分类编码，否则不能生成基本支出决算表"
            yield Problem(
                "economic-missing", "一般公共预算基本支出没有填写经济分类", *where, "", expected, "warning"
            )


def _closing(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Opening + income = expenditure + closing, for every fund, and for every item where the forms list items."""
    for fund in Fund:
        items = sorted({c.item for c in a.carry_over if c.fund is fund and c.item})
        wholes: list[tuple[str, set[str]]] = [("", set())]
        if fund in (Fund.FUND, Fund.CAPITAL):
            wholes += [(item, {item}) for item in items]
        for item, only in wholes:
            problem = _not_closed(a, fund, item, only, money)
            if problem is not None:
                yield problem
                break


def _not_closed(a: Accounts, fund: Fund, item: str, only: set[str], money: Money) -> Problem | None:
    def belongs(record: Any) -> bool:
        return record.fund is fund and (not only or record.item in only)

    carried = [c for c in a.carry_over if belongs(c)]
    opening, closing = sum(c.opening for c in carried), sum(c.closing for c in carried)
    got = [i.amount for i in a.income if belongs(i)]
    spent = [e.outturn for e in a.expenditure if belongs(e)]
    extra = (a.surplus_used, a.surplus_distributed) if fund is Fund.OTHER else (0, 0)
    gap = opening + sum(got) + extra[0] - sum(spent) - extra[1] - closing
    if abs(gap) <= _slack([*got, *spent, opening, closing, *extra]):
        return None
    used = f"＋使用非财政拨款结余 {money(extra[0])}" if extra[0] else ""
    kept = f"＋结余分配 {money(extra[1])}" if extra[1] else ""
    message = (
        f"{_NAMES[fund]}{f'（{item}）' if item else ''}收支不平：年初结转 {money(opening)}＋收入 {money(sum(got))}{used}"
        f"，与支出 {money(sum(spent))}{kept}＋年末结转 {money(closing)} 相差 {money(gap)}"
    )
    where = _cells(carried, "closing")
    return Problem("not-closed", message, *where, "", "请核对这项资金的收入、支出和结转结余")


def _opening(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """This year's opening is last year's closing; a stated reason makes a difference an adjustment."""
    if a.prior is None or not _closing_known(a.prior):
        return

    def fund_of(carry: CarryOver) -> str:
        return carry.fund.value

    before = {k: [c.closing for c in g] for k, g in _grouped(a.prior.carry_over, fund_of)}
    now = {k: [c.opening for c in g] for k, g in _grouped(a.carry_over, fund_of)}
    for fund in Fund:
        left, brought = before.get(fund, []), now.get(fund, [])
        old, new = sum(left), sum(brought)
        if old != new:
            own = [c for c in a.carry_over if c.fund is fund]
            where = _cells(own, "opening")
            expected = (
                f"上年年末数是 {money(old)}。确有以前年度调整的，请在“原因说明”中选“年初结转和结余”写明原因"
            )
            level = "warning" if a.reasons.get("opening") else "error"
            message = f"{_NAMES[fund]}的年初结转和结余与上年年末数不一致"
            if abs(old - new) <= max(_rounded_off(left), _rounded_off(brought)):
                level = "warning"
                expected = (
                    f"上年年末数是 {money(old)}，相差在四舍五入到 0.01 万元的范围内，请核对是否只因取整"
                )
            yield Problem("opening-differs", message, *where, money(new), expected, level)


def _rounded_off(amounts: Sequence[int]) -> int:
    """How far the sum of amounts may be from the truth if a report printed them, each to 0.01 万元; nought if not."""
    return STEP // 2 * max(len(amounts), 1) if all(a % STEP == 0 for a in amounts) else 0


def _closing_known(prior: Accounts) -> bool:
    """Does last year say what it left: in rows, or by having rows and none of this kind?"""
    told = any(s.concept.rpartition(".")[2].endswith("closing") for s in prior.stated)
    return bool(prior.carry_over) or (bool(prior.income or prior.expenditure) and not told)


def _budgets(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Spending above the full-year budget; a difference from the initial budget without a reason."""
    for line in a.expenditure:
        if line.fund is Fund.OTHER:
            continue
        if line.adjusted is not None and line.outturn > line.adjusted:
            where = at(line.origin, "支出", "outturn")
            expected = f"全年预算数是 {money(line.adjusted)}，支出不能超过预算，请核对"
            yield Problem(
                "over-budget", "决算数大于全年预算数", *where, money(line.outturn), expected, "warning"
            )
        if line.initial is not None and line.initial != line.outturn and not _explained(a, line):
            where = at(line.origin, "支出", "reason")
            expected = f"年初预算 {money(line.initial)}，决算 {money(line.outturn)}，请说明差异原因"
            yield Problem(
                "reason-missing", "决算数与年初预算数不同，没有填写原因", *where, "", expected, "warning"
            )


def _explained(a: Accounts, line: ExpenditureLine) -> bool:
    same = (e.reason for e in a.expenditure if (e.item, e.fund) == (line.item, line.fund))
    return any(same) or bool(a.reasons.get(f"general.item:{line.item}"))


def _projects(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """A project's outturn is that of its lines; what it carried over was not spent."""
    spent: dict[str, int] = {}
    for line in a.expenditure:
        if line.project:
            spent[line.project] = spent.get(line.project, 0) + line.outturn
    for project in a.projects:
        lines = spent.get(project.name)
        if lines is not None and lines != project.outturn:
            where = at(project.origin, "项目", "outturn")
            expected = f"“支出”表同名项目合计 {money(lines)}，两者应当相等"
            yield Problem(
                "project-differs",
                f"项目“{project.name}”的决算数与“支出”表不一致",
                *where,
                money(project.outturn),
                expected,
            )
        if project.outturn + project.closing > project.adjusted:
            where = at(project.origin, "项目", "adjusted")
            expected = (
                f"决算数加年末结转是 {money(project.outturn + project.closing)}，不应大于全年预算数，请核对"
            )
            yield Problem(
                "over-budget",
                f"项目“{project.name}”超过了全年预算数",
                *where,
                money(project.adjusted),
                expected,
                "warning",
            )


def _stated(a: Accounts, ledger: Ledger, money: Money) -> Iterator[Problem]:
    """Totals that are stated apart and differ from their details."""
    for total in a.stated:
        amount = ledger.amount(total.concept, total.measure, total.scope)
        records = ledger.records(total.concept, total.measure, total.scope)
        if records and amount is not None and abs(amount - total.amount) > drift(len(records)):
            expected = f"明细合计 {money(amount)}，以明细为准；请删去这个合计数或核对明细"
            where = at(total.origin, "合计数", "amount")
            name = title_of(total.concept)
            yield Problem(
                "total-differs", f"{name}与明细合计不一致", *where, money(total.amount), expected, "warning"
            )


def _cells(records: Sequence[CarryOver], field: str) -> tuple[str, str]:
    """The sheet of carry-overs and the cells of a field in all these rows."""
    cells = [cell for r in records if (cell := at(r.origin, "结转结余", field)[1])]
    return "结转结余", "、".join(cells[:_NAMED]) + ("等" if len(cells) > _NAMED else "")


def _slack(amounts: Sequence[int]) -> int:
    """How far sums may miss each other: not at all, unless every amount was rounded to 0.01 万元 before."""
    return drift(len(amounts)) if all(a % STEP == 0 for a in amounts) and len(amounts) > 3 else 0


def _grouped(
    records: Iterable[CarryOver], key: Callable[[CarryOver], str]
) -> Iterator[tuple[str, Iterator[CarryOver]]]:
    return groupby(sorted(records, key=key), key)


def _words(fields: Sequence[str], key: Sequence[Any]) -> str:
    """The values of fields as the workbook writes them."""
    return " ".join(_WORDS.get(f, {}).get(str(k), str(k)) for f, k in zip(fields, key, strict=True) if k)
