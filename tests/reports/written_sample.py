"""A composition as the composer makes them, by hand: every block and style once, tables wide and merged, charts."""

from __future__ import annotations

from typing import Any

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Contents,
    PageBreak,
    Piece,
    StatedFact,
)

ENTITY = "清河县人力资源和社会保障局"
YEAR = 2023
SUMS = {
    "grand-total": ("grand-total", 320_456_78), "basic": ("expenditure.basic", 150_123_45),
    "project": ("expenditure.project", 148_210_00), "spent": ("expenditure.current", 298_333_45),
    "income": ("income.current", 300_100_00), "closing": ("closing", 22_123_33),
}  # fmt: skip


def printed(cents: int) -> str:
    """分 as 万元 with two decimals, rounded half up."""
    return f"{(cents + 5000) // 10000 / 100:,.2f}"


def money(key: str, concept: str, fen: int, scope: str = "", formula: str = "") -> StatedFact:
    """A fact of the sample's year in 万元."""
    parts = tuple(formula.split()) if formula else ()
    return StatedFact(key, concept, "outturn", YEAR, scope, fen, "万元", 2, formula, parts)


def cell(*pieces: str | Piece, **look: Any) -> ComposedCell:
    """A cell of plain texts and bound pieces."""
    return ComposedCell(tuple(Piece(p) if isinstance(p, str) else p for p in pieces), **look)


def text(*pieces: str | Piece, style: str = "body", number: str = "") -> ComposedParagraph:
    """A paragraph of plain texts and bound pieces."""
    return ComposedParagraph(tuple(Piece(p) if isinstance(p, str) else p for p in pieces), style, number)


def sample(items: int = 24) -> Composition:
    """A whole report with ``items`` lines in its wide table."""
    facts = {k: money(k, concept, fen * 100) for k, (concept, fen) in SUMS.items()}
    facts["spent"] = money("spent", "expenditure.current", SUMS["spent"][1] * 100, formula="basic project")
    share = 150_123_45 * 10000 * 10 // 298_333_45
    facts["basic-share"] = StatedFact(
        "basic-share",
        "expenditure.basic",
        "share",
        YEAR,
        "",
        (share + 5) // 10,
        "%",
        2,
        "基本支出÷本年支出合计",
    )
    wide, lines = wide_table(items)
    facts |= lines
    number = {k: Piece(printed(f.value), k) for k, f in facts.items() if f.unit == "万元"}
    share_text = Piece(f"{facts['basic-share'].value / 100:.2f}%", "basic-share")
    front: list[ComposedBlock] = [
        text(ENTITY, style="cover-title"), text(f"{YEAR}年度部门决算", style="cover-title"),
        text("二〇二四年八月", style="cover"), PageBreak(), text("目录", style="contents"), Contents(2), PageBreak(),
    ]  # fmt: skip
    body: list[ComposedBlock] = [
        text("部门概况", style="h1", number="第一部分 "),
        text("部门职责", style="h2", number="一、"),
        text("负责全县就业、社会保险和劳动关系工作，办理人才引进与职称评审。"),
        text("就业服务", style="h3", number="（一）"),
        text("组织招聘会，", "为返乡人员提供岗位信息。", style="list", number="1."),
        text("部门决算情况说明", style="h1", number="第二部分 "),
        text("收入支出决算总体情况", style="h2", number="一、"),
        text(f"{YEAR}年度收、支总计均为", number["grand-total"], "万元。本年收入合计", number["income"], "万元。"),
        text("支出决算情况", style="h2", number="二、"),
        text(
            "本年支出合计", number["spent"], "万元，其中：基本支出", number["basic"], "万元，占", share_text,
            "；项目支出", number["project"], "万元。年末结转和结余", number["closing"], "万元。",
        ),
        column_chart(), pie_chart(),
        text("项目支出的变动", style="h3", number="（一）"), text("按轻重缓急安排", style="h4", number="1."),
        text("先保障民生项目，再安排其他项目。"), text("注：本部分数字因四舍五入可能略有差异。", style="note"),
        text("名词解释", style="h1", number="第三部分 "),
        text("基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。", number="一、", style="list"),
        text("附表", style="h1", number="第四部分 "), small_table(number), PageBreak(), wide,
        text("本表反映支出的构成。", style="note"), text("附件", style="h1", number="第五部分 "), text("没有其他附件。"),
    ]  # fmt: skip
    return Composition(
        f"{ENTITY}{YEAR}年度部门决算", ENTITY, YEAR, "sichuan", "sample", (*front, *body), facts
    )


def small_table(number: dict[str, Piece]) -> ComposedTable:
    """A narrow table with a merged head over two rows."""
    head = {"align": "center", "header": True}
    return ComposedTable(
        "收入支出决算总表",
        (
            (cell("收入", colspan=2, **head), cell("支出", colspan=2, **head)),
            (cell("项目", **head), cell("决算数", **head), cell("项目", **head), cell("决算数", **head)),
            (cell("本年收入合计"), cell(number["income"], align="right"), cell("基本支出"), cell(number["basic"], align="right")),
            (cell("年初结转和结余"), cell("", align="right"), cell("项目支出"), cell(number["project"], align="right")),
            (cell("总计", bold=True), cell(number["grand-total"], align="right", bold=True), cell("总计", bold=True),
             cell(number["grand-total"], align="right", bold=True)),
        ),
        head=2, form="final-01", label="公开01表", entity=ENTITY, widths=(3, 2, 3, 2),
        notes=("注：本表反映部门本年度的总收支和年末结转结余情况。",),
    )  # fmt: skip


def wide_table(items: int) -> tuple[ComposedTable, dict[str, StatedFact]]:
    """A lying table of ten columns: 科目编码 over three rows of head, then one line an item."""
    head = {"align": "center", "header": True}
    names = ("基本支出", "人员经费", "公用经费", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    rows = [
        (cell("项目", colspan=2, **head), cell("本年支出合计", rowspan=2, **head), *(cell(n, rowspan=2, **head) for n in names)),
        (cell("功能分类科目编码", **head), cell("科目名称", **head)),
        (cell("栏次", colspan=2, **head), *(cell(str(i + 1), **head) for i in range(8))),
    ]  # fmt: skip
    facts: dict[str, StatedFact] = {}
    for i in range(items):
        code = f"208{i % 30 + 1:02d}{i // 30 + 1:02d}"
        cells = [cell(code), cell(f"社会保障科目{i + 1}")]
        for k, name in enumerate(("", *names)):
            if k in (5, 6, 7):
                cells.append(cell("", align="right"))
                continue
            fen = 12_345_600 + i * 98_765_00 + k * 1_111_100
            key = f"expenditure.item|{code}|{name}"
            facts[key] = money(key, "expenditure.item", fen, code)
            cells.append(cell(Piece(printed(fen), key), align="right"))
        rows.append(tuple(cells))
    table = ComposedTable(
        "支出决算表", tuple(rows), head=3, form="final-03", label="公开03表", entity=ENTITY, landscape=True
    )
    return table, facts


def column_chart() -> ComposedFigure:
    """Two years of totals as columns."""
    values = [{"年度": "2022年", "万元": 3050.12}, {"年度": "2023年", "万元": 3204.57}]
    x = {"field": "年度", "type": "nominal", "axis": {"labelAngle": 0, "title": None}}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 380, "height": 200, "data": {"values": values},
        "encoding": {"x": x, "y": {"field": "万元", "type": "quantitative"}},
        "layer": [{"mark": {"type": "bar", "width": 60}},
                  {"mark": {"type": "text", "dy": -8}, "encoding": {"text": {"field": "万元", "format": ",.2f"}}}],
    }  # fmt: skip
    return ComposedFigure(
        "图1：收、支决算总计变动情况图",
        spec,
        "柱形图：2022年3050.12万元，2023年3204.57万元。",
        ("grand-total",),
    )


def pie_chart() -> ComposedFigure:
    """The structure of expenditure as a pie."""
    values = [{"类": "基本支出", "万元": 1501.23}, {"类": "项目支出", "万元": 1482.1}]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 240, "height": 200, "data": {"values": values},
        "mark": {"type": "arc", "tooltip": True},
        "encoding": {"theta": {"field": "万元", "type": "quantitative"}, "color": {"field": "类", "type": "nominal"}},
    }  # fmt: skip
    return ComposedFigure(
        "图2：支出决算结构图", spec, "饼图：基本支出1501.23万元，项目支出1482.10万元。", ("basic", "project")
    )
