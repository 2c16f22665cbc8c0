"""The classification of revenue and expenditure, edition by edition: which code carries which name in which
year.

The ministry reissues the list every year; most lines stay, a few are renamed, added or dropped. The data
keep one line per code and name with the years it is known to hold. No machine-readable official list
exists, so every line says whether it was confirmed by published documents: only a confirmed line may prove
a report wrong, the others may raise a question.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from juesuan.taxonomy.names import fold, stem

#: A confirmed line stays firm this many years beyond the years it was seen in: lists change in small steps.
REACH = 1


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of a classification. ``since`` / ``until`` bound its validity (``None``: no change known).

    ``seen`` are the years of published documents that print it; ``verified`` tells whether there are any
    (or the renaming itself is documented).
    """

    code: str
    name: str
    since: int | None
    until: int | None
    seen: tuple[int, ...]
    verified: bool

    def valid(self, year: int | None) -> bool:
        """Does the line hold in ``year`` (an unknown year: does it hold today)?"""
        if year is None:
            return self.until is None
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def firm(self, year: int | None) -> bool:
        """May the line prove a report of ``year`` wrong?"""
        if not self.verified or year is None:
            return False
        if not self.seen:
            return True
        first = self.since if self.since is not None else self.seen[0] - REACH
        return min(first, self.seen[0]) <= year <= self.seen[-1] + REACH


@dataclass(frozen=True)
class Edition:
    """A classification as it stands in one year."""

    kind: str
    year: int | None
    lines: tuple[Subject, ...]

    @cached_property
    def current(self) -> dict[str, Subject]:
        """The valid line of each code."""
        return {s.code: s for s in self.lines if s.valid(self.year)}

    @cached_property
    def _names(self) -> dict[str, tuple[Subject, ...]]:
        names: dict[str, list[Subject]] = {}
        for s in self.current.values():
            names.setdefault(fold(s.name), []).append(s)
        return {name: tuple(found) for name, found in names.items()}

    @cached_property
    def _gone(self) -> dict[str, tuple[Subject, ...]]:
        gone: dict[str, list[Subject]] = {}
        for s in self.lines:
            if not s.valid(self.year):
                gone.setdefault(fold(s.name), []).append(s)
        return {name: tuple(found) for name, found in gone.items()}

    @cached_property
    def _stems(self) -> dict[str, tuple[Subject, ...]]:
        stems: dict[str, list[Subject]] = {}
        for s in self.current.values():
            stems.setdefault(stem(s.name), []).append(s)
        return {name: tuple(found) for name, found in stems.items()}

    @cached_property
    def _old_stems(self) -> dict[str, tuple[Subject, ...]]:
        stems: dict[str, list[Subject]] = {}
        for s in self.lines:
            if not s.valid(self.year):
                stems.setdefault(stem(s.name), []).append(s)
        return {name: tuple(found) for name, found in stems.items()}

    @cached_property
    def _resolved(self) -> dict[tuple[bool, tuple[str, ...]], Subject | None]:
        return {}

    @cached_property
    def openings(self) -> frozenset[str]:
        """Folded names of this and other years without their ending 支出: what words after a code begin with."""
        return frozenset(fold(s.name).removesuffix("支出") for s in self.lines if len(fold(s.name)) > 2)

    @cached_property
    def ended(self) -> tuple[str, ...]:
        """Folded names, without 支出, of classes and sections that ended before the edition's year."""
        year = self.year or 9999
        names = {
            fold(s.name).removesuffix("支出")
            for s in self.lines
            if s.until is not None and s.until < year and len(s.name) > 3
        }
        return tuple(sorted(n for n in names if not self.named(n) and not self.named(n + "支出")))

    def code(self, code: str) -> Subject | None:
        """The line with this code, or ``None`` if the edition does not list it."""
        return self.current.get(code)

    def named(self, name: str) -> tuple[Subject, ...]:
        """Every line with this name; several codes share 行政运行 and the like."""
        return self._names.get(fold(name), ())

    @cached_property
    def _levels(self) -> dict[tuple[int, str], tuple[Subject, ...]]:
        levels: dict[tuple[int, str], list[Subject]] = {}
        for s in self.current.values():
            for above in {"", s.code[:3], s.code[:5]}:
                levels.setdefault((len(s.code), above), []).append(s)
        return {level: tuple(found) for level, found in levels.items()}

    def level(self, digits: int, above: str = "") -> tuple[Subject, ...]:
        """The lines with codes of so many digits, below a class or section."""
        return self._levels.get((digits, above), ())

    def stemmed(self, name: str) -> tuple[Subject, ...]:
        """Every line with this name but for its ending 支出, 费 or 费用."""
        return self._stems.get(stem(name), ())

    def outdated(self, name: str) -> tuple[Subject, ...]:
        """Lines of other years with this name, if no line of this year has it."""
        return () if self.named(name) else self._gone.get(fold(name), ())

    def resolve(self, path: Sequence[str], *, old: bool = False) -> Subject | None:
        """The line that a chain of names (类, 款, 项) leads to, or ``None`` if it leads nowhere or to
        several.

        A name may lack or add the ending 支出; links may be left out at the top. With ``old`` a link that no
        line of this year is called by may carry the name of another year.
        """
        key = (old, tuple(path))
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key[1], old)
        return self._resolved[key]

    def _resolve(self, path: tuple[str, ...], old: bool) -> Subject | None:
        prefixes = {""}
        for depth, name in enumerate(path):
            lines = self.stemmed(name) or (self._old_stems.get(stem(name), ()) if old else ())
            prefixes = {
                s.code
                for s in lines
                if any(s.code.startswith(p) and s.code != p for p in prefixes)
                and (len(path) == 1 or len(s.code) == 3 + 2 * depth)
            }
            if not prefixes:
                return None
        return self.current.get(next(iter(prefixes))) if len(prefixes) == 1 and path else None

    def suffixes(self, name: str) -> tuple[str, ...]:
        """The last two digits that items of this name carry, the most frequent first (行政运行 → 01)."""
        counts: dict[str, int] = {}
        folded = fold(name)
        for s in self.current.values():
            if len(s.code) == 7 and (fold(s.name) == folded or (folded[:2] == "其他" == s.name[:2])):
                counts[s.code[-2:]] = counts.get(s.code[-2:], 0) + 1
        return tuple(sorted(counts, key=lambda suffix: -counts[suffix]))


@lru_cache(maxsize=4)
def _lines(kind: str) -> tuple[Subject, ...]:
    text = files("juesuan.taxonomy").joinpath("data", f"{kind}.csv").read_text(encoding="utf-8")
    return tuple(
        Subject(
            code=row["code"],
            name=row["name"],
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            seen=tuple(int(y) for y in row["seen"].split()),
            verified=row["verified"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=64)
def _edition(kind: str, year: int | None) -> Edition:
    return Edition(kind, year, _lines(kind))


def functional(year: int | None) -> Edition:
    """支出功能分类 (201…, 类款项 with 3, 5, 7 digits) of ``year``; ``None`` means today's."""
    return _edition("functional", year)


def department(year: int | None) -> Edition:
    """部门预算支出经济分类 (301…, 类款 with 3, 5 digits) of ``year``."""
    return _edition("economic_department", year)


def government(year: int | None) -> Edition:
    """政府预算支出经济分类 (501…, 类款 with 3, 5 digits) of ``year``."""
    return _edition("economic_government", year)
