"""What a place owes is within what it may owe: 政府债务余额 ≤ 限额, in all and for general and special debt.

Limit and balance are told side by side, in a sentence or in the paragraphs after one another, once for the whole place and once
for its own level; a balance above every limit of its kind told nearby contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.extents import may_be_one
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze

_IS = r"(?:预计|执行数?|决算数?|合计|总额|总计|规模|控制在|达到?|为|是|共|约|：|:)*$"
_LIMIT = re.compile(rf"限额{_IS}")
_BALANCE = re.compile(rf"(?<!限额)余额{_IS}")
_SORT = re.compile(r"一般|专项")
_OTHER = re.compile(
    r"基金|保险|存款|贷款|账户|资金余额|新增|再融资|偿还|还本|付息|提前下达|置换|[比较](?:上年|去年)"
)
#: “控制在限额A以内”: no rounding, but the limit itself.
_WITHIN = ("以内", "之内", "内", "以下")
#: How many paragraphs a balance may stand behind its limit.
_NEAR = 2

_Told = tuple[int, Passage, Figure, str]


def limits(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The claims of balances of debt against the limits told with them."""
    if not any("限额" in p.text and "债" in p.text for p in passages):
        return
    upper: list[_Told] = []
    lower: list[_Told] = []
    for n, passage in enumerate(passages):
        measure = ""
        for f in passage.figures:
            words = squeeze(f.head)
            bound = f.printed.about and not (_LIMIT.search(words) and f.after.startswith(_WITHIN))
            if f.printed.unit.base != "元" or bound or f.role not in ("amount", "other"):
                continue
            named = "限额" if _LIMIT.search(words) else "余额" if _BALANCE.search(words) else ""
            sort = m[0] if (m := _SORT.search(words)) else ""
            # “限额A，其中：一般债务B、专项债务C”: the members are limits too
            measure = named or (measure if sort else "")
            if measure and not _OTHER.search(f.before):
                (upper if measure == "限额" else lower).append((n, passage, f, sort))
            elif not sort:
                measure = ""
    for balance in lower:
        yield from _claim(balance, upper)


def _claim(balance: _Told, upper: Sequence[_Told]) -> Iterator[Claim]:
    n, passage, owed, sort = balance
    near = [
        (p, f)
        for k, p, f, other in upper
        if abs(n - k) <= _NEAR and other == sort and may_be_one(p, f, passage, owed)
    ]
    if not near or "债" not in passage.text:
        return
    near.sort(key=lambda pf: (pf[0] is not passage, abs(pf[1].number.start - owed.number.start)))
    said = operand(passage, owed, "债务余额")
    bounds = [operand(p, f, "债务限额") for p, f in near]
    bounds = [o.exact() if f.printed.about else o for o, (_, f) in zip(bounds, near, strict=True)]
    yield Claim(
        Kind.BALANCE,
        "part-within-whole",
        Relation.AT_MOST,
        (said, bounds[0]),
        "政府债务余额不应大于债务限额",
        f"limit:{sort}:{passage.context.title}:{passage.lead}",
        Certainty.LIKELY,
        alternatives=tuple((said, o) for o in bounds[1:]),
    )
