"""Whatever stands in a table or paragraph, the performance reader reads on."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from performance_samples import CHECKS, FRAMEWORK, NATIONAL, SICHUAN, SURVEY, as_text, document, judged, table

from juesuan.claims import Profile, Report
from juesuan.claims.performance.dates import misses, period_of
from juesuan.claims.performance.figures import quantities
from juesuan.claims.performance.prose import summaries_of
from juesuan.claims.performance.reading import read_performance
from juesuan.claims.performance.rows import box_of
from juesuan.rules.model import NotApplicable
from juesuan.rules.registry import checks

FORMS = (NATIONAL, SICHUAN, FRAMEWORK, SURVEY)
ODD = [
    "",
    "-",
    "≥",
    "％",
    "①得1分；②得2分",
    "A1目标（5分）（6分）",
    "每户1元",
    "12月",
    "2023年全年",
    "13月",
    "第1题",
    "项目名称",
    "一级指标",
    "分值",
    "得分",
    "预算数:",
    "执行数:",
    "小计",
    "合计",
    "100分",
    "0",
    "1,000.5",
    "-3",
    "１２",
]
WORDS = sorted({v for form in FORMS for row in form for v in row} | set(ODD))
ROWS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=12)


LINES = st.lists(st.text("得分，。的总评价0159（）“”项目预算数执行为万元；个", max_size=40), max_size=4)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, ragged=st.booleans(), lines=LINES)
def test_nothing_makes_it_fail(rows: list[list[str]], ragged: bool, lines: list[str]) -> None:
    made = document(*lines, table(rows, ragged=ragged))
    facts, claims = read_performance(made, Profile(year=2023))
    report = Report(made, Profile(year=2023), facts=facts, claims=claims)
    for name in CHECKS:
        try:
            found = list(checks()[name](report))
        except NotApplicable:
            continue
        for breach in found:
            for mark in breach.marks:
                made.place(mark.span)
    for claim in claims:
        for operand in claim.operands:
            words = made.words(operand.span)
            assert operand.printed is None or operand.printed.text in words.replace(" ", "").replace("\n", "")


@given(st.text("0123456789.,-％%万亿元人个分≥≤以上下余每年月 ", max_size=24))
def test_quantities_stay_inside_their_text(text: str) -> None:
    squeezed = box_of(0, None, text).text
    for q in quantities(squeezed):
        assert 0 <= q.start < q.digits_end <= q.end <= len(squeezed)
        assert squeezed[q.start : q.digits_end] == q.printed.text


@given(st.text("得分总评价实际（）0123456789.，。；的满值", max_size=40))
def test_summaries_never_overlap(text: str) -> None:
    found = summaries_of(box_of(0, None, text))
    for one, other in pairwise(found):
        assert one.span[1] <= other.span[0]


@given(st.integers(2015, 2030), st.integers(1, 12), st.integers(1, 12))
def test_a_period_meets_itself(year: int, first: int, last: int) -> None:
    text = f"{year}年{min(first, last)}-{max(first, last)}月"
    period = period_of(text, year)
    assert period is not None
    assert misses(period, period) == ""


def test_a_table_read_twice_says_the_same() -> None:
    for form in (NATIONAL, SICHUAN, FRAMEWORK):
        grid = [(c.check, c.key, v.state) for c, v in judged(table(form))]
        text = [(c.check, c.key, v.state) for c, v in judged(as_text(form))]
        assert {(check, state) for check, _, state in grid} == {(check, state) for check, _, state in text}
