"""The limited child process: the same document as in place, and a clear end where a limit is passed."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from juesuan.documents import Refusal, guard
from juesuan.documents.guard import read_guarded
from juesuan.documents.intake import needs_guard, read, read_carefully

SENTENCE = "2023年度收入总计1,234.50万元，比上年增长12.5%。"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "决算.xlsx"
    with xlsxwriter.Workbook(str(path)) as file:
        money = file.add_format({"num_format": "#,##0.00"})
        sheet = file.add_worksheet("收入决算表")
        sheet.merge_range("A1:B1", "收入决算表")
        sheet.write_row("A2", ["项目", "金额"])
        sheet.write("A3", SENTENCE)
        sheet.write("B3", 1234.5, money)
        file.add_worksheet("草稿").write(0, 0, 1)
        file.worksheets()[1].hide()
    return path


def test_same_document_as_in_place(book: Path) -> None:
    assert read_guarded(book) == read(book)


def test_refusal_comes_through_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "旧.rtf"
    file.write_bytes(rb"{\rtf1}")
    with pytest.raises(Refusal) as here:
        read(file)
    with pytest.raises(Refusal) as there:
        read_guarded(file)
    assert (here.value.code, str(here.value)) == (there.value.code, str(there.value))


def test_name_in_a_chinese_encoding_reaches_the_child(tmp_path: Path) -> None:
    file = os.path.join(os.fsencode(tmp_path), "决算.txt".encode("gbk"))
    with open(file, "wb") as stream:
        stream.write(SENTENCE.encode())
    assert read_guarded(os.fsdecode(file)).path.endswith("决算.txt")


def test_time_is_bounded(book: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_guarded(book, seconds=0.01)
    assert refused.value.code == "timeout"
    assert str(book) in str(refused.value)


@pytest.mark.skipif(os.name != "posix", reason="address space can be limited on POSIX only")
def test_memory_is_bounded(tmp_path: Path) -> None:
    file = tmp_path / "长.txt"
    file.write_bytes((SENTENCE + "\n").encode() * 100_000)
    with pytest.raises(Refusal) as refused:
        read_guarded(file, memory=96 * 1024 * 1024)
    assert refused.value.code == "memory"


def test_crash_of_the_child_is_one_clear_message(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.sys, "executable", "/bin/false")
    with pytest.raises(Refusal) as refused:
        read_guarded(book)
    assert refused.value.code == "crashed"
    assert "另存" in refused.value.advice


def test_secrets_stay_with_the_parent(book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spy = tmp_path / "spy"
    spy.write_text("#!/bin/sh\nenv\nexit 3\n", encoding="utf-8")
    spy.chmod(0o755)
    monkeypatch.setattr(guard.sys, "executable", str(spy))
    monkeypatch.setenv("JUESUAN_DATABASE_PASSWORD", "secret")
    seen: list[bytes] = []
    monkeypatch.setattr(guard, "_received", lambda answer, *_: (answer.seek(0), seen.append(answer.read())))
    read_guarded(book)
    assert b"PATH=" in seen[0]
    assert b"secret" not in seen[0]


def test_which_files_need_it(book: Path, tmp_path: Path) -> None:
    odd = tmp_path / "报告.bin"
    odd.write_text(SENTENCE, encoding="utf-8")
    large = tmp_path / "大.txt"
    with large.open("wb") as stream:
        stream.truncate(guard.limits.GUARD_BYTES + 1)
    packed = tmp_path / "胀.docx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", bytes(guard.limits.GUARD_UNPACKED_BYTES + 1))
    broken = tmp_path / "断.docx"
    broken.write_bytes(packed.read_bytes()[:200])
    wanted = {book: False, odd: True, large: True, packed: True, broken: False, tmp_path: False}
    assert {path: needs_guard(path) for path in wanted} == wanted
    assert not needs_guard(tmp_path / "没有.docx")
    assert [p.value for _, p in read_carefully(odd).paragraphs()] == [SENTENCE]
