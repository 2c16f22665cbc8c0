"""Deadlines and states of another year: “2018年12月31日前支付率达到100%” among the results of 2019.

The year's end is when a year's results are measured, so a result measured at the end of an earlier year is last
year's text. What a unit only says of the year it reports on (its running expenses, what it owned at the year's end)
cannot be dated otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.checks.year import title_above, year_of
from juesuan.rules.headings import skeleton
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, scan, sentence_at

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
#: What a project has of its money at the year's end, and words by which it speaks of the years before.
_MONEY = re.compile(r"资金|实际|预算|执行")
_BEFORE = re.compile(r"累计|前期|以前|历年|上年|结转(?!下年|到|至)|一期|已完工|期初|跨年")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
#: Words that make a sentence the year's objective: what it names is still to come, so no deadline in it is past.
_AIM = re.compile(r"(?:总体|年度|绩效|项目|预期|工作|阶段性?)目标")
_RESULT = re.compile(r"完成|实现|达成|执行|偏离")
_ENDS = re.compile(r"20\d\d年(?:12月(?:31日|底|末)|年?[底末])")

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
    return finds.breaches()


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
