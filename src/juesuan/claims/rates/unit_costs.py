"""Costs of each of something whose sum or number stands apart: “单位造价3,000元/平方米”, “住院次均费用5,919元”.

The unit (元/平方米) or the name (住院) says what the cost is of. Nothing says outright which sum it is of, so a reading that
holds is taken as the one meant, and without one only a slip of the hand or a wrong unit speaks against the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval, Printed, Unit
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in
from juesuan.taxonomy.vocabulary import squeeze

_SET = re.compile(
    r"标准|定额|限额|限价|控制|不超过|指导|补贴|补助|工资|收费|租金|单价|市场|计划|目标|概算|预算"
)
_USED = ("from", "to", "prior", "change", "growth", "base", "budget", "excess")
_VISIT = re.compile(
    r"(?P<noun>住院|门急诊|门诊|急诊|手术|体检|透析)(?:患者|病人)?(?:次均|例均|人均)(?:医疗|医药)?费用?(?:为|是)*$"
)
#: Those who leave a hospital are those who were in it.
_CAME = {"住院": ("出院", "住院")}
_WAYS = 4


def unit_costs(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The claims of the costs of a paragraph that bear a unit of their own or are of one visit."""
    slash, visit = "元/" in passage.text, "均" in passage.text and "费" in passage.text
    if not (slash or visit):
        return
    for f in passage.figures:
        if f.printed.about or f.role in _USED or not f.printed.value:
            continue
        if slash and f.printed.unit.base.startswith("元/") and not _SET.search(f.head):
            yield from _of_its_unit(passage, f)
        elif visit and f.printed.unit.base == "元" and (m := _VISIT.search(squeeze(f.head))):
            yield from _of_a_visit(passage, f, m["noun"], lookup)


def _of_its_unit(passage: Passage, f: Figure) -> Iterator[Claim]:
    thing = f.printed.unit.base.removeprefix("元/")
    near = [g for g in passage.figures if g.sentence == f.sentence and g is not f and not g.printed.about]
    counts = [g for g in near if g.printed.unit.base == thing and g.role == "amount" and g.printed.value]
    sums = [g for g in near if g.printed.unit.base == "元" and g.role == "amount" and not g.depth]
    p = f.printed
    money = Unit(p.unit.printed.partition("/")[0], "元", p.unit.scale, "money")
    cost = operand(passage, f, "单位成本")
    cost = _rounded(replace(cost, printed=Printed(p.text, p.value, p.decimals, money)), f)
    ways = [
        (cost, operand(passage, a, "总额", top=1), operand(passage, b, "数量", bottom=1))
        for a in reversed(sums)
        for b in reversed(counts)
    ]
    yield from _read(passage, f, ways[:_WAYS] if len(ways) <= _WAYS else [])


def _of_a_visit(passage: Passage, f: Figure, noun: str, lookup: Lookup) -> Iterator[Claim]:
    names = _CAME.get(noun, (noun,))
    counts = [o for n in names for who in ("", "患者", "病人", "人次") for o in lookup.counted(n + who)]
    counts = [o for o in counts if o.printed is not None and o.printed.unit.base in ("人次", "人", "例")]
    income = re.compile(rf"(?:{noun}|{noun[-2:]})(?:医疗)?(?:收入|费用|总费用)(?:为|是|共|共计)*$")
    sums = [
        g
        for g in passage.figures
        if g.printed.unit.base == "元" and g.role == "amount" and income.search(squeeze(g.head))
    ]
    cost = _rounded(operand(passage, f, "次均费用"), f)
    ways = [
        (
            cost,
            operand(passage, a, "总额", top=1),
            replace(o, role="人次", weight=Decimal(1), top=0, bottom=1),
        )
        for a in sums[:2]
        for o in counts[:4]
    ]
    yield from _read(passage, f, ways)


def _read(passage: Passage, f: Figure, ways: Sequence[tuple[Operand, ...]]) -> Iterator[Claim]:
    yield from read_in(
        Kind.SHARE,
        "per-head",
        Relation.RATIO,
        ways,
        "平均数 = 总数 ÷ 数量",
        f"unit-cost:{squeeze(f.head)[-10:]}:{passage.context.title}:{passage.lead}",
    )


def _rounded(o: Operand, f: Figure) -> Operand:
    """A quotient is rounded, a whole one too."""
    step = Decimal(1).scaleb(-f.printed.decimals) * f.printed.unit.scale
    return replace(o, interval=Interval.rounded(f.printed.base, step / 2))
