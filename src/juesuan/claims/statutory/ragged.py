"""Tables that a text conversion left ragged, put back on their columns.

Converters write each cell of a row on its own line, but a cell that spans several columns only once, and a
cell that is continued from above as an empty one. The lowest heading row is therefore complete, rows above
it and 合计 rows are short; what they span follows from the blanks and repetitions of the complete row
below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

Cells = list[int | None]
#: Rows of more headings are not put together by trying.
LONGEST = 14
#: Text of a cell by its index.
Reader = Callable[[int | None], str]


def stretch_headings(rows: Sequence[Cells], text: Reader) -> list[Cells]:
    """Heading rows with every spanning cell repeated over its columns; rows that cannot be placed are left
    out.
    """
    if not rows:
        return []
    lowest = list(rows[-1])
    if None in lowest:
        tokens = [i for i in lowest if i is not None]
        grafted = _graft(rows, text) if len(rows) > 1 else None
        if grafted is not None:
            return grafted
        if not tokens or not text(tokens[0]).endswith(("编码", "代码")):
            return list(rows) if len(rows) == 1 else []
        # 科目编码 over the columns 类, 款 and 项 is the one heading that can be short in the lowest row.
        lowest[:] = [tokens[0]] * (len(lowest) - len(tokens)) + tokens
    done = [lowest]
    for row in reversed(rows[:-1]):
        tokens = [i for i in row if i is not None]
        placed = list(row) if None not in row else _spread(tokens, done[0], text)
        if placed is None:
            break
        done.insert(0, placed)
    return done


#: Headings and what stands below them where they are split: the words say what goes together.
_GROUPS = (
    (re.compile(r"项目|科目"), re.compile(r".*编码|.*代码|.*名称|类|款|项")),
    (re.compile(r".*支出(?:合计)?|合计"), re.compile(r"小计|合计|基本支出|项目支出|.*经费")),
    (re.compile(r".*收入"), re.compile(r"小计|合计|.*收入")),
    (re.compile(r".*预算数?|.*决算数?|\d{4}年度?"), re.compile(r"合计|小计|.*费.*|.*支出|.*收入")),
    (re.compile(r".*公务用车.*"), re.compile(r"小计|.*购置.*|.*运行.*")),
)


def _graft(rows: Sequence[Cells], text: Reader) -> list[Cells] | None:
    """Two short rows whose blanks and merges were all lost: which headings of the upper one the lower one
    splits.

    The number of split headings follows from the number of columns, which ones from their words; ``None``
    where more than one way fits best.
    """
    upper = [i for i in rows[-2] if i is not None]
    lower = [i for i in rows[-1] if i is not None]
    width = len(rows[-1])
    groups = len(upper) + len(lower) - width
    if not (0 < groups <= len(upper) and groups <= len(lower)) or any(not text(i) for i in (*upper, *lower)):
        return None
    ways = sorted(_ways(upper, lower, groups, text), key=lambda way: -way[0])
    if not ways or ways[0][0] < len(lower) or (len(ways) > 1 and ways[1][0] == ways[0][0]):
        return None
    above: Cells = []
    below: Cells = []
    rest = iter(lower)
    sizes = ways[0][1]
    for position, token in enumerate(upper):
        size = sizes.get(position, 0)
        above += [token] * max(size, 1)
        below += [next(rest) for _ in range(size)] or [token]
    return [above, below]


def _ways(
    upper: Sequence[int], lower: Sequence[int], groups: int, text: Reader
) -> Iterator[tuple[int, dict[int, int]]]:
    """Every way to hang ``lower`` under ``groups`` headings: how many fit, how many hang under each."""
    if len(upper) > LONGEST or len(lower) > LONGEST:
        return
    for heads in combinations(range(len(upper)), groups):
        for cuts in combinations(range(1, len(lower)), groups - 1):
            bounds = (0, *cuts, len(lower))
            fitting = sum(
                _fits(text(upper[head]), text(lower[i]))
                for head, a, b in zip(heads, bounds, bounds[1:], strict=False)
                for i in range(a, b)
            )
            yield fitting, {h: b - a for h, a, b in zip(heads, bounds, bounds[1:], strict=False)}


def _fits(head: str, below: str) -> bool:
    head, below = "".join(head.split()), "".join(below.split())
    return any(
        a.fullmatch(head) is not None and b.fullmatch(re.sub(r"[（(].*?[）)]", "", below)) is not None
        for a, b in _GROUPS
    )


def _spread(tokens: Sequence[int], below: Cells, text: Reader) -> Cells | None:
    """The columns each token spans, by the row below it: one token over a blank, one over each run of
    words.
    """
    runs: list[list[list[int]]] = []  # runs of units; a unit is the columns of one cell below
    blank_before = True
    for column, cell in enumerate(below):
        blank = not text(cell)
        same = column > 0 and below[column - 1] == cell
        if same:
            runs[-1][-1].append(column)
        elif blank or blank_before:
            runs.append([[column]])
        else:
            runs[-1].append([column])
        blank_before = blank
    wide = [run for run in runs if text(below[run[0][0]])]
    left = len(tokens) - (len(runs) - len(wide))
    if left != len(wide):
        if len(wide) != 1:
            return None
        at = runs.index(wide[0])
        split = _by_words(wide[0], tokens[at : at + left], below, text) or _split(wide[0], left, below, text)
        if split is None:
            return None
        runs[at : at + 1] = split
    spread: Cells = [None] * len(below)
    for token, run in zip(tokens, runs, strict=True):
        for unit in run:
            for column in unit:
                spread[column] = token
    return spread


def _by_words(
    run: list[list[int]], heads: Sequence[int], below: Cells, text: Reader
) -> list[list[list[int]]] | None:
    """Cut a run so that all its headings are such as stand under theirs; ``None`` unless one cut does that."""
    if not 1 < len(heads) < len(run) <= LONGEST:
        return None
    found = [
        [run[a:b] for a, b in pairwise((0, *cuts, len(run)))]
        for cuts in combinations(range(1, len(run)), len(heads) - 1)
    ]
    fitting = [
        parts
        for parts in found
        if all(
            _fits(text(head), text(below[unit[0]]))
            for head, part in zip(heads, parts, strict=True)
            for unit in part
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def _split(run: list[list[int]], parts: int, below: Cells, text: Reader) -> list[list[list[int]]] | None:
    """Cut a run where its first heading comes again (项目 … | 项目 …), else into equal parts."""
    first = text(below[run[0][0]])
    starts = [i for i, unit in enumerate(run) if text(below[unit[0]]) == first]
    if len(starts) != parts:
        if parts < 1 or len(run) % parts:
            return None
        starts = list(range(0, len(run), len(run) // parts))
    return [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]


def align_row(row: Cells, labels: Sequence[bool], figure: Callable[[int | None], bool]) -> Cells:
    """A short body row: words on the next label column, figures on the next amount columns.

    ``labels`` tells for each column whether it holds codes or names, ``figure`` whether a cell is a figure
    or blank.
    """
    placed: Cells = [None] * len(row)
    column = 0
    for cell in (i for i in row if i is not None):
        if figure(cell):
            while column < len(row) and labels[column]:
                column += 1
        elif column and labels[column - 1 : column] == [False]:
            while column < len(row) and not labels[column]:
                column += 1
        if column >= len(row):
            break
        placed[column] = cell
        column += 1
    return placed
