"""Shares and completions are wrong only against the base they name."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from helpers_text import states
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=40, deadline=None)
@given(st.lists(st.decimals("1", "5000", places=2), min_size=2, max_size=5), st.integers(0, 4))
def test_true_shares_hold_and_a_forced_one_does_not(parts, at):
    total = sum(parts)
    share = [(p / total * 100).quantize(Decimal("0.01"), ROUND_HALF_UP) for p in parts]
    names = ["一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "事业收入", "经营收入", "其他收入"]

    def text(values):
        items = "；".join(f"{n}{p}万元，占{s}%" for n, p, s in zip(names, parts, values, strict=False))
        return f"2024年本年收入合计{total}万元，其中：{items}。"

    assert set(states(text(share), "share-of-base")) == {"held"}
    at %= len(parts)
    wrong = [s + (Decimal("7") if i == at else 0) for i, s in enumerate(share)]
    assert states(text(wrong), "share-of-base").count("broken") == 1


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "2024年本年支出合计3037.90万元。\n\n一般公共预算财政拨款支出3030.40万元，占本年支出合计的98.90%。",
            "broken",
        ),
        (
            "2024年本年支出合计3037.90万元。\n\n一般公共预算财政拨款支出3030.40万元，占本年支出合计的99.75%。",
            "held",
        ),
        ("一般公共预算财政拨款支出1,011.37万元，占本年支出合计1011.87万元的99.95%。", "held"),
        (
            "因公出国（境）费12.02万元，占19.4%；公务用车购置及运行维护费27.46万元，占44.2%；公务接待费22.59万元，占36.4%。",
            "held",
        ),
    ],
)
def test_the_named_whole(text, state):
    assert set(states(text, "share-of-base")) == {state}


def test_a_whole_that_is_named_but_not_printed_is_not_guessed():
    assert states("教育支出580.61万元，占全县总支出82.27%。", "share-of-base") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("年初预算为282.84万元，支出决算为491.20万元，完成年初预算的173.67%。", "held"),
        ("年初预算为282.84万元，支出决算为491.20万元，完成年初预算的137.67%。", "broken"),
        ("城镇新增就业5206人，完成全年目标任务4000人的130.15%。", "held"),
        ("城镇新增就业5206人，完成全年目标任务4000人的103.15%。", "broken"),
        ("年初预算为50.00万元，调整预算为60.00万元，支出决算为57.00万元，完成全年预算的95.00%。", "held"),
        ("年初预算为50.00万元，调整预算为60.00万元，支出决算为57.00万元，完成年初预算的95.00%。", "broken"),
    ],
)
def test_completions_against_the_budget_they_name(text, state):
    assert states(text, "completion-rate") == [state]


def test_whole_money_that_misses_by_a_digit_is_strained_not_broken():
    assert states("争取资金1900万元，占目标任务数1500万元的126.6%。", "completion-rate") == ["strained"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("基本支出预算1133.75万元，其中：工资福利支出预算905.71万元，占基本支出预算79.89%。", ["held"]),
        ("基本支出预算1133.75万元，其中：工资福利支出预算905.71万元，占基本支出预算78.89%。", ["broken"]),
        ("支出总预算650万元。基本支出预算520万元，占总预算的80%；项目支出预算130万元，占总预算的20%。", ["held", "held"]),
        ("支出总预算650万元。基本支出预算520万元，占总预算的85%；项目支出预算130万元，占总预算的20%。", ["broken", "held"]),
        ("收入总预算640万元，支出总预算650万元。基本支出预算512万元，占总预算的80%。", ["held"]),
        ("支出预算650万元，其中基本支出预算520万元，占支出预算的80%；项目支出预算130万元，占支出预算的20%。", ["held", "held"]),
        # no budget of that name
        ("基本支出预算520万元，其中人员支出预算400万元，占项目支出预算的61.54%。", []),
    ],
)  # fmt: skip
def test_a_budget_is_a_share_of_the_budget_named(text, expected):
    assert states(text, "share-of-base") == expected
