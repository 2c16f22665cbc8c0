"""Headings as reports vary them, and what is not claimed where one of them stays unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.reading import read_report
from juesuan.claims.statutory.reading import StatutoryReading, read_statutory
from juesuan.documents.intake import read
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text
from juesuan.rules.engine import run
from juesuan.taxonomy import fold, forms

THREE = ["合计", "因公出国（境）费", "公务用车购置及运行维护费小计"]
THREE += ["公务用车购置费", "公务用车运行维护费", "公务接待费"]
TITLE = "财政拨款“三公”经费支出决算表"
FUND = ["科目编码", "科目名称", "年初结转和结余", "本年收入"]
FUND_ROWS = [
    ["合计", "", "1.00", "9.00", "7.00", "0.00", "7.00", "3.00"],
    ["229", "其他支出", "1.00", "9.00", "7.00", "0.00", "7.00", "3.00"],
    ["22960", "彩票公益金安排的支出", "1.00", "9.00", "7.00", "0.00", "7.00", "3.00"],
]


def report(title: str, rows: list[list[str]]) -> Document:
    cells = tuple(Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row))
    table = Table(cells, len(rows), max(map(len, rows)))
    blocks: tuple[Block, ...] = (Paragraph(Text(title)), Paragraph(Text("单位：万元")), table)
    return Document("t", "text/plain", "0", blocks)


def states(reading: StatutoryReading) -> dict[str, str]:
    """Check → the worst state of its claims."""
    order = ["held", "undetermined", "strained", "broken"]
    found: dict[str, str] = {}
    for claim in reading.claims:
        state = evaluate(claim).state
        found[claim.check] = max(found.get(claim.check, "held"), state, key=order.index)
    return found


@pytest.mark.parametrize(
    ("form", "heading", "key"),
    [
        ("Z07", "公务用车购置及运行维护费小计", "three.car"),
        ("Z07", "公务接待费（万元）", "three.reception"),
        ("Z07", "三公经费合计决算数", "three.total"),
        ("Z08", "本年支出小计", "fund.expenditure"),
        ("Z08", "本年收入金额", "fund.income"),
        ("Z05", "基本支出决算数", "general.basic"),
        ("Z05", "本年支出合计（3=1+2）", "general.expenditure"),
        ("Z05", "基建投资", ""),
    ],
)
def test_a_heading_keeps_its_meaning_with_what_is_added_to_it(form: str, heading: str, key: str) -> None:
    assert forms()[form].heading(fold(heading)) == key


def test_a_subtotal_column_is_part_of_the_three_public_expenses() -> None:
    figures = ["57.50", "0.00", "48.50", "0.00", "48.50", "9.00"]
    figures += ["45.90", "0.00", "40.87", "0.00", "40.87", "5.03"]
    rows = [["预算数"] + [""] * 5 + ["决算数"] + [""] * 5, THREE * 2, figures]
    reading = read_statutory(report(TITLE, rows), 2022)
    assert states(reading) == {"table-row-sum": "held"}
    assert reading.hindrances == ()


@pytest.mark.parametrize(("total", "state"), [("45.90", "held"), ("54.90", "broken")])
def test_purchase_and_running_without_their_subtotal_are_parts_of_the_whole(total: str, state: str) -> None:
    heads = [THREE[0], THREE[1], *THREE[3:]]
    rows = [["年度", *heads], ["2022年年初预算数", "57.50", "0.00", "10.50", "38.00", "9.00"]]
    rows += [["2022年决算数", total, "0.00", "5.20", "35.67", "5.03"]]
    assert states(read_statutory(report(TITLE, rows), 2022)) == {"table-row-sum": state}


@pytest.mark.parametrize(("total", "state"), [("3.88", "held"), ("6.88", "broken")])
def test_members_told_in_rows_of_their_own_are_in_their_row_already(total: str, state: str) -> None:
    rows = [["项目", "年初预算数", "决算数"], ["合计", "7.00", total], ["1.因公出国（境）费", "0.00", "0.00"]]
    rows += [["2.公务接待费", "2.00", "0.88"], ["3.公务用车费", "5.00", "3.00"]]
    rows += [["其中：（1）公务用车运行维护费", "5.00", "3.00"], ["（2）公务用车购置费", "0.00", "0.00"]]
    document = report(TITLE, rows)
    assert states(read_statutory(document, 2022)) == {"table-row-sum": state}
    assert {c.check for c in read_report(document).claims if evaluate(c).state == "broken"} <= {
        "table-row-sum"
    }


def test_an_unknown_column_blocks_the_sum_it_may_belong_to() -> None:
    known = [THREE[0], THREE[1], "机动车辆经费", THREE[5]]
    reading = read_statutory(report(TITLE, [known, ["50.00", "0.00", "41.00", "9.00"]]), 2022)
    assert states(reading) == {}
    assert reading.hindrances == (f"《{TITLE}》中“机动车辆经费决算数”（没有认出的栏目）",)


def test_a_column_that_the_heading_row_does_not_have_is_absent() -> None:
    reading = read_statutory(report(TITLE, [[THREE[0], THREE[1], THREE[5]], ["10.00", "0.00", "9.00"]]), 2022)
    assert states(reading) == {"table-row-sum": "broken"}


def test_a_cell_that_is_neither_figure_nor_blank_blocks_its_sum() -> None:
    known = [*THREE[:2], THREE[2], THREE[5]]
    reading = read_statutory(report(TITLE, [known, ["50.00", "0.00", "4l.OO", "9.00"]]), 2022)
    assert states(reading) == {}
    assert "没有写出数字的格" in reading.hindrances[0]


def test_the_outcome_of_a_column_not_understood_is_blocked() -> None:
    known = [THREE[0], THREE[1], "机动车辆经费", THREE[5]]
    document = report(TITLE, [known, ["50.00", "0.00", "41.00", "9.00"]])
    outcomes = {o.rule.check: o for o in run(read_report(document)).outcomes}
    assert outcomes["tables-read"].state == "blocked"
    assert "机动车辆经费" in outcomes["tables-read"].reason


SPLIT = ["小计", "基本支出", "项目支出"]
HEADS = {
    "complete": [[*FUND, "本年支出", "", "", "年末结转和结余"], ["", "", "", "", *SPLIT, ""]],
    "merges lost": [[*FUND, "本年支出", "年末结转和结余"], ["", "", "", "", *SPLIT, ""]],
    "blanks lost": [[*FUND, "本年支出", "年末结转和结余"], SPLIT],
    "two groups": [
        ["项目", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
        ["科目编码", "科目名称", *SPLIT],
    ],
    "one level": [[*FUND, "本年支出小计", *SPLIT[1:], "年末结转和结余"]],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("cell", ["\n\t", "\t"], ids=["a cell a line", "a row a line"])
def test_two_levels_of_headings_survive_a_text_conversion(
    head: list[list[str]], cell: str, tmp_path: Path
) -> None:
    before, after = ("", "") if cell == "\t" else ("\t", "\n")
    table = "\n".join(f"{before}{cell.join(row)}{after}" for row in (*head, *FUND_ROWS))
    title = "政府性基金预算财政拨款收入支出决算表"
    text = f"清河县文化馆2022年度部门决算\n\n{title}\n单位：万元\n\n{table}\n\n第三部分 说明\n"
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    reading = read_statutory(read(str(path)), 2022)
    assert set(states(reading)) == {"table-column-sum", "carry-over-closes", "table-row-sum"}
    assert set(states(reading).values()) == {"held"}
    figures = {f.concept: f"{f.operand.interval.middle:.0f}" for f in reading.facts if not f.scope}
    assert figures == {
        "fund.opening": "10000",
        "fund.income": "90000",
        "fund.expenditure": "70000",
        "fund.basic": "0",
        "fund.project": "70000",
        "fund.closing": "30000",
    }
