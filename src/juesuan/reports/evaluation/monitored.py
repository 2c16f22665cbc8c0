"""绩效运行监控表: execution and achievement as of a day, the forecast for the year, the lights and the corrections.

Lights are told in words and in colour; what is missing for one is said in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.performance.book_sheets import MONITORINGS
from juesuan.performance.model import Light
from juesuan.performance.monitoring import IndicatorState, State
from juesuan.reports.composition import ComposedBlock, ComposedTable, PageBreak
from juesuan.reports.evaluation.cells import NONE, Row, figure, heads, label, light, spoken, value
from juesuan.reports.evaluation.indicators import sign_of
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.telling import Telling, clean
from juesuan.reports.narrative import heading, numeral

MONITORING = "performance.monitoring"
_HEADS = (
    "二级指标", "三级指标", "年度指标值", "截至监控日完成值", "完成进度", "预计全年完成值", "预计完成率", "灯号", "偏差原因", "改进措施",
)  # fmt: skip
_WIDTHS = (13, 18, 15, 15, 11, 15, 12, 12, 22, 22)


def monitorings(results: Results, telling: Telling, _layout: str = "") -> Iterator[ComposedBlock]:
    """A table for each monitoring of a project."""
    for n, state in enumerate(results.monitored, 1):
        if n > 1:
            yield PageBreak()
        if len(results.monitored) > 1:
            yield heading(
                2, f"{numeral(n)}、", f"{state.monitoring.objective}（截至{spoken(state.monitoring.as_of)}）"
            )
        yield _table(state, telling)


def _table(state: State, telling: Telling) -> ComposedTable:
    m = state.monitoring
    scope = f"{m.objective}·{m.as_of or '未填日期'}"
    if state.light in (Light.YELLOW, Light.RED) and not m.action.strip() and not _corrected(state):
        words = f"“{m.objective}”监控为{state.light}，请在“{MONITORINGS}”表填写纠偏措施"
        telling.gap(f"action:{scope}", words, m.origin)
    rows: list[Row] = [
        (label("监控项目", 2), value(clean(m.objective), 8)),
        (
            label("预算执行\n（万元）", 2, 2), *heads("预算数", "执行数", "预计全年执行数", "执行进度", "时间进度", "执行灯号"),
            label("综合灯号", 2),
        ),
        (*map(figure, _money(state, scope, telling)), light(state.execution_light, state.execution_why), light(state.light, colspan=2)),
        (label("纠偏措施", 2), value(clean(m.action) or NONE, 5), label("整改期限"), figure(spoken(m.due), 2)),
        heads(*_HEADS),
    ]  # fmt: skip
    rows += [_line(scope, one, telling) for one in state.indicators]
    title = f"项目绩效运行监控表（截至{spoken(m.as_of)}）"
    return ComposedTable(title, tuple(rows), 0, widths=_WIDTHS, unit="")


def _corrected(state: State) -> bool:
    return any(i.progress.measure.strip() for i in state.indicators)


def _money(state: State, scope: str, telling: Telling) -> Iterator[str]:
    m = state.monitoring
    for measure, cents in (("adjusted-budget", m.budget), ("outturn", m.executed), ("forecast", m.forecast)):
        yield NONE if cents is None else telling.money(MONITORING, measure, scope, cents)
    formulas = ("执行进度＝执行数÷预算数×100%", "时间进度＝已过天数÷全年天数×100%")
    rates = (("execution", state.execution), ("calendar", state.calendar))
    for (measure, rate), formula in zip(rates, formulas, strict=True):
        yield NONE if rate is None else telling.rate(MONITORING, measure, scope, rate, formula)


def _line(scope: str, one: IndicatorState, telling: Telling) -> Row:
    indicator, progress = one.indicator, one.progress
    about = f"{scope}·{indicator.code} {indicator.name}"
    rates = [
        NONE
        if rate is None
        else telling.rate(
            MONITORING, measure, about, rate, f"{title}＝{title[:2]}值÷年度指标值×100%（≤类指标相反）"
        )
        for measure, rate, title in (
            ("completion", one.so_far, "完成进度"),
            ("forecast-completion", one.forecast, "预计完成率"),
        )
    ]
    return (
        figure(clean(indicator.level2)), value(clean(indicator.name)),
        figure(telling.quantity(MONITORING, "target", about, indicator.target, sign_of(indicator))),
        figure(telling.quantity(MONITORING, "actual", about, progress.actual) or NONE), figure(rates[0]),
        figure(telling.quantity(MONITORING, "forecast", about, progress.forecast) or NONE), figure(rates[1]),
        light(one.light, one.why), value(clean(progress.cause)), value(clean(progress.measure)),
    )  # fmt: skip
