"""Which whole, which part, which budget: sentences in which a nearer figure is not the one that is meant."""

from __future__ import annotations

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.engine import run


def _codes(text: str) -> set[str]:
    found = run(read_report(read_plain(text.encode(), "报告.txt", "")))
    return {
        g.rule.code for g in found.breaches if (g.breach.level or g.rule.level) != "note" and g.cause is None
    }


THREE = (
    "2021年度一般公共预算财政拨款“三公”经费支出预算为100.00万元，支出决算为90.02万元，完成预算的90.02%。其中：公务用车购置及"
    "运行费支出决算为88.00万元，完成预算的91.50%；公务接待费支出决算为2.02万元，完成预算的52.74%。"
)
CLASSES = (
    "“卫生健康支出”（类）458.83万元，比2023年年初预算460.00万元减少1.17万元，下降0.3%。其中：“行政事业单位医疗”（款）2023年度"
    "决算400.00万元，比2023年年初预算减少10.00万元，下降2.4%。"
)
BRACKETS = (
    "本年收入合计4656.96万元，包括财政拨款收入4638.32万元（其中：一般公共预算4638.32万元，政府性基金预算0.00万元），"
    "占收入合计99.60%；其他收入18.64万元，占收入合计0.40%。"
)
POSTS = "行政编制96人，实有人数91人；事业编制74人，实有人数68人；编制合计170人，实有合计159人。"
REASON = (
    "公务用车购置及运行维护费支出决算为41.68万元，主要原因是2021年更新执法车辆1辆，2022年未购置。其中：公务用车购置支出0.00万元，"
    "本年度购置公务用车0辆；公务用车运行维护费支出41.68万元，年末公务用车保有量18辆。"
)
BUDGETS = (
    "年初预算合计800万元，全年预算合计900万元。其中，专项经费全年预算数200万元，执行数200万元；办案业务费年初预算600万元，"
    "年中追加100万元，全年预算数700万元。"
)
LISTED = (
    "一般公共预算财政拨款支出100.00万元：教育支出50.00万元，占本年财政拨款支出50.0%；"
    "卫生健康支出30.00万元，占本年财政拨款支出30.0%；住房保障支出20.00万元，占本年财政拨款支出20.0%。"
)


@pytest.mark.parametrize("text", [THREE, CLASSES, BRACKETS, POSTS, REASON, BUDGETS, LISTED])
def test_right_sentences_raise_nothing(text: str) -> None:
    assert _codes(text) == set()


@pytest.mark.parametrize(
    ("text", "right", "wrong", "code"),
    [
        (THREE, "90.02%", "29.00%", "D001"),
        (CLASSES, "减少1.17", "减少7.11", "C001"),
        (BRACKETS, "99.60%", "96.90%", "S001"),
        (POSTS, "编制合计170", "编制合计180", "A001"),
        (LISTED, "占本年财政拨款支出30.0%", "占本年财政拨款支出33.0%", "S001"),
    ],
)
def test_and_wrong_ones_do(text: str, right: str, wrong: str, code: str) -> None:
    assert right in text
    assert code in _codes(text.replace(right, wrong, 1))


def test_kinds_of_cars_and_posts_are_complete_lists() -> None:
    cars = "共有车辆{}辆，其中：机要通信用车1辆、执法执勤用车1辆、其他用车1辆。"
    assert _codes(cars.format(3)) == set()
    assert "A001" in _codes(cars.format(4))
    posts = "人员编制{}人，其中：行政编制132人，事业编制6人。"
    assert _codes(posts.format(138)) == set()
    assert "A001" in _codes(posts.format(132))


def test_a_list_that_ends_with_the_rest_is_complete() -> None:
    costs = "公务用车运行维护费{}万元，其中：公务用车加油16.42万元，公务用车维修12.38万元，公务用车其他支出3.12万元。"
    assert _codes(costs.format("31.92")) == set()
    assert "A001" in _codes(costs.format("35.71"))


def test_a_share_without_amounts_beside_it() -> None:
    text = (
        "六、一般公共预算财政拨款基本支出决算情况说明\n\n2021年度一般公共预算财政拨款基本支出200.00万元，其中：人员经费180.00万元，日常公用经费20.00万元。\n\n"
        "办公费、印刷费、水电费、办公设备购置等日常公用经费占一般公共预算财政拨款基本支出的{}%。"
    )
    assert _codes(text.format("10.00")) == set()
    assert "S001" in _codes(text.format("9.31"))


def test_assets_less_debts_are_net_assets() -> None:
    text = "2023年末资产合计13047176.25元（其中：流动资产1005448.91元，固定资产12041727.34元）；负债合计5422.21元；净资产合计{}元。"
    assert _codes(text.format("13041754.04")) == set()
    assert "B004" in _codes(text.format("13014754.04"))


def test_one_amount_told_twice_in_a_paragraph() -> None:
    text = "国内公务接待支出0.94万元，主要用于接待用餐支出。国内公务接待8批次，87人次，共计支出{}万元。"
    assert _codes(text.format("0.94")) == set()
    assert "R004" in _codes(text.format("0.14"))
