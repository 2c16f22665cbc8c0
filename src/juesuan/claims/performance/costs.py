"""Unit cost × quantity: a cost indicator that says how its amount came about is arithmetic that must come
out.

“每户125元，共计80户”, “400元/个/年”, several monthly items for so many people: prices, quantities and
periods are found by their units, never by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval, Unit
from juesuan.amounts.units import NO_UNIT
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, GUESS, LIKELY, product, same, total
from juesuan.claims.performance.figures import Quantity, operand, quantities, unit_hint
from juesuan.claims.performance.projects import fund_operand, whole
from juesuan.claims.performance.sheets import Leaf, Sheet

_PER_AFTER = re.compile(
    r"(?:[/／每]|一)(?P<per>[\u4e00-\u9fff]{1,4}?)(?=[/／，,。；;、)）\d]|$|租|费|标准|共|计)(?:[/／每](?P<more>[\u4e00-\u9fff]))?"
)
_PER_BEFORE = re.compile(r"(?:每|单)(?:一)?[^\d，,；;。]{0,14}$")
_MONTH = re.compile(r"每(?:个)?月|[/／]月")
_UNIT_PRICE = re.compile(r"单位成本|单价|人均|每|标准|均次|[/／](?:人|个|户|次|件|月|年|平方米|亩|公里)")
_YUAN = Unit("元", "元", Decimal(1), "money")


def cost_claims(sheet: Sheet) -> Iterator[Claim]:
    """Amounts follow from unit prices, and cost indicators add up to the project's money."""
    for leaf in sheet.leaves:
        yield from _priced(sheet, leaf)
    yield from _sums(sheet)


def _is_cost(leaf: Leaf) -> bool:
    return any("成本" in b.text for b in leaf.levels) or "成本" in leaf.label


def _amounts(leaf: Leaf) -> Iterator[tuple[str, Operand]]:
    """(role, money) of target and actual; a bare number in a priced row is in the price's unit, 元."""
    hint = unit_hint(leaf.name.text)
    default = hint if hint is not None and hint.kind == "money" else NO_UNIT
    priced = any(q.printed.unit.kind == "money" for q in quantities(leaf.name.text))
    for role in ("target", "actual"):
        box = leaf.box(role)
        if box is None:
            continue
        found = quantities(box.text, default if default.kind == "money" else _YUAN if priced else NO_UNIT)
        if (
            found
            and found[0].printed.unit.kind == "money"
            and (len(found) == 1 or found[0].start == 0)
            and not found[0].sign
        ):
            yield role, operand(box, found[0], "指标值" if role == "target" else "完成值")


def _prices(text: str) -> tuple[list[tuple[Quantity, int]], list[Quantity]]:
    """Unit prices with the times a year they fall due (12 for monthly), and the counts in the same words.

    In a list with one price per head the other amounts are per head too, unless they are called a total.
    """
    money: list[tuple[Quantity, int, bool]] = []
    counts = []
    for q in quantities(text):
        if q.printed.unit.kind == "money":
            clause = re.split(r"[，,；;。、]", text[: q.start])[-1]
            after = _PER_AFTER.match(text, q.end)
            tail = after.group() if after is not None else ""
            per = after is not None or _PER_BEFORE.search(clause) is not None
            if per or not re.search(r"[共总]|合计", clause):
                money.append((q, 12 if _MONTH.search(clause + tail) else 1, per))
        elif q.printed.unit.kind == "count" and not re.match(r"[天日周月年]", q.printed.unit.printed):
            counts.append(q)
    priced = any(per for _, _, per in money)
    return [(q, months) for q, months, _ in money] if priced else [], counts


def _priced(sheet: Sheet, leaf: Leaf) -> Iterator[Claim]:
    prices, counts = _prices(leaf.name.text)
    if not prices:
        return
    number = _count(sheet, leaf, prices, counts)
    if number is None:
        return
    times, certain = number
    key = f"{sheet.project}|{leaf.label[:20]}"
    seen: list[Interval] = []
    for role, amount in _amounts(leaf):
        if amount.interval in seen:
            continue
        seen.append(amount.interval)
        monthly = any(months == 12 for _, months in prices)
        if len(prices) == 1:
            q, months = prices[0]
            price = operand(leaf.name, q, "单价", exact=True)
            if months == 12:
                price = replace(price, interval=price.interval.scaled(12), shown=f"{price.shown}×12个月")
            yield product(
                Kind.SUM,
                "unit-cost-times-quantity",
                amount,
                [price, times],
                "金额＝单价×数量",
                f"{key}|{role}",
                CERTAIN if certain else LIKELY,
            )
        elif monthly:
            head = times.interval.middle
            parts = [
                replace(operand(leaf.name, q, "单价", weight=months * head, exact=True))
                for q, months in prices
            ]
            yield total(
                Kind.SUM,
                "unit-costs-times-quantity",
                amount,
                [*parts, replace(times, weight=Decimal(0))],
                f"金额＝（每月各项之和×12个月＋每年各项）×{head}",
                f"{key}|{role}",
                LIKELY,
            )


def _count(
    sheet: Sheet, leaf: Leaf, prices: list[tuple[Quantity, int]], counts: list[Quantity]
) -> tuple[Operand, bool] | None:
    """The quantity the price applies to: the one in the same words, else the project's only one of that
    unit."""
    if len(counts) == 1:
        return operand(leaf.name, counts[0], "数量", exact=True), True
    if counts:
        return None
    text = leaf.name.text
    for other in sheet.leaves:
        box = other.box("actual") or other.box("target")
        if box is None or not any("数量" in b.text for b in other.levels):
            continue
        found = [q for q in quantities(box.text) if q.printed.unit.kind == "count"]
        if len(found) == 1 and _same_thing(found[0].printed.unit.printed, text):
            return operand(box, found[0], "数量", exact=True), False
    return None


def _same_thing(unit: str, text: str) -> bool:
    """Is the price per this unit? 人 is also 每位, 每名 or 每一个…员."""
    if re.search(rf"[/／每](?:一)?{re.escape(unit[0])}", text):
        return True
    return unit[0] in "人名位" and bool(re.search(r"每(?:位|名|人|一?个?[\u4e00-\u9fff]{1,8}员)", text))


def _sums(sheet: Sheet) -> Iterator[Claim]:
    """Cost indicators in money, together, are the project's money."""
    seen: list[tuple[Interval, ...]] = []
    for role, measure in (("actual", "executed"), ("target", "budget")):
        top = whole(sheet, measure)
        if top is None:
            continue
        parts = []
        for leaf in sheet.leaves:
            if not _is_cost(leaf) or (_UNIT_PRICE.search(leaf.label) and not _prices(leaf.name.text)[0]):
                continue
            parts += [amount for r, amount in _amounts(leaf) if r == role]
        if not parts:
            continue
        stated = fund_operand(sheet, top)
        values = (stated.interval, *(p.interval for p in parts))
        if values in seen:
            continue
        seen.append(values)
        if len(parts) == 1:
            if not _rounding_of(stated, parts[0]):
                continue
            # The cost cell usually prints more digits than the total, so the total is the one to look at.
            yield same(
                Kind.REPEAT,
                "cost-equals-project-money",
                stated,
                parts[0],
                "成本指标的金额＝项目资金总额",
                f"{sheet.project}|{role}",
                LIKELY,
            )
        elif not _subset(parts, stated.interval):
            # A list of costs may leave some out; that it is more than the whole cannot be.
            more = sum((p.interval.low for p in parts), Decimal(0)) > stated.interval.high
            yield total(
                Kind.SUM,
                "costs-add-up-to-project",
                stated,
                parts,
                "各项成本指标金额之和＝项目资金总额",
                f"{sheet.project}|{role}",
                LIKELY if more else GUESS,
            )


def _rounding_of(whole_amount: Operand, part: Operand) -> bool:
    """Within one unit of the last printed place: the same amount, rounded or cut off, well or badly."""
    step = whole_amount.interval.half * 2
    return abs(whole_amount.interval.middle - part.interval.middle) <= step


def _subset(parts: list[Operand], whole_amount: Interval) -> bool:
    """A cost indicator that already is the whole (总成本) makes the others its parts; then nothing is
    claimed."""
    return any(p.interval.meets(whole_amount) for p in parts)
