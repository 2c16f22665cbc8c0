"""By what rate a target was exceeded: “计划改造100户，实际改造120户，超额完成20%”, “超任务15%”, “超出预算5%”.

Such a rate is what came on top of the target over the target; some write the whole rate of completion instead, which is
loose wording and no wrong figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in
from juesuan.taxonomy.vocabulary import squeeze

_GOAL = r"(?:任务|计划|目标|指标|预期|预算)"
_OVER = re.compile(
    rf"超(?:额|出)?(?:(?:完成|实现)了?(?:年度|全年|年初|既定|预定|绩效|下达|考核)*{_GOAL}*|(?:年度|全年|年初|既定|预定|绩效|下达|考核)*{_GOAL}+)"
    r"(?:数|值|量)?(?:的)?(?:比例)?(?:为|达到?)?$"
)
_PLANNED = re.compile(rf"{_GOAL}|应[\u4e00-\u9fff]")
_DONE = re.compile(r"实际|完成|已|累计|支出|执行")


def is_excess_rate(head: str) -> bool:
    """Do these words before a rate say that it is by how much a target was exceeded?"""
    return "超" in head and _OVER.search(head) is not None


def excess_rates(passage: Passage) -> Iterator[Claim]:
    """The claims of the rates of a paragraph that say by how much a target was exceeded."""
    if "超" not in passage.text:
        return
    for i, rate in enumerate(passage.figures):
        ratio = rate.printed.unit.kind == "ratio" and rate.role in ("completion", "other", "rate")
        if i and ratio and not rate.printed.about and is_excess_rate(rate.head):
            yield from _claim(passage, passage.figures[:i], rate)


def _claim(passage: Passage, before: Sequence[Figure], rate: Figure) -> Iterator[Claim]:
    done = before[-1]
    same = [
        f
        for f in before[:-1]
        if f.sentence == rate.sentence
        and f.printed.unit.base == done.printed.unit.base
        and not f.printed.about
    ]
    planned = [f for f in same if _PLANNED.search(f.head) or f.role in ("budget", "base")]
    usable = done.role == "amount" and done.sentence == rate.sentence and not done.printed.about
    if not usable or not planned or done.printed.unit.kind not in ("money", "count"):
        return
    said, top = operand(passage, rate, "超额率"), operand(passage, done, "实际数", top=1)
    ways: list[tuple[Operand, ...]] = [
        (said, top, operand(passage, f, "目标数", top=-1, bottom=1)) for f in reversed(planned)
    ]
    ways += [(said, top, operand(passage, f, "目标数", bottom=1)) for f in reversed(planned)]
    alone = len(same) == 1 and bool(_DONE.search(done.head)) and done.printed.base > planned[0].printed.base
    yield from read_in(
        Kind.COMPLETION,
        "completion-rate",
        Relation.RATIO,
        ways,
        "超额率 =（实际数 − 目标数）÷ 目标数",
        f"excess:{squeeze(done.label)[-10:]}:{passage.context.title}:{passage.lead}",
        sure=Certainty.CERTAIN if alone else None,
        meant=ways[:1],
    )
