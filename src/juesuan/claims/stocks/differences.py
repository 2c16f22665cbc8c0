"""Differences told beside the two figures they come from: due − had = short, received − done = left, posts − staff = vacant.

The gap's own word says which pair to look for; a level of government in its clause (县级资金…缺口) says whose. Where another
pair near it makes it come out, that pair is meant, unless the report tells the value of the nearest pair somewhere else
under such a word: then the two tellings contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from juesuan.amounts import Interval
from juesuan.claims.evaluate import solve
from juesuan.claims.lists.sums import begins_list, list_end
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.gaps import Gap, told_again
from juesuan.claims.stocks.stocks import slipped
from juesuan.claims.stocks.words import counted_as
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

_NOUN = r"[\u4e00-\u9fff（）]{0,10}"
_TAIL = r"(?:资金|金额|数额?|任务|问题|的|为|是|有|共|计|达|仅|约|：|:)*$"


_GAPS = (
    Gap(
        rf"(?:(?:剩余|尚余|余下|结余|节余|结存|未使用|未支付|未支出|未执行|未拨付|未发放){_NOUN}|未(?:办|审|执)?结|未(?:整改|化解|完成|销号|处理)){_TAIL}",
        r"受理|接收|接到|收到|登记|应|到位|下达|拨入|安排|预算|计划|任务|合同|筹集|收入|排查|发现|交办|[概估]算|总投资|[总共需须]|摸底|纳入|存量",
        r"(?<!未)(?:办结|结案|审结|执结|审执结|支出|支付|使用|整改|化解|发放|拨付|完成|处理|处置|执行|销号|验收)",
    ),
    Gap(
        rf"(?:缺口|未到位|尚未到位|尚缺|短缺|差额|[尚还]差|相差|少到位|欠拨|少完成|未完成){_NOUN}{_TAIL}",
        r"预算|计划|应|总投资|合同|到位|下达|筹集|目标|任务|需",
        r"到位|支出|支付|使用|拨付|执行|下达|完成|实际|落实|已",
    ),
    Gap(rf"(?:空编|缺编|空缺){_TAIL}", r"编制|核定", r"在职|在编|在岗|实有"),
    Gap(rf"(?:缺席|缺勤|缺考){_TAIL}", r"应", r"实|到|出席|出勤|参加"),
    Gap(rf"(?:超编|超员){_TAIL}", r"在职|在编|在岗|实有", r"编制|核定"),
    Gap(
        rf"(?:剔除|核减|审减|剔减){_NOUN}$",
        r"上报|申报|送审|报审|报送|申请|初审|原[报始]|报名|摸底|[收回]回",
        r"核定|审定|核实|确认|认定|核准|有效",
        first=True,
    ),
    Gap(rf"(?:超支){_TAIL}", r"实际|支出|决算|执行|列支|开支", r"预算"),
    Gap(rf"(?:节约|节省|节支|结余){_TAIL}", r"预算|控制价|限价|概算", r"实际|支出|成交|中标|合同|决算|执行|结算|列支|开支"),
)  # fmt: skip
_CHEAP = re.compile(
    "剩余|尚余|余下|结余|节余|结存|未|缺口|缺|差额|[尚还相]差|少到位|欠拨|少完成|空编|超[编员支]|缺[席勤考]|剔|核减|审减|节约|节省|节支"
)
#: A gap against another year is a change, and one that is brought forward or handed on is a stock.
_OTHER_GAP = re.compile(
    r"[比较同与](?!级)[^，。；]{0,8}(?:上年|去年|同期|20\d\d年)|年初|年[末底](?!未)|期末|上年|分配|合计|共计|总计|共[结剩余]|结转和|结转结余|累计|滚存|收回|盘活"
)
_MOVED = re.compile(r"(?:增加|减少|增长|下降|上升|扩大|缩小)[了为到至]?$")
_OTHER_ROLE = frozenset({"from", "to", "each", "growth", "prior"})
_LEVEL = re.compile(
    r"(?P<centre>中央)|(?P<province>自治区|省)|(?P<city>市)|(?P<county>[县区])|(?P<town>[乡镇])(?!村)"
)
_FUNDED = re.compile(r"(中央|自治区|省|市|县|区|乡|镇)(?:本级|级)?(?:财政|配套|资金|预算|补助)")
#: “结转资金287.54万元”: what was left, where no pair stands beside it; beside one it may be what was carried forward.
_CARRIED = re.compile(r"结转(?:的)?(?:资金|经费)$")
_CARRIED_IN = re.compile(r"结转|遗留|转入|旧存|存量|原有|上年|年初|追加|新增")
_PARTED = re.compile(r"[；;。]")
_BESIDE = re.compile(r"\s*[、和及]")
#: What a gap is taken from (one figure, or kinds side by side) and what is taken off.
_Pair = tuple[tuple[Figure, ...], tuple[Figure, ...]]
#: Figures of one unit around a gap among which its pair is looked for.
_NEAR = 8


def differences(
    passages: Sequence[Passage], closings: Container[Span] = frozenset(), done: Sequence[Claim] = ()
) -> Iterator[Claim]:
    """The claims that gaps are the differences of the figures beside them, or told before.

    ``closings`` are figures that a stock's own equation gives; ``done`` are completions, whose target less what was
    done is told again among the problems (“距目标尚差154人次”).
    """
    found = [
        (p, k, g)
        for p in passages
        if p.figures and _CHEAP.search(p.text)
        for k, f in enumerate(p.figures)
        if (g := _gap(f)) is not None and f.number not in closings and not _part_of_gap(p, k)
    ]
    told = [p.figures[k] for p, k, _ in found]
    paired: list[tuple[tuple[Passage, Figure], Gap, Claim]] = []
    alone: list[tuple[Passage, Figure, Gap]] = []
    for p, k, gap in found:
        claim = _claim(p, k, gap, told)
        if claim is not None:
            paired.append(((p, p.figures[k]), gap, claim))
            yield claim
        elif not _pairs(p, p.figures[k], _near(p, k), gap):
            alone.append((p, p.figures[k], gap))
    alone += [(p, f, _GAPS[0]) for p in passages if "结转" in p.text for f in p.figures if _carried(f)]
    if alone:
        yield from told_again(alone, paired, done, passages)


def _gap(f: Figure) -> Gap | None:
    usable = f.printed.unit.kind in ("money", "count") and not f.printed.about and f.role not in _OTHER_ROLE
    if not usable or not _CHEAP.search(f.head) or _OTHER_GAP.search(f.head):
        return None
    head = squeeze(f.head)
    if _MOVED.search(head):
        return None  # “年终结余增加49万元”: by how much it changed, not what is left
    return next((g for g in _GAPS if g.gap.search(head)), None)


def _part_of_gap(passage: Passage, k: int) -> bool:
    """“结余32万元，其中项目结余30万元、工资结余2万元”: gaps of a list split up the gap before it."""
    figures = passage.figures
    while k and not begins_list(figures[k]) and re.match(r"\s*[、，和及]", figures[k].before):
        if figures[k].sentence != figures[k - 1].sentence or _gap(figures[k - 1]) is None:
            return False
        k -= 1
    return k > 0 and begins_list(figures[k]) and _gap(figures[k - 1]) is not None


def _carried(f: Figure) -> bool:
    usable = f.printed.unit.kind == "money" and not f.printed.about and f.role == "amount"
    return usable and bool(_CARRIED.search(f.head)) and not _OTHER_GAP.search(f.head)


def _claim(passage: Passage, k: int, gap: Gap, told: Sequence[Figure]) -> Claim | None:
    short = passage.figures[k]
    near = _near(passage, k)
    pairs = _pairs(passage, short, near, gap)
    if not pairs:
        return None
    ways = [_operands(passage, short, a, b) for a, b in pairs]
    expected = solve(Relation.LINEAR, ways[0], 0)
    if expected is None:
        return None
    here = short.printed.interval
    holds = any(here.meets(e) for w in ways if (e := solve(Relation.LINEAR, w, 0)) is not None)
    if not here.meets(expected) and _elsewhere(short, expected, told) and not _elsewhere(short, here, told):
        holds = False
    elif not holds:
        sure = len(pairs) == 1 and all("年初" not in _clause(passage, f) for f in pairs[0][0])
        if not (sure or slipped(short.printed, expected)) or _otherwise(here, short, near):
            return None
    return Claim(
        Kind.BALANCE,
        "shortfall",
        Relation.LINEAR,
        ways[0],
        "缺口（结余、剩余） = 应有数 − 已有数",
        f"shortfall:{passage.context.title}:{squeeze(short.label)[-8:]}:{passage.lead}",
        Certainty.LIKELY,
        alternatives=tuple(ways[1:6]) if holds else (),
    )


#: Flows of a place's account stand beside its balance; it is worked out of all of them.
_FLOW = re.compile(r"还本|调节基金|上解|调出|转贷")


def _near(passage: Passage, k: int) -> list[Figure]:
    """The figures in the gap's unit of its sentence and the one before, the gap itself aside."""
    short = passage.figures[k]
    unit = counted_as(short)
    figures = passage.figures
    after = [
        f
        for f in figures[k + 1 : k + 3]
        if not _PARTED.search(passage.text, short.number.end, f.number.start)  # another item's pair
    ]
    around = [*figures[max(0, k - 2 * _NEAR) : k], *after]
    return [
        f
        for f in around
        if counted_as(f) == unit
        and 0 <= short.sentence - f.sentence <= 1
        and f.depth <= short.depth
        and not f.printed.about
        and f.role not in _OTHER_ROLE
        and not _FLOW.search(f.head)
    ][-_NEAR:]


def _pairs(passage: Passage, short: Figure, near: Sequence[Figure], gap: Gap) -> list[_Pair]:
    """What the gap may be the difference of, the nearest pair first."""
    level = _level(_stretch(passage, short, near))
    same = [f for f in near if _level(f.head) == level] if level else []
    if len(same) == 2:
        a, b = sorted(same, key=lambda f: -f.printed.base)
        return [((a,), (b,))]
    listed = _listed(passage, short)
    near = [f for f in near if f.number not in listed and (gap.first or f.number.start < short.number.start)]
    wholes = [f for f in near if gap.whole.search(_clause(passage, f))]
    stretch = max((m.end() for m in _PARTED.finditer(passage.text, 0, short.number.start)), default=0)
    own = [f for f in wholes if f.number.start >= stretch]
    if own:  # “…；上年预算210万元，结余7万元”: what stands before the semicolon is another pair's
        wholes, near = own, [f for f in near if f.number.start >= stretch]
    parts = [f for f in near if gap.part.search(_clause(passage, f))]
    pairs: list[_Pair] = [
        ((a,), (b,)) for a in wholes for b in parts if a is not b and a.printed.base >= b.printed.base
    ]
    pairs.sort(key=lambda ab: _apart(short, ab[0][0]) + _apart(short, ab[1][0]))
    return [*_by_years(wholes, parts), *pairs] or _several(near, wholes, parts)


_WHEN = re.compile(
    r"(?:19|20)\d\d年|上年|去年|往年|前期|此前|历年|本年|当年|今年|年内|[上下]半年|[一二三四]季度"
)
_IN_ALL = re.compile(r"累计|共|合计|总")


def _by_years(wholes: Sequence[Figure], parts: Sequence[Figure]) -> list[_Pair]:
    """“需改造112个，2021—2022年已完成34个，2023年完成24个，尚余54个”: what was done is told time by time."""
    timed = [f for f in parts if _WHEN.search(f.before) and not _IN_ALL.search(f.head)]
    whole = next((f for f in wholes if timed and f.number.start < timed[0].number.start), None)
    if whole is None or len(timed) < 2 or len(timed) != len(parts):
        return []
    done = sum(f.printed.base for f in timed)
    alike = len({f.sentence for f in (whole, *timed)}) == 1 and whole.printed.base >= done
    return [((whole,), tuple(timed))] if alike else []


def _several(near: Sequence[Figure], wholes: Sequence[Figure], parts: Sequence[Figure]) -> list[_Pair]:
    """“收到建议86件、提案112件，办结195件，未办结3件”: what came is told by kinds, side by side."""
    if len(parts) != 1 or not wholes:
        return []
    start = next(k for k, f in enumerate(near) if f is wholes[0])
    end = start + 1
    while end < len(near) and near[end] is not parts[0] and _BESIDE.match(near[end].before):
        end += 1
    beside = tuple(near[start:end])
    after = end < len(near) and near[end] is parts[0]
    return (
        [(beside, (parts[0],))]
        if len(beside) > 1 and after and all(f.sentence == parts[0].sentence for f in beside)
        else []
    )


def _listed(passage: Passage, short: Figure) -> set[Span]:
    """The members of lists (“其中…”) that end before the gap: they are not what it is taken from."""
    figures = passage.figures
    inside: set[Span] = set()
    for s in range(1, len(figures)):
        if figures[s].number.start > short.number.start:
            break
        if 0 <= short.sentence - figures[s].sentence <= 1 and begins_list(figures[s]):
            members = figures[s : list_end(figures, s, to_semicolon=True)]
            if all(f is not short for f in members):
                inside.update(f.number for f in members)
    return inside


_BREAK = re.compile(r"[，,。；;：:、（(\n]")


def _clause(passage: Passage, f: Figure) -> str:
    """The words before a figure in its clause; a number in a name (12345热线) does not cut them off."""
    return _BREAK.split(passage.text[max(0, f.number.start - 40) : f.number.start])[-1]


def _apart(short: Figure, f: Figure) -> int:
    return abs(short.number.start - f.number.start) + (1000 if f.sentence != short.sentence else 0)


def _stretch(passage: Passage, short: Figure, near: Sequence[Figure]) -> str:
    """The words between the last figure of the unit and the gap: they may name whose gap it is."""
    start = max((f.number.end for f in near if f.number.end <= short.number.start), default=None)
    return short.head if start is None else passage.text[start : short.number.start]


def _level(words: str) -> str:
    m = _FUNDED.search(words)
    named = _LEVEL.match(m[1]) if m else None
    return named.lastgroup or "" if named else ""


def _operands(
    passage: Passage, short: Figure, wholes: Sequence[Figure], parts: Sequence[Figure]
) -> tuple[Operand, ...]:
    return (
        operand(passage, short, "差额", -1),
        *(operand(passage, f, "应有数", 1) for f in wholes),
        *(operand(passage, f, "已有数", -1) for f in parts),
    )


def _elsewhere(short: Figure, expected: Interval, told: Sequence[Figure]) -> bool:
    """Is what the pair gives printed elsewhere under a word for such a gap?"""
    return bool(expected.middle) and any(
        f is not short and counted_as(f) == counted_as(short) and f.printed.interval.meets(expected)
        for f in told
    )


def _otherwise(here: Interval, short: Figure, near: Sequence[Figure]) -> bool:
    """Do other figures beside the gap make it: as their difference, less a third one, or with a second remainder?"""
    values = [f.printed.base for f in near]
    step = here.half * 3
    gaps = [abs(a - b) for a, b in combinations(values, 2)]
    gaps += [max(c) - (sum(c) - max(c)) for c in combinations(values, 3)]
    carried = [f for f in near if _CARRIED_IN.search(f.head)]  # “受理320件，上年结转18件，办结305件”
    gaps += [abs(a + c.printed.base - b) for c in carried for a in values for b in values if a != b]
    rests = [f.printed.base for f in near if f.number.start > short.number.start]
    wanted = [here.middle, *(here.middle + r for r in rests)]
    return any(abs(g - w) <= step for g in gaps for w in wanted)
