"""Scores with their traces: a project against its objective, an entity by a framework, a person's score beside the rule's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performance_books import (
    PROJECT,
    M,
    accounts,
    book,
    evaluation,
    full_marks,
    objective,
    q,
    self_evaluation,
    work,
)

from juesuan.accounts.model import Procurement, Staff
from juesuan.performance.frameworks import load, names
from juesuan.performance.model import (
    Achievement,
    Assessment,
    Direction,
    Evaluation,
    Funding,
    Quantity,
    Result,
    SelfEvaluation,
)
from juesuan.performance.rescale import rescaled
from juesuan.performance.scores import Score
from juesuan.performance.scoring import score_evaluation, score_self_evaluation

OVERALL = [n for n in names() if load(n).indicators and n != "appraisal"]


def scored(**changes: object) -> dict[str, Score]:
    made = score_self_evaluation(book(), self_evaluation(**changes))
    return {s.code: s for s in made.scores}


def with_result(result: Result) -> SelfEvaluation:
    kept = tuple(r for r in self_evaluation().results if r.indicator != result.indicator)
    return self_evaluation(results=(*kept, result))


def one(result: Result) -> Score:
    found = score_self_evaluation(book(), with_result(result)).score(result.indicator)
    assert found is not None
    return found


def by(framework: str, *assessments: Assessment, **more: object) -> dict[str, Score]:
    made = Evaluation(framework, "单位自评", assessments)
    return {s.code: s for s in score_evaluation(book(**more), made, accounts()).scores}


def test_a_project_is_scored_with_its_money_and_every_indicator() -> None:
    made = score_self_evaluation(book(), self_evaluation())
    assert {s.code: s.points for s in made.scores} == {
        "execution": D("9.5"), "1": 20, "2": 12, "3": 15, "4": 28, "5": 10,
    }  # fmt: skip
    assert made.points == D("94.5")
    assert made.grade == "优"
    assert made.weight == 100
    outputs = made.group("产出指标")
    assert outputs is not None
    assert (outputs.weight, outputs.points) == (50, 47)


def test_every_score_says_where_its_points_come_from() -> None:
    found = scored()
    assert found["execution"].trace.worked == "570,000.00元÷600,000.00元×100%＝95%"
    assert found["2"].trace.worked == "40÷50×100%＝80%"
    assert found["2"].trace.why == "完成80%，按完成比例计分"
    assert found["2"].lost == 3
    assert found["2"].trace.target == "≥50%"
    assert found["3"].trace.target == "≤2023年12月31日"
    assert all(s.trace.rule and s.trace.kind for s in found.values())


def test_a_late_date_needs_a_judged_score() -> None:
    late = Quantity(date(2024, 1, 5))
    assert "日期不能按比例计分" in one(Result("3", late)).blocked
    assert "请写明评分理由" in one(Result("3", late, stated=D(12))).blocked
    assert one(Result("3", late, stated=D(12), score_reason="仅迟五日")).points == 12
    assert one(Result("3", late, stated=D(15), score_reason="仅迟五日")).departs


def test_a_cost_with_an_equal_sign_is_an_upper_limit() -> None:
    tree = objective().indicators
    for cost, score in (("20", 20), ("18", 20), ("25", 16)):
        cheap = replace(tree[0], level2="成本指标", direction=Direction.EQUAL, target=q(20, "万元"))
        made = book(objectives=(objective(indicators=(cheap, *tree[1:])),))
        found = score_self_evaluation(made, with_result(Result("1", q(cost, "万元")))).score("1")
        assert found is not None
        assert found.points == score


def test_a_score_the_rule_would_not_give_stands_beside_the_rules() -> None:
    unexplained = one(Result("2", q(40, "%"), stated=D(15)))
    assert (unexplained.points, unexplained.by_rule, unexplained.departs) == (12, 12, True)
    explained = one(Result("2", q(40, "%"), stated=D(15), score_reason="经批准调整了指标值"))
    assert (explained.points, explained.by_rule, explained.departs) == (15, 12, True)
    assert "规则应得12分，填写的是15分：经批准调整了指标值" in explained.notes
    same = one(Result("2", q(40, "%"), stated=D(12)))
    assert (same.points, same.departs) == (12, False)


@pytest.mark.parametrize("stated", ["15.01", "-1"])
def test_a_score_outside_nought_and_the_weight_never_counts(stated: str) -> None:
    found = one(Result("2", q(40, "%"), stated=D(stated), score_reason="理由"))
    assert found.points is None
    assert "不在0至15分之间" in found.blocked


def test_a_qualitative_score_stays_in_its_band() -> None:
    text = Quantity(text="基本稳定")
    assert one(Result("4", text, Achievement.PARTLY, D(20))).points == 20
    assert "规则应得18至24分（不含上限）" in one(Result("4", text, Achievement.PARTLY, D(24))).blocked
    assert "还没有评分" in one(Result("4", text, Achievement.PARTLY)).blocked
    assert "完成等次" in one(Result("4", text)).blocked


def test_an_open_score_makes_the_total_a_range() -> None:
    made = score_self_evaluation(book(), with_result(Result("2", Quantity())))
    assert made.points is None
    assert made.grade == ""
    assert (made.low, made.high) == (D("82.5"), D("97.5"))
    assert [s.code for s in made.blocked] == ["2"]


@pytest.mark.parametrize(
    ("money", "missing"),
    [
        ((), "全年预算数"),
        ((Funding("当年财政拨款", 1, 100, None),), "全年执行数"),
        ((Funding("当年财政拨款", 1, 100, 50), Funding("其他资金", 0, None, 0)), "全年预算数"),
        ((Funding("当年财政拨款", 0, 0, 0),), "为零"),
    ],
)
def test_execution_without_its_figures_is_blocked(money: tuple[Funding, ...], missing: str) -> None:
    found = scored(funding=money)["execution"]
    assert found.points is None
    assert missing in found.blocked


def test_spending_more_than_budgeted_has_full_points_and_a_question() -> None:
    found = scored(funding=(Funding("当年财政拨款", 100, 100, 120),))["execution"]
    assert found.points == 10
    assert "超过全年预算数" in found.notes[0]


@pytest.mark.parametrize(
    ("outturn", "completed", "points"),
    [(100, False, 10), (85, True, 10), (85, False, 7), (79, False, 5), (59, False, 0), (30, True, 10)],
)
def test_execution_of_2021_101_asks_whether_the_project_is_finished(
    outturn: int, completed: bool, points: int
) -> None:
    money = (Funding("当年财政拨款", 100, 100, outturn),)
    assert scored(framework="cy2021-101", funding=money, completed=completed)["execution"].points == points


def test_execution_of_2021_101_does_not_guess() -> None:
    unfinished = scored(framework="cy2021-101", funding=(Funding("拨款", 1, 100, 85),))["execution"]
    assert "是否已经完成" in unfinished.blocked
    above = scored(framework="cy2021-101", funding=(Funding("拨款", 1, 100, 105),), completed=True)[
        "execution"
    ]
    assert "规则没有规定得分" in above.blocked


def test_2021_101_counts_from_the_pass_mark_and_satisfaction_by_intervals() -> None:
    found = scored(framework="cy2021-101", completed=True)
    assert found["2"].points == D("7.5")  # 80 % of 50 %: (80 - 60) / 40 of 15
    assert found["5"].points == 10
    low = score_self_evaluation(book(), replace(with_result(Result("5", q(85, "%"))), framework="cy2021-101"))
    assert low.scores[-1].points == 8
    bare = score_self_evaluation(book(), replace(with_result(Result("5", q("0.85"))), framework="cy2021-101"))
    assert "应写成百分数" in bare.scores[-1].blocked


def test_a_figure_stated_with_the_work_target_is_not_stated_again() -> None:
    tree = objective().indicators
    linked = replace(tree[0], target=Quantity(), work="W1")
    made = book(objectives=(objective(indicators=(linked, *tree[1:])),), work_targets=(work("W1", 150, 120),))
    evaluated = with_result(Result("1", Quantity()))
    found = score_self_evaluation(made, evaluated).score("1")
    assert found is not None
    assert found.points == 16
    assert found.trace.target == "≥150人"
    assert found.trace.actual == "120人"


def test_formulas_take_their_operands_from_the_accounts() -> None:
    found = by("cy2013-53-overall")
    rates = {s.name: s.trace.value for s in found.values() if s.trace.value is not None}
    assert rates["预算完成率"] == 94
    assert rates["“三公”经费控制率"] == 110
    assert rates["“三公”经费变动率"] == 0
    assert rates["结转结余率"] == 6
    assert rates["政府采购执行率"] == 80
    assert rates["固定资产利用率"] == 95
    assert rates["重点工作办结率"] == 100
    assert rates["在职人员控制率"] == D(5100) / 46
    assert rates["预算调整率"] == D(10) * 100 / 90
    assert found["P11"].points == D("3.6")
    assert found["P17"].points == 0
    assert found["P18"].points == 0
    trace = found["P11"].trace
    assert trace.formula == "预算执行率＝本年支出决算数÷全年支出预算数×100%"
    assert trace.worked == "9,400,000.00元÷10,000,000.00元×100%＝94%"
    assert [o.source for o in trace.operands] == ["2023年度决算数据"] * 2
    assert trace.operands[0].made_of


def test_the_abc_framework_computes_what_its_texts_say() -> None:
    found = by("yunnan-abc", Assessment("C103", works=("W1", "W2")), Assessment("C25", questionnaire="Q1"))
    assert found["B11"].points == D("0.5")  # 90 %: five points below 95
    assert found["B12"].points == 4
    assert found["B13"].points == D("0.5")  # 11 of last year's 10
    assert found["B31"].points == 0  # 51 of 46
    assert found["C103"].points == 6
    assert found["C25"].points == 6
    assert found["B31"].trace.operands[0].made_of == ("行政22人", "事业29人")


def test_a_missing_operand_blocks_by_name() -> None:
    found = by("cy2013-53-overall")
    assert "缺少“公用经费预算数”" in found["P16"].blocked
    assert found["P16"].points is None
    unfilled = {s.code: s for s in score_evaluation(
        book(operands=()), Evaluation("cy2013-53-overall", "单位自评", ()),
        accounts(procurement=Procurement(), staff=Staff()),
    ).scores}  # fmt: skip
    assert "缺少“政府采购支出决算数”" in unfilled["P18"].blocked
    assert "缺少“在职人员数”" in unfilled["T21"].blocked
    without = score_evaluation(book(), Evaluation("cy2013-53-overall", "单位自评", ())).scores
    assert all(s.points is None for s in without if s.code in ("P11", "P14", "P17"))


def test_a_rate_over_nought_is_no_rate() -> None:
    found = by("cy2013-53-overall")["P15"]  # opening carry-over is 0
    assert "“年初结转和结余”为零" in found.blocked
    given = by("cy2013-53-overall", Assessment("P15", stated=D(2), reason="年初没有结转"))["P15"]
    assert given.points == 2


def test_a_figure_stated_twice_is_shown_and_the_accounts_win() -> None:
    from juesuan.performance.model import Operand

    other = (Operand("three.outturn", D(9 * M), "三公台账"), Operand("expenditure.change", D(0), "调整批复"))
    found = by("cy2013-53-overall", operands=other)
    assert found["P17"].trace.value == 110
    assert any("三公台账为90,000.00元" in n and "采用决算数" in n for n in found["P17"].notes)
    assert found["P12"].trace.value == 0
    assert any("采用填报数" in n for n in found["P12"].notes)


def test_unfinished_works_are_named() -> None:
    found = by("cy2013-53-overall", work_targets=(work("W1", 100, None),))
    assert "工作W1还没有填写完成情况" in found["O11"].blocked
    half = by("cy2013-53-overall", work_targets=(work("W1", 100, 90), work("W2", 100, 100)))
    assert half["O11"].points == 4
    missed = by("yunnan-abc", Assessment("C101", works=("W1",)), work_targets=(work("W1", 100, 90),))
    assert missed["C101"].points == D("1.6")


@pytest.mark.parametrize("name", OVERALL)
def test_full_marks_are_reachable_in_every_framework(name: str) -> None:
    system = load(name)
    made = score_evaluation(book(), evaluation(system), accounts())
    open_ = {s.code: s.blocked for s in made.blocked}
    assert not open_
    lost = {s.code: s.trace.why for s in made.scores if s.lost and not s.trace.operands}
    assert not lost
    assert made.weight == system.total


@pytest.mark.parametrize("name", OVERALL)
def test_nothing_found_out_scores_nothing_and_says_why(name: str) -> None:
    made = score_evaluation(book(operands=(), work_targets=()), Evaluation(name, "单位自评", ()))
    assert made.points is None
    assert made.low == 0
    assert made.high == 100
    assert all(s.blocked for s in made.scores)


@given(st.sampled_from(OVERALL), st.sampled_from((D(10), D(60), D(200))), st.data())
def test_scores_are_invariant_under_scaling_of_the_weights(name: str, total: D, data: st.DataObject) -> None:
    system = rescaled(load(name), D(100), decimals=12)
    answers = tuple(
        replace(
            a,
            stated=None,
            met=tuple(data.draw(st.booleans()) for _ in a.met),
            missed=data.draw(st.integers(0, 4)),
        )
        for a in full_marks(system)
    )
    made = evaluation(system, assessments=answers)
    old = score_evaluation(book(), made, accounts(), system)
    new = score_evaluation(book(), made, accounts(), rescaled(system, total))
    assert new.weight == total
    for before, after in zip(old.scores, new.scores, strict=True):
        assert bool(before.blocked) is bool(after.blocked)
        assert abs(after.low - before.low * total / 100) <= D("1E-10")
        assert abs(after.high - before.high * total / 100) <= D("1E-10")
        if before.points is not None and after.points is not None and after.weight is not None:
            assert 0 <= after.points <= after.weight


def test_the_objective_must_be_in_the_book() -> None:
    with pytest.raises(ValueError, match=PROJECT):
        score_self_evaluation(book(objectives=()), self_evaluation())
