"""Changes whose base stands in a bracket behind them."""

import pytest
from helpers_text import verdicts

INCOME = "本年收入合计79,366.67万元，其中：财政拨款收入57,332.99万元；事业收入22,033.68万元。\n\n财政拨款收入"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("比上年增加2,149.99万元（上年为55,183.00万元）。", [("change-amount", "held")]),
        ("比上年减少2,149.99万元（上年为55,183.00万元）。", [("change-direction", "broken")]),
        ("比上年增加2,419.99万元（上年为55,183.00万元）。", [("change-amount", "broken")]),
        # far off: the name may be that of another fund
        ("比上年增加811.20万元（上年为1,183.00万元）。", []),
    ],
)
def test_a_change_with_its_base_in_a_bracket(told, expected):
    found = [(c, s) for c, s, _ in verdicts(INCOME + told) if c.startswith("change-")]
    assert found == expected
