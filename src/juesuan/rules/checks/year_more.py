"""Deadlines, states and plans of another year: “2018年12月31日前支付率达到100%” among the results of 2019.

The year's end is when a year's results are measured, so a result measured at the end of an earlier year is last
year's text. What a unit only says of the year it reports on (its running expenses, what it owned at the year's end)
cannot be dated otherwise; what is still to be done cannot be done in a year that has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.checks.year import title_above, year_of
from juesuan.rules.headings import Skeleton, skeleton
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, scan, sentence_at

_DEADLINE = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<end>12月(?:31日|底|末)|年?[底末])|\d{1,2}月(?:\d{1,2}日|份|[底末])?)(?:之前|以前|前)"
)
_MEASURED = re.compile(r"^[^，。；]{0,14}?(?:[\u4e00-\u9fff]{1,6}率|达到?|完成|支付|拨付|兑付|发放|执行)")
_HISTORY = re.compile(
    r"结转|上年|去年|以前年度|历年|增长|下降|相比|同比|一期|前期|批复|批准|成立|出生|参加工作|退休|入职|建成|开工|竣工|"
    r"注册|登记|存量|欠|遗留|审计"
)
_STATE = re.compile(
    r"(?:^|(?<=[。；：）]))截[至止](?P<year>20\d\d)年(?:12月31日|12月[底末]|年?[底末])，?(?:本(?:部门|单位|级)|我[局院校委办中心]{1,2}|[\u4e00-\u9fff（）]{0,36}?)"
    r"(?:共有|实有|有|固定)?(?P<what>车辆|公务用车|在职|编制|资产总额|固定资产|"
    r"到位资金|资金(?:全部|实际|已)?到位|实际(?:支出|支付|使用|到位)|预算执行|资金(?:支付|支出|使用)|执行数)"
)
#: The same without 截至, where the words leave nothing but a stock: “，2022年末公务用车保有量3辆”.
_KEPT = re.compile(
    rf"(?:^|(?<=[，。；：、）]))(?P<year>20\d\d)年(?:12月(?:31日|底|末)|年?[底末])，?(?:本(?:部门|单位|级)|我[局院校委办]|[{HAN}（）]{{0,24}}?)"
    r"(?P<what>(?:公务用)?车辆?(?:实有|实际)?保有量|(?:实有|共有|现有)(?:在职|在编|在岗|教职工|公务用车|车辆))(?=[^，。；、]{0,6}\d)"
)
#: What tells that the number is there to be compared with.
_COMPARED = re.compile(r"比|较|相比|增加|减少|增长|下降|持平|本年|当年|今年|上年|年初|变化|新购|报废")
#: How far behind the number a comparison may follow.
_AFTER = 24
#: What a project has of its money at the year's end, and words by which it speaks of the years before.
_MONEY = re.compile(r"资金|实际|预算|执行")
_BEFORE = re.compile(r"累计|前期|以前|历年|上年|结转(?!下年|到|至)|一期|已完工|期初|跨年")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
#: Words that make a sentence the year's objective: what it names is still to come, so no deadline in it is past.
_AIM = re.compile(r"(?:总体|年度|绩效|项目|预期|工作|阶段性?)目标")
_RESULT = re.compile(r"完成|实现|达成|执行|偏离")
_ENDS = re.compile(r"20\d\d年(?:12月(?:31日|底|末)|年?[底末])")

#: What the unit says it had none of in a year, in a paragraph that begins with it.
_NONE_OF = re.compile(
    rf"^(?:(?:说明|备?注)[：:]|[（(]?[\d一二三四五六七八九十]{{1,2}}[)）.．、])?(?P<words>(?P<before>[{HAN}（）]{{2,30}}?)?"
    rf"(?P<year>20\d\d)年度?，?(?P<who>[{HAN}（）]{{0,30}}?)"
    r"(?:无|没有|未)(?:安排|使用|发生|取得|涉及|有|编制)?(?:使用|安排)?(?:财政拨款)?(?:的)?"
    r"(?:政府性基金|国有资本经营|因公出国|公务接待|公务用车购置|机关运行经费|“三公”|一般公共预算财政拨款“三公”))"
)
_OURS = re.compile(r"[本我][部单局院校委办中]")
_INCOMPARABLE = re.compile(
    r"比|较|上年|去年|同期|持平|增|减|基数|故(?![本此该]表|公开)|以前|结转|因此|\d(?:万|元|\.\d)"
)
#: What is still to be done, and in which year.
_TO_BE_DONE = re.compile(
    rf"(?:(?:纳入|列入|编入|编列[到在]|安排[在到进于至]|落实到)(?P<into>20\d\d)年度?的?[{HAN}]{{0,6}}?(?:预算|计划|要点|重点工作)(?!的)|"
    rf"(?:^|(?<=[。；：、）]))(?P<will>20\d\d)年度?，?[{HAN}]{{0,12}}?"
    r"(?:将(?:继续|进一步|不断|严格|加强|加大|切实|持续|着力|全面|重点)|拟(?![定订制])|计划(?!数|任务|安排|完成|投资|指标)))"
)
#: A cheap look for either way to say so.
_DATED = re.compile(r"[入到在进于至]20\d\d年|20\d\d年[^。；]{0,16}(?:将|拟|计划)")
#: Behind the numbers of all styles of headings.
_BELOW_ALL = 9
_LONGEST_TITLE = 24
_COMING = re.compile(r"建议|下一步|今后|打算|改进(?:措施|意见|方向)|努力方向")
_NOT_TO_COME = re.compile(r"[未没已曾]|不(?![足断])|难以|无法|由于|原因|因为|导致|截[至止]")

#: The budget of a named year as the base of a comparison.
_BUDGET = re.compile(
    r"(?<=[比较与同])(?P<year>20\d\d)年(?:度)?(?:年初|当年)?预算(?:数|安排数)?(?=[\d为（(增减相持])"
)
_BUDGETED = re.compile(r"[；;]|预算(?:数|安排)?(?:为|是)?\d")


@check("deadline-of-another-year")
def deadline_of_another_year(report: Report) -> Iterable[Breach]:
    """A result or target measured by the end of an earlier year."""
    year = year_of(report)
    bones = skeleton(report)
    finds = Finds()
    for s, m in scan(report, _DEADLINE):
        start, end = sentence_at(s.text, m.start())
        said = int(m["year"])
        sentence = s.text[start:end]
        later = str(year) in sentence or any(int(y) > said for y in _YEAR.findall(sentence))
        if later or not year - 3 <= said < year:
            continue
        title = title_above(bones, s.block)
        aim = _AIM.search(s.text, start, m.start()) or (_AIM.search(title) and not _RESULT.search(title))
        clause = _clause(s.text, m.start(), m.end()) if aim else sentence
        after = _MEASURED.match(s.text[m.end() : end])
        if _HISTORY.search(clause) or not (aim or (m["end"] and (after or s.cell is not None))):
            continue
        stop = m.end() + (after.end() if after else 0)
        words = s.text[m.start() : stop]
        finds.add(
            f"{said}|{words[-8:]}",
            f"“{words}”：本报告评价{year}年度，期限却写成{said}年，疑为往年内容没有更新，请核对。",
            s.mark(m.start(), m.end()),
            stated=f"{said}年",
            expected=f"{year}年",
            certainty="likely",
        )
    return finds.breaches()


def _clause(text: str, start: int, end: int) -> str:
    """The clause around some characters."""
    first = max(text.rfind(c, 0, start) for c in "，；。：") + 1
    stop = re.search(r"[，；。]", text[end:])
    return text[first : end + stop.start() if stop else len(text)]


@check("state-of-another-year")
def state_of_another_year(report: Report) -> Iterable[Breach]:
    """What the unit had at the end of a year that is not the report's."""
    year = year_of(report)
    finds = Finds()
    for s, m in scan(report, _STATE, _ENDS, cells=False):
        start, end = sentence_at(s.text, m.start())
        said = int(m["year"])
        if not year - 3 <= said <= year + 1 or said == year or str(year) in s.text[start:end]:
            continue
        if _MONEY.search(m["what"]) and (said < year - 1 or _BEFORE.search(s.text, start, end)):
            continue  # a project of several years tells what it had spent before
        finds.add(
            f"{said}|{m[0][-4:]}",
            f"“{m[0]}”：本报告是{year}年度，年末情况却写成{said}年末，疑年份没有更新，请核对。",
            s.mark(*m.span()),
            stated=f"{said}年",
            expected=f"{year}年",
            certainty="likely",
        )
    _kept(report, year, finds)
    _none_of(report, year, finds)
    return finds.breaches()


def _kept(report: Report, year: int, finds: Finds) -> None:
    """What was there at the end of last year, told as if it were this one's: nothing in the clause around compares."""
    for s, m in scan(report, _KEPT, _ENDS, cells=False):
        start, end = sentence_at(s.text, m.start())
        said, around = int(m["year"]), _clause(s.text, m.start(), m.end())
        after = s.text[m.start() + len(around) : end][:_AFTER]
        if said != year - 1 or str(year) in s.text[start:end] or _COMPARED.search(around + after):
            continue
        finds.add(
            f"{said}|{m['what']}",
            f"“{m[0]}”：本报告是{year}年度，年末情况却写成{said}年末，疑年份没有更新，请核对。",
            s.mark(*m.span()),
            stated=f"{said}年",
            expected=f"{year}年",
            certainty="likely",
        )


def _none_of(report: Report, year: int, finds: Finds) -> None:
    """“2022年度本部门无政府性基金…” in the report of 2023, where nothing in the paragraph compares the years."""
    names = [n for n in (report.profile.entity, *report.profile.aliases) if n]
    for s, m in scan(report, _NONE_OF, "无", "没有", "未", cells=False):
        said, who = int(m["year"]), (m["before"] or "") + m["who"]
        own = not who or _OURS.search(who) or any(n in who for n in names)
        near = year - 3 <= said <= year + 1 and said != year
        if not (own and near) or str(year) in s.text or _INCOMPARABLE.search(s.text):
            continue
        finds.add(
            f"{said}|{m['words'][-4:]}",
            f"“{m['words']}”：本报告是{year}年度，这里写成{said}年度，疑年份没有更新，请核对。",
            s.mark(*m.span("words")),
            stated=f"{said}年",
            expected=f"{year}年",
            certainty="likely",
        )


@check("plan-in-a-past-year")
def plan_in_a_past_year(report: Report) -> Iterable[Breach]:
    """What is proposed or intended, dated in a year that has passed (建议…纳入2023年预算, in the evaluation of 2023)."""
    year = year_of(report)
    bones = skeleton(report)
    finds = Finds()
    for s, m in scan(report, _TO_BE_DONE, _DATED, cells=False):
        said = int(m["into"] or m["will"])
        if not year - 2 <= said <= year or not _is_coming(bones, s.block):
            continue
        start, end = sentence_at(s.text, m.start())
        clause = _clause(s.text, m.start(), m.start())
        if _NOT_TO_COME.search(clause) or str(year + 1) in s.text[start:end]:
            continue
        finds.add(
            f"{said}|{m[0][-6:]}",
            f"“{s.around(*m.span(), 8)}”：本报告是{year}年度，今后的安排却写在{said}年，疑年份没有更新，请核对。",
            s.mark(*m.span()),
            stated=f"{said}年",
            expected=f"{year + 1}年",
            certainty="likely",
        )
    return finds.breaches()


def _is_coming(bones: Skeleton, block: int) -> bool:
    """Does the block stand in a chapter of proposals or intentions, as one of its numbered points or below one?"""
    level = next((h.level for h in bones.numbered if h.block == block), _BELOW_ALL)
    for h in reversed(bones.numbered):
        if h.block < block and h.level < level:
            if _COMING.search(h.title) and len(h.title) <= _LONGEST_TITLE:
                return True
            level = h.level
    return False


@check("budget-of-another-year")
def budget_of_another_year(report: Report) -> Iterable[Breach]:
    """This year's outturn compared with the opening budget of last year (2023年决算数…，比2022年年初预算数…减少)."""
    year = year_of(report)
    finds = Finds()
    for s, m in scan(report, _BUDGET, "预算", cells=False):
        start, _ = sentence_at(s.text, m.start())
        before = s.text[start : m.start()]
        outturn = before.rfind("决算")
        if int(m["year"]) != year - 1 or f"{year}年" not in before or outturn < 0:
            continue
        if _BUDGETED.search(before[outturn:]) or f"{year - 1}年" in before:
            continue
        words = s.text[m.start() : m.end()]
        finds.add(
            s.text[max(start, m.start() - 24) : m.end()],
            f"“{words}”：{year}年度的决算数应与{year}年的年初预算比较，这里写成{m['year']}年，疑年份写错，请核对。",
            s.mark(*m.span()),
            stated=f"{m['year']}年",
            expected=f"{year}年",
            certainty="likely",
        )
    return finds.breaches()
