"""Carry-over closes everything: opening + income = expenditure + closing, when one sentence prints all four.

The words of the sentence name the fund or project, so nothing else has to be known about it.
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
