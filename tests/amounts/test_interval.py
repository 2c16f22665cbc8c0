"""Intervals: the algebra every verdict rests on."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from juesuan.amounts import Interval, corners

values = st.decimals(-(10**6), 10**6, places=3)
halves = st.decimals(0, 100, places=3)


@st.composite
def intervals(draw):
    return Interval.rounded(draw(values), draw(halves))


def inside(interval, share):
    return interval.low + (interval.high - interval.low) * share


shares = st.decimals(0, 1, places=2)


@given(intervals(), intervals(), shares, shares)
def test_sum_and_difference_hold_every_pair(a, b, s, t):
    x, y = inside(a, s), inside(b, t)
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)


@given(intervals(), st.integers(-5, 5), shares)
def test_a_negative_factor_swaps_the_ends(a, factor, s):
    scaled = a.scaled(factor)
    assert scaled.low <= scaled.high
    assert scaled.contains(inside(a, s) * factor)


@given(intervals(), intervals())
def test_meeting_is_symmetric_and_agrees_with_the_gap(a, b):
    assert a.meets(b) == b.meets(a)
    assert a.meets(b) == (a.gap(b) == 0)


@given(intervals(), intervals())
def test_the_meet_is_in_both_and_the_hull_holds_both(a, b):
    both = a.meet(b)
    if not both.empty:
        assert a.contains(both.middle)
        assert b.contains(both.middle)
    hull = a.hull(b)
    assert hull.contains(a.low)
    assert hull.contains(b.high)


def test_a_closed_and_an_open_end_that_touch_do_not_meet():
    rounded = Interval(Decimal(1), Decimal(2))
    truncated = Interval(Decimal(2), Decimal(3), low_open=True)
    assert not rounded.meets(truncated)
    assert rounded.meets(Interval(Decimal(2), Decimal(3)))


def test_open_ends_survive_addition_and_sign():
    a = Interval(Decimal(1), Decimal(2), high_open=True)
    assert (a + Interval.point(1)).high_open
    assert (-a).low_open
    assert not a.contains(Decimal(2))


def test_corners_give_the_exact_range_of_a_growth_rate():
    change = Interval.rounded(Decimal("10"), Decimal("0.5"))
    current = Interval.rounded(Decimal("110"), Decimal("0.5"))
    rate = corners(lambda d, c: d / (c - d), [change, current])
    assert rate.low == Decimal("9.5") / (Decimal("110.5") - Decimal("9.5"))
    assert rate.high == Decimal("10.5") / (Decimal("109.5") - Decimal("10.5"))


def test_corners_say_nothing_about_a_division_by_zero():
    assert corners(lambda a, b: a / b, [Interval.point(1), Interval(Decimal(0), Decimal(1))]) is None
