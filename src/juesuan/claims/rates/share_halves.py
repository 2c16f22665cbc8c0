"""Basic and project expenditure as shares of a whole that is not printed: “基本支出A，占一般公共预算支出的a%；项目支出B，占…b%”.

The two make up the expenditure they are shares of, which is therefore A + B. Where one share fits that to the digit the whole
is meant, and the other must fit too; where neither does, the whole holds more than the two.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.claims.roles import share_base
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

_NAMES = ("基本支出", "项目支出")
#: So many paragraphs may stand between the two (items of the one, reasons of its change).
_NEAR = 10
#: A share of fewer digits fits by chance.
_TELLING = 3
_Part = tuple[int, Passage, Figure, Figure]


def share_halves(passages: Sequence[Passage], read: Container[Span]) -> Iterator[Claim]:
    """The claims of the shares that none has been ``read`` for."""
    last: dict[tuple[str, str], _Part] = {}
    for at, passage in enumerate(passages):
        if "占" not in passage.text:
            continue
        for part, rate in pairwise(passage.figures):
            label = squeeze(part.label).removesuffix("预算")
            name = next((n for n in _NAMES if label.endswith(n)), "")
            base = share_base(rate) if rate.role == "share" else ""
            if not name or not base or part.role not in ("amount", "budget") or part.printed.about:
                continue
            other = last.get((_NAMES[1 - _NAMES.index(name)], base))
            if other is not None and at - other[0] <= _NEAR:
                yield from _claims(other, (at, passage, part, rate), read)
            last[name, base] = (at, passage, part, rate)


def _claims(one: _Part, two: _Part, read: Container[Span]) -> Iterator[Claim]:
    if one[2].printed.unit.base != two[2].printed.unit.base:
        return
    ways = [(p, r, _way(p, a, r, q, b)) for (_, p, a, r), (_, q, b, _) in ((one, two), (two, one))]
    held = [fits(Relation.RATIO, way) for _, _, way in ways]
    for (passage, rate, way), fit, other in zip(ways, held, held[::-1], strict=True):
        known = rate.number in read or rate.printed.about
        if not known and (fit or (other and len(rate.printed.text.replace(".", "")) >= _TELLING)):
            yield Claim(
                Kind.SHARE,
                "share-of-base",
                Relation.RATIO,
                way,
                "占比 = 分项 ÷（基本支出 + 项目支出）",
                f"share-half:{squeeze(rate.head)[-8:]}:{passage.context.title}:{passage.lead}",
                Certainty.CERTAIN if fit else Certainty.LIKELY,
            )


def _way(p: Passage, part: Figure, rate: Figure, q: Passage, rest: Figure) -> tuple[Operand, ...]:
    return (
        operand(p, rate, "占比"),
        operand(p, part, "分项", top=1, bottom=1),
        operand(q, rest, "其余部分", bottom=1),
    )
