"""Questionnaires are counted from their copies, and what cannot be counted is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import BEST, copy, published, survey

from juesuan.performance.model import Copy, Option, Question, QuestionKind
from juesuan.performance.questionnaire_checks import checks
from juesuan.performance.questionnaires import letter, sample, satisfaction, tally

COPIES = (
    copy(1, "非常满意", "5", "网站", "窗口", said="加开窗口"),
    copy(2, "满意", "4", "窗口"),
    copy(3, "不满意", "", "电话"),
    copy(4, "一般", "1", void="多题重复勾选"),
)


def codes(*copies: Copy, **changes: object) -> list[str]:
    return [p.code for p in checks(survey(*copies, **changes)) if p.level == "error"]


def test_copies_become_counts_shares_and_scores() -> None:
    counted = tally(survey(*COPIES))
    assert (counted.issued, counted.returned, counted.valid) == (50, 4, 3)
    assert counted.void == (("多题重复勾选", 1),)
    first, second, third, last = counted.questions
    assert [(o.letter, o.count, o.printed) for o in first.options] == [
        ("A", 1, "33.33%"), ("B", 1, "33.33%"), ("C", 0, "0.00%"), ("D", 1, "33.33%"),
    ]  # fmt: skip
    assert (first.points, first.mean, first.rate) == (18, 6, 60)
    assert (second.answered, second.unanswered, second.mean) == (2, 1, Decimal("4.5"))
    assert [o.count for o in third.options] == [1, 2, 1]
    assert third.points is None
    assert last.words == ("加开窗口",)
    assert counted.points == 27
    assert (counted.score, counted.full) == (Decimal("10.5"), 15)
    # (10 + 8 + 0 + 5 + 4) of (3 × 10 + 2 × 5): a question nobody answered is asked of nobody.
    assert counted.satisfaction == satisfaction(survey(*COPIES)) == Decimal("67.5")


def test_several_choices_may_pass_100_and_shares_are_not_pushed_to_make_it() -> None:
    counted = tally(survey(*COPIES[:3]))
    shares = [o.share for o in counted.questions[2].options]
    assert sum(s for s in shares if s is not None) > 100
    assert sum(Decimal(o.printed.rstrip("%")) for o in counted.questions[0].options) == Decimal("99.99")


def test_a_published_tally_gives_its_true_total_and_names_the_answer_too_many() -> None:
    counted = tally(published())
    # Printed were 4880 and 99.6; 49 copies, one of whose questions has 50 answers.
    assert counted.points == 4890
    wrong = [p for p in checks(published()) if p.level == "error"]
    assert [p.code for p in wrong] == ["more-answers"]
    assert "50 份，多于有效问卷 49 份" in str(wrong[0])


@pytest.mark.parametrize(
    ("copies", "changes", "code"),
    [
        ((copy(1, "很好"),), {}, "unknown-option"),
        ((Copy("1", (("T1", "满意"), ("T1", "一般"))),), {}, "two-options"),
        ((Copy("1", (("T2", "5"), ("T2", "5"))),), {}, "two-options"),
        ((Copy("1", (("T3", "网站"), ("T3", "网站"))),), {}, "two-options"),
        ((Copy("1", (("T9", "满意"),)),), {}, "unknown-question"),
        ((copy(1, "满意"), copy(1, "满意")), {}, "copy-twice"),
        ((Copy("1", ()),), {}, "empty-copy"),
        ((copy(1, "满意"), copy(2, "满意")), {"returned": 1}, "more-answers"),
        ((copy(1, "满意"), copy(2, "满意")), {"returned": 3}, "fewer-answers"),
        ((copy(1, "满意"), copy(2, "满意")), {"issued": 1}, "more-answers"),
        ((copy(1, "满意"),), {"valid": 2}, "valid-differs"),
        ((), {"issued": 10, "returned": 11}, "more-copies"),
        ((), {"returned": 10, "valid": 11}, "more-copies"),
        ((), {"questions": ()}, "no-questions"),
    ],
)
def test_what_cannot_be_counted_is_named(
    copies: tuple[Copy, ...], changes: dict[str, object], code: str
) -> None:
    assert codes(*copies, **changes) == [code]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question("T1", "问", (Option("好", None),)), "few-options"),
        (Question("T1", "问", (Option("好", None), Option("好", None))), "option-twice"),
        (Question("T1", "问", (Option("好", Decimal(1)), Option("差", None))), "no-points"),
        (Question("T1", "问", (Option("好", Decimal(5)), Option("差", Decimal(0))), Decimal(10)), "full-points"),
        (Question("T1", "问", (Option("好", None), Option("差", None)), kind=QuestionKind.OPEN), "open-options"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_work_is_named(question: Question, code: str) -> None:
    assert codes(questions=(question,)) == [code]


def test_two_questions_of_one_number_are_named() -> None:
    first = survey().questions[0]
    assert codes(questions=(first, replace(first, text="另一题"))) == ["question-twice"]


def test_copies_and_counts_together_are_one_too_many() -> None:
    first = survey().questions[0]
    counted = replace(first, options=tuple(replace(o, count=1) for o in first.options))
    assert codes(copy(1, "满意", ""), questions=(counted,)) == ["count-and-copies"]


def test_the_sample_that_a_population_needs_is_told_with_its_formula() -> None:
    small = sample(50, 600)
    # 96.04 ÷ (1 + 95.04 ÷ 600) = 82.9
    assert (small.needed, small.enough) == (83, False)
    assert "需要有效问卷 83 份" in small.words
    assert "N＝600" in small.words
    assert sample(50, None).needed == 97
    assert sample(97, None).enough
    assert (sample(20, 20).needed, sample(20, 20).margin) == (17, 0)
    warnings = [p for p in checks(survey(*COPIES)) if p.level == "warning"]
    assert [p.code for p in warnings] == ["small-sample"]


@given(st.lists(st.sampled_from(BEST), min_size=1, max_size=40))
def test_counts_make_up_the_copies_and_satisfaction_is_a_rate(chosen: list[str]) -> None:
    counted = tally(survey(*(copy(i, c) for i, c in enumerate(chosen))))
    assert sum(o.count for o in counted.questions[0].options) == counted.valid == len(chosen)
    assert counted.satisfaction is not None
    assert 0 <= counted.satisfaction <= 100


@given(st.integers(1, 5000), st.integers(1, 10**6))
def test_a_larger_population_never_needs_fewer_copies(first: int, more: int) -> None:
    assert sample(1, first).needed <= sample(1, first + more).needed <= 97
    assert sample(1, first).needed <= first


def test_options_are_lettered() -> None:
    assert [letter(i) for i in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]
