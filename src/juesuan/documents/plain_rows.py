"""Lines of plain text that may be the rows of a table aligned with spaces, taken apart at their gaps.

Gaps also stand in signatures, in the line of department and unit above a table, in contents and in verses;
what can be told from a line alone, and which lines go together, is decided here, the columns after that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from juesuan.documents.outline import heading_of

_SPACE = " \t\xa0\u3000"
_WIDE_GAP = re.compile(rf"[{_SPACE}]{{2,}}|[\t\u3000]")
#: A label that fills its column leaves one space before the figure.
_GAP = re.compile(rf"[{_SPACE}]{{2,}}|[\t\u3000]|(?<=\S) (?=[-−－]?\d[\d,，]*\.\d+(?:[{_SPACE}]|$))")
_FIGURE = re.compile(
    r"[-−－+(（]?(?:[≥≤＞＜><=]\s?)?\d[\d,，]*(?:[.．]\d+)?\s?[%％‰]?[)）]?(?![年月日号])[\u4e00-\u9fff]{0,2}"
    r"|[—－–-]{1,2}"
)
_PAGE = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"[.．…·_]{3,}")
#: Lines above a table that have two sides but are no row of it.
_ABOUT = re.compile(
    rf"公开\s*\d+\s*表|(?:^|[{_SPACE}])[（(]?[^{_SPACE}（(]{{0,4}}(?:部门|单位)(?:名称)?\s*[:：]"
)
_MARKED = re.compile(r"\t|\s*(?:#|[-*•●▪■◆]\s)|.*(?:\||<t)")
#: Words that are printed with spaces between their characters to fill a cell.
_SPACED = frozenset(
    "合计 项目 小计 总计 收入 支出 科目 名称 单位 部门 备注 指标 序号 年度 金额 目录 目次 栏次 行次 类别 分值 得分 "
    "决算数 预算数 其中".split()
)
#: Longest cell (characters) of a row; longer ones are sentences.
_LONGEST = 50
#: Longest label (characters) that may be alone on its line.
_LONGEST_LABEL = 25
#: Empty lines between two rows.
_EMPTY_LINES = 2


class Row(NamedTuple):
    """A line and the characters of each of its cells. ``figures``: one of them, not the first, is a figure."""

    line: int
    words: list[tuple[int, int]]
    figures: bool
    tabbed: bool


def may_be_row(line: str) -> bool:
    """The cheap question: most lines of a report have no gap at all."""
    if line.startswith("\t"):
        return False
    return "  " in line or "\u3000" in line or "\t" in line or "\xa0" in line


def stretch(lines: Sequence[str], start: int, page_number: re.Pattern[str]) -> tuple[list[Row], int]:
    """Consecutive rows from a line on, and the line after them."""
    rows: list[Row] = []
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
        row = _row(lines, i, rows[-1] if rows and last == i else None)
        # After an empty line, words without figures are the headings of another table.
        if row is None or (figures and i > last and not row.figures):
            break
        rows.append(row)
        figures = figures or row.figures
        last = i + 1
    return rows, last


def _row(lines: Sequence[str], i: int, before: Row | None) -> Row | None:
    """The cells of a line, if it can be a row below the row ``before``."""
    words = _words(lines[i])
    if len(words) == 1:
        return Row(i, words, False, False) if before is not None and _lone(lines, i, before) else None
    if not words:
        return None
    figures = any(_FIGURE.fullmatch(lines[i][a:b]) for a, b in words[1:])
    return Row(i, words, figures, "\t" in lines[i].strip())


def _lone(lines: Sequence[str], i: int, before: Row) -> bool:
    """Is a line without a gap the label of a row without figures? Only between two rows.

    A numbered one may be a heading, unless the rows beside it are numbered too.
    """
    line = lines[i].strip()
    after = _words(lines[i + 1]) if i + 1 < len(lines) else []
    if len(after) < 2 or len(line) > _LONGEST_LABEL or line.endswith(("表", "。", "：")):
        return False
    beside = (lines[before.line][slice(*before.words[0])], lines[i + 1][slice(*after[0])])
    return not heading_of(line)[1] or any(heading_of(label)[1] for label in beside)


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


def is_contents(lines: Sequence[str], rows: Sequence[Row]) -> bool:
    """A table of contents without leaders: numbered titles and pages that only grow."""
    last = [lines[row.line][slice(*row.words[-1])] for row in rows]
    if not all(map(_PAGE.fullmatch, last)):
        return False
    pages = [int(page) for page in last]
    titles = sum(bool(heading_of(lines[row.line][slice(*row.words[0])])[1]) for row in rows)
    return pages == sorted(pages) and pages[-1] > pages[0] and titles * 2 >= len(rows)
