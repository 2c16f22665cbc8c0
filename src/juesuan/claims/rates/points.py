"""Percentage points: “由94.6%升至96.1%，上升1.5个百分点”, “97.12%，高于上届（96.35%）0.77个百分点”, “高出目标0.4个百分点”.

The points are the difference of two rates of one name, and their word says which of the two is larger. What is compared
with a target that stands elsewhere is looked up by the rate's name, in the text and in the score sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.claims.changes.turned import adds, turned, turned_claim
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.performance.figures import operand as cell_operand
from juesuan.claims.performance.reading import performance_of
from juesuan.claims.readings import fits, read_in
from juesuan.documents.model import Document
from juesuan.taxonomy.vocabulary import squeeze

_WORD = re.compile(
    r"(?P<up>提高|提升|上升|增加|增长|上涨|扩大|高于|高出|超出|超过|多|高|超)"
    r"|(?P<down>下降|降低|减少|回落|下滑|缩小|收窄|低于|少于|压减|低|少|降|差)"
)
_MOVED_TO = re.compile(
    r"^[，,]?(?:[\u4e00-\u9fff]{0,2}?)(?:升|降|提高|提升|上升|增加|增长|下降|降低|减少|回落|扩大|变)[高加低少]?(?:至|到|为)"
)
_FROM = re.compile(r"(?:由|从)[^，。；]{0,16}$")
_COMPARED = re.compile(r"比|较|与|同|高于|低于|高出|超过|超出|上年|去年|上届|目标")
_BRACKET = re.compile(r"\s*[（(](?:上年度?|去年|上届|20\d\d年度?|目标值?|上年同期)[^，。；]{0,12}")
#: What may stand between the second rate and the points: no rate of another name.
_JOIN = re.compile(r"[）)”]?(?:的)?(?:水平|目标值?|标准|要求)?[，,]?[^，。；;率度%％]{0,14}")
_BASE = re.compile(
    r"全[省国市县区州]|平均|目标|计划|预期|上年|去年|同期|上届|年初|上月|上季|上期|上半年|一季度"
)
_NAME = re.compile(r"([\u4e00-\u9fff]{2,12}(?:率|满意度|覆盖面|比例))")
_TARGET = re.compile(
    r"(?:高于|低于|高出|超出|超过|超|比|较|距离?|未达到?|达)(?:年度|年初|绩效|既定|预期|计划)*(?:的)?(?:目标|计划|标准|指标)(?:值|数|要求)?"
)


#: Words around a rate that make it what should be reached.
_GOAL = re.compile(r"目标|计划|不低于|不少于|以上")


def points(document: Document, passages: Sequence[Passage]) -> Iterator[Claim]:
    """The claims of every figure in percentage points that says what it is the difference of."""
    for passage in passages:
        if "百分点" not in passage.text:
            continue
        for i, f in enumerate(passage.figures):
            if f.role == "points" and not f.printed.about:
                told = list(_between(passage, i))
                yield from told or _from_target(document, passages, passage, i)


def _is_rate(f: Figure, like: Figure) -> bool:
    return (
        f.printed.unit.kind == "ratio"
        and f.role != "points"
        and f.sentence == like.sentence
        and not f.printed.about
    )


def _name(f: Figure) -> str:
    """The name of a rate as its own clause prints it, "" if it prints none."""
    found = _NAME.findall(squeeze(f.head))
    return re.sub(r"^.*?(?:年|其中|全县|全市|全区)", "", found[-1]) if found else ""


def _between(passage: Passage, i: int) -> Iterator[Claim]:
    """Points right behind the two rates they are the difference of."""
    said = passage.figures[i]
    rates = [f for f in passage.figures if _is_rate(f, said)]
    before = [f for f in rates if f.number.start < said.number.start]
    bracketed = next(
        (f for f in rates if f.number.start > said.number.end and _BRACKET.fullmatch(f.before)), None
    )
    if before and bracketed is not None and bracketed is passage.figures[i + 1]:
        # “药占比27.0%，比上年下降1.3个百分点（上年28.3%）”
        sign = _sign(said.before)
        if sign is not None and not re.search(r"[；;]", said.before) and before[-1] is passage.figures[i - 1]:
            yield from _difference(passage, said, sign, before[-1], bracketed)
        return
    if len(before) < 2:
        return
    first, second = before[-2:]
    if second.depth > said.depth:
        # “增长19.9%，高于全省平均（11%）8.9个百分点，高于州市平均（14.5%）5.4个百分点”: a bracket is never compared with another
        first = next((f for f in reversed(before[:-1]) if f.depth <= said.depth), first)
    if any(f.role == "points" and f.number.start > second.number.start for f in passage.figures[:i]):
        return  # “提高1.3个百分点，低于全省平均水平4.2个百分点”: the second is of a rate that is not told
    between = passage.text[first.number.end : second.number.start].strip()
    if re.search(r"[；;]", between):
        return
    one, other = _name(first), _name(second)
    differ = one and other and not (one.endswith(other) or other.endswith(one))
    own = _BASE.search(said.before)
    elsewhere = (
        own is not None and own[0] not in first.before + second.before
    )  # “均低于全省平均水平4.2个百分点”
    if differ or elsewhere or not _JOIN.fullmatch(said.before.strip()):
        return
    if _MOVED_TO.search(between) and _FROM.search(first.head):
        later, earlier, words = second, first, said.before or between
    elif _COMPARED.search(between):
        later, earlier, words = first, second, between + said.before
    elif first.year and second.year and first.year != second.year:
        later, earlier = (first, second) if first.year > second.year else (second, first)
        words = said.before
    else:
        return
    sign = _sign(words)
    if sign is not None:
        yield from _difference(passage, said, sign, later, earlier)


def _sign(words: str) -> int | None:
    """Which way the last word of comparison points: 1 up, -1 down."""
    found = list(_WORD.finditer(words))
    return None if not found else 1 if found[-1]["up"] else -1


_APART = re.compile(r"相差|差距|之差|级差")


def _own_sign(rate: Figure, other: Figure) -> int:
    """“最高的增长55.5%，最低的下降13.2%，相差68.7个百分点”: of two rates that point apart the falling one is below zero."""
    apart = rate.role == other.role == "growth" and rate.sign != other.sign
    return rate.sign if apart else 1


def _difference(passage: Passage, said: Figure, sign: int, later: Figure, earlier: Figure) -> Iterator[Claim]:
    way = (
        operand(passage, said, "变动的百分点", -1, sign=sign),
        operand(passage, later, "变动后", 1, sign=_own_sign(later, earlier)),
        operand(passage, earlier, "变动前", -1, sign=_own_sign(earlier, later)),
    )
    key = f"points:{squeeze(later.label)[-12:]}:{passage.context.title}:{passage.lead}"
    opposite = (turned(way[0]), *way[1:])
    if not adds(way) and adds(opposite) and _APART.search(said.before):
        way = opposite  # “相差68.7个百分点” points no way
    elif not adds(way) and adds(opposite):
        yield turned_claim(way, key)
        return
    yield Claim(
        Kind.CHANGE,
        "change-amount",
        Relation.LINEAR,
        way,
        "相差的百分点 = 前后两个比率之差",
        key,
        Certainty.CERTAIN,
    )


def _from_target(
    document: Document, passages: Sequence[Passage], passage: Passage, i: int
) -> Iterator[Claim]:
    """“毛入园率98.4%，高出目标0.4个百分点”, “本地就业率比目标值低4.58个百分点”: the target, or both, stand elsewhere."""
    said = passage.figures[i]
    start = next(s.start for s in passage.sentences if s.index == said.sentence)
    words = passage.text[start : said.number.start]
    if not _TARGET.search(words[-24:]):
        return
    sign = _sign(words[-12:])
    own = [f for f in passage.figures[:i] if _is_rate(f, said)][-1:]
    names = [_name(own[0])] if own else _NAME.findall(squeeze(words))[-1:]
    if sign is None or not names or not names[0]:
        return
    actual, target = _elsewhere(document, passages, names[0], said)
    now = [operand(passage, own[0], "实际值")] if own else actual
    ways = [
        (
            operand(passage, said, "相差的百分点", -1, sign=sign),
            a.playing("实际值", a.weight),
            replace(b.playing("目标值", -b.weight), interval=b.exact().interval),
        )
        for a in now[:3]
        for b in target[:3]
        if a.number != b.number
    ]
    held = any(fits(Relation.LINEAR, w) for w in ways)
    yield from read_in(
        Kind.CHANGE,
        "change-amount",
        Relation.LINEAR,
        ways,
        "相差的百分点 = 实际值 − 目标值",
        f"points:{names[0]}:target:{passage.lead}",
        sure=Certainty.LIKELY if held or len(ways) == 1 else None,
    )


def _same(one: str, other: str) -> bool:
    """Is one name the other, or its end (“三是本地就业率”, “全县毛入园率”)?"""
    return min(len(one), len(other)) >= 3 and (one.endswith(other) or other.endswith(one))


def _elsewhere(
    document: Document, passages: Sequence[Passage], name: str, said: Figure
) -> tuple[list[Operand], list[Operand]]:
    """What a rate is and what it should be, by its name: different values once each, those of the sheets first."""
    found: tuple[dict[object, Operand], dict[object, Operand]] = ({}, {})
    for sheet in performance_of(document).sheets:
        for leaf in sheet.leaves:
            if _same(leaf.label, name):
                for values, role in zip(found, ("actual", "target"), strict=True):
                    box, q = leaf.box(role), leaf.number(role)
                    if box is not None and q is not None and q.printed.unit.kind == "ratio":
                        values.setdefault(q.printed.base, cell_operand(box, q, ""))
    for p in passages:
        if name[-2:] not in p.text:
            continue
        for f in p.figures:
            if f.printed.unit.kind == "ratio" and f.role != "points" and _same(_name(f), name):
                told = re.split(r"[，。；,;]", p.text[: f.number.start])[-1] + f.after[:4]
                opening = p.text[:16]
                planned = "目标" in p.context.path or ("目标" in opening and not _TARGET.search(opening))
                goal = planned or _GOAL.search(told)
                if f.number != said.number:
                    found[1 if goal else 0].setdefault(f.printed.base, operand(p, f))
    return list(found[0].values()), list(found[1].values())
