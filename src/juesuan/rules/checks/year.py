"""Years that are not the report's: last year's text, a plan of another year, a comparison with itself.

A report names many years for good reasons (comparisons, document numbers, periods, dates). A foreign year
is only called wrong by the role it plays in its sentence: as the time of this year's results, as the year
of the plan or survey that the evaluation rests on, or where another copy of the sentence has the report's
year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.rules.headings import Skeleton, region_of, skeleton
from juesuan.rules.lexicon import obsolete
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, once, scan, sentence_at

_YEAR = re.compile(r"(?<![\d〔\[（(\-—–至.])(20\d\d)年(度)?(?![\d]{1,2}月)")
_CLOSED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]{0,40}”|〔[^〕]*〕")
_PERIOD = re.compile(r"20\d\d年?(?:度)?[-—–~～至到、和及与]+20\d\d")
_COMPARES = re.compile(
    r"相比|同比|比上年|较上年|上年|去年|对比|比20\d\d|较20\d\d|与20\d\d|同期|环比|往年|结转|历年|增长|下降|"
    r"净增|截至20\d\d|年初|滚存|变动|增加|减少|提高|以来|至今|基期|以前年度"
)
_ORIGIN = re.compile(
    r"(?:自|从|始于|起于|成立于|于|根据|依据|按照|截至|截止|至|到|比|较|与|同|和|原|对|将|、|—|-|以)$"
)
_DONE = re.compile(
    r"完成|开展|实现|积极|组织|举办|发放|征缴|参保|累计|新增|落实|加强|推进|培训|受理|办结|检查|印制|召开|"
    r"建成|取得|做好|服务|全面|全年"
)
_HISTORY = re.compile(r"背景|立项|历史|沿革|依据|由来|概况|基本情况|设立")
_STATUS = re.compile(
    r"^(?:实有|在职|在编|末实有|底实有|末在职|编制人数|人员编制|部门预算|部门决算|部门整体|整体支出|"
    r"项目支出绩效|绩效自评|目标任务|工作计划|重点工作|满意度)"
)
_BASIS = re.compile(
    rf"^[{HAN}]{{0,4}}(?:重点项目|重点工作|工作计划|重点任务|满意度调查|问卷调查|目标任务|年度目标|绩效目标|"
    r"整体支出|工作目标|工作任务)"
)
_PLAN = re.compile(
    r"《([^《》]*?)(20\d\d)年(?:度)?([^《》]*?(?:工作计划|工作方案|重点工作|工作要点|实施方案|工作安排|"
    r"目标责任)[^《》]*)》"
)
_PLANS = re.compile(r"20\d\d年(?:度)?[^《》\n]*(?:工作(?:计划|方案|要点|安排)|重点工作|实施方案|目标责任)")
_FUND = re.compile(rf"^[{HAN}（）“”、]{{2,24}}?(?:资金|经费|补助|奖金|项目)(?!.{{0,3}}(?:支出|决算)\d)")
#: “2019年度支出42.36万元，比2019年度减少2.82万元”, in the report of another year.
_SAME = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年度?[^。；，,\d]{2,30}\d[\d,.]*(?:万元|亿元|元)[，,](?:比|较|与|同)(?P=year)年度?(?:相比|决算|增|减|上升|下降|降)"
)
_SELF = re.compile(r"(?:与|比|较|同)(20\d\d)年(?:度)?(?:决算数?)?(?:相比|比较|增加|减少|增长|下降|持平|对比)")
_COMPARED_WITH = ("与", "比", "较", "同")
_PROBLEM = re.compile(r"(?:问题|不足|问题及(?:其)?原因|偏差原因)[:：]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A year as it stands: the number, the sentence around it, what stands directly before and behind."""

    stretch: Stretch
    year: int
    start: int
    end: int
    sentence: str
    before: str
    after: str

    def words(self, more: int = 16) -> tuple[int, int]:
        """The stretch to quote: the year and what it belongs to."""
        text = self.stretch.text
        stop = re.search(r"[，。；：]", text[self.end + 4 : self.end + more])
        return self.start, min(len(text), self.end + 4 + stop.start() if stop else self.end + more)


@once
def _found(report: Report) -> tuple[Mention, ...]:
    return tuple(_read(report))


def mentions(report: Report, cells: bool = True) -> tuple[Mention, ...]:
    """Every year in the report, outside titles of documents, quotations and periods of several years."""
    return tuple(m for m in _found(report) if cells or m.stretch.cell is None)


def _read(report: Report) -> Iterator[Mention]:
    for s in holding(report, _YEAR):
        closed = [m.span() for m in _CLOSED.finditer(s.text)]
        closed += [m.span() for m in _PERIOD.finditer(s.text)]
        for m in _YEAR.finditer(s.text):
            if any(a <= m.start() < b for a, b in closed):
                continue
            a, b = sentence_at(s.text, m.start())
            before, after = s.text[max(a, m.start() - 8) : m.start()], s.text[m.end() : b]
            yield Mention(s, int(m[1]), m.start(), m.end(), s.text[a:b], before, after)


def year_of(report: Report) -> int:
    """The report's year; raises ``NotApplicable`` where it is not known or the text speaks of another one."""
    year = report.profile.year
    if year is None:
        raise NotApplicable("没有识别出报告年度")
    # The year that things are compared with is often named more than the report's own.
    counts = Counter(m.year for m in mentions(report) if m.before[-1:] not in _COMPARED_WITH)
    if counts and counts[year] * 2 < max(counts.values()):
        raise NotApplicable(f"报告年度识别为{year}年，但正文多写其他年度，不宜判断")
    return year


def _plain(m: Mention, year: int) -> bool:
    """Is this a foreign year in a sentence that neither compares nor names the report's own year as well?"""
    return (
        m.year != year
        and str(year) not in m.sentence
        and not _COMPARES.search(m.sentence)
        and not _ORIGIN.search(m.before)
    )


@check("year-differs-between-copies")
def differs_between_copies(report: Report) -> Iterable[Breach]:
    """The same clause with the report's year in one place and another year in the other."""
    year = year_of(report)
    finds = Finds()
    own: dict[str, Mention] = {}
    for m in mentions(report):
        if m.year == year:
            own.setdefault(_clause(m), m)
    for m in mentions(report):
        other = own.get(_clause(m))
        clause = _clause(m)
        if (
            other is None
            or not _plain(m, year)
            or len(re.sub(r"[^\u4e00-\u9fff]", "", clause)) < 5
            or not clause[0]
            or re.search(r"\d", clause)
        ):
            continue
        start, end = max(0, m.start - len(m.before[-1:])), _clause_end(m)
        words = m.stretch.text[start:end]
        finds.add(
            words,
            f"“{words}”写成{m.year}年，别处相同的内容写的是{year}年，本报告为{year}年度，疑年份写错。",
            m.stretch.mark(start, end),
            other.stretch.mark(other.start, _clause_end(other), "相同内容"),
            stated=f"{m.year}年",
            expected=f"{year}年",
            level="error" if m.year > year else "warning",
        )
    return finds.breaches()


def _clause(m: Mention) -> str:
    return m.before[-1:] + "|" + m.stretch.text[m.end : _clause_end(m)]


def _clause_end(m: Mention) -> int:
    stop = re.search(r"[，。；：、（]", m.stretch.text[m.end :])
    return m.end + stop.start() if stop else len(m.stretch.text)


@check("other-year-in-results")
def other_year_in_results(report: Report) -> Iterable[Breach]:
    """Results told as those of another year (2022年，完成… in the report of 2023)."""
    year = year_of(report)
    bones = skeleton(report)
    finds = Finds()
    for m in mentions(report, cells=False):
        opens = m.start == 0 or m.stretch.text[m.start - 1] in "。；：、）.,，)"
        if opens and m.year < year and _plain(m, year) and _PROBLEM.search(m.before):
            _say_problem(finds, m, year)
        if not opens or not _plain(m, year) or not year - 3 <= m.year <= year + 1:
            continue
        head = m.after[:24]
        if (_FUND.match(head) and not re.match(r"，", head)) or not _DONE.search(m.after[:60]):
            continue
        if m.year == year + 1 and re.search(
            r"计划|将|拟|下一步|预计|要|应|安排|打算|预算|工作思路|公开|报送|月", m.sentence
        ):
            continue
        start, end = m.words(24)
        words = m.stretch.text[start:end]
        history = m.year < year - 1 or _HISTORY.search(title_above(bones, m.stretch.block))
        finds.add(
            words,
            f"“{words}”写的是{m.year}年的工作，本报告是{year}年度，疑为其他年度的内容没有更新，请核对。",
            m.stretch.mark(start, end),
            stated=f"{m.year}年",
            expected=f"{year}年",
            certainty="likely",
            level="note" if history else "warning",
        )
    return finds.breaches()


def _say_problem(finds: Finds, m: Mention, year: int) -> None:
    start, end = m.words(14)
    words = m.stretch.text[start:end]
    finds.add(
        words,
        f"“{words}”：本报告说的是{year}年度的问题和原因，这里写成{m.year}年，疑为往年内容没有更新，请核对。",
        m.stretch.mark(start, end),
        stated=f"{m.year}年",
        expected=f"{year}年",
        certainty="likely",
    )


def title_above(bones: Skeleton, block: int) -> str:
    """The nearest short numbered title above a block."""
    return next((h.title for h in reversed(bones.numbered) if h.block < block and len(h.title) <= 45), "")


@check("other-year-as-basis")
def other_year_as_basis(report: Report) -> Iterable[Breach]:
    """The staff, plan, survey or target that the evaluation rests on is of another year."""
    year = year_of(report)
    finds = Finds()
    for m in mentions(report):
        if m.year >= year or str(year) in m.before + m.after[:12]:
            continue
        old = m.year <= year - 2
        near = _BASIS.match(m.after) and not _COMPARES.search(m.before[-4:] + m.after[:16])
        status = (
            old
            and _STATUS.match(m.after)
            and not re.search(r"[自从较比与同]$|相比", m.before)
            and not re.match(r".{0,14}(?:相比|增加|减少)", m.after)
        )
        if near or status:
            start, end = m.words(14)
            words = m.stretch.text[start:end]
            finds.add(
                words,
                f"“{words}”：评价{year}年度却以{m.year}年的数据或任务为依据，疑为往年内容没有更新，请核对。",
                m.stretch.mark(start, end),
                stated=f"{m.year}年",
                expected=f"{year}年",
                certainty="likely",
            )
    return finds.breaches()


@check("plan-of-another-year")
def plan_of_another_year(report: Report) -> Iterable[Breach]:
    """The unit's own plan or programme of another year, cited as this year's basis."""
    year = year_of(report)
    entity = report.profile.entity
    region = region_of(entity)
    finds = Finds()
    for s, m in scan(report, _PLAN, _PLANS):
        title_year = int(m[2])
        own = not m[1] or m[1] in entity or (len(region) >= 3 and region in m[1] and "人民政府" not in m[1])
        if title_year < year and own and not re.search(r"三年|五年|行动|中长期|规划", m[3]):
            finds.add(
                m[0],
                f"业务依据列的是{m[0]}，本报告评价{year}年度，疑为往年文件没有更新，请核对。",
                s.mark(*m.span()),
                stated=f"{title_year}年",
                expected=f"{year}年",
                certainty="likely",
            )
    return finds.breaches()


@check("compared-with-itself")
def compared_with_itself(report: Report) -> Iterable[Breach]:
    """“与2022年相比” in the report of 2022."""
    year = year_of(report)
    finds = Finds()
    for s, m in scan(report, _SELF, cells=False):
        a, b = sentence_at(s.text, m.start())
        later = [int(y) for y in re.findall(r"(?<!\d)20\d\d(?=年)", s.text[a:b]) if int(y) > year]
        if int(m[1]) == year and not later:
            finds.add(
                s.text[max(a, m.start() - 12) : m.end()],
                f"本报告是{year}年度，却写“{m[0]}”，同一年不能自己比自己，应为{year - 1}年，请核对。",
                s.mark(*m.span()),
                stated=f"{year}年",
                expected=f"{year - 1}年",
                certainty="likely",
            )
    for s, m in scan(report, _SAME, "年", cells=False):
        if int(m["year"]) != year:
            finds.add(
                m[0],
                f"“{m[0]}”：两处都写{m['year']}年，同一年不能自己比自己；本报告是{year}年度，前一处应为{year}年，请核对。",
                s.mark(*m.span()),
                stated=f"{m['year']}年",
                expected=f"{year}年",
                certainty="likely",
            )
    return finds.breaches()


@check("fund-of-another-year")
def fund_of_another_year(report: Report) -> Iterable[Breach]:
    """Money of another year spent this year, without a word on the carry-over."""
    year = year_of(report)
    finds = Finds()
    for m in mentions(report, cells=False):
        if (
            m.year >= year
            or not _FUND.match(m.after[:30])
            or (re.search(r"结转|上年|以前年度|跨年", m.sentence) and str(year) in m.sentence)
        ):
            continue
        if re.search(r"相比|较20|比20|与20", m.sentence) or _ORIGIN.search(m.before):
            continue
        start, end = m.words(20)
        words = m.stretch.text[start:end]
        finds.add(
            words,
            f"“{words}”是{m.year}年的资金，本报告是{year}年度；如系结转使用请写明，否则请核对年份。",
            m.stretch.mark(start, end),
            stated=f"{m.year}年",
            certainty="guess",
        )
    return finds.breaches()


@check("obsolete-term")
def obsolete_term(report: Report) -> Iterable[Breach]:
    """A term, body or rule that had ended before the report's year."""
    year = report.profile.year
    if year is None:
        raise NotApplicable("没有识别出报告年度")
    finds = Finds()
    for term in obsolete():
        if year < term.since or term.term in report.profile.entity:
            continue
        for s, m in scan(report, re.compile(term.pattern), contents=True):
            if re.search(r"原$|改为|更名|整合|合并", s.text[max(0, m.start() - 4) : m.end() + 8]):
                continue
            basis = f"（{term.basis}）" if term.basis else ""
            finds.add(
                term.term,
                f"“{m[0]}”已停用，{term.since}年起应使用“{term.now}”{basis}。",
                s.mark(*m.span()),
                stated=m[0],
                expected=term.now,
            )
    return finds.breaches()
