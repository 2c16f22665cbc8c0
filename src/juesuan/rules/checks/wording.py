"""Wording that contradicts itself: 增加持平, two amounts for one total, a reason for no change.

These are found in one sentence, by its own words. Whether 增加 fits the two numbers is arithmetic and lives
with the claims of change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, scan, sentence_at, sentences

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_UP, _DOWN = "增加|增长|上升|提高|增多", "减少|下降|降低|缩减"
_BOTH = re.compile(
    rf"(?:{_UP})(?:了)?(?:{_DOWN}|持平)(?=[{HAN}]{{0,2}}\d|[，。；、]|$)|(?:{_DOWN})(?:了)?(?:{_UP}|"
    rf"持平)(?=[{HAN}]{{0,2}}\d|[，。；、]|$)"
    rf"|持平(?:{_UP}|{_DOWN})(?=\d|[，。；])|(?:大于|高于)(?:小于|低于)|(?:小于|低于)(?:大于|高于)|"
    rf"(?:{_UP})(?:（|\()?(?:{_DOWN})(?:）|\))(?=\d)"
    # one letter of the other word is left: “减增加21.90万元”, “决算数大小于预算数”
    rf"|减(?:增加|增长)(?=\d)|增(?:减少|下降|降低)(?=\d)|(?:大小|小大|高低|低高)于(?=年初|全年|调整|预算|上年|决算)"
)
_TWO_WAYS = tuple(
    first + between + second
    for first in f"{_UP}|{_DOWN}|持平|大于|高于|小于|低于".split("|")
    for second in f"{_UP}|{_DOWN}|持平|大于|高于|小于|低于".split("|")
    for between in ("", "了", "（", "(")
    if first != second
)
_TWO_LETTERS = ("减增", "增减少", "增下降", "增降低", "大小于", "小大于", "高低于", "低高于")
_EACH = re.compile(
    rf"(收、?支总计|收入、?支出总计|收支)?[^，。；]{{0,6}}?各(?:是|为|{_UP}|{_DOWN})(?:了)?({_NUMBER})(?:万"
    rf"元|亿元|元|[%％])?(?:[、，和]|,(?!\d{{3}}(?!\d)))({_NUMBER})(?:万元|亿元|元|[%％])"
)
_ORDER = re.compile(rf"(?:与|同|和)20\d\d年(?:度)?(?:决算数?)?相比({_NUMBER})(?:万元|亿元|元)")
_DE = re.compile(r"的\d")
_DOUBLE_DE = re.compile(
    rf"(?:目标任务|任务|目标|预算|计划|指标)(?:数)?的({_NUMBER}(?:万元|亿元|元|万人|人次|人|户|个|件|家|"
    rf"次))的({_NUMBER}[%％])"
)
_FLAT_REASON = re.compile(r"持平[，。；]?(?:主要)?(?:变动|增减)?原因(?:是|为|：|:)?[^。；]{0,40}")
_STAYED = re.compile(r"没有变化|无变化|未发生|保持|均为0|没有发生|一致|不变|未安排|严格|厉行|稳定|控制")
_MORE = re.compile(r"[多余][人万户个件次场份家]")
_ABOUT = re.compile(rf"({_NUMBER})(?:多|余)(?=人|万|户|个|件|次|场|份|家)")
_BRACKETED = re.compile(r"[(（\[【]20\d\d[)）\]】]")
_DOCUMENT_NUMBER = re.compile(rf"(?:(?<=[{HAN}])|^)([(（\[【]20\d\d[)）\]】])第?(\d{{1,4}})号")
_ZERO_BUDGET = re.compile(
    rf"年初预算(?:数)?为?0(?:\.0+)?万?元[^。；]{{0,40}}?完成(?:年初)?预算(?:数)?的?({_NUMBER})[%％]"
)
_CLASS = re.compile(rf"[{HAN}]{{2,14}}（类）支出\d")
_UNMARKED = re.compile(
    rf"(?<![{HAN}）])(?!项目|基本|人员|公用|其中)[{HAN}]{{3,12}}支出\d[\d,]*(?:\.\d+)?万"
    r"元(?=，占)"
)
_GRADES = re.compile(r"[“\"](?:优|良|中|较?差)")
_GRADE = re.compile(
    r"(?:等次|等级|结论|评级|绩效|结果|评价)(?:评定)?(?:等次|等级|结论)?(?:总体)?(?:为|是|：)[“\"](优秀|优|"
    r"良好|良|中等|中|较差|差)[”\"]"
)
_SAME_GRADE = ({"优", "优秀"}, {"良", "良好"}, {"中", "中等"}, {"差", "较差"})
_INCOME_REASON = re.compile(
    r"收入(?:合计)?(?:增加|增长)[^。；，]{0,4}(?:的)?(?:主要)?原因(?:是|为|：)?([^。；]{6,120})"
)


@check("contradictory-direction")
def contradictory_direction(report: Report) -> Iterable[Breach]:
    """Two opposite directions for one change (增加减少10万元, 增加持平)."""
    finds = Finds()
    for s, m in scan(report, _BOTH, *_TWO_WAYS, *_TWO_LETTERS):
        if re.search(r"率|变动|比例|或|增减|[（(]$", s.text[max(0, m.start() - 2) : m.start()]) or re.match(
            r"的?(?:情况|变化|幅度|趋势|原因|数|率)", s.text[m.end() :]
        ):
            continue
        start, end = max(0, m.start() - 12), min(len(s.text), m.end() + 8)
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”里的“{m[0]}”自相矛盾，只能保留一个方向，请对照上年数改正。",
            s.mark(start, end),
            stated=m[0],
            # The choice a form offers, left as it was: nothing wrong is said, but nothing either.
            **({"level": "warning"} if re.search(r"[（(]", m[0]) else {}),
        )
    return finds.breaches()


@check("two-amounts-for-one-total")
def two_amounts(report: Report) -> Iterable[Breach]:
    """“收、支总计各减少A万元、B万元”: one total cannot change by two amounts."""
    finds = Finds()
    for s, m in scan(report, _EACH, "总计"):
        subject = s.text[max(0, m.start() - 10) : m.start(2)]
        if m[2].replace(",", "") != m[3].replace(",", "") and re.search(r"总计", subject):
            end = min(len(s.text), m.end())
            start = max(0, m.start(2) - 14)
            words = s.text[start:end]
            finds.add(
                words,
                f"“{words}”：收、支总计是同一个数，只能有一个数额，这里写了{m[2]}和{m[3]}两个，"
                "请按总计口径重新计算。",
                s.mark(start, end),
                stated=f"{m[2]}、{m[3]}",
            )
    return finds.breaches()


@check("comparison-out-of-order")
def comparison_out_of_order(report: Report) -> Iterable[Breach]:
    """“与2018年相比1,172.96万元”: the base stands behind 相比 instead of before it."""
    finds = Finds()
    for s, m in scan(report, _ORDER, "相比"):
        words = m[0]
        finds.add(
            words,
            f"“{words}”语序颠倒，上年数应写在“相比”之前，并写明增加还是减少。",
            s.mark(*m.span()),
            stated=words,
        )
    return finds.breaches()


@check("superfluous-de")
def superfluous_de(report: Report) -> Iterable[Breach]:
    """“完成目标任务的38700人的108.41%”: a 的 too many."""
    finds = Finds()
    for s, m in scan(report, _DOUBLE_DE, _DE):
        right = m[0].replace("的", "", 1)
        finds.add(
            m[0], f"“{m[0]}”多了一个“的”，应为“{right}”。", s.mark(*m.span()), stated=m[0], expected=right
        )
    return finds.breaches()


@check("reason-for-no-change")
def reason_for_no_change(report: Report) -> Iterable[Breach]:
    """“持平。主要原因：…减少”: no change is claimed and a change explained."""
    finds = Finds()
    for s, m in scan(report, _FLAT_REASON, "持平", cells=False):
        if _STAYED.search(m[0]):
            continue
        start, end = max(0, m.start() - 10), min(m.end(), m.start() + 14)
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”：既写持平又写变动原因，请核对是否真的持平。",
            s.mark(start, end),
            stated="持平",
            certainty="likely",
        )
    return finds.breaches()


@check("about-an-exact-number")
def about_exact(report: Report) -> Iterable[Breach]:
    """“1445余人次”: exact to the last digit, and yet 余."""
    finds = Finds()
    for s, m in scan(report, _ABOUT, _MORE):
        if m[1][-1] != "0" and len(m[1].replace(",", "")) >= 3 and "." not in m[1]:
            end = min(len(s.text), m.end() + 2)
            words = s.text[m.start() : end]
            finds.add(
                words,
                f"“{words}”：数字已精确到个位，后面不应再加“{m[0][-1]}”。",
                s.mark(m.start(), end),
                stated=m[0],
                expected=m[1],
            )
    return finds.breaches()


@check("document-number-brackets")
def document_number(report: Report) -> Iterable[Breach]:
    """The year of a document number in other brackets than 〔〕."""
    finds = Finds()
    for s, m in scan(report, _DOCUMENT_NUMBER, _BRACKETED):
        right = f"〔{m[1][1:-1]}〕{m[2]}号"
        finds.add(
            m[0],
            f"发文字号“{m[0]}”的年份应用六角括号，写作“{right}”。",
            s.mark(*m.span()),
            stated=m[0],
            expected=right,
        )
    return finds.breaches()


@check("rate-on-zero-budget")
def rate_on_zero(report: Report) -> Iterable[Breach]:
    """A completion rate although the budget is 0."""
    finds = Finds()
    for s, m in scan(report, _ZERO_BUDGET, "年初预算", cells=False):
        end = min(len(s.text), m.end())
        start = max(m.start(), end - 40)
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”：年初预算为0，不能计算完成率，请改写为“年初未安排预算”。",
            s.mark(start, end),
            stated=m[1] + "%",
        )
    return finds.breaches()


@check("grade-under-two-names")
def two_grades(report: Report) -> Iterable[Breach]:
    """优 here and 优秀 there for one and the same result."""
    uses = list(scan(report, _GRADE, _GRADES))
    finds = Finds()
    for same in _SAME_GRADE:
        names = sorted({m[1] for _, m in uses if m[1] in same}, key=lambda n: sum(m[1] == n for _, m in uses))
        if len(names) == 2:
            rare = [s.mark(*m.span()) for s, m in uses if m[1] == names[0]]
            usual = next(s.mark(*m.span(), "另一处") for s, m in uses if m[1] == names[1])
            finds.add(
                "/".join(names),
                f"评价等次一处写“{names[0]}”、一处写“{names[1]}”，请统一。",
                *rare,
                usual,
                stated=names[0],
                expected=names[1],
            )
    return finds.breaches()


@check("income-explained-by-spending")
def income_by_spending(report: Report) -> Iterable[Breach]:
    """A rise of income that is explained by more spending only."""
    finds = Finds()
    for s, m in scan(report, _INCOME_REASON, "原因", cells=False):
        if "支出" in m[1] and not re.search(
            r"收入|拨款|下达|追加|结转|上级|资金|财政|补助", m[1].replace("补贴收入", "")
        ):
            _a, b = sentence_at(s.text, m.start())
            end = min(b, m.start() + 50, m.end())
            words = s.text[m.start() : end]
            finds.add(
                words,
                f"“{words}”用支出增加来解释收入增加，请写明财政拨款等收入来源的变化。",
                s.mark(m.start(), end),
                certainty="likely",
            )
    return finds.breaches()


@check("class-mark-missing")
def class_mark_missing(report: Report) -> Iterable[Breach]:
    """（类）（款）（项） on most items of a list, and not on this one."""
    finds = Finds()
    items = []
    for s in holding(report, "（类）支出", cells=False):
        for a, b in sentences(s.text):
            _unmarked_classes(finds, s, a, b)
    for s in holding(report, "（款）", cells=False):
        if "（款）" in s.text[:80]:
            items.append(s)
    with_item = sum("（项）" in s.text[:120] for s in items)
    for s in items:
        if "（项）" not in s.text[:120] and with_item >= 3 and with_item * 5 >= len(items) * 4:
            end = s.text.find("：") if "：" in s.text[:120] else s.text.find("（款）") + 3
            words = s.text[:end]
            message = f"“{words}”没有写到项级，同组其他各条都标明“（项）”，请补上。"
            finds.add(words, message, s.mark(0, end), stated=words, certainty="likely")
    return finds.breaches()


def _unmarked_classes(finds: Finds, s: Stretch, start: int, end: int) -> None:
    """In a run of classes with amounts, the ones that lack the （类） of the others."""
    a, b = sentence_at(s.text, start)
    line = s.text[a:b]
    marked = _CLASS.findall(line)
    m = _UNMARKED.search(s.text, start, end)
    if len(marked) >= 2 and m is not None and "（类）" not in m[0]:
        message = f"“{m[0]}”没有标“（类）”，同一句其他科目都标了，请统一。"
        finds.add(m[0], message, s.mark(*m.span()), stated=m[0], certainty="likely")
