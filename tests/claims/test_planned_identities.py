"""What the form splits up without a remainder is planned so too."""

import pytest
from helpers_text import states

PLAN = "2024年“三公”经费支出预算为{}万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费{}万元，公务接待费{}万元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN.format("18.60", "15.00", "3.60"), ["held"]),
        # the first parts alone make the whole, and the third is left
        (PLAN.format("15.00", "15.00", "3.60"), ["broken"]),
        (PLAN.format("19.60", "15.00", "3.60"), ["broken"]),
        # told in items of their own
        ("“三公”经费年初预算为18.60万元。\n\n1.因公出国（境）费年初预算为0万元。\n\n2.公务用车购置及运行维护费年初预算为15.00万元。\n\n"
         "3.公务接待费年初预算为4.60万元。", ["broken"]),
        # one part is of another budget, and one is not told
        ("“三公”经费年初预算为18.60万元。\n\n因公出国（境）费年初预算为0万元。\n\n公务用车购置及运行维护费年初预算为15.00万元。\n\n"
         "公务接待费全年预算为4.60万元。", []),
        ("“三公”经费年初预算为18.60万元。\n\n公务用车购置及运行维护费年初预算为15.00万元。", []),
        # nothing but basic and project expenditure may make up a budget, but other expenditure may be planned too
        ("本年支出年初预算为900.00万元，其中：基本支出500.00万元，项目支出300.00万元。", []),
    ],
)  # fmt: skip
def test_budgets_of_parts_make_the_budget(text, expected):
    assert states(text, "text-balance") == expected
