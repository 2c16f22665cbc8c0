"""Set phrases of the field met at one step's distance: a letter lost, added, echoed, swapped, or a homophone.

No slip is listed. All slips of all phrases are made once; each is known by four letters around the change, which no
right word has, so that a report is asked about all of them by comparing two sets of numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from juesuan.claims.model import Report
from juesuan.rules.grams import SIZE, grams, letters_of, numbers_of
from juesuan.rules.lexicon import phrases, variants
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.sounds import alike
from juesuan.rules.texts import HAN, Finds, words_of

#: Characters that may stand inside a set phrase without being a slip.
_JOINING = "和与及的或类款项总各本全新老大小等数年度级"
_WORD = re.compile(rf"[{HAN}]+")


@check("broken-phrase")
def broken_phrase(report: Report) -> Iterable[Breach]:
    """A set phrase with a character lost, added, swapped or replaced by a homophone."""
    words = words_of(report)
    hits: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for start, end, right in _near(report):
        number = words.at(start)
        hits[number].append((start - words.starts[number], end - words.starts[number], right))
    extra: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for start, end, right in _inserted(words.text):
        number = words.at(start)
        extra[number].append((start - words.starts[number], end - words.starts[number], right))
    finds = Finds()
    for number in sorted({*hits, *extra}):
        s = words.every[number]
        if s.role == "toc":
            continue
        for start, end, right in [*_apart(s.text, hits.get(number, [])), *extra.get(number, [])]:
            wrong = s.text[start:end]
            finds.add(
                wrong,
                f"“{wrong}”疑为“{right}”，请核对是否漏字、错字或颠倒。",
                s.mark(start, end),
                stated=wrong,
                expected=right,
                certainty="likely",
            )
    return finds.breaches()


def _near(report: Report) -> Iterator[tuple[int, int, str]]:
    """Every slip in the words of the report: start, end, the right phrase."""
    text = words_of(report).text
    slips = _slips()
    for gram in grams(report).keys() & slips.keys():
        letters = letters_of(gram)
        at = text.find(letters)
        while at >= 0:
            for offset, slip, right in slips[gram]:
                if at >= offset and text.startswith(slip, at - offset) and slip not in _good():
                    yield at - offset, at - offset + len(slip), right
            at = text.find(letters, at + 1)


def _apart(text: str, hits: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The longest slips that do not overlap and are no part of a right word."""
    taken: list[tuple[int, int]] = []
    for start, end, right in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if any(a < end and start < b for a, b in taken):
            continue
        window = text[max(0, start - 12) : end + 12]
        if any(v in window and _covers(text, v, start, end) for v in _correct()):
            continue
        taken.append((start, end))
        yield start, end, right


def _inserted(text: str) -> Iterator[tuple[int, int, str]]:
    """A phrase with one character too many inside (完成支日常工作任务)."""
    for hit in _interrupted().finditer(text):
        at = hit.start()
        for phrase in _beginnings()[hit[0]]:
            for i in range(2, len(phrase) - 1):
                extra = text[at + i : at + i + 1]
                split = text.startswith(phrase[:i], at) and text.startswith(phrase[i:], at + i + 1)
                doubled = extra in phrase[i - 1 : i + 1]  # told as a doubled character
                right = text[at : at + len(phrase) + 1] in variants()
                if split and not doubled and not right and extra not in _JOINING and _WORD.match(extra):
                    yield at, at + len(phrase) + 1, phrase


@lru_cache(maxsize=1)
def _interrupted() -> re.Pattern[str]:
    """The first two letters of a phrase whose last two stand one place too far."""
    parts = []
    for beginning, group in _beginnings().items():
        ends = "|".join(f".{{{len(p) - 3}}}{p[-2:]}" for p in group)
        parts.append(f"{beginning}(?={ends})")
    return re.compile("|".join(parts))


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, list[str]]:
    """The longer phrases by their first two characters."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases()):
        if len(phrase) >= 6 and _WORD.fullmatch(phrase):
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
def _good() -> str:
    """The right words, one a line: a slip of one that is part of another is none."""
    return "\n".join(_correct())


@lru_cache(maxsize=1)
def _slips() -> dict[int, list[tuple[int, str, str]]]:
    """All slips of all phrases by four letters around the change: (where those begin, the slip, the phrase)."""
    made: dict[str, tuple[int, str]] = {}
    for phrase in sorted(phrases(), key=len):
        if _WORD.fullmatch(phrase):
            for at, slip in _changed(phrase):
                made[slip] = (max(0, min(at, len(slip) - SIZE)), phrase)
    telling = numbers_of([slip[start : start + SIZE] for slip, (start, _) in made.items()])
    slips: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for gram, (slip, (start, phrase)) in zip(telling, made.items(), strict=True):
        slips[gram].append((start, slip, phrase))
    return slips


def _changed(phrase: str) -> Iterator[tuple[int, str]]:
    """Where the four telling letters of a slip begin, and the slip."""
    size = len(phrase)
    if size >= 5:
        # Two characters stay on each side: with one, the rest could be the beginning of another word (绩效理|念).
        for i in range(2, size - 2):
            if phrase[i] not in "和与及的":
                yield i - 2, phrase[:i] + phrase[i + 1 :]
        for i in range(1, size - 1):  # a neighbour typed early or twice (内控控制)
            for j in (i - 1, i + 1):
                if phrase[j] != phrase[i]:
                    yield i - 1, phrase[:i] + phrase[j] + phrase[i + 1 :]
    if size >= 4:
        for i in range(size - 1):
            if phrase[i] != phrase[i + 1]:
                yield i - 1, phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :]
        for i in range(size):
            for c in alike(phrase[i]):
                yield i - 1, phrase[:i] + c + phrase[i + 1 :]
