"""What holds of every rule whatever its parameters: within 0 and the weight, better is never less, weights only scale."""

from __future__ import annotations

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance.check_rules import extremes
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
from juesuan.performance.rescale import scaled
from juesuan.performance.ruling import Facts, rule
from juesuan.performance.terms import Achievement

CLOSE = D("1E-18")


def numbers(low: int, high: int) -> st.SearchStrategy[D]:
    return st.one_of(
        st.integers(low, high).map(D), st.integers(low * 100, high * 100).map(lambda n: D(n) / 100)
    )


rates = numbers(-50, 300)
weights = numbers(1, 100)
shares = numbers(0, 100)
losses = numbers(1, 30)


@st.composite
def slopes(draw: st.DrawFn) -> Rule:
    kind = draw(st.sampled_from((AtLeast, AtMost)))
    full = draw(numbers(0, 150))
    how = draw(st.sampled_from(("zero", "lost_points", "lost_share", "")))
    steps = draw(st.sampled_from(("pro-rata", "begun", "whole")))
    if how == "zero":
        gap = draw(losses)
        return kind(full, zero=full + gap if kind is AtMost else full - gap)
    return kind(full, draw(numbers(1, 10)), steps=steps, **({how: draw(losses)} if how else {}))


@st.composite
def ordered(draw: st.DrawFn, best_first: bool) -> tuple[tuple[D, D], ...]:
    size = draw(st.integers(2, 5))
    bounds = sorted(draw(st.sets(numbers(0, 150), min_size=size, max_size=size)))
    gives = sorted(draw(st.lists(shares, min_size=size, max_size=size)))
    pairs = list(zip(bounds, gives, strict=True))
    return tuple(reversed(pairs)) if best_first else tuple(pairs)


points = st.builds(Point, st.just("要点"), numbers(1, 40))
rising: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Ratio, numbers(0, 99), st.booleans(), st.none() | numbers(101, 200)),
    slopes().filter(lambda k: not isinstance(k, AtMost)),
    st.builds(Tiers, ordered(True), st.just(True), st.booleans()),
    st.builds(Curve, ordered(False)),
)
falling: st.SearchStrategy[Rule] = slopes().filter(lambda k: isinstance(k, AtMost))
answered: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Checklist, st.lists(points, min_size=1, max_size=4).map(tuple), st.just(("挪用",))),
    st.builds(PerMiss, st.none(), losses, st.none() | st.integers(1, 9)),
    st.builds(PerMiss, losses, st.none(), st.none() | st.integers(1, 9)),
    st.just(Presence("有文件")),
    st.builds(Manual, st.none() | numbers(1, 50)),
    st.just(Bands(((D(100), D(80)), (D(80), D(60)), (D(60), D(0))))),
)
kinds = st.one_of(rising, falling, answered)
facts = st.builds(
    Facts,
    st.none() | rates,
    st.lists(st.sampled_from((True, False, None)), max_size=5).map(tuple),
    st.none() | st.integers(0, 12),
    st.none() | st.sampled_from(Achievement),
    st.booleans(),
)


@given(kinds, weights, facts)
def test_a_score_is_never_negative_and_never_above_the_weight(kind: Rule, weight: D, found: Facts) -> None:
    ruling = rule(kind, weight, found)
    assert 0 <= ruling.low <= ruling.high <= weight


@given(rising, weights, rates, rates)
def test_more_is_never_worth_less_under_a_rising_rule(kind: Rule, weight: D, one: D, other: D) -> None:
    less, more = (rule(kind, weight, Facts(v)).points for v in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert less <= more + CLOSE


@given(falling, weights, rates, rates)
def test_more_is_never_worth_more_under_a_falling_rule(kind: Rule, weight: D, one: D, other: D) -> None:
    less, more = (rule(kind, weight, Facts(v)).points for v in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert more <= less + CLOSE


@given(answered, weights, st.integers(0, 12), st.integers(0, 12))
def test_more_misses_are_never_worth_more(kind: Rule, weight: D, one: int, other: int) -> None:
    few, many = (rule(kind, weight, Facts(missed=v)) for v in sorted((one, other)))
    assert many.low <= few.low + CLOSE


@given(kinds, weights, facts, st.sampled_from((D("0.1"), D("0.5"), D(2), D(5), D(10))))
def test_a_rule_for_a_scaled_weight_gives_the_scaled_score(
    kind: Rule, weight: D, found: Facts, by: D
) -> None:
    old, new = rule(kind, weight, found), rule(scaled(kind, by), weight * by, found)
    assert abs(new.low - old.low * by) < CLOSE
    assert abs(new.high - old.high * by) < CLOSE
    assert bool(new.blocked) is bool(old.blocked)


@given(kinds, weights, facts)
def test_what_check_says_a_rule_can_yield_is_what_it_yields(kind: Rule, weight: D, found: Facts) -> None:
    low, high = extremes(kind, weight)
    ruling = rule(kind, weight, found)
    if not ruling.blocked:
        assert ruling.high <= min(high, weight) + CLOSE
        assert ruling.low >= min(low, weight) - CLOSE
