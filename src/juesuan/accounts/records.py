"""Accounts as rows of sheets and back: the exact inverse pair behind the workbook's round trip.

A row is a mapping of field names to values (分 for money, enumerations, text, ``None`` for a blank). Nothing here
knows how a workbook stores them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from juesuan.accounts.model import (
    Accounts,
    Assets,
    CarryOver,
    EconomicLine,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    ItemBudget,
    Nature,
    Origin,
    Procurement,
    Project,
    Reception,
    Source,
    Staff,
    StatedTotal,
    ThreePublic,
)
from juesuan.accounts.sheetforms import Row, Rows
from juesuan.accounts.sheets import ENTITY

_THREE = (
    "abroad", "abroad_budget", "abroad_groups", "abroad_people", "purchase", "purchase_budget", "running",
    "running_budget", "vehicles", "reception_budget",
)  # fmt: skip
_BOUGHT = ("goods", "works", "services", "sme", "micro")
_RESERVED = ("reserved_sme", "reserved_micro", "won_sme", "won_micro", "open_sme")
_THREE_SHEETS = {"三公经费": "three", "三公经费（基金）": "three_fund"}


def rows_of(a: Accounts) -> Rows:
    """The rows of every sheet; ``prior`` is not among them."""
    e = a.entity
    rows: Rows = {
        ENTITY: [
            {"name": e.name, "short": e.short, "area": e.area, "year": a.year, "published": e.published,
             "surplus_used": a.surplus_used, "surplus_distributed": a.surplus_distributed,
             "agency_operating": a.agency_operating, "agency_initial": a.agency_initial}
        ],
        "概况": [{"about": k, "text": text} for k in ("duties", "tasks", "departments", "units") for text in getattr(e, k)],
        "收入": [_fields(r, "item", "source", "fund", "amount") for r in a.income],
        "支出": [
            _fields(r, "item", "nature", "fund", "economic", "project", "initial", "adjusted", "outturn", "reason")
            for r in a.expenditure
        ],
        "经济分类": [_fields(r, "economic", "amount") for r in a.economic],
        "科目预算": [_fields(r, "item", "fund", "initial", "adjusted", "purpose") for r in a.budgets],
        "合计数": [_fields(r, "concept", "measure", "scope", "amount") for r in a.stated],
        "结转结余": [_fields(r, "fund", "item", "project", "opening", "closing") for r in a.carry_over],
        "政府采购": [_fields(a.procurement, *_BOUGHT, "purpose", *_RESERVED)],
        "国有资产": [
            {"asset": k, "kind": kind, "number": n} for k in ("vehicles", "equipment") for kind, n in getattr(a.assets, k)
        ],
        "人员": [
            *({"staff": "posts", "kind": k, "approved": x, "filled": n} for k, x, n in a.staff.posts),
            *({"staff": "retired", "kind": k, "approved": None, "filled": n} for k, n in a.staff.retired),
        ],
        "项目": [
            _fields(r, "name", "fund", "item", "initial", "adjusted", "outturn", "opening", "closing", "summary")
            for r in a.projects
        ],
        "原因说明": [{"place": k, "reason": v} for k, v in a.reasons.items()],
    }  # fmt: skip
    return rows | _three_rows(a)


def _three_rows(a: Accounts) -> Rows:
    rows: Rows = {"公务接待": [], "公务用车购置": [], "公务用车保有": [], "三公原因": []}
    for name, paid in _THREE_SHEETS.items():
        three: ThreePublic = getattr(a, paid)
        rows[name] = [_fields(three, *_THREE)]
        rows["公务接待"] += [
            {"paid": paid, **_fields(r, "date", "what", "batches", "people", "amount", "foreign")}
            for r in three.receptions
        ]
        for cars, pairs in (("公务用车购置", three.purchased), ("公务用车保有", three.kept)):
            rows[cars] += [{"paid": paid, "kind": k, "number": n} for k, n in pairs]
        rows["三公原因"] += [{"paid": paid, "three": k, "reason": v} for k, v in three.reasons]
    return rows


def _fields(record: object, *names: str) -> Row:
    return {name: getattr(record, name) for name in names}


def accounts_of(rows: Mapping[str, Sequence[Row]]) -> Accounts:
    """The accounts that rows state; a blank text is "", a blank amount 0 where the record knows no ``None``.

    Rows may carry ``origin``. Enumerations are given by their values.
    """
    form = rows[ENTITY][0]
    about: dict[str, tuple[str, ...]] = {}
    for row in rows.get("概况", ()):
        about[row["about"]] = (*about.get(row["about"], ()), row["text"])
    entity = Entity(
        form["name"] or "",
        form["short"] or "",
        form["area"] or "",
        published=form["published"] or "",
        **about,
    )
    purchase = next(iter(rows.get("政府采购", ())), {})
    bought: dict[str, Any] = {k: purchase.get(k) or 0 for k in _BOUGHT}
    bought |= {k: purchase.get(k) for k in _RESERVED}
    return Accounts(
        entity,
        form["year"],
        tuple(
            IncomeLine(r["item"], Source(r["source"]), Fund(r["fund"]), r["amount"], _origin(r))
            for r in rows["收入"]
        ),
        tuple(_expenditure(r) for r in rows["支出"]),
        tuple(
            CarryOver(
                Fund(r["fund"]), r["opening"], r["closing"], r["item"] or "", r["project"] or "", _origin(r)
            )
            for r in rows.get("结转结余", ())
        ),
        form["surplus_used"] or 0,
        form["surplus_distributed"] or 0,
        _three(rows, "三公经费"),
        form["agency_operating"],
        Procurement(**bought, purpose=purchase.get("purpose") or ""),
        Assets(_pairs(rows, "国有资产", "asset", "vehicles"), _pairs(rows, "国有资产", "asset", "equipment")),
        Staff(
            tuple(
                (r["kind"], r["approved"] or 0, r["filled"])
                for r in rows.get("人员", ())
                if r["staff"] == "posts"
            ),
            tuple((r["kind"], r["filled"]) for r in rows.get("人员", ()) if r["staff"] == "retired"),
        ),
        tuple(_project(r) for r in rows.get("项目", ())),
        {r["place"]: r["reason"] for r in rows.get("原因说明", ())},
        economic=tuple(
            EconomicLine(r["economic"], r["amount"], _origin(r)) for r in rows.get("经济分类", ())
        ),
        budgets=tuple(
            ItemBudget(
                r["item"] or "", Fund(r["fund"]), r["initial"], r["adjusted"], r["purpose"] or "", _origin(r)
            )
            for r in rows.get("科目预算", ())
        ),
        three_fund=_three(rows, "三公经费（基金）"),
        stated=tuple(
            StatedTotal(r["concept"], r["amount"], r["measure"], r["scope"] or "", _origin(r))
            for r in rows.get("合计数", ())
        ),
        agency_initial=form["agency_initial"],
    )


def _origin(row: Row) -> Origin:
    found: Origin = row.get("origin", Origin())
    return found


def _expenditure(r: Row) -> ExpenditureLine:
    return ExpenditureLine(
        r["item"], Nature(r["nature"]), Fund(r["fund"]), r["outturn"], r["initial"], r["adjusted"],
        r["economic"] or "", r["project"] or "", r["reason"] or "", _origin(r),
    )  # fmt: skip


def _project(r: Row) -> Project:
    return Project(
        r["name"], Fund(r["fund"]), r["item"], r["adjusted"], r["outturn"], r["initial"], r["opening"] or 0,
        r["closing"] or 0, r["summary"] or "", _origin(r),
    )  # fmt: skip


def _pairs(rows: Mapping[str, Sequence[Row]], sheet: str, by: str, value: str) -> tuple[tuple[str, int], ...]:
    return tuple((r["kind"], r["number"]) for r in rows.get(sheet, ()) if r[by] == value)


def _three(rows: Mapping[str, Sequence[Row]], sheet: str) -> ThreePublic:
    paid = _THREE_SHEETS[sheet]
    form = next(iter(rows.get(sheet, ())), {})
    own: dict[str, Any] = {k: form.get(k) if k.endswith("_budget") else form.get(k) or 0 for k in _THREE}
    return ThreePublic(
        **own,
        purchased=_pairs(rows, "公务用车购置", "paid", paid),
        kept=_pairs(rows, "公务用车保有", "paid", paid),
        receptions=tuple(
            Reception(
                r["amount"],
                r["batches"],
                r["people"],
                r["what"] or "",
                r["date"] or "",
                bool(r["foreign"]),
                _origin(r),
            )
            for r in rows.get("公务接待", ())
            if r["paid"] == paid
        ),
        reasons=tuple((r["three"], r["reason"]) for r in rows.get("三公原因", ()) if r["paid"] == paid),
    )


def without_origins(a: Accounts) -> Accounts:
    """The same accounts without the cells they came from, to compare two books."""
    none = Origin()

    def bare(records: Sequence[Any]) -> Any:
        return tuple(replace(r, origin=none) for r in records)

    def three(t: ThreePublic) -> ThreePublic:
        return replace(t, receptions=bare(t.receptions))

    return replace(
        a, income=bare(a.income), expenditure=bare(a.expenditure), carry_over=bare(a.carry_over),
        projects=bare(a.projects), economic=bare(a.economic), budgets=bare(a.budgets), stated=bare(a.stated), three=three(a.three),
        three_fund=three(a.three_fund), prior=None if a.prior is None else without_origins(a.prior),
    )  # fmt: skip
