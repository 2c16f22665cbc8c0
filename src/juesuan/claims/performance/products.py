"""Unit price × quantity in running text and in the prose of cells: “购置服务器12台，单价8.20万元，共计98.40万元”.

A price is money that the words make one of each (每人, 单价, 元/台, 人均); its quantity is the count of that thing in
the same sentence, its total the next sum of money. Nothing is claimed where one of the three is missing. (A sum before
an average is for :mod:`juesuan.claims.rates.averages`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, product
from juesuan.claims.performance.figures import Quantity, operand, quantities
from juesuan.claims.performance.rows import Box

_MARK = re.compile(r"每|单价|均|[元][/／]")
_EACH = re.compile(r"每(?:一|个)?(?P<unit>[\u4e00-\u9fff])|(?P<mean>[人户车亩件次条台套篇页班桌场册辆])均")
_UNIT_PRICE = re.compile(r"单价(?:为|是|约)?[:：]?$")
_PER_AFTER = re.compile(r"[/／](?P<unit>[\u4e00-\u9fff])(?:[·./／](?P<time>[年月日天]))?")
#: Rents are of a month, and seldom say so.
_BY_MONTH = re.compile(r"均(?:每)?月|月(?:人|户)?均|月[补租工标]|租金|房租|物业(?:管理)?费")
_CLAUSE = re.compile(r"[，,；;。：:（(]")
_END = re.compile(r"[。；;]")
#: Behind these words the parts of what was paid are told: “人均100元，具体包括：检查接待0.84万元、考察接待…”.
_PARTED = re.compile(r"其中|包括|分别|构成|组成|：|:|主要")
_TIMES = frozenset("年月日天周季次期小")
_AGAIN = re.compile(
    r"(?<!每)(?<!第)[二两三四五六七八九十半](?:次|年|个月|个?季度?|期|轮|个?学期|天|批)|分[期批次]|各"
)
_PEOPLE = frozenset("人名位")
_REST = re.compile(r"其余|剩余|其中|另外?|较|比|上年|结余|人均|平均")
_TOTAL = re.compile(r"共|合计|总|计|发放|支付|支出|费|金额|需|补助|补贴|经费|资金")
#: Counts that are no quantity of what was paid for: what was planned, and what was there the year before.
_PLANNED = re.compile(r"计划|目标|任务|预计|上年|去年|原有?$|拟")
#: Sums per head that nobody pays: income, output.
_EARNED = re.compile(r"收入|产值|产量|利润|节约|节省|增收")


def product_claims(texts: Sequence[Box]) -> Iterator[Claim]:
    """The price-quantity-total triples of every paragraph and long cell."""
    for box in texts:
        text = box.text
        if "元" not in text or not _MARK.search(text):
            continue
        start = 0
        for stop in (*(m.start() for m in _END.finditer(text)), len(text)):
            if _MARK.search(text, start, stop):
                everything = quantities(text)
                found = [q for q in everything if start <= q.start < stop]
                for part, begin in _parts(text, found, start):
                    earlier = [q for q in everything if q.start < begin]
                    yield from _sentence(box, part, begin, earlier)
            start = stop + 1


def _parts(text: str, found: list[Quantity], start: int) -> Iterator[tuple[list[Quantity], int]]:
    """A sentence with several prices, cut behind the sum that follows each of them."""
    starts = [start, *(q.end for q in found)]
    priced = [_per(text, q, starts[i]) is not None for i, q in enumerate(found)]
    if sum(priced) < 2:
        yield found, start
        return
    part: list[Quantity] = []
    begin, open_price = start, False
    for q, price in zip(found, priced, strict=True):
        part.append(q)
        if price:
            open_price = True
        elif open_price and q.printed.unit.kind == "money":
            yield part, begin
            part, begin, open_price = [], q.end, False


def _sentence(box: Box, found: list[Quantity], start: int, earlier: Sequence[Quantity]) -> Iterator[Claim]:
    starts = [start, *(q.end for q in found)]
    prices = [(i, per) for i, q in enumerate(found) if (per := _per(box.text, q, starts[i])) is not None]
    if len(prices) != 1:
        return
    (i, (unit, time)), price = prices[0], found[prices[0][0]]
    if price.printed.about or price.sign:
        return
    months = {q.printed.value for q in found if _is_months(box.text, q)}
    counts = _counts(box.text, found, i, unit)
    total = next((q for q in found[i + 1 :] if q.printed.unit.kind == "money"), None)
    if total is None:
        return
    head = _CLAUSE.split(box.text[start : total.start])[-1]
    if _PARTED.search(box.text, price.end, total.start) or _comes_before(box, found[:i], price, counts):
        return
    if total.printed.about or total.sign or _REST.search(head) or time not in ("", "月"):
        return
    if _recurs(box.text[start : total.end], found) or (months and (not time or len(months) > 1)):
        return
    counts = [q for q in counts if q.start < total.start]
    if not counts:
        return
    # A number told in an earlier sentence may be the one meant: it makes the product hold, but never wrong.
    elsewhere = [q for q in _counts(box.text, [*earlier, price], len(earlier), unit) if q not in counts]
    said, amount = operand(box, price, "单价"), operand(box, total)
    numbers = [_number(box, q) for q in (*counts, *elsewhere[:3])]
    ways = [
        (amount, replace(said, interval=said.interval.scaled(n)), number)
        for number in numbers
        for n in (months or (range(1, 13) if time else (1,)))
    ]
    sure = not time and len(counts) == 1 and bool(_TOTAL.search(head)) and not counts[0].printed.about
    yield replace(
        product(
            Kind.SUM,
            "unit-cost-times-quantity",
            amount,
            ways[0][1:],
            "金额＝单价×数量" + ("×月数" if time else ""),
            head[:16],
            CERTAIN if sure else LIKELY,
        ),
        alternatives=tuple(ways[1:]),
    )


def _comes_before(box: Box, before: Sequence[Quantity], price: Quantity, counts: Sequence[Quantity]) -> bool:
    """“奖补384万元，涉及1920户，户均2000元，另安排…万元”: is the product told already?"""
    said = operand(box, price).interval
    return any(
        q.printed.unit.kind == "money"
        and any(
            operand(box, q).interval.meets(said.scaled(c.printed.base)) for c in counts if c.printed.base > 0
        )
        for q in before
    )


def _number(box: Box, q: Quantity) -> Operand:
    """How many: whole numbers are counted, tens of thousands and fractions are rounded."""
    return operand(box, q, "数量", exact=q.printed.unit.scale == 1 and not q.printed.decimals)


def _is_months(text: str, q: Quantity) -> bool:
    return q.printed.unit.printed == "个" and text.startswith("月", q.end)


def _recurs(words: str, found: Sequence[Quantity]) -> bool:
    """Does the sentence name a further factor: so many days, times, terms?"""
    return _AGAIN.search(words) is not None or any(
        q.printed.unit.kind == "count" and q.printed.unit.base[:1] in _TIMES for q in found
    )


def _per(text: str, q: Quantity, start: int) -> tuple[str, str] | None:
    """What the money is the price of (“” after 单价: anything) and, if the price recurs in the year, how."""
    if q.printed.unit.kind != "money":
        return None
    head = _CLAUSE.split(text[start : q.start])[-1]
    after = _PER_AFTER.match(text, q.end)
    if after is None and _UNIT_PRICE.search(head):
        return "", ""
    units = [m["unit"] or m["mean"] for m in _EACH.finditer(head)] if len(head) <= 24 else []
    if units and _EARNED.search(head):
        return None
    if after is not None:
        units += [after["unit"], *(after["time"] or "")]
    things = [u for u in units if u not in _TIMES]
    times = [u for u in units if u in _TIMES and u != "年"]
    if _BY_MONTH.search(head):
        times.append("月")
    return (things[0], times[0] if times else "") if len(set(things)) == 1 else None


def _counts(text: str, found: Sequence[Quantity], i: int, unit: str) -> list[Quantity]:
    """The counts a price may apply to, the nearest first: of its unit, or right before it where it only says 单价.

    A count told twice counts once; what was only planned does not count beside what was done.
    """
    counts = [(k, q) for k, q in enumerate(found) if q.printed.unit.kind == "count"]
    if not unit:
        return [q for k, q in counts if k == i - 1 and q.printed.unit.base[0] not in _TIMES]
    named = [
        q
        for _, q in counts
        if (first := q.printed.unit.base[:1]) == unit or (first in _PEOPLE and unit in _PEOPLE)
    ]
    done = [q for q in named if not _PLANNED.search(_CLAUSE.split(text[: q.start])[-1])] or named
    done = sorted(done, key=lambda q: abs(q.start - found[i].start))
    return [q for k, q in enumerate(done) if all(q.printed.base != p.printed.base for p in done[:k])]
