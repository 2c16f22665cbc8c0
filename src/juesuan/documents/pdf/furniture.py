"""Running heads, running feet and page numbers: what is printed on the page but is not part of the
report.

A line is furniture if it is the outermost line of its page and the same line, digits aside, stands at the
same height on most pages of its kind. A lone number at the edge is a page number if it counts with the
pages. What is taken out is recorded, because an inspector may ask where it went.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from juesuan.documents.model import Removed
from juesuan.documents.pdf.cells import PageTable
from juesuan.documents.pdf.lines import Line
from juesuan.documents.pdf.sheet import Page

#: At most so many lines from each edge of a page can be furniture.
DEEPEST = 4
#: Share of the pages of one size on which a line must stand to be a running head.
SHARE = 0.5
#: On so many it is one even if it stands as close to the text as the lines of the text to each other.
SURE_SHARE = 0.75

_PAGE_NUMBER = re.compile(
    r"[-—–－─~·\s.]*(?:第\s*)?(\d{1,4}|[ivxlcⅠ-ⅻ]{1,6})\s*(?:页)?"
    r"(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–－─~·\s.]*",
    re.I,
)
_UNIT_LINE = re.compile(r"(?:单位|金额)[:：]?.*元|公开.*表")


def remove_furniture(pages: Sequence[Page]) -> None:
    """Move running heads, feet and page numbers from ``items`` to ``removed`` on every page."""
    for is_top in (True, False):
        for depth in range(DEEPEST):
            if not _peel(pages, is_top, depth):
                break


def _peel(pages: Sequence[Page], is_top: bool, depth: int) -> bool:
    """Remove the outermost line of every page on which it is furniture; whether there was any."""
    outermost = [(page, _outermost(page, is_top)) for page in pages]
    groups: dict[tuple[int, int, str, int], list[tuple[Page, Line]]] = defaultdict(list)
    sizes: dict[tuple[int, int], int] = defaultdict(int)
    for page, line in outermost:
        kind = (round(page.width), round(page.height))
        if page.items:
            sizes[kind] += 1
        if line is not None:
            key = re.sub(r"\d+", "#", line.text.replace(" ", ""))
            groups[(*kind, key, 0)].append((page, line))
    found = False
    for (width, height, key, _), members in groups.items():
        for group in _at_one_height(members, is_top):
            reason = _reason(group, key, sizes[(width, height)], is_top, depth)
            if reason:
                found = True
                for page, line in group:
                    _remove(page, line, reason)
    return _lone_numbers(pages, is_top) or found


def _outermost(page: Page, is_top: bool) -> Line | None:
    """The line nearest to an edge of the page, unless a table is nearer."""
    if not page.items:
        return None
    edge = [(_top(i), i) for i in page.items] if is_top else [(-_bottom(i), i) for i in page.items]
    item = min(edge, key=lambda pair: pair[0])[1]
    return item if isinstance(item, Line) else None


def _top(item: Line | PageTable) -> float:
    return item.top if isinstance(item, Line) else item.box[1]


def _bottom(item: Line | PageTable) -> float:
    return item.bottom if isinstance(item, Line) else item.box[3]


def _at_one_height(members: Sequence[tuple[Page, Line]], is_top: bool) -> list[list[tuple[Page, Line]]]:
    """Lines grouped by their distance from the edge."""

    def distance(pair: tuple[Page, Line]) -> float:
        page, line = pair
        return line.base if is_top else page.height - line.base

    out: list[list[tuple[Page, Line]]] = []
    for pair in sorted(members, key=distance):
        if out and distance(pair) - distance(out[-1][-1]) <= 0.5 * pair[1].size:
            out[-1].append(pair)
        else:
            out.append([pair])
    return out


def _reason(group: Sequence[tuple[Page, Line]], key: str, of: int, is_top: bool, depth: int) -> str:
    """Why a group of equal outermost lines is furniture, "" if it is not."""
    line = group[0][1]
    if "#" in key and _PAGE_NUMBER.fullmatch(line.text) and _counts(group):
        return "page-number"
    fewest = 3 if of > 3 else 2
    if len(group) < fewest or len(group) < SHARE * of or _UNIT_LINE.search(line.text):
        return ""
    if is_top and _heads_tables(group):
        return ""
    if len({line.text for _, line in group}) > 1 and not _counts(group):
        return ""
    reason = "header" if is_top else "footer"
    if depth < 2 and len(group) >= 4 and len(group) >= SURE_SHARE * of and _is_short(*group[0]):
        return reason
    apart = sum(_is_apart(page, line, is_top) for page, line in group)
    return reason if apart * 2 > len(group) else ""


def _is_short(page: Page, line: Line) -> bool:
    """Whether a line leaves room beside it and does not end like a sentence, as running heads do."""
    lines = page.lines
    width = max(i.x1 for i in lines) - min(i.x0 for i in lines)
    return line.x1 - line.x0 < 0.8 * width and line.text[-1] not in "。；，、："


def _is_apart(page: Page, line: Line, is_top: bool) -> bool:
    """Whether a line is set off from the text: smaller, or further away than the lines of the text are."""
    sizes = Counter(round(i.size, 1) for i in page.items if isinstance(i, Line) and i is not line)
    if sizes and line.size < 0.95 * sizes.most_common(1)[0][0]:
        return True
    others = [i for i in page.items if i is not line]
    if not others:
        return True
    gap = min(_top(i) for i in others) - line.bottom if is_top else line.top - max(_bottom(i) for i in others)
    return gap > _usual_gap(page) + 0.5 * line.size


def _usual_gap(page: Page) -> float:
    """The usual white between two lines of a page."""
    gaps = sorted(b.top - a.bottom for a, b in pairwise(page.lines) if b.top > a.bottom)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _heads_tables(group: Sequence[tuple[Page, Line]]) -> bool:
    """Whether the lines are titles of tables: of one printed again on each page, or of forms of one kind."""
    for page, line in group:
        i = page.items.index(line)
        if not any(isinstance(item, PageTable) for item in page.items[i + 1 : i + 5]):
            return False
    return True


def _counts(group: Sequence[tuple[Page, Line]]) -> bool:
    """Whether the numbers on the lines go up with the pages."""
    shifts = set()
    for page, line in group:
        m = re.search(r"\d+", line.text)
        if m is None:
            return False
        shifts.add(page.number - int(m[0]))
    return len(group) >= 2 and len(shifts) <= max(1, len(group) // 3)


def _lone_numbers(pages: Sequence[Page], is_top: bool) -> bool:
    """Page numbers that change sides or height from page to page: a number at the edge that fits its
    page.
    """
    lone = []
    for page in pages:
        line = _outermost(page, is_top)
        m = _PAGE_NUMBER.fullmatch(line.text) if line else None
        if line is not None and m is not None and m[1].isdigit() and _in_margin(page, line, is_top):
            lone.append((page, line, page.number - int(m[1])))
    found = False
    for page, line, shift in lone:
        others = sum(s == shift for _, _, s in lone)
        dressed = not line.text.strip().isdigit()
        if others >= 2 or (dressed and len(lone) >= 1):
            _remove(page, line, "page-number")
            found = True
    return found


def _in_margin(page: Page, line: Line, is_top: bool) -> bool:
    """Whether a line stands apart from the text, in the outer tenth of the page."""
    edge = line.base if is_top else page.height - line.base
    return edge <= 0.11 * page.height


def _remove(page: Page, line: Line, reason: str) -> None:
    page.items = [i for i in page.items if i is not line]
    page.removed.append(Removed(line.text, reason, line.anchor))
