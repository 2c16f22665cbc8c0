"""What is wrong with accounts, as records: a code for programs, a place and plain Chinese for people.

Problems are collected and reported together, because a clerk who corrects a workbook wants the whole list at once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. ``level`` is error (the accounts cannot be used) or warning (a person must look).

    ``sheet`` and ``cell`` say where in the workbook, ``value`` what stands there, ``expected`` what should.
    """

    code: str
    message: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    expected: str = ""
    level: str = "error"

    def __str__(self) -> str:
        place = f"“{self.sheet}”{self.cell}：" if self.sheet else ""
        value = f"，现在是“{self.value}”" if self.value else ""
        expected = f"。{self.expected}" if self.expected else ""
        return f"{place}{self.message}{value}{expected}。"


def errors(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """The problems that forbid using the accounts."""
    return tuple(p for p in problems if p.level == "error")
