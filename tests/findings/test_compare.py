"""Comparison of runs and kept explanations."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.documents.refusal import Refusal
from juesuan.findings.baseline import Explained, apply_baseline, baseline_text, read_baseline
from juesuan.findings.compare import compare, earlier, read_audits
from juesuan.findings.emit_json import audit_object, dumps
from juesuan.findings.model import Audit


def test_new_unchanged_changed_and_gone(broken: Audit, clean: Audit) -> None:
    old = json.loads(dumps(audit_object(broken)))
    now = replace(broken, findings=(broken.findings[0], replace(broken.findings[1], stated="6.00%")))
    result = compare(now, old)
    assert [f.status for f in result.findings] == ["unchanged", "changed"]
    assert [(f.code, f.status) for f in result.gone] == [("W001", "gone")]
    assert [f.status for f in compare(broken, None).findings] == ["new"] * 3
    assert len(compare(clean, old).gone) == 3


def test_the_earlier_audit_is_found_by_entity_and_year_then_by_name(broken: Audit) -> None:
    same = audit_object(broken) | {"document": audit_object(broken)["document"] | {"path": "旧.txt"}}
    other = audit_object(replace(broken, entity="白马县财政局"))
    assert earlier(broken, [other, same]) is same
    assert earlier(replace(broken, entity=""), [other, same]) is other
    assert (
        earlier(
            replace(broken, entity="", year=2020, document=replace(broken.document, path="x.txt")), [other]
        )
        is None
    )
    assert earlier(replace(broken, entity="x"), [other], only=True) is other


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[1]", '{"schema": "x"}', "not json", '{"schema": "juesuan.audit/1"}\n{']
)
def test_what_is_no_audit_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "旧.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="不是本工具输出的审核结果"):
        read_audits(path)


def test_json_lists_and_lines_are_read(tmp_path: Path, broken: Audit) -> None:
    path = tmp_path / "旧.jsonl"
    line = dumps(audit_object(broken), indent=None)
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    assert len(read_audits(path)) == 2
    path.write_text(f"[{line}]", encoding="utf-8")
    assert len(read_audits(path)) == 1


def test_an_audit_with_broken_findings_is_refused(broken: Audit) -> None:
    old = audit_object(broken)
    del old["findings"][0]["places"]
    with pytest.raises(Refusal, match="旧的审核结果不完整"):
        compare(broken, old)


@pytest.mark.parametrize("name", ["说明.toml", "说明.json"])
def test_a_written_baseline_reads_back_and_explains_only_what_is_filled_in(
    tmp_path: Path, broken: Audit, name: str
) -> None:
    path = tmp_path / name
    path.write_text(baseline_text([broken], {}, as_json=path.suffix == ".json"), encoding="utf-8")
    entries = read_baseline(path)
    assert set(entries) == {f.fingerprint for f in broken.findings}
    assert len(apply_baseline(broken, entries).errors) == 2
    filled = {
        k: replace(e, explanation="机构合并所致", by="张会计", date="2025-08-01") for k, e in entries.items()
    }
    result = apply_baseline(broken, filled)
    assert result.verdict == "clean"
    assert result.findings[0].explanation == "机构合并所致（张会计，2025-08-01）"
    path.write_text(baseline_text([broken], filled, as_json=path.suffix == ".json"), encoding="utf-8")
    assert read_baseline(path) == filled


def test_an_explanation_given_for_another_figure_must_be_confirmed(broken: Audit) -> None:
    entries = {broken.findings[0].fingerprint: Explained("旧说明", stated="999.00 万元")}
    result = apply_baseline(broken, entries)
    assert result.findings[0].explanation == ""
    assert "此前的说明针对的是“999.00 万元”" in result.findings[0].advice


def test_a_baseline_written_by_hand(tmp_path: Path, broken: Audit) -> None:
    path = tmp_path / "说明.toml"
    path.write_text(
        f'[explained.{broken.findings[0].fingerprint}]\nexplanation = "见附注"\ndate = 2025-08-01\n',
        encoding="utf-8",
    )
    assert read_baseline(path)[broken.findings[0].fingerprint].date == "2025-08-01"
    path.write_text("explained = 3", encoding="utf-8")
    with pytest.raises(Refusal, match="说明文件读不懂"):
        read_baseline(path)


@given(st.text())
def test_any_text_survives_a_toml_baseline(text: str) -> None:
    import tomllib

    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        return
    kept = {"0" * 40: Explained(explanation=text)}
    data = tomllib.loads(baseline_text([], kept, as_json=False))
    assert data["explained"]["0" * 40]["explanation"] == text
