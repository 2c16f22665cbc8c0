"""What a score sheet asserts: weights agree wherever printed, items make sections, sections make the total.

Weights are exact numbers. A section's sum is only claimed when every item below it prints its weight or
score: a missing operand is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance_claims import CERTAIN, LIKELY, at_most, same, total
from juesuan.claims.performance_figures import lone, operand
from juesuan.claims.performance_rows import Box
from juesuan.claims.performance_sheets import Leaf, Sheet
from juesuan.claims.performance_tree import (
    Node,
    decimals_of,
    leaf_score,
    leaf_weight,
    name_weight,
    score_operand,
    tree_of,
    walk,
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
    yield from _subtotal_claims(sheet, sheet_key)


def _leaf_claims(leaf: Leaf, key: str) -> Iterator[Claim]:
    weight, named = leaf_weight(leaf), name_weight(leaf.name)
    if named is not None and weight is not None and leaf.number("weight") is not None:
        yield same(Kind.SCORE, "weight-in-name", named, weight, f"“{leaf.label}”名称标注的分值＝分值栏", key)
    score = leaf_score(leaf, 0)
    if score is not None and weight is not None:
        yield at_most(Kind.SCORE, "score-within-weight", score, weight, f"“{leaf.label}”得分不高于分值", key)


def _node_claims(node: Node, key: str) -> Iterator[Claim]:
    weights = node.weights
    if not weights:
        return
    stated = weights[0]
    for n, other in enumerate(weights[1:]):
        check = "section-weight-repeats"
        yield same(Kind.REPEAT, check, other, stated, f"“{node.name}”的分值前后一致", f"{key}|{n}")
    items = [leaf_weight(x) for x in node.leaves]
    placed = [leaf_weight(x) for x in node.placed]
    if all(i is not None for i in items) and items and not node.torn:
        # By number and by place are two readings of where an item belongs; the section errs only if neither
        # fits.
        yield total(
            Kind.SCORE,
            "section-weight-is-sum",
            stated,
            [i for i in items if i is not None],
            f"“{node.name}”分值＝所属指标分值之和",
            key,
            CERTAIN,
            others=[[i for i in placed if i is not None]] if node.numbered and None not in placed else [],
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


def _total_claims(sheet: Sheet, roots: Sequence[Node], key: str) -> Iterator[Claim]:
    pair = sheet.total
    if pair is None:
        return
    decimals = decimals_of(sheet.leaves)
    weights = [leaf_weight(x) for x in sheet.leaves]
    scores = [leaf_score(x, decimals) for x in sheet.leaves]
    if sheet.execution is not None:
        weights.append(_plain(sheet.execution.weight, "预算执行率分值"))
        scores.append(_plain(sheet.execution.score, "预算执行率得分"))
    whole = _plain(pair.weight, "总分")
    if whole is not None and None not in weights and weights:
        yield total(
            Kind.SCORE,
            "total-weight-is-sum",
            whole,
            [w for w in weights if w is not None],
            "总分值＝各指标分值之和",
            key,
        )
    again = _plain(pair.again, "总分")
    if whole is not None and again is not None:
        yield same(
            Kind.SCORE, "total-weight-is-sum", again, whole, "合计行标注的总分＝分值栏", f"{key}|caption"
        )
    stated = [n.weights[0] for n in roots if n.weights]
    if whole is not None and len(stated) == len(roots) > 1:
        yield total(
            Kind.SCORE, "total-weight-is-sum-of-sections", whole, stated, "总分值＝各一级指标分值之和", key
        )
    q = lone(pair.score) if pair.score is not None else None
    if q is None or pair.score is None or None in scores or not scores:
        return
    final = score_operand(pair.score, q, "总得分", decimals)
    parts = [s for s in scores if s is not None]
    loose = [
        operand(b, n, "得分", exact=True)
        for _, row in sheet.strays
        for b in row.own
        if (n := lone(b)) is not None
    ]
    yield total(
        Kind.SCORE,
        "total-score-is-sum",
        final,
        parts,
        "总得分＝各指标得分之和",
        key,
        LIKELY if sheet.strays and loose else CERTAIN,
        others=[[*parts, *loose]] if loose else [],
    )


def _plain(box: Box | None, label: str) -> Operand | None:
    q = lone(box) if box is not None else None
    return None if q is None or box is None else operand(box, q, label, exact=True)


def _subtotal_claims(sheet: Sheet, key: str) -> Iterator[Claim]:
    start, decimals = 0, decimals_of(sheet.leaves)
    for n, (end, pair) in enumerate(sheet.subtotals):
        leaves = sheet.leaves[start:end]
        start = end
        whole, final = _plain(pair.weight, "小计分值"), _plain(pair.score, "小计得分")
        weights = [leaf_weight(x) for x in leaves]
        scores = [leaf_score(x, decimals) for x in leaves]
        if whole is not None and weights and None not in weights:
            parts = [w for w in weights if w is not None]
            yield total(
                Kind.SCORE, "subtotal-is-sum", whole, parts, "小计＝各指标分值之和", f"{key}|{n}w", LIKELY
            )
        if final is not None and scores and None not in scores:
            parts = [s for s in scores if s is not None]
            yield total(
                Kind.SCORE, "subtotal-is-sum", final, parts, "小计＝各指标得分之和", f"{key}|{n}s", LIKELY
            )
