"""Counts beside the money: what sentences and tables say of vehicles, groups and receptions must agree."""

from __future__ import annotations

import pytest
from helpers_text import read, states

HEAD = "八、“三公”经费支出决算情况说明\n\n"
ASSETS = "九、国有资产占用情况说明\n\n"


def counted(text: str, year: int = 2024) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for f in read(text, year).facts:
        if f.measure == "count" and f.year == year:
            found.setdefault(f.concept, []).append(int(f.operand.interval.middle))
    return found


def test_counts_of_a_sentence() -> None:
    text = HEAD + (
        "（1）因公出国（境）费0万元，全年安排因公出国（境）团组2个，累计9人次。\n\n"
        "（2）公务用车购置支出18.00万元，购置公务用车1辆；截至2024年12月31日，开支财政拨款的公务用车保有量为6辆。\n\n"
        "（3）公务接待费2.00万元，其中：国内公务接待支出2.00万元，接待14批次（其中：外事接待1批次），接待人次126人；"
        "国（境）外公务接待支出0万元，接待0批次，0人次。\n\n"
    )
    assert counted(text) == {
        "three.abroad.groups": [2],
        "three.abroad.people": [9],
        "three.purchased": [1],
        "three.vehicles": [6],
        "three.reception.batches": [14],
        "three.reception.foreign-batches": [1],
        "three.reception.people": [126],
        "three.reception.outside-batches": [0],
        "three.reception.outside-people": [0],
    }


@pytest.mark.parametrize(
    "words",
    [
        "本级公务用车保有量3辆。",
        "公务用车保有量比上年减少2辆。",
        "轿车保有量3辆。",
        "所属单位购置公务用车1辆。",
        "参加其他单位组织的出国（境）团组1个。",
        "其中外省来访5批次，86人。",
        "约接待14批次。",
    ],
)
def test_parts_changes_and_plans_are_no_count(words: str) -> None:
    assert counted(HEAD + "国内公务接待费2.00万元。" + words + "\n") == {}


def test_receptions_of_no_named_kind_are_those_at_home() -> None:
    assert counted(HEAD + "公务接待8批次，62人次。\n")["three.reception.batches"] == [8]
    both = HEAD + "公务接待8批次，62人次，其中国（境）外公务接待2批次，8人次。\n"
    assert counted(both)["three.reception.all-batches"] == [8]


PAIRS = (
    "| 项目 | 统计数 | 项目 | 统计数 |\n| 国内公务接待批次（个） | {0} | 公务用车保有量（辆） | {1} |\n"
    "| 国内公务接待人次（人） | 126 | 公务用车购置数（辆） | 0 |\n\n"
)
LINES = (
    "| 项目 | 行次 | 年初预算数 | 决算统计数 |\n| 1．公务用车保有量（辆） | 13 | — | {1} |\n"
    "| 2．国内公务接待批次（个） | 14 | — | {0} |\n\n"
)
TOLD = HEAD + "国内公务接待14批次，126人次。截至2024年12月31日，公务用车保有量5辆。\n\n"


@pytest.mark.parametrize("table", [PAIRS, LINES])
def test_tables_and_sentences_print_one_count(table: str) -> None:
    assert set(states(TOLD + table.format(14, 5), "same-fact")) == {"held"}
    assert states(TOLD + table.format(15, 5), "same-fact").count("broken") == 1
    assert states(TOLD + table.format(14, 6), "same-fact").count("broken") == 1


def test_columns_of_other_years_and_names_above_their_count() -> None:
    years = (
        "| 项目 | 2023年 | 2024年 |\n| 公务用车保有量（辆） | 7 | 5 |\n| 公务用车购置数（辆） | 1 | 0 |\n\n"
    )
    assert counted(TOLD + years)["three.vehicles"] == [5, 5]
    above = "| 单位 | 公务用车保有量（辆） | 团组数（个） |\n| 合计 | 5 | 0 |\n\n"
    assert counted(TOLD + above)["three.vehicles"] == [5, 5]
    several = "| 单位 | 公务用车保有量（辆） |\n| 本级 | 2 |\n| 中心 | 3 |\n\n"
    assert counted(TOLD + several)["three.vehicles"] == [5]


@pytest.mark.parametrize(("kept", "state"), [(5, "held"), (6, "broken"), (4, "held")])
def test_vehicles_kept_are_among_those_owned(kept: int, state: str) -> None:
    text = (
        HEAD
        + f"公务用车保有量{kept}辆。\n\n"
        + ASSETS
        + "截至2024年12月31日，本单位共有车辆5辆，其中其他用车5辆。\n"
    )
    assert states(text, "part-within-whole") == [state]
