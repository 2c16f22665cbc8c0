"""Passages that stand in a report more than once: twice in one paragraph, or twice with a small difference.

Reports are pasted together from last year's text, the annex and the work summary. Where two copies differ
by a comma or a word, one of them was corrected and the other was not, so each copy is the other's
proof-reader.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.rules.headings import skeleton
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, stretches

_LETTER = re.compile(rf"[{HAN}A-Za-z0-9%％.]")
_SENTENCE = re.compile(r"[^。！？]+")
_REASON = re.compile(
    r"(?:主要|变动|增减|增长|下降|增加|减少)[^。，；]{0,4}原因(?:是|为|在于|系)?[:：]?([^。]{10,200})"
)
_COMPARED = re.compile(r"相比|比上年|较上年|比20\d\d|较20\d\d|同比")
_TARGET = re.compile(r"目标|计划|任务(?!.*完成)")
_RESULT = re.compile(r"完成情况|工作情况|实施情况|成效|绩效情况|主要绩效|工作总结|重点工作")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a stretch without its punctuation, each with its position."""

    stretch: Stretch
    text: str
    at: tuple[int, ...]

    def between(self, i: int) -> str:
        """The punctuation between letters ``i - 1`` and ``i``."""
        return self.stretch.text[self.at[i - 1] + 1 : self.at[i]]


def _letters(report: Report, shortest: int) -> Iterator[Letters]:
    for s in stretches(report):
        at = tuple(m.start() for m in _LETTER.finditer(s.text))
        if len(at) >= shortest:
            yield Letters(s, "".join(s.text[i] for i in at), at)


@check("sentence-twice")
def sentence_twice(report: Report) -> Iterable[Breach]:
    """A long sentence that stands twice in one paragraph."""
    finds = Finds()
    for s in stretches(report):
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
    groups: dict[str, list[tuple[Letters, int, str]]] = defaultdict(list)
    for letters in _letters(report, 14):
        for i in range(7, len(letters.text) - 6):
            groups[letters.text[i - 7 : i + 7]].append((letters, i, letters.between(i)))
    for context, uses in groups.items():
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


def _say_mark(finds: Finds, letters: Letters, i: int, good: tuple[Letters, int, str], right: str) -> None:
    start, end = letters.at[i - 5], letters.at[i + 4] + 1
    other, j, _ = good
    s = letters.stretch
    words = s.text[start:end]
    what = "漏了逗号" if right == "，" else "应用顿号，误作逗号"
    finds.add(
        f"{s.block}|{s.cell}|{words}",
        f"“{words}”处疑{what}，"
        f"另一处相同文字写作“{other.stretch.text[other.at[j - 5] : other.at[j + 4] + 1]}”。",
        s.mark(start, end),
        other.stretch.mark(other.at[j - 5], other.at[j + 4] + 1, "相同文字"),
        certainty="likely",
    )


#: Pairs that copies of a set sentence exchange on purpose; a difference made only of them is no slip.
_EXCHANGED = (
    "收支入出增减升降多少大小高低上下本去前后年初末月日一二三四五六七八九十类款项章节条行政事业公用人员基本"
    "项目省市县区镇乡村街道"
    "数质量时效成本经济社会生态可持续满意度影响指标国内外货物工程服务购置运行维护货款是为的了与和及等其个万"
    "元亿第部门单位持平工伤失业养老医疗生育"
)


@check("copies-worded-differently")
def worded_differently(report: Report) -> Iterable[Breach]:
    """Two long copies of one sentence that differ by one or two characters."""
    finds = Finds()
    index: dict[str, list[int]] = defaultdict(list)
    units: list[tuple[Letters, int, int]] = []
    for letters in _letters(report, 12):
        if letters.stretch.cell is not None:
            continue
        for start, end in _clauses(letters):
            number = len(units)
            units.append((letters, start, end))
            text = letters.text[start:end]
            tried: Counter[int] = Counter(
                k for i in range(0, len(text) - 5, 3) for k in index.get(text[i : i + 6], ())[:12]
            )
            for k, shared in tried.most_common(4):
                if shared >= 2:
                    _compare(finds, units[k], units[number])
            for i in range(len(text) - 5):
                index[text[i : i + 6]].append(number)
    return finds.breaches()


def _clauses(letters: Letters) -> Iterator[tuple[int, int]]:
    """Runs of letters between full stops, semicolons and colons, at least twelve long."""
    start = 0
    for i in range(1, len(letters.text) + 1):
        if i == len(letters.text) or re.search(r"[。；：，]", letters.between(i)):
            if i - start >= 12 and not re.search(r"\d{3}", letters.text[start:i]):
                yield start, i
            start = i


def _compare(finds: Finds, one: tuple[Letters, int, int], two: tuple[Letters, int, int]) -> None:
    a, b = one[0].text[one[1] : one[2]], two[0].text[two[1] : two[2]]
    if a == b or abs(len(a) - len(b)) > 2:
        return
    changes = [
        c for c in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if c[0] != "equal"
    ]
    if len(changes) != 1:
        return
    _, i0, i1, j0, j1 = changes[0]
    gone, new = a[i0:i1], b[j0:j1]
    inner = min(i0, j0) >= 3 and min(len(a) - i1, len(b) - j1) >= 3
    if (
        not inner
        or max(len(gone), len(new)) > 2
        or all(c in _EXCHANGED or not re.match(rf"[{HAN}]", c) for c in gone + new)
    ):
        return
    if gone and new and len(gone) != len(new):
        return
    marks = []
    for letters, start, _, k0, k1 in ((*one, i0, i1), (*two, j0, j1)):
        at = letters.at
        marks.append(letters.stretch.mark(at[start + k0 - 3], at[start + k1 + 2] + 1))
    shown = [
        letters.stretch.text[letters.at[s + k0 - 3] : letters.at[s + k1 + 2] + 1]
        for letters, s, _, k0, k1 in ((*one, i0, i1), (*two, j0, j1))
    ]
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
    sentences: dict[int, set[str]] = {}
    for h in titled:
        end = bones.section_end(h, bones.end)
        texts = [s.text for s in stretches(report, cells=False) if h.block < s.block < end]
        sentences[h.block] = {
            m[0] for t in texts for m in _SENTENCE.finditer(t) if len(m[0]) >= 20 and re.search(r"\d", m[0])
        }
    finds = Finds()
    for h in titled:
        own = sentences[h.block]
        if not _TARGET.search(h.title) or _RESULT.search(h.title) or len(own) < 4:
            continue
        for other in titled:
            if (
                other.block < h.block
                and _RESULT.search(other.title)
                and len(own & sentences[other.block]) * 10 >= len(own) * 6
            ):
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
