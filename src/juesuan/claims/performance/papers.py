"""Working papers: a sheet headed by an indicator's number repeats that indicator's name, weight and score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import total
from juesuan.claims.performance.figures import operand, quantity_at
from juesuan.claims.performance.rows import Box, Row, TableRun, box_of
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.claims.performance.tree import leaf_score, leaf_weight
from juesuan.documents.model import Document, Paragraph

_HEAD = re.compile(
    r"(?P<code>[A-Z]\d{1,4})[“\"]?(?P<name>[^”\"]{2,40})[”\"]?(?:指标)?(?:评价|评分|工作)*底稿"
)
_WEIGHT = re.compile(r"指标(?:权重|分值|满分)(?:为)?[:：]?(?P<n>\d+(?:\.\d+)?)分")
_SCORE = re.compile(r"指标(?:得分|评分)(?:为)?[:：]?(?P<n>\d+(?:\.\d+)?)分")


@dataclass
class Paper:
    """One working paper: the indicator it names, and what it prints for it."""

    box: Box
    code: str
    name: str
    span: tuple[int, int]
    weight: Operand | None = None
    score: Operand | None = None


def papers_of(document: Document, runs: Sequence[TableRun]) -> list[Paper]:
    """Every working paper, from tables and paragraphs alike."""
    if not any("底稿" in row.text for _, run in runs for row in run) and not any(
        "底稿" in paragraph.value for _, paragraph in document.paragraphs()
    ):
        return []
    found: list[Paper] = []
    for box in _boxes(document, runs):
        m = _HEAD.search(box.text) if "底稿" in box.text else None
        if m is not None:
            found.append(Paper(box, m["code"], m["name"], (m.start("name"), m.end("name"))))
        elif found:
            paper = found[-1]
            if "指标" in box.text:
                paper.weight = paper.weight or _value(box, _WEIGHT, "底稿权重")
                paper.score = paper.score or _value(box, _SCORE, "底稿得分")
    return found


def _boxes(document: Document, runs: Sequence[TableRun]) -> Iterator[Box]:
    rows: dict[int, list[Row]] = {}
    for row in (row for _, run in runs for row in run):
        rows.setdefault(row.block, []).append(row)
    for i, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield box_of(i, None, block.text.value)
        else:
            for row in rows.get(i, ()):
                yield from row.own


def _value(box: Box, pattern: re.Pattern[str], label: str) -> Operand | None:
    m = pattern.search(box.text)
    if m is None:
        return None
    q = quantity_at(box.text, m)
    return None if q is None else operand(box, q, label, exact=True)


def paper_leaves(paper: Paper, sheets: Sequence[Sheet]) -> list[Leaf]:
    """The indicators of that number in the score sheets; those of that name, where evaluations share numbers."""
    found = [leaf for s in sheets for leaf in s.leaves if leaf.code == paper.code]
    return [leaf for leaf in found if leaf.label == paper.name] or found


def paper_claims(papers: Sequence[Paper], sheets: Sequence[Sheet]) -> Iterator[Claim]:
    """Weight and score of a paper are those of its indicator."""
    for paper in papers:
        leaves = paper_leaves(paper, sheets)
        weights, scores = [leaf_weight(leaf) for leaf in leaves], [leaf_score(leaf, 0) for leaf in leaves]
        for said, column, words in ((paper.weight, weights, "权重"), (paper.score, scores, "得分")):
            cells = [cell for cell in column if cell is not None]
            if said is not None and cells:
                yield total(
                    Kind.SCORE,
                    "working-paper-matches-sheet",
                    said,
                    cells[:1],
                    f"{paper.code}底稿的{words}＝指标表",
                    f"{paper.code}|{words}",
                    others=[[cell] for cell in cells[1:]],
                )
