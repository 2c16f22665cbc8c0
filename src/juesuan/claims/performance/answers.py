"""Questionnaire tables with a question a row: the options stand across, each with what it is worth.

“满意（100分）｜较满意（80分）｜一般（60分）｜不满意（0分）｜有效份数｜得分”: the answers of a row make up the valid copies, and the
points they are worth make the row's result. Tables with an option a row are read by ``performance_survey``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, LIKELY, over, total, weighted
from juesuan.claims.performance.figures import lone, operand
from juesuan.claims.performance.rows import Box, Row, TableRun

_OPTION = re.compile(
    r"(?:[A-Fa-f][.．、]?)?(?:很|非常|十分|比较|较|较为|基本|不太|不够|很不|非常不|不)?(?:满意|同意|认可|了解|清楚|好|差|合理|及时)|一般|中等|尚可|无所谓|不清楚"
)
_POINTS = re.compile(r"(?P<name>.{1,10}?)[（(](?P<n>\d+(?:\.\d+)?)分[)）]")
_COPIES = re.compile(
    r"有效(?:问卷|样本)?(?:份数|数量?|数)?|(?:份|人|票)?数?合计|(?:样本|问卷|总份|总人|答卷)数"
)
_RESULT = re.compile(r"(?:综合|平均|加权)?(?:得分|平均分)|(?:综合)?满意度")
_MEAN = re.compile(r"平均|综合(?:得分|满意度)?|总体(?:满意度)?|平均分")


@dataclass(frozen=True, slots=True)
class Answers:
    """The heading of such a table: column → points of its option (``None`` if not printed), copies, result."""

    options: dict[int, Decimal | None]
    copies: int
    result: int | None


def answer_claims(runs: Sequence[TableRun]) -> Iterator[Claim]:
    """The claims of every questionnaire table with a question a row."""
    for n, (_, rows) in enumerate(runs):
        head: Answers | None = None
        results: list[Operand] = []
        for row in rows:
            found = answers_heading(row)
            if found is not None:
                head, results = found, []
            elif head is not None:
                yield from _row(row, head, results, f"{n}|{row.index}")


def answers_heading(row: Row) -> Answers | None:
    """The row as heading of a table with the options across, or ``None``."""
    options: dict[int, Decimal | None] = {}
    copies = result = None
    for box in row.boxes:
        scored = _POINTS.fullmatch(box.text)
        if _OPTION.fullmatch(scored["name"] if scored else box.text):
            options[box.column] = Decimal(scored["n"]) if scored else None
        elif _COPIES.fullmatch(box.text):
            copies = box.column
        elif _RESULT.fullmatch(box.text):
            result = box.column
    return Answers(options, copies, result) if len(options) >= 2 and copies is not None else None


def _row(row: Row, head: Answers, results: list[Operand], key: str) -> Iterator[Claim]:
    cells = {box.column: box for box in row.boxes}
    result = _number(cells.get(head.result), "得分") if head.result is not None else None
    copies = _number(cells.get(head.copies), "有效份数", exact=True)
    counts = {c: _number(cells.get(c), "", exact=True) for c in head.options}
    given = {c: o for c, o in counts.items() if o is not None}
    if copies is None or len(given) < len(counts):
        if result is not None and not given and results and row.own and _MEAN.fullmatch(row.own[0].text):
            yield _mean(result, results, key)
        return
    yield total(
        Kind.COUNT,
        "answers-make-valid-copies",
        copies,
        list(given.values()),
        "各选项份数之和＝有效份数",
        key,
        CERTAIN,
    )
    if result is None:
        return
    results.append(result)
    points = {c: p for c, p in head.options.items() if p is not None}
    if len(points) == len(given) and all(p == p.to_integral_value() for p in points.values()):
        full = int(max(points.values()))
        share = result.printed is not None and result.printed.unit.kind == "ratio"
        yield Claim(
            Kind.SCORE,
            "questionnaire-row-result",
            Relation.RATIO,
            (
                result,
                *(over(o, int(points[c]), 0) for c, o in given.items()),
                over(copies, 0, full if share else 1),
            ),
            "得分＝Σ（分值×份数）÷有效份数",
            key,
            CERTAIN,
        )


def _mean(mean: Operand, results: Sequence[Operand], key: str) -> Claim:
    return Claim(
        Kind.SCORE,
        "average-of-list",
        Relation.LINEAR,
        (weighted(mean, Decimal(len(results))), *(weighted(o, Decimal(-1)) for o in results)),
        f"平均得分×{len(results)}＝各题得分之和",
        key,
        LIKELY,
    )


def _number(box: Box | None, label: str, *, exact: bool = False) -> Operand | None:
    q = lone(box) if box is not None else None
    return None if q is None or box is None else operand(box, q, label, exact=exact)
