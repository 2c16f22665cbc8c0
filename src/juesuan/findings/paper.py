"""Printing for people: colours on a terminal, plain lines everywhere else (a pipe, a file, a test)."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

from rich.console import Console

#: A pipe has no width of its own; the 80 that terminals assume is narrow for Chinese.
WIDTH = 100


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
