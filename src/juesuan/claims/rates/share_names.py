"""Shares whose part or whole stands paragraphs before: “民生支出占一般公共预算支出的比重为80.0%”, “税收收入28.15亿元，占财政收入比重73.5%”.

A place tells its income once and comes back to it by name. What is called so nearby is meant; where it was told of several
periods or extents, whichever comes out is right, and only a slip of the hand in the rate says that the nearest was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from juesuan.claims.extents import may_be_one
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

_SHARE = re.compile(
    r"(?P<part>[^占]*)占(?P<whole>[^占]{2,24}?)(?:的)?(?:比例|比重|比率|份额)?(?:分别)?(?:为|是|约|达到|达|仅|：|:)*"
)
#: The two wholes a place has shares of, under any of their names.
_WHOLE = re.compile(
    r"(?:全[省市州县区]|本级|地方|[市县区]级|当年|同期)*(?:地方)?(?:一般公共预算|公共财政(?:预算)?|公共预算|一般预算|财政|预算)(?P<all>总)?(?P<side>收入|支出)"
)
_DONE = r"(?:决算|预计|累计|实际|完成|实现|达到?|合计|总额|数|为|了|约|是|共|：|:)*$"
_CALLED = {
    side: re.compile(
        rf"(?:公共|财政|预算)(?:总)?{side}{_DONE}|(?:公共|财政|预算)[\u4e00-\u9fff]{{0,2}}总{side}{_DONE}"
    )
    for side in ("收入", "支出")
}
_OTHER_FUND = re.compile(r"基金|国有资本|社会?保|上划|中央|转移|非税|部门预算|单位预算")
_LEADS = re.compile(r"^(?:其中|全[省市州县区]|从[\u4e00-\u9fff]{2,6}看|今年|全年|上半年|[，,、])+")
#: What is told between a part and its share: rates of it, and by how much it changed.
_BETWEEN = frozenset(
    {"growth", "change", "completion", "points", "base", "budget", "prior", "rate", "other", "excess"}
)
_NEAR, _MANY = 6, 6
_PAIR = 2


def shares_by_name(passages: Sequence[Passage], claims: Sequence[Claim]) -> Iterator[Claim]:
    """The shares of a place's income or spending that no claim before has read."""
    told = {c.operands[0].number for c in claims if c.check == "share-of-base"}
    for n, passage in enumerate(passages):
        if "占" not in passage.text:
            continue
        near = passages[max(0, n - _NEAR) : n]
        for i, rate in enumerate(passage.figures):
            if rate.role == "share" and not rate.printed.about and rate.number not in told:
                yield from _claim(passage, near, i, told)


def _claim(passage: Passage, near: Sequence[Passage], i: int, told: Set[Span]) -> Iterator[Claim]:
    rate = passage.figures[i]
    said = _SHARE.fullmatch(squeeze(rate.head))
    named = _WHOLE.fullmatch(squeeze(said["whole"]).strip("的")) if said else None
    if said is None or named is None:
        return
    earlier = [(passage, f) for f in reversed(passage.figures[:i])]
    earlier += [(p, f) for p in reversed(near) for f in reversed(p.figures)]
    usable = [(p, f) for p, f in earlier if f.printed.unit.base == "元" and not f.printed.about]
    parts = _parts(passage, i, _LEADS.sub("", said["part"]), usable)
    called = _CALLED[named["side"]]
    wholes = [
        (p, f)
        for p, f in usable
        if f.role in ("amount", "to")
        and called.search(squeeze(f.head))
        and not _OTHER_FUND.search(squeeze(f.head))
        and (not named["all"] or "总" in f.head)
    ]
    pairs = [
        (a, b)
        for a in parts
        for b in wholes
        if a[1] is not b[1] and a[1].printed.base <= b[1].printed.base and may_be_one(*a, *b)
    ][: _MANY * _PAIR]
    ways: list[tuple[Operand, ...]] = [
        (operand(passage, rate, "占比"), operand(*a, "分项", top=1), operand(*b, "合计", bottom=1))
        for a, b in pairs
    ]
    yield from read_in(
        Kind.SHARE,
        "share-of-base",
        Relation.RATIO,
        ways,
        "占比 = 分项 ÷ 合计",
        f"share-by-name:{squeeze(said['part'])[-8:]}:{named['side']}:{passage.context.title}:{passage.lead}",
        sure=Certainty.LIKELY if len(pairs) == 1 and _meant(passage, said["whole"], *pairs[0]) else None,
        meant=ways[:_PAIR],
    )


def _parts(
    passage: Passage, i: int, words: str, usable: Sequence[tuple[Passage, Figure]]
) -> list[tuple[Passage, Figure]]:
    """What has the share: the figure of that name, or the one told right before where the clause names none."""
    if len(words) >= _PAIR:
        core = re.escape(words.removesuffix("收入").removesuffix("支出"))
        ends = re.compile(rf"(?<!非){core}(?:收入|支出)?{_DONE}")
        return [(p, f) for p, f in usable if f.role == "amount" and ends.search(squeeze(f.head))][:_MANY]
    if i == 0:  # “其中，全市民生支出A” and, on a line of its own, “占一般公共预算支出的…”
        return [*usable[:1]] if usable and usable[0][1].role == "amount" else []
    for f in reversed(passage.figures[:i]):
        if f.sentence != passage.figures[i].sentence or f.depth > passage.figures[i].depth:
            return []
        if f.role == "amount":
            return [(passage, f)] if f.printed.unit.base == "元" and not f.printed.about else []
        if f.role not in _BETWEEN:
            return []
    return []


def _meant(passage: Passage, words: str, part: tuple[Passage, Figure], whole: tuple[Passage, Figure]) -> bool:
    """Is the part told in the share's paragraph, and the whole there or in the very words of the share?"""
    return part[0] is passage and (whole[0] is passage or words.strip("的") in squeeze(whole[1].head))
