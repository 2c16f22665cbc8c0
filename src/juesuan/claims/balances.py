"""What one sentence balances by itself: assets − debts = net assets (stocks and flows: :mod:`juesuan.claims.stocks`).

The words of the sentence name the body, so nothing else has to be known about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.model import Certainty, Claim, Kind, Relation
from juesuan.claims.passages import Passage, operand

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
