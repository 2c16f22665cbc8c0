"""Shares: “占本年支出合计的37.4%”. A share is wrong only against the whole it names.

The part is the figure just before the rate. The whole is the figure or concept the words name; where they name none,
it is the total the list belongs to, with every other reading of the sentence as an alternative.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.rates.share_wholes import (
    another_clause,
    carried_wholes,
    fits_most,
    fits_share,
    paired,
    paired_row,
)
from juesuan.claims.rates.share_words import (
    led,
    list_total,
    named_wholes,
    other_side,
    whole_codes,
    with_weights,
)
from juesuan.claims.readings import fits, read_in
from juesuan.claims.roles import share_base
from juesuan.claims.stocks.words import counted_as
from juesuan.taxonomy.vocabulary import concept_of, parents, squeeze

#: “按照各市州小型水库的数量和库容各占50%的比例分配”: how something is to be split is no share of an amount.
_BY_RULE = re.compile(r"(?:按|依|根据)[^，。；]{2,30}各占$")


def shares(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The share claims of a paragraph."""
    figures = passage.figures
    for i, figure in enumerate(figures):
        if figure.role == "share" and not figure.printed.about and not _BY_RULE.search(figure.head):
            found = list(_share(passage, lookup, figures, i)) if i else []
            yield from found or _of_facts(passage, lookup, figure)


def _share(passage: Passage, lookup: Lookup, figures: Sequence[Figure], i: int) -> Iterator[Claim]:
    rate = figures[i]
    inner = (
        bool(re.fullmatch(r"\s*(?:的|总额的|合计的|总数的)\s*", rate.before)) and "占" in figures[i - 1].head
    )
    part_at = paired(figures, i)
    if part_at is None and not inner:
        part_at = _named_part(figures, i)
    unsure = part_at is None and not inner and _other_subject(rate)
    if part_at is None:
        part_at = _part_before(figures, i - 1 if inner else i)
    if part_at is None:
        return
    part = figures[part_at]
    named = "" if inner else share_base(rate)
    if inner:
        wholes = [operand(passage, figures[i - 1], "合计", bottom=1)]
    else:
        wholes = _wholes(passage, lookup, i, part_at, named)
    ways: list[tuple[Operand, ...]] = [
        (operand(passage, rate, "占比"), operand(passage, part, "分项", top=1), w) for w in wholes
    ]
    ways += _other_parts(passage, lookup, i, part_at, inner or bool(named), wholes)
    row = [] if named else paired_row(figures, i)[0]
    if row and row[-1] - row[0] == len(row) - 1:
        # “甲、乙分别为A和B，占a%和b%”: the row may be the whole
        ways.append(_of_row(passage, rate, [figures[k] for k in row], part))
    if not inner and not named and _carried(passage, lookup, i, part_at) == []:
        ways = [w for w in ways if fits(Relation.RATIO, w)]
    if (inner or named) and another_clause(passage.text[part.number.end : rate.number.start]):
        sentence = [f for f in figures[:i] if f.sentence == rate.sentence and not f.depth]
        ways += _any_part(passage, i, part, wholes, sentence)
    if inner and i > 1 and figures[i - 2].role == "change" and _alike(figures[i - 2], figures[i - 1]):
        # “减少C，净增D，占原值T的…%”: what was added may be the part itself
        ways.append((ways[0][0], operand(passage, figures[i - 2], "分项", top=1), wholes[0]))
    # “A户，其中B户、C户，完成目标的…%；占…总数的…%”: a completion between says that A is spoken of again.
    again = any(f.role == "completion" for f in figures[part_at + 1 : i]) and led(figures, part_at)
    if not ways or (again and not any(fits_share(part, rate, w[-1]) for w in ways)):
        return
    key = f"share:{name_of(passage, part)}:{squeeze(named)}:{passage.context.title}:{passage.lead}"
    if unsure and wholes:
        ways += _any_part(passage, i, part, wholes)
        largest = max(wholes, key=lambda o: o.interval.middle)
        meant = [w for w in ways if w[-1].number in (wholes[0].number, largest.number)]
        yield from read_in(Kind.SHARE, "share-of-base", Relation.RATIO, ways, _FORMULA, key, meant=meant)
        return
    yield Claim(
        Kind.SHARE,
        "share-of-base",
        Relation.RATIO,
        ways[0],
        _FORMULA,
        key,
        Certainty.CERTAIN,
        alternatives=tuple(ways[1:16]),
    )


def _alike(one: Figure, other: Figure) -> bool:
    return one.printed.unit.base == other.printed.unit.base


_FORMULA = "占比 = 分项 ÷ 合计"


def _wholes(passage: Passage, lookup: Lookup, i: int, part_at: int, named: str) -> list[Operand]:
    """What the share may be a share of, the likeliest first."""
    figures = passage.figures
    wholes = named_wholes(passage, lookup, figures, part_at, named) if named else []
    if not wholes:
        totals = list_total(passage, lookup, figures, part_at)
        wholes = [
            w for w in totals if not named or (fits_most(figures, w) and not other_side(named, w.shown))
        ]
        if not named:
            wholes = _possible(passage, lookup, i, figures[part_at], wholes)
    return [w for w in wholes if w.interval.middle] or wholes


def _other_parts(
    passage: Passage, lookup: Lookup, i: int, part_at: int, named: bool, wholes: Sequence[Operand]
) -> list[tuple[Operand, ...]]:
    """Readings in which the part is the list's total, or the whole, if not named, the sum of the list's members."""
    figures = passage.figures
    part, rate = figures[part_at], operand(passage, figures[i], "占比")
    if named and led(figures, part_at):
        # “涉及资金T，其中A、B、C，占项目支出的100%”: T may be the part.
        leads = [o for o in list_total(passage, lookup, figures, part_at) if o.number != part.number]
        return [(rate, with_weights(o, 1, 0), w) for o in leads[:1] for w in wholes if o.number != w.number]
    if named or (wholes and led(figures, part_at)):
        return []
    listed = _sum_of_list(passage, figures, i)
    at = next((k for k, o in enumerate(listed) if o.number == part.number), None)
    if at is None:
        return []
    return [(rate, *(with_weights(o, top=1 if k == at else 0, bottom=1) for k, o in enumerate(listed)))]


def _of_row(passage: Passage, rate: Figure, row: Sequence[Figure], part: Figure) -> tuple[Operand, ...]:
    parts = (operand(passage, f, "分项", top=1 if f is part else 0, bottom=1) for f in row)
    return (operand(passage, rate, "占比"), *parts)


def _any_part(
    passage: Passage,
    i: int,
    part: Figure,
    wholes: Sequence[Operand],
    among: Sequence[Figure] | None = None,
) -> list[tuple[Operand, ...]]:
    """“四家分别接收126人、94人…；某某公司接收人数占39.4%”: the part is one of the figures, its name does not say which."""
    rate = operand(passage, passage.figures[i], "占比")
    return [
        (rate, operand(passage, f, "分项", top=1), w)
        for f in _amounts_before(passage.figures, i, part)
        for w in wholes
        if f is not part and f.number != w.number and (among is None or f in among)
    ]


#: Words before 占 that do not say what has the share.
_NO_SUBJECT = re.compile(
    r"(?:其中|其|该|此|本|上述|这|部分|决算|预算|执行|支出|收入|金额|资金|经费|总额|数|共|合计|总计|分别|各|约|均|两|三|四|项|类|年|全|当|\d|仅|只|则|又|并|也|且|比重|比例)+"
)


def _other_subject(rate: Figure) -> bool:
    """Does the rate's clause name something of its own before 占 (and no figure of that name is known)?"""
    words = squeeze(rate.head).rpartition("占")[0]
    return len(words) >= 2 and rate.head != rate.before and not _NO_SUBJECT.fullmatch(words)


def _amounts_before(figures: Sequence[Figure], i: int, like: Figure) -> list[Figure]:
    """The amounts of one unit that stand before a rate in its paragraph, the nearest first."""
    return [
        f
        for f in reversed(figures[max(0, i - 12) : i])
        if f.role in ("amount", "budget", "base")
        and counted_as(f) == counted_as(like)
        and not f.printed.about
    ]


def _possible(passage: Passage, lookup: Lookup, i: int, part: Figure, wholes: list[Operand]) -> list[Operand]:
    """The wholes of a share that names none: none is smaller than its part where another is not.

    “采购T，货物A、工程B、服务C，其中面向中小企业D，占…”: D is a part of T, not of C. A share after one that names its whole
    (“A占实际支出的51.44%，B占26.71%”) is first of all a share of the same.
    """
    figures = passage.figures
    members = {
        a.number
        for a, b in itertools.pairwise(figures)
        if b.role == "share" and (b is not figures[i] or a is part)
    }
    earlier = [
        operand(passage, f, "合计", bottom=1)
        for f in _amounts_before(figures, i, part)
        if f is not part and f.printed.base >= part.printed.base and f.number not in members
    ]
    at = next(k for k, f in enumerate(figures) if f is part)
    if wholes and led(figures, at):
        # “办件T件，其中现场A、网上B，网上占…”: a share of T, not of what stands beside B in the list
        lead = min(w.number.start for w in wholes)
        earlier = [w for w in earlier if w.number.start <= lead or w.number.block != part.number.block]
    carried = _carried(passage, lookup, i, at)
    large = [w for w in wholes if w.interval.high >= part.printed.interval.low]
    found = [*(large or ([] if earlier else wholes)), *(carried or ()), *earlier]
    return list({o.number: o for o in found}.values())


def _carried(passage: Passage, lookup: Lookup, i: int, part_at: int) -> list[Operand] | None:
    """What the share before this one names as its whole, found as that share found it (see :func:`carried_wholes`)."""
    figures = passage.figures

    def named(words: str) -> list[Operand]:
        found = named_wholes(passage, lookup, figures, part_at, words)
        return found or [w for w in list_total(passage, lookup, figures, part_at) if fits_most(figures, w)]

    return carried_wholes(passage, figures, i, named)


def _of_facts(passage: Passage, lookup: Lookup, rate: Figure) -> Iterator[Claim]:
    """“日常公用经费占基本支出的9.31%”: no amount stands beside the share; tables or other sentences print both."""
    words = re.sub(r"(?:支出|收入|金额|资金)$", "", squeeze(rate.head).rpartition("占")[0])
    part = concept_of(words, passage.context.path)
    named = share_base(rate)
    if part is None or part[2] < len(words):
        return
    codes = whole_codes(named, passage) if named else parents(part[0].code)
    ways = [
        (operand(passage, rate, "占比"), with_weights(p, 1, 0), with_weights(w, 0, 1))
        for code in codes
        for w in lookup.operands(code)[:2]
        for p in lookup.operands(part[0].code)[:2]
        if code != part[0].code and w.interval.middle
    ]
    if ways:
        yield Claim(
            Kind.SHARE,
            "share-of-base",
            Relation.RATIO,
            ways[0],
            _FORMULA,
            f"share:{part[0].code}:{squeeze(named)}:{passage.context.title}:{passage.lead}",
            Certainty.CERTAIN if named and len({w[1].interval for w in ways}) == 1 else Certainty.LIKELY,
            alternatives=tuple(ways[1:8]),
        )


def name_of(passage: Passage, figure: Figure) -> str:
    """What a figure is called in a claim's key: its concept, or the end of its label."""
    named = concept_of(figure.head, passage.context.path)
    return named[0].code if named else squeeze(figure.label)[-12:]


_SUBJECT = re.compile(r"([\u4e00-\u9fffA-Z（）“”、]{1,24}?)(?:支出|收入|金额|资金)?占")


def _named_part(figures: Sequence[Figure], i: int) -> int | None:
    """“…，货物类占41.76%”: the words before 占 name the part, wherever in the paragraph its amount stands."""
    m = _SUBJECT.match(squeeze(figures[i].head))
    if m is None:
        return None
    words = re.sub(r"^(?:其中|其|全年|分别)", "", m[1])
    if len(words) < 2:  # “优15个、良2个；优占83.33%，良占11.11%”: so short a name must be the whole of one
        return next((k for k in range(i - 1, -1, -1) if words and squeeze(figures[k].label) == words), None)
    for k in range(i - 1, -1, -1):
        label = squeeze(figures[k].label)
        short = re.sub(r"（[^（）]*）$", "", label)  # “A类（已解决或采纳）133件”
        if (
            figures[k].role == "amount"
            and label
            and (label.endswith(words) or words.endswith(label) or label.startswith(words))
        ) or (len(short) >= 2 and short != label and words.startswith(short)):
            return None if figures[k].printed.about else k
    return None


def _part_before(figures: Sequence[Figure], i: int) -> int | None:
    outer = [k for k in range(i) if figures[k].depth <= figures[i].depth]
    alone = bool(outer) and figures[outer[-1]].sentence != figures[i].sentence
    if alone and squeeze(figures[i].head).startswith("占"):
        # “支出决算为A万元，完成年初预算的…%，……。占…的B%”: the sentence goes on about the outturn.
        done = [k for k in outer if figures[k].role == "amount" and "决算" in figures[k].head]
        return done[-1] if done and not figures[done[-1]].printed.about else None
    for k in outer[:-4:-1]:  # “A（其中：B，C），占…”: what stands in brackets is not the part
        if figures[k].sentence != figures[i].sentence:
            return None
        if figures[k].role in ("amount", "budget") and figures[k].printed.unit.kind in ("money", "count"):
            return None if figures[k].printed.about else k
        if figures[k].role not in ("growth", "change", "completion", "share", "base"):
            return None
    return None


def _sum_of_list(passage: Passage, figures: Sequence[Figure], i: int) -> list[Operand]:
    """The amounts of this sentence that carry a share of their own: their sum may be the unnamed whole."""
    sentence = figures[i].sentence
    parts = [
        figures[k - 1]
        for k, f in enumerate(figures)
        if k and f.role == "share" and f.sentence == sentence and figures[k - 1].role == "amount"
    ]
    outer = min((p.depth for p in parts), default=0)
    parts = [
        p for p in parts if p.depth == outer
    ]  # “公务用车费A，占…（其中购置费B，占…）”: B is in A already
    return [operand(passage, p, "分项") for p in parts] if len(parts) >= 2 else []
