"""What a completion may be measured against besides the budget its words name: the money or the task there was.

“上年结转126万元，本年预算1074万元，合计1200万元，支出1140万元，执行率95%”: an execution rate that names no budget is a rate of
whatever could be spent. Such a reading is taken only where it comes out, so it silences and never accuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.facts import Lookup
from juesuan.claims.model import Figure, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits, slipped
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import squeeze

#: All there was to spend or to do, by its name.
_POT = re.compile(
    r"合计|总计|共计|总额|总量|总数|(?:[\u4e00-\u9fff]项|总|一)?共$|可(?:用|支配|使用|执行|安排)|后(?:为|是)?$|规模|计划|任务|目标|应|盘子"
)
#: Rates of money that came in are told both ways; the rules of evaluations divide by it.
_ARRIVED = re.compile(r"(?:到位|下达|拨入|收到|筹集|落实)")
_CARRIED = re.compile(r"结转|结余|追加|调增|增拨")
_OWN = re.compile(r"预算|收入|拨款|指标|下达|安排")
_OF_PROJECT = re.compile(
    r"\W*(?:截[至止][^，]*，)?(?:本|该)?项目(?:资金)?(?:全年|累计|共|已|实际)*(?:支出|执行|支付|使用|完成支出)"
)
#: What was done says so; a member of a list bears only its name.
DONE = re.compile(
    r"完成|实际|支出|执行|支付|使用|实施|办结|拨付|发放|到位|已|开展|达|建成|新建|招|收|报|结算|整改|兑现|决算"
)


def meant(
    passage: Passage,
    rate: Figure,
    earlier: Sequence[Figure],
    tops: Sequence[Figure],
    ways: list[tuple[Operand, ...]],
) -> list[tuple[Operand, ...]]:
    """The readings of a rate for which none of ``ways`` holds: another one that does, else one that a slip spoiled first."""
    others = [*_other_ways(passage, rate, earlier, tops)]
    held = next((w for w in others if fits(Relation.RATIO, w)), None)
    if held is not None:
        return [held]
    nearest = sorted((*ways, *others), key=lambda w: -w[1].number.start)
    spoiled = next((w for w in nearest if slipped(Relation.RATIO, w)), None)
    return ways if spoiled is None else [spoiled, *(w for w in ways if w is not spoiled)]


def _other_ways(
    passage: Passage, rate: Figure, earlier: Sequence[Figure], tops: Sequence[Figure]
) -> Iterator[tuple[Operand, ...]]:
    """The readings of ``rate`` over money or a task told before the outturn."""
    if budget_kind(rate.before) != "budget":
        return  # 完成年初预算的95%: the words leave no other base
    said = operand(passage, rate, "完成率")
    for top in tops:
        before = [f for f in earlier if _beside(f, top, rate)]
        for bases in _pots(before, top):
            yield (
                said,
                operand(passage, top, "决算数", top=1),
                *(operand(passage, b, "全年可用数", bottom=1) for b in bases),
            )


def _beside(f: Figure, top: Figure, rate: Figure) -> bool:
    return (
        f.role in ("amount", "budget", "base")
        and f.number.end <= top.number.start
        and f.printed.unit.base == top.printed.unit.base
        and not f.printed.about
        and (f.depth <= rate.depth or (f.year is not None and f.year == top.year))
        and rate.sentence - f.sentence <= 1
    )


def _pots(before: Sequence[Figure], top: Figure) -> Iterator[tuple[Figure, ...]]:
    """The figures, alone or as carried over and this year's, that may be all there was."""
    for f in reversed(before):
        words = squeeze(f.head)
        if f is before[-1] or _POT.search(words) or _ARRIVED.search(words):
            yield (f,)
    for carried in before:
        if carried.role == "amount" and _CARRIED.search(squeeze(carried.before)):
            for own in before:
                if own is not carried and (own.role == "budget" or _OWN.search(squeeze(own.head))):
                    yield (own, carried)


def project_budget(passage: Passage, lookup: Lookup, rate: Figure, actual: Figure) -> list[Operand]:
    """“项目实际支出2812.60万元，预算执行率96.32%”: the budget of the one project a report is of, told in another paragraph.

    It is taken where the rate comes out or where a slip shows: of the hand, or of the eye to another rate beside it.
    """
    if not _OF_PROJECT.match(squeeze(actual.before)):
        return []
    budgets = lookup.planned()
    if len(budgets) != 1:
        return []  # several projects, or a budget that was changed
    way = (
        operand(passage, rate, "完成率"),
        operand(passage, actual, "决算数", top=1),
        replace(budgets[0], role="预算数", weight=Decimal(0), top=0, bottom=1),
    )
    copied = any(
        f is not rate and f.sentence == rate.sentence and f.role == "share"
        and _ARRIVED.search(f.before) and f.printed.text == rate.printed.text
        for f in passage.figures
    )  # fmt: skip
    told = fits(Relation.RATIO, way) or copied or slipped(Relation.RATIO, way)
    return [way[2]] if told else []


def names_a_member(figures: Sequence[Figure], base: Figure, actual: Figure) -> bool:
    """“完成培训任务1248人，其中企业职工448人，完成率104%”: is the outturn only a member of the list that the base leads?"""
    start, end = (next(k for k, f in enumerate(figures) if f is x) for x in (base, actual))
    if not start < end or not re.search(r"其中|包括|（含", figures[start + 1].before):
        return False
    return not any(DONE.search(squeeze(f.before)) for f in figures[start + 1 : end + 1])
