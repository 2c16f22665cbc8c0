"""Two real evaluations computed anew: which published scores their own rules and figures do not give, all of them named.

The figures are data; that they stand in the reports is tried where the reports are beside the project.
"""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import published_reports as real
import pytest

from juesuan.claims.performance.reading import performance_of
from juesuan.documents.intake import read
from juesuan.performance.published import Standing, of

ABC, COMMON = real.reports()
beside = pytest.mark.skipif(not real.SEEDS.is_dir(), reason="the real reports are not beside the project")


def seed(report: real.Published) -> Path:
    return next(real.SEEDS.glob(f"{report.seed}*"))


def standing(report: real.Published) -> dict[str, str]:
    """Standing → codes of its indicators, in the order of the table."""
    found = real.comparisons(report)
    return {s.name: " ".join(c.code for c in of(found, s)) for s in Standing if of(found, s)}


def test_every_indicator_of_the_abc_table_has_its_standing() -> None:
    assert standing(ABC) == {
        "AGREES": "A21 A32 A35 B14 B21 B32 B42 B52 C101",
        "DIFFERS": "B13 B31 C25",
        "IMPOSSIBLE": "A31 C103 C213 C23 C32",
        "JUDGED": "A22 A23 A33 B53 C31 C33",
        "OPEN": "A11 A12 A13 A14 A15 A24 A34 B11 B22 B23 B41 B51 C104 C105 C116 C22",
        "ABSENT": "B12",
    }


def test_every_indicator_of_the_common_table_has_its_standing() -> None:
    assert standing(COMMON) == {
        "AGREES": "P11 P15",
        "DIFFERS": "P12 P14 P16 P17",
        "JUDGED": "E11 E12 E13",
        "OPEN": "T11 T12 T21 T22 T23 P13 P18 P21 P22 P23 P24 P31 P32 P33 O11 O12 O13 O14 E14",
    }


@pytest.mark.parametrize(
    ("report", "code", "published", "by_rule", "why"),
    [
        (ABC, "B13", "0", "1分", "27,900.00元÷205,000.00元×100%＝13.6098%"),
        (ABC, "B31", "1", "0分", "51人÷46人×100%＝110.8696%"),
        (ABC, "C25", "10", "0分", "90%"),
        (ABC, "A31", "1.5", "0、0.75、1或1.75分", "最多给1.75分，达不到分值2分"),
        (ABC, "C32", "2", "0.5或1.5分", "最多给1.5分，达不到分值2分"),
        (ABC, "C23", "5", "0或3分", "最多给3分，达不到分值5分"),
        (ABC, "C103", "6", "0至3分", "最多给3分，达不到分值6分"),
        (ABC, "B42", "1", "1分", "100%"),
        (ABC, "A15", "2", "1、1.5、2、2.5或3分", "没有说明"),
        (COMMON, "P11", "4", "4分", "40,287,600.00元÷40,287,500.00元×100%＝100.0002%"),
        (COMMON, "P12", "2", "0分", "36,545,700.00元÷3,741,800.00元×100%＝976.6877%"),
        (COMMON, "P14", "2", "0分", "20.8995%"),
        (COMMON, "P15", "2", "2分", "（8,419,900.00元－11,114,800.00元）÷11,114,800.00元×100%＝-24.2461%"),
        (COMMON, "P16", "2", "0分", "840.7895%"),
        (COMMON, "P17", "2", "0分", "44,600.00元÷20,000.00元×100%＝223%"),
        (COMMON, "T22", "5", "0至5分", "没有列出上年“三公”经费预算数"),
        (COMMON, "T21", "4", "0至5分", "没有列出在职人员数、编制数"),
    ],
)  # fmt: skip
def test_a_score_by_rule_has_its_arithmetic(
    report: real.Published, code: str, published: str, by_rule: str, why: str
) -> None:
    c = next(c for c in real.comparisons(report) if c.code == code)
    assert c.published == D(published)
    assert c.reach.words == by_rule
    assert why in c.why


def test_figures_elsewhere_in_the_report_give_other_scores() -> None:
    """Staff told as 15 of 19 posts earns what 51 of 46 does not; the questionnaire earns what 90 % does not."""
    scores = {o.code: next(c for c in real.comparisons(ABC, o) if c.code == o.code) for o in ABC.others}
    assert {code: (c.standing, c.reach.score) for code, c in scores.items()} == {
        "B31": (Standing.AGREES, D(1)),
        "C25": (Standing.AGREES, D(10)),
    }


def test_sums_that_do_not_add_up_are_these_and_no_others() -> None:
    off = [(s.title, s.of, s.stated.split()[1], real.summed(ABC, s)) for s in ABC.sums]
    assert [x for x in off if D(x[2].removesuffix("分")) != x[3]] == [
        ("A2部门职能", "score", "8分", 9),
        ("A部门决策", "score", "31分", 32),
        ("B1预算管理", "score", "3分", 2),
        ("B部门管理", "score", "17分", 15),
        ("C部门绩效", "score", "45分", 49),
        ("文字总分（三部分得分相加）", "told", "96分", 93),
        ("B1预算管理", "weight", "7分", 3),
        ("B部门管理", "weight", "20分", 16),
        ("C2部门效果", "weight", "21分", 25),
        ("C部门绩效", "weight", "45分", 49),
    ]
    assert all(real.summed(COMMON, s) == real.figure(s.stated).printed.value for s in COMMON.sums)


def test_rates_that_their_figures_do_not_make_are_these_and_no_others() -> None:
    off = [(r.title, *real.rate(r)) for report in (ABC, COMMON) for r in report.rates]
    assert [x for x in off if D(x[1][:-1]) != D(x[2][:-1])] == [
        ("预算执行率（文字，以年初预算为分母）", "100%", "135%"),
        ("仲裁结案率（C105、C23）", "100%", "105%"),
        ("争取上级资金完成率", "126.6%", "126.7%"),
        ("劳动争议结案率", "95%", "94%"),
        ("案外调解率", "95%", "94%"),
    ]


def test_the_questionnaire_has_one_answer_too_many() -> None:
    rows = [(what, stated, made) for what, stated, made, _ in real.survey_rows(ABC)]
    assert rows == [("问卷第7题份数", "49＋1", "49"), ("问卷总分", "4880", "4890")]


@beside
@pytest.mark.real
@pytest.mark.parametrize("report", [ABC, COMMON], ids=lambda r: r.seed)
def test_every_figure_stands_in_its_line_of_the_report(report: real.Published) -> None:
    lines = seed(report).read_text(encoding="utf-8").split("\n")
    missing = [f for f in report.figures() if f.words not in lines[f.line - 1]]
    assert not missing
    assert all(lines[i.line - 1].strip() for i in report.items if i.line)


@beside
@pytest.mark.real
@pytest.mark.parametrize("report", [ABC, COMMON], ids=lambda r: r.seed)
def test_weights_and_scores_are_those_of_the_published_table(report: real.Published) -> None:
    (sheet,) = performance_of(read(seed(report))).sheets
    system = real.framework_of(report)
    printed = []
    for leaf in sheet.leaves:
        weight, score = leaf.number("weight"), leaf.number("score")
        assert score is not None
        # A table without a column of weights prints them in the names.
        own = (
            weight.printed.value
            if weight
            else D(leaf.name.text.rstrip("）").rpartition("（")[2].removesuffix("分"))
        )
        printed.append((own, score.printed.value))
    assert printed == [(i.weight, i.score) for i in report.items]
    assert all(system.indicator(i.code).weight == i.weight for i in report.items)  # type: ignore[union-attr]


@beside
@pytest.mark.real
def test_counts_are_those_of_the_published_questionnaire() -> None:
    (survey,) = performance_of(read(seed(ABC))).surveys
    assert ABC.survey is not None
    printed = [[n.printed.value for _, _, n in q.options] for q in survey.questions]
    assert printed == [list(map(D, counts)) for counts in ABC.survey.counts]


def test_the_guide_shows_what_is_computed() -> None:
    """``python tests/real/published_reports.py`` prints these tables."""
    page = (Path(__file__).parents[2] / "docs/guide/performance.md").read_text(encoding="utf-8")
    for report in (ABC, COMMON):
        assert real.section(report) in page
