"""Tables aligned with spaces: every word comes to its column and keeps its place; what only looks like one
stays text.
"""

from __future__ import annotations

import cProfile
import pstats
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.documents.characters import is_wide
from juesuan.documents.intake import read_bytes
from juesuan.documents.model import Document, Span, Table


def document(text: str) -> Document:
    return read_bytes(text.encode(), "报告.txt")


def tables(text: str) -> list[Table]:
    return [table for _, table in document(text).tables()]


def grid(table: Table) -> list[list[str]]:
    return [table.row_values(r) for r in range(table.rows)]


def width(words: str) -> int:
    return sum(2 if is_wide(char) else 1 for char in words)


def aligned(rows: list[list[str]], right: list[bool], gap: str = "   ") -> str:
    """Rows as a program prints them: columns as wide as their longest cell."""
    widths = [max(width(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = []
    for row in rows:
        fills = [" " * (widths[k] - width(cell)) for k, cell in enumerate(row)]
        cells = [
            fill + cell if is_right else cell + fill
            for cell, fill, is_right in zip(row, fills, right, strict=True)
        ]
        lines.append(gap.join(cells).rstrip())
    return "\n".join(lines)


ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["合计", "", "1,234.50", "1,000.00", "234.50"],
    ["201", "一般公共服务支出", "234.50", "", "234.50"],
    ["2010301", "行政运行", "1,000.00", "1,000.00", ""],
    ["2299999", "其他支出", "-12.30", "—", "-12.30"],
]


@pytest.mark.parametrize("gap", ["  ", "   ", "\u3000", "\u3000\u3000", "        "])
@pytest.mark.parametrize("right", [[False] * 5, [False, False, True, True, True], [True] * 5])
def test_blank_cells_and_negative_figures_stand_in_their_columns(gap: str, right: list[bool]) -> None:
    title = "                  支出决算表\n公开03表\n部门：某市财政局          单位：万元\n"
    found = document(f"{title}\n{aligned(ROWS, right, gap)}\n\n一、支出情况说明\n本年支出合计1,234.50万元。")
    [table] = [t for _, t in found.tables()]
    assert grid(table) == ROWS
    assert not table.ragged
    assert table.title == "支出决算表"
    assert [p.value for _, p in found.paragraphs()][-2:] == ["一、支出情况说明", "本年支出合计1,234.50万元。"]
    assert "部门：某市财政局单位：万元" in [p.value for _, p in found.paragraphs()]


def test_characters_keep_their_line_and_column() -> None:
    text = "支出决算表\n" + aligned(ROWS, [False, False, True, True, True])
    found = document(text)
    [(block, table)] = found.tables()
    checked = 0
    for index, cell in enumerate(table.cells):
        for start in range(len(cell.text.value)):
            place = found.place(Span(block, start, len(cell.text.value), index))
            assert place.line == cell.row + 2
            assert place.column is not None
            assert place.quote == cell.text.value[start:]
            assert text.split("\n")[place.line - 1][place.column :].startswith(place.quote)
            checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """收入                                支出
项目                    决算数      项目                  决算数
一、财政拨款收入        120.00      一、公共安全支出      100.00
二、其他收入                        二、卫生健康支出       20.00
本年收入合计            120.00      本年支出合计          120.00""",
            [
                ["收入", "", "支出", ""],
                ["项目", "决算数", "项目", "决算数"],
                ["一、财政拨款收入", "120.00", "一、公共安全支出", "100.00"],
                ["二、其他收入", "", "二、卫生健康支出", "20.00"],
                ["本年收入合计", "120.00", "本年支出合计", "120.00"],
            ],
            id="two header lines",
        ),
        pytest.param(
            """项    目              合    计    备    注
基本支出                100.00
项目支出                 20.00    跨年
合    计                120.00""",
            [
                ["项目", "合计", "备注"],
                ["基本支出", "100.00", ""],
                ["项目支出", "20.00", "跨年"],
                ["合计", "120.00", ""],
            ],
            id="spaced words and a column of words",
        ),
        pytest.param(
            """项目          预算数          决算数
办公费                   12.00           11.50
水费                      3.00            2.80
合计                 12,015.00       12,014.30""",
            [
                ["项目", "预算数", "决算数"],
                ["办公费", "12.00", "11.50"],
                ["水费", "3.00", "2.80"],
                ["合计", "12,015.00", "12,014.30"],
            ],
            id="headings on the left, figures on the right",
        ),
        pytest.param(
            """项目          预算数          决算数
办公费                       12.00           11.50
水费                          3.00            2.80
合计                     12,015.00       12,014.30""",
            [
                ["项目", "预算数", "决算数"],
                ["办公费", "12.00", "11.50"],
                ["水费", "3.00", "2.80"],
                ["合计", "12,015.00", "12,014.30"],
            ],
            id="headings far left of their figures",
        ),
        pytest.param(
            """名称                    预算数      决算数
公务接待费                1.20        1.10
因公出国（境）费用                    0.00
公务用车购置及运行维护费用合计 45.00       38.76
合计                     46.20       39.86""",
            [
                ["名称", "预算数", "决算数"],
                ["公务接待费", "1.20", "1.10"],
                ["因公出国（境）费用", "", "0.00"],
                ["公务用车购置及运行维护费用合计", "45.00", "38.76"],
                ["合计", "46.20", "39.86"],
            ],
            id="a label that fills its column",
        ),
        pytest.param(
            """名称          预算数      决算数
公务接待费      1.20        1.10
因公出国费                  0.00
公务用车购置及运行维护费用合计          45.00       38.76
合计           46.20       39.86""",
            [
                ["名称", "预算数", "决算数"],
                ["公务接待费", "1.20", "1.10"],
                ["因公出国费", "", "0.00"],
                ["公务用车购置及运行维护费用合计", "45.00", "38.76"],
                ["合计", "46.20", "39.86"],
            ],
            id="a label that pushes its row to the right",
        ),
        pytest.param(
            "\n".join(f"{a:<14}{b:>10}{c:>10}" for a, b, c in [
                ("项目", "预算数", "决算数"), ("办公费", "12.00", ""), ("公务用车运行维护费", "45.00", "38.76"),
                ("合计", "57.00", "38.76"),
            ]),
            [["项目", "预算数", "决算数"], ["办公费", "12.00", ""], ["公务用车运行维护费", "45.00", "38.76"],
             ["合计", "57.00", "38.76"]],
            id="filled up to a number of characters",
        ),
        pytest.param(
            """项目            合计            财政拨款支出
                            基本支出    项目支出
教育支出      100.00           80.00       20.00
农林水支出     30.00                       30.00
合计          130.00           80.00       50.00""",
            [
                ["项目", "合计", "财政拨款支出", "财政拨款支出"],
                ["", "", "基本支出", "项目支出"],
                ["教育支出", "100.00", "80.00", "20.00"],
                ["农林水支出", "30.00", "", "30.00"],
                ["合计", "130.00", "80.00", "50.00"],
            ],
            id="a wide heading over two columns",
        ),
        pytest.param(
            """项目            合计                支出
                            基本支出    项目支出    金额（单位：元）
教育支出      100.00           80.00       20.00                   —
农林水支出     30.00                       30.00                   —
合计          130.00           80.00       50.00                   —""",
            [
                ["项目", "合计", "支出", "支出", ""],
                ["", "", "基本支出", "项目支出", "金额（单位：元）"],
                ["教育支出", "100.00", "80.00", "20.00", "—"],
                ["农林水支出", "30.00", "", "30.00", "—"],
                ["合计", "130.00", "80.00", "50.00", "—"],
            ],
            id="a short heading between two columns",
        ),
        pytest.param(
            """项目          合计                           支出
                        人员经费    公用经费    专项业务费    基建支出
教育支出    100.00         80.00       20.00          0.00        0.00
合计        130.00         80.00       50.00          0.00        0.00""",
            [
                ["项目", "合计", "支出", "支出", "支出", "支出"],
                ["", "", "人员经费", "公用经费", "专项业务费", "基建支出"],
                ["教育支出", "100.00", "80.00", "20.00", "0.00", "0.00"],
                ["合计", "130.00", "80.00", "50.00", "0.00", "0.00"],
            ],
            id="a heading over several columns",
        ),
        pytest.param(
            """项目                决算数
一、财政拨款收入    120.00
二、上级补助收入
三、其他收入          3.00
本年收入合计        123.00
二、部门整体情况""",
            [
                ["项目", "决算数"],
                ["一、财政拨款收入", "120.00"],
                ["二、上级补助收入", ""],
                ["三、其他收入", "3.00"],
                ["本年收入合计", "123.00"],
            ],
            id="a numbered label without a figure",
        ),
        pytest.param(
            """项目        预算数    决算数

办公费       12.00     11.50

水费          3.00      2.80

                - 7 -

电费          4.00      4.00""",
            [
                ["项目", "预算数", "决算数"],
                ["办公费", "12.00", "11.50"],
                ["水费", "3.00", "2.80"],
                ["电费", "4.00", "4.00"],
            ],
            id="empty lines and a page number between rows",
        ),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[list[str]]) -> None:
    [table] = tables(text)
    assert grid(table) == expected
    assert not table.ragged


def test_what_has_no_columns_says_so() -> None:
    text = """项目  预算数  决算数
办公费  12.00  11.50
公务用车运行维护费  3.00
水费  3.00  2.80
机关事业单位基本养老保险缴费  2.00"""
    [table] = tables(text)
    assert table.ragged
    assert table.row_values(2)[:2] == ["公务用车运行维护费", "3.00"]


def test_complete_rows_need_no_alignment() -> None:
    text = "项目  预算数  决算数\n办公费  12.00  11.50\n公务用车运行维护费  3.00  3.00\n水费  3.00  2.80"
    [table] = tables(text)
    assert not table.ragged
    assert grid(table) == [re.split(" +", line) for line in text.split("\n")]


PROSE = [
    pytest.param(
        "目  录\n第一部分  部门概况  1\n一、主要职能  2\n二、机构设置  3\n第二部分  部门决算表  4\n", id="contents"
    ),
    pytest.param("目录\n第一部分  概况……………1\n第二部分  决算表……………5\n第三部分  说明……………12", id="leaders"),
    pytest.param(
        "本年度收入合计  1,234.50万元，比上年增加  12.00万元。\n支出合计  1,000.00万元，其中：基本支出  800.00万元，"
        "项目支出200.00万元。\n人员变动  导致基本支出  增长，增长率为  3.0%，与预算相符。",
        id="double spaces in prose",
    ),
    pytest.param("春眠不觉晓  处处闻啼鸟\n夜来风雨声  花落知多少\n白日依山尽  黄河入海流", id="poem"),
    pytest.param(
        "负责人：张三      填表人：李四\n联系电话：0591-1234567      填报日期：2023年8月1日\n某市财政局      2023年  8月  1日",
        id="signatures",
    ),
    pytest.param("          2023年度部门决算\n          某市财政局\n          2024年8月", id="centred titles"),
    pytest.param("1  综合办公室\n2  预算科\n3  国库科\n4  监督科", id="numbered list"),
    pytest.param("部门：某局      单位：万元\n公开01表      单位：万元\n部门：某局      单位：万元", id="lines above a table"),
    pytest.param("项目    决算数\n办公费    12.00", id="too few rows"),
]  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_text_stays_text(text: str) -> None:
    assert tables(text) == []


@pytest.mark.parametrize("text", PROSE)
def test_text_around_a_table_stays_text(text: str) -> None:
    table = aligned(ROWS, [False] * 5)
    found = tables(f"{text}\n\n支出决算表\n{table}\n\n附注\n\n{text}")
    assert [grid(t) for t in found] == [ROWS]


WORDS = st.text("收入支出合类款项行政运经费（）甲乙 ab", min_size=1, max_size=12).map(
    lambda words: " ".join(words.split())
)
FIGURES = st.one_of(
    st.integers(-(10**7), 10**7).map(lambda n: f"{n / 100:,.2f}"), st.sampled_from(["0.00", "12.5%", "7"])
)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], list[bool]]:
    """Headings, one complete row, rows with blanks (not in the first column)."""
    columns = draw(st.integers(2, 7))
    label = WORDS.filter(lambda words: len(words) > 1)
    head = draw(st.lists(label, min_size=columns, max_size=columns))
    figures = st.lists(FIGURES, min_size=columns - 1, max_size=columns - 1)
    rows = [[draw(label), *draw(figures)] for _ in range(draw(st.integers(2, 6)))]
    for row in rows[1:]:
        for blank in draw(st.sets(st.integers(1, columns - 1), max_size=columns - 2)):
            row[blank] = ""
    return [head, *rows], draw(st.lists(st.booleans(), min_size=columns, max_size=columns))


@settings(deadline=None, max_examples=300)
@given(grids(), st.sampled_from(["  ", "   ", "\u3000", "      "]), st.integers(0, 6))
def test_any_grid_is_read_back(generated: tuple[list[list[str]], list[bool]], gap: str, indent: int) -> None:
    rows, right = generated
    text = "\n".join(" " * indent + line for line in aligned(rows, right, gap).split("\n"))
    [table] = tables(text)
    assert grid(table) == [["".join(c.split()) if is_all_wide(c) else c for c in row] for row in rows] or [
        ["".join(c.split()) for c in row] for row in grid(table)
    ] == [["".join(c.split()) for c in row] for row in rows]
    assert not table.ragged


def is_all_wide(words: str) -> bool:
    return all(is_wide(char) for char in words if char != " ")


@pytest.mark.parametrize(
    "line", ["甲  乙  丙", "甲  12.00  3", "  ", "甲  12.00  。" + "长" * 60, "\t甲  12"]
)
def test_long_texts_take_linear_work(line: str) -> None:
    def calls(lines: int) -> int:
        text = "\n".join([line] * lines)
        profile = cProfile.Profile()
        profile.runcall(document, text)
        return sum(int(row[1]) for row in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]

    assert calls(4000) < 5 * calls(1000)
