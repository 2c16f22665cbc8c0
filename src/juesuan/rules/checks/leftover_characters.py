"""Wrong, lost and foreign characters inside Chinese words.

Two mechanisms, none of which lists errors: characters outside the national set of simplified characters, and
beginnings of words that only go on in known ways. A small table of words that are often confused, each with the
contexts in which it is wrong, covers slips that are words themselves. Set phrases met at one step's distance are
the business of :mod:`juesuan.rules.checks.leftover_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from juesuan.claims.model import Report
from juesuan.rules.lexicon import bounds, confusions, led, simplified_exceptions
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, stretches

_LATIN = re.compile(rf"(?<=[{HAN}])(to|and|or|of|the|in|for|with|as|at|on|by|is|are|from|that)(?=[{HAN}])")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANS = re.compile(rf"[{HAN}]")


@check("foreign-word")
def foreign_word(report: Report) -> Iterable[Breach]:
    """An English function word or a Japanese letter between Chinese characters."""
    finds = Finds()
    for s in stretches(report):
        for m in _LATIN.finditer(s.text):
            start, end = max(0, m.start() - 2), min(len(s.text), m.end() + 2)
            words = s.text[start:end]
            finds.add(words, f"“{words}”里夹了外文“{m[1]}”，请改成中文。", s.mark(start, end), stated=m[1])
        for m in _KANA.finditer(s.text):
            start, end = max(0, m.start() - 2), min(len(s.text), m.end() + 2)
            words = s.text[start:end]
            finds.add(
                words, f"“{words}”里的“{m[0]}”是日文假名，应为形近的汉字。", s.mark(start, end), stated=m[0]
            )
    return finds.breaches()


@check("traditional-character")
def traditional_character(report: Report) -> Iterable[Breach]:
    """A traditional form in a text written in simplified characters."""
    hits = [(s, m) for s in stretches(report) for m in _HANS.finditer(s.text) if _traditional(m[0])]
    size = sum(len(s.text) for s in stretches(report))
    if len(hits) * 50 > size:  # the whole text is in traditional characters
        return []
    finds = Finds()
    for s, m in hits:
        if s.cell is not None and len(s.text) <= 4:  # a name
            continue
        start, end = max(0, m.start() - 2), min(len(s.text), m.end() + 2)
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”里的“{m[0]}”是繁体字或异体字，请改成规范简体字。",
            s.mark(start, end),
            stated=m[0],
        )
    return finds.breaches()


@lru_cache(maxsize=8192)
def _traditional(character: str) -> bool:
    """In the traditional set (Big5), not in the simplified one (GB 2312), and no known name character."""
    if character in simplified_exceptions():
        return False
    try:
        character.encode("gb2312")
        return False
    except UnicodeEncodeError:
        pass
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


@check("cut-word")
def cut_word(report: Report) -> Iterable[Breach]:
    """A word that breaks off (完成预100%) or lacks its first character (2019年般公共预算)."""
    finds = Finds()
    for s in stretches(report):
        for start, end, right in _cuts(s):
            words = s.text[start:end]
            finds.add(
                words,
                f"“{words}”处缺字，疑为“{right}”，请补齐。",
                s.mark(start, end),
                stated=words,
                expected=right,
                certainty="likely",
            )
    return finds.breaches()


def _cuts(s: Stretch) -> Iterator[tuple[int, int, str]]:
    text = s.text
    for b in bounds():
        at = text.find(b.before)
        while at >= 0:
            stop = at + len(b.before)
            if stop < len(text) and text[stop] == text[stop - 1]:
                pass  # told as a doubled character
            elif stop < len(text) and not text.startswith(b.next, stop):
                yield at, min(len(text), stop + 2), b.right
            elif stop == len(text) and (s.level or s.role == "toc") and b.right == b.before + b.next[0]:
                yield at, stop, b.right
            at = text.find(b.before, at + 1)
    for after, previous, right in led():
        at = text.find(after)
        while at >= 0:
            if at > 0 and not text.endswith(previous, 0, at) and s.joined(at - 1):
                yield max(0, at - 1), at + len(after), right
            at = text.find(after, at + 1)


@check("confusable-word")
def confusable_word(report: Report) -> Iterable[Breach]:
    """A word that is often confused with another, in a context where it is wrong."""
    finds = Finds()
    patterns = [(c, re.compile(c.pattern)) for c in confusions()]
    for s in stretches(report):
        for c, pattern in patterns:
            for m in pattern.finditer(s.text):
                start, end = max(0, m.start() - 3), min(len(s.text), m.end() + 3)
                words = s.text[start:end]
                why = f"（{c.why}）" if c.why else ""
                finds.add(
                    words,
                    f"“{words}”里的“{c.wrong}”疑应为“{c.right}”{why}。",
                    s.mark(start, end),
                    stated=c.wrong,
                    expected=c.right,
                    certainty="likely",
                )
    return finds.breaches()
