"""绩效运行监控: execution and achievement as of a day, the forecast for the year, and the light that follows.

Lights are computed from thresholds that are data, so that two projects in the same state have the same light. What is
missing leaves a light open with the reason; a red or yellow light without a corrective action is for ``validate``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct, convert

from juesuan.performance.kinds import HUNDRED
from juesuan.performance.measures import completion
from juesuan.performance.model import Indicator, Light, Monitoring, PerformanceBook, Progress, Result
from juesuan.performance.scoring_objective import resolved
from juesuan.performance.terms import BLANK, Direction, percent


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """Where green and yellow end, in percent."""

    green: Decimal
    yellow: Decimal


class Lights(Struct, frozen=True, forbid_unknown_fields=True):
    """Thresholds for execution (points behind the calendar) and for forecasts (completion of the year's target)."""

    execution: Thresholds
    forecast: Thresholds


@lru_cache(maxsize=1)
def lights() -> Lights:
    """The thresholds of ``lights.toml``."""
    text = files("juesuan.taxonomy").joinpath("data", "lights.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text, parse_float=Decimal), Lights)


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """One indicator on the day: completion so far and as forecast (percent), its light or why there is none."""

    indicator: Indicator
    progress: Progress
    so_far: Decimal | None
    forecast: Decimal | None
    light: Light | None
    why: str


@dataclass(frozen=True, slots=True)
class State:
    """A monitored project: execution, the part of the year that is over, and the lights. ``light`` is the worst."""

    monitoring: Monitoring
    execution: Decimal | None
    calendar: Decimal | None
    execution_light: Light | None
    execution_why: str
    indicators: tuple[IndicatorState, ...]

    @property
    def light(self) -> Light | None:
        """The light of the project: the worst of all that are known, ``None`` if none is."""
        return worst([self.execution_light, *(i.light for i in self.indicators)])


def monitor(book: PerformanceBook, monitoring: Monitoring) -> State:
    """The state of a monitored objective; indicators without a progress record are among them, without a light."""
    objective = book.objective(monitoring.objective)
    reported = {p.indicator: p for p in monitoring.progress}
    # Targets may be stated by work targets; what those did in the whole year is no progress of the day.
    indicators = (
        [resolved(book, i, Result(i.code, i.target))[0] for i in objective.indicators] if objective else ()
    )
    states = tuple(_indicator(i, reported.get(i.code, Progress(i.code, BLANK))) for i in indicators)
    calendar = None if monitoring.as_of is None else year_gone(monitoring.as_of)
    rate, light, why = _execution(monitoring, calendar)
    return State(monitoring, rate, calendar, light, why, states)


def year_gone(day: date) -> Decimal:
    """序时进度: the part of the year that is over at the end of ``day``, in percent."""
    length = date(day.year, 12, 31).timetuple().tm_yday
    return Decimal(day.timetuple().tm_yday) * HUNDRED / length


def worst(found: Iterable[Light | None]) -> Light | None:
    """The worst light that is known."""
    order = [Light.RED, Light.YELLOW, Light.GREEN]
    known = {light for light in found if light is not None}
    return next((light for light in order if light in known), None)


def _execution(m: Monitoring, calendar: Decimal | None) -> tuple[Decimal | None, Light | None, str]:
    if m.budget is None or m.executed is None:
        return None, None, "没有填写预算数或执行数，不能判断执行进度"
    if m.budget <= 0:
        return None, None, "预算数为零，没有执行进度"
    rate = Decimal(m.executed) * HUNDRED / m.budget
    if calendar is None:
        return rate, None, "没有填写监控日期，不能与时间进度相比"
    behind = calendar - rate
    bounds = lights().execution
    light = Light.GREEN if behind <= bounds.green else Light.YELLOW if behind <= bounds.yellow else Light.RED
    words = f"执行{percent(rate)}，时间进度{percent(calendar)}"
    return rate, light, f"{words}，落后{percent(behind)}" if behind > 0 else words


def _indicator(indicator: Indicator, progress: Progress) -> IndicatorState:
    so_far = completion(indicator.direction, indicator.target, progress.actual)
    coming = completion(indicator.direction, indicator.target, progress.forecast)
    if indicator.direction is Direction.QUALITATIVE:
        return IndicatorState(indicator, progress, None, None, None, "定性指标，由监控人说明进展")
    if coming.rate is None and coming.reached is None:
        missing = coming.missing or "不能判断"
        words = "没有填写预计全年完成值" if progress.forecast == BLANK else missing
        return IndicatorState(indicator, progress, so_far.rate, None, None, words)
    if coming.rate is None:
        light = Light.GREEN if coming.reached else Light.RED
        return IndicatorState(indicator, progress, so_far.rate, None, light, f"预计{coming.words}")
    bounds = lights().forecast
    rate = coming.rate
    light = Light.GREEN if rate >= bounds.green else Light.YELLOW if rate >= bounds.yellow else Light.RED
    return IndicatorState(indicator, progress, so_far.rate, rate, light, f"预计全年完成{percent(rate)}")
