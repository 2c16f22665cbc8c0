"""The generated pages say what the catalogue says, and every rule of words has all it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.engine import run
from juesuan.rules.model import Rule
from juesuan.rules.pages import checklist, main, pages, stale
from juesuan.rules.registry import catalogue, checks

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_pages_are_up_to_date() -> None:
    assert stale(DOCS) == [], "run python -m juesuan.rules.pages"


def test_check_says_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
    (tmp_path / "L001.md").write_text("旧", encoding="utf-8")
    (tmp_path / "Z999.md").write_text("旧", encoding="utf-8")
    assert main(["--check", str(tmp_path)]) == 1
    assert "L001.md、Z999.md" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 0
    assert not (tmp_path / "Z999.md").exists()


def test_every_row_of_the_checklist_has_a_rule_or_a_reason() -> None:
    covered = {n for r in catalogue() for n in r.checklist}
    rows = checklist()
    assert [n for n, _, _ in rows] == list(range(1, 74))
    assert not [n for n, _, reason in rows if n not in covered and not reason]
    assert "| 8 |" in pages()["CHECKS.md"]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_the_sound_example_does_not_break_its_own_rule(rule: Rule) -> None:
    assert rule.code not in _broken(rule.good)


def test_examples_that_are_whole_sentences_break_their_rule() -> None:
    """Most examples show one side of what two places say; of these kinds every example is complete in itself."""
    alone = [r for r in catalogue() if r.code[:2] in ("W0", "S0")]
    silent = [r.code for r in alone if r.code not in _broken(r.bad)]
    assert silent == []


def _broken(text: str) -> set[str]:
    return {g.rule.code for g in run(read_report(read_plain(text.encode(), "样例.txt", ""))).breaches}


def test_every_registered_check_has_a_rule() -> None:
    assert set(checks()) <= {r.check for r in catalogue()}


def test_every_rule_explains_itself() -> None:
    for rule in catalogue():
        assert all((rule.why, rule.advice, rule.title)), rule.code
