"""Rate columns of tables: the rows show which two columns a rate is of."""

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate

HEAD = "资金到位情况（单位：万元）\n\n| 资金来源 | 计划数 | 到位数 | 未到位数 | 到位率 |\n"
ROWS = (
    "| 中央补助 | 5820.00 | 5820.00 | 0.00 | 100.00% |\n| 市级财政 | 2180.00 | 1962.00 | 218.00 | {} |\n"
    "| 居民出资 | 850.00 | 718.50 | 131.50 | 84.53% |\n| 合计 | 8850.00 | 8500.50 | 349.50 | {} |\n\n"
)


def found(text: str) -> list[str]:
    return [evaluate(c).state for c in read(text).claims if c.key.startswith("grid-rate:")]


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (("90.00%", "96.05%"), ["held"] * 4),
        (("98.00%", "96.05%"), ["held", "broken", "held", "held"]),
        (("90.00%", "69.05%"), ["held", "held", "held", "broken"]),
        # too few rows to show what the rate is of
        (("98.00%", "69.05%"), []),
    ],
)
def test_the_rows_show_what_a_rate_is_of(rates, expected):
    assert found(HEAD + ROWS.format(*rates)) == expected


def test_a_rate_beside_scores():
    table = (
        "项目支出及自评得分\n\n| 序号 | 项目名称 | 调整后预算 | 实际支出 | 执行率（%） | 自评得分 |\n"
        "| 1 | 道路 | 3980.00 | 3742.60 | 94.04 | 98 |\n| 2 | 养护 | 1265.40 | 1248.75 | 98.68 | 96 |\n"
        "| 3 | 桥梁 | 720.00 | 588.30 | {} | 88 |\n| 4 | 公交 | 560.00 | 560.00 | 100.00 | 95 |\n\n"
    )
    assert found(table.format("81.71")) == ["held"] * 4
    assert found(table.format("87.11")) == ["held", "held", "broken", "held"]


def test_more_than_all_is_told_as_all():
    table = (
        "完成情况\n\n| 工作 | 计划数 | 实际数 | 完成率 |\n| 培训 | 200 | 150 | 75.0% |\n| 巡查 | 80 | 70 | 87.5% |\n"
        "| 宣传 | 40 | 44 | 100% |\n| 检查 | 60 | 57 | 95.0% |\n\n"
    )
    assert "broken" not in found(table)


def test_a_rate_of_change_or_of_the_column_is_another_matter():
    table = (
        "对比\n\n| 项目 | 上年数 | 本年数 | 增长率 |\n| 甲 | 200.00 | 250.00 | 25.0% |\n| 乙 | 80.00 | 88.00 | 10.0% |\n"
        "| 丙 | 40.00 | 44.00 | 10.0% |\n\n"
    )
    assert found(table) == []
