"""Small performance tables for the tests: two project forms, a score sheet, a questionnaire."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files

from juesuan.claims import Claim, Profile, Verdict, evaluate
from juesuan.claims.performance.reading import read_performance
from juesuan.documents import Block, Cell, Document, Paragraph, Run, Table, Text
from juesuan.documents.model import Anchor
from juesuan.rules.registry import checks


def table(rows: Sequence[Sequence[str]], title: str = "", ragged: bool = False) -> Table:
    """A table from rows of strings; "<" continues the cell to the left, "^" the cell above."""
    columns = max(len(r) for r in rows)
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in ("<", "^"):
                continue
            width = next(
                (k for k in range(1, columns - c) if c + k >= len(row) or row[c + k] != "<"), columns - c
            )
            height = next(
                (k for k in range(1, len(rows) - r) if c >= len(rows[r + k]) or rows[r + k][c] != "^"),
                len(rows) - r,
            )
            cells.append(Cell(Text(value, (Run(0, Anchor(line=r + 1)),)), r, c, height, max(width, 1)))
    return Table(tuple(cells), len(rows), columns, title, ragged)


def document(*blocks: Block | str) -> Document:
    """A document of paragraphs (strings) and tables."""
    made = tuple(Paragraph(Text(b)) if isinstance(b, str) else b for b in blocks)
    return Document("sample.docx", "application/x-test", "0" * 64, made)


def judged(*blocks: Block | str) -> list[tuple[Claim, Verdict]]:
    """Every claim of a document with its verdict."""
    _, claims = read_performance(document(*blocks), Profile(kind="performance", year=2023))
    return [(c, evaluate(c)) for c in claims]


def broken(*blocks: Block | str) -> list[str]:
    """The checks of the claims that do not hold, in order."""
    return [c.check for c, v in judged(*blocks) if v.state == "broken"]


def held(*blocks: Block | str) -> list[str]:
    """The checks of the claims that hold."""
    return [c.check for c, v in judged(*blocks) if v.state == "held"]


NATIONAL = [
    ["项目名称", "清河县创业孵化补助", "<", "<", "<", "<", "<", "<", "<"],
    ["主管部门", "清河县人力资源和社会保障局", "<", "<", "<", "实施单位", "清河县就业服务中心", "<", "<"],
    ["项目资金（万元）", "", "<", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["^", "年度资金总额", "<", "100.00", "120.00", "96.00", "10", "80.00%", "8"],
    ["^", "其中：当年财政拨款", "<", "100.00", "100.00", "90.00", "—", "90.00%", "—"],
    ["^", "上年结转资金", "<", "0.00", "20.00", "6.00", "—", "30.00%", "—"],
    ["^", "其他资金", "<", "0.00", "0.00", "0.00", "—", "", "—"],
    ["年度总体目标", "预期目标", "<", "<", "<", "实际完成情况", "<", "<", "<"],
    ["^", "扶持创业实体60家。", "<", "<", "<", "扶持创业实体66家。", "<", "<", "<"],
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["^", "产出指标", "数量指标", "扶持创业实体", "≥60家", "66家", "20", "20", ""],
    ["^", "^", "质量指标", "孵化成功率", "≥80%", "84%", "15", "15", ""],
    ["^", "^", "时效指标", "补助发放及时率", "100%", "100%", "15", "15", ""],
    [
        "^",
        "效益指标",
        "社会效益指标",
        "带动就业人数",
        "≥200人",
        "150人",
        "30",
        "22.5",
        "部分实体停业，下年加强跟踪。",
    ],
    ["^", "满意度指标", "服务对象满意度指标", "创业者满意度", "≥90%", "93%", "10", "10", ""],
    ["总分", "<", "<", "<", "<", "<", "100", "90.5", ""],
]

SICHUAN = [
    ["项目名称", "51080023T0001-清河县监察执法经费", "<", "<", "<", "<", "<", "<", "<", "<"],
    [
        "预算执行情况（万元）",
        "",
        "年初预算数",
        "全年预算数",
        "预算执行数",
        "<",
        "预算执行率",
        "权重",
        "得分",
        "原因",
    ],
    ["^", "总额", "12.00", "12.00", "9.00", "<", "75.00%", "10", "7.5", "按进度支付"],
    ["^", "其中：财政资金", "12.00", "12.00", "9.00", "<", "75.00%", "/", "/", "/"],
    ["^", "财政专户管理资金", "0.00", "0.00", "0.00", "<", "0.00%", "/", "/", "/"],
    ["^", "单位资金", "0.00", "0.00", "0.00", "<", "0.00%", "/", "/", "/"],
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ],
    ["产出指标", "数量指标", "检查用人单位户数", "≥", "300", "户", "320", "30", "30", ""],
    ["^", "质量指标", "按期结案率", "＝", "100", "%", "100", "20", "20", ""],
    ["效益指标", "社会效益指标", "欠薪投诉数量", "≤", "50", "件", "41", "20", "20", ""],
    ["满意度指标", "满意度指标", "投诉人满意度", "≥", "90", "%", "95", "20", "20", ""],
    ["合计", "<", "<", "<", "<", "<", "<", "100", "97.5", ""],
]

SECTIONS = [
    ["项目名称", "清河县技能培训", "<", "<", "<", "<", "<"],
    ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "30.00", "40.00", "38.00", "10", "95.00%", "9.5"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标（60分）", "数量指标", "培训人数", "≥200人", "184人", "30", "27.6"],
    ["^", "质量指标", "取证人数", "≥100人", "90人", "20", "18"],
    ["^", "时效指标", "按期结业率", "100%", "92%", "10", "9.2"],
    ["效益指标（30分）", "社会效益指标", "带动就业", "≥80人", "88人", "30", "30"],
    ["总分", "<", "<", "<", "<", "100", "94.3"],
]

FRAMEWORK = [
    ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "自评得分", "评分标准"],
    ["投入", "30", "目标设定", "10", "绩效目标合理性", "4", "4", "①符合职责，得2分；②符合规划，得2分。"],
    ["^", "^", "^", "^", "绩效指标明确性", "6", "5", "酌情得0-6分。"],
    ["^", "^", "预算配置", "20", "在职人员控制率", "10", "10", "在职人员控制率≤100%得满分，有超出不得分。"],
    ["^", "^", "^", "^", "重点支出安排率", "10", "9", "安排率达到80%得10分，每低1%扣0.5分。"],
    ["产出", "70", "职责履行", "70", "完成率", "40", "38", "按完成比例得分，满分40分。"],
    ["^", "^", "^", "^", "质量达标率", "30", "30", ""],
    ["合计", "100", "<", "100", "<", "100", "96", ""],
]

SURVEY = [
    ["序号", "问题内容", "选项内容", "标准分值", "问卷份数"],
    ["1", "您对办事效率是否满意？", "A.满意", "10", "36"],
    ["", "", "B.一般", "5", "4"],
    ["", "", "C.不满意", "0", "0"],
    ["2", "您是否了解补贴政策？", "A.了解", "10", "30"],
    ["", "", "B.听说过", "5", "10"],
    ["", "", "C.不了解", "0", "0"],
    ["问卷总分", "", "", "20", "730"],
    ["有效问卷份数", "", "", "", "40"],
    ["问卷综合得分", "", "", "", "18.25"],
]


def changed(rows: Sequence[Sequence[str]], row: int, column: int, value: str) -> list[list[str]]:
    """A copy of a table with one cell replaced."""
    copy = [list(r) for r in rows]
    copy[row][column] = value
    return copy


def as_text(rows: Sequence[Sequence[str]]) -> Table:
    """The table as a text conversion leaves it: merged cells empty below, missing to the right."""
    plain = [["" if v == "^" else v for v in row if v != "<"] for row in rows]
    return table(plain, ragged=True)


def written_out(rows: Sequence[Sequence[str]]) -> Table:
    """The table as Markdown leaves it: every row repeats what merged cells say."""
    full: list[list[str]] = []
    for row in rows:
        made: list[str] = []
        for c, value in enumerate(row):
            made.append(made[-1] if value == "<" else full[-1][c] if value == "^" else value)
        full.append(made)
    return table(full)


CHECKS = tuple(
    rule["check"]
    for rule in tomllib.loads(
        files("juesuan.rules").joinpath("catalogue/performance.toml").read_text(encoding="utf-8")
    )["rule"]
    if rule["check"] in checks()
)
"""The checks of performance reports that are functions."""
