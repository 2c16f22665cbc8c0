"""Saying a broken claim in Chinese: what is printed, what the other figures give, by how much they differ.

Values are shown in the unit and with the decimals of the figure they are compared with, never with more.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from juesuan.amounts import Interval, Printed
from juesuan.claims.evaluate import Verdict
from juesuan.claims.model import Claim, Operand, Relation
from juesuan.documents.model import Document
from juesuan.rules.model import Breach, Mark, Rule

#: A range of so many last places is said as “约” its middle: a clerk looks for a number, not for an interval.
NEARLY = 6


def _decimals(value: Decimal, interval: Interval, like: Printed) -> int:
    """How many decimals to show: those of the printed figure, more where an exact value needs one or two."""
    if interval.low != interval.high:
        return like.decimals
    exponent = value.normalize().as_tuple().exponent
    needed = max(-exponent, 0) if isinstance(exponent, int) else 0
    return needed if like.decimals < needed <= like.decimals + 2 else like.decimals


def shown_value(interval: Interval, like: Printed | None) -> str:
    """The values of an interval, printed the way ``like`` is: “19.79%”, “1,011.87万元”, “40.1至40.3万元”."""
    if like is None:
        least, most = plain(interval.low), plain(interval.high)
        return least if least == most else f"{least}至{most}"
    scale = like.unit.scale or Decimal(1)
    step = Decimal(1).scaleb(-_decimals(interval.low / scale, interval, like))
    middle = (interval.middle / scale).quantize(step, ROUND_HALF_UP)
    low = (interval.low / scale).quantize(step, ROUND_HALF_UP)
    high = (interval.high / scale).quantize(step, ROUND_HALF_UP)
    unit = like.unit.printed
    if high - low <= NEARLY * step:
        about = "" if high - low <= 2 * step else "约"
        return f"{about}{abs(middle) if like.value >= 0 and middle < 0 else middle}{unit}"
    return f"{low}至{high}{unit}"


def plain(value: Decimal) -> str:
    """A Decimal without exponent and trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def breach_of(rule: Rule, claim: Claim, verdict: Verdict, document: Document) -> Breach:
    """The breach of a broken claim, with every operand as a mark and the arithmetic in words."""
    operands = verdict.operands or claim.operands
    first = operands[0]
    stated = printed_form(first)
    expected = shown_value(verdict.expected, first.printed) if verdict.expected is not None else ""
    if (
        verdict.expected is not None
        and verdict.expected.high < 0 < first.interval.low
        and expected[:1].isdigit()
    ):
        expected = f"-{expected}"  # a minus is lost, or the word for the direction is wrong
    gap = _gap(first, verdict)
    values = {
        "stated": stated,
        "expected": expected,
        "gap": gap,
        "quote": first.shown,
        "formula": claim.formula,
        "arithmetic": arithmetic(claim.relation, operands, expected),
        "other": operands[1].shown if len(operands) > 1 else "",
        "change": next((o.shown for o in operands if o.role == "变动额"), first.shown),
    }
    message = (rule.message or _DEFAULT[claim.relation]).format(**values)
    marks = tuple(Mark(o.span, o.role) for o in operands)
    return Breach(
        message=message,
        marks=marks,
        key=claim.key,
        stated=stated,
        expected=expected,
        gap=gap,
        certainty=str(claim.certainty),
        kind=claim.kind,
        claim=claim,
        verdict=verdict,
    )


_DEFAULT = {
    Relation.LINEAR: "“{quote}”与相关数字对不上：{formula}。{arithmetic}，而文中为{stated}，相差{gap}。",
    Relation.RATIO: "“{quote}”算得不对：{formula}。{arithmetic}，而文中为{stated}。",
    Relation.PRODUCT: "“{quote}”与单价、数量对不上：{formula}。{arithmetic}，而文中为{stated}。",
    Relation.AT_MOST: "“{quote}”大于“{other}”：{formula}。",
}


def printed_form(o: Operand) -> str:
    """The operand's number as printed, with its unit; its words if it has no number of its own."""
    return f"{o.printed.text}{o.printed.unit.printed}" if o.printed else o.shown


def _gap(first: Operand, verdict: Verdict) -> str:
    if first.printed is None or verdict.expected is None:
        return plain(verdict.gap) if verdict.gap else ""
    difference = abs(first.interval.middle - verdict.expected.middle) / (first.printed.unit.scale or 1)
    exact = first.interval.low == first.interval.high
    decimals = _decimals(difference, verdict.expected, first.printed) if exact else first.printed.decimals
    words = plain(difference.quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_UP))
    return f"{words}{_gap_unit(first.printed)}"


def _gap_unit(printed: Printed) -> str:
    return "个百分点" if printed.unit.printed in ("%", "％", "﹪") else printed.unit.printed


def arithmetic(relation: Relation, operands: tuple[Operand, ...], expected: str) -> str:
    """The calculation in printed figures: “558.24 + 0.50 + 0.09 = 558.83万元”."""
    if relation is Relation.LINEAR:
        return _sum_words(operands, expected)
    if relation is Relation.RATIO:
        top = _terms([(o, o.top) for o in operands[1:] if o.top])
        bottom = _terms([(o, o.bottom) for o in operands[1:] if o.bottom])
        wrap = f"（{bottom}）" if sum(1 for o in operands[1:] if o.bottom) > 1 else bottom
        over = f"（{top}）" if sum(1 for o in operands[1:] if o.top) > 1 else top
        return f"{over} ÷ {wrap} = {expected}"
    if relation is Relation.PRODUCT:
        return " × ".join(printed_form(o) for o in operands[1:]) + f" = {expected}"
    return ""


def _sum_words(operands: tuple[Operand, ...], expected: str) -> str:
    sign = -1 if operands[0].weight > 0 else 1
    terms = [(o, int(o.weight * sign)) for o in operands[1:] if o.weight]
    if len(terms) == 1:
        return f"“{terms[0][0].shown}”为{expected}"
    return f"{_terms(terms)} = {expected}"


def _terms(terms: list[tuple[Operand, int]]) -> str:
    words = ""
    for o, weight in terms:
        sign = " + " if weight > 0 else " − "
        times = f"{abs(weight)}×" if abs(weight) != 1 else ""
        words += (sign if words or weight < 0 else "") + times + printed_form(o)
    return words.strip()
