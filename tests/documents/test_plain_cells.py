"""One cell a line: what is a row's end and what an empty line inside a cell."""

from __future__ import annotations

import pytest

from juesuan.documents.intake import read_bytes
from juesuan.documents.model import Paragraph, Table

HEAD = "\t一级指标\n\t三级指标\n\t分值\n\t得分\n\n"
ROW = "\t产出\n\t培训人数\n\t5\n\t5\n\n"


def tables(text: str) -> list[list[str]]:
    document = read_bytes(text.encode(), "自评表.txt")
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    return [[table.cells[i].text.value if i is not None else "" for i in row] for row in table.grid]


@pytest.mark.parametrize("pieces", [("满意度",), ("服务对", "象满意度"), ("服务", "对象", "满意", "度")])
def test_a_name_on_several_lines_with_empty_lines_between_is_one_cell(pieces: tuple[str, ...]) -> None:
    rows = tables(
        HEAD + ROW + "\t\n\t社会公众或\n\n" + "\n\n".join(pieces) + "\n\t5\n\t5\n\n\t总分\n\t\n\t10\n\t10\n"
    )
    assert [len(r) for r in rows] == [4, 4, 4, 4]
    assert rows[2][1].replace(" ", "").startswith("社会公众或")
    assert "".join(rows[2][1].split()).endswith(pieces[-1])
    assert rows[2][2:] == ["5", "5"]


def test_words_between_two_tables_are_no_cell() -> None:
    document = read_bytes(
        (HEAD + ROW + "附件二\n\n问卷情况\n\n\t问题\n\t选项\n\t份数\n").encode(), "自评表.txt"
    )
    assert sum(isinstance(b, Table) for b in document.blocks) == 2
    assert [b.text.value for b in document.blocks if isinstance(b, Paragraph)] == ["附件二", "问卷情况"]
