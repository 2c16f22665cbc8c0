"""What a template, a converter or a page layout left in the text: instructions, placeholders, field codes.

These are never part of what a report wants to say, so each is found by its form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.documents.model import Place, Removed, Span
from juesuan.rules.model import Breach, Mark
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, scan

_BRACKETS = re.compile(r"[（(【\[]([^（(【\[）)】\]]{2,60})[）)】\]]")
#: An order to the writer: a verb of writing in the imperative, or what to do with the form.
_ORDER = re.compile(
    r"^(?:请|需|应|须|此处|本处|本表|注意|备注|提示)?(?:逐项|逐一|分别|简要|据实|如实|详细|按实际情况|"
    r"根据实际情况|视情况)?"
    r"(?:罗列|列举|列示|列出|填写|填列|填报|填入|说明|概述|阐述|描述|简述|插入|删除|替换|自行|参照|补充)"
    r"(?!情况|书|材料|如下|以下)"
)
_ADVICE = re.compile(
    r"可(?:用|采用|以用|使用|附)?(?:表格|图表|文字)(?:形式)?(?:反映|说明|表示|展示|呈现)|\d+字(?:以内|左右|"
    r"以上)|字数不(?:少于|超过)|不超过\d+字"
    r"|(?:如|若)(?:有|无|没有|不涉及|涉及)[^，。]{0,16}(?:请|则|可|需|应)?(?:填|删|写|列|说明|注明)"
    r"|(?:根据|按|按照|视)(?:本?部门|本?单位)?实际情况(?:填|写|增|删|说明|进行)|(?:没有|不涉及)的(?:请)?(?:"
    r"删除|不填|填无)"
    r"|请(?:在此|于此)?(?:填写|输入|选择|注明|列明|说明|删除|补充)|单击此处|点击此处|此处(?:填|插|为)|样例|"
    r"模板说明|填写说明|至[类款项]级"
)
_BARE_ADVICE = re.compile(
    r"请(?:在此|于此|按|根据)?[^，。；]{0,6}(?:填写|填列|输入文字|删除本)|单击此处|点击此处|此处填写|"
    r"此处插入|"
    r"(?:没有|不涉及)的(?:请)?(?:删除|不填)|(?:如|若)不涉及[，,]?请"
)
_OPENING = re.compile(r"[（(【\[]")
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[XＸ]{2,}(?![A-Za-z])|[×xX✕╳＊*]{2,}(?=年|月|日|元|万|个|人|次|局|部门|单位|项目|县|市|"
    r"区|号|%|％)"
    r"|[×✕╳□○〇]{2,}(?!二|三|一)|(?<![A-Za-z])[XxＸ×](?=年|月|万元|个|人次|辆|批次|项|%|％|号|部门|单位)|"
    r"某某(?=局|部门|单位|县|市|区|项目|省|公司|镇|乡|街道|年|月|万元)"
    r"|\{[^{}]{1,12}\}|【[^】]{0,4}(?:单位|部门|名称|年份|金额)[^】]{0,4}】|_{3,}|＿{2,}|\?{3,}|？{3,}|�+|"
    r"…{4,}|(?<=[:：])…{2,}[。]?$|(?<=附件)[XＸ×](?![A-Za-z])"
)
#: What a reader needs to know and a blank withholds: a year, a month, an amount.
_DATED = re.compile(r"年|月|[亿万]?元")
_BLANKS = re.compile(r"[XＸ×xX✕╳＊*□○〇{【_＿?？�…]|某某")
_FIGURE = re.compile(
    r"[（(](?:柱[状形]?图?|饼[状形]?图?|折线图|条形图|柱状图|饼状图|环形图|趋势图|雷达图|结构图表类型)[）)]"
)
_FIELD = re.compile(
    r"PAGEREF|MERGEFORMAT|HYPERLINK|_Toc\d+|_Ref\d+|FORMTEXT|错误！未(?:找到引用源|定义书签)[。]?|"
    r"Error!(?:Reference|Bookmark)[A-Za-z]*"
    r"|\[bookmark:[^\]]*\]|&(?:nbsp|lt|gt|amp|quot);|</?(?:br|p|div|span|td|tr)\b[^>]*>|#(?:REF|DIV/0|VALUE|"
    r"N/A|NAME)[!?]?"
)
_CODES = (
    *("PAGEREF", "MERGEFORMAT", "HYPERLINK", "_Toc", "_Ref", "FORMTEXT", "错误！未", "Error!", "[bookmark:"),
    *("&nbsp;", "&lt;", "&gt;", "&amp;", "&quot;", "<br", "<p", "<div", "<span", "<td", "<tr", "</"),
    *("#REF", "#DIV/0", "#VALUE", "#N/A", "#NAME"),
)
#: Anchors of an automatic contents list are the converter's work; the rest were set by a person.
_AUTOMATIC = re.compile(r"_(?:Toc|Ref|Hlk|Hlt)\d+")


def _shown(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


@check("template-instruction")
def template_instruction(report: Report) -> Iterable[Breach]:
    """Words addressed to the person who fills the form in."""
    finds = Finds()
    for s, m in scan(report, _BRACKETS, _OPENING):
        if _ORDER.search(m[1]) or _ADVICE.search(m[1]):
            words = m[0]
            finds.add(
                words,
                f"“{_shown(words)}”是模板里给填写人看的提示，不是报告内容，应删除。",
                s.mark(*m.span()),
                stated=words,
                expected="删除",
            )
    for s, m in scan(report, _BARE_ADVICE, "请", "此处", "没有的", "不涉及", cells=False):
        inside = any(b.start() <= m.start() < b.end() for b in _BRACKETS.finditer(s.text))
        if not inside and not re.search(r"[《“]", s.text[max(0, m.start() - 12) : m.start()]):
            finds.add(
                m[0],
                f"“{_shown(s.around(*m.span(), 8))}”像是模板里的填写提示，请删除或改成正式内容。",
                s.mark(*m.span()),
                certainty="likely",
            )
    return finds.breaches()


@check("placeholder")
def placeholder(report: Report) -> Iterable[Breach]:
    """Blanks that were never filled in."""
    finds = Finds()
    for s, m in scan(report, _PLACEHOLDER, _BLANKS):
        words = s.around(*m.span(), 8)
        start, end = max(0, m.start() - 4), min(len(s.text), m.end() + 4)
        end = m.end() + len(s.text[m.end() : end].rstrip("。，；、"))
        dated = _DATED.match(s.text, m.end()) is not None
        finds.add(
            f"placeholder|{m[0][0]}{'|dated' if dated else ''}",
            f"“{words}”里的“{_shown(m[0], 12)}”是没有填写的占位符号，请补上实际内容。",
            s.mark(start, end),
            stated=m[0],
            level="warning" if dated else "note",
        )
    return finds.breaches()


@check("figure-tag")
def figure_tag(report: Report) -> Iterable[Breach]:
    """The template's remark on what kind of chart to draw."""
    finds = Finds()
    for s, m in scan(
        report, _FIGURE, "图）", "图)", "类型）", "类型)", "图形）", "状）", "饼）", "柱）", "形）"
    ):
        if s.cell is None and len(s.text) <= 60:
            finds.add(
                "figure-tag",
                f"图题后的“{m[0]}”是模板对图表类型的提示，图做好后应删除。",
                s.mark(*m.span()),
                stated=m[0],
                expected="删除",
            )
    return finds.breaches()


@check("converter-mark")
def converter_mark(report: Report) -> Iterable[Breach]:
    """Field codes and bookmarks that became visible text."""
    finds = Finds()
    for s, m in scan(report, _FIELD, *_CODES, contents=True):
        finds.add(
            m[0],
            f"正文里残留了排版软件的代码“{_shown(m[0])}”，应删除。",
            s.mark(*m.span()),
            stated=m[0],
            expected="删除",
        )
    for r in report.document.removed:
        visible = r.text.startswith("[bookmark:") or "PAGEREF" in r.text or "HYPERLINK" in r.text
        if r.reason == "mark" and visible and not _AUTOMATIC.search(r.text):
            finds.add(
                r.text,
                f"正文里残留了排版软件的标记“{_shown(r.text)}”，应删除。",
                _removed(report, r),
                stated=r.text,
                expected="删除",
            )
    return finds.breaches()


@check("page-number-in-text")
def page_number(report: Report) -> Iterable[Breach]:
    """Page numbers that the layout should carry and the text does."""
    if report.document.media_type == "application/pdf":
        return []
    finds = Finds()
    for r in report.document.removed:
        if r.reason == "page-number":
            finds.add(
                "page-number",
                f"页码“{r.text}”混进了正文，应放在页脚。",
                _removed(report, r),
                stated=r.text,
                expected="删除",
            )
    return finds.breaches()


def _removed(report: Report, removed: Removed) -> Mark:
    """A mark at characters that are in no block: it carries its own place and the block behind it."""
    a = removed.anchor
    place = Place(removed.text, line=a.line, column=a.column, page=a.page, path=a.path, bbox=a.bbox)
    return Mark(Span(_block_after(report, a.line, a.page), 0, 1), place=place)


def _block_after(report: Report, line: int | None, page: int | None) -> int:
    for i, p in report.document.paragraphs():
        a = p.text.runs[0].anchor if p.text.runs else None
        if a is not None and ((line and a.line and a.line >= line) or (page and a.page and a.page >= page)):
            return i
    return 0
