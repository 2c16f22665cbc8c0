"""Completions of the parts of a whole against the whole's own budget: “完成预算的63.71%” and “完成预算的36.29%” of one budget.

What a part spent and its completion tell what was planned for it. Together the parts cannot have been planned for more than
the whole was: where they are, the shares of the list have been taken for completions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from juesuan.amounts import Interval, Printed, corners
from juesuan.claims.facts import Lookup
from juesuan.claims.lists.adding import added
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import concept_of, concepts, identities

_BUDGETS = ("initial-budget", "adjusted-budget", "budget")


def parts_done(passages: Sequence[Passage], lookup: Lookup) -> Iterator[Claim]:
    """The claims that the budgets which the completions of the parts imply fit into the budget of the whole."""
    told: dict[tuple[str, str], Operand] = {}
    for passage in passages:
        if "完成" in passage.text and "预算" in passage.text:
            for code, kind, planned in _planned(passage):
                told.setdefault((code, kind), planned)
    if len(told) < 2:
        return
    by_kind: dict[str, dict[str, Operand]] = defaultdict(dict)
    for (code, kind), planned in told.items():
        by_kind[kind][code] = planned
    for identity in identities():
        whole, *parts = identity.codes
        if all(w < 0 for w in identity.weights[1:]):
            budgets = [b for measure in _BUDGETS for b in lookup.operands(whole, measure)]
            for found in by_kind.values():
                members = [found[code] for code in parts if code in found]
                if len(members) > 1 and budgets:
                    yield _claim(whole, members, budgets)


def _planned(passage: Passage) -> Iterator[tuple[str, str, Operand]]:
    """“公务接待费支出决算为2.74万元，完成预算的36.29%”: the concept, the kind of budget, and how much was planned."""
    for spent, rate in pairwise(passage.figures):
        beside = spent.role == "amount" and rate.role == "completion" and spent.sentence == rate.sentence
        if not beside or spent.printed.about or rate.printed.about or spent.printed.unit.base != "元":
            continue
        named = concept_of(spent.head, passage.context.path)
        if named is None or "预算" not in rate.head or not (rate.printed.base > 0 < spent.printed.base):
            continue
        said = operand(passage, spent)
        values = corners(lambda a, r: a / r, (said.interval, rate.printed.interval))
        if values is not None:
            p = spent.printed
            value = round(values.middle / p.unit.scale, p.decimals)
            shown = f"按完成率推算，{named[0].title}预算{value}{p.unit.printed}"
            print_ = Printed(str(value), value, p.decimals, p.unit)
            yield (
                named[0].code,
                budget_kind(rate.head),
                Operand(said.span, rate.number, shown, values, "分项预算（推算）", printed=print_),
            )


def _claim(whole: str, members: Sequence[Operand], budgets: Sequence[Operand]) -> Claim:
    total: Interval = added(members)
    words = " + ".join(m.shown for m in members)
    first = members[0]
    ways = [
        (Operand(first.span, first.number, words, total, "各项预算（推算）", printed=first.printed), b)
        for b in budgets
    ]
    return Claim(
        Kind.COMPLETION,
        "completion-rate",
        Relation.AT_MOST,
        ways[0],
        f"各分项的预算（决算数 ÷ 完成率）合计不应大于{concepts()[whole].title}的预算数，完成率可能误写成了占比",
        f"parts-completion:{whole}",
        Certainty.CERTAIN,
        alternatives=tuple(ways[1:]),
    )
