"""Counts beside the money of a published report: groups sent abroad, cars, receptions, vehicles, equipment.

Single counts are facts like amounts; what only extraction needs are the kinds that follow a count (其中：轿车1辆…) and
the equipment above a price. A count that is printed with two values, or whose kinds do not make it, is left out and
told; nothing is added up or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juesuan.accounts.figures import COUNTS, Unread, annexed, unread_fact
from juesuan.accounts.model import Assets
from juesuan.claims.chapters import explanation
from juesuan.claims.model import Fact, Figure, Report
from juesuan.claims.sections import contexts
from juesuan.documents.model import Paragraph

_TOLD = "报告中有不同的数，请核对后补填"
_KINDS = "分项之和与合计不符，请核对后补填"
_DEVICE = re.compile(
    r"(?P<none>没有|无)?(?P<name>单价\s*[\d.]+\s*万元[^，。；、\d]{0,24}?设备(?:（[^（）]*）)?)"
    r"(?:共计|合计|共有|共|为|数量)*\s*(?:(?P<n>\d+)\s*(?:台|套))?"
)
_CAR = "辆"


@dataclass(frozen=True)
class Counts:
    """The counts of one report; ``one`` lacks what it does not print, or prints in two ways."""

    one: dict[str, int] = field(default_factory=dict)
    """By the names of ``COUNTS``."""
    purchased: tuple[tuple[str, int], ...] = ()
    assets: Assets = field(default_factory=Assets)
    kept: tuple[tuple[str, int], ...] = ()
    unread: tuple[Unread, ...] = ()

    def get(self, name: str) -> int:
        """A count, 0 where none is known."""
        return self.one.get(name, 0)


def counts_of(report: Report) -> Counts:
    """Read the counts of a report's own year."""
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        own = (
            fact.measure == "count" and fact.year == (report.profile.year or 0) and not annexed(fact, report)
        )
        if own and fact.concept in COUNTS:
            found.setdefault(COUNTS[fact.concept], []).append(fact)
    one: dict[str, int] = {}
    unread: list[Unread] = []
    kinds: dict[str, tuple[tuple[str, int], ...]] = {}
    for name, facts in found.items():
        values = {f.operand.interval.middle: f for f in facts}
        if len(values) > 1:
            unread += [unread_fact(report, f, _TOLD) for f in values.values()]
            continue
        one[name] = int(next(iter(values)))
        told = [_kinds(report, f) for f in facts if f.source == "text"]
        kinds[name] = max(told, key=len, default=())
        if kinds[name] and sum(n for _, n in kinds[name]) != one[name]:
            unread.append(unread_fact(report, facts[0], _KINDS))
            del kinds[name]
            if name == "owned":
                del one[name]
    return Counts(
        one,
        kinds.get("purchased") or _alone("公务用车", one.get("purchased")),
        Assets(kinds.get("owned") or _alone("车辆", one.get("owned")), tuple(_equipment(report))),
        kinds.get("vehicles", ()),
        tuple(unread),
    )


def _alone(kind: str, number: int | None) -> tuple[tuple[str, int], ...]:
    """Cars whose kinds are not told."""
    return ((kind, number),) if number else ()


def _kinds(report: Report, fact: Fact) -> tuple[tuple[str, int], ...]:
    """The kinds of cars that follow a count in its sentence, with their noughts."""
    number = fact.operand.number
    figures = [f for f in report.figures if f.number.block == number.block and f.number.cell == number.cell]
    at = next((i for i, f in enumerate(figures) if f.number == number), len(figures))
    return tuple(_following(figures[at:]))


def _following(figures: Sequence[Figure]) -> Iterator[tuple[str, int]]:
    for i, figure in enumerate(figures[1:]):
        if figure.sentence != figures[0].sentence or "保有" in figure.before or "共有" in figure.before:
            return
        if figure.printed.unit.kind == "money":  # “轿车1辆、金额12万元”
            continue
        if figure.printed.unit.printed != _CAR or figure.printed.about or not (i or "其中" in figure.before):
            return
        yield figure.label, int(figure.printed.value)


def _equipment(report: Report) -> Iterator[tuple[str, int]]:
    """Equipment above a price in the chapter on assets: “单价100万元以上设备2台（套）”, or that there is none."""
    under = contexts(report.document, report.sections)
    found: dict[str, int] = {}
    for block in range(*explanation(report)):
        paragraph = report.document.blocks[block]
        if not isinstance(paragraph, Paragraph) or "资产" not in under[block].path:
            continue
        for m in _DEVICE.finditer("".join(paragraph.value.split())):
            if m["n"] is not None or m["none"]:
                found[m["name"]] = int(m["n"] or 0)
    yield from found.items()
