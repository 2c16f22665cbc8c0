"""What changed since an earlier audit: new, unchanged, changed and gone findings, matched by fingerprint.

A report is corrected and audited again, often several times. The reviewer wants to see what the new version
mended and what it broke, so findings are matched by what they are about, never by page, wording or value.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import msgspec

from juesuan.documents.refusal import Refusal
from juesuan.findings.model import SCHEMA, Audit, Finding


def read_audits(path: Path) -> list[dict[str, Any]]:
    """The audit objects in a file of ours (one object, a list, or JSON lines).

    Raises :class:`Refusal` if it holds anything else, so that a typing slip is never an empty comparison.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        try:
            data = json.loads(text)
        except json.JSONDecodeError:
            data = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (UnicodeDecodeError, json.JSONDecodeError):
        data = None
    objects = data if isinstance(data, list) else [data]
    if not objects or not all(isinstance(o, dict) and o.get("schema") == SCHEMA for o in objects):
        raise Refusal(
            "not-an-audit",
            str(path),
            "这不是本工具输出的审核结果",
            "请给出用 --format json 或 jsonl 保存的文件，或者旧版报告本身",
        )
    return objects


def earlier(audit: Audit, objects: Sequence[dict[str, Any]], *, only: bool = False) -> dict[str, Any] | None:
    """The earlier audit of the same report: by entity and year, then by file name; ``None`` if there is none.

    ``only`` says that a single report is compared with a single earlier audit, whatever their names.
    """
    if only and len(objects) == 1:
        return objects[0]
    if audit.entity:
        for o in objects:
            if (o["document"]["entity"], o["document"]["year"]) == (audit.entity, audit.year):
                return o
    name = PurePath(audit.document.path).name
    return next((o for o in objects if PurePath(o["document"]["path"]).name == name), None)


def compare(audit: Audit, old: dict[str, Any] | None) -> Audit:
    """The audit with each finding's ``status`` set, and ``gone`` holding those that no longer occur."""
    before = {f.fingerprint: f for f in _findings(old)} if old is not None else {}
    now = {f.fingerprint for f in audit.findings}
    findings = tuple(replace(f, status=_status(before.get(f.fingerprint), f)) for f in audit.findings)
    gone = tuple(replace(f, status="gone") for f in before.values() if f.fingerprint not in now)
    return replace(audit, findings=findings, gone=gone)


def _status(old: Finding | None, new: Finding) -> str:
    if old is None:
        return "new"
    same = (old.stated, old.expected, old.level) == (new.stated, new.expected, new.level)
    return "unchanged" if same else "changed"


def _findings(old: dict[str, Any]) -> list[Finding]:
    try:
        # `title` and others may be absent: an object of another producer holds the contract's fields only.
        return [msgspec.convert({"title": f.get("name", ""), **f}, Finding) for f in old["findings"]]
    except (KeyError, AttributeError, msgspec.ValidationError) as error:
        path = str(old.get("document", {}).get("path", ""))
        raise Refusal("not-an-audit", path, "旧的审核结果不完整", "请用旧版报告重新审核一次再比较") from error
