"""What the words of a share name as its whole: a figure of its paragraph, a fact told anywhere, or the total of its list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.facts import Lookup
from juesuan.claims.funds import GENERAL
from juesuan.claims.lists.wholes import named_again
from juesuan.claims.model import Figure, Operand
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import concept_of, parents, squeeze

_LIST_BEGINS = re.compile(r"其中|包括|主要用于|主要是|具体|如下|分别|构成|组成")


def other_side(named: str, whole: str) -> bool:
    """“全市财政总收入T…民生支出A，占财政总支出的…”: what is named as spent is no income, and the other way round."""
    sides = [("收入" in words, "支出" in words) for words in (named, whole)]
    return (True, False) in sides and (False, True) in sides


def with_weights(o: Operand, top: int, bottom: int) -> Operand:
    """The operand with other weights in a ratio."""
    return Operand(o.span, o.number, o.shown, o.interval, o.role, o.weight, top, bottom, o.printed)


def whole_codes(named: str, passage: Passage) -> list[str]:
    """The concepts the words after 占 can mean: “‘三公’经费一般公共预算财政拨款支出” is 三公, 总支出 of a fund its 支出."""
    words = squeeze(named)
    readings = [named]
    if "三公" in words:
        readings = ["三公经费"]
    elif re.search(r"(?:拨款|预算|基金)总(?=支出|收入)", words):
        readings.insert(0, re.sub(r"总(?=支出|收入)", "", words))
    found = [concept_of(r, passage.context.path) for r in readings]
    codes = [c[0].code for c in found if c]
    if "一般公共预算" in squeeze(passage.context.path):
        # In its chapter 基本支出 is first of all that of the general budget.
        codes = [*(GENERAL[c] for c in codes if c in GENERAL), *codes]
    return list(dict.fromkeys(codes))


_TOTAL_OF_ALL = re.compile(r"(?:占)?(?:总收入|总支出|收入总额|支出总额|收入总数|支出总数)的?")


def named_wholes(
    passage: Passage, lookup: Lookup, figures: Sequence[Figure], part_at: int, named: str
) -> list[Operand]:
    """Figures that the words after 占 name: of this paragraph first, then anywhere the concept is stated."""
    part = figures[part_at]
    near = [
        f
        for f in reversed(figures[:part_at])
        if f.printed.unit.base == part.printed.unit.base
        and (_fits(f, named, passage) if f.role == "amount" else _is_budget(f, named, part))
    ]
    near.sort(key=lambda f: f.role == "budget" and squeeze(f.label) != squeeze(named))
    found = [operand(passage, f, "合计", bottom=1) for f in near]
    if _TOTAL_OF_ALL.fullmatch(squeeze(named)):
        # “本年收入合计T，其中：A，占总收入的…”: many write 总收入 for 本年收入合计; the grand total is the other reading.
        found += list_total(passage, lookup, figures, part_at)
    for code in whole_codes(named, passage):
        for o in lookup.operands(code):
            if o.printed is not None and o.printed.unit.base == part.printed.unit.base:
                found.append(with_weights(o, 0, 1))
    return found or [with_weights(o, 0, 1) for o in lookup.labelled(named, part.printed.unit.base)]


def _is_budget(f: Figure, named: str, part: Figure) -> bool:
    """“支出总预算T。基本支出预算A，占总预算的…”: a budget is a share of the budget that bears the whole name."""
    if f.role != "budget" or part.role != "budget" or f is part or f.printed.about:
        return False
    words, label = squeeze(named), squeeze(f.label)
    return "预算" in words and len(words) >= 3 and label.endswith(words)


def _fits(f: Figure, named: str, passage: Passage) -> bool:
    a, b = squeeze(named), squeeze(f.label) or squeeze(f.head)
    if not b or f.printed.about or other_side(a, b):
        return False
    place = _PLACE.match(a)
    if place is not None and place[0] not in f.before and _OF_A_PART.search(b):
        return False  # “县区收入A…城区收入B，占全市收入的…”: the share is not of what the counties have
    core = re.sub(r"(?:总额|合计|总计|总量|总数|总|决算|财政拨款|支出|收入|本年|全年|数)", "", a)
    if b.endswith(a):
        return True
    own, other = concept_of(named, passage.context.path), concept_of(f.head, passage.context.path)
    if own and other:
        return own[0].code == other[0].code
    if re.search(r"[和、与及]", core):
        return core in b  # “脱贫户和监测户总数” is not the 脱贫户
    return a in b or b in a or (len(core) >= 2 and core in b)


_PLACE = re.compile(r"全[省市州县区国]")
_OF_A_PART = re.compile(r"[县区乡镇街]|[省市州]级|本级")


def led(figures: Sequence[Figure], part_at: int) -> bool:
    """Does a figure of this sentence lead the list (“合计T，其中：…”)?"""
    return any(
        _LIST_BEGINS.search(f.before)
        for f in figures[1 : part_at + 1]
        if f.sentence == figures[part_at].sentence
    )


def list_total(passage: Passage, lookup: Lookup, figures: Sequence[Figure], part_at: int) -> list[Operand]:
    """The total a list belongs to: the figure before 其中/包括 …, nearest first; then earlier totals of the paragraph.

    A figure with a share of its own is a member of the list, never its total.
    """
    part = figures[part_at]
    wholes: list[Figure] = []
    for k in range(part_at, -1, -1):
        if figures[k].sentence == part.sentence and (again := named_again(figures, k)) is not None:
            wholes.append(figures[again])
            break
        if figures[k].depth <= part.depth and _LIST_BEGINS.search(figures[k].before):
            for lead in reversed(figures[:k]):
                same = lead.printed.unit.base == part.printed.unit.base
                if lead.role in ("amount", "budget") and same and lead not in wholes:
                    wholes.append(lead)
                    break
    if not wholes:
        wholes = [
            f
            for k, f in enumerate(figures[:part_at])
            if f.role == "amount"
            and f.printed.unit.base == part.printed.unit.base
            and figures[k + 1].role != "share"
            and not f.printed.about
            and f.printed.value
        ][:3]
    found = [operand(passage, f, "合计", bottom=1) for f in wholes]
    if not found and passage.block in lookup.wholes:
        return [with_weights(o, 0, 1) for o in lookup.wholes[passage.block]]
    if not found and passage.block in lookup.leads:
        found = [
            with_weights(o, 0, 1)
            for o in lookup.leads[passage.block]
            if o.printed and o.printed.unit.base == part.printed.unit.base
        ]
    named = concept_of(part.head, passage.context.path)
    if not found and named:
        found = [with_weights(o, 0, 1) for code in parents(named[0].code) for o in lookup.operands(code)]
    opening = re.split(r"[，,：:]", passage.text[: figures[0].number.start])[0]
    for words in (passage.context.title if passage.number else "", opening):
        about = concept_of(words, passage.context.path) if words and not found else None
        if about and (named is None or about[0].code != named[0].code):
            found = [with_weights(o, 0, 1) for o in lookup.operands(about[0].code)]
    return found
