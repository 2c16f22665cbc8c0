"""Indicators of a score sheet told in prose by their names: “社会公众满意度89.28%，按比例得3.97分”.

The value beside an indicator's name is its actual or its target, and the points that follow it are its points, wherever
the report says so. Names of two or three words that every report uses (预算执行率) prove nothing by themselves; they are
tied to their indicator only by the points told with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import LIKELY, same, total
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet, bare
from juesuan.claims.performance.tree import leaf_score

#: What an indicator's name ends with and a sentence leaves out: “投资评审项目数” is told as “投资评审项目458个”.
_ENDING = re.compile(r"(?:完成)?(?:情况|数量|个数|人数|次数|总数|总量|金额|数|量)$")
#: What stands between a name and its value.
_VERB = re.compile(r"(?:实际)?(?:均|已|共|只|仅|为|是|达到?|完成|实现|约|有)*$")
_POINTS = re.compile(r"(?<![扣总])(?<!自评)(?<!综合)(?<!评价)(?<!平均)得(?:分)?(?P<n>\d+(?:\.\d+)?)分")
#: Words of another time, another measure, or a plan: the value is not the indicator's actual.
_OTHER = re.compile(
    r"上年|去年|同比|增长|下降|减少|提高|提升|目标|计划|任务|标准|不低于|不少于|以上|较|比|平均|预计|力争|确保"
)
_CLAUSE = re.compile(r"[，。；：,;:、（(]")
_STOP = re.compile(r"[。；;]")
_SHORTEST = 4
#: Names at least this long are an indicator's own.
_TELLING = 7


@dataclass(frozen=True, slots=True)
class _Told:
    """A value in prose and the indicators whose name stands before it; ``shared`` is how much of the name does."""

    line: Box
    value: Quantity
    leaves: tuple[Leaf, ...]
    shared: int


def value_claims(sheets: Sequence[Sheet], lines: Sequence[Box]) -> Iterator[Claim]:
    """The claims of every value (and its points) told beside the name of an indicator."""
    named: dict[str, list[Leaf]] = {}
    for sheet in sheets:
        for leaf in sheet.leaves:
            name = _ENDING.sub("", bare(leaf.label))
            if len(name) >= _SHORTEST:
                named.setdefault(name, []).append(leaf)
    if not named:
        return
    yield from _twice(named, {id(leaf): sheet.project for sheet in sheets for leaf in sheet.leaves})
    ending = defaultdict(list)
    for name in named:
        ending[name[-_SHORTEST:]].append(name)
    for line in lines:
        if len(line.text) > 20 and any(e in line.text for e in ending):
            yield from _in_line(line, named, ending)


def _twice(named: dict[str, list[Leaf]], projects: dict[int, str]) -> Iterator[Claim]:
    """One indicator with one target in two sheets (the department's and the project's) has one actual.

    Two projects that both ask for 服务对象满意度≥90% are two indicators. ``projects`` names the project of each leaf's sheet.
    """
    for name, leaves in named.items():
        if len(name) < _TELLING:
            continue
        first: dict[str, tuple[str, Operand]] = {}
        for leaf in leaves:
            target, box = leaf.box("target"), leaf.box("actual")
            cell = lone(box) if box is not None else None
            if target is None or box is None or cell is None or not any(c.isdigit() for c in target.text):
                continue
            done = operand(box, cell, "完成值")
            project, known = first.setdefault(target.text, (projects[id(leaf)], done))
            if projects[id(leaf)] and project and project != projects[id(leaf)]:
                continue
            if known is not done and known.interval.middle:
                formula = f"“{leaf.label}”在两张表中的完成值一致"
                yield same(Kind.REPEAT, "indicator-repeats", done, known, formula, f"twice|{name}", LIKELY)


def _in_line(line: Box, named: dict[str, list[Leaf]], ending: dict[str, list[str]]) -> Iterator[Claim]:
    if _SETS_UP.search(line.text):
        return  # “履职效益设立…3个三级指标。…得6分”: the marks of the overall sheet, read with its sections
    found = [t for q in quantities(line.text) if (t := _told(line, q, named, ending)) is not None]
    for k, told in enumerate(found):
        stop = found[k + 1].value.start if k + 1 < len(found) else len(line.text)
        points = _points(line, told.value.end, stop)
        name = told.leaves[0].label
        if told.shared >= _TELLING or points is not None:
            yield from _value(told, name)
        if points is not None:
            scores = [
                s for leaf in told.leaves if (s := leaf_score(leaf, points.printed.decimals)) is not None
            ]
            if scores:
                yield total(
                    Kind.SCORE,
                    "prose-item-matches-sheet",
                    operand(line, points, "得分", exact=True),
                    scores[:1],
                    f"“{name}”，文字得分＝指标表得分",
                    f"told|{name}",
                    LIKELY,
                    others=[[s] for s in scores[1:]],
                )


_SETS_UP = re.compile(r"(?:设立|设置|下设|包括|分为)[^。；]{4,120}个[一二三]级指标")


def _told(line: Box, q: Quantity, named: dict[str, list[Leaf]], ending: dict[str, list[str]]) -> _Told | None:
    unit = q.printed.unit
    if unit.kind not in ("count", "ratio") or not unit.printed or q.printed.about or q.sign:
        return None
    clause = _CLAUSE.split(line.text[max(0, q.start - 40) : q.start])[-1]
    words = _VERB.sub("", clause)
    if _OTHER.search(clause) or len(words) < _SHORTEST:
        return None
    best, size = "", 0
    for name in ending.get(words[-_SHORTEST:], ()):
        n = _common_end(words, name)
        if n > size and n * 5 >= len(name) * 3:
            best, size = name, n
    return _Told(line, q, tuple(named[best]), size) if best else None


def _common_end(one: str, other: str) -> int:
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return n


def _points(line: Box, start: int, stop: int) -> Quantity | None:
    """The points told right after a value, before the sentence ends or another value's name comes."""
    end = _STOP.search(line.text, start, stop)
    m = _POINTS.search(line.text, start, min(end.start() if end else stop, start + 40))
    return None if m is None else next((q for q in quantities(line.text) if q.start == m.start("n")), None)


def _value(told: _Told, name: str) -> Iterator[Claim]:
    cells = [c for leaf in told.leaves for c in _cells(leaf, told.value)]
    if cells:
        said = operand(told.line, told.value, name)
        formula, key = f"“{name}”的完成值，文字＝指标表", f"told|{name}"
        claim = same(Kind.REPEAT, "indicator-repeats", said, cells[0], formula, key, LIKELY)
        others = [
            same(Kind.REPEAT, "indicator-repeats", said, c, formula, key, LIKELY).operands for c in cells[1:]
        ]
        yield Claim(
            claim.kind,
            claim.check,
            claim.relation,
            claim.operands,
            formula,
            key,
            LIKELY,
            alternatives=tuple(others),
        )


def _cells(leaf: Leaf, q: Quantity) -> Iterator[Operand]:
    """What the sheet prints for the indicator in the unit of ``q``: its actual, then its target."""
    for role in ("actual", "target"):
        box = leaf.box(role)
        cell = lone(box) if box is not None else None
        if box is not None and cell is not None and cell.printed.unit.base == q.printed.unit.base:
            yield operand(box, cell, "完成值" if role == "actual" else "指标值")
