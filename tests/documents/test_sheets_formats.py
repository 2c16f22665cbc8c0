"""Number formats print what Excel prints; the expected strings are those of the program."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.amounts import parse_printed
from juesuan.documents.workbook.codes import BUILT_IN
from juesuan.documents.workbook.grid import address
from juesuan.documents.workbook.numerals import general, number_cell, printed, stored_number

ACCOUNTING = BUILT_IN[43]


@pytest.mark.parametrize(
    ("value", "code", "text", "decimals"),
    [
        ("1234.5", "#,##0.00", "1,234.50", 2),
        ("-1234.5", "#,##0.00", "-1,234.50", 2),
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)", 2),
        ("1234.565", "0.00", "1234.57", 2),
        ("0.1253", "0.0%", "12.5%", 1),
        ("0.1253", "0.00%", "12.53%", 2),
        ("1", "0%", "100%", 0),
        ("1234567.891", ACCOUNTING, "1,234,567.89", 2),
        ("-3.5", ACCOUNTING, "-3.50", 2),
        ("0", ACCOUNTING, "-", None),
        ("0", '#,##0.00;-#,##0.00;"-"', "-", None),
        ("0", "0;-0;", "", None),
        ("12345678", '0!.0,"万"', "1234.6万", 1),
        ("12345678", "#,##0,", "12,346", 0),
        ("12", "00000", "00012", 0),
        ("5", '0"人"', "5人", 0),
        ("3.1", "0.0#", "3.1", 1),
        ("3.14", "0.0#", "3.14", 2),
        ("0.5", "#.00", "0.50", 2),
        ("0", "#", "", None),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50", 2),
        ("-12.345", "0.00_ ;[Red]\\-0.00\\ ", "-12.35", 2),
        ("250", '[>=100]0"大";0"小"', "250大", 0),
        ("50", '[>=100]0"大";0"小"', "50小", 0),
        ("1234", "000-0000", "000-1234", 0),
        ("1234.5", "General", "1234.5", None),
        ("1234.5", "G/通用格式", "1234.5", None),
        ("5", 'General"人"', "5人", None),
        ("2.5", "@", "2.5", None),
        ("0.5", "# ?/?", "0.5", None),
        ("12345.5", "0.00E+00", "12345.5", None),
        ("45200", "yyyy-mm-dd", "2023-10-01", None),
        ("45200", BUILT_IN[31], "2023年10月1日", None),
        ("45200", BUILT_IN[57], "2023年10月", None),
        ("45200.75", 'yyyy"年"m"月"d"日" h:mm', "2023年10月1日 18:00", None),
        ("45200.75", "h:mm AM/PM", "6:00 下午", None),
        ("45200", "aaaa", "星期日", None),
        ("1.5", "[h]:mm", "36:00", None),
        ("0.0006", "mm:ss", "00:52", None),
        ("-1", "yyyy-mm-dd", "-1", None),
    ],
)
def test_prints(value: str, code: str, text: str, decimals: int | None) -> None:
    assert printed(Decimal(value), code) == (text, decimals)


def test_calendar_of_1904() -> None:
    assert printed(Decimal(43738), "yyyy-mm-dd", epoch_1904=True)[0] == "2023-10-01"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("0.1", "0.1"),
        ("-0.25", "-0.25"),
        ("1234.5678", "1234.5678"),
        ("1234567.891234", "1234567.891"),
        ("123456789012", "123456789012"),
        ("0.333333333333333", "0.333333333"),
    ],
)
def test_general(value: str, text: str) -> None:
    assert printed(Decimal(value), "General")[0] == text


def test_noise_of_binary_fractions_is_cut() -> None:
    assert stored_number("0.10000000000000001") == Decimal("0.1")
    assert stored_number("1234.5600000000001") == Decimal("1234.56")
    assert stored_number("nan") is None
    assert stored_number("一") is None


@given(st.decimals("-1e9", "1e9", places=4, allow_nan=False), st.integers(0, 4))
def test_print_is_the_value_rounded_half_up(value: Decimal, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    text, decimals = printed(value, code)
    read = parse_printed(text)
    assert read is not None
    assert decimals == read.decimals == places
    assert abs(read.value) == abs(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@given(st.decimals("-1e6", "1e6", places=3, allow_nan=False))
def test_general_prints_short_values_whole(value: Decimal) -> None:
    assert Decimal(general(value)) == value


@given(
    st.decimals(-9999, 9999, places=3, allow_nan=False),
    st.text('0#?.,%;"!\\_*[]$年月日ymdhs@GE+-/ ', max_size=30),
)
def test_any_code_prints_something(value: Decimal, code: str) -> None:
    text, decimals = printed(value, code)
    assert isinstance(text, str)
    assert decimals is None or 0 <= decimals <= 40


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (9, 25, "Z10"), (0, 26, "AA1"), (1048575, 16383, "XFD1048576")]
)
def test_addresses(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


def test_a_cell_keeps_the_value_behind_its_print() -> None:
    rate, day = number_cell(Decimal("0.1253"), "0%"), number_cell(Decimal(45435), "yyyy/m/d")
    assert (rate.text, rate.stored) == ("13%", Decimal("0.1253"))
    assert (day.text, day.stored) == ("2024/5/23", datetime(2024, 5, 23))
