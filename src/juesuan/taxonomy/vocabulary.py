"""What a printed name means: the concepts of a final account and the names the areas use for them.

Longest name wins, so 一般公共预算财政拨款基本支出 is never mistaken for 基本支出; a short name that means different things
in different chapters (货物, 人员经费) is tied to the chapter it belongs to.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_NOISE = re.compile(r"[“”\"'‘’\s]|（类）|（款）|（项）")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its code, its title, the concepts that add up to it, and the sections a short name needs."""

    code: str
    title: str
    names: tuple[str, ...]
    parts: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Concepts whose weighted sum is zero; ``complete`` if no further term can exist, ``guess`` if habits differ.

    ``optional`` are the further terms, with their weights, that belong to it where a report has them.
    """

    words: str
    codes: tuple[str, ...]
    weights: tuple[int, ...]
    complete: bool
    guess: bool = False
    optional: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("juesuan.taxonomy").joinpath("data/vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def identities() -> tuple[Identity, ...]:
    """The identities among concepts, in the order of the form."""
    return tuple(
        Identity(
            r["words"],
            tuple(r["codes"]),
            tuple(r["weights"]),
            r["complete"],
            r.get("guess", False),
            tuple(r.get("optional", {}).items()),
        )
        for r in _data()["identity"]
    )


@lru_cache(maxsize=1)
def partitions() -> tuple[tuple[tuple[str, ...], int], ...]:
    """Sets of kinds that exhaust a whole (男、女), longest name first within each, and how many of them do at least."""
    return tuple(
        (tuple(sorted(p["members"], key=len, reverse=True)), int(p.get("least", 0)))
        for p in _data()["partition"]
    )


def kinds_of(labels: list[str]) -> bool:
    """Are these labels different members of one partition?"""
    for members, least in partitions():
        found = [next((m for m in members if m in label), "") for label in labels]
        if all(found) and len(set(found)) == len(found) >= least:
            return True
    return False


@lru_cache(maxsize=256)
def parents(code: str) -> tuple[str, ...]:
    """The concepts that ``code`` is a part of according to the form."""
    return tuple(c.code for c in concepts().values() if code in c.parts)


@lru_cache(maxsize=1)
def orders() -> tuple[tuple[str, str], ...]:
    """Pairs (part, whole): the first may never be larger than the second."""
    return tuple((a, b) for a, b in _data()["order"]["pairs"])


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """All concepts by code."""
    return {
        row["code"]: Concept(
            row["code"],
            row["title"],
            tuple(row["names"]),
            tuple(row.get("parts", ())),
            tuple(row.get("section", ())),
        )
        for row in _data()["concept"]
    }


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, Concept]]:
    names = ((name.replace("(", "（").replace(")", "）"), c) for c in concepts().values() for name in c.names)
    by_name = {n.replace("公务用车", car): c for n, c in names for car in ("公车", "公务车", "公务用车")}
    longest_first = sorted(by_name, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), by_name


@lru_cache(maxsize=4096)
def concept_of(words: str, section: str = "") -> tuple[Concept, int, int] | None:
    """The concept named last in ``words`` and where (offsets in the squeezed words), or ``None``.

    ``words`` are those before a figure; the name nearest to the figure is the one it belongs to. ``section`` is the
    heading (or headings) the words stand under.
    """
    squeezed = squeeze(words)
    pattern, by_name = _pattern()
    found: tuple[Concept, int, int] | None = None
    for m in pattern.finditer(squeezed):
        concept = by_name[m[0]]
        if concept.section and not any(s in section for s in concept.section):
            continue
        found = (concept, m.start(), m.end())
    return found


def squeeze(words: str) -> str:
    """``words`` without quotes, spaces and the marks （类）（款）（项）, brackets full width."""
    return _NOISE.sub("", words.replace("(", "（").replace(")", "）"))


def ancestors(code: str) -> frozenset[str]:
    """The concepts ``code`` is a part of, or a part of a part."""
    above = frozenset(parents(code))
    return above.union(*(ancestors(c) for c in above))


def known_parts(code: str) -> frozenset[str]:
    """The concepts that can be members of ``code`` according to the form, parts of parts included."""
    known = concepts()
    parts = known[code].parts if code in known else ()
    return frozenset(parts).union(*(known_parts(p) for p in parts))
