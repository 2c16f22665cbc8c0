"""Facts and claims of performance reports: project tables, indicator scores, questionnaires, score prose.

Gathers what the readers of the single parts find. Every claim is stated whether it holds or not; whether it
does is judged elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.claims.model import Claim, Fact, Profile
from juesuan.claims.performance.answers import answer_claims
from juesuan.claims.performance.arithmetic import arithmetic_claims
from juesuan.claims.performance.costs import cost_claims
from juesuan.claims.performance.counts import count_claims, level_claims
from juesuan.claims.performance.formulas import control_claims, formula_claims, staff_claims
from juesuan.claims.performance.goals import goal_claims
from juesuan.claims.performance.grades import Band, Grade, bands_of
from juesuan.claims.performance.links import (
    Region,
    indicator_claims,
    money_claims,
    project_rates,
    project_scores,
    regions_of,
)
from juesuan.claims.performance.lists import ProjectList, list_claims, lists_of
from juesuan.claims.performance.named import joined
from juesuan.claims.performance.overview import overview_claims
from juesuan.claims.performance.papers import Paper, paper_claims, papers_of
from juesuan.claims.performance.plans import plan_claims
from juesuan.claims.performance.products import product_claims
from juesuan.claims.performance.projects import fund_claims, fund_operand, proportion_claims, result_claims
from juesuan.claims.performance.prose import Chapter, chapters_of, prose_claims
from juesuan.claims.performance.rows import Box, TableRun, lines_of, runs_of, texts_of
from juesuan.claims.performance.rubric import rubric_claims
from juesuan.claims.performance.scores import score_claims
from juesuan.claims.performance.sections import section_claims
from juesuan.claims.performance.sheets import Sheet, sheets_of
from juesuan.claims.performance.sources import source_claims
from juesuan.claims.performance.survey import (
    Copies,
    Survey,
    copies_of,
    satisfaction_claims,
    survey_claims,
    surveys_of,
)
from juesuan.claims.performance.titled import titled_claims
from juesuan.claims.performance.told import listed_claims, overall_claims, score_parts
from juesuan.claims.performance.told_means import told_means
from juesuan.claims.performance.totals import (
    Final,
    finals_of,
    grades_in,
    scopes_of,
    total_claims,
)
from juesuan.claims.performance.tree import Node, tree_of
from juesuan.claims.performance.values import value_claims
from juesuan.claims.statutory.reading import statutory_lines
from juesuan.documents.model import Document

_MEASURES = {"initial": "initial-budget", "budget": "adjusted-budget", "executed": "outturn"}


@dataclass(frozen=True)
class Performance:
    """The performance parts of a document as records, for makers of claims and for checks."""

    runs: tuple[TableRun, ...]
    lines: tuple[Box, ...]
    texts: tuple[Box, ...]
    sheets: tuple[Sheet, ...]
    trees: tuple[tuple[Node, ...], ...]
    chapters: tuple[Chapter, ...]
    finals: tuple[Final, ...]
    grades: tuple[Grade, ...]
    bands: tuple[Band, ...]
    papers: tuple[Paper, ...]
    surveys: tuple[Survey, ...]
    copies: tuple[Copies, ...]
    lists: tuple[ProjectList, ...]
    regions: tuple[Region, ...]

    @property
    def roots(self) -> tuple[Node, ...]:
        """First-level sections of every score sheet."""
        return tuple(node for tree in self.trees for node in tree)


#: The document read last: a report's checks ask for the same records one after the other.
_recent: list[tuple[Document, Performance]] = []


def performance_of(document: Document) -> Performance:
    """The performance parts of a document."""
    if _recent and _recent[0][0] is document:
        return _recent[0][1]
    runs, lines = runs_of(document), list(lines_of(document))
    texts = list(texts_of(document, lines))
    lists = lists_of(runs, {grid.block for _, grid, _ in statutory_lines(document)})
    sheets = joined(sheets_of(document, runs), lists, lines)
    scopes = scopes_of(texts)
    bands = bands_of(texts)
    read = Performance(
        runs=tuple(runs),
        lines=tuple(lines),
        texts=tuple(texts),
        sheets=tuple(sheets),
        trees=tuple(tuple(tree_of(s)) for s in sheets),
        chapters=tuple(chapters_of(lines)),
        finals=tuple(finals_of(texts, scopes)),
        grades=tuple(grades_in(texts, scopes, bands)),
        bands=bands,
        papers=tuple(papers_of(document, runs)),
        surveys=tuple(surveys_of(runs)),
        copies=tuple(copies_of(lines)),
        lists=tuple(lists),
        regions=tuple(regions_of(sheets, lines)),
    )
    _recent[:] = [(document, read)]
    return read


def read_performance(document: Document, profile: Profile) -> tuple[tuple[Fact, ...], tuple[Claim, ...]]:
    """What the performance parts of a report state (facts) and assert (claims)."""
    read = performance_of(document)
    claims: list[Claim] = []
    for sheet, tree in zip(read.sheets, read.trees, strict=True):
        claims += fund_claims(sheet)
        claims += result_claims(sheet)
        claims += cost_claims(sheet)
        claims += score_claims(sheet, tree)
        claims += rubric_claims(sheet)
    claims += source_claims(read.lines)
    claims += money_claims(read.regions)
    claims += indicator_claims(read.regions)
    claims += project_scores(read.regions)
    claims += project_rates(read.regions)
    claims += titled_claims(read.sheets, read.lines)
    claims += list_claims(read.lists)
    claims += survey_claims(read.surveys, read.copies)
    claims += answer_claims(read.runs)
    claims += satisfaction_claims(read.surveys, read.lines)
    claims += prose_claims(read.chapters, read.roots)
    claims += value_claims(read.sheets, read.lines)
    claims += goal_claims(read.sheets, read.texts)
    claims += section_claims(read.lines, read.trees)
    claims += count_claims(read.lines, read.roots)
    claims += level_claims(read.lines, [t for t in read.trees if t])
    claims += total_claims(read.finals, read.chapters, read.sheets)
    claims += overview_claims(read.lists, read.sheets, read.lines)
    claims += listed_claims(read.lists, read.lines)
    claims += overall_claims(read.lists, read.sheets, read.lines)
    claims += told_means(read.lines)
    claims += score_parts(read.texts)
    claims += product_claims(read.texts)
    claims += arithmetic_claims(read.texts)
    claims += plan_claims(read.texts)
    claims += proportion_claims(read.sheets)
    claims += paper_claims(read.papers, read.sheets)
    claims += formula_claims(read.sheets, read.lines)
    claims += staff_claims(read.lines)
    claims += control_claims(read.lines)
    return _facts(read.sheets, profile), tuple(claims)


def _facts(sheets: tuple[Sheet, ...], profile: Profile) -> tuple[Fact, ...]:
    year = profile.year
    if year is None:
        return ()
    return tuple(
        Fact("project", _MEASURES[f.measure], year, s.project, fund_operand(s, f), "table")
        for s in sheets
        if s.project
        for f in s.funds
        if not f.part
    )
