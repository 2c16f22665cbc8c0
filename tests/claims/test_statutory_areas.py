"""Forms as areas vary them: three expenses down the page, columns left out, tables said to be empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.claims.statutory.reading import StatutoryReading, read_statutory
from juesuan.documents.intake import read
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text

THREE = "财政拨款“三公”经费支出决算表"
GENERAL = "一般公共预算财政拨款支出决算表"
DOWN = [
    ["项目", "2022年预算数", "2022年决算数", "2021年决算数"],
    ["合计", "13.00", "9.40", "11.00"],
    ["1.因公出国（境）费", "0.00", "0.00", "0.00"],
    ["2.公务用车购置及运行维护费", "11.00", "8.30", "9.50"],
    ["其中：公务用车购置费", "0.00", "0.00", "0.00"],
    ["公务用车运行维护费", "11.00", "8.30", "9.50"],
    ["3.公务接待费", "2.00", "1.10", "1.50"],
]


def table(rows: list[list[str]]) -> Table:
    cells = tuple(Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)))


def report(title: str, rows: list[list[str]], *below: str) -> Document:
    blocks: list[Block] = [Paragraph(Text(title)), Paragraph(Text("单位：万元")), table(rows)]
    blocks += [Paragraph(Text(words)) for words in below]
    return Document("t", "text/plain", "0", tuple(blocks))


def broken(reading: StatutoryReading | Report) -> list[str]:
    return [c.check for c in reading.claims if evaluate(c).state == "broken"]


def changed(rows: list[list[str]], row: int, column: int, value: str) -> list[list[str]]:
    return [
        [value if (r, c) == (row, column) else cell for c, cell in enumerate(cells)]
        for r, cells in enumerate(rows)
    ]


def test_last_years_column_is_a_fact_of_last_year() -> None:
    reading = read_statutory(report(THREE, DOWN), 2022)
    assert broken(reading) == []
    assert reading.hindrances == ()
    said = {(f.concept, f.measure, f.year): f.operand.printed for f in reading.facts}
    printed = [said["three.total", *at] for at in (("budget", 2022), ("outturn", 2022), ("outturn", 2021))]
    assert [p.text for p in printed if p] == ["13.00", "9.40", "11.00"]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_every_column_of_a_table_down_the_page_adds_up(column: int) -> None:
    reading = read_statutory(report(THREE, changed(DOWN, 1, column, "10.10")), 2022)
    assert broken(reading) == ["table-row-sum"]
    [claim] = [c for c in reading.claims if evaluate(c).state == "broken"]
    assert "合计（" in claim.formula
    assert "因公出国（境）费 ＋ 公务用车购置及运行维护费" in claim.formula


def test_columns_without_a_year_of_their_own_and_difference_columns() -> None:
    head = ["项目", "预算数", "决算数", "上年决算数"]
    reading = read_statutory(report(THREE, [head, *DOWN[1:]]), 2022)
    assert broken(reading) == []
    assert {f.year for f in reading.facts} == {2022, 2021}
    head = ["项目", "预算数", "决算数", "比上年增减"]
    reading = read_statutory(report(THREE, [head, *DOWN[1:]]), 2022)
    assert {f.year for f in reading.facts} == {2022}


def test_without_a_known_year_last_years_figures_are_no_facts() -> None:
    reading = read_statutory(report(THREE, DOWN), None)
    assert {f.year for f in reading.facts} == {0}
    assert len(reading.facts) == 12


def test_bases_may_stand_down_and_items_across() -> None:
    head = ["项目", "合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费", "培训费"]
    rows = [
        ["预算数", "13.00", "0.00", "11.00", "2.00", "3.00"],
        ["决算数", "9.40", "0.00", "8.30", "1.10", "2.60"],
    ]
    rows += [["上年决算数", "11.90", "0.00", "9.50", "1.50", "0.00"]]
    reading = read_statutory(report(THREE, [head, *rows]), 2022)
    assert broken(reading) == ["table-row-sum"]
    said = {(f.concept, f.measure, f.year) for f in reading.facts}
    assert {("three.training", "outturn", 2022), ("three.training", "budget", 2022)} <= said


def test_training_told_in_the_chapter_on_the_three_expenses(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "清河县档案馆2022年度部门决算\n\n第二部分 2022年度部门决算表\n\n财政拨款“三公”经费支出决算表\n单位：万元\n\n"
        "| 项目 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 | 培训费 |\n|---|---|---|---|---|---|\n"
        "| 预算数 | 13.00 | 0.00 | 11.00 | 2.00 | 3.00 |\n| 决算数 | 9.40 | 0.00 | 8.30 | 1.10 | 2.60 |\n\n"
        "第三部分 2022年度部门决算情况说明\n\n七、“三公”经费、培训费支出决算情况说明\n\n"
        "培训费预算3.00万元，培训费支出2.06万元。\n",
        encoding="utf-8",
    )
    found = read_report(read(str(path)))
    [claim] = [c for c in found.claims if evaluate(c).state == "broken"]
    assert claim.check == "same-fact"
    assert {o.printed.text for o in claim.operands if o.printed} == {"2.06", "2.60"}


def test_a_titled_form_is_read_without_the_columns_that_have_no_figures() -> None:
    rows = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
    rows += [["合计", "", "50.00", "30.00", "20.00"], ["213", "农林水支出", "50.20", "30.00", "20.00"]]
    reading = read_statutory(report("支出决算表", rows), 2022)
    assert set(reading.tables.values()) == {"Z03"}
    assert sorted(broken(reading)) == ["table-column-sum", "table-row-sum"]
    assert read_statutory(report("分科目情况", rows), 2022).tables == {}


def test_a_list_of_tables_is_no_table() -> None:
    names = ["收入支出决算总表", "收入决算表", "财政拨款收入支出决算总表"]
    rows = [["序号", "内容", "是否空表"], *[[str(n), name, "否"] for n, name in enumerate(names, 1)]]
    assert read_statutory(report("目录", rows), 2022).tables == {}


ROWS = [["科目编码", "科目名称", "本年支出", "基本支出", "项目支出"], ["合计", "", "5.00", "5.00", "0.00"]]


@pytest.mark.parametrize(
    "below",
    [
        ["政府性基金预算财政拨款收入支出决算表（公开07表）：本单位没有这类收支，空表列示。"],
        ["政府性基金预算财政拨款收入支出决算表", "公开07表", "本表无数据"],
        ["本单位没有使用政府性基金安排的支出，本表为空。"],
    ],
)
def test_a_remark_about_another_table_does_not_empty_this_one(below: list[str]) -> None:
    assert broken(read_statutory(report(GENERAL, ROWS, *below), 2022)) == []


@pytest.mark.parametrize(
    "below",
    [["注：本表反映本年支出情况。", "本表无数据"], ["一般公共预算财政拨款支出决算表为空，本表无数据。"]],
)
def test_a_remark_about_this_table_does(below: list[str]) -> None:
    assert broken(read_statutory(report(GENERAL, ROWS, *below), 2022)) == ["empty-table-is-empty"]


def test_headings_of_a_ragged_table_are_split_by_what_they_say() -> None:
    lines = [["项目", "本年支出"], ["科目编码", "科目名称", "小计", "基本支出", "项目支出"]]
    lines += [["合计", "10.00", "6.00", "4.00"], ["205", "教育支出", "10.00", "6.00", "4.50"]]
    cells = tuple(Cell(Text(v), r, c) for r, row in enumerate(lines) for c, v in enumerate(row))
    blocks: tuple[Block, ...] = (
        Paragraph(Text(GENERAL)),
        Paragraph(Text("单位：万元")),
        Table(cells, len(lines), 5, ragged=True),
    )
    reading = read_statutory(Document("t", "text/plain", "0", blocks), 2022)
    assert "general.item" in {f.concept for f in reading.facts}
    assert "table-row-sum" in broken(reading)


DETAIL = [
    ["科目编码", "科目名称", "合计", "商品和服务支出", "商品和服务支出", "其他支出", "其他支出"],
    ["科目编码", "科目名称", "合计", "小计", "办公费", "小计", "其他支出"],
    ["", "合计", "30.00", "18.00", "18.00", "12.00", "12.00"],
    ["207", "文化旅游体育与传媒支出", "30.00", "18.00", "18.00", "12.00", "12.00"],
]


def test_a_detail_table_states_items_by_economic_subject_whatever_classes_it_has() -> None:
    reading = read_statutory(report("财政拨款支出决算明细表", DETAIL), 2022)
    assert set(reading.tables.values()) == {"Z11"}
    said = {
        f.scope: f.operand.printed.text for f in reading.facts if f.concept == "appropriation.item-economic"
    }
    assert said == {
        "/302": "18.00", "/30201": "18.00", "/399": "12.00", "/39999": "12.00",
        "207/302": "18.00", "207/30201": "18.00", "207/399": "12.00", "207/39999": "12.00",
    }  # fmt: skip


def test_a_list_of_economic_subjects_may_have_no_amounts_at_all() -> None:
    """公用经费合计 stretches over the empty column, which stays one of amounts."""
    left = [("301", "工资福利支出", "100.00"), ("30101", "基本工资", "100.00")]
    middle = [("302", "商品和服务支出", ""), ("30201", "办公费", "")]
    right = [("310", "资本性支出", "7.00"), ("31002", "办公设备购置", "7.00")]
    cells = [
        Cell(Text(h), 0, 3 * g + i)
        for g in range(3)
        for i, h in enumerate(("科目编码", "科目名称", "决算数"))
    ]
    for r, row in enumerate(zip(left, middle, right, strict=True), 1):
        cells += [
            Cell(Text(v), r, 3 * g + i)
            for g, one in enumerate(row)
            for i, v in enumerate(one)
            if (g, i) != (1, 2)
        ]
    cells += [Cell(Text(""), 1, 5, 2), Cell(Text("人员经费合计"), 3, 0, 1, 2), Cell(Text("100.00"), 3, 2)]
    cells += [Cell(Text("公用经费合计"), 3, 3, 1, 5), Cell(Text("7.00"), 3, 8)]
    title = Paragraph(Text("一般公共预算财政拨款基本支出决算表"))
    document = Document("t", "text/plain", "0", (title, Table(tuple(cells), 4, 9)))
    found = {f.scope: f.operand.printed.text for f in read_statutory(document, 2022).facts if f.scope}
    assert found == {"301": "100.00", "30101": "100.00", "310": "7.00", "31002": "7.00"}
