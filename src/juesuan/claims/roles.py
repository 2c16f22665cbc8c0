"""What each number of a sentence is: an amount, a budget, a change, a share, a growth rate, a completion rate …

The words in the number's own clause decide, nearest first. Nothing here looks at values, so a wrong number is read
as what its words say it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.amounts import Printed
from juesuan.claims.changes.words import AGAINST, CHANGE, FROM, difference, earlier_year, movement
from juesuan.claims.figures import Sentence, years_in
from juesuan.claims.model import Figure

_SHARE = re.compile(
    r"占(?:比|(?P<base>[^，。；占]{0,40}?))(?:的)?(?:比例|比重|比率|份额)?(?:分别|依次|各)?(?:为|是|约|达到|达|仅|：|:)*$"
)
#: 预算 as the name of the money that was planned, not as part of a fund's name (一般公共预算, 政府性基金预算 …).
_NO_FUND = r"(?<!公共)(?<!公共财政)(?<!地方财政)(?<!一般)(?<!基金)(?<!经营)"
_TARGET = rf"(?:{_NO_FUND}预算|目标|任务|计划|指标|年初数|调整数|调整预算数|预算数|批复数|概算|控制数|安排数)"
_COMPLETION = re.compile(
    rf"(?:完成|达到|达|相当于|等于|为|是|执行|占)(?P<base>[^，。；]{{0,30}}?{_TARGET}[^，。；]{{0,10}}?)(?:的)?(?:比例)?(?:为|是|约|达)*$"
)
#: “占支出总预算82.27%” is a share of a budget; “占年初预算的82.27%” is what has been done of it.
_BUDGET_WHOLE = re.compile(
    r"占(?!(?:年初|全年|调整|当年|本年)?预算(?:数|安排)?的?)[^，。；]{0,20}(?:总预算|支出预算|收入预算|预算(?:总额|合计|支出|收入))[^，。；]{0,6}$"
)
_EACH = re.compile(r"(?:人均|户均|车均|批均|平均|每[\u4e00-\u9fff]{1,4})[^，。；]{0,12}$")
_DIFFERENCE_RATE = re.compile(
    r"(?:差异率|偏离率|变动率|增减率|增长率|增幅|变化率|变动|变化|(?<![\u4e00-\u9fff])幅度|(?:变动|变化|增减|调整)幅度)(?:为|是|：|:)*[-−－]?$"
)
_NEUTRAL = re.compile(r"(?:变动|变化|增减)(?:率|幅度|比例)?(?:为|是|约|达|：|:)*$")
_BARE_COMPLETION = re.compile(
    r"(?:完成|完成率|执行率|预算执行率|完成比例|支出完成率|预算完成率|执行进度|支出进度|预算执行进度)(?:为|是|约|达到|达|均为|均达)*$"
)
_RATE = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）]{1,14}(?:率|度))(?:为|达到|达|均为|均达|保持在|约|是|控制在)*$"
)
_COMPARE = r"(?<!经)(?<!经比)(?:与|比|较|同)"
_LAST_YEAR = r"(?:上年|去年|上一年|前一年|上年度|上一年度|(?:19|20)\d\d\s*年)"
_PRIOR = re.compile(
    rf"(?:{_COMPARE}[^，。；]{{0,30}}?{_LAST_YEAR}|^\W*上年(?!度?(?:末|结转|结余))|^\W*去年)[^，。；]{{0,30}}$"
)
_BUDGET = re.compile(
    r"(?P<kind>年初[^，。；\d]{0,8}?(?:批复|下达|核定|安排|审定)[^，。；\d]{0,4}?预算|(?:批复|下达|核定|审定)的?(?:部门|单位)预算|"
    rf"年初部门预算|年初预算|全年预算|调整预算|调整后预算|年初|预算调整|{_NO_FUND}(?<!保险)(?<!部门)预算)"
    r"(?:安排|批复|下达|总额|金额|资金|收入|支出|总|数|额|指标)*(?:为|是|共|合计|均为|：|:|\s)*[（(]?$"
)
_TARGET_AMOUNT = re.compile(
    r"(?:完成|达到|占|超额完成)[^，。；]{0,20}(?:目标任务|目标|任务|计划|指标)[^，。；]{0,8}$"
)
_OF_TARGET = re.compile(rf"(?:完成|占)[^，。；]{{0,12}}{_TARGET}[^，。；]{{0,4}}$")
_OUTTURN = re.compile(r"(?:决算|支出|收入|执行数?|到位|发放|使用)[^，。；预]{0,6}$")
_TRAIL = re.compile(
    r"(?:支出决算数|收入决算数|支出决算|收入决算|决算数|决算|执行数)?"
    r"(?:均为|各为|各是|分别为|分别是|共计|为|是|共|约|达到|达|：|:|\s)*$"
)
_LEAD = re.compile(
    r"^[\s，,；;、：:]*(?:其中|截至|截止|全年|本年度?|今年|当年|以及|和|另外|此外|包括|主要是|即)?[\s，,：:、]*"
    r"(?:(?:19|20)\d\d\s*年度?)?(?:本单位|本部门|我局|我单位|我部门|本级)?"
)


def with_roles(sentence: Sentence) -> Sentence:
    """The sentence with every figure's role, sign, label and year set."""
    if not sentence.figures:
        return sentence
    figures: list[Figure] = []
    for figure in sentence.figures:
        role, sign = role_of(figure, figures)
        if role == "completion" and _target_before(figure, figures):
            at = _outside(figure, figures)
            last = figures[at]
            figures[at] = last.read_as("base", last.sign, last.label, last.year)
        if role == "growth" and figures and figures[-1].role == "change" and _NEUTRAL.search(figure.head):
            sign = figures[-1].sign  # “减少2,067.70万元，变动10.92%”: the amount says which way
        if role in ("excess", "change") and figure.printed.about and figure.printed.decimals:
            p = figure.printed  # “完成预算的95%，低于8.50万元”: by how much, not a bound
            figure = figure.printed_as(Printed(p.text, p.value, p.decimals, p.unit))
        figures.append(figure.read_as(role, sign, label_of(figure), _year(figure)))
    return replace(sentence, figures=_spread(figures))


_OF = re.compile(r"\s*[）)]?(?:数|万元)?的\s*")


def _target_before(figure: Figure, figures: Sequence[Figure]) -> bool:
    """“完成全年预算84.82万元的73.2%”: the amount between the verb and the rate is the rate's base."""
    return (
        bool(figures)
        and bool(_OF.fullmatch(figure.before))
        and figures[_outside(figure, figures)].printed.unit.kind != "ratio"
    )


def _outside(figure: Figure, figures: Sequence[Figure]) -> int:
    """The index of the last figure before ``figure`` that no bracket sets apart from it."""
    return next((k for k in range(len(figures) - 1, -1, -1) if figures[k].depth <= figure.depth), -1)


def role_of(figure: Figure, earlier: Sequence[Figure]) -> tuple[str, int]:
    """(role, sign) of a figure from the words before it."""
    head = figure.head
    change = CHANGE.search(head)
    sign = -1 if change and change["down"] else 1
    if of_the_change(figure, earlier):
        return "growth", earlier[-1].sign
    if figure.printed.unit.kind == "ratio":
        return _ratio_role(figure, earlier, change is not None), sign
    apart = difference(figure, earlier, change)
    if apart is not None:
        return apart
    if figure.printed.unit.kind == "score":
        return "score", 1
    way = movement(figure, earlier)
    if way is not None:
        return way
    if earlier and not figure.before and earlier[-1].printed.unit.kind == "money":
        return "other", 1  # “较上年决算数441.63万元129.41万元”: a word between the two is lost
    if _EACH.search(head):
        return "each", 1
    if _TARGET_AMOUNT.search(head) or _OF_TARGET.search(head):
        return "base", 1
    if _BUDGET.search(head):
        return "budget", 1
    if earlier_year(figure, earlier) or (_PRIOR.search(head) and not _OUTTURN_THIS_YEAR.search(head)):
        return "prior", 1
    return "amount", 1


def of_the_change(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """“较上年减少1.50万元（39.5%）”: a bare rate in a bracket behind a change is the change's rate."""
    bare = figure.before in ("（", "(") and figure.printed.unit.kind == "ratio"
    return bare and bool(earlier) and earlier[-1].role in ("change", "excess")


_OUTTURN_THIS_YEAR = re.compile(r"相比[^，。；]*[\u4e00-\u9fff]{2,}$")


def _ratio_role(figure: Figure, earlier: Sequence[Figure], change: bool) -> str:
    head = figure.head
    if "百分点" in figure.printed.unit.printed:
        return "points"
    if change or _DIFFERENCE_RATE.search(head):
        return "growth"
    if _BUDGET_WHOLE.search(head):
        return "share"
    if _COMPLETION.search(head) or _BARE_COMPLETION.search(head):
        return "completion"
    if _SHARE.search(head):
        return "share"
    if earlier and _target_before(figure, earlier):
        previous = earlier[_outside(figure, earlier)].head
        if re.search(rf"(?:完成|达到|占)[^，。；]*{_TARGET}", previous):
            return "completion"
        return "share" if "占" in previous else "completion"
    if _RATE.search(head):
        return "rate"
    return "other"


_ENUMERATED = re.compile(r"\s*[、和,，及]\s*")


def _spread(figures: list[Figure]) -> tuple[Figure, ...]:
    """“减少262.63万元、189.61万元，下降31.97%、15.78%”: a figure after 、 alone is what the one before it is."""
    out = list(figures)
    for i in range(1, len(out)):
        here, before = out[i], out[i - 1]
        alike = here.printed.unit.kind == before.printed.unit.kind
        listed = before.role in ("change", "growth", "share", "prior", "budget")
        if alike and listed and _ENUMERATED.fullmatch(here.before):
            out[i] = here.read_as(before.role, before.sign, before.label, here.year)
    return tuple(out)


def label_of(figure: Figure) -> str:
    """The noun phrase a figure belongs to, without dates, fillers and the verb that introduces the number."""
    head = CHANGE.sub("", figure.head)
    if head == figure.head and (against := AGAINST.search(head)) is not None:
        head = head[: against.end("base")]
    head = FROM.sub("", _TRAIL.sub("", _LEAD.sub("", head)))
    return head.strip(' 　（(“”"、，,：:；;')


def _year(figure: Figure) -> int | None:
    years = years_in(figure.before)
    return years[-1] if years else None


def share_base(figure: Figure) -> str:
    """The words that name what a share is a share of (“本年支出合计”), "" if it names nothing."""
    m = _SHARE.search(figure.head)
    return (m["base"] or "").strip("的 ") if m else ""


def budget_kind(words: str) -> str:
    """initial-budget, adjusted-budget or budget (base not named), from the words that name the budget."""
    if "年初" in words or "当初" in words or "批复" in words:
        return "initial-budget"
    if "全年" in words or "调整" in words:
        return "adjusted-budget"
    return "budget"


def goes_on(budget: Figure, figure: Figure) -> bool:
    """“…全年预算为A，支出决算为B”: does a figure without a name of its own tell the outturn of the budget before it?"""
    return (
        budget.sentence == figure.sentence
        and figure.role == "amount"
        and not figure.depth
        and figure.printed.unit.kind == "money"
        and bool(re.fullmatch(r"[，,；;\s]*(?:支出)?决算数?为?\s*", figure.before))
        # “预算T，其中甲A、乙B；决算C”: C is no outturn of 乙
        and not (re.match(r"[；;]", figure.before) and re.search(r"[、]|其中", budget.before))
    )
