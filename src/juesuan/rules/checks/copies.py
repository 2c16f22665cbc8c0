"""Passages that stand in a report more than once: twice in one paragraph, or twice with a small difference.

Reports are pasted together from last year's text, the annex and the work summary. Where two copies differ
by a comma or a word, one of them was corrected and the other was not, so each copy is the other's
proof-reader.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.rules.grams import SIZE, grams, han_only, numbers_of
from juesuan.rules.headings import skeleton
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, once, stretches, words_of

_RUN = re.compile(rf"[{HAN}A-Za-z0-9%％.]+")
_SENTENCE = re.compile(r"[^。！？]+")
_STOP = re.compile(r"[。！？]")
_REASON = re.compile(
    r"(?:主要|变动|增减|增长|下降|增加|减少)[^。，；]{0,4}原因(?:是|为|在于|系)?[:：]?([^。]{10,200})"
)
_STOPS = re.compile(r"[。；：，]")
_FIGURES = re.compile(r"\d{3}")
_COMPARED = re.compile(r"相比|比上年|较上年|比20\d\d|较20\d\d|同比")
_TARGET = re.compile(r"目标|计划|任务(?!.*完成)")
_RESULT = re.compile(r"完成情况|工作情况|实施情况|成效|绩效情况|主要绩效|工作总结|重点工作")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a stretch without its punctuation.

    They stand in runs: run ``k`` begins with letter ``firsts[k]``, at position ``places[k]`` of the stretch.
    """

    stretch: Stretch
    text: str
    firsts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, i: int) -> int:
        """The position of letter ``i`` in the stretch."""
        k = bisect_right(self.firsts, i) - 1
        return self.places[k] + i - self.firsts[k]

    def between(self, i: int) -> str:
        """The punctuation between letters ``i - 1`` and ``i``."""
        return self.stretch.text[self.at(i - 1) + 1 : self.at(i)]


@once
def _letters(report: Report) -> tuple[Letters, ...]:
    """The letters of every stretch that has enough of them to be a copy of another."""
    found = []
    for s in stretches(report):
        if len(s.text) < 12:
            continue
        runs = _RUN.findall(s.text)
        text = "".join(runs)
        if len(text) >= 12:
            firsts = (0, *itertools.accumulate(map(len, runs[:-1])))
            places = tuple(m.start() for m in _RUN.finditer(s.text))
            found.append(Letters(s, text, firsts, places))
    return tuple(found)


@check("sentence-twice")
def sentence_twice(report: Report) -> Iterable[Breach]:
    """A long sentence that stands twice in one paragraph."""
    finds = Finds()
    for s in stretches(report):
        if len(s.text) < 50:
            continue
        long = [part for part in _STOP.split(s.text) if len(part) >= 25]
        if len(set(long)) == len(long):
            continue
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for m in _SENTENCE.finditer(s.text):
            if len(m[0]) >= 25:
                places[m[0]].append(m.span())
        twice = [(a, b) for spans in places.values() for a, b in itertools.pairwise(spans)]
        if twice:
            size = sum(b[1] - b[0] for _, b in twice)
            (a0, a1), (b0, b1) = twice[0][0], twice[0][1]
            b1 = max(b[1] for _, b in twice) if size > b1 - b0 else b1
            finds.add(
                s.text[a0 : a0 + 40],
                f"“{s.text[a0 : a0 + 24]}…”在同一段里写了两遍（重复约{size}字），请删去一遍。",
                s.mark(b0, b1, "重复处"),
                s.mark(a0, a1, "第一处"),
            )
    return finds.breaches()


@check("copies-punctuated-differently")
def punctuated_differently(report: Report) -> Iterable[Breach]:
    """The same words with a comma in one place and without it in another."""
    finds = Finds()
    for context, uses in _contexts(report).items():
        marks = Counter(mark for _, _, mark in uses)
        if len(marks) < 2 or not set(marks) <= {"", "，", "、", ","} or sum(c.isdigit() for c in context) > 4:
            continue
        wrong = (
            "" if "" in marks and "，" in marks else "，" if marks.get("，", 0) and "、" in marks else None
        )
        right = "，" if wrong == "" else "、"
        if wrong is None or marks[wrong] > marks[right]:
            continue
        good = next(u for u in uses if u[2] == right)
        for letters, i, mark in uses:
            if mark == wrong:
                _say_mark(finds, letters, i, good, right)
    return finds.breaches()


#: How many letters on each side of a mark must be the same.
_SIDE = 7


def _contexts(report: Report) -> dict[str, list[tuple[Letters, int, str]]]:
    """The letters around each comma → every place where these letters stand, with the mark between them there.

    Only commas are looked at whose neighbours also stand somewhere without one.
    """
    every = [letters for letters in _letters(report) if len(letters.text) >= 2 * _SIDE]
    words = words_of(report)
    commas = [(letters, i) for letters in every for i in _commas(letters)]
    middles = numbers_of([letters.text[i - SIZE // 2 : i + SIZE // 2] for letters, i in commas])
    counts = grams(report)
    contexts = dict.fromkeys(
        letters.text[i - _SIDE : i + _SIDE]
        for (letters, i), middle in zip(commas, middles, strict=True)
        if middle in counts
        or (not han_only(middle) and words.may_hold(letters.text[i - 1 : i + 1]))
        or words.may_hold(f"{letters.text[i - 1]}、{letters.text[i]}")
    )
    text = "\n".join(letters.text for letters in every)
    starts = [0, *itertools.accumulate(len(letters.text) + 1 for letters in every)]
    found: dict[str, list[tuple[Letters, int, str]]] = {}
    for context in contexts:
        uses = []
        at = text.find(context)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            place = at - starts[number] + _SIDE
            uses.append((every[number], place, every[number].between(place)))
            at = text.find(context, at + 1)
        if len(uses) > 1:
            found[context] = uses
    return found


def _commas(letters: Letters) -> Iterator[int]:
    """The letters that stand behind a comma, with enough letters on both sides."""
    text = letters.stretch.text
    last = len(letters.text) - _SIDE
    runs = zip(letters.firsts, letters.places, strict=True)
    for (before, start), (first, place) in itertools.pairwise(runs):
        if _SIDE <= first <= last and text[place - 1] == "，" and place - start == first - before + 1:
            yield first


def _say_mark(finds: Finds, letters: Letters, i: int, good: tuple[Letters, int, str], right: str) -> None:
    start, end = letters.at(i - 5), letters.at(i + 4) + 1
    other, j, _ = good
    s = letters.stretch
    words = s.text[start:end]
    what = "漏了逗号" if right == "，" else "应用顿号，误作逗号"
    finds.add(
        f"{s.block}|{s.cell}|{words}",
        f"“{words}”处疑{what}，"
        f"另一处相同文字写作“{other.stretch.text[other.at(j - 5) : other.at(j + 4) + 1]}”。",
        s.mark(start, end),
        other.stretch.mark(other.at(j - 5), other.at(j + 4) + 1, "相同文字"),
        certainty="likely",
    )


#: Pairs that copies of a set sentence exchange on purpose; a difference made only of them is no slip.
_EXCHANGED = (
    "收支入出增减升降多少大小高低上下本去前后年初末月日一二三四五六七八九十类款项章节条行政事业公用人员基本"
    "项目省市县区镇乡村街道"
    "数质量时效成本经济社会生态可持续满意度影响指标国内外货物工程服务购置运行维护货款是为的了与和及等其个万"
    "元亿第部门单位持平工伤失业养老医疗生育不无优良差"
)


@check("copies-worded-differently")
def worded_differently(report: Report) -> Iterable[Breach]:
    """Two long copies of one sentence that differ by one or two characters."""
    finds = Finds()
    for one, two in _near_copies(report):
        _compare(finds, one, two)
    return finds.breaches()


Clause = tuple[Letters, int, int]


def _near_copies(report: Report) -> Iterator[tuple[Clause, Clause]]:
    """Pairs of clauses that begin or end alike for all but the two letters that may differ.

    Where one stretch of at most two letters differs, one of the two sides that are left holds at least half of the
    rest, so that half a clause from its beginning or to its end is the key under which its copies meet.
    """
    first: dict[str, Clause] = {}
    for letters in _letters(report):
        if letters.stretch.cell is None:
            for start, end in _clauses(letters):
                first.setdefault(letters.text[start:end], (letters, start, end))
    heads: dict[str, list[str]] = defaultdict(list)
    tails: dict[str, list[str]] = defaultdict(list)
    for text, clause in first.items():
        size = len(text)
        halves = {(size + more - 1) // 2 for more in (-2, -1, 0, 1, 2)}
        met = {o for h in halves for o in (*heads.get(text[:h], ()), *tails.get(text[-h:], ()))}
        for other in sorted(met, key=lambda o: (first[o][0].stretch.block, first[o][1])):
            yield first[other], clause
        half = (size - 1) // 2
        heads[text[:half]].append(text)
        tails[text[-half:]].append(text)


def _clauses(letters: Letters) -> Iterator[tuple[int, int]]:
    """Runs of letters between full stops, semicolons, colons and commas, at least twelve long."""
    start = 0
    text = letters.stretch.text
    for first, place in zip(letters.firsts[1:], letters.places[1:], strict=True):
        if _STOPS.search(text, letters.at(first - 1) + 1, place):
            if first - start >= 12 and not _FIGURES.search(letters.text, start, first):
                yield start, first
            start = first
    if len(letters.text) - start >= 12 and not _FIGURES.search(letters.text, start):
        yield start, len(letters.text)


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _compare(finds: Finds, one: Clause, two: Clause) -> None:
    a, b = one[0].text[one[1] : one[2]], two[0].text[two[1] : two[2]]
    if abs(len(a) - len(b)) > 2:
        return
    head = _shared(a, b)
    tail = min(_shared(a[::-1], b[::-1]), min(len(a), len(b)) - head)
    gone, new = a[head : len(a) - tail], b[head : len(b) - tail]
    if head < 3 or tail < 3 or max(len(gone), len(new)) > 2 or (gone and new and len(gone) != len(new)):
        return
    if all(c in _EXCHANGED or not re.match(rf"[{HAN}]", c) for c in gone + new):
        return
    marks = []
    shown = []
    for (letters, start, _), changed in ((one, gone), (two, new)):
        k0 = letters.at(start + head - 3)
        k1 = letters.at(start + head + len(changed) + 2) + 1
        marks.append(letters.stretch.mark(k0, k1))
        shown.append(letters.stretch.text[k0:k1])
    if shown[0] != shown[1]:
        finds.add(
            "|".join(sorted(shown)),
            f"两处文字基本相同，却一处写“{shown[0]}”、一处写“{shown[1]}”，请核对哪一处写错。",
            marks[1],
            marks[0],
            certainty="guess",
        )


@check("reason-copied")
def reason_copied(report: Report) -> Iterable[Breach]:
    """One reason given word for word for several different changes."""
    end = next((a.block for a in skeleton(report).attachments), len(report.document.blocks))
    found: dict[str, list[tuple[Stretch, int, int]]] = defaultdict(list)
    for s in stretches(report, cells=False):
        if s.block < end:
            for m in _REASON.finditer(s.text):
                if not _COMPARED.search(s.text[max(0, m.start() - 120) : m.start()]):
                    continue  # the reasons of single items are alike for good reasons
                found[m[1]].append((s, m.start(1), m.end(1)))
    finds = Finds()
    for reason, places in found.items():
        if len({s.block for s, _, _ in places}) >= 2:
            marks = [s.mark(a, b) for s, a, b in places]
            finds.add(
                reason[:30],
                f"“{reason[:24]}…”这一变动原因在多处原样照抄，请按收入、支出等不同口径分别说明。",
                *marks,
                certainty="likely",
            )
    return finds.breaches()


@check("targets-copied-from-results")
def targets_copied(report: Report) -> Iterable[Breach]:
    """A section of targets whose sentences are those of the results, so that nothing was set beforehand."""
    bones = skeleton(report)
    titled = [h for h in bones.numbered if 2 <= h.level <= 3 and len(h.title) <= 45]
    results = [h for h in titled if _RESULT.search(h.title)]
    targets = [h for h in titled if _TARGET.search(h.title) and not _RESULT.search(h.title)]
    if not results or not targets:
        return []
    sentences: dict[int, set[str]] = {}
    for h in (*results, *targets):
        end = bones.section_end(h, bones.end)
        texts = [s.text for s in stretches(report, cells=False) if h.block < s.block < end]
        sentences[h.block] = {
            m[0] for t in texts for m in _SENTENCE.finditer(t) if len(m[0]) >= 20 and re.search(r"\d", m[0])
        }
    finds = Finds()
    for h in targets:
        own = sentences[h.block]
        if len(own) < 4:
            continue
        for other in results:
            if other.block < h.block and len(own & sentences[other.block]) * 10 >= len(own) * 6:
                first = next(
                    s
                    for s in stretches(report, cells=False)
                    if s.block > h.block and any(t in s.text for t in own)
                )
                finds.add(
                    h.printed + h.title,
                    f"“{h.title}”照抄了“{other.title}”的完成结果，没有写年初设定的目标值。",
                    first.mark(0, min(len(first.text), 60)),
                    h.stretch.mark(role="目标部分"),
                    other.stretch.mark(role="结果部分"),
                    certainty="likely",
                )
                break
    return finds.breaches()
