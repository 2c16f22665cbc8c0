"""The report as open data: CSV files and a datapackage.json that says what each column means (Fiscal Data Package).

Three kinds of files: ``lines.csv`` holds the budget lines of the deepest level, which may be added up; ``facts.csv``
every fact of the report with its formula; ``tables/`` the statutory tables as they are printed. The files carry a byte
order mark, without which Excel and WPS show Chinese as rubbish.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from juesuan.documents.composition import ComposedTable, Composition, StatedFact
from juesuan.reports.write_facts import MEASURES, is_money, scale_of
from juesuan.reports.write_layout import grid, words
from juesuan.reports.write_xlsx import sheet_names
from juesuan.taxonomy import department, functional, title_of

#: Phases of a budget as the Fiscal Data Package names them.
PHASES = {"initial-budget": "approved", "adjusted-budget": "adjusted", "outturn": "executed"}
_GENERAL, _FUND, _CAPITAL = "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"
#: Concepts that are broken down by item: direction, classification of their scope, fund and nature ("" for all).
LINES = {
    "income.item": ("revenue", "functional", "", ""), "expenditure.item": ("expenditure", "functional", "", ""),
    "general.item": ("expenditure", "functional", _GENERAL, ""), "fund.item": ("expenditure", "functional", _FUND, ""),
    "capital.item": ("expenditure", "functional", _CAPITAL, ""),
    "economic.item": ("expenditure", "economic", _GENERAL, "基本支出"),
}  # fmt: skip
#: Columns of lines.csv: name, type in the data, meaning in the Fiscal Data Package, title.
_LINE_COLUMNS = (
    ("id", "string", "budget-line-id", "数据编号"),
    ("entity", "string", "administrative-classification:generic:level1:code:full", "部门（单位）"),
    ("year", "integer", "date:fiscal-year", "年度"),
    ("statement", "string", "", "口径"),
    ("direction", "string", "direction", "收支方向"),
    ("phase", "string", "phase:id", "预算阶段"),
    ("fund", "string", "fin-source:generic:label", "资金性质"),
    ("nature", "string", "expenditure-type:label", "支出性质"),
    ("class", "string", "functional-classification:generic:level1:code:full", "功能分类类级编码"),
    ("class_name", "string", "functional-classification:generic:level1:label", "功能分类类级名称"),
    ("section", "string", "functional-classification:generic:level2:code:full", "功能分类款级编码"),
    ("section_name", "string", "functional-classification:generic:level2:label", "功能分类款级名称"),
    ("item", "string", "functional-classification:generic:level3:code:full", "功能分类项级编码"),
    ("item_name", "string", "functional-classification:generic:level3:label", "功能分类项级名称"),
    ("economic_class", "string", "economic-classification:generic:level1:code:full", "经济分类类级编码"),
    ("economic_class_name", "string", "economic-classification:generic:level1:label", "经济分类类级名称"),
    ("economic_item", "string", "economic-classification:generic:level2:code:full", "经济分类款级编码"),
    ("economic_item_name", "string", "economic-classification:generic:level2:label", "经济分类款级名称"),
    ("amount", "number", "value", "金额（元）"),
)
_FACT_COLUMNS = (
    ("id", "string", "数据编号"), ("concept", "string", "数据代码"), ("name", "string", "数据名称"), ("year", "integer", "年度"),
    ("measure", "string", "类别"), ("scope", "string", "所属范围"), ("value", "number", "数值"), ("unit", "string", "数值单位"),
    ("formula", "string", "算法"), ("contributors", "string", "由哪些数据得出"),
)  # fmt: skip
#: Head cells that only number the columns.
_NUMBERING = re.compile(r"栏\s*次|行\s*次|\d+")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


def data_files(composition: Composition) -> dict[str, bytes]:
    """The files of the package by their paths in it, ``datapackage.json`` first."""
    tables = [b for b in composition.blocks if isinstance(b, ComposedTable) and b.rows]
    names = [f"tables/{i:02d}_{_safe(name)}.csv" for i, name in enumerate(sheet_names(tables), 1)]
    heads = [_head(t) for t in tables]
    lines = [c[0] for c in _LINE_COLUMNS], list(_lines(composition))
    facts = [c[0] for c in _FACT_COLUMNS], [_fact(f) for f in composition.facts.values()]
    about = _package(composition, list(zip(names, tables, heads, strict=True)))
    files = {"datapackage.json": json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"}
    files["lines.csv"] = _csv(*lines)
    files["facts.csv"] = _csv(*facts)
    for name, table, head in zip(names, tables, heads, strict=True):
        files[name] = _csv(head, _texts(table)[table.head :])
    return files


def write_zip(composition: Composition) -> bytes:
    """The package as one zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in data_files(composition).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    return buffer.getvalue()


# -- budget lines and facts


def _lines(composition: Composition) -> Iterator[list[str]]:
    """The money facts by item that no deeper item divides again, so that they may be added up."""
    found = [
        f for f in composition.facts.values()
        if f.concept in LINES and f.measure in PHASES and _CODE.fullmatch(f.scope) and is_money(f)
    ]  # fmt: skip
    divided = {(f.concept, f.measure, f.year, f.scope[:n]) for f in found for n in range(3, len(f.scope), 2)}
    for f in found:
        if (f.concept, f.measure, f.year, f.scope) not in divided:
            yield _line(composition.entity, f)


def _line(entity: str, fact: StatedFact) -> list[str]:
    direction, kind, fund, nature = LINES[fact.concept]
    levels = [fact.scope[:n] if len(fact.scope) >= n else "" for n in (3, 5, 7)]
    edition = functional(fact.year) if kind == "functional" else department(fact.year)
    pairs = []
    for code in levels:
        subject = edition.code(code) if code else None
        pairs += [code, subject.name if subject else ""]
    coded = [*pairs, *[""] * 4] if kind == "functional" else [*[""] * 6, *pairs[:4]]
    statement = title_of(fact.concept) or fact.concept
    head = [fact.key, entity, str(fact.year), statement, direction, PHASES[fact.measure], fund, nature]
    return [*head, *coded, _number(fact.value, 100)]


def _fact(fact: StatedFact) -> list[str]:
    value = _number(fact.value, 100 if is_money(fact) else scale_of(fact))
    unit = "元" if is_money(fact) else fact.unit
    name = title_of(fact.concept) or fact.concept
    measure = MEASURES.get(fact.measure, fact.measure)
    rest = [fact.formula, "；".join(fact.contributors)]
    return [fact.key, fact.concept, name, str(fact.year), measure, fact.scope, value, unit, *rest]


def _number(value: int, scale: int) -> str:
    """A value of so many steps to one as a number: 分 as 元, hundredths of a percent as percent."""
    if scale == 1:
        return str(value)
    sign, value = ("-" if value < 0 else ""), abs(value)
    return f"{sign}{value // scale}.{value % scale:0{len(str(scale)) - 1}d}"


# -- tables


def _texts(table: ComposedTable) -> list[list[str]]:
    """The printed words of every grid position; a merged cell stands in each place it covers in the head, else once."""
    rows, columns = grid(table)
    found = [[""] * columns for _ in rows]
    for row in rows:
        for p in row:
            text = words(p.cell.pieces)
            head = p.row < table.head
            for i in range(min(p.cell.rowspan, len(rows) - p.row) if head else 1):
                for k in range(p.cell.colspan if head else 1):
                    found[p.row + i][p.column + k] = text
    return found


def _head(table: ComposedTable) -> list[str]:
    """One name a column, from all its head rows: 收入·决算数."""
    names: list[str] = []
    texts = _texts(table)[: table.head]
    for c in range(grid(table)[1]):
        levels = dict.fromkeys(row[c] for row in texts if row[c] and not _NUMBERING.fullmatch(row[c]))
        name = "·".join(levels) or f"第{c + 1}列"
        copy = sum(n == name or n.startswith(f"{name}（") for n in names)
        names.append(f"{name}（{copy + 1}）" if copy else name)
    return names


def _csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _safe(name: str) -> str:
    return re.sub(r'[<>:"/\\|?*\s]+', "_", name)


# -- datapackage.json


def _package(
    composition: Composition, tables: Sequence[tuple[str, ComposedTable, list[str]]]
) -> dict[str, Any]:
    printed = [
        {
            "name": f"table-{i:02d}", "path": path, "title": table.title or table.label, "unit": table.unit,
            **_FORMAT, "schema": {"fields": [{"name": name, "type": "string"} for name in head]},
        }
        for i, (path, table, head) in enumerate(tables, 1)
    ]  # fmt: skip
    return {
        "profile": "fiscal-data-package",
        "name": f"final-accounts-{composition.year}",
        "title": composition.title,
        "description": f"{composition.entity}{composition.year}年度部门决算的开放数据，与公开的报告由同一组数据生成。",
        "countryCode": "CN",
        "area": composition.area,
        "fiscalPeriod": {"start": f"{composition.year}-01-01", "end": f"{composition.year}-12-31"},
        "resources": [_lines_resource(), _facts_resource(), *printed],
        "model": _model(),
    }


_FORMAT = {
    "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
}  # fmt: skip


def _lines_resource() -> dict[str, Any]:
    fields = [
        {"name": name, "type": kind, "title": title} | ({"columnType": means} if means else {})
        for name, kind, means, title in _LINE_COLUMNS
    ]
    title = "按科目分列的收入和支出（最细一级，可以相加）"
    return {
        "name": "lines",
        "path": "lines.csv",
        "title": title,
        **_FORMAT,
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def _facts_resource() -> dict[str, Any]:
    fields = [{"name": name, "type": kind, "title": title} for name, kind, title in _FACT_COLUMNS]
    return {
        "name": "facts", "path": "facts.csv", "title": "报告中的全部数据及其算法", **_FORMAT,
        "schema": {"fields": fields, "primaryKey": "id"},
    }  # fmt: skip


def _model() -> dict[str, Any]:
    """The logical model over lines.csv: what is measured, by which dimensions."""

    def dimension(kind: str, *names: str, **more: str) -> dict[str, Any]:
        codes = [n for n in names if not n.endswith("_name")]
        attributes = {n: {"source": n, "resource": "lines"} for n in names}
        for n in names:
            if n.endswith("_name"):
                attributes[n]["labelfor"] = n.removesuffix("_name")
        return {"dimensionType": kind, "primaryKey": codes, "attributes": attributes, **more}

    functional_ = ("class", "class_name", "section", "section_name", "item", "item_name")
    economic = ("economic_class", "economic_class_name", "economic_item", "economic_item_name")
    return {
        "measures": {"amount": {"source": "amount", "resource": "lines", "currency": "CNY"}},
        "dimensions": {
            "administrative": dimension("classification", "entity", classificationType="administrative"),
            "functional": dimension("classification", *functional_, classificationType="functional"),
            "economic": dimension("classification", *economic, classificationType="economic"),
            "date": dimension("datetime", "year"),
            "phase": dimension("other", "phase"),
            "fund": dimension("fact", "fund"),
            "nature": dimension("other", "nature"),
            "direction": dimension("other", "direction"),
            "statement": dimension("other", "statement"),
        },
    }
