"""Findings as a workbook: the 问题清单 that an inspection hands over and that comes back with the 整改
columns filled.

Every text is written as a text cell (never as a formula, number or link), because the words come from a
stranger's file; those that look like a formula also carry Excel's quote prefix, so that they stay text when
somebody edits them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from juesuan import __version__
from juesuan.findings.model import Audit, Finding
from juesuan.findings.repair import repairs
from juesuan.findings.wording import (
    REPORT_KINDS,
    STATES,
    STATUSES,
    address,
    coverage_line,
    label_of,
    reading_line,
    seat,
    verdict_line,
)
from juesuan.rules.model import KIND_TITLES, LEVEL_TITLES

if TYPE_CHECKING:
    import xlsxwriter

ISSUE_COLUMNS = (
    ("序号", 6), ("级别", 7), ("类型", 10), ("位置", 22), ("原文", 40), ("问题", 52), ("应为/建议", 44),
    ("依据", 30), ("规则", 8), ("影响", 26),
    ("整改责任人", 12), ("整改措施", 26), ("整改期限", 12), ("整改结果", 20),
)  # fmt: skip
OUTCOME_COLUMNS = (("规则", 8), ("检查内容", 48), ("结果", 12), ("说明", 70))
_FILLS = {"error": "#FBE3E4", "warning": "#FFF3D6", "note": "#E6F1FA"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "－", "＋", "＝", "＠")
#: Excel refuses longer texts.
_CELL_LIMIT = 32767


def write_xlsx(audit: Audit) -> bytes:
    """The workbook's bytes: 问题清单, 检查情况 (every rule's outcome) and 报告信息."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": "决算报告审核问题清单", "comments": f"juesuan {__version__}"})
    sheets = _Sheets(book)
    sheets.table(
        "问题清单",
        ISSUE_COLUMNS,
        [(_issue(audit, n, f), f.level) for n, f in enumerate(audit.findings, 1)],
        True,
    )
    rows = [([o.code, o.title, STATES[o.state], o.reason], "") for o in audit.outcomes]
    sheets.table("检查情况", OUTCOME_COLUMNS, rows)
    sheets.table("报告信息", (("项目", 16), ("内容", 90)), [([k, v], "") for k, v in _information(audit)])
    book.close()
    return buffer.getvalue()


class _Sheets:
    """Writes plain tables with one look; formats belong to a workbook, so they are made once for each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.formats: dict[tuple[str, bool], Any] = {}
        look = {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1, "text_wrap": True}
        self.header = book.add_format(look | {"valign": "vcenter", "align": "center"})

    def table(
        self,
        name: str,
        columns: tuple[tuple[str, int], ...],
        rows: list[tuple[list[str], str]],
        landscape: bool = False,
    ) -> None:
        sheet = self.book.add_worksheet(name)
        for c, (title, width) in enumerate(columns):
            sheet.set_column(c, c, width)
            sheet.write_string(0, c, title, self.header)
        for r, (values, level) in enumerate(rows, 1):
            for c, value in enumerate(values):
                text = "".join(x for x in value if x in "\t\n" or x >= " ")[:_CELL_LIMIT]
                sheet.write_string(r, c, text, self._format(level, text.startswith(_FORMULA_STARTS)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()

    def _format(self, level: str, quoted: bool) -> Any:
        if (level, quoted) not in self.formats:
            look: dict[str, Any] = {
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "border_color": "#BFBFBF",
            }
            if level:
                look["bg_color"] = _FILLS[level]
            if quoted:
                look["quote_prefix"] = True
            self.formats[level, quoted] = self.book.add_format(look)
        return self.formats[level, quoted]


def _issue(audit: Audit, number: int, f: Finding) -> list[str]:
    symptoms = [s.id for s in audit.findings if s.cause == f.id]
    if f.cause:
        effect = f"由 {f.cause} 引起，改正后应随之消除"
    else:
        effect = f"牵连 {'、'.join(symptoms)}" if symptoms else ""
    quotes = [f.places[0].quote] if f.places else []
    quotes += [_beside(f, n) for n in range(1, min(len(f.places), 4))]
    result = [STATUSES[f.status]] if f.status else []
    result += [f"已说明：{f.explanation}"] if f.explanation else []
    return [
        f"{f.id or number}",
        LEVEL_TITLES[f.level],
        KIND_TITLES.get(f.kind, f.kind),
        address(f),
        "\n".join(quotes),
        f.message,
        "\n".join(repairs(f) + ([f.advice] if f.advice and not f.cause else [])),
        f.basis,
        f.code,
        effect,
        "",
        "",
        "",
        "；".join(result),
    ]


def _beside(f: Finding, n: int) -> str:
    """A further place: where it is and what it is in the arithmetic, as far as that is known."""
    place = f.places[n]
    about = " ".join(x for x in ("对照", seat(place, label_of(f, n)), place.role) if x)
    return f"（{about}）{place.quote}"


def _information(audit: Audit) -> list[tuple[str, str]]:
    document = audit.document
    rows = [
        ("单位", audit.entity or "未能识别"),
        ("年度", str(audit.year) if audit.year else "未能识别"),
        ("报告类型", REPORT_KINDS.get(audit.kind, audit.kind)),
        ("地区", audit.area or "未能识别"),
        ("文件", document.path),
        ("文件指纹（SHA-256）", document.sha256),
        ("结论", verdict_line(audit)),
        ("检查", coverage_line(audit)),
        ("识别情况", reading_line(audit)),
    ]
    rows += [("注意", w) for w in audit.warnings]
    rows += [("与上次相比已消除", f"{f.title}：{f.message}") for f in audit.gone]
    return [*rows, ("审核工具", f"juesuan {__version__}")]
