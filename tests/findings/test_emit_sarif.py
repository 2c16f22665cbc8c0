"""SARIF 2.1.0: the parts that viewers rely on."""

from __future__ import annotations

from dataclasses import replace

from handmade import SHARE, SUM, WORD

from juesuan.documents.model import Place
from juesuan.documents.refusal import Refusal
from juesuan.findings.compare import compare
from juesuan.findings.emit_json import audit_object
from juesuan.findings.emit_sarif import sarif_object
from juesuan.findings.model import Audit

RULES = (WORD, SUM, SHARE)


def test_results_point_at_rules_and_regions(broken: Audit) -> None:
    log = sarif_object([broken], RULES)
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["A001", "S001", "W001"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 1,
        "endColumn": 19,
        "snippet": {"text": "本年收入合计 1,200.00 万元"},
    }
    assert len(first["relatedLocations"]) == 2
    assert first["partialFingerprints"] == {"juesuan/v1": broken.findings[0].fingerprint}
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()
    assert run["invocations"][0]["executionSuccessful"] is True


def test_pages_and_cells_are_logical_locations(broken: Audit) -> None:
    place = Place("1,200.00", page=3, bbox=(1.0, 2.0, 3.0, 4.0))
    finding = replace(broken.findings[0], places=(place, Place("5", sheet="收入", cell="C5")))
    result = sarif_object([replace(broken, findings=(finding,))], RULES)["runs"][0]["results"][0]
    location = result["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "第 3 页"
    assert location["properties"]["bbox"] == (1.0, 2.0, 3.0, 4.0)
    assert result["relatedLocations"][0]["logicalLocations"][0]["kind"] == "cell"


def test_refused_files_are_notifications_and_states_are_carried(broken: Audit, clean: Audit) -> None:
    compared = compare(clean, audit_object(broken))
    run = sarif_object([Refusal("empty", "b.txt", "文件是空的", "请重新保存"), compared], RULES)["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "文件是空的" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert {r["baselineState"] for r in run["results"]} == {"absent"}
