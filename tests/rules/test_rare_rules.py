"""Rules that reports seldom break: each of them fires on what it is for, and is silent where the figures agree."""

from __future__ import annotations

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.engine import run

BASIC = """表六 一般公共预算财政拨款基本支出决算表
单位：万元

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 301 | 工资福利支出 | 60.00 |
| 30101 | 基本工资 | 40.00 |
| 30113 | 住房公积金 | {fund} |
| 302 | 商品和服务支出 | 12.00 |
| 30201 | 办公费 | 10.50 |
| 30217 | 公务接待费 | 1.50 |
| 合计 | | 72.00 |
"""
THREE = """表七 财政拨款“三公”经费支出决算表
单位：万元

| 项目 | 决算数 |
|---|---|
| 合计 | {reception} |
| 因公出国（境）费 | 0.00 |
| 公务用车购置及运行维护费 | 0.00 |
| 公务用车购置费 | 0.00 |
| 公务用车运行维护费 | 0.00 |
| 公务接待费 | {reception} |
"""
ITEMS = """表五 一般公共预算财政拨款支出决算表
单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 72.00 | 72.00 | 0.00 |
| 201 | 一般公共服务支出 | 52.00 | 52.00 | 0.00 |
| 20106 | 财政事务 | 52.00 | 52.00 | 0.00 |
| 2010601 | 行政运行 | 52.00 | 52.00 | 0.00 |
| 221 | 住房保障支出 | 20.00 | 20.00 | 0.00 |
| 22102 | 住房改革支出 | 20.00 | 20.00 | 0.00 |
| 2210201 | 住房公积金 | 20.00 | 20.00 | 0.00 |
"""
HEAD = "某县财政局2023年度部门决算\n\n"


def _codes(text: str) -> set[str]:
    return {g.rule.code for g in run(read_report(read_plain(text.encode(), "报告.md", ""))).breaches}


@pytest.mark.parametrize(("last", "fires"), [("2.00", True), ("3.00", False)])
def test_level_with_last_year(last: str, fires: bool) -> None:
    text = f"公务接待费支出决算为3.00万元，与2022年{last}万元持平。"
    assert ("W002" in _codes(text)) is fires


@pytest.mark.parametrize(("reception", "fires"), [("1.20", True), ("1.50", False), ("1.80", False)])
def test_reception_of_the_basic_expenditure_is_part_of_all_reception(reception: str, fires: bool) -> None:
    text = HEAD + ITEMS + "\n" + BASIC.format(fund="20.00") + "\n" + THREE.format(reception=reception)
    assert ("R104" in _codes(text)) is fires


@pytest.mark.parametrize(("fund", "fires"), [("18.00", True), ("20.00", False)])
def test_the_housing_fund_is_one_amount_in_both_classifications(fund: str, fires: bool) -> None:
    text = HEAD + ITEMS + "\n" + BASIC.format(fund=fund)
    assert ("R105" in _codes(text)) is fires
