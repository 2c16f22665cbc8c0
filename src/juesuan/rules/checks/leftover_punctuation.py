"""Punctuation that is missing, unpaired or of the wrong kind.

A missing mark is claimed only where the words around prove it: an amount followed at once by its rate, a
paragraph that ends in a comma, a quotation that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from juesuan.claims.model import Report
from juesuan.documents.model import Paragraph
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, scan, sentence_at, stretches, words_of

_NUMBER = r"[-－]?\d[\d,，]*(?:\.\d+)?"
_GLUED = re.compile(
    rf"(?:增加|减少|增长|下降|上升|多|少|各增加|各减少)(?:了)?{_NUMBER}(?:万|亿)?元(?:[、和]{_NUMBER}(?:万|"
    rf"亿)?元)?(?=(?:增长|下降|增幅|降幅|上升|减少|增加|降低)(?:了|为)?{_NUMBER}[%％])"
)
_RATE_BEHIND = re.compile(r"元(?:增长|下降|增幅|降幅|上升|减少|增加|降低)")
_COLON = re.compile(rf"(?:{_NUMBER})(?:%|％|万元|元)：(?!其中|一是|（|\(|1|①|第|即|主要|包括)(?=[{HAN}])")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "「": "」",
}
_PAIRED = re.compile('[“”‘’《》〈〉（）()【】〔〕「」"\n]+')
_OPEN_END = re.compile(rf"[{HAN}\d%％]")
_CLOSERS = {v: k for k, v in _PAIRS.items()}
_SAME = {"(": "（", ")": "）"}
_ENDS = "。！？；：…”）》】!?;:)"
_VERBS = re.compile(
    r"(?:完成|增加|减少|开展|实现|进行|用于|提高|为|是|达|共|支出|落实|推进|保障|建立|加强|确保|无|占)"
)


@check("amount-runs-into-rate")
def amount_runs_into_rate(report: Report) -> Iterable[Breach]:
    """“减少189.61万元下降31.97%”: the comma between an amount and its rate is missing."""
    finds = Finds()
    for s, m in scan(report, _GLUED, _RATE_BEHIND):
        end = min(len(s.text), m.end() + 2)
        words = s.text[m.start() : end]
        finds.add(
            words,
            f"“{words}”的金额和增减幅度之间漏了逗号。",
            s.mark(m.start(), end),
            stated=words,
            expected=s.text[m.start() : m.end()] + "，" + s.text[m.end() : end],
        )
    return finds.breaches()


@check("colon-among-items")
def colon_among_items(report: Report) -> Iterable[Breach]:
    """A colon between items that the same sentence divides by semicolons."""
    finds = Finds()
    for s, m in scan(report, _COLON, "%：", "％：", "元："):
        start, end = sentence_at(s.text, m.start())
        if "；" in s.text[start : m.start()] + s.text[m.end() : end]:
            lead = max(start, m.start() - 6)
            words = s.text[lead : min(end, m.end() + 4)]
            finds.add(
                words,
                f"“{words}”处并列各项之间应用分号，这里写成了冒号。",
                s.mark(lead, min(end, m.end() + 4)),
                stated="：",
                expected="；",
                certainty="likely",
            )
    return finds.breaches()


@check("unpaired-mark")
def unpaired_mark(report: Report) -> Iterable[Breach]:
    """A quotation mark, bracket or title mark that is never closed or never opened."""
    finds = Finds()
    for s in _marked(report):
        if s.cell is not None and len(s.text) < 8:
            continue
        for position, message in _unpaired(s.text):
            start, end = max(0, position - 4), min(len(s.text), position + 12)
            words = s.text[start:end]
            finds.add(
                words,
                f"“{words}”处的{message}，请补上另一半或删去。",
                s.mark(start, end),
                stated=s.text[position],
                certainty="likely",
            )
    return finds.breaches()


def _marked(report: Report) -> list[Stretch]:
    """The stretches whose paired marks, taken by themselves, do not pair off."""
    words = words_of(report)
    rows = "".join(_PAIRED.findall(words.text)).split("\n")
    odd = [s for s, row in zip(words.every, rows, strict=True) if row and not _pairs_off(row)]
    return [s for s in odd if s.role != "toc"]


@lru_cache(maxsize=4096)
def _pairs_off(marks: str) -> bool:
    """Do these marks, as “（）《》, leave none over? (A list number may lack its half, so the text must be asked.)"""
    return next(_unpaired(marks), None) is None


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    stack: list[tuple[str, int]] = []
    straight = [i for i, c in enumerate(text) if c == '"']
    for i, c in enumerate(text):
        c = _SAME.get(c, c)
        if c in _PAIRS:
            if c in "“‘《" and stack and stack[-1][0] == c and c != "《":
                yield stack.pop()[1], f"“{c}”没有对应的后半个"
            stack.append((c, i))
        elif c in _CLOSERS:
            opener = _CLOSERS[c]
            if any(o == opener for o, _ in stack):
                while stack[-1][0] != opener:
                    o, at = stack.pop()
                    yield at, f"“{o}”没有对应的后半个"
                stack.pop()
            elif opener != "（" or not _list_number(text, i):
                yield i, f"“{c}”没有对应的前半个"
        elif c == '"' and len(straight) % 2 and stack and stack[-1][0] == "“":
            yield stack.pop()[1], "引号前后不一致（一个全角、一个半角）"
    for o, at in stack:
        yield at, f"“{o}”没有对应的后半个"


def _list_number(text: str, position: int) -> bool:
    """“1）” and “一）”: a list number in its short form."""
    return bool(
        re.search(r"(?:^|[。；，：、])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-Za-z])$", text[:position])
    )


@check("open-ended-paragraph")
def open_ended_paragraph(report: Report) -> Iterable[Breach]:
    """A paragraph that ends in a comma or a semicolon although no item follows it."""
    finds = Finds()
    paragraphs = [s for s in stretches(report, cells=False)]
    for i, s in enumerate(paragraphs):
        if len(s.text) < 12 or s.text[-1] not in "，、；,;" or s.role != "body":
            continue
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        adjacent = following is not None and following.block == s.block + 1
        if adjacent and following is not None and _list_goes_on(s, following):
            continue
        start = max(0, len(s.text) - 14)
        words = s.text[start:]
        finds.add(
            f"{s.text[:12]}…{words}",
            f"段落“…{words}”以“{s.text[-1]}”结尾，句子没有写完或标点用错。",
            s.mark(start),
            stated=s.text[-1],
            expected="。",
        )
    return finds.breaches()


def _list_goes_on(s: Stretch, following: Stretch) -> bool:
    """Items of one list end in semicolons: the next paragraph is an item too (numbered, or of one make)."""
    if len(s.text) > 80 and "。" in s.text:  # prose, not an item of a list
        return False
    if s.text[-1] not in "；;" or (following.level and following.level <= 3):
        return False
    if s.number and following.number:
        return s.number[0].isdigit() == following.number[0].isdigit()
    marks = ("①②③④⑤⑥⑦⑧⑨⑩", "一二三四五六七八九十")
    same_start = any(s.text[0] in m and following.text[0] in m for m in marks)
    return (
        same_start
        or following.text[-1] in "；;"
        or (not following.level and not s.number and s.text[:2] == following.text[:2])
    )


@check("missing-full-stop")
def missing_full_stop(report: Report) -> Iterable[Breach]:
    """A paragraph of running text without a mark at its end."""
    finds = Finds()
    bodies = [s for s in stretches(report, cells=False) if s.body and s.role == "body" and len(s.text) >= 40]
    open_ends = [s for s in bodies if _OPEN_END.match(s.text[-1])]
    if len(open_ends) * 4 > len(bodies):  # this reader, or this writer, knows no full stops
        return []
    for s in open_ends:
        if "，" in s.text and _VERBS.search(s.text) and not re.search(r"《[^》]*$|[:：]$", s.text):
            start = max(0, len(s.text) - 14)
            words = s.text[start:]
            finds.add(
                words,
                f"段落“…{words}”末尾没有标点，请补上句号，并核对句子是否完整。",
                s.mark(start),
                certainty="likely",
            )
    return finds.breaches()


@check("broken-paragraph")
def broken_paragraph(report: Report) -> Iterable[Breach]:
    """A paragraph that a stray line break cut in the middle of a sentence."""
    document = report.document
    breaks = [
        (i, run.start)
        for i, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and not block.level and block.role == "body"
        for last, run in zip(block.text.runs, block.text.runs[1:], strict=False)
        if last.anchor.line is not None and run.anchor.line == last.anchor.line + 1
    ]
    if not breaks or len(breaks) * 40 > len(document.blocks):  # a converter wrapped the lines
        return []
    finds = Finds()
    by_block = {s.block: s for s in stretches(report, cells=False)}
    for block, start in breaks:
        s = by_block[block]
        head = s.text[: next((k for k, o in enumerate(s.offsets) if o >= start), 0)]
        if s.number and len(head) <= 45 and not re.search(r"[。；;：]", head):
            continue  # a numbered heading without a full stop, and the text below it
        at = next((k for k, o in enumerate(s.offsets) if o >= start), 0)
        if 0 < at < len(s.text) and s.text[at - 1] not in _ENDS:
            lead, end = max(0, at - 6), min(len(s.text), at + 6)
            words = f"{s.text[lead:at]}／{s.text[at:end]}"
            marks = (s.mark(lead, at), s.mark(at, end, "断开的后半句"))
            finds.add(words, f"一句话在“{words}”处被换行断开，请接成一段。", *marks, certainty="likely")
    return finds.breaches()
