"""Workbooks that people fill in, as data: sheets, their fields, and what a cell may hold.

Whoever declares a workbook's sheets here gets its template, its writer and its reader from :mod:`sheetwriting` and
:mod:`sheetreading`, so that what is offered in a drop-down is what is understood when the book comes back. A *list*
sheet has one record a row, a *form* sheet one field a row (label, value, help).

Kinds every workbook knows: ``text``, ``money`` (分, typed in the book's unit), ``count`` (a whole number, not
negative), ``year`` (four digits), ``number`` (any decimal number), ``flag`` (是/否), ``date``, ``unit`` (that of the
book's money). Other kinds are the workbook's own and stand in its :class:`Vocabulary`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Units a workbook's money may be typed in.
UNITS = ("万元", "元")
FLAGS = {"是": True, "否": False}
#: The headings of a form sheet and their widths.
FIELD_HEADS = (("项目", 32), ("内容", 44), ("填写说明", 60))

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Field:
    """A column (list) or a row (form): its printed title, its name in the record, its kind and what to enter.

    A ``derived`` field is printed on a protected cell for whoever fills in the rest, and never read back. A ``spare``
    column may be missing (it is then blank).
    """

    title: str
    name: str
    kind: str
    required: bool = False
    help: str = ""
    width: int = 14
    derived: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet. ``optional`` sheets may be missing; ``form`` sheets hold one record.

    ``keys`` are the fields that say what a row of a list is about, where two rows about the same would lose one.
    """

    name: str
    fields: tuple[Field, ...]
    help: str
    form: bool = False
    optional: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled cell of one of the workbook's own kinds: ``say(code, message, expected)`` tells what is wrong with it.

    ``value`` is what the file keeps (Decimal, datetime or words), ``printed`` what the cell shows.
    """

    field: Field
    value: Any
    printed: str
    say: Callable[[str, str, str], None]


@dataclass(frozen=True)
class Vocabulary:
    """What the cells of a workbook's own kinds may hold, each kind under its name.

    ``choices`` are closed lists (words → value), ``aliases`` other words for their values; ``lists`` are offered on a
    sheet of their own under a heading, other words are allowed; ``ranges`` are drop-downs of cells of the book itself.
    ``words`` writes a value, ``reads`` understands a cell (and says what it does not understand); a kind without either
    holds text. Cells of ``mixed`` kinds hold numbers, dates or words as typed, not text alone.
    """

    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    aliases: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    reads: Mapping[str, Callable[[Filled], Any]] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()

    def printed(self, kind: str, value: Any) -> str:
        """A value of a kind as the words of a cell."""
        if kind == "flag":
            return "是" if value else "否"
        if kind in self.words:
            return self.words[kind](value)
        return next(
            (words for words, known in self.choices.get(kind, {}).items() if known == value), str(value)
        )
