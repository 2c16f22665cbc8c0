"""``juesuan compose``, ``compare`` and ``pack`` as a clerk uses them: files, exit codes, what is said, nothing half-written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from example_year import WAN, year
from typer.testing import CliRunner

from juesuan.accounts.model import Accounts
from juesuan.accounts.workbook import write_workbook
from juesuan.cli import app
from juesuan.documents.intake import read_carefully
from juesuan.documents.model import Paragraph
from juesuan.documents.refusal import Refusal


def run(*words: object) -> tuple[int, str]:
    """Exit code and everything said; a refusal is what the program prints it as."""
    result = CliRunner().invoke(app, [str(w) for w in words])
    if isinstance(result.exception, Refusal):
        return 2, result.output + str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def book(path: Path, accounts: Accounts) -> Path:
    path.write_bytes(write_workbook(accounts))
    return path


def test_a_workbook_becomes_a_report_that_holds(tmp_path: Path) -> None:
    goal = tmp_path / "报告.html"
    code, said = run("compose", book(tmp_path / "b.xlsx", year()), "-o", goal)
    assert code == 0, said
    assert "自查：未发现自相矛盾的地方" in said
    assert run("audit", goal)[0] == 0
    assert run("compare", goal, goal)[0] == 0


def test_only_reports_that_tell_figures_are_compared(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("清河县水利局2023年度部门决算\n\n本年收入合计12.50万元。", encoding="utf-8")
    bare = tmp_path / "表.txt"
    rows = "项目\t金额\n一、财政拨款收入\t12.50\n本年收入合计\t12.50\n"
    bare.write_text(f"清河县水利局2023年度部门决算\n\n收入决算表\n\n{rows}", encoding="utf-8")
    for other, words in (
        (bare, "说明文字里没有数字"),
        (book(tmp_path / "b.xlsx", year()), "这是决算数据工作簿，不是报告"),
    ):
        for pair in ((report, other), (other, report)):
            code, said = run("compare", *pair)
            assert code == 2
            assert words in said
            assert other.name in said


def test_last_year_may_come_from_its_own_workbook(tmp_path: Path) -> None:
    this = year()
    assert this.prior is not None
    last = book(tmp_path / "2023.xlsx", this.prior)
    alone = book(tmp_path / "2024.xlsx", replace(this, prior=None))
    goal = tmp_path / "r.html"
    assert run("compose", alone, "--prior", last, "-o", goal)[0] == 0
    words = "".join(b.value for b in read_carefully(goal).blocks if isinstance(b, Paragraph))
    assert "收、支总计各增加70.00万元，增长30.43%" in words
    code, said = run("compose", alone, "--prior", alone, "-o", tmp_path / "x.html")
    assert code == 2
    assert "上年工作簿的年度是 2024，应为 2023" in said


def test_what_is_missing_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    goal = tmp_path / "r.docx"
    code, said = run("compose", book(tmp_path / "b.xlsx", replace(year(), reasons={})), "-o", goal)
    assert code == 2
    assert "请在“原因说明”中选“收入支出总计”，写明收入支出总计与上年相比变动的原因" in said
    assert not goal.exists()


def test_an_area_that_does_not_exist_is_refused_and_one_without_a_pack_is_told(tmp_path: Path) -> None:
    source, goal = book(tmp_path / "b.xlsx", year()), tmp_path / "r.html"
    for words in (
        ("compose", source, "-o", goal, "--area", "火星"),
        ("template", "--year", "2024", "-o", tmp_path / "t.xlsx", "--area", "火星"),
        ("pack", "names", source, "--area", "火星"),
    ):
        code, said = run(*words)
        assert code == 2
        assert "火星：没有这个地区" in said
    assert [p.name for p in tmp_path.iterdir()] == ["b.xlsx"]
    code, said = run("compose", source, "-o", goal, "--area", "浙江省")
    assert code == 0, said
    assert "提醒 没有“浙江省”2024年度的模板，按“" in said
    assert "的模板" not in run("compose", source, "-o", goal, "--area", "四川省清河县")[1]


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_draft_says_what_it_lacks_and_that_it_is_one(tmp_path: Path, ending: str) -> None:
    goal, source = tmp_path / f"r.{ending}", book(tmp_path / "b.xlsx", replace(year(), reasons={}))
    code, said = run("compose", source, "-o", goal, "--draft")
    assert code == 0, said
    assert "提醒 这是草稿，还缺" in said
    assert "请在“原因说明”中选“收入支出总计”，写明收入支出总计与上年相比变动的原因" in said
    words = "".join(b.value for b in read_carefully(goal).blocks if isinstance(b, Paragraph))
    assert "草稿：还缺" in words
    assert "主要原因是（草稿：还缺变动原因）" in words
    code, said = run("compose", book(tmp_path / "c.xlsx", year()), "-o", tmp_path / f"f.{ending}", "--draft")
    assert (code, "草稿" in said) == (0, False)


def test_errors_of_the_workbook_refuse_and_warnings_are_told(tmp_path: Path) -> None:
    """As docs/guide/accounts.md promises: an error is named with its cell and nothing is written; a warning goes on."""
    this = year()
    open_fund = replace(this, carry_over=(replace(this.carry_over[0], closing=WAN),))
    for draft in ((), ("--draft",)):
        code, said = run("compose", book(tmp_path / "b.xlsx", open_fund), "-o", tmp_path / "out", *draft)
        assert code == 2
        assert "结转结余" in said
        assert "收支不平" in said
        assert not (tmp_path / "out").exists()
    crowded = replace(this, staff=replace(this.staff, posts=(("行政", 12, 13),)))
    code, said = run("compose", book(tmp_path / "b.xlsx", crowded), "-o", tmp_path / "r.html")
    assert code == 0, said
    assert "提醒" in said
    assert "行政实有数大于编制数" in said


def test_the_workbook_is_never_overwritten(tmp_path: Path) -> None:
    source = book(tmp_path / "b.xlsx", year())
    before = source.read_bytes()
    code, said = run("compose", source, "-o", source)
    assert code == 2
    assert "不能覆盖" in said
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["r.doc", "r.odt"])
def test_an_unknown_format_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    code, said = run("compose", tmp_path / "missing.xlsx", "-o", tmp_path / name)
    assert code == 2
    assert ".docx" in said


def test_a_clerks_own_contradiction_is_told_by_the_audit(tmp_path: Path) -> None:
    this = year()
    wrong = replace(this, entity=replace(this.entity, tasks=("完成目标任务200人的150%，实际培训200人。",)))
    wrong = replace(wrong, three=replace(wrong.three, running=500 * WAN))
    code, said = run("compose", book(tmp_path / "b.xlsx", wrong), "-o", tmp_path / "r.html")
    assert code in (1, 2)
    assert "自查错误" in said or "错误" in said


def test_packs_are_listed_started_and_checked(tmp_path: Path) -> None:
    code, said = run("pack", "list")
    assert code == 0
    assert "national" in said
    folder = tmp_path / "本县"
    assert run("pack", "new", folder, "--from", "sichuan-2023")[0] == 0
    assert run("pack", "check", folder)[0] == 0
    assert run("pack", "new", folder)[0] == 2
    (folder / "sentences.toml").write_text("[fund]\ntext = \"{{ money('fund.incom') }}\"\n", encoding="utf-8")
    code, said = run("pack", "check", folder)
    assert code == 1
    assert "fund.income" in said
