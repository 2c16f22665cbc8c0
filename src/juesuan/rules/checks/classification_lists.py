"""Subjects named in sentences against the subjects of the tables: economic lists, expenditure items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from juesuan.claims.model import Report
from juesuan.claims.statutory.entries import blank_line
from juesuan.claims.statutory.lists import Listed, SubjectList, subject_lists
from juesuan.claims.statutory.reading import statutory_lines
from juesuan.claims.statutory.subjects import Mention, mentions, slipped_code
from juesuan.claims.statutory.sums import PERSONNEL
from juesuan.documents.model import Span
from juesuan.rules.model import Blocked, Breach, Mark, NotApplicable
from juesuan.rules.registry import check
from juesuan.taxonomy import Edition, Likeness, Subject, department, functional, likeness

#: A list that names less than half of its subjects rightly is not the list of this table.
MOST = 2
#: What a sentence says an item was used for, before it comes to the next item or a definition.
_USE = re.compile(
    r"(?:(?!反映|[（(][类款项][）)]).){0,200}?(?P<use>用于(?:(?!反映|[（(]项[）)]|[。]).){0,80}?(?P<part>基本支出|项目支出))",
    re.S,
)
_AMOUNT = re.compile(r"支出决算[为数是]*\s*(?P<amount>\d[\d,]*(?:\.\d+)?)")


def _lists(report: Report) -> tuple[SubjectList, ...]:
    found = subject_lists(report.document)
    if not found:
        raise NotApplicable("说明中没有列出人员经费或公用经费包括哪些经济分类科目")
    return found


def _subject(item: Listed, report: Report, spent: dict[str, str]) -> Subject | None:
    """The one item subject a listed name means; among several of a name, the one the table has money on."""
    year = report.profile.year
    if any(len(s.code) == 3 for s in functional(year).named(item.name)):
        return None  # 其他支出 is said of anything
    found = [s for s in department(year).named(item.name) if len(s.code) == 5]
    if len(found) > 1:
        found = [s for s in found if s.code in spent] or found
    return found[0] if len(found) == 1 else None


def _spent(report: Report) -> tuple[dict[str, str], set[str]]:
    """Economic items of the basic-expenditure table: code → name of those with money, and the codes
    without.
    """
    spent: dict[str, str] = {}
    unspent: set[str] = set()
    for form, grid, line in statutory_lines(report.document):
        if form.code == "Z06" and len(line.code) == 5:
            if blank_line(grid, line):
                unspent.add(line.code)
            else:
                spent[line.code] = line.label
    if not spent:
        raise Blocked("没有读到一般公共预算财政拨款基本支出决算表，无法核对说明中列出的经济分类科目")
    return spent, unspent - spent.keys()


@check("listed-subject-without-money")
def listed_subject_without_money(report: Report) -> Iterable[Breach]:
    """A sentence lists an economic subject on which the basic-expenditure table shows no money."""
    lists = _lists(report)
    spent, _ = _spent(report)
    for group in lists:
        named = [(item, _subject(item, report, spent)) for item in group.items]
        known = [(item, s) for item, s in named if s is not None]
        wrong = [(item, s) for item, s in known if s.code not in spent]
        if not wrong or len(wrong) * MOST > len(known):
            continue
        codes = {s.code for _, s in known}
        unread = [item for item, s in named if s is None and not _covers(item, spent)]
        missing = [
            name for code, name in spent.items() if _side(code) is group.personnel and code not in codes
        ]
        instead = f"，疑为“{missing[0]}”" if len(wrong) == len(missing) == 1 and not unread else ""
        names = "、".join(f"“{item.name}”" for item, _ in wrong)
        yield Breach(
            f"说明称{'人员' if group.personnel else '公用'}经费包括{names}，"
            f"但一般公共预算财政拨款基本支出决算表中该科目没有支出{instead}。",
            tuple(Mark(item.span, "说明所列") for item, _ in wrong),
            f"{'personnel' if group.personnel else 'operating'}/{'+'.join(s.code for _, s in wrong)}",
            stated="、".join(item.name for item, _ in wrong),
            expected=missing[0] if instead else "",
        )


def _side(code: str) -> bool:
    return code[:3] in PERSONNEL


def _covers(item: Listed, spent: dict[str, str]) -> bool:
    return any(likeness(item.name, name) in (Likeness.SAME, Likeness.ENDING) for name in spent.values())


@check("listed-subject-on-wrong-side")
def listed_subject_on_wrong_side(report: Report) -> Iterable[Breach]:
    """A personnel subject in the list of operating funds, or the reverse."""
    year = report.profile.year
    for group in _lists(report):
        wrong: list[tuple[Listed, Subject]] = []
        for item in group.items:
            found = [s for s in department(year).named(item.name) if len(s.code) == 5]
            if found and all(_side(s.code) is not group.personnel for s in found):
                wrong.append((item, found[0]))
        if wrong and len(wrong) * MOST <= len(group.items):
            own, other = ("人员经费", "公用经费") if group.personnel else ("公用经费", "人员经费")
            names = "、".join(f"“{item.name}”（{s.code}）" for item, s in wrong)
            yield Breach(
                f"{own}中列出了{names}，按部门预算支出经济分类属于{other}。",
                tuple(Mark(item.span, "说明所列") for item, _ in wrong),
                f"{'personnel' if group.personnel else 'operating'}/{'+'.join(s.code for _, s in wrong)}",
                stated="、".join(item.name for item, _ in wrong),
                level="error" if all(s.firm(year) for _, s in wrong) else "warning",
            )


@check("economic-name")
def economic_name(report: Report) -> Iterable[Breach]:
    """A listed economic subject whose name is only nearly the official one."""
    edition = department(report.profile.year)
    seen: dict[tuple[str, str], list[Listed]] = {}
    for group in _lists(report):
        for item in group.items:
            if edition.named(item.name):
                continue
            near = {s.name for s in edition.stemmed(item.name) if len(s.code) == 5}
            if len(near) == 1:
                seen.setdefault((item.name, next(iter(near))), []).append(item)
    for (printed, official), items in seen.items():
        yield Breach(
            f"经济分类科目“{printed}”的规范名称是“{official}”。",
            tuple(Mark(item.span, "科目名称") for item in items),
            printed,
            stated=printed,
            expected=official,
        )


@check("item-missing-from-table")
def item_missing_from_table(report: Report) -> Iterable[Breach]:
    """An item with an amount in the text that the table of general-budget expenditure does not have."""
    codes = {
        line.code for form, _, line in statutory_lines(report.document) if form.code == "Z05" and line.code
    }
    if not codes:
        raise Blocked("没有读到一般公共预算财政拨款支出决算表，无法核对说明中的支出科目")
    found = _items_with_money(report)
    if not found:
        raise NotApplicable("说明中没有逐项写出支出科目的决算数")
    matched = [m for m, code in found if code in codes]
    for m, code in found:
        if code not in codes and len(matched) * MOST > len(found):
            yield Breach(
                f"说明中的支出科目“{m.name}”（{code}）在一般公共预算财政拨款支出决算表中没有。",
                (Mark(m.span, "说明所列"),),
                code,
                stated=m.name,
            )


def _items_with_money(report: Report) -> Sequence[tuple[Mention, str]]:
    """Items that a sentence names fully and gives an outturn other than nought, with their codes."""
    edition = functional(report.profile.year)
    found: list[tuple[Mention, str]] = []
    for m in mentions(report.document, edition):
        if m.table or m.economic:
            continue
        text = report.document.text_at(m.span).value
        amount = _AMOUNT.search(text, m.span.end, m.span.end + 60)
        if not amount or not other_than_nought(amount["amount"]):
            continue
        code = _item_code(m, edition)
        if code:
            found.append((m, code))
    return found


def _item_code(m: Mention, edition: Edition) -> str:
    """The item a mention means by its code or its chain of names, "" if it is no item or unknown."""
    slipped = bool(m.code) and slipped_code(m, edition)
    subject = edition.code(m.code) if len(m.code) == 7 and not slipped else None
    if subject is None and (slipped or m.depth == 2) and len(m.path) == 2:
        subject = edition.resolve((*m.path, m.name))
    return subject.code if subject is not None else ""


def other_than_nought(amount: str) -> bool:
    """Is a printed amount other than nought? (No arithmetic: only its digits are looked at.)"""
    return any(digit in "123456789" for digit in amount)


@check("use-against-table")
def use_against_table(report: Report) -> Iterable[Breach]:
    """A sentence calls an item basic (or project) expenditure of which the table shows only the other."""
    parts = _parts(report)
    if not parts:
        raise Blocked("没有读到一般公共预算财政拨款支出决算表，无法核对说明中的基本支出和项目支出")
    edition = functional(report.profile.year)
    for m in mentions(report.document, edition):
        code = _item_code(m, edition)
        if m.table or code not in parts or len(parts[code]) != 1:
            continue
        text = report.document.text_at(m.span).value
        said = _USE.match(text, m.span.end)
        if said is None or said["part"] in parts[code]:
            continue
        only = next(iter(parts[code]))
        yield Breach(
            f"说明称“{m.name}”用于{said['part']}，但一般公共预算财政拨款支出决算表中该科目只有{only}。",
            (
                Mark(m.span, "说明所列"),
                Mark(Span(m.span.block, said.start("use"), said.end()), "说明所写用途"),
            ),
            f"{code}/{only}",
            stated=said["part"],
            expected=only,
        )


def _parts(report: Report) -> dict[str, set[str]]:
    """Item code → which of 基本支出 and 项目支出 the table of general-budget expenditure shows money for."""
    words = {"general.item-basic": "基本支出", "general.item-project": "项目支出"}
    parts: dict[str, set[str]] = {}
    for fact in report.facts:
        printed = fact.operand.printed
        if (
            fact.source == "table"
            and fact.concept in words
            and len(fact.scope) == 7
            and printed
            and printed.value
        ):
            parts.setdefault(fact.scope, set()).add(words[fact.concept])
    return parts
