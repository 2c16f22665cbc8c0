"""The culprit: the figure a slip of the hand explains is named first, with what it was before the slip."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.amounts import UNITS, Interval, parse_printed
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.reading import read_report
from juesuan.documents.model import Span
from juesuan.documents.plain import read_plain
from juesuan.rules.blame import attribute
from juesuan.rules.engine import run
from juesuan.rules.model import Breach, Mark
from juesuan.rules.registry import catalogue


@pytest.mark.parametrize(
    ("printed", "true"),
    [
        ("12.34", "72.34"),
        ("12.34", "12.43"),
        ("112.34", "12.34"),
        ("2.34", "12.34"),
        ("123.40", "12.34"),
        ("12.34", "-12.34"),
    ],
    ids=["one digit", "swapped", "digit too many", "digit lost", "point moved", "sign"],
)
def test_a_slip_is_seen(printed: str, true: str) -> None:
    number = parse_printed(printed, UNITS["万元"])
    assert number is not None
    assert before_slip(number, Interval.point(Decimal(true)).scaled(10000)) == (true,)


def test_a_figure_that_no_slip_explains() -> None:
    number = parse_printed("122.87", UNITS["万元"])
    assert number is not None
    assert before_slip(number, Interval(Decimal("3074100"), Decimal("3074200"))) == ()


def test_a_wide_range_says_nothing() -> None:
    number = parse_printed("12.34", UNITS["万元"])
    assert number is not None
    assert before_slip(number, Interval(Decimal(100000), Decimal(200000))) == ()


def test_the_unit_is_the_slip() -> None:
    number = parse_printed("1.92", UNITS["元"])
    assert number is not None
    assert other_unit(number, Interval(Decimal("19204"), Decimal("19287"))) == "1.92万元"
    assert other_unit(number, Interval(Decimal("29204"), Decimal("29287"))) == ""
    share = parse_printed("1.92", UNITS["%"])
    assert share is not None
    assert other_unit(share, Interval.point(1)) == ""


def _suspects(text: str) -> list[tuple[str, str]]:
    document = read_plain(text.encode(), "报告.txt", "")
    result = run(read_report(document))
    return [(document.words(s.span), s.restored) for found in result.breaches for s in found.breach.suspects]


def test_the_slip_is_named_before_what_only_could_be_wrong() -> None:
    text = "2024年度一般公共预算财政拨款支出1,389.60万元，与2023年度相比，减少122.87万元，下降18.12%。"
    assert _suspects(text)[0] == ("18.12%", "8.12%")


def test_a_slip_within_a_range_of_values() -> None:
    text = "2024年度支出决算为12.90万元，年初预算为14.20万元，完成年初预算的98.82%。"
    assert _suspects(text)[0] == ("98.82%", "90.82%（90.78至90.91%均吻合）")


def test_the_same_change_of_the_same_words_is_one_root() -> None:
    rule = next(r for r in catalogue() if r.code == "E001")

    def breach(words: str, expected: str, level: str) -> Breach:
        start = 0 if words == "甲" else 4
        return Breach(words, (Mark(Span(0, start, start + 3)),), words, words, expected, level=level)

    found = attribute(
        [
            (rule, breach("甲", "本局", "warning")),
            (rule, breach("甲", "本局", "error")),
            (rule, breach("甲", "他局", "warning")),
            (rule, breach("乙", "本局", "warning")),
        ],
        [],
    )
    assert [cause for *_, cause in found] == [1, None, None, None]
