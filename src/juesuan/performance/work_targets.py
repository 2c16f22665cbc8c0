"""重点工作: what the year asked of the entity and what was done, each stated once and told the same everywhere.

Indicators and evaluations refer to a work target by its code instead of repeating its figures; completion is computed
from target and actual and never typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from juesuan.accounts.model import Origin
from juesuan.accounts.problems import Problem
from juesuan.performance.measures import Completion, completion, shown
from juesuan.performance.model import PerformanceBook, WorkTarget
from juesuan.performance.terms import BLANK, Direction

#: How an indicator may refer to a work target in a cell of its own: work:W01.
PREFIX = "work:"
_CENT = Decimal("0.01")
_LIMITS = (Direction.AT_MOST, Direction.BELOW)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work target with its completion; ``rate`` as printed (107.67%), "" where a rate has no meaning."""

    work: WorkTarget
    completion: Completion
    target: str
    actual: str
    rate: str

    @property
    def words(self) -> str:
        """The figures in words: 完成969人，为年度目标900人的107.67%."""
        return self.told(shown(self.work.target), self.actual, self.rate)

    def told(self, target: str, actual: str, rate: str) -> str:
        """The same with the figures as they are printed elsewhere (bound to their facts)."""
        if not actual:
            return f"年度目标{self.target}，尚未填写完成情况"
        if self.work.direction in _LIMITS and rate:
            kept = "未超过" if self.completion.reached else "超过"
            return f"实际{actual}，{kept}年度控制数{target}"
        if rate:
            return f"完成{actual}，为年度目标{target}的{rate}"
        if self.completion.reached is not None:
            return f"{actual}完成，规定时间{target}，{self.completion.words}"
        return actual


def work_code(words: str) -> str:
    """The code that a reference names: ``work:W01`` and ``W01`` are the same."""
    return words.strip().removeprefix(PREFIX).strip()


def work_lines(book: PerformanceBook) -> tuple[WorkLine, ...]:
    """Every work target with its completion, in the book's order."""
    return tuple(work_line(work) for work in book.work_targets)


def work_line(work: WorkTarget) -> WorkLine:
    """One work target with its completion."""
    done = completion(work.direction, work.target, work.actual)
    sign = "" if work.direction in (Direction.EQUAL, Direction.QUALITATIVE) else str(work.direction)
    target = shown(work.target)
    rate = "" if done.rate is None else f"{done.rate.quantize(_CENT, ROUND_HALF_UP)}%"
    return WorkLine(work, done, f"{sign}{target}" if sign and target else target, shown(work.actual), rate)


def work_checks(book: PerformanceBook) -> list[Problem]:
    """What is wrong with the register and with references to it."""
    found = [*_register(book.work_targets)]
    known = {w.code for w in book.work_targets}

    def unknown(code: str, origin: Origin) -> Problem:
        return Problem(
            "unknown-work", f"引用的重点工作“{code}”没有登记", origin.sheet, origin.cell, "",
            "请在“重点工作”表登记，或改正编号",
        )  # fmt: skip

    for objective in book.objectives:
        for indicator in objective.indicators:
            if indicator.work and indicator.work not in known:
                found.append(unknown(indicator.work, indicator.origin))
    for evaluation in book.evaluations:
        for one in evaluation.assessments:
            found += [unknown(code, one.origin) for code in one.works if code not in known]
    return found


def _register(works: Sequence[WorkTarget]) -> Iterator[Problem]:
    for code, times in Counter(w.code for w in works).items():
        if times > 1:
            twice = [w for w in works if w.code == code][1].origin
            yield Problem(
                "work-twice",
                f"重点工作编号“{code}”重复",
                twice.sheet,
                twice.cell,
                "",
                "每项工作的编号不能相同",
            )
    for work in works:
        at = work.origin
        title = f"重点工作“{work.name}”"
        if work.target == BLANK:
            yield Problem("no-target", f"{title}没有填写目标值", at.sheet, at.cell, "", "请按年度计划填写")
        done = completion(work.direction, work.target, work.actual)
        filled = BLANK not in (work.actual, work.target) and work.direction is not Direction.QUALITATIVE
        if done.missing and filled:
            yield Problem(
                "not-comparable", f"{title}：{done.missing}", at.sheet, at.cell, "", "请改正数值或单位"
            )
