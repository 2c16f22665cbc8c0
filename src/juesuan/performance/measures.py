"""Target and actual compared: the completion of an indicator (完成率), or why there is none.

Regulations speak of "the proportion of actual to target", which says nothing of targets that are upper limits, dates,
or nought. What is done in each case stands here once, for self-evaluation, monitoring and work targets alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from juesuan.accounts.cells import print_amount
from juesuan.amounts import unit_of
from juesuan.performance.kinds import HUNDRED, ZERO
from juesuan.performance.terms import Direction, Quantity, plain

_MOST = (Direction.AT_MOST, Direction.BELOW)


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a target was reached: ``rate`` in percent (100 and more is reached), or ``missing`` says why not.

    ``reached`` is known for dates, too, where a rate has no meaning.
    """

    rate: Decimal | None
    reached: bool | None
    words: str = ""
    missing: str = ""


def completion(
    direction: Direction, target: Quantity, actual: Quantity, *, upper: bool = False
) -> Completion:
    """The completion of ``target`` by ``actual``.

    Lower limits: actual ÷ target. Upper limits: target ÷ actual, since less is better. ``upper``: an equal sign in
    this group is meant as an upper limit (costs). A date is met or not.
    """
    if direction is Direction.QUALITATIVE:
        return Completion(None, None, missing="定性指标没有完成率")
    if target.value is None:
        return Completion(None, None, missing=_unread(target, "指标值"))
    if actual.value is None:
        return Completion(None, None, missing=_unread(actual, "完成值"))
    if isinstance(target.value, date) or isinstance(actual.value, date):
        return _dates(direction, target.value, actual.value)
    wanted, done = target.value, in_unit_of(actual, target)
    if done is None:
        words = f"完成值的单位“{actual.unit}”与指标值的单位“{target.unit}”不同，不能相比"
        return Completion(None, None, missing=words)
    most = direction in _MOST or (upper and direction is Direction.EQUAL)
    if most or (direction is Direction.EQUAL and wanted == 0):
        return _upper(direction, wanted, done)
    return _lower(direction, wanted, done)


def in_unit_of(actual: Quantity, target: Quantity) -> Decimal | None:
    """The number of ``actual`` in the unit of ``target``; ``None`` if the units cannot be compared."""
    value = actual.value
    if not isinstance(value, Decimal) or actual.unit == target.unit or not actual.unit or not target.unit:
        return value if isinstance(value, Decimal) else None
    mine, theirs = unit_of(actual.unit), unit_of(target.unit)
    if mine is None or theirs is None or mine.base != theirs.base:
        return None
    return value * mine.scale / theirs.scale


def as_percent(quantity: Quantity) -> Decimal | None:
    """A rate as a number of percent; ``None`` for what is not written as a rate (95 without %, 95 户)."""
    unit = unit_of(quantity.unit)
    if not isinstance(quantity.value, Decimal) or unit is None or unit.kind != "ratio":
        return None
    return quantity.value * unit.scale * HUNDRED


def shown(quantity: Quantity) -> str:
    """A quantity as people write it: 1,726人, 95%, 2024年6月30日, or its words."""
    if isinstance(quantity.value, date):
        day = quantity.value
        return f"{day.year}年{day.month}月{day.day}日"
    return quantity.text if quantity.value is None else f"{plain(quantity.value)}{quantity.unit}"


def yuan(cents: int) -> str:
    """Money in 元 with every 分, as traces show it."""
    return f"{print_amount(cents, '元')}元"


def _unread(quantity: Quantity, name: str) -> str:
    return f"{name}“{quantity.text}”不是数字，不能计算" if quantity.text else f"没有填写{name}"


def _dates(direction: Direction, wanted: Decimal | date, done: Decimal | date) -> Completion:
    if not (isinstance(wanted, date) and isinstance(done, date)):
        return Completion(None, None, missing="指标值和完成值一个是日期、一个是数字，不能相比")
    later = direction in (Direction.AT_LEAST, Direction.ABOVE)
    reached = done >= wanted if later else done <= wanted
    if direction in (Direction.ABOVE, Direction.BELOW) and done == wanted:
        reached = False
    return Completion(None, reached, "按期" if reached else "晚于规定日期" if not later else "早于规定日期")


def _lower(direction: Direction, wanted: Decimal, done: Decimal) -> Completion:
    reached = done > wanted if direction is Direction.ABOVE else done >= wanted
    words = f"{plain(done)}÷{plain(wanted)}×100%"
    if wanted > 0:
        return Completion(max(done * HUNDRED / wanted, ZERO), reached, words)
    if wanted == 0:
        return Completion(None, None, missing="指标值为零，不能计算完成率")
    if reached:
        return Completion(HUNDRED, True, f"{plain(done)}不低于{plain(wanted)}")
    return Completion(None, False, missing="指标值为负数，不能按比例计算")


def _upper(direction: Direction, wanted: Decimal, done: Decimal) -> Completion:
    reached = done < wanted if direction is Direction.BELOW else done <= wanted
    if wanted < 0 or (reached and done <= 0):
        if reached:
            return Completion(HUNDRED, True, f"{plain(done)}不高于{plain(wanted)}")
        return Completion(None, False, missing="指标值为负数，不能按比例计算")
    if done <= 0:  # 小于零 asked for, nought done
        return Completion(ZERO, False, f"{plain(done)}没有低于{plain(wanted)}")
    return Completion(wanted * HUNDRED / done, reached, f"{plain(wanted)}÷{plain(done)}×100%")
