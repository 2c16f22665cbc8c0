"""What is to be put where: the repair a finding proposes, for every emitter in the same words.

``expected`` is what the *stated* figure would have to be if all others of its relation were right. The figure
that is really wrong may be another one (the first suspect), and of a symptom nothing is wrong at all. So what
a clerk is told to write comes from here, never from ``expected`` alone.
"""

from __future__ import annotations

import re

from juesuan.documents.model import Span
from juesuan.findings.model import Finding, SuspectPlace
from juesuan.findings.wording import quoted, seat

_NUMBER = re.compile(r"[-−+]?\d[\d,，.]*")


def repairs(finding: Finding) -> list[str]:
    """The repair of the quoted words first, then what would serve as well: “应为 248.69万元”, “或 …”."""
    if finding.cause:
        return [f"随 {finding.cause} 改正"]
    if finding.suspects:
        return [("或：" if n else "") + _of_suspect(finding, s) for n, s in enumerate(finding.suspects)]
    return _of_stated(finding)


def says_expected(finding: Finding) -> bool:
    """May ``expected`` be shown as what should stand there? Not beside a likelier culprit or in a symptom."""
    return bool(finding.expected) and not finding.cause and not finding.suspects


def _of_suspect(finding: Finding, suspect: SuspectPlace) -> str:
    first = finding.spans[0] if finding.spans else None
    if suspect.span is not None and first is not None and _within(suspect.span, first):
        return f"应为 {suspect.restored}"
    words = f"{seat(suspect.place, suspect.label)}{quoted(suspect.place.quote)}"
    return f"{words}应为 {suspect.restored}"


def _within(inner: Span, outer: Span) -> bool:
    same = (inner.block, inner.cell) == (outer.block, outer.cell)
    return same and outer.start <= inner.start and inner.end <= outer.end


def _of_stated(finding: Finding) -> list[str]:
    if not finding.expected:
        return []
    if finding.expected == "删除":
        return ["删除"]
    if finding.kind == "missing":
        return [f"补充{quoted(finding.expected)}"]
    about = "" if _is_quoted(finding) else quoted(finding.stated)
    return [f"{about}应为 {finding.expected}"]


def _is_quoted(finding: Finding) -> bool:
    """Is what is stated part of the quoted words, so that it need not be named again?"""
    if not finding.stated or not finding.places:
        return True
    quote = "".join(finding.places[0].quote.split())
    stated = "".join(finding.stated.split())
    number = _NUMBER.match(stated)
    if number is None:
        return stated in quote
    # Among several numbers ("2023年度…1,389.60万元") the one that is meant has to be named.
    return stated == quote or _NUMBER.findall(quote) == [number[0]]
