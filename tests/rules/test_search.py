"""Searching all words of a report at once finds what a search paragraph by paragraph would find."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import written

from juesuan.rules import lexicon
from juesuan.rules.grams import grams, han_only, letters_of, numbers_of, shift_of
from juesuan.rules.sounds import alike, by_sound
from juesuan.rules.texts import holding, scan, stretches, words_of

LINES = st.lists(st.text(alphabet="财政预算决算局2万元。，", min_size=1, max_size=20), min_size=1, max_size=8)


@given(LINES, st.text(alphabet="财政预算决算局2", min_size=1, max_size=4))
def test_holding_is_a_search_in_every_stretch(lines: list[str], word: str) -> None:
    report = written("\n\n".join(lines))
    expected = [s for s in stretches(report) if word in s.text]
    assert holding(report, word) == expected
    assert holding(report, re.compile(re.escape(word))) == expected
    assert words_of(report).may_hold(word) or not expected


@given(LINES)
def test_scan_meets_every_match_in_order(lines: list[str]) -> None:
    report = written("\n\n".join(lines))
    pattern = re.compile("[预决]算")
    expected = [(s.text, m.span()) for s in stretches(report) for m in pattern.finditer(s.text)]
    assert [(s.text, m.span()) for s, m in scan(report, pattern, "算")] == expected


@given(LINES)
def test_grams_count_four_letters_in_a_row(lines: list[str]) -> None:
    report = written("\n\n".join(lines))
    runs = [run for s in stretches(report) for run in re.findall(r"[\u4e00-\u9fff]{4,}", s.text)]
    expected = Counter(run[i : i + 4] for run in runs for i in range(len(run) - 3))
    assert {letters_of(g): n for g, n in grams(report).items() if han_only(g)} == expected


def test_four_letters_are_a_number_and_back() -> None:
    (number,) = numbers_of(["财政拨款"])
    assert letters_of(number) == "财政拨款"
    assert chr(number >> shift_of(2) & 0xFFFF) == "拨"


def test_alike_are_the_homophones() -> None:
    assert "保" in alike("宝")
    assert {by_sound()[ord(c)] for c in alike("宝")} == {by_sound()[ord("宝")]}
    assert "宝" not in alike("宝")
    assert alike("A") == ""


@pytest.mark.parametrize("confusion", lexicon.confusions(), ids=lambda c: f"{c.wrong}-{c.right}")
def test_signs_are_in_every_alternative(confusion: lexicon.Confusion) -> None:
    assert confusion.signs
    if all(isinstance(sign, str) for sign in confusion.signs):
        assert all(sign in confusion.pattern for sign in confusion.signs)


def test_signs_of_a_pattern_without_letters_are_the_pattern() -> None:
    assert lexicon.signs_of("(?:甲|乙)[丙丁]") == (re.compile("(?:甲|乙)[丙丁]"),)
    assert lexicon.signs_of("(?<=财)政策(?=[的，])|按排") == ("政策", "按排")
