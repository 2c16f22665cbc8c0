"""The labelled real reports: what a person found in their performance parts is found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from juesuan.claims import Profile, evaluate
from juesuan.claims.performance.reading import read_performance
from juesuan.documents.plain import read_plain

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled real reports are not beside the project"),
]
NUMERIC = {"sum", "share", "change", "completion", "balance", "repeat", "count", "score"}


def _rows(name: str) -> list[dict]:
    path = SHARED / "truth" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _states(number: str) -> dict[str, set[tuple[int, str]]]:
    """state → {(line, quote)} of every operand of the claims in that state."""
    path = next((SHARED / "seeds").glob(f"{number}_*.txt"))
    document = read_plain(path.read_bytes(), str(path), "0" * 64)
    _, claims = read_performance(document, Profile(year=2023))
    states: dict[str, set[tuple[int, str]]] = {}
    for claim in claims:
        state = evaluate(claim).state
        for operand in claim.operands:
            place = document.place(operand.span)
            if place.line is not None:
                states.setdefault(state, set()).add((place.line, place.quote))
    return states


def _touches(row: dict, places: set[tuple[int, str]]) -> bool:
    at = [(row["line"], row["quote"])] + [
        (o["line"], o["quote"]) for o in row.get("other", []) if o.get("line")
    ]
    return any(line == n and (q in words or words in q) for n, words in at for line, q in places)


@pytest.mark.parametrize(("number", "first"), [("000", 180), ("004", 282)])
def test_contradictions_among_scores_and_sums_are_found(number: str, first: int) -> None:
    rows = [
        r
        for r in _rows(f"{number}.jsonl")
        if r["line"] >= first and r["severity"] == "error" and r["certainty"] == "certain"
        and r["kind"] in ("score", "count") and not r.get("dup_of")
    ]  # fmt: skip
    found = _states(number)["broken"]
    missed = [(r["line"], r["quote"]) for r in rows if not _touches(r, found)]
    assert len(missed) <= len(rows) // 10, missed


def test_held_scores_are_covered() -> None:
    rows = [r for r in _rows("004.ok.jsonl") if r["line"] >= 294 and r["kind"] in ("score", "count", "share")]
    states = _states("004")
    covered = [r for r in rows if _touches(r, states["held"])]
    assert len(covered) >= 0.95 * len(rows)
