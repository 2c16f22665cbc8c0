"""Which numbered lines are headings."""

from __future__ import annotations

import pytest

from juesuan.documents.outline import heading_of


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("二、事业收入：指事业单位开展专业业务活动取得的收入。", 0),
        ("（三）其他收入: 指除上述收入以外的收入。", 0),
        ("二、收入决算情况说明", 2),
        ("（一）总体情况。", 3),
        ("第三部分：2022年度部门决算情况说明", 1),
        ("1.一般公共预算财政拨款支出情况", 4),
    ],
)
def test_a_heading_is_no_entry_of_a_glossary(line: str, level: int) -> None:
    assert heading_of(line)[0] == level
