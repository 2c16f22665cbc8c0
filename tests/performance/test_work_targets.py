"""Work targets are completed by arithmetic, told in words, and referred to by their code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from juesuan.performance.model import (
    Assessment,
    Direction,
    Evaluation,
    Indicator,
    Objective,
    PerformanceBook,
    Quantity,
    Subject,
    WorkTarget,
)
from juesuan.performance.terms import BLANK
from juesuan.performance.work_targets import work_checks, work_code, work_line, work_lines


def amount(value: str, unit: str = "人") -> Quantity:
    return Quantity(Decimal(value), unit)


def work(
    direction: Direction = Direction.AT_LEAST,
    target: Quantity = BLANK,
    actual: Quantity = BLANK,
    code: str = "W01",
) -> WorkTarget:
    return WorkTarget(code, "就业创业", "城镇新增就业", direction, target, actual)


@pytest.mark.parametrize(
    ("direction", "target", "actual", "rate", "words"),
    [
        (Direction.AT_LEAST, amount("900"), amount("969"), "107.67%", "完成969人，为年度目标900人的107.67%"),
        (Direction.AT_LEAST, amount("12993", "万元"), amount("1.3", "亿元"), "100.05%",
         "完成1.3亿元，为年度目标12993万元的100.05%"),
        (Direction.AT_MOST, amount("4", "%"), amount("3.2", "%"), "125.00%", "实际3.2%，未超过年度控制数4%"),
        (Direction.AT_MOST, amount("4", "%"), amount("5", "%"), "80.00%", "实际5%，超过年度控制数4%"),
        (Direction.AT_MOST, Quantity(date(2024, 6, 30)), Quantity(date(2024, 6, 28)), "",
         "2024年6月28日完成，规定时间2024年6月30日，按期"),
        (Direction.QUALITATIVE, Quantity(text="有所提升"), Quantity(text="环节减少两个"), "", "环节减少两个"),
        (Direction.AT_LEAST, amount("900"), BLANK, "", "年度目标≥900人，尚未填写完成情况"),
    ],
)  # fmt: skip
def test_completion_is_computed_and_told(
    direction: Direction, target: Quantity, actual: Quantity, rate: str, words: str
) -> None:
    line = work_line(work(direction, target, actual))
    assert (line.rate, line.words) == (rate, words)


def test_a_reference_may_be_written_either_way() -> None:
    assert work_code("work:W01") == work_code(" W01") == "W01"


def test_what_is_wrong_with_the_register_is_named() -> None:
    indicator = Indicator(
        "1", "产出指标", "数量指标", "新增就业", Direction.AT_LEAST, BLANK, Decimal(10), work="W09"
    )
    book = PerformanceBook(
        "清河县人社局",
        2024,
        objectives=(Objective(Subject.PROJECT, "就业服务", "", (indicator,)),),
        evaluations=(Evaluation("yunnan-abc", "单位自评", (Assessment("C11", works=("W01", "W08")),)),),
        work_targets=(
            work(target=amount("900"), actual=amount("9", "件")),
            work(actual=amount("3"), code="W02"),
            work(target=amount("900"), code="W02"),
        ),
    )
    assert [p.code for p in work_checks(book)] == [
        "work-twice", "not-comparable", "no-target", "unknown-work", "unknown-work",
    ]  # fmt: skip
    assert len(work_lines(book)) == 3
