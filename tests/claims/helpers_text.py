"""Reading a few lines of Chinese the way the product reads a report, for tests of the grammar."""

from __future__ import annotations

from juesuan.claims.evaluate import evaluate
from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain


def read(text: str, year: int = 2024):
    head = f"清河县水利局{year}年度部门决算\n\n"
    return read_report(read_plain((head + text).encode(), "样例.txt", ""))


def verdicts(text: str, check: str | None = None, year: int = 2024):
    """[(check, state, stated words)] of every claim read from ``text``."""
    report = read(text, year)
    return [
        (c.check, evaluate(c).state, c.operands[0].shown)
        for c in report.claims
        if check is None or c.check == check
    ]


def states(text: str, check: str, year: int = 2024):
    return [state for _, state, _ in verdicts(text, check, year)]
