"""Scales piled upon each other: “1.68亿万元” is a slip of a factor of ten thousand, whichever scale was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, scan

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
