"""Grades: the word a report gives itself, the bands it prints for them, and the score that stands beside the word.

The national bands (财预〔2020〕10号: 90, 80, 60) hold where a report prints none; a report that prints its own is
measured by those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from juesuan.claims.model import Operand
from juesuan.claims.performance.figures import operand, quantities
from juesuan.claims.performance.rows import Box

#: A grade as printed, its standard name, the scores it stands for (the upper end belongs to the band above it).
Band = tuple[str, str, int, int]
GRADES: tuple[Band, ...] = (
    ("优秀", "优", 90, 100),
    ("优", "优", 90, 100),
    ("良好", "良", 80, 90),
    ("良", "良", 80, 90),
    ("中等", "中", 60, 80),
    ("中", "中", 60, 80),
    ("较差", "差", 0, 60),
    ("差", "差", 0, 60),
)
NATIONAL = GRADES[1::2]
#: Words that mean a band only where the report prints it: from which score on one is 合格 differs from place to place.
_LOCAL = {"一般": "中", "合格": "中", "不合格": "差", "一档": "优", "二档": "良", "三档": "中", "四档": "差"}
_RANK = "优良中差"
_WORD = "优秀|优|良好|良|中等|中|一般|较差|差|不合格|合格|[一二三四]档"
_NAMES = {words: name for words, name, _, _ in GRADES} | _LOCAL

_INCLUDED = r"(?:[（(]不?(?:包)?含[^（）()]{0,5}[）)])?"
_NUMBER = rf"\d{{2,3}}分?{_INCLUDED}"
_RANGE = rf"(?:[≥＞>]=?)?{_NUMBER}(?:[-—–~～至到≤＜<SXsx得分]{{1,5}}{_NUMBER})?(?:[（(]含[）)])?(?P<tail>分?(?:及?以上|以下|之间)?)"
_SCORES_FIRST = re.compile(
    rf"(?P<range>{_RANGE})(?:的|者)?(?:评价|评定|绩效)?(?:等[次级]|结果)?(?:为|是|评为|评定为|定为|属于?|对应)"
    rf"[“‘\"]?(?P<grade>{_WORD})(?![\u4e00-\u9fff](?<![等级档次和及]))"
)
_WORD_FIRST = re.compile(
    rf"(?:^|(?<=[按、，,；;：:（(“‘\"为分\s]))(?P<grade>{_WORD})[”’\"]?(?:等[次级]|级|档)?[（(：:](?:综合|总)?(?:得分|总分|评分|分值)?[SsXx]?"
    rf"(?P<range>{_RANGE})"
)

_TRIGGER = (
    r"(?:(?:结论|结果|等级|评级|等次|档次|绩效)(?:均|综合)?(?:评定|评价)?(?:等[次级])?(?:为|是|达到?|[:：])?|"
    r"(?:评为|评定为|认定为|确定为|定为|列为|评价为))"
)
_GRADE = re.compile(rf"{_TRIGGER}[“\"‘]?(?P<grade>{_WORD})(?=[”\"’，。；、,;（(]|$|级|等|档)")
_CLASS = re.compile(r"[”\"’]?(?:级|等|档|等[次级])?[”\"’]?的|[”\"’]?(?:级|等|等[次级])?\d")
_CONDITION = re.compile(
    rf"(?:以[上下]|[≥≤<>＜＞-]\d{{2,3}}分?|[—–~～至到]\d{{2,3}}分?){_INCLUDED}(?:的|者)?[，,]?[^，,。；;\d]{{0,6}}$"
)
_SCORE = re.compile(
    r"(?P<label>[^，。；;,：:（(]{0,12}?)(?:得分|评分|总分|自评分)(?:为|是|达到?)?[:：]?(?P<n>\d+(?:\.\d+)?)分"
)
_PART = re.compile(r"指标|部分|方面|维度|产出|效益|过程|决策|投入|管理|满意|执行|满分|平均|上年|去年|扣|失")
_STOP = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True)
class Grade:
    """A printed grade, its standard name, the scores it stands for, and the one score its own sentence prints."""

    line: Box
    start: int
    end: int
    words: str
    name: str
    low: Decimal
    high: Decimal
    scope: str
    beside: Operand | None = None


def bands_of(lines: Sequence[Box]) -> tuple[Band, ...]:
    """The bands a report prints, the best first; () unless it prints three or more, 优 among them, in falling order."""
    for line in lines:
        if "优" not in line.text and "档" not in line.text:
            continue
        lows: dict[str, tuple[str, int]] = {}
        for m in (*_SCORES_FIRST.finditer(line.text), *_WORD_FIRST.finditer(line.text)):
            numbers = [int(n) for n in re.findall(r"\d{2,3}", m["range"])]
            low = 0 if "以下" in m["tail"] else min(numbers)
            lows.setdefault(_NAMES[m["grade"]], (m["grade"], low))
        ordered = [(*lows[name], name) for name in _RANK if name in lows]
        falling = all(a[1] > b[1] for a, b in pairwise(ordered))
        if len(ordered) >= 3 and "优" in lows and falling and ordered[0][1] < 100:
            tops = [100, *(low for _, low, _ in ordered)]
            return tuple((words, name, low, tops[k]) for k, (words, low, name) in enumerate(ordered))
    return ()


def band_words(bands: Sequence[Band]) -> str:
    """The bands in words, for a message: 90分以上为优、80～90分为良…; the national ones if there are none."""
    return "、".join(
        f"{low}分以上为{words}"
        if high == 100
        else f"{low}～{high}分为{words}"
        if low
        else f"{high}分以下为{words}"
        for words, _, low, high in bands or NATIONAL
    )


def fitting(bands: Sequence[Band], score: Decimal) -> Band:
    """The band of a score."""
    bands = bands or NATIONAL
    return next((b for b in bands if score >= b[2]), bands[-1])


def grades_of(
    lines: Sequence[Box],
    scopes: Sequence[str],
    bands: Sequence[Band] = (),
) -> list[Grade]:
    """Every statement of a grade; ``scopes`` says for each line whose report it stands in."""
    found = []
    for line, scope in zip(lines, scopes, strict=True):
        text = line.text
        for m in _GRADE.finditer(text):
            words = m["grade"]
            band = _band(words, bands)
            if band is None or _CLASS.match(text[m.end() :]) or _CONDITION.search(text[: m.start()]):
                continue  # a class of projects (“评级为‘优’的项目8个”), or a band, not this report's grade
            if words == "中" and text[m.start("grade") - 1] not in '为是到达“"‘：:':
                continue  # “评价结果中，…” says where, not which
            found.append(
                Grade(
                    line,
                    m.start("grade"),
                    m.end("grade"),
                    words,
                    _NAMES[words],
                    Decimal(band[0]),
                    Decimal(band[1]),
                    scope,
                    _beside(line, m.start()),
                )
            )
    return found


def _band(words: str, bands: Sequence[Band]) -> tuple[int, int] | None:
    """The scores a grade stands for; ``None`` for a word that only a report's own bands could explain."""
    if bands:
        return next(((low, high) for _, name, low, high in bands if name == _NAMES[words]), None)
    return next(((low, high) for word, _, low, high in GRADES if word == words), None)


def _beside(line: Box, at: int) -> Operand | None:
    """The one whole score that the sentence of a grade prints before it."""
    begin = max((m.end() for m in _STOP.finditer(line.text, 0, at)), default=0)
    scores = [m for m in _SCORE.finditer(line.text, begin, at) if not _PART.search(m["label"])]
    if len(scores) != 1:
        return None
    q = next((q for q in quantities(line.text) if q.start == scores[0].start("n")), None)
    if q is None or q.printed.value > 100:
        return None
    return operand(line, q, "得分", exact=True)
