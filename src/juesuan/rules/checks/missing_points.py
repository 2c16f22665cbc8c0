"""Points that a sentence counts and then tells one by one: “存在三方面问题：（一）…；（二）…”.

The points are told by their numbers, behind the colon or in the paragraphs that follow; a list that was cut or
lengthened keeps its old count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from juesuan.amounts import parse_chinese
from juesuan.claims.model import Report
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, stretches

_COUNTED = re.compile(
    rf"(?P<n>[二两三四五六七八九十]|[2-9])(?:个|大|项|条|点|类|种)?(?:主要|突出|具体)?"
    rf"(?P<what>方面|问题|措施|建议|方式|举措|做法|不足|原因|困难|任务|工作|特点|环节)(?:的|是|为)?[{HAN}]{{0,8}}[:：]"
)
_SIGNS = (
    "方面",
    "问题",
    "措施",
    "建议",
    "方式",
    "举措",
    "做法",
    "不足",
    "原因",
    "困难",
    "任务",
    "工作",
    "特点",
    "环节",
)
_EDGE = r"(?:(?<=[：:；;。，,、])|^)"
_CHINESE = "一二三四五六七八九十"
#: How the points of a list are numbered: C stands for the number in Chinese, N in digits, O in a circle.
_STYLES = (
    rf"{_EDGE}[（(]C[）)]",
    rf"{_EDGE}C(?:是|要|为(?=[{HAN}]))",
    rf"{_EDGE}第C[，,、：:]",
    rf"{_EDGE}[（(]N[）)]",
    rf"{_EDGE}N[.．、](?!\d)",
    "O",
)
#: A list in paragraphs of their own may have this many paragraphs between two of its points.
_BETWEEN = 3


_ENDS = "。！；”）"


@check("points-counted")
def points_counted(report: Report) -> Iterable[Breach]:
    """The number of points a sentence announces against the numbered points that follow it."""
    paragraphs = list(stretches(report, cells=False))
    finds = Finds()
    for i, s in enumerate(paragraphs):
        if not any(sign in s.text for sign in _SIGNS):
            continue
        for m in _COUNTED.finditer(s.text):
            number = parse_chinese(m["n"]) if not m["n"].isdigit() else int(m["n"])
            here = m.end() < len(s.text)
            told = _inside(s.text, m.end()) if here else _below(s, paragraphs[i + 1 : i + 60])
            if number is None or told < 2 or told == number:
                continue
            if told < number and s is paragraphs[-1] and s.text[-1] not in _ENDS:
                continue  # the text is cut off before the list ends
            words = s.text[m.start() : m.end() - 1]
            finds.add(
                f"{words}|{told}",
                f"“{words}”说有{number}项，后面只列出{told}项，个数与列举不符。"
                if told < number
                else f"“{words}”说有{number}项，后面却列出{told}项，个数与列举不符。",
                s.mark(m.start(), m.end()),
                stated=str(number),
                expected=str(told),
                level="error" if here else "warning",
                certainty="certain" if here else "likely",
            )
    return finds.breaches()


@lru_cache(maxsize=64)
def _mark(style: str, k: int) -> re.Pattern[str]:
    """The mark of the k-th point (from 0) in a style."""
    return re.compile(style.replace("C", _CHINESE[k]).replace("N", str(k + 1)).replace("O", chr(0x2460 + k)))


def _inside(text: str, at: int) -> int:
    """How many points follow in the same paragraph; 0 where the text behind the colon is no list."""
    for style in _STYLES:
        first = _mark(style, 0)
        if not first.match(text, at):
            continue
        count = 1
        again = first.search(text, at + 1)  # another list in the paragraph
        end = again.start() if again else len(text)
        while count < 10 and (m := _mark(style, count).search(text, at + 1, end)) is not None:
            at, count = m.start(), count + 1
        return count
    return 0


def _below(s: Stretch, following: Sequence[Stretch]) -> int:
    """How many paragraphs that follow bear the numbers of one list; 0 where the first one bears none."""
    for style in _STYLES:
        if not following or not _mark(style, 0).match(_whole(following[0])):
            continue
        count, gap = 1, 0
        for p in following[1:]:
            text = _whole(p)
            if count < 10 and _mark(style, count).match(text):
                count, gap = count + 1, 0
            elif _mark(style, 0).match(text) or p.level or gap == _BETWEEN:
                break
            else:
                gap += 1
        return count
    return 0


def _whole(s: Stretch) -> str:
    """The paragraph with the number that Word keeps apart from it."""
    return s.text if s.text.startswith(s.number) else s.number + s.text
