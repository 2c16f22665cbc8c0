"""重点工作完成情况: the year's duties with target, actual, completion and evidence, as the register states them once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from juesuan.performance.book_sheets import WORKS
from juesuan.performance.measures import completion
from juesuan.performance.terms import BLANK, Direction
from juesuan.performance.work_targets import WorkLine
from juesuan.reports.composition import ComposedBlock, ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, value
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.telling import Telling, clean, joined

WORK = "performance.work"
_HEADS = (
    "序号",
    "工作职责",
    "工作内容",
    "年度目标",
    "完成情况",
    "完成率",
    "按时完成",
    "质量达标",
    "情况说明",
    "佐证材料",
)
_WIDTHS = (6, 13, 20, 14, 13, 10, 8, 8, 30, 18)
_YES = {True: "是", False: "否", None: NONE}


def works(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """The table of all work targets."""
    rows: list[Row] = [heads(*_HEADS)]
    for n, line in enumerate(results.works, 1):
        work = line.work
        marks = (
            work_target(line, telling),
            work_actual(line, telling) or NONE,
            work_rate(line, telling) or NONE,
        )
        rows.append(
            (
                figure(str(n)), value(clean(work.duty)), value(clean(work.name)), *map(figure, marks),
                figure(_YES[work.on_time]), figure(_YES[work.qualified]), value(clean(work.text)), value("、".join(map(joined, work.evidence))),
            )
        )  # fmt: skip
        if work.actual == BLANK:
            words = f"请在“{WORKS}”表填写“{work.name}”的完成情况"
            telling.gap(f"work:{work.code}", words, work.origin)
    title = f"重点工作完成情况表（{telling.year}年度）"
    yield ComposedTable(title, tuple(rows), 1, entity=results.entity, widths=_WIDTHS, unit="")


def scope_of(line: WorkLine) -> str:
    """What a work target's facts are about."""
    return f"{line.work.name}（{line.work.code}）"


def work_target(line: WorkLine, telling: Telling) -> str:
    """The year's target with its sign."""
    direction = line.work.direction
    sign = "" if direction in (Direction.EQUAL, Direction.QUALITATIVE) else str(direction)
    return telling.quantity(WORK, "target", scope_of(line), line.work.target, sign)


def work_actual(line: WorkLine, telling: Telling) -> str:
    """What was done."""
    return telling.quantity(WORK, "actual", scope_of(line), line.work.actual)


def work_rate(line: WorkLine, telling: Telling) -> str:
    """The completion in percent, "" where a rate has no meaning; of dates whether they were kept."""
    found = completion(line.work.direction, line.work.target, line.work.actual)
    if found.rate is None:
        return "" if found.reached is None else found.words
    rounded = Decimal(found.rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return telling.rate(WORK, "completion", scope_of(line), rounded, f"完成率：{found.words}")


def told_work(line: WorkLine, telling: Telling) -> str:
    """A work target in words: 完成969人，为年度目标900人的107.67%."""
    target = telling.quantity(WORK, "target", scope_of(line), line.work.target)
    return line.told(target, work_actual(line, telling), work_rate(line, telling) if line.rate else "")
