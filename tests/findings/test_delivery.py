"""Results are written whole or not at all, and never over a report."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from juesuan.documents.refusal import Refusal
from juesuan.findings.delivery import file_name, write_whole
from juesuan.findings.model import Audit


def test_a_result_is_put_in_place_with_its_folder(tmp_path: Path) -> None:
    goal = tmp_path / "新" / "结果.json"
    write_whole(goal, b"1")
    write_whole(goal, b"2")
    assert goal.read_bytes() == b"2"
    assert list(goal.parent.iterdir()) == [goal]
    assert goal.stat().st_mode & 0o400


def test_an_input_is_never_overwritten_not_even_by_another_name(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("原文", encoding="utf-8")
    other = tmp_path / "别名.txt"
    os.link(report, other)
    for goal in (report, other, tmp_path / "." / "报告.txt"):
        with pytest.raises(Refusal, match="不能覆盖"):
            write_whole(goal, b"x", [str(report)])
    assert report.read_text(encoding="utf-8") == "原文"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, goal: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Refusal, match="写不进去"):
        write_whole(tmp_path / "结果.json", b"1")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="文件夹"):
        write_whole(tmp_path, b"1")


def test_names_in_a_folder_are_different(broken: Audit) -> None:
    taken: set[str] = set()
    assert [file_name(broken, "html", taken) for _ in range(3)] == [
        "清河县人社局.审核.html",
        "清河县人社局.审核-2.html",
        "清河县人社局.审核-3.html",
    ]


def test_reports_that_differ_in_their_ending_keep_it(broken: Audit) -> None:
    def name(path: str) -> str:
        made = replace(broken, document=replace(broken.document, path=path))
        return file_name(made, "html", taken, paths)

    taken: set[str] = set()
    paths = ("a/报告.txt", "a/报告.pdf", "b/报告.pdf", "甲.txt", "b/甲.txt")
    assert [name(p) for p in paths] == [
        "报告.txt.审核.html",
        "报告.pdf.审核.html",
        "报告.pdf.审核-2.html",
        "甲.审核.html",
        "甲.审核-2.html",
    ]
