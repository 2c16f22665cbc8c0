"""Published tables of an invented bureau, and the same report written as text, Word, web page and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document as Word

from juesuan.performance.extract import ExtractedPerformance, extract_performance
from juesuan.performance.model import Objective, PerformanceBook, SelfEvaluation

Rows = Sequence[Sequence[str]]
#: Words, or a table: "<" continues the cell to the left, "^" the cell above.
Part = str | Rows

TITLE = "清河县人力资源和社会保障局2023年度绩效自评报告"
PROJECT: Rows = [
    ["项目名称", "创业孵化补助", "<", "<", "<", "<", "<", "<", "<"],
    ["主管部门", "清河县人力资源和社会保障局", "<", "<", "<", "实施单位", "清河县就业服务中心", "<", "<"],
    ["项目资金（万元）", "", "<", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["^", "年度资金总额", "<", "100.00", "120.00", "96.00", "10", "80.00%", "8"],
    ["^", "其中：当年财政拨款", "<", "100.00", "100.00", "90.00", "—", "90.00%", "—"],
    ["^", "上年结转资金", "<", "0.00", "20.00", "6.00", "—", "30.00%", "—"],
    ["年度总体目标", "预期目标", "<", "<", "<", "实际完成情况", "<", "<", "<"],
    ["^", "扶持创业实体六十家。", "<", "<", "<", "已全部扶持。", "<", "<", "<"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["^", "产出指标", "数量指标", "扶持创业实体", "≥60家", "66家", "20", "20", ""],
    ["^", "^", "质量指标", "孵化成功率", "≥80%", "84%", "15", "15", ""],
    ["^", "^", "时效指标", "补助发放完成时间", "2023年12月31日前", "2023年12月20日", "15", "15", ""],
    ["^", "效益指标", "社会效益指标", "带动就业人数", "≥200人", "150人", "20", "15", "部分实体停业。"],
    ["^", "^", "可持续影响指标", "创业服务机制", "持续完善", "已建立定期回访制度", "10", "9", ""],
    ["^", "满意度指标", "服务对象满意度指标", "创业者满意度", "≥90%", "93%", "10", "10", ""],
    ["总分", "<", "<", "<", "<", "<", "100", "92", ""],
]  # fmt: skip
AREA: Rows = [
    ["项目名称", "监察执法经费", "<", "<", "<", "<", "<", "<", "<", "<"],
    ["预算执行情况（万元）", "", "年初预算数", "全年预算数", "预算执行数", "<", "预算执行率", "权重", "得分", "原因"],
    ["^", "总额", "12.00", "12.00", "9.00", "<", "75.00%", "10", "7.5", ""],
    ["^", "其中：财政资金", "12.00", "12.00", "9.00", "<", "75.00%", "/", "/", "/"],
    ["^", "单位资金", "0.00", "0.00", "0.00", "<", "0.00%", "/", "/", "/"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"],
    ["产出指标", "数量指标", "检查用人单位户数", "≥", "300", "户", "320", "30", "30", ""],
    ["^", "质量指标", "按期结案率", "＝", "100", "%", "100", "20", "20", ""],
    ["效益指标", "社会效益指标", "欠薪投诉数量", "≤", "50", "件", "41", "30", "30", ""],
    ["满意度指标", "满意度指标", "投诉人满意度", "≥", "90", "%", "95", "10", "10", ""],
    ["合计", "<", "<", "<", "<", "<", "<", "100", "97.5", ""],
]  # fmt: skip
SCORES: Rows = [
    ["一级指标", "二级指标", "三级指标", "分值", "自评得分", "扣分原因"],
    ["投入（20分）", "目标设定（5分）", "绩效目标合理性（2分）", "2", "2", ""],
    ["^", "^", "绩效指标明确性（3分）", "3", "2.5", "个别指标没有量化"],
    ["^", "预算配置（15分）", "在职人员控制率（5分）", "5", "5", ""],
    ["^", "^", "“三公经费”变动率（5分）", "5", "5", ""],
    ["^", "^", "重点支出安排率（5分）", "5", "4", "占比低于90%"],
    ["产出（30分）", "职责履行（30分）", "实际完成率（8分）", "8", "8", ""],
    ["^", "^", "完成及时率（4分）", "4", "4", ""],
    ["^", "^", "质量达标率（8分）", "8", "8", ""],
    ["^", "^", "重点工作办结率（10分）", "10", "10", ""],
    ["总分", "<", "<", "50", "48.5", ""],
]  # fmt: skip
WORKS: Rows = [
    ["序号", "指标名称", "年度目标值", "实际完成值", "备注"],
    ["1", "城镇新增就业", "≥900人", "969人", ""],
    ["2", "职业技能培训", "≥1200人次", "1260人次", ""],
    ["3", "劳动争议结案率", "≥95%", "98.5%", "两件跨年度"],
]
SURVEY: Rows = [
    ["序号", "问题内容", "选项内容", "标准分值", "问卷数"],
    ["1", "您对窗口服务是否满意？", "A.满意", "10", "45"],
    ["^", "^", "B.基本满意", "5", "3"],
    ["^", "^", "C.不满意", "0", "1"],
    ["2", "您对办事效率是否满意？", "A.满意", "10", "46"],
    ["^", "^", "B.基本满意", "5", "3"],
    ["^", "^", "C.不满意", "0", "0"],
    ["问卷总分", "<", "<", "20", "940"],
    ["有效问卷份数", "<", "<", "", "49"],
]
ACROSS: Rows = [
    ["序号", "调查内容", "满意（100分）", "基本满意（60分）", "不满意（0分）", "有效份数"],
    ["1", "窗口服务", "45", "3", "1", "49"],
    ["2", "办事效率", "46", "3", "0", "49"],
]
TOLD = (
    "（一）技能培训补贴项目绩效目标完成情况综述。项目全年预算数50.00万元，执行数为45.00万元，完成预算的90%。"
    "2023年，新增创业贷款120户，占目标任务100户的120%；开展就业见习123人，占目标任务的102.5%。"
)
REPORT: tuple[Part, ...] = (
    TITLE, "一、项目绩效自评", TOLD, "项目支出绩效自评表", PROJECT, "项目支出绩效自评表", AREA,
    "二、整体支出绩效自评", "部门整体支出绩效自评指标计分表", SCORES, "自评得分48.5分。",
    "三、重点工作完成情况", "2023年重点工作目标任务完成情况表", WORKS, "四、问卷调查",
    "服务对象满意度调查问卷（办事群众）", "发放问卷50份，收回问卷50份，有效问卷49份。", SURVEY,
)  # fmt: skip


def grid(rows: Rows) -> list[list[tuple[str, int, int]]]:
    """Cells with height and width; continued cells are absent."""
    made = []
    for r, row in enumerate(rows):
        cells = []
        for c, value in enumerate(row):
            if value in ("<", "^"):
                continue
            width = next((k for k in range(1, len(row) - c) if row[c + k] != "<"), len(row) - c)
            height = next((k for k in range(1, len(rows) - r) if rows[r + k][c] != "^"), len(rows) - r)
            cells.append((value, height, width))
        made.append(cells)
    return made


def text(parts: Sequence[Part], path: Path) -> Path:
    """One cell a line after a tab, rows apart by an empty line; cells continued from above are blank."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        for row in part:
            lines += [f"\t{'' if v == '^' else v}" for v in row if v != "<"]
            lines.append("")
        lines.append("")
    path = path.with_suffix(".txt")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def markdown(parts: Sequence[Part], path: Path) -> Path:
    """Pipe tables; continued cells repeat what they continue."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        filled: list[list[str]] = []
        for row in part:
            full: list[str] = []
            for c, v in enumerate(row):
                full.append(full[c - 1] if v == "<" else filled[-1][c] if v == "^" else v)
            filled.append(full)
        lines += [f"| {' | '.join(row)} |" for row in (filled[0], ["---"] * len(part[0]), *filled[1:])]
        lines.append("")
    path = path.with_suffix(".md")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def html(parts: Sequence[Part], path: Path) -> Path:
    """Tables with row and column spans."""
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<p>{part}</p>")
            continue
        rows = ("".join(f'<td rowspan="{h}" colspan="{w}">{v}</td>' for v, h, w in row) for row in grid(part))
        body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    path = path.with_suffix(".html")
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>"
    path.write_text(page, encoding="utf-8")
    return path


def word(parts: Sequence[Part], path: Path) -> Path:
    """Tables with merged cells."""
    file = Word()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        table = file.add_table(len(part), len(part[0]))
        for r, row in enumerate(part):
            for c, value in enumerate(row):
                if value == "<":
                    table.cell(r, c - 1).merge(table.cell(r, c))
                elif value == "^":
                    table.cell(r - 1, c).merge(table.cell(r, c))
                else:
                    table.cell(r, c).text = value
    path = path.with_suffix(".docx")
    file.save(str(path))
    return path


WRITERS: dict[str, Callable[[Sequence[Part], Path], Path]] = {
    "text": text, "markdown": markdown, "html": html, "word": word,
}  # fmt: skip


def of(*parts: Part, tmp_path: Path, title: str = TITLE) -> ExtractedPerformance:
    return extract_performance(str(html([title, *parts], tmp_path / "报告")))


def changed(rows: Rows, row: int, column: int, value: str) -> Rows:
    copied = [list(r) for r in rows]
    copied[row][column] = value
    return copied


def objective(book: PerformanceBook, name: str = "创业孵化补助") -> Objective:
    one = book.objective(name)
    assert one is not None
    return one


def evaluation(book: PerformanceBook, name: str = "创业孵化补助") -> SelfEvaluation:
    return next(e for e in book.self_evaluations if e.objective == name)


def whys(made_: ExtractedPerformance) -> list[str]:
    return [u.why for u in made_.unread]
