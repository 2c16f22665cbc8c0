"""A stated number against the rows of the table below it."""

from __future__ import annotations

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain

TABLE = """
| {head} | 园所 | 人数 |
|---|---|---|
| 上河镇 | 4 | 120 |
| 下河镇 | 3 | 90 |
| 白塔乡 | 2 | 60 |
| 合计 | 9 | 270 |
"""


def found(words: str, head: str = "乡镇") -> list[tuple[str, str]]:
    text = f"# 清河县教育局2023年度部门决算\n\n{words}\n{TABLE.format(head=head)}"
    report = read_report(read_plain(text.encode(), "样例.md", ""))
    claims = [c for c in report.claims if c.check == "count-of-list"]
    return [(evaluate(c).state, c.certainty.value) for c in claims]


@pytest.mark.parametrize(
    ("words", "head", "expected"),
    [
        ("全县共有3个乡镇，各乡镇情况见下表。", "乡镇", [("held", "likely")]),
        ("全县共有4个乡镇，各乡镇情况见下表。", "乡镇名称", [("broken", "likely")]),
        # the table lists a part, or something else, or is not announced
        ("全县共有9个乡镇，各乡镇情况见下表。", "乡镇", []),
        ("全县共有4个单位，各乡镇情况见下表。", "乡镇", []),
        ("全县共有4个乡镇。", "乡镇", []),
    ],
)
def test_rows_that_name_what_is_counted(words: str, head: str, expected: list[tuple[str, str]]) -> None:
    assert found(words, head) == expected
