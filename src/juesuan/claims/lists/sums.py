"""Sums that sentences and lists assert: “合计T，其中：A a；B b”.

其中 does not promise a complete list. A list is complete if the form says so (the concept's parts), if its shares do,
or if it happens to add up; a list that does not add up is a contradiction only when it must be complete, when the
parts exceed the whole, or when one mistyped digit explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.amounts import Interval
from juesuan.claims.lists.adding import added, judge, slip
from juesuan.claims.lists.columns import in_turns, other_measures, segments_of, told_in_columns
from juesuan.claims.lists.complete import as_many_as_said, as_many_kinds_as_said, complete_by_form, exhausts
from juesuan.claims.lists.mixed import mixed, mixed_members
from juesuan.claims.lists.slipped import slipped_list
from juesuan.claims.lists.wholes import (
    REASON,
    come_and_go,
    earlier_whole,
    is_difference,
    lead_of,
    named_again,
    of_the_lead,
    turns_away,
)
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import ancestors, concept_of, kinds_of, known_parts, squeeze

_BEGINS = re.compile(
    r"其中|具体为|主要包括|具体包括|包括|主要用于|分别为|分别是|构成|组成|具体如下|情况如下|(?:资金|经费|金额|支出|收入|结[转余])中(?=[，,：:])"
)
TRAILING = re.compile(
    r"(?:总计|合计|共计|总额|总共|累计|资金合计|一共|总)(?:支出|收入|金额|资金|决算数?)?(?:为|是|：|:)*$|^\s*共$"
    r"|(?:合计|共计|总计)(?:发行|争取|举借|筹集|投入|下达|安排|拨付|到位|入库|征收)(?:资金|金额)?(?:为|：|:)*$"
)
#: “调入5300亿元（包括新增补充的资金），从…调入3580亿元”: what a closed bracket says begins no list behind it.
_ASIDE = re.compile(r"^\s*[（(][^（）()]*[）)]")
COUNTED = ("money", "count")


def sums(passage: Passage) -> Iterator[Claim]:
    """The sum claims inside one paragraph (or cell)."""
    if passage.figures:
        yield from _in_sentence(passage)


# -- lists inside a sentence


def _in_sentence(passage: Passage) -> Iterator[Claim]:
    figures = passage.figures
    starts = [
        i
        for i, f in enumerate(figures)
        if i
        and (f.role in ("amount", "budget") or (f.role == "from" and "其中" in f.before))
        and (begins_list(f) or named_again(figures, i) is not None)
    ]
    for i in starts:
        lead_at = lead_of(figures, i)
        if lead_at is None:
            continue
        lead = figures[lead_at]
        key = f"{passage.context.title}:{key_name(passage, lead)}:{passage.lead}"
        nested = any(s < i and list_end(figures, s) > i for s in starts)
        end = list_end(figures, i, to_semicolon=nested)
        columns = [c for c in told_in_columns(figures, i, end) if not is_difference(c[0])]
        for whole, members in columns:
            column = f"{passage.context.title}:{key_name(passage, whole)}:column:{passage.lead}"
            whole_list = sum_of(passage, whole, members)
            shorter = [whole_list[:n] for n in range(len(whole_list) - 1, 2, -1)]
            yield from judge([whole_list, *shorter], column, complete=False)
        if columns:
            continue
        if apart := mixed_members(figures, i, end, lead):
            told = tuple(mixed(sum_of(passage, lead, apart), passage.text, lead, apart[-1], key))
            own = [f for f in apart if f.printed.unit.base == lead.printed.unit.base]
            yield from told or (_within(passage, lead, f, figures[:lead_at]) for f in own)
            continue
        parts = _parts(figures, i, end, lead, starts)
        wider = _parts(figures, i, end, lead, starts, through=True)
        if len(wider) > len(parts) and _makes(passage, lead, wider):
            parts = wider
        if _after_colon(figures[i]) and len(parts) < 3:
            continue
        if in_turns(parts) and not _makes(passage, lead, parts):
            continue
        if len(parts) >= 2:
            yield from _sum(passage, lead, parts, figures, key)
            yield from _parallel(passage, figures, i, end, lead)
        elif parts and not _TAKEN_OFF.search(parts[0].head):
            yield _within(passage, lead, parts[0], figures[:lead_at])


#: “国内增值税101.87亿元，其中留抵退税冲减收入194.35亿元”: what was taken off may be more than what is left.
_TAKEN_OFF = re.compile(r"冲减|抵减|扣减|退税|核减|减免")
_MADE_OF = re.compile(r"[）)\s]*(?:构成|组成|等)")
_COLON = re.compile(r"\s*[：:]")
_STOPS = re.compile(r"[。；;]")


def _after_colon(f: Figure) -> bool:
    """“有效问卷306份：满意221份、…”: a list if it has members enough; two figures may only stand beside each other."""
    return f.printed.unit.kind == "count" and _COLON.match(f.before) is not None and "其中" not in f.before


def begins_list(f: Figure) -> bool:
    if _after_colon(f):
        return True
    before = _ASIDE.sub("", f.before) if f.before.lstrip()[:1] in ("（", "(") else f.before
    tail = _STOPS.split(before)[-1] if "其中" not in before else before
    begins = list(_BEGINS.finditer(tail))
    if not begins or "保有" in tail[begins[-1].end() :]:  # a stock is no part of purchases
        return False
    # “由A、B组成，总额T”: what follows is the total of what was told before
    ends = begins[-1][0] in ("构成", "组成")
    return not ends or not (TRAILING.search(f.head) or _MADE_OF.match(f.before))


def list_end(figures: Sequence[Figure], i: int, to_semicolon: bool = False) -> int:
    """The index after the last figure of the list that begins at ``i``."""
    k = i + 1
    while (
        k < len(figures)
        and figures[k].sentence == figures[i].sentence
        and figures[k].depth >= figures[i].depth
    ):
        if to_semicolon and re.search(r"[；;]", figures[k].before):
            break
        k += 1
    return k


def _parts(
    figures: Sequence[Figure], i: int, end: int, lead: Figure, starts: Sequence[int], through: bool = False
) -> list[Figure]:
    """The members of a list; figures of a list nested in one of its members are left to that member.

    ``through`` reads on behind a word that mostly leaves a list: “收入总计T，其中…；上年结转C” ends with a member.
    """
    skip: set[int] = set()
    for s in starts:
        if i < s < end:
            skip.update(range(s, list_end(figures, s, to_semicolon=True)))
    parts: list[Figure] = []
    codes: set[str] = set()
    for k in range(i, end):
        f = figures[k]
        if k in skip or f.depth != figures[i].depth or not of_the_lead(figures, f, lead):
            continue
        if f.printed.unit.base != lead.printed.unit.base or f.printed.about or _other_budget(f, lead):
            continue
        if k > i and (
            named_again(figures, k) is not None
            or TRAILING.search(f.head)
            or (_LEAVES.search(re.split(r"[；;。]", f.before)[-1]) and not through)
            or turns_away(figures, k, i, lead)
            or _other_concept(f, lead)
        ):
            break
        named = concept_of(f.head)
        if named and ancestors(named[0].code) & codes:
            continue  # a part of a member, told after a semicolon
        if named:
            codes.add(named[0].code)
        parts.append(f)
    return parts


#: Words with which a sentence leaves a list and speaks of something else.
_LEAVES = re.compile(
    r"[，,]\s*占(?![地道用])|(?:^|[，,])\s*加上|收入加(?:上|预计|上级|转移)|另外|此外|同时|与此|另有|比上年|较上年|与上年|授予|年末|结转|结余分配"
)


def _other_budget(f: Figure, lead: Figure) -> bool:
    """“全年预算合计T，其中…年初预算B，全年预算数C”: B is not a part of T."""
    kinds = {budget_kind(f.head), budget_kind(lead.head)}
    return lead.role == "budget" and len(kinds) == 2 and "budget" not in kinds


def _other_concept(f: Figure, lead: Figure) -> bool:
    """Is the figure a concept of the form that cannot be a part of the lead's concept?"""
    whole, part = concept_of(lead.before), concept_of(f.head)
    return bool(whole and part and whole[0].parts and part[0].code not in known_parts(whole[0].code))


def _parallel(passage: Passage, figures: Sequence[Figure], i: int, end: int, lead: Figure) -> Iterator[Claim]:
    """“458件，涉及1809.63万元。其中，受理206件，1008.51万元；调解291件，801.12万元”: the second column adds up too."""
    bases = {f.printed.unit.base for f in figures[i:end] if f.role == "amount"} - {
        lead.printed.unit.base,
        "",
        "1",
    }
    for base in bases:
        members = [
            f
            for f in figures[i:end]
            if f.printed.unit.base == base and f.role == "amount" and not f.printed.about
        ]
        at = next(k for k, f in enumerate(figures) if f is lead)
        totals = [
            f
            for f in figures[at + 1 : i]
            if f.printed.unit.base == base and f.role == "amount" and not REASON.search(f.head)
        ]
        heads = [g[0] for g in segments_of(figures, members)]
        if len(heads) < 2 and len(members) > 1:
            heads = members
        alike = len(heads) >= 2 and not other_measures(figures, heads)
        if totals and alike and all(f.depth == totals[0].depth for f in heads):
            total = operand(passage, totals[0], "合计", 1)
            parts = [operand(passage, f, "分项", -1) for f in heads]
            # Where the first column adds up, the list is complete, and this column must add up too.
            key = f"{passage.context.title}:{key_name(passage, totals[0])}:{base}"
            yield from judge([(total, *parts)], key, complete=_adds_up(figures, i, end, lead, len(heads)))


def _adds_up(figures: Sequence[Figure], i: int, end: int, lead: Figure, count: int) -> bool:
    members = [
        f for f in figures[i:end] if f.printed.unit.base == lead.printed.unit.base and f.role == lead.role
    ]
    if len(members) != count:
        return False
    added = Interval.point(0)
    for f in members:
        added = added + f.printed.interval
    return lead.printed.interval.meets(added)


def _sum(
    passage: Passage, lead: Figure, parts: Sequence[Figure], figures: Sequence[Figure], key: str
) -> Iterator[Claim]:
    """The readings of a list, likeliest first: all members, one for each stretch between semicolons, a first stretch."""
    total = operand(passage, lead, "合计", 1)
    parts, segments = _until_it_turns(passage, lead, parts, segments_of(figures, parts))
    complete = (
        complete_by_form(passage, lead, parts)
        or "分别" in parts[0].before
        or as_many_as_said(figures, lead, parts)
        or as_many_kinds_as_said(passage, lead, parts)
    )
    readings = [list(parts)]
    if len(segments) > 1 and len(segments) < len(parts):
        readings.append([g[0] for g in segments])
        if len(segments[0]) > 1:
            readings.append(segments[0])
    kinds = kinds_of([squeeze(p.label) for p in parts])
    crossing = not kinds and any(QUALITY.search(squeeze(p.label)) for p in parts)
    if not kinds:
        # A sentence may run on after its list; the first member alone may already be all of it. What 、 joins is not
        # cut, unless the members are no kinds but qualities, which overlap (党员、女职工).
        cuts = [n for n in range(len(parts) - 1, 0, -1) if crossing or not _JOINED.match(parts[n].before)]
        readings += [list(parts[:n]) for n in cuts]
    elif len(parts) > 3 and _again(parts) and _makes(passage, lead, parts[:-1]):
        readings.append(
            list(parts[:-1])
        )  # “正高级14人、副高级31人、中级及以下51人，高级职称45人”: the last counts two again
    ways = [(total, *(operand(passage, p, "分项", -1) for p in r)) for r in readings]
    if (other := earlier_whole(figures, lead, parts)) is not None:
        ways = [(operand(passage, other, "合计", 1), *ways[0][1:])]
        total = ways[0][0]
    held = any(total.interval.meets(added(w[1:])) for w in ways)
    if not held and (_no_list(figures, lead, parts, ways[0]) or (crossing and not _slips(ways))):
        return  # the same person may be a member of the party and a woman
    if not held and passage.text.endswith(_CUT) and parts[-1].sentence == passage.sentences[-1].index:
        return  # the list goes on where the text was cut off
    filled = _columns_fill(passage, figures, parts, lead)
    told = list(judge(ways, key, complete=complete or filled))
    yield from told
    if not told and not crossing and (slipped := slipped_list(ways[0], parts, key)) is not None:
        yield slipped
    if filled and 1 < len(segments) < len(parts):
        for g in segments:
            if len(g) > 2:
                inner = (operand(passage, g[0], "合计", 1), *(operand(passage, p, "分项", -1) for p in g[1:]))
                shorter = [inner[:n] for n in range(len(inner) - 1, 2, -1)]
                yield from judge([inner, *shorter], f"{key}:{key_name(passage, g[0])}", complete=False)


def _until_it_turns(
    passage: Passage, lead: Figure, parts: Sequence[Figure], segments: list[list[Figure]]
) -> tuple[Sequence[Figure], list[list[Figure]]]:
    """The members and their stretches, without those behind a semicolon that speak of something else."""
    several = len(segments) > 1 and len(segments[0]) > 1
    done = several and exhausts(lead, segments[0]) and not exhausts(lead, parts)
    # “医生A人、护士B人；高级职称C人”: the same people are counted anew
    if done or (several and _turns_to_qualities(segments) and not _makes(passage, lead, parts)):
        return segments[0], segments[:1]
    return parts, segments


def _turns_to_qualities(segments: Sequence[Sequence[Figure]]) -> bool:
    """Does a list of kinds end at a semicolon behind which qualities of the same people begin?"""
    said = [any(QUALITY.search(squeeze(p.label)) for p in g) for g in segments]
    return not said[0] and said[1]


def _slips(ways: Sequence[Sequence[Operand]]) -> bool:
    return any(slip(w[0].interval, added(w[1:])) for w in ways)


def _no_list(
    figures: Sequence[Figure], lead: Figure, parts: Sequence[Figure], way: Sequence[Operand]
) -> bool:
    """Do these figures, which do not add up, stand together for another reason than to be added up?"""
    if other_measures(figures, parts) or come_and_go(p.label for p in parts):
        return True
    return is_difference(lead) and added(way[1:]).low > way[0].interval.high


def sum_of(passage: Passage, whole: Figure, members: Sequence[Figure]) -> tuple[Operand, ...]:
    """The operands of a sum claim."""
    return (operand(passage, whole, "合计", 1), *(operand(passage, m, "分项", -1) for m in members))


def _makes(passage: Passage, whole: Figure, members: Sequence[Figure]) -> bool:
    total, *parts = sum_of(passage, whole, members)
    return total.interval.meets(added(parts))


_KIND_OF = re.compile(r"(?:职称|人员|资格|教师|专业|技术)+$")


def _again(parts: Sequence[Figure]) -> bool:
    """Is the name of the last member a part of two others' names (高级 beside 正高级, 副高级)?"""
    last = _KIND_OF.sub("", squeeze(parts[-1].label))
    return len(last) >= 2 and sum(last in squeeze(p.label) for p in parts[:-1]) >= 2


_CUT = ("…", "...")
_JOINED = re.compile(r"\s*[、和及与]")
QUALITY = re.compile(r"党员|团员|女(?:性|职工|干部|同志)?$|少数民族|学历|学位|本科|研究生|硕士|博士|职称")


def _columns_fill(passage: Passage, figures: Sequence[Figure], parts: Sequence[Figure], lead: Figure) -> bool:
    """Does another column of the same list add up exactly? Then no member is left out."""
    start = next(k for k, f in enumerate(figures) if f is parts[0])
    end = next(k for k, f in enumerate(figures) if f is parts[-1]) + 3
    return any(
        len(c.operands) > 2 and c.operands[0].interval.meets(added(c.operands[1:]))
        for c in _parallel(passage, figures, start, min(end, len(figures)), lead)
    )


def _within(passage: Passage, lead: Figure, part: Figure, before: Sequence[Figure]) -> Claim:
    """“采购T，货物A，工程B，服务C，其中面向中小企业D”: D may be a part of C or of what C is a part of.

    A sentence that begins with 其中 may go back to anything its paragraph has told.
    """
    wider = [
        f
        for f in before
        if (f.sentence == lead.sentence or part.sentence > lead.sentence)
        and f.role == lead.role
        and f.printed.unit.base == lead.printed.unit.base
    ]
    small = operand(passage, part, "其中")
    return Claim(
        Kind.SUM,
        "part-of-total",
        Relation.AT_MOST,
        (small, operand(passage, lead, "合计")),
        "“其中”的数不应大于总数",
        f"within:{passage.context.title}:{key_name(passage, part)}",
        Certainty.LIKELY,
        alternatives=tuple((small, operand(passage, f, "合计")) for f in wider),
    )


def key_name(passage: Passage, figure: Figure) -> str:
    named = concept_of(figure.before, passage.context.path)
    return named[0].code if named else squeeze(figure.label)[-12:]
