"""Counts beside the money of a published report: groups sent abroad, cars, receptions, vehicles, equipment.

They stand in two chapters only, each with its own unit, and every count follows the words it belongs to. A count that
is printed with two values, or whose kinds do not make it, is left out and told; nothing is added up or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from juesuan.accounts.figures import Unread, where
from juesuan.accounts.model import Assets
from juesuan.claims.chapters import explanation
from juesuan.claims.model import Figure, Report
from juesuan.claims.sections import contexts
from juesuan.documents.model import Paragraph

_TOLD = "报告中有不同的数或分项与合计不符，请核对后补填"
#: Names of single counts; the last that stands in a figure's clause says what the figure is.
_NAMES = re.compile(
    r"(?P<groups>团组)|(?P<purchased>(?:购置|更新)[^，。；]*(?:用车|车辆|轿车))|(?P<kept>保有量|共?有公务用车)"
    r"|(?P<foreign>外事|外宾|国（境）外)|(?P<home>国内公务接待|公务接待|国内接待)"
)
_PEOPLE = ("人", "人次", "名")
_BATCHES = ("批次", "批", "次", "个", "起")
_DEVICE = re.compile(
    r"(?P<none>没有|无)?(?P<name>单价\s*[\d.]+\s*万元[^，。；、\d]{0,24}?设备(?:（[^（）]*）)?)"
    r"(?:共计|合计|共有|共|为|数量)*\s*(?:(?P<n>\d+)\s*(?:台|套))?"
)
_CAR = "辆"


@dataclass(frozen=True)
class Counts:
    """The counts of one report; ``None`` where it prints none, or prints what cannot be."""

    one: dict[str, int | None] = field(default_factory=dict)
    """groups, people (abroad), kept; home.batches, home.people, foreign.batches, foreign.people."""
    purchased: tuple[tuple[str, int], ...] = ()
    assets: Assets = field(default_factory=Assets)
    unread: tuple[Unread, ...] = ()

    def get(self, name: str) -> int:
        """A count, 0 where none is known."""
        return self.one.get(name) or 0


def counts_of(report: Report) -> Counts:
    """Read the counts of the explanation of the accounts."""
    reading = _Reading(report)
    start, end = explanation(report)
    under = contexts(report.document, report.sections)
    for block in range(start, end):
        paragraph = report.document.blocks[block]
        if not isinstance(paragraph, Paragraph) or "绩效" in under[block].path:
            continue
        figures = [f for f in report.figures if f.number.block == block and f.number.cell is None]
        if "三公" in under[block].path:
            reading.three(figures)
        elif "资产" in under[block].path:
            reading.assets(paragraph.value, figures)
    return reading.counts()


class _Reading:
    """Collects what paragraph after paragraph says."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.found: dict[str, set[int]] = {}
        self.bought: list[tuple[str, int]] = []
        self.vehicles: list[tuple[str, int]] = []
        self.devices: dict[str, int] = {}
        self.unread: list[Unread] = []

    def three(self, figures: Iterable[Figure]) -> None:
        """A paragraph on the three public expenses."""
        about = ""
        for figure in figures:
            unit = figure.printed.unit.printed
            named = [m.lastgroup or "" for m in _NAMES.finditer(figure.before)]
            about = named[-1] if named else about
            if figure.printed.unit.kind != "count" or figure.printed.about:
                continue
            if about == "groups":
                self._one("people" if unit in _PEOPLE else "groups", figure)
            elif about in ("home", "foreign") and unit in _PEOPLE:
                self._one(f"{about}.people", figure)
            elif about in ("home", "foreign") and unit in _BATCHES:
                self._one(f"{about}.batches", figure)
            elif unit == _CAR and about in ("purchased", "kept") and figure.role == "amount":
                self._car(about, bool(named), figure)

    def _car(self, about: str, whole: bool, figure: Figure) -> None:
        """Cars bought or kept: the whole, or one kind of it."""
        if whole:
            self._one(about, figure)
        elif about == "purchased":
            self.bought.append((figure.label, int(figure.printed.value)))

    def assets(self, text: str, figures: Iterable[Figure]) -> None:
        """A paragraph on the assets: vehicles with their kinds, then equipment by price."""
        kinds: list[tuple[str, int]] = []
        whole: Figure | None = None
        for figure in figures:
            if figure.printed.unit.printed != _CAR or figure.printed.about:
                continue
            if whole is None:
                whole = figure
            elif figure.number.block == whole.number.block:
                kinds.append((figure.label, int(figure.printed.value)))
        if whole is not None:
            total = int(whole.printed.value)
            if kinds and sum(n for _, n in kinds) != total:
                self._tell("车辆", whole)
            else:
                self.vehicles = kinds or ([("车辆", total)] if total else [])
        for m in _DEVICE.finditer("".join(text.split())):
            if m["n"] is not None:
                self.devices[m["name"]] = int(m["n"])
            elif m["none"]:
                self.devices[m["name"]] = 0

    def _one(self, name: str, figure: Figure) -> None:
        if figure.printed.decimals or figure.printed.value < 0:
            return
        values = self.found.setdefault(name, set())
        values.add(int(figure.printed.base))
        if len(values) == 2:
            self._tell(figure.label or figure.head, figure)

    def _tell(self, what: str, figure: Figure) -> None:
        words = f"{what.strip('，、：: ')} {figure.printed.text}{figure.printed.unit.printed}"
        self.unread.append(Unread(words, where(self.report.document.place(figure.number)), _TOLD))

    def counts(self) -> Counts:
        """What was read, as far as it agrees."""
        one = {name: next(iter(values)) if len(values) == 1 else None for name, values in self.found.items()}
        cars = one.pop("purchased", None) or 0
        bought = tuple(self._kinds(cars))
        if "kept" in one:
            one["vehicles"] = one.pop("kept")
        return Counts(
            one, bought, Assets(tuple(self.vehicles), tuple(self.devices.items())), tuple(self.unread)
        )

    def _kinds(self, whole: int) -> Iterator[tuple[str, int]]:
        kinds = [(kind, n) for kind, n in self.bought if n]
        if sum(n for _, n in kinds) == whole:
            yield from kinds
        elif whole:
            yield "公务用车", whole
