"""What a change is measured against: last year's amount or the budget, from the words, or from the figure before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.likeness import one_thing
from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage
from juesuan.taxonomy.vocabulary import squeeze

_COMPARISON = re.compile(
    r"(?:与|(?<![相同环])比|较|同(?!比))(?P<base>(?:[^，。；,;]|(?<=\d)[,，](?=\d)){0,40}?)(?:相比|比较|对比|增|减|下|上升|提|降|，|,(?!\d)|$)"
)


def base_of(passage: Passage, figures: Sequence[Figure], i: int) -> str:
    """prior (上年, a year) or budget: what the change is measured against; "" if the words do not say."""
    first = figures[i]
    start = passage.figures[0].clause.start if i == 0 else 0
    sentence = next(s for s in passage.sentences if s.index == first.sentence)
    if first.role == "excess":
        return "budget"
    last = figures[i - 1] if i else None
    if (
        last is not None
        and last.role == "prior"
        and last.sentence == first.sentence
        and comparable(last, first)
    ):
        return "prior"  # “…8.64亿元，上年为7.92亿元，净增0.72亿元”
    if _two_years(figures, i):
        return "prior"
    words = passage.text[sentence.start : first.number.start]
    found = [m for m in _COMPARISON.finditer(words) if m["base"].strip() != "比"]
    if re.search(r"同比|环比", words[found[-1].end() :] if found else words):
        return "prior"
    if not found:
        previous = passage.text[: sentence.start]
        near = list(_COMPARISON.finditer(previous))
        carried = (
            bool(near)
            and start == 0
            and len(words) < 40
            and any(f.role in ("change", "growth") for f in figures[:i])
        )
        return _base_kind(near[-1]["base"], figures[:i]) if carried else ""
    return _base_kind(found[-1]["base"], figures[:i])


_FROM_PLAN = re.compile(r"[比较与同][^，。；]{0,10}(?:预算|计划|年初)")


def base_or_last_year(passage: Passage, i: int) -> str:
    """As ``base_of``; last year where no word says so, unless the paragraph has measured something from a plan before."""
    base = base_of(passage, passage.figures, i)
    planned = _FROM_PLAN.search(passage.text, 0, passage.figures[i].number.start)
    return base or ("" if planned else "prior")


def _two_years(figures: Sequence[Figure], i: int) -> bool:
    """“2022年度决算数为A，2023年度决算数为B，减少C”: two years' amounts of one name, and by how much they differ."""
    if i < 2:
        return False
    older, newer, change = figures[i - 2 : i + 1]
    told = (older.year, newer.year)
    return (
        older.role == newer.role == "amount"
        and None not in told
        and told[0] != told[1]
        and older.sentence == newer.sentence == change.sentence
        and comparable(older, change)
        and comparable(newer, change)
        and one_thing(newer, older)
        and len(squeeze(change.before)) <= 10
    )


_BUDGET_OF = re.compile(r"((?:19|20)\d\d)年(?:度|初|部门)*预算")


def _base_kind(words: str, before: Sequence[Figure]) -> str:
    of_year = _BUDGET_OF.search(words)
    if of_year is not None and (
        any(f.year and f.year > int(of_year[1]) for f in before) or _plans(before, int(of_year[1]))
    ):
        return "prior"  # “2026年收入预算A，比2025年预算减少B”: a budget against the budget of the year before
    if re.search(r"预算|计划|目标|调整数|年初数", words) and not re.search(
        r"(?:上年|去年|\d年)(?!.*预算)", words
    ):
        return "budget"
    return "prior" if re.search(r"上年|去年|上一年|前一年|\d{4}\s*年|同期|上期|年初", words) else ""


def _plans(before: Sequence[Figure], year: int) -> bool:
    """“支出预算T，其中财政拨款支出A”: does a sentence tell what is planned alone, for a year its paragraph leaves out?"""
    own = [f for f in before if f.sentence == before[-1].sentence]
    planned = any(f.role == "budget" and f.year != year for f in own)
    return planned and not any(f.role == "completion" or _DONE.search(f.before) for f in own)


_DONE = re.compile(r"决算|执行|完成|实际")


def comparable(f: Figure, change: Figure) -> bool:
    """Are an amount and its change (or its rate) of one unit?"""
    if change.printed.unit.kind == "ratio":
        return f.printed.unit.kind in ("money", "count") and not f.printed.about
    return f.printed.unit.base == change.printed.unit.base and not f.printed.about
