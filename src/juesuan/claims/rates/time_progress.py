"""Progress against the calendar: “1—8月完成年度预算的70.2%，超序时进度3.5个百分点”.

What should be done by the end of a month is so many twelfths of the year. The period is told by the paragraph or, where it tells
none, by the report's title; some count days instead of months, which moves the mark by a fraction of a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from juesuan.amounts import Interval, parse_chinese
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits

_CHEAP = re.compile(r"序时|均衡进度|时间进度")
_AHEAD = re.compile(
    r"(?:(?P<up>超前?|快于|高于|超过|超出|高出|快|领先)|(?P<down>慢于|低于|落后|慢|滞后|低))(?:于|了)?[^，。；\d]{0,6}(?:序时|均衡|时间)(?:进度)?(?:要求)?(?:约)?$"
    r"|[比较][^，。；\d]{0,6}(?:序时|均衡|时间)进度(?:要求)?(?:相比)?(?:(?P<more>快|高|超前|超)|(?P<less>慢|低|滞后))(?:了|出)?(?:约)?$"
)
_PERIOD = re.compile(
    r"(?P<half>上半年)|(?P<quarters>前[一二三]|[一二三])季度|(?:1|一|元)?月?份?[\-—－–~至到](?P<to>1[0-2]|[2-9])月"
    r"|前(?P<first>1[0-1]|[2-9])个月|截[至止][^，。；]{0,10}?(?<!\d)(?P<end>1[0-2]|[1-9])月(?:份|底|末|2[89]日|3[01]日)"
)
_YEAR = 12
#: By days the mark differs by so much at most: 31 of 365 days is 8.49 %, a twelfth 8.33 %.
_DAYS = Decimal("0.0045")


def time_progress(passage: Passage) -> Iterator[Claim]:
    """The claims of the points by which money is ahead of the calendar or behind it."""
    if not _CHEAP.search(passage.text):
        return
    for i, said in enumerate(passage.figures):
        ahead = _AHEAD.search(said.head) if i and said.printed.unit.kind == "ratio" else None
        if ahead is None or said.printed.about:
            continue
        rate = next(
            (
                f
                for f in reversed(passage.figures[:i])
                if f.sentence == said.sentence and f.role == "completion"
            ),
            None,
        )
        months = _months(passage, said)
        if rate is None or months is None or rate.printed.about or rate.depth > said.depth:
            continue
        sign = -1 if ahead["down"] or ahead["less"] else 1
        yield from _claim(passage, said, rate, months, sign)


def _months(passage: Passage, said: Figure) -> int | None:
    """How many months of the year had gone by, as the words before the points tell."""
    found = list(_PERIOD.finditer(passage.text, 0, said.number.start)) or list(
        _PERIOD.finditer(passage.context.path)
    )
    lengths = {_length(m) for m in found}
    return lengths.pop() if len(lengths) == 1 else None


def _length(m: re.Match[str]) -> int:
    if m["half"]:
        return 6
    if m["quarters"]:
        return 3 * (parse_chinese(m["quarters"][-1]) or 0)
    return int(m["to"] or m["first"] or m["end"])


def _claim(passage: Passage, said: Figure, rate: Figure, months: int, sign: int) -> Iterator[Claim]:
    due = Decimal(months) / _YEAR
    told = operand(passage, said, "超序时进度", -1, sign=sign)
    calendar = Operand(
        told.span,
        told.number,
        f"序时进度{due * 100:.1f}%",
        Interval(due - _DAYS, due + _DAYS),
        "序时进度",
        Decimal(-1),
    )
    way = (told, operand(passage, rate, "完成率", 1), calendar)
    yield Claim(
        Kind.COMPLETION,
        "completion-rate",
        Relation.LINEAR,
        way,
        f"超序时进度 = 完成率 − 序时进度（{months} ÷ 12）",
        f"time-progress:{passage.context.title}:{passage.lead}",
        Certainty.CERTAIN if fits(Relation.LINEAR, way) else Certainty.LIKELY,
    )
