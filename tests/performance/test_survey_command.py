"""Questionnaires and templates on the command line: written, imported, counted, and refused with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import bare, whole
from surveys import copy, survey
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.documents.refusal import Refusal
from juesuan.performance.model import PerformanceBook
from juesuan.performance.reading import read_workbook
from juesuan.performance.workbook import write_workbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "绩效.xlsx"
    path.write_bytes(write_workbook(PerformanceBook("清河县人社局", 2024, questionnaires=(survey(),))))
    return path


def run(*words: object) -> tuple[int, str]:
    """Exit code and everything said; a refusal is what the program prints it as."""
    result = CliRunner().invoke(app, [str(w) for w in words])
    if isinstance(result.exception, Refusal):
        return 2, result.output + str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_questionnaire_is_handed_out_answered_and_counted(book: Path, tmp_path: Path) -> None:
    for name in ("问卷.docx", "问卷.html", "录入.xlsx"):
        code, said = run("survey", "form", book, "-o", tmp_path / name)
        assert (code, (tmp_path / name).stat().st_size > 1000) == (0, True), said
    answers = tmp_path / "答卷.csv"
    answers.write_bytes("姓名,第1题,第2题,第3题,第4题\n甲,A,5,AB,加开窗口\n乙,B,4,C,\n".encode("gbk"))
    code, said = run("survey", "import", book, answers, "-o", tmp_path / "新.xlsx")
    assert code == 0
    assert "“姓名”一列含有个人信息，没有读入" in said
    assert "已导入 2 份答卷" in said
    made = read_workbook(tmp_path / "新.xlsx").book
    assert made is not None
    expected = (copy(1, "非常满意", "5", "网站", "窗口", said="加开窗口"), copy(2, "满意", "4", "电话"))
    assert bare(made.questionnaires[0]) == bare(survey(*expected))
    code, said = run("survey", "tally", tmp_path / "新.xlsx")
    assert code == 0
    assert "满意度 90.00%" in said
    assert "样本量偏小" in said
    told = run("survey", "tally", book, "--answers", answers)[1]
    assert told[told.index("服务对象满意度调查（W1）") :] == said[said.index("服务对象满意度调查（W1）") :]


def test_what_cannot_be_counted_is_refused(book: Path, tmp_path: Path) -> None:
    answers = tmp_path / "答卷.csv"
    answers.write_text("第1题,第2题\n很好,5\n", encoding="utf-8")
    code, said = run("survey", "import", book, answers, "-o", tmp_path / "新.xlsx")
    assert code == 2
    assert "答案不是选项，现在是“很好”" in said
    assert not (tmp_path / "新.xlsx").exists()
    assert "没有编号为“W9”的问卷" in run("survey", "tally", book, "--code", "W9")[1]
    assert "已经存在" in run("survey", "form", book, "-o", book)[1]
    assert "不支持这种格式" in run("survey", "form", book, "-o", tmp_path / "问卷.doc")[1]


def test_a_template_grows_with_the_year(tmp_path: Path) -> None:
    path = tmp_path / "绩效.xlsx"
    assert run("template", "--performance", "--year", 2024, "--framework", "yunnan-abc", "-o", path)[0] == 0
    path.write_bytes(write_workbook(whole()))
    out = tmp_path / "新.xlsx"
    code, said = run("template", "--performance", "--book", path, "-o", out)
    assert code == 0, said
    made = read_workbook(out).book
    assert made is not None
    assert bare(made) == bare(whole())
    code, said = run("template", "--performance", "--year", 2024, "--framework", "没有", "-o", out)
    assert (code, "没有这个指标体系" in said) == (2, True)
    code, said = run("template", "--performance", "-o", tmp_path / "x.xlsx")
    assert (code, "请写明年度" in said) == (2, True)
    code, said = run("template", "--year", 2024, "--framework", "yunnan-abc", "-o", tmp_path / "x.xlsx")
    assert (code, "--performance" in said) == (2, True)
