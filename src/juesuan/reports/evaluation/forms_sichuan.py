"""Two older layouts of a project's results that areas still publish: levels merged, and levels told in every row.

Neither prints weights or scores. What was not reached is explained in a column of its own, which stands only where there
is something to explain.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.reports.composition import ComposedTable
from juesuan.reports.evaluation.cells import Row, figure, heads, label, value
from juesuan.reports.evaluation.forms import aims, leveled
from juesuan.reports.evaluation.indicators import Told, told
from juesuan.reports.evaluation.money import funds_of
from juesuan.reports.evaluation.results import SelfScored
from juesuan.reports.evaluation.telling import Telling, clean

_REASON = "偏差原因分析及改进措施"


def merged(project: SelfScored, telling: Telling) -> ComposedTable:
    """The layout of 2019: money with its sources, the levels of indicators merged."""
    found = told(project, telling)
    reasons = any(one.why for one in found)
    right = 3 if reasons else 2
    whole, parts = funds_of(project, telling)
    rows: list[Row] = [
        (label("部门预算项目名称", 2), value(clean(project.name), 2 + right)),
        (
            label("预算单位", 2),
            value(clean(project.objective.department or project.objective.unit), 2 + right),
        ),
        (
            label("项目资金\n（万元）", 2, len(parts) + 2),
            label("", 2),
            label("全年预算数"),
            label("实际完成数", right - 1),
        ),
        (value("年度资金总额：", 2), figure(whole.adjusted), figure(whole.outturn, right - 1)),
    ]
    rows += [
        (
            value(f"其中：{p.source}" if i == 0 else p.source, 2),
            figure(p.adjusted),
            figure(p.outturn, right - 1),
        )
        for i, p in enumerate(parts)
    ]
    rows += aims(project, telling, ("年度设定目标", "实际完成情况"), 2, right)
    rows.append(
        (
            label("绩效指标", rowspan=len(found) + 1),
            *heads(
                "一级指标",
                "二级指标",
                "三级指标",
                "年度指标值",
                "实际完成数",
                *([_REASON] if reasons else []),
            ),
        )
    )
    rows += [(*levels, value(one.name), *_results(one, reasons)) for levels, one in leveled(found)]
    widths = (4, 10, 13, 24, 18, 18, *([26] if reasons else []))
    title = f"项目绩效目标完成表（{telling.year}年度）"
    return ComposedTable(title, tuple(rows), 0, widths=widths, unit="")


def repeated(project: SelfScored, telling: Telling) -> ComposedTable:
    """The layout of 2020: money as pairs of label and value, the levels in every row."""
    found = told(project, telling)
    reasons = any(one.why for one in found)
    last = 2 if reasons else 1
    rows: list[Row] = [
        (label("项目名称"), value(clean(project.name), 4 + last)),
        (label("预算单位"), value(clean(project.objective.department or project.objective.unit), 4 + last)),
        *_pairs(project, telling, last),
        *_aims(project, telling, last),
        (
            label("绩效指标完成情况", rowspan=len(found) + 1),
            *heads(
                "一级指标", "二级指标", "三级指标", "预期指标值（包含数字及文字描述）", "实际完成指标值（包含数字及文字描述）",
                *([_REASON] if reasons else []),
            ),
        ),
    ]  # fmt: skip
    rows += [
        (*map(figure, (one.level1, one.level2)), value(one.name), *_results(one, reasons)) for one in found
    ]
    widths = (9, 11, 13, 24, 18, 18, *([26] if reasons else []))
    title = f"项目绩效目标完成情况表（{telling.year}年度）"
    return ComposedTable(title, tuple(rows), 0, widths=widths, unit="")


def _pairs(project: SelfScored, telling: Telling, last: int) -> Iterator[Row]:
    whole, parts = funds_of(project, telling)
    lines = [
        ("预算数：", "执行数：", whole),
        *((f"其中-{p.source}：", f"其中-{p.source}：", p) for p in parts),
    ]
    for i, (budget, executed, money) in enumerate(lines):
        first = (label("预算执行情况\n（万元）", rowspan=len(lines)),) if i == 0 else ()
        yield *first, value(budget), figure(money.adjusted, 2), value(executed), figure(money.outturn, last)


def _aims(project: SelfScored, telling: Telling, last: int) -> Iterator[Row]:
    titles, words = aims(project, telling, ("预期目标", "实际完成目标"), 3, 1 + last)
    _, *rest = titles
    yield label("年度目标完成情况", rowspan=2), *rest
    yield words


def _results(one: Told, reasons: bool) -> Row:
    return *map(figure, (one.target, one.actual)), *((value(one.why),) if reasons else ())
