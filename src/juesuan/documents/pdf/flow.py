"""Lines to paragraphs: what a line break hides is put together again, over page breaks too.

A typesetter breaks a line only when the next word no longer fits. So a line that had room for the first
word of the next one ended its paragraph, and one that had not goes on if the next line is not indented.
Everything is measured against the width of the text on the page itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.documents.characters import is_wide
from juesuan.documents.outline import heading_of, numbering_of
from juesuan.documents.pdf.lines import Line

#: Characters that end a sentence, with the quotes and brackets that may follow.
_ENDS = "。！？；：!?;:"
#: Characters that may not begin a line: they take the one before with them.
_TIED = "，。、；：？！）》」』】”’％%)]},.;:?!"
#: Characters that may not end a line: they take the next one with them.
_OPENING = "（《「『【“‘([{"


@dataclass(frozen=True, slots=True)
class Measure:
    """Left and right edge of the running text of a page, its usual distance between baselines, its usual
    size.
    """

    left: float
    right: float
    leading: float
    size: float


def measure_of(lines: Sequence[Line], fallback: Measure | None) -> Measure:
    """The text width of a page from its free lines; pages with little text use that of their likes."""
    if not lines:
        return fallback or Measure(0.0, 0.0, 0.0, 0.0)
    size = _usual(lines)
    far = max(line.x1 for line in lines)
    full = sum(far - line.x1 <= 1.1 * size for line in lines)
    right = far if full >= 3 or fallback is None else max(far, fallback.right)
    left = _left_edge(lines, size)
    if fallback is not None and full < 3:
        left = min(left, fallback.left)
    return Measure(left, right, _leading(lines) or (fallback.leading if fallback else 0.0), size)


def _left_edge(lines: Sequence[Line], size: float) -> float:
    """Where lines start that are not indented: the place near the leftmost one that most of them share."""
    em = max(size, 1.0)
    near = Counter(round(line.x0 / em) for line in lines)
    shared = [line.x0 for line in lines if near[round(line.x0 / em)] >= 2] or [line.x0 for line in lines]
    leftmost = [round(x, 1) for x in shared if x - min(shared) <= 0.8 * em]
    return Counter(leftmost).most_common(1)[0][0]


def _usual(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: Sequence[Line]) -> float:
    steps = Counter(
        round(b.base - a.base, 0)
        for a, b in pairwise(lines)
        if a.page == b.page and 0.8 * a.size < b.base - a.base < 3.5 * a.size
    )
    if not steps:
        return 0.0
    most = max(steps.values())
    # The smallest common step: distances between paragraphs are larger than those within.
    return min(step for step, n in steps.items() if n * 2 >= most)


def continues(lines: Sequence[Line], following: Line, before: Measure, after: Measure) -> bool:
    """Whether ``following`` goes on with the paragraph ``lines``; the measures are those of the pages of
    each.
    """
    first, last = lines[0], lines[-1]
    same_page = last.page == following.page
    if abs(last.size - following.size) > 0.12 * last.size and not _mid_sentence(last):
        return False
    if same_page and not _is_next(lines, following, after):
        return False
    if _is_centred(following, after) and (_is_centred(first, before) or last.size > 1.1 * before.size):
        # A title of several lines: each but the last had no room for what follows.
        room = (before.right - before.left) - (last.x1 - last.x0)
        is_new = last.text[-1:] in _ENDS or numbering_of(following.text) is not None
        return same_page and not is_new and room < first_word(following) + last.size
    if not _is_full(lines, following, before, after) or _is_at_right(first, before):
        return False
    return not _starts_anew(lines, following, before, after)


def _is_next(lines: Sequence[Line], following: Line, measure: Measure) -> bool:
    """Whether a line stands at the distance of the next line of the same paragraph."""
    last = lines[-1]
    step = following.base - last.base
    if step < 0.5 * min(last.size, following.size):
        return False
    if len(lines) > 1 and lines[-2].page == last.page:
        usual = last.base - lines[-2].base
        return step <= max(1.3 * usual, usual + 0.3 * last.size)
    usual = measure.leading or 1.6 * last.size
    return step <= max(1.4 * usual, 1.9 * last.size)


def _is_full(lines: Sequence[Line], following: Line, before: Measure, after: Measure) -> bool:
    """Whether the last line had no room for the first word of the following one."""
    first, last = lines[0], lines[-1]
    room = before.right - last.x1
    if last.text[-1:] in _ENDS:
        spare = 0.6
    elif (
        first.x0 - before.left > last.size
        and following.x0 - after.left < 0.6 * last.size
        and numbering_of(following.text) is None
        and heading_of(following.text)[0] == 0
    ):
        # In mid sentence, from an indented line to one that is not: words tied by rules of the typesetter.
        spare = 6.0
    else:
        # A space or a tied unit (161.62 万元).
        spare = 1.6
    return room < first_word(following) + spare * last.size


def first_word(line: Line) -> float:
    """Width of what may not be separated at the start of a line: a character or a word, and what it is
    tied to.
    """
    if not line.text:
        return 0.0
    text = line.text
    end = _word_end(text, 0)
    while end < len(text) and (text[end] in _TIED or (text[end] in _OPENING and text[end - 1] in _TIED)):
        end = end + 1 if text[end] in _TIED else _word_end(text, end)
    if not line.edges:
        return end * line.size
    return line.edges[end] - line.edges[0]


def _word_end(text: str, start: int) -> int:
    """Where the word ends that starts at ``start``: brackets that open go with what follows them."""
    end = start + 1
    while end < len(text) and text[end - 1] in _OPENING:
        end += 1
    if not is_wide(text[end - 1]):
        while end < len(text) and not is_wide(text[end]) and text[end] != " ":
            end += 1
    return end


def _starts_anew(lines: Sequence[Line], following: Line, before: Measure, after: Measure) -> bool:
    """Whether a line after a full one is nevertheless the first of a paragraph."""
    first, last = lines[0], lines[-1]
    size = max(following.size, 1.0)
    indent = (following.x0 - after.left) / size
    own = (first.x0 - before.left) / size
    rest = (
        (lines[1].x0 - (after if lines[1].page == following.page else before).left) / size
        if lines[1:]
        else None
    )
    ended = last.text[-1:] in _ENDS or (last.text[-2:-1] in "。！？" and last.text[-1:] in "”）)」")
    if ended and (numbering_of(following.text) is not None or heading_of(following.text)[0] > 0):
        return True
    if rest is not None and abs(indent - rest) <= 0.6:
        return False
    if indent > own + 0.6:
        # Further in than the first line: the text of a list item hangs, anything else is a new paragraph.
        return rest is not None or numbering_of(first.text) is None or indent > own + 4.5
    if indent > 0.6 and abs(indent - own) <= 0.6:
        return True
    return own <= 0.6 and ended and last.page != following.page


def _mid_sentence(line: Line) -> bool:
    return line.text[-1:] not in _ENDS and heading_of(line.text)[0] == 0


def _is_centred(line: Line, measure: Measure) -> bool:
    left, right = line.x0 - measure.left, measure.right - line.x1
    return left > 0.8 * line.size and right > 0.8 * line.size and abs(left - right) < 1.2 * line.size


def _is_at_right(line: Line, measure: Measure) -> bool:
    """Whether a line is set against the right edge, like a unit line or a signature."""
    return line.x0 - measure.left > 0.4 * (measure.right - measure.left)
