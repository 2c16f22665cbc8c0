"""Performance work inside the final-accounts report: told and annexed from the same scores, in the words of any area."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from generated_performance import books
from hypothesis import HealthCheck, given, settings
from performance_reread import lost_of_projects
from performance_year import TRAINING, year
from test_compose_command import book as accounts_book
from test_compose_command import run
from test_evaluate_command import book as performance_book
from test_roundtrip import complaints

from juesuan.accounts.loading import usable_accounts
from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read_carefully
from juesuan.documents.model import Document, Paragraph
from juesuan.performance.model import PerformanceBook
from juesuan.reports.compose import Incomplete, compose
from juesuan.reports.compose_document import document_of
from juesuan.reports.composition import Composition
from juesuan.reports.evaluation.results import Results, results_of
from juesuan.reports.packs import load, names
from juesuan.reports.writers import write

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def accounts_year() -> Accounts:
    """The accounts of the sample bureau, whose performance work the book tells."""
    found = usable_accounts(EXAMPLES / "accounts.xlsx", EXAMPLES / "accounts-2023.xlsx").accounts
    assert found is not None
    return found


def composed(made: PerformanceBook, pack: str) -> tuple[Results, Composition]:
    """The report of the example year with the performance work of a book."""
    accounts = accounts_year()
    derived, results = derive_tables(accounts), results_of(made, accounts)
    found = compose(accounts, load(pack), tables=derived.tables, facts=derived.facts, performance=results)
    return results, found


def words_of(document: Document) -> str:
    return "\n".join(b.value for b in document.blocks if isinstance(b, Paragraph))


@pytest.mark.parametrize("pack", names())
def test_a_report_tells_and_annexes_the_years_scores(pack: str) -> None:
    results, composition = composed(year(), pack)
    document, _ = document_of(composition)
    assert not complaints(read_report(document))
    words = words_of(document)
    assert f"“{TRAINING}”项目绩效自评得分98.14分" in words
    if any("annexes" in c.sections for c in load(pack).chapters):
        assert "附件1 部门整体支出绩效自评报告" in words
    if load(pack).layout == "部颁" and "附件1" in words:
        assert not lost_of_projects(results, document)


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_file_with_annexes_holds(format: str, tmp_path: Path) -> None:
    _, composition = composed(year(), "sichuan-2023")
    path = tmp_path / f"r.{format}"
    path.write_bytes(write(composition, format))
    assert not complaints(read_report(read_carefully(path)))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_any_performance_year_fits_into_the_report(made: PerformanceBook) -> None:
    _, composition = composed(made, "sichuan-2023")
    assert not complaints(read_report(document_of(composition)[0]))


def test_what_the_annexes_lack_is_asked_for_with_the_rest() -> None:
    first, second = year().self_evaluations
    silent = year(
        self_evaluations=(
            first,
            second.__class__(second.objective, second.framework, second.funding, second.results),
        )
    )
    with pytest.raises(Incomplete) as told:
        composed(silent, "national")
    assert any("总体目标实际完成情况" in gap.words for gap in told.value.gaps)


def test_the_command_takes_both_workbooks(tmp_path: Path) -> None:
    accounts, performance = (
        accounts_book(tmp_path / "a.xlsx", accounts_year()),
        performance_book(tmp_path / "p.xlsx", year()),
    )
    goal = tmp_path / "r.html"
    code, said = run("compose", accounts, "--performance", performance, "-o", goal)
    assert code == 0, said
    assert "附件2 项目支出绩效自评表" in goal.read_text(encoding="utf-8")
    code, said = run("compose", accounts, "--performance", performance, "--pack", "shanghai-2024", "-o", goal)
    assert "没有附件" in said
    code, said = run("compose", accounts, "--performance", accounts, "-o", goal)
    assert (code, "这不是预算绩效工作簿" in said) == (2, True)
