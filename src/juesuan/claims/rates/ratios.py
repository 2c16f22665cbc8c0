"""Averages and per-head figures: “5个项目平均得分97.6分”, “人均接待费89.97元，车均维护费2.72万元”.

The numerator is a fact of the form, the denominator a count printed beside it; both may stand in other sentences of
the paragraph, so every count that can be meant is an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.evaluate import evaluate
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.rates.averages import mean_claims, price_claims
from juesuan.taxonomy.vocabulary import squeeze

_AVERAGE = re.compile(
    r"平均(?:得|评|自评|绩效)?分(?:数|值)?(?:为|是|达|：|:)*$|平均(?:为|是)?$|均分(?:为|是)?$"
)
#: A mean for each of something (“每期平均1.80万元”, “单个项目平均…”) is a quotient, not the mean of the figures before it.
_ONE = re.compile(r"每|单[个项户笔]")
#: A per-head figure: the words that name it, the words that may stand earlier in the sentence instead, the concept it
#: divides, the unit of the counts it may be divided by.
_PER_HEAD = (
    (re.compile(r"人均|每人次?"), re.compile(r"接待"), "three.reception", re.compile(r"人")),
    (re.compile(r"批均|每批次?"), re.compile(r"接待"), "three.reception", re.compile(r"批")),
    (
        re.compile(r"车均(?!购置)|平均每辆|每辆车?(?:年均|平均)|单车|辆均"),
        re.compile(r"运行|维护"),
        "three.car-running",
        re.compile(r"辆"),
    ),
    (re.compile(r"车均购置|平均每辆"), re.compile(r"购置"), "three.car-purchase", re.compile(r"辆")),
)


def ratios(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The average and per-head claims of a paragraph."""
    for i, f in enumerate(passage.figures):
        # “增幅高于全省平均2.1个百分点” says how far off a mean is
        mean = f.role != "points" and _AVERAGE.search(f.head) and not _ONE.search(f.head)
        if mean and not f.printed.about:
            yield from _average(passage, i)
        yield from _means(passage, lookup, i)
        if "每" in f.head:
            yield from price_claims(passage, i)


def _means(passage: Passage, lookup: Lookup, i: int) -> Iterator[Claim]:
    """A mean of public expenses is of the sum the form states; any mean may be of what its own paragraph tells."""
    unit = passage.figures[i].printed.unit
    if unit.kind in ("ratio", "score"):
        return
    special = (
        []
        if unit.kind != "money" or passage.figures[i].printed.about
        else list(_per_head(passage, lookup, i))
    )
    if special and evaluate(special[0]).state == "held":
        yield from special
        return
    told = list(mean_claims(passage, i, lookup))
    held = told and evaluate(told[0]).state == "held"
    yield from told if held or not special else special


def _average(passage: Passage, i: int) -> Iterator[Claim]:
    """The mean of the figures of the same unit that stand before it, if their number is the one the words give."""
    mean = passage.figures[i]
    parts = [
        f
        for f in passage.figures[:i]
        if f.printed.unit.base == mean.printed.unit.base
        and mean.sentence - f.sentence <= 1
        and not f.printed.about
        and not f.depth
    ]
    stated = re.search(
        r"(\d+)\s*(?:个|项|家|份)[\u4e00-\u9fff]{0,6}平均", passage.text[: mean.number.start][-24:]
    )
    if len(parts) < 2 or (stated and int(stated[1]) != len(parts)):
        return
    yield Claim(
        Kind.SCORE if mean.printed.unit.kind == "score" else Kind.SUM,
        "average-of-list",
        Relation.LINEAR,
        (operand(passage, mean, "平均", len(parts)), *(operand(passage, p, "分项", -1) for p in parts)),
        f"平均数 × {len(parts)} = 各数之和",
        f"average:{squeeze(mean.label)[-10:]}:{passage.context.title}",
        Certainty.CERTAIN if stated else Certainty.LIKELY,
    )


def _per_head(passage: Passage, lookup: Lookup, i: int) -> Iterator[Claim]:
    each = passage.figures[i]
    if re.search(r"培训|会议|支出|经费(?!用)", each.head):
        return
    earlier = "".join(f.head for f in passage.figures[max(0, i - 4) : i])
    named = [
        (last, concept, unit)
        for words, about, concept, unit in _PER_HEAD
        if words.search(each.head) and (last := _last(about, earlier, each.head)) >= 0
    ]
    if not named:
        return
    _, concept, unit = max(named, key=lambda n: n[0])  # what was spoken of last
    if _of_another(
        passage, each, unit, next(about for _, about, c, u in _PER_HEAD if c == concept and u is unit)
    ):
        return
    totals = lookup.operands(concept)
    counts = [
        f
        for f in passage.figures
        if f.printed.unit.kind == "count" and unit.search(f.printed.unit.printed) and f.printed.value
    ]
    ways = [_way(passage, each, total, count) for total in totals for count in _nearest(counts, each)]
    if ways:
        yield Claim(
            Kind.SHARE,
            "per-head",
            Relation.RATIO,
            ways[0],
            "平均数 = 支出 ÷ 人数（批次、车辆数）",
            f"per-head:{concept}:{unit.pattern}",
            Certainty.LIKELY,
            alternatives=tuple(ways[1:8]),
        )


def _of_another(passage: Passage, each: Figure, unit: re.Pattern[str], about: re.Pattern[str]) -> bool:
    """“接待12批次、186人次；慰问困难职工28人，每人100元”: has the item a number of its own and not the word?"""
    begin = 1 + max(passage.text.rfind(c, 0, each.number.start) for c in "；;。")
    return not about.search(passage.text, begin, each.number.start) and any(
        f.printed.unit.kind == "count" and unit.search(f.printed.unit.printed)
        for f in passage.figures
        if begin <= f.number.start < each.number.start
    )


def _last(about: re.Pattern[str], earlier: str, own: str) -> int:
    """Where the words were said last before a figure, its own clause counting most; -1 if nowhere."""
    ends = [m.end() for m in about.finditer(earlier + own)]
    return ends[-1] if ends else -1


def _nearest(counts: Sequence[Figure], each: Figure) -> list[Figure]:
    return sorted(counts, key=lambda f: abs(f.number.start - each.number.start))[:5]


def _way(passage: Passage, each: Figure, total: Operand, count: Figure) -> tuple[Operand, ...]:
    return (
        operand(passage, each, "平均"),
        replace(total, role="支出", weight=Decimal(1), top=1, bottom=0),
        operand(passage, count, "数量", bottom=1),
    )
