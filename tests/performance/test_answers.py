"""Answers come in from any sheet of respondents, in either Chinese encoding, without the people."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from surveys import copy, survey

from juesuan.documents.refusal import Refusal
from juesuan.performance.answers import answers_of, chosen, read_answers
from juesuan.performance.questionnaire_checks import checks

HEADS = ("序号", "第1题", "第2题", "第3题", "第4题")
ROWS = (HEADS, ("7", "非常满意", "5", "网站；窗口", "加开窗口"), ("8", "B", "4", "BC", ""))
EXPECTED = (copy(7, "非常满意", "5", "网站", "窗口", said="加开窗口"), copy(8, "满意", "4", "窗口", "电话"))


def bare(copies: object) -> list[tuple[object, ...]]:
    return [(c.number, c.answers, c.void) for c in copies]  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "答卷.csv"
    path.write_bytes("\n".join(",".join(row) for row in ROWS).encode(encoding))
    found = read_answers(path, survey())
    assert bare(found.copies) == bare(EXPECTED)
    assert not found.problems
    assert found.copies[0].origin.cell == "A2"


def test_a_workbook_with_a_title_and_a_summary_beside_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["汇总"])
    sheet = book.create_sheet("明细")
    sheet.append(["2024年调查答卷"])
    for row in ROWS:
        sheet.append(row)
    book.save(tmp_path / "答卷.xlsx")
    found = read_answers(tmp_path / "答卷.xlsx", survey())
    assert bare(found.copies) == bare(EXPECTED)
    assert found.copies[0].origin.sheet == "明细"


@pytest.mark.parametrize(
    "heads",
    [
        ("T1", "T2", "T3", "T4"),
        ("您对窗口服务态度是否满意", "您对办事时限打几分？", "您从哪里了解政策（多选）", "您有什么建议"),
        ("1、您对窗口服务态度是否满意?", "2.您对办事时限打几分", "3.您从哪里了解政策", "4.您有什么建议"),
        ("Q1", "Q2", "Q3", "Q4"),
    ],
)
def test_headings_as_survey_sites_write_them(heads: tuple[str, ...]) -> None:
    found = answers_of((heads, ("A.非常满意", "5", "1;2", "无")), survey(), "答卷.csv")
    assert bare(found.copies) == bare([copy(1, "非常满意", "5", "网站", "窗口", said="无")])


def test_one_column_for_each_option() -> None:
    rows = (("1", "3(网站)", "3(窗口)", "3(电话)"), ("A", "1", "0", "1"), ("B", "", "", "√"))
    found = answers_of(rows, survey(), "答卷.csv")
    assert bare(found.copies) == bare([copy(1, "非常满意", "", "网站", "电话"), copy(2, "满意", "", "电话")])
    assert [p.code for p in found.problems] == ["missing-column"] * 2


def test_nobody_is_read_in() -> None:
    rows = (
        ("姓名", "备注", "第1题", "第4题", "来源"),
        ("张某", "13812345678", "满意", "请打 13987654321 找我", "微信"),
    )
    found = answers_of(rows, survey(), "答卷.csv")
    assert found.copies[0].answers == (("T1", "满意"), ("T4", "请打 ＊＊＊＊＊＊＊＊＊＊＊ 找我"))
    told = [p.message for p in found.problems if p.code == "personal"]
    assert told == [
        "“姓名”一列含有个人信息，没有读入",
        "“备注”一列含有个人信息，没有读入",
        "“您有什么建议”的回答含有电话或证件号码，已用＊代替",
    ]
    assert [p.message for p in found.problems if p.code == "unused"] == ["这些列不是题目，没有读入：来源"]


def test_blank_copies_are_void_and_unknown_options_stay_for_the_checks() -> None:
    found = answers_of((HEADS, ("1", "", "", "", ""), ("2", "很好", "5", "", "")), survey(), "答卷.csv")
    assert found.copies[0].void == "空白卷（没有作答）"
    assert [p.code for p in found.problems] == ["blank-copy"]
    wrong = [p for p in checks(survey(*found.copies)) if p.level == "error"]
    assert [(p.code, p.value, p.cell) for p in wrong] == [("unknown-option", "很好", "A3")]


def test_numbers_are_options_only_where_labels_are_no_numbers() -> None:
    first, second, third, _ = survey().questions
    assert chosen(first, "2") == ("满意",)
    assert chosen(second, "5") == ("5",)  # five points, not the fifth option
    assert chosen(second, "6") == ("6",)
    assert chosen(third, "c、a") == ("电话", "网站")


def test_other_files_are_refused_with_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("项目,金额\n甲,1\n", encoding="utf-8")
    with pytest.raises(Refusal, match="没有找到问卷“服务对象满意度调查”的题目"):
        read_answers(path, survey())
    path.write_text("", encoding="utf-8")
    with pytest.raises(Refusal, match="0 字节"):
        read_answers(path, survey())
