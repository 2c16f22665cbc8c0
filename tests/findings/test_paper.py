"""Lines are broken as Chinese is, and nothing gets lost or too wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from juesuan.findings.paper import breaks, hang, on_paper


def lines(text: str, width: int) -> list[str]:
    return [str(line) for line in Text(text).divide(breaks(text, width))]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("本年收入合计", 8, ["本年收入", "合计"]),
        ("收入合计，支出", 8, ["收入合", "计，支出"]),
        ("合计（万元）", 6, ["合计", "（万", "元）"]),
        ("合计 1,200.00 万元", 9, ["合计 ", "1,200.00 ", "万元"]),
        ("占本年支出的98.90%以上", 14, ["占本年支出的", "98.90%以上"]),
        ("1234567890123", 5, ["12345", "67890", "123"]),
        ("", 5, [""]),
        ("短", 5, ["短"]),
    ],
)
def test_breaks(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(alphabet="收入合计，。（）“”《》 0123456789.%abc", max_size=80), st.integers(6, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    made = lines(text, width)
    assert "".join(made) == text
    assert all(cell_len(line.rstrip(" ")) <= width for line in made)


def test_further_lines_hang_under_the_first() -> None:
    text = on_paper(lambda console: hang(console, Text("问题 "), Text("收" * 20), 2), 27)
    assert text == "  问题 " + "收" * 10 + "\n" + " " * 7 + "收" * 10 + "\n"
