"""How the numbers of performance work are printed, each registered as a fact, and what could not be told.

Marked text carries the key of its fact through tables and sentences alike (see :mod:`juesuan.reports.phrases_print`). A
number is printed as it was stated: scores and targets keep their decimals, money is told in 万元 with as many decimals
as it needs to be told at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from juesuan.accounts.cells import CENTS, fact_key, in_unit
from juesuan.accounts.model import Origin
from juesuan.amounts import UNITS, unit_of
from juesuan.performance.measures import shown
from juesuan.performance.terms import Quantity
from juesuan.reports.composition import StatedFact
from juesuan.reports.phrases import Gap
from juesuan.reports.phrases_print import bound, unmarked
from juesuan.reports.write_facts import steps_of

#: Decimals of printed rates, as the regulation's forms have them.
_RATE = Decimal("0.01")
#: Signs of comparison as people write them around a date.
_DATED = {"≤": ("", "前"), "<": ("早于", ""), "≥": ("", "后"), ">": ("晚于", "")}


@dataclass
class Telling:
    """The facts of one document while it is written, and the gaps that forbid it."""

    year: int
    facts: dict[str, StatedFact] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)

    def number(
        self,
        concept: str,
        measure: str,
        scope: str,
        value: Decimal,
        unit: str = "",
        *,
        formula: str = "",
        made_of: tuple[str, ...] = (),
        tail: bool = False,
        text: str = "",
    ) -> str:
        """A number as marked text; ``tail`` prints its unit behind it, ``text`` is how it is printed otherwise."""
        text = text or exact(value) + (unit if tail else "")
        return self._state(concept, measure, scope, value, unit, text, formula, made_of)

    def quantity(
        self, concept: str, measure: str, scope: str, quantity: Quantity, sign: str = "", source: str = ""
    ) -> str:
        """A target or an actual with its unit (≥100人); dates (2024年6月30日前) and words bind nothing.

        ``source`` says where the number was taken from.
        """
        value = quantity.value
        if isinstance(value, date):
            before, after = _DATED.get(sign, (sign, ""))
            return f"{before}{shown(quantity)}{after}"
        if value is None:
            return unmarked(quantity.text)
        text = exact(value) + quantity.unit
        return sign + self._state(concept, measure, scope, value, quantity.unit, text, source)

    def rate(self, concept: str, measure: str, scope: str, value: Decimal, formula: str = "") -> str:
        """A rate in percent with two decimals at most: 98.5%."""
        rounded = value.quantize(_RATE, ROUND_HALF_UP)
        return self._state(concept, measure, scope, rounded, "%", f"{exact(rounded)}%", formula)

    def money(
        self, concept: str, measure: str, scope: str, cents: int, *, formula: str = "", tail: bool = False
    ) -> str:
        """分 in 万元; ``tail`` prints the unit, and 元 where 万元 would print nothing."""
        unit = "元" if tail and cents and not in_unit(cents) else "万元"
        text = wan(cents) if unit == "万元" else f"{in_unit(cents, unit)}"
        text = text.replace(",", "") if tail else text
        value = Decimal(cents) / (UNITS[unit].scale * CENTS)
        return self._state(concept, measure, scope, value, unit, text + (unit if tail else ""), formula)

    def gap(self, place: str, words: str, origin: Origin | None = None) -> None:
        """Something that must be told and is not: what to fill in, and at which cell of the book."""
        where = f"（“{origin.sheet}”{origin.cell}）" if origin is not None and origin.sheet else ""
        self.gaps.setdefault(place, Gap(place, words + where))

    def _state(
        self, concept: str, measure: str, scope: str, value: Decimal, unit: str, text: str, formula: str = "",
        made_of: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        key = fact_key(concept, measure, self.year, unmarked(scope))
        steps, scale = steps_of(value, unit)
        decimals = max(0, -int(value.normalize().as_tuple().exponent))
        fact = StatedFact(
            key, concept, measure, self.year, scope, steps, unit, decimals, unmarked(formula), made_of, scale
        )
        known = self.facts.setdefault(key, fact)
        if (known.value, known.scale) != (fact.value, fact.scale):
            raise ValueError(f"two values of {key}: {known.value} and {fact.value}")
        if fact.formula and not known.formula:  # whoever knows how it came about tells it
            self.facts[key] = fact
        return bound(text, key)


def exact(value: Decimal) -> str:
    """A number with the decimals it has, without noughts at the end and without an exponent."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def wan(cents: int) -> str:
    """分 as 万元 with two decimals, or as many as keep a small amount from printing as nothing."""
    rounded = in_unit(cents)
    if cents and not rounded:
        return exact(Decimal(cents) / (UNITS["万元"].scale * CENTS))
    return f"{rounded if rounded else abs(rounded):,f}"


def clean(text: str) -> str:
    """A clerk's own words, safe to print: no marks of ours, no blank lines."""
    return "\n".join(line.strip() for line in unmarked(text).splitlines() if line.strip())


def listed(lines: Iterable[str]) -> str:
    """Lines of one cell; each is closed, because some readers see no line ends within a cell."""
    found = [line.rstrip("；;。") for line in lines if line.strip()]
    return "；\n".join(found) + ("。" if len(found) > 1 else "")


def quoted(text: str) -> str:
    """A name in quotation marks; marks within it become single ones."""
    return f"“{clean(text).replace('“', '‘').replace('”', '’')}”"


def joined(text: str) -> str:
    """The same as one line without a full stop at its end, to stand inside a sentence."""
    return "；".join(line.rstrip("。；;.，,") for line in clean(text).splitlines())


def sentence(text: str) -> str:
    """The same as whole sentences."""
    return "".join(line if line[-1] in "。！？!?；;" else line + "。" for line in clean(text).splitlines())


def is_money(quantity: Quantity) -> bool:
    """Is a target or an actual an amount of money?"""
    unit = unit_of(quantity.unit)
    return unit is not None and unit.kind == "money"
