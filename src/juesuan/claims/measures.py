"""Which measure a figure tells that does not say so itself: the figure that leads it does.

“年初预算T，其中基本支出A、项目支出B” prints two budgets and no outturn, and “年末结转T，其中基本支出A” prints no
expenditure at all. A bare name is this year's outturn only where nothing in its sentence says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.amounts import Interval
from juesuan.claims.model import Figure

#: What opens a list of members behind the figure that they make up.
_OPENS = re.compile(
    r"其中|主要[是为系]|包括|包含|(?<![不未])含|分别|构成|组成|用于|分为|划分|细分|[:：]|即|按[^，。；]{2,10}分"
)
#: What joins a member to the one before it, and one that shares the words of the one before.
_NEXT = re.compile(r"\s*[、，,；;和及与][^。]*")
_SHARES = re.compile(r"\s*[、；;和及与]")
_DONE = re.compile(r"决算|执行|实际|支付|完成")
_PLANNED = re.compile(
    r"计划(?:支出|安排|投入|使用)|拟(?:支出|安排|投入)|(?:年初|全年|年中|期中|当年|调整后?|财政|批复|核定)[^，。；]{0,8}(?:预算|指标|批复|安排|追加|下达)|(?<!公共)(?<!基金)(?<!经营)预算(?:安排|批复|下达|核定|数)"
)
_ADDED = re.compile(r"追加|调增|调减|核减|追减|增列|调整(?:额|增加|减少)")
#: “决算数A万元，比年初预算数B万元减少…。其中…”: the list is of A.
_COMPARED = re.compile(
    r"[比较与同占][^，。；]*(?:预算|计划|上年|去年|20\d\d年)[^，。；]*$|完成[^，。；]*预算[^，。；]*$"
)
#: Figures said of the member before them: they stand within a list without being part of it.
_SAID_OF_IT = ("share", "growth", "points", "change", "prior", "rate", "other")


def led_by(figures: Sequence[Figure], figure: Figure) -> Figure | None:
    """The figure whose member ``figure`` is by the words between them; the first of a row of budgets may lead, too."""
    if figure.role == "budget" or _DONE.search(figure.head) or _ADDED.search(figure.head):
        return None
    at = next(k for k, f in enumerate(figures) if f is figure)
    for k in range(at, 0, -1):
        member = figures[k]
        aside = member.role in _SAID_OF_IT or member.depth > figure.depth
        if aside and member is not figure and member.sentence == figure.sentence:
            continue
        if member.role not in ("amount", "budget") or member.sentence != figure.sentence:
            return None
        if _DONE.search(member.head):
            return None
        if member is not figure and _plans(member) and _shared(figures[k + 1 : at + 1]):
            return member
        if _OPENS.search(member.before):
            return _lead(figures, k)
        if not _NEXT.fullmatch(member.before):
            return None
        if figures[k - 1].role == "budget" and _adds_up(figures, k):
            return figures[k - 1]
    first = figures[0]
    planned = first is not figure and first.sentence == figure.sentence and _plans(first)
    return first if planned and _shared(figures[1 : at + 1]) else None


#: A time within the year: what is told of it is not the year's.
_PART_OF_YEAR = re.compile(
    r"(?:截[至止]|[至—~～-])[^，。；]{0,8}?(?<!\d)(?:[1-9]|1[01])月|上半年|前[一二三两]个?季度|[一二三]季度"
)
_SPENT = re.compile(
    r"(?:(?:19|20)\d\d年度?|全年|本年度?|当年|年度|我?[局院委校部]|本?部门|本?单位|整体|实际|财政拨款?|共|总|预算|完成|发生|安排|执行|资金|其中)*"
    r"(?:支出|决算|执行|总计)(?:总额|总计|合计|数|金额|总|决算|资金)*(?:为|共|共计|是|达)*"
)
_HEADED = re.compile(r"(?:^|[；;。])\s*(?P<words>[^，。；;：:]{2,30})[：:][^；;。]*$")


def within_the_year(text: str) -> bool:
    """Do words speak of a part of the year (“截至6月底”, “上半年”)?"""
    return ("月" in text or "季度" in text or "半年" in text) and _PART_OF_YEAR.search(text) is not None


def is_whole_spending(words: str) -> bool:
    """Are the words before a lead those of all that was spent (“2023年实际支出”), not of a part or a balance?"""
    return _SPENT.fullmatch(words) is not None


def headed(text: str, lead: int) -> str:
    """“年初预算数：基本支出A，项目支出B；决算数：基本支出C”: the words before the colon that the end of ``text`` stands under.

    "" where none does, or where a figure at ``lead`` that leads the end stands behind that colon.
    """
    if "：" not in text and ":" not in text:
        return ""
    found = _HEADED.search(text)
    return found["words"] if found and lead < found.end("words") else ""


def measure_named(words: str) -> str:
    """planned or done, if words name a budget or an outturn and not both; else ""."""
    planned, done = _PLANNED.search(words) is not None, _DONE.search(words) is not None
    return "planned" if planned and not done else "done" if done and not planned else ""


def _plans(f: Figure) -> bool:
    """Does a figure's own name say that it is planned money (“年初预算安排基本支出A万元”)?"""
    return f.role in ("amount", "budget") and is_planned(f)


def is_planned(f: Figure) -> bool:
    """Do the words before a figure name a budget, or money added to one, and no outturn?"""
    words = f.head
    return bool(f.role == "budget" or _PLANNED.search(words) or _ADDED.search(words)) and not _DONE.search(
        words
    )


def is_added(f: Figure) -> bool:
    """Is a planned amount what was added to a budget or taken from it, not the budget?"""
    return bool(_ADDED.search(f.head)) and "后" not in f.head


def _shared(between: Sequence[Figure]) -> bool:
    """“年初预算安排基本支出A、项目支出B”: do the words of the first go for all that follow?"""
    return all(_SHARES.match(f.before) and not _DONE.search(f.before) for f in between)


def _lead(figures: Sequence[Figure], k: int) -> Figure | None:
    """The figure that the list opening before ``figures[k]`` is of: the last one that is not said of another."""
    first = figures[k]
    passed = set(_SAID_OF_IT)
    for lead in reversed(figures[:k]):
        behind = first.sentence - lead.sentence
        if behind > 1 or (behind and not first.before.lstrip(" ，,").startswith("其中")):
            return None
        if lead.role in ("completion", "excess"):
            passed |= {lead.role, "budget", "base"}  # the rate has come back to what was done
        elif lead.depth <= first.depth and lead.role not in passed and not _COMPARED.search(lead.head):
            return lead
    return None


def _adds_up(figures: Sequence[Figure], k: int) -> bool:
    """Are the amounts from ``figures[k]`` on the whole of the budget before them, though no word says so?"""
    lead, total = figures[k - 1], Interval.point(0)
    for n, f in enumerate(figures[k:]):
        if (
            f.role != "amount"
            or f.printed.unit.base != lead.printed.unit.base
            or f.sentence != lead.sentence
            or _DONE.search(f.head)
        ):
            return False
        total = total + f.printed.interval
        if n and total.meets(lead.printed.interval):
            return True
    return False


def budget_led(figures: Sequence[Figure], figure: Figure) -> Figure | None:
    """“年初预算T，其中基本支出A、项目支出B”: the members of a budget are budgets."""
    lead = led_by(figures, figure)
    return lead if lead is not None and lead.role == "budget" and lead.depth == figure.depth else None
