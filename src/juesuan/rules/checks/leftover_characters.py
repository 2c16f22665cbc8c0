"""Wrong, lost and foreign characters inside Chinese words.

Three mechanisms, none of which lists errors: characters outside the national set of simplified characters;
set phrases of the field met at one step's distance (a character lost, a homophone, two characters swapped);
and beginnings of words that only go on in known ways. A small table of words that are often confused, each
with the contexts in which it is wrong, covers slips that are words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ahocorasick

from juesuan.claims.model import Report
from juesuan.rules.lexicon import bounds, confusions, led, phrases, simplified_exceptions, variants
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.sounds import homophones
from juesuan.rules.texts import HAN, Finds, Stretch, stretches

_LATIN = re.compile(rf"(?<=[{HAN}])(to|and|or|of|the|in|for|with|as|at|on|by|is|are|from|that)(?=[{HAN}])")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
#: Characters that may stand inside a set phrase without being a slip.
_JOINING = "和与及的或类款项总各本全新老大小等数年度级"
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


@check("broken-phrase")
def broken_phrase(report: Report) -> Iterable[Breach]:
    """A set phrase with a character lost, swapped or replaced by a homophone."""
    finds = Finds()
    for s in stretches(report):
        for start, end, right in _slips(s.text):
            words = s.text[start:end]
            finds.add(
                words,
                f"“{words}”疑为“{right}”，请核对是否漏字、错字或颠倒。",
                s.mark(start, end),
                stated=words,
                expected=right,
                certainty="likely",
            )
    return finds.breaches()


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    automaton = _automaton()
    taken: list[tuple[int, int]] = []
    hits = []
    for last, (slip, right) in automaton.iter(text):
        hits.append((last - len(slip) + 1, last + 1, right))
    for start, end, right in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if any(a < end and start < b for a, b in taken):
            continue
        window = text[max(0, start - 12) : end + 12]
        if any(v in window and _covers(text, v, start, end) for v in _correct()):
            continue
        taken.append((start, end))
        yield start, end, right
    yield from _inserted(text)


def _inserted(text: str) -> Iterator[tuple[int, int, str]]:
    """A phrase with one character too many inside (完成支日常工作任务)."""
    for beginning, group in _beginnings().items():
        at = text.find(beginning)
        while at >= 0:
            for phrase in group:
                for i in range(2, len(phrase) - 1):
                    extra = text[at + i : at + i + 1]
                    split = text.startswith(phrase[:i], at) and text.startswith(phrase[i:], at + i + 1)
                    doubled = extra in phrase[i - 1 : i + 1]  # told as a doubled character
                    right = text[at : at + len(phrase) + 1] in variants()
                    if split and not doubled and not right and extra not in _JOINING and _HANS.match(extra):
                        yield at, at + len(phrase) + 1, phrase
            at = text.find(beginning, at + 1)


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, list[str]]:
    """The longer phrases by their first two characters."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases()):
        if len(phrase) >= 6 and re.fullmatch(rf"[{HAN}]+", phrase):
            groups.setdefault(phrase[:2], []).append(phrase)
    return groups


def _covers(text: str, phrase: str, start: int, end: int) -> bool:
    """Does ``phrase`` stand over more of start…end than the slip shares with it by chance?"""
    at = text.find(phrase, max(0, start - len(phrase)))
    while 0 <= at < end:
        if at + len(phrase) > start and (
            (at <= start and end <= at + len(phrase))
            or min(end, at + len(phrase)) - max(start, at) >= end - start - 1
        ):
            return True
        at = text.find(phrase, at + 1)
    return False


@lru_cache(maxsize=1)
def _correct() -> tuple[str, ...]:
    return tuple(phrases() | variants())


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    """All slips of all phrases: a character lost, echoed or replaced by a homophone, neighbours swapped."""
    automaton = ahocorasick.Automaton()
    good = "\n".join(phrases() | variants())
    for phrase in sorted(phrases(), key=len):
        if not re.fullmatch(rf"[{HAN}]+", phrase):
            continue
        for slip in _lost(phrase) | _swapped(phrase) | _sounding(phrase) | _echoed(phrase):
            if slip not in good:
                automaton.add_word(slip, (slip, phrase))
    automaton.make_automaton()
    return automaton


def _lost(phrase: str) -> set[str]:
    if len(phrase) < 5:
        return set()
    # Two characters stay on each side: with one, the rest could be the beginning of another word (绩效理|念).
    return {phrase[:i] + phrase[i + 1 :] for i in range(2, len(phrase) - 2) if phrase[i] not in "和与及的"}


def _echoed(phrase: str) -> set[str]:
    """A character replaced by its neighbour, which was typed early or twice (内控控制)."""
    if len(phrase) < 5:
        return set()
    return {
        phrase[:i] + phrase[j] + phrase[i + 1 :]
        for i in range(1, len(phrase) - 1)
        for j in (i - 1, i + 1)
        if phrase[j] != phrase[i]
    }


def _swapped(phrase: str) -> set[str]:
    return {
        phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :]
        for i in range(len(phrase) - 1)
        if phrase[i] != phrase[i + 1]
    }


_COMMON = "".join(
    bytes([high, low]).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA)
)


@lru_cache(maxsize=1024)
def _alike(character: str) -> tuple[str, ...]:
    return tuple(c for c in _COMMON if homophones(c, character))


def _sounding(phrase: str) -> set[str]:
    if len(phrase) < 4:
        return set()
    return {phrase[:i] + c + phrase[i + 1 :] for i in range(len(phrase)) for c in _alike(phrase[i])}


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
