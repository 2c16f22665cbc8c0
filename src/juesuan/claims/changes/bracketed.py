"""Changes whose base stands in a bracket behind them: “财政拨款收入比上年减少2.00万元（上年为50.00万元）”.

The year's own amount is told elsewhere under the name of what changed. A name may be that of another fund, so that the three
contradict each other only where the other direction, or a slip of the hand in the change, makes them fit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from juesuan.claims.changes.turned import adds, turned, turned_claim
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import slipped
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import concept_of

_ONE = Decimal(1)
_PRIOR = re.compile(r"\s*[（(]\s*(?:上年|去年|上一年|20\d\d年)(?:度)?[^，。；（）()\d]{0,8}")


def bracketed_bases(passage: Passage, lookup: Lookup, read: Collection[Span]) -> Iterator[Claim]:
    """The claims of the changes of a paragraph that none has been ``read`` for and whose base a bracket tells."""
    for change, prior in pairwise(passage.figures):
        if change.role != "change" or change.number in read or not _is_base(change, prior):
            continue
        named = concept_of(change.head, passage.context.path)
        values = lookup.operands(named[0].code) if named is not None else []
        if len(values) == 1:
            yield from _judged(passage, change, prior, replace(values[0], role="本年数", weight=_ONE))


def _is_base(change: Figure, prior: Figure) -> bool:
    told = _PRIOR.fullmatch(prior.before) is not None and prior.depth == change.depth + 1
    one = prior.printed.unit.base == change.printed.unit.base == "元"
    return told and one and not (change.printed.about or prior.printed.about)


def _judged(passage: Passage, change: Figure, prior: Figure, current: Operand) -> Iterator[Claim]:
    way = (
        operand(passage, change, "变动额", -1, sign=change.sign),
        current,
        operand(passage, prior, "上年数", -1),
    )
    key = f"bracketed:{change.number.start}:{passage.context.title}:{passage.lead}"
    if not adds(way) and adds((turned(way[0]), *way[1:])):
        yield turned_claim(way, key)
    elif adds(way) or slipped(Relation.LINEAR, way):
        yield Claim(
            Kind.CHANGE,
            "change-amount",
            Relation.LINEAR,
            way,
            "变动额 = 本年数 − 上年数",
            key,
            Certainty.LIKELY,
        )
