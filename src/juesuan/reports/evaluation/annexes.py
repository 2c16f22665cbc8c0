"""Performance work inside the final-accounts report: what its explanation says of it, and the annexes the area publishes.

Told from the same scores as the performance documents themselves, so that report, annex and workbook cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from juesuan.performance.scoring_objective import total_funding
from juesuan.reports.composition import ComposedBlock, ComposedParagraph, PageBreak, StatedFact
from juesuan.reports.evaluation.cases import Case, cases
from juesuan.reports.evaluation.forms import score_total
from juesuan.reports.evaluation.money import PROJECT
from juesuan.reports.evaluation.parts import PARTS
from juesuan.reports.evaluation.results import Results, SelfScored
from juesuan.reports.evaluation.telling import Telling, quoted, sentence
from juesuan.reports.narrative import LEADING, Writer, heading
from juesuan.reports.packs import Pack, read
from juesuan.reports.phrases import Gap
from juesuan.reports.write_layout import HEADINGS


@dataclass(frozen=True)
class Performed:
    """The performance work of a final-accounts report; facts and gaps are the report's own."""

    results: Results
    telling: Telling

    def summary(self) -> Iterator[ComposedBlock]:
        """The paragraphs of the explanation."""
        pack = _summary_pack()
        yield from Writer(pack, self._words(), {}).section(pack.sections["summary"])

    def annexes(self, first: int, names: Sequence[str], layout: str) -> Iterator[ComposedBlock]:
        """Those of the parts that the book has data for, each as a numbered annex on a page of its own."""
        number = first
        for part in (p for p in PARTS if p.name in names and p.has(self.results)):
            for title, blocks in part.sections(self.results, self.telling, layout):
                if number > 1:  # the first stands under the chapter's title
                    yield PageBreak()
                yield heading(2, "", f"附件{number} {title}")
                yield from map(_lower, blocks)
                number += 1

    def _words(self) -> dict[str, Any]:
        results = self.results
        totals = [total_funding(p.evaluation.funding) for p in results.projects]
        whole = next(iter(cases(results, whole=True)), None)
        return {
            "entity": results.entity, "year": results.year, "projects": [self._project(p) for p in results.projects],
            "count": self._count("自评项目", len(results.projects), "个"),
            "budget": self._sum("adjusted-budget", [t.adjusted for t in totals]),
            "outturn": self._sum("outturn", [t.outturn for t in totals]),
            "whole": self._whole(whole) if whole is not None and whole.scored.points is not None else None,
            "follow_ups": self._count("整改问题", len(results.book.follow_ups), "项") if results.book.follow_ups else "",
        }  # fmt: skip

    def _count(self, what: str, n: int, unit: str) -> str:
        return self.telling.number("performance.count", "count", what, Decimal(n), unit, tail=True)

    def _sum(self, measure: str, cents: Sequence[int | None]) -> str:
        known = [c for c in cents if c is not None]
        return self.telling.money(PROJECT, measure, "合计", sum(known), tail=True)

    def _project(self, project: SelfScored) -> dict[str, str]:
        return {
            "name": quoted(project.name), "score": score_total(project, self.telling), "grade": project.scored.grade,
            "achieved": LEADING.sub("", sentence(project.evaluation.achieved)),
        }  # fmt: skip

    def _whole(self, case: Case) -> dict[str, str]:
        kind = "绩效自评" if "自评" in case.kind else "绩效评价"
        return {"kind": kind, "score": case.total(self.telling), "grade": case.scored.grade}


def performed(results: Results, facts: dict[str, StatedFact], gaps: dict[str, Gap]) -> Performed:
    """The performance work of a report that keeps ``facts`` and ``gaps``."""
    return Performed(results, Telling(results.year, facts, gaps))


@lru_cache(maxsize=1)
def _summary_pack() -> Pack:
    return read(files("juesuan.reports.evaluation").joinpath("texts", "summary"))


def _lower(block: ComposedBlock) -> ComposedBlock:
    """A block one level further down: the annex's own title stands above its headings."""
    if not isinstance(block, ComposedParagraph) or block.style not in HEADINGS:
        return block
    return replace(block, style=HEADINGS[min(HEADINGS.index(block.style) + 1, len(HEADINGS) - 1)])
