"""Putting a workbook where the user wants it: whole or not at all, and never over a file that holds somebody's work."""

from __future__ import annotations

from pathlib import Path

from juesuan.documents.refusal import Refusal
from juesuan.findings.delivery import write_whole


def put_workbook(goal: Path, data: bytes, force: bool = False) -> None:
    """Write ``data`` to ``goal`` in one step; an existing file is only replaced with ``force``."""
    check_goal(goal, force)
    write_whole(goal, data)


def check_goal(goal: Path, force: bool = False) -> None:
    """Refuse a name that is no workbook's, and a file that is there unless ``force`` says to replace it."""
    if goal.suffix.lower() != ".xlsx":
        raise Refusal(
            "bad-name", str(goal), "工作簿的文件名应以 .xlsx 结尾", "请用 -o 另指定文件名，如 决算数据.xlsx"
        )
    check_free(goal, force)


def check_free(goal: Path, force: bool = False) -> None:
    """Refuse to write over a file that may hold somebody's work."""
    if goal.exists() and not force:
        raise Refusal(
            "exists",
            str(goal),
            "文件已经存在，里面可能有填好的数据，没有覆盖",
            "请换一个文件名，或确认后加 --force 覆盖",
        )
