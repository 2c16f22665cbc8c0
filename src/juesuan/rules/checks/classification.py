"""Codes and names of the budget classification: do they exist, belong together, and belong to this year?

The lists were compiled, not published, so only lines confirmed by published documents prove a report wrong;
all others raise a question. One subject is one breach, however often a report prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from juesuan.claims.model import Report
from juesuan.claims.statutory.heads import headed_names
from juesuan.claims.statutory.subjects import Mention, mentions
from juesuan.rules.model import Breach, Mark, NotApplicable
from juesuan.rules.registry import check
from juesuan.taxonomy import Edition, Likeness, Subject, department, fold, functional, government, likeness

#: Digits of a functional code (类, 款, 项) and of an economic one (类, 款).
FUNCTIONAL_DIGITS = (3, 5, 7)
ECONOMIC_DIGITS = (3, 5)
#: The lists were compiled for these years; an unconfirmed line says nothing about others.
COMPILED = range(2021, 2027)
#: The edition that their unconfirmed lines were taken from.
LISTED = range(2023, 2025)


def edition_of(code: str, year: int | None) -> Edition:
    """The classification that a code's first digit belongs to."""
    return department(year) if code[:1] == "3" else government(year) if code[:1] == "5" else functional(year)


def _mentions(report: Report) -> tuple[Mention, ...]:
    found = mentions(report.document, functional(report.profile.year))
    if not found:
        raise NotApplicable("报告中没有科目编码，也没有带“（类）（款）（项）”的科目名称")
    return found


def _marks(group: Sequence[Mention], role: str = "科目") -> tuple[Mark, ...]:
    return tuple(Mark(m.span, role) for m in group)


def _grouped(found: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Mentions of the same code and name together, in order of appearance."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for m in found:
        groups.setdefault((m.code, fold(m.name)), []).append(m)
    yield from groups.values()


@check("code-digits")
def code_digits(report: Report) -> Iterable[Breach]:
    """Functional codes have 3, 5 or 7 digits, economic ones 3 or 5."""
    for group in _grouped(m for m in _mentions(report) if m.code):
        m = group[0]
        digits = ECONOMIC_DIGITS if m.economic else FUNCTIONAL_DIGITS
        edition = edition_of(m.code, report.profile.year)
        if len(m.code) in digits or edition.code(m.code[:3]) is None:
            continue
        if m.economic and len(m.code) > 5:
            continue
        restored = _restored(m, edition)
        should = f"，应为“{restored}”" if restored else "，请按当年科目核对"
        yield Breach(
            f"科目编码“{m.code}{m.name}”有{len(m.code)}位，类、款、项的编码应为"
            f"{'、'.join(map(str, digits))}位{should}。",
            _marks(group),
            f"{m.code}/{fold(m.name)}",
            stated=m.code,
            expected=restored,
        )


def _restored(m: Mention, edition: Edition) -> str:
    """The code of the right length that fits the name and keeps the printed digits in order, if there is
    one.
    """
    listed = {s.code for s in edition.named(m.name) if _keeps(m.code, s.code)}
    if len(m.code) in (6, 8):
        listed |= {
            m.code[:5] + suffix for suffix in edition.suffixes(m.name) if _keeps(m.code, m.code[:5] + suffix)
        }
    return next(iter(listed)) if len(listed) == 1 else ""


def _keeps(printed: str, code: str) -> bool:
    """Is one the other with a few digits left out?"""
    short, long = sorted((printed, code), key=len)
    rest = iter(long)
    return 0 < len(long) - len(short) <= 2 and all(digit in rest for digit in short)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A printed code with its name and the line of the edition that has the code."""

    mentions: list[Mention]
    subject: Subject
    edition: Edition
    how: Likeness


def _pairs(report: Report) -> Iterator[_Pair]:
    year = report.profile.year
    for group in _grouped(m for m in _mentions(report) if m.code):
        edition = edition_of(group[0].code, year)
        subject = edition.code(group[0].code)
        if subject is not None:
            yield _Pair(group, subject, edition, _likeness(group[0], subject, edition))


def _likeness(m: Mention, subject: Subject, edition: Edition) -> Likeness:
    """In a sentence other words may follow a name, and the names of its 类 and 款 may stand before it."""
    if not m.table and m.depth is None:
        above = [edition.code(m.code[:n]) for n in (3, 5) if n < len(m.code)]
        if fold(subject.name) in fold(m.name) or any(
            s is not None and fold(m.name).startswith(fold(s.name).removesuffix("支出")) for s in above
        ):
            return Likeness.SAME
    return likeness(m.name, subject.name)


@check("code-and-name")
def code_and_name(report: Report) -> Iterable[Breach]:
    """A code and the name printed beside it are one line of the year's classification."""
    year = report.profile.year
    for pair in _pairs(report):
        m = pair.mentions[0]
        if pair.how not in (Likeness.CLOSE, Likeness.OTHER) or pair.edition.outdated(m.name):
            continue
        level = _level(pair, year)
        if level is None:
            continue
        elsewhere = [s.code for s in pair.edition.named(m.name)]
        also = f"；“{m.name}”的编码是{'、'.join(elsewhere[:3])}" if 0 < len(elsewhere) <= 3 else ""
        hedge = "" if pair.subject.firm(year) else "（请按当年科目表核对）"
        yield Breach(
            f"科目编码与名称不对应：“{m.code}”是“{pair.subject.name}”，报告写成“{m.name}”{also}{hedge}。",
            _marks(pair.mentions),
            f"{m.code}/{fold(m.name)}",
            stated=f"{m.code}{m.name}",
            expected=f"{m.code}{pair.subject.name}",
            level=level,
        )


def _level(pair: _Pair, year: int | None) -> str | None:
    """Error for another subject's name on a confirmed line, else a question; nothing where the list is
    silent.
    """
    if pair.subject.firm(year):
        return "error" if pair.how is Likeness.OTHER else "note"
    if year is not None and year not in COMPILED:
        return "note" if pair.how is Likeness.OTHER and pair.edition.named(pair.mentions[0].name) else None
    # In another year than that of the compiled list, a name of no other subject may be the line's own of that year.
    own = year is not None and year not in LISTED and not pair.edition.named(pair.mentions[0].name)
    return "warning" if pair.how is Likeness.OTHER and not own else "note"


@check("outdated-name")
def outdated_name(report: Report) -> Iterable[Breach]:
    """A subject renamed before this year is printed with its old name."""
    year = report.profile.year
    if year is None:
        raise NotApplicable("不知道报告年度，无法核对科目名称的年度变化")
    groups: dict[str, list[Mention]] = {}
    for m in (*mentions(report.document, functional(year)), *headed_names(report.document, functional(year))):
        if not m.economic and _old(m, year):
            groups.setdefault(fold(m.name).removesuffix("支出"), []).append(m)
    for key, group in groups.items():
        old = _old(group[0], year)[0]
        new = functional(year).code(old.code)
        renamed = f"，{year}年度应为“{new.name}”" if new else f"，{year}年度已没有这个科目"
        proven = old.verified and old.until is not None and old.until < year
        yield Breach(
            f"“{group[0].name}”是{old.until}年度及以前的科目名称（{old.code}）{renamed}。",
            _marks(group, "旧名称"),
            key,
            stated=group[0].name,
            expected=new.name if new else "",
            level="warning" if proven else "note",
        )


def _old(m: Mention, year: int) -> tuple[Subject, ...]:
    """Lines of earlier years with this name, at the depth the words give it."""
    edition = functional(year)
    found = edition.outdated(m.name) or (
        () if edition.named(m.name + "支出") else edition.outdated(m.name + "支出")
    )
    past = tuple(s for s in found if s.until is not None and s.until < year)
    return tuple(s for s in past if m.depth is None or len(s.code) == 3 + 2 * m.depth)


@check("unknown-code")
def unknown_code(report: Report) -> Iterable[Breach]:
    """An item code that the year's list does not have: a question, as the list is not official."""
    year = report.profile.year
    for group in _grouped(m for m in _mentions(report) if m.code):
        m = group[0]
        edition = edition_of(m.code, year)
        listed = edition.code(m.code[:3]) is not None
        if (
            edition.code(m.code)
            or (listed and len(m.code) not in (5, 7))
            or (m.economic and len(m.code) != 5)
        ):
            continue
        if year is None or year not in COMPILED or not (listed or m.table):
            continue
        same = [s.code for s in edition.named(m.name) if s.code.startswith(m.code[:3])]
        hint = f"，“{m.name}”的编码一般是{'、'.join(same[:3])}" if same else ""
        yield Breach(
            f"未在{year}年度科目中核对到编码“{m.code}{m.name}”{hint}，请按当年政府收支分类科目核对。",
            _marks(group),
            m.code,
            stated=m.code,
            level="note",
        )


@check("name-ending")
def name_ending(report: Report) -> Iterable[Breach]:
    """A name lacks or adds its ending 支出, 费 or 费用, or is a slip away from the official one."""
    year = report.profile.year
    wanted: dict[tuple[str, str], list[Mention]] = {}
    for pair in _pairs(report):
        if pair.how is Likeness.ENDING:
            wanted.setdefault((fold(pair.mentions[0].name), pair.subject.name), []).extend(pair.mentions)
    edition = functional(year)
    nearest: dict[tuple[object, ...], Subject | None] = {}
    for m in _mentions(report):
        if not m.code and m.depth is not None and not edition.outdated(m.name) and not _old(m, year or 0):
            same = (m.name, m.depth, m.path)
            if same not in nearest:
                nearest[same] = _nearest(m, edition)
            official = nearest[same]
            if official is not None and not _ended(report, m, official):
                wanted.setdefault((fold(m.name), official.name), []).append(m)
    for (key, official_name), group in wanted.items():
        yield Breach(
            f"科目名称“{group[0].name}”与规范名称“{official_name}”不一致，请按当年政府收支分类科目统一。",
            _marks(group),
            key,
            stated=group[0].name,
            expected=official_name,
        )


def _ended(report: Report, m: Mention, official: Subject) -> bool:
    """Does the ending stand behind the mark: 教育（类）支出?"""
    ending = fold(official.name).removeprefix(fold(m.name))
    behind = report.document.text_at(m.span).value[m.span.end : m.span.end + 4].strip()
    return bool(ending) and behind.startswith(ending)


def _nearest(m: Mention, edition: Edition) -> Subject | None:
    """The one line of the mention's level and chain whose name is nearly the printed one; ``None`` if it is
    exact.
    """
    parent = edition.resolve(m.path) if m.path else None
    if parent is None and m.depth:
        return None
    level = edition.level(3 + 2 * (m.depth or 0), parent.code if parent is not None else "")
    hows = [(likeness(m.name, s.name), s) for s in level]
    if any(how is Likeness.SAME for how, _ in hows):
        return None
    compiled = edition.year is None or edition.year in COMPILED
    for wanted in (Likeness.ENDING, Likeness.CLOSE) if compiled else (Likeness.ENDING,):
        found = [s for how, s in hows if how is wanted]
        if len(found) == 1:
            return found[0]
    return None
