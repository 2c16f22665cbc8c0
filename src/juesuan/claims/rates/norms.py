"""A number for each, how many there were, and what they came to: “巡护24次，每次65公里，累计1560公里”.

“每期50人” is often a round number nobody divided, so the three contradict each other only where the digits of the product
stand in the total in another order. (Money for each is for :mod:`juesuan.claims.performance.products`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.taxonomy.vocabulary import squeeze

_EACH = re.compile(
    r"(?:每一?|平均每)(?P<of>人次|批次|场次|班次|[人名位户家个辆台套批次场期项条座所处幢栋间床亩篇村班组])"
)
_TOTAL = re.compile(r"(?:累计|共计?|合计|总计|总)[\u4e00-\u9fff]{0,6}$")


def norms(passage: Passage) -> Iterator[Claim]:
    """The claims of totals told behind a number for each of something counted before."""
    if "每" not in passage.text:
        return
    for i, norm in enumerate(passage.figures[:-1]):
        total = passage.figures[i + 1]
        m = _EACH.search(norm.head) if norm.printed.unit.kind in ("count", "none") else None
        if m is None or not _makes(total, norm) or not norm.printed.value:
            continue
        counts = [f for f in passage.figures[:i] if _counted(f, norm, m["of"])]
        ways = [
            (
                operand(passage, total, "合计"),
                operand(passage, norm, "每" + m["of"]).exact(),
                operand(passage, f, "数量").exact(),
            )
            for f in reversed(counts)
        ]
        held = next((w for w in ways if fits(Relation.PRODUCT, w)), None)
        way = held or next((w for w in ways if _disordered(total, norm, w[2])), None)
        if way is not None:
            yield Claim(
                Kind.SUM,
                "norm-times-number",
                Relation.PRODUCT,
                way,
                "合计 = 每个的数 × 数量",
                f"norm:{squeeze(norm.head)[-10:]}:{passage.context.title}:{passage.lead}",
                Certainty.LIKELY,
            )


def _makes(total: Figure, norm: Figure) -> bool:
    one = total.printed.unit.base == norm.printed.unit.base and total.sentence == norm.sentence
    return one and bool(_TOTAL.search(total.head)) and not (total.printed.about or norm.printed.about)


def _disordered(total: Figure, norm: Figure, count: Operand) -> bool:
    """Does the total print the digits of the product in another order?"""
    product = (
        count.printed.base * norm.printed.base / total.printed.unit.scale if count.printed else Decimal(0)
    )
    made = f"{product.quantize(Decimal(1).scaleb(-total.printed.decimals)):f}"
    return made != f"{total.printed.value:f}" and sorted(made) == sorted(f"{total.printed.value:f}")


def _counted(f: Figure, norm: Figure, thing: str) -> bool:
    same = f.printed.unit.base == thing and f.sentence == norm.sentence
    return same and f.role == "amount" and not f.printed.about
