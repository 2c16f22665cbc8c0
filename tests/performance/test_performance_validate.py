"""A book is validated whole: each bad input named with its sheet and cell, and a good book without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from performance_books import (
    AT,
    DONE,
    PROJECT,
    M,
    accounts,
    book,
    evaluation,
    full_marks,
    indicator,
    objective,
    q,
    self_evaluation,
)

from juesuan.accounts.model import Fund
from juesuan.accounts.model import Project as Stated
from juesuan.performance.frameworks import load
from juesuan.performance.model import (
    Achievement,
    Appraisal,
    AppraisalItem,
    Assessment,
    Direction,
    FollowUp,
    Funding,
    Indicator,
    Monitoring,
    Operand,
    PerformanceBook,
    Progress,
    Quantity,
    Result,
    Verdict,
)
from juesuan.performance.problems import Problem
from juesuan.performance.validate import validate

TREE = objective().indicators


def found(made: PerformanceBook, code: str) -> Problem:
    problems = validate(made)
    matching = [p for p in problems if p.code == code]
    assert matching, [str(p) for p in problems]
    return matching[0]


def first(**changes: object) -> PerformanceBook:
    """The book with its first indicator changed."""
    return book(objectives=(objective(indicators=(replace(TREE[0], **changes), *TREE[1:])),))


def result(code: str, **changes: object) -> PerformanceBook:
    kept = self_evaluation().results
    spoiled = tuple(replace(r, **changes) if r.indicator == code else r for r in kept)
    return book(self_evaluations=(self_evaluation(results=spoiled),))


def test_a_good_book_has_no_problem() -> None:
    assert [str(p) for p in validate(book(), accounts())] == []


@pytest.mark.parametrize(("weight", "total"), [(19, 99), (21, 101)])
def test_weights_must_make_100(weight: int, total: int) -> None:
    problem = found(first(weight=D(weight)), "weights-sum")
    assert f"为{total}分" in problem.message
    assert (problem.sheet, problem.cell, problem.level) == ("绩效目标", "A7", "error")


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"weight": None}, "no-weight", "没有填写分值"),
        ({"weight": D(0)}, "weight", "大于0"),
        ({"target": q(0, "人")}, "zero-target", "指标值是0"),
        ({"target": Quantity()}, "no-target", "没有填写指标值"),
        ({"target": Quantity(text="一百二十")}, "text-for-number", "不是数字"),
        ({"target": q(-3, "%")}, "negative-target", "负数"),
        ({"target": q(120)}, "no-unit", "没有单位"),
        ({"code": "2"}, "duplicate-code", "编号都是“2”"),
        ({"name": "见习留用率"}, "duplicate-indicator", "设置了2次"),
        ({"level1": "过程指标"}, "stray", "没有这一类"),
        ({"name": " "}, "blank", "没有名称"),
        ({"evidence": ""}, "no-evidence", "佐证资料来源"),
        ({"work": "W9"}, "unknown-work", "“W9”没有登记"),
    ],
)
def test_an_objective_that_cannot_be_scored_is_named(
    changes: dict[str, object], code: str, words: str
) -> None:
    assert words in found(first(**changes), code).message


@pytest.mark.parametrize(("text", "measurable"), [("不断提高", False), ("显著提升", False), ("良好", False),
                                                  ("保持总体稳定，无规模性失业", True), ("2023年全部建成", True)])  # fmt: skip
def test_targets_that_only_say_a_direction_are_questioned(text: str, measurable: bool) -> None:
    vague = replace(TREE[3], target=Quantity(text=text))
    problems = validate(book(objectives=(objective(indicators=(*TREE[:3], vague, TREE[4])),)))
    assert any(p.code == "unmeasurable" for p in problems) is not measurable


def test_a_number_under_a_qualitative_sign_is_an_error() -> None:
    wrong = replace(TREE[3], target=q(90, "%"))
    made = book(objectives=(objective(indicators=(*TREE[:3], wrong, TREE[4])),))
    assert "90%" in found(made, "number-for-text").message


def test_satisfaction_above_all_is_an_error() -> None:
    wrong = replace(TREE[4], target=q(120, "%"))
    assert (
        found(book(objectives=(objective(indicators=(*TREE[:4], wrong)),)), "above-all").value == "≥120%"[1:]
    )


def test_groups_that_weigh_otherwise_are_a_warning() -> None:
    tree = (replace(TREE[0], weight=D(30)), *TREE[1:3], replace(TREE[3], weight=D(20)), TREE[4])
    problem = found(book(objectives=(objective(indicators=tree),)), "group-weight")
    assert problem.level == "warning"
    assert "产出指标合计60分，统一设置为50分" in problem.message


def test_an_absent_satisfaction_gives_its_weight_to_effects() -> None:
    tree = (*TREE[:3], replace(TREE[3], weight=D(40)))
    kept = tuple(replace(r, stated=D(38)) if r.indicator == "4" else r for r in self_evaluation().results[:4])
    made = book(objectives=(objective(indicators=tree),), self_evaluations=(self_evaluation(results=kept),))
    assert not [str(p) for p in validate(made)]


def test_a_project_needs_outputs_and_effects() -> None:
    assert "效益指标" in found(book(objectives=(objective(indicators=TREE[:3]),)), "incomplete").message
    assert found(book(objectives=(objective(indicators=()),)), "no-indicators").level == "error"
    assert found(book(objectives=(objective(aim=""),)), "no-aim").level == "warning"
    assert found(book(objectives=(objective(), objective())), "objective-twice").level == "error"


@pytest.mark.parametrize(
    ("code", "changes", "problem", "words"),
    [
        ("1", {"actual": q(132)}, "no-unit", "完成值没有单位"),
        ("1", {"actual": Quantity(text="已完成")}, "text-for-number", "完成值不是数字"),
        ("1", {"actual": Quantity()}, "no-actual", "没有填写完成值"),
        ("1", {"indicator": "9"}, "no-indicator", "没有编号为“9”的指标"),
        ("1", {"indicator": "2"}, "result-twice", "填写了2次"),
        ("1", {"actual": q(300, "人")}, "note", "请说明原因"),
        ("1", {"stated": D(25)}, "unscored", "不在0至20分之间"),
        ("2", {"stated": D(15)}, "departs", "规则应得12分，填写的是15分"),
        ("2", {"deviation": ""}, "no-deviation", "没有填写偏差原因"),
        ("2", {"too_low": True}, "too-low", "却标明指标值偏低"),
        ("4", {"achievement": None, "stated": None}, "no-achievement", "没有选择完成等次"),
        ("1", {"actual": q(132, "户")}, "unscored", "不能相比"),
    ],
)
def test_a_result_that_cannot_be_is_named(
    code: str, changes: dict[str, object], problem: str, words: str
) -> None:
    assert words in found(result(code, **changes), problem).message


def test_a_reason_makes_a_departing_score_a_warning() -> None:
    assert found(result("2", stated=D(15)), "departs").level == "error"
    assert found(result("2", stated=D(15), score_reason="批准调整"), "departs").level == "warning"
    explained = validate(result("1", actual=q(300, "人"), deviation="新增两家基地"))
    assert not [str(p) for p in explained]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"objective": "没有的项目"}, "no-objective"),
        ({"framework": "none"}, "no-framework"),
        ({"framework": "yunnan-abc"}, "wrong-framework"),
        ({"funding": ()}, "no-funding"),
        ({"funding": (Funding("拨款", 1, 2, 1), Funding("拨款", 1, 2, 1))}, "funding-twice"),
        ({"funding": (Funding("拨款", 1, 2, -1),)}, "negative"),
        ({"stated_total": D(98)}, "total"),
        ({"done": replace(DONE, by="")}, "not-done"),
    ],
)
def test_a_self_evaluation_that_cannot_be_is_named(changes: dict[str, object], code: str) -> None:
    found(book(self_evaluations=(self_evaluation(**changes),)), code)


def test_money_that_the_accounts_state_otherwise_is_named() -> None:
    project = Stated(PROJECT, Fund.GENERAL, "2080799", 60 * M, 56 * M, 50 * M)
    problems = {p.code: p.message for p in validate(book(), accounts(projects=(project,)))}
    assert "全年执行数合计570,000.00元，决算数据中是560,000.00元" in problems["differs-from-accounts"]
    assert "2022" in {p.code: p.message for p in validate(book(year=2022), accounts())}["year"]
    assert (
        "清河县水利局"
        in {p.code: p.message for p in validate(book(entity="清河县水利局"), accounts())}["entity"]
    )


OVERALL = load("cy2013-53-overall")


def evaluated(*changed: Assessment, **more: object) -> PerformanceBook:
    kept = [a for a in full_marks(OVERALL) if a.indicator not in {c.indicator for c in changed}]
    return book(evaluations=(evaluation(OVERALL, assessments=(*kept, *changed), **more),))


@pytest.mark.parametrize(
    ("assessment", "code"),
    [
        (Assessment("Z9"), "no-indicator"),
        (Assessment("T11", met=(True,) * 9), "too-many-answers"),
        (Assessment("T11", met=(True,)), "unscored"),
        (Assessment("E14", questionnaire="Q9"), "no-questionnaire"),
        (Assessment("O11", works=("W9",)), "unknown-work"),
        (Assessment("T11", met=(True,) * 3, stated=D(1)), "departs"),
    ],
)
def test_an_assessment_that_cannot_be_is_named(assessment: Assessment, code: str) -> None:
    found(evaluated(replace(assessment, origin=AT)), code)


def test_an_evaluation_names_its_framework_and_its_totals() -> None:
    assert found(evaluated(framework="none"), "no-framework")
    assert found(evaluated(framework="cy2020-10"), "wrong-framework")
    assert found(evaluated(about="没有的项目"), "no-objective")
    twice = full_marks(OVERALL)[0]
    assert found(book(evaluations=(evaluation(OVERALL, assessments=(twice, twice)),)), "assessment-twice")
    made = evaluated(stated_total=D(1), stated_grade="差")
    reasons = {i.code: Assessment(i.code, stated=i.weight, reason="逐项核对") for i in OVERALL.indicators}
    made = book(evaluations=(replace(made.evaluations[0], assessments=tuple(reasons.values())),))
    codes = {p.code for p in validate(made, accounts())}
    assert {"total", "grade"} <= codes


@pytest.mark.parametrize(
    ("operand", "code"),
    [
        (Operand("no.such", D(1), "账", AT), "no-operand"),
        (Operand("operating.budget", None, "账", AT), "blank"),
        (Operand("operating.budget", D(-1), "账", AT), "negative"),
        (Operand("operating.budget", D(1), "", AT), "no-source"),
        (Operand("assets.fixed", D(1), "账", AT), "operand-twice"),
    ],
)
def test_an_operand_that_cannot_be_is_named(operand: Operand, code: str) -> None:
    problem = found(book(operands=(*book().operands, operand)), code)
    assert problem.sheet == "绩效目标"


def appraisal(score: str = "80", **changes: object) -> PerformanceBook:
    items = (AppraisalItem("立项必要性", "政策依据", D(100), D(score), "有文件依据", AT),)
    made = Appraisal("新项目", 100, items, Verdict.SUPPORT, done=DONE, origin=AT)
    return book(appraisals=(replace(made, **changes),))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (appraisal("79.9"), "verdict"),
        (appraisal("101"), "score-range"),
        (appraisal(verdict=None), "no-verdict"),
        (appraisal(advised=200), "advised"),
        (appraisal(done=replace(DONE, evidence=())), "not-done"),
        (appraisal(items=(AppraisalItem("必要性", "依据", D(99), D(99), "有", AT),)), "weights-sum"),
        (appraisal(items=(AppraisalItem("必要性", "依据", None, D(99), "有", AT),)), "no-weight"),
        (appraisal(items=(AppraisalItem("必要性", "依据", D(100), None, "", AT),)), "no-score"),
        (appraisal(items=(AppraisalItem("必要性", "依据", D(100), D(90), "", AT),)), "no-reason"),
    ],
)
def test_an_appraisal_that_cannot_be_is_named(made: PerformanceBook, code: str) -> None:
    assert not validate(appraisal())
    found(made, code)


def monitoring(**changes: object) -> PerformanceBook:
    progress = (Progress("1", q(60, "人"), q(120, "人"), origin=AT),)
    made = Monitoring(PROJECT, date(2023, 7, 31), 60 * M, 36 * M, 60 * M, progress, done=DONE, origin=AT)
    return book(monitoring=(replace(made, **changes),))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"objective": "没有的项目"}, "no-objective"),
        ({"as_of": None}, "no-date"),
        ({"as_of": date(2024, 7, 31)}, "year"),
        ({"budget": None}, "no-money"),
        ({"progress": (Progress("9", q(1), q(1)),)}, "no-indicator"),
        ({"progress": (Progress("1", q(60, "人"), q(90, "人")),)}, "no-action"),
        ({"executed": 1}, "no-action"),
    ],
)
def test_a_monitoring_that_cannot_be_is_named(changes: dict[str, object], code: str) -> None:
    assert not validate(monitoring())
    found(monitoring(**changes), code)


def follow_up(**changes: object) -> PerformanceBook:
    made = FollowUp("执行慢", "加快拨付", PROJECT, "", "李文", date(2024, 9, 30), origin=AT)
    return book(follow_ups=(replace(made, **changes),))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"measure": ""}, "blank"),
        ({"deadline": None}, "no-deadline"),
        ({"receipt": date(2024, 9, 1)}, "no-outcome"),
        ({"about": "没有的项目"}, "no-objective"),
        ({"budget_change": -100}, "no-budget-project"),
    ],
)
def test_a_follow_up_that_cannot_be_is_named(changes: dict[str, object], code: str) -> None:
    assert not validate(follow_up())
    found(follow_up(**changes), code)


def test_an_indicator_of_another_kind_is_still_one() -> None:
    extra = indicator("6", "效益指标", "社会效益指标", "投诉件数", q(0, "件"), 0, direction=Direction.AT_MOST)
    assert isinstance(extra, Indicator)
    moved = (*TREE[:3], replace(TREE[3], weight=D(20)), TREE[4], replace(extra, weight=D(10)))
    kept = tuple(replace(r, stated=D(18)) if r.indicator == "4" else r for r in self_evaluation().results)
    done = (*kept, Result("6", q(0, "件"), origin=AT))
    made = book(objectives=(objective(indicators=moved),), self_evaluations=(self_evaluation(results=done),))
    assert not [str(p) for p in validate(made)]


def test_bands_are_named_as_the_regulation_names_them() -> None:
    assert [str(a) for a in Achievement] == [
        "达成年度指标",
        "部分达成年度指标并具有一定效果",
        "未达成年度指标且效果较差",
    ]
