"""Time targets: the period or deadline a cell states, as first and last day, so that two of them can be
compared."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:(?P<year>20\d\d)年?(?:度)?)?"
_WHOLE = re.compile(_YEAR + r"(?:全年|全年度|年度|1[-—~至到]12月)?(?:内|底)?")
_MONTHS = re.compile(_YEAR + r"(?P<first>\d{1,2})月?[-—~～至到](?P<last>\d{1,2})月(?:份|底)?")
_DAY = re.compile(
    r"(?P<year>20\d\d)[年.\-/](?P<month>\d{1,2})(?:[月.\-/](?:(?P<day>\d{1,2})日?)?)?(?:底|末)?(?:之?前|以前|前完成)?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days a cell speaks of. ``span``: a stretch of months or a whole year; else a deadline. ``year``
    if printed."""

    first: date
    last: date
    span: bool
    year: bool


def period_of(text: str, default_year: int) -> Period | None:
    """The period or deadline a whole cell states, ``None`` if it says anything else."""
    words = re.sub(r"[，,。；;]|完成$|按时", "", text)
    if not words:
        return None
    m = _MONTHS.fullmatch(words)
    if m is not None:
        year, first, last = int(m["year"] or default_year), int(m["first"]), int(m["last"])
        return _months(year, first, last, m["year"] is not None)
    m = _DAY.fullmatch(words)
    if m is not None:
        year, month, day = int(m["year"]), int(m["month"]), int(m["day"] or 0)
        if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
            return None
        end = date(year, month, day or monthrange(year, month)[1])
        return Period(date(year, month, day or 1), end, False, True)
    m = _WHOLE.fullmatch(words)
    if m is not None and ("年" in words):
        return _months(int(m["year"] or default_year), 1, 12, m["year"] is not None)
    return None


def _months(year: int, first: int, last: int, printed: bool) -> Period | None:
    if not (1 <= first <= 12 and first <= last <= 12):
        return None
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), True, printed)


def misses(target: Period, actual: Period, start: bool = False) -> str:
    """Why an actual time does not fulfil its target, in Chinese; "" if it does. ``start``: the indicator is
    a beginning."""
    if target.span and actual.span and target.year == actual.year:
        if actual.last < target.last or actual.first > target.first:
            return "实际只覆盖了要求期间的一部分"
        return ""
    if not target.span and not actual.span and not start and actual.last > target.last:
        return "实际完成时间晚于要求的时间"
    return ""
