"""What sentences say of single subjects and of a fund's balance is held against the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Fact, Report
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read
from juesuan.rules.engine import run

REPORT = """清河县文化馆2022年度部门决算

第二部分 2022年度部门决算表

一般公共预算财政拨款支出决算表
单位：万元

| 科目编码 | 科目名称 | 本年支出 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 合计 |  | 171.00 | 151.00 | 20.00 |
| 207 | 文化旅游体育与传媒支出 | 120.00 | 100.00 | 20.00 |
| 20701 | 文化和旅游 | 120.00 | 100.00 | 20.00 |
| 2070109 | 群众文化 | 120.00 | 100.00 | 20.00 |
| 208 | 社会保障和就业支出 | 31.00 | 31.00 | 0.00 |
| 20805 | 行政事业单位养老支出 | 31.00 | 31.00 | 0.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 31.00 | 31.00 | 0.00 |
| 221 | 住房保障支出 | 20.00 | 20.00 | 0.00 |
| 22102 | 住房改革支出 | 20.00 | 20.00 | 0.00 |
| 2210201 | 住房公积金 | 20.00 | 20.00 | 0.00 |

第三部分 2022年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明
{text}
"""


def audit(tmp_path: Path, *lines: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(REPORT.format(text="\n".join(lines)), encoding="utf-8")
    return read_report(read(str(path)))


def told(report: Report) -> list[tuple[str, str, str, str]]:
    """Concept, code, measure and amount of every subject that the text states."""
    return [_row(f) for f in report.facts if f.source == "text" and f.scope.isdigit()]


def _row(fact: Fact) -> tuple[str, str, str, str]:
    return fact.concept, fact.scope, fact.measure, f"{fact.operand.interval.middle / 10000:.2f}"


LISTS = {
    "bare names of classes": (
        "2022年度一般公共预算财政拨款支出171.00万元，主要用于以下方面：",
        "（1）文化旅游体育与传媒支出120.00万元，占70.2%。",
        "（2）社会保障和就业支出31.00万元，占18.1%。",
    ),
    "several in one sentence": (
        "一般公共预算财政拨款支出主要用于：文化旅游体育与传媒支出120.00万元；社会保障和就业支出31.00万元。",
    ),
    "budget and outturn": (
        "一般公共预算财政拨款支出年初预算数为150.00万元，决算数为171.00万元。其中：",
        "1.文化旅游体育与传媒支出年初预算数为99.00万元，决算数为120.00万元。",
        "2.社会保障和就业支出年初预算数为33.00万元，决算数为31.00万元。",
    ),
}


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS.keys())
def test_a_class_is_known_by_its_name(tmp_path: Path, lines: tuple[str, ...]) -> None:
    found = [row for row in told(audit(tmp_path, *lines)) if row[2] == "outturn"]
    assert found == [
        ("general.item", "207", "outturn", "120.00"),
        ("general.item", "208", "outturn", "31.00"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。"
        "年初预算为30.00万元，支出决算为31.50万元，完成年初预算的105%。",
        "1.2080505机关事业单位基本养老保险缴费支出年初预算为30.00万元，支出决算为31.50万元。",
    ],
)
def test_an_item_that_differs_from_its_row_is_one_finding(tmp_path: Path, line: str) -> None:
    report = audit(
        tmp_path, line, "2.住房保障支出（类）住房改革支出（款）住房公积金（项）。支出决算为20.00万元。"
    )
    assert [row for row in told(report) if row[1] == "2080505"] == [
        ("general.item", "2080505", "initial-budget", "30.00"),
        ("general.item", "2080505", "outturn", "31.50"),
    ]
    wrong = [b for b in run(report).breaches if b.rule.check == "same-fact"]
    assert len(wrong) == 1
    assert {"31.50万元", "31.00万元"} <= {wrong[0].breach.stated, wrong[0].breach.expected}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("其中：死亡抚恤8.65万元", "2080801"),
        ("其中：抚恤支出8.65万元", "20808"),
        ("其中：住房公积金8.65万元", None),  # of another class
        ("其中：其他支出8.65万元", None),  # of no one section
        ("另有死亡抚恤8.65万元", None),
    ],
)
def test_members_of_a_class_are_known_by_their_names(tmp_path: Path, words: str, code: str | None) -> None:
    line = f"1.社会保障和就业（类）支出31.00万元。主要用于保险缴费。{words}。"
    found = without_tables(tmp_path, items=f"{line}\n")
    assert [row[1] for row in found if row[3] == "8.65"] == ([code] if code else [])


def test_a_section_on_its_own_line_belongs_to_the_class_above(tmp_path: Path) -> None:
    lines = (
        "1.“社会保障和就业支出”（类）2022年度决算31.00万元。其中：",
        "“行政事业单位养老支出”（款）2022年度决算31.00万元。",
    )
    assert ("general.item", "20805", "outturn", "31.00") in told(audit(tmp_path, *lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("本年度项目支出中，其他支出3.00万元。",),
        ("与上年相比，社会保障和就业支出增加5.00万元。",),
        ("社会保障和就业支出31.00万元以上的单位应当说明。",),
        ("公务接待费5.00万元，办公费2.00万元。",),
    ],
)
def test_other_amounts_are_no_subjects(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert told(audit(tmp_path, *lines)) == []


def test_the_balance_of_a_fund_is_that_funds(tmp_path: Path) -> None:
    report = audit(tmp_path, "2022年度年末一般公共预算财政拨款结转和结余12.30万元。")
    assert [f.operand.interval.middle for f in report.facts if f.concept == "general.closing"] == [123000]


@pytest.mark.parametrize(("agency", "state"), [("20.00", "held"), ("18.60", "broken")])
def test_agency_operating_expenses_are_the_operating_funds(tmp_path: Path, agency: str, state: str) -> None:
    report = audit(
        tmp_path,
        "六、一般公共预算财政拨款基本支出决算情况说明",
        "2022年度一般公共预算财政拨款基本支出151.00万元，其中：人员经费131.00万元，公用经费20.00万元。",
        "十、机关运行经费支出情况说明",
        f"2022年度机关运行经费支出{agency}万元，比上年增加1.00万元。",
    )
    found = [c for c in report.claims if c.check == "agency-operating-is-operating"]
    assert [evaluate(c).state for c in found] == [state]


BARE = """清河县文化馆2020年度部门决算

第二部分 2020年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明
{items}
六、一般公共预算财政拨款基本支出决算情况说明
{basic}
"""


def without_tables(tmp_path: Path, items: str = "", basic: str = "") -> list[tuple[str, str, str, str]]:
    path = tmp_path / "report.txt"
    path.write_text(BARE.format(items=items, basic=basic), encoding="utf-8")
    return told(read_report(read(str(path))))


@pytest.mark.parametrize(
    ("item", "agency", "state"),
    [
        ("事业运行", "20.00", "held"),
        ("事业运行", "18.60", "held"),
        ("事业运行", "21.00", "broken"),
        ("行政运行", "18.60", "broken"),
    ],
)
def test_of_a_department_with_institutions_agency_expenses_are_only_not_larger(
    tmp_path: Path, item: str, agency: str, state: str
) -> None:
    path = tmp_path / "report.txt"
    items = (
        f"1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）{item}（项）。支出决算为90.00万元。\n"
    )
    basic = (
        "一般公共预算财政拨款基本支出151.00万元，其中：人员经费131.00万元，公用经费20.00万元。\n"
        f"十、机关运行经费支出情况说明\n2020年度机关运行经费支出{agency}万元，比上年增加1.00万元。\n"
    )
    path.write_text(BARE.format(items=items, basic=basic), encoding="utf-8")
    report = read_report(read(str(path)))
    found = [c for c in report.claims if c.check == "agency-operating-is-operating"]
    assert [evaluate(c).state for c in found] == [state]


@pytest.mark.parametrize(
    ("words", "agency", "state"),
    [
        ("从单位构成看，包括局本级决算、下属事业单位决算。", "18.60", "held"),
        ("本部门所属公益一类事业单位3个。", "18.60", "held"),
        ("2101102 事业单位医疗 3.20", "18.60", "held"),
        ("本部门所属公益一类事业单位3个。", "21.00", "broken"),
        ("本部门无下属事业单位。", "18.60", "broken"),
        ("机关运行经费：指行政单位和参照公务员法管理的事业单位的公用经费。", "18.60", "broken"),
        ("2080505 机关事业单位基本养老保险缴费支出 9.10，行政事业单位医疗 4.00", "18.60", "broken"),
    ],
)
def test_institutions_may_be_known_by_words_alone(
    tmp_path: Path, words: str, agency: str, state: str
) -> None:
    path = tmp_path / "report.txt"
    basic = (
        "一般公共预算财政拨款基本支出151.00万元，其中：人员经费131.00万元，公用经费20.00万元。\n"
        f"十、机关运行经费支出情况说明\n2020年度机关运行经费支出{agency}万元，比上年增加1.00万元。\n"
    )
    path.write_text(BARE.format(items=words + "\n", basic=basic), encoding="utf-8")
    found = [c for c in read_report(read(str(path))).claims if c.check == "agency-operating-is-operating"]
    assert [evaluate(c).state for c in found] == [state]


def test_economic_subjects_are_known_without_a_table_where_they_make_their_total(tmp_path: Path) -> None:
    words = "人员经费{total}万元，主要包括：基本工资40.00万元、津贴补贴20.50万元、奖金3.25万元。"
    found = without_tables(tmp_path, basic=words.format(total="63.75"))
    assert found == [
        ("economic.item", "30101", "outturn", "40.00"),
        ("economic.item", "30102", "outturn", "20.50"),
        ("economic.item", "30103", "outturn", "3.25"),
    ]
    assert without_tables(tmp_path, basic=words.format(total="70.75")) == []


def test_a_misprinted_code_is_read_by_its_name(tmp_path: Path) -> None:
    found = without_tables(tmp_path, "1.一般公共服务：201105事业运行18.50万元；2011001行政运行30.00万元。")
    assert ("general.item", "2011050", "outturn", "18.50") in found
    assert without_tables(tmp_path, "1.一般公共服务：201105文化活动18.50万元。") == []


@pytest.mark.parametrize(
    ("chain", "code"),
    [
        ("社会保障和就业支出（类）-行政事业单位离退休（款）-机关事业单位职业年金缴费支出（项）", "2080506"),
        ("医疗卫生与计划生育支出（类）-行政事业单位医疗（款）-事业单位医疗", "2101102"),
    ],
)
def test_a_link_may_carry_the_name_of_an_earlier_year(tmp_path: Path, chain: str, code: str) -> None:
    found = without_tables(tmp_path, f"1.{chain}：支出决算为21.81万元，完成预算100%。")
    assert found == [("general.item", code, "outturn", "21.81")]
