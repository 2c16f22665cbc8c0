"""Explanations that are kept: findings that somebody looked at and accounted for, by fingerprint.

Some contradictions have a reason that the report cannot show (a unit merged during the year, a table
prescribed by the superior). The explanation is written once, with name and date, and offered again for
every later version; the finding is still shown, as 已说明, and no longer counts as an error. An empty
explanation explains nothing, and one that was given for other figures must be confirmed anew.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit, Finding

SCHEMA = "juesuan.baseline/1"


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry: who explained which finding, how and when. The rest only helps a person recognise it.

    ``stated`` is the figure the explanation was given for; if the report now prints another, it no longer
    serves.
    """

    explanation: str = ""
    by: str = ""
    date: str = ""
    code: str = ""
    title: str = ""
    entity: str = ""
    message: str = ""
    stated: str = ""


def read_baseline(path: Path) -> dict[str, Explained]:
    """Explanations by fingerprint from a TOML or JSON file; raises :class:`Refusal` if it is neither."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
        entries = msgspec.convert(data["explained"], dict[str, dict[str, object]])
        # A TOML date is not quoted; people write it either way.
        plain = {k: {name: str(v) for name, v in entry.items()} for k, entry in entries.items()}
        return {k: msgspec.convert(entry, Explained) for k, entry in plain.items()}
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise Refusal(
            "not-a-baseline",
            str(path),
            f"说明文件读不懂（{_fault(error)}）",
            "请用 --write-baseline 重新生成一份，只填写 explanation、by、date 三项",
        ) from error


def _fault(error: Exception) -> str:
    """What is wrong with the file, in Chinese, with the line where the reader named one."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码"
    if isinstance(error, (msgspec.ValidationError, TypeError)):
        return "内容不是说明文件的样子"
    if isinstance(error, KeyError):
        return "缺少 explained 部分"
    place = re.search(r"line (\d+),? column (\d+)", str(error))
    return f"第 {place[1]} 行第 {place[2]} 列附近写法不对" if place else "写法不对，可能没有写完"


def apply_baseline(audit: Audit, entries: dict[str, Explained]) -> Audit:
    """The audit with explained findings marked, and the verdict that follows from the unexplained ones.

    What explains a finding explains its symptoms: they stand and fall with the same figure.
    """
    made = [_explain(f, entries.get(f.fingerprint)) for f in audit.findings]
    roots = {f.id: f.explanation for f in made if f.explanation}
    findings = tuple(
        replace(f, explanation=f"同 {f.cause}：{roots[f.cause]}")
        if not f.explanation and f.cause in roots
        else f
        for f in made
    )
    result = replace(audit, findings=findings)
    if audit.verdict == "blocked":
        return result
    return replace(result, verdict="contradictions" if result.errors else "clean")


def _explain(finding: Finding, entry: Explained | None) -> Finding:
    if entry is None or not entry.explanation.strip():
        return finding
    if entry.stated and entry.stated != finding.stated:
        changed = f"此前的说明针对的是“{entry.stated}”，现在写的是“{finding.stated}”"
        return replace(finding, advice=f"{changed}，请重新核实并更新说明。{finding.advice}")
    signature = "，".join(p for p in (entry.by, entry.date) if p)
    return replace(finding, explanation=entry.explanation.strip() + (f"（{signature}）" if signature else ""))


def baseline_text(audits: Iterable[Audit], kept: dict[str, Explained], *, as_json: bool) -> str:
    """A baseline with an entry for every finding of the audits; explanations already given are kept."""
    entries = dict(kept)
    for audit in audits:
        for f in audit.findings:
            old = kept.get(f.fingerprint, Explained())
            entries[f.fingerprint] = replace(
                old,
                code=f.code,
                title=f.title,
                entity=audit.entity,
                message=f.message,
                stated=old.stated or f.stated,
            )
    rows = {fingerprint: msgspec.to_builtins(e) for fingerprint, e in sorted(entries.items())}
    if as_json:
        return json.dumps({"schema": SCHEMA, "explained": rows}, ensure_ascii=False, indent=2) + "\n"
    lines = [
        "# 审核说明文件。已核实、无需修改的问题，请在 explanation 中写明原因，并填写说明人 by 和日期 date；",
        "# 留空表示尚未说明，该问题照常计入结果。",
        f"schema = {toml_string(SCHEMA)}",
    ]
    for fingerprint, row in rows.items():
        lines += ["", f"[explained.{toml_string(fingerprint)}]"]
        lines += [f"{key} = {toml_string(value)}" for key, value in row.items()]
    return "\n".join(lines) + "\n"


def toml_string(value: str) -> str:
    """A string as TOML writes it."""
    # A JSON string is a TOML basic string, except that TOML also wants DEL escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
