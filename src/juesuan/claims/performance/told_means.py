"""The mean of scores that numbered paragraphs tell one by one: “1.甲项目…自评得分95分。2.乙项目…自评得分90分。2个项目平均得分92.5分。”

A mean of so many projects is held against the paragraphs before it only if they are numbered from one to that number and
each tells a single score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.claims.model import Claim, Kind, Relation
from juesuan.claims.performance.claims import LIKELY, ONE, weighted
from juesuan.claims.performance.figures import Quantity, operand, quantities
from juesuan.claims.performance.rows import Box

_MEAN = re.compile(
    r"(?P<many>\d+)个(?:预算|支出)?项目[^。；;，,\d]{0,8}平均(?:自评)?(?:得分|分值?|分数)(?:为|是|达到?)?[:：]?(?P<n>\d+(?:\.\d+)?)分"
)
_SCORE = re.compile(
    r"(?<!平均)(?:自评|评价|综合|绩效)+(?:总)?(?:得分|评分)(?:为|是)?[:：]?(?P<n>\d+(?:\.\d+)?)分"
)
_ITEM = re.compile(r"[（(]?(?P<number>\d{1,2})[）)、.．]")
_FEWEST = 2


def told_means(lines: Sequence[Box]) -> Iterator[Claim]:
    """The claims of means over the numbered paragraphs before them."""
    for at, line in enumerate(lines):
        for m in _MEAN.finditer(line.text) if "平均" in line.text else ():
            mean = next((q for q in quantities(line.text) if q.start == m.start("n")), None)
            many = int(m["many"])
            scores = _scores(lines[:at], many) if mean is not None and many >= _FEWEST else []
            if mean is None or len(scores) != many:
                continue
            whole = weighted(operand(line, mean, "平均得分"), Decimal(many))
            parts = [weighted(operand(box, q, "", exact=True), -ONE) for box, q in scores]
            yield Claim(
                Kind.SCORE,
                "average-of-list",
                Relation.LINEAR,
                (whole, *parts),
                f"平均得分×{many}＝各项目得分之和",
                "各项目平均得分",
                LIKELY,
            )


def _scores(before: Sequence[Box], many: int) -> list[tuple[Box, Quantity]]:
    """The single score of each of the paragraphs numbered from ``many`` down to one, the nearest before first."""
    found = list[tuple[Box, Quantity]]()
    for box in reversed(before):
        item = _ITEM.match(box.text)
        if item is None or int(item["number"]) != many - len(found):
            continue
        told = [*_SCORE.finditer(box.text)]
        score = (
            next((q for q in quantities(box.text) if q.start == told[0].start("n")), None) if told else None
        )
        if len(told) != 1 or score is None:
            return []
        found.append((box, score))
        if len(found) == many:
            break
    return found
