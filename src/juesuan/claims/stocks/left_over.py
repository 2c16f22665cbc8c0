"""What a project was given, spent and had left at the end of the year: “到位资金A，实际支出B，结转结余C”.

Of a whole unit 年末结转和结余 is what its own stock comes to, with what was brought forward. Where a sentence tells nothing but
what came in, what was spent and what is left, C is A − B; as something may have been brought forward all the same, it is
doubted only where a slip of the hand explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.stocks import slipped
from juesuan.taxonomy.vocabulary import squeeze

_CAME = re.compile(
    r"(?:到位|下达|拨入|拨付到位|收到|争取)[^，。；]{0,8}$|(?:全年|项目|调整后?)(?:资金)?预算[^，。；]{0,6}$|(?:资金|经费)总[额量](?:为|共)?$"
)
_SPENT = re.compile(r"(?<!未)(?:支出|执行|使用|支付|列支)[^，。；预未]{0,6}$")
#: Words that elsewhere are those of a unit's stock; plain 结余 is read by :mod:`juesuan.claims.stocks.differences`.
_LEFT = re.compile(
    r"(?:(?:年[末底]|期末)(?:项目|资金|尚有|有|的)*(?:结转和?)?结余|结转(?:和|及|、)?结余)(?:资金|金额|数|额|为|是|：|:)*$"
)
#: Something was brought forward, or the year's accounts of a unit are told.
_MORE = re.compile(r"年初|上年|上一年|以前年度|历年|往年|去年|本年收入|总收入|调剂|收回|盘活|追加|利息")


def left_over(passage: Passage) -> Iterator[Claim]:
    """The claims of the sentences of a paragraph that tell what came, what was spent and what is left."""
    if "结" not in passage.text:
        return
    for sentence in passage.sentences:
        money = [
            f for f in sentence.figures if f.printed.unit.base == "元" and f.role not in ("growth", "share")
        ]
        match money:
            case [came, spent, left] if "结" in left.head and not _MORE.search(sentence.text):
                yield from _claim(passage, came, spent, left)


def _claim(passage: Passage, came: Figure, spent: Figure, left: Figure) -> Iterator[Claim]:
    heads = [squeeze(f.head) for f in (came, spent, left)]
    told = all(p.search(h) for p, h in zip((_CAME, _SPENT, _LEFT), heads, strict=True))
    usual = all(
        f.role in ("amount", "budget") and not f.depth and not f.printed.about for f in (came, spent, left)
    )
    if not told or not usual:
        return
    way = (
        operand(passage, left, "差额", -1),
        operand(passage, came, "应有数", 1),
        operand(passage, spent, "已有数", -1),
    )
    expected = solve(Relation.LINEAR, way, 0)
    if expected is None or expected.high < 0:
        return
    if left.printed.interval.meets(expected) or slipped(left.printed, expected):
        yield Claim(
            Kind.BALANCE,
            "shortfall",
            Relation.LINEAR,
            way,
            "结余 = 到位（预算）数 − 支出数",
            f"left-over:{passage.context.title}:{passage.lead}",
            Certainty.LIKELY,
        )
