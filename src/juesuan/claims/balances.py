"""What one sentence closes by itself: opening + income = expenditure + closing, assets − debts = net assets.

The words of the sentence name the fund, project or body, so nothing else has to be known about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand

_OPENING = re.compile(r"(?:年初|上年|期初)[^，。；]{0,10}(?:结转|结余)|(?:结转|结余)[^，。；]{0,4}年初")
_CLOSING = re.compile(r"(?:年末|期末|年底)[^，。；]{0,10}(?:结转|结余)|结转下年")
_INCOME = re.compile(r"收入|拨入|下达|到位")
_EXPENDITURE = re.compile(r"支出|使用")


def carry_over(passage: Passage) -> Iterator[Claim]:
    """The balance claim of each sentence that states opening, income, expenditure and closing once each."""
    for sentence in passage.sentences:
        found: dict[str, list[Figure]] = {"opening": [], "closing": [], "income": [], "expenditure": []}
        for f in passage.figures:
            if (
                f.sentence == sentence.index
                and f.role == "amount"
                and not f.depth
                and f.printed.unit.base == "元"
            ):
                kind = _kind(f)
                if kind:
                    found[kind].append(f)
        if all(len(v) == 1 for v in found.values()):
            opening, closing, income, expenditure = (
                found[k][0] for k in ("opening", "closing", "income", "expenditure")
            )
            yield Claim(
                Kind.BALANCE,
                "sentence-balance",
                Relation.LINEAR,
                (
                    operand(passage, closing, "年末结转和结余", -1),
                    operand(passage, opening, "年初结转和结余", 1),
                    operand(passage, income, "本年收入", 1),
                    operand(passage, expenditure, "本年支出", -1),
                ),
                "年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余",
                f"sentence-balance:{passage.context.title}",
                Certainty.CERTAIN,
            )


def _kind(f: Figure) -> str:
    for name, words in (("opening", _OPENING), ("closing", _CLOSING)):
        if words.search(f.head):
            return name
    if _EXPENDITURE.search(f.head):
        return "expenditure"
    return "income" if _INCOME.search(f.head) else ""


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
