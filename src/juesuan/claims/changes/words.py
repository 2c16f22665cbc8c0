"""The words of changes: 增加, 净增, 由A变为B, 比预算少支, 高出. What a figure beside them is, and which way it points.

A difference is one of last year's or one of the budget's; its own words say which, or the figure before it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.model import Figure

_TAIL = r"(?:支出|收入|开支|投入)?(?:了|额|数|率|幅度|比例|金额|百分比|幅|值)*(?:均|各|分别|共|共计|合计|为|约|近|达到?|到达|是|：|:|\s)*$"
_UP = (
    r"增加(?!值)|(?<!负)增长|上升|提高|提升|上涨|上浮|上调|攀升|扩大|延长|增多|净增|调增|增幅|涨幅|升幅|增收|增支|"
    r"(?<![许众较])多(?:支出?|收入?|开支|列支|执行|出)"
)
_DOWN = (
    r"减少|负增长|下降|降低|压减|压降|缩减|下调|压缩|回落|收窄|缩短|净减|降幅|减幅|下滑|减收|减支|调减|核减|"
    r"(?<![至不减较缺])少(?:支出?|收入?|开支|列支|执行)"
)
CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_TAIL}")
#: “比2022年的2.94亿元多执行到位0.34亿元”, “比上年节约2.54万元”: a difference only beside what it is measured against.
_DIFFERENCE = (
    r"(?:实际|总体|净|共)?(?:(?P<up>(?<![许众较])多(?![种样媒方功元年次])|超出|超过|高出|高于|大于|超)|"
    r"(?P<down>(?<![至不减较缺])少(?![数年先儿])|节约|节省|节支|低于|小于|低))[\u4e00-\u9fff]{0,5}$"
)
_BESIDE = re.compile(rf"^\W*(?:相比|比较|对比|相较)?\W*(?:约为)?{_DIFFERENCE}")
AGAINST = re.compile(
    rf"(?:比|较|与|同)(?:[^，。；]{{0,12}}?)(?P<base>上年度?|去年|上一年度?|(?:19|20)\d\d年度?|年初数?|预算数?|计划)"
    rf"(?:数|安排|安排数|决算数?|同期|支出|收入|的)*(?:相比)?{_DIFFERENCE}"
)
#: “决算数大于预算数140.91万元”: by how much.
_EXCESS = re.compile(
    r"(?:(?P<up>大于|高于|超出|超过|多于)|(?P<down>小于|低于|少于))(?:年初|全年|调整)?预算(?:数)?$"
    r"|(?:比|较)(?:年初|全年|调整)?预算(?:数)?(?:(?P<more>多)|(?P<less>少))(?:支出|了)?$"
)
#: “由15.30万元增至41.20万元”: two values of one thing, not an amount and a change.
FROM = re.compile(
    r"(?:由|从)(?:上一?年(?:度|末|底|同期)?|去年(?:末|底|同期)?|20\d\d年(?:度|末|底|初)?|年初(?:预算)?数?|期初|原来?|原先|最初|原定|法定|规定|承诺|计划"
    r"|(?:上一?|前一?|去)个?[\u4e00-\u9fff]{0,3}(?:季|学期|学年|周期|轮|届|期|月|阶段)|[\u4e00-\u9fff]{0,4}(?<![之以])前)?(?:的)?$"
)
#: “由9人组成的工作组” moves nothing.
_MADE_UP = re.compile(r"\s*(?:组成|构成|共同|负责|参加|担任)")
_TO = re.compile(
    r"(?:(?P<up>增|升|提高|提升|上升|攀升|回升|增加|增长|上涨|上调|调增|扩大|扩|延长|涨)|"
    r"(?P<down>降|减|下降|减少|降低|压减|压降|压缩|缩减|回落|下调|调减|下滑|收窄|缩短)|(?P<even>变|变更|变化|调|调整|改))"
    r"(?:加|少|低)?(?:至|到|为|成)(?:20\d\d年(?:度|末|底)?的?|本年度?的?|今年的?|现在的?|目前的?|[年期][末底]的?)?"
)


def moved(start: Figure, end: Figure) -> int:
    """Which way the words say a value went from ``start`` to ``end``: 1 up, -1 down, 0 if they say no way."""
    verb = _TO.fullmatch(end.before.strip(" ，,")) if FROM.search(start.head) else None
    return 0 if verb is None or verb["even"] else -1 if verb["down"] else 1


_BUDGET_WORD = re.compile(r"\W*(?:(?P<up>多支出?|增支|超支)|(?P<down>少支出?|减支|节支|节约))\W*")


#: “由360人扩大到480人，新增120人”.
_MORE_OF_IT = re.compile(r"\s*[，,]\s*(?:新增|增设|增配|扩充)(?:了)?\s*")


def difference(
    figure: Figure, earlier: Sequence[Figure], change: re.Match[str] | None
) -> tuple[str, int] | None:
    """change or excess with its sign, if a figure's words say by how much something differs; ``change``: its verb."""
    if change is not None and earlier and earlier[-1].role == "from" and _TO.fullmatch(figure.before.strip()):
        return None  # “由42分钟缩短为25分钟”: what it is now, not by how much
    if change is not None:
        return _beside_budget(figure, earlier) or ("change", -1 if change["down"] else 1)
    if earlier and earlier[-1].role == "to" and _MORE_OF_IT.fullmatch(figure.before):
        return "change", 1
    excess = _EXCESS.search(figure.head)
    if excess is not None:
        return "excess", -1 if excess["down"] or excess["less"] else 1
    return _apart(figure, earlier)


def movement(figure: Figure, earlier: Sequence[Figure]) -> tuple[str, int] | None:
    """from or to (with its direction, 0 for 变为), if a figure is one end of a movement."""
    head = figure.head
    if FROM.search(head) and not _MADE_UP.match(figure.after):
        return "from", 1
    verb = (
        _TO.fullmatch(head.strip() or figure.before.strip())
        if earlier and earlier[-1].role == "from"
        else None
    )
    return None if verb is None else ("to", -1 if verb["down"] else 0 if verb["even"] else 1)


def _beside_budget(figure: Figure, earlier: Sequence[Figure]) -> tuple[str, int] | None:
    """“完成预算的103.00%，多支5.58万元”: behind a completion it is the budget that was exceeded, not last year's sum."""
    last = earlier[-1] if earlier else None
    word = _BUDGET_WORD.fullmatch(figure.before)
    behind = last is not None and last.role == "completion" and last.sentence == figure.sentence
    return ("excess", -1 if word["down"] else 1) if word is not None and behind else None


_YEAR_ALONE = re.compile(r"\W*(?:而|其中)?((?:19|20)\d\d)年(?:度|末|底|同期)?(?:为|是|仅|仅为|数为)?")
_CHANGES_NEXT = re.compile(r"\s*[，,；;（(]\s*(?:同比|两年|一年间|增|减|净|多|少|提|降|上|下|回|扩)")


def earlier_year(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """“接诊18.62万人次，2022年为16.94万人次，净增…”: the year before, told behind this year's and before the change."""
    year = _YEAR_ALONE.fullmatch(figure.before)
    if year is None or not earlier or not _CHANGES_NEXT.match(figure.after):
        return False
    last = earlier[-1]
    later = last.year is None or last.year > int(year[1])
    return last.role == "amount" and later and last.printed.unit.base == figure.printed.unit.base


def _apart(figure: Figure, earlier: Sequence[Figure]) -> tuple[str, int] | None:
    """Is this by how much the figure told before it was missed, or the base its own words name? None if not."""
    last = earlier[-1] if earlier else None
    beside = _BESIDE.search(figure.head) if last is not None and last.sentence == figure.sentence else None
    if beside and last is not None and last.depth == figure.depth:
        same = last.printed.unit.base == figure.printed.unit.base
        sign = -1 if beside["down"] else 1
        if last.role in ("prior", "to") and same:
            return "change", sign
        if last.role == "completion" or (last.role in ("budget", "base") and same):
            return "excess", sign
    against = AGAINST.search(figure.head)
    if against:
        budget = re.match(r"年初|预算|计划", against["base"])
        return "excess" if budget else "change", -1 if against["down"] else 1
    return None
