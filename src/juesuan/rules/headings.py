"""The skeleton of a report as printed: its contents list, its numbered headings, its attachments.

Readers decide levels by style; the checks on structure need the printed numbers themselves, wrong ones
included, so the skeleton is taken from the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from juesuan.claims.model import Report
from juesuan.documents.model import Table
from juesuan.documents.outline import LONGEST_HEADING, numbering_of
from juesuan.rules.texts import HAN, Stretch, once, stretches

_ATTACHMENT = re.compile(r"(附件|附表|附录)([一二三四五六七八九十\d]*)[:：.、]?")
_INNER = re.compile(
    r"(?<=[\u4e00-\u9fff”）\d.…：:（(、；;，—])(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
_EDGE = re.compile(rf"^[^{HAN}A-Za-z0-9“《（]+|[^{HAN}A-Za-z0-9”》）]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered title. ``level`` is the style of its number (0: an attachment), ``value`` the number."""

    stretch: Stretch
    level: int
    value: int
    printed: str
    title: str

    @property
    def block(self) -> int:
        """The block it stands in."""
        return self.stretch.block

    def titled(self, title: str) -> Heading:
        """The same number with another title."""
        return Heading(self.stretch, self.level, self.value, self.printed, title)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The contents list, the numbered paragraphs behind it (``numbered``), and the attachments (附件N)."""

    contents: tuple[Heading, ...]
    numbered: tuple[Heading, ...]
    attachments: tuple[Heading, ...]
    start: int
    end: int

    def inside(self, start: int, end: int) -> list[Heading]:
        """The numbered paragraphs in blocks ``start`` … ``end`` that are short enough to be titles."""
        return [h for h in self.numbered if start <= h.block < end and len(h.title) <= LONGEST_HEADING]

    def section_end(self, heading: Heading, limit: int) -> int:
        """The block at which the section under a heading ends."""
        for h in self.numbered:
            if h.block > heading.block and h.level <= heading.level and len(h.title) <= LONGEST_HEADING:
                return min(h.block, limit)
        return limit


@once
def skeleton(report: Report) -> Skeleton:
    """Read the skeleton of a report."""
    paragraphs = stretches(report, cells=False, contents=True)
    listed = _typed_contents(paragraphs) or _untyped_contents(paragraphs)
    last = max((s.block for s in listed), default=-1)
    contents = _unpaged([h for s in listed for h in _headings(s)])
    body = [s for s in paragraphs if s.block > last and s.role == "body"]
    behind = [
        _with_title(h, following)
        for s, following in zip_longest(body, body[1:])
        if (h := _heading(s)) is not None
    ]
    attachments = tuple(h for h in behind if h.level == 0)
    return Skeleton(
        contents,
        tuple(h for h in behind if h.level),
        attachments,
        last + 1,
        len(report.document.blocks),
    )


def _heading(s: Stretch) -> Heading | None:
    # Word keeps automatic numbers apart from the text.
    text = s.text if s.text.startswith(s.number) else s.number + s.text
    found = numbering_of(text)
    if found is not None:
        return Heading(s, found.level, found.value, found.printed, plain_title(text[found.end :]))
    m = _ATTACHMENT.match(s.text)
    if m and len(s.text) <= LONGEST_HEADING and not re.search(r"[。，；]", s.text):
        value = "一二三四五六七八九十".find(m[2]) + 1 if m[2] and not m[2].isdigit() else int(m[2] or 0)
        return Heading(s, 0, value, m[1] + m[2], plain_title(s.text[m.end() :]))
    return None


def _headings(s: Stretch) -> list[Heading]:
    """The titles on a line of the contents list: one, or several (“五、甲六、乙”, “第一部分概况一、职能二、机构”).

    A number inside the line begins a title if it goes on from one before it, or opens a level below (一、 or （一）).
    """
    first = _heading(s)
    if first is None:
        return []
    found, open_levels = [first], {first.level: first.value}
    for m in _INNER.finditer(s.text):
        inner = numbering_of(s.text[m.start() :])
        if inner is None:
            continue
        below = inner.level > max(open_levels) and inner.value == 1 and first.level
        if not below and inner.value != open_levels.get(inner.level, inner.value) + 1:
            continue
        last = found[-1]
        cut = last.title.find(m[0])
        title = plain_title(s.text[m.start() + inner.end :])
        found[-1] = last.titled(plain_title(last.title[:cut]))
        found.append(Heading(s, inner.level, inner.value, inner.printed, title))
        open_levels = {k: v for k, v in open_levels.items() if k < inner.level} | {inner.level: inner.value}
    return [h.titled(h.title.rstrip("）")) if "（" not in h.title else h for h in found]


def _unpaged(listed: Sequence[Heading]) -> tuple[Heading, ...]:
    """The titles of a contents list without their page numbers, which end every one of them or none."""
    numbered = [h for h in listed if h.level]
    if len(numbered) < _FEWEST or not all(_PAGE.search(h.title) for h in numbered):
        return tuple(listed)
    return tuple(h.titled(_PAGE.sub("", h.title)) if h.level else h for h in listed)


_PAGE = re.compile(r"(?<=[\u4e00-\u9fff”）])[—–-]*\d{1,3}$")


def _with_title(heading: Heading, following: Stretch | None) -> Heading:
    """A chapter whose number stands on a line of its own has its title on the next."""
    if heading.level != 1 or heading.title or following is None:
        return heading
    text = following.text
    bare = len(text) <= LONGEST_HEADING and not re.search(r"[。；]", text) and numbering_of(text) is None
    return heading.titled(plain_title(text)) if bare else heading


def _joined(s: Stretch) -> bool:
    """Is a long line nothing but titles of a contents list set one behind the other?"""
    titles = [h.title for h in _headings(s)]
    return len(titles) >= _SEVERAL and not any(len(t) > LONGEST_HEADING or "。" in t for t in titles)


#: So many titles in one paragraph are a contents list, not a sentence that counts its points.
_SEVERAL = 3


def _typed_contents(paragraphs: Sequence[Stretch]) -> list[Stretch]:
    """The lines that the reader took for a contents list, and those up to the first title met again."""
    places = [i for i, s in enumerate(paragraphs) if s.role == "toc"]
    if not places:
        return []
    opening = paragraphs[places[0]].text
    end = places[-1] + 1
    again = next(
        (i for i in range(end, min(end + 12, len(paragraphs))) if paragraphs[i].text == opening), end
    )
    return list(paragraphs[places[0] : again])


def plain_title(text: str) -> str:
    """A title without the marks and dots at its ends, and without the page number of a contents list."""
    text = re.sub(r"[.．…·\-—]{2,}\d*页?$|\.{2,}.*$", "", text)
    return _EDGE.sub("", text)


#: A table in a contents list that has no number of the usual styles (表一：收入支出决算总表).
_TABLE_LINE = re.compile(
    r"(?:(?:附|公开)?表[一二三四五六七八九十\d]+[:：、.]?)?.{3,40}表(?:[（(].{0,12}[）)])?(?:[.…·]*\d*)?"
)


def _untyped_contents(paragraphs: Sequence[Stretch]) -> list[Stretch]:
    """The lines below a line 目录: short numbered titles, up to the first text or title met again."""
    start = next((i for i, s in enumerate(paragraphs[:60]) if s.text in ("目录", "目次", "目录：")), None)
    if start is None:
        return []
    listed: list[Stretch] = []
    seen: set[str] = set()
    chapters: list[Heading] = []
    for s in paragraphs[start + 1 :]:
        heading = _heading(s)
        if heading is not None and _again(heading, chapters):
            break
        long = len(s.text) > LONGEST_HEADING + 10 and not _joined(s)
        if heading is None or long or (heading.title + heading.printed) in seen:
            if heading is None and len(s.text) <= 12 and not listed:
                continue
            if heading is None and _TABLE_LINE.fullmatch(s.text) and s.text not in seen:
                seen.add(s.text)
                continue
            break
        seen.add(heading.title + heading.printed)
        chapters += _headings(s)
        listed.append(s)
    return listed if len(chapters) >= _FEWEST else []


#: Fewer titles than these below a line 目录 are no list that could be compared.
_FEWEST = 4


def _again(heading: Heading, listed: Sequence[Heading]) -> bool:
    """Does the numbering of the chapters begin anew, as it does where the body begins?

    Its first title may be worded otherwise there (部门概况, 清河县水利局概况). An annex in the list counts for itself.
    """
    top = min((h.level for h in listed), default=0)
    chapters = [h.value for h in listed if h.level == top]
    return bool(top) and heading.level == top and len(chapters) >= 2 and heading.value <= chapters[0]


def has_content(report: Report, start: int, end: int) -> bool:
    """Is there a table or any text in blocks ``start`` … ``end``?"""
    blocks = report.document.blocks[start:end]
    return any(isinstance(b, Table) or b.value.strip() for b in blocks)


_REGION = re.compile(
    rf"^((?:[{HAN}]{{2,8}}?(?:省|市|州|盟|地区)){{0,2}}[{HAN}]{{1,10}}?(?:自治县|自治州|自治区|县|区|市|旗|"
    rf"省))(?=[{HAN}]{{2}})"
)


def region_of(entity: str) -> str:
    """The county, district or city that a unit's name begins with, "" if it names none."""
    m = _REGION.match(entity)
    return m[1] if m else ""
