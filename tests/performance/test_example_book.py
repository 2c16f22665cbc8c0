"""The sample performance workbook is what its script makes, agrees with the sample accounts, and every score is settled."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from books import bare

from juesuan.accounts.loading import load_accounts
from juesuan.accounts.model import Accounts
from juesuan.performance.model import PerformanceBook
from juesuan.performance.questionnaires import tally
from juesuan.performance.reading import load_book, read_workbook
from juesuan.performance.scoring import score_evaluation, score_self_evaluation

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
sys.path.insert(0, str(EXAMPLES))

from performance import book as built  # noqa: E402


@pytest.fixture(scope="module")
def accounts() -> Accounts:
    found = load_accounts(EXAMPLES / "accounts.xlsx", EXAMPLES / "accounts-2023.xlsx").accounts
    assert found is not None
    return found


@pytest.fixture(scope="module")
def book(accounts: Accounts) -> PerformanceBook:
    loaded = load_book(EXAMPLES / "performance.xlsx", accounts)
    assert [str(p) for p in loaded.problems] == []
    assert loaded.book is not None
    return loaded.book


def test_the_committed_file_is_what_the_script_makes() -> None:
    assert bare(read_workbook(EXAMPLES / "performance.xlsx").book) == bare(built()), (
        "run examples/performance.py"
    )


def test_its_money_is_that_of_the_accounts(book: PerformanceBook, accounts: Accounts) -> None:
    stated = {p.name: p for p in accounts.projects}
    for evaluation in book.self_evaluations:
        project = stated[evaluation.objective]
        assert sum(f.adjusted or 0 for f in evaluation.funding) == project.adjusted
        assert sum(f.outturn or 0 for f in evaluation.funding) == project.outturn


def test_every_score_is_settled_without_departing_from_its_rule(
    book: PerformanceBook, accounts: Accounts
) -> None:
    scored = [score_self_evaluation(book, e) for e in book.self_evaluations]
    scored += [score_evaluation(book, e, accounts) for e in book.evaluations]
    assert len(scored) == 4
    for one in scored:
        assert one.points is not None
        assert one.weight == 100
        assert one.blocked == one.departing == ()


def test_every_step_and_every_kind_of_question_is_shown(book: PerformanceBook) -> None:
    assert len(book.objectives) == len(book.monitoring) == 3
    assert book.appraisals
    assert book.follow_ups
    assert len(book.work_targets) > 5
    counted = tally(book.questionnaires[0])
    assert (counted.issued, counted.returned, counted.valid) == (50, 50, 49)
    assert len({q.question.kind for q in counted.questions}) == 4
    assert counted.sample.enough
