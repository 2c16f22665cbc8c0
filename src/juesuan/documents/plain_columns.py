"""Tables of plain text whose columns are only aligned with spaces: which lines they are, which words stand
in which column.

Typed reports and terminal print-outs part the cells of a row by two or more spaces and nothing else. Read as
prose, no figure of them would be checked; read by counting cells, a blank cell would move the figures after
it into the wrong column. So a stretch of lines is claimed only if most of them carry figures, and columns
are where all its lines leave the same places empty; where that does not come out, the table says that its
columns are a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.documents.characters import is_wide
from juesuan.documents.outline import heading_of

_SPACE = " \t\xa0\u3000"
_WIDE_GAP = re.compile(rf"[{_SPACE}]{{2,}}|[\t\u3000]")
#: A label that fills its column leaves one space before the figure.
_GAP = re.compile(rf"[{_SPACE}]{{2,}}|[\t\u3000]|(?<=\S) (?=[-−－]?\d[\d,，]*\.\d+(?:[{_SPACE}]|$))")
_FIGURE = re.compile(
    r"[-−－+(（]?(?:[≥≤＞＜><=]\s?)?\d[\d,，]*(?:[.．]\d+)?\s?[%％‰]?[)）]?(?![年月日号])[\u4e00-\u9fff]{0,2}"
)
_PAGE = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"[.．…·_]{3,}")
#: Lines above a table that have two sides but are no row of it.
_ABOUT = re.compile(
    r"公开\d+表|(?:金额|计量|货币)?单位\s*[:：]|(?:部门|编制单位|填报单位|单位名称)(?:名称)?\s*[:：]"
)
_MARKED = re.compile(r"\t|\s*(?:#|[-*•●▪■◆]\s)|.*(?:\||<t)")
#: Words that are printed with spaces between their characters to fill a cell.
_SPACED = frozenset(
    "合计 项目 小计 总计 收入 支出 科目 名称 单位 部门 备注 指标 序号 年度 金额 目录 目次 栏次 行次 类别 分值 得分 "
    "决算数 预算数 其中".split()
)
#: Longest cell (characters) of a row; longer ones are sentences.
_LONGEST = 50
#: Lines of headings above the first figures.
_HEADINGS = 4
_FEWEST_ROWS = 3
#: Empty lines between two rows.
_EMPTY_LINES = 2
_TAB = 8


class Placed(NamedTuple):
    """Characters ``start`` to ``stop`` of a line and the columns they stand in."""

    start: int
    stop: int
    column: int
    span: int = 1


class Aligned(NamedTuple):
    """A table: its last line (exclusive), its rows as (line, cells), the number of columns.

    ``ragged``: columns could not be told from the places of the words; each row is only in order.
    """

    stop: int
    rows: list[tuple[int, list[Placed]]]
    columns: int
    ragged: bool


class _Piece(NamedTuple):
    """Words between two gaps: their characters in the line and the places they take in print."""

    start: int
    stop: int
    left: int
    right: int


class _Row(NamedTuple):
    line: int
    words: list[tuple[int, int]]
    figures: bool
    tabbed: bool


class _Column(NamedTuple):
    left: int
    right: int
    rows: set[int]


def aligned_tables(lines: Sequence[str], page_number: re.Pattern[str]) -> dict[int, Aligned]:
    """Every table aligned with spaces, by its first line; lines that ``page_number`` matches do not end one.

    Looks at each line a fixed number of times.
    """
    found: dict[int, Aligned] = {}
    i = 0
    while i < len(lines):
        if not _may_be_row(lines[i]):
            i += 1
            continue
        rows, end = _stretch(lines, i, page_number)
        table = _table(lines, rows)
        if table is not None:
            found[table.rows[0][0]] = table
        i = max(end, i + 1)
    return found


def _may_be_row(line: str) -> bool:
    """The cheap question: most lines of a report have no gap at all."""
    if line.startswith("\t"):
        return False
    return "  " in line or "\u3000" in line or "\t" in line or "\xa0" in line


def _stretch(lines: Sequence[str], start: int, page_number: re.Pattern[str]) -> tuple[list[_Row], int]:
    """Consecutive rows from a line on, and the line after them."""
    rows: list[_Row] = []
    figures = False
    empty = 0
    last = start
    for i in range(start, len(lines)):
        line = lines[i]
        if not line.strip():
            empty += 1
            if empty > _EMPTY_LINES:
                break
            continue
        empty = 0
        if page_number.fullmatch(line):
            continue
        row = _row(lines, i, after=bool(rows) and last == i)
        # After an empty line, words without figures are the headings of another table.
        if row is None or (figures and i > last and not row.figures):
            break
        rows.append(row)
        figures = figures or row.figures
        last = i + 1
    return rows, last


def _row(lines: Sequence[str], i: int, after: bool) -> _Row | None:
    """The cells of a line, if it can be a row. One cell alone is one only between two rows."""
    words = _words(lines[i])
    if len(words) == 1:
        line = lines[i].strip()
        lone = after and len(line) <= 25 and not heading_of(line)[1] and not line.endswith(("表", "。", "："))
        following = _words(lines[i + 1]) if lone and i + 1 < len(lines) else []
        return _Row(i, words, False, False) if len(following) > 1 else None
    if not words:
        return None
    figures = any(_FIGURE.fullmatch(lines[i][a:b]) for a, b in words[1:])
    return _Row(i, words, figures, "\t" in lines[i].strip())


def _words(line: str) -> list[tuple[int, int]]:
    """What the gaps of a line leave, or nothing if the line is no row of cells."""
    if not line.strip() or _MARKED.match(line) or _ABOUT.search(line) or _LEADER.search(line):
        return []
    body = line.rstrip()
    start = len(line) - len(line.lstrip())
    words: list[tuple[int, int]] = []
    # One gap of two places at least: figures apart by one space each may be a sentence as well.
    gaps = _GAP.finditer(body, start) if _WIDE_GAP.search(body, start) else ()
    for gap in gaps:
        words.append((start, gap.start()))
        start = gap.end()
    words.append((start, len(body)))
    if any(b - a > _LONGEST or ("。" in body[a:b] and b - a > 20) for a, b in words):
        return []
    words = _unspaced(body, words)
    return [] if len(words) == 1 and body[slice(*words[0])].replace(" ", "") in ("目录", "目次") else words


def _unspaced(line: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the characters of 合　计 and the like into one cell."""
    done: list[tuple[int, int]] = []
    k = 0
    while k < len(words):
        size = 1
        if words[k][1] - words[k][0] == 1:
            for n in (2, 3):
                part = words[k : k + n]
                if all(b - a == 1 for a, b in part) and "".join(line[a] for a, _ in part) in _SPACED:
                    size = len(part)
        done.append((words[k][0], words[k + size - 1][1]))
        k += size
    return done


def _table(lines: Sequence[str], rows: list[_Row]) -> Aligned | None:
    """The table some rows are: headings just above the first figures to the last figures."""
    figures = [k for k, row in enumerate(rows) if row.figures]
    if not figures:
        return None
    first = max(figures[0] - _HEADINGS, 0)
    rows = rows[first : figures[-1] + 1]
    whole = [row for row in rows if len(row.words) > 1]
    tabbed = sum(row.tabbed for row in rows)
    if len(whole) < _FEWEST_ROWS or len(figures) * 2 < len(rows) or tabbed * 2 > len(rows):
        return None
    if _contents(lines, rows):
        return None
    head = figures[0] - first
    placed, columns, ragged = _columns(lines, rows, head)
    table = [(row.line, cells) for row, cells in zip(rows, placed, strict=True)]
    return Aligned(rows[-1].line + 1, table, columns, ragged)


def _contents(lines: Sequence[str], rows: Sequence[_Row]) -> bool:
    """A table of contents without leaders: numbered titles and pages that only grow."""
    last = [lines[row.line][slice(*row.words[-1])] for row in rows]
    if not all(map(_PAGE.fullmatch, last)):
        return False
    pages = [int(page) for page in last]
    titles = sum(bool(heading_of(lines[row.line][slice(*row.words[0])])[1]) for row in rows)
    return pages == sorted(pages) and pages[-1] > pages[0] and titles * 2 >= len(rows)


def _columns(lines: Sequence[str], rows: Sequence[_Row], head: int) -> tuple[list[list[Placed]], int, bool]:
    """Cells of each row in their columns. Without alignment, equal numbers of cells tell them too."""
    count = max(len(row.words) for row in rows)
    # Some programs fill up to a number of characters, not to a width.
    for wide in (2, 1):
        pieces = [_pieces(lines[row.line], row.words, wide) for row in rows]
        shifted = _shifted(pieces, head, count)
        for apart in (frozenset[int](), shifted) if shifted else (shifted,):
            for skipped in range(head + 1):
                used = [r for r in range(skipped, len(rows)) if r not in apart]
                columns = _gutters(pieces, used, head)
                if not 1 < len(columns) <= count:  # no line has them all: heading and figures may lie apart
                    continue
                complete = apart.union(r for r in range(skipped) if len(pieces[r]) == len(columns))
                placed = _placed(pieces, columns, complete)
                if placed is not None:
                    return _filled(placed, len(columns)), len(columns), False
    in_order = [[Placed(a, b, k) for k, (a, b) in enumerate(row.words)] for row in rows]
    return in_order, count, any(len(row.words) != count for row in rows)


def _shifted(pieces: Sequence[Sequence[_Piece]], head: int, count: int) -> frozenset[int]:
    """Complete rows that a label too long for its column pushed to the right: they end elsewhere than most."""
    ends = Counter(row[-1].right for row in pieces[head:])
    end, votes = ends.most_common(1)[0]
    if votes * 2 <= len(pieces) - head:
        return frozenset()
    return frozenset(
        r for r in range(head, len(pieces)) if pieces[r][-1].right > end and len(pieces[r]) == count
    )


def _pieces(line: str, words: Sequence[tuple[int, int]], wide: int) -> list[_Piece]:
    places = [0]
    for char in line[: words[-1][1]]:
        at = places[-1]
        step = _TAB - at % _TAB if char == "\t" else wide if is_wide(char) else 1
        places.append(at + step)
    return [_Piece(a, b, places[a], places[b]) for a, b in words]


def _gutters(pieces: Sequence[Sequence[_Piece]], used: Sequence[int], head: int) -> list[_Column]:
    """Stretches of places that some lines fill, parted by places all of them leave empty."""
    taken = sorted((piece.left, piece.right, r) for r in used for piece in pieces[r])
    columns: list[_Column] = []
    for left, right, r in taken:
        if columns and left < columns[-1].right:
            columns[-1].rows.add(r)
            columns[-1] = columns[-1]._replace(right=max(columns[-1].right, right))
        else:
            columns.append(_Column(left, right, {r}))
    return list(_merged(columns, head))


def _merged(columns: Sequence[_Column], head: int) -> Iterator[_Column]:
    """Put a heading on the left and its figures on the right of a wide column together: no line has both."""
    pending: _Column | None = None
    for column in columns:
        if pending is not None and not pending.rows & column.rows:
            headings = max(pending.rows) < head or max(column.rows) < head
            if headings:
                pending = _Column(pending.left, column.right, pending.rows | column.rows)
                continue
        if pending is not None:
            yield pending
        pending = column
    if pending is not None:
        yield pending


def _placed(
    pieces: Sequence[Sequence[_Piece]], columns: Sequence[_Column], complete: frozenset[int]
) -> list[list[Placed]] | None:
    """Each piece in the columns it stands over; ``None`` if one has none or two want the same.

    Of ``complete`` rows the order tells, wherever their words stand.
    """
    rights = [column.right for column in columns]
    rows: list[list[Placed]] = []
    for r, row in enumerate(pieces):
        if r in complete:
            if len(row) != len(columns):
                return None
            rows.append([Placed(piece.start, piece.stop, k) for k, piece in enumerate(row)])
            continue
        cells: list[Placed] = []
        free = 0
        for piece in row:
            first = bisect_left(rights, piece.left + 1)
            end = first
            while end < len(columns) and columns[end].left < piece.right:
                end += 1
            if first < free or end == first:
                return None
            cells.append(Placed(piece.start, piece.stop, first, end - first))
            free = end
        rows.append(cells)
    return rows


def _filled(rows: Sequence[Sequence[Placed]], columns: int) -> list[list[Placed]]:
    """The rows with an empty cell wherever nothing stands."""
    filled: list[list[Placed]] = []
    for row in rows:
        cells: list[Placed] = []
        free = 0
        for cell in row:
            cells += [Placed(cell.start, cell.start, k) for k in range(free, cell.column)]
            cells.append(cell)
            free = cell.column + cell.span
        cells += [Placed(0, 0, k) for k in range(free, columns)]
        filled.append(cells)
    return filled
