"""Dates that a report of its year cannot carry: filled in before the year was over, measures due before it was written.

A report is written after its year. A date of filling in that lies before that, or a measure “to be done” by a day that
had passed, was left from an earlier report; and an amount of this year's tables told as another year's has the wrong
year before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.claims.model import Figure, Report
from juesuan.documents.model import Paragraph, Span
from juesuan.rules.checks.year import year_of
from juesuan.rules.model import Breach, Mark, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, Stretch, holding, once, scan, sentence_at, stretches

_DATE = r"(?P<year>20\d\d)[年.\-/](?P<month>\d{1,2})(?:[月.\-/](?:(?P<day>\d{1,2})日?)?)?"
_FILLED = re.compile(
    rf"(?:填报|填表|填写|编制|编报|制表|上报|报送|评价|自评|报告|公开|撰写)(?:日期|时间)(?:[（(][^（）()]{{0,8}}[）)])?[:：]?{_DATE}"
)
_ALONE = re.compile(_DATE)
_SIGN = re.compile(r"(?:日期|时间)(?:[（(][^（）()\n]{0,8}[）)])?[:：]?20\d\d")
#: A table of objectives or of the budget is filled in before its year.
_BEFOREHAND = re.compile(r"申报|目标表|目标批复|预算表|事前|监控")
#: How many stretches above a date may say what is dated.
_ABOVE = 8
#: Later than this a report of the year is no longer filled in.
_LATEST = 3


@check("filled-in-before-the-year-ended")
def filled_in_before(report: Report) -> Iterable[Breach]:
    """“填报日期：2021年3月20日” in the annex of the accounts of 2022."""
    year = year_of(report)
    finds = Finds()
    for s, m in _dates(report):
        said = int(m["year"])
        if year <= said <= year + _LATEST or abs(said - year) > 12 or not _possible(m):
            continue
        finds.add(
            f"{said}|{m['month']}",
            f"“{m[0]}”：本报告反映{year}年度，{'年度还没有结束就填报' if said < year else '填报日期过晚'}，"
            f"疑为往年内容没有更新或年份写错，一般应为{year + 1}年，请核对。",
            s.mark(*m.span()),
            stated=f"{said}年",
            expected=f"{year + 1}年",
            certainty="likely",
        )
    return finds.breaches()


def _possible(m: re.Match[str]) -> bool:
    return 1 <= int(m["month"]) <= 12 and 1 <= int(m["day"] or 1) <= 31


def _dates(report: Report) -> Iterator[tuple[Stretch, re.Match[str]]]:
    """The dates of filling in: behind such a label, or alone on the cover or as the last line of the report."""
    every = stretches(report)
    position = {id(s): i for i, s in enumerate(every)}
    for s in holding(report, _SIGN):
        for m in _FILLED.finditer(s.text):
            i = position[id(s)]
            around = "".join(o.text[:40] for o in every[max(0, i - _ABOVE) : i + 1])
            if not _BEFOREHAND.search(around):
                yield s, m
    lines = [s for s in stretches(report, cells=False) if len(s.text) <= 12]
    alone = [(s, d) for s in (*lines[:4], *lines[-2:]) if (d := _ALONE.fullmatch(s.text)) is not None]
    last = len(report.document.blocks) - 1
    yield from (
        (s, d) for s, d in alone if s.block in (*range(6), last) and isinstance(_block(report, s), Paragraph)
    )


def _block(report: Report, s: Stretch) -> object:
    return report.document.blocks[s.block]


@once
def _written(report: Report) -> tuple[int, int] | None:
    """Year and month in which the report says it was written, if it says one that its year allows."""
    year = report.profile.year or 0
    known = [(int(m["year"]), int(m["month"])) for _, m in _dates(report) if _possible(m)]
    return max((d for d in known if year <= d[0] <= year + 2), default=None)


_DUE = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日|份|[底末中初]|[上中下]旬)?|(?P<half>上半年|第?[一二三四]季度)|年?[底末])"
    r"(?:之前|以前|前|内)?(?=[^，。；\d]{0,6}(?:完成|建成|竣工|交付|投入使用|到位|实现|启动|落实|解决|支付|兑付|出台|印发|修订|上线|整改))"
)
_TOLD = re.compile(
    r"原|应于|应在|已|未能|未按|没有按|要求|规定|约定|合同|逾期|前期|目标为|指标值|截至|完成了|如期|按期完成|于$"
)
_HALF = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}


def due_before_written(
    report: Report, ahead: Iterable[Stretch]
) -> Iterator[tuple[Stretch, int, int, int, str]]:
    """Measures of the paragraphs ``ahead`` that are due before the report can have been written: where, year, since when."""
    year = year_of(report)
    written = _written(report)
    for s in ahead:
        for m in _DUE.finditer(s.text):
            start, end = sentence_at(s.text, m.start())
            clause = max(s.text.rfind(c, start, m.start()) for c in "，。；：、") + 1
            said, month = int(m["year"]), _month(m)
            if _TOLD.search(s.text, max(start, clause), m.end()) or _TOLD.match(s.text, m.end()):
                continue
            if said < year - 3 or not _past(said, month, year, written):
                continue
            since = f"{written[0]}年{written[1]}月" if written else f"{year}年度结束"
            stop = re.search(r"[，。；]", s.text[m.end() : end])
            yield s, m.start(), min(end, m.end() + (stop.start() if stop else 16)), said, since


def _month(m: re.Match[str]) -> int:
    if m["month"]:
        return int(m["month"])
    return _HALF[m["half"].removeprefix("第")] if m["half"] else 12


def _past(said: int, month: int, year: int, written: tuple[int, int] | None) -> bool:
    """Had the day passed? A report without a date may have been drafted in the last weeks of its year."""
    if written is not None:
        return (said, month) < written
    return said < year or (said == year and month < 11)


@check("this-years-amount-under-another-year")
def amount_of_this_year(report: Report) -> Iterable[Breach]:
    """“2022年度收入总计8,854.84万元” where 2023 has 8,854.84; “2022年末实有98人” where 98 are told of this year."""
    year = year_of(report)
    # What there was when the year began is what there was when the last one ended.
    facts = [f for f in report.facts if "opening" not in f.concept]
    own = {f.operand.interval.middle for f in facts if f.year == year}
    others = {f.operand.interval.middle for f in report.facts if f.year != year and f.source != "text"}
    counted = _counted(report, year)
    if not own and not counted:
        raise NotApplicable("没有识别出本年度的数")
    finds = Finds()
    told: set[Span] = set()
    for f in report.figures:
        if f.role != "amount" or f.year is None or not 0 < abs(f.year - year) <= 3 or f.printed.about:
            continue
        # An amount of four digits or more is not the same by chance.
        telling = f.printed.unit.kind == "money" and len(f.printed.text.replace(",", "").strip("0.")) > 4
        amount = telling and f.printed.base in own and f.printed.base not in others
        if amount or (f.number in counted and f.year < year):
            found = _year_before(report, f)
            if found is not None and found not in told:
                told.add(found)
                _say(finds, report, f, found, year)
    return finds.breaches()


#: What a unit has at the year's end: its people, vehicles, houses … told with the year that dates them.
_HAD = re.compile(r"^\W*20\d\d年年?[末底](?P<what>[\u4e00-\u9fff]{2,12})$")
_YEAR_END = re.compile(r"年[末底]")
#: Fewer are the same by chance.
_FEWEST = 10


def _counted(report: Report, year: int) -> set[Span]:
    """Counts dated by the end of an earlier year that the report repeats, under the same word, as this year's only."""
    counts = [
        (f, m["what"][-2:])
        for f in report.figures
        if f.year is not None
        and 0 < year - f.year <= 3
        and f.role == "amount"
        and f.printed.unit.kind == "count"
        and f.printed.value >= _FEWEST
        and (m := _HAD.match(f.head)) is not None
        and str(year) not in _sentence(report, f)
    ]
    return {f.number for f, word in counts if _repeated(report, f, word, year)}


def _sentence(report: Report, f: Figure) -> str:
    block = report.document.blocks[f.number.block]
    if not isinstance(block, Paragraph):
        return ""
    start, end = sentence_at(block.text.value, f.number.start)
    return block.text.value[start:end]


def _repeated(report: Report, f: Figure, word: str, year: int) -> bool:
    """Is the same number told of this year elsewhere, and no other number under the same word?"""
    same = [
        g
        for g in report.figures
        if g.sentence != f.sentence
        and g.role == "amount"
        and g.printed.unit.base == f.printed.unit.base
        and g.label.endswith(word)
        and (g.year == year or (g.year is None and _YEAR_END.search(g.head)))
    ]
    return bool(same) and all(g.printed.base == f.printed.base for g in same)


_SAME = re.compile(r"持平|一致|相同|无变化|没有变化|无增减|不变")


def _year_before(report: Report, f: Figure) -> Span | None:
    """Where the year that dates the figure opens its sentence; ``None`` if it is compared with, or nothing changed."""
    span = f.number
    block = report.document.blocks[span.block]
    if not isinstance(block, Paragraph):
        return None
    text = block.text.value
    start, end = sentence_at(text, span.start)
    start = max(start, text.rfind("；", start, span.start) + 1)
    words = text[start : span.start]
    opens = re.match(rf"[\s（(]*(?:[一二三四五六七八九十\d]+[、.．)）]\s*)?{f.year}\s*年度?", words)
    if opens is None or re.search(r"[比较与同]", words) or _SAME.search(text, start, end):
        return None
    at = start + words.index(str(f.year))
    return Span(span.block, at, start + opens.end())


def _say(finds: Finds, report: Report, f: Figure, at: Span, year: int) -> None:
    block = report.document.blocks[at.block]
    words = block.text.value[at.start : f.number.end] if isinstance(block, Paragraph) else ""
    finds.add(
        words,
        f"“{words}”：这个数与本报告别处{year}年度的数相同，年份却写成{f.year}年，疑年份没有更新，请核对。",
        Mark(at, "年份"),
        Mark(f.clause, "金额"),
        stated=f"{f.year}年",
        expected=f"{year}年",
        certainty="likely",
    )


#: “202年度”, “20223年度”: a year with a digit too few or too many; 年 alone may count years (存续120年).
_DIGITS = re.compile(
    r"(?<![\d.,，])(?P<year>20\d|20\d{3}|2[1-9]\d\d(?=年度))年(?=度|[度]?(?:部门|单位|财政|决算|预算|末|底|初|项目|\d{1,2}月))"
)
_ODD_YEAR = re.compile(r"(?<!\d)(?:20\d|20\d{3}|2[1-9]\d\d)年")


@check("year-of-too-few-digits")
def year_digits(report: Report) -> Iterable[Breach]:
    """A year that has not four digits, or that no report can speak of (202年度, 20223年, 2203年度)."""
    finds = Finds()
    for s, m in scan(report, _DIGITS, _ODD_YEAR, contents=True):
        start, end = max(0, m.start() - 6), min(len(s.text), m.end() + 6)
        size = len(m["year"])
        wrong = "少了一位数字" if size < 4 else "多了一位数字" if size > 4 else "写错了"
        own = f"本报告反映{report.profile.year}年度，" if report.profile.year else ""
        finds.add(
            m["year"],
            f"“{s.text[start:end]}”里的年份“{m['year']}”{wrong}，{own}请改正。",
            s.mark(*m.span()),
            stated=f"{m['year']}年",
            expected=f"{report.profile.year}年" if report.profile.year else "",
        )
    return finds.breaches()
