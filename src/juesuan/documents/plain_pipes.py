"""Tables that a converter wrote as a stream of cells, each closed by “|”, with line ends anywhere between them.

    项目名称 |
    临时救助 |
    |||||
    主管部门 | 民政局 | |||||

A row of such a table is told by nothing but its number of marks, which is the same in all rows: the marks are counted,
and the number is taken under which every row ends where a line does. Where lines leave several numbers, or the lines
are rows already, this is not such a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

#: A piece of a cell: line (from 0), first and last character in it.
Piece = tuple[int, int, int]

_WIDEST = 24
_NARROWEST = 3
#: So many lines must hold several marks, or any number of cells would make a row.
_TELLING = 3
#: Rows that end with a line by chance more often than this are none.
_CHANCE = Decimal("0.05")
#: One line in so many may be otherwise.
_MOST = 3
#: A stretch of text without a mark that is longer is a paragraph, not the first line of a cell.
_LONGEST = 40


def streamed(lines: Sequence[str], start: int) -> tuple[list[list[list[Piece]]], int] | None:
    """The rows of the table that begins at a line, each cell in pieces, and the line after it; ``None`` if there is none."""
    end = _end(lines, start)
    if not _torn(lines[start:end]):
        return None
    first = start
    while first < end and lines[first].count("|") == 1 and not _bare("".join(lines[first + 1 : end][:1])):
        first += 1  # titles above the table, closed by a mark as its cells are
    counts = [lines[k].count("|") for k in range(first, end)]
    width = _width(counts)
    if width is None:
        return None
    titles = [[[(k, 0, lines[k].index("|"))]] for k in range(start, first)]
    cells = _cells(lines, first, end)
    return titles + [cells[k : k + width] for k in range(0, len(cells), width)], end


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the stretch: one without a mark ends it, unless it is the first line of a cell of two."""
    k = start
    while k < len(lines):
        if "|" not in lines[k]:
            goes_on = k > start and k + 1 < len(lines) and "|" in lines[k + 1]
            if not goes_on or not lines[k].strip() or len(lines[k].strip()) > _LONGEST:
                break
        k += 1
    return k


def _torn(lines: Sequence[str]) -> bool:
    """Do lines close cells at their ends, more in some than in others? In written tables each line opens as it closes."""
    worded = [line.strip() for line in lines if not _bare(line)]
    opened = sum(w.startswith("|") for w in worded)
    closed = sum(w.endswith("|") for w in worded)
    return (
        len({line.count("|") for line in lines}) > 1
        and opened * _MOST < closed
        and closed * _MOST > len(worded) * (_MOST - 1)
        and not any("---" in line for line in lines)
    )


def _bare(line: str) -> bool:
    """Nothing but marks: cells without words."""
    return "|" in line and not line.replace("|", "").strip()


def _width(counts: Sequence[int]) -> int | None:
    """The number of cells of a row: the smallest under which every row ends where a line does."""
    if sum(n > 1 for n in counts) < _TELLING:
        return None
    ends = set(accumulate(counts))
    total = sum(counts)
    for width in range(_NARROWEST, min(_WIDEST, total) + 1):
        if all(at in ends for at in range(width, total + 1, width)):
            chance = Decimal(len(counts)) / total  # that a row ends where a line does
            return width if chance ** (total // width) < _CHANCE else None
    return None


def _cells(lines: Sequence[str], start: int, end: int) -> list[list[Piece]]:
    cells: list[list[Piece]] = [[]]
    for k in range(start, end):
        at = 0
        for part in lines[k].split("|")[:-1]:
            cells[-1].append((k, at, at + len(part)))
            cells.append([])
            at += len(part) + 1
        if lines[k][at:].strip():
            cells[-1].append((k, at, len(lines[k])))
    return cells if cells[-1] else cells[:-1]
