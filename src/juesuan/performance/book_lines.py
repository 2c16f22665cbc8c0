"""Rows of the performance workbook brought under the heads they belong to, and what of a row cannot be placed.

Shared by everything that makes records of rows: a row that refers to what is not there would be lost, so it is named;
a row that only repeats what the template had filled in says nothing and becomes no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from juesuan.accounts.sheetforms import Row
from juesuan.performance.model import Done, Quantity
from juesuan.performance.terms import BLANK, NOT_DONE

#: Fields of a step's who, when and on what evidence.
DONE = ("by", "on", "evidence")


class Say(Protocol):
    """Tells what is wrong with a field of a row, with what is expected and what stands there."""

    def __call__(
        self,
        code: str,
        row: Row,
        field: str,
        message: str,
        expected: str,
        value: Any = None,
        level: str = "error",
    ) -> None: ...


class Lines:
    """The sheets of one book with the way to complain about them."""

    def __init__(self, sheets: Mapping[str, Sequence[Row]], say: Say) -> None:
        self.sheets = sheets
        self.say = say

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of a sheet; none if the book lacks it."""
        return self.sheets.get(name, ())

    def heads(self, name: str, key: str) -> dict[Any, Row]:
        """The rows of a sheet of heads by their key; a second row of one key is told and left out."""
        found: dict[Any, Row] = {}
        for row in self.rows(name):
            if row[key] in found:
                self.say("twice", row, key, f"“{row[key]}”填写了两行", "请合并成一行")
            elif row[key] is not None:
                found[row[key]] = row
        return found

    def under(self, name: str, key: str, heads: Iterable[Any], where: str) -> dict[Any, list[Row]]:
        """The rows of a sheet of lines by the head they refer to; a row without one is told."""
        found: dict[Any, list[Row]] = {head: [] for head in heads}
        for row in self.rows(name):
            if row[key] in found:
                found[row[key]].append(row)
            elif row[key] is not None:
                words = f"“{where}”表没有“{row[key]}”"
                self.say("unknown-name", row, key, words, f"请先在“{where}”表填写，或改正名称")
        return found

    def quantity(self, row: Row, name: str) -> Quantity:
        """A target or an actual with the unit of its own column."""
        typed: Quantity = row.get(name) or BLANK
        unit = row.get(f"{name}_unit") or ""
        if typed == BLANK or not unit:
            return typed
        if typed.unit and typed.unit != unit:
            words = f"数值带的单位是“{typed.unit}”，单位栏填的是“{unit}”"
            self.say("unit-differs", row, f"{name}_unit", words, "请保留一个")
        return Quantity(typed.value, unit, typed.text)


def says(row: Row, fields: Iterable[str]) -> bool:
    """Does a row say anything in these fields?"""
    return any(row.get(name) not in (None, "", (), BLANK) for name in fields)


def texts(row: Row, *names: str) -> dict[str, Any]:
    """Fields of words, "" where nothing stands."""
    return {name: row.get(name) or "" for name in names}


def values(row: Row, *names: str) -> dict[str, Any]:
    """Fields as they stand, ``None`` where nothing does."""
    return {name: row.get(name) for name in names}


def day(iso: str | None) -> date | None:
    """The date of a date field."""
    return None if not iso else date.fromisoformat(iso)


def done_of(row: Row) -> Done:
    """Who did it, when, on what evidence."""
    if not says(row, DONE):
        return NOT_DONE
    return Done(row.get("by") or "", day(row.get("on")), tuple(row.get("evidence") or ()))
