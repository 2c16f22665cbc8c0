"""Closed and open intervals over Decimal: the only arithmetic the product does on printed numbers.

Two printed numbers contradict each other only if no true values could have printed both, so every comparison in the
product is "do these intervals meet?". Ends remember whether they belong to the interval, because a truncated 1.23
stands for [1.23, 1.24) and must not meet a truncated 1.24.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product

import msgspec

ZERO = Decimal(0)


class Interval(msgspec.Struct, frozen=True):
    """The values from ``low`` to ``high``; an end belongs to it unless its ``*_open`` flag says otherwise."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Decimal | int) -> Interval:
        """The interval that holds exactly one value (an integer count, an exact rule constant)."""
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def rounded(cls, value: Decimal, half: Decimal) -> Interval:
        """All values that round to ``value`` when the last printed place is ``2 * half``.

        Both ends belong to it: reports round half up and half even, and a report does not say which.
        """
        return cls(value - half, value + half)

    @property
    def empty(self) -> bool:
        """True if no value is left (the result of intersecting intervals that do not meet)."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def middle(self) -> Decimal:
        """The value half way between the ends."""
        return (self.low + self.high) / 2

    @property
    def half(self) -> Decimal:
        """Half the width."""
        return (self.high - self.low) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def scaled(self, factor: Decimal | int) -> Interval:
        """Every value times ``factor``; a negative factor swaps the ends."""
        factor = Decimal(factor)
        if factor < 0:
            return (-self).scaled(-factor)
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def meet(self, other: Interval) -> Interval:
        """The values both hold (possibly :attr:`empty`)."""
        if self.low != other.low:
            low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        else:
            low, low_open = self.low, self.low_open or other.low_open
        if self.high != other.high:
            high, high_open = min((self.high, self.high_open), (other.high, other.high_open))
        else:
            high, high_open = self.high, self.high_open or other.high_open
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Can one true value have printed both?"""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return not self.meet(other).empty  # they touch: it depends on whether the ends belong to them

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def contains(self, value: Decimal) -> bool:
        """Is ``value`` one of the values?"""
        return self.meets(Interval.point(value))

    def gap(self, other: Interval) -> Decimal:
        """The distance between two intervals, 0 if they touch or overlap."""
        if self.low > other.high:
            return self.low - other.high
        if other.low > self.high:
            return other.low - self.high
        return ZERO


def corners(function: Callable[..., Decimal], operands: Sequence[Interval]) -> Interval | None:
    """The range of ``function`` over a box of intervals, if it is monotone in each operand.

    Ratios such as ``d / (c - d)`` use one operand twice, so plain interval division would be too wide; they are
    monotone in each operand, so their extremes stand in the corners of the box. ``None`` if a corner divides by
    zero: then there is no rate to speak of.
    """
    low: Decimal | None = None
    high: Decimal | None = None
    for point in product(*(((o.low, o.high) if o.low != o.high else (o.low,)) for o in operands)):
        try:
            value = function(*point)
        except ArithmeticError:
            return None
        low = value if low is None or value < low else low
        high = value if high is None or value > high else high
    if low is None or high is None:
        return None
    return Interval(low, high)
