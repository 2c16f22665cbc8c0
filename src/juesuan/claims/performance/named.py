"""Tables that do not print their project's name: the heading they stand under names it.

Word reports often write a project as a heading with two tables below it, its funds and its indicators. Both are one
project; which headings are projects is known from the report's own list of projects, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.claims.performance.links import project_key
from juesuan.claims.performance.lists import ProjectList
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Sheet
from juesuan.documents.outline import LONGEST_HEADING, numbering_of

#: A numbered line deeper than this (1. 2. …) is an item of a list, not the heading of a project's tables.
_DEEPEST = 4
#: “项目名称：甲项目　年初预算数280万元……”: the line above a table that says whose it is.
_CAPTION = re.compile(
    r"项目名称[:：](?P<name>[^:：，。；]{3,40}?)(?=[（(]|(?:年初|全年|年度|预算|主管|实施|项目|单位|金额)[^:：，。；]{0,10}[\d:：]|[，。；]|$)"
)
#: How many blocks above its table such a line may stand.
_ABOVE = 3


@dataclass(frozen=True, slots=True)
class _Heading:
    block: int
    level: int
    words: str


def joined(sheets: Sequence[Sheet], lists: Sequence[ProjectList], lines: Sequence[Box]) -> list[Sheet]:
    """The sheets with funds and indicators of one heading put together, and named by it where a list names it."""
    headings = _headings(lines)
    at = [h.block for h in headings]
    found: list[Sheet] = []
    for sheet in sheets:
        last = found[-1] if found else None
        if last is not None and _halves(last, sheet) and _place(last, at) == _place(sheet, at):
            _join(last, sheet)
        else:
            found.append(sheet)
    names = {project_key(cells["name"].text): cells["name"].text for x in lists for cells in x.rows}
    _name(found, headings, names)
    _caption(found, lines)
    return found


def _caption(sheets: Sequence[Sheet], lines: Sequence[Box]) -> None:
    """Name each sheet that has no name by the line 项目名称：… directly above it."""
    captions = [(line.block, m["name"]) for line in lines if (m := _CAPTION.match(line.text)) is not None]
    at = [block for block, _ in captions]
    for sheet in sheets:
        nearest = bisect_right(at, _block(sheet)) - 1
        if not sheet.project and nearest >= 0 and _block(sheet) - at[nearest] <= _ABOVE:
            sheet.heading = captions[nearest][1]


def _headings(lines: Sequence[Box]) -> list[_Heading]:
    found = []
    for line in lines:
        number = numbering_of(line.text) if len(line.text) <= LONGEST_HEADING else None
        if number is not None and number.level <= _DEEPEST and line.text[-1] not in "。；;":
            found.append(_Heading(line.block, number.level, line.text[number.end :]))
    return found


def _block(sheet: Sheet) -> int:
    return sheet.funds[0].box.block if sheet.funds else sheet.leaves[0].name.block


def _place(sheet: Sheet, at: Sequence[int]) -> int:
    """How many headings stand before the sheet."""
    return bisect_right(at, _block(sheet))


def _halves(one: Sheet, other: Sheet) -> bool:
    """Funds with their points, then indicators without funds and without a name of their own."""
    funds = bool(one.funds) and not one.leaves and one.execution is not None
    return funds and bool(other.leaves) and not other.funds and other.name is None


def _join(funds: Sheet, indicators: Sheet) -> None:
    funds.header, funds.leaves, funds.total = indicators.header, indicators.leaves, indicators.total
    funds.subtotals, funds.strays = indicators.subtotals, indicators.strays


def _name(sheets: Sequence[Sheet], headings: Sequence[_Heading], names: dict[str, str]) -> None:
    """Name each sheet by the nearest heading above it that bears a listed project's name, within its section."""
    at = [h.block for h in headings]
    for sheet in sheets:
        if sheet.project:
            continue
        level = _DEEPEST + 1
        for heading in reversed(headings[: bisect_right(at, _block(sheet))]):
            if heading.level >= level:
                continue
            level = heading.level
            name = names.get(project_key(heading.words))
            if name is not None:
                sheet.heading = name
                break
