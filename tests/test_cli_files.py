"""The command line and files: what is written when a person stops it, what a name promises, what the system refuses."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import juesuan.auditing as api
from juesuan.auditing import AuditResult
from test_cli import fake_audit, reports, run

__all__ = ["reports"]  # the folder of reports, a fixture


@pytest.mark.parametrize("command", [("extract",), ("compose",), ("template", "--year", "2024")])
def test_a_command_that_is_stopped_says_so(
    reports: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for name in (
        "accounts.extract.extract", "accounts.loading.usable_accounts", "accounts.workbook.template",
    ):  # fmt: skip
        monkeypatch.setattr(f"juesuan.{name}", stopped)
    words = ("clean.txt",) if len(command) == 1 else ()
    assert run(capfd, *command, *words, "-o", "果.xlsx") == (130, "", "已中断，没有写出。\n")


def test_an_interruption_says_how_far_it_came(
    reports: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(paths: list[str], *_: Any, **__: Any) -> Iterator[AuditResult]:
        yield fake_audit(paths[0], select=(), ignore=(), claims=False)
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "audit_many", stopped)
    code, _, err = run(
        capfd, "audit", "clean.txt", "wrong.txt", "note.txt", "-f", "html", "-o", "出", "-j", "1"
    )
    assert code == 130
    assert "已中断：1 份已完成，其余 2 份未审核。" in err
    assert [p.name for p in (reports / "出").iterdir()] == ["clean.审核.html"]


@pytest.mark.parametrize("format", ["json", "jsonl", "sarif", "text"])
@pytest.mark.parametrize("rendering", [False, True])
def test_an_interruption_loses_nothing_finished(
    reports: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    rendering: bool,
) -> None:
    from juesuan.findings import stream

    real = stream.chunks

    def stopped(paths: list[str], *_: Any, **__: Any) -> Iterator[AuditResult]:
        for path in paths[:2]:
            yield fake_audit(path, select=(), ignore=(), claims=False)
        if not rendering:
            raise KeyboardInterrupt

    def interrupted(format: str, results: Any, **options: Any) -> Iterator[str]:
        if not isinstance(results, list):  # the first rendering, which a person stops
            list(results)
            raise KeyboardInterrupt
        yield from real(format, results, **options)

    monkeypatch.setattr(api, "audit_many", stopped)
    if rendering:
        monkeypatch.setattr(stream, "chunks", interrupted)
    names = [f"{n}.txt" for n in ("wrong", "clean", "note")]
    code, _, err = run(capfd, "audit", *names, "-f", format, "-o", "出/果", "-j", "1")
    assert code == 130
    assert "已完成的 2 份结果已写入 出/果" in err
    assert "已中断：2 份已完成，其余 1 份未审核。" in err
    assert [p.name for p in (reports / "出").iterdir()] == ["果"]
    text = (reports / "出/果").read_text(encoding="utf-8")
    if format == "jsonl":
        assert [json.loads(line)["document"]["path"] for line in text.splitlines()] == names[:2]
    elif format == "json":
        assert [one["document"]["path"] for one in json.loads(text)] == names[:2]
    elif format == "sarif":
        assert len(json.loads(text)["runs"][0]["results"]) == 3
    else:
        assert "错的标题" in text


def test_an_interruption_before_anything_is_finished_writes_nothing(
    reports: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any, **__: Any) -> Iterator[AuditResult]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(api, "audit_many", stopped)
    code, _, err = run(capfd, "audit", "wrong.txt", "clean.txt", "-f", "json", "-o", "果.json", "-j", "1")
    assert (code, err) == (130, "已中断：0 份已完成，其余 2 份未审核。\n")
    assert not (reports / "果.json").exists()


LONG = "长" * 90


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", f"{LONG}.docx"],
        ["audit", "clean.txt", "--baseline", f"{LONG}.toml"],
        ["audit", "clean.txt", "--compare", f"{LONG}.json"],
        ["audit", "clean.txt", "-f", "json", "-o", f"{LONG}.json"],
        ["compose", "clean.txt", "-o", f"{LONG}.docx"],
        ["extract", f"{LONG}.docx", "-o", "新.xlsx"],
        ["extract", "clean.txt", "-o", f"{LONG}.xlsx"],
        ["template", "--year", "2024", "-o", f"{LONG}.xlsx"],
        ["pack", "new", LONG],
    ],
)
def test_a_name_that_the_system_does_not_take_is_refused_in_chinese(
    reports: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = run(capfd, *arguments)
    assert (code, out) == (2, "")
    assert "长长" in err
    assert "文件名太长" in err
    assert "请把名称改短" in err
    assert "Traceback" not in err
    assert "File name" not in err


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "没有写入权限"),
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.ENOENT, "没有这个文件夹"),
    ],
)
def test_a_pack_that_cannot_be_written_is_refused_in_chinese(
    reports: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    def refused(*_: Any) -> None:
        raise OSError(number, "No", "x.tmp")

    monkeypatch.setattr("juesuan.reports.writers._beside", refused)
    code, _, err = run(capfd, "pack", "new", "自己的")
    assert code == 2
    assert err.startswith(f"自己的：写不进去（{words}")
    assert not (reports / "自己的").exists()


def test_the_format_is_that_of_the_ending(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for ending, begin in (("html", b"<!"), ("xlsx", b"PK"), ("JSON", b"{"), ("txt", "清河".encode())):
        run(capfd, "audit", "wrong.txt", "-o", f"果.{ending}")
        assert (reports / f"果.{ending}").read_bytes().lstrip()[: len(begin)] == begin, ending
    assert run(capfd, "audit", "wrong.txt", "-f", "HTML", "-o", "大.html")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-f", "html", "-o", "x.docx"], "格式是 html，“x.docx”的扩展名却是 .docx"),
        (["-f", "json", "-o", "x.xlsx"], "扩展名却是 .xlsx"),
        (["-f", "jsonl", "-o", "x.json"], "扩展名却是 .json"),
        (["-o", "x.pdf"], "不能写成 .pdf"),
        (["note.txt", "-o", "x.html"], "有多份报告，“x.html”应为文件夹"),
    ],
)
def test_a_file_is_what_its_name_says(
    reports: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code, out, err = run(capfd, "audit", "wrong.txt", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not list(reports.glob("x.*"))
    assert run(capfd, "audit", "wrong.txt", "-f", "sarif", "-o", "y.json")[0] == 1
