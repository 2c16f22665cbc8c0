"""The sample reports: every planted error is found in every format, and the clean twin raises no alarm."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from juesuan.auditing import audit

EXAMPLES = Path(__file__).parent.parent / "examples"
sys.path.insert(0, str(EXAMPLES))

import word  # noqa: E402
from build import build  # noqa: E402
from sample.matching import explains  # noqa: E402
from sample.plants import PLANTS  # noqa: E402

FORMATS = ("txt", "docx", "pdf")
PLANTED: list[dict[str, str]] = json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8"))


@lru_cache
def audited(name: str) -> dict[str, Any]:
    return audit(EXAMPLES / name).to_dict()


def told(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['places'][0]['quote']}: {finding['message']}"


@lru_cache(maxsize=1)
def rebuilt() -> dict[str, bytes]:
    return build()


@pytest.mark.parametrize("name", ["planted.json", "report.txt", "clean.txt"])
def test_committed_files_are_what_the_builder_makes(name: str) -> None:
    assert (EXAMPLES / name).read_bytes() == rebuilt()[name], "run `make examples`"


def test_the_word_template_says_what_its_script_says() -> None:
    def words(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())

    assert words((EXAMPLES / "template.dotx").read_bytes()) == words(word.build()), "run `make examples`"


@pytest.mark.parametrize("name", ["report.docx", "clean.docx"])
def test_committed_word_files_say_what_the_builder_says(name: str) -> None:
    def body(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("word/document.xml")

    assert body((EXAMPLES / name).read_bytes()) == body(rebuilt()[name]), "run `make examples`"


@pytest.mark.parametrize("name", ["report.pdf", "clean.pdf"])
def test_committed_pdf_files_say_what_the_builder_says(name: str) -> None:
    def pages(data: bytes) -> list[str]:
        pdf = pypdfium2.PdfDocument(data)
        return [pdf[i].get_textpage().get_text_bounded() for i in range(len(pdf))]

    committed = pages((EXAMPLES / name).read_bytes())
    assert committed == pages(rebuilt()[name]), "run `make examples`"
    assert len(committed) >= 25


def test_every_kind_of_contradiction_is_planted() -> None:
    from juesuan.claims.model import Kind

    assert {plant.kind for plant in PLANTS} == {kind.value for kind in Kind}
    assert [row["slot"] for row in PLANTED] == [plant.slot for plant in PLANTS]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row["slot"])
def test_planted_error_is_found(row: dict[str, str], suffix: str) -> None:
    usual = {finding["fingerprint"] for finding in audited(f"clean.{suffix}")["findings"]}
    fresh = [f for f in audited(f"report.{suffix}")["findings"] if f["fingerprint"] not in usual]
    assert any(explains(finding, row) for finding in fresh), row["why"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_clean_twin_raises_no_alarm(suffix: str) -> None:
    result = audited(f"clean.{suffix}")
    assert not [told(f) for f in result["findings"] if f["level"] != "note"]
    assert result["verdict"] == "clean"
    assert result["coverage"]["claims_held"] > 300, "held because checked, not overlooked"


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_alarm_but_the_planted(suffix: str) -> None:
    alarms = [f for f in audited(f"report.{suffix}")["findings"] if f["level"] == "error" and not f["cause"]]
    loose = [f for f in alarms if not any(explains(f, row) for row in PLANTED)]
    assert not [told(f) for f in loose]
    assert alarms


def test_three_formats_say_the_same_about_the_report() -> None:
    documents = [audited(f"report.{suffix}")["document"] for suffix in FORMATS]
    assert {d["entity"] for d in documents} == {"清河县人力资源和社会保障局"}
    assert {d["year"] for d in documents} == {2024}
    assert {d["kind"] for d in documents} == {"accounts"}
