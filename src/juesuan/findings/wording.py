"""The Chinese words in which findings are shown: one term per kind, level, state and place, for every
emitter.

The terminal, the web page, the workbook and the Word comments must call the same thing by the same name, so
the names stand here once, and emitters hold layout only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.documents.model import Place
from juesuan.findings.model import Audit, Finding, WordPlace
from juesuan.rules.model import LEVEL_TITLES

#: The same kinds as the heading of a finding: what is wrong there.
FAULTS = {
    "sum": "合计不符",
    "share": "占比不符",
    "change": "增减变化不符",
    "completion": "完成率不符",
    "balance": "收支不平衡",
    "repeat": "前后不一致",
    "count": "数量不符",
    "score": "评分不符",
    "unit": "计量单位问题",
    "wording": "文字表述问题",
    "classification": "科目问题",
    "year": "年度问题",
    "entity": "单位名称问题",
    "leftover": "残留内容",
    "missing": "内容缺失",
}
LEVEL_MEANINGS = {
    "error": "报告内的数字互相矛盾，可以证明至少有一处写错",
    "warning": "很可能有问题，请对照原始资料核实",
    "note": "格式或文字上的小问题，建议顺手改好",
}
CERTAINTIES = {"certain": "", "likely": "很可能", "guess": "仅供参考"}
STATES = {
    "passed": "通过",
    "failed": "不符",
    "not_applicable": "不适用",
    "blocked": "受阻",
    "crashed": "检查程序出错",
}
STATUSES = {"new": "新出现", "unchanged": "上次已有", "changed": "有变化", "gone": "已消除"}
REPORT_KINDS = {
    "accounts": "部门决算",
    "performance": "绩效报告",
    "budget": "部门预算",
    "government": "政府决算",
    "other": "其他报告",
    "unknown": "报告类型未能识别",
}

_NUMBER = re.compile(r"\d+")


def where(place: Place) -> str:
    """A place as a person looks for it: "第 36 行", "第 3 页", "第 37 段", "第 3 张表第 5 行第 2 列",
    "工作表“收入”C5 单元格"; "" if only words are known.
    """
    if place.sheet is not None:
        return f"工作表“{place.sheet}”" + (f"{place.cell} 单元格" if place.cell else "")
    if place.page is not None:
        return f"第 {place.page} 页"
    if place.line is not None:
        return f"第 {place.line} 行"
    cell = _NUMBER.sub(r" \g<0> ", place.cell or "")
    if isinstance(place, WordPlace):
        if place.table is not None:
            return f"第 {place.table} 张表{cell}"
        if place.paragraph is not None:
            return f"第 {place.paragraph} 段"
    return cell


def where_all(places: Sequence[Place]) -> str:
    """Where the same words stand several times: "第 118、137 行"."""
    paragraphs = [p.paragraph if isinstance(p, WordPlace) else None for p in places]
    counted = (("页", [p.page for p in places]), ("行", [p.line for p in places]), ("段", paragraphs))
    for unit, numbers in counted:
        known = dict.fromkeys(str(n) for n in numbers if n is not None)
        if None not in numbers and all(p.sheet is None for p in places) and known:
            return f"第 {'、'.join(known)} {unit}"
    return "、".join(dict.fromkeys(w for p in places if (w := where(p))))


def quoted(words: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    return words if words.startswith("“") and words.endswith("”") else f"“{words}”"


def seat(place: Place, label: str, *copies: Place) -> str:
    """Where a place (and its copies) is and what it is called in its table: "第 13 页（总计 · 决算数）"."""
    found = where_all((place, *copies))
    return f"{found}（{label}）" if found and label else label or found


def label_of(finding: Finding, n: int) -> str:
    """What place number ``n`` of a finding is called in its table; "" outside of one."""
    return finding.labels[n] if n < len(finding.labels) else ""


def address(finding: Finding) -> str:
    """Where to look first: the place of the finding's first words and the heading above them."""
    parts = [where(finding.places[0]) if finding.places else "全文"]
    if finding.section:
        parts.append(quoted(finding.section))
    parts.append(label_of(finding, 0))
    return " ".join(p for p in parts if p)


def headline(finding: Finding) -> str:
    """What a finding is about in a few words: its kind and the words it points at ("占比不符：占 5.00%").

    A rule's title says what should hold, so that it would read like a passed check above a finding.
    """
    kind = FAULTS.get(finding.kind, finding.kind)
    words = " ".join(finding.places[0].quote.split()).lstrip("，、；：。,;:") if finding.places else ""
    if not words:
        return f"{kind}：{finding.title}"
    label = label_of(finding, 0)
    return f"{kind}：{label}{' ' if label else ''}{words if len(words) <= 30 else words[:24] + '……'}"


def title_line(audit: Audit) -> str:
    """ "清河县人力资源和社会保障局 2024 年度 部门决算": what the audit takes the report to be."""
    year = f"{audit.year} 年度" if audit.year else "年度未能识别"
    return " ".join((audit.entity or "单位名称未能识别", year, REPORT_KINDS.get(audit.kind, audit.kind)))


def coverage_line(audit: Audit) -> str:
    """ "170 项检查：通过 141，不符 3（1 个根因），不适用 22，受阻 4", with crashes named only if there are
    any.
    """
    counts = audit.counts
    failed = f"不符 {counts['failed']}"
    if counts["failed"]:
        failed += f"（{len(audit.roots)} 个根因）"
    parts = [
        f"通过 {counts['passed']}",
        failed,
        f"不适用 {counts['not_applicable']}",
        f"受阻 {counts['blocked']}",
    ]
    if counts["crashed"]:
        parts.append(f"检查程序出错 {counts['crashed']}")
    return f"{sum(counts.values())} 项检查：" + "，".join(parts)


def reading_line(audit: Audit) -> str:
    """How much of the report was understood: figures read, relations checked, relations that hold."""
    checked = f"核对关系 {audit.claims_total:,} 条，其中成立 {audit.claims_held:,} 条"
    return f"识别数字 {audit.figures:,} 个，{checked}"


def tally(findings: Sequence[Finding]) -> str:
    """ "3 处错误、2 处疑点、5 处提示"; levels that do not occur are left out."""
    counts = {level: sum(f.level == level for f in findings) for level in LEVEL_TITLES}
    return "、".join(f"{n} 处{LEVEL_TITLES[level]}" for level, n in counts.items() if n)


def verdict_line(audit: Audit) -> str:
    """One sentence that says how the report stands."""
    if audit.verdict == "blocked":
        return f"未能审核：{audit.blocked}"
    tail = _explained_words(audit)
    open_roots = [f for f in audit.roots if not f.explanation]
    symptoms = sum(f.cause is not None and not f.explanation for f in audit.findings)
    if symptoms:
        tail = f"，牵连 {symptoms} 处" + tail
    if not open_roots:
        return "未发现问题" + tail
    lead = "发现" if audit.errors else "未发现错误，有"
    return f"{lead} {tally(open_roots)}{tail}"


def _explained_words(audit: Audit) -> str:
    """ "，另有 2 处已说明（连同牵连的 1 处）": roots as they are listed, symptoms named as such."""
    explained = [f for f in audit.findings if f.explanation]
    roots = sum(f.cause is None for f in explained)
    symptoms = len(explained) - roots
    if not roots:
        return f"，另有牵连的 {symptoms} 处已说明" if symptoms else ""
    return f"，另有 {roots} 处已说明" + (f"（连同牵连的 {symptoms} 处）" if symptoms else "")
