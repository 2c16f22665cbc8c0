"""The ground of the checks on words: stretches, sounds, a vocabulary that does not accuse itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import written

from juesuan.rules import lexicon
from juesuan.rules.checks.leftover_phrases import broken_phrase
from juesuan.rules.headings import plain_title, region_of
from juesuan.rules.sounds import alike, by_sound
from juesuan.rules.texts import sentence_at, sentences, stretches

TEXT = st.text(alphabet="一二三四五人民政府 \u3000。；，abc0123", min_size=1, max_size=60).filter(
    lambda t: t.strip()
)


@given(TEXT)
def test_a_span_holds_the_words_it_was_made_for(text: str) -> None:
    report = written("正文" + text)
    for s in stretches(report):
        for i in range(len(s.text)):
            for j in (i + 1, len(s.text)):
                assert "".join(report.document.words(s.span(i, j)).split()) == s.text[i:j]


@given(st.text(alphabet="甲乙。；！，", max_size=40))
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(text[a:b] for a, b in sentences(text)) == text
    for i in range(len(text)):
        a, b = sentence_at(text, i)
        assert a <= i < b


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("宝", "保", True), ("只", "职", True), ("提", "高", False), ("保", "保", False)],
)
def test_sounds(one: str, other: str, same: bool) -> None:
    assert (other in alike(one)) is same


def test_rare_characters_have_no_sound() -> None:
    assert alike("堃") == ""
    assert alike("A") == ""
    assert "堃A".translate(by_sound()) == "堃A"


def test_right_phrases_are_no_slips() -> None:
    for phrase in sorted(lexicon.phrases() | lexicon.variants()):
        assert not list(broken_phrase(written(phrase))), phrase
        assert not list(broken_phrase(written(f"按照{phrase}的要求"))), phrase


def test_beginnings_go_on_to_their_whole() -> None:
    for b in lexicon.bounds():
        assert b.right.startswith(b.before) is False or b.right[len(b.before) :].startswith(b.next), b.before
    for c in lexicon.confusions():
        assert re.compile(c.pattern)
        assert c.wrong != c.right


@pytest.mark.parametrize(
    ("entity", "region"),
    [
        ("清河县财政局", "清河县"),
        ("云岭省安河市清河区民政局", "云岭省安河市清河区"),
        ("清河彝族自治县医院", "清河彝族自治县"),
        ("审计署", ""),
    ],
)
def test_region(entity: str, region: str) -> None:
    assert region_of(entity) in (region, region.removeprefix("云岭省"))


def test_titles_lose_dots_and_page_numbers() -> None:
    assert plain_title("：部门概况……12页") == "部门概况"
    assert plain_title("“三公”经费支出.....8") == "“三公”经费支出"
