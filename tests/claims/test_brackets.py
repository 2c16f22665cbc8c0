"""Lists in a bracket behind their whole, which no word begins."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年末在职人员45人（行政18人、工勤3人、事业24人），离退休人员23人（离休2人，退休21人）。", ["held", "held"]),
        ("年末在职人员45人（行政18人、工勤3人、事业25人）。", ["broken"]),
        ("离退休人员23人（离休3人，退休21人）。", ["broken"]),
        ("下达资金3608万元（中央资金2855万元、省级资金753万元）。", ["held"]),
        ("下达资金3608万元（中央资金2885万元、省级资金753万元）。", ["broken"]),
        ("全县共有乡镇卫生院26所（中心卫生院8所、一般卫生院17所）。", ["broken"]),
        ("公务用车购置及运行维护费28.40万元（公务用车购置费0万元；公务用车运行维护费24.80万元）。", ["broken"]),
        # the larger ones of many
        ("项目支出860.00万元（道路养护320.00万元、桥梁加固110.00万元）。", []),
        # qualities overlap, some came and some went, and one is counted beside the whole
        ("在编教师120人（本科86人、党员40人）。", []),
        ("在编人员60人（新进3人、退休4人）。", []),
        ("在编人员60人（行政20人、事业40人，另有临聘6人）。", []),
        # last year's amounts, rates and things of another unit
        ("公用经费支出86.00万元（上年90.00万元，预算88.00万元）。", []),
        ("接待费4.20万元（32批次、410人次）。", []),
    ],
)  # fmt: skip
def test_a_bracket_splits_up_what_it_stands_behind(text, expected):
    assert states(text, "parts-sum") == expected
