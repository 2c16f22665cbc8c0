"""Means and unit costs whose sum or number stands apart, follows, or is counted as visits."""

import pytest
from helpers_text import states

ROADS = "路况评定优等路982.6公里、良等路341.4公里、中等及以下162.5公里"
VISITS = "全年出院患者18,246人次。医疗收入中，门诊收入0.62亿元，住院收入1.08亿元；住院次均费用"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("培训费2.38万元，培训34人次，人均700元。", ["held"]),
        ("培训费2.38万元，培训34人次，人均7000元。", ["broken"]),
        ("培训费2.38万元，培训34人次，人均成本850元。", []),
        (f"支出1248.75万元，折合每公里0.84万元；{ROADS}。", ["held"]),
        (f"支出1248.75万元，折合每公里0.84元；{ROADS}。", ["broken"]),
        ("奖补资金52.80万元，户均440元，惠及脱贫户960户、监测户240户。", ["held"]),
        ("奖补资金52.80万元，户均4400元，惠及脱贫户960户、监测户240户。", ["broken"]),
        # the number that follows is of others
        ("发放慰问金18.60万元，人均600元，新增慰问对象30人。", []),
    ],
)
def test_a_mean_whose_number_is_only_likely(told, expected):
    assert states(told, "per-head") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("预算260.00万元，支出249.60万元；改造面积832平方米，单位造价3,000元/平方米。", ["held"]),
        ("预算260.00万元，支出249.60万元；改造面积832平方米，单位造价3,800元/平方米。", ["broken"]),
        ("支出402.50万元，清淤12.5公里，综合造价32.20万元/公里。", ["held"]),
        # another matter, a standard somebody set
        ("支出402.50万元，清淤12.5公里，管材成本86.40万元/公里。", []),
        ("支出249.60万元，改造面积832平方米，补助标准3,800元/平方米。", []),
    ],
)
def test_a_cost_with_a_unit_of_its_own(told, expected):
    assert states(told, "per-head") == expected


@pytest.mark.parametrize(
    ("told", "expected"), [("5,919元", ["held"]), ("5,919万元", ["broken"]), ("6,240元", [])]
)
def test_the_cost_of_a_visit(told, expected):
    assert states(f"{VISITS}{told}。", "per-head") == expected
