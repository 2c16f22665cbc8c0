"""The numbers of headings, list items, indicators and options: gaps, repeats, and changes of style half way.

Official documents number 一、（一）1.（1）; a list that breaks its own order shows where a part was cut
out, pasted in or renumbered by hand. Numbers inside a paragraph count too, so that a run-on list is not
taken for a gap.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from juesuan.claims.model import Report
from juesuan.documents.outline import numbering_of
from juesuan.rules.headings import Heading, skeleton
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, Stretch, once, stretches

_NUMERALS = "零一二三四五六七八九十"
_CODE = re.compile(r"([A-Z])(\d{1,4})(?=[\u4e00-\u9fff“A-Z])")
_TWO_CODES = re.compile(r"^([A-Z]\d{1,4})[、.．]?([A-Z]\d{1,4})(?=[\u4e00-\u9fff“])")
#: An item that names a subject of the classification.
_SUBJECT = re.compile(r"[（(][类款项][）)]|^\d{7}(?!\d)")
#: So many items of one make are the habit of a form.
_FORM = 3
_OPTION = re.compile(r"^([A-H])[.．、]")


def _written(heading: Heading, value: int, level: int) -> str:
    """A number in the style of a level, for saying what was expected."""
    chinese = _NUMERALS[value] if value <= 10 else f"十{_NUMERALS[value - 10]}" if value < 20 else str(value)
    styles = {
        1: f"第{chinese}部分",
        2: f"{chinese}、",
        3: f"（{chinese}）",
        4: f"{value}.",
        5: f"（{value}）",
    }
    return styles[level]


def _inline_last(heading: Heading) -> int:
    """The last number of the same style that a paragraph goes on to inside itself."""
    last = heading.value
    for m in re.finditer(r"[。；;：:]", heading.stretch.text):
        inner = numbering_of(heading.stretch.text[m.end() :])
        if inner is not None and inner.level == heading.level and inner.value == last + 1:
            last = inner.value
    return last


class _Walk:
    """Goes through the numbered paragraphs and remembers the last number of each style."""

    def __init__(self, numbered: Sequence[Heading]) -> None:
        self.numbered = numbered
        self.last: dict[int, tuple[int, Heading]] = {}

    def run(self) -> Iterator[tuple[str, Heading, int, int, Heading | None]]:
        """Yield (what, heading, expected value, expected level, the one before)."""
        for i, h in enumerate(self.numbered):
            previous = self.last.get(h.level)
            other = self._other_style(h, i)
            if other is not None:
                yield "style", h, h.value, other.level, other
            elif h.value == 1:
                if previous is not None and previous[0] == 1 and h.level == 3:
                    yield "repeat", h, 2, h.level, previous[1]
            elif previous is not None and h.value == previous[0]:
                yield "repeat", h, h.value + 1, h.level, previous[1]
            elif previous is not None and h.value > previous[0] + 1:
                yield "gap", h, previous[0] + 1, h.level, previous[1]
            elif previous is not None and h.value < previous[0]:
                yield "order", h, previous[0] + 1, h.level, previous[1]
            self._enter(h, other)

    def _enter(self, h: Heading, other: Heading | None) -> None:
        level = other.level if other is not None else h.level
        for deeper in [k for k in self.last if k > min(level, h.level)]:
            del self.last[deeper]
        self.last[h.level] = (_inline_last(h), h)
        if other is not None:
            self.last[level] = (h.value, h)

    def _other_style(self, h: Heading, i: int) -> Heading | None:
        """The heading of another style whose next number this one takes, if its own has no such place."""
        own = self.last.get(h.level)
        if h.value < 2 or (own is not None and own[0] == h.value - 1):
            return None
        for level, (value, heading) in sorted(self.last.items(), reverse=True):
            if own is not None and level > h.level:
                continue
            if level != h.level and value == h.value - 1 and level >= 2 and len(_name(h)) <= 45:
                following = next((n for n in self.numbered[i + 1 :] if n.level <= level), None)
                if following is None or following.level < level or following.value in (1, h.value + 1):
                    return heading
        return None


@once
def _walk(report: Report) -> tuple[tuple[str, Heading, int, int, Heading | None], ...]:
    return tuple(_Walk(skeleton(report).numbered).run())


@check("numbering-style-changes")
def style_changes(report: Report) -> Iterable[Breach]:
    """“9、” after “八、”: the count goes on in another style."""
    finds = Finds()
    for what, h, value, level, before in _walk(report):
        if what == "style" and before is not None:
            expected = _written(h, value, level)
            finds.add(
                h.printed + h.title[:20],
                f"“{h.printed}{h.title[:20]}”与前面的“{before.printed}”同属一组，序号写法不一致，"
                f"宜写作“{expected}”。",
                h.stretch.mark(0, _end(h)),
                before.stretch.mark(0, _end(before), "前一序号"),
                stated=h.printed,
                expected=expected,
            )
    return finds.breaches()


@check("numbering-marks-differ")
def marks_differ(report: Report) -> Iterable[Breach]:
    """“12、” in a list whose other numbers are “11.”."""
    finds = Finds()
    run: list[Heading] = []
    for h in [*skeleton(report).numbered, None]:
        if h is not None and h.level == 4 and (not run or h.value == run[-1].value + 1):
            run.append(h)
            continue
        if h is None or h.level <= 4:
            _odd_marks(finds, run)
            run = [h] if h is not None and h.level == 4 else []
    return finds.breaches()


def _odd_marks(finds: Finds, run: Sequence[Heading]) -> None:
    marks = Counter(h.printed[-1] for h in run)
    usual, count = marks.most_common(1)[0] if marks else ("", 0)
    for h in run:
        if h.printed[-1] != usual and count >= 3 and marks[h.printed[-1]] * 3 <= count * 2:
            name = h.printed + _name(h)[:16]
            message = f"“{name}”的序号与同组其他各项写法不一致，其他各项写作“{h.value}{usual}”。"
            other = next(o for o in run if o.printed[-1] == usual)
            places = (h.stretch.mark(0, _end(h)), other.stretch.mark(0, _end(other), "同组序号"))
            finds.add(name, message, *places, stated=h.printed, expected=f"{h.value}{usual}")


@check("numbering-breaks")
def numbering_breaks(report: Report) -> Iterable[Breach]:
    """A number that is left out, used twice or out of order."""
    says = {
        "repeat": "序号“{printed}”重复使用，前面的“{before}”已用过",
        "gap": "序号由“{before}”跳到“{printed}”，中间缺号",
        "order": "序号“{printed}”排在“{before}”之后，次序不对",
    }
    finds = Finds()
    for what, h, value, level, before in _walk(report):
        if what in says and before is not None:
            expected = _written(h, value, level)
            name = f"{h.printed}{h.title[:16]}"
            head = says[what].format(printed=name, before=f"{before.printed}{before.title[:16]}")
            finds.add(
                f"{what}|{name}|{before.title[:12]}",
                f"{head}，此处应为“{expected}”，请核对是否漏了内容。",
                h.stretch.mark(0, _end(h)),
                before.stretch.mark(0, _end(before), "前一序号"),
                stated=h.printed,
                expected=expected,
                certainty="likely",
            )
    return finds.breaches()


def _name(h: Heading) -> str:
    """The title that a numbered paragraph begins with."""
    return re.split(r"[。：；]", h.title)[0]


def _end(h: Heading) -> int:
    """The end of the number and a short title: the place is the heading, not its whole paragraph."""
    return min(len(h.stretch.text), len(h.printed) + 20)


@check("lone-number")
def lone_number(report: Report) -> Iterable[Breach]:
    """A list of one item: 1. without 2."""
    numbered = skeleton(report).numbered
    lone = [h for i, h in enumerate(numbered) if _lone(numbered, i)]
    subjects = Counter(h.level for h in numbered if _SUBJECT.search(h.title))
    alike = Counter((h.level, h.title) for h in lone)
    finds = Finds()
    for h in lone:
        if _SUBJECT.search(h.title) and subjects[h.level] >= _FORM:
            continue  # the form numbers the subjects of every class, also of one that has but one
        if alike[h.level, h.title] >= _FORM:
            continue  # every part of the report has this one item
        finds.add(
            f"{h.printed}{h.title[:20]}",
            f"“{h.printed}{h.title[:20]}”只有一项却编了序号，请核对是否漏了后面各项，或去掉序号。",
            h.stretch.mark(0, _end(h)),
            certainty="likely",
        )
    return finds.breaches()


def _lone(numbered: Sequence[Heading], i: int) -> bool:
    """Is a paragraph numbered 1 with no 2 behind it?"""
    h = numbered[i]
    if h.value != 1 or h.level < 3 or _inline_last(h) > 1:
        return False
    rest = numbered[i + 1 :]
    sibling = next((n for n in rest if n.level <= h.level), None)
    slipped = next((n for n in rest[:40] if n.value == 2 and n.level > h.level), None)
    if sibling is not None and sibling.level == h.level and sibling.value != 1:
        return False
    return slipped is None or (sibling is not None and slipped.block > sibling.block)


@check("part-numbered-beside-whole")
def part_beside_whole(report: Report) -> Iterable[Breach]:
    """A part of item 2 numbered as item 3 (公务用车运行维护费 beside 公务用车购置及运行维护费)."""
    numbered = skeleton(report).numbered
    finds = Finds()
    for before, h in itertools.pairwise(numbered):
        whole, part = _label(before), _label(h)
        follows = h.level == before.level and h.value == before.value + 1
        if (
            follows
            and 5 <= len(part) < len(whole)
            and re.search(r"[及和、]", whole)
            and _subsequence(part, whole)
        ):
            finds.add(
                h.printed + part,
                f"“{h.printed}{part}”是上一项“{whole}”的组成部分，不应与它并列编号，后面的序号也要相应调整。",
                h.stretch.mark(0, _end(h)),
                before.stretch.mark(0, _end(before), "上一项"),
                certainty="likely",
            )
    return finds.breaches()


def _label(h: Heading) -> str:
    m = re.match(r"[\u4e00-\u9fff（）“”、]+", h.title)
    return re.sub(r"(?:支出|决算)+$", "", m[0]) if m else ""


def _subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return part[:3] == whole[:3] and all(c in letters for c in part)


def _codes(report: Report) -> list[tuple[Stretch, str, int, int]]:
    """The indicator codes that cells begin with: (cell, letter, digits as a number, how many digits)."""
    found = []
    for s in stretches(report):
        m = _CODE.match(s.text) if s.cell is not None else None
        if m and len(m[2]) >= 2:
            found.append((s, m[1], int(m[2]), len(m[2])))
    return found


@check("indicator-code-gap")
def code_gap(report: Report) -> Iterable[Breach]:
    """An indicator code that is skipped (B11, B13)."""
    finds = Finds()
    codes = _codes(report)
    if len(codes) < 4:
        raise NotApplicable("没有编号的指标表")
    present = {(letter, value) for _, letter, value, _ in codes}
    last: dict[tuple[str, int], tuple[Stretch, int]] = {}
    for s, letter, value, digits in codes:
        before, v1 = last.get((letter, digits), (s, value))
        last[letter, digits] = (s, value)
        if v1 // 10 == value // 10 and value == v1 + 2 and (letter, v1 + 1) not in present:
            missing = f"{letter}{v1 + 1}"
            finds.add(
                missing,
                f"指标编号由“{letter}{v1}”跳到“{letter}{value}”，缺“{missing}”，请核对是否漏了指标及其分值。",
                s.mark(),
                before.mark(role="前一指标"),
                stated=f"{letter}{value}",
                expected=missing,
                certainty="likely",
            )
    return finds.breaches()


@check("indicator-code-odd")
def code_odd(report: Report) -> Iterable[Breach]:
    """Two codes in one cell, or a code with more digits than its neighbours under the same parent."""
    finds = Finds()
    codes = _codes(report)
    for s in stretches(report):
        m = _TWO_CODES.match(s.text) if s.cell is not None else None
        if m:
            finds.add(
                m[0],
                f"“{s.text[:30]}”一格里有两个编号“{m[1]}”“{m[2]}”，应是复制后没有删净。",
                s.mark(),
                stated=s.text[:30],
            )
    for before, here, after in zip(codes, codes[1:], codes[2:], strict=False):
        (_, _, v0, _), (s, letter, value, digits), (_, l2, v2, n2) = before, here, after
        text = str(value)
        if (
            letter == l2
            and digits == n2 + 1
            and n2 >= 2
            and text[0] == str(v2)[0]
            and str(v0)[0] != text[0]
            and v2 % 10 in (2, 3)
        ):
            expected = f"{letter}{v2 // 10}1"
            finds.add(
                f"{letter}{value}",
                f"“{s.text[:20]}”的编号与后面的“{l2}{v2}”不成序列，疑为“{expected}”，"
                "并请核对它列在哪个上级指标下。",
                s.mark(),
                stated=f"{letter}{value}",
                expected=expected,
                certainty="likely",
            )
    return finds.breaches()


@check("option-letter-gap")
def option_gap(report: Report) -> Iterable[Breach]:
    """A questionnaire whose options go A, C."""
    finds = Finds()
    options = [(s, m[1]) for s in stretches(report) if (m := _OPTION.match(s.text))]
    for (before, a), (s, b) in itertools.pairwise(options):
        near = s.block - before.block <= 1
        if near and b not in ("A", chr(ord(a) + 1)) and b > a:
            finds.add(
                s.text[:16],
                f"选项“{s.text[:16]}”排在“{before.text[:16]}”之后，跳过了“{chr(ord(a) + 1)}”。",
                s.mark(),
                before.mark(role="前一选项"),
                stated=b,
                expected=chr(ord(a) + 1),
            )
    return finds.breaches()
