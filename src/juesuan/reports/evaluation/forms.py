"""项目支出绩效自评表 in the official form of 财预〔2020〕10号 附1: one table for each self-evaluated project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.accounts.cells import fact_key
from juesuan.performance.book_sheets import PROJECTS, SELF_EVALUATIONS
from juesuan.performance.terms import Subject
from juesuan.reports.composition import ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, spans, value
from juesuan.reports.evaluation.indicators import INDICATOR, Told, scope_of, score_of, told, weight_of
from juesuan.reports.evaluation.money import PROJECT, ToldFunds, funds_of
from juesuan.reports.evaluation.results import SelfScored
from juesuan.reports.evaluation.telling import Telling, clean

#: Relative widths of the nine columns.
_WIDTHS = (4, 8, 11, 20, 15, 15, 7, 9, 26)
_FUND_HEADS = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


def official(project: SelfScored, telling: Telling) -> ComposedTable:
    """The official form of one project."""
    rows = [*_head(project), *_funds(project, telling), *aims(project, telling, ("预期目标", "实际完成情况"))]
    found = told(project, telling)
    for i, row in enumerate(_indicators(found)):
        rows.append((label("绩效指标", rowspan=len(found) + 1), *row) if i == 0 else row)
    rows.append(_total(project, telling))
    whole = project.objective.subject is Subject.OVERALL
    title = "部门（单位）整体支出绩效自评表" if whole else "项目支出绩效自评表"
    return ComposedTable(f"{title}（{telling.year}年度）", tuple(rows), 0, widths=_WIDTHS, unit="")


def _head(project: SelfScored) -> Iterator[Row]:
    objective = project.objective
    title = "部门（单位）名称" if objective.subject is Subject.OVERALL else "项目名称"
    yield label(title, 2), value(clean(project.name), 7)
    yield (
        label("主管部门", 2),
        value(clean(objective.department), 3),
        label("实施单位"),
        value(clean(objective.unit), 3),
    )


def _funds(project: SelfScored, telling: Telling) -> Iterator[Row]:
    whole, parts = funds_of(project, telling)
    score = project.execution
    first, *rest = heads(*_FUND_HEADS)
    yield label("项目资金\n（万元）", 2, len(parts) + 2), first, *rest
    marks = (
        weight_of(telling, _execution(project), score),
        whole.rate or NONE,
        score_of(telling, _execution(project), score),
    )
    yield value("年度资金总额"), *map(figure, (*whole.cells, *marks))
    for i, part in enumerate(parts):
        yield _part(part, i)


def _part(part: ToldFunds, index: int) -> Row:
    source = f"其中：{part.source}" if index == 0 else part.source
    return value(source), *map(figure, (*part.cells, NONE, part.rate or NONE, NONE))


def _execution(project: SelfScored) -> str:
    return f"{project.name}·{project.execution.name}"


def aims(
    project: SelfScored, telling: Telling, titles: tuple[str, str], left: int = 3, right: int = 4
) -> Iterator[Row]:
    """What was aimed at and what came of it, in words."""
    objective, evaluation = project.objective, project.evaluation
    if not objective.aim.strip():
        words = f"请在“{PROJECTS}”表填写“{project.name}”的年度总体目标"
        telling.gap(f"aim:{project.name}", words, objective.origin)
    if not evaluation.achieved.strip():
        words = f"请在“{SELF_EVALUATIONS}”表填写“{project.name}”的总体目标实际完成情况"
        telling.gap(f"achieved:{project.name}", words, evaluation.origin)
    yield label("年度总体目标", 2, 2), label(titles[0], left), label(titles[1], right)
    yield value(clean(objective.aim), left), value(clean(evaluation.achieved), right)


def _indicators(found: Sequence[Told]) -> Iterator[Row]:
    yield heads(*_HEADS)
    for levels, one in leveled(found):
        yield (
            *levels,
            value(one.name),
            *map(figure, (one.target, one.actual, one.weight, one.score)),
            value(one.why),
        )


def leveled(found: Sequence[Told]) -> Iterator[tuple[Row, Told]]:
    """Each indicator with the cells of its levels, which neighbours share."""
    keys = [(one.level1, one.level2) for one in found]
    for one, first, second in zip(found, spans(keys, 0), spans(keys, 1), strict=True):
        cells = [
            value(text, rowspan=high, align="center")
            for text, high in ((one.level1, first), (one.level2, second))
            if high
        ]
        yield tuple(cells), one


def _total(project: SelfScored, telling: Telling) -> Row:
    whole = weight_total(project, telling), score_total(project, telling)
    return label("总分", 6), *(figure(text, bold=True) for text in whole), value("")


def weight_total(project: SelfScored, telling: Telling) -> str:
    """The sum of all weights, as printed beside the total score."""
    return telling.number(PROJECT, "weight", project.name, project.scored.weight, "分")


def score_total(project: SelfScored, telling: Telling) -> str:
    """The total score; "—" while a score is open (which is asked for where it stands)."""
    points = project.scored.points
    if points is None:
        return NONE
    scopes = (
        _execution(project),
        *(scope_of(project.name, s.code, s.name) for s in project.scored.scores[1:]),
    )
    keys = tuple(fact_key(INDICATOR, "score", telling.year, scope) for scope in scopes)
    return telling.number(
        PROJECT, "score", project.name, points, "分", formula="总分＝预算执行率得分＋各指标得分", made_of=keys
    )
