"""What the rows of a Fiscal Data Package by others say, in the terms of the accounts: only what a column declares.

A column means what its ``columnType`` (or, in packages of version 0.3, the model) says, or what a heading says that is
word for word one of our own. Codes are taken as ours only if the year's classification has them; a phase, fund or nature is
taken only where it is named in words we know. Whatever else a row holds is told, not interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from juesuan.accounts.cells import CENTS
from juesuan.accounts.fiscal_package import Column, FiscalPackage, Resource
from juesuan.accounts.sheets import FUNDS, NATURES, SOURCES
from juesuan.amounts import UNITS
from juesuan.taxonomy import department, functional

#: The beginning of a columnType → what the column is to the accounts.
_ROLES = {
    "value": "amount", "phase": "phase", "direction": "direction", "date:fiscal-year": "year",
    "functional-classification": "item", "economic-classification": "economic",
    "administrative-classification": "entity", "administrator": "entity", "fin-source": "fund",
    "expenditure-type": "nature", "activity:generic:project": "project", "value-currency": "currency",
    "budget-line-id": "", "transaction-id": "", "geo": "",
}  # fmt: skip
#: Headings that are our own words for a column.
_TITLES = {
    "科目编码": "item", "功能分类科目编码": "item", "经济分类": "economic", "经济分类科目编码": "economic", "资金性质": "fund",
    "支出性质": "nature", "收入来源": "source", "项目名称": "project", "单位名称": "entity", "年度": "year", "金额": "amount",
}  # fmt: skip
_DIMENSIONS = {
    "functional": "item",
    "economic": "economic",
    "administrative": "entity",
    "activity": "project",
}
#: What a measure of a model may say of all its amounts.
_OF_MEASURES = ("phase", "direction", "currency")
PHASES = {
    "approved": "initial-budget", "年初预算": "initial-budget", "年初预算数": "initial-budget",
    "adjusted": "adjusted-budget", "全年预算": "adjusted-budget", "全年预算数": "adjusted-budget", "调整预算": "adjusted-budget",
    "调整预算数": "adjusted-budget", "executed": "outturn", "决算": "outturn", "决算数": "outturn",
}  # fmt: skip
DIRECTIONS = {"expenditure": "expenditure", "支出": "expenditure", "revenue": "revenue", "收入": "revenue"}
_CHOICES: dict[str, Mapping[str, Any]] = {"fund": FUNDS, "nature": NATURES, "source": SOURCES}
_CURRENCIES = ("", "CNY", "RMB", "人民币", "人民币元", "元")


@dataclass(frozen=True, slots=True)
class Line:
    """An amount (分) with what is declared of it; "" for what is not. ``odd`` are values that name nothing we know."""

    place: str
    amount: int
    year: int | None
    measure: str = ""
    direction: str = ""
    item: str = ""
    economic: str = ""
    fund: str = ""
    nature: str = ""
    source: str = ""
    project: str = ""
    entity: str = ""
    odd: tuple[str, ...] = ()


def lines_of(
    package: FiscalPackage, resource: Resource, unread: list[tuple[str, str, str]]
) -> Iterator[Line]:
    """The amounts of a resource. What cannot be read goes to ``unread`` as (what, where, why)."""
    roles = _roles(package, resource)
    measures = {str(m["source"]): m for m in _measures(package, resource)}
    roles |= {f"\0{role}": role for role in _OF_MEASURES}
    constants = {c.name: v for c, v in resource.constants}
    for column in resource.columns:
        if column.name not in roles and not column.more.get("normalize"):
            what = column.title or column.name
            unread.append((f"“{what}”栏", resource.path, "没有说明这一栏的含义，没有读取"))
    for n, row in enumerate(resource.rows):
        for column in (c for c in resource.columns if roles.get(c.name) == "amount"):
            text = row.get(column.name, "")
            if not text:
                continue
            own = {k: str(v) for k, v in (column.more.get("normalize") or {}).items()}
            measure = measures.get(column.name, {})
            own |= {f"\0{role}": str(measure[role]) for role in _OF_MEASURES if measure.get(role)}
            factor = Decimal(str(measure.get("factor", 1)))
            line = _line({**row, **constants, **own}, roles, resource.place(n), column, text, factor)
            if isinstance(line, str):
                unread.append((f"{column.title or column.name} {text}", resource.place(n), line))
            else:
                yield line


def _roles(package: FiscalPackage, resource: Resource) -> dict[str, str]:
    """Column name → what it is; the amounts that stand side by side under ``normalize`` are amounts."""
    found: dict[str, str] = {}
    everything = (*resource.columns, *(c for c, _ in resource.constants), *resource.targets)
    for column in everything:
        role = _role(column)
        if role is not None:
            found[column.name] = role
        elif column.more.get("normalize"):
            found[column.name] = "amount"
    found.update((k, v) for k, v in _model(package, resource).items() if k not in found)
    return found


def _role(column: Column) -> str | None:
    """The role of a column, "" for one that the accounts do not need, ``None`` if nothing is declared."""
    for start, role in _ROLES.items():
        if column.means == start or column.means.startswith(f"{start}:"):
            return "" if column.means.endswith(":description") else role
    if column.means:
        return None
    return _TITLES.get(column.title or column.name)


def _model(package: FiscalPackage, resource: Resource) -> dict[str, str]:
    """The roles that the model of a package of version 0.3 gives to columns of a resource."""
    model = _model_of(package)
    found = {str(measure["source"]): "amount" for measure in _measures(package, resource)}
    for dimension in _entries(model.get("dimensions")):
        role = _DIMENSIONS.get(str(dimension.get("classificationType") or dimension.get("dimensionType")))
        for attribute in _entries(dimension.get("attributes")):
            source = attribute.get("source")
            if role and source and attribute.get("resource", resource.name) == resource.name:
                found[str(source)] = role
    return found


def _model_of(package: FiscalPackage) -> dict[str, Any]:
    model = package.about.get("model") or package.about.get("mapping")
    return model if isinstance(model, dict) else {}


def _measures(package: FiscalPackage, resource: Resource) -> Iterator[dict[str, Any]]:
    """The measures of the model that are columns of a resource."""
    for measure in _entries(_model_of(package).get("measures")):
        if measure.get("resource", resource.name) == resource.name and measure.get("source"):
            yield measure


def _entries(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield from (v for v in found.values() if isinstance(v, dict))


def _line(
    row: dict[str, str], roles: dict[str, str], place: str, column: Column, text: str, factor: Decimal
) -> Line | str:
    """A row's amount, or why it cannot be read."""
    told: dict[str, list[str]] = {}
    for name, role in roles.items():
        if role and role != "amount" and row.get(name):
            told.setdefault(role, []).append(row[name])
    amount = _amount(text, column, factor)
    if amount is None:
        return "不是数字，或小数超过“分”"
    if any(c.upper() not in _CURRENCIES for c in told.get("currency", ())):
        return "不是人民币"
    year = next((int(y) for y in told.get("year", ()) if y.isdecimal()), None)
    item, odd = _code(told.get("item", []), "item", year)
    economic, more = _code(told.get("economic", []), "economic", year)
    odd += more
    named: dict[str, str] = {}
    for role, words in (("measure", PHASES), ("direction", DIRECTIONS), *_CHOICES.items()):
        values = told.get("phase" if role == "measure" else role, [])
        known = [_known(v, words) for v in values]
        named[role] = next((k for k in known if k), "")
        odd += [v for v in values[:1] if not named[role]]
    project, entity = (next(iter(told.get(role, [])), "") for role in ("project", "entity"))
    return Line(
        place,
        amount,
        year,
        item=item,
        economic=economic,
        project=project,
        entity=entity,
        odd=tuple(odd),
        **named,
    )


def _known(value: str, words: Mapping[str, Any]) -> str:
    """The meaning of a value: by its word or by the code of our own choice."""
    if value in words:
        return str(words[value])
    return value if value in {str(v) for v in words.values()} else ""


def _amount(text: str, column: Column, factor: Decimal) -> int | None:
    """分 of a printed amount; the heading may say 万元."""
    decimal, group = column.more.get("decimalChar", "."), column.more.get("groupChar", ",")
    plain = text.replace(str(group), "") if group else text
    try:
        number = Decimal(plain.replace(str(decimal), ".").replace(" ", "")) * factor
    except InvalidOperation:
        return None
    unit = next((u for u in ("亿元", "万元", "千元") if u in (column.title or column.name)), "元")
    cents = number * UNITS[unit].scale * CENTS
    return int(cents) if cents.is_finite() and cents == cents.to_integral_value() else None


def _code(values: list[str], kind: str, year: int | None) -> tuple[str, list[str]]:
    """The deepest code of the year's classification among the values, and those that name nothing in it."""
    edition = functional(year) if kind == "item" else department(year)
    lengths = (3, 5, 7) if kind == "item" else (3, 5)
    found = ""
    odd: list[str] = []
    for value in values:
        digits = re.match(r"\d+", value)
        code = digits[0] if digits else ""
        if len(code) in lengths and edition.code(code) is not None:
            found = max(found, code, key=len)
        elif not any(s.name == value for s in edition.lines):
            odd.append(value)
    if not found and values and not odd:
        named = {s.code for v in values for s in edition.named(v) if len(s.code) == lengths[-1]}
        found = named.pop() if len(named) == 1 else ""
        odd = [] if found else list(values)
    return found, odd
