"""Each kind of rule at its boundaries, with the numbers its regulation gives; and never a silent nought."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from juesuan.performance.frameworks import load
from juesuan.performance.kinds import (
    AtLeast,
    AtMost,
    Bands,
    Checklist,
    Curve,
    Manual,
    PerMiss,
    Point,
    Presence,
    Ratio,
    Rule,
    Tiers,
)
from juesuan.performance.ruling import Facts, Ruling, rule
from juesuan.performance.terms import Achievement

BANDS = Bands(((D(100), D(80)), (D(80), D(60)), (D(60), D(0))))
ABC = load("yunnan-abc")


def given_by(code: str, value: str | int) -> D | None:
    indicator = ABC.indicator(code)
    assert indicator is not None
    return rule(indicator.rule, indicator.weight, Facts(D(value))).points


def points(kind: Rule, weight: int, **facts: object) -> D | None:
    return rule(kind, D(weight), Facts(**facts)).points  # type: ignore[arg-type]


@pytest.mark.parametrize(("done", "score"), [(0, 0), (87.5, 17.5), (99, 19.8), (100, 20), (128, 20)])
def test_a_quantity_scores_in_full_or_in_proportion(done: float, score: float) -> None:
    assert points(Ratio(), 20, value=D(str(done))) == D(str(score))


def test_a_target_passed_by_far_asks_for_the_reason() -> None:
    kind = Ratio(excess=D(130))
    assert not rule(kind, D(10), Facts(D(130))).asks
    ruling = rule(kind, D(10), Facts(D(131)))
    assert ruling.points == 10
    assert "131%" in ruling.asks


def test_a_target_set_too_low_never_has_full_points() -> None:
    ruling = rule(Ratio(), D(10), Facts(D(200), too_low=True))
    assert ruling.points is None
    assert ruling.judged
    assert ruling.allows(D("9.9"))
    assert not ruling.allows(D(10))


@pytest.mark.parametrize(("done", "score"), [(149, 10), (150, 9), (199, 9), (200, 8), (900, 8)])
def test_cuts_say_what_a_target_set_too_low_still_earns(done: int, score: int) -> None:
    kind = Ratio(cuts=((D(150), D(90)), (D(200), D(80))))
    assert points(kind, 10, value=D(done), too_low=True) == score


@pytest.mark.parametrize(("done", "score"), [("59.99", 0), (60, 0), (80, 5), (99, "9.75"), (100, 10)])
def test_a_pass_mark_counts_only_what_is_above_it(done: str | int, score: str | int) -> None:
    """财预〔2021〕101号: （实际完成率－60%）÷（1－60%）×分值."""
    assert points(Ratio(pass_mark=D(60), from_pass=True), 10, value=D(done)) == D(score)


@pytest.mark.parametrize(
    ("achievement", "inside", "outside"),
    [
        (Achievement.ACHIEVED, ["8", "10"], ["7.99", "10.01"]),
        (Achievement.PARTLY, ["6", "7.99"], ["5.99", "8"]),
        (Achievement.MISSED, ["0", "5.99"], ["6"]),
    ],
)
def test_each_band_has_its_lower_end_and_not_its_upper(
    achievement: Achievement, inside: list[str], outside: list[str]
) -> None:
    """财预〔2020〕10号 第十六条: 100%－80%（含）、80%－60%（含）、60%－0%."""
    ruling = rule(BANDS, D(10), Facts(achievement=achievement))
    assert all(ruling.allows(D(score)) for score in inside)
    assert not any(ruling.allows(D(score)) for score in outside)
    assert ruling.points is None


@pytest.mark.parametrize(
    ("rate", "score"), [(100, 1), (95, 1), (94, "0.9"), ("94.5", "0.95"), (85, 0), (20, 0)]
)
def test_below_95_each_point_costs_a_tenth(rate: str | int, score: str | int) -> None:
    assert given_by("B11", rate) == D(score)


@pytest.mark.parametrize(
    ("rate", "score"), [("13.61", 1), (100, 1), (105, "0.75"), (110, "0.5"), (120, 0), (130, 0)]
)
def test_between_100_and_120_points_fall_in_proportion(rate: str | int, score: str | int) -> None:
    assert given_by("B13", rate) == D(score)


@pytest.mark.parametrize(("rate", "score"), [(99, 1), (100, 1), ("100.01", 0), ("110.87", 0)])
def test_staff_above_the_establishment_scores_nothing(rate: str | int, score: int) -> None:
    assert given_by("B31", rate) == score


@pytest.mark.parametrize(("rate", "score"), [(95, 1), (94, "0.95"), (75, 0), (60, 0)])
def test_a_share_of_the_weight_is_lost_for_each_point_of_use(rate: int, score: str | int) -> None:
    assert given_by("B42", rate) == D(score)


@pytest.mark.parametrize(("rate", "score"), [("99.99", 2), ("99.98", 0)])
def test_reached_or_nothing(rate: str, score: int) -> None:
    assert given_by("A13", rate) == score


@pytest.mark.parametrize(("rate", "score"), [(90, 0), ("90.01", 6), (100, 6)])
def test_satisfaction_must_be_above_90(rate: str | int, score: int) -> None:
    assert given_by("C25", rate) == score


@pytest.mark.parametrize(("grade", "score"), [(100, 1), ("97.5", "0.975"), (95, "0.95"), (60, "0.95")])
def test_a_curve_is_straight_between_its_knots_and_flat_outside(grade: str | int, score: str | int) -> None:
    assert given_by("C116", grade) == D(score)


@pytest.mark.parametrize(("missed", "score"), [(0, 2), (1, "1.6"), (2, "1.2"), (3, 0), (9, 0)])
def test_each_miss_costs_a_fifth_and_three_cost_all(missed: int, score: str | int) -> None:
    indicator = ABC.indicator("C101")
    assert indicator is not None
    assert rule(indicator.rule, indicator.weight, Facts(missed=missed)).points == D(score)


@pytest.mark.parametrize(("steps", "score"), [("pro-rata", "8.5"), ("begun", "8"), ("whole", "9")])
def test_a_part_of_a_step_is_counted_as_the_rule_says(steps: str, score: str) -> None:
    kind = AtLeast(D(95), lost_points=D(1), steps=steps)  # type: ignore[arg-type]
    assert points(kind, 10, value=D("93.5")) == D(score)
    most = AtMost(D(100), lost_share=D(10), steps=steps)  # type: ignore[arg-type]
    assert points(most, 10, value=D("101.5")) == D(score)


def test_at_least_with_a_zero_falls_in_proportion() -> None:
    kind = AtLeast(D(100), zero=D(60))
    assert [points(kind, 10, value=D(v)) for v in (100, 80, 60, 50)] == [10, 5, 0, 0]


@pytest.mark.parametrize(
    ("rate", "score"), [(100, 10), ("99.9", 7), (80, 7), ("79.9", 5), (60, 5), ("59.9", 0)]
)
def test_execution_by_intervals(rate: str | int, score: int) -> None:
    """财预〔2021〕101号 三（七）2."""
    own = load("cy2021-101").own
    assert own is not None
    assert points(own.execution, 10, value=D(rate)) == score


@pytest.mark.parametrize(("rate", "score"), [(90, 10), ("89.9", 8), (80, 8), (79, 5), (60, 5), (59, 0)])
def test_satisfaction_by_intervals(rate: str | int, score: int) -> None:
    """财预〔2021〕101号 三（七）4."""
    own = load("cy2021-101").own
    assert own is not None
    assert own.satisfaction is not None
    assert points(own.satisfaction, 10, value=D(rate)) == score


def test_falling_tiers_take_upper_bounds() -> None:
    kind = Tiers(((D(0), D(100)), (D(10), D(80))), rising=False)
    assert [points(kind, 5, value=D(v)) for v in (0, 10, 11)] == [5, 4, 0]


def test_a_checklist_names_what_was_missed() -> None:
    kind = Checklist(
        (Point("制度健全", D("0.25")), Point("制度合法", D("0.25")), Point("有效执行", D("0.5")))
    )
    ruling = rule(kind, D(1), Facts(met=(True, False, True)))
    assert ruling.points == D("0.75")
    assert ruling.why == "制度合法不符合，扣0.25分"


def test_a_veto_leaves_nothing_even_if_the_rest_is_open() -> None:
    kind = Checklist((Point("合规", D(4)),), vetoes=("截留",))
    assert points(kind, 4, met=(None, False)) == 0
    assert points(kind, 4, met=(True, True)) == 4
    assert kind.questions == ("合规", "不存在：截留")


def test_presence_is_all_or_nothing() -> None:
    assert points(Presence("有文件"), 3, met=(True,)) == 3
    assert points(Presence("有文件"), 3, met=(False,)) == 0


def test_a_manual_score_is_a_range_that_needs_a_reason() -> None:
    ruling = rule(Manual(), D(4), Facts())
    assert (ruling.low, ruling.high, ruling.judged, ruling.points) == (0, 4, True, None)
    assert rule(Manual(most=D(3)), D(6), Facts()).high == 3


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Ratio(), "完成值"),
        (BANDS, "完成等次"),
        (AtLeast(D(95)), "实际值"),
        (AtMost(D(95)), "实际值"),
        (Tiers(((D(90), D(100)),)), "实际值"),
        (Curve(((D(0), D(0)), (D(1), D(1)))), "实际值"),
        (PerMiss(lost_share=D(20)), "不达标项数"),
        (Checklist((Point("制度健全", D(1)),)), "制度健全"),
        (Presence("有文件"), "有文件"),
    ],
)
def test_what_is_missing_blocks_and_is_named(kind: Rule, missing: str) -> None:
    ruling = rule(kind, D(5), Facts())
    assert missing in ruling.blocked
    assert ruling.points is None
    assert (ruling.low, ruling.high) == (0, 5)


def test_a_range_is_no_score_and_a_point_is() -> None:
    assert Ruling(D(1), D(2)).points is None
    assert Ruling(D(2), D(2)).points == 2
