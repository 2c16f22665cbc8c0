"""Amounts that lost or gained a factor in print, and shares and rates of change that lost their %.

“1.68亿万元” is a slip of a factor of ten thousand, whichever scale was meant; “支出总计,867.48万元” beside 1,867.48万元 lost
the digits before its comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, scan, stretches

#: 万亿, 百万, 千万 are words of the language; a smaller scale behind 亿, or a scale twice, is not.
_PILED = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<first>[万亿])(?P<more>万|亿(?<=亿亿)|千|百)元")
_HEADED = re.compile(r"(?:单位|[（(])[:：]?(?P<first>[万亿])(?P<more>万|亿(?<=亿亿)|千)元")
_SCALES = ("万万元", "亿万元", "亿亿元", "亿千元", "万千元", "亿百元", "万百元")


@check("scales-piled-up")
def scales_piled_up(report: Report) -> Iterable[Breach]:
    """Two scales of ten thousand and more on one amount."""
    finds = Finds()
    for pattern in (_PILED, _HEADED):
        for s, m in scan(report, pattern, *_SCALES):
            start = max(0, m.start() - 8)
            clause = max(s.text.rfind(c, start, m.start()) for c in "，。；：、") + 1
            start = max(start, clause)
            words = s.text[start : m.end()]
            one, two = m["first"] + "元", m["more"] + "元"
            finds.add(
                words,
                f"“{words}”把“{m['first']}”和“{m['more']}”叠在一起作单位，金额会差上万倍，"
                f"请核对是“{one}”还是“{two}”。"
                if one != two
                else f"“{words}”的单位多写了一个“{m['more']}”，应为“{one}”。",
                s.mark(start, m.end()),
                stated=m["first"] + m["more"] + "元",
                expected=one,
            )
    return finds.breaches()


#: Where an amount begins with the comma that parts its thousands, right behind a word.
_CUT = re.compile(rf"(?<=[{HAN}]),(?P<rest>\d{{3}}(?:,\d{{3}})*(?:\.\d{{1,2}})?)(?P<unit>万?元)")
_COMMA = re.compile(rf"[{HAN}],\d{{3}}")


@check("amount-begins-with-comma")
def amount_begins_with_comma(report: Report) -> Iterable[Breach]:
    """An amount whose first digits are gone: the whole of it stands elsewhere in the report.

    A comma of half width may also part two clauses, so that without the whole amount, or of a round one, nothing is said.
    """
    finds = Finds()
    for s, m in scan(report, _CUT, _COMMA):
        whole = "" if m["rest"].endswith("00") else _with_its_digits(report, m["rest"])
        if whole:
            start = max(s.text.rfind(c, 0, m.start()) for c in "，。；：、") + 1
            start = max(start, m.start() - 10)
            words = s.text[start : m.end()]
            finds.add(
                words,
                f"“{words}”的金额以逗号开头，疑漏了前面的数字：文中另一处写作{whole}{m['unit']}。",
                s.mark(start, m.end()),
                stated=m["rest"] + m["unit"],
                expected=whole + m["unit"],
                certainty="likely",
            )
    return finds.breaches()


def _with_its_digits(report: Report, rest: str) -> str:
    """The amount that ends in ``rest`` and has digits before it, as the report prints it elsewhere; "" if none does."""
    pattern = re.compile(rf"(?<![\d,.])\d{{1,3}},?{re.escape(rest)}(?!\d)")
    return next((m[0] for s in stretches(report) if (m := pattern.search(s.text)) is not None), "")


_RATED = r"(?:占(?!地|用|补|道)[\u4e00-\u9fff（）“”]{0,16}?|(?:同比|环比|比上年|较上年)?(?:增长|下降|上升|增幅|降幅))(?:的|了|为|达到?|约)*\s?"
#: At the end of a line the rest of the number and its % may stand on the next one.
_BARE_RATE = re.compile(rf"{_RATED}(?P<n>\d{{1,3}}\.\d{{1,2}})(?=[，。；;]|,(?!\d))")
_WITH_PERCENT = re.compile(rf"{_RATED}\d{{1,4}}(?:\.\d+)?\s?[%％]")
_NEAR_RATE = re.compile(r"[占长降升幅的为达约] ?\d{1,3}\.\d{1,2}[，。；;,]")
#: Figures that rise and fall without being rates.
_LEVELS = re.compile(r"指数|系数|得分|评分|分值|权重|倍|比值|排名|浓度|含量|单位[:：]|分别")


@check("rate-without-percent")
def rate_without_percent(report: Report) -> Iterable[Breach]:
    """“占 41.20；” where the other shares and rates of the report carry their %."""
    finds = Finds()
    found = list(scan(report, _BARE_RATE, _NEAR_RATE, cells=False))
    if not found or sum(1 for _ in scan(report, _WITH_PERCENT, "%", "％", cells=False)) < _OTHERS:
        return ()
    for s, m in found:
        clause = max(s.text.rfind(c, 0, m.start()) for c in "。；;") + 1
        if not _LEVELS.search(s.text, clause, m.end()):
            finds.add(
                m[0],
                f"“{m[0]}”：别处的占比和增减幅度都带“%”，这里的{m['n']}漏写了“%”。",
                s.mark(*m.span()),
                stated=m["n"],
                expected=m["n"] + "%",
                certainty="likely",
            )
    return finds.breaches()


#: So many other rates must show how the report prints them.
_OTHERS = 2
