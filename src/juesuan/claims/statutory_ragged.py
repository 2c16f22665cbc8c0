"""Tables that a text conversion left ragged, put back on their columns.

Converters write each cell of a row on its own line, but a cell that spans several columns only once, and a
cell that is continued from above as an empty one. The lowest heading row is therefore complete, rows above
it and 合计 rows are short; what they span follows from the blanks and repetitions of the complete row
below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Cells = list[int | None]
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
        if not tokens or not text(tokens[0]).endswith(("编码", "代码")):
            return list(rows)
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
        split = _split(wide[0], left, below, text)
        if split is None:
            return None
        at = runs.index(wide[0])
        runs[at : at + 1] = split
    spread: Cells = [None] * len(below)
    for token, run in zip(tokens, runs, strict=True):
        for unit in run:
            for column in unit:
                spread[column] = token
    return spread


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
