"""What a score sheet asserts: weights agree wherever printed, items make sections, sections make the total.

Weights are exact numbers. A section's sum is only claimed when every item below it prints its weight or
score: a missing operand is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts.units import NO_UNIT
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, at_most, ratio, same, total
from juesuan.claims.performance.figures import Quantity, lone, operand, percentage
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.claims.performance.tree import (
    Node,
    decimals_of,
    leaf_score,
    leaf_weight,
    name_weight,
    score_operand,
    scores_of,
    tree_of,
    walk,
    weights_of,
)


def score_claims(sheet: Sheet, trees: Sequence[Node] | None = None) -> Iterator[Claim]:
    """Every relation among the weights and scores of one sheet."""
    roots = tree_of(sheet) if trees is None else trees
    sheet_key = sheet.project or "score-sheet"
    for n, leaf in enumerate(sheet.leaves):
        yield from _leaf_claims(leaf, f"{sheet_key}|{leaf.code or n}{leaf.label[:16]}")
    for node in walk(roots):
        yield from _node_claims(node, f"{sheet_key}|{node.code}{node.name[:16]}")
    yield from _total_claims(sheet, roots, sheet_key)
    yield from _rate_claims(sheet, sheet_key)
    yield from _subtotal_claims(sheet, sheet_key)


def _leaf_claims(leaf: Leaf, key: str) -> Iterator[Claim]:
    weight, named = leaf_weight(leaf), name_weight(leaf.name)
    if named is not None and weight is not None and leaf.number("weight") is not None:
        yield same(Kind.SCORE, "weight-in-name", named, weight, f"“{leaf.label}”名称标注的分值＝分值栏", key)
    score = leaf_score(leaf, 0)
    if score is not None and weight is not None:
        yield at_most(Kind.SCORE, "score-within-weight", score, weight, f"“{leaf.label}”得分不高于分值", key)
    yield from _taken_off(leaf.label, weight, score, leaf.box("less"), key)


def _taken_off(
    label: str, weight: Operand | None, score: Operand | None, box: Box | None, key: str
) -> Iterator[Claim]:
    """“分值30｜得分28.6｜扣分1.4”: what a column says was taken off leaves the score; it may carry a minus."""
    less = _plain(box, "扣分")
    if less is None or weight is None or score is None or less.printed is None:
        return
    sign = -1 if less.interval.low < 0 else 1
    taken = replace(less, weight=Decimal(-sign))
    formula = f"“{label}”得分＝分值－扣分"
    yield total(Kind.SCORE, "deduction-leaves-score", score, [weight, taken], formula, f"{key}|less")


def _node_claims(node: Node, key: str) -> Iterator[Claim]:
    weights = node.weights
    if not weights:
        return
    stated = weights[0]
    for n, other in enumerate(weights[1:]):
        check = "section-weight-repeats"
        yield same(Kind.REPEAT, check, other, stated, f"“{node.name}”的分值前后一致", f"{key}|{n}")
    items, placed = weights_of(node.leaves), weights_of(node.placed)
    if items is not None and not node.torn:
        # By number and by place are two readings of where an item belongs; the section errs only if
        # neither fits.
        yield total(
            Kind.SCORE,
            "section-weight-is-sum",
            stated,
            items,
            f"“{node.name}”分值＝所属指标分值之和",
            key,
            CERTAIN,
            others=[placed] if node.numbered and placed is not None else [],
        )
    parts = [c.weights[0] for c in node.children if c.weights]
    if len(parts) == len(node.children) and len(parts) > 1:
        yield total(
            Kind.SCORE,
            "section-weight-is-sum-of-sections",
            stated,
            parts,
            f"“{node.name}”分值＝下级指标标注分值之和",
            key,
        )


def _rate_claims(sheet: Sheet, key: str) -> Iterator[Claim]:
    """得分率 = 得分 ÷ 分值, of each row that prints all three."""
    for label, boxes in [(leaf.label, leaf.boxes) for leaf in sheet.leaves]:
        rate = percentage(boxes["got"]) if "got" in boxes else None
        weight, score = _plain(boxes.get("weight"), "分值"), _plain(boxes.get("score"), "得分")
        if rate is not None and weight is not None and score is not None and weight.interval.low > 0:
            yield ratio(
                Kind.SCORE,
                "score-rate",
                operand(boxes["got"], rate, "得分率"),
                score,
                weight,
                f"“{label}”得分率＝得分÷分值",
                f"{key}|{label[:20]}|rate",
            )


def _total_claims(sheet: Sheet, roots: Sequence[Node], key: str) -> Iterator[Claim]:
    pair = sheet.total
    if pair is None:
        return
    whole = _plain(pair.weight, "总分")
    weights = weights_of(sheet.leaves)
    if whole is not None and weights is not None:
        extra = _execution_weight(sheet)
        yield _whole(sheet, "total-weight-is-sum", whole, weights, extra, "总分值＝各指标分值之和", key)
    again = _plain(pair.again, "总分")
    if whole is not None and again is not None:
        words = "合计行标注的总分＝分值栏"
        yield same(Kind.SCORE, "total-weight-is-sum", again, whole, words, f"{key}|caption")
    if whole is not None:
        yield from _section_claims(sheet, roots, whole, key)
        yield from _taken_off("合计", whole, _plain(pair.score, "总得分"), pair.less, key)
    q = lone(pair.score) if pair.score is not None else None
    if q is None or pair.score is None:
        return
    extra = _execution_score(sheet)
    scores = scores_of(sheet.leaves, _finer(sheet.leaves, q, extra))
    if scores is not None:
        finest = decimals_of(sheet.leaves)
        if extra is not None and extra.printed is not None:
            finest = max(finest, extra.printed.decimals)
        final = score_operand(pair.score, q, "总得分", finest)
        yield _whole(sheet, "total-score-is-sum", final, scores, extra, "总得分＝各指标得分之和", key)


def _finer(leaves: Sequence[Leaf], whole: Quantity, extra: Operand | None) -> int:
    """The decimals a total prints beyond what the points for execution bring into it.

    96.56 of which 8.56 are for execution leaves 88.00: whole scores were typed, not rounded.
    """
    computed = extra.printed.value if extra is not None and extra.printed is not None else Decimal(0)
    rest = whole.printed.value - computed
    told = decimals_of(leaves)
    return told if round(rest, told) == rest else whole.printed.decimals


def _lists_execution(sheet: Sheet) -> bool:
    """Is 预算执行率 an indicator row of its own? Then the points beside the funds are told there again."""
    return any("执行率" in words.text for leaf in sheet.leaves for words in (leaf.name, *leaf.levels))


def _execution_weight(sheet: Sheet) -> Operand | None:
    """The points that execution can get, where they are counted apart from the indicators."""
    if sheet.execution is None or _lists_execution(sheet):
        return None
    return _plain(sheet.execution.weight, "预算执行率分值")


def _execution_score(sheet: Sheet) -> Operand | None:
    """The points for execution; with two decimals they were computed from the rate, and then rounded."""
    apart = sheet.execution is not None and not _lists_execution(sheet)
    box = sheet.execution.score if apart and sheet.execution is not None else None
    said, q = _plain(box, "预算执行率得分"), lone(box) if box is not None else None
    if said is None or q is None or box is None or q.printed.decimals < 2:
        return said
    return score_operand(box, q, "预算执行率得分", q.printed.decimals + 1)


def _section_claims(sheet: Sheet, roots: Sequence[Node], whole: Operand, key: str) -> Iterator[Claim]:
    """The sections make the total: claimed only where every section of the form is known, 预算执行率 too."""
    stated = [n.weights[0] for n in roots if n.weights]
    if len(stated) < len(roots) or len(roots) < 2 or any(n.torn for n in roots):
        return
    told = any("执行率" in n.name for n in roots)
    extra = (
        _plain(sheet.execution.weight, "预算执行率分值") if sheet.execution is not None and not told else None
    )
    if sheet.funds and extra is None and not told:
        return
    first = [*stated, extra] if extra is not None else stated
    words = "总分值＝各一级指标分值之和"
    if extra is not None:
        words = "总分值＝各一级指标分值与预算执行率分值之和"
    others = [stated] if extra is not None else []
    check = "total-weight-is-sum-of-sections"
    yield total(Kind.SCORE, check, whole, first, words, key, others=others)


def _whole(
    sheet: Sheet,
    check: str,
    whole: Operand,
    parts: list[Operand],
    extra: Operand | None,
    words: str,
    key: str,
) -> Claim:
    """A total with the points for execution, which some forms count apart, and with what torn rows hold."""
    loose = [
        operand(b, n, "得分", exact=True)
        for _, row in sheet.strays
        for b in row.own
        if (n := lone(b)) is not None
    ]
    first = [*parts, extra] if extra is not None else parts
    alone = sum((p.interval.middle for p in parts), Decimal(0)) == whole.interval.middle
    unread = sheet.execution is not None and extra is None and not _lists_execution(sheet)
    certainty = LIKELY if loose or unread or (extra is not None and alone) else CERTAIN
    others = [[*first, *loose]] if loose else []
    return total(Kind.SCORE, check, whole, first, words, key, certainty, others=others)


def _plain(box: Box | None, label: str) -> Operand | None:
    q = lone(box) if box is not None else None
    if q is not None and q.printed.unit.kind == "ratio":
        q = replace(q, printed=replace(q.printed, unit=NO_UNIT))
    return None if q is None or box is None else operand(box, q, label, exact=True)


def _decimals(box: Box | None) -> int:
    q = lone(box) if box is not None else None
    return 0 if q is None else q.printed.decimals


def _subtotal_claims(sheet: Sheet, key: str) -> Iterator[Claim]:
    start = 0
    for n, (end, pair) in enumerate(sheet.subtotals):
        leaves = sheet.leaves[start:end]
        start = end
        for box, parts, words in (
            (pair.weight, weights_of(leaves), "分值"),
            (pair.score, scores_of(leaves, _decimals(pair.score)), "得分"),
        ):
            stated = _plain(box, f"小计{words}")
            if stated is not None and parts is not None:
                formula = f"小计＝各指标{words}之和"
                yield total(
                    Kind.SCORE, "subtotal-is-sum", stated, parts, formula, f"{key}|{n}{words}", LIKELY
                )
