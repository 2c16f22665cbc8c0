"""A problem at the place a record came from, in the shape that the accounts' problems have.

Checks of this room speak of records that carry their origin; the sheet and cell of a problem are theirs.
"""

from __future__ import annotations

from juesuan.accounts.model import Origin
from juesuan.accounts.problems import Problem, errors

__all__ = ["Problem", "errors", "problem"]


def problem(
    code: str, message: str, origin: Origin, expected: str = "", value: str = "", level: str = "error"
) -> Problem:
    """A problem at the cell a record came from."""
    return Problem(code, message, origin.sheet, origin.cell, value, expected, level)
