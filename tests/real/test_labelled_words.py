"""The checks on words against the labelled real reports beside the project, where they are there."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from juesuan.claims.reading import read_report
from juesuan.documents.intake import read
from juesuan.rules.model import Blocked, NotApplicable
from juesuan.rules.registry import catalogue, checks

SHARED = Path(__file__).parents[3] / "shared"
KINDS = {"leftover", "wording", "year", "entity", "missing", "unit"}
MODULES = ("leftover", "outline", "wording", "year", "entity", "missing", "units", "copies")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (SHARED / "truth").is_dir(), reason="no labelled reports beside the project"),
]


def _findings(path: Path) -> list[dict[str, object]]:
    report = read_report(read(path))
    made: list[dict[str, object]] = []
    for rule in catalogue():
        function = checks().get(rule.check)
        if function is None or not function.__module__.rsplit(".", 1)[-1].startswith(MODULES):
            continue
        try:
            breaches = list(function(report))
        except (NotApplicable, Blocked):
            continue
        for b in breaches:
            places = [m.place or report.document.place(m.span) for m in b.marks]
            where = [{"quote": p.quote, "line": p.line, "page": p.page} for p in places]
            made.append(
                {
                    "kind": str(rule.kind),
                    "level": b.level or rule.level,
                    "places": where,
                    "message": b.message,
                }
            )
    return made


@pytest.mark.parametrize("name", ["000", "002", "004"])
def test_labelled_report(name: str) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "truth" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    path = next((SHARED / "seeds").glob(f"{name}*"))
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [
        json.loads(line)
        for line in (SHARED / "truth" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = _findings(path)
    alarms = [f for f in found if f["level"] in ("error", "warning")]
    assert not [f["message"] for f in alarms if not any(score.explains(lines, f, r) for r in rows)]
    wanted = [r for r in rows if r["kind"] in KINDS and r["certainty"] == "certain" and not r.get("dup_of")]
    hit = sum(any(score.explains(lines, f, r) for f in found) for r in wanted)
    assert hit >= 0.75 * len(wanted), f"{hit} of {len(wanted)}"
