"""The formulas of the common indicators and the operands they name, as data with their regulation.

A formula is two operands and the way they are set against each other; where an operand comes from (accounts, staff,
work targets, a questionnaire, or only the evaluator) stands with the operand, so that every framework means the same by
the same rate.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from msgspec import Struct, convert

from juesuan.performance.kinds import HUNDRED


class OperandForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A named figure and where it comes from; the fields are explained at the head of ``formulas.toml``."""

    code: str
    title: str
    unit: str
    ledger: tuple[str, str] | None = None
    prior: bool = False
    staff: Literal["filled", "approved", ""] = ""
    works: str = ""
    survey: bool = False
    gap: tuple[str, str] | None = None
    stated_if: Literal["three", "procurement", "economic", "carry-over", ""] = ""
    override: bool = False
    ask: str = ""


class Formula(Struct, frozen=True, forbid_unknown_fields=True):
    """``of`` set against ``to``: ratio, change, saving, or the value itself; the result is in percent, ``most`` at most."""

    code: str
    title: str
    kind: Literal["ratio", "change", "saving", "value"]
    of: str
    basis: str
    to: str = ""
    most: Decimal | None = None

    @property
    def operands(self) -> tuple[str, ...]:
        """The operands it needs."""
        return (self.of, self.to) if self.to else (self.of,)

    @property
    def words(self) -> str:
        """The formula in words: 预算执行率＝本年支出决算数÷全年支出预算数×100%."""
        of = operand_forms()[self.of].title
        to = operand_forms()[self.to].title if self.to else ""
        return f"{self.title}＝{self.filled(of, to)}"

    def filled(self, of: str, to: str) -> str:
        """The right side with figures or names put in."""
        return {
            "ratio": f"{of}÷{to}×100%",
            "change": f"（{of}－{to}）÷{to}×100%",
            "saving": f"（{to}－{of}）÷{to}×100%",
            "value": of,
        }[self.kind]

    def value(self, of: Decimal, to: Decimal) -> Decimal:
        """The rate in percent; ``to`` must not be 0 unless the formula is a plain value."""
        match self.kind:
            case "ratio":
                return of * HUNDRED / to
            case "change":
                return (of - to) * HUNDRED / to
            case "saving":
                return (to - of) * HUNDRED / to
        return of


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("juesuan.taxonomy").joinpath("data", "formulas.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@lru_cache(maxsize=1)
def operand_forms() -> dict[str, OperandForm]:
    """Every operand by its code."""
    return {o.code: o for o in convert(_data()["operand"], list[OperandForm])}


@lru_cache(maxsize=1)
def formulas() -> dict[str, Formula]:
    """Every formula by its code."""
    return {f.code: f for f in convert(_data()["formula"], list[Formula])}
