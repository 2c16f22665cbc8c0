"""The facts of a report as data beside its words, for formats and readers that cannot ask each number itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from juesuan.documents.composition import ComposedParagraph, ComposedTable, Composition, Piece, StatedFact
from juesuan.taxonomy import title_of

#: Words for what a number measures.
MEASURES = {
    "outturn": "决算数", "initial-budget": "年初预算数", "adjusted-budget": "全年预算数", "budget": "预算数", "change": "增减额",
    "rate": "增减率", "share": "占比", "count": "数量", "weight": "分值", "score": "得分", "target": "指标值", "actual": "完成值",
    "lost": "扣分", "completion": "完成率", "execution": "预算执行率", "forecast": "预计值", "forecast-completion": "预计完成率",
    "calendar": "时间进度", "value": "数值", "requested": "申请金额", "advised": "建议金额", "issued": "发放份数", "returned": "收回份数",
    "valid": "有效份数", "returned-rate": "回收率", "valid-rate": "有效率", "satisfaction": "满意度", "full": "满分", "points": "总分",
    "unit-cost": "单位成本", "ratio": "比率", "score-rate": "得分率",
}  # fmt: skip
_SCALES = {
    "元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000, "%": 100, "％": 100,
    "个百分点": 100, "百分点": 100,
}  # fmt: skip


def stated(composition: Composition) -> Iterator[tuple[int, Piece]]:
    """(block, piece) for every place that prints a fact, in reading order."""
    for i, block in enumerate(composition.blocks):
        if isinstance(block, ComposedParagraph):
            yield from ((i, p) for p in block.pieces if p.fact)
        elif isinstance(block, ComposedTable):
            yield from ((i, p) for row in block.rows for cell in row for p in cell.pieces if p.fact)


def name_of(fact: StatedFact) -> str:
    """A fact in words: 2023年度 基本支出（2080101）决算数."""
    scope = f"（{fact.scope}）" if fact.scope else ""
    return f"{fact.year}年度{title_of(fact.concept) or fact.concept}{scope}{MEASURES.get(fact.measure, fact.measure)}"


def is_money(fact: StatedFact) -> bool:
    """Is the value in 分?"""
    return fact.unit.endswith("元") and not fact.scale


def scale_of(fact: StatedFact) -> int:
    """How many steps of a fact's value make one of its unit: 分 for money, hundredths for percent, else 1."""
    return fact.scale or _SCALES.get(fact.unit, 1)


def steps_of(value: Decimal, unit: str) -> tuple[int, int]:
    """A value in its unit as (steps, scale) of a fact: scale 0 where the unit's own steps are fine enough."""
    own = _SCALES.get(unit, 1)
    if value * own == (value * own).to_integral_value():
        return int(value * own), 0
    scale = 10 ** -int(value.normalize().as_tuple().exponent)
    return int(value * scale), scale


def value_of(fact: StatedFact) -> str:
    """The value in its unit with all its decimals: 分 as the money unit, hundredths of a percent as percent."""
    scale = scale_of(fact)
    if scale == 1:
        return f"{fact.value}{fact.unit}"
    sign, value = ("-" if fact.value < 0 else ""), abs(fact.value)
    decimals = len(str(scale)) - 1
    fraction = f"{value % scale:0{decimals}d}".rstrip("0")
    if not fact.scale:
        fraction = fraction.ljust(min(2, decimals), "0")
    return f"{sign}{value // scale:,}{'.' if fraction else ''}{fraction}{fact.unit}"


def record(fact: StatedFact) -> dict[str, Any]:
    """A fact as plain data; what is not stated is left out."""
    found = {name: getattr(fact, name) for name in fact.__slots__ if getattr(fact, name) not in ("", ())}
    if not fact.scale:
        found.pop("scale")
    return found | {"name": name_of(fact), "shown": value_of(fact)}


def fact_from(data: dict[str, Any]) -> StatedFact:
    """A fact from its record. Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` if it is none."""
    return StatedFact(
        str(data["key"]), str(data["concept"]), str(data["measure"]), int(data["year"]), str(data.get("scope", "")),
        int(data["value"]), str(data.get("unit", "")), int(data["decimals"]), str(data.get("formula", "")),
        tuple(map(str, data.get("contributors", ()))), int(data.get("scale", 0)),
    )  # fmt: skip


def facts_json(composition: Composition) -> str:
    """``facts``: every fact; ``stated``: which characters state one, in reading order."""
    data = {
        "schema": "juesuan.facts/1",
        "title": composition.title, "entity": composition.entity, "year": composition.year,
        "facts": [record(f) for f in composition.facts.values()],
        "stated": [{"block": i, "text": p.text, "fact": p.fact} for i, p in stated(composition)],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
