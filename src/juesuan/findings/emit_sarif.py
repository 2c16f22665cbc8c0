"""Findings as SARIF 2.1.0, the format in which editors and code review tools take results from any checker.

Plain text has lines and columns; a PDF page or a spreadsheet cell is no SARIF region, so those are said as
logical locations, and nothing is lost: the words, the page and the box stand in the location's message and
properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from juesuan import __version__
from juesuan.documents.model import Place
from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit, Finding, WordPlace
from juesuan.findings.repair import repairs
from juesuan.findings.wording import where
from juesuan.rules.model import Rule

_STATES = {"new": "new", "unchanged": "unchanged", "changed": "updated", "gone": "absent"}


def sarif_object(results: Sequence[Audit | Refusal], rules: Iterable[Rule]) -> dict[str, Any]:
    """One SARIF log with one run over all reports; files that could not be read become notifications."""
    rows = sorted(rules, key=lambda r: r.code)
    index = {rule.code: i for i, rule in enumerate(rows)}
    audits = [r for r in results if isinstance(r, Audit)]
    run = {
        "tool": {
            "driver": {
                "name": "juesuan",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN",
                "rules": [_rule(r) for r in rows],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": all(isinstance(r, Audit) and r.verdict != "blocked" for r in results),
                "toolExecutionNotifications": [n for r in results if (n := _notification(r)) is not None],
            }
        ],
        "artifacts": [
            {
                "location": {"uri": _uri(a.document.path)},
                "mimeType": a.document.media_type,
                "hashes": {"sha-256": a.document.sha256},
            }
            for a in audits
        ],
        "results": [_result(a, f, index) for a in audits for f in (*a.findings, *a.gone)],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": "\n".join(p for p in (rule.advice, rule.basis) if p) or rule.title},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"kind": str(rule.kind), "version": rule.version, "status": rule.status},
    }


def _notification(result: Audit | Refusal) -> dict[str, Any] | None:
    if isinstance(result, Audit):
        if result.verdict != "blocked":
            return None
        path, text = result.document.path, result.blocked
    else:
        path, text = result.path, f"{result.reason}。{result.advice}"
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
    return {"level": "error", "message": {"text": text}, "locations": [location]}


def _result(audit: Audit, f: Finding, index: dict[str, int]) -> dict[str, Any]:
    uri = _uri(audit.document.path)
    places = f.places or (Place(""),)
    result: dict[str, Any] = {
        "ruleId": f.code,
        "level": f.level,
        "message": {"text": f.message},
        "locations": [_location(uri, places[0])],
        "partialFingerprints": {"juesuan/v1": f.fingerprint},
        "properties": {
            "id": f.id,
            "kind": f.kind,
            "certainty": f.certainty,
            "stated": f.stated,
            "expected": f.expected,
            "gap": f.gap,
            "repairs": repairs(f),
            "advice": f.advice,
            "cause": f.cause,
            "suspects": [
                {"quote": s.place.quote, "where": where(s.place), "restored": s.restored} for s in f.suspects
            ],
        },
    }
    if f.code in index:
        result["ruleIndex"] = index[f.code]
    if len(places) > 1:
        result["relatedLocations"] = [{"id": i, **_location(uri, p)} for i, p in enumerate(places[1:], 1)]
    if f.status:
        result["baselineState"] = _STATES[f.status]
    if f.explanation:
        result["suppressions"] = [{"kind": "external", "justification": f.explanation}]
    return result


def _location(uri: str, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    location: dict[str, Any] = {"physicalLocation": physical}
    words = "：".join(p for p in (place.role, place.quote) if p)
    if words:
        location["message"] = {"text": words}
    if place.line is not None:
        column = place.column
        physical["region"] = {"startLine": place.line}
        if column is not None:
            physical["region"] |= {"startColumn": column + 1, "endColumn": column + 1 + len(place.quote)}
        physical["region"]["snippet"] = {"text": place.quote}
    elif text := where(place):
        paragraph = isinstance(place, WordPlace) and place.table is None
        kind = "page" if place.page else "paragraph" if paragraph else "cell"
        location["logicalLocations"] = [{"fullyQualifiedName": text, "kind": kind}]
        location["properties"] = {
            "page": place.page,
            "sheet": place.sheet,
            "cell": place.cell,
            "bbox": place.bbox,
        }
    return location


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/:@!$&'()*+,;=~-._")
