"""The skeleton of a report as printed: its contents list, its numbered headings, its attachments.

Readers decide levels by style; the checks on structure need the printed numbers themselves, wrong ones
included, so the skeleton is taken from the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.documents.model import Table
from juesuan.documents.outline import LONGEST_HEADING, numbering_of
from juesuan.rules.texts import HAN, Stretch, once, stretches

_ATTACHMENT = re.compile(r"(附件|附表|附录)([一二三四五六七八九十\d]*)[:：.、]?")
_INNER = re.compile(
    r"(?<=[\u4e00-\u9fff”）])(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
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
    contents = tuple(h for s in listed for h in _headings(s))
    behind = [
        h
        for h in map(_heading, (s for s in paragraphs if s.block > last and s.role == "body"))
        if h is not None
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
    """The titles on a line of the contents list: one, or several that a reader joined (“五、甲六、乙”)."""
    first = _heading(s)
    if first is None:
        return []
    found = [first]
    for m in _INNER.finditer(s.text):
        inner = numbering_of(s.text[m.start() :])
        if inner is not None and inner.level == first.level and inner.value == found[-1].value + 1:
            last = found[-1]
            cut = last.title.find(m[0])
            title = plain_title(s.text[m.start() + inner.end :])
            found[-1] = Heading(s, last.level, last.value, last.printed, plain_title(last.title[:cut]))
            found.append(Heading(s, inner.level, inner.value, inner.printed, title))
    return found


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
    for s in paragraphs[start + 1 :]:
        heading = _heading(s)
        if heading is None or len(s.text) > LONGEST_HEADING + 10 or (heading.title + heading.printed) in seen:
            if heading is None and len(s.text) <= 12 and not listed:
                continue
            if heading is None and _TABLE_LINE.fullmatch(s.text) and s.text not in seen:
                seen.add(s.text)
                continue
            break
        seen.add(heading.title + heading.printed)
        listed.append(s)
    return listed if len(listed) >= 4 else []


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
