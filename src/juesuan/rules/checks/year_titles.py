"""Years in the places that name the report's own year: headings, heads of tables, what is to be done next.

Last year's file is the usual template of this year's, and its headings are what is forgotten. A heading or a
table's head says the year of what stands below; where its neighbours of the same make carry the report's year and it
does not, it was not brought up to date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.documents.model import Paragraph, Table
from juesuan.rules.checks.year import mentions, year_of
from juesuan.rules.checks.year_dates import due_before_written
from juesuan.rules.headings import Heading, skeleton
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, once, stretches

_TITLE = re.compile(
    rf"^[{HAN}“”（）]{{0,40}}(20\d\d)年?(?:度)?[{HAN}“”（）]{{2,40}}(?:报告|决算|自评表|公开说明|情况说明)$"
)
_HEADING = re.compile(rf"^([{HAN}“”（）]{{0,30}}?)(20\d\d)年(?:度)?([{HAN}“”（）、]{{2,45}})$")
_OWN_SECTION = re.compile(
    r"决算|收支|收入|支出|预算执行|绩效|自评|三公|经费|资产|采购|工作(?:完成|开展|总结|情况)|重点工作|履职|运行"
)
#: What was done in a year, in a report's own words for it.
_WORK = re.compile(
    r"^(?:的?(?:主要|重点|各项|业务|具体)*工作|[\u4e00-\u9fff]{0,8}?(?:做法|成效|成绩|亮点|成果|完成情况|开展情况))"
)
#: A report that also plans its year was written before it, and tells of the year before.
_PLANNED = re.compile(r"(?:工作|主要|重点)*(?:计划|安排|打算|思路|展望|部署|任务)$")
#: A page that tells this year's budget tells last year's accounts beside it.
_BUDGET = re.compile(r"预算(?:安排|编制|收支)?(?:情况)?(?:的?说明|表)?$")
#: Sections that speak of another year on purpose.
_OTHER_SECTION = re.compile(r"整改|审计|问题|对比|比较|变化|变动|批复|结转|历年|回顾|追溯|遗留")
_AHEAD = re.compile(r"计划|安排|打算|思路|目标|重点|任务|部署|展望|预算|设想|举措|措施|下一步")
_ALONE = re.compile(r"^[（(]?(20\d\d)年(?:度)?[）)]?$")
_HEAD_LINE = re.compile(
    r"(?:部门|单位|名称)(?:[（(][^）)]*[）)])?[:：].{3,40}?(20\d\d)年(?:度)?(?=(?:金额)?单位|编制|$)"
)
_TABLE_TITLE = re.compile(
    rf"^(?:(20\d\d)年(?:度)?[{HAN}“”（）]{{2,40}}表|[{HAN}“”]{{2,40}}表[（(](20\d\d)年(?:度)?[）)])$"
)
_MEASURE = re.compile(
    r"(?:加快|推进|做好|强化|加强|严格|规范|提高|完善|落实|抓好|确保|推动|严控|压减|细化|深化|加大)(?:了)?$"
)
_EARLIER = re.compile(r"^(?:部门)?(?:决算|绩效|自评|评价|结转|审计|公开|遗留|欠)")
_NEXT = re.compile(r"建议|措施|改进|下一步|打算|计划|对策|安排")


@dataclass(frozen=True, slots=True)
class Head:
    """A year in the head of a table. ``form`` is alone, line or title: heads are compared within one form."""

    stretch: Stretch
    year: int
    start: int
    end: int
    form: str


@once
def heads(report: Report) -> tuple[Head, ...]:
    """The years in the lines above the tables and in their first rows."""
    return tuple(_heads(report))


def _heads(report: Report) -> Iterator[Head]:
    blocks = report.document.blocks
    above: set[int] = set()
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            for k in range(i - 1, max(-1, i - 5), -1):
                before = blocks[k]
                if not isinstance(before, Paragraph) or len(before.value) > 90:
                    break
                above.add(k)
    for s in stretches(report):
        if "20" not in s.text or len(s.text) > 90:
            continue
        if s.cell is None:
            if s.block not in above:
                continue
        elif not _first_row(blocks[s.block], s.cell):
            continue
        for form, pattern in (("alone", _ALONE), ("line", _HEAD_LINE), ("title", _TABLE_TITLE)):
            m = pattern.search(s.text)
            if m:
                group = next(g for g in (1, 2) if g <= pattern.groups and m[g])
                yield Head(s, int(m[group]), m.start(group), m.end(group) + 1, form)
                break


def _first_row(block: object, number: int) -> bool:
    """Does a cell stand alone in one of the first rows of its table?"""
    if not isinstance(block, Table):
        return False
    cell = block.cells[number]
    if cell.row > 2:
        return False
    return sum(c.row == cell.row and bool(c.value) for c in block.cells[: 4 * block.columns]) == 1


@check("table-of-another-year")
def table_of_another_year(report: Report) -> Iterable[Breach]:
    """“（2021年度）” above one table where the others say 2022."""
    year = year_of(report)
    finds = Finds()
    for head in heads(report):
        if head.year == year or abs(head.year - year) > 5:
            continue
        same = [h for h in heads(report) if h.form == head.form]
        ours = [h for h in same if h.year == year]
        if len(ours) <= sum(h.year == head.year for h in same):
            continue
        finds.add(
            f"{head.form}|{head.year}|{head.stretch.text[:30]}",
            f"表头“{head.stretch.text}”写的是{head.year}年，其他{len(ours)}张表写的是{year}年，"
            f"本报告为{year}年度，疑没有更新，请核对年份和表内数字。",
            head.stretch.mark(head.start, head.end),
            ours[0].stretch.mark(ours[0].start, ours[0].end, "其他表"),
            stated=f"{head.year}年",
            expected=f"{year}年",
        )
    return finds.breaches()


@check("title-of-another-year")
def title_of_another_year(report: Report) -> Iterable[Breach]:
    """A part of the report whose title carries another year."""
    year = year_of(report)
    finds = Finds()
    bones = skeleton(report)
    told: set[int] = set()
    everything = [*bones.contents, *bones.numbered]
    ours = {h.title for h in everything if str(year) in h.title}
    planned = any(_PLANNED.search(title) for title in ours)
    for h in everything:
        m = _HEADING.match(h.title) if h.level <= 3 and not h.stretch.text.endswith(("。", "；")) else None
        if m is None or not _stale(m, year, worked=not planned):
            continue
        if (
            int(m[2]) == year - 1
            and "决算" in m[3]
            and any(_BUDGET.search(t) and "决算" not in t for t in ours)
        ):
            continue
        told.add(h.block)
        twin = h.title.replace(m[2], str(year)) in ours
        beside = sum(o.level == h.level and _opens_alike(o, m, year) for o in everything)
        _say(finds, h.stretch, int(m[2]), year, sure=twin or beside >= 2)
    for s in stretches(report, cells=False, contents=True):
        m = _TITLE.match(s.text) if "20" in s.text[:46] else None
        if m is None or s.block in told or str(year) in s.text or "、" in s.text or "预算" in s.text:
            continue
        _say(finds, s, int(m[1]), year, sure=False)
    return finds.breaches()


def _stale(m: re.Match[str], year: int, *, worked: bool) -> bool:
    """Is this the heading of one of the report's own sections, with a year that is not the report's?

    ``worked`` says that a section on the work of another year would be such a one.
    """
    other, rest = int(m[2]), m[3]
    if other == year or str(year) in m[0] or not year - 5 <= other <= year + 2:
        return False
    if other > year and _AHEAD.search(rest):
        return False
    own = _OWN_SECTION.search(rest) or (worked and other < year and _WORK.match(rest))
    return bool(own) and not _OTHER_SECTION.search(m[1] + rest)


def _opens_alike(other: Heading, m: re.Match[str], year: int) -> bool:
    return other.title.startswith(m[1] + str(year))


def _say(finds: Finds, s: Stretch, other: int, year: int, sure: bool) -> None:
    finds.add(
        s.text,
        f"标题“{s.text}”写的是{other}年，本报告是{year}年度，请核对。",
        s.mark(),
        stated=f"{other}年",
        expected=f"{year}年",
        certainty="certain" if sure else "likely",
        level="error" if sure else "warning",
    )


@check("measure-of-another-year")
def measure_of_another_year(report: Report) -> Iterable[Breach]:
    """“加快2019年度预算执行进度” among what a report of 2021 wants to do better."""
    year = year_of(report)
    titles = [h for h in skeleton(report).numbered if len(h.title) <= 45]
    finds = Finds()
    for m in mentions(report):
        late = m.year < year and not (m.year == year - 1 and _EARLIER.match(m.after))
        verb = _MEASURE.search(m.before) if late and str(year) not in m.sentence else None
        if verb is None or not re.match(rf"[{HAN}]{{2}}", m.after):
            continue
        start = m.start - len(m.before) + verb.start()
        end = m.words(16)[1]
        words = m.stretch.text[start:end]
        if re.search(r"通知|方案|意见|办法", m.after[:24]):
            continue
        section = next((h.title for h in reversed(titles) if h.block <= m.stretch.block), "")
        ahead = _NEXT.search(section) or _NEXT.search(m.sentence)
        finds.add(
            words,
            f"“{words}”：本报告是{year}年度，工作和措施却写{m.year}年，疑为往年内容没有更新，请核对。",
            m.stretch.mark(start, end),
            stated=f"{m.year}年",
            expected=f"{year}年",
            certainty="certain" if ahead else "likely",
            level="error" if ahead and m.year < year - 1 else "warning",
        )
    _past_deadlines(report, titles, finds)
    return finds.breaches()


def _past_deadlines(report: Report, titles: list[Heading], finds: Finds) -> None:
    """“2023年6月底前完成剩余工程” among the next steps of a report that was written in 2024."""
    blocks = [h.block for h in titles]

    def ahead(s: Stretch) -> bool:
        at = bisect_right(blocks, s.block) - 1
        return bool((at >= 0 and _NEXT.search(titles[at].title)) or re.match(r"[^，。]{0,6}下一步", s.text))

    due = [s for s in holding(report, *(f"{y}年" for y in _near(report)), cells=False) if ahead(s)]
    for s, start, end, said, since in due_before_written(report, due):
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”：写在下一步的措施里，期限却早于{since}，疑为往年内容没有更新，请核对年份。",
            s.mark(start, end),
            stated=f"{said}年",
            expected=f"{(report.profile.year or 0) + 1}年",
            certainty="likely",
        )


def _near(report: Report) -> range:
    year = report.profile.year or 0
    return range(year - 3, year + 2)
