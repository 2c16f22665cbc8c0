"""Ruling lines to tables: the positions where lines stand, the walls between them, and the cells they
enclose.

Lines that touch form one table. Its grid is the set of positions of its lines; two neighbouring grid
squares are one cell when no wall stands between them, so merged cells need no guess. All slack is
measured in line widths and text sizes of the page itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from juesuan.documents.limits import MAX_TABLE_CELLS
from juesuan.documents.pdf.drawing import Rule
from juesuan.documents.pdf.frame import Box

#: More lines than this on one page are a drawing (a map, a hatch), not tables.
MOST_RULES = 20_000
#: Nor are so many possible crossings; the largest sheet that fits a page has some ten thousand.
MOST_CROSSINGS = 1_000_000


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: upper left grid position, spans, and its box on the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: positions of its vertical (``xs``) and horizontal lines (``ys``), and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    squares: tuple[Square, ...]

    @property
    def box(self) -> Box:
        """The outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def slack_of(rules: Sequence[Rule], em: float) -> float:
    """How far apart two ends may be and still touch: a few line widths, but well below the size of a
    character.
    """
    width = median(r.width for r in rules) if rules else 0.0
    return min(max(1.0, 4 * width), max(0.3 * em, 1.0))


def merged(rules: Sequence[Rule], slack: float, shortest: float) -> list[Rule]:
    """Collinear pieces joined, double strokes made one, and what is still shorter than ``shortest``
    dropped.
    """
    out: list[Rule] = []
    ordered = sorted(rules)
    i = 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j].at - ordered[i].at <= slack:
            j += 1
        out.extend(_strung(ordered[i:j], slack))
        i = j
    return [r for r in out if r.end - r.start >= shortest]


def _strung(rules: Sequence[Rule], slack: float) -> list[Rule]:
    """Pieces at one position as maximal lines."""
    out: list[Rule] = []
    for r in sorted(rules, key=lambda r: r.start):
        if out and r.start - out[-1].end <= slack:
            last = out[-1]
            # The longer piece says where the line is: dots and corner squares sit a little beside it.
            at = last.at if last.end - last.start >= r.end - r.start else r.at
            out[-1] = Rule(at, last.start, max(last.end, r.end), max(last.width, r.width))
        else:
            out.append(r)
    return out


def grids(across: Sequence[Rule], down: Sequence[Rule], em: float) -> list[Grid]:
    """The ruled tables of a page from its raw horizontal and vertical lines; ``em`` is its usual text
    size.
    """
    if len(across) + len(down) > MOST_RULES:
        return []
    slack = slack_of([*across, *down], em)
    flat = merged(across, slack, 0.6 * em)
    steep = merged(down, slack, 0.6 * em)
    if len(flat) * len(steep) > MOST_CROSSINGS:
        return []
    found = []
    for rows, columns in _touching(flat, steep, slack):
        grid = _grid(rows, columns, slack, em)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda g: (g.ys[0], g.xs[0]))


def _touching(flat: list[Rule], steep: list[Rule], slack: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch each other, as (horizontal, vertical)."""
    parent = list(range(len(flat) + len(steep)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(steep)), key=lambda k: steep[k].at)
    places = [steep[k].at for k in order]
    for i, h in enumerate(flat):
        for n in range(bisect_left(places, h.start - slack), len(order)):
            k = order[n]
            v = steep[k]
            if v.at > h.end + slack:
                break
            if v.start - slack <= h.at <= v.end + slack:
                parent[root(i)] = root(len(flat) + k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for k, v in enumerate(steep):
        groups.setdefault(root(len(flat) + k), ([], []))[1].append(v)
    return [g for g in groups.values() if len(g[0]) >= 2 and g[1]]


def positions(values: Sequence[float], apart: float) -> list[float]:
    """Sorted positions at least ``apart`` from each other; closer ones are averaged."""
    out: list[list[float]] = []
    for v in sorted(values):
        if out and v - out[-1][0] < apart:
            out[-1].append(v)
        else:
            out.append([v])
    return [sum(group) / len(group) for group in out]


def _grid(rows: list[Rule], columns: list[Rule], slack: float, em: float) -> Grid | None:
    # No column is narrower and no row lower than about half a character: closer lines are a double rule.
    apart = max(slack, 0.5 * em)
    xs = positions([v.at for v in columns], apart)
    ys = positions([h.at for h in rows], apart)
    # Tables without outer rules: the other lines say how far they reach.
    xs = _reach(xs, min(h.start for h in rows), max(h.end for h in rows), 2 * apart)
    ys = _reach(ys, min(v.start for v in columns), max(v.end for v in columns), 2 * apart)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_TABLE_CELLS:
        return None
    right = _walls(columns, xs, ys, apart)
    below = _walls(rows, ys, xs, apart)
    squares = tuple(_squares(xs, ys, right, below))
    return Grid(tuple(xs), tuple(ys), squares)


def _reach(places: list[float], low: float, high: float, apart: float) -> list[float]:
    if low < places[0] - apart:
        places = [low, *places]
    if high > places[-1] + apart:
        places = [*places, high]
    return places


def _walls(rules: list[Rule], places: list[float], stops: list[float], apart: float) -> list[list[bool]]:
    """``walls[i][j]``: does a line stand at ``places[i]`` along most of the way from ``stops[j]`` to the
    next?
    """
    covered = [[0.0] * (len(stops) - 1) for _ in places]
    for r in rules:
        i = min(range(len(places)), key=lambda k: abs(places[k] - r.at))
        if abs(places[i] - r.at) > apart:
            continue
        first = max(bisect_left(stops, r.start - apart) - 1, 0)
        for j in range(first, len(stops) - 1):
            if stops[j] > r.end:
                break
            covered[i][j] += max(0.0, min(r.end, stops[j + 1]) - max(r.start, stops[j]))
    lengths = [b - a for a, b in pairwise(stops)]
    return [[c >= 0.6 * length for c, length in zip(line, lengths, strict=True)] for line in covered]


def _squares(
    xs: list[float], ys: list[float], right: list[list[bool]], below: list[list[bool]]
) -> list[Square]:
    """The cells: grid squares joined where no wall stands between them."""
    height, width = len(ys) - 1, len(xs) - 1
    owner = [[-1] * width for _ in range(height)]
    squares: list[Square] = []
    for r in range(height):
        for c in range(width):
            if owner[r][c] >= 0:
                continue
            region = _region(r, c, owner, right, below)
            for r0, c0, r1, c1 in _rectangles(region):
                for y in range(r0, r1 + 1):
                    for x in range(c0, c1 + 1):
                        owner[y][x] = len(squares)
                box = (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
                squares.append(Square(r0, c0, r1 - r0 + 1, c1 - c0 + 1, box))
    return sorted(squares, key=lambda s: (s.row, s.column))


def _region(
    r: int, c: int, owner: list[list[int]], right: list[list[bool]], below: list[list[bool]]
) -> set[tuple[int, int]]:
    """The grid squares that can be reached from one without crossing a wall."""
    height, width = len(owner), len(owner[0])
    seen = {(r, c)}
    todo = [(r, c)]
    while todo:
        y, x = todo.pop()
        steps = (
            (y, x + 1, x + 1 < width and not right[x + 1][y]),
            (y, x - 1, x > 0 and not right[x][y]),
            (y + 1, x, y + 1 < height and not below[y + 1][x]),
            (y - 1, x, y > 0 and not below[y][x]),
        )
        for ny, nx, is_open in steps:
            if is_open and (ny, nx) not in seen and owner[ny][nx] < 0:
                seen.add((ny, nx))
                todo.append((ny, nx))
    return seen


def _rectangles(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """A region as one rectangle, or, if lines are missing and it is none, as its rows' runs."""
    r0, r1 = min(r for r, _ in region), max(r for r, _ in region)
    c0, c1 = min(c for _, c in region), max(c for _, c in region)
    if (r1 - r0 + 1) * (c1 - c0 + 1) == len(region):
        return [(r0, c0, r1, c1)]
    out = []
    for r in range(r0, r1 + 1):
        columns = sorted(c for y, c in region if y == r)
        start = columns[0]
        for c, after in zip(columns, [*columns[1:], -2], strict=True):
            if after != c + 1:
                out.append((r, start, r, c))
                start = after
    return out
