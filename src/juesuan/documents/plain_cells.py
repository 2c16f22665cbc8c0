"""Tables that a converter wrote one cell a line: where one begins, and where an empty line is inside a cell.

Each cell stands on a line after a tab and an empty line ends the row; but the paragraphs of one cell are kept apart by
empty lines, too, and indented prose begins with a tab as well. Which is which can be told from the lines around.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.documents.outline import heading_of

#: Longest piece (characters) of a cell whose words stand on lines of their own, with empty lines between them.
_SCRAP = 12


def starts_table(lines: Sequence[str], start: int) -> bool:
    """Do the tab lines that start here look like cells rather than indented prose?"""
    rows = 0
    cells = 0
    long_prose = 0
    j = start
    while j < len(lines) and cells < 12:
        line = lines[j]
        if line.startswith("\t"):
            cells += 1
            long_prose += len(line) > 60 and "。" in line
            j += 1
        elif line.strip():
            if j > 0 and not lines[j - 1].strip():
                break
            j += 1
        else:
            rows += 1
            j += 1
            if j < len(lines) and not lines[j].startswith("\t"):
                break
    return cells >= 2 and (cells > rows or cells >= 4) and long_prose * 2 <= cells


def cell_goes_on(lines: Sequence[str], empty: int, cells: int, columns: int) -> bool:
    """Is the empty line at ``empty`` only between two paragraphs of a cell, not at the end of the row?

    ``cells`` has the row so far, ``columns`` the longest row before it (0 if it is the first).
    """
    return _short_words(lines, empty, cells, columns) or _scraps(lines, empty, cells, columns)


def _short_words(lines: Sequence[str], empty: int, cells: int, columns: int) -> bool:
    """Short text follows and, without another empty line, the next cell; and the row is not yet full."""
    j = empty + 1
    while j < len(lines) and j <= empty + 4 and lines[j].strip() and lines[j][0] != "\t":
        if len(lines[j]) > 60:
            return False
        j += 1
    full = bool(columns) and cells >= columns
    return empty + 1 < j < len(lines) and lines[j].startswith("\t") and not full


def _scraps(lines: Sequence[str], empty: int, cells: int, columns: int) -> bool:
    """Scraps of words follow, empty lines between them, and then just the cells that make the row full."""
    j = empty
    while j + 1 < len(lines) and not lines[j].strip() and lines[j + 1].strip():
        scrap = lines[j + 1]
        if scrap[0] == "\t" or len(scrap) > _SCRAP or heading_of(scrap)[1]:
            return False
        j += 2
        if j < len(lines) and lines[j].startswith("\t"):
            break
    rest = 0
    while j + rest < len(lines) and lines[j + rest].startswith("\t"):
        rest += 1
    return bool(rest) and 0 < cells < columns and cells + rest == columns
