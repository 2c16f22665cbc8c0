"""The statutory tables of a set of accounts: derived from the ledger, bound to their facts, never typed.

The forms' pages are data (:mod:`juesuan.accounts.layouts`); this module fills them. ``parts`` rounding rounds every
record first and then adds, so that printed parts make printed totals to the last digit; ``cell`` rounding prints each
exact figure by itself, as most reporting systems do, and parts may then be 0.01 off, which is no error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from juesuan.accounts.cells import Binder
from juesuan.accounts.layouts import Layout, Series, layout, series_of
from juesuan.accounts.ledger import Ledger, drift
from juesuan.accounts.model import Accounts
from juesuan.accounts.pages import detail_page, economic_page, items_page, sides_page, three_page
from juesuan.accounts.problems import Problem
from juesuan.accounts.rounding import rounded
from juesuan.documents.composition import ComposedCell, ComposedTable, StatedFact
from juesuan.taxonomy import forms

Rows = tuple[tuple[ComposedCell, ...], ...]
_PAGES: dict[str, Callable[[Layout, Binder], tuple[Rows, int]]] = {
    "sides": sides_page,
    "items": items_page,
    "economic": economic_page,
    "detail": detail_page,
    "three": three_page,
}


@dataclass(frozen=True)
class Derived:
    """The tables of a report in their order, the facts they print, and what kept a table from being derived."""

    series: Series
    tables: tuple[ComposedTable, ...]
    facts: dict[str, StatedFact] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def derive_tables(
    accounts: Accounts,
    *,
    area: str = "",
    rounding: str = "cell",
    unit: str = "万元",
    series: Series | None = None,
) -> Derived:
    """All statutory tables of ``accounts`` as their area prints them.

    ``area`` overrides the entity's own; ``rounding`` is ``cell`` or ``parts`` (see the head of this module); ``unit``
    is 万元 or 元. A form that cannot be derived from what is known is left out and named in ``problems``.
    """
    made = rounded(accounts, unit) if rounding == "parts" else accounts
    chosen = series or series_of(area or accounts.entity.area, accounts.year)
    binder = Binder(Ledger(made), unit)
    tables: list[ComposedTable] = []
    problems: list[Problem] = []
    for number, form in enumerate(chosen.forms, 1):
        page = layout(form, chosen.variant)
        missing = _missing(page, binder.ledger)
        if missing is not None:
            problems.append(missing)
            continue
        tables.append(_table(page, binder, number))
    return Derived(chosen, tuple(tables), binder.facts, tuple(problems))


def _table(page: Layout, binder: Binder, number: int) -> ComposedTable:
    accounts = binder.ledger.accounts
    before = len(binder.facts)
    rows, head = _PAGES[page.kind](page, binder)
    printed = any(piece.fact for row in rows for cell in row for piece in cell.pieces)
    notes = [f"注：{page.note}"] if page.note else []
    if not printed and page.empty:
        assert len(binder.facts) == before
        notes.append(page.empty.format(entity=accounts.entity.short or "本单位", year=accounts.year))
    return ComposedTable(
        title=forms()[page.form].title,
        rows=rows,
        head=head,
        form=page.form,
        label=f"公开{number:02d}表",
        entity=accounts.entity.name,
        unit=binder.unit,
        widths=_widths(rows),
        landscape=page.landscape,
        notes=tuple(notes),
    )


def _widths(rows: Rows) -> tuple[int, ...]:
    """Relative widths: what the longest unmerged cell of each column needs, between 6 and 22 characters."""
    count = sum(cell.colspan for cell in rows[0])
    widest = [6] * count
    covered: dict[tuple[int, int], bool] = {}
    for r, row in enumerate(rows):
        at = 0
        for cell in row:
            while covered.get((r, at)):
                at += 1
            for i in range(cell.rowspan):
                for j in range(cell.colspan):
                    covered[r + i, at + j] = True
            if cell.colspan == 1 and not cell.header:
                words = "".join(p.text for p in cell.pieces)
                need = sum(2 if ord(c) > 255 else 1 for c in words)
                widest[at] = max(widest[at], min(need, 22))
            at += cell.colspan
    return tuple(widest)


def _missing(page: Layout, ledger: Ledger) -> Problem | None:
    """Why a form cannot be derived: its economic classes are not stated."""
    title = forms()[page.form].title
    if _undetailed(page, ledger):
        return Problem(
            "form-needs-items", f"《{title}》不能生成：只有合计数，没有分科目的数", sheet="支出",
            expected="请在“收入”“支出”“结转结余”表中按科目填写",
        )  # fmt: skip
    if page.kind == "detail":
        whole = ledger.amount(f"{page.whole}.expenditure") or 0
        known = sum(
            ledger.amount(f"{page.whole}.item-economic", "outturn", s) or 0
            for s in ledger.scopes(f"{page.whole}.item-economic")
            if s.startswith("/") and len(s) == 4
        )
        if known != whole:
            return Problem(
                "form-needs-economic", f"《{title}》不能生成：有支出没有填写经济分类科目", sheet="支出",
                expected="本地区要公开支出决算明细表，每一笔财政拨款支出（含项目支出）都要填写经济分类",
            )  # fmt: skip
    if page.kind == "economic":
        basic = ledger.amount("general.basic") or 0
        known = sum(
            ledger.amount("economic.item", scope=s) or 0 for s in ledger.scopes("economic.item", digits=3)
        )
        # Accounts made from a printed report are rounded, and so many rounded parts may miss their whole by so much.
        rounding = drift(len(ledger.records("general.basic")) + len(ledger.accounts.economic))
        if abs(known - basic) > (rounding if ledger.accounts.economic else 0):
            return Problem(
                "form-needs-economic", f"《{title}》不能生成：一般公共预算基本支出的经济分类合计与基本支出不等",
                sheet="支出", expected="每一笔一般公共预算基本支出都要填写经济分类，或在“经济分类”表中填全",
            )  # fmt: skip
    return None


def _undetailed(page: Layout, ledger: Ledger) -> bool:
    """Are totals of the form known whose items are not (accounts made from a report without tables)?"""
    if not ledger.accounts.stated:
        return False
    form = forms()[page.form]
    if not ledger.accounts.expenditure and page.kind != "three":
        return True
    pairs = [
        (c.key, form.item if c.key == form.total else f"{form.item}-{c.key.rpartition('.')[2]}")
        for c in page.columns
        if page.kind == "items"
    ]
    pairs += [
        (key, item) for row in page.right_end[:1] for key, item in zip(row.keys, page.classes, strict=True)
    ]
    return any(_open(ledger, total, item) for total, item in pairs)


def _open(ledger: Ledger, total: str, item: str) -> bool:
    """Do the classes of an item's concept leave some of the total open, more than rounding hides?"""
    parts = [ledger.amount(item, scope=s) or 0 for s in ledger.scopes(item, digits=3)]
    gap = abs((ledger.amount(total) or 0) - sum(parts))
    return gap > (drift(len(ledger.records(total))) if ledger.records(total) else 0)
