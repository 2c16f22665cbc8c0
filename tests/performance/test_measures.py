"""Targets and actuals compared: lower and upper limits, dates, noughts, units, and words where a number belongs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance.measures import as_percent, completion, shown
from juesuan.performance.terms import Direction, Quantity, percent, plain


def q(value: str | int | date, unit: str = "") -> Quantity:
    return Quantity(value if isinstance(value, date) else D(value), unit)


@pytest.mark.parametrize(
    ("sign", "target", "actual", "rate", "reached"),
    [
        ("≥", 80, 80, 100, True),
        ("≥", 80, 70, "87.5", False),
        (">", 90, 90, 100, False),
        (">", 90, 91, D(9100) / 90, True),
        ("=", 13, 13, 100, True),
        ("=", 13, 12, D(1200) / 13, False),
        ("≤", 5, 8, "62.5", False),
        ("≤", 5, 4, 125, True),
        ("≤", 5, 0, 100, True),
        ("≤", 0, 0, 100, True),
        ("≤", 0, 2, 0, False),
        ("=", 0, 0, 100, True),
        ("=", 0, 3, 0, False),
        ("<", 5, 5, 100, False),
        ("<", 0, 0, 0, False),
        ("≥", 5, -3, 0, False),
        ("≥", -5, -3, 100, True),
    ],
)
def test_completion(sign: str, target: int, actual: int, rate: str | int | D, reached: bool) -> None:
    found = completion(Direction(sign), q(target), q(actual))
    assert (found.rate, found.reached) == (D(rate), reached)


def test_an_equal_sign_can_be_meant_as_an_upper_limit() -> None:
    assert completion(Direction.EQUAL, q(20, "万元"), q(25, "万元"), upper=True).rate == 80
    assert completion(Direction.EQUAL, q(20, "万元"), q("4.46", "万元"), upper=True).reached


@pytest.mark.parametrize(
    ("sign", "target", "actual", "missing"),
    [
        ("≥", q(0), q(3), "零"),
        ("≥", q(-5), q(-7), "负数"),
        ("≤", q(-5), q(-3), "负数"),
        ("≥", Quantity(), q(3), "没有填写指标值"),
        ("≥", q(3), Quantity(), "没有填写完成值"),
        ("≥", Quantity(text="八十户"), q(3), "“八十户”不是数字"),
        ("≥", q(3), Quantity(text="已完成"), "“已完成”不是数字"),
        ("≥", q(3, "户"), q(3, "人"), "“人”"),
        ("≤", q(date(2023, 6, 30)), q(3), "日期"),
        ("定性", Quantity(text="好"), Quantity(text="好"), "定性"),
    ],
)
def test_no_completion_is_named_and_never_nought(
    sign: str, target: Quantity, actual: Quantity, missing: str
) -> None:
    found = completion(Direction(sign), target, actual)
    assert found.rate is None
    assert missing in found.missing


def test_units_of_one_kind_are_compared_in_one_unit() -> None:
    assert completion(Direction.AT_LEAST, q(2, "万元"), q(20000, "元")).rate == 100
    assert completion(Direction.AT_LEAST, q(95, "%"), q("0.95")).rate == 1  # no unit: taken as written


@pytest.mark.parametrize(
    ("sign", "actual", "reached"),
    [("≤", date(2023, 6, 30), True), ("≤", date(2023, 7, 1), False), ("<", date(2023, 6, 30), False),
     ("=", date(2023, 6, 1), True), ("≥", date(2023, 6, 29), False)],
)  # fmt: skip
def test_a_date_is_met_or_not(sign: str, actual: date, reached: bool) -> None:
    found = completion(Direction(sign), q(date(2023, 6, 30)), q(actual))
    assert (found.rate, found.reached) == (None, reached)


@given(
    st.sampled_from((Direction.AT_LEAST, Direction.EQUAL, Direction.AT_MOST)),
    st.integers(1, 1000), st.integers(0, 1000), st.integers(0, 1000),
)  # fmt: skip
def test_better_is_never_less_complete(sign: Direction, target: int, one: int, other: int) -> None:
    worse, better = sorted((one, other), reverse=sign is Direction.AT_MOST)
    rates = [completion(sign, q(target), q(v)).rate for v in (worse, better)]
    assert rates[0] is not None
    assert rates[1] is not None
    assert min(rates[0], 100) <= min(rates[1], 100)


def test_numbers_are_told_without_exponents_or_idle_noughts() -> None:
    assert plain(D("1E+2")) == "100"
    assert plain(D("0.50")) == "0.5"
    assert plain(D("-0.00001")) == "0"
    assert percent(D("107.66666")) == "107.6667%"
    assert shown(q(date(2023, 6, 30))) == "2023年6月30日"
    assert shown(q("1726", "人")) == "1726人"


def test_a_rate_is_only_what_is_written_as_one() -> None:
    assert as_percent(q(95, "%")) == 95
    assert as_percent(q(95)) is None
    assert as_percent(q(95, "户")) is None
