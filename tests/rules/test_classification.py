"""Codes and names against the classification of the year."""

from __future__ import annotations

import pytest

from juesuan.claims.model import Profile, Report
from juesuan.claims.statutory.reading import read_statutory
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text
from juesuan.rules.model import Blocked, Breach, NotApplicable
from juesuan.rules.registry import checks


def table(rows: list[list[str]]) -> Table:
    cells = [Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row)]
    return Table(tuple(cells), len(rows), max(map(len, rows)))


def run(check: str, *blocks: Block | str, year: int | None = 2024) -> list[Breach]:
    document = Document(
        "t", "text/plain", "0", tuple(Paragraph(Text(b)) if isinstance(b, str) else b for b in blocks)
    )
    return list(checks()[check](Report(document, Profile(year=year))))


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("2.201065事业运行12.00万元", "2010650"),
        ("208011行政运行35.20万元", "2080101"),
        ("209999其他支出", ""),
    ],
)
def test_a_code_of_six_digits_is_restored_if_the_name_tells_how(text: str, restored: str) -> None:
    breaches = run("code-digits", text, "2210201住房公积金")
    assert [b.expected for b in breaches] == ([restored] if restored else [])


def test_numbers_are_not_codes() -> None:
    with pytest.raises(NotApplicable):
        run("code-digits", "培训201105人次，补助208011元，2019年度支出201.12万元，收到2010601封来信。")


def test_another_subjects_name_is_an_error_only_on_a_confirmed_line() -> None:
    [breach] = run("code-and-name", "2080506机关事业单位基本养老保险缴费支出3.00万元")
    assert breach.level == "error"
    assert "2080505" in breach.message
    [breach] = run("code-and-name", "2080105社会保险经办机构3.00万元")
    assert breach.level == "warning"
    assert run("code-and-name", "2080105劳动保障监察3.00万元；2010601行政运行支出8.00万元") == []


@pytest.mark.parametrize(
    ("code", "name", "year", "level"),
    [
        ("2080105", "社会保险经办机构", 2022, "warning"),  # another subject's name, in whatever year
        ("2013805", "市场秩序稽查", 2022, "note"),  # may be the name of that year
        ("2013805", "市场秩序稽查", 2023, "warning"),
    ],
)
def test_an_unconfirmed_line_does_not_speak_for_the_names_of_other_years(
    code: str, name: str, year: int, level: str
) -> None:
    rows = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "经营支出"]]
    rows += [[code, name, "3.00", "3.00", "", ""]]
    breaches = run("code-and-name", "支出决算表", table(rows), year=year)
    assert [b.level for b in breaches] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "2080505社会保障和就业支出-行政事业单位养老支出-机关事业单位基本养老保险缴费支出3.00万元",
        "2080505社会保障和就业支出行政事业单位养老支出3.00万元",
        "2080505（机关事业单位基本养老保险缴费支出）比上年增加3.00万元",
    ],
)
def test_a_code_before_its_whole_chain_of_names_is_right(text: str) -> None:
    assert run("code-and-name", text) == []


def test_codes_in_tables_are_held_against_their_names() -> None:
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "经营支出"],
        ["合计", "", "4.00", "4.00", "", ""],
        ["2210201", "购房补贴", "4.00", "4.00", "", ""],
    ]
    [breach] = run("code-and-name", "支出决算表", table(rows))
    assert breach.expected == "2210201住房公积金"
    assert breach.marks[0].span.cell is not None


def test_split_codes_with_levels() -> None:
    chain = "1.208社会保障和就业支出（类）05行政事业单位养老支出（款）"
    text = chain + "06机关事业单位基本养老保险缴费支出（项）3.00万元"
    [breach] = run("code-and-name", text)
    assert breach.stated.startswith("2080506")


@pytest.mark.parametrize(
    ("text", "year", "count"),
    [
        ("3.医疗卫生与计划生育支出（类）行政事业单位医疗（款）", 2022, 1),
        ("3.医疗卫生与计划生育支出（类）行政事业单位医疗（款）", 2018, 0),
        ("社会保障和就业支出（类）行政事业单位离退休（款）：20.00万元", 2020, 1),
        ("社会保障和就业支出（类）行政事业单位离退休（款）：20.00万元", 2019, 0),
        ("十、医疗卫生与计划生育：指用于医疗方面的支出。", 2019, 1),
        ("医疗卫生与计划生育支出30.00万元，占5%。", 2020, 1),
        ("卫生健康支出（类）：指用于医疗卫生与计划生育方面的支出。", 2022, 0),
    ],
)
def test_old_names_after_a_renaming(text: str, year: int, count: int) -> None:
    assert len(run("outdated-name", text, year=year)) == count


def test_one_old_name_is_one_finding_with_every_place() -> None:
    text = "社会保障和就业支出（类）行政事业单位离退休（款）"
    [breach] = run("outdated-name", text, text, year=2021)
    assert len(breach.marks) == 2
    assert breach.expected == "行政事业单位养老支出"


def test_names_without_their_ending_are_notes_unless_it_stands_behind_the_mark() -> None:
    [breach] = run("name-ending", "卫生健康（类）行政事业单位医疗（款）行政单位医疗（项）：3.00万元")
    assert breach.expected == "卫生健康支出"
    assert run("name-ending", "卫生健康（类）支出3.00万元，占5%") == []


def test_unknown_codes_are_asked_about_in_the_years_of_the_list_only() -> None:
    text = "2010688行政运行3.00万元"
    assert [b.level for b in run("unknown-code", text, year=2024)] == ["note"]
    assert run("unknown-code", text, year=2016) == []


BASIC = [
    ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
    ["301", "工资福利支出", "9.00", "302", "商品和服务支出", "5.00"],
    ["30101", "基本工资", "5.00", "30201", "办公费", "3.00"],
    ["30102", "津贴补贴", "4.00", "30211", "差旅费", "2.00"],
    ["303", "对个人和家庭的补助", "1.00", "30216", "培训费", ""],
    ["30309", "奖励金", "1.00", "", "", ""],
    ["30308", "助学金", "", "", "", ""],
]
TITLE = "一般公共预算财政拨款基本支出决算表"


def test_a_listed_subject_without_money_names_the_likely_one() -> None:
    text = "人员经费10.00万元，主要包括：基本工资、津贴补贴、助学金；公用经费5.00万元，包括：办公费、差旅费。"
    [breach] = run("listed-subject-without-money", TITLE, table(BASIC), text)
    assert (breach.stated, breach.expected) == ("助学金", "奖励金")


def test_lists_that_fit_or_belong_elsewhere_say_nothing() -> None:
    good = "人员经费主要包括：基本工资、津贴补贴、奖励金。公用经费主要包括：办公费、差旅费、其他支出。"
    assert run("listed-subject-without-money", TITLE, table(BASIC), good) == []
    other = "人员经费主要包括：离休费、退休费、抚恤金、基本工资。"
    assert run("listed-subject-without-money", TITLE, table(BASIC), other) == []
    with pytest.raises(Blocked):
        run("listed-subject-without-money", good)


@pytest.mark.parametrize("lead", ["机关运行经费：指各部门的公用经费，", "公用经费是指日常支出，"])
def test_a_definition_lists_nothing_that_was_spent(lead: str) -> None:
    listed = "包括办公费、差旅费、培训费、水费。"
    report = "公用经费5.00万元，包括办公费、差旅费、奖励金。"
    assert len(run("listed-subject-without-money", TITLE, table(BASIC), "公用经费5.00万元，" + listed)) == 1
    assert run("listed-subject-without-money", TITLE, table(BASIC), lead + listed, report) == []


def test_a_personnel_subject_among_operating_funds() -> None:
    [breach] = run("listed-subject-on-wrong-side", "公用经费5.00万元，主要包括：办公费、差旅费、退休费。")
    assert breach.stated == "退休费"
    assert run("listed-subject-on-wrong-side", "人员经费主要包括：基本工资、住房公积金、退休费。") == []


def test_an_item_of_the_text_that_the_table_lacks() -> None:
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", "8.00", "8.00", ""],
        ["2010601", "行政运行", "4.00", "4.00", ""],
        ["2210201", "住房公积金", "4.00", "4.00", ""],
    ]
    text = [
        "一般公共服务支出（类）财政事务（款）行政运行（项）：支出决算为4.00万元。",
        "住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为4.00万元。",
        "住房保障支出（类）住房改革支出（款）购房补贴（项）：支出决算为2.00万元。",
        "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为0万元。",
    ]
    [breach] = run("item-missing-from-table", "一般公共预算财政拨款支出决算表", table(rows), *text)
    assert breach.stated == "购房补贴"


def general(*rows: list[str]) -> tuple[str, Table]:
    head = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    return "一般公共预算财政拨款支出决算表", table([head, *rows])


def test_basic_expenditure_that_the_table_calls_project() -> None:
    blocks = general(
        ["合计", "", "9.00", "4.00", "5.00"], ["2010602", "一般行政管理事务", "5.00", "", "5.00"]
    )
    chain = "一般公共服务支出（类）财政事务（款）一般行政管理事务（项）"
    document = Document(
        "t",
        "text/plain",
        "0",
        (Paragraph(Text(blocks[0])), blocks[1], Paragraph(Text(chain + "主要用于日常基本支出。"))),
    )
    reading = read_statutory(document, 2024)
    found = checks()["use-against-table"](Report(document, Profile(year=2024), facts=reading.facts))
    assert [(b.stated, b.expected) for b in found] == [("基本支出", "项目支出")]
    glossary = Paragraph(Text(chain + "：反映行政单位未单独设置科目的支出，用于其他方面的基本支出。"))
    document = Document("t", "text/plain", "0", (Paragraph(Text(blocks[0])), blocks[1], glossary))
    assert (
        list(checks()["use-against-table"](Report(document, Profile(year=2024), facts=reading.facts))) == []
    )


def test_a_table_under_a_statutory_title_that_was_not_read_blocks() -> None:
    with pytest.raises(Blocked, match="支出决算表"):
        run("tables-read", "支出决算表", table([["甲", "乙"], ["丙", "1.00"]]))
    with pytest.raises(NotApplicable):
        run("tables-read", "没有表")


@pytest.mark.parametrize(
    "text",
    [
        "住房公积金（2210202）：预算20.00万元，决算19.00万元。",
        "6.住房保障支出—住房改革支出—住房公积金（2210202）。支出决算19.00万元。",
        "其中用于住房公积金(2210202)19.00万元。",
        "住房公积金（项）（2210202）19.00万元。",
    ],
)
def test_a_code_in_brackets_behind_its_name(text: str) -> None:
    [breach] = run("code-and-name", text)
    assert (breach.stated, "2210201" in breach.message) == ("2210202住房公积金", True)
    assert run("code-and-name", text.replace("2210202", "2210201")) == []


@pytest.mark.parametrize(
    "text",
    [
        "住房保障支出—住房改革支出—住房公积金（2210201）。支出决算19.00万元。",
        "慰问困难职工（201）名，会议室（30201）号，培训学员（2080101）。",
        "公务接待费（30217）、工资福利支出（301）",
    ],
)
def test_codes_in_brackets_that_are_right_or_no_codes(text: str) -> None:
    assert run("code-and-name", text, "2010101行政运行") == []
