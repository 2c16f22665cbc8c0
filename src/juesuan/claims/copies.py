"""The same words printed more than once: pasted into annexes, objectives, results. Their figures must not differ.

A copy is recognised figure by figure: the words before and after it are the same in two places, and so are figures
beside it, words and values. One equal phrase is not enough, because template sentences repeat, rightly with other
figures. A weaker repetition (the same noun phrase before a number elsewhere) counts only when the two numbers are one
digit apart: the mark of a typing error.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from juesuan.claims.extents import may_be_one
from juesuan.claims.lists.adding import slip
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import concept_of

#: Characters compared before and after a figure.
BEFORE, AFTER = 14, 4
#: A copy has so many equal figures right before it, or after it, or one on each side. Templates repeat their endings
#: (“执行进度100%，结余率大于10%的项目0个”) more often than their beginnings, so more is asked of what follows.
LEADING, FOLLOWING = 2, 4


class _Printing(msgspec.Struct, frozen=True):
    """A figure with the words around it (other figures masked) and its position in its paragraph."""

    passage: Passage
    figure: Figure
    window: str
    index: int


_LETTERS = re.compile(r"[^#\W\d]")


def copies(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Claims that the figures of copied passages are equal."""
    rows = [_windows(p) for p in passages if p.figures]
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(rows):
        for printing in row:
            if len(_LETTERS.findall(printing.window)) >= 8:
                groups[printing.window].append((r, printing.index))
    taken: set[tuple[Span, Span]] = set()
    for window, members in groups.items():
        if len(members) > 1:
            for claim in _equal(rows, members, window):
                taken.add((claim.operands[0].number, claim.operands[1].number))
                yield claim
    yield from _phrases(passages, taken)
    yield from _scaled(passages)


def _windows(passage: Passage) -> list[_Printing]:
    """Every figure of a paragraph with its words; figures masked, punctuation and spaces left out."""
    masked: list[str] = []
    marks: list[tuple[int, int]] = []
    at = length = 0
    for f in passage.figures:
        words = _bare(passage.text[at : f.number.start])
        masked.append(words)
        length += len(words)
        marks.append((length, length + 1 + len(f.printed.unit.printed)))
        masked.append("#" + f.printed.unit.printed)
        length = marks[-1][1]
        at = f.number.end
    masked.append(_bare(passage.text[at:]))
    text = "".join(masked)
    return [
        _Printing(passage, f, text[max(0, start - BEFORE) : start] + "|" + text[start : stop + AFTER], i)
        for i, (f, (start, stop)) in enumerate(zip(passage.figures, marks, strict=True))
    ]


_POINTS = re.compile(r"[\s，,；;：:。、“”\"'（）()]")


def _bare(words: str) -> str:
    return _POINTS.sub("", words)


def _equal(rows: list[list[_Printing]], members: list[tuple[int, int]], window: str) -> Iterator[Claim]:
    """Pair each member with the value most copies show, where the figures beside the two are copies too."""
    votes = Counter(rows[r][i].figure.printed.value for r, i in members)
    usual = votes.most_common(1)[0][0]
    reference = next((r, i) for r, i in members if rows[r][i].figure.printed.value == usual)
    for member in members:
        if member == reference:
            continue
        before, after = (_beside(rows, member, reference, step) for step in (-1, 1))
        a, b = rows[member[0]][member[1]], rows[reference[0]][reference[1]]
        copied = before >= LEADING or after >= FOLLOWING or (before and after)
        same = a.figure.printed.value == usual
        if copied and not same:
            here, there = rows[member[0]], rows[reference[0]]
            copied = may_be_one(a.passage, a.figure, b.passage, b.figure) and not _of_other_wholes(
                here, member[1], there, reference[1]
            )
        if copied:
            yield _pair(
                a.passage, a.figure, b.passage, b.figure, window[:24], Certainty.CERTAIN, "copied-sentence"
            )


def _of_other_wholes(row: Sequence[_Printing], i: int, other: Sequence[_Printing], j: int) -> bool:
    """“共有车辆63辆，其中…执法用车63辆” and “购置车辆5辆，其中…执法用车5辆”: do the wholes before differ by as much?"""
    gap = row[i].figure.printed.base - other[j].figure.printed.base
    while i and j:
        i, j = i - 1, j - 1
        f, g = row[i].figure, other[j].figure
        if f.printed.base != g.printed.base:
            one = f.printed.unit.base == row[i + 1].figure.printed.unit.base == g.printed.unit.base
            return one and f.printed.base - g.printed.base == gap
    return False


def _beside(rows: list[list[_Printing]], one: tuple[int, int], other: tuple[int, int], step: int) -> int:
    """How many figures on one side of two printings, without a break, agree in words and value."""
    count = 0
    while count < FOLLOWING:
        i, j = one[1] + step * (count + 1), other[1] + step * (count + 1)
        if not (0 <= i < len(rows[one[0]]) and 0 <= j < len(rows[other[0]])):
            break
        a, b = rows[one[0]][i], rows[other[0]][j]
        if a.window != b.window or a.figure is b.figure or a.figure.printed.value != b.figure.printed.value:
            break
        count += 1
    return count


def _pair(p: Passage, f: Figure, q: Passage, g: Figure, key: str, certainty: Certainty, check: str) -> Claim:
    a = operand(p, f, "此处", 1).exact()
    b = operand(q, g, "别处", -1).exact()
    return Claim(
        Kind.REPEAT,
        check,
        Relation.LINEAR,
        (a, b),
        "同一句话在各处的数字应当一致",
        f"{check}:{key}:{p.context.title}:{q.context.title}",
        certainty,
    )


_GENERIC = re.compile(
    r"(?:预算数|决算数?|执行数|合计|总计|其中|金额|支出|收入|经费|总额|共计|分别|以上|单价|完成|目标|任务|增加|减少|增长|下降|占|每[人月年户个])(?:为|是|达)?$"
)


def _phrases(passages: Sequence[Passage], taken: set[tuple[Span, Span]]) -> Iterator[Claim]:
    """The same phrase before a number in two places: equal, or one digit apart."""
    groups: dict[tuple[str, str, str], list[tuple[Passage, Figure]]] = defaultdict(list)
    for p in passages:
        for f in p.figures:
            if f.printed.about or f.role not in ("amount", "other", "rate") or _digits(f) < 3:
                continue
            if phrase := _phrase(f):
                # A short phrase is one thing only together with what follows the number.
                follows = _bare(f.after)[:3] if len(phrase) < 8 else ""
                groups[phrase, f.printed.unit.printed, follows].append((p, f))
    for (phrase, _, _), members in groups.items():
        if len(members) < 2:
            continue
        votes = Counter(f.printed.value for _, f in members)
        if len(votes) > 2 or len({m[1].sentence for m in members}) < len(members):
            continue
        usual = votes.most_common(1)[0][0]
        reference = next((p, f) for p, f in members if f.printed.value == usual)
        for p, f in members:
            pair = (f.number, reference[1].number)
            if f is reference[1] or pair in taken or pair[::-1] in taken:
                continue
            slipped = f.printed.value != usual and _one_digit_off(f, reference[1])
            if f.printed.value == usual or (slipped and may_be_one(p, f, *reference)):
                yield _pair(p, f, *reference, phrase, Certainty.LIKELY, "same-phrase")


_LEADS = re.compile(r"^(?:其中|全年|今年|截至目前|目前|共|已|和|及|实现|完成)+")


def _scaled(passages: Sequence[Passage]) -> Iterator[Claim]:
    """“审减金额3.62万元” here and “审减金额3.62亿元” there: one amount under one name, in two units."""
    groups: dict[tuple[str, str], list[tuple[Passage, Figure]]] = defaultdict(list)
    for p in passages:
        for f in p.figures:
            if f.printed.unit.base == "元" and f.role == "amount" and _digits(f) >= 3 and not f.printed.about:
                words = _LEADS.sub("", _bare(f.head))
                if len(words) >= 4:
                    groups[words[-12:], f.printed.text].append((p, f))
    for (words, _), found in groups.items():
        if len({f.printed.unit.scale for _, f in found}) != 2:
            continue
        members = [
            (p, f)
            for p, f in found
            if _own(_LEADS.sub("", _bare(f.head)))
            and concept_of(f.head, p.context.path) is None  # facts agree elsewhere
        ]
        scales = Counter(f.printed.unit.scale for _, f in members)
        if len(scales) == 2 and max(scales) >= 1000 * min(scales):
            usual = scales.most_common(1)[0][0]
            reference = next((p, f) for p, f in members if f.printed.unit.scale == usual)
            for p, f in members:
                if f.printed.unit.scale != usual:
                    pair = _pair(p, f, *reference, words, Certainty.LIKELY, "unit-slip")
                    yield replace(pair, kind=Kind.UNIT, formula="同一个数在各处的单位应当一致")


def _own(words: str) -> str:
    """What words say of a number beyond 支出决算为 and the like, which stand before the numbers of every item."""
    while (bare := _GENERIC.sub("", words)) != words:
        words = bare
    return words


_FIRST = re.compile(r"^(?:其中|全年|今年|截至目前|目前|共|已|和|及)+")
_DIGIT = re.compile(r"\d")


def _phrase(f: Figure) -> str:
    words = _FIRST.sub("", _bare(f.head))
    return words if len(words) >= 5 and not _GENERIC.search(words) and not _DIGIT.search(words) else ""


def _digits(f: Figure) -> int:
    return len(f.printed.text.replace(",", "").replace(".", "").strip("0"))


def _one_digit_off(a: Figure, b: Figure) -> bool:
    x, y = a.printed.text.replace(",", ""), b.printed.text.replace(",", "")
    if len(x) != len(y):
        return False
    if sum(c != d for c, d in zip(x, y, strict=True)) == 1:
        return True
    gap = abs(a.printed.interval.middle - b.printed.interval.middle)
    return gap > Decimal(0) and slip(a.printed.interval, b.printed.interval) and len(x) >= 4
