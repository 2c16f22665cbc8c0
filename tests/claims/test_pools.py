"""The account of a place: both totals are complete by the words of their flows, and what is left is their difference."""

from __future__ import annotations

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty

INCOME = (
    "一般公共预算收入52617万元，加上上级补助收入84061万元、地方政府一般债券转贷收入20000万元，以及"
    "调入预算稳定调节基金7693万元、上年结余收入8962万元、调入资金7531万元，收入总计180864万元。"
)
SPENT = "一般公共预算支出166582万元、上解上级支出11462万元，以及安排预算稳定调节基金1531万元，支出总计179575万元。"
LEFT = "收支相抵后，年终结余1289万元，全部结转下年使用。"

HELD = (
    INCOME,
    SPENT,
    # a base with its growth and its rate between, and the member of a list as the base
    "全区总收入110338万元，下降6.4%，其中地方一般公共预算收入71630万元，下降4.7%；加上级补助收入20846万元，上年结余收入2690万元，收入合计95166万元。",
    # the base stands sentences before
    "全县一般公共预算收入完成2.25亿元，增长3%。其中：税收收入1.2亿元，非税收入1.05亿元。加上转移支付收入26.16亿元、调入资金2.50亿元，收入合计30.91亿元。",
    # 其中 tells parts of the flow before it
    "一般公共预算收入4402万元，加上级转移支付收入1884万元，其中：一般性转移支付1478万元，上年结转60万元，基金调入103万元，收入合计6449万元。",
    # 亿元 and 万元 side by side
    "上年结余26.38亿元，上级补助收入14.78亿元，债券转贷收入1.34亿元，调入资金10万元，收入合计42.5亿元。",
)
SILENT = (
    # what left the account makes no total of what came
    "收入35.01亿元，上级补助收入11.96亿元。支出30.09亿元，上解上级支出11.30亿元，债务还本支出0.22亿元。收入合计46.97亿元。",
    # one flow is no account
    "本年收入合计1000.00万元，其中财政拨款收入800.00万元，上级补助收入200.00万元。",
    # of a place and of its own level the totals differ
    "一、全区\n\n全区一般公共预算收入50亿元，加上级补助收入20亿元，调入资金1亿元，收入合计71亿元。\n\n二、区本级\n\n"
    "区本级一般公共预算支出30亿元，上解上级支出5亿元，还本支出1亿元，支出合计36亿元。\n\n收支相抵，年终结余2亿元。",
)


def _broken(text: str) -> list[Certainty]:
    claims = [c for c in read(text).claims if c.key.startswith("pool")]
    return [c.certainty for c in claims if evaluate(c).state == "broken"]


@pytest.mark.parametrize("text", HELD)
def test_an_account_that_adds_up(text: str) -> None:
    claims = [c for c in read(text).claims if c.key.startswith("pool")]
    assert [evaluate(c).state for c in claims] == ["held"]


@pytest.mark.parametrize("text", SILENT)
def test_no_account(text: str) -> None:
    assert _broken(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("84061", "84601"), ("180864", "190864"), ("11462", "1462"), ("179575", "179755"), ("1289", "1298")],
)
def test_a_wrong_figure_of_the_account(right: str, wrong: str) -> None:
    text = f"{INCOME}\n\n{SPENT}\n\n{LEFT}"
    assert _broken(text) == []
    assert text.count(right) == 1
    assert Certainty.CERTAIN in _broken(text.replace(right, wrong))


def test_what_is_left_needs_both_totals() -> None:
    assert [c for c in read(f"{INCOME}\n\n{LEFT}").claims if c.key.startswith("pool-left")] == []
