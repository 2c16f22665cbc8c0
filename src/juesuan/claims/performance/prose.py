"""Score prose: “……，得2分；……，得3分。某某总评价分12分，评价得分11分”, read as full marks, points got and
their items.

The prose of an evaluation report walks through the score sheet. A summary states the full marks and the
points of a section; the awards before it in its paragraph are its items; the last summary under a numbered
heading sums up the others. Everything is tied to the sheet by the sections' names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, same, total
from juesuan.claims.performance.counts import COUNTED, number_of
from juesuan.claims.performance.figures import operand, quantities, quantity_at
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.tree import Node, leaf_score, leaf_weight, scores_of, walk

#: What a section is called: the run of words before its marks.
_NAME = re.compile(r"[^，。；：,;:、（(）)]{2,24}\Z")
_NAMED = r"(?<=[^，。；：,;:、（(）)]{2})"
_NUMBER = r"(?P<{}>\d+(?:\.\d+)?)分"
_GOT = r"[，,；;]?(?:[^，。；,;\d]{0,8}?)(?:评价|实际|自评|最终|综合|考核|评定)?得(?:分)?(?:为|是)?"
_SUMMARY = re.compile(
    _NAMED
    + r"(?:总?评价?总?(?:分值|分)|总评价得分|评价得分|总分值?|满分|分值|权重分?|标准分|应得分|评分)(?:为|是|共|计)?"
    + _NUMBER.format("full")
    + _GOT
    + _NUMBER.format("got")
)
_BRACKETED = re.compile(
    _NAMED + r"[（(](?:满分|分值|权重)?" + _NUMBER.format("full") + r"[)）]"
    r"[^。；（(\d]{0,16}?(?:得分|得)(?:为|是)?[:：]?" + _NUMBER.format("got")
)
AWARD = re.compile(r"(?:(?:得分?|计|记)|(?<=[，,])的)(?P<n>\d+(?:\.\d+)?)分(?=[；;，,。、]|$)")
DEDUCTED = re.compile(r"扣(?P<less>\d+(?:\.\d+)?)分[，,](?:实际)?得分?(?P<n>\d+(?:\.\d+)?)分")
#: The points of a questionnaire (“问卷总分9980分，综合得分96.9分”) are on its own scale.
_SURVEYED = re.compile(r"问卷|答卷|受访|被调查|测评票")
_OPENING = re.compile(r"^(?:经过?评价分析|综上所述?|其中|经综合评价|因此)")
_TOP = re.compile(r"^\d{1,2}[.．、]|^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]")
_HEAD = re.compile(r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、])(?P<head>[^，。；：,;:]{2,30})")


@dataclass
class Summary:
    """One summary: the section it names, full marks, points, and the awards before it in its paragraph."""

    line: Box
    name: str
    full: Operand
    got: Operand
    span: tuple[int, int]
    items: list[Operand] = field(default_factory=list)
    head: str = ""
    announced: int | None = None


@dataclass
class Chapter:
    """The summaries under one numbered heading; ``whole`` sums up the ``parts``."""

    head: str
    parts: list[Summary]
    whole: Summary | None = None


def chapters_of(lines: Sequence[Box]) -> list[Chapter]:
    """Every numbered heading with the summaries below it."""
    chapters: list[Chapter] = [Chapter("", [])]
    for line in lines:
        if _TOP.match(line.text):
            m = _HEAD.match(line.text)
            chapters.append(Chapter(m["head"] if m else "", []))
        chapters[-1].parts += summaries_of(line)
    found = [c for c in chapters if c.parts]
    for chapter in found:
        last, rest = chapter.parts[-1], chapter.parts[:-1]
        if len(rest) >= 2 and _sums_up(last, rest):
            chapter.whole, chapter.parts = last, rest
    return found


def _sums_up(last: Summary, rest: Sequence[Summary]) -> bool:
    """A paragraph of its own, not numbered as its predecessors are, without items, and with the highest
    marks."""
    own = all(p.line.block != last.line.block for p in rest) and not last.head and not last.items
    return (
        own and any(p.head for p in rest) and last.full.interval.low >= max(p.full.interval.low for p in rest)
    )


def summaries_of(line: Box) -> list[Summary]:
    """The summaries of a paragraph, each with the awards between it and the one before."""
    text = line.text
    if "分" not in text or "得" not in text:
        return []
    matches = sorted([*_SUMMARY.finditer(text), *_BRACKETED.finditer(text)], key=lambda m: m.start())
    if not matches:
        return []
    by_start = {q.start: q for q in quantities(text)}
    found: list[Summary] = []
    begin = 0
    head, counted = _HEAD.match(text), COUNTED.search(text)
    for m in matches:
        full, got = by_start.get(m.start("full")), by_start.get(m.start("got"))
        named = _NAME.search(text, max(begin, m.start() - 24), m.start())
        if (
            full is None
            or got is None
            or m.start() < begin
            or named is None
            or named[0][-1] in "得扣减加实失"
            or _SURVEYED.search(named[0])
        ):
            continue
        awards = [
            by_start[a.start("n")]
            for a in AWARD.finditer(text, begin, m.start("full"))
            if a.start("n") in by_start
        ]
        begin = m.end()
        name = _OPENING.sub("", named[0])
        found.append(
            Summary(
                line,
                name,
                operand(line, full, f"{name}满分", exact=True),
                operand(line, got, f"{name}得分", exact=True),
                (named.start(), m.end()),
                [operand(line, q, "得", exact=True) for q in awards if q.printed.value <= full.printed.value],
                head["head"] if head else "",
                number_of(counted["n"]) if counted and counted["level"] != "二" else None,
            )
        )
    return found


def node_for(words: str, roots: Sequence[Node]) -> Node | None:
    """The section whose name ``words`` are, or begin with; the longest name wins."""
    named = [n for n in walk(roots) if n.name and (words == n.name or words.startswith(n.name))]
    return max(named, key=lambda n: len(n.name), default=None)


def section_of(summary: Summary, head: str, roots: Sequence[Node]) -> Node | None:
    """The section a summary is about: the one it names if its full marks fit, else the one its paragraph is
    headed by."""
    named, headed = node_for(summary.name, roots), node_for(summary.head or head, roots)
    for node in (named, headed):
        if node is not None and any(w.interval.meets(summary.full.interval) for w in node.weights):
            return node
    return named if named is not None and (headed is None or named.name == summary.name) else headed


def prose_claims(chapters: Sequence[Chapter], roots: Sequence[Node]) -> Iterator[Claim]:
    """Items make sections, sections make chapters, and all of it agrees with the sheet."""
    for chapter in chapters:
        for n, part in enumerate(chapter.parts):
            node = section_of(part, "", roots)
            yield from _items(part, node, f"{part.name}|{n}")
            if node is not None:
                yield from _against_sheet(part, node, f"{part.name}|{n}")
        if chapter.whole is not None:
            node = section_of(chapter.whole, chapter.head, roots)
            yield from _whole(chapter, chapter.whole, node is not None)
            if node is not None:
                yield from _against_sheet(chapter.whole, node, f"{chapter.whole.name}|whole")


def _items(part: Summary, node: Node | None, key: str) -> Iterator[Claim]:
    if not part.items:
        return
    leaves = node.placed if node is not None else []
    sure = len(part.items) in (part.announced, len(leaves) or None)
    if len(part.items) > 1 or sure:
        yield total(
            Kind.SCORE,
            "prose-section-is-sum",
            part.got,
            part.items,
            f"{part.name}得分＝各项得分之和",
            key,
            CERTAIN if sure else LIKELY,
        )
    if len(part.items) != len(leaves):
        return
    for n, (item, leaf) in enumerate(zip(part.items, leaves, strict=True)):
        score = leaf_score(leaf, item.printed.decimals if item.printed is not None else 0)
        weight = leaf_weight(leaf)
        if score is not None:
            # The weight does not enter the sum; it shows the reader what the item could get.
            context = [replace(weight, weight=Decimal(0))] if weight is not None else []
            yield total(
                Kind.SCORE,
                "prose-item-matches-sheet",
                item,
                [score, *context],
                f"“{leaf.label}”，文字得分＝指标表得分",
                f"{key}|{n}",
                LIKELY,
            )
        less = _deducted(part.line, item)
        if weight is not None and less is not None:
            yield total(
                Kind.SCORE,
                "deduction-leaves-score",
                item,
                [weight, replace(less, weight=-less.weight)],
                f"“{leaf.label}”得分＝分值－扣分",
                f"{key}|{n}",
                LIKELY,
            )


def _deducted(line: Box, item: Operand) -> Operand | None:
    for m in DEDUCTED.finditer(line.text):
        if line.span(m.start("n"), m.end("n")) == item.number:
            q = quantity_at(line.text, m, "less")
            return None if q is None else operand(line, q, "扣", exact=True)
    return None


def _against_sheet(part: Summary, node: Node, key: str) -> Iterator[Claim]:
    weights = node.weights
    if weights:
        yield same(
            Kind.REPEAT,
            "prose-weight-matches-sheet",
            part.full,
            weights[0],
            f"“{node.name}”满分，文字＝指标表",
            key,
        )
    scores, placed = scores_of(node.leaves, 0), scores_of(node.placed, 0)
    if scores is not None and not node.torn:
        yield total(
            Kind.SCORE,
            "prose-score-matches-sheet",
            part.got,
            scores,
            f"“{node.name}”得分，文字＝指标表所属指标得分之和",
            key,
            others=[placed] if placed is not None else [],
        )


def _whole(chapter: Chapter, whole: Summary, known: bool) -> Iterator[Claim]:
    fits = whole.full.interval.low == sum(p.full.interval.low for p in chapter.parts)
    certainty = CERTAIN if known or fits else LIKELY
    words = f"{whole.name}{{}}＝以上各部分{{}}之和"
    yield total(
        Kind.SCORE,
        "prose-chapter-is-sum",
        whole.full,
        [p.full for p in chapter.parts],
        words.format("满分", "满分"),
        f"{whole.name}|full",
        certainty,
    )
    yield total(
        Kind.SCORE,
        "prose-chapter-is-sum",
        whole.got,
        [p.got for p in chapter.parts],
        words.format("得分", "得分"),
        f"{whole.name}|got",
        certainty,
    )
