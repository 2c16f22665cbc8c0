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
from juesuan.rules.texts import HAN, Finds, Stretch, holding, scan, words_of

_LATIN = re.compile(rf"(?<=[{HAN}])(to|and|or|of|the|in|for|with|as|at|on|by|is|are|from|that)(?=[{HAN}])")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_LETTERS = re.compile(rf"[a-z]{{2,4}}(?=[{HAN}])|[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")


@check("foreign-word")
def foreign_word(report: Report) -> Iterable[Breach]:
    """An English function word or a Japanese letter between Chinese characters."""
    finds = Finds()
    for s in holding(report, _LETTERS):
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
    body = words_of(report).text
    forms = sorted(c for c in set(body) if "\u4e00" <= c <= "\u9fff" and _traditional(c))
    if not forms:
        return []
    hits = list(scan(report, re.compile(f"[{''.join(forms)}]")))
    size = len(body)
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
    for s, start, end, right in _cuts(report):
        wrong = s.text[start:end]
        finds.add(
            wrong,
            f"“{wrong}”处缺字，疑为“{right}”，请补齐。",
            s.mark(start, end),
            stated=wrong,
            expected=right,
            certainty="likely",
        )
    return finds.breaches()


@lru_cache(maxsize=1)
def _broken_off() -> re.Pattern[str]:
    """Each beginning that goes on wrongly, each ending that has the wrong start.

    Every alternative begins with its letters, so that the search can skip to them.
    """
    parts = []
    for b in bounds():
        parts.append(f"{b.before}(?!{'|'.join((b.before[-1], *b.next))})")
    for after, previous, _ in led():
        parts.append(after + "".join(f"(?<!{p}{after})" for p in previous))
    return re.compile("|".join(parts))


def _cuts(report: Report) -> Iterator[tuple[Stretch, int, int, str]]:
    """Every cut word: its stretch, start, end, and the usual whole."""
    beginnings = {b.before: b for b in bounds()}
    endings = {after: right for after, _, right in led()}
    for s, m in scan(report, _broken_off()):
        b = beginnings.get(m[0])
        if b is not None and m.end() < len(s.text):
            yield s, m.start(), min(len(s.text), m.end() + 2), b.right
        elif b is not None and (s.level or s.role == "toc") and b.right == b.before + b.next[0]:
            yield s, m.start(), m.end(), b.right
        elif b is None and m.start() > 0 and s.joined(m.start() - 1):
            yield s, m.start() - 1, m.end(), endings[m[0]]


@check("confusable-word")
def confusable_word(report: Report) -> Iterable[Breach]:
    """A word that is often confused with another, in a context where it is wrong."""
    finds = Finds()
    for c in confusions():
        for s, m in scan(report, re.compile(c.pattern), *c.signs):
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
