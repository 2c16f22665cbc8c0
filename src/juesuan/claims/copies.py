"""The same sentence printed more than once: pasted into annexes, objectives, results. Its figures must not differ.

A copy is recognised by its words with the figures taken out. Short template sentences also repeat, rightly with other
figures, so a copy needs either many words or a neighbour that is a copy too. Weaker repetitions (the same noun phrase
before a number elsewhere) count only when the two numbers are one digit apart: the mark of a typing error.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.amounts import Interval
from juesuan.claims.figures import Sentence
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.sums import slip
from juesuan.taxonomy.vocabulary import squeeze

#: A sentence with this many characters beside its figures is not repeated by chance.
LONG = 40
SHORT = 12


def copies(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Claims that the figures of copied sentences are equal."""
    order: list[tuple[Passage, Sentence, str]] = []
    for p in passages:
        for s in p.sentences:
            order.append((p, s, skeleton(p, s)))
    groups: dict[str, list[int]] = defaultdict(list)
    for i, (_, s, words) in enumerate(order):
        if s.figures and len(words) >= SHORT:
            groups[words].append(i)
    taken: set[object] = set()
    for words, members in groups.items():
        if len(members) < 2:
            continue
        if len(words) < LONG:
            members = [i for i in members if _has_copied_neighbour(order, i, members)]
        if len(members) >= 2:
            for claim in _equal(order, members, words):
                taken.add(claim.operands[0].number)
                taken.add(claim.operands[1].number)
                yield claim
    yield from _phrases(passages, taken)


def skeleton(passage: Passage, sentence: Sentence) -> str:
    """The sentence's words with each figure replaced by its unit and list numbers left out."""
    parts: list[str] = []
    at = sentence.start
    for f in sentence.figures:
        parts.append(passage.text[at : f.number.start])
        parts.append("#" + f.printed.unit.printed)
        at = f.number.end
    parts.append(passage.text[at : sentence.end])
    return re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）)、.．]|[，,；;：:。\s]", "", squeeze("".join(parts)))


def _has_copied_neighbour(order: list[tuple[Passage, Sentence, str]], i: int, members: list[int]) -> bool:
    """Does the sentence before it stand, word for word, before another member too?

    The sentence after is not enough, nor is one without figures: the same reason often stands beside the same phrase
    about two different things.
    """

    def before(k: int) -> str:
        if not k or order[k - 1][0].block != order[k][0].block or not order[k - 1][1].figures:
            return ""
        return order[k - 1][2] + "|".join(f.printed.text for f in order[k - 1][1].figures)

    own = before(i)
    return len(own) >= SHORT and any(before(other) == own for other in members if other != i)


def _equal(order: list[tuple[Passage, Sentence, str]], members: list[int], words: str) -> Iterator[Claim]:
    for position in range(len(order[members[0]][1].figures)):
        figures = [(order[i][0], order[i][1].figures[position]) for i in members]
        votes = Counter(f.printed.value for _, f in figures)
        usual = votes.most_common(1)[0][0]
        reference = next((p, f) for p, f in figures if f.printed.value == usual)
        for p, f in figures:
            if f is not reference[1]:
                yield _pair(p, f, *reference, f"{words[:30]}:{position}", Certainty.CERTAIN, "copied-sentence")


def _pair(p: Passage, f: Figure, q: Passage, g: Figure, key: str, certainty: Certainty, check: str) -> Claim:
    a = _exact(operand(p, f, "此处", 1), f)
    b = _exact(operand(q, g, "别处", -1), g)
    return Claim(
        Kind.REPEAT, check, Relation.LINEAR, (a, b), "同一句话在各处的数字应当一致", f"{check}:{key}", certainty
    )


def _exact(o: Operand, figure: Figure) -> Operand:
    return replace(o, interval=Interval.point(figure.printed.base))


_GENERIC = re.compile(
    r"(?:预算数|决算数?|执行数|合计|总计|其中|金额|支出|收入|经费|总额|共计|分别|以上|单价|完成|目标|任务|增加|减少|增长|下降|占|每[人月年户个])$"
)


def _phrases(passages: Sequence[Passage], taken: set[object]) -> Iterator[Claim]:
    """The same phrase before a number in two places: equal, or one digit apart."""
    groups: dict[tuple[str, str, str], list[tuple[Passage, Figure]]] = defaultdict(list)
    for p in passages:
        for f in p.figures:
            phrase = _phrase(f)
            if phrase and not f.printed.about and _digits(f) >= 3 and f.role in ("amount", "other", "rate"):
                groups[phrase, f.printed.unit.printed, squeeze(f.after)[:3]].append((p, f))
    for (phrase, _, _), members in groups.items():
        if len(members) < 2 or len({m[1].sentence for m in members}) < len(members):
            continue
        votes = Counter(f.printed.value for _, f in members)
        if len(votes) > 2:
            continue
        usual = votes.most_common(1)[0][0]
        reference = next((p, f) for p, f in members if f.printed.value == usual)
        for p, f in members:
            if f is reference[1] or (f.number in taken and reference[1].number in taken):
                continue
            if f.printed.value == usual or _one_digit_off(f, reference[1]):
                yield _pair(p, f, *reference, phrase, Certainty.LIKELY, "same-phrase")


def _phrase(f: Figure) -> str:
    words = squeeze(f.head)
    words = re.sub(r"^(?:其中|全年|今年|截至目前|目前|共|已|和|及)+", "", words)
    return words if len(words) >= 5 and not _GENERIC.search(words) and not re.search(r"\d", words) else ""


def _digits(f: Figure) -> int:
    return len(f.printed.text.replace(",", "").replace(".", "").strip("0"))


def _one_digit_off(a: Figure, b: Figure) -> bool:
    x, y = a.printed.text.replace(",", ""), b.printed.text.replace(",", "")
    if len(x) != len(y):
        return False
    if sum(c != d for c, d in zip(x, y, strict=True)) == 1:
        return True
    gap = a.printed.interval.middle - b.printed.interval.middle
    return gap != 0 and abs(gap) > Decimal(0) and slip(a.printed.interval, b.printed.interval) and len(x) >= 4
