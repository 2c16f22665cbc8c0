"""Openings, flows and closings of project ledgers and asset registers."""

from __future__ import annotations

import pytest
from helpers_text import verdicts

LEDGER = (
    "项目资金收支表\n\n| 序号 | 项目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |\n"
    "|  | 合计 | {0} | 372.00 | 340.00 | 66.40 |\n| 1 | 水渠维修 | 34.40 | 180.00 | 160.00 | 54.40 |\n"
    "| 2 | 井灌改造 |  | 112.00 | 100.00 | {1} |\n| 3 | 水土保持 | 0.00 | 80.00 | 80.00 | {2} |\n\n"
)
REGISTER = "资产变动表\n\n| 类别 | 期初数 | 本期增加 | 本期减少 | 期末数 | 备注 |\n| 房屋 | 1,864.20 | 100.00 | 64.20 | {} | 无 |\n\n"


def closings(text: str) -> list[str]:
    return [state for _, state, _ in verdicts(text, "carry-over-closes")]


@pytest.mark.parametrize(
    ("values", "states"),
    [
        (("34.40", "12.00", "0.00"), ["held"] * 4),
        (("34.40", "21.00", "0.00"), ["held", "held", "broken", "held"]),
        (("43.40", "12.00", "—"), ["broken", "held", "held"]),  # a dash is no figure
        (("34.40", "见附注", "0.00"), ["held", "held", "held"]),
        (("99.40", "77.00", "55.00"), ["held"]),  # most rows do not close: the columns mean something else
    ],
)
def test_rows_of_a_ledger_close(values: tuple[str, ...], states: list[str]) -> None:
    assert closings(LEDGER.format(*values)) == states


@pytest.mark.parametrize(
    ("closing", "states"), [("1,900.00", ["held"]), ("1,909.00", ["broken"]), ("1,357.31", [])]
)
def test_one_row_alone_is_wrong_by_a_slip_only(closing: str, states: list[str]) -> None:
    assert closings(REGISTER.format(closing)) == states


def test_other_ways_out_leave_it_open() -> None:
    returned = LEDGER.replace("| 本年支出 |", "| 本年支出 | 收回资金 |").replace(
        "0.00 | {1}", "0.00 | 3.00 | {1}"
    )
    assert closings(returned.format("34.40", "12.00", "0.00")) == []
