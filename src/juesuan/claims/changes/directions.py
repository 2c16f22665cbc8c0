"""Words against numbers: 大于 / 小于 / 持平 / 增加 must fit the figures they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import concept_of

_BUDGET = r"(?:年初|全年|调整)?(?:预算)?"
#: “完成年初预算的101.92%，低于年初预算的主要原因是…”: no 决算数, but a reason for being more or less.
_WHY = r"(?<=[，。；])(?:支出)?(?=[大小高低多少]于\w{0,2}预算(?:数|安排)?的?(?:主要)?原因)"
_VERDICT = re.compile(
    rf"(?:决算数?(?:比|较|与|和)?{_BUDGET}(?:数)?|{_WHY})"
    rf"(?P<word>大于|高于|超过|多于|小于|低于|少于|等于|(?:基本)?持平|一致|相等){_BUDGET}"
)
_FLAT = re.compile(
    r"(?:与|比|较|同)(?:上年|去年|上一年|20\d\d\s*年)[^，。；]{0,16}?(?P<word>持平|一致|无变化|没有变化|无增减)"
)
_UP, _DOWN = {"大于", "高于", "超过", "多于"}, {"小于", "低于", "少于"}


_WITH_BUDGET = re.compile(
    r"(?:与|和)(?P<kind>年初|全年|调整)?预算数?(?:相比)?(?P<word>(?:基本)?持平|一致|相等)"
)


def directions(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The wording claims of a paragraph; budgets that a sentence does not print are taken from the tables."""
    for m in _WITH_BUDGET.finditer(passage.text):
        claim = _with_stated_budget(passage, m, lookup)
        if claim:
            yield claim
    for m in _VERDICT.finditer(passage.text):
        pair = _outturn_and_budget(passage, m.start())
        if pair:
            yield _against_amounts(passage, m, *pair)
            continue
        rate = _rate_before(passage, m.start())
        if rate:
            yield _against_rate(passage, m, rate)
    for m in _FLAT.finditer(passage.text):
        claim = _flat(passage, m)
        if claim:
            yield claim


def _with_stated_budget(passage: Passage, m: re.Match[str], lookup: Lookup) -> Claim | None:
    """“公务接待费支出4597.57元，占13.9%，与年初预算数持平”: the budget stands in a table."""
    figures = [f for f in _sentence_figures(passage, m.start(), back=0) if f.printed.unit.kind == "money"]
    if (
        not figures
        or any(f.role in ("budget", "base") for f in figures)
        or _VERDICT.search(passage.text[: m.end()])
    ):
        return None
    outturn = figures[-1]
    named = concept_of(outturn.head, passage.context.path)
    if outturn.role != "amount" or named is None:
        return None
    kinds = (
        ("initial-budget", "budget")
        if m["kind"] == "年初"
        else ("budget", "adjusted-budget", "initial-budget")
    )
    budgets = [o for k in kinds for o in lookup.operands(named[0].code, k)]
    if not budgets:
        return None
    claim = _compare(
        passage,
        m,
        operand(passage, outturn, "决算数"),
        replace(budgets[0], role="预算数"),
        "决算数与预算数的大小关系应与文字一致",
    )
    return replace(claim, certainty=Certainty.LIKELY)


def _sentence_figures(passage: Passage, at: int, back: int = 1) -> list[Figure]:
    """Figures before ``at`` in its sentence and ``back`` sentences before it."""
    index = next((s.index for s in passage.sentences if s.start <= at <= s.end), None)
    if index is None:
        return []
    return [f for f in passage.figures if f.number.end <= at and index - f.sentence <= back]


def _outturn_and_budget(passage: Passage, at: int) -> tuple[Figure, Figure] | None:
    figures = [
        f for f in _sentence_figures(passage, at) if f.printed.unit.kind == "money" and not f.printed.about
    ]
    outturn = next((f for f in reversed(figures) if f.role == "amount"), None)
    budget = next((f for f in reversed(figures) if f.role in ("budget", "base")), None)
    if outturn is None or budget is None or abs(figures.index(outturn) - figures.index(budget)) > 2:
        return None
    return outturn, budget


def _rate_before(passage: Passage, at: int) -> Figure | None:
    figures = _sentence_figures(passage, at)
    last = figures[-1] if figures else None
    return last if last and last.role == "completion" and not last.printed.about else None


def _word(passage: Passage, m: re.Match[str]) -> Operand:
    span = passage.span(m.start(), m.end())
    return Operand(
        span, passage.span(m.start("word"), m.end("word")), m[0], Interval.point(0), "文字", Decimal(0)
    )


def _against_amounts(passage: Passage, m: re.Match[str], outturn: Figure, budget: Figure) -> Claim:
    return _compare(
        passage,
        m,
        operand(passage, outturn, "决算数"),
        operand(passage, budget, "预算数"),
        "决算数与预算数的大小关系应与文字一致",
    )


def _against_rate(passage: Passage, m: re.Match[str], rate: Figure) -> Claim:
    hundred = Operand(rate.clause, rate.number, "100%", Interval.point(1), "100%")
    return _compare(
        passage, m, operand(passage, rate, "完成率"), hundred, "完成率与“大于、小于、持平”的说法应一致"
    )


def _compare(passage: Passage, m: re.Match[str], left: Operand, right: Operand, words: str) -> Claim:
    word = m["word"]
    key = f"direction:{passage.context.title}:{passage.lead}"
    said = _word(passage, m)
    if word in _UP:
        smaller, larger, relation = right, left, Relation.AT_MOST
    elif word in _DOWN:
        smaller, larger, relation = left, right, Relation.AT_MOST
    else:
        slack = Decimal("0.005") if "基本" in word else Decimal(0)
        one = replace(left, weight=Decimal(1), interval=_wider(left.interval, slack))
        return Claim(
            Kind.WORDING, "direction-word", Relation.LINEAR, (one, replace(right, weight=Decimal(-1)), said), words, key,
            Certainty.CERTAIN if "基本" not in word else Certainty.GUESS,
        )  # fmt: skip
    return Claim(Kind.WORDING, "direction-word", relation, (smaller, larger, said), words, key)


def _wider(i: Interval, share: Decimal) -> Interval:
    slack = abs(i.middle) * share
    return Interval(i.low - slack, i.high + slack)


def _flat(passage: Passage, m: re.Match[str]) -> Claim | None:
    """“决算与2018年0.94万元持平”: the printed prior figure equals this year's."""
    inside = [
        f for f in passage.figures if m.start() <= f.number.start < m.end() and f.printed.unit.kind == "money"
    ]
    before: Sequence[Figure] = [f for f in _sentence_figures(passage, m.start()) if f.role == "amount"]
    if len(inside) != 1 or not before:
        return None
    current = next((f for f in reversed(before) if f.printed.unit.base == inside[0].printed.unit.base), None)
    if current is None:
        return None
    return Claim(
        Kind.WORDING, "flat-word", Relation.LINEAR,
        (operand(passage, inside[0], "上年数", 1), operand(passage, current, "本年数", -1), _word(passage, m)),
        "“持平”要求两个数相等", f"flat:{passage.context.title}:{passage.lead}", Certainty.LIKELY,
    )  # fmt: skip
