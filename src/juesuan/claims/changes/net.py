"""Changes that make a change: “人员经费增支36.20万元，公用经费减支8.40万元，两项相抵净增27.80万元”.

Each change counts with the way its word points; what is said to be their balance must be their sum. Behind 其中 the
list may be open, so that only a sum that cannot be, or one that a slip of the hand explains, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.evaluate import solve
from juesuan.claims.lists.adding import slip
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand

_NET = re.compile(
    r"相抵|(?:[两三四五]项|增减|收支)(?:因素|合计|共|相加|合并)|(?:上述|以上)[^，。；]{0,8}(?:合计|共)"
)


def net_changes(passage: Passage) -> Iterator[Claim]:
    """The claims of each sentence whose changes are told with their balance, before or behind them."""
    changed = [f for f in passage.figures if f.role == "change" and not f.depth and not f.printed.about]
    if len(changed) < 3:
        return
    for sentence in passage.sentences:
        here = [f for f in changed if f.sentence == sentence.index]
        if len(here) < 3 or len({f.printed.unit.base for f in here}) > 1:
            continue
        at = next((k for k, f in enumerate(here) if _NET.search(f.before)), 0)
        if at >= 2:
            yield from _claim(passage, here[at], here[:at], certain=True)
        elif "其中" in here[1].before and not any("其中" in f.before for f in here[2:]):
            yield from _claim(passage, here[0], here[1:], certain=False)


def _claim(passage: Passage, whole: Figure, parts: Sequence[Figure], certain: bool) -> Iterator[Claim]:
    way: tuple[Operand, ...] = (
        operand(passage, whole, "变动额", -1, sign=whole.sign),
        *(operand(passage, f, "分项变动", 1, sign=f.sign) for f in parts),
    )
    expected = solve(Relation.LINEAR, way, 0)
    if expected is None:
        return
    held = way[0].interval.meets(expected)
    if held or certain or slip(way[0].interval, expected):
        yield Claim(
            Kind.SUM,
            "parts-sum",
            Relation.LINEAR,
            way,
            "变动额 = 各项增减额之和（增加为正、减少为负）",
            f"net-change:{passage.context.title}:{passage.lead}",
            Certainty.CERTAIN if certain or held else Certainty.LIKELY,
        )
