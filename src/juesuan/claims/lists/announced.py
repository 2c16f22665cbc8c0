"""Lists whose items are paragraphs of their own: “…其中：” and what follows, one member each.

The regulation wants expenditure listed item by item, so such a list is complete when its items name subjects; the
totals the announcing paragraph gives must then be the sums of the items' outturns and budgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.amounts import Interval, corners
from juesuan.claims.lists.adding import added, judge
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import concept_of, squeeze

_OPEN = re.compile(r"(?:(?:其中|如下|包括|具体情况|分别为|明细)[^。；，,]{0,12}[：:]|(?:其中|如下)[。]?)\s*$")


def announced(passages: Sequence[Passage]) -> dict[int, list[Operand]]:
    """For each item of a list over paragraphs, by block: the totals of the paragraph that announces the list."""
    found: dict[int, list[Operand]] = {}
    for index, passage in enumerate(passages):
        if passage.figures and _ANNOUNCES.search(passage.text):
            leads = [
                operand(passage, f, "合计")
                for f in passage.figures
                if f.role == "amount" and not f.printed.about
            ]
            for item in _items(passages, index):
                found.setdefault(item.block, leads[-1:] + leads[:-1][:1])
    return found


#: “主要项目绩效情况如下：” tells some of what was counted, and what it was for.
_SOME = re.compile(r"(?:主要|部分|重点|典型)[^，。；：:]{0,8}(?:项目|工作|绩效|情况|成效|做法)")
_ANNOUNCES = re.compile(r"(?:其中|如下|包括|方面|具体|分别为|用于|构成)[^。；]{0,12}[：:。]?\s*$")
#: “共计支出T，具体内容包括：” tells everything.
_IN_ALL = re.compile(r"(?:共计|合计|总计)(?:支出|金额|经费|费用)?(?:为|是)?$")
_EACH = re.compile(r"(?:具体|分别)[^，。；：:]{0,8}[：:]\s*$")


def list_claims(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The sum claims of all lists over paragraphs."""
    for index in range(len(passages)):
        yield from _list(passages, index)


def _list(passages: Sequence[Passage], index: int) -> Iterator[Claim]:
    """A paragraph that ends in “其中：” and the paragraphs it announces, one member each."""
    passage = passages[index]
    if not passage.figures or not _OPEN.search(passage.text) or _SOME.search(passage.text[-24:]):
        return
    items = _items(passages, index)
    if len(items) < 2:
        return
    for role, words in (("amount", r"决算|支出|费|金额"), ("budget", r"预算")):
        leads = [f for f in passage.figures if f.role == role and f.printed.unit.kind == "money"]
        members = [(p, m) for p in items if (m := _member(p, role, words)) is not None]
        if not leads or len(members) != len(items):
            continue
        lead = _named_alike(leads, [m for _, m in members]) or leads[-1]
        if lead.depth or _both_sides(lead, [m for _, m in members]):
            continue
        if any(m.printed.unit.base != lead.printed.unit.base for _, m in members):
            continue
        named = concept_of(lead.before, passage.context.path)
        complete = (
            bool(named)
            and named is not None
            and named[0].code in ("general.expenditure", "general.basic")
            and _code_like(items)
        )
        parts = [operand(p, m, "分项", -1) for p, m in members]
        most = max(m.printed.base for _, m in members)
        every = bool(_IN_ALL.search(lead.head) and _EACH.search(passage.text))
        others = [f for f in reversed(leads) if f is not lead and not f.depth and f.printed.base > most]
        told = [lead, *(() if every else others)]
        ways = [(operand(passage, f, "合计", 1), *parts) for f in told]
        if not items[0].numbering:
            # paragraphs without numbers may go on to something else without a word
            ways += [ways[0][:n] for n in range(len(parts), 2, -1)]
        yield from _judged(ways, f"list:{passage.context.title}:{role}", complete or every)
    yield from _implied_budgets(passage, items)


def _judged(ways: Sequence[tuple[Operand, ...]], key: str, complete: bool) -> Iterator[Claim]:
    """The list against the total it is likeliest of, unless it makes another total of the paragraph that announces it."""
    held = next((w for w in ways if w[0].interval.meets(added(w[1:]))), ways[0])
    yield from judge([held], key, complete=complete, check="list-sum")


def _named_alike(leads: Sequence[Figure], members: Sequence[Figure]) -> Figure | None:
    """“本年收入A，…；本年支出B。具体如下：” and a list of incomes: it is A's list."""
    for word in ("收入", "支出"):
        other = "支出" if word == "收入" else "收入"
        if all(word in squeeze(m.label) and other not in squeeze(m.label) for m in members):
            return next((f for f in reversed(leads) if word in squeeze(f.label)), None)
    return None


def _both_sides(lead: Figure, members: Sequence[Figure]) -> bool:
    """“收入、支出决算总计T。其中：（一）收入总计T；（二）支出总计T”: the members are the total again, one for each side."""
    sides = [re.search(r"收入|支出", squeeze(m.before)) for m in members]
    return (
        re.search(r"收入?[、和及]?支", squeeze(lead.before)) is not None
        and len({s[0] for s in sides if s}) == len(members) == 2
        and all(re.search(r"总计|合计", squeeze(m.before)) for m in members)
    )


def _implied_budgets(passage: Passage, items: Sequence[Passage]) -> Iterator[Claim]:
    """Where the total and nearly every item “完成预算100%”, the items' budgets (outturn ÷ rate) add up to the total."""

    def rated(p: Passage) -> tuple[Figure, Figure] | None:
        rate = next((f for f in p.figures if f.role == "completion" and not f.printed.about), None)
        outturn = _member(p, "amount", "")
        return (outturn, rate) if rate and outturn and rate.printed.value else None

    lead, members = rated(passage), [rated(p) for p in items]
    pairs = [(p, m) for p, m in zip(items, members, strict=True) if m is not None]
    if lead is None or len(pairs) != len(items):
        return
    outturn, rate = lead
    full = sum(m[1].printed.base == 1 for _, m in pairs)
    exact = rate.printed.base == 1 and full >= max(3, len(pairs) - 1)
    if not exact and not (
        _comparable([lead, *(m for _, m in pairs)], [passage, *items]) and _sums(lead, pairs)
    ):
        return
    budgets = [
        replace(
            operand(p, r, "完成率", -1), interval=_implied(o, r, exact), printed=o.printed, shown=p.quote(r)
        )
        for p, (o, r) in pairs
    ]
    total = operand(passage, outturn, "合计", 1)
    if not exact:
        total = replace(
            operand(passage, rate, "总体完成率", 1),
            interval=_implied(outturn, rate, exact),
            printed=outturn.printed,
            shown=passage.quote(rate),
        )
    yield Claim(
        Kind.COMPLETION, "implied-budgets", Relation.LINEAR, (total, *budgets),
        "各项的预算数（决算数 ÷ 完成率）之和应等于总体的预算数", f"implied:{passage.context.title}", Certainty.LIKELY,
    )  # fmt: skip


def _implied(outturn: Figure, rate: Figure, exact: bool) -> Interval:
    """The budgets of which the outturn is that rate; among nothing but 100 % the rate is meant exactly."""
    done = outturn.printed.interval
    if exact:
        return done.scaled(1 / rate.printed.base)
    return corners(lambda o, r: o / r, [done, rate.printed.interval]) or done


def _comparable(rated: Sequence[tuple[Figure, Figure]], passages: Sequence[Passage]) -> bool:
    """Do all rates speak of the same budget, which none of the paragraphs prints (then each rate is checked by itself)?"""
    printed = any(f.role in ("budget", "base") for p in passages for f in p.figures)
    return not printed and len({budget_kind(rate.head) for _, rate in rated} - {"budget"}) <= 1


def _sums(lead: tuple[Figure, Figure], pairs: Sequence[tuple[Passage, tuple[Figure, Figure]]]) -> bool:
    """Are the items' outturns the whole outturn, so that none is left out of the list?"""
    total = Interval.point(0)
    for _, (outturn, _) in pairs:
        total += outturn.printed.interval
    return len(pairs) > 1 and total.meets(lead[0].printed.interval)


def _code_like(items: Sequence[Passage]) -> bool:
    """Items that name subjects (类、款、项 or a seven-digit code): the regulation wants every one of them listed."""
    marked = sum(bool(re.search(r"[（(][类款项][）)]|\d{7}|人员经费|公用经费", p.text[:80])) for p in items)
    return marked == len(items)


def _items(passages: Sequence[Passage], index: int) -> list[Passage]:
    """The paragraphs that make up the announced list: one numbering style, or plain paragraphs up to a heading."""
    items: list[Passage] = []
    style: int | None = None
    for p in passages[index + 1 : index + 120]:
        if style is None:
            style = p.numbering
        if p.level and not (style and p.numbering == style):
            break
        if style and p.numbering != style:
            if p.numbering and p.numbering < style:
                break
            if not p.numbering and items and p.figures and not items[-1].figures:
                items[-1] = p  # an item whose figures stand in the paragraph below its name
            continue
        if not style and (p.numbering or not p.figures):
            break
        items.append(p)
    return [p for p in items if p.figures]


def _member(passage: Passage, role: str, words: str) -> Figure | None:
    found = [f for f in passage.figures if f.role == role and f.printed.unit.kind == "money" and not f.depth]
    if role == "amount":
        found = [f for f in found if re.search(r"决算", f.head)] or found[:1]
    return found[0] if found else None
