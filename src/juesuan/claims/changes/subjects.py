"""Which amount of a sentence changed: this year's amount that a change or a growth rate belongs to.

The name decides, then what stands nearest; where several could be meant, all are given, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.changes.bases import comparable
from juesuan.claims.likeness import same_name
from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage
from juesuan.taxonomy.vocabulary import ancestors, concept_of, parents


def subjects_of(passage: Passage, figures: Sequence[Figure], i: int, base: str) -> list[Figure]:
    """The figures that may have changed, the likeliest first: same name, then nearest before, then the rest."""
    first = figures[i]
    wanted = "budget" if _changes_budget(first) or (i and _changes_budget_from(figures[i - 1])) else "amount"
    before = [
        f
        for k, f in enumerate(figures[:i])
        if f.role in (wanted, "amount")
        and comparable(f, first)
        and not _restates_other(figures, k, first, passage)
        and not _within_the_base(figures, k, first)
    ]
    if base == "prior" and wanted == "amount":
        before = (
            [f for f in before if not is_prior_year(f, figures, i)] or before or _budgets(figures[:i], first)
        )
    if i and figures[i - 1].role == "to":
        return []  # a movement: claims.moves reads it
    direct = figures[i - 1] if i else None
    if (
        direct in before
        and direct is not None
        and _ADJACENT.fullmatch(first.before)
        and direct.depth == first.depth
    ):
        # “财政拨款收入A万元，同比增加B万元”: nothing else can be meant, unless A ends the list of a whole
        whole, members = _whole_of(figures, i - 1, first)
        return [direct, *whole] if members == 1 else [*whole, direct]
    mean = _mean_compared(figures, i)
    before = [f for f in before if not _sister(f, first)]
    same = [f for f in before if same_name(f, first, passage)]
    near = sorted((f for f in before if f not in same), key=lambda f: (f.depth, -f.number.start))
    after = [
        f
        for f in _up_to_list(figures[i + 1 :])
        if f.role == "amount"
        and f.sentence == first.sentence
        and comparable(f, first)
        and f.depth == first.depth
        and (f.year is None or f.year != first.year)
        and not _sister(f, first)
    ]
    return [*reversed(same), *near, *after[:1], *([mean] if mean is not None else [])]


_MEMBER = re.compile(r"\s*[、，,；;和及与]")
_LISTED = re.compile(r"其中|包括|包含|分别|构成|组成|含")


def _whole_of(figures: Sequence[Figure], k: int, change: Figure) -> tuple[list[Figure], int]:
    """“接待T，其中本地A、外地B，比上年增加C”: T, if there is such a list before the change, and how many members it has.

    A sentence goes on with the whole behind a row of members; behind a single one it may speak of that.
    """
    members = 0
    while k > 0 and figures[k].role == "amount" and comparable(figures[k], change):
        before, members = figures[k].before, members + 1
        if _LISTED.search(before):
            whole = figures[k - 1]
            usable = whole.role == "amount" and comparable(whole, change) and whole.depth == change.depth
            return ([whole] if usable and whole.printed.base > figures[k].printed.base else []), members
        if not _MEMBER.match(before) or figures[k].sentence != figures[k - 1].sentence:
            break
        k -= 1
    return [], members


def _up_to_list(figures: Sequence[Figure]) -> Sequence[Figure]:
    """What a list behind 其中 tells are parts of what changed."""
    return figures[: next((k for k, f in enumerate(figures) if "其中" in f.before), len(figures))]


def _sister(f: Figure, change: Figure) -> bool:
    """“出国费0万元；公务用车费增加21.90万元”: two parts of one whole; the one did not change by what the other did.

    Nor did the whole by what a part did that is named since: “三公经费5.48万元。其中，公务用车费比预算无增减，比去年增加1.05万元”.
    """
    own, other = concept_of(change.head), concept_of(f.head)
    if own is None:
        clause = _CLAUSES.split(change.before)[-1]
        named = None if _REASON.search(clause) else concept_of(clause)
        return named is not None and other is not None and other[0].code in ancestors(named[0].code)
    if other is None or own[0].code == other[0].code:
        return False
    return not set(parents(own[0].code)).isdisjoint(parents(other[0].code))


#: Where another thing may begin to be told, and words behind which a name is a reason.
_CLAUSES = re.compile(r"[；;。]|其中")
_REASON = re.compile(r"主要|原因|由于|[系因]")


def _budgets(before: Sequence[Figure], change: Figure) -> list[Figure]:
    """“安排预算总额为1969万元，较2024年的2190万元减少221万元”: where nothing was spent yet, the budget is this year's amount."""
    if any(f.role == "completion" and f.sentence == change.sentence for f in before):
        return []  # “预算3.00万元，完成预算的79.67%，较上年2.71万元减少0.32万元”: the rate speaks of what was done
    budgets = [f for f in before if f.role == "budget" and comparable(f, change) and f.depth <= change.depth]
    latest = max((f.year for f in budgets if f.year), default=None)
    return [f for f in budgets if f.year in (None, latest)][-1:]


def _mean_compared(figures: Sequence[Figure], i: int) -> Figure | None:
    """“平均住院日7.9天，比上年的8.3天缩短0.4天”: a mean changes like any amount, if its change follows at once."""
    if i < 2 or figures[i - 1].role != "prior" or figures[i - 2].role != "each":
        return None
    mean, prior = figures[i - 2 : i]
    row = mean.sentence == prior.sentence == figures[i].sentence and mean.depth == figures[i].depth
    return mean if row and comparable(mean, figures[i]) and comparable(prior, figures[i]) else None


def _restates_other(figures: Sequence[Figure], k: int, change: Figure, passage: Passage) -> bool:
    """“总计约9.08亿元（90,772.73万元）…，本年支出减少”: a figure in brackets bears the name of the one it restates."""
    f = figures[k]
    restates = k > 0 and f.depth > change.depth and not f.label and figures[k - 1].label
    return bool(restates and change.label and not same_name(figures[k - 1], change, passage))


def _within_the_base(figures: Sequence[Figure], k: int, change: Figure) -> bool:
    """“比上年850.00万元（其中项目支出350.00万元）增加C”: what a bracket tells of the base did not change by C."""
    if figures[k].depth <= change.depth or figures[k].sentence != change.sentence:
        return False
    outside = next((f for f in reversed(figures[:k]) if f.depth <= change.depth), None)
    return outside is not None and outside.role in ("prior", "budget", "base") and bool(figures[k].label)


_ADJACENT = re.compile(
    r"\s*[，,、；;（(]?\s*(?:同比|(?:与|比|较|同)(?:上年|去年|上一年|上年度|20\d\d\s*年度?)(?:决算数?|支出|收入|相比|同期|度)*)[，,]?\s*"
    r"(?:均|各|共|净)?(?:增加|减少|负?增长|下降|上升|降低|增收|减收|增支|减支|多收|少收|多支|少支)(?:了)?\s*"
)


def _changes_budget(figure: Figure) -> bool:
    return bool(
        re.search(r"预算(?:安排|数|总额)?(?:增|减|(?:比|较|与|同)[^，。；]{0,14}(?:增|减))", figure.head)
    )


def _changes_budget_from(base: Figure) -> bool:
    """“全年预算比年初预算3020.78万元增加145.32万元”: a budget is compared with what it was, the outturn is not."""
    return base.role in ("budget", "base") and bool(_AGAINST_OWN.search(base.head))


_AGAINST_OWN = re.compile(r"预算(?:数|总额)?(?:比|较)[^，。；]{0,6}预算")


def is_prior_year(f: Figure, figures: Sequence[Figure], i: int) -> bool:
    years = {g.year for g in figures[:i] if g.role in ("amount", f.role) and g.year}
    return f.year is not None and len(years) > 1 and f.year < max(years)
