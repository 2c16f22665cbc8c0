"""Text and lines as real producers draw them: hairline boxes, double strokes, sideways pages, double text."""

from __future__ import annotations

import pytest
from pdf_raw import box, cells, raw_pdf, ruled, show

from juesuan.documents import Document, Table
from juesuan.documents.pdf import read_pdf

XS = [90.0, 210.0, 300.0, 390.0]
YS = [700.0, 680.0, 660.0, 640.0]
ROWS = [["项目", "预算数", "决算数"], ["基本支出", "1,200.50", "1,180.25"], ["项目支出", "300.00", ""]]


def read(*pages: str, **more: str) -> Document:
    return read_pdf(raw_pdf(pages, **more), "报告.pdf", "0")  # type: ignore[arg-type]


def tables(document: Document) -> list[list[list[str]]]:
    return [[t.row_values(r) for r in range(t.rows)] for _, t in document.tables()]


def paragraphs(document: Document) -> list[str]:
    return [p.value for _, p in document.paragraphs()]


@pytest.mark.parametrize("thickness", [0.24, 0.48, 1.0, 2.2])
def test_lines_of_filled_rectangles(thickness: float):
    assert tables(read(ruled(XS, YS, thickness) + cells(XS, YS, ROWS))) == [ROWS]


def test_double_strokes_are_one_line():
    shifted = ruled([x + 1.6 for x in XS], [y - 1.6 for y in YS], 0.5)
    assert tables(read(ruled(XS, YS, 0.5) + shifted + cells(XS, YS, ROWS))) == [ROWS]


def test_dotted_rules_are_lines():
    dots = "".join(box(x, y, 0.5, 0.5) for y in YS for x in range(90, 391, 2))
    dots += "".join(box(x, y, 0.5, 0.5) for x in XS for y in range(640, 701, 2))
    assert tables(read(dots + cells(XS, YS, ROWS))) == [ROWS]


def test_one_path_for_the_whole_grid_under_a_flipped_matrix():
    path = "".join(f"{XS[0]} {842 - y} m {XS[-1]} {842 - y} l\n" for y in YS)
    path += "".join(f"{x} {842 - YS[0]} m {x} {842 - YS[-1]} l\n" for x in XS)
    assert tables(read(f"q 1 0 0 -1 0 842 cm 0.5 w {path} S Q\n" + cells(XS, YS, ROWS))) == [ROWS]


def test_tables_side_by_side_are_two():
    right = [x + 320 for x in XS[:3]]
    left = [row[:2] for row in ROWS]
    narrow = [90.0, 180.0, 260.0]
    content = ruled(narrow, YS) + cells(narrow, YS, left) + ruled(right[:3], YS) + cells(right, YS, left)
    assert tables(read(content)) == [left, left]


def test_underlines_and_frames_are_no_tables():
    underlined = show(90, 700, "收入总计一千万元") + box(90, 698, 90, 0.5)
    frame = box(80, 500, 400, 0.5) + box(80, 600, 400, 0.5) + box(80, 500, 0.5, 100) + box(480, 500, 0.5, 100)
    document = read(underlined + frame + show(90, 550, "框内的说明文字。"))
    assert tables(document) == []
    assert paragraphs(document) == ["收入总计一千万元", "框内的说明文字。"]


def test_a_chart_is_no_table():
    bars = "".join(box(100 + 30 * i, 300, 20, 40 + 10 * i) for i in range(8))
    grid = "".join(box(90, 300 + 20 * i, 260, 0.4) for i in range(6)) + box(90, 300, 0.4, 120)
    labels = "".join(show(100 + 30 * i, 285, f"{2016 + i}", 8) for i in range(8))
    assert tables(read(bars + grid + labels)) == []


def test_a_number_wider_than_its_column_stays_in_it():
    xs = [90.0, 130.0, 168.0, 206.0]
    rows = [["甲", "乙", "丙"], ["丁", "1,234.50", "2,345.60"]]
    assert tables(read(ruled(xs, YS[:3]) + cells(xs, YS, rows))) == [rows]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("132,851,521.88", "12,635,851.26"),
        ("132851521.880", "12635851.26"),
        ("-32,851,521.88", "-2,635,851.26"),
    ],
)
def test_amounts_of_neighbouring_cells_that_touch_are_two(first: str, second: str):
    xs, ys, size = [90.0, 146.0, 202.0, 258.0], YS[:3], 8.5
    start = 118 - len(first) * size / 4
    content = ruled(xs, ys) + cells(xs, ys, [["甲", "乙", "丙"]])
    content += show(start, 665, first, size) + show(start + len(first) * size / 2, 665, second, size)
    row = tables(read(content))[0][1]
    # Three decimals are no amount: where the first number ends cannot be said, so the walls decide.
    assert row == [first, second, ""] if first[-3] == "." else "".join(row) == first + second


def test_touching_text_that_is_no_amounts_goes_by_the_walls():
    xs, ys = [90.0, 130.0, 170.0], YS[:3]
    content = ruled(xs, ys) + cells(xs, ys, [["甲", "乙"]]) + show(95, 665, "12345678901234567890", 7)
    assert "".join(tables(read(content))[0][1]) == "12345678901234567890"


def test_rows_without_rules_between_them():
    xs, ys = XS, [700.0, 680.0, 620.0]
    lines = ruled(xs, ys) + cells(xs, ys[:2], ROWS[:1])
    names, budget, actual = (
        ("基本支出", "项目支出", "合计"),
        ("1.00", "2.00", "3.00"),
        ("4.00", "5.00", "9.00"),
    )
    for i in range(3):
        for x, value in zip(xs, (names[i], budget[i], actual[i]), strict=False):
            lines += show(x + 3, 665 - 18 * i, value)
    rows = [list(row) for row in zip(names, budget, actual, strict=True)]
    assert tables(read(lines)) == [[ROWS[0], *rows]]


def test_bold_printed_twice_is_read_once():
    content = (
        show(90, 700, "2023年部门决算")
        + show(90.4, 700, "2023年部门决算")
        + show(90, 699.8, "2023年部门决算")
    )
    assert paragraphs(read(content)) == ["2023年部门决算"]


def test_repeated_digits_are_all_kept():
    assert paragraphs(read(show(90, 700, "合计1111.11万元"))) == ["合计1111.11万元"]


def test_look_alike_characters_become_ordinary():
    assert paragraphs(read(show(90, 700, "⼀般公共预算⽀出"))) == ["一般公共预算支出"]


def test_letter_spacing_is_layout():
    spread = "".join(show(90 + 21 * i, 700, c) for i, c in enumerate("因公出国（境）费"))
    assert paragraphs(read(spread + show(90, 650, "合     计"))) == ["因公出国（境）费", "合计"]


def test_words_keep_their_spaces():
    assert paragraphs(read(show(90, 700, "Windows 10 Office 2021"))) == ["Windows 10 Office 2021"]


def test_invisible_text_is_left_out_and_said():
    document = read(show(90, 700, "收入10万元。") + show(90, 650, "看不见的字", more="3 Tr"))
    assert paragraphs(document) == ["收入10万元。"]
    assert [(r.text, r.reason) for r in document.removed] == [("看不见的字", "hidden")]


def test_the_text_layer_of_a_scan_is_read():
    scan = "q 595 0 0 842 0 0 cm /I Do Q\n" + show(90, 700, "收入10万元。", more="3 Tr")
    document = read_pdf(raw_pdf([scan], image=True), "扫描.pdf", "0")
    assert paragraphs(document) == ["收入10万元。"]


def test_a_slanted_watermark_is_no_text():
    mark = show(150, 300, "内部资料", 40, matrix="0.7 0.7 -0.7 0.7")
    document = read(show(90, 700, "收入10万元。") + mark)
    assert paragraphs(document) == ["收入10万元。"]
    assert [(r.text, r.reason) for r in document.removed] == [("内部资料", "sideways")]


def sideways(xs: list[float], ys: list[float]) -> str:
    """The table drawn turned a quarter to the left on an upright page."""
    return f"q 0 1 -1 0 595 0 cm\n{ruled(xs, ys)}{cells(xs, ys, ROWS)}{show(90, 560, '单位：万元')}Q\n"


def test_text_drawn_sideways_reads_upright_and_points_at_the_page():
    ys = [540.0, 520.0, 500.0, 480.0]
    document = read(sideways(XS, ys))
    assert tables(document) == [ROWS]
    first = document.blocks[0]
    assert not isinstance(first, Table)
    seen = first.text.runs[0].anchor.bbox
    assert seen is not None
    # 560 up in the turned frame is 35 from the left of the page; the text runs upwards.
    assert seen[0] < 35 < seen[2]
    assert seen[3] - seen[1] > seen[2] - seen[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_turned_for_display_reads_the_same(turn: int):
    upright = {
        0: "", 90: "q 0 1 -1 0 595 0 cm\n", 180: "q -1 0 0 -1 595 842 cm\n", 270: "q 0 -1 1 0 0 842 cm\n",
    }[turn]  # fmt: skip
    ys = [540.0, 520.0, 500.0, 480.0]
    content = upright + ruled(XS, ys) + cells(XS, ys, ROWS) + ("Q\n" if turn else "")
    document = read(content, extra=f"/Rotate {turn}")
    assert tables(document) == [ROWS]
    ((_, found),) = document.tables()
    box_ = found.cells[0].text.runs[0].anchor.bbox
    assert box_ is not None
    assert box_[0] == pytest.approx(93, abs=1)
    assert found.cells[0].text.runs[0].anchor.xs is not None


def test_sideways_label_in_a_cell():
    xs = [90.0, 120.0, 300.0]
    grid = box(90, 700, 210, 0.5) + box(120, 660, 180, 0.5) + box(90, 620, 210, 0.5)
    grid += "".join(box(x, 620, 0.5, 80) for x in xs)
    label = show(110, 640, "产出指标", matrix="0 1 -1 0")
    document = read(
        grid
        + label
        + show(125, 676, "数量指标")
        + show(125, 636, "质量指标")
        + show(90, 500, "说明文字很长，" * 4)
    )
    assert tables(document) == [[["产出指标", "数量指标"], ["产出指标", "质量指标"]]]


def test_the_crop_box_is_the_page():
    document = read(show(90, 700, "收入10万元。") + show(90, 20, "裁掉的字"), extra="/CropBox[50 50 545 792]")
    assert paragraphs(document) == ["收入10万元。"]
    anchor = document.blocks[0].text.runs[0].anchor  # type: ignore[union-attr]
    assert anchor.bbox is not None
    assert anchor.bbox[0] == pytest.approx(40, abs=0.5)


def test_digits_set_apart_are_one_number():
    spread = "".join(show(90 + 12 * i, 700, c) for i, c in enumerate("2023"))
    assert paragraphs(read(spread + show(160, 700, "年度"))) == ["2023", "年度"]


def test_large_lines_are_headings_unless_a_table_follows():
    body = "".join(show(90, 600 - 20 * i, "本年收入与上年持平，没有变化。") for i in range(6))
    table = ruled(XS, [y - 300 for y in YS]) + cells(XS, [y - 300 for y in YS], ROWS)
    document = read(show(200, 700, "部门概况", 18) + body + show(200, 430, "收入决算表", 18) + table)
    levels = {p.value: p.level for _, p in document.paragraphs()}
    assert levels["部门概况"] == 1
    assert levels["收入决算表"] == 0
    ((_, found),) = document.tables()
    assert found.title == "收入决算表"
