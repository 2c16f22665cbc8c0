"""Printed cells that know their facts: the one place where 分 become characters of a statutory table.

A :class:`Binder` prints figures of a ledger in the unit of the tables and keeps every fact it has printed, so that
tables and narrative of one report share their facts under the same keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from juesuan.accounts.layouts import formulas
from juesuan.accounts.ledger import Ledger, Record
from juesuan.accounts.model import CarryOver, EconomicLine, IncomeLine, ItemBudget, Project
from juesuan.amounts import UNITS
from juesuan.documents.composition import ComposedCell, Piece, StatedFact
from juesuan.taxonomy import title_of

#: 分 in one 元: the base unit of :mod:`juesuan.amounts` is 元.
CENTS = 100
DECIMALS = 2
#: Says an amount of 分 in words.
Money = Callable[[int], str]


def fact_key(concept: str, measure: str, year: int, scope: str = "") -> str:
    """The key under which a report keeps a fact: ``general.item:outturn:2024:2010601``."""
    return ":".join(part for part in (concept, measure, str(year), scope) if part)


def in_unit(cents: int, unit: str = "万元", decimals: int = DECIMALS) -> Decimal:
    """分 in a unit, rounded half away from nought as the reporting system does."""
    exact = Decimal(cents) / (UNITS[unit].scale * CENTS)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def print_amount(cents: int, unit: str = "万元", decimals: int = DECIMALS) -> str:
    """分 as printed in a table: ``1,234.50``; nought has no sign."""
    value = in_unit(cents, unit, decimals)
    return f"{value if value else abs(value):,f}"


def money_words(cents: int, unit: str) -> str:
    """分 as a cell of a book in ``unit`` holds them, nothing rounded: ``-27.18万元``, ``20.70274万元``."""
    exact = Decimal(cents) / (UNITS[unit].scale * CENTS)
    decimals = max(DECIMALS, -int(exact.normalize().as_tuple().exponent))
    return f"{exact:,.{decimals}f}{unit}"


class Binder:
    """Prints the ledger's figures and collects the facts they state."""

    def __init__(self, ledger: Ledger, unit: str = "万元") -> None:
        self.ledger = ledger
        self.unit = unit
        self.facts: dict[str, StatedFact] = {}

    def money(
        self,
        concept: str,
        measure: str = "outturn",
        scope: str = "",
        *,
        nought: bool = False,
        bold: bool = False,
    ) -> ComposedCell:
        """A cell with a figure; blank where the accounts do not say, or say 0 and ``nought`` is not asked for."""
        amount = self.ledger.amount(concept, measure, scope)
        if amount is None or (amount == 0 and not nought):
            return ComposedCell((), align="right", bold=bold)
        fact = self.fact(concept, measure, scope, amount)
        return ComposedCell((Piece(print_amount(amount, self.unit), fact.key),), align="right", bold=bold)

    def fact(self, concept: str, measure: str, scope: str, amount: int) -> StatedFact:
        """The fact of a figure, made when it is first printed."""
        key = fact_key(concept, measure, self.ledger.year, scope)
        if key not in self.facts:
            records = self.ledger.records(concept, measure, scope)
            self.facts[key] = StatedFact(
                key, concept, measure, self.ledger.year, scope, amount, self.unit, DECIMALS,
                self._formula(concept, measure, scope, amount, records), tuple(map(record_words, records)),
            )  # fmt: skip
        return self.facts[key]

    def _formula(self, concept: str, measure: str, scope: str, amount: int, records: Sequence[Record]) -> str:
        """In words and figures: a sum of concepts where the forms define one, else how many records it is made of."""
        total = f"{print_amount(amount, self.unit)}{self.unit}"
        name = title_of(concept) if concept else ""
        if scope:
            name += f"（{scope}）"  # a code beside an amount must not read as one number
        parts = () if scope or measure != "outturn" else formulas().get(concept, ())
        known = [(title_of(p), v) for p in parts if (v := self.ledger.amount(p, measure)) is not None]
        if known:
            return f"{name}{total}＝" + "＋".join(
                f"{title}{print_amount(value, self.unit)}" for title, value in known
            )
        if len(records) > 1:
            return f"{name}{total}，由{len(records)}笔明细合计"
        return f"{name}{total}"


def record_words(record: Record) -> str:
    """A record as a person finds it again: its row in the workbook if known, what it is, how much."""
    at = record.origin
    row = at.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    place = f"“{at.sheet}”第{row}行 " if at.sheet and row else f"{at.sheet} " if at.sheet else ""
    return place + _what(record)


def _what(record: Record) -> str:
    if isinstance(record, IncomeLine):
        return f"收入 {record.item} {_wan(record.amount)}"
    if isinstance(record, CarryOver):
        of = record.project or record.item
        return f"结转结余 {of} 年初{_wan(record.opening)} 年末{_wan(record.closing)}".replace("  ", " ")
    if isinstance(record, EconomicLine):
        return f"经济分类 {record.economic} {_wan(record.amount)}"
    if isinstance(record, ItemBudget):
        return f"预算 {record.item}".rstrip()
    if isinstance(record, Project):
        return f"项目 {record.name} {_wan(record.outturn)}"
    return f"支出 {record.item} {record.economic} {_wan(record.outturn)}".replace("  ", " ")


def _wan(cents: int) -> str:
    """In 万元 as the report prints it, and the last 分 where there are any."""
    wan = Decimal(cents) / CENTS / 10_000
    return f"{wan:,.2f}万元" if wan == round(wan, 2) else f"{wan.normalize():,f}万元"
