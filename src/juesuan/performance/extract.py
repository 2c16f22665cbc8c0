"""From a published performance report back to a performance book, as far as the report goes and never further.

The audit already reads project tables, score tables, questionnaires and sentences; what it reads becomes records here.
Whatever was read and has no place in a record, or a place only with a doubt, is listed for a person with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.accounts.figures import Unread
from juesuan.claims.model import Report
from juesuan.claims.performance.reading import performance_of
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.documents.refusal import Refusal
from juesuan.performance.extract_cells import Notes
from juesuan.performance.extract_evaluations import read_evaluations
from juesuan.performance.extract_framework import OwnFramework
from juesuan.performance.extract_heads import heads_of
from juesuan.performance.extract_projects import is_project, read_projects
from juesuan.performance.extract_surveys import read_surveys
from juesuan.performance.extract_told import told_projects
from juesuan.performance.extract_works import is_works, read_works
from juesuan.performance.model import PerformanceBook
from juesuan.performance.terms import BLANK


@dataclass(frozen=True)
class ExtractedPerformance:
    """A book as far as a report states it, and what was read besides.

    ``frameworks`` are indicator systems of the report's own, to be written to the files that its evaluations name.
    """

    book: PerformanceBook
    unread: tuple[Unread, ...]
    frameworks: tuple[OwnFramework, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many figures of each kind the book holds."""
        book = self.book
        indicators = [i for o in book.objectives for i in o.indicators]
        results = [r for e in book.self_evaluations for r in e.results]
        works = book.work_targets
        return {
            "指标值": sum(i.target != BLANK for i in indicators) + sum(w.target != BLANK for w in works),
            "完成值": sum(r.actual != BLANK for r in results) + sum(w.actual != BLANK for w in works),
            "分值": sum(i.weight is not None for i in indicators),
            "得分": sum(r.stated is not None for r in results)
            + sum(a.stated is not None for e in book.evaluations for a in e.assessments),
            "金额": sum(
                v is not None
                for o in book.objectives
                for f in o.funding
                for v in (f.initial, f.adjusted, f.outturn)
            ),
            "问卷份数": sum(
                o.count is not None for s in book.questionnaires for q in s.questions for o in q.options
            ),
        }


def extract_performance(path: str, year: int | None = None, own_file: str = "") -> ExtractedPerformance:
    """Read a published report, self-evaluation or table; ``year`` where the document does not say.

    ``own_file`` (ending in ``.toml``) is where an indicator system of the report's own will be written to; without it,
    the scores of such a table are listed. Raises :class:`Refusal` if nothing of performance can be read.
    """
    report = read_report(read_carefully(path))
    made = extract_report(report, year, own_file)
    if not any(made.counts.values()) and not made.unread:
        raise Refusal(
            "no-evaluation", path, "没有识别到绩效目标、完成情况、得分或问卷",
            "请确认这是绩效自评表或绩效评价报告；扫描件请先做文字识别",
        )  # fmt: skip
    if not made.book.year:
        raise Refusal("no-year", path, "没有识别到绩效年度", "请用 --year 指明是哪一年度的绩效")
    return made


def extract_report(report: Report, year: int | None = None, own_file: str = "") -> ExtractedPerformance:
    """The same for a report that has been read; the year is 0 if nobody says it."""
    read, notes = performance_of(report.document), Notes(report.document)
    profile = report.profile
    monitored = [s for s in read.sheets if "监控" in s.title]
    for sheet in monitored:
        notes.add(
            f"“{sheet.title}”", sheet.leaves[0].name if sheet.leaves else None, "监控表请人工填入“监控”表"
        )
    sheets = [s for s in read.sheets if s not in monitored]
    duties = [s for s in sheets if is_works(s)]
    tables = [s for s in sheets if s not in duties and is_project(s)]
    scores = [s for s in sheets if s not in duties and not is_project(s)]
    projects = read_projects(tables, heads_of(read.runs), profile.entity, notes)
    told_projects(read, projects, notes)
    evaluations = tuple(read_evaluations(read, scores, notes, own_file))
    surveys = tuple(read_surveys(read, notes))
    works = read_works(report, read.runs, duties, notes)
    book = PerformanceBook(
        profile.entity,
        profile.year or year or 0,
        tuple(projects.objectives),
        self_evaluations=tuple(projects.evaluations),
        evaluations=tuple(e for e, _ in evaluations),
        work_targets=works,
        questionnaires=surveys,
        file=report.document.path,
    )
    own = tuple(f for _, f in evaluations if f is not None)
    made = ExtractedPerformance(book, tuple(notes.found), own)
    if profile.entity or not (made.unread or any(made.counts.values())):
        return made
    nameless = Unread("单位名称", "", "没有认出单位名称，请补填")
    return ExtractedPerformance(book, (nameless, *made.unread), own)
