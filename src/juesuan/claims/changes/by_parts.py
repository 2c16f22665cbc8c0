"""Changes told for a whole and for each of its funds, or for basic and project expenditure, each with its amount.

“财政拨款支出预算T，比上年增加t。其中一般公共预算A，减少a；政府性基金B，增加b”: where A and B make up T, what they changed by makes up
t. The parts may stand in paragraphs of their own; that their amounts add up is what shows which whole they are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.changes.bases import base_or_last_year, comparable
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze

_FAMILIES = (
    re.compile(r"(一般公共预算|政府性基金|国有资本经营)"),
    re.compile(r"(基本支出|项目支出)"),
)
#: The words a paragraph begins with, behind its number and a year.
_OPENING = re.compile(r"^(?:[\s\d.．、（()）]|[一二三四五六七八九十]+[、）)]|年度?)*([^，,。；;：:\d]*)")
_SIDE = re.compile(r"收入|支出")
#: The part of a part: “基本支出中，人员经费…”, and what stands in brackets, make no whole.
_WITHIN = re.compile(r"支出中|收入中|人员|公用|接待|运行")
_SAME = re.compile(r"[，,]?[^，。；\d]{0,14}(?:持平|无(?:增减)?变化|没有变化|不变)")
_NEW = re.compile(r"[，,]?(?:上年|去年)[^，。；\d]{0,4}(?:无|没有)|[，,]?(?:系|为)?(?:当|本)年新增")
#: What the amounts may miss their whole by, in parts of it: a figure cut off or rounded to another place.
_APART = Decimal("0.001")
#: Paragraphs between a whole and its parts, and wholes that are tried.
_NEAR, _TRIED = 5, 3


class _Told:
    """An amount, by how much it changed (``None``: nobody says; itself: there was none before), and what names it."""

    def __init__(self, at: int, passage: Passage, amount: Figure, change: Figure | None, flat: bool) -> None:
        self.at, self.passage, self.amount, self.change = at, passage, amount, change
        self.known = flat or change is not None or not amount.printed.value
        own = squeeze(amount.head)
        opening = squeeze(m[1] if (m := _OPENING.match(passage.text)) else "")
        self.name = own if any(f.search(own) for f in _FAMILIES) or "财政拨款" in own else opening + own
        sides = _SIDE.findall(own)
        self.side = sides[-1] if sides else ""

    def part(self, family: re.Pattern[str]) -> str:
        """The member of a family of parts that it is, "" if it is none."""
        named = family.findall(self.name)
        return named[-1] if len(set(named)) == 1 else ""


def changes_by_parts(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The claims that the changes of parts which make up a whole make up its change."""
    told = [t for at, p in enumerate(passages) if "增" in p.text or "减" in p.text for t in _told(at, p)]
    for family in _FAMILIES:
        for side in ("收入", "支出"):
            of_side = [t for t in told if t.side == side]
            done = 0
            for is_part, run in groupby(of_side, key=lambda t: bool(t.part(family))):
                members = list(run)
                if is_part:
                    earlier = [t for t in of_side[:done] if not t.part(family)]
                    yield from _claims(earlier, members, family)
                done += len(members)


def _told(at: int, passage: Passage) -> Iterator[_Told]:
    """The amounts of a paragraph, with what they are said to have changed by against last year."""
    figures = passage.figures
    for i, amount in enumerate(figures):
        usable = amount.role in ("amount", "budget") and amount.printed.unit.base == "元" and not amount.depth
        if not usable or amount.printed.about or _WITHIN.search(amount.head):
            continue
        behind = figures[i + 1] if i + 1 < len(figures) else None
        moved = behind is not None and behind.role == "change" and behind.sentence == amount.sentence
        if behind is not None and moved and comparable(amount, behind):
            since = base_or_last_year(passage, i + 1) == "prior"
            yield _Told(at, passage, amount, behind if since else None, flat=False)
        elif _NEW.match(passage.text, amount.number.end):
            yield _Told(at, passage, amount, amount, flat=False)
        else:
            yield _Told(at, passage, amount, None, _SAME.match(passage.text, amount.number.end) is not None)


def _claims(earlier: Sequence[_Told], members: Sequence[_Told], family: re.Pattern[str]) -> Iterator[Claim]:
    """The claim of one row of parts, each named once, against the whole they make up."""
    parts: dict[str, _Told] = {}
    for t in members:
        parts.setdefault(t.part(family), t)
    changed = [t for t in parts.values() if t.change is not None]
    first = min((t.at for t in parts.values()), default=0)
    wholes = [t for t in earlier[::-1] if first - t.at <= _NEAR][:_TRIED]
    whole = next((t for t in wholes if t.change is not None and _makes(t.amount, list(parts.values()))), None)
    if len(parts) < 2 or not changed or whole is None or whole.change is None:
        return
    if not all(t.known for t in parts.values()):
        return
    way = (
        operand(whole.passage, whole.change, "变动额", -whole.change.sign),
        *(operand(t.passage, t.change, "分项变动", t.change.sign) for t in changed if t.change),
    )
    expected = solve(Relation.LINEAR, way, 0)
    if expected is None:
        return
    if _cut_off(way[0].interval, expected, whole.amount):
        way = (replace(way[0], interval=expected), *way[1:])
    named_all = len(parts) == len(re.findall(r"\|", family.pattern)) + 1
    yield Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        way,
        "变动额 = 各部分增减额之和（各部分的数额合计等于总额，增加为正、减少为负）",
        f"changes-by-parts:{whole.side}:{whole.passage.context.title}:{whole.passage.lead}",
        Certainty.CERTAIN if named_all else Certainty.LIKELY,
    )


def _makes(whole: Figure, parts: Sequence[_Told]) -> bool:
    together = Interval.point(0)
    for t in parts:
        together = together + t.amount.printed.interval
    here = whole.printed.interval
    return here.meets(together) or abs(here.middle - together.middle) <= _APART * abs(here.middle)


def _cut_off(stated: Interval, expected: Interval, whole: Figure) -> bool:
    """Do the changes differ by no more than the amounts do for being cut off?"""
    step = whole.printed.interval.half * 4
    return abs(stated.middle - expected.middle) <= step
