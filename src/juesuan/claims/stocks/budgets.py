"""What a sentence says of a budget that grew during the year: initial budget + what was added = the adjusted budget.

“年初预算A，追加B，全年预算C” must add up; where the sentence goes on to the spending, no more can have been spent than
there was, unless money of earlier years was spent as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.lists.adding import mistyped
from juesuan.claims.measures import led_by
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in

_INITIAL = re.compile(
    r"年初(?:部门|单位|财政|县级|市级|本级|批复|安排|下达|核定|审定|整体|支出|收入|项目)*的?预算(?:安排|批复|下达|数|总额|金额|资金|经费|支出)*(?:为|是|共|计|共计)?$"
)
_ADDED = re.compile(
    r"(?:追加|调增|增加|调整增加|新增|增列|追加安排)(?:下达|预算|安排|指标|资金|经费|数|项目|支出)*(?:为|是|共|计|共计)?$"
)
_CUT = re.compile(r"(?:追减|调减|核减|压减|收回|调整减少)(?:预算|指标|资金|经费|数|支出)*(?:为|是|共|计)?$")
_ADJUSTED = re.compile(
    r"(?:全年|调整(?:后的?|后全年)?|变更后|追加后|最终)(?:部门|单位|支出|项目)*(?:总)?预算(?:数|总额|金额|资金|支出)*(?:为|是|共|计|达)?$"
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
            rest = money[start:]
            own = [f for f in rest[1:] if led_by(passage.figures, f) is not rest[0]]
            yield from _after(passage, [rest[0], *own])  # “年初预算T，其中A、B；追加C”: A and B are T's


_PAID_IN = re.compile(r"到位(?:资金|金额)*(?:为|是|共|共计)?$")
_PAID_IN_RATE = re.compile(r"到位率(?:为|是|达到?|仅为?)?$")
_WHOLE = re.compile(r"预算|计划|应|总投资|合同|到位|下达|筹集")


def paid_in(passage: Passage) -> Iterator[Claim]:
    """“到位A，到位率B%，未到位C”: the rate is A of A and C, or of what was due.

    A sentence may tell of the whole and of one source (“县级资金到位A，县级资金到位率B%”), so anything that came in may be
    meant, and any sum before it may be what was due; with several of them only a slip says that the rate is wrong.
    """
    money = [
        f for f in passage.figures if f.printed.unit.base == "元" and not f.depth and not f.printed.about
    ]
    for rate in passage.figures:
        if rate.printed.unit.kind != "ratio" or not _PAID_IN_RATE.search(rate.head) or rate.printed.about:
            continue
        here = [f for f in money if f.sentence == rate.sentence]
        paids = [f for f in reversed(here) if f.number.start < rate.number.start and _PAID_IN.search(f.head)]
        left = next((f for f in here if f.number.start > rate.number.start and "未到位" in f.head), None)
        if not paids:
            continue
        said, sure = operand(passage, rate, "到位率"), Certainty.LIKELY
        ways: list[tuple[Operand, ...]] = []
        if left is not None:
            sure = Certainty.CERTAIN
            paid, short = (
                operand(passage, paids[0], "到位", top=1, bottom=1),
                operand(passage, left, "未到位", bottom=1),
            )
            ways.append((said, paid, short))
        due = [
            (said, operand(passage, paid, "到位", top=1), operand(passage, f, "应到位", bottom=1))
            for paid in paids
            for f in reversed(money)
            if f.number.start < paid.number.start
            and "到位" not in f.head
            and f.printed.base >= paid.printed.base
        ]
        named = [w for w in due if w[1].number == paids[0].number and _WHOLE.search(w[2].shown)]
        yield from read_in(
            Kind.COMPLETION,
            "paid-in-rate",
            Relation.RATIO,
            [*ways, *named, *due],
            "到位率 = 到位数 ÷ 应到位数",
            f"paid-in:{passage.context.title}:{passage.lead}",
            sure=sure if ways or (named and len(paids) == 1) else None,
        )


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
        operands = (total, *parts)
        # Words leave it open whether money carried over counts; one digit that would close the sum does not.
        sure = Certainty.CERTAIN if "后" in result.head or mistyped(operands) else Certainty.LIKELY
        yield Claim(Kind.SUM, "budget-additions", Relation.LINEAR, operands, words, key, sure)
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
