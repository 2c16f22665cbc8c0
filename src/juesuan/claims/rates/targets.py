"""Achievements against targets in prose: “3.26%，低于4.2%的目标”, “占目标任务的107.67%”, “受理101件，结案101件，结案率100%”.

A target that is not printed can still be wrong: 969 people are 107.67 % of some whole number of people, or the rate
or the number is mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits, read_in, slipped
from juesuan.taxonomy.vocabulary import squeeze

_BELOW = re.compile(r"(?:(?<!不)(?:低于|小于|少于)|未超过|控制在|不高于|不超过)[^，。；]{0,8}$")
_ABOVE = re.compile(r"(?:(?<!不)(?:高于|大于|超过)|不低于|不少于|完成[\u4e00-\u9fff]{0,10}率?)$")
_GOAL = re.compile(r"目标|任务|控制线|要求|指标")
_OF_TARGET = re.compile(r"(?:占|完成)[^，。；\d]{0,10}(?:目标|任务|计划)[^，。；\d]{0,6}$")
#: An implied whole target is worth checking only if a wrong rate would probably miss every whole number.
SHARPNESS = Decimal("0.3")


def targets(passage: Passage) -> Iterator[Claim]:
    """The target claims of a paragraph."""
    figures = passage.figures
    for i, f in enumerate(figures):
        if i and f.sentence == figures[i - 1].sentence:
            yield from _compared(passage, figures[i - 1], f)
            if f.role == "completion" and _OF_TARGET.search(f.head):
                yield from _whole_target(passage, figures, i)
            if f.role in ("rate", "other") and i > 1 and f.printed.unit.kind == "ratio":
                yield from _named_rate(passage, figures, i)


_CLAUSE_STOP = re.compile(r"[，。；,;]")


def _compared(passage: Passage, actual: Figure, goal: Figure) -> Iterator[Claim]:
    """An achievement beside the goal it is compared with."""
    if (
        actual.printed.unit.base != goal.printed.unit.base
        or not _GOAL.search(_CLAUSE_STOP.split(goal.after[:12])[0])
        or len(goal.before) > 16
    ):
        return
    below, above = _BELOW.search(goal.head), _ABOVE.search(goal.head)
    grown = actual.role == "growth" and not (above and "完成" in goal.head)  # “增长8.5%，完成8.1%的目标”
    if not (below or above) or grown or actual.role in ("share", "change"):
        return
    smaller, larger = (actual, goal) if below else (goal, actual)
    yield Claim(
        Kind.COMPLETION,
        "target-comparison",
        Relation.AT_MOST,
        (
            _exactly(passage, smaller, "目标" if above else "实际"),
            _exactly(passage, larger, "实际" if above else "目标"),
        ),
        "实际数与目标数的高低应与文字一致",
        f"target:{squeeze(actual.label)[-14:]}:{passage.lead}",
        Certainty.LIKELY,
    )


def _exactly(passage: Passage, f: Figure, role: str) -> Operand:
    return replace(operand(passage, f, role), interval=Interval.point(f.printed.base))


def _whole_target(passage: Passage, figures: Sequence[Figure], i: int) -> Iterator[Claim]:
    """“969人，占目标任务的107.67%”: the target is a whole number of people."""
    rate, actual = figures[i], figures[i - 1]
    exact = (
        actual.printed.unit.kind == "count" and actual.printed.unit.scale == 1 and not actual.printed.decimals
    )
    if (
        not exact
        or actual.role != "amount"
        or actual.printed.about
        or rate.printed.about
        or rate.printed.interval.low <= 0
    ):
        return
    low = actual.printed.base / rate.printed.interval.high
    high = actual.printed.base / rate.printed.interval.low
    if high - low > SHARPNESS:
        return
    nearest = low.to_integral_value(ROUND_CEILING)
    if nearest > high:
        nearest = min(
            (low.to_integral_value(ROUND_FLOOR), nearest), key=lambda n: min(abs(n - low), abs(n - high))
        )
    whole = Operand(
        actual.clause,
        actual.number,
        f"目标应为整数（最接近{nearest:f}{actual.printed.unit.printed}）",
        Interval.point(nearest),
        "目标",
        bottom=1,
    )
    yield Claim(
        Kind.COMPLETION,
        "whole-target",
        Relation.RATIO,
        (operand(passage, rate, "完成率"), operand(passage, actual, "实际数", top=1), whole),
        "完成率 = 实际数 ÷ 目标数，而目标数是整数",
        f"whole-target:{squeeze(actual.label)[-14:]}:{passage.lead}",
        Certainty.LIKELY,
    )


_RECEIVED = re.compile(r"受理|立案|收到|接到|接收|申请|交办|排查|抽查|抽检|应[\u4e00-\u9fff]{1,4}$|共|总")
_NAME = re.compile(r"([\u4e00-\u9fff]{2,6})率|(满意度)")


def _named_rate(passage: Passage, figures: Sequence[Figure], i: int) -> Iterator[Claim]:
    """“受理101件，结案101件，结案率100%”: the rate's name says which of the counts before it is its numerator.

    Counts of one sentence may be parts, sums of parts or wholes; the claim is made with every reading the name
    allows, and only where numerator and denominator stand right before the rate.
    """
    rate = figures[i]
    name = _NAME.search(rate.head)
    if name is None or rate.printed.about or rate.depth:
        return
    if name[0] in ("回收率", "有效率") and "问卷" in passage.text:
        return  # questionnaires have a reader of their own
    counts = _counts_before(figures, i)
    stem = name[1][-2:] if name[1] else "满意"
    named = [k for k, f in enumerate(counts) if _ends_in(f, stem)]
    if not named or len(counts) < 2:
        yield from _unnamed(passage, rate, name[0], counts)
        return
    ways = [
        _rate_of(passage, rate, name[0], top, whole)
        for k in named
        for n in (1, 2, 3)
        if len(top := counts[k : k + n]) == n and all(_ends_in(f, stem) for f in top)
        for whole in counts
        if whole not in top and whole.printed.base >= sum(f.printed.base for f in top)
    ]
    if not ways and len(counts) == 2 and named == [1] and _RECEIVED.search(counts[0].head):
        ways = [_rate_of(passage, rate, name[0], counts[1:], counts[0])]  # more were closed than received
    if not ways:
        return
    meant = None
    if not any(fits(Relation.RATIO, w) for w in ways):
        several = list(_of_groups(passage, rate, (name[0], stem), counts, _earlier(figures, i, counts)))
        meant = next((w for w in several if fits(Relation.RATIO, w)), None)
        if meant is None:
            together = bool(_TOGETHER.search(rate.head)) or (stem == "满意" and len(named) > 1)
            ways = _meant_first(ways, several, together=together)
    yield Claim(
        Kind.COMPLETION,
        "named-rate",
        Relation.RATIO,
        ways[0],
        f"{name[0]} = 符合的数 ÷ 总数",
        f"rate:{name[0]}:{squeeze(counts[0].label)[-10:]}:{passage.lead}",
        Certainty.LIKELY,
        alternatives=(*ways[1:16], *((meant,) if meant else ())),
    )


def _ends_in(f: Figure, stem: str) -> bool:
    """Is a count of those the stem names (“结案100件”), not of those it excludes (“未结案6件”)?"""
    return stem in f.head[-6:] and not re.search(r"(?:不|未|没有)[\u4e00-\u9fff]{0,3}" + stem, f.head)


#: Rates of two years, of a limit, or of a population that stands elsewhere.
_NO_PART = re.compile(r"增长|下降|变动|控制|利用|死亡|发病|出生|增|负债|差异|偏离|毛利|收益")


def _unnamed(passage: Passage, rate: Figure, name: str, counts: Sequence[Figure]) -> Iterator[Claim]:
    """“总数292台，在用280台，设备使用率95.89%”: two counts and a rate that names neither; wrong only by a slip."""
    if len(counts) != 2 or _NO_PART.search(name) or counts[1].printed.base > counts[0].printed.base:
        return
    yield from read_in(
        Kind.COMPLETION,
        "named-rate",
        Relation.RATIO,
        [_rate_of(passage, rate, name, counts[1:], counts[0])],
        f"{name} = 符合的数 ÷ 总数",
        f"rate:{name}:{squeeze(counts[0].label)[-10:]}:{passage.lead}",
    )


def _meant_first(
    ways: list[tuple[Operand, ...]], several: Sequence[tuple[Operand, ...]], *, together: bool
) -> list[tuple[Operand, ...]]:
    """Put the reading in front that the rate was worked out with: its own groups, one figure of which is mistyped."""
    groups = [w for w in several if sum(o.top for o in w[1:]) > 1]
    if not together and any(slipped(Relation.RATIO, w, anywhere=True) for w in ways):
        return ways
    likely = [w for w in groups if slipped(Relation.RATIO, w, anywhere=True)]
    if together:
        valid = [w for w in groups if "有效" in w[-1].shown]
        sound = [w for w in valid or groups if _part_of_whole(w)]
        likely = [w for w in valid if w in likely] or (sound if valid else likely or sound)
    return [*likely[:1], *ways]


#: “满意度（满意和较满意）”: the rate says itself that it is of several groups.
_TOGETHER = re.compile(r"[（(][^（）()]*[和与及、＋+]|之和")


def _part_of_whole(way: Sequence[Operand]) -> bool:
    top = sum((o.interval.middle for o in way[1:] if o.top), Decimal(0))
    return top <= sum((o.interval.middle for o in way[1:] if o.bottom), Decimal(0))


def _of_groups(
    passage: Passage,
    rate: Figure,
    name: tuple[str, str],
    counts: Sequence[Figure],
    earlier: Sequence[Figure],
) -> Iterator[tuple[Operand, ...]]:
    """“毕业1285人，升学846人、就业402人，就业升学率”: the rate of several groups together, of a total or of all of them.

    Neighbours the rate is named after, and all whose names the rate's name holds; the total may be the groups' own sum, or stand earlier.
    """
    title, stem = name
    within = [f for f in counts if any(w in title for w in re.findall(r"[\u4e00-\u9fff]{2}", f.head[-4:]))]
    named = [k for k, f in enumerate(counts) if _ends_in(f, stem)]
    runs = [
        counts[k : end + 1] for k in named for end in named if k <= end and set(range(k, end)) <= set(named)
    ]
    runs = [*([within] if within else []), *runs]
    for top in runs:
        for whole in (*counts, *earlier):
            if whole not in top:
                yield _rate_of(passage, rate, title, top, whole)
        for k in range(len(counts)):
            # all groups from the k-th on: “非常满意A份、满意B份、基本满意C份、不满意D份”
            group = counts[k:]
            if len(group) > len(top) and all(f in group for f in top):
                yield (
                    operand(passage, rate, title),
                    *(operand(passage, f, "各组", top=int(f in top), bottom=1) for f in group),
                )


def _earlier(figures: Sequence[Figure], i: int, counts: Sequence[Figure]) -> list[Figure]:
    """Counts of the same unit in the paragraph before those of the rate's own row."""
    first = next(k for k, f in enumerate(figures) if f is counts[0])
    same = [f for f in figures[:first] if f.printed.unit.base == counts[0].printed.unit.base]
    return [f for f in same if not f.printed.about][-4:]


def _counts_before(figures: Sequence[Figure], i: int) -> list[Figure]:
    """The counts of one unit in a row before a rate, in its sentence, nothing about or in brackets."""
    found: list[Figure] = []
    for f in reversed(figures[max(0, i - 7) : i]):
        if len(found) < 2 and f.printed.unit.kind == "ratio" and not _alike(f, figures[i]):
            continue  # “受理412件，受理率100%，办结396件，办结率…”
        usable = (
            f.printed.unit.kind == "count"
            and f.sentence == figures[i].sentence
            and not f.depth
            and not f.printed.about
        )
        if not usable or (found and f.printed.unit.base != found[0].printed.unit.base):
            break
        found.append(f)
    return found[::-1]


def _alike(one: Figure, other: Figure) -> bool:
    """Do two rates bear one name, so that the counts before the first are no longer told of the second?"""
    a, b = _NAME.search(one.head), _NAME.search(other.head)
    return a is None or b is None or a[0][-3:] == b[0][-3:]


def _rate_of(
    passage: Passage, rate: Figure, name: str, top: Sequence[Figure], whole: Figure
) -> tuple[Operand, ...]:
    return (
        operand(passage, rate, name),
        *(operand(passage, f, "分子", top=1) for f in top),
        operand(passage, whole, "分母", bottom=1),
    )
