"""Figures that cannot stand together although no sum is stated: money spent on nobody, a rate on a zero base.

These are the inspectors' plain questions: if there is a cost, who was received; if nothing was there last year, how
can it have grown by 100 %?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from juesuan.claims.model import Fact, Figure, Report
from juesuan.documents.model import Span
from juesuan.rules.model import Breach, Mark, NotApplicable
from juesuan.rules.registry import check
from juesuan.taxonomy.vocabulary import concept_of

#: What is paid for, the words of the money and of the count that must be zero together.
_PAIRS = (
    (
        "公务接待",
        re.compile(r"接待"),
        re.compile(r"批次|人次|人数|批"),
        re.compile(r"人均|批均|外事|外宾|国（境）外|国\(境\)外"),
    ),
    ("因公出国（境）", re.compile(r"出国"), re.compile(r"团组|出国|人次|人数"), re.compile(r"人均")),
    ("公务用车购置", re.compile(r"购置"), re.compile(r"购置"), re.compile(r"运行|保有|设备")),
)
_COUNTS = {"批次", "批", "人次", "人", "个", "团次", "团组", "次", "辆"}


@check("cost-without-count")
def cost_without_count(report: Report) -> Iterator[Breach]:
    """Money and people (groups, cars) in one paragraph: both zero or both not."""
    seen = False
    for _, group in groupby(report.figures, key=lambda f: f.number.block):
        figures = [f for f in group if f.number.cell is None]
        for name, money_words, count_words, never in _PAIRS:
            money = [
                f
                for f in figures
                if f.printed.unit.kind == "money" and f.role == "amount" and _says(f, money_words, never)
            ]
            counts = [
                f
                for f in figures
                if f.printed.unit.printed in _COUNTS and f.role == "amount" and _says(f, count_words, never)
            ]
            if not money or not counts:
                continue
            seen = True
            spent, counted = money[-1], counts
            if spent.printed.value and not any(f.printed.value for f in counted):
                yield _breach(report, name, spent, counted[0], f"{name}有支出，数量却都是0")
            elif not any(f.printed.value for f in money) and any(f.printed.value for f in counted):
                first = next(f for f in counted if f.printed.value)
                yield _breach(report, name, first, spent, f"{name}支出为0，数量却不是0")
    if not seen:
        raise NotApplicable("没有同时写明“三公”经费金额和批次、人次、车辆数的段落")


def _says(f: Figure, words: re.Pattern[str], never: re.Pattern[str]) -> bool:
    head = f.head if len(f.head) > 2 else f.before
    return bool(words.search(head)) and not never.search(head)


def _breach(report: Report, name: str, first: Figure, other: Figure, what: str) -> Breach:
    a, b = report.document.words(first.clause), report.document.words(other.clause)
    return Breach(
        message=f"{what}：“{a}”与“{b}”不能同时成立，请核对金额和数量。",
        marks=(Mark(first.clause, "矛盾"), Mark(other.clause, "对照")),
        key=f"cost-count:{name}",
        stated=a,
        expected=b,
    )


@check("rate-on-zero-base")
def rate_on_zero_base(report: Report) -> Iterator[Breach]:
    """“支出18.4万元，比上年增加18.4万元，增长100%”: last year was zero, so there is no rate."""
    figures = report.figures
    seen = False
    told: set[Span] = set()
    for amount, change, rate in zip(figures, figures[1:], figures[2:], strict=False):
        if (
            change.role != "change"
            or rate.role != "growth"
            or amount.role != "amount"
            or not _together((amount, change, rate))
        ):
            continue
        seen = True
        if (
            change.sign > 0
            and amount.printed.base == change.printed.base != 0
            and amount.printed.unit == change.printed.unit
        ):
            told.add(rate.number)
            yield _nothing_before(report, amount.clause, change, rate, amount.label)
    for change, rate in pairwise(figures):
        if change.role == "change" and rate.role == "growth" and _together((change, rate)):
            seen = True
            doubled = change.sign > 0 and rate.printed.base == 1 and rate.number not in told
            whole = _same_elsewhere(report, change) if doubled else None
            if whole is not None:
                yield _nothing_before(report, whole, change, rate, change.label)
    if not seen:
        raise NotApplicable("没有写明本年数、增加额和增长率的句子")


def _nothing_before(report: Report, amount: Span, change: Figure, rate: Figure, name: str) -> Breach:
    words = report.document.words(rate.clause)
    return Breach(
        message=(
            f"增加额与本年数相等，说明上年为0，不存在增长率：“{words}”应改为“上年无此项支出，不可比”，"
            "或核对上年数。"
        ),
        marks=(
            Mark(rate.clause, "增长率"),
            Mark(change.clause, "增加额"),
            Mark(amount, "本年数"),
        ),
        key=f"zero-base:{name[-12:]}",
        stated=words,
        expected="上年为0，不计算增长率",
    )


def _same_elsewhere(report: Report, change: Figure) -> Span | None:
    """Where this year's amount of what a change names is told as the very amount of the change, and nothing else is told."""
    named = concept_of(change.head)
    if named is None:
        return None
    facts = [
        f
        for f in report.facts
        if f.concept == named[0].code and f.year == report.profile.year and f.measure == "outturn"
    ]
    same = [
        f for f in facts if f.operand.printed is not None and f.operand.printed.base == change.printed.base
    ]
    return same[0].operand.span if same and len(same) == len(facts) else None


def _together(figures: Sequence[Figure]) -> bool:
    return len({f.sentence for f in figures}) == 1 and len({f.number.block for f in figures}) == 1


#: How many years back a text may be that was taken over.
_BACK = 5


@check("fact-of-another-year")
def fact_of_another_year(report: Report) -> Iterator[Breach]:
    """“2023年度一般公共预算财政拨款支出1,389.60万元…” where that is the value of 2024: the year is an older text's."""
    year = report.profile.year
    current: dict[tuple[str, str, object], list[Fact]] = {}
    others: list[Fact] = []
    for fact in report.facts:
        if fact.measure == "outturn" and fact.operand.interval.middle:
            if fact.year == year:
                current.setdefault((fact.concept, fact.scope, fact.operand.interval.middle), []).append(fact)
            elif year and _stands_elsewhere(fact, year) and not _in_reason(report, fact):
                others.append(fact)
    if not others:
        raise NotApplicable("正文没有写其他年度的决算数")
    told: set[int] = set()
    for fact in others:
        block = fact.operand.number.block
        same = current.get((fact.concept, fact.scope, fact.operand.interval.middle), [])
        if not same or block in told or any(f.operand.number.block == block for f in same):
            continue  # once a paragraph; and a paragraph that prints both years compares them
        told.add(block)
        yield Breach(
            message=(
                f"“{fact.operand.shown}”写的是{fact.year}年度，数额却与{year}年度的“{same[0].operand.shown}”完全相同，"
                f"应是{year}年度的数，年份没有改过来。"
            ),
            marks=(Mark(fact.operand.span, "年份"), Mark(same[0].operand.span, "本年数")),
            key=f"fact-year:{fact.concept}:{fact.scope}",
            stated=str(fact.year),
            expected=str(year),
        )


def _stands_elsewhere(fact: Fact, year: int) -> bool:
    """Does the narrative date a fact with another year that the text may have been taken over from?"""
    return fact.source == "text" and year - _BACK <= fact.year <= year + 1


#: A clause that tells why: its years belong to the reason, not to the figures told after it.
_REASON = re.compile(r"原因|因为|由于|系(?!统)|是因")


def _in_reason(report: Report, fact: Fact) -> bool:
    """Did the year come from the reason given in a sentence before the figure's own?"""
    number = fact.operand.number
    before = report.document.words(Span(number.block, 0, number.start, number.cell))
    at = before.rfind(str(fact.year))
    if at < 0:
        return False
    start = max(before.rfind(stop, 0, at) for stop in "。；;") + 1
    ended = re.search(r"[。；;]", before[at:]) is not None
    return ended and _REASON.search(before, start, at) is not None
