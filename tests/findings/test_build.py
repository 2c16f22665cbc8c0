"""From breaches to findings: places, order, causes, fingerprints, verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import LINES, PASSED, SUM, FakeGrouped, FakeRun, make_document, make_report, make_run, span

from juesuan.claims.model import Figure, Profile
from juesuan.documents.model import Document
from juesuan.findings.build import build_audit, build_findings
from juesuan.findings.model import Audit
from juesuan.rules.model import Breach, Mark, Outcome


def test_roots_come_by_level_and_symptoms_follow_their_root(broken: Audit) -> None:
    assert [(f.id, f.code, f.cause) for f in broken.findings] == [
        ("F001", "A001", None),
        ("F002", "S001", "F001"),
        ("F003", "W001", None),
    ]
    assert [f.id for f in broken.roots] == ["F001", "F003"]
    assert broken.verdict == "contradictions"


def test_a_quote_is_an_exact_part_of_its_line(broken: Audit) -> None:
    for finding in broken.findings:
        for place in finding.places:
            assert place.line is not None
            assert place.column is not None
            assert LINES[place.line - 1][place.column :].startswith(place.quote)
    assert broken.findings[0].places[0].quote == "本年收入合计 1,200.00 万元"
    assert broken.findings[0].section == "一、收入决算情况说明"
    assert broken.findings[0].suspects[0].restored == "50.00 万元"


def test_claims_and_coverage(broken: Audit) -> None:
    assert broken.figures == 3
    assert (broken.claims_total, broken.claims_held) == (1, 0)
    assert [c.held for c in broken.claims] == [False]
    assert broken.counts == {"passed": 1, "failed": 3, "not_applicable": 1, "blocked": 0, "crashed": 0}


def test_a_fingerprint_outlives_edits_and_values_but_not_another_entity_or_year() -> None:
    report = make_report()
    breach = make_run().breaches[2].breach

    def mark(changed: Breach, **profile: object) -> str:
        other = replace(report, profile=replace(report.profile, **profile))
        return build_findings(other, (FakeGrouped(SUM, changed),))[0].fingerprint

    same = mark(breach)
    assert mark(replace(breach, message="别的话", stated="1", marks=(Mark(span(4, "增长 5.00%")),))) == same
    assert mark(breach, entity="清河县 人力资源和社会保障局") == same
    assert mark(breach, entity="白马县财政局") != same
    assert mark(breach, year=2023) != same
    assert mark(replace(breach, key="other")) != same


def test_equal_keys_get_different_fingerprints() -> None:
    breach = Breach("x", (Mark(span(2, "60.00")),), "same")
    found = build_findings(make_report(), (FakeGrouped(SUM, breach), FakeGrouped(SUM, breach)))
    assert len({f.fingerprint for f in found}) == 2


def test_a_chain_of_causes_ends_at_the_root_and_a_cycle_ends() -> None:
    breach = Breach("x", (Mark(span(2, "60.00")),), "k")
    chain = build_findings(
        make_report(), (FakeGrouped(SUM, breach), FakeGrouped(SUM, breach, 0), FakeGrouped(SUM, breach, 1))
    )
    assert [f.cause for f in chain] == [None, "F001", "F001"]
    cycle = build_findings(make_report(), (FakeGrouped(SUM, breach, 1), FakeGrouped(SUM, breach, 0)))
    assert len(cycle) == 2


def test_only_notes_are_clean(clean: Audit) -> None:
    run = make_run()
    audit = build_audit(make_report(), FakeRun(run.outcomes, run.breaches[:1], run.claims))
    assert (audit.verdict, clean.verdict) == ("clean", "clean")
    assert audit.findings


@pytest.mark.parametrize(
    ("profile", "blocks", "reason"),
    [
        (Profile("accounts"), (), "没有读到任何文字"),
        (Profile("unknown", language="en"), None, "不是中文"),
        (Profile("accounts"), None, "没有识别到任何数字"),
        (Profile("unknown"), None, "没有识别到任何数字"),
    ],
)
def test_nothing_read_is_blocked_never_clean(profile: Profile, blocks: tuple[()] | None, reason: str) -> None:
    document = make_document()
    if blocks is not None:
        document = Document("x.txt", "text/plain", "0" * 64, blocks)
    report = replace(make_report(), document=document, profile=profile, claims=())
    audit = build_audit(report, FakeRun((Outcome(PASSED, "passed"), Outcome(SUM, "not_applicable"))))
    assert audit.verdict == "blocked"
    assert reason in audit.blocked
    assert audit.counts["blocked"] == 2


def test_figures_without_any_relation_in_an_unknown_text_are_blocked(clean: Audit) -> None:
    operand = make_report().claims[0].operands[0]
    figure = Figure(operand.number, operand.span, None, "合计", "")
    report = replace(make_report(), profile=Profile("unknown"), claims=(), figures=(figure,))
    run = make_run()
    audit = build_audit(report, FakeRun(run.outcomes, run.breaches))
    assert audit.verdict == "blocked"
    assert "是否选错了文件" in audit.blocked
    assert audit.findings == ()
    known = build_audit(replace(report, profile=Profile("accounts")), run)
    assert known.verdict == "contradictions"
