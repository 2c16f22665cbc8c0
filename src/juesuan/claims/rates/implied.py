"""Two completions of one budget whose outturns are not printed: “收入完成年初预算131.30%，比年初预算增加375.60万元；支出完成…”.

A rate and what came on top of the budget tell how much the budget was; receipts and payments of one fund are planned alike.
They need not be, so that a second rate is doubted only where a slip of the hand keeps the two budgets apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from juesuan.amounts import Interval, corners
from juesuan.amounts.slips import before_slip
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.claims.roles import budget_kind

_OVER = re.compile(
    r"\s*[，,（(]?\s*[比较与](?:年初|全年|当年|调整后?)?预算数?(?:相比)?[，,]?\s*[增减多少超节大小高低]"
)
_Pair = tuple[Figure, Figure]


def implied_budgets(passage: Passage) -> Iterator[Claim]:
    """The claims of a paragraph that tells receipts and payments by rate and excess alone."""
    if "完成" not in passage.text or "支出" not in passage.text:
        return
    pairs = [p for p in pairwise(passage.figures) if _told(p)]
    for first, second in pairwise(pairs):
        same = first[0].sentence == second[0].sentence and budget_kind(first[0].head) == budget_kind(
            second[0].head
        )
        alone = passage.text[first[1].number.end : second[0].number.start]
        if same and "收入" in first[0].head and "支出" in second[0].head and not re.search(r"\d", alone):
            yield from _claim(passage, first, second)


def _told(pair: _Pair) -> bool:
    """“完成年初预算131.30%，比年初预算增加375.60万元”, with no outturn before it."""
    rate, over = pair
    return (
        rate.role == "completion"
        and over.role in ("change", "excess")
        and over.printed.unit.base == "元"
        and bool(_OVER.match(over.before))
        and not (rate.printed.about or over.printed.about)
        and rate.printed.base != 1
        and (rate.printed.base > 1) == (over.sign > 0)
    )


def _claim(passage: Passage, first: _Pair, second: _Pair) -> Iterator[Claim]:
    forward, back = _way(passage, first, second), _way(passage, second, first)
    if forward is None or back is None:
        return
    held = fits(Relation.RATIO, forward)
    way = next((w for w in (back, forward) if held or _slipped(w)), None)
    if way is not None:
        yield Claim(
            Kind.COMPLETION,
            "completion-rate",
            Relation.RATIO,
            way,
            "完成率 =（预算数 + 超出额）÷ 预算数（收入、支出年初预算相等，预算数由另一处的完成率和超出额推算）",
            f"completion:implied:{passage.context.title}:{passage.lead}",
            Certainty.LIKELY,
        )


def _way(passage: Passage, known: _Pair, other: _Pair) -> tuple[Operand, ...] | None:
    """The reading of ``other``'s rate over the budget that ``known`` tells."""
    rate, over = known
    said = operand(passage, over, "超出预算数")
    above = rate.printed.interval - Interval.point(1)
    sign = 1 if rate.printed.base > 1 else -1
    budget = (
        corners(lambda c, r: c / (r * sign), (said.interval, above))
        if not above.contains(Decimal(0))
        else None
    )
    if budget is None or budget.low <= 0:
        return None
    derived = Operand(
        said.span,
        said.number,
        f"年初预算约{budget.middle / 10000:.2f}万元",
        budget,
        "预算数（推算）",
        top=1,
        bottom=1,
    )
    return (
        operand(passage, other[0], "完成率"),
        derived,
        replace(operand(passage, other[1], "超出预算数"), top=other[1].sign),
    )


def _slipped(way: tuple[Operand, ...]) -> bool:
    restored = solve(Relation.RATIO, way, 0)
    printed = way[0].printed
    return restored is not None and printed is not None and bool(before_slip(printed, restored))
