"""Gaps told again without their pair: “补足欠拨74.40万元”, “距目标尚差154人次” among the problems and proposals.

A gap that stands alone is compared with the gaps of its kind that the report works out, and with what its completions
leave to do. Only a slip of the hand between the two says that one amount was meant; other values are other gaps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.evaluate import evaluate, solve
from juesuan.claims.extents import may_be_one
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.stocks import slipped
from juesuan.claims.stocks.words import counted_as


class Gap:
    """The words of a gap, of what it is taken from and of what is taken off; ``first``: the gap may be told before them."""

    def __init__(self, gap: str, whole: str, part: str, *, first: bool = False) -> None:
        self.first = first
        self.gap, self.whole, self.part = re.compile(gap), re.compile(whole), re.compile(part)


_OF_TARGET = re.compile(r"目标|任务|计划|差|未完成")
_KEPT = re.compile(r"结存|结余|剩余|尚余|余额|未支出|未使用|未支付")
#: An amount of fewer characters may be another amount by chance.
_TELLING = 5
_HAN = re.compile(r"[\u4e00-\u9fff]+")
#: Words that name nothing of their own.
_GENERAL = re.compile(
    r"目标|任务|计划|完成|实际|年度|全年|预算|支出|收入|资金|项目|经费|数量|指标|其中|达到|占|距|尚差|还差|未|问题|存在|主要|工作"
)


def told_again(
    alone: Sequence[tuple[Passage, Figure, Gap]],
    paired: Sequence[tuple[tuple[Passage, Figure], Gap, Claim]],
    done: Sequence[Claim],
    passages: Sequence[Passage],
) -> Iterator[Claim]:
    """Gaps without a pair against the gaps of their kind, and against what completions leave to do."""
    held = [(at, gap, c) for at, gap, c in paired if evaluate(c).state == "held"]
    prints = Counter((f.printed.unit.base, f.printed.base) for p in passages for f in p.figures)
    for passage, short, gap in alone:
        if prints[short.printed.unit.base, short.printed.base] > 1:
            continue  # told so elsewhere too
        ways = [
            _same_gap(passage, short, c)
            for (other, told), g, c in held
            if g is gap and may_be_one(passage, short, other, told)
        ]
        if _KEPT.search(short.head):
            ways += [w for c in done if (w := _what_was_kept(passage, short, c)) is not None]
        if _OF_TARGET.search(short.head):
            ways += [w for c in done if (w := _left_over(passage, short, c)) is not None]
        for way in ways:
            expected = solve(Relation.LINEAR, way, 0)
            same = way[1].printed is not None and way[1].printed.unit.base == short.printed.unit.base
            if expected is not None and same and slipped(short.printed, expected):
                yield Claim(
                    Kind.REPEAT if len(way) == 2 else Kind.BALANCE,
                    "shortfall",
                    Relation.LINEAR,
                    way,
                    "同一个缺口（差额）在各处应当一致" if len(way) == 2 else "缺口 = 目标数 − 完成数",
                    f"gap-again:{passage.context.title}:{passage.lead}",
                    Certainty.LIKELY,
                )
                break


def _same_gap(passage: Passage, short: Figure, claim: Claim) -> tuple[Operand, ...]:
    other = claim.operands[0]
    return (
        operand(passage, short, "此处", 1),
        replace(other, role="别处", weight=-operand(passage, short).weight),
    )


def _what_was_kept(passage: Passage, short: Figure, claim: Claim) -> tuple[Operand, ...] | None:
    """“资金支出A，结存B”: what A was spent out of stands where its rate was told, and A is that very amount."""
    verdict = evaluate(claim)
    tops = [o for o in verdict.operands if o.top]
    bottoms = [o for o in verdict.operands if o.bottom]
    if verdict.state != "held" or len(tops) != 1 or len(bottoms) != 1 or tops[0] is bottoms[0]:
        return None
    spent = next((f for f in passage.figures if f.sentence == short.sentence and _is(f, tops[0])), None)
    if spent is None or spent.number.start > short.number.start or len(spent.printed.text) < _TELLING:
        return None
    return (
        operand(passage, short, "结存", -1),
        replace(bottoms[0], role="到位数", weight=Decimal(1), top=0, bottom=0),
        operand(passage, spent, "支出数", -1),
    )


def _is(f: Figure, o: Operand) -> bool:
    same = o.printed is not None and o.printed.unit.base == f.printed.unit.base
    return same and o.printed is not None and o.printed.base == f.printed.base


def _left_over(passage: Passage, short: Figure, claim: Claim) -> tuple[Operand, ...] | None:
    """The gap against a target and what was done of it, told elsewhere of the same thing in the same unit."""
    verdict = evaluate(claim)
    tops = [o for o in verdict.operands if o.top]
    bottoms = [o for o in verdict.operands if o.bottom]
    if verdict.state != "held" or len(tops) != 1 or len(bottoms) != 1 or tops[0] is bottoms[0]:
        return None
    actual, target = tops[0], bottoms[0]
    if target.printed is None or counted_as(short) != _base(target) or not _share_noun(passage, short, claim):
        return None
    one = operand(passage, short).weight
    return (
        operand(passage, short, "差额", -1),
        replace(target, role="目标数", weight=one, top=0, bottom=0),
        replace(actual, role="完成数", weight=-one, top=0, bottom=0),
    )


def _base(o: Operand) -> str:
    base = o.printed.unit.base if o.printed is not None else ""
    return "人" if base in ("名", "位") else base


def _share_noun(passage: Passage, short: Figure, claim: Claim) -> bool:
    """Does the gap's sentence name what was completed?"""
    sentence = next((s.text for s in passage.sentences if s.index == short.sentence), "")
    actual = claim.operands[1]
    number = f"{actual.printed.text}{actual.printed.unit.printed}" if actual.printed is not None else ""
    told = f"{actual.shown.replace(number, '')} {claim.key.split(':')[1]}"
    nouns = _HAN.findall(_GENERAL.sub(" ", told))
    return any(n[k : k + 2] in sentence for n in nouns for k in range(len(n) - 1))
