"""What a reader finds of a composed performance document: targets, actuals, weights, scores, totals, money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from juesuan.claims.performance.figures import lone, quantities
from juesuan.claims.performance.reading import performance_of
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.documents.model import Document
from juesuan.performance.model import Quantity
from juesuan.performance.scores import Score
from juesuan.reports.evaluation.results import Results, SelfScored


def lost(results: Results, document: Document) -> list[str]:
    """What no table gave back."""
    return [*lost_of_projects(results, document), *lost_of_evaluations(results, document)]


def lost_of_projects(results: Results, document: Document) -> list[str]:
    """What the self-evaluation tables did not give back."""
    found: list[str] = []
    for project in results.projects:
        sheets = performance_of(document).sheets
        own = [s for s in sheets if s.project == _squeezed(project.name) and s.leaves and s.funds]
        found += _of_project(project, own[0]) if len(own) == 1 else [f"{project.name}: {len(own)} tables"]
    return found


def lost_of_evaluations(results: Results, document: Document) -> list[str]:
    """What the score tables did not give back."""
    found: list[str] = []
    for judged in results.evaluations:
        names = [_squeezed(judged.called(s)) for s in judged.scored.scores]
        sheets = performance_of(document).sheets
        own = [s for s in sheets if [x.name.text for x in s.leaves] == names]
        same = [s for s in own if _scores(judged.scored.scores, s) == []]
        found += [] if same else [f"{judged.title}: {len(own)} tables"]
    return found


def _of_project(project: SelfScored, sheet: Sheet) -> list[str]:
    wrong = _scores(project.scored.scores[1:], sheet)
    for (indicator, result, _), leaf in zip(project.rows, sheet.leaves, strict=True):
        for role, quantity in (("target", indicator.target), ("actual", result.actual)):
            if not _same(leaf.boxes.get(role), quantity):
                wrong.append(f"{indicator.name} {role}: {leaf.boxes.get(role)}")
    total = sheet.total
    if total is None or total.score is None or _number(total.score) != project.scored.points:
        wrong.append(f"{project.name}: total")
    pair = sheet.execution
    if pair is None or pair.score is None or _number(pair.score) != project.execution.points:
        wrong.append(f"{project.name}: execution")
    return wrong


def _scores(scores: tuple[Score, ...], sheet: Sheet) -> list[str]:
    return [
        f"{score.name} {role}"
        for score, leaf in zip(scores, sheet.leaves, strict=True)
        for role, value in (("weight", score.weight), ("score", score.points))
        if _leaf_number(leaf, role) != value
    ]


def _leaf_number(leaf: Leaf, role: str) -> Decimal | None:
    box = leaf.boxes.get(role)
    return None if box is None else _number(box)


def _number(box: Box) -> Decimal | None:
    q = lone(box)
    return None if q is None else q.printed.value


def _same(box: Box | None, quantity: Quantity) -> bool:
    if box is None:
        return False
    value = quantity.value
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" in box.text
    if value is None:
        return not quantity.text or _squeezed(quantity.text) == box.text
    found = quantities(box.text)
    return len(found) == 1 and found[0].printed.value == value and box.text.endswith(quantity.unit)


def _squeezed(text: str) -> str:
    return "".join(text.split())
