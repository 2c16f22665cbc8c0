"""Headings that ran into the text, items that lost their own paragraph, sentences that stop half way.

Each is recognised by the place it should have had: a heading's words at a paragraph's end, an item's number
in the middle of the item before it, a clause of grounds with nothing that follows from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.documents.outline import numbering_of
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, scan, stretches

#: A number behind the end of a sentence.
_INNER = re.compile(r"[。；][（(]?[\d一二三四五六七八九十]{1,3}[.．、）)]")
_TAIL_HEADING = re.compile(
    rf"[。；]([{HAN}（）“”]{{2,8}}(?:概况|情况|职责|职能|设置|说明|构成|组成|简介))[。]?$"
)
_GROUNDS = re.compile(
    rf"(?:^|(?<=[。；]))((?:根据|按照|依据|遵照|为贯彻落实|为落实)[^。；]{{6,400}}?(?:精神|的?要求|的?规定|"
    rf"的?通知》|文件|办法》))。(?=[{HAN}\d“])"
)
_MEASURE = re.compile(rf"(?:^|[，。；：、{HAN}])([{HAN}])(套|人次|批次|场次|户次|件次|台套)(?=[，。；])")
#: What may stand before such a word without a number missing: “整套”, and the word as a noun (“加密场次，按季安排场次”).
_NO_NUMBER = re.compile(
    r"[\d一二三四五六七八九十百千万两几多余数每各整全成配外手圈单同该本此双排密加少增减的]"
)
_NO_VERB = re.compile(
    rf"(?:主要|变动|增减|增加|减少|增长|下降)(?:的)?(?:变动|增减)?原因(?=[{HAN}])(?![是为在有系如和与及的由"
    r"即包均说分一及进以]|主要|同|也|仍)"
)
_MEASURES = tuple(m + p for m in ("套", "人次", "批次", "场次", "户次", "件次") for p in "，。；")
_CAUSE = re.compile(rf"原因(?=[{HAN}])(?![是为在有])")
_AT_END = re.compile(r"原因(?:是|为)?[:：]?$", re.MULTILINE)
_REASON_BREAK = re.compile(r"(?:主要)?(?:变动)?原因(?:是|为)?[:：]?$")


@check("heading-in-text")
def heading_in_text(report: Report) -> Iterable[Breach]:
    """A heading at the end of a paragraph (“…1人。人员概况。”)."""
    finds = Finds()
    for s in stretches(report, cells=False):
        m = _TAIL_HEADING.search(s.text, max(0, len(s.text) - 24)) if len(s.text) > 40 else None
        if m and s.body:
            words = s.text[m.start(1) :]
            finds.add(
                words,
                f"段落末尾的“{words}”像是一个小标题并进了上一段，请另起一段，并核对该节内容是否缺失。",
                s.mark(m.start(1)),
                certainty="likely",
            )
    return finds.breaches()


@check("item-in-text")
def item_in_text(report: Report) -> Iterable[Breach]:
    """The next item of a list, number and all, inside the item before it."""
    finds = Finds()
    for s in holding(report, _INNER, cells=False):
        first = numbering_of(s.text)
        if first is None or first.level < 3 or not s.body:
            continue
        for m in re.finditer(r"[。；]", s.text):
            inner = numbering_of(s.text[m.end() :])
            if (
                inner
                and inner.level == first.level
                and inner.value == first.value + 1
                and not _run_on(s, first.value, first.level)
            ):
                end = min(len(s.text), m.end() + inner.end)
                start = max(0, m.start() - 4)
                words = s.text[start:end]
                finds.add(
                    words, f"“{words}”：第{inner.printed}条接在上一条后面，没有另起一段。", s.mark(start, end)
                )
    return finds.breaches()


def _run_on(s: Stretch, value: int, level: int) -> bool:
    """Does this paragraph hold a whole list on purpose (three or more items)?"""
    numbers = [numbering_of(s.text[m.end() :]) for m in re.finditer(r"[。；]", s.text)]
    same = [n.value for n in numbers if n and n.level == level]
    return value == 1 or len(same) >= 2


@check("grounds-without-sentence")
def grounds_without_sentence(report: Report) -> Iterable[Breach]:
    """“根据……文件精神。”: grounds that stop before what was done on them."""
    finds = Finds()
    for s, m in scan(report, _GROUNDS, "精神。", "要求。", "规定。", "通知》。", "文件。", "办法》。"):
        if re.search(r"，[^《》]*(?:制定|开展|组织|完成|按时|成立|下达|设立|安排|实施)[^《》]*$", m[1]):
            continue
        start = max(m.start(1), m.end() - 16)
        end = min(len(s.text), m.end() + 8)
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”：“{m[1][:2]}…{m[1][-2:]}”之后应接着写做了什么，这里误用句号断开。",
            s.mark(start, end),
            stated="。",
            expected="，",
            certainty="likely",
        )
    return finds.breaches()


@check("quantity-left-out")
def quantity_left_out(report: Report) -> Iterable[Breach]:
    """A measure word without its number (“公示牌套”)."""
    finds = Finds()
    for s, m in scan(report, _MEASURE, *_MEASURES):
        if _NO_NUMBER.match(m[1]) or m[1] in "按分共计总合":
            continue
        start = max(0, m.start(1) - 4)
        words = s.text[start : m.end(2)]
        finds.add(
            words,
            f"“{words}”的量词“{m[2]}”前面没有数量，疑漏填。",
            s.mark(start, m.end(2)),
            stated=m[2],
            certainty="likely",
        )
    return finds.breaches()


@check("reason-without-verb")
def reason_without_verb(report: Report) -> Iterable[Breach]:
    """“主要变动原因人员减少”: the 是 behind 原因 is missing."""
    finds = Finds()
    for s, m in scan(report, _NO_VERB, _CAUSE, cells=False):
        end = min(len(s.text), m.end() + 6)
        words = s.text[m.start() : end]
        finds.add(
            "reason-without-verb",
            f"“{words}”在“原因”后面漏了“是”或冒号，语句不通。",
            s.mark(m.start(), end),
            stated=words,
            expected=m[0] + "是" + s.text[m.end() : end],
        )
    return finds.breaches()


@check("reason-breaks-off")
def reason_breaks_off(report: Report) -> Iterable[Breach]:
    """“主要原因：” at a paragraph's end: the reason is missing or stands in a paragraph of its own."""
    finds = Finds()
    for s in holding(report, _AT_END, cells=False):
        m = _REASON_BREAK.search(s.text)
        if m and s.body and len(s.text) > 15:
            start = max(0, m.start() - 8)
            words = s.text[start:]
            finds.add(words, f"段落在“{words}”处断开，原因没有写在同一段里，请接上或补写。", s.mark(start))
    return finds.breaches()
