"""Comparing tables: difference, rate, completion and share columns, with one wrong cell each; unclear tables claim nothing."""

from __future__ import annotations

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.engine import run

BUDGET = """一般公共预算支出预决算对比表

| 科目 | 年初预算 | 决算数 | 差额（决算－预算） | 完成年初预算% |
|---|---|---|---|---|
| 教育支出 | 165.00 | 169.69 | 4.69 | 102.84 |
| 卫生健康支出 | 64.50 | 61.86 | -2.64 | 95.91 |
| 节能环保支出 | 1200.00 | 1097.00 | -103.00 | 91.42 |
| 合计 | 1429.50 | 1328.55 | -100.95 | 92.94 |
"""
YEARS = """收入对比表

| 项目 | 2023年 | 2022年 | 增减额 | 增减率（%） | 占比（%） |
|---|---|---|---|---|---|
| 财政拨款收入 | 800.00 | 750.00 | 50.00 | 6.67 | 80.00 |
| 事业收入 | 150.00 | 160.00 | -10.00 | -6.25 | 15.00 |
| 其他收入 | 50.00 | 40.00 | 10.00 | 25.00 | 5.00 |
| 合计 | 1000.00 | 950.00 | 50.00 | 5.26 | 100.00 |
"""


def _found(text: str) -> list[tuple[str, str]]:
    result = run(read_report(read_plain(text.encode(), "报告.md", "")))
    return [
        (g.rule.code, g.breach.stated)
        for g in result.breaches
        if (g.breach.level or g.rule.level) == "error" and g.cause is None
    ]


def _claims(text: str) -> int:
    report = read_report(read_plain(text.encode(), "报告.md", ""))
    return sum(c.key.startswith("table-") for c in report.claims)


def test_every_cell_of_a_comparing_table_is_claimed() -> None:
    assert _found(BUDGET) == []
    assert _claims(BUDGET) == 8
    assert _found(YEARS) == []
    assert _claims(YEARS) == 11


@pytest.mark.parametrize(
    ("table", "right", "wrong", "code"),
    [
        (BUDGET, "| -2.64 |", "| -4.26 |", "C001"),
        (BUDGET, "91.42", "94.12", "D001"),
        (YEARS, "| 6.67 |", "| 7.66 |", "C002"),
        (YEARS, "| 15.00 |", "| 51.00 |", "S001"),
    ],
)
def test_one_wrong_cell(table: str, right: str, wrong: str, code: str) -> None:
    found = _found(table.replace(right, wrong, 1))
    assert (code, wrong.strip("| ")) in [(c, s.rstrip("%")) for c, s in found]


def test_headings_that_may_mean_something_else_claim_nothing() -> None:
    text = (
        YEARS.replace("增减率（%）", "增幅")
        .replace("6.67", "61.1")
        .replace("-6.25", "3.9")
        .replace("25.00", "7.1")
    )
    assert _found(text.replace("5.26", "8.8")) == []


def test_two_measures_side_by_side_are_left_alone() -> None:
    text = "| 项目 | 预算数 | 预算数 | 决算数 | 增减额 |\n|---|---|---|---|---|\n| 甲 | 1 | 2 | 3 | 9 |\n| 乙 | 1 | 2 | 3 | 2 |\n"
    assert _claims(text) == 0


def test_a_table_that_is_called_like_a_form_but_compares_is_compared() -> None:
    text = YEARS.replace("收入对比表", "部门收入支出决算情况表")
    assert _claims(text) == 11
    assert ("C001", "-10.00") not in _found(text)
    assert [c for c, _ in _found(text.replace("| -10.00 |", "| -11.00 |"))] == ["C001"]
