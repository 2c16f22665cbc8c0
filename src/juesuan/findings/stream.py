"""Many reports in one output: a JSON list, JSON lines, one SARIF log or one text, written as the results
come.

Memory stays that of one report where the format allows it; SARIF is one object and has to wait for all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit

T = TypeVar("T")


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


def progress(results: Iterator[T], total: int) -> Iterable[T]:
    """The results, with a bar on the error stream while a person waits for several."""
    if total < 2 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, description="正在审核", total=total, console=Console(stderr=True), transient=True)
