"""``juesuan evaluate`` as a clerk uses it: files, exit codes, what is said, nothing half-written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from performance_year import PRACTICE, TRAINING, year
from test_compose_command import run

from juesuan.performance.model import PerformanceBook
from juesuan.performance.workbook import write_workbook
from juesuan.reports.evaluation.parts import PARTS


def book(path: Path, made: PerformanceBook) -> Path:
    path.write_bytes(write_workbook(made))
    return path


def test_a_workbook_becomes_one_document_that_holds(tmp_path: Path) -> None:
    goal = tmp_path / "绩效.html"
    code, said = run("evaluate", book(tmp_path / "b.xlsx", year()), "-o", goal)
    assert code == 0, said
    assert "自查：未发现自相矛盾的地方" in said
    page = goal.read_text(encoding="utf-8")
    for words in (
        "部门整体支出绩效自评报告",
        f"“{TRAINING}”项目支出绩效评价报告",
        "绩效评价工作底稿",
        "事前绩效评估",
        "绿灯",
    ):
        assert words in page
    assert run("audit", goal)[0] == 0


def test_a_folder_gets_one_file_a_part(tmp_path: Path) -> None:
    out = tmp_path / "绩效"
    code, said = run("evaluate", book(tmp_path / "b.xlsx", year()), "-o", out, "--format", "docx,xlsx")
    assert code == 0, said
    assert len(list(out.glob("*.docx"))) == len(list(out.glob("*.xlsx"))) == len(PARTS)
    assert "xlsx 只含报告中的表格" in said


def test_parts_and_layouts_are_chosen_by_name(tmp_path: Path) -> None:
    source, goal = book(tmp_path / "b.xlsx", year()), tmp_path / "表.html"
    assert run("evaluate", source, "-o", goal, "--part", "自评表，重点工作", "--layout", "四川2020")[0] == 0
    page = goal.read_text(encoding="utf-8")
    assert "项目绩效目标完成情况表" in page
    assert "工作底稿" not in page
    code, said = run("evaluate", source, "-o", goal, "--part", "附表")
    assert (code, "没有这个部分" in said, "整改台账" in said) == (2, True, True)
    code, said = run("evaluate", source, "-o", goal, "--layout", "表样")
    assert (code, "没有这种表样" in said) == (2, True)


def test_what_is_missing_is_listed_by_sheet_and_nothing_is_written(tmp_path: Path) -> None:
    made = year()
    results = tuple(replace(r, deviation="", measure="") for r in made.self_evaluations[1].results)
    second = replace(made.self_evaluations[1], results=results, achieved="", experience="")
    source = book(tmp_path / "b.xlsx", replace(made, self_evaluations=(made.self_evaluations[0], second)))
    out = tmp_path / "绩效"
    code, said = run("evaluate", source, "-o", out)
    assert code == 2
    for words in (
        f"“{PRACTICE}”的指标“见习留用率”扣6分，请在“自评”表填写偏差原因分析和改进措施",
        f"“{PRACTICE}”的指标“见习人数”的完成值远高于指标值",
        f"请在“自评概况”表填写“{PRACTICE}”的总体目标实际完成情况",
        f"请在“自评概况”表填写“{PRACTICE}”项目支出的“主要经验及做法”",
    ):
        assert words in said
    assert not out.exists()
    assert run("evaluate", source, "-o", out, "--draft")[0] in (0, 1)


def test_a_part_without_data_says_what_to_fill_in(tmp_path: Path) -> None:
    source = book(tmp_path / "b.xlsx", year(follow_ups=()))
    goal = tmp_path / "r.docx"
    code, said = run("evaluate", source, "-o", goal, "--part", "整改台账")
    assert code == 2
    assert "请在“后续整改”表登记问题和整改措施" in said
    assert not goal.exists()
    bare = year(
        objectives=year().objectives[:1], self_evaluations=(), evaluations=(), follow_ups=(), work_targets=(), questionnaires=(),
        monitoring=(), appraisals=(), operands=(),
    )  # fmt: skip
    tree = tuple(
        replace(i, work="", target=replace(i.target, value=1)) if i.work else i
        for i in bare.objectives[0].indicators
    )
    empty = replace(bare, objectives=(replace(bare.objectives[0], indicators=tree),))
    code, said = run("evaluate", book(tmp_path / "e.xlsx", empty), "-o", goal)
    assert code == 2
    assert "绩效工作簿里没有可以编制的内容" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "r.odt"), "不支持这种格式"),
        (("-o", "r.docx", "--format", "pdf"), "不支持这种格式"),
        (("-o", "out", "--format", "txt"), "不支持这种格式"),
        (("-o", "r.docx", "--prior", "b.xlsx"), "请同时用 --accounts"),
        (("-o", "b.xlsx"), "不能覆盖"),
    ],
)
def test_wrong_use_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    book(tmp_path / "b.xlsx", year())
    code, said = run("evaluate", "b.xlsx", *words)
    assert (code, told in said) == (2, True), said
    assert [p.name for p in tmp_path.iterdir()] == ["b.xlsx"]
