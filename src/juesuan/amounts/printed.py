"""One printed number: its string, its value, how many decimals it shows, and the interval it stands for."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from juesuan.amounts.interval import Interval
from juesuan.amounts.units import NO_UNIT, Unit

#: Digits with thousands separators (half or full width), an optional fraction, an optional sign. Type setting may leave a
#: space behind the comma (“3,594, 026”).
NUMBER = re.compile(
    r"[-−－]?\d+(?:(?:, ?|，)\d{3})+(?:\.\d+)?(?![\d])(?=\s*(?:[万亿]?元|[%％人户]))|[-−－]?\d+(?:[,，]\d{3})+(?:\.\d+)?(?![\d])|[-−－]?\d+(?:\.\d+)?"
)
_FULLWIDTH = str.maketrans("０１２３４５６７８９．，－−％", "0123456789.,--%")


class Printed(msgspec.Struct, frozen=True):
    """A number as printed. ``value`` is in the printed unit; ``decimals`` is how many places it shows.

    ``places`` is how many places the report keeps when it drops final zeros (3037.9 for 3037.90), else 0.
    """

    text: str
    value: Decimal
    decimals: int
    unit: Unit = NO_UNIT
    about: bool = False
    places: int = 0

    @property
    def base(self) -> Decimal:
        """The printed value in the base unit (元, 1, or the counted thing)."""
        return self.value * self.unit.scale

    @property
    def half(self) -> Decimal:
        """Half the last printed place, in the base unit; 0 for counts, which are exact."""
        if self.unit.kind == "count" and self.unit.scale == 1 and self.decimals == 0:
            return Decimal(0)
        return Decimal(1).scaleb(-max(self.decimals, self.places)) * self.unit.scale / 2

    @property
    def interval(self) -> Interval:
        """The true values, in the base unit, that round to this print."""
        return Interval.rounded(self.base, self.half)

    @property
    def truncated(self) -> Interval:
        """The true values, in the base unit, that print so when the report cuts digits off instead of rounding."""
        step = Decimal(1).scaleb(-self.decimals) * self.unit.scale
        if self.value < 0:
            return Interval(self.base - step, self.base, low_open=True)
        return Interval(self.base, self.base + step, high_open=True)


_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def parse_printed(text: str, unit: Unit = NO_UNIT) -> Printed | None:
    """Read ``text`` (only a number: ``1,064.39``, ``-3.5``, ``１２``) as a :class:`Printed`, else ``None``.

    A blank or a dash is not a number, and therefore never 0.
    """
    plain = text.translate(_FULLWIDTH).strip().replace(" ", "")
    if not _PLAIN.fullmatch(plain):
        return None
    digits = plain.replace(",", "")
    return Printed(text, Decimal(digits), len(digits.partition(".")[2]), unit)
