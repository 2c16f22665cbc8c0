"""Prices, quantities and sums per head in running text: which words make a claim, and which do not."""

from __future__ import annotations

import pytest
from performance_samples import broken, held, judged

PRICE, MEAN = "unit-cost-times-quantity", "per-head"


@pytest.mark.parametrize(
    ("words", "check", "right", "wrong"),
    [
        ("改良草场面积2.40万亩，按150元/亩兑付，兑付资金{}万元，涉及牧户900户。", PRICE, "360.00", "306.00"),
        ("装订案卷52.10万页，完成年度计划50万页的104.20%，单价0.20元/页，支付装订费{}万元。", PRICE, "10.42", "14.02"),
        ("护路岗在岗120人，人均月补贴1,500元，全年发放{}万元（在岗120人全年12个月）。", PRICE, "216.00", "261.00"),
        ("租用泵站15座，每座年租金2.00万元，合计{}万元；购置水表60台，单价0.05万元，支出3.00万元。", PRICE, "30.00", "33"),
        ("采购水泵6台，单价1.50万元，支出9.00万元，管道4套，单价2.00万元，支出{}万元。", PRICE, "8.00", "8.80"),
    ],
)  # fmt: skip
def test_a_wrong_factor_shows(words: str, check: str, right: str, wrong: str) -> None:
    assert broken(words.format(right)) == []
    assert check in held(words.format(right))
    assert broken(words.format(wrong)) == [check]


def test_a_rent_is_of_a_month() -> None:
    words = "租用办公用房320平方米，租金45元/平方米，全年支出{}万元。"
    assert broken(words.format("17.28")) == []
    assert broken(words.format("17.82")) == [PRICE]


@pytest.mark.parametrize(
    "words",
    [
        "每人补助600元，发放3个月，惠及50人，共计9.00万元。",
        "培训学员80人，人均补助300元，分两期发放，共计支付4.80万元。",
        "带动农户200户，户均增收0.50万元，投入资金30.00万元。",
        "公用经费77.40万元，人均2.28万元，比上年减少6.35万元。",
        "安排出国团组2个、9人次，经费18.00万元，人均2.50万元。",
    ],
)
def test_words_with_another_factor_claim_nothing(words: str) -> None:
    assert not {PRICE, MEAN} & {c.check for c, _ in judged(words)}


def test_months_may_be_fewer_than_twelve_unless_the_words_say_how_many() -> None:
    words = "聘用辅导员20人，每人每月2000元，全年支付{}万元{}。"
    assert broken(words.format("36", "")) == []  # nine months
    assert broken(words.format("36", "（20人全年12个月）")) == [PRICE]
    assert broken(words.format("37", "")) == [PRICE]
