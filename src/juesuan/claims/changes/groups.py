"""Which amounts and rates are one change: “增加A万元，增长B%”, “增长B%，增收A万元”, “增长B%（增收A万元）”.

A list, another sentence, another period or a rate on another basis ends the group. Where the words name no base, the rate
behind an amount is of the amount less its change all the same, whatever year or budget that was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.changes.bases import comparable
from juesuan.claims.model import Figure
from juesuan.claims.roles import of_the_change
from juesuan.taxonomy.vocabulary import squeeze


def group_at(figures: Sequence[Figure], start: int) -> tuple[list[Figure], list[Figure], int]:
    """The change amounts from ``start`` on, the growth rates that follow them, and where the group ends."""
    amounts: list[Figure] = []
    rates: list[Figure] = []
    i = start
    while (
        i < len(figures)
        and figures[i].role in ("change", "excess")
        and figures[i].depth == figures[start].depth
    ):
        if amounts and not re.fullmatch(r"\s*[、和,，及与]\s*", figures[i].before):
            break
        amounts.append(figures[i])
        i += 1
    while (
        i < len(figures)
        and figures[i].role == "growth"
        and (figures[i].depth == figures[start].depth or of_the_change(figures[i], figures[:i]))
    ):
        apart = i > start and _apart(figures[i - 1], figures[i])
        if apart or (rates and not re.fullmatch(r"\s*[、和,，及与]\s*", figures[i].before)):
            break
        if i > start and not rates and len(squeeze(figures[i].before)) > 14:
            break
        rates.append(figures[i])
        i += 1
    if not amounts and len(rates) == 1 and i < len(figures) and _amount_of(figures[i], rates[0]):
        amounts.append(figures[i])
        i += 1
    return amounts, rates, max(i, start + 1)


def _apart(before: Figure, rate: Figure) -> bool:
    """Is a rate no rate of the amount told before it: on another basis, or measured from another time?"""
    if _OTHER_BASIS.search(rate.before):
        return True
    elsewhere = before.role in ("change", "excess") and _FROM_ELSEWHERE.search(before.head)
    return bool(elsewhere and _AGAINST_YEAR.search(rate.before))


_MOVES = r"(?:增收|减收|增支|减支|多收|少收|多支|少支|增加|减少|净增|净减)(?:了|额为?|为|金额为?)?"
#: “同比增长14.6%，增收4376万元”: the amount behind its rate, with nothing but the word of a movement between.
_BEHIND_RATE = re.compile(rf"\s*[，,、（(]\s*(?:同比|净)?{_MOVES}\s*")
#: “完成B万元，减少C万元，下降…”: nothing but a movement and its amount behind what moved.
_AT_ONCE = re.compile(rf"\s*[，,、（(]?\s*{_MOVES}\s*")


def base_unsaid(figures: Sequence[Figure], i: int, amounts: Sequence[Figure], rates: Sequence[Figure]) -> str:
    """“A万元，增加C万元，增长D%”: ``unsaid`` for a change whose base no word names, "" if this is no such change."""
    if i == 0 or len(amounts) != 1 or len(rates) != 1 or figures[i].role not in ("change", "growth"):
        return ""
    subject, change = figures[i - 1], amounts[0]
    at_once = _GROWS.fullmatch(rates[0].before) is not None and (
        figures[i] is not change or _AT_ONCE.fullmatch(change.before) is not None
    )
    # “比报告数B增加C”: what a change is measured from does not change
    told = (
        subject.role == "amount"
        and subject.sentence == change.sentence
        and not _MEASURED.search(subject.head)
    )
    alike = comparable(subject, change) and subject.depth == figures[i].depth
    return "unsaid" if at_once and told and alike and subject.printed.unit.base == "元" else ""


_MEASURED = re.compile(r"[比较与]")


_GROWS = re.compile(r"\s*[，,、（(]?\s*(?:负增长|增长|下降|上升|增幅|降幅)(?:了|为)?\s*")


def _amount_of(amount: Figure, rate: Figure) -> bool:
    """Is the figure behind a rate the amount of the same change?"""
    return (
        amount.role == "change"
        and amount.printed.unit.kind == "money"
        and amount.depth >= rate.depth
        and amount.sign == rate.sign
        and _BEHIND_RATE.fullmatch(amount.before) is not None
        and not _OTHER_BASIS.search(rate.head)
    )


#: A list, another sentence, or a rate worked out after something was taken out is no rate of the change before it.
_OTHER_BASIS = re.compile(r"其中|[。；;]|剔除|扣除|还原|同口径|可比|不变价|不含|若|如果")
#: “超收392万元，同比增长6.8%”, “比年初增加30亿元，同比增长12%”: the amount is not measured from last year.
_FROM_ELSEWHERE = re.compile(
    r"(?:超收|短收|超支|歉收|超额)[^，。；]{0,6}$|环比|[比较](?:年初|上月|上季|上期|预算|计划|月初|季初)"
)
_AGAINST_YEAR = re.compile(r"同比|[比较]上年|[比较]去年")
