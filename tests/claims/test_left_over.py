"""What came, what was spent and what is left of a project's money, in a sentence of their own."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该项目全年到位资金520.00万元，实际支出486.50万元，结转结余33.50万元。", ["held"]),
        ("该项目全年到位资金520.00万元，实际支出486.50万元，结转结余35.30万元。", ["broken"]),
        ("全年预算数300.00万元，全年执行数276.40万元，年末结余23.60万元。", ["held"]),
        ("全年预算数300.00万元，全年执行数276.40万元，年末结余33.60万元。", ["broken"]),
        ("市级下达资金185.20万元，使用163.70万元，年末结转和结余21.50元。", ["broken"]),
        # something was brought forward, or may have been
        ("上年结转12.00万元，到位资金520.00万元，支出486.50万元，结转结余45.50万元。", []),
        ("上年结转若干，到位资金520.00万元，支出486.50万元，结转结余34.50万元。", []),
        ("到位资金520.00万元，支出486.50万元，结转结余61.80万元。", []),
        # the accounts of a unit
        ("本年收入520.00万元，本年支出486.50万元，年末结转和结余35.30万元。", []),
        ("年初预算520.00万元，支出决算486.50万元，年末结转和结余35.30万元。", []),
    ],
)  # fmt: skip
def test_what_is_left_is_what_came_less_what_was_spent(text, expected):
    assert states(text, "shortfall") == expected
