"""Changes: “与上年相比增加A万元，增长B%”. The amount, the rate, the direction and the base must fit one another.

The base is named by the words (上年, 2018年, 年初预算); where the words leave open which figure of the sentence changed,
every figure it could be is an alternative, and the claim is wrong only if none of them makes it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.changes.bases import base_of, comparable
from juesuan.claims.changes.groups import base_unsaid, group_at
from juesuan.claims.changes.subjects import is_prior_year, subjects_of
from juesuan.claims.changes.turned import (
    adds,
    flipped_rate,
    growth,
    holds,
    turned,
    turned_claim,
    wrong_direction,
)
from juesuan.claims.figures import years_in
from juesuan.claims.likeness import one_thing, same_name
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import concept_of, squeeze

_SAME_KIND = ("money", "count", "none")


def changes(passage: Passage) -> Iterator[Claim]:
    """The change claims of a paragraph."""
    figures = passage.figures
    i = 0
    while i < len(figures):
        if figures[i].role not in ("change", "growth", "excess"):
            i += 1
            continue
        amounts, rates, end = group_at(figures, i)
        base = base_of(passage, figures, i) or base_unsaid(figures, i, amounts, rates)
        if base and not (i and figures[i - 1].role == "from"):  # 由A增加B: claims.moves reads it
            yield from _claims(passage, figures, i, amounts, rates, base)
        i = end


def _claims(
    passage: Passage, figures: Sequence[Figure], i: int, amounts: list[Figure], rates: list[Figure], base: str
) -> Iterator[Claim]:
    if len(amounts) > 1:
        yield from _one_total(passage, figures, i, amounts)
    subjects = subjects_of(passage, figures, i, base)
    bases = _bases(passage, figures, i, base)
    for k in range(max(len(amounts), 1)):
        amount = amounts[k] if amounts else None
        rate = rates[k] if k < len(rates) else None
        ordered = _for_pair(subjects, k, amounts)
        if amount is not None and amount.printed.unit.kind in _SAME_KIND:
            told = list(_amount_claim(passage, ordered, bases, amount, base))
            yield from told
            if rate is None:
                continue
            if rate.sign != amount.sign and any(c.check == "change-direction" for c in told):
                # “少2,313人次，增幅5.27%”, and it rose: the amount's word has been told, the rate's is right.
                amount = amount.read_as(amount.role, rate.sign, amount.label, amount.year)
            yield from _rate_claim(passage, ordered, bases, amount, rate, base)
        elif rate is not None:
            yield from _bare_rate(passage, ordered, bases, rate, base)


def _for_pair(subjects: list[Figure], k: int, amounts: Sequence[Figure]) -> list[Figure]:
    """“各是A、B万元 … 各减少C、D”: the k-th change belongs to the k-th value first; of 分别 to no other."""
    count = len(amounts)
    if count > 1 and len(subjects) >= count:
        if "分别" in amounts[0].head:
            before = [s for s in subjects if s.number.start < amounts[0].number.start]
            row = sorted(before, key=lambda f: f.number.start)[-count:]
            return row[k : k + 1] or subjects
        return [subjects[min(k, len(subjects) - 1)], *(s for j, s in enumerate(subjects) if j != k)]
    return subjects


def _one_total(passage: Passage, figures: Sequence[Figure], i: int, amounts: list[Figure]) -> Iterator[Claim]:
    """Income total and expenditure total are one number, so they cannot change by two amounts."""
    label = squeeze(figures[i].head)
    if not re.search(r"收[、和]?支|收入[、和]?支出", label) or "总计" not in label:
        return
    totals = [f for f in figures[:i] if f.role == "amount" and "总计" in squeeze(f.before)]
    if len({t.printed.value for t in totals}) > 1:
        return
    first, second = amounts[0], amounts[1]
    yield Claim(
        Kind.CHANGE,
        "one-total-one-change",
        Relation.LINEAR,
        (operand(passage, first, "变动额", 1), operand(passage, second, "变动额", -1)),
        "收、支总计两边相等，只能有一个变动额",
        f"one-total:{squeeze(label)}",
    )


def _bases(passage: Passage, figures: Sequence[Figure], i: int, base: str) -> list[Figure]:
    """Printed figures of the base itself: the prior year's amount, or the budget."""
    first = figures[i]
    if i and figures[i - 1].role == "to":
        return []
    if base == "budget":
        near = [
            f
            for k, f in enumerate(figures[:i])
            if (f.role == "budget" or (f.role == "base" and _BUDGETED.search(f.head)))
            and comparable(f, first)
            and not _used(figures[k + 1 : i])
            and {budget_kind(f.head), budget_kind(first.head)} != {"initial-budget", "adjusted-budget"}
        ]
        return near[::-1][:2]
    near_by = range(max(0, i - 4), i)
    prior = [
        k
        for k in near_by
        if figures[k].role == "prior"
        and comparable(figures[k], first)
        and not _of_the_change_before(figures, k, first)
        and not _other_year(figures[k], first)
    ]
    if prior:
        # “T，比上年B增加C，其中甲D，比上年增加E”: what 甲 was last year is not printed
        return [figures[k] for k in reversed(prior) if not _spent(figures, k, i)]
    after = [
        f
        for f in figures[i + 1 : i + 3]
        if comparable(f, first)
        and f.role not in ("change", "growth")
        and _YEAR.search(f.before)
        and (
            f.depth > first.depth
            or _LAST_YEAR_IS.fullmatch(f.before)
            or (f.year is not None and f.year == first.year and same_name(f, first, passage))
        )
    ]
    if after:
        return after  # “变动10.92%（2022年度为18,930.46万元）”, “…，2022年度收入总计为18,930.46万元”
    return [
        f
        for f in reversed(figures[:i])
        if f.role in ("amount", "budget")
        and comparable(f, first)
        and is_prior_year(f, figures, i)
        and _same_or_unnamed(f, first, passage)
    ]


def _other_year(prior: Figure, change: Figure) -> bool:
    """“比2022年的50000万元增加A；比2021年增加B”: B is measured from an amount that is not printed."""
    against = _AGAINST.search(change.before)
    return against is not None and years_in(prior.before)[-1:] not in ([], [int(against[1])])


_AGAINST = re.compile(r"[比较]((?:19|20)\d\d)年")


def _of_the_change_before(figures: Sequence[Figure], k: int, change: Figure) -> bool:
    """“人员经费增加60.00万元，增长6.00%（上年1000.00万元），公用经费减少…”: the bracket is of the change it stands behind."""
    told = k > 0 and figures[k - 1].role in ("change", "growth") and figures[k - 1].depth == change.depth
    return told and figures[k].depth > change.depth


#: “同比下降9.92%，上年为242批次”.
_LAST_YEAR_IS = re.compile(r"\s*[，,；;]\s*(?:上年|去年|上一年)(?:度|同期|[底末])?(?:数)?(?:为|是)\s*")
_BUDGETED = re.compile(r"预算|年初数|调整数")


def _used(between: Sequence[Figure]) -> bool:
    """“A，比年初预算B增加C。其中：D，比年初预算增加E”: B was compared with A; what D is compared with is not printed."""
    changed = next((k for k, f in enumerate(between) if f.role in ("change", "growth", "excess")), None)
    return changed is not None and any(f.role == "amount" for f in between[changed:])


def _spent(figures: Sequence[Figure], k: int, i: int) -> bool:
    """Has last year's amount ``k`` got its change already, and is the change ``i`` that of a part?"""
    between = [f for f in figures[k + 1 : i] if f.depth <= figures[i].depth]
    if not any(f.role == "change" and comparable(figures[k], f) for f in between):
        return False
    part = next((f for f in (*between, figures[i]) if "其中" in f.before), None)
    return part is not None and part.number.start > figures[k].number.start


_YEAR = re.compile(r"上年|去年|(?:19|20)\d\d\s*年")


def _same_or_unnamed(f: Figure, change: Figure, passage: Passage) -> bool:
    return not change.label or same_name(f, change, passage)


def _name(passage: Passage, figure: Figure) -> str:
    named = concept_of(figure.head, passage.context.path) or concept_of(figure.before, passage.context.path)
    return named[0].code if named else squeeze(figure.label)[-12:]


def _key(check: str, passage: Passage, subject: Figure, base: str) -> str:
    return f"{check}:{_name(passage, subject)}:{base}:{passage.context.title}:{passage.lead}"


def _amount_claim(
    passage: Passage, subjects: list[Figure], bases: list[Figure], amount: Figure, base: str
) -> Iterator[Claim]:
    """current − base = change, where the base is printed."""
    if not subjects or not bases or amount.printed.about:
        return

    def operands(subject: Figure, of: Figure) -> tuple[Operand, ...]:
        return (
            operand(passage, amount, "变动额", -1, sign=amount.sign),
            operand(passage, subject, "本年数", 1),
            operand(passage, of, "预算数" if base == "budget" else "上年数", -1),
        )

    ways = [operands(s, b) for b in bases for s in subjects if s is not b and one_thing(s, b)]
    if ways:
        opposite = [(turned(w[0]), *w[1:]) for w in ways[:2]]
        if (
            not any(adds(w) for w in ways)
            and (way := next((t for t in opposite if adds(t)), None)) is not None
        ):
            yield turned_claim(ways[opposite.index(way)], _key("direction", passage, subjects[0], base))
            return
        words = "决算数 − 预算数" if base == "budget" else "本年数 − 上年数"
        yield Claim(
            Kind.CHANGE,
            "change-amount",
            Relation.LINEAR,
            ways[0],
            f"变动额 = {words}",
            _key("amount", passage, subjects[0], base),
            Certainty.CERTAIN if len(subjects) <= 3 else Certainty.LIKELY,
            alternatives=tuple(ways[1:12]),
        )


def _rate_claim(
    passage: Passage, subjects: list[Figure], bases: list[Figure], amount: Figure, rate: Figure, base: str
) -> Iterator[Claim]:
    """rate = change ÷ (current − change), or ÷ the printed base."""
    if rate.printed.about or amount.printed.about:
        return
    sign = 1 if amount.sign == rate.sign else -1
    if rate.printed.value < 0:
        sign = amount.sign  # “减少1.69万元，变动率为-16.65%”: the rate's own sign says which way
    ways: list[tuple[Operand, ...]] = []
    for b in bases:
        ways.append(
            (
                growth(passage, rate, sign),
                operand(passage, amount, "变动额", top=1),
                operand(passage, b, "基数", bottom=1),
            )
        )
    for s in subjects:
        ways.append(
            (
                growth(passage, rate, sign),
                operand(passage, amount, "变动额", top=1, bottom=-amount.sign),
                operand(passage, s, "本年数", bottom=1),
            )
        )
    if ways:
        flipped = flipped_rate(passage, subjects, amount, rate, sign)
        if flipped is not None and not any(holds(w) for w in ways):
            yield wrong_direction(
                passage, ways[0], flipped, _key("direction", passage, (subjects or bases)[0], base)
            )
            return
        words = "变动额 ÷ 预算数" if base == "budget" else "变动额 ÷ 上年数（上年数 = 本年数 − 变动额）"
        yield Claim(
            Kind.CHANGE,
            "change-rate",
            Relation.RATIO,
            ways[0],
            f"变动率 = {words}",
            _key("rate", passage, (subjects or bases)[0], base),
            alternatives=tuple(ways[1:8]),
        )


def _bare_rate(
    passage: Passage, subjects: list[Figure], bases: list[Figure], rate: Figure, base: str
) -> Iterator[Claim]:
    """“较上年1757.02万元增加7.31%”: the rate from two printed amounts."""
    if rate.printed.about or not bases or not subjects:
        return
    ways = [
        (
            operand(passage, rate, "变动率", sign=rate.sign),
            operand(passage, s, "本年数", top=1),
            operand(passage, b, "基数", top=-1, bottom=1),
        )
        for b in bases
        for s in subjects
        if s is not b
        and s.printed.unit.base == b.printed.unit.base
        and one_thing(s, b)
        and (not rate.label or one_thing(s, rate))
    ]
    if ways:
        yield Claim(
            Kind.CHANGE,
            "change-rate",
            Relation.RATIO,
            ways[0],
            "变动率 =（本年数 − 上年数）÷ 上年数"
            if base == "prior"
            else "变动率 =（决算数 − 预算数）÷ 预算数",
            _key("rate", passage, subjects[0], base),
            Certainty.CERTAIN if len(ways) == 1 else Certainty.LIKELY,
            alternatives=tuple(ways[1:8]),
        )
