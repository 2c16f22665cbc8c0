"""A finding: one thing a person should look at, with everything needed to decide and to act.

These records are the published JSON contract (``juesuan.audit/1``); field names and meanings are stable.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.documents.model import Document, Place, Span

SCHEMA = "juesuan.audit/1"


@dataclass(frozen=True, slots=True)
class WordPlace(Place):
    """A place in a Word file, which has neither lines nor pages until it is printed.

    ``paragraph`` counts the paragraphs with text outside of tables, ``table`` the tables, both from 1.
    """

    paragraph: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class SuspectPlace:
    """A figure that probably is wrong, and the value that would make everything agree (as printed)."""

    place: Place
    restored: str
    span: Span | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or omission. ``cause`` is the id of the finding that explains it, if any (a
    symptom).

    ``places[0]`` is where to look first. ``certainty`` is certain or likely. ``fingerprint`` survives a new
    version of the file; ``id`` (F001 …) only names the finding within one run. ``spans`` are the same
    places as stretches of the document's blocks, so that an emitter can mark them; ``section`` is the
    heading the first place stands under; ``formula`` the broken relation in words, where arithmetic is
    behind it.
    """

    id: str
    code: str
    name: str
    title: str
    kind: str
    level: str
    certainty: str
    message: str
    stated: str
    expected: str
    gap: str
    advice: str
    basis: str
    places: tuple[Place, ...]
    suspects: tuple[SuspectPlace, ...] = ()
    cause: str | None = None
    fingerprint: str = ""
    version: int = 1
    status: str = ""  # new | unchanged | changed | gone, set by --compare
    explanation: str = ""  # set by a baseline
    section: str = ""
    formula: str = ""
    spans: tuple[Span, ...] = ()
    labels: tuple[str, ...] = ()  # what each place is called in its table, "" outside of one


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim as ``--claims`` lists it: kind, held (true, false, null if undetermined), places, formula."""

    kind: str
    held: bool | None
    check: str
    formula: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What became of one rule: passed, failed, not_applicable, blocked or crashed, and why."""

    code: str
    name: str
    title: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class Audit:
    """Everything one audit says about one report.

    ``verdict`` is clean, contradictions or blocked. ``contradictions`` means at least one error-level
    finding; a report with only warnings and notes is ``clean`` in the sense of the exit code, and the
    findings say the rest.
    """

    document: Document
    entity: str
    year: int | None
    kind: str
    area: str
    verdict: str
    figures: int
    claims: tuple[ClaimRecord, ...]
    claims_total: int
    claims_held: int
    outcomes: tuple[OutcomeRecord, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    gone: tuple[Finding, ...] = field(default=())
    seconds: float = 0.0
    blocked: str = ""  # why nothing could be judged, if the verdict is blocked

    @property
    def counts(self) -> dict[str, int]:
        """How many rules ended in each state."""
        states = dict.fromkeys(("passed", "failed", "not_applicable", "blocked", "crashed"), 0)
        for o in self.outcomes:
            states[o.state] += 1
        return states

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of level error that nobody has explained (see ``juesuan.findings.baseline``)."""
        return tuple(f for f in self.findings if f.level == "error" and not f.explanation)

    @property
    def roots(self) -> tuple[Finding, ...]:
        """The findings that are not symptoms of another."""
        return tuple(f for f in self.findings if f.cause is None)
