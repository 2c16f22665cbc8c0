"""Rows that add up across in tables of no statutory form."""

from __future__ import annotations

import pytest
from helpers_text import read, verdicts

from juesuan.claims.evaluate import evaluate

ASSETS = (
    "资产情况表\n\n| 单位 | 资产总额 | 流动资产 | 固定资产小计 | 房屋 | 车辆 | 单价50万元以上设备 | 其他固定资产 | 无形资产 |\n"
    "| 合计 | {0} | 18,642.40 | {1} | 21,864.20 | 1,846.32 | 9,862.40 | 11,218.44 | 1,486.21 |\n\n"
)
STAFF = (
    "人员情况表\n\n| 单位 | 编制合计 | 行政 | 事业 | 其他 | 备注 |\n"
    "| 本级 | 12 | 10 | 2 | 0 | 无 |\n| 服务中心 | {0} | 0 | 9 | 1 | 无 |\n| 信息中心 | 7 | 0 | 7 | 0 | 无 |\n\n"
)


def rows(text: str) -> list[tuple[str, str]]:
    return [(state, words) for _, state, words in verdicts(text, "table-total") if "本列" not in words]


def states_of(text: str) -> list[str]:
    return sorted(state for state, _ in rows(text))


def test_groups_within_a_total() -> None:
    assert states_of(ASSETS.format("64,919.97", "44,791.36")) == ["held", "held"]
    # Two digits swapped in the group's total: both sums say so.
    assert states_of(ASSETS.format("64,919.97", "44,971.36")) == ["broken", "broken"]


def test_a_single_row_that_is_far_off_proves_nothing() -> None:
    assert states_of(ASSETS.format("90,000.13", "44,791.36")) == ["held"]


@pytest.mark.parametrize(("total", "state"), [("10", "held"), ("13", "broken")])
def test_most_rows_prove_the_reading(total: str, state: str) -> None:
    found = [(s, w) for s, w in rows(STAFF.format(total)) if "服务中心" in w]
    assert [s for s, _ in found] == [state]


def test_columns_that_never_add_up_are_no_parts() -> None:
    text = STAFF.replace("| 12 |", "| 31 |").replace("| 7 | 0", "| 9 | 0", 1)
    assert not [w for _, w in rows(text.format("24")) if "编制合计" in w]


def across(text: str) -> list[str]:
    return [evaluate(c).state for c in read(text).claims if c.key.startswith("grid-row:")]


SOURCES = (
    "项目资金来源表\n\n| 序号 | 项目名称 | 中央资金 | 县级资金 | 合计 |\n| 1 | 农村公路养护 | 318.40 | 96.25 | 414.65 |\n"
    "| 2 | 渡口改造 | 86.00 | | 86.00 |\n| 3 | 桥梁检测 | | 42.17 | {0} |\n| 4 | 安全防护 | 125.60 | {1} | 157.90 |\n"
    "| | 合计 | 530.00 | 170.72 | 700.72 |\n\n"
)


@pytest.mark.parametrize(
    ("bridge", "fence", "wrong"), [("42.17", "32.30", 0), ("42.71", "32.30", 1), ("42.17", "23.30", 1)]
)
def test_a_total_that_stands_last_adds_up_what_is_before_it(bridge: str, fence: str, wrong: int) -> None:
    # The rows with one source alone show no reading, but once it is shown they must agree too.
    found = across(SOURCES.format(bridge, fence))
    assert found.count("broken") == wrong, found
    assert len(found) == 5


def test_a_last_column_that_is_no_sum_of_those_before() -> None:
    text = SOURCES.replace("县级资金", "执行数").replace("| 42.17 |", "| 40.00 |").replace("414.65", "318.40")
    assert not across(text.format("42.17", "99.10").replace("700.72", "530.00"))


ONE_PART = (
    "债券资金安排表\n\n| 乡镇 | 一般债券 | 专项债券 |\n| 柳河镇 | 1,240.00 | |\n| 双桥镇 | 860.00 | {0} |\n"
    "| 石塘乡 | 315.00 | — |\n| 合计 | 2,415.00 | 452.60 |\n\n"
)


def test_a_single_figure_in_a_column_is_its_total_only_where_others_show_it() -> None:
    assert [s for _, s, _ in verdicts(ONE_PART.format("425.60"), "table-total")] == ["held"]
    shown = ONE_PART.replace("| 专项债券 |", "| 专项债券 | 上级补助 |").replace(" |\n", " | 1.00 |\n", 9)
    shown = shown.replace("| 专项债券 | 上级补助 | 1.00 |", "| 专项债券 | 上级补助 |").replace(
        "452.60 | 1.00", "452.60 | 3.00"
    )
    found = [s for _, s, _ in verdicts(shown.format("425.60"), "table-total")]
    assert sorted(found) == ["broken", "held", "held"]


ALLOTTED = (
    "补助资金安排表\n\n| 地区 | 提前下达 | 本次下达 | 户数 | 合计下达（万元） |\n"
    "| 甲区 | 320 | 80 | 12 | 400 |\n| 乙县 | 145 | 36 | 9 | {0} |\n| 丙县 | 260 | 65 | 7 | 325 |\n\n"
)


@pytest.mark.parametrize(("total", "state"), [("181", "held"), ("118", "broken")])
def test_a_total_named_by_what_its_columns_end_with(total: str, state: str) -> None:
    found = [(s, w) for s, w in rows(ALLOTTED.format(total)) if "乙县" in w]
    assert [s for s, _ in found] == [state]


def test_columns_that_only_one_shares_the_name_with_make_no_total() -> None:
    assert rows(ALLOTTED.format("118").replace("提前下达", "结转资金")) == []
