"""Many reports in one output: a JSON list, JSON lines, one SARIF log or one text, written as the results
come.

Memory stays that of one report where the format allows it; SARIF is one object and has to wait for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit


def chunks(format: str, results: Iterable[Audit | Refusal], *, many: bool, claims: bool) -> Iterator[str]:
    """The output piece by piece; ``many`` makes the JSON a list even if it should hold one report."""
    if format == "text":
        from juesuan.findings.emit_text import summary_of, text_of

        seen = []
        for result in results:
            seen.append(result)
            yield text_of([result])
        if len(seen) > 1:
            yield summary_of(seen)
    elif format == "sarif":
        from juesuan.findings.emit_json import dumps
        from juesuan.findings.emit_sarif import sarif_object
        from juesuan.rules import catalogue

        yield dumps(sarif_object(list(results), catalogue())) + "\n"
    else:
        yield from _json(results, lines=format == "jsonl", many=many, claims=claims)


def _json(results: Iterable[Audit | Refusal], *, lines: bool, many: bool, claims: bool) -> Iterator[str]:
    from juesuan.findings.emit_json import audit_object, dumps, refusal_object

    if many and not lines:
        yield "[\n"
    for n, result in enumerate(results):
        made = refusal_object(result) if isinstance(result, Refusal) else audit_object(result, claims=claims)
        if n and not lines:
            yield ",\n"
        yield dumps(made, indent=None if lines else 2)
        if lines:
            yield "\n"
    if not lines:
        yield "\n]\n" if many else "\n"
