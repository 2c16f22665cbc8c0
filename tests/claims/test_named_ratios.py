"""Ratios whose name says what is divided by what, and amounts told again in a larger unit."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


def found(text: str, key: str) -> list[str]:
    return [evaluate(c).state for c in read(text).claims if c.key.startswith(key)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("“三公”经费年初预算62.50万元，实际支出59.82万元，控制率95.7%。", ["held"]),
        ("“三公”经费年初预算62.50万元，实际支出59.82万元，控制率98.7%。", ["broken"]),
        ("采购预算4580.00万元，实际采购4412.36万元，节约资金167.64万元，节约率3.66%。", ["held"]),
        ("采购预算4580.00万元，实际采购4412.36万元，节约资金167.64万元，节约率6.33%。", ["broken"]),
        ("招标控制价1,250.00万元，中标价1,187.50万元，资金节约率5.00%。", ["held"]),
        ("招标控制价1,250.00万元，中标价1,187.50万元，资金节约率6.00%。", ["broken"]),
        ("年末资产总额12,400.50万元，负债总额3,120.40万元，资产负债率25.16%。", ["held"]),
        ("年末资产总额12,400.50万元，负债总额3,120.40万元，资产负债率52.16%。", ["broken"]),
        ("实际占用床日120,450天，实际开放床日145,200天，病床使用率82.95%。", ["held"]),
        ("项目审减额32.5万元，审减率2.6%，送审金额650万元。", ["broken"]),
        ("应归集物业费92.40万元，实际归集46.20万元，归集率50%。", ["held"]),
        ("应发放补贴1,250.00万元，实发1,187.50万元，发放率96.00%。", ["broken"]),
        # another year, parts of the assets, no pair, two pairs of which one fits
        ("资产负债率由上年的45.2%降至40.1%。", []),
        ("固定资产总额300万元，负债总额30万元，资产负债率12%。", []),
        ("节约率达到12.5%，节约资金3万元。", []),
        (
            "部门预算500万元，其中三公经费预算20万元，支出480万元，三公经费支出18万元，三公经费控制率90%。",
            ["held"],
        ),
    ],
)
def test_a_ratio_by_name(told, expected):
    assert found(told, "named-ratio:") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("事业收入17,343.11万元，折合1.73亿元，比上年增加957.91万元。", ["held"]),
        ("事业收入17,343.11万元（即17.3亿元），比上年增加957.91万元。", ["broken"]),
        ("资金支出13,764.85万元。建安工程费12,986.40万元。全部支出约合13.8亿元。", ["broken"]),
        ("争取项目资金23,465.20万元，约合2.35亿元。", ["held"]),
        ("争取项目资金23,465.20万元，约合2.53亿元。", ["broken"]),
        # what was never told before, a price, foreign money
        ("援助物资折合人民币120.00万元。捐赠衣物300件，资金35.00万元。", []),
        ("支出1248.75万元，折合每公里0.84万元。", []),
        ("贷款650万元，折合美元90.2万元。", []),
    ],
)
def test_an_amount_told_again(told, expected):
    assert found(told, "restated:") == expected


def test_a_price_for_each_is_compared_with_a_price():
    told = "单位面积改造成本{}元/平方米，为概算控制价230元/平方米的95.24%。"
    assert states(told.format("219.05"), "completion-rate") == ["held"]
    assert states(told.format("291.05"), "completion-rate") == ["broken"]
