"""Rows that add up across in tables of no statutory form."""

from __future__ import annotations

import pytest
from helpers_text import verdicts

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
