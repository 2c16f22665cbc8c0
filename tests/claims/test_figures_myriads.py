"""“1140万” without 元: money where its words speak of money, and in the list that goes on from it."""

from __future__ import annotations

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("人才津贴1140万，其中县级467万，上级补助673万。", ["元", "元", "元"]),
        ("投入专项资金29.6万,执行数29.6万,执行率100%。", ["元", "元"]),
        ("工程款380万，已付250万。", ["元", "元"]),
        ("受益群众12万，植树36万。", ["", ""]),
        ("就业补助对象3.2万，其中困难人员1.1万。", ["", ""]),
        ("投入资金120万，惠及学生3万。", ["元", ""]),
        ("视频浏览量85万，粉丝数12万。", ["", ""]),
        ("全县人口36.5万，财政供养人口1.1万。", ["", ""]),
        ("投入资金120万元，其中县级60万。", ["元", "元"]),
    ],
)
def test_a_bare_myriad(text: str, units: list[str]) -> None:
    figures = [f for f in read(text).figures if f.printed.unit.kind != "ratio"]
    assert [f.printed.unit.base for f in figures] == units


@pytest.mark.parametrize(("part", "state"), [("673", "held"), ("763", "broken")])
def test_a_list_of_bare_myriads_adds_up(part: str, state: str) -> None:
    claims = read(f"教师津贴1140万，其中县级财政拨款467万、上级财政补助{part}万。").claims
    assert [evaluate(c).state for c in claims if c.check == "parts-sum"] == [state]
