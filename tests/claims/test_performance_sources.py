"""Funds by source, one line a source: the sources make the total, a rate follows from the amounts of its line."""

from __future__ import annotations

import pytest
from performance_samples import broken, held

SOURCES = (
    "年度预算资金总额：436.50",
    "其中：中央补助 210.00",
    "省级资金 126.50",
    "本级资金（包括结转结余） 100.00",
)
COLUMNS = (
    "资金情况（万元） 全年预算数（A） 全年执行数（B） 预算执行率（B/A）",
    "年度资金总额 640.00 512.00 80%",
    "其中：中央财政资金 400.00 340.00 85%",
    "地方财政资金 240.00 172.00 71.67%",
    "总体目标完成情况",
)


def put(lines: tuple[str, ...], old: str, new: str) -> list[str]:
    return [x.replace(old, new) for x in lines]


def test_sources_told_line_by_line() -> None:
    assert broken(*SOURCES) == []
    assert held(*SOURCES) == ["project-funds-add-up"]
    assert broken(*put(SOURCES, "126.50", "162.50")) == ["project-funds-add-up"]
    assert broken(*put(SOURCES, "436.50", "426.50")) == ["project-funds-add-up"]


def test_columns_of_a_table_that_lost_its_lines() -> None:
    assert broken(*COLUMNS) == []
    assert held(*COLUMNS).count("project-funds-add-up") == 2
    assert held(*COLUMNS).count("project-execution-rate") == 3
    assert broken(*put(COLUMNS, "85%", "58%")) == ["project-execution-rate"]
    assert "project-funds-add-up" in broken(*put(COLUMNS, "172.00", "127.00"))


@pytest.mark.parametrize(
    "lines",
    [
        ("年度资金总额：436.50", "其中：中央补助 210.00"),  # one source is no list
        ("年度资金总额：436.50", "其中：中央补助 210.00", "省级资金"),  # a blank: what it holds is not told
        ("年度资金总额 436.50 430.00", "其中：中央补助 210.00 200.00", "省级资金 126.50"),  # columns shifted
        ("年度资金总额：436.50", "培训人数 210", "发放补贴 126"),  # no sources
        ("2023年末资产合计436.50万元。", "其中：流动资金 210.00", "其他资金 100.00"),
        ("年度资金总额：436.50", "中央补助 210.00", "其中：直达资金 100.00", "省级资金 126.50"),
    ],
)
def test_other_lines_are_no_list_of_sources(lines: tuple[str, ...]) -> None:
    assert "project-funds-add-up" not in [*broken(*lines), *held(*lines)]


def test_a_source_without_a_figure_may_have_been_lost() -> None:
    assert broken(*SOURCES[:3], "本级资金（包括结转结余）") == []
    assert held(*SOURCES, "其他资金") == ["project-funds-add-up"]


def test_a_list_within_the_list_has_its_own_total() -> None:
    inner = (
        "其中：",
        "农村奖励扶助资金（万元）",
        "年度资金总额：90.00",
        "其中：中央补助 60.00",
        "省级资金 30.00",
    )
    assert held(*SOURCES, *inner).count("project-funds-add-up") == 2
    assert broken(*SOURCES, *put(inner, "60.00", "50.00")) == ["project-funds-add-up"]


NUMBERED = (
    "（一）财政拨款小计 86.30",
    "1、一般公共预算 60.00",
    "2、政府性基金 26.30",
    "3、国有资本经营预算 0.00",
    "（二）自有资金小计 12.00",
    "1、事业收入 7.00",
    "2、经营收入 5.00",
)


def test_numbered_sources_below_each_subtotal() -> None:
    assert broken(*NUMBERED) == []
    assert held(*NUMBERED).count("project-funds-add-up") == 2
    assert broken(*put(NUMBERED, "26.30", "23.60")) == ["project-funds-add-up"]
    assert broken(*put(NUMBERED, "2、政府性基金", "4、政府性基金")) == []  # one is missing between
