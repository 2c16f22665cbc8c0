"""The engine: one outcome per rule, one breach per fault, the wrong figure named with its restored value."""

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.documents.refusal import Refusal
from juesuan.rules.engine import run
from juesuan.rules.registry import catalogue, chosen


def result(text, **options):
    head = "清河县水利局2024年度部门决算\n\n"
    report = read_report(read_plain((head + text).encode(), "样例.txt", ""))
    return report, run(report, **options)


SHARES = "2024年本年收入合计{}万元，其中：事业收入60.00万元，占60.00%；经营收入30.00万元，占{}%；其他收入10.00万元，占10.00%。"


def roots(found, code):
    return [g for g in found.breaches if g.rule.code == code and g.cause is None]


def test_every_rule_has_exactly_one_outcome():
    _, found = result(SHARES.format("100.00", "30.00"))
    codes = [o.rule.code for o in found.outcomes]
    assert codes == [r.code for r in catalogue() if r.status != "retired"]
    assert {o.state for o in found.outcomes} <= {"passed", "failed", "not_applicable", "blocked", "crashed"}
    assert not [o for o in found.outcomes if o.state == "crashed"]
    assert all(o.reason for o in found.outcomes if o.state in ("not_applicable", "blocked"))


def test_a_wrong_share_is_one_finding_with_its_restored_value():
    report, found = result(SHARES.format("100.00", "33.00"))
    (grouped,) = roots(found, "S001")
    words = [(report.document.words(s.span), s.restored) for s in grouped.breach.suspects]
    assert ("33.00%", "30.00%") in words
    assert grouped.breach.expected == "30.00%"
    assert "30.00万元 ÷ 100.00万元" in grouped.breach.message


def test_a_wrong_total_is_blamed_for_all_its_shares():
    report, found = result(SHARES.format("150.00", "30.00"))
    errors = [g for g in found.breaches if (g.breach.level or g.rule.level) == "error"]
    causes = [g for g in errors if g.cause is None]
    assert len(errors) >= 4
    assert len(causes) == 1
    first = causes[0].breach.suspects[0]
    assert report.document.words(first.span) == "150.00万元"
    assert first.restored == "100.00万元"  # the range holds one value a slip turns into 150.00


def test_pasted_errors_are_one_breach_with_more_places():
    sentence = SHARES.format("100.00", "33.00")
    _, found = result(f"{sentence}\n\n再次说明。{sentence}")
    (grouped,) = roots(found, "S001")
    assert len({m.span.block for m in grouped.breach.marks}) == 2


def test_selection_by_code_prefix_kind_and_name():
    text = SHARES.format("100.00", "33.00")
    assert [o.rule.code for o in result(text, select=["S001"])[1].outcomes] == ["S001"]
    assert not roots(result(text, ignore=["wrong-share"])[1], "S001")
    assert all(o.rule.kind == "share" for o in result(text, select=["share"])[1].outcomes)


@pytest.mark.parametrize(
    ("select", "ignore", "word"),
    [
        (["ZZZ"], [], "ZZZ"),
        (["A", "Q9"], [], "Q9"),
        ([], ["ZZZ"], "ZZZ"),
        (["A001"], ["A001"], "A001"),
        ([""], [], "规则"),
    ],
)
def test_words_that_name_no_rule_are_refused(select, ignore, word):
    with pytest.raises(Refusal, match=word) as refusal:
        chosen(select, ignore)
    assert refusal.value.code == "no-rule"


def test_rules_may_be_called_by_title_and_in_small_letters():
    (rule,) = [r for r in catalogue() if r.code == "S001"]
    assert chosen([rule.title]) == chosen(["s001"]) == (rule,)


def test_nothing_to_read_is_blocked_not_passed():
    _, found = result("从前有座山，山里有座庙。")
    assert {o.state for o in found.outcomes} == {"blocked"}


@pytest.mark.parametrize(
    "text", ["", "。", "万元", "占%", "（（（", "其中：其中：其中：", "1" * 400, "0万元，占0%；0万元，占0%。"]
)
def test_odd_text_never_crashes(text):
    _, found = result(text)
    assert not [o for o in found.outcomes if o.state == "crashed"]


def test_likely_readings_never_raise_errors():
    _, found = result("立案处理106起，结案100起，结案率95%。")
    assert [g.breach.level for g in found.breaches if g.rule.code == "D004"] == ["warning"]
