"""The JSON contract: every object fits the published schema, and the schema forbids what the contract
forbids.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from juesuan.documents.refusal import Refusal
from juesuan.findings.baseline import Explained, apply_baseline
from juesuan.findings.compare import compare
from juesuan.findings.emit_json import audit_object, dumps, refusal_object, schema
from juesuan.findings.model import Audit
from juesuan.findings.stream import chunks


def check(value: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dumps(value)))


def test_every_kind_of_result_fits_the_schema(broken: Audit, clean: Audit) -> None:
    check(audit_object(broken, claims=True))
    check(audit_object(clean))
    check(refusal_object(Refusal("encrypted", "a.pdf", "文件加了密码", "请去掉密码后再审核")))
    check(audit_object(compare(clean, audit_object(broken))))
    check(audit_object(replace(clean, verdict="blocked", blocked="没有读到文字")))


@pytest.mark.parametrize("key", ["document", "verdict", "coverage", "findings"])
def test_the_schema_wants_every_key_of_the_contract(broken: Audit, key: str) -> None:
    value = audit_object(broken)
    del value[key]
    with pytest.raises(jsonschema.ValidationError):
        check(value)


def test_a_place_has_all_keys_and_claims_come_only_when_asked_for(broken: Audit) -> None:
    value = audit_object(broken, claims=True)
    place = value["findings"][0]["places"][0]
    assert place == {
        "role": "合计",
        "quote": "本年收入合计 1,200.00 万元",
        "page": None,
        "line": 3,
        "column": 0,
        "sheet": None,
        "cell": None,
        "bbox": None,
        "path": None,
        "paragraph": None,
        "table": None,
        "label": "",
    }
    assert value["claims"][0]["held"] is False
    assert "claims" not in audit_object(broken)


def test_status_and_explanation_appear_only_when_set(broken: Audit) -> None:
    plain = audit_object(broken)["findings"][0]
    assert "status" not in plain
    assert "explanation" not in plain
    entries = {broken.findings[0].fingerprint: Explained("机构合并所致")}
    explained = audit_object(apply_baseline(broken, entries))
    check(explained)
    assert explained["findings"][0]["explanation"] == "机构合并所致"
    assert explained["verdict"] == "clean"  # the share is a symptom: it is explained with its root
    assert explained["findings"][1]["explanation"] == "同 F001：机构合并所致"


def test_one_file_is_an_object_several_are_a_list_and_lines_are_lines(broken: Audit, clean: Audit) -> None:
    refusal = Refusal("empty", "b.txt", "文件是空的", "请重新保存")
    one = "".join(chunks("json", [broken], many=False, claims=False))
    assert json.loads(one)["verdict"] == "contradictions"
    many = json.loads("".join(chunks("json", [broken, refusal, clean], many=True, claims=False)))
    assert [o["verdict"] for o in many] == ["contradictions", "blocked", "clean"]
    lines = "".join(chunks("jsonl", [broken, refusal], many=True, claims=False)).splitlines()
    assert [json.loads(line)["document"]["path"] for line in lines] == ["清河县人社局.txt", "b.txt"]
    assert json.loads("".join(chunks("json", [], many=True, claims=False))) == []
