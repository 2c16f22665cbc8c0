"""Planned and done in one sentence: “计划培训1,200人次，实际培训1,046人次，完成率87.17%”, “为目标的134.67%”.

Only where the words call one count planned and another done, and each stands once before the rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Claim, Kind
from juesuan.claims.performance.claims import LIKELY, ratio
from juesuan.claims.performance.figures import Quantity, operand, quantities
from juesuan.claims.performance.rows import Box
from juesuan.claims.rates.excess import is_excess_rate

_RATE = re.compile(
    r"(?:(?:为|是|占|达到?|完成)(?:年度|全年|年初)?(?:目标|计划|任务)(?:数|值|任务)?的|完成率(?:为|是|达到?)?)$"
)
_PLANNED = re.compile(r"(?:计划|目标|任务|应)(?!的)[^，,\d]{0,12}$")
_DONE = re.compile(r"(?:实际|已|累计|完成)[^，,\d]{0,12}$")
_CLAUSE = re.compile(r"[，,；;。：:、（(）)]")
_STOP = re.compile(r"[。；;]")


def plan_claims(texts: Sequence[Box]) -> Iterator[Claim]:
    """The rate of completion of every sentence that prints the plan, what was done, and the rate."""
    for box in texts:
        if "实际" not in box.text or not ("%" in box.text or "％" in box.text):
            continue
        start = 0
        for stop in (*(m.start() for m in _STOP.finditer(box.text)), len(box.text)):
            found = [q for q in quantities(box.text) if start <= q.start < stop]
            for i, q in enumerate(found):
                head = _head(box.text, q) if q.printed.unit.kind == "ratio" else ""
                if _RATE.search(head) and not is_excess_rate(head):
                    yield from _claim(box, q, found[:i])
            start = stop + 1


def _head(text: str, q: Quantity) -> str:
    return _CLAUSE.split(text[: q.start])[-1]


def _claim(box: Box, rate: Quantity, before: Sequence[Quantity]) -> Iterator[Claim]:
    counts = [q for q in before if q.printed.unit.kind == "count" and not q.printed.about]
    planned = [q for q in counts if _PLANNED.search(_head(box.text, q))]
    done = [q for q in counts if q not in planned and _DONE.search(_head(box.text, q))]
    if len(planned) != 1 or len(done) != 1 or len(counts) != 2 or rate.printed.about or rate.sign:
        return
    plan, actual = planned[0], done[0]
    if plan.printed.unit.base != actual.printed.unit.base or plan.printed.base <= 0:
        return
    top, bottom = (
        operand(box, q, words, exact=q.printed.unit.scale == 1 and not q.printed.decimals)
        for q, words in ((actual, "实际"), (plan, "计划"))
    )
    yield ratio(
        Kind.COMPLETION,
        "completion-rate",
        operand(box, rate, "完成率"),
        top,
        bottom,
        "完成率＝实际数÷计划（目标）数",
        f"plan|{_head(box.text, actual)[-12:]}",
        LIKELY,
    )
