"""Printed numbers and what they can stand for: intervals, units, percentages, Chinese numerals.

A printed number is not a point but the set of true values that print as it. Nothing in this room knows about
budgets; everything above it compares numbers only through :class:`Interval`.
"""

from juesuan.amounts.chinese import parse_chinese
from juesuan.amounts.interval import Interval, corners
from juesuan.amounts.printed import Printed, parse_printed
from juesuan.amounts.units import UNITS, Unit, unit_of

__all__ = ["UNITS", "Interval", "Printed", "Unit", "corners", "parse_chinese", "parse_printed", "unit_of"]
