"""Sections told with weight and score side by side: “履职产出45分，得44.47分；…”, “（一）项目决策（权重20分，得分18分）”.

A score is not above its weight; both are those of the score sheet's section of that name, and what is listed after one
total makes that total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, at_most, total
from juesuan.claims.performance.figures import operand, quantities
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf
from juesuan.claims.performance.tree import Node, leaf_score, leaf_weight, scores_of, weights_of

_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z“”（）]{2,16}?)"
_WEIGHT = r"(?:满分|分值|权重|标准分)?(?:为|是|共计?)?[:：]?(?P<w>\d+(?:\.\d+)?)分?"
_SCORE = r"(?:实际|自评|评价)?得分?(?:为|是)?[:：]?(?P<s>\d+(?:\.\d+)?)分"
_BESIDE = re.compile(
    rf"(?:^|(?<=[，。；：:;,]))(?:其中[:：，]?)?{_NAME}{_WEIGHT}[，,]{_SCORE}(?=[；;。，,]|$)"
)
_BRACKET = re.compile(rf"{_NAME}[（(]{_WEIGHT}[，,、；;]{_SCORE}[)）]")
_LEADING = re.compile(r"(?:得分|总分|评分)(?:为|是)?[:：]?(?P<n>\d+(?:\.\d+)?)分")
_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|[A-Z]\d*[.．、]?)+")
#: What names a sum of points, or the points of a questionnaire, names no part beside other parts.
_NO_PART = re.compile(r"综合得?分?$|总(?:评价)?得?分?$|总评价|问卷|调查")
_FILLER = re.compile(r"(?:情况|指标|方面|部分|维度|类)+$|^项目(?=..)")


def section_claims(lines: Sequence[Box], trees: Sequence[Sequence[Node]]) -> Iterator[Claim]:
    """The claims of every section told with its weight and its score."""
    sections = _known(trees)
    for line in lines:
        if "得" not in line.text or "分" not in line.text:
            continue
        beside = list(_BESIDE.finditer(line.text))
        for m in (*beside, *_BRACKET.finditer(line.text)):
            found = _pair(line, m)
            if found is not None:
                yield from _against(*found, sections.get(_key(m["name"]), ()), _key(m["name"]))
        yield from _sum(line, beside)


def _key(name: str) -> str:
    return _FILLER.sub("", _NUMBER.sub("", name.strip("“”")))


def _known(trees: Sequence[Sequence[Node]]) -> dict[str, tuple[Node | Leaf, ...]]:
    """Section (or item) by name; a name that several sheets use for different things is left out."""
    found: dict[str, list[Node | Leaf]] = {}

    def add(node: Node) -> None:
        found.setdefault(_key(node.name), []).append(node)
        for leaf in node.leaves:
            found.setdefault(_key(leaf.label), []).append(leaf)
        for child in node.children:
            add(child)

    for tree in trees:
        for node in tree:
            add(node)
    return {name: tuple(nodes[:1]) for name, nodes in found.items() if len({_items(n) for n in nodes}) == 1}


def _items(node: Node | Leaf) -> frozenset[int]:
    """What tells two sections of one name apart: the items below them."""
    return frozenset(map(id, node.leaves)) if isinstance(node, Node) else frozenset([id(node)])


def _pair(line: Box, m: re.Match[str]) -> tuple[Operand, Operand] | None:
    by_start = {q.start: q for q in quantities(line.text)}
    weight, score = by_start.get(m.start("w")), by_start.get(m.start("s"))
    if weight is None or score is None or weight.printed.value > 100 or weight.printed.unit.kind == "money":
        return None
    name = m["name"]
    return operand(line, weight, f"{name}满分", exact=True), operand(line, score, f"{name}得分", exact=True)


def _against(weight: Operand, score: Operand, known: Sequence[Node | Leaf], name: str) -> Iterator[Claim]:
    key = f"section|{name}"
    yield at_most(Kind.SCORE, "score-within-weight", score, weight, f"“{name}”得分不大于满分", key, CERTAIN)
    for node in known:
        if isinstance(node, Node):
            weights, scores = node.weights[:1] or weights_of(node.leaves), scores_of(node.leaves, 2)
            torn = node.torn
        else:
            w, s = leaf_weight(node), leaf_score(node, 2)
            weights, scores, torn = [w] if w else None, [s] if s else None, False
        if weights and not torn:
            formula = f"“{name}”满分，文字＝指标表"
            yield total(Kind.REPEAT, "prose-weight-matches-sheet", weight, weights, formula, key)
        if scores and not torn:
            formula = f"“{name}”得分，文字＝指标表所属指标得分之和"
            yield total(Kind.SCORE, "prose-score-matches-sheet", score, scores, formula, key)


def _sum(line: Box, parts: Sequence[re.Match[str]]) -> Iterator[Claim]:
    """“综合得分97.60分……。其中：A20分，得19.66分；B45分，得44.47分；……”"""
    if len(parts) < 2:
        return
    leads = list(_LEADING.finditer(line.text, 0, parts[0].start()))
    by_start = {q.start: q for q in quantities(line.text)}
    scores = [
        operand(line, by_start[m.start("s")], m["name"], exact=True)
        for m in parts
        if m.start("s") in by_start
    ]
    if len(leads) != 1 or any(_NO_PART.search(m["name"].removesuffix("得分")) for m in parts):
        return
    whole = by_start.get(leads[0].start("n"))
    if whole is not None and whole.printed.value <= 100 and len(scores) == len(parts):
        said = operand(line, whole, "得分", exact=True)
        words, key = "得分＝所列各部分得分之和", "sections|" + "、".join(_key(m["name"]) for m in parts)[:24]
        yield total(Kind.SCORE, "final-score-is-sum", said, scores, words, key, LIKELY)
