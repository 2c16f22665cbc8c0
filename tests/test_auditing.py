"""The Python interface: one report, many reports, and what happens when a file takes its process down."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import juesuan
from juesuan.auditing import AuditResult, Selection, _over_processes, audit, audit_many, find_reports
from juesuan.documents.refusal import Refusal

REPORT = """清河县人力资源和社会保障局
2024年度部门决算公开说明
一、收入支出决算总体情况说明
2024年度收、支总计均为1,210.00万元。与2023年度相比，收、支总计各增加110.00万元，增长10.00%。
二、收入决算情况说明
2024年本年收入合计1,200.00万元，其中：一般公共预算财政拨款收入1,150.00万元，占95.83%；其他收入{other}万元，占4.17%。
三、支出决算情况说明
2024年本年支出合计1,190.00万元，其中：基本支出890.00万元，占74.79%；项目支出300.00万元，占25.21%。
"""


def work(path: str) -> Any:
    """Stands in for an audit in a child process: the name of the file says what becomes of it."""
    if path.startswith("坏"):
        return Refusal("broken", path, "文件已损坏", "请重新下载")
    if path.startswith("错"):
        raise ValueError("a bug")
    if path.startswith("死"):
        os._exit(9)
    time.sleep(0.002 * (9 - int(path[1:]) % 10))  # later files finish sooner
    return path


def test_results_come_in_order_whatever_happens_to_a_file() -> None:
    names = ["好1", "好2", "坏3", "好4", "错5", "好6", "死7", "好8", "好9", "好10", "死11", "好12", "好13"]
    results = list(_over_processes(partial(work), names, 2))
    assert [r.path if isinstance(r, Refusal) else r for r in results] == names
    reasons = {r.path: r.reason for r in results if isinstance(r, Refusal)}
    assert set(reasons) == {"坏3", "错5", "死7", "死11"}
    assert "ValueError: a bug" in reasons["错5"]
    assert "异常中止" in reasons["死7"]


def test_a_refusal_survives_the_way_back_from_a_process() -> None:
    refusal = pickle.loads(pickle.dumps(Refusal("empty", "a.txt", "文件是空的", "请重新保存")))
    assert (refusal.code, refusal.path, refusal.reason, refusal.advice) == (
        "empty",
        "a.txt",
        "文件是空的",
        "请重新保存",
    )
    assert str(refusal) == "a.txt：文件是空的。请重新保存"


def test_the_package_offers_its_public_names() -> None:
    assert juesuan.AuditResult is AuditResult
    assert juesuan.Refusal is Refusal
    with pytest.raises(AttributeError):
        _ = juesuan.nothing


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "对.txt"
    path.write_text(REPORT.format(other="50.00"), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "错.txt"
    path.write_text(REPORT.format(other="60.00"), encoding="utf-8")
    return path


def test_a_report_without_contradiction_is_clean(right: Path) -> None:
    result = audit(right, claims=True)
    assert (result.verdict, result.entity, result.year) == ("clean", "清河县人力资源和社会保障局", 2024)
    assert result.errors == ()
    assert result.claims_held >= 6
    assert result.claims_held == sum(c.held is True for c in result.claims)


def test_a_wrong_part_is_one_root_with_its_symptoms(wrong: Path) -> None:
    result = audit(str(wrong))
    assert result.verdict == "contradictions"
    assert {f.kind for f in result.errors} <= {"sum", "share"}
    assert any("60.00" in p.quote for f in result.errors for p in f.places)
    lines = wrong.read_text(encoding="utf-8").split("\n")
    for finding in result.findings:
        for place in finding.places:
            assert place.line is not None
            assert place.quote in lines[place.line - 1]


def test_an_audit_says_the_same_twice_and_in_another_folder(wrong: Path, tmp_path: Path) -> None:
    other = tmp_path / "下级" / "另一个名字.txt"
    other.parent.mkdir()
    other.write_bytes(wrong.read_bytes())
    first, second = audit(wrong), audit(other)
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in second.findings]
    assert first.findings == second.findings
    assert all(len(f.fingerprint) == 40 for f in first.findings)


def test_a_fingerprint_survives_paragraphs_added_above(wrong: Path, tmp_path: Path) -> None:
    longer = tmp_path / "加长.txt"
    head, tail = REPORT.format(other="60.00").split("一、", 1)
    longer.write_text(
        head + "清河县人力资源和社会保障局负责全县就业和社会保险工作。\n一、" + tail, encoding="utf-8"
    )
    numeric = [{f.fingerprint for f in audit(p).errors} for p in (wrong, longer)]
    assert numeric[0]
    assert numeric[0] == numeric[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "月光照在河面上，他独自坐在船头，想起了许多往事。船夫唱起了歌。\n" * 30,
        "The annual report of the county office shows total income of 1,200.00 and growth.\n" * 20,
    ],
)
def test_what_is_no_report_is_never_clean(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    try:
        result = audit(path)
    except Refusal:
        return
    assert result.verdict == "blocked"
    assert result.blocked
    assert not result.clean


def test_rules_can_be_chosen(wrong: Path) -> None:
    everything = audit(wrong)
    codes = sorted({f.code for f in everything.errors})
    assert {f.code for f in audit(wrong, select=codes[:1]).findings} == set(codes[:1])
    assert not {f.code for f in audit(wrong, ignore=codes).findings} & set(codes)


def test_one_process_or_two_give_the_same(right: Path, wrong: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    names = [str(right), str(tmp_path / "空.txt"), str(wrong), str(tmp_path / "没有.txt")]
    one = list(audit_many(names, 1, keep_text=True))
    two = list(audit_many(names, 2))
    assert [isinstance(r, Refusal) for r in one] == [False, True, False, True]
    for a, b in zip(one, two, strict=True):
        if isinstance(a, Refusal):
            assert str(a) == str(b)
        else:
            assert not isinstance(b, Refusal)
            assert a.findings == b.findings
            assert a.document.blocks
            assert not b.document.blocks
            assert replace(a, document=b.document, seconds=0) == replace(b, seconds=0)


def test_a_script_that_starts_processes_on_import_is_told_so(right: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"from juesuan import audit_many\nprint(list(audit_many([{str(right)!r}] * 2, jobs=2)))\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "__main__" in run.stderr.splitlines()[-1]
    assert run.stderr.count("Traceback") == 1
    assert "审核进程没有能够启动" in run.stderr


def test_files_named_twice_are_audited_once(right: Path) -> None:
    chosen = find_reports([str(right), str(right.parent), str(right.parent / "*.txt")])
    assert chosen == Selection((str(right),))


def test_the_authors_word_file_comes_back_with_comments(
    wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import docx

    from juesuan.cli import main

    made = docx.Document()
    for line in wrong.read_text(encoding="utf-8").splitlines():
        made.add_paragraph(line)
    source, goal = tmp_path / "报告.docx", tmp_path / "批注.docx"
    made.save(str(source))
    before = source.read_bytes()
    for path, code in ((source, 1), (wrong, 2)):
        monkeypatch.setattr("sys.argv", ["juesuan", "audit", str(path), "-f", "docx", "-o", str(goal)])
        with pytest.raises(SystemExit) as exit:
            main()
        assert exit.value.code == code
    assert "批注只能写回 Word" in capfd.readouterr().err
    comments = [c.text for c in docx.Document(str(goal)).comments]
    assert any("60.00" in text for text in comments)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("book", "command"), [("accounts.xlsx", "compose"), ("performance.xlsx", "evaluate")]
)
def test_a_workbook_to_be_filled_in_is_no_report(book: str, command: str) -> None:
    with pytest.raises(Refusal, match=f"工作簿，不是报告。请用 juesuan {command}"):
        audit(Path(__file__).parent.parent / "examples" / book)
