"""Completion rates told before what was done: “税收收入预算数51200万元，完成预算的98.05%，完成50200万元”.

The rate stands between its budget and its outturn, with nothing but the verb behind it; no other amount can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze

_DONE = re.compile(
    r"\s*[，,、（(]\s*(?:全年|当年|累计|实际|已)*(?:完成|执行|支出|实现|入库|拨付|支付)(?:数|额|收入|支出|金额|资金)?(?:为|了)?\s*"
)
_OF_BUDGET = re.compile(
    r"(?:完成|为|占|达到?)(?:年初|全年|当年|年度|调整后?)?(?:预算|计划|任务)数?的?$|(?:完成|执行)率?为?$"
)


def done_behind(passage: Passage) -> Iterator[Claim]:
    """The claims of the completion rates of a paragraph that stand between budget and outturn."""
    figures = passage.figures
    for i in range(1, len(figures) - 1):
        budget, rate, done = figures[i - 1 : i + 2]
        if rate.role == "completion" and not rate.printed.about and _row(budget, rate, done):
            if i + 2 < len(figures) and _rated_itself(figures[i + 2], done):
                continue
            yield Claim(
                Kind.COMPLETION,
                "completion-rate",
                Relation.RATIO,
                (
                    operand(passage, rate, "完成率"),
                    operand(passage, done, "决算数", top=1),
                    operand(passage, budget, "预算数", bottom=1),
                ),
                "完成率 = 实际完成数 ÷ 预算（目标）数",
                f"completion:behind:{squeeze(budget.label)[-10:]}:{passage.context.title}:{passage.lead}",
                Certainty.CERTAIN,
            )


def _row(budget: Figure, rate: Figure, done: Figure) -> bool:
    """Do the three stand in one sentence, side by side, the first a budget and the last what was done of it?"""
    beside = budget.sentence == rate.sentence == done.sentence and budget.depth == rate.depth
    money = budget.printed.unit.base == done.printed.unit.base == "元"
    plain = (
        budget.role == "budget" and done.role == "amount" and not (budget.printed.about or done.printed.about)
    )
    told = _OF_BUDGET.search(squeeze(rate.head)) is not None and _DONE.fullmatch(done.before) is not None
    return beside and money and plain and told


def _rated_itself(after: Figure, done: Figure) -> bool:
    """“完成预算的50%，完成支出A，完成全年预算的60%”: the amount has a rate of its own behind it."""
    return after.role == "completion" and after.sentence == done.sentence
