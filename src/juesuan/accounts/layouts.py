"""How statutory forms are printed and which an area publishes: dated data, read from ``accounts/forms``.

What a form means (its concepts) is the taxonomy's; here stands only what its printed page looks like, so that a new
area or a renamed heading is a row of data and no code.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """An amount column: headings from the top down, the concept and the measure it states."""

    head: tuple[str, ...]
    key: str
    measure: str = "outturn"


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A labelled row of a two-sided form; ``counted`` rows carry 一、二、 … in front of their label."""

    label: str
    keys: tuple[str, ...]
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One form's printed page. ``kind``: sides, items, economic, detail or three (see ``layouts.toml``)."""

    form: str
    kind: str
    variant: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[LayoutColumn, ...] = ()
    left: tuple[LayoutRow, ...] = ()
    left_end: tuple[LayoutRow, ...] = ()
    classes: tuple[str, ...] = ()
    right_head: tuple[tuple[str, ...], ...] = ()
    right_end: tuple[LayoutRow, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    whole: str = ""
    note: str = ""
    empty: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The forms an area publishes for the years ``since`` to ``until``, in their order."""

    name: str
    forms: tuple[str, ...]
    areas: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    variant: str = ""
    basis: str = ""

    def fits(self, area: str, year: int) -> bool:
        """Is it for this area (a series without areas is for all) and this year?"""
        if self.areas and not any(name in area for name in self.areas):
            return False
        return (self.since or year) <= year <= (self.until or year)


def series_of(area: str, year: int) -> Series:
    """The series an area uses in a year; the nation's where the area has none of its own."""
    fitting = [s for s in _series() if s.fits(area, year)]
    return max(fitting, key=lambda s: bool(s.areas))


def series_named(name: str) -> Series | None:
    """The series of this name, ``None`` if there is none."""
    return next((s for s in _series() if s.name == name), None)


def layout(form: str, variant: str = "") -> Layout:
    """The layout of a form, in the area's variant where the form has one."""
    own = [found for found in _layouts() if found.form == form]
    return next((found for found in own if found.variant == variant), own[0])


def classes(year: int) -> tuple[str, ...]:
    """The functional classes the general tables list in ``year``, used or not."""
    return tuple(
        code
        for row in _read("series.toml")["class"]
        if row.get("since", year) <= year <= row.get("until", year)
        for code in row["codes"]
    )


def formulas() -> dict[str, tuple[str, ...]]:
    """Concept → the concepts it is the sum of."""
    return {concept: tuple(parts) for concept, parts in _read("series.toml")["formulas"].items()}


@lru_cache(maxsize=2)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("juesuan.accounts").joinpath("forms", name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _series() -> tuple[Series, ...]:
    return tuple(
        Series(**{**row, "forms": tuple(row["forms"]), "areas": tuple(row["areas"])})
        for row in _read("series.toml")["series"]
    )


@lru_cache(maxsize=1)
def _layouts() -> tuple[Layout, ...]:
    return tuple(_layout(row) for row in _read("layouts.toml")["layout"])


def _layout(row: dict[str, Any]) -> Layout:
    made: dict[str, Any] = dict(row)
    made["columns"] = tuple(
        LayoutColumn(tuple(c["head"]), c["key"], c.get("measure", "outturn")) for c in row.get("columns", ())
    )
    for name in ("left", "left_end", "right_end"):
        made[name] = tuple(
            LayoutRow(r["label"], tuple(r.get("keys", [r.get("key", "")])), r.get("count", False))
            for r in row.get(name, ())
        )
    for name in ("right_head", "groups"):
        made[name] = tuple(tuple(inner) for inner in row.get(name, ()))
    for name in ("rows", "classes", "heads", "always"):
        made[name] = tuple(row.get(name, ()))
    return Layout(**made)
