"""The account of a place: what was raised and what came to it make one total, what was spent and what left it the other.

“一般公共预算收入A，加上上级补助收入B、调入资金C、上年结余D，收入总计T。支出E，加上上解支出F、安排预算稳定调节基金G，支出总计U。收支相抵，
年终结余H”: the words of each flow say on which side it stands, so that the list is complete by itself; T less U is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.extents import may_be_one
from juesuan.claims.lists.adding import mistyped
from juesuan.claims.lists.sums import begins_list
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.claims.stocks.words import ACCOUNT_FLOW, CAME, WENT
from juesuan.taxonomy.vocabulary import squeeze

_IS = r"(?:预计|执行数?|决算数?|完成|实现|达到?|约|为|是|共|计|：|:|\s)*$"
_TOTAL = re.compile(
    rf"(?P<side>收入|支出)(?:决算)?(?:总计|合计|总量|总额){_IS}|总(?P<named>收入|支出){_IS}|(?P<all>资金来源|可用财力|总财力)(?:总计|合计)?{_IS}"
)
#: A total by its name alone (“一般公共预算总收入”), although its name speaks of a budget.
_BY_NAME = re.compile(r"预算总(?:收入|支出)(?:为|是|共|：|:|\s)*$")
#: What makes a total, told behind it.
_SPLIT = re.compile(r"转移性(?:收入|支出)(?:预计|完成|合计|总计|为|共|：|:|\s)*$")
_COMES, _LEAVES = re.compile(CAME), re.compile(WENT)
#: “比上年决算数A增长…”: what something is compared with does not come to the account.
_COMPARED = re.compile(r"[比较](?:上年|去年)")
_ADDED = re.compile(r"(?:^|[，,；;。])\s*加")
_LEFT = re.compile(
    r"减去?[^，。；\d]{0,6}支出[总合]计[^，。；]{1,24}[，,][^，。；\d]{0,8}结[余转][^，。；\d]{0,4}$|"
    r"(?:收支(?:总量)?相抵|收支[总合]计?相抵|相抵)后?[^。；]{0,8}?(?:年[终末])?(?:滚存|累计)?(?:结[余转]|净结余)[^，。；\d]{0,8}$"
)
_SUMMED = re.compile(r"(?:决算)?(?:总计|合计|总量|总额).*$")
#: A total and what makes it stand in one paragraph; what is left may be told some paragraphs later.
_NEAR = 4


def pools(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The totals of both sides of an account, and what is left of them."""
    sides: dict[str, tuple[int, Passage, Figure, bool]] = {}
    for n, passage in enumerate(passages):
        for i, f in enumerate(passage.figures):
            if not _usable(f):
                continue
            total = _TOTAL.search(f.head) if f.role != "budget" or _BY_NAME.search(f.head) else None
            if total is not None:
                claim = _side(passage, i, passages[max(0, n - _NEAR) : n]) or _listed(passage, i)
                if claim is not None:
                    yield claim
                if claim is not None or total["side"]:
                    sides[total["side"] or total["named"] or "收入"] = (n, passage, f, claim is not None)
            elif _SPLIT.search(f.head):
                if (claim := _listed(passage, i)) is not None:
                    yield claim
            elif _LEFT.search(passage.text[max(0, f.number.start - 40) : f.number.start]):
                yield from _left(passage, f, n, sides)
                sides = {}


def _usable(f: Figure) -> bool:
    carried = f.role in ("prior", "base") and ACCOUNT_FLOW.search(f.head) and not _COMPARED.search(f.head)
    told = f.role in ("amount", "other", "budget") or carried
    return bool(told) and f.printed.unit.base == "元" and not f.depth and not f.printed.about


def _side(passage: Passage, i: int, above: Sequence[Passage]) -> Claim | None:
    """“A，加上B、C，收入总计T”: the flows that stand before the total, and the amount before them."""
    whole = passage.figures[i]
    before = _before(passage.figures, i)
    first = next(
        (k for k, f in enumerate(before) if _ADDED.search(f.before) or ACCOUNT_FLOW.search(f.head)),
        len(before),
    )
    flows = before[first:]
    if len(flows) < 2 or flows[-1].sentence != whole.sentence or _of_other_side(whole, flows):
        return None
    bases = [*_earlier(passage.figures, flows[0]), *before[:first]]
    named = _named_like(whole, bases)
    near = named or before[:first]
    bases = [*(b for b in bases if b not in near), *near]
    lists = [tuple(flows), *_without_parts(flows)]
    told = [(passage, b) for b in reversed(bases)]
    if (again := _told_above((*above, passage), flows[0])) is not None:
        told, near = [again, *told], []  # another of that name may be meant: only a slip speaks
    total = operand(passage, whole, "合计", 1)
    ways = [
        (
            total,
            *(operand(p, b, "分项", -1) for p, b in base),
            *(operand(passage, m, "分项", -1) for m in flows_),
        )
        for flows_ in lists
        for base in (*((b,) for b in told), ())
    ]
    held = next((w for w in ways if fits(Relation.LINEAR, w)), None)
    if held is None and not told:
        return None
    sure = len(near) == 1 and len(lists) == 1 and all(ACCOUNT_FLOW.search(f.head) for f in flows)
    added_to = len(near) == 1 and len(lists) == 1 and _ADDED.search(flows[0].before) is not None
    if held is None and not (sure or added_to or mistyped(ways[0])):
        return None
    return _sum_claim(passage, whole, held or ways[0], sure=bool(held) or sure)


#: A list of fewer flows may be what is worth telling of a total.
_ENOUGH = 4


def _listed(passage: Passage, i: int) -> Claim | None:
    """“总收入T，其中：一般公共预算收入A，上级补助B，调入资金C，上年结余D”: flows of every kind, told behind their total."""
    whole, members = passage.figures[i], list[Figure]()
    for f in passage.figures[i + 1 :]:
        if f.sentence != whole.sentence or (members and f.depth < members[0].depth):
            break
        told = f.role in ("amount", "prior") and f.printed.unit.base == "元" and not f.printed.about
        if members and f.depth > members[0].depth:
            continue
        if not told or (not members and not begins_list(f)) or _TOTAL.search(f.head):
            break
        members.append(f)
    flows = [f for f in members if ACCOUNT_FLOW.search(f.head)]
    if len(members) < _ENOUGH or len(members) - len(flows) > 1 or _of_other_side(whole, flows):
        return None
    way = (operand(passage, whole, "合计", 1), *(operand(passage, f, "分项", -1) for f in members))
    held = fits(Relation.LINEAR, way)
    return _sum_claim(passage, whole, way, sure=held) if held or mistyped(way) else None


def _sum_claim(passage: Passage, whole: Figure, way: tuple[Operand, ...], *, sure: bool) -> Claim:
    return Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        way,
        "合计 = 各分项之和",
        f"pool:{passage.context.title}:{passage.lead}:{whole.head[-8:]}",
        Certainty.CERTAIN if sure else Certainty.LIKELY,
    )


def _before(figures: Sequence[Figure], i: int) -> list[Figure]:
    """The amounts that may make the total ``i``: of its sentence, and of the one before if it goes on with 加."""
    whole, found = figures[i], list[Figure]()
    for f in reversed(figures[:i]):
        apart = whole.sentence - f.sentence
        if apart > 1 or (apart and found and not found[-1].before.lstrip().startswith("加")):
            break
        if _usable(f):
            found.append(f)
        if _TOTAL.search(f.head) and f.role != "budget":
            break  # a total on the way may be what the rest is added to
    return found[::-1]


def _named_like(whole: Figure, bases: Sequence[Figure]) -> list[Figure]:
    """“全区一般公共预算收入A，其中税收B、非税C。加上…，全区一般公共预算收入总计T”: A bears T's name."""
    name = _SUMMED.sub("", squeeze(whole.label))
    return [b for b in bases if len(name) >= 4 and name in squeeze(b.label)]


def _earlier(figures: Sequence[Figure], flow: Figure) -> list[Figure]:
    """“一般公共预算收入A，增长…。其中税收B、非税C。加上补助D，收入合计T”: A stands sentences before."""
    return [
        f
        for f in figures
        if _usable(f) and 0 < flow.sentence - f.sentence <= _NEAR and not _TOTAL.search(f.head)
    ][-2 * _NEAR :]


_NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}(?:收入|支出))\s*加")


def _told_above(near: Sequence[Passage], flow: Figure) -> tuple[Passage, Figure] | None:
    """“地方一般公共预算收入加上级补助收入B、…”: what the flows are added to, by its name, told before."""
    m = _NAMED.search(squeeze(flow.head))
    if m is None:
        return None
    return next(
        (
            (p, f)
            for p in reversed(near)
            for f in reversed(p.figures)
            if (p is not near[-1] or f.number.start < flow.number.start)
            and (_usable(f) or f.role == "budget")
            and _BASE_IS.sub("", squeeze(f.head)).endswith(m["name"])
        ),
        None,
    )


_BASE_IS = re.compile(r"(?:代编)?(?:预算数?|决算数?|预期|执行数?|预计|完成|实现|安排|约|为|是|共|：|:)*$")


def _of_other_side(whole: Figure, flows: Sequence[Figure]) -> bool:
    """“…上解上级支出B，债务还本支出C。收入合计T”: what left the account makes no total of what came."""
    wrong = _LEAVES if "收入" in whole.head else _COMES if "支出" in whole.head else None
    return wrong is not None and sum(wrong.search(f.head) is not None for f in flows) * 2 > len(flows)


def _without_parts(flows: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """The flows without those that 其中 makes parts of the one before, however many these are."""
    at = next((k for k, f in enumerate(flows) if begins_list(f)), None)
    if at:
        for end in range(at + 1, len(flows) + 1):
            yield (*flows[:at], *flows[end:])


def _left(
    passage: Passage, left: Figure, n: int, sides: dict[str, tuple[int, Passage, Figure, bool]]
) -> Iterator[Claim]:
    """“收支相抵，年终结余C”: income total − expenditure total = C."""
    if set(sides) != {"收入", "支出"}:
        return
    (m, p, came, one), (k, q, went, other) = sides["收入"], sides["支出"]
    if n - min(m, k) > _NEAR or not may_be_one(p, came, q, went):
        return
    way = (
        operand(passage, left, "年末结余", -1),
        operand(p, came, "收入总计", 1),
        operand(q, went, "支出总计", -1),
    )
    sure, added_up = one and other, (way[1], way[0], way[2])
    if not (sure or fits(Relation.LINEAR, added_up) or mistyped(added_up)):
        return  # totals of whose flows nothing is told may be of two funds
    yield Claim(
        Kind.BALANCE,
        "sentence-balance",
        Relation.LINEAR,
        way,
        "收入总计 − 支出总计 = 年末结余",
        f"pool-left:{passage.context.title}:{passage.lead}",
        Certainty.CERTAIN if sure else Certainty.LIKELY,
    )
