"""Findings as JSON: the published contract ``juesuan.audit/1``, one object per report.

Other programs live on this shape, so it is written out field by field instead of being derived from the
records: a renamed attribute must not rename a published key. The schema stands beside it
(``findings/schema/juesuan.audit-1.json``); keys may be added within version 1, never changed or removed.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from juesuan.documents.model import Place
from juesuan.documents.refusal import Refusal
from juesuan.findings.model import SCHEMA, Audit, ClaimRecord, Finding, WordPlace
from juesuan.findings.repair import repairs
from juesuan.findings.wording import label_of


def audit_object(audit: Audit, *, claims: bool = False) -> dict[str, Any]:
    """One audit as plain dicts and lists; ``claims`` adds every claim that was checked."""
    document = audit.document
    result: dict[str, Any] = {
        "schema": SCHEMA,
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "entity": audit.entity,
            "year": audit.year,
            "kind": audit.kind,
            "area": audit.area,
        },
        "verdict": audit.verdict,
        "coverage": {
            "figures": audit.figures,
            "claims": audit.claims_total,
            "claims_held": audit.claims_held,
            "outcomes": audit.counts,
        },
        "findings": [finding_object(f) for f in audit.findings],
        "outcomes": [
            {"code": o.code, "name": o.name, "title": o.title, "state": o.state, "reason": o.reason}
            for o in audit.outcomes
        ],
        "warnings": list(audit.warnings),
    }
    if audit.blocked:
        result["blocked"] = audit.blocked
    if audit.gone:
        result["gone"] = [finding_object(f) for f in audit.gone]
    if claims:
        result["claims"] = [_claim_object(c) for c in audit.claims]
    return result


def refusal_object(refusal: Refusal) -> dict[str, Any]:
    """A file that could not be read, in the same shape: blocked, nothing covered, and the reason."""
    return {
        "schema": SCHEMA,
        "document": dict.fromkeys(("path", "sha256", "media_type", "entity", "year", "kind", "area"), "")
        | {"path": refusal.path, "year": None, "kind": "unknown"},
        "verdict": "blocked",
        "coverage": {
            "figures": 0,
            "claims": 0,
            "claims_held": 0,
            "outcomes": dict.fromkeys(("passed", "failed", "not_applicable", "blocked", "crashed"), 0),
        },
        "findings": [],
        "outcomes": [],
        "warnings": [],
        "blocked": f"{refusal.reason}。{refusal.advice}",
        "refusal": {"code": refusal.code, "reason": refusal.reason, "advice": refusal.advice},
    }  # fmt: skip


def finding_object(f: Finding) -> dict[str, Any]:
    """One finding; ``status`` and ``explanation`` appear only when a comparison or a baseline set them."""
    result: dict[str, Any] = {
        "id": f.id,
        "code": f.code,
        "version": f.version,
        "name": f.name,
        "title": f.title,
        "kind": f.kind,
        "level": f.level,
        "certainty": f.certainty,
        "message": f.message,
        "formula": f.formula,
        "stated": f.stated,
        "expected": f.expected,
        "gap": f.gap,
        "repairs": repairs(f),
        "advice": f.advice,
        "basis": f.basis,
        "section": f.section,
        "places": [place_object(p, label_of(f, n)) for n, p in enumerate(f.places)],
        "suspects": [{"place": place_object(s.place, s.label), "restored": s.restored} for s in f.suspects],
        "cause": f.cause,
        "fingerprint": f.fingerprint,
    }
    if f.status:
        result["status"] = f.status
    if f.explanation:
        result["explanation"] = f.explanation
    return result


def place_object(p: Place, label: str = "") -> dict[str, Any]:
    """A place; keys that do not apply to the file's format are null. ``path`` is the address inside a docx
    or HTML.
    """
    return {
        "role": p.role,
        "quote": p.quote,
        "page": p.page,
        "line": p.line,
        "column": p.column,
        "sheet": p.sheet,
        "cell": p.cell,
        "bbox": [round(x, 2) for x in p.bbox] if p.bbox is not None else None,
        "path": p.path,
        "paragraph": p.paragraph if isinstance(p, WordPlace) else None,
        "table": p.table if isinstance(p, WordPlace) else None,
        "label": label,
    }


def _claim_object(c: ClaimRecord) -> dict[str, Any]:
    return {
        "kind": c.kind,
        "held": c.held,
        "check": c.check,
        "formula": c.formula,
        "places": [place_object(p) for p in c.places],
    }


def dumps(value: object, *, indent: int | None = 2) -> str:
    """JSON text with Chinese left readable; ``indent=None`` gives one line (JSON lines)."""
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The published JSON Schema of one audit object."""
    text = files("juesuan.findings").joinpath("schema/juesuan.audit-1.json").read_text(encoding="utf-8")
    result: dict[str, Any] = json.loads(text)
    return result
