"""Unit price × quantity in running text and in the prose of cells: “购置服务器12台，单价8.20万元，共计98.40万元”.

A price is money that the words make one of each (每人, 单价, 元/台); its quantity is the count of that thing in the
same sentence, its total the next sum of money. Nothing is claimed where one of the three is missing or stands
twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.claims.model import Claim, Kind
from juesuan.claims.performance_claims import CERTAIN, LIKELY, product
from juesuan.claims.performance_figures import Quantity, operand, quantities
from juesuan.claims.performance_rows import Box

_MARK = re.compile(r"每|单价|[元][/／]")
_EACH = re.compile(r"每(?:一|个)?(?P<unit>[\u4e00-\u9fff])")
_UNIT_PRICE = re.compile(r"单价(?:为|是|约)?[:：]?$")
_PER_AFTER = re.compile(r"[/／](?P<unit>[\u4e00-\u9fff])(?:[·./／](?P<time>[年月日天]))?")
_CLAUSE = re.compile(r"[，,；;。：:]")
_END = re.compile(r"[。；;]")
_TIMES = frozenset("年月日天周季次期小")
_AGAIN = re.compile(r"(?<!每)(?<!第)[二两三四五六七八九十半](?:次|年|个月|个?季度?|期|轮|个?学期|天|批)|分[期批次]|各")
_PEOPLE = frozenset("人名位")
_REST = re.compile(r"其余|剩余|其中|另外?|较|比|上年|结余|人均|平均")
_TOTAL = re.compile(r"共|合计|总|计|发放|支付|支出|费|金额|需|补助|补贴|经费|资金")


def product_claims(texts: Sequence[Box]) -> Iterator[Claim]:
    """The price-quantity-total triples of every paragraph and long cell."""
    for box in texts:
        text = box.text
        if "元" not in text or not _MARK.search(text):
            continue
        start = 0
        for stop in (*(m.start() for m in _END.finditer(text)), len(text)):
            if _MARK.search(text, start, stop):
                yield from _sentence(box, [q for q in quantities(text) if start <= q.start < stop], start)
            start = stop + 1


def _sentence(box: Box, found: list[Quantity], start: int) -> Iterator[Claim]:
    starts = [start, *(q.end for q in found)]
    prices = [(i, per) for i, q in enumerate(found) if (per := _per(box.text, q, starts[i])) is not None]
    if len(prices) != 1:
        return
    (i, (unit, time)), price = prices[0], found[prices[0][0]]
    if price.printed.about or price.sign:
        return
    rest = [q for q in found[i + 1 :] if q.printed.unit.kind == "money"]
    total = rest[0] if rest else None
    if total is None or total.printed.about or total.sign:
        return
    head = _CLAUSE.split(box.text[start : total.start])[-1]
    counts = _counts(found, i, unit)
    if time not in ("", "月") or _recurs(box.text[start : total.end], found):
        return
    if len(counts) != 1 or counts[0].start > total.start or _REST.search(head):
        return
    said = operand(box, price, "单价")
    amount, number = operand(box, total), operand(box, counts[0], "数量", exact=True)
    sure = not time and bool(_TOTAL.search(head)) and not counts[0].printed.about
    check, formula = "unit-cost-times-quantity", "金额＝单价×数量"
    claim = product(
        Kind.SUM, check, amount, [said, number], formula, head[:16], CERTAIN if sure else LIKELY
    )
    if time:  # so many months of the year, the words do not say how many
        months = [replace(said, interval=said.interval.scaled(n)) for n in range(2, 13)]
        claim = replace(claim, alternatives=tuple((amount, m, number) for m in months))
    yield claim


def _recurs(words: str, found: Sequence[Quantity]) -> bool:
    """Does the sentence name a further factor: so many days, times, terms?"""
    return _AGAIN.search(words) is not None or any(
        q.printed.unit.kind == "count" and q.printed.unit.printed[:1] in _TIMES for q in found
    )


def _per(text: str, q: Quantity, start: int) -> tuple[str, str] | None:
    """What the money is the price of (“” after 单价: anything) and, if the price recurs in the year, how."""
    if q.printed.unit.kind != "money":
        return None
    head = _CLAUSE.split(text[start : q.start])[-1]
    after = _PER_AFTER.match(text, q.end)
    if _UNIT_PRICE.search(head):
        return "", ""
    units = [m["unit"] for m in _EACH.finditer(head)] if len(head) <= 24 else []
    if after is not None:
        units += [after["unit"], *(after["time"] or "")]
    things = [u for u in units if u not in _TIMES]
    times = [u for u in units if u in _TIMES and u != "年"]
    return (things[0], times[0] if times else "") if len(things) == 1 else None


def _counts(found: Sequence[Quantity], i: int, unit: str) -> list[Quantity]:
    """The counts a price may apply to: of its unit, or right before it where it only says 单价."""
    counts = [(k, q) for k, q in enumerate(found) if q.printed.unit.kind == "count"]
    if not unit:
        return [q for k, q in counts if k == i - 1 and q.printed.unit.base[0] not in _TIMES]
    return [
        q
        for _, q in counts
        if (first := q.printed.unit.printed[:1]) == unit or (first in _PEOPLE and unit in _PEOPLE)
    ]
