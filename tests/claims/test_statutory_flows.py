"""A form of spending that prints receipts and balances beside its measures, in one level or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.reading import read_report
from juesuan.claims.statutory.reading import StatutoryReading, read_statutory
from juesuan.documents.intake import read
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text

TITLE = "一般公共预算财政拨款收入支出决算表"
ONE = [["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出小计", "基本支出", "项目支出"]]
ONE[0] += ["年末结转和结余"]
ROWS = [
    ["合计", "", "14.20", "550.00", "552.70", "410.00", "142.70", "11.50"],
    ["204", "公共安全支出", "14.20", "450.00", "452.70", "310.00", "142.70", "11.50"],
    ["20406", "司法", "14.20", "450.00", "452.70", "310.00", "142.70", "11.50"],
    ["2040601", "行政运行", "", "310.00", "310.00", "310.00", "", ""],
    ["2040602", "一般行政管理事务", "14.20", "140.00", "142.70", "", "142.70", "11.50"],
    ["210", "卫生健康支出", "", "20.00", "20.00", "20.00", "", ""],
    ["21011", "行政事业单位医疗", "", "20.00", "20.00", "20.00", "", ""],
    ["2101101", "行政单位医疗", "", "12.00", "12.00", "12.00", "", ""],
    ["2101103", "公务员医疗补助", "", "8.00", "8.00", "8.00", "", ""],
    ["221", "住房保障支出", "", "80.00", "80.00", "80.00", "", ""],
    ["22102", "住房改革支出", "", "80.00", "80.00", "80.00", "", ""],
    ["2210201", "住房公积金", "", "80.00", "80.00", "80.00", "", ""],
]
FLOWS = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
SPLIT = ["合计", "基本支出", "项目支出"]


def report(rows: list[list[str]]) -> Document:
    cells = tuple(Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row))
    blocks: tuple[Block, ...] = (
        Paragraph(Text(TITLE)),
        Paragraph(Text("单位：万元")),
        Table(cells, len(rows), len(rows[0])),
    )
    return Document("t", "text/plain", "0", blocks)


def broken(reading: StatutoryReading) -> list[str]:
    return sorted({c.check for c in reading.claims if evaluate(c).state == "broken"})


def changed(row: int, column: int, value: str) -> list[list[str]]:
    rows = [list(r) for r in ROWS]
    rows[row][column] = value
    return rows


def test_the_form_with_receipts_and_balances_is_read_and_holds() -> None:
    reading = read_statutory(report(ONE + ROWS), 2021)
    assert list(reading.tables.values()) == ["Z05"]
    checks = {c.check for c in reading.claims}
    assert checks == {"carry-over-closes", "table-row-sum", "table-column-sum"}
    assert broken(reading) == []
    assert reading.hindrances == ()


@pytest.mark.parametrize(
    ("row", "column", "value", "checks"),
    [
        (4, 7, "12.50", ["carry-over-closes", "table-column-sum"]),
        (4, 3, "141.00", ["carry-over-closes", "table-column-sum"]),
        (3, 5, "301.00", ["table-column-sum", "table-row-sum"]),
        (0, 2, "41.20", ["carry-over-closes", "table-column-sum"]),
    ],
)
def test_each_of_its_figures_is_checked(row: int, column: int, value: str, checks: list[str]) -> None:
    assert broken(read_statutory(report(ONE + changed(row, column, value)), 2021)) == checks


def wide(rows: list[list[str]]) -> list[list[str]]:
    """The same amounts with every flow split into 合计, 基本支出 and 项目支出."""
    head = ["科目编码", "科目名称"] + [w for flow in FLOWS for w in (flow, flow, flow)]
    found = [head, ["科目编码", "科目名称", *SPLIT * 4]]
    for code, name, opening, income, spent, basic, project, closing in rows:
        received = f"{float(income) - float(basic or 0):.2f}"
        balances = [[opening, "", opening], [income, basic, received]]
        balances += [[spent, basic, project], [closing, "", closing]]
        found.append([code, name] + [v for group in balances for v in group])
    return found


def test_receipts_and_balances_may_be_split_like_the_spending() -> None:
    reading = read_statutory(report(wide(ROWS)), 2021)
    assert broken(reading) == []
    assert reading.hindrances == ()
    stated = {
        f.operand.printed.text for f in reading.facts if f.concept == "general.basic" and f.operand.printed
    }
    assert stated == {"410.00"}
    wrong = read_statutory(report(wide(changed(4, 7, "12.50"))), 2021)
    assert broken(wrong) == ["carry-over-closes", "table-column-sum"]


ITEMS = (
    "三、一般公共预算财政拨款支出决算情况说明",
    "（二）一般公共预算财政拨款支出决算具体情况",
    "1．公共安全支出（类）支出{}万元，主要用于：行政运行（2040601）310.00万元；"
    "一般行政管理事务（2040602）{}万元。",
    "2．住房保障支出（类）支出80.00万元，主要用于：住房公积金（2210201）80.00万元。",
    "3．卫生健康支出（类）支出20.00万元，主要用于：行政单位医疗（2101101）12.00万元；"
    "公务员医疗补助（2101103）8.00万元。",
)
SPENT = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出"]
#: Spending of all money: the second item spends 5.30 of other money too.
ALL = [
    ["合计", "", "558.00", "410.00", "148.00", ""],
    ["204", "公共安全支出", "458.00", "310.00", "148.00", ""],
    ["20406", "司法", "458.00", "310.00", "148.00", ""],
    ["2040601", "行政运行", "310.00", "310.00", "", ""],
    ["2040602", "一般行政管理事务", "148.00", "", "148.00", ""],
    ["210", "卫生健康支出", "20.00", "20.00", "", ""],
    ["21011", "行政事业单位医疗", "20.00", "20.00", "", ""],
    ["2101101", "行政单位医疗", "12.00", "12.00", "", ""],
    ["2101103", "公务员医疗补助", "8.00", "8.00", "", ""],
    ["221", "住房保障支出", "80.00", "80.00", "", ""],
    ["22102", "住房改革支出", "80.00", "80.00", "", ""],
    ["2210201", "住房公积金", "80.00", "80.00", "", ""],
]


def audit(tmp_path: Path, spent: tuple[str, str], *tables: tuple[str, list[list[str]]]) -> list[str]:
    lines = ["2021年度云岭县司法局部门决算", ""]
    for title, rows in tables:
        lines += [title, "单位：万元", "", "| " + " | ".join(rows[0]) + " |"]
        lines += ["|" + "---|" * len(rows[0])]
        lines += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
    lines += [line.format(*spent) + "\n" for line in ITEMS]
    path = tmp_path / "report.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    claims = read_report(read(path)).claims
    return [c.operands[0].shown for c in claims if c.check == "same-fact" and evaluate(c).state == "broken"]


def test_items_of_the_general_budget_are_those_of_its_table(tmp_path: Path) -> None:
    tables = (("支出决算表", [SPENT, *ALL]), (TITLE, ONE + ROWS))
    assert audit(tmp_path, ("452.70", "142.70"), *tables) == []
    assert len(audit(tmp_path, ("452.70", "124.70"), *tables)) == 1


def test_without_that_table_they_may_be_less_than_all_spending_but_not_more(tmp_path: Path) -> None:
    tables = (("支出决算表", [SPENT, *ALL]),)
    assert audit(tmp_path, ("452.70", "142.70"), *tables) == []
    assert len(audit(tmp_path, ("458.00", "184.00"), *tables)) == 1
