"""Look-alikes are replaced one for one, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juesuan.documents.characters import is_wide, normalise


def test_radicals_and_compatibility_ideographs_become_ordinary():
    assert normalise("⼀般公共预算⺠政⾦额 樂") == "一般公共预算民政金额 樂"
    assert normalise("收⼊⽀出⻅⻛") == "收入支出见风"


def test_digits_and_full_width_forms_stay_as_printed():
    assert normalise("１，２３４．５０％（万元）") == "１，２３４．５０％（万元）"


def test_odd_spaces_become_spaces():
    assert normalise("3037.9\u00a0万元\u2002。") == "3037.9 万元 。"


@given(st.text())
def test_length_never_changes(value: str):
    assert len(normalise(value)) == len(value)
    assert normalise(normalise(value)) == normalise(value)


def test_what_takes_a_full_em():
    assert all(is_wide(c) for c in "决，（“”…—％①")
    assert not any(is_wide(c) for c in "2024.%A(-")
