"""The statutory forms of departmental final accounts, and the arithmetic that must hold in and between
them.

A form is known by its title and headings; its number and place differ by area and year. What a column or
row states is a concept code, so that the same figure in two forms, or in a form and a sentence, is found to
be the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from juesuan.taxonomy.names import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a form: the concept it states and the words it is printed with (folded)."""

    key: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row label of a form; ``side`` counts the form's halves from the left (0 income, 1 expenditure, 2
    nature).
    """

    side: int
    key: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A statutory form. ``layout`` says how it is read:

    * ``sides``: labels and amounts, income on the left, expenditure on the right;
    * ``items``: functional codes and names down, measures across;
    * ``economic``: economic codes, names and amounts, often in several groups side by side;
    * ``detail``: functional codes down, economic subjects across;
    * ``three``: the “three public expenses”, across or down.

    ``item`` is the concept of a coded row's total, ``total`` that of the form's own total. ``exhaustive``
    means that the measures of a row make up its total.
    """

    code: str
    title: str
    aliases: tuple[str, ...]
    layout: str
    needs: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()
    item: str = ""
    total: str = ""
    exhaustive: bool = False
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()

    @cached_property
    def headings(self) -> dict[str, str]:
        """Folded heading → concept key (the first definition wins)."""
        found: dict[str, str] = {}
        for column in self.columns:
            for alias in column.aliases:
                found.setdefault(alias, column.key)
        return found

    @cached_property
    def labels(self) -> dict[tuple[int, str], str]:
        """(side, folded label) → concept key."""
        return {(row.side, alias): row.key for row in self.rows for alias in row.aliases}

    def fits(self, words: Iterable[str]) -> bool:
        """Do a table's folded headings and labels hold what this form must hold, and nothing it cannot?"""
        words = tuple(words)
        if any(bad in word for bad in self.never for word in words):
            return False
        return all(any(need in word for need in group for word in words) for group in self.needs)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arithmetic relation in or between forms; see the head of ``relationships.toml`` for the fields."""

    check: str
    kind: str
    forms: tuple[str, ...]
    total: str
    parts: tuple[str, ...]
    relation: str = "sum"
    certainty: str = "certain"
    each: str = ""

    def form_of(self, position: int) -> str:
        """The form that operand ``position`` (0 the total, 1… the parts) is read from."""
        return self.forms[min(position, len(self.forms) - 1)]


def _data(name: str) -> str:
    return files("juesuan.taxonomy").joinpath("data", name).read_text(encoding="utf-8")


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)


@lru_cache(maxsize=1)
def forms() -> dict[str, Form]:
    """Every form by its code."""
    return {
        row["code"]: Form(
            code=row["code"],
            title=row["title"],
            aliases=_folded(row["aliases"]),
            layout=row["layout"],
            needs=tuple(_folded(group) for group in row["needs"]),
            never=_folded(row.get("never", ())),
            item=row.get("item", ""),
            total=row.get("total", ""),
            exhaustive=row.get("exhaustive", False),
            columns=tuple(Column(c["key"], _folded(c["aliases"])) for c in row.get("columns", ())),
            rows=tuple(Row(r["side"], r["key"], _folded(r["aliases"])) for r in row.get("rows", ())),
        )
        for row in tomllib.loads(_data("forms.toml"))["form"]
    }


@lru_cache(maxsize=1)
def relationships() -> tuple[Relationship, ...]:
    """Every relation in and between the forms."""
    return tuple(
        Relationship(**{**row, "forms": tuple(row["forms"]), "parts": tuple(row["parts"])})
        for row in tomllib.loads(_data("relationships.toml"))["relationship"]
    )
