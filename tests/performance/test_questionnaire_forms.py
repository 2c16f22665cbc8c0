"""What is handed out names nobody, and what is entered behind a desk comes back as answers."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from surveys import copy, survey

from juesuan.documents.composition import ComposedParagraph
from juesuan.performance.answers import read_answers
from juesuan.performance.questionnaire_forms import entry_sheet, form


def test_the_paper_has_every_question_and_option_and_asks_for_no_name() -> None:
    made = form(survey(), "清河县人社局", 2024)
    lines = [b.text for b in made.blocks if isinstance(b, ComposedParagraph)]
    assert lines[0] == "服务对象满意度调查"
    assert "1．您对窗口服务态度是否满意（单选）" in lines
    assert "□A．非常满意　□B．满意　□C．一般　□D．不满意" in lines
    assert "3．您从哪里了解政策（可多选）" in lines
    assert sum("＿＿＿" in line for line in lines) == 2
    assert not [line for line in lines if "姓名：" in line or ("电话" in line and "□" not in line)]


def test_the_entry_sheet_offers_letters_and_comes_back_as_copies(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(entry_sheet(survey(), 2024)))
    sheet = book["答卷"]
    rules = {str(v.sqref).partition(":")[0]: v for v in sheet.data_validations.dataValidation}
    assert rules["C4"].formula1 == '"A,B,C,D"'
    assert "A 非常满意；B 满意" in rules["C4"].prompt
    for c, words in enumerate(("1", None, "A", "B", "AC", "加开窗口"), 1):
        sheet.cell(4, c, words)
    for c, words in enumerate(("2", "漏答过半", "C"), 1):
        sheet.cell(5, c, words)
    book.save(tmp_path / "录入.xlsx")
    found = read_answers(tmp_path / "录入.xlsx", survey())
    assert found.problems == ()
    expected = (
        copy(1, "非常满意", "4", "网站", "电话", said="加开窗口"),
        copy(2, "一般", "", void="漏答过半"),
    )
    assert [(c.number, c.answers, c.void) for c in found.copies] == [
        (c.number, c.answers, c.void) for c in expected
    ]
