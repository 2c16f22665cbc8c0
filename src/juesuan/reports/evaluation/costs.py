"""成本效益分析: what the projects cost, what came of it, and how long it will last, from the same scores and work targets.

Economy, efficiency, effect and durability are told from the indicators that measure them; money per unit of output only
where a project has one single output that is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from juesuan.performance.kinds import HUNDRED, ZERO
from juesuan.performance.model import Direction, Indicator, Result
from juesuan.performance.scores import Score
from juesuan.performance.scoring_objective import total_funding
from juesuan.performance.terms import Quantity
from juesuan.reports.composition import ComposedBlock, ComposedTable
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, paragraph, value
from juesuan.reports.evaluation.forms import score_total
from juesuan.reports.evaluation.indicators import INDICATOR, scope_of
from juesuan.reports.evaluation.money import PROJECT, funds_of
from juesuan.reports.evaluation.results import Results, SelfScored
from juesuan.reports.evaluation.survey import told_satisfaction
from juesuan.reports.evaluation.telling import Telling, clean, exact, is_money, quoted
from juesuan.reports.evaluation.works import told_work
from juesuan.reports.narrative import heading

COSTS = "performance.costs"
_LIST = ("序号", "项目名称", "全年预算数\n（万元）", "全年执行数\n（万元）", "执行率", "自评得分", "自评等级")
_Line = tuple[SelfScored, Indicator, Result, Score]


def costs(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """The annex: economy, efficiency, effect, durability."""
    lines = [(p, *row) for p in results.projects for row in p.rows]
    n = iter("一二三四五")
    yield heading(2, f"{next(n)}、", "经济性分析")
    yield from _economy(results, lines, telling)
    outputs = _of(lines, "产出", without="成本")
    if outputs or results.works:
        yield heading(2, f"{next(n)}、", "效率性分析")
        yield from _efficiency(results, outputs, telling)
    effects = _of(lines, "效益", without="可持续")
    if effects or results.works:
        yield heading(2, f"{next(n)}、", "效益性分析")
        yield from _told("效益指标", effects, telling)
        yield from _works(results, telling)
    lasting = [line for line in lines if "可持续" in line[1].level2]
    if lasting:
        yield heading(2, f"{next(n)}、", "可持续性分析")
        yield from _told("可持续影响指标", lasting, telling)
    satisfied = _of(lines, "满意")
    tallies = [t for t in results.tallies if t.satisfaction is not None]
    if satisfied or tallies:
        yield heading(2, f"{next(n)}、", "服务对象满意度")
        yield from _told("满意度指标", satisfied, telling)
        yield from (paragraph(told_satisfaction(t, telling)) for t in tallies)


def _of(lines: list[_Line], word: str, without: str = "\0") -> list[_Line]:
    """The indicators of a first-level group, or of a second-level one of that name."""
    found = [line for line in lines if word in line[1].level1 or word in line[1].level2]
    return [line for line in found if without not in line[1].level1 + line[1].level2]


def _economy(results: Results, lines: list[_Line], telling: Telling) -> Iterator[ComposedBlock]:
    count = telling.number(
        "performance.count", "count", "自评项目", Decimal(len(results.projects)), "个", tail=True
    )
    yield paragraph(f"{results.year}年度{results.entity}对{count}项目开展绩效自评，投入和自评结果见下表。")
    yield project_list(results, telling)
    yield from _told(
        "成本指标", [line for line in lines if "成本" in line[1].level1 + line[1].level2], telling
    )
    for project in results.projects:
        words = _unit_cost(project, telling)
        if words:
            yield paragraph(words)


def project_list(results: Results, telling: Telling) -> ComposedTable:
    """One project a row: money, execution, score, grade; the money's sum at the foot."""
    rows: list[Row] = [heads(*_LIST)]
    for n, project in enumerate(results.projects, 1):
        whole, _ = funds_of(project, telling)
        marks = (
            whole.adjusted,
            whole.outturn,
            whole.rate or NONE,
            score_total(project, telling),
            project.scored.grade or NONE,
        )
        rows.append((figure(str(n)), value(clean(project.name)), *map(figure, marks)))
    if len(results.projects) > 1:
        rows.append(_sum(results, telling))
    title = f"项目支出绩效自评汇总表（{results.year}年度）"
    widths = (6, 34, 14, 14, 11, 11, 10)
    return ComposedTable(title, tuple(rows), 1, entity=results.entity, widths=widths, unit="")


def _sum(results: Results, telling: Telling) -> Row:
    totals = [total_funding(p.evaluation.funding) for p in results.projects]
    shown = []
    for measure, column in (
        ("adjusted-budget", [t.adjusted for t in totals]),
        ("outturn", [t.outturn for t in totals]),
    ):
        known = [c for c in column if c is not None]
        shown.append(
            telling.money(PROJECT, measure, "合计", sum(known)) if len(known) == len(column) else NONE
        )
    budget, spent = (
        sum(c or 0 for c in column) for column in ([t.adjusted for t in totals], [t.outturn for t in totals])
    )
    rate = NONE
    if NONE not in shown and budget > 0:
        rate = telling.rate(
            PROJECT,
            "execution",
            "合计",
            Decimal(spent) * HUNDRED / budget,
            "执行率＝全年执行数÷全年预算数×100%",
        )
    return label("合计", 2), *(figure(t, bold=True) for t in (*shown, rate)), figure(NONE), figure(NONE)


def _told(title: str, lines: list[_Line], telling: Telling) -> Iterator[ComposedBlock]:
    """How many of some indicators had full marks, and each with target and actual."""
    if not lines:
        return
    settled = [line for line in lines if line[3].points is not None]
    full = sum(not line[3].lost for line in settled)
    told = [
        telling.number("performance.count", "count", f"{title}{what}", Decimal(n), "项", tail=True)
        for what, n in (("", len(lines)), ("满分", full))
    ]
    words = f"其中{told[1]}得满分" if 0 < full < len(lines) else "均得满分" if full else "均未得满分"
    yield paragraph(f"各项目共设{title}{told[0]}{f'，{words}' if settled else ''}。")
    for n, (project, indicator, result, _) in enumerate(lines, 1):
        about = scope_of(project.name, indicator.code, indicator.name)
        number = telling.quantity(INDICATOR, "actual", about, result.actual)
        worded = indicator.direction is Direction.QUALITATIVE
        actual = number or str(result.achievement or "未填")
        target = telling.quantity(INDICATOR, "target", about, indicator.target)
        name = f"{quoted(project.name)}{clean(indicator.name)}"
        yield paragraph(
            f"{name}：年度目标{target}，{'实际' if worded else '实际完成'}{actual}。",
            "list",
            f"{n}." if len(lines) > 1 else "",
        )


def _efficiency(results: Results, outputs: list[_Line], telling: Telling) -> Iterator[ComposedBlock]:
    yield from _told("产出指标", outputs, telling)
    timed = [line.work for line in results.works if line.work.on_time is not None]
    if timed:
        kept = sum(bool(w.on_time) for w in timed)
        whole = telling.number(
            "performance.count", "count", "有时限的重点工作", Decimal(len(timed)), "项", tail=True
        )
        done = telling.number(
            "performance.count", "count", "按时完成的重点工作", Decimal(kept), "项", tail=True
        )
        yield paragraph(f"登记时限完成情况的重点工作{whole}，按时完成{done}。")


def _works(results: Results, telling: Telling) -> Iterator[ComposedBlock]:
    for n, line in enumerate(results.works, 1):
        number = f"{n}." if len(results.works) > 1 else ""
        if n == 1:
            yield paragraph("重点工作完成情况如下：")
        yield paragraph(f"{clean(line.work.name)}：{told_work(line, telling)}。", "list", number)


def _unit_cost(project: SelfScored, telling: Telling) -> str:
    """What one unit of a project's only counted output cost, in 元."""
    counted = [
        (i, r) for i, r, _ in project.rows
        if "数量" in i.level2 and isinstance(r.actual.value, Decimal) and r.actual.value > ZERO and _is_count(r.actual)
    ]  # fmt: skip
    spent = total_funding(project.evaluation.funding).outturn
    if len(counted) != 1 or not spent:
        return ""
    indicator, result = counted[0]
    assert isinstance(result.actual.value, Decimal)
    each = (Decimal(spent) / 100 / result.actual.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not each:
        return ""
    unit = result.actual.unit
    formula = (
        f"全年执行数÷{indicator.name}＝{exact(Decimal(spent) / 100)}元÷{exact(result.actual.value)}{unit}"
    )
    told = telling.number(COSTS, "unit-cost", project.name, each, "元", formula=formula, tail=True)
    return f"{quoted(project.name)}按{quoted(indicator.name)}计算，折合{told}/{unit}。"


def _is_count(quantity: Quantity) -> bool:
    return bool(quantity.unit) and "%" not in quantity.unit and not is_money(quantity)
