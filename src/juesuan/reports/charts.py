"""Figures 1–7 of the report as Vega-Lite specifications, drawn from the same facts as its sentences.

Amounts go into a specification as whole 分, and the chart itself divides: the picture rounds nothing that the text has
not rounded. Each figure has an alternative text with its numbers, for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from juesuan.reports.composition import ComposedFigure
from juesuan.reports.phrases import Phrases
from juesuan.reports.phrases_print import amount, key_of, rate

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_COLOURS = ("#2f5d8a", "#c8743a", "#5b8c5a", "#8a5a83", "#b59a3c", "#6b7a8f", "#a14d4d", "#4d9a9a")
_WAN = "datum.amount / 1000000"

Slice = tuple[str, str, str]  # name, concept, scope


def figure(name: str, phrases: Phrases) -> Iterator[ComposedFigure]:
    """The figure of that name; nothing if there is nothing to draw (no last year, a single zero)."""
    yield from FIGURES[name](phrases)


def _change(concept: str, title: str) -> Callable[[Phrases], Iterator[ComposedFigure]]:
    def draw(phrases: Phrases) -> Iterator[ComposedFigure]:
        before = phrases.before.value(concept) if phrases.before is not None else None
        now = phrases.value(concept)
        if before is None or phrases.last is None or not (before or now):
            return
        year = phrases.accounts.year
        rows = [{"name": f"{year - 1}年度", "amount": before}, {"name": f"{year}年度", "amount": now}]
        told = "，".join(f"{r['name']}{amount(int(str(r['amount'])), phrases.style)}" for r in rows)
        # One fact a column, so that each can be asked where it comes from.
        keys = (_key(phrases.last, concept), _key(phrases, concept))
        yield ComposedFigure(f"{title}变动情况", _columns(rows), f"柱状图：{title}，{told}。", keys)

    return draw


def _structure(whole: str, title: str, parts: str = "") -> Callable[[Phrases], Iterator[ComposedFigure]]:
    def draw(phrases: Phrases) -> Iterator[ComposedFigure]:
        slices = [(n, c, s) for n, c, s in phrases.parts(whole, parts) if phrases.value(c, s) > 0]
        total = sum(phrases.value(c, s) for _, c, s in slices)
        if len(slices) < 2:
            return  # a pie of one piece shows nothing
        rows = [{"name": n.removesuffix("（类）"), "amount": phrases.value(c, s)} for n, c, s in slices]
        told = "；".join(
            f"{n}{amount(phrases.value(c, s), phrases.style)}，占{rate(phrases.value(c, s), total, phrases.style)}%"
            for n, c, s in slices
        )
        keys = tuple(_key(phrases, c, s) for _, c, s in slices)
        yield ComposedFigure(f"{title}结构", _pie(rows), f"饼图：{title}中，{told}。", keys)

    return draw


def _key(phrases: Phrases, concept: str, scope: str = "") -> str:
    """The key of the fact a figure shows; the fact is registered if no sentence has told it yet."""
    return key_of(phrases.money(concept, scope))


def _columns(rows: list[dict[str, Any]]) -> dict[str, Any]:
    axis = {"labelAngle": 0, "title": None, "labelFontSize": 13}
    encoding = {
        "x": {"field": "name", "type": "ordinal", "axis": axis, "sort": None},
        "y": {"field": "wan", "type": "quantitative", "axis": {"title": "万元", "format": ",.0f"}},
    }
    encoding["tooltip"] = _tooltip("年度")
    label = {"type": "text", "dy": -8, "fontSize": 13}
    shown = {**encoding, "text": {"field": "wan", "type": "quantitative", "format": ".2f"}}
    return {
        "$schema": _SCHEMA,
        "width": 360,
        "height": 180,
        "data": {"values": rows},
        "transform": [{"calculate": _WAN, "as": "wan"}],
        "layer": [
            {"mark": {"type": "bar", "width": 60, "color": _COLOURS[0]}, "encoding": encoding},
            {"mark": label, "encoding": shown},
        ],
        "config": {"view": {"stroke": None}},
    }


def bars(rows: list[dict[str, Any]], title: str) -> dict[str, Any]:
    """Lying bars of shares: rows of ``name`` and ``share``, a whole number of hundredths of a percent."""
    names: dict[str, Any] = {
        "field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "labelFontSize": 13, "labelLimit": 220},
    }  # fmt: skip
    scale = {"domain": [0, 100]}
    encoding: dict[str, Any] = {
        "y": names,
        "x": {"field": "percent", "type": "quantitative", "scale": scale, "axis": {"title": title}},
        "tooltip": [
            {"field": "name", "type": "nominal", "title": "项目"},
            {"field": "percent", "type": "quantitative", "title": title, "format": ".2f"},
        ],
    }
    shown = {**encoding, "text": {"field": "percent", "type": "quantitative", "format": ".2f"}}
    return {
        "$schema": _SCHEMA,
        "width": 320,
        "height": {"step": 26},
        "data": {"values": rows},
        "transform": [{"calculate": "datum.share / 100", "as": "percent"}],
        "layer": [
            {"mark": {"type": "bar", "color": _COLOURS[0], "height": 14}, "encoding": encoding},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 12}, "encoding": shown},
        ],
        "config": {"view": {"stroke": None}},
    }


def _tooltip(title: str) -> list[dict[str, str]]:
    """What the web page shows under the pointer."""
    shown = {"field": "wan", "type": "quantitative", "title": "万元", "format": ",.2f"}
    return [{"field": "name", "type": "nominal", "title": title}, shown]


def _pie(rows: list[dict[str, Any]]) -> dict[str, Any]:
    order = [r["name"] for r in rows]
    colour = {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "scale": {"domain": order, "range": [_COLOURS[i % len(_COLOURS)] for i in range(len(order))]},
        "legend": {"title": None, "labelFontSize": 13, "labelLimit": 320},
    }
    return {
        "$schema": _SCHEMA,
        "width": 240,
        "height": 190,
        "data": {"values": rows},
        "transform": [
            {"calculate": _WAN, "as": "wan"},
            {"joinaggregate": [{"op": "sum", "field": "wan", "as": "total"}]},
            {"calculate": "datum.wan / datum.total", "as": "share"},
            {"calculate": "datum.share < 0.03 ? '' : format(datum.share, '.2%')", "as": "label"},
        ],
        "encoding": {
            "theta": {"field": "wan", "type": "quantitative", "stack": True},
            "order": {"field": "wan", "type": "quantitative", "sort": "descending"},
            "tooltip": [
                *_tooltip("项目"),
                {"field": "share", "type": "quantitative", "title": "占比", "format": ".2%"},
            ],
        },
        "layer": [
            {"mark": {"type": "arc", "outerRadius": 75, "stroke": "#fff"}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "radius": 94, "fontSize": 12},
                "encoding": {"text": {"field": "label", "type": "nominal"}},
            },
        ],
        "config": {"view": {"stroke": None}},
    }


#: The figures a template may ask for with ``@figure name``, in the order of the form.
FIGURES: dict[str, Callable[[Phrases], Iterator[ComposedFigure]]] = {
    "totals": _change("grand-total", "收、支决算总计"),
    "income": _structure("income.current", "收入决算"),
    "expenditure": _structure("expenditure.current", "支出决算"),
    "appropriation": _change("appropriation.grand-total", "财政拨款收、支决算总计"),
    "general-change": _change("general.expenditure", "一般公共预算财政拨款支出决算"),
    "general": _structure("general.expenditure", "一般公共预算财政拨款支出决算", "general.item"),
    "three": _structure("three.total", "“三公”经费财政拨款支出"),
}
