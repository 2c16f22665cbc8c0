"""Printed numbers: what a string of digits can stand for."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.amounts import UNITS, Interval, parse_chinese, parse_printed, unit_of


def test_the_interval_of_the_design():
    printed = parse_printed("1,234.50", UNITS["万元"])
    assert printed.interval == Interval(Decimal(12344950), Decimal(12345050))


@given(st.decimals(0, 10**6, places=6), st.integers(0, 3), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_every_value_is_among_those_its_print_stands_for(value, places, rounding):
    text = f"{value.quantize(Decimal(1).scaleb(-places), rounding):,f}"
    assert parse_printed(text, UNITS["万元"]).interval.contains(value * 10000)


@given(st.decimals(0, 10**6, places=6), st.integers(0, 3))
def test_every_value_is_among_those_its_truncation_stands_for(value, places):
    step = Decimal(1).scaleb(-places)
    printed = parse_printed(f"{value - value % step:.{places}f}", UNITS["元"])
    assert printed.truncated.contains(value)


@pytest.mark.parametrize("text", ["", "-", "—", "--", "/", "12,34", "1.2.3", "一百", "0x10", "1 234,5"])
def test_what_is_not_a_number_is_not_zero(text):
    assert parse_printed(text) is None


def test_counts_are_exact_and_full_width_digits_are_read():
    assert parse_printed("１２", UNITS["人"]).interval == Interval.point(12)
    assert parse_printed("-3.50", UNITS["%"]).value == Decimal("-3.50")


def test_dropped_zeros_narrow_the_interval():
    from msgspec.structs import replace

    printed = parse_printed("3037.9", UNITS["万元"])
    assert replace(printed, places=2).half * 10 == printed.half


@given(st.integers(1, 99999999))
def test_chinese_numerals_read_back(number):
    assert parse_chinese(spell(number)) == number


def spell(n: int) -> str:
    digits, small = "零一二三四五六七八九", ["", "十", "百", "千"]
    out, myriads = "", ["", "万", "亿"]
    groups = []
    while n:
        groups.append(n % 10000)
        n //= 10000
    for g in range(len(groups) - 1, -1, -1):
        part, zero = "", False
        for p in range(3, -1, -1):
            d = groups[g] // 10**p % 10
            if d:
                part += ("零" if zero and (part or out) else "") + digits[d] + small[p]
                zero = False
            else:
                zero = True
        if part:
            out += (
                ("零" if out and groups[g] < 1000 and not part.startswith("零") else "") + part + myriads[g]
            )
    return out


def test_positional_years_and_words_that_are_no_numeral():
    assert parse_chinese("二〇二三") == 2023
    assert parse_chinese("两百") == 200
    assert parse_chinese("三公") is None


def test_units_scale_to_their_base():
    assert unit_of("亿元").scale == Decimal(10) ** 8
    assert unit_of("％").base == "1"
    assert unit_of("万元整") is None
