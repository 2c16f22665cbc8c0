"""From a sheet to blocks: title and unit lines become paragraphs above the table, notes paragraphs below it.

A published form puts “公开01表”, its title, the department and “金额单位：万元” into cells above the head of
the table. Read as table rows they would hide the head; read as paragraphs they give the table its title and
its unit, exactly as in a Word report. Structure decides, not the number of a row: a line of text whose cells
are single or name themselves (“部门：”, “单位：”) is above or below the table, the rest is the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juesuan.documents.cellwords import cell_words
from juesuan.documents.model import Anchor, Block, Cell, Paragraph, Run, Table, Text
from juesuan.documents.outline import heading_of
from juesuan.documents.workbook.grid import PrintedCell, Sheet, address

#: Cells above a table that say of themselves what they are.
_LABEL = re.compile(
    r"[（(]?(?:(?:金额|货币|计量)?单位|(?:公开|编制|填报|填表|主管|预算|单位|部门)*(?:部门|单位)(?:名称|代码|[（(]公?章[）)])?|"
    r"(?:编制|填报|公开|填表)?(?:日期|时间)|(?:预算|决算)?年度|填表人|负责人)\s*[:：].*",
    re.S,
)
_FORM_NUMBER = re.compile(
    r"(?:公开|财决|附|预决算公开|部门决算)?[A-Za-z]{0,3}\d{0,2}表(?:[一二三四五六七八九十\d]+.*)?|附[表件]?[\d一二三四五六七八九十]*"
)
_NOTE = re.compile(r"[（(]?(?:备?注|说明|附注|注释)[\d一二三四五六七八九十]*[:：、.]|.*[。；]$", re.S)
_TITLE = re.compile(r".*表(?:[（(][^）)]*[）)])?")
_TOTAL = re.compile(r"[总合小]计|.*合计")
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
#: Rows of a table's foot that may be notes; more than that is content.
_MOST_NOTES = 12
#: Characters in a cell across the table that make it a note even if it does not say so.
_LONG = 30


@dataclass(slots=True)
class _Grid:
    """A sheet's rows of content with the extent of each cell."""

    sheet: Sheet
    rows: dict[int, list[int]]
    extent: dict[tuple[int, int], tuple[int, int]]

    def texts(self, row: int) -> list[PrintedCell]:
        return [self.sheet.cells[row, column] for column in self.rows[row]]


def blocks_of(sheet: Sheet) -> list[Block]:
    """The blocks of a worksheet in reading order; nothing for an empty one."""
    grid = _grid(sheet)
    blocks: list[Block] = []
    for region in _regions(grid):
        blocks += _region_blocks(grid, region)
    if not blocks:
        return []
    name = sheet.name.strip()
    shown = {re.sub(r"\s", "", b.value) for b in blocks if isinstance(b, Paragraph)}
    if name and not _DEFAULT_NAME.fullmatch(name) and re.sub(r"\s", "", name) not in shown:
        blocks.insert(0, Paragraph(Text(name, (Run(0, Anchor(sheet=sheet.name)),)), 1, heading_of(name)[1]))
    return blocks


def _grid(sheet: Sheet) -> _Grid:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        rows.setdefault(row, []).append(column)
    extent: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merged:
        if (top, left) in sheet.cells and bottom >= top and right >= left:
            extent[top, left] = (bottom, right)
    return _Grid(sheet, rows, extent)


def _regions(grid: _Grid) -> list[list[int]]:
    """Rows that belong together: an empty row followed by a title starts another region."""
    regions: list[list[int]] = []
    covered = -1
    rows = list(grid.rows)
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        starts = not regions or (row > covered + 1 and _opens(grid, row, following))
        if starts:
            regions.append([row])
        else:
            regions[-1].append(row)
        covered = max([covered, row, *(grid.extent.get((row, c), (row, c))[0] for c in grid.rows[row])])
    return regions


def _opens(grid: _Grid, row: int, following: int | None) -> bool:
    """Does a row behind an empty one begin another table: does it name one, or stand over a row of words
    only?
    """
    if not _above(grid, row):
        return False
    words = [_squeezed(cell.text) for cell in grid.texts(row)]
    if names_table(words):
        return True
    head = grid.texts(following) if following is not None else []
    return len(head) > 1 and not any(cell.number for cell in head) and not _TOTAL.fullmatch(words[0])


def names_table(words: Sequence[str]) -> bool:
    """Do these words, all there are in a row, name a table or say what it is about?"""
    return any(pattern.fullmatch(w) for w in words for pattern in (_TITLE, _FORM_NUMBER, _LABEL))


def _region_blocks(grid: _Grid, rows: Sequence[int]) -> list[Block]:
    first = 0
    while first < len(rows) and _above(grid, rows[first]):
        first += 1
    last = len(rows)
    left = min((grid.rows[row][0] for row in rows[first:]), default=0)
    while last > first and len(rows) - last < _MOST_NOTES and _below(grid, rows[last - 1], left):
        last -= 1
    body = rows[first:last]
    if body and all(len(grid.rows[row]) == 1 for row in body):
        # One cell a row is prose laid out in a sheet.
        first, last, body = len(rows), len(rows), rows[:0]
    head = [p for row in rows[:first] for p in _paragraphs(grid, row)]
    blocks: list[Block] = [*head]
    if body:
        blocks.append(_table(grid, body, _title_of(grid.sheet, head)))
    blocks += [p for row in rows[last:] for p in _paragraphs(grid, row)]
    return blocks


def _above(grid: _Grid, row: int) -> bool:
    """Is this a line over a table: text only, one cell, or cells that say what they are?"""
    cells = grid.texts(row)
    return not any(cell.number for cell in cells) and stands_above([_squeezed(cell.text) for cell in cells])


def stands_above(words: Sequence[str]) -> bool:
    """Do these words, all there are in a row, stand over a table rather than in it?"""
    if len(words) == 1:
        return True
    return len(words) <= 6 and any(_LABEL.fullmatch(w) or _FORM_NUMBER.fullmatch(w) for w in words)


def _below(grid: _Grid, row: int, left: int) -> bool:
    """Is this line under a table a note or signatures?"""
    cells = grid.texts(row)
    if any(cell.number for cell in cells):
        return False
    columns = grid.rows[row]
    far = max(grid.extent.get((row, c), (row, c))[1] for c in columns)
    return stands_below([_squeezed(cell.text) for cell in cells], columns[0] - left, far - columns[0] + 1)


def stands_below(words: Sequence[str], column: int, width: int) -> bool:
    """Do these words, all there are in a row, stand under a table: a note or signatures?

    ``column`` is where the first of them starts, counted from the table's own first column, ``width`` how
    many columns they cover: a lone cell in the middle is the rest of a row, not a note.
    """
    if len(words) == 1:
        return column == 0 and (bool(_NOTE.match(words[0])) or (width > 1 and len(words[0]) > _LONG))
    return all(_LABEL.fullmatch(w) for w in words)


def _paragraphs(grid: _Grid, row: int) -> list[Paragraph]:
    found = []
    for column in grid.rows[row]:
        text = _text(grid.sheet, row, column)
        level, number = heading_of(text.value)
        found.append(Paragraph(text, level, number))
    return found


def _table(grid: _Grid, rows: Sequence[int], title: str) -> Table:
    columns = [column for row in rows for column in grid.rows[row]]
    left, right = min(columns), max(columns)
    # Rows without content between two rows with content stay out of the grid: a form's spare lines say
    # nothing.
    kept = _kept_rows(grid, rows)
    at = {row: i for i, row in enumerate(kept)}
    cells = []
    for row in rows:
        for column in grid.rows[row]:
            low, far = grid.extent.get((row, column), (row, column))
            height = bisect_right(kept, low) - at[row]
            width = min(far, right) - column + 1
            decimals = grid.sheet.cells[row, column].decimals
            cells.append(
                Cell(_text(grid.sheet, row, column), at[row], column - left, height, width, decimals)
            )
    return Table(tuple(cells), len(kept), right - left + 1, title)


def _kept_rows(grid: _Grid, rows: Sequence[int]) -> list[int]:
    """Rows of the table: those with content and those that a merged cell covers."""
    kept = set(rows)
    for row in rows:
        for column in grid.rows[row]:
            low = grid.extent.get((row, column), (row, column))[0]
            if low > row and low - row < 200:
                kept.update(range(row, min(low, rows[-1]) + 1))
    return sorted(kept)


def _text(sheet: Sheet, row: int, column: int) -> Text:
    anchor = Anchor(sheet=sheet.name, cell=address(row, column))
    cell = sheet.cells[row, column]
    return Text(cell.text if cell.number else cell_words(cell.text), (Run(0, anchor),))


def _title_of(sheet: Sheet, head: Iterable[Paragraph]) -> str:
    """The title of a table: the last line above it that names a table, else the sheet's own name."""
    found = title_among([paragraph.value for paragraph in head])
    return found or (sheet.name if _TITLE.fullmatch(sheet.name.strip()) else "")


def title_among(lines: Sequence[str]) -> str:
    """The last of the lines over a table that names a table ("" if none does)."""
    for line in reversed(lines):
        words = _squeezed(line)
        if len(words) <= 60 and _TITLE.fullmatch(words) and not _FORM_NUMBER.fullmatch(words):
            return words
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
