"""Printing for people: colours on a terminal, plain lines everywhere else, and lines broken as Chinese is.

Chinese has no spaces to break at: a line may end after almost any character, but must not begin with a
comma or end with an opening bracket, and a number is never torn apart. Terminals and rich know nothing of
that.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.text import Text

#: A pipe has no width of its own; the 80 that terminals assume is narrow for Chinese.
WIDTH = 100
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’…,.;:!?)]}%％‰ ")
_NOT_LAST = frozenset("（《「『【〔“‘([{")


def on_paper(show: Callable[[Console], None], width: int = WIDTH) -> str:
    """What ``show`` prints, as plain text without colours or spaces at line ends."""
    file = io.StringIO()
    show(Console(file=file, width=width, color_system=None, force_terminal=False, highlight=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def on_screen(show: Callable[[Console], None]) -> None:
    """Print to standard output: with colours on a terminal, plainly otherwise."""
    if sys.stdout.isatty():
        show(Console(highlight=False))
    else:
        sys.stdout.write(on_paper(show))


def hang(console: Console, lead: Text, body: Text, indent: int = 0) -> None:
    """Print ``lead`` and ``body`` after ``indent`` columns, further lines of the body under its first."""
    left = indent + lead.cell_len
    first = Text(" " * indent) + lead
    for line in body.divide(breaks(body.plain, max(console.width - left, 20))):
        line.rstrip()
        console.print(first + line, no_wrap=True, overflow="ignore", crop=False)
        first = Text(" " * left)


def breaks(text: str, width: int) -> list[int]:
    """Where to break ``text`` into lines of at most ``width`` columns (a wide character takes two)."""
    result: list[int] = []
    start = used = 0
    last = 0  # the last place where a line that began at `start` may end
    for i, c in enumerate(text):
        size = get_character_cell_size(c)
        if i > start and _may_break(text[i - 1], c):
            last = i
        while used + size > width and i > start and c != " ":
            at = last if last > start else i
            result.append(at)
            used = sum(get_character_cell_size(x) for x in text[at:i])
            start = last = at
        used += size
    return result


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    # Within a number, a code or a Latin word there is no break; next to a wide character or a space there is.
    return not (before.isascii() and after.isascii()) or before == " "
