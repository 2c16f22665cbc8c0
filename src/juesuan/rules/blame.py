"""Which figure is wrong? The smallest set of figures whose change satisfies every broken claim, with what they were.

Claims form a network over shared figures. A figure is a suspect for a group of broken claims if one value of it makes
all of them hold and breaks none of the claims that hold now; the other breaches of the group are its symptoms. Where
several figures could be wrong, one that a slip of the hand would explain is named first, then the one that fewest other
claims vouch for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from juesuan.amounts import Interval, Printed
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.evaluate import Verdict, solve
from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.documents.model import Span
from juesuan.rules.messages import printed_form, shown_value
from juesuan.rules.model import Breach, Rule, Suspect

Judged = tuple[Claim, Verdict]
_BOUNDLESS = Decimal(10) ** 30


@dataclass(frozen=True)
class _Suspicion:
    """A figure that could explain breaches: which ones, the values it would have to have, and its support."""

    number: Span
    explains: frozenset[int]
    restored: Interval
    support: int
    operand: Operand
    slip: bool

    @property
    def doubt(self) -> tuple[int, int, int, int]:
        """Smaller is likelier to be the culprit, among figures that explain as much."""
        return (not self.slip, self.support, self.number.block, self.number.start)


def attribute(
    breaches: Sequence[tuple[Rule, Breach]], judged: Sequence[Judged]
) -> list[tuple[Rule, Breach, int | None]]:
    """Order breaches as roots and symptoms: (rule, breach with suspects, index of its root or ``None``)."""
    holding = _by_number([(c, v) for c, v in judged if v.state == "held"])
    broken = {i: b for i, (_, b) in enumerate(breaches) if b.claim is not None and b.verdict is not None}
    suspicions = _suspicions(broken, holding)
    cause: dict[int, int] = {}
    named: dict[int, list[_Suspicion]] = defaultdict(list)
    left = set(broken)
    while left:
        best = min(
            (s for s in suspicions if s.explains & left),
            key=lambda s: (-len(s.explains & left), s.doubt),
            default=None,
        )
        if best is None:
            break
        group = sorted(best.explains & left, key=lambda i: _rank(breaches[i], best.number))
        root = group[0]
        named[root].append(best)
        for i in group[1:]:
            cause[i] = root
        left -= set(group)
    cause.update(_said_twice(breaches, [i for i in broken if i not in cause]))
    cause.update(_included(breaches, [i for i in broken if i not in cause]))
    cause.update((i, root) for i, root in _repeated(breaches).items() if i not in cause)
    out: list[tuple[Rule, Breach, int | None]] = []
    for i, (rule, breach) in enumerate(breaches):
        if i in named:
            breach = _with_suspects(breach, named[i][0], _rivals(i, named[i][0], suspicions))
        out.append((rule, breach, cause.get(i)))
    return out


def _said_twice(breaches: Sequence[tuple[Rule, Breach]], roots: Sequence[int]) -> dict[int, int]:
    """Breaches of words over figures that a broken claim already explains: the wording is its symptom."""
    places: dict[tuple[int, int | None], list[tuple[int, int, int]]] = defaultdict(list)
    for i in roots:
        claim = breaches[i][1].claim
        if claim is not None:
            n = claim.operands[0].number
            places[n.block, n.cell].append((n.start, n.end, i))
    found: dict[int, int] = {}
    for j, (rule, breach) in enumerate(breaches):
        if breach.claim is None and (breach.kind or rule.kind) == Kind.WORDING and breach.marks:
            span = breach.marks[0].span
            for start, end, i in places.get((span.block, span.cell), ()):
                if span.start <= start and end <= span.end:
                    found[j] = i
    return found


def _included(breaches: Sequence[tuple[Rule, Breach]], roots: Sequence[int]) -> dict[int, int]:
    """Broken claims all of whose figures a check names, and more: a missed target, and full marks for missing it."""
    telling = [(j, b.marks) for j, (_, b) in enumerate(breaches) if b.claim is None and len(b.marks) > 2]
    found: dict[int, int] = {}
    for i in roots:
        claim = breaches[i][1].claim
        if claim is None or len(claim.operands) != 2:
            continue
        for j, marks in telling:
            if all(any(_within(o.number, m.span) for m in marks) for o in claim.operands):
                found[i] = j
                break
    return found


def _within(number: Span, span: Span) -> bool:
    same = (number.block, number.cell) == (span.block, span.cell)
    return same and span.start <= number.start and number.end <= span.end


def _repeated(breaches: Sequence[tuple[Rule, Breach]]) -> dict[int, int]:
    """Breaches that want the same change of the same words as a graver (or earlier) one of their kind."""
    first: dict[tuple[object, ...], int] = {}
    found: dict[int, int] = {}
    order = {"error": 0, "warning": 1, "note": 2}
    ranked = sorted(range(len(breaches)), key=lambda i: order[breaches[i][1].level or breaches[i][0].level])
    for i in ranked:
        rule, breach = breaches[i]
        if breach.claim is None and breach.marks and breach.expected:
            root = first.setdefault((breach.marks[0].span, breach.kind or rule.kind, breach.expected), i)
            if root != i:
                found[i] = root
    return found


def _rank(entry: tuple[Rule, Breach], number: Span) -> tuple[int, int, int]:
    """Which breach of a group speaks for it: the most serious, and one that is about the suspect itself."""
    rule, breach = entry
    order = {"error": 0, "warning": 1, "note": 2}[breach.level or rule.level]
    about = 0 if breach.claim is not None and breach.claim.operands[0].number == number else 1
    return (order, about, breach.marks[0].span.block)


def _by_number(judged: Sequence[Judged]) -> dict[Span, list[Judged]]:
    found: dict[Span, list[Judged]] = defaultdict(list)
    for claim, verdict in judged:
        for o in verdict.operands or claim.operands:
            found[o.number].append((claim, verdict))
    return found


def _suspicions(broken: dict[int, Breach], holding: dict[Span, list[Judged]]) -> list[_Suspicion]:
    """Every figure of a broken claim with the breaches it alone could explain."""
    members: dict[Span, list[int]] = defaultdict(list)
    operands: dict[Span, Operand] = {}
    for i, b in broken.items():
        for o in _operands(b):
            if o.printed is not None or o.interval.low == o.interval.high:
                members[o.number].append(i)
                operands.setdefault(o.number, o)
    found = []
    for number, indices in members.items():
        bound = _bound(number, holding)
        if bound is not None and bound.empty:
            continue
        explained, restored = _explained(number, indices, broken, bound)
        operand = operands[number]
        if explained and _possible(operand, restored):
            support = len(holding.get(number, ()))
            slip = operand.printed is not None and _slipped(operand.printed, restored)
            found.append(_Suspicion(number, frozenset(explained), restored, support, operand, slip))
    return found


def _operands(b: Breach) -> tuple[Operand, ...]:
    if b.verdict is not None and b.verdict.operands:
        return b.verdict.operands
    return b.claim.operands if b.claim is not None else ()


def _bound(number: Span, holding: dict[Span, list[Judged]]) -> Interval | None:
    """The values a figure may take without breaking a claim that holds (a pair of equal prints does not bind)."""
    bound: Interval | None = None
    for claim, verdict in holding.get(number, ()):
        operands = verdict.operands or claim.operands
        if len(operands) == 2 and claim.relation is Relation.LINEAR:
            continue
        at = next(k for k, o in enumerate(operands) if o.number == number)
        values = _directed(claim.relation, operands, at)
        if values is not None:
            bound = values if bound is None else bound.meet(values)
    return bound


def _directed(relation: Relation, operands: Sequence[Operand], at: int) -> Interval | None:
    if relation is Relation.AT_MOST:
        # A score may not be "restored" above its weight, nor a whole below its part.
        return (
            Interval(-_BOUNDLESS, operands[1].interval.high)
            if at == 0
            else Interval(operands[0].interval.low, _BOUNDLESS)
        )
    return solve(relation, operands, at)


def _explained(
    number: Span, indices: Sequence[int], broken: dict[int, Breach], bound: Interval | None
) -> tuple[list[int], Interval]:
    """The breaches one new value of the figure repairs, greedily from the first, and that value."""
    explained: list[int] = []
    values = bound
    for i in dict.fromkeys(indices):
        b = broken[i]
        assert b.claim is not None
        operands = _operands(b)
        at = next(k for k, o in enumerate(operands) if o.number == number)
        wanted = _directed(b.claim.relation, operands, at)
        if wanted is None:
            continue
        both = wanted if values is None else values.meet(wanted)
        if not both.empty:
            explained.append(i)
            values = both
    return explained, values if values is not None else Interval.point(0)


def _rivals(i: int, best: _Suspicion, suspicions: Sequence[_Suspicion]) -> list[_Suspicion]:
    """Other figures that would explain the same breaches as well, least supported first."""
    same = [s for s in suspicions if s is not best and s.explains >= best.explains and i in s.explains]
    return sorted(same, key=lambda s: s.doubt)[:2]


def _possible(operand: Operand, restored: Interval) -> bool:
    """Could the figure have one of these values? Printed amounts are not negative, people and cars are whole."""
    printed = operand.printed
    if printed is None:
        return True
    if printed.value >= 0 and operand.interval.high >= 0 and restored.high < 0:
        return False
    if (
        printed.unit.kind == "count"
        and printed.unit.scale == 1
        and not printed.decimals
        and restored.high < _BOUNDLESS
    ):
        return restored.low.to_integral_value(ROUND_CEILING) <= restored.high
    return True


def _slipped(printed: Printed, restored: Interval) -> bool:
    return bool(other_unit(printed, restored)) or bool(before_slip(printed, restored))


def _said(s: _Suspicion) -> str:
    """The restored value in words; one-sided where only a bound is known."""
    low, high = s.restored.low, s.restored.high
    if high >= _BOUNDLESS:
        return f"不小于{shown_value(Interval.point(low), s.operand.printed)}"
    if low <= -_BOUNDLESS:
        return f"不大于{shown_value(Interval.point(high), s.operand.printed)}"
    printed = s.operand.printed
    if printed is not None and (unit := other_unit(printed, s.restored)):
        return unit
    words = shown_value(s.restored, printed)
    if printed is not None and len(before := before_slip(printed, s.restored)) == 1:
        likely = f"{before[0]}{printed.unit.printed}"
        return f"{likely}（{words}均吻合）" if "至" in words else likely
    return words


def _with_suspects(breach: Breach, best: _Suspicion, rivals: Sequence[_Suspicion]) -> Breach:
    suspects = tuple(
        Suspect(s.number, said)
        for s in (best, *rivals)
        if s.operand.printed is not None and (said := _said(s)) != printed_form(s.operand)
    )
    marks = breach.marks
    lead = next(
        (m for m in marks if m.span.block == best.operand.span.block and m.span == best.operand.span), None
    )
    if lead is not None and len({m.span for m in marks}) > 1:
        marks = (lead, *(m for m in marks if m is not lead))
    return replace(breach, marks=marks, suspects=suspects)
