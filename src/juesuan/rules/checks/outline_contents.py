"""The contents list against the body: chapters that are listed and absent, titles and numbers that differ.

A contents list is compared only where most of its lines are found again; otherwise the headings could not
be read, and that is said instead of calling every chapter missing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from juesuan.claims.model import Report
from juesuan.documents.outline import numbering_of
from juesuan.rules.headings import Heading, Skeleton, has_content, plain_title, skeleton
from juesuan.rules.model import Blocked, Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, Stretch, holding, once, stretches

#: The number before a table in the contents list (表一：, 附表3, 公开05表).
_TABLE_NUMBER = re.compile(
    r"^(?:(?:附|公开)?表[一二三四五六七八九十\d]+|公开\d+表|\d{1,2}表|附件[一二三四五六七八九十\d]{1,2}(?!20\d\d))[:：、.]?"
)
#: A number, or none, that runs into the year of the title.
_NUMBERED = re.compile(r"附件(\d{0,2}?)(?=20\d\d年)")
_LISTED = re.compile(r"(.{4,40}表)(?:[（(].{0,12}[）)])?")


@dataclass(slots=True)
class Match:
    """Each line of the contents list, the heading it became (``None`` if none), and its listed parent."""

    pairs: list[tuple[Heading, Heading | None, Heading | None]] = field(default_factory=list)
    unlisted: list[tuple[Heading, Heading]] = field(default_factory=list)


@once
def _match(report: Report) -> tuple[Skeleton, Match]:
    bones = skeleton(report)
    lines = [h for h in bones.contents if h.level]
    if len(lines) < 4:
        raise NotApplicable("报告没有目录")
    first = next((a.block for a in bones.attachments if a.value), bones.end)
    limit = bones.end if any(h.level == 1 for h in lines) else first
    match = Match()
    _level(bones, lines, bones.start, limit, None, match)
    found = sum(h is not None for _, h, _ in match.pairs)
    if found * 5 < len(match.pairs) * 3:
        raise Blocked("目录所列标题大多没有在正文中识别出来，无法核对")
    return bones, match


def _level(
    bones: Skeleton, lines: Sequence[Heading], start: int, end: int, parent: Heading | None, match: Match
) -> None:
    """Match the highest level among ``lines`` within blocks start…end, then each one's own lines below it."""
    if not lines:
        return
    top = min(h.level for h in lines)
    tops = [i for i, h in enumerate(lines) if h.level == top]
    candidates = bones.inside(start, end)
    sure = {i: _find(lines[i], candidates) for i in tops}
    taken = {h.block for h in sure.values() if h is not None}
    for n, i in enumerate(tops):
        line = lines[i]
        below = lines[i + 1 : tops[n + 1] if n + 1 < len(tops) else len(lines)]
        found = sure[i] or _near(line, [c for c in candidates if c.block not in taken])
        match.pairs.append((line, found, parent))
        if found is not None:
            taken.add(found.block)
            _level(bones, below, found.block + 1, bones.section_end(found, end), line, match)
    if len(tops) >= 2 and top > 1:
        same = [c for c in candidates if c.level == top and c.block not in taken]
        reference = lines[tops[0]]
        match.unlisted.extend((c, reference) for c in same if parent is not None)


def _find(line: Heading, candidates: Sequence[Heading]) -> Heading | None:
    exact = [c for c in candidates if c.title == line.title]
    if exact:
        return min(exact, key=lambda c: (c.level != line.level, c.value != line.value, c.block))
    numbered = [c for c in candidates if c.level == line.level and c.value == line.value]
    for c in numbered:
        if alike(c.title, line.title) >= 0.6 or _named(c.title, line.title) is not None:
            return c
    return None


def _near(line: Heading, candidates: Sequence[Heading]) -> Heading | None:
    """A heading of the same style and nearly the same title that is no other line's."""
    near = [c for c in candidates if c.level == line.level and alike(c.title, line.title) >= 0.8]
    return max(near, key=lambda c: alike(c.title, line.title), default=None)


_UNNAMED = re.compile(r"(?:20\d\d年度?)?[本我]?(?:部门|单位)(?P<rest>.{2,})")


def _named(one: str, other: str) -> str | None:
    """“部门概况” and “清河县水利局概况”: the name that one title has where the other says 部门 or 单位, if they are so alike."""
    for short, full in ((one, other), (other, one)):
        m = _UNNAMED.fullmatch(short)
        if m is not None and full.endswith(m["rest"]) and full != short:
            return full[: -len(m["rest"])]
    return None


def alike(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1."""
    if one and other and (one in other or other in one) and min(len(one), len(other)) >= 4:
        return 0.9
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


@check("contents-chapter-absent")
def chapter_absent(report: Report) -> Iterable[Breach]:
    """A chapter or section of the contents list that the body does not have."""
    _, match = _match(report)
    levels = [line.level for line, _, _ in match.pairs]
    finds = Finds()
    for line, found, _ in match.pairs:
        if found is not None or _mentioned(report, line):
            continue
        whole = line.level == min(levels) or line.level <= 2
        if line.title.endswith("表") and _LISTED.fullmatch(line.title):
            continue  # a table: told by listed-table-absent
        sure = not _parts_found(report, line)
        what = "这一章" if whole else "这一节"
        finds.add(
            line.printed + line.title,
            f"目录列有“{line.printed}{line.title}”，正文中没有{what}。",
            line.stretch.mark(),
            stated="无",
            expected=line.title,
            level=("error" if whole else "warning") if sure else "note",
        )
    return finds.breaches()


@check("listed-table-absent")
def listed_table_absent(report: Report) -> Iterable[Breach]:
    """A table that the contents list names, where the others it names are there."""
    bones = skeleton(report)
    opening = next((h.block for h in bones.contents), bones.start)
    listed = [
        (s, m[1])
        for s in stretches(report, cells=False, contents=True)
        if opening <= s.block < bones.start and (m := _LISTED.fullmatch(_bare(s)))
    ]
    if len(listed) < 3:
        raise NotApplicable("目录没有列出各张表")
    titles = _table_titles(report, bones.start)
    names = {_letters(title) for _, title in listed}
    others = [t for t in titles if t.endswith("表") and t not in names]
    absent = [(s, title) for s, title in listed if not any(_letters(title) in t for t in titles)]
    # A table under a slightly different name is there; that the names differ is told elsewhere.
    absent = [(s, title) for s, title in absent if not any(alike(_letters(title), t) >= 0.8 for t in others)]
    if len(absent) * 4 > len(listed):
        raise Blocked("目录所列各表大多没有在正文中识别出来，无法核对")
    finds = Finds()
    for s, title in absent:
        finds.add(
            title,
            f"目录列有“{s.text}”，正文中没有这张表；没有数据也应列出空表并说明。",
            s.mark(),
            stated="无",
            expected=title,
            certainty="likely",
        )
    return finds.breaches()


def _bare(s: Stretch) -> str:
    """A line of the contents list without its number and page number."""
    text = s.text if s.text.startswith(s.number) else s.number + s.text
    found = numbering_of(text)
    text = text[found.end :] if found is not None else text
    return plain_title(_TABLE_NUMBER.sub("", text))


def _table_titles(report: Report, start: int) -> set[str]:
    """What may be the title of a table behind the contents list: short paragraphs and cells, titles of tables."""
    found = {_letters(t.title) for _, t in report.document.tables() if t.title}
    for s in holding(report, "表"):
        if s.block >= start and len(s.text) <= 60:
            found.add(_letters(_bare(s)))
    return found


def _mentioned(report: Report, line: Heading) -> bool:
    """Does a paragraph or table behind the list begin with the title, only without its number?"""
    for s in stretches(report):
        if s.block > line.block and s.text.startswith(line.title) and len(s.text) <= len(line.title) + 30:
            return True
    return any(line.title and line.title in t.title for _, t in report.document.tables())


def _parts_found(report: Report, line: Heading) -> bool:
    """Are sections that the contents list names below this one there, so that only its heading is lost?"""
    bones = skeleton(report)
    titles = {h.title for h in bones.numbered}
    lines = [h for h in bones.contents if h.level]
    at = next((i for i, h in enumerate(lines) if h == line), len(lines))
    below = lines[at + 1 :]
    end = next((i for i, h in enumerate(below) if h.level <= line.level), len(below))
    return any(h.title in titles or _mentioned(report, h) for h in below[:end])


@check("contents-number-differs")
def number_differs(report: Report) -> Iterable[Breach]:
    """A heading whose number is not the one the contents list gives it."""
    _, match = _match(report)
    finds = Finds()
    for line, found, _ in match.pairs:
        if found is not None and (found.value, found.level) != (line.value, line.level):
            level = "warning" if found.value != line.value else "note"
            finds.add(
                line.title,
                f"正文标题“{found.printed}{found.title}”的序号与目录不一致，"
                f"目录里是“{line.printed}{line.title}”。",
                found.stretch.mark(),
                line.stretch.mark(role="目录"),
                stated=found.printed,
                expected=line.printed,
                level=level,
            )
    return finds.breaches()


@check("contents-title-differs")
def title_differs(report: Report) -> Iterable[Breach]:
    """A heading worded differently from the contents list."""
    bones, match = _match(report)
    finds = Finds()
    for line, found, _ in match.pairs:
        if found is not None and not _same_title(report, found.title, line.title):
            _differs(finds, line, found, found.title)
    for line in bones.contents:
        if line.level == 0 and line.title:
            for a in bones.attachments:
                if a.value == line.value:
                    title, at = _attachment_title(report, a)
                    if (
                        title
                        and _letters(line.title) not in _letters(title)
                        and alike(title, line.title) >= 0.4
                    ):
                        _differs(finds, line, at, title)
    return finds.breaches()


def _differs(finds: Finds, line: Heading, found: Heading, title: str) -> None:
    finds.add(
        line.printed + line.title,
        f"“{line.printed}”的名称前后不一致：目录写“{line.title}”，正文写“{title}”。",
        found.stretch.mark(),
        line.stretch.mark(role="目录"),
        stated=title,
        expected=line.title,
    )


def _same_title(report: Report, one: str, other: str) -> bool:
    """Are two titles the same but for the unit's own name, which may stand for the word 部门 or 单位?"""
    if _own(report, one) == _own(report, other):
        return True
    name = _named(one, other)
    profile = report.profile
    return name is not None and any(n and name.endswith(n) for n in (profile.entity, *profile.aliases))


def _letters(title: str) -> str:
    return "".join(c for c in title if c.isalnum()).replace("年度", "年")


def _own(report: Report, title: str) -> str:
    """The letters of a title without the unit's own name and the report's own year before them."""
    profile = report.profile
    names = [_letters(n) for n in (profile.entity, *profile.aliases, f"{profile.year}年") if len(n) >= 3]
    letters = re.sub(r"^本(?=部门|单位)", "", _letters(title))
    while (lead := next((n for n in names if n and letters.startswith(n)), "")) and lead != letters:
        letters = letters[len(lead) :]
    return letters


def _attachment_title(report: Report, attachment: Heading) -> tuple[str, Heading]:
    """The title of an attachment: on its own line, or on the next one."""
    if attachment.title:
        return attachment.title, attachment
    for s in stretches(report, cells=False):
        if s.block > attachment.block:
            if len(s.text) <= 60 and not s.text.endswith("。"):
                return s.text, Heading(s, 0, attachment.value, attachment.printed, s.text)
            break
    return "", attachment


@check("heading-not-in-contents")
def heading_not_listed(report: Report) -> Iterable[Breach]:
    """A heading that stands beside listed ones and is not listed."""
    _, match = _match(report)
    finds = Finds()
    for heading, reference in match.unlisted:
        finds.add(
            heading.printed + heading.title,
            f"正文有“{heading.printed}{heading.title}”，目录里没有列出。",
            heading.stretch.mark(),
            reference.stretch.mark(role="目录同级标题"),
        )
    return finds.breaches()


@check("listed-attachment-empty")
def attachment_empty(report: Report) -> Iterable[Breach]:
    """An attachment that the contents list announces and nothing follows."""
    bones = skeleton(report)
    lines = [h for h in bones.contents if h.level == 0 and h.value]
    if not lines:
        raise NotApplicable("目录没有列出附件")
    finds = Finds()
    for line in lines:
        bodies = [a for a in bones.attachments if _number(a) == _number(line)]
        if not bodies and bones.attachments:
            finds.add(
                line.printed,
                f"目录列有“{line.printed}{line.title}”，后文没有这个附件。",
                line.stretch.mark(),
                level="warning",
            )
        for body in bodies:
            end = next((a.block for a in bones.attachments if a.block > body.block), bones.end)
            line_of = report.document.place(body.stretch.span(0, 1)).line or 0
            picture = any(
                r.text.startswith(("[image", "![")) and (r.anchor.line or 0) > line_of
                for r in report.document.removed
            )
            if not body.title and not picture and not has_content(report, body.block + 1, end):
                finds.add(
                    line.printed,
                    f"目录列有“{line.printed}{line.title}”，后文只有“{body.printed}”几个字，没有内容。",
                    line.stretch.mark(),
                    body.stretch.mark(role="附件位置"),
                    stated="空",
                    expected=line.title,
                    level="error" if report.document.media_type.startswith("text/") else "warning",
                )
    return finds.breaches()


def _number(attachment: Heading) -> int:
    """The number of an attachment, apart from the year its title may begin with (附件3 2024年度…, 附件 2021年度…)."""
    m = _NUMBERED.match(attachment.stretch.text)
    return int(m[1] or 0) if m else attachment.value
