"""Shares of basic and project expenditure in a whole that is not printed."""

import pytest
from helpers_text import states

BASIC = "基本支出{}万元，占一般公共预算支出的{}%"
PROJECT = "项目支出{}万元，占一般公共预算支出的{}%"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BASIC.format("620.00", "77.50") + "；" + PROJECT.format("180.00", "22.50"), ["held", "held"]),
        (BASIC.format("620.00", "77.50") + "；" + PROJECT.format("180.00", "25.20"), ["held", "broken"]),
        (BASIC.format("620.00", "75.70") + "。\n\n" + PROJECT.format("180.00", "22.50"), ["broken", "held"]),
        ("1.基本支出预算620.00万元，占一般公共预算支出的77.50%。其中：人员经费560.00万元。\n\n2.项目支出预算180.00万元，"
         "占一般公共预算支出的29.62%。", ["held", "broken"]),
        # the whole holds more than the two
        (BASIC.format("620.00", "68.89") + "；" + PROJECT.format("180.00", "20.00"), []),
        # shares of two wholes
        (BASIC.format("620.00", "77.50") + "；项目支出180.00万元，占本年支出合计的18.00%", []),
        # one of them alone
        (BASIC.format("620.00", "77.50") + "。", []),
    ],
)  # fmt: skip
def test_the_two_make_the_whole(text, expected):
    assert states(text + "。", "share-of-base") == expected
