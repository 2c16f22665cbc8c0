"""All formats at once or none: nothing half-written is ever left, and file names are such that every system takes."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from written_sample import sample

from juesuan.documents.composition import ComposedBlock, ComposedParagraph, ComposedTable, Contents, PageBreak
from juesuan.reports import writers
from juesuan.reports.writers import FORMATS, file_name, save, write, write_all


def test_every_format_is_written_under_the_title(tmp_path: Path) -> None:
    paths = write_all(sample(), tmp_path, ("docx", "xlsx", "zip"))
    assert [p.name for p in paths[:2]] == [f"{sample().title}.docx", f"{sample().title}.xlsx"]
    assert (tmp_path / "数据" / "datapackage.json") in paths
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(paths)
    assert paths[0].read_bytes() == write(sample(), "docx")


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="odt"):
        write(sample(), "odt")


def test_nothing_is_written_if_one_format_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object, format: str) -> bytes:
        if format == "xlsx":
            raise ValueError("x")
        return b"docx"

    monkeypatch.setattr(writers, "write", broken)
    with pytest.raises(ValueError, match="x"):
        write_all(sample(), tmp_path, ("docx", "xlsx"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("obstacle", ["file", "directory"])
def test_old_files_stay_if_the_disk_refuses(tmp_path: Path, obstacle: str) -> None:
    old = tmp_path / "a.docx"
    old.write_bytes(b"old")
    if obstacle == "file":
        (tmp_path / "x").write_bytes(b"")
        last = tmp_path / "x" / "b.docx"
    else:
        last = tmp_path / "x"
        (last / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="x"):
        save([(old, b"new"), (tmp_path / "new.docx", b"new"), (last, b"new")])
    assert old.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["a.docx", "x"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某局2023年度决算", "某局2023年度决算"),
        ("a/b:c", "a_b_c"),
        (" . ", "决算报告"),
        ("字" * 200, "字" * 60),
    ],
)
def test_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_formats_are_all_known() -> None:
    assert set(FORMATS) == {"docx", "pdf", "html", "xlsx", "zip"}


@pytest.mark.parametrize("format", FORMATS)
def test_same_report_same_file(format: str) -> None:
    assert write(sample(4), format) == write(sample(4), format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "block",
    [
        None, ComposedParagraph(()), Contents(2), PageBreak(), ComposedTable("空表", ()), ComposedTable("空表", ((),)),
    ],
)  # fmt: skip
def test_hardly_anything_can_be_written(format: str, block: ComposedBlock | None) -> None:
    blocks = () if block is None else (block,)
    assert write(replace(sample(), blocks=blocks, facts={}), format)
