"""Statutory tables written by hand: recognition, odd layouts, and what must not be claimed."""

from __future__ import annotations

import pytest

from juesuan.claims import Certainty, Relation
from juesuan.claims.evaluate import evaluate
from juesuan.claims.statutory.reading import StatutoryReading, read_statutory
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text

SPENDING = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]


def table(rows: list[list[str]], title: str = "", ragged: bool = False) -> Table:
    wide = max(map(len, rows))
    cells = [Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row)]
    return Table(tuple(cells), len(rows), wide, title, ragged)


def report(*blocks: Block | str) -> Document:
    return Document(
        "t", "text/plain", "0", tuple(Paragraph(Text(b)) if isinstance(b, str) else b for b in blocks)
    )


def spending(*rows: list[str]) -> Table:
    return table([["科目编码", "科目名称", *SPENDING], *rows])


def broken(reading: StatutoryReading) -> list[str]:
    return [c.check for c in reading.claims if evaluate(c).state == "broken"]


def fact(reading: StatutoryReading, concept: str, scope: str = "", measure: str = "outturn") -> list[str]:
    return [
        f"{f.operand.interval.middle:.2f}"
        for f in reading.facts
        if (f.concept, f.scope, f.measure) == (concept, scope, measure)
    ]


@pytest.mark.parametrize(
    "title",
    [
        "支出决算表",
        "三、支出决算表",
        "表三：支出决算表（公开03表）",
        "2024年度 支出 决算表",
        "清河县财政局2024年支出决算表",
    ],
)
def test_a_title_is_recognised_whatever_surrounds_it(title: str) -> None:
    reading = read_statutory(
        report(title, "单位：万元", spending(["合计", "", "3.00", "1.00", "2.00"])), 2024
    )
    assert list(reading.tables.values()) == ["Z03"]
    assert reading.units == {2: "万元"}


def test_a_list_of_titles_in_front_of_a_table_does_not_name_it() -> None:
    titles = [
        "一、收入支出决算总表",
        "二、收入决算表",
        "三、支出决算表",
        "九、国有资本经营预算财政拨款支出决算表",
    ]
    reading = read_statutory(report(*titles, spending(["合计", "", "3.00", "1.00", "2.00"])), 2024)
    assert list(reading.tables.values()) == ["Z03"]


def test_another_tables_title_is_not_taken_for_a_shorter_one() -> None:
    other = table([["项目", "合计", "基本支出", "项目支出"], ["甲项目", "3.00", "1.00", "2.00"]])
    reading = read_statutory(report("项目收入支出决算表", other), 2024)
    assert reading.tables == {}
    assert reading.claims == ()


def test_units_come_from_the_table_and_scale_the_facts() -> None:
    row = ["合计", "", "30,000.00", "10,000.00", "20,000.00"]
    reading = read_statutory(report("支出决算表", "金额单位：元", spending(row)), 2024)
    assert fact(reading, "expenditure.current") == ["30000.00"]
    assert fact(read_statutory(report("支出决算表", spending(row)), 2024), "expenditure.current") == [
        "300000000.00"
    ]


def test_a_blank_part_is_nothing_and_a_dash_is_no_figure() -> None:
    reading = read_statutory(report("支出决算表", spending(["合计", "", "3.00", "3.00", "—", "", "-"])), 2024)
    assert broken(reading) == []
    assert fact(reading, "expenditure.project") == []


def test_a_row_and_a_column_that_do_not_add_up_are_two_claims() -> None:
    rows = [
        ["合计", "", "9.00", "4.00", "5.00"],
        ["201", "一般公共服务支出", "9.00", "4.00", "5.00"],
        ["20106", "财政事务", "9.00", "4.00", "5.00"],
        ["2010601", "行政运行", "4.00", "4.00", ""],
        ["2010602", "一般行政管理事务", "8.00", "", "5.00"],
    ]
    reading = read_statutory(report("支出决算表", "单位：万元", spending(*rows)), 2024)
    assert sorted(broken(reading)) == ["table-column-sum", "table-row-sum"]
    wrong = [c for c in reading.claims if evaluate(c).state == "broken"]
    assert {c.key for c in wrong} == {"Z03/column/20106/expenditure.item", "Z03/row/2010602/expenditure.item"}
    assert all("8.00万元" in " ".join(o.shown for o in c.operands) for c in wrong)


def test_rounded_parts_may_miss_their_total_by_their_rounding_only() -> None:
    rows = [["合计", "", "10.01", "10.01", ""], ["201", "一般公共服务支出", "5.00", "5.00", ""]]
    rows.append(["208", "社会保障和就业支出", "5.00", "5.00", ""])
    assert broken(read_statutory(report("支出决算表", spending(*rows)), 2024)) == []
    rows[0][2] = rows[0][3] = "10.02"
    assert broken(read_statutory(report("支出决算表", spending(*rows)), 2024)) == ["table-column-sum"] * 2


def test_code_and_name_in_one_cell_and_codes_in_three_columns() -> None:
    joined = table([["科目名称", *SPENDING], ["合计", "4.00", "4.00"], ["2010601行政运行", "4.00", "4.00"]])
    assert fact(read_statutory(report("支出决算表", joined), 2024), "expenditure.item", "2010601") == [
        "40000.00"
    ]
    split = table(
        [
            ["功能分类科目编码", "", "", "科目名称", *SPENDING],
            ["类", "款", "项", "", "", "", "", "", "", ""],
            ["栏次", "", "", "", "1", "2", "3", "4", "5", "6"],
            ["合计", "", "", "", "4.00", "4.00"],
            ["201", "", "", "一般公共服务支出", "4.00", "4.00"],
            ["", "06", "", "财政事务", "4.00", "4.00"],
            ["", "", "1", "行政运行", "4.00", "4.00"],
        ]
    )
    reading = read_statutory(report("支出决算表", split), 2024)
    assert fact(reading, "expenditure.item", "2010601") == ["40000.00"]
    assert broken(reading) == []


def test_a_table_over_two_pages_is_one_table() -> None:
    first = spending(["合计", "", "9.00", "9.00", ""], ["201", "一般公共服务支出", "5.00", "5.00", ""])
    second = table([["208", "社会保障和就业支出", "4.00", "4.00", "", "", "", ""]])
    reading = read_statutory(report("支出决算表", first, second), 2024)
    assert reading.tables == {1: "Z03", 2: "Z03"}
    assert broken(reading) == []
    assert sum(c.check == "table-column-sum" for c in reading.claims) == 2


def test_the_three_public_expenses_down_the_page() -> None:
    rows = [
        ["项目", "行次", "年初预算数", "全年预算数", "决算数"],
        ["栏次", "", "1", "2", "3"],
        ["“三公”经费支出合计", "1", "8.00", "7.00", "6.00"],
        ["1.因公出国（境）费", "2", "0.00", "0.00", "0.00"],
        ["2.公务用车购置及运行维护费", "3", "5.00", "5.00", "5.00"],
        ["（1）公务用车购置费", "4", "0.00", "0.00", "0.00"],
        ["（2）公务用车运行维护费", "5", "5.00", "5.00", "4.00"],
        ["3.公务接待费", "6", "3.00", "2.00", "1.00"],
    ]
    reading = read_statutory(report("财政拨款“三公”经费支出决算表", "单位：万元", table(rows)), 2024)
    assert fact(reading, "three.total", measure="initial-budget") == ["80000.00"]
    assert fact(reading, "three.reception", measure="adjusted-budget") == ["20000.00"]
    assert fact(reading, "three.car-running") == ["40000.00"]
    assert broken(reading) == ["table-row-sum"]  # 5.00 is not 0.00 + 4.00


def test_tables_that_disagree() -> None:
    general = table(
        [
            ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
            ["合计", "", "9.00", "4.00", "5.00"],
        ]
    )
    basic = table(
        [
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "3.00", "302", "商品和服务支出", "2.00"],
            ["人员经费合计", "", "3.00", "公用经费合计", "", "2.00"],
        ]
    )
    reading = read_statutory(
        report("一般公共预算财政拨款支出决算表", general, "一般公共预算财政拨款基本支出决算表", basic), 2024
    )
    assert broken(reading) == ["tables-agree"]
    [claim] = [c for c in reading.claims if c.check == "tables-agree"]
    assert len(claim.operands) == 3


def test_the_last_digit_between_tables_is_a_question_of_its_own() -> None:
    one = table([["科目编码", "科目名称", *SPENDING], ["合计", "", "9.01", "9.01"]])
    two = table(
        [
            ["收入", "", "支出", ""],
            ["项目", "金额", "项目", "金额"],
            ["一、一般公共预算财政拨款收入", "9.00", "一、一般公共服务支出", "9.00"],
            ["本年收入合计", "9.00", "本年支出合计", "9.00"],
            ["总计", "9.00", "总计", "9.00"],
        ]
    )
    reading = read_statutory(report("收入支出决算总表", two, "支出决算表", one), 2024)
    assert broken(reading) == ["tables-print-alike"]


def test_a_part_above_its_whole() -> None:
    general = table(
        [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "", "9.00", "9.00", ""]]
    )
    whole = spending(["合计", "", "8.00", "8.00", ""])
    reading = read_statutory(report("支出决算表", whole, "一般公共预算财政拨款支出决算表", general), 2024)
    assert broken(reading) == ["item-within-whole"]
    assert [c.relation for c in reading.claims if c.check == "item-within-whole"] == [Relation.AT_MOST]


def test_an_empty_table_with_figures() -> None:
    columns = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
    fund = table([["科目编码", "科目名称", *columns], ["合计", "", "", "5.00", "5.00", ""]])
    remark = "说明：清河县财政局2024年度没有政府性基金收支，故本表无数据。"
    reading = read_statutory(report("政府性基金预算财政拨款收入支出决算表", fund, remark), 2024)
    assert broken(reading) == ["empty-table-is-empty"]
    empty = table([["科目编码", "科目名称", *columns], ["合计", "", "", "", "", ""]])
    reading = read_statutory(report("政府性基金预算财政拨款收入支出决算表", empty, remark), 2024)
    assert list(reading.tables.values()) == ["Z08"]
    assert reading.claims == ()


def test_a_misread_table_does_not_accuse() -> None:
    rows = [[f"2010{n:03}", f"甲{n}", "9.00", "1.00", "2.00"] for n in range(1, 9)]
    reading = read_statutory(report("支出决算表", spending(*rows)), 2024)
    assert all(c.certainty is Certainty.LIKELY for c in reading.claims)


def test_operands_point_at_their_cells() -> None:
    document = report("支出决算表", spending(["合计", "", " 3.00 ", "1.00", "2.00"]))
    reading = read_statutory(document, 2024)
    assert {document.words(o.number) for c in reading.claims for o in c.operands} == {"3.00", "1.00", "2.00"}


def test_a_wide_detail_form_adds_up_across_its_groups() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "工资福利支出", "", "", "商品和服务支出", "", ""],
        ["", "", "", "小计", "基本工资", "津贴补贴", "小计", "办公费", "差旅费"],
        ["2010601", "行政运行", "9.00", "5.00", "3.00", "2.00", "4.00", "3.00", "1.00"],
        ["2010602", "一般行政管理事务", "4.00", "", "", "", "4.00", "3.00", "2.00"],
    ]
    reading = read_statutory(report("财政拨款支出决算明细表", "单位：万元", table(rows)), 2024)
    assert list(reading.tables.values()) == ["Z11"]
    assert broken(reading) == ["table-row-sum"]  # 4.00 is not 3.00 + 2.00
    assert all(c.certainty is not Certainty.CERTAIN for c in reading.claims if c.check == "table-row-sum")


def test_line_numbers_without_a_heading_are_no_amounts() -> None:
    rows = [
        ["收入", "", "", "支出", "", ""],
        ["项目", "", "金额", "项目", "", "金额"],
        ["一、一般公共预算财政拨款收入", "1", "5.00", "一、一般公共服务支出", "29", "6.00"],
        ["二、政府性基金预算财政拨款收入", "2", "", "二、外交支出", "30", ""],
        ["三、上级补助收入", "3", "2.00", "三、国防支出", "31", ""],
        ["本年收入合计", "4", "7.00", "本年支出合计", "32", "6.00"],
        ["年初结转和结余", "5", "1.00", "年末结转和结余", "33", "2.00"],
        ["总计", "6", "8.00", "总计", "34", "8.00"],
    ]
    reading = read_statutory(report("收入支出决算总表", "单位：万元", table(rows)), 2024)
    assert broken(reading) == []
    assert sum(c.check == "table-balance" for c in reading.claims) == 2
    assert fact(reading, "income.current") == ["70000.00"]


def test_a_budget_table_is_not_taken_for_final_accounts() -> None:
    row = ["合计", "", "3.00", "1.00", "2.00"]
    assert read_statutory(report("2025年部门支出预算总表", spending(row)), 2024).tables == {}
    assert list(read_statutory(report("决算数据", spending(row)), 2024).tables.values()) == ["Z03"]


def test_short_headings_of_funds_are_not_budgets() -> None:
    rows = [
        ["收入", "", "支出", "", "", ""],
        ["项目", "金额", "项目", "小计", "一般公共预算", "政府性基金预算"],
        ["一、一般公共预算财政拨款", "5.00", "一、一般公共服务支出", "6.00", "6.00", ""],
        ["本年收入合计", "5.00", "本年支出合计", "6.00", "6.00", ""],
        ["年初财政拨款结转和结余", "3.00", "年末财政拨款结转和结余", "2.00", "2.00", ""],
        ["一、一般公共预算财政拨款", "3.00", "", "", "", ""],
        ["总计", "8.00", "总计", "8.00", "8.00", ""],
    ]
    reading = read_statutory(report("财政拨款收入支出决算总表", "单位：万元", table(rows)), 2024)
    assert broken(reading) == []
    assert fact(reading, "general.expenditure") == ["60000.00"]
    assert fact(reading, "general.opening") == ["30000.00"]
    assert sum(c.check == "carry-over-closes" for c in reading.claims) == 2
