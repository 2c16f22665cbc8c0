"""From what the rules found to what a person is shown: places instead of spans, ids, order, causes,
verdict.

The engine speaks of breaches in a document's blocks. A finding must stand alone: it says where to look,
what is printed, what it should be and why, and it carries a fingerprint by which it is recognised in the
next version of the file. The verdict is decided here too, and with it the one rule that matters most for
trust: a report from which nothing was read is blocked, never without problems.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from juesuan.claims.model import Kind, Operand, Relation, Report, Section
from juesuan.documents.model import Place, Span
from juesuan.findings.cells import cell_label
from juesuan.findings.model import Audit, ClaimRecord, Finding, OutcomeRecord, SuspectPlace
from juesuan.findings.seats import Seats
from juesuan.rules.model import LEVEL_TITLES, Breach, Rule, Suspect

if TYPE_CHECKING:
    from juesuan.claims.evaluate import Verdict
    from juesuan.claims.model import Claim
    from juesuan.rules.engine import Grouped, RunResult

#: A calculated value that no printed figure lends a unit: “0.84535至0.84545”.
_BARE = re.compile(r"-?\d+\.\d+(?:至-?[\d.]+)?$|-?\d+至-?[\d.]+$")


def build_audit(report: Report, run: RunResult, *, claims: bool = False, seconds: float = 0.0) -> Audit:
    """Everything a run of the rules says about a report; ``claims`` lists every claim that was checked."""
    document, profile = report.document, report.profile
    blocked = blocked_reason(report)
    findings = build_findings(report, run.breaches)
    outcomes = tuple(
        OutcomeRecord(o.rule.code, o.rule.name, o.rule.title, o.state, o.reason) for o in run.outcomes
    )
    if blocked:
        # Nothing was read, so that no rule can have passed; of an unrecognised kind of text no rule can
        # have failed.
        outcomes = tuple(
            o if o.state in ("failed", "crashed") and profile.kind != "unknown" else _blocked(o, blocked)
            for o in outcomes
        )
        findings = findings if profile.kind != "unknown" else ()
    verdict = "contradictions" if any(f.level == "error" for f in findings) else "clean"
    return Audit(
        document=document,
        entity=profile.entity,
        year=profile.year,
        kind=profile.kind,
        area=profile.area,
        verdict="blocked" if blocked else verdict,
        figures=len(figures_read(report)),
        claims=tuple(_claim_record(report, claim, v) for claim, v in run.claims) if claims else (),
        claims_total=len(run.claims),
        claims_held=sum(v.state == "held" for _, v in run.claims),
        outcomes=outcomes,
        findings=findings,
        warnings=document.warnings,
        seconds=seconds,
        blocked=blocked,
    )


def figures_read(report: Report) -> set[Span]:
    """The distinct printed numbers that were understood, in sentences and in tables."""
    spans = {f.number for f in report.figures}
    spans.update(f.operand.number for f in report.facts)
    for claim in report.claims:
        spans.update(o.number for o in claim.operands)
    return spans


def blocked_reason(report: Report) -> str:
    """Why this report cannot be judged, as a Chinese sentence with the way out; "" if it can."""
    if not report.document.blocks:
        return "文件里没有读到任何文字或表格。请确认文件内容，或改用可以选中文字的版本"
    if report.profile.language != "zh":
        return "正文不是中文，本工具只审核中文的部门决算和绩效报告"
    if not report.claims and not report.figures and not report.tables:
        nothing = "没有识别到任何数字、表格或可核对的关系，不能据此认为没有问题"
        return f"{nothing}。请确认文件是否完整、数字是否以图片形式存在"
    if report.profile.kind == "unknown" and not report.claims:
        return "这份文件不像部门决算或绩效报告，也没有可核对的数量关系。请确认是否选错了文件"
    return ""


def build_findings(report: Report, breaches: Sequence[Grouped]) -> tuple[Finding, ...]:
    """The findings in the order they are shown: gravest root first, each followed by its symptoms."""
    seats = Seats(report.document)
    made = [_finding(report, seats, g.rule, g.breach) for g in breaches]
    roots = [_root(breaches, i) for i in range(len(breaches))]
    order = sorted(
        range(len(made)), key=lambda i: (_rank(made[roots[i]]), roots[i], i != roots[i], _rank(made[i]))
    )
    ids = {i: f"F{n:03d}" for n, i in enumerate(order, 1)}
    seen: Counter[str] = Counter()
    result = []
    for i in order:
        grouped = breaches[i]
        key = "|".join(
            (
                grouped.rule.code,
                _squeeze(report.profile.entity),
                str(report.profile.year or ""),
                grouped.breach.key,
            )
        )
        seen[key] += 1
        # Two breaches with one key are told apart by their order in the text, which an edit elsewhere
        # rarely changes.
        text = key if seen[key] == 1 else f"{key}|{seen[key]}"
        cause = ids[roots[i]] if roots[i] != i else None
        fingerprint = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        result.append(replace(made[i], id=ids[i], cause=cause, fingerprint=fingerprint))
    return tuple(result)


def _root(breaches: Sequence[Grouped], i: int) -> int:
    """Follow ``cause`` to a breach that has none; a cycle, which blame should never make, ends where it
    began.
    """
    seen = {i}
    while (cause := breaches[i].cause) is not None and cause not in seen:
        seen.add(cause)
        i = cause
    return i


def _rank(finding: Finding) -> tuple[int, int, int]:
    first = finding.spans[0] if finding.spans else None
    return (
        list(LEVEL_TITLES).index(finding.level),
        first.block if first else -1,
        first.start if first else -1,
    )


def _finding(report: Report, seats: Seats, rule: Rule, breach: Breach) -> Finding:
    document = report.document
    marks = [m for m in breach.marks if m.span.end > m.span.start]
    claim = breach.claim
    expected, gap = _calculated(rule, breach)

    def suspect(s: Suspect) -> SuspectPlace:
        return SuspectPlace(seats.place(s.span), s.restored, s.span, cell_label(document, s.span))

    return Finding(
        id="",
        code=rule.code,
        name=rule.name,
        title=rule.title,
        kind=str(breach.kind or rule.kind),
        level=breach.level or rule.level,
        certainty=breach.certainty,
        message=breach.message,
        stated=breach.stated,
        expected=expected,
        gap=gap,
        advice=breach.advice or rule.advice,
        basis=rule.basis,
        places=tuple(m.place or seats.place(m.span, m.role) for m in marks),
        suspects=tuple(suspect(s) for s in breach.suspects),
        version=rule.version,
        section=_section(report.sections, marks[0].span.block) if marks else "",
        formula=claim.formula if claim is not None else "",
        spans=tuple(m.span for m in marks),
        labels=tuple(cell_label(document, m.span) for m in marks),
    )


def _calculated(rule: Rule, breach: Breach) -> tuple[str, str]:
    """What the stated figure should be and by how much it is off, where that is a repair at all.

    Of words ("小于") the amounts beside them are right; a bound (a target, a weight) says nothing of what to
    write; and a value without a printed figure of its own has no unit to be shown in.
    """
    claim = breach.claim
    if claim is None:
        return breach.expected, breach.gap
    kind = breach.kind or rule.kind
    if kind is Kind.WORDING or (claim.operands[0].printed is None and _BARE.match(breach.expected)):
        return "", ""
    return ("" if claim.relation is Relation.AT_MOST else breach.expected), breach.gap


def _section(sections: Sequence[Section], block: int) -> str:
    """The innermost heading above a block, with its number as printed."""
    inner = max((s for s in sections if s.block <= block < s.end), key=lambda s: s.block, default=None)
    if inner is None:
        return ""
    return inner.title if inner.title.startswith(inner.number) else inner.number + inner.title


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _blocked(outcome: OutcomeRecord, reason: str) -> OutcomeRecord:
    return replace(outcome, state="blocked", reason=reason)


def _claim_record(report: Report, claim: Claim, verdict: Verdict) -> ClaimRecord:
    held = None if verdict.state == "undetermined" else verdict.state == "held"
    operands = verdict.operands or claim.operands
    return ClaimRecord(
        str(claim.kind), held, claim.check, claim.formula, tuple(_operand(report, o) for o in operands)
    )


def _operand(report: Report, operand: Operand) -> Place:
    return report.document.place(operand.span, operand.role)
