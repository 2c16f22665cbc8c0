"""What a sentence says of a budget that grew during the year: initial budget + what was added = the adjusted budget.

“年初预算A，追加B，全年预算C” must add up; where the sentence goes on to the spending, no more can have been spent than
there was, unless money of earlier years was spent as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand

_INITIAL = re.compile(
    r"年初(?:部门)?(?:批复|安排|下达)?的?预算(?:安排|批复|下达|数|金额|资金|经费|支出)*(?:为|是|共|计)?$"
)
_ADDED = re.compile(
    r"(?:追加|调增|增加|调整增加|新增)(?:下达|预算|安排|指标|资金|经费|数|项目|支出)*(?:为|是|共|计)?$"
)
_CUT = re.compile(r"(?:追减|调减|核减|压减|调整减少)(?:预算|指标|资金|经费|数|支出)*(?:为|是|共|计)?$")
_ADJUSTED = re.compile(
    r"(?:全年|调整(?:后的?|后全年)?|最终)预算(?:数|总额|金额|资金|支出)*(?:为|是|共|计|达)?$"
)
_SPENT = re.compile(
    r"(?:执行|支出|使用|支付)(?:数|金额|资金|经费|项目|总额|合计|决算|[^，。；年]{0,6}支出)*(?:为|是|共|计|达)?$"
)
_EARLIER = re.compile(r"结转|结余|上年|以前年度|年末")


def additions(passage: Passage) -> Iterator[Claim]:
    """The claims of each sentence that prints one initial budget and what was added to it or cut from it."""
    for sentence in passage.sentences:
        money = [
            f
            for f in passage.figures
            if f.sentence == sentence.index
            and not f.depth
            and f.printed.unit.base == "元"
            and not f.printed.about
        ]
        start = next((k for k, f in enumerate(money) if _INITIAL.search(f.head)), None)
        if start is not None:
            yield from _after(passage, money[start:])


def _after(passage: Passage, money: list[Figure]) -> Iterator[Claim]:
    """``money[0]`` is the initial budget; additions must follow it at once, then the result."""
    end = 1
    while end < len(money) and (_ADDED.search(money[end].head) or _CUT.search(money[end].head)):
        end += 1
    if end == 1 or end == len(money) or len(money[end].before) > 40 or _EARLIER.search(money[end].before):
        return
    initial, result = money[0], money[end]
    changes = [operand(passage, f, "调整数", -1 if _CUT.search(f.head) else 1) for f in money[1:end]]
    parts = (operand(passage, initial, "年初预算", 1), *changes)
    key = f"additions:{passage.context.title}:{passage.lead}"
    if _ADJUSTED.search(result.head):
        total = operand(passage, result, "调整后预算", -1)
        words = "年初预算 + 追加（− 调减） = 调整后的预算"
        yield Claim(
            Kind.SUM, "budget-additions", Relation.LINEAR, (total, *parts), words, key, Certainty.LIKELY
        )
    elif _SPENT.search(result.head):
        spent = operand(passage, result, "执行数")
        words = "执行数不应大于年初预算与追加数之和"
        yield Claim(
            Kind.BALANCE,
            "budget-additions",
            Relation.AT_MOST,
            (spent, _sum(parts)),
            words,
            key,
            Certainty.LIKELY,
        )


def _sum(parts: tuple[Operand, ...]) -> Operand:
    """The budget after the additions as one operand; it is printed nowhere, so it is nobody's culprit."""
    first = parts[0]
    total = first.interval
    for o in parts[1:]:
        total += o.interval.scaled(o.weight)
    shown = first.shown + "".join(("＋" if o.weight > 0 else "−") + o.shown for o in parts[1:])
    return Operand(first.span, first.number, shown, total, "年初预算与追加数之和")
