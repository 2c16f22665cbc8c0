"""Runs the catalogue over one report: every rule gets exactly one outcome, every broken claim one breach.

Claims are judged once; a rule owns the claims that carry its ``check``, or a registered function. Nothing is skipped:
a rule without subject says so, a rule that could not look says what stood in its way, a function that fails is
reported as crashed with its error, and the other rules still run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from juesuan.claims.evaluate import Verdict, evaluate
from juesuan.claims.model import Certainty, Claim, Report
from juesuan.rules.blame import attribute
from juesuan.rules.messages import breach_of
from juesuan.rules.model import Blocked, Breach, NotApplicable, Outcome, Rule
from juesuan.rules.registry import checks, chosen

#: Faults a check may have when a report is stranger than its author thought; anything else is a bug that must surface.
_FAULTS = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    re.error,
)


@dataclass(frozen=True)
class Grouped:
    """A breach with its rule; ``cause`` is the index of the breach that explains it, or ``None`` for a root."""

    rule: Rule
    breach: Breach
    cause: int | None = None


@dataclass(frozen=True)
class RunResult:
    """Everything one run says: an outcome for each rule, the breaches, and every claim with its verdict."""

    outcomes: tuple[Outcome, ...]
    breaches: tuple[Grouped, ...]
    claims: tuple[tuple[Claim, Verdict], ...]


def run(report: Report, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RunResult:
    """Run the rules that are selected and not ignored; a word that names none is refused (see ``chosen``)."""
    rules = chosen(select, ignore)
    judged = tuple((claim, evaluate(claim)) for claim in report.claims)
    by_check: dict[str, list[tuple[Claim, Verdict]]] = defaultdict(list)
    for pair in judged:
        by_check[pair[0].check].append(pair)
    readable = bool(report.figures or report.claims or report.tables)
    outcomes = [_outcome(rule, report, by_check.get(rule.check, []), readable) for rule in rules]
    grouped = attribute([(o.rule, b) for o in outcomes for b in o.breaches], judged)
    found = tuple(Grouped(rule, breach, cause) for rule, breach, cause in grouped)
    return RunResult(tuple(outcomes), found, judged)


def _outcome(rule: Rule, report: Report, claims: Sequence[tuple[Claim, Verdict]], readable: bool) -> Outcome:
    if not readable:
        return Outcome(rule, "blocked", "没有识别到任何数字和表格")
    function = checks().get(rule.check)
    if function is None:
        return _claims_outcome(rule, report, claims)
    try:
        found = _merged(list(function(report)))
    except NotApplicable as reason:
        return Outcome(rule, "not_applicable", str(reason))
    except Blocked as reason:
        return Outcome(rule, "blocked", str(reason))
    except _FAULTS as fault:
        return Outcome(rule, "crashed", f"{type(fault).__name__}: {fault}")
    return Outcome(rule, "failed" if found else "passed", "", tuple(found))


def _claims_outcome(rule: Rule, report: Report, claims: Sequence[tuple[Claim, Verdict]]) -> Outcome:
    if not claims:
        return Outcome(rule, "not_applicable", "报告中没有这类表述")
    broken = [(c, v) for c, v in claims if v.state in ("broken", "strained")]
    if not broken:
        if all(v.state == "undetermined" for _, v in claims):
            return Outcome(rule, "blocked", "有这类表述，但缺少可以比较的数字")
        return Outcome(rule, "passed")
    found = [replace(breach_of(rule, c, v, report.document), level=_level(rule, c, v)) for c, v in broken]
    return Outcome(rule, "failed", "", tuple(_merged(found)))


def _level(rule: Rule, claim: Claim, verdict: Verdict) -> str:
    level = claim.level or rule.level
    if verdict.state == "strained" or claim.certainty is Certainty.GUESS:
        return "note"
    if claim.certainty is Certainty.LIKELY and level == "error":
        return "warning"
    return level


def _merged(breaches: Iterable[Breach]) -> list[Breach]:
    """One breach for one statement, however often it is pasted: the copies become further places."""
    first: dict[tuple[object, ...], int] = {}
    out: list[Breach] = []
    for b in breaches:
        if b.claim is not None:
            same: tuple[object, ...] = (b.stated, b.expected, tuple(o.shown for o in b.claim.operands[:3]))
        else:
            same = (b.message, b.stated)
        at = first.setdefault(same, len(out))
        if at == len(out):
            out.append(b)
        else:
            known = {m.span for m in out[at].marks}
            extra = tuple(replace(m, role=m.role or "同样内容") for m in b.marks if m.span not in known)
            out[at] = replace(out[at], marks=out[at].marks + extra)
    return out
