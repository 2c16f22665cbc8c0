"""Bad input of ``juesuan compose``: each mistake is named with its cell and the way out, and nothing at all is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from example_year import WAN, year
from openpyxl.workbook import Workbook
from test_compose_command import book, run

from juesuan.accounts.workbook import write_workbook

Change = Callable[[Workbook], None]


def put(sheet: str, cell: str, value: object) -> Change:
    def change(made: Workbook) -> None:
        made[sheet][cell] = value

    return change


def drop(sheet: str) -> Change:
    return lambda made: made.remove(made[sheet])


def twice(sheet: str) -> Change:
    """The first row of a sheet once more, below its last one."""

    def change(made: Workbook) -> None:
        rows = made[sheet]
        last = max(r for r in range(4, rows.max_row + 1) if rows.cell(r, 1).value)
        for column in range(1, rows.max_column + 1):
            rows.cell(last + 1, column).value = rows.cell(4, column).value

    return change


def without_reasons(made: Workbook) -> None:
    for row in made["支出"].iter_rows(min_row=4, min_col=9, max_col=9):
        row[0].value = None


def composed(tmp_path: Path, change: Change, *more: object) -> str:
    """What is said; that nothing was written, not even a folder, is asserted."""
    source = book(tmp_path / "b.xlsx", year())
    made = openpyxl.load_workbook(source)
    change(made)
    made.save(source)
    for goal in (tmp_path / "报告.docx", tmp_path / "全部"):
        code, said = run("compose", source, "-o", goal, *more)
        assert code == 2, said
        assert not goal.exists()
    assert {p.name for p in tmp_path.iterdir()} == {"b.xlsx"}
    return said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop("支出"), "“支出”：缺少这个工作表。没有内容也要保留空表"),
        (drop("结转结余"), "“结转结余”：缺少这个工作表"),
        (put("支出", "A5", "2139898"), "“支出”A5：2139898 在科目表中查不到，其中的款 21398 也查不到。请按2024年政府收支分类科目核对编码"),
        (put("支出", "D4", "30198"), "“支出”D4：30198 在科目表中查不到"),
        (put("支出", "A5", "213"), "“支出”A5：“科目编码”应填 7 位功能分类项级科目编码，现在是“213”"),
        (put("支出", "A5", "2130301 住房公积金"), "“支出”A5：“科目编码”的编码和名称不一致"),
        (put("支出", "H4", "一百万"), "“支出”H4：“决算数”应填数字，现在是“一百万”。只填数字，单位是万元"),
        (put("三公经费", "B10", "约二万"), "“三公经费”B10：“公务用车运行维护费决算数”应填数字"),
        (put("收入", "D4", -1), "“收入”D4：金额不能是负数，现在是“-1.00万元”。冲减的金额请并入"),
        (put("三公经费", "B10", -1), "“三公经费”B10：“公务用车运行维护费决算数”不能是负数"),
        (put("政府采购", "B4", -1), "“政府采购”B4：“货物支出”不能是负数"),
        (put("公务接待", "E4", -3), "“公务接待”E4：“人次”应填不小于 0 的整数"),
        (twice("收入"), "“收入”A6：同一事项填了两行，现在是“2130301 财政拨款收入 一般公共预算财政拨款”。请合并为一行；前一行在 A4"),
        (twice("支出"), "同一事项填了两行"),
        (put("结转结余", "D4", 5), "“结转结余”D4：非财政拨款资金的年初结转和结余与上年年末数不一致，现在是“5.00万元”。上年年末数是 0.00万元"),
        (without_reasons, "请在“支出”I4（或同一科目的I5）的“差异原因”，写明行政运行（2130301）与预算相比变动的原因"),
        (put("支出", "C4", "一般预算"), "“支出”C4：“资金性质”填的内容不在列表中，现在是“一般预算”。可选："),
        (put("单位信息", "B8", "万"), "“单位信息”B8：“金额单位”填的内容不在列表中"),
        (put("单位信息", "B7", None), "“单位信息”B7：“年度”没有填写"),
        (put("收入", "A3", "科目"), "“收入”A3：缺少“科目编码”栏"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_and_nothing_is_written(change: Change, words: str, tmp_path: Path) -> None:
    assert words in composed(tmp_path, change)


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    def several(made: Workbook) -> None:
        for change in (drop("人员"), put("收入", "D4", "很多"), put("支出", "A4", "12")):
            change(made)

    said = composed(tmp_path, several)
    assert "工作簿有 3 处错误" in said
    for place in ("“人员”：", "“收入”D4：", "“支出”A4："):
        assert place in said


def test_what_is_wrong_with_last_years_book_is_told_as_such(tmp_path: Path) -> None:
    this = year()
    assert this.prior is not None
    source = book(tmp_path / "b.xlsx", replace(this, prior=None))
    last = book(tmp_path / "last.xlsx", this.prior)
    made = openpyxl.load_workbook(last)
    made["收入"]["D4"] = "无"
    made.save(last)
    code, said = run("compose", source, "--prior", last, "-o", tmp_path / "r.html")
    assert code == 2
    assert "“上年工作簿·收入”D4：“金额”应填数字" in said
    last.write_bytes(
        write_workbook(replace(this.prior, carry_over=(replace(this.carry_over[0], closing=WAN),)))
    )
    code, said = run("compose", source, "--prior", last, "-o", tmp_path / "r.html")
    assert code == 2
    assert "“结转结余”D4：非财政拨款资金的年初结转和结余与上年年末数不一致" in said
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("{{ money('fund.incom') }}", "第1行 money() 的“fund.incom”不是已知的事项，是否应为“fund.income”"),
        ("{{ mony('fund.income') }}", "没有“mony”这个名称，是否应为“money”"),
        ("@figure incomes", "没有名为“incomes”的图"),
    ],
)
def test_a_pack_that_asks_for_what_is_not_there_is_refused(section: str, words: str, tmp_path: Path) -> None:
    source, folder = book(tmp_path / "b.xlsx", year()), tmp_path / "本县"
    assert run("pack", "new", folder)[0] == 0
    (folder / "sentences.toml").write_text(f'[fund]\ntext = "{section}"\n', encoding="utf-8")
    goal = tmp_path / "r.html"
    code, said = run("compose", source, "--pack", folder, "-o", goal)
    assert code == 2
    assert "fund：" in said
    assert words in said
    assert "没有写出任何文件" in said
    assert not goal.exists()


def test_a_full_disk_leaves_no_half_of_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from juesuan.reports import writers

    beside = writers._beside

    def full(path: Path, data: bytes) -> Path:
        if path.suffix == ".xlsx":
            raise OSError(28, "No space left on device")
        return beside(path, data)

    monkeypatch.setattr(writers, "_beside", full)
    goal = tmp_path / "全部"
    code, said = run("compose", book(tmp_path / "b.xlsx", year()), "-o", goal)
    assert code == 2
    assert "写不进去" in said
    assert not goal.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("无.xlsx", None, "找不到这个文件"),
        ("空.xlsx", b"", "文件是空的"),
        ("假.xlsx", b"PK\x03\x04 nonsense", "已损坏"),
        ("报告.txt", "清河县水利局2024年度部门决算".encode(), "不是工作簿"),
    ],
)
def test_a_file_that_is_no_workbook(name: str, data: bytes | None, words: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, said = run("compose", tmp_path / name, "-o", tmp_path / "r.docx")
    assert code == 2
    assert name in said
    assert words in said
    assert not (tmp_path / "r.docx").exists()
