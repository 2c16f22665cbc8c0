"""Where the base of a change stands: in brackets after it, in a clause after it, under another name."""

from __future__ import annotations

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.engine import run


def _errors(text: str) -> list[str]:
    found = run(read_report(read_plain(text.encode(), "报告.txt", "")))
    return [
        g.rule.code for g in found.breaches if (g.breach.level or g.rule.level) != "note" and g.cause is None
    ]


RIGHT = [
    "2023年度一般公共预算财政拨款支出16,862.75万元。与2022年度相比，一般公共预算财政拨款支出减少2,067.71万元，变动10.92%（2022年度为18,930.46万元）。",
    "2021年度收入总计20856.61万元。与2020年度决算相比，收入总计增加2130.26万元，增长11.38%，2020年度收入总计为18726.35万元。",
    "2024年度收、支总计均约9.08亿元（90,772.73万元）。与2023年度决算相比，本年支出减少663.17万元，下降0.83%（2023年度本年支出79,841.63万元）。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_base_after_the_change_is_taken(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    "text",
    [
        RIGHT[0].replace("10.92%", "19.02%"),
        RIGHT[0].replace("减少2,067.71", "减少2,607.71"),
        RIGHT[1].replace("11.38%", "13.18%"),
        RIGHT[2].replace("0.83%", "8.3%"),
    ],
)
def test_and_wrong_changes_against_it_are_seen(text: str) -> None:
    assert set(_errors(text)) & {"C001", "C002", "W005"}


def test_a_balance_with_what_was_distributed() -> None:
    text = (
        "一、收入支出决算总体情况\n\n年初结转和结余479.27万元。\n\n本年收入合计20377.34万元。\n\n"
        "本年支出合计20395.06万元。\n\n{}年末结转和结余442.78万元。"
    )
    assert "B003" not in _errors(text.format("结余分配18.77万元。\n\n"))
    assert "B003" in _errors(text.format(""))


def test_a_name_with_and_in_it_is_one_item() -> None:
    text = "参照公务员法管理的事业单位 {} 个：仁和区社会保险中心、仁和区就业促进中心、仁和区劳动监察大队；其他单位 1 个。"
    assert "N001" in _errors(text.format(4))
    assert "N001" not in _errors(text.format(3))


def test_parts_of_a_member_are_no_members() -> None:
    text = (
        "2023年度“三公”经费支出决算为62.07万元。其中：因公出国（境）费支出决算为12.02万元；公务用车购置及运行维护费支出"
        "决算为27.46万元；其中：公务用车购置支出决算为0万元；公务用车运行维护费支出决算为27.46万元；公务接待费支出决算为{}万元。"
    )
    assert _errors(text.format("22.59")) == []
    assert "A001" in _errors(text.format("25.29")) or "B003" in _errors(text.format("25.29"))
