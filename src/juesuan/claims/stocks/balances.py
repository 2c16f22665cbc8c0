"""What one sentence balances by itself: assets − debts = net assets (stocks and flows: :mod:`juesuan.claims.stocks.stocks`).

The words of the sentence name the body, so nothing else has to be known about it. A fund or project of its own tells its
four figures over a chapter; there an income may be untold, so only a slip of the hand speaks against them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Fact, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.stocks import slipped

_ASSETS = re.compile(r"(?<!固定)(?<!流动)(?<!无形)(?<!净)资产(?:总额|合计|总计|总量|总值)[^，。；]{0,4}$")
_DEBTS = re.compile(r"负债(?:总额|合计|总计|总量)?[^，。；产]{0,4}$")
_NET = re.compile(r"净资产(?:总额|合计|总计|总量)?[^，。；]{0,4}$")


def net_assets(passage: Passage) -> Iterator[Claim]:
    """“资产合计A（其中：…）；负债合计B；净资产合计C”: A − B = C (the equation of every balance sheet)."""
    for sentence in passage.sentences:
        here = [
            f
            for f in passage.figures
            if f.sentence == sentence.index
            and f.role == "amount"
            and not f.depth
            and f.printed.unit.base == "元"
            and not f.printed.about
        ]
        found = [[f for f in here if words.search(f.head)] for words in (_ASSETS, _DEBTS, _NET)]
        if all(len(v) == 1 for v in found):
            assets, debts, net = (v[0] for v in found)
            yield Claim(
                Kind.BALANCE,
                "sentence-balance",
                Relation.LINEAR,
                (
                    operand(passage, net, "净资产", -1),
                    operand(passage, assets, "资产合计", 1),
                    operand(passage, debts, "负债合计", -1),
                ),
                "资产合计 − 负债合计 = 净资产合计",
                f"net-assets:{passage.context.title}",
                Certainty.CERTAIN,
            )


_FUND = {"closing": ("年末结转和结余", -1), "opening": ("年初结转和结余", 1)} | {
    "income.current": ("本年收入", 1),
    "expenditure.current": ("本年支出", -1),
}


def scoped_funds(facts: Sequence[Fact]) -> Iterator[Claim]:
    """“本年收入A…。本年支出B…。年初结转C，年末结转和结余D”: told of one fund or project, C + A − B = D or D is mistyped."""
    groups: dict[tuple[str, int], dict[str, dict[object, Operand]]] = defaultdict(lambda: defaultdict(dict))
    for f in facts:
        if f.scope and f.source == "text" and f.measure == "outturn" and f.concept in _FUND:
            groups[f.scope, f.year][f.concept].setdefault(f.operand.interval.middle, f.operand)
    for (scope, year), told in groups.items():
        if len(told) < len(_FUND) or any(len(values) > 1 for values in told.values()):
            continue
        way = tuple(
            next(iter(told[concept].values())).playing(words, Decimal(weight))
            for concept, (words, weight) in _FUND.items()
        )
        expected = solve(Relation.LINEAR, way, 0)
        closing = way[0].printed
        if expected is None or closing is None:
            continue
        more = way[0].interval.low > way[1].interval.high + way[2].interval.high  # than there ever was
        if way[0].interval.meets(expected) or more or slipped(closing, expected):
            yield Claim(
                Kind.BALANCE,
                "sentence-balance",
                Relation.LINEAR,
                way,
                "年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余",
                f"scoped-fund:{scope}:{year}",
                Certainty.LIKELY,
            )
