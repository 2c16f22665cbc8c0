"""Scores a rule can give while something is open: never fewer than it gives once everything is known."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from juesuan.performance.frameworks import load
from juesuan.performance.kinds import (
    AtLeast,
    AtMost,
    Bands,
    Checklist,
    Curve,
    Manual,
    PerMiss,
    Point,
    Presence,
    Ratio,
    Rule,
    Tiers,
)
from juesuan.performance.model import Assessment, Evaluation, Operand, PerformanceBook
from juesuan.performance.published import Standing, compared, of
from juesuan.performance.reach import Reach, reach
from juesuan.performance.ruling import Facts, rule
from juesuan.performance.scoring import score_evaluation
from juesuan.performance.terms import Achievement

BANDS = Bands(((D(100), D(80)), (D(80), D(60)), (D(60), D(0))))
TWO = Checklist((Point("核定基数", D(1)), Point("按标准编制", D("0.75"))))
ABC = load("yunnan-abc")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (TWO, "0、0.75、1或1.75分"),
        (Checklist((Point("合规", D(2)),), vetoes=("挪用",)), "0或2分"),
        (Presence("有文件"), "0或2分"),
        (PerMiss(lost_share=D(20), zero_at=3), "0、1.2、1.6或2分"),
        (PerMiss(lost_points=D("0.5")), "0、0.5、1、1.5或2分"),
        (Tiers(((D(90), D(100)), (D(80), D(60)))), "0、1.2或2分"),
        (Curve(((D(95), D(95)), (D(100), D(100)))), "1.9至2分"),
        (AtMost(D(100)), "0或2分"),
        (AtLeast(D(95), lost_points=D("0.1")), "0至2分"),
        (AtLeast(D(95), lost_points=D("0.7"), steps="begun"), "0、0.6、1.3或2分"),
        (AtMost(D(100), zero=D(120)), "0至2分"),
        (Ratio(), "0至2分"),
        (BANDS, "0至2分"),
        (Manual(), "0至2分"),
        (Manual(most=D(1)), "0至1分"),
    ],
)
def test_what_is_possible_before_anything_is_known(kind: Rule, words: str) -> None:
    assert reach(kind, D(2), Facts()).words == words


def test_answers_narrow_what_is_possible() -> None:
    assert reach(TWO, D(2), Facts(met=(True,))).only == (1, D("1.75"))
    assert reach(TWO, D(2), Facts(met=(None, False))).only == (0, 1)
    assert reach(TWO, D(2), Facts(met=(True, True))).score == D("1.75")
    assert not reach(TWO, D(2), Facts()).has(D("1.5"))
    part = reach(BANDS, D(10), Facts(achievement=Achievement.PARTLY))
    assert part.words == "6至8分（不含上限）"
    assert not part.has(D(8))


points = st.builds(Point, st.just("要点"), st.integers(1, 8).map(lambda n: D(n) / 4))
lists = st.builds(
    Checklist, st.lists(points, min_size=1, max_size=5).map(tuple), st.sampled_from(((), ("挪用",)))
)


@given(lists, st.integers(1, 10).map(D), st.data())
def test_no_answer_leads_out_of_what_was_possible(kind: Checklist, weight: D, data: st.DataObject) -> None:
    size = len(kind.questions)
    told = data.draw(st.tuples(*[st.sampled_from((True, False, None))] * size))
    rest = data.draw(st.tuples(*[st.booleans()] * size))
    met = tuple(r if t is None else t for t, r in zip(told, rest, strict=True))
    score = rule(kind, weight, Facts(met=met)).points
    assert score is not None
    assert reach(kind, weight, Facts(met=told)).has(score)


@given(st.integers(1, 40).map(lambda n: D(n) / 4), st.integers(0, 30), st.none() | st.integers(1, 6))
def test_no_number_of_misses_leads_out_of_what_was_possible(lost: D, missed: int, zero: int | None) -> None:
    kind = PerMiss(lost_points=lost, zero_at=zero)
    score = rule(kind, D(5), Facts(missed=missed)).points
    assert score is not None
    assert reach(kind, D(5), Facts()).has(score)


def book(*operands: Operand) -> PerformanceBook:
    return PerformanceBook("清河县人力资源和社会保障局", 2023, operands=operands)


def standings(
    *assessments: Assessment, operands: tuple[Operand, ...] = ()
) -> dict[str, tuple[Standing, str]]:
    evaluation = Evaluation("yunnan-abc", "单位自评", assessments)
    made = compared(ABC, evaluation, score_evaluation(book(*operands), evaluation))
    return {c.code: (c.standing, c.why) for c in made}


def test_a_published_score_agrees_differs_cannot_be_or_stays_open() -> None:
    three = (Operand("three.outturn", D(300)), Operand("three.prior-outturn", D(400)))
    found = standings(
        Assessment("B13", stated=D(0)),
        Assessment("A35", missed=0, stated=D(3)),
        Assessment("A24", met=(True, None), stated=D("0.75")),
        Assessment("A12", met=(True, None), stated=D(2)),
        Assessment("A22", stated=D(4)),
        operands=three,
    )
    assert found["B13"][0] is Standing.DIFFERS
    assert "3.00元÷4.00元×100%＝75%" in found["B13"][1]
    assert found["A35"][0] is Standing.AGREES
    assert found["A24"][0] is Standing.IMPOSSIBLE
    assert "规则只能给0.5或1分" in found["A24"][1]
    assert found["A12"][0] is Standing.OPEN
    assert found["A22"][0] is Standing.JUDGED
    assert found["B12"][0] is Standing.ABSENT


def test_a_published_rate_is_used_where_its_figures_are_not_printed() -> None:
    found = standings(
        Assessment("B42", value=D(94), stated=D(1)), Assessment("B31", value=D(99), stated=D(1))
    )
    assert found["B42"][0] is Standing.DIFFERS
    assert "没有列出计算它的数" in found["B42"][1]
    assert found["B31"][0] is Standing.AGREES


def test_a_rule_that_cannot_make_the_weight_says_so() -> None:
    odd = replace(
        ABC, indicators=tuple(replace(i, rule=TWO) if i.code == "A31" else i for i in ABC.indicators)
    )
    evaluation = Evaluation("yunnan-abc", "单位自评", (Assessment("A31", stated=D("1.5")),))
    made = compared(odd, evaluation, score_evaluation(book(), evaluation, framework=odd))
    (one,) = of(made, Standing.IMPOSSIBLE)
    assert one.code == "A31"
    assert "规则最多给1.75分，达不到分值2分" in one.why


def test_one_score_is_told_as_one() -> None:
    assert Reach(D(1), D(1)).words == "1分"
    assert Reach(D(1), D(1)).score == 1
