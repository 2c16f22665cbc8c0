"""Units of money written for one another: “共资助30人，每人5000万元”, “国内公务接待费0.68元” beside 0.68万元.

The digits are right, so only a second figure tells: the same digits with the other unit under the same name, or a sum that
comes out over the number of people once the unit is the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.amounts.slips import other_unit
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.taxonomy.vocabulary import squeeze

_EACH = re.compile(
    r"每一?(?P<of>[人名户家个件辆台所座亩套]|位)(?:学生|教师|对象|职工|每年|补助|发放|资助|标准|奖励|为|给予)*$"
)
_CLAUSE = re.compile(r"[，,、；;。：:]")
_SAME_MEASURE = {"人": "人名位", "名": "人名位", "位": "人名位"}
#: Less than this many yuan with decimals is no year's expense.
_NO_EXPENSE = 100
_NAME = 3
#: A price is of one, whatever the sum of the year is.
_PRICE = re.compile(r"单?价|标准|每|均|一[人户度次]|[/／]|定额|税额|利率")
#: How far before the other amount its name may stand (a budget may be told between).
_NEAR = 40


def lost_units(passage: Passage) -> Iterator[Claim]:
    """The claims of a paragraph about the units of its money."""
    money = [
        f for f in passage.figures if f.printed.unit.base == "元" and f.printed.value and not f.printed.about
    ]
    if len(money) < 2:
        return
    if "每" in passage.text:
        for f in money:
            # “读本费每人50元” is a named price, which averages read
            if f.role == "each" and (m := _EACH.match(_CLAUSE.split(squeeze(f.before))[-1])):
                yield from _each(passage, f, m["of"], money)
    if len({f.printed.unit.printed for f in money}) > 1:
        yield from _same_digits(passage, money)


def _each(passage: Passage, each: Figure, of: str, money: Sequence[Figure]) -> Iterator[Claim]:
    counts = [
        f
        for f in passage.figures
        if f.sentence == each.sentence
        and f.number.end <= each.number.start
        and f.printed.unit.kind == "count"
        and f.printed.unit.base in _SAME_MEASURE.get(of, of)
        and f.printed.value
        and not f.printed.about
    ][-1:]
    if any(f.sentence == each.sentence and f.number.start > each.number.end for f in money):
        return  # “…每人500元，合计2.10万元”: the products read it
    sums = [f for f in money if f is not each and f.role == "amount" and 0 <= each.sentence - f.sentence <= 1]
    price = operand(passage, each, "单价").exact()
    for count in counts:
        number = operand(passage, count, "数量").exact()
        ways = [(operand(passage, total, "金额"), price, number) for total in reversed(sums)]
        if any(fits(Relation.PRODUCT, w) for w in ways):
            return
        for way in ways:
            meant = solve(Relation.PRODUCT, way, 1)
            if meant is not None and other_unit(each.printed, meant):
                yield Claim(
                    Kind.SUM,
                    "unit-cost-times-quantity",
                    Relation.PRODUCT,
                    way,
                    "金额＝单价×数量",
                    f"each-unit:{each.number.start}:{passage.context.title}:{passage.lead}",
                    Certainty.LIKELY,
                )
                return


def _same_digits(passage: Passage, money: Sequence[Figure]) -> Iterator[Claim]:
    """An expense of a few yuan with the digits of one in 万元 under the same name."""
    for f in money:
        p = f.printed
        if f.role != "amount" or p.unit.printed != "元" or not p.decimals or p.base >= _NO_EXPENSE:
            continue
        if len(p.text.replace(".", "").strip("0")) < 2:
            continue  # one digit is easily the same by chance
        if _PRICE.search(f.head) or _PRICE.match(f.after.lstrip()):
            continue
        name = squeeze(f.label)
        twin = next(
            (
                g
                for g in money
                if g.role == "amount"
                and g.printed.unit.printed == "万元"
                and g.printed.text == p.text
                and _named_alike(name, _words_before(passage, g, f))
            ),
            None,
        )
        if twin is not None:
            yield Claim(
                Kind.UNIT,
                "unit-slip",
                Relation.LINEAR,
                (
                    operand(passage, f, "此处", 1).exact(),
                    operand(passage, twin, "别处", -1).exact(),
                ),
                "同一个数在同一段里应当用同一个单位",
                f"unit-slip:{f.number.start}:{passage.context.title}:{passage.lead}",
            )


def _words_before(passage: Passage, twin: Figure, other: Figure) -> str:
    """The words that may name the twin: none that stand before the other figure, if that comes first."""
    start = max(0, twin.number.start - _NEAR)
    return passage.text[
        max(start, other.number.end if other.number.end <= twin.number.start else 0) : twin.number.start
    ]


def _named_alike(name: str, words: str) -> bool:
    """Does the name, or its end as a name of its own, stand in the words: 公务接待费 of 国内公务接待费, not 中小企业 of 小微企业?"""
    for size in range(len(name), _NAME - 1, -1):
        at = words.rfind(name[-size:])
        if at >= 0:
            return size == len(name) or at == 0 or not "\u4e00" <= words[at - 1] <= "\u9fff"
    return False
