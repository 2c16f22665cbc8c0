"""Cells closed by “|” with line ends anywhere between them: rows by the number of their marks."""

from __future__ import annotations

import pytest

from juesuan.documents.intake import read_bytes
from juesuan.documents.model import Paragraph, Table
from juesuan.documents.plain_pipes import streamed


def tables(text: str) -> list[list[list[str]]]:
    blocks = read_bytes(text.encode(), "自评表.txt").blocks
    return [[b.row_values(r) for r in range(b.rows)] for b in blocks if isinstance(b, Table)]


CELL_A_LINE = """项目绩效自评表 |
|||||
项目名称 |
河道清淤 |
||||
实施单位 |
甲县水利局 |
||||
一级指标 |
三级指标 |
指标值 |
完成值 |
分值 |
得分 |
产出指标 |
清淤长度 |
≥12公里 |
12.4公里 |
20 |
20 |
|
验收
合格率 |
100% |
100% |
10 |
10 |
效益指标 |
受益人口 |
≥3万人 |
3.2万人 |
||
满意度指标 |
|||||
合计 |
|||
30 |
30 |
"""


def test_a_cell_a_line() -> None:
    (rows,) = tables(CELL_A_LINE)
    assert [len(r) for r in rows] == [6] * 9
    assert rows[1][:2] == ["项目名称", "河道清淤"]
    assert rows[5] == ["", "验收合格率", "100%", "100%", "10", "10"]
    assert rows[8] == ["合计", "", "", "", "30", "30"]


def test_rows_whose_last_cell_slipped_to_the_next_line() -> None:
    text = (
        "附件2 |\n奖补资金安排表 |\n序号 | 县区 | 学校 | 金额（万元） | 备注 |\n"
        + "".join(f"{n} | 甲县 | 第{n}小学 | {n * 100} |\n|\n" for n in range(1, 5))
        + "| 合计 |\n|\n1000 |\n|\n"
    )
    (rows,) = tables(text)
    assert rows[2] == ["序号", "县区", "学校", "金额（万元）", "备注"]
    assert rows[4] == ["2", "甲县", "第2小学", "200", ""]
    assert rows[-1] == ["", "合计", "", "1000", ""]


@pytest.mark.parametrize(
    "text",
    [
        "| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 4 | 5 |\n",  # Markdown
        "甲 | 乙 | 丙 |\n1 | 2 | 3 |\n4 | 5 | 6 |\n",  # rows already
        "项目名称\n|\n某项目\n|\n主管部门\n|\n某局\n|\n",  # any number of cells could make a row
        "甲 | 乙 |\n丙 | 丁 | 戊 | 己 |\n1 | 2 | 3 |\n4 |\n5 | 6 | 7 | 8 | 9 |\n10 | 11 |\n12 |\n",  # no number fits
        "收入 | 支出\n100 | 90\n3 | 4 | 5\n",
        "甲 | 乙 | 丙 |\n丁 | 戊 |\n|\n1 | 2 | 3 |\n",  # two rows may fit by chance
    ],
)
def test_other_tables_are_left_to_other_readers(text: str) -> None:
    assert streamed(text.split("\n"), 0) is None


def test_words_around_the_table_stay_paragraphs() -> None:
    blocks = read_bytes(f"一、自评结果\n\n{CELL_A_LINE}\n二、改进措施\n".encode(), "自评表.txt").blocks
    assert [b.text.value for b in blocks if isinstance(b, Paragraph)] == ["一、自评结果", "二、改进措施"]
