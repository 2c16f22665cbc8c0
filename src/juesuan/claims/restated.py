"""Amounts told again in a larger unit: “全部支出约合1.38亿元”, “事业收入折合1.73亿元”, “17,343.11万元（即1.73亿元）”.

An item of the list by subjects may tell its outturn twice: behind its name, and behind its budget.

The word says that the amount was told before. Where an amount of the paragraph, or of the ones around it, comes to it,
it is right. Where one comes to it but for its point or unit, or where the very amount beside it differs by one slip,
the retelling is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze

_AGAIN = re.compile(
    r"(?:约合|折合|合计?约合|折算|换算|(?:^|[（(，,])\s*即|(?:^|[（(，,])\s*约?合)(?:为|成|约|人民币)*\s*$"
)
#: A mean or a sum of foreign money is no amount told again.
_EACH = re.compile(r"每|均|单位|美元|欧元|港币|日元|外币|平均|汇率")
_ABOUT = ("from", "to", "each", "growth", "prior", "change", "excess")
_POINT = tuple(Decimal(10) ** k for k in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5))
#: A figure of fewer digits fits too many amounts.
_DIGITS = 2


def restated(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The claims of amounts that their word says were told before."""
    for at, passage in enumerate(passages):
        if "项" in passage.text or "款" in passage.text:
            yield from _item(passage)
        if "合" not in passage.text and "即" not in passage.text and "算" not in passage.text:
            continue
        for i, f in enumerate(passage.figures):
            if _is_again(passage, f):
                yield from _claim(passage, i, passages[max(0, at - 3) : at + 2])


_SUBJECT = re.compile(r"[（(][款项][）)][”\"]?(?:支出|决算)*$")
_OUTTURN = re.compile(r"[，,；;。]?\s*(?:支出)?决算数?(?:支出)?(?:数)?为?\s*")


def _item(passage: Passage) -> Iterator[Claim]:
    """“…职业年金缴费支出（项）A，主要用于…。年初预算为B，支出决算为C”: A is C."""
    figures = [f for f in passage.figures if f.printed.unit.base == "元" and not f.depth]
    if len(figures) < 2 or figures[0].role != "amount" or not _SUBJECT.search(figures[0].head.strip()):
        return
    again = [f for f in figures[1:] if f.role == "amount" and _OUTTURN.fullmatch(f.head)]
    if len(again) == 1 and not figures[0].printed.about:
        yield Claim(
            Kind.REPEAT,
            "same-phrase",
            Relation.LINEAR,
            (operand(passage, again[0], "支出决算", 1), operand(passage, figures[0], "科目后所列", -1)),
            "同一科目的支出决算前后应当一致",
            f"item-again:{passage.context.title}:{squeeze(passage.text[:24])}",
            Certainty.LIKELY,
        )


def _is_again(passage: Passage, f: Figure) -> bool:
    money = f.printed.unit.base == "元" and f.printed.unit.printed in ("万元", "亿元") and f.printed.value
    if not money or not _AGAIN.search(f.head) or _EACH.search(f.head):
        return False
    return sum(c.isdigit() for c in f.printed.text) >= _DIGITS


def _claim(passage: Passage, i: int, around: Sequence[Passage]) -> Iterator[Claim]:
    f = passage.figures[i]
    told = _rounded(f)
    here = [g for g in reversed(passage.figures[:i]) if _amount(g)]
    same = next((g for g in here if told.meets(g.printed.interval)), None)
    anywhere = any(
        told.meets(g.printed.interval) for p in around for g in p.figures if g is not f and _amount(g)
    )
    meant = same if anywhere else _meant(f, told, here)
    if meant is None:
        return
    yield Claim(
        Kind.UNIT if same is None and _unit_slip(told, meant) else Kind.REPEAT,
        "same-phrase",
        Relation.LINEAR,
        (replace(operand(passage, f, "此处", 1), interval=told), operand(passage, meant, "原数", -1)),
        "换个单位说的同一个数，应当与原数相符",
        f"restated:{squeeze(f.head)[-10:]}:{passage.context.title}:{passage.lead}",
        Certainty.LIKELY,
    )


def _meant(f: Figure, told: Interval, here: Sequence[Figure]) -> Figure | None:
    """The amount it tells again: one that fits but for the point or the unit, else the nearest of its name or beside it."""
    near = [g for g in here if f.sentence - g.sentence <= 2]
    moved = next((g for g in near if _unit_slip(told, g)), None)
    if moved is not None:
        return moved
    name = re.sub(r"全部|约合|折合|合|即|为|约|总|共|计|折算|换算|[\W\d]", "", squeeze(f.head))
    same = [g for g in near if name and name in squeeze(g.before + g.head)][:1]
    beside = [g for g in near[:1] if not name and g.sentence == f.sentence]
    return next((g for g in (*same, *beside) if _slipped(f, g)), None)


def _slipped(f: Figure, g: Figure) -> bool:
    wanted = g.printed.interval
    return bool(other_unit(f.printed, wanted)) or bool(_near_digits(f, g))


def _near_digits(f: Figure, g: Figure) -> bool:
    """Would one digit other or two neighbours swapped make it the amount, rounded as printed?"""
    scale = f.printed.unit.scale
    place = Decimal(1).scaleb(-f.printed.decimals)
    rounded = (g.printed.base / scale).quantize(place) * scale
    return bool(before_slip(f.printed, Interval.point(rounded))) and f.printed.decimals > 0


def _unit_slip(told: Interval, g: Figure) -> bool:
    """Is it the amount with the point moved or another unit?"""
    return any(told.scaled(p).meets(g.printed.interval) for p in _POINT)


def _amount(g: Figure) -> bool:
    return g.printed.unit.base == "元" and g.role not in _ABOUT and bool(g.printed.value)


def _rounded(f: Figure) -> Interval:
    """A retelling is rounded, or cut off: a whole unit of its last place either way."""
    step = Decimal(1).scaleb(-f.printed.decimals) * f.printed.unit.scale
    return Interval.rounded(f.printed.base, step)
