"""The statutory forms of departmental final accounts, and the arithmetic that must hold in and between
them.

A form is known by its title and headings; its number and place differ by area and year. What a column or
row states is a concept code, so that the same figure in two forms, or in a form and a sentence, is found to
be the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from juesuan.taxonomy.names import Likeness, fold, likeness

#: What a heading may carry before and after its own words (folded): its measure, its unit, its formula.
_PREFIX = re.compile(r"^(?:其中|本年度?|当年|(?:19|20)\d\d年度?|.{2,14}安排的)(?=.{2})")
_SUFFIX = re.compile(
    r"(?:小计|合计|总额|金额|数额|支出决算数|决算数?|(?:年初|调整|全年)?预算数|统计数|万元|元"
    r"|[一二三四五六七八九十\d]*[=＝][\d+＋\-栏]+|\d[\d+＋\-]*\d)$"
)


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
    means that the measures of a row make up its total. ``needs`` are the headings that a table of this form
    has, ``named`` those that are enough under the form's own title (columns without figures are left out).
    ``flows`` are the last words of the keys of columns that hold no measure of the total (receipts, balances).
    """

    code: str
    title: str
    aliases: tuple[str, ...]
    layout: str
    needs: tuple[tuple[str, ...], ...]
    named: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    item: str = ""
    total: str = ""
    exhaustive: bool = False
    flows: tuple[str, ...] = ()
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
    def _read(self) -> dict[str, str]:
        return {}

    def heading(self, word: str) -> str:
        """The concept of a folded heading, also with 小计, 金额, 决算数, a unit or a formula added to it.

        An exact alias wins, then the bare words, then words that lack or add only their ending; "" if none
        fits.
        """
        found = self._read.get(word)
        if found is None:
            found = self._read[word] = self._heading(word)
        return found

    def _heading(self, word: str) -> str:
        for words in bare(word):
            if words in self.headings:
                return self.headings[words]
        for words in bare(word):
            close = {k for alias, k in self.headings.items() if likeness(words, alias) is Likeness.ENDING}
            if len(close) == 1:
                return close.pop()
        return ""

    def flow(self, key: str) -> bool:
        """Does a column of this key hold a receipt or balance, and no measure of the total?"""
        return key.replace("-", ".").rpartition(".")[2] in self.flows

    def part(self, group: str, word: str) -> str:
        """The concept of ``word`` under the heading of ``group`` (购置费 under 公务用车购置费用), or ""."""
        found = {
            key
            for words in bare(word)
            for alias, key in self.headings.items()
            if key.startswith(f"{group}-") and alias.endswith(words)
        }
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def labels(self) -> dict[tuple[int, str], str]:
        """(side, folded label) → concept key."""
        return {(row.side, alias): row.key for row in self.rows for alias in row.aliases}

    def fits(self, words: Iterable[str], named: bool = False) -> bool:
        """Do a table's folded headings and labels hold what this form must hold, and nothing it cannot?

        ``named``: hold what a table under the form's own title must hold.
        """
        text = "\n".join(words)
        if any(bad in text for bad in self.never):
            return False
        needs = self.named if named and self.named else self.needs
        return all(any(need in text for need in group) for group in needs)


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


def bare(word: str) -> tuple[str, ...]:
    """A folded heading as printed, then with one addition after the other taken off."""
    found = [word]
    while True:
        shorter = _SUFFIX.sub("", found[-1])
        if shorter == found[-1]:
            shorter = _PREFIX.sub("", shorter)
        if shorter == found[-1] or len(shorter) < 2:
            return tuple(found)
        found.append(shorter)


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
            named=tuple(_folded(group) for group in row.get("named", ())),
            never=_folded(row.get("never", ())),
            item=row.get("item", ""),
            total=row.get("total", ""),
            exhaustive=row.get("exhaustive", False),
            flows=tuple(row.get("flows", ())),
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
