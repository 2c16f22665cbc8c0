"""The indicator tree of a score sheet: sections, sub-sections and items, with the weights printed at each.

A section is printed wherever its table is broken by a page, so boxes of one name are one node. Items are
placed where they stand, and, where they bear numbers (B13), also where their number says; both placings are
kept, because a report may mean either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from msgspec.structs import replace

from juesuan.amounts import Interval, parse_printed
from juesuan.amounts.units import NO_UNIT, UNITS
from juesuan.claims.model import Operand
from juesuan.claims.performance.figures import Quantity, lone, operand
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import CODE, NAME_WEIGHT, Leaf, Sheet, bare


@dataclass
class Node:
    """A section: every box that prints it, the items below it by place and by number."""

    name: str
    code: str
    depth: int
    boxes: list[Box] = field(default_factory=list)
    placed: list[Leaf] = field(default_factory=list)
    numbered: list[Leaf] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    columns: list[Box] = field(default_factory=list)
    torn: bool = False

    @cached_property
    def weights(self) -> list[Operand]:
        """Every weight printed for this section, in reading order, the usual one first."""
        found = [w for b in self.boxes if (w := name_weight(b)) is not None]
        found += [operand(b, q, "分值", exact=True) for b in self.columns if (q := lone(b)) is not None]
        values = [w.interval.low for w in found]
        return sorted(found, key=lambda w: -values.count(w.interval.low))

    @property
    def leaves(self) -> list[Leaf]:
        """The items of this section: by number where all are numbered, else by place."""
        return self.numbered or self.placed


def name_weight(box: Box) -> Operand | None:
    """The weight a name carries in brackets, “（12分）”; the last one if there are several."""
    found = list(NAME_WEIGHT.finditer(box.text)) if "分" in box.text else []
    if not found:
        return None
    m = found[-1]
    printed = parse_printed(m.group(1), UNITS["分"])
    assert printed is not None
    q = Quantity(m.start(1), m.end(1) + 1, m.end(1), printed)
    said = operand(box, q, bare(box.text) + "分值", exact=True)
    return said


@lru_cache(maxsize=2048)
def points(leaf: Leaf, role: str) -> Quantity | None:
    """A weight or score as a plain number; a weight of 15% is 15 points of a hundred."""
    q = leaf.number(role)
    if q is None or q.printed.unit.kind != "ratio":
        return q
    return replace(q, printed=replace(q.printed, unit=NO_UNIT))


@lru_cache(maxsize=2048)
def leaf_weight(leaf: Leaf) -> Operand | None:
    """An item's own weight: of its column, else of its name; none if it shares the cell with others."""
    if "weight" in leaf.merged:
        return None
    q = points(leaf, "weight")
    if q is not None:
        return operand(leaf.boxes["weight"], q, f"{leaf.label}分值", exact=True)
    return name_weight(leaf.name)


def weights_of(leaves: Sequence[Leaf]) -> list[Operand] | None:
    """The weights of items, a shared cell once; ``None`` if any is missing."""
    found = []
    for leaf in leaves:
        if "weight" in leaf.merged:
            q = points(leaf, "weight")
            if q is None:
                return None
            if not leaf.boxes["weight"].inherited:
                found.append(operand(leaf.boxes["weight"], q, f"{leaf.label}等分值", exact=True))
            continue
        weight = leaf_weight(leaf)
        if weight is None:
            return None
        found.append(weight)
    return found or None


def scores_of(leaves: Sequence[Leaf], decimals: int) -> list[Operand] | None:
    """The scores of items, a shared cell once; ``None`` if any is missing.

    ``decimals`` is what their sum prints. Scores are typed, not formatted (15 beside 19.32 is 15), so they are
    exact; only a sum finer than any of them shows that they were rounded, and even then full marks were not.
    """
    found = []
    rounded = decimals > decimals_of(leaves)
    for leaf in leaves:
        if "score" in leaf.merged and leaf.boxes["score"].inherited:
            continue
        score = _score(leaf, rounded)
        if score is None:
            return None
        found.append(score)
    return found or None


def leaf_score(leaf: Leaf, decimals: int) -> Operand | None:
    """An item's own score; it may have been rounded if it is compared with one that prints more ``decimals``."""
    if "score" in leaf.merged:
        return None
    q = points(leaf, "score")
    return None if q is None else _score(leaf, q.printed.decimals < decimals)


@lru_cache(maxsize=2048)
def _score(leaf: Leaf, rounded: bool) -> Operand | None:
    q = points(leaf, "score")
    if q is None:
        return None
    weight = points(leaf, "weight") if rounded and "weight" in leaf.boxes else None
    full = weight is not None and weight.printed.value == q.printed.value
    # A score with two decimals was computed from a rate, and then rounded.
    computed = q.printed.decimals >= 2 or (rounded and not full)
    places = q.printed.decimals + 1 if computed else q.printed.decimals
    return score_operand(leaf.boxes["score"], q, f"{leaf.label}得分", places)


def score_operand(box: Box, q: Quantity, label: str, decimals: int) -> Operand:
    """A score: as printed, unless others print more ``decimals``; then it may have been rounded."""
    said = operand(box, q, label, exact=True)
    if q.printed.decimals >= decimals:
        return said
    half = Decimal(1).scaleb(-q.printed.decimals) / 2
    interval = Interval.rounded(q.printed.value, half)
    return Operand(said.span, said.number, said.shown, interval, printed=said.printed)


def decimals_of(leaves: Sequence[Leaf]) -> int:
    """The most decimals any score of the sheet prints."""
    return max((q.printed.decimals for leaf in leaves if (q := leaf.number("score")) is not None), default=0)


def tree_of(sheet: Sheet) -> list[Node]:
    """The sections of a sheet, first level first in each branch, in reading order."""
    nodes: dict[tuple[int, str], Node] = {}
    roots: list[Node] = []
    for leaf in sheet.leaves:
        above: Node | None = None
        levels = [b for b in leaf.levels if b is not leaf.name]
        for depth, box in enumerate(levels):
            name = bare(box.text)
            key = (depth, name if above is None else f"{above.name}/{name}")
            node = nodes.get(key)
            if node is None:
                m = CODE.match(box.text)
                node = nodes[key] = Node(name, m.group() if m else "", depth)
                (roots if above is None else above.children).append(node)
            if all(b.cell != box.cell or b.block != box.block for b in node.boxes):
                node.boxes.append(box)
            column = leaf.boxes.get(f"weight{depth + 1}")
            if column is not None and column.text and not column.inherited:
                node.columns.append(column)
            node.placed.append(leaf)
            above = node
    _number(roots, sheet.leaves)
    _tear(roots, sheet)
    return roots


def _tear(roots: list[Node], sheet: Sheet) -> None:
    """Mark the sections that a row we could not read may belong to: those of the item before it."""
    for n, row in sheet.strays:
        if n == 0 or not any(b.text for b in row.boxes if b.text not in ("合计", "总计", "备注")):
            continue
        last = sheet.leaves[n - 1]
        if (
            len(row.own) == 1
            and not NAME_WEIGHT.search(row.text)
            and len(row.boxes) == 1
            and last.box("rubric")
        ):
            continue  # the torn-off end of the row above
        for node in walk(roots):
            node.torn = node.torn or any(x is last for x in node.placed)


def _number(roots: list[Node], leaves: Sequence[Leaf]) -> None:
    """Give items to the section whose number theirs begins with."""
    if not leaves or not all(leaf.code for leaf in leaves):
        return
    for node in walk(roots):
        if node.code:
            node.numbered = [x for x in leaves if x.code.startswith(node.code)]


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node, parents before children."""
    for node in nodes:
        yield node
        yield from walk(node.children)
