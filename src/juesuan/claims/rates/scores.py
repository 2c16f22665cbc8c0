"""得分率 in running text: “权重30分，得28.31分，得分率94.37%”. Points got over full marks, whichever stands first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in
from juesuan.taxonomy.vocabulary import squeeze

_RATE = re.compile(r"(?:得分|评分)率(?:为|是|达到?|仅|：|:)*$")
_FULL = re.compile(
    r"(?:权重|满分|分值|标准分|总分值?|应得|赋分|设定)(?:分值?)?(?:合计|总计|共计|共|为|是|：|:)*$"
)
_GOT = re.compile(r"(?<!扣)(?:得|得分|评分|实得|得到)(?:分)?(?:合计|总计|共计)?(?:为|是|共|：|:)*$")


def score_rates(passage: Passage) -> Iterator[Claim]:
    """The claim of each 得分率 with points and full marks before it, in its sentence or just before."""
    if "分率" not in passage.text:
        return
    for i, f in enumerate(passage.figures):
        if f.printed.unit.kind == "ratio" and _RATE.search(squeeze(f.head)) and not f.printed.about:
            yield from _of(passage, i)


def _of(passage: Passage, i: int) -> Iterator[Claim]:
    rate = passage.figures[i]
    scores = [
        f
        for f in passage.figures[max(0, i - 6) : i]
        if f.printed.unit.kind == "score" and f.sentence == rate.sentence and not f.printed.about
    ]
    full = [f for f in scores if _FULL.search(squeeze(f.head))][::-1]
    got = [f for f in scores if _GOT.search(squeeze(f.head)) and f not in full][::-1]
    ways = [
        (
            operand(passage, rate, "得分率"),
            operand(passage, g, "得分", top=1),
            operand(passage, w, "分值", bottom=1).exact(),
        )
        for w, g in product(full, got)
        if w.printed.value
    ]
    yield from read_in(
        Kind.SCORE,
        "score-rate",
        Relation.RATIO,
        ways,
        "得分率 = 得分 ÷ 分值",
        f"score-rate:{_name(scores)}:{passage.context.title}:{passage.lead}",
        sure=_sure(full, got),
    )


def _sure(full: list[Figure], got: list[Figure]) -> Certainty | None:
    """One pair leaves no other reading; of several the nearest is only likely, and only a slip shows it."""
    return Certainty.CERTAIN if len(full) == len(got) == 1 else None


def _name(scores: list[Figure]) -> str:
    return squeeze(scores[0].label)[-10:] if scores else ""
