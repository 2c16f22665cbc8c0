"""What the rules on publication require of final accounts, and this report does not say.

Asked only of a whole report (its chapters are there, and enough text): an excerpt is not to blame for what
was cut. Each requirement is looked for anywhere by its words, because places and titles differ from
province to province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from juesuan.claims.model import Report
from juesuan.rules.headings import skeleton
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, Stretch, holding, sentence_at, stretches


@dataclass(frozen=True, slots=True)
class Requirement:
    """A disclosure: how it is recognised, what it is called, from which fiscal year on it is required."""

    name: str
    words: re.Pattern[str]
    since: int = 2015


_CHAPTERS = (
    Requirement("部门（单位）概况", re.compile(r"概况|基本情况|主要职能|主要职责|部门职责|基本职能")),
    Requirement(
        "决算情况说明", re.compile(r"决算情况(?:的)?说明|决算(?:数据)?(?:分析|说明)|收入支出决算|收支决算")
    ),
    Requirement("名词解释", re.compile(r"名词解释|术语解释|名词说明")),
)
_DISCLOSURES = (
    Requirement("“三公”经费", re.compile(r"三公”?经费|“三公”")),
    Requirement("机关运行经费（没有的应写明）", re.compile(r"机关运行经费|机构运行经费")),
    Requirement("政府采购支出", re.compile(r"政府采购")),
    Requirement(
        "国有资产占有使用情况", re.compile(r"国有资产占[有用]|国有资产情况|资产占用|共有车辆|车辆.{0,6}\d+辆")
    ),
    Requirement("预算绩效情况", re.compile(r"绩效(?:管理|自评|评价|情况|目标)"), 2017),
    Requirement("政府性基金预算收支（没有的应写明）", re.compile(r"政府性基金")),
    Requirement("国有资本经营预算支出（没有的应写明）", re.compile(r"国有资本经营"), 2019),
)
_TERMS = (
    "财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "其他收入",
    "使用非财政拨款结余",
    "年初结转和结余",
    "结余分配",
    "年末结转和结余",
    "基本支出",
    "项目支出",
    "机关运行经费",
)
_CHANGE = re.compile(r"(?:增加|减少)(?:了)?\d[\d,]*(?:\.\d+)?万元[，,]?(?:增长|下降|增幅|降幅|上升)")
_WHY = re.compile(r"原因|由于|因为|主要是|主要系|系|因|得益于|受.{1,12}影响|为了|用于")
_THREE = re.compile(r"[“\"]?三公[”\"]?经费[”\"]?[^。]{0,30}?(?:支出|决算)\d[^。]*其中[^。]*")


def _whole(report: Report) -> list[Stretch]:
    """The paragraphs of a complete report on final accounts; raises ``NotApplicable`` for anything less."""
    if report.profile.kind != "accounts":
        raise NotApplicable("不是部门（单位）决算报告")
    texts = list(stretches(report, cells=False))
    bones = skeleton(report)
    chapters = {h.title for h in bones.numbered if h.level <= 2}
    if sum(len(s.text) for s in texts) < 4000 or len(chapters) < 6:
        raise NotApplicable("只是报告的一部分，不检查内容是否齐全")
    return texts


@check("chapter-absent")
def chapter_absent(report: Report) -> Iterable[Breach]:
    """A chapter that every published report must have."""
    texts = _whole(report)
    finds = Finds()
    headings = [s for s in texts if len(s.text) <= 60]
    for r in _CHAPTERS:
        if not any(r.words.search(s.text) for s in headings):
            finds.add(
                r.name,
                f"没有找到“{r.name}”部分，公开的决算报告应当包括。",
                texts[0].mark(),
                stated="无",
                expected=r.name,
                certainty="likely",
            )
    return finds.breaches()


@check("disclosure-absent")
def disclosure_absent(report: Report) -> Iterable[Breach]:
    """An item that must be disclosed, or said to be nil."""
    texts = _whole(report)
    finds = Finds()
    year = report.profile.year or 2015
    for r in _DISCLOSURES:
        if year >= r.since and not any(r.words.search(s.text) for s in texts):
            finds.add(
                r.name,
                f"全文没有说明{r.name}，请按公开要求补充；确实没有的也要写明。",
                texts[0].mark(),
                stated="无",
                expected=r.name,
                certainty="likely",
            )
    return finds.breaches()


@check("three-public-detail-absent")
def three_public_detail(report: Report) -> Iterable[Breach]:
    """Money spent on receptions or journeys, and no number of people, groups or vehicles."""
    texts = list(stretches(report, cells=False))
    finds = Finds()
    whole = "".join(s.text for s in texts)
    complete = report.profile.kind == "accounts" and len(whole) >= 4000
    details: tuple[tuple[str, str, str], ...] = (
        ()
        if not complete
        else (
            (
                r"公务接待费(?:支出|决算|支出决算)?(?:数)?(?:为)?(?!0(?:\.0+)?万元)(\d[\d,]*(?:\.\d+)?)万元",
                r"接待[^。]{0,40}?(?:批次|人次|\d批|\d人)|(?:批次|人次)[^。]{0,12}接待",
                "接待的批次、人次",
            ),
            (
                r"因公出国（?境?）?(?:经)?费(?:用)?(?:支出|决算|支出决算)?(?:数)?(?:为)?(?!0(?:\.0+)?万元)"
                r"(\d[\d,]*(?:\.\d+)?)万元",
                r"团组|出国（?境?）?\d+人|人次|人数",
                "出国（境）的团组数、人数",
            ),
            (
                r"公务用车运行(?:维护)?费(?:支出|决算|支出决算)?(?:数)?(?:为)?(?!0(?:\.0+)?万元)(\d[\d,]*(?"
                r":\.\d+)?)万元",
                r"保有量|\d+辆|车辆\d",
                "公务用车保有量",
            ),
        )
    )
    for spent, told, name in details:
        hit = next(
            ((s, m) for s in texts for m in re.finditer(spent, s.text) if Decimal(m[1].replace(",", "")) > 0),
            None,
        )
        if hit is not None and not re.search(told, whole):
            s, m = hit
            finds.add(
                name,
                f"“{m[0]}”：有支出，却没有说明{name}。",
                s.mark(*m.span()),
                stated="无",
                expected=name,
                certainty="likely",
            )
    for s in holding(report, "三公", cells=False):
        for m in _THREE.finditer(s.text):
            if "接待" in m[0] and "用车" in m[0] and "出国" not in m[0]:
                end = min(m.end(), m.start() + 40)
                finds.add(
                    "出国",
                    f"“{s.text[m.start() : end]}…”只列了公务用车和公务接待，没有交代因公出国（境）费；"
                    "没有发生也应写0。",
                    s.mark(m.start(), end),
                    certainty="likely",
                )
    return finds.breaches()


@check("reason-absent")
def reason_absent(report: Report) -> Iterable[Breach]:
    """A change of income or spending without its reason."""
    if report.profile.kind != "accounts":
        raise NotApplicable("不是部门（单位）决算报告")
    end = next((a.block for a in skeleton(report).attachments), len(report.document.blocks))
    paragraphs = [s for s in stretches(report, cells=False) if s.block < end]
    finds = Finds()
    for s, following in zip(paragraphs, [*paragraphs[1:], None], strict=False):
        for m in _CHANGE.finditer(s.text) if "万元" in s.text else ():
            rest = s.text[m.start() :] + (
                following.text[:60] if following is not None and len(s.text) - m.end() < 20 else ""
            )
            a, b = sentence_at(s.text, m.start())
            nothing = (
                re.search(r"(?:增加|减少)(?:了)?0(?:\.0+)?万", m[0])
                or s.text[m.end() : m.end() + 14].find("其中") >= 0
            )
            if nothing:
                continue
            if not _WHY.search(rest) and not re.search(r"原因|由于|因", s.text[a : m.start()]):
                start, stop = max(a, m.start() - 20), min(b, m.end() + 8)
                words = s.text[start:stop]
                finds.add(
                    "reason",
                    f"“{words}”只写了增减数，没有说明原因。",
                    s.mark(start, stop),
                    certainty="likely",
                )
                break
    return finds.breaches()


@check("term-not-explained")
def term_not_explained(report: Report) -> Iterable[Breach]:
    """A specialised term with an amount in the text, and no entry in the glossary."""
    bones = skeleton(report)
    texts = list(stretches(report, cells=False))
    head = next(
        (s for s in texts if s.block >= bones.start and len(s.text) <= 25 and "名词解释" in s.text), None
    )
    if head is None:
        raise NotApplicable("报告没有名词解释部分")
    end = next((h.block for h in bones.numbered if h.block > head.block and h.level == 1), bones.end)
    glossary = "".join(s.text for s in texts if head.block < s.block < end)
    if len(glossary) < 300:
        raise NotApplicable("名词解释部分没有读到内容")
    finds = Finds()
    for term in _TERMS:
        used = next(
            (
                (s, m)
                for s in holding(report, term, cells=False)
                if s.block < head.block
                for m in re.finditer(rf"(?<![\u4e00-\u9fff]){term}(?:为)?(?!0(?:\.0+)?万?元)\d", s.text)
            ),
            None,
        )
        core = term.replace("和结余", "").replace("年初", "").replace("年末", "")
        if used is not None and core not in glossary:
            s, m = used
            finds.add(
                term,
                f"正文用到“{term}”并列有金额，名词解释里没有这一条。",
                s.mark(m.start(), m.end()),
                expected=term,
                certainty="likely",
            )
    return finds.breaches()
