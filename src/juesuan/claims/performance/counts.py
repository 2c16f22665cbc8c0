"""“甲、乙、丙3个二级指标”: how many indicators the prose announces, lists, and the score sheet has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.amounts import Interval, parse_chinese
from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import LIKELY, same
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.tree import Node, walk

COUNTED = re.compile(
    r"(?:设立|设置|设有?|包括|包含|涵盖|分为|由)了?(?P<list>[^。；;]{2,400}?)等?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})个"
    r"(?P<level>[一二三四])级指标"
)
_LEVEL = re.compile(r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|项)(?P<level>[一二三])级指标")


def number_of(text: str) -> int | None:
    """A count in digits or Chinese numerals."""
    return int(text) if text.isdigit() else parse_chinese(text)


def count_claims(lines: Sequence[Box], roots: Sequence[Node]) -> Iterator[Claim]:
    """“甲、乙、丙3个二级指标”: the list has as many names, and the sheet as many indicators."""
    for line in lines:
        if "级指标" not in line.text:
            continue
        for m in COUNTED.finditer(line.text):
            number = number_of(m["n"])
            if number is None:
                continue
            said = _counted(line, m, number)
            names = listed(m["list"])
            key = f"{m['list'][:16]}|{m['level']}"
            here = replace(_list(line, m, len(names)), weight=-said.weight)
            whole_words = replace(_list(line, m, m["list"].count("、") + 1), weight=-said.weight)
            formula = f"所列指标的个数＝{m['n']}个"
            if len(names) > 1:
                yield Claim(
                    Kind.COUNT,
                    "indicators-listed",
                    Relation.LINEAR,
                    (said, here),
                    formula,
                    key,
                    alternatives=((said, whole_words),),
                )
            node = _node_before(line.text, m, roots)
            below = [] if node is None else node.children if m["level"] == "二" else node.placed
            if node is not None and below:
                box = node.boxes[0]
                count = Operand(
                    box.span(), box.span(), f"指标表“{node.name}”下{len(below)}个", Interval.point(len(below))
                )
                yield same(
                    Kind.MISSING,
                    "indicators-announced",
                    said,
                    count,
                    f"“{node.name}”的{m['level']}级指标个数，文字＝指标表",
                    key,
                )


def _counted(line: Box, m: re.Match[str], number: int) -> Operand:
    span = line.span(m.start("n"), m.end())
    return Operand(
        span, line.span(m.start("n"), m.end("n")), line.text[m.start("n") : m.end()], Interval.point(number)
    )


def _list(line: Box, m: re.Match[str], number: int) -> Operand:
    span = line.span(m.start("list"), m.end("list"))
    return Operand(span, span, f"所列{number}个", Interval.point(number))


def listed(words: str) -> list[str]:
    """The names of a list: split at 、, and its last member at 和 or 以及."""
    names = words.split("、")
    tail = re.split(r"以及|和|及", names[-1])
    return [*names[:-1], *tail] if len(tail) == 2 and all(len(t) > 1 for t in tail) else names


def _node_before(text: str, m: re.Match[str], roots: Sequence[Node]) -> Node | None:
    """The section named right before 设立."""
    before = re.split(r"[，。；,;]", text[: m.start()])[-1]
    before = re.sub(r"^[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]", "", before)
    exact = [n for n in walk(roots) if n.name and n.name == before]
    return exact[0] if len(exact) == 1 else None


def level_claims(lines: Sequence[Box], trees: Sequence[Sequence[Node]]) -> Iterator[Claim]:
    """“3个一级指标、9个二级指标、21个三级指标” against a report's only score sheet."""
    if len(trees) != 1:
        return
    nodes = list(walk(trees[0]))
    leaves = sum(len(n.placed) for n in trees[0])
    depth = max(n.depth for n in nodes)
    if depth != 1:
        return
    found = {"一": len(trees[0]), "二": sum(n.depth == 1 for n in nodes), "三": leaves}
    for line in lines:
        if "级指标" not in line.text:
            continue
        for sentence in re.finditer(r"[^。；;]+", line.text):
            told = list(_LEVEL.finditer(line.text, sentence.start(), sentence.end()))
            if len({m["level"] for m in told}) < 2 or len(told) > 3:
                continue
            for m in told:
                number = number_of(m["n"])
                if number is None:
                    continue
                box = nodes[0].boxes[0]
                count = found[m["level"]]
                there = Operand(box.span(), box.span(), f"指标表有{count}个", Interval.point(count))
                words = f"{m['level']}级指标个数，文字＝指标表"
                yield same(
                    Kind.COUNT,
                    "indicator-levels-counted",
                    _counted(line, m, number),
                    there,
                    words,
                    m["level"],
                    LIKELY,
                )
