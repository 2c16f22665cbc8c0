"""Completions: “完成年初预算的98.2%”. A completion is the outturn over the budget or target that the words name.

The two budgets of a year can both be right; a rate is compared with the one its words name, and where the sentence
prints no budget, with the one a table states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from juesuan.claims.evaluate import evaluate
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.rates.excess import is_excess_rate
from juesuan.claims.rates.pots import meant, names_a_member, project_budget
from juesuan.claims.rates.share_words import with_weights
from juesuan.claims.rates.shares import name_of
from juesuan.claims.readings import fits
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import concept_of, squeeze


def completions(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The completion claims of a paragraph: outturn ÷ the budget (or target) that the words name."""
    figures = passage.figures
    for i, figure in enumerate(figures):
        if figure.role == "completion" and not figure.printed.about and i and not is_excess_rate(figure.head):
            yield from _completion(passage, lookup, figures, i)


def _completion(passage: Passage, lookup: Lookup, figures: Sequence[Figure], i: int) -> Iterator[Claim]:
    rate = figures[i]
    actuals = [
        f
        for f in reversed(figures[:i])
        if f.role == "amount" and f.depth <= rate.depth and f.printed.unit.kind in ("money", "count")
        and not f.printed.about and _near(f, rate, passage)
    ]  # fmt: skip
    if not actuals:
        yield from _of_two_budgets(passage, figures, i)
        return
    adjacent = _base_beside(figures, i)
    actual = next(
        (f for f in actuals if adjacent is None or f.printed.unit.base == adjacent.printed.unit.base), None
    )
    if actual is None:
        return
    certainty = Certainty.CERTAIN
    if adjacent is not None:
        bases = [operand(passage, adjacent, "预算数", bottom=1)]
    else:
        bases = _budgets(passage, figures, i, actual)
        if not bases:
            bases = _stated_budgets(passage, lookup, rate, actual)
            certainty = Certainty.LIKELY
    excess = next(
        (
            f
            for f in (*figures[i - 1 : i], *figures[i + 1 : i + 3])
            if _over_budget(f) and abs(f.sentence - rate.sentence) <= 1
        ),
        None,
    )
    if excess is not None and not bases and excess.printed.unit.base == actual.printed.unit.base:
        yield _by_excess(passage, rate, actual, excess)
    whole = listed_whole(figures[:i], actual)
    others = [actual, *actuals[1:3], *_leads(figures[:i], actual)]
    ways: list[tuple[Operand, ...]] = [
        (operand(passage, rate, "完成率"), operand(passage, a, "决算数", top=1), b)
        for a in dict.fromkeys(
            [
                *([whole] if whole else []),
                *(x for x in others if x.printed.unit.base == actual.printed.unit.base),
            ]
        )
        for b in bases
        if b.number != a.number
    ]
    if adjacent is None:
        ways = _of_its_own(figures, i, ways)
    if _of_a_part(figures, i, bases, actual) or _of_the_lead(figures[:i], bases, actual):
        ways = [w for w in ways if fits(Relation.RATIO, w)]
    if ways and adjacent is None and not any(fits(Relation.RATIO, w) for w in ways):
        ways = meant(passage, rate, figures[:i], [*([whole] if whole else []), actual], ways)
    if ways:
        yield Claim(
            Kind.COMPLETION,
            "completion-rate",
            Relation.RATIO,
            ways[0],
            "完成率 = 实际完成数 ÷ 预算（目标）数",
            f"completion:{name_of(passage, actual)}:{passage.context.title}:{passage.lead}",
            certainty,
            alternatives=tuple(ways[1:8]),
        )


def _of_its_own(
    figures: Sequence[Figure], i: int, ways: list[tuple[Operand, ...]]
) -> list[tuple[Operand, ...]]:
    """“甲预算A，支出B，执行率r，乙预算C，支出D，执行率s”: where each rate has both its figures, s is none of A and B."""
    told = [
        k for k in range(i) if figures[k].role == "completion" and figures[k].sentence == figures[i].sentence
    ]
    if not told:
        return ways
    last = figures[told[-1]].number.start
    roles = {f.role for f in figures[: told[-1]] if f.sentence == figures[i].sentence}
    own = [w for w in ways if all(o.number.start > last for o in w[1:])]
    return own if own and "amount" in roles and roles & {"budget", "base"} else ways


def _base_beside(figures: Sequence[Figure], i: int) -> Figure | None:
    """The base right before the rate ``i``; a bracket that tells what the base consists of does not part them."""
    k = i - 1
    while k > 0 and figures[k].depth > figures[i].depth:
        k -= 1
    return figures[k] if figures[k].role == "base" else None


def _of_the_lead(earlier: Sequence[Figure], bases: Sequence[Operand], actual: Figure) -> bool:
    """Do the words leave only the task that was done, of which the last figure is a member, and no plan for it?"""
    leads = [f for f in earlier if any(f.number == b.number for b in bases)]
    return bool(leads) and all(names_a_member(earlier, f, actual) for f in leads)


def _of_a_part(figures: Sequence[Figure], i: int, bases: Sequence[Operand], actual: Figure) -> bool:
    """“预算T，决算D，执行率r，其中基本支出d1执行率r1”: the budget has its rate, and what was planned for the part is not told.

    Nor is what was done of it in “…，执行率r，其中年初预算B，执行率r1”.
    """
    opens = "其中" in next((f.before for f in figures if f.sentence == figures[i].sentence), "")
    told = [
        k
        for k, f in enumerate(figures[:i])
        if f.role == "completion" and 0 <= figures[i].sentence - f.sentence <= opens
    ]
    behind = [k for k in range(told[0] + 1, i + 1) if "其中" in figures[k].before] if told else []
    if not behind or not bases:
        return False
    first, last = figures[told[0]].number.start, figures[told[-1]].number.start
    if all(b.number.start < last for b in bases):
        return True
    return actual.number.start < first < bases[0].number.start


def listed_whole(figures: Sequence[Figure], last: Figure) -> Figure | None:
    """The figure whose members the amounts up to ``last`` are, by what they add up to: a list needs no signal word.

    “支出1,008.88万元，按功能分类，A、B、C；年初预算T，完成年初预算的…”: the whole was completed, not C.
    """
    end = next(k for k, f in enumerate(figures) if f is last)
    total = last.printed.interval
    for k in range(end - 1, -1, -1):
        f = figures[k]
        if f.sentence != last.sentence or f.printed.unit.base != last.printed.unit.base:
            if f.sentence == last.sentence and f.role in _SAID_OF_MEMBERS:
                continue
            return None
        if f.role not in ("amount", "base"):
            return None
        if k < end - 1 and total.meets(f.printed.interval):
            return f
        total = total + f.printed.interval
    return None


#: Figures that stand within a list without being part of it.
_SAID_OF_MEMBERS = ("share", "growth", "points")


def _over_budget(f: Figure) -> bool:
    """“决算数大于预算数A万元”, “较预算多列支A万元”: by how much the budget was missed."""
    return f.role == "excess" or (f.role == "change" and bool(_THAN_BUDGET.search(f.head)))


_THAN_BUDGET = re.compile(r"[比较与](?:年初|全年|当年|本年)?预算数?(?:相比)?[^，。；年]{0,6}$")


def _leads(figures: Sequence[Figure], actual: Figure) -> list[Figure]:
    """“完成造林任务T，其中A、B、C，完成计划的…”: what was completed may be what the list is of."""
    return [
        lead
        for lead, part in pairwise(figures)
        if "其中" in part.before
        and lead.sentence == actual.sentence
        and lead.role in ("amount", "base")
        and not lead.printed.about
    ][-1:]


def _by_excess(passage: Passage, rate: Figure, actual: Figure, excess: Figure) -> Claim:
    """“支出1364.31万元，完成年初预算100%，决算数大于预算数140.91万元”: the budget is the outturn less the excess."""
    return Claim(
        Kind.COMPLETION,
        "completion-rate",
        Relation.RATIO,
        (
            operand(passage, rate, "完成率"),
            operand(passage, actual, "决算数", top=1, bottom=1),
            operand(passage, excess, "超出预算数", bottom=-excess.sign),
        ),
        "完成率 = 决算数 ÷ 预算数（预算数 = 决算数 − 超出额）",
        f"completion:excess:{name_of(passage, actual)}:{passage.context.title}",
    )


def _of_two_budgets(passage: Passage, figures: Sequence[Figure], i: int) -> Iterator[Claim]:
    """“预算收入A，预算支出B，预算完成率C%”: both carry the word 预算, the later one is what was done. Only if it fits."""
    rate = figures[i]
    near = [
        f for f in figures[:i] if f.role == "budget" and f.sentence == rate.sentence and f.depth == rate.depth
    ]
    if len(near) >= 2 and near[-1].printed.unit.base == near[-2].printed.unit.base:
        claim = Claim(
            Kind.COMPLETION,
            "completion-rate",
            Relation.RATIO,
            (
                operand(passage, rate, "完成率"),
                operand(passage, near[-1], "执行数", top=1),
                operand(passage, near[-2], "预算数", bottom=1),
            ),
            "完成率 = 实际完成数 ÷ 预算（目标）数",
            f"completion:budgets:{passage.context.title}",
            Certainty.LIKELY,
        )
        if evaluate(claim).state == "held":
            yield claim


def _near(f: Figure, rate: Figure, passage: Passage) -> bool:
    """Same sentence, or the same item of a paragraph (a completion may follow in a sentence of its own)."""
    if f.sentence == rate.sentence:
        return True
    return rate.sentence - f.sentence == 1 and len(squeeze(rate.before)) <= 14


def _budgets(passage: Passage, figures: Sequence[Figure], i: int, actual: Figure) -> list[Operand]:
    rate = figures[i]
    kind = budget_kind(rate.head)
    found = [
        f
        for f in reversed(figures[:i])
        if f.role in ("budget", "base")
        and f.printed.unit.base == actual.printed.unit.base
        and rate.sentence - f.sentence <= 1
        and not _taken(figures, f, actual)
    ]
    if kind == "adjusted-budget":
        found = _adjusted(figures[:i], actual, rate) or found
    if kind != "budget":
        named = [f for f in found if budget_kind(f.head) == kind or _ADJUSTED.search(f.head.strip())]
        found = named or [f for f in found if budget_kind(f.head) == "budget"]
    if not found and _EXECUTION.search(rate.head):
        found = [  # “到位资金A；实际支出B，预算执行率C%”: no budget is printed, the money that came in is
            f
            for f in reversed(figures[:i])
            if f.role == "amount"
            and f is not actual
            and f.printed.unit.base == actual.printed.unit.base
            and rate.sentence - f.sentence <= 1
            and _PAID_IN.search(squeeze(f.head))
            and not f.printed.about
        ]
    return [operand(passage, f, "预算数", bottom=1) for f in found[:3]]


_ADJUSTED = re.compile(r"调整(?:后)?(?:为|到|至)$")


def _adjusted(before: Sequence[Figure], actual: Figure, rate: Figure) -> list[Figure]:
    """“收入预算94.7亿元，后经批准调整为32.7亿元，实际完成44.7亿元，为调整预算的136.5%”: what the budget became."""
    same = [
        f
        for f in reversed(before)
        if f.printed.unit.base == actual.printed.unit.base and rate.sentence - f.sentence <= 1 and not f.depth
    ]
    became = [f for f in same if _ADJUSTED.search(f.head.strip()) and f is not actual]
    named = [f for f in same if f.role in ("budget", "base") and budget_kind(f.head) == "adjusted-budget"]
    return named or became


_EXECUTION = re.compile(r"(?:执行率|支付率|支出进度|支出率|使用率)")
_PAID_IN = re.compile(
    r"(?<!未)(?:到位|下达|安排|计划|拨付)(?:的)?(?:财政|项目|专项|补助)?(?:资金|经费|金额)(?:总额|共|为|共计|合计)*$"
)


def _taken(figures: Sequence[Figure], budget: Figure, actual: Figure) -> bool:
    """“预算A，支出B，完成…%。其中：C，完成预算的…%”: A is B's budget; C has another one."""
    start, end = (next(k for k, f in enumerate(figures) if f is x) for x in (budget, actual))
    between = figures[start + 1 : end]
    done = next((k for k, f in enumerate(between) if f.role == "completion"), None)
    if done is None or not any(f.role == "amount" for f in between[:done]):
        return False
    whole = next(f for f in between if f.role == "amount")
    own, other = concept_of(actual.head), concept_of(whole.head)
    return bool(own) and (not other or own != other) and bool(re.search(r"其中|包括|[:：；;]", actual.before))


def _stated_budgets(passage: Passage, lookup: Lookup, rate: Figure, actual: Figure) -> list[Operand]:
    concept = concept_of(actual.before, passage.context.path) or concept_of(actual.head, passage.context.path)
    if concept is None:
        return project_budget(passage, lookup, rate, actual) if _EXECUTION.search(rate.head) else []
    kind = budget_kind(rate.head)
    # A table that says only 预算数 means the year's budget, or the initial one in older forms.
    kinds = (kind, "budget") if kind != "budget" else ("budget", "initial-budget", "adjusted-budget")
    return [with_weights(o, 0, 1) for k in kinds for o in lookup.operands(concept[0].code, k)]
