"""Goals of the year told in a row: “举办展览不少于10个；修复文物120件”, against the targets of the indicator table.

A goal is a number behind an indicator's name. One that differs may be another indicator's, or the plan of another year;
where several goals of the paragraph are the table's, digit for digit, the one that is not was mistyped in one of the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from juesuan.amounts import Unit
from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import LIKELY, same, total
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities, unit_hint
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet

#: Words between a name and its goal.
_TO = re.compile(
    r"(?:控制|保持|稳定)?(?:不少于|不低于|不超过|不高于|不大于|达到?|至少|在|为|≥|≤|>=|<=|大于等于|小于等于|共|约)+$"
)
_CLAUSE = re.compile(r"[，。；：,;:、！]|\d[.．、]|目标(?:是|为)")
#: What the year's goals do not say: what was done of them, and the plans of another year.
_OTHER = re.compile(
    r"实际|完成率|完成(?:年度|全年)?(?:目标|计划|任务)|上年|去年|同比|增长|下一?年|明年|下一步|较|比20"
)
#: What a goal does with its thing, and what the name of its indicator ends with.
_VERB = re.compile(r"^(?:计划|预计|全年|年度|完成|开展|组织|实施|举办|新增|新建|培训)+(?=.{3})")
_ENDING = re.compile(r"(?:情况|数量|个数|人数|次数|场次|总数|总量|里程|长度|面积|数|量)$")
_SHORTEST = 3
#: So many goals of the paragraph must be the table's for each one that is not.
_AGREEING = 3


@dataclass(frozen=True, slots=True)
class _Goal:
    """A number in prose, the name before it, and what the tables print for the indicator of that name."""

    line: Box
    value: Quantity
    name: str
    cells: tuple[Operand, ...]


def goal_claims(sheets: Sequence[Sheet], texts: Sequence[Box]) -> Iterator[Claim]:
    """The claims of paragraphs (and cells) that tell several goals which the tables tell too."""
    named = _named(sheets)
    if len(named) < _AGREEING:
        return
    for line in texts:
        if "目标" in line.text and not _OTHER.search(line.text):
            yield from _of_line(line, named)


def _named(sheets: Sequence[Sheet]) -> dict[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = defaultdict(list)
    for sheet in sheets:
        for leaf in sheet.leaves:
            if leaf.box("target") is not None and len(key := _key(leaf.label)) >= _SHORTEST:
                found[key].append(leaf)
    return found


def _key(name: str) -> str:
    return _ENDING.sub("", _VERB.sub("", name))


def _of_line(line: Box, named: dict[str, list[Leaf]]) -> Iterator[Claim]:
    goals = [g for q in quantities(line.text) if (g := _goal(line, q, named)) is not None]
    claims = [_claim(g) for g in goals]
    held = sum(evaluate(c).state == "held" for c in claims)
    if held >= _AGREEING * (len(claims) - held):
        yield from claims


def _goal(line: Box, q: Quantity, named: dict[str, list[Leaf]]) -> _Goal | None:
    if q.printed.unit.kind not in ("count", "ratio") or q.printed.about:
        return None
    words = _CLAUSE.split(line.text[max(0, q.start - 30) : q.start])[-1]
    name = _key(_TO.sub("", words))
    cells = tuple(c for leaf in named.get(name, ()) for c in _cells(leaf, q))
    return _Goal(line, q, name, cells) if cells else None


def _cells(leaf: Leaf, q: Quantity) -> Iterator[Operand]:
    """The indicator's target, then its actual, in the unit of ``q``; a column of units speaks for both."""
    for role, words in (("target", "指标值"), ("actual", "完成值")):
        box = leaf.box(role)
        cell = lone(box) if box is not None else None
        if box is None or cell is None:
            continue
        unit = _unit(leaf) if not cell.printed.unit.printed else None
        if unit is not None:
            cell = replace(cell, printed=replace(cell.printed, unit=unit))
        if cell.printed.unit.base == q.printed.unit.base:
            yield operand(box, cell, words, exact=True)


def _unit(leaf: Leaf) -> Unit | None:
    """The unit told in a column of its own (万人次) or in brackets behind the name."""
    box = leaf.boxes.get("unit")
    told = quantities(f"1{box.text}") if box is not None and box.text else ()
    return told[0].printed.unit if told else unit_hint(leaf.name.text)


def _claim(goal: _Goal) -> Claim:
    said = operand(goal.line, goal.value, goal.name, exact=True)
    formula, key = f"“{goal.name}”的目标，文字＝指标表", f"goal|{goal.name}"
    first, *others = goal.cells
    if not others:
        return same(Kind.REPEAT, "indicator-repeats", said, first, formula, key, LIKELY)
    ways = [[o] for o in others]
    return total(Kind.REPEAT, "indicator-repeats", said, [first], formula, key, LIKELY, others=ways)
