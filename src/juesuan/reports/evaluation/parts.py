"""The parts a performance document is made of, by the names that people choose them with.

A part knows whether the book has something for it and what to fill in where it has not; by default a document has every
part that the book has data for. A part makes one section or, as reports do, one for each subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from juesuan.performance import book_sheets as s
from juesuan.reports.composition import ComposedBlock, ComposedTable, PageBreak
from juesuan.reports.evaluation.appraised import appraisals, follow_ups
from juesuan.reports.evaluation.cases import cases
from juesuan.reports.evaluation.cells import paragraph
from juesuan.reports.evaluation.costs import costs
from juesuan.reports.evaluation.forms import official
from juesuan.reports.evaluation.forms_sichuan import merged, repeated
from juesuan.reports.evaluation.monitored import monitorings
from juesuan.reports.evaluation.papers import papers
from juesuan.reports.evaluation.report import reports
from juesuan.reports.evaluation.results import Judged, Results, SelfScored
from juesuan.reports.evaluation.scoresheet import score_table
from juesuan.reports.evaluation.survey import surveys
from juesuan.reports.evaluation.telling import Telling
from juesuan.reports.evaluation.works import works
from juesuan.reports.narrative import heading, numeral

#: The layouts of a project's self-evaluation table.
LAYOUTS: dict[str, Callable[[SelfScored, Telling], ComposedTable]] = {
    "部颁": official,
    "四川2019": merged,
    "四川2020": repeated,
}
Section = tuple[str, Iterable[ComposedBlock]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name and title, who has it, what makes its sections, and what to fill in for it."""

    name: str
    title: str
    has: Callable[[Results], bool]
    sections: Callable[[Results, Telling, str], Iterator[Section]]
    missing: str


def _one(
    title: str, make: Callable[[Results, Telling, str], Iterator[ComposedBlock]]
) -> Callable[[Results, Telling, str], Iterator[Section]]:
    """A part of a single section."""

    def sections(results: Results, telling: Telling, layout: str) -> Iterator[Section]:
        yield title, make(results, telling, layout)

    return sections


def _self_tables(results: Results, telling: Telling, layout: str) -> Iterator[ComposedBlock]:
    for n, project in enumerate(results.projects, 1):
        if n > 1:  # a form that breaks over pages is hard to read, for people and for programs
            yield PageBreak()
        if len(results.projects) > 1:
            yield heading(2, f"{numeral(n)}、", project.name)
        yield LAYOUTS[layout](project, telling)


def _score_tables(results: Results, telling: Telling, _layout: str) -> Iterator[ComposedBlock]:
    for n, judged in enumerate(results.evaluations, 1):
        if len(results.evaluations) > 1:
            yield heading(2, f"{numeral(n)}、", f"{judged.title}{judged.evaluation.kind}")
        yield score_table(judged, telling)
        yield paragraph(_basis(judged), "note")


def _basis(judged: Judged) -> str:
    return f"注：按《{judged.framework.title}》评分，依据是{judged.framework.basis.rstrip('。')}。"


def _reports(whole: bool) -> Callable[[Results, Telling, str], Iterator[Section]]:
    def sections(results: Results, telling: Telling, _layout: str) -> Iterator[Section]:
        yield from reports(results, telling, whole=whole)

    return sections


def _is_told(results: Results, *, whole: bool) -> bool:
    return any(True for _ in cases(results, whole=whole))


PARTS = (
    Part(
        "整体评价报告", "部门整体支出绩效评价报告", lambda r: _is_told(r, whole=True), _reports(True),
        f"请在“{s.EVALUATIONS}”和“{s.ASSESSMENTS}”表填写部门整体支出的评价",
    ),
    Part(
        "项目评价报告", "项目支出绩效评价报告", lambda r: _is_told(r, whole=False), _reports(False),
        f"请在“{s.EVALUATIONS}”表填写对项目的评价，或在“{s.SELF_EVALUATIONS}”表填写项目自评",
    ),
    Part(
        "评分表", "绩效评价评分表", lambda r: bool(r.evaluations), _one("绩效评价评分表", _score_tables),
        f"请在“{s.EVALUATIONS}”和“{s.ASSESSMENTS}”表填写评价情况",
    ),
    Part(
        "自评表", "项目支出绩效自评表", lambda r: bool(r.projects), _one("项目支出绩效自评表", _self_tables),
        f"请在“{s.SELF_EVALUATIONS}”和“{s.RESULTS}”表填写自评情况",
    ),
    Part(
        "重点工作", "重点工作完成情况", lambda r: bool(r.works), _one("重点工作完成情况", works),
        f"请在“{s.WORKS}”表登记年度重点工作",
    ),
    Part(
        "成本效益", "成本效益分析", lambda r: bool(r.projects), _one("成本效益分析", costs),
        f"请在“{s.SELF_EVALUATIONS}”和“{s.RESULTS}”表填写自评情况",
    ),
    Part(
        "问卷", "问卷调查情况", lambda r: bool(r.tallies), _one("问卷调查情况", surveys),
        f"请在“{s.SURVEYS}”“{s.QUESTIONS}”表填写问卷，在“{s.COPIES}”表录入答卷",
    ),
    Part(
        "底稿", "绩效评价工作底稿", lambda r: bool(r.evaluations or r.projects), _one("绩效评价工作底稿", papers),
        f"请填写“{s.ASSESSMENTS}”表或“{s.RESULTS}”表",
    ),
    Part(
        "事前评估", "事前绩效评估", lambda r: bool(r.appraised), _one("事前绩效评估", appraisals),
        f"请在“{s.APPRAISALS}”和“{s.APPRAISED}”表填写评估情况",
    ),
    Part(
        "监控表", "绩效运行监控", lambda r: bool(r.monitored), _one("绩效运行监控", monitorings),
        f"请在“{s.MONITORINGS}”和“{s.PROGRESS}”表填写监控情况",
    ),
    Part(
        "整改台账", "绩效问题整改台账", lambda r: bool(r.book.follow_ups), _one("绩效问题整改台账", follow_ups),
        f"请在“{s.FOLLOW_UPS}”表登记问题和整改措施",
    ),
)  # fmt: skip
