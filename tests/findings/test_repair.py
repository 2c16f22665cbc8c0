"""What a clerk is told to write: the repair of the wrong figure, never the value of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import SUM, make_claim, make_document, make_report, span
from msgspec import structs

from juesuan.claims.model import Kind, Relation
from juesuan.documents.model import Place
from juesuan.findings.build import build_findings
from juesuan.findings.model import Audit, Finding, SuspectPlace
from juesuan.findings.repair import repairs, says_expected
from juesuan.rules.engine import Grouped
from juesuan.rules.model import Breach, Mark


def finding(audit: Audit, quote: str, stated: str, expected: str, **changes: object) -> Finding:
    base = replace(audit.findings[0], suspects=(), places=(Place(quote, line=3),), kind="repeat")
    return replace(base, stated=stated, expected=expected, **changes)  # type: ignore[arg-type]


def test_the_suspect_is_repaired_and_named_where_it_is_not_the_quoted_figure(broken: Audit) -> None:
    first = broken.findings[0]
    assert repairs(first) == ["第 3 行“60.00”应为 50.00 万元"]
    place = make_document().place(span(2, "1,200.00 万元"))
    rival = SuspectPlace(place, "1,210.00 万元", span(2, "1,200.00 万元"))
    both = replace(first, suspects=(rival, *first.suspects))
    assert repairs(both) == ["应为 1,210.00 万元", "或：第 3 行“60.00”应为 50.00 万元"]
    assert not says_expected(both)


def test_a_symptom_has_no_repair_of_its_own(broken: Audit) -> None:
    symptom = broken.findings[1]
    assert repairs(symptom) == ["随 F001 改正"]
    assert not says_expected(symptom)


@pytest.mark.parametrize(
    ("quote", "stated", "expected", "said"),
    [
        ("占5.00%", "5.00%", "4.17%", ["应为 4.17%"]),
        ("1,498.73", "1,498.73万元", "1,496.73万元", ["应为 1,496.73万元"]),
        ("9.88", "99.08", "99.88", ["“99.08”应为 99.88"]),
        ("2023年度支出1,389.60万元", "2023", "2024", ["“2023”应为 2024"]),
        ("（请填写）", "（请填写）", "删除", ["删除"]),
        ("占5.00%", "5.00%", "", []),
    ],
)
def test_without_a_suspect_the_stated_figure_is_repaired(
    broken: Audit, quote: str, stated: str, expected: str, said: list[str]
) -> None:
    assert repairs(finding(broken, quote, stated, expected)) == said


def test_what_is_missing_is_to_be_supplied(broken: Audit) -> None:
    assert repairs(finding(broken, "1.92万元", "无", "批次", kind="missing")) == ["补充“批次”"]


@pytest.mark.parametrize(
    ("relation", "kind", "expected", "kept"),
    [
        (Relation.LINEAR, Kind.WORDING, "503.60万元", ("", "")),
        (Relation.AT_MOST, Kind.COMPLETION, "1个", ("", "4个")),
        (Relation.RATIO, Kind.SHARE, "0.84535至0.84545", ("", "")),
        (Relation.LINEAR, Kind.COUNT, "9", ("9", "4个")),
    ],
)
def test_what_is_no_repair_is_not_shown_as_one(
    relation: Relation, kind: Kind, expected: str, kept: tuple[str, str]
) -> None:
    claim = structs.replace(make_claim(), relation=relation, kind=kind)
    marks = (Mark(span(2, "60.00 万元")),)
    breach = Breach("说明", marks, "k", "5个", expected, "4个", kind=kind, claim=claim)
    (made,) = build_findings(make_report(), [Grouped(SUM, breach)])
    assert (made.expected, made.gap) == kept
