"""The vocabulary that the checks on wording know, read from data: set phrases, confusions, old terms.

Words are data (``words/*.toml``) because a finance clerk must be able to add one without touching a check.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> dict[str, Any]:
    text = files("juesuan.rules").joinpath("words", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def reduplications() -> frozenset[str]:
    """Doubled characters that are correct Chinese (天天)."""
    return frozenset(_read("reduplications")["pairs"])


@lru_cache(maxsize=1)
def phrases() -> frozenset[str]:
    """Set phrases of the field, four characters or longer, that have only one right form."""
    return frozenset(_read("phrases")["phrases"])


@lru_cache(maxsize=1)
def variants() -> frozenset[str]:
    """Wordings that look like a set phrase with a slip and are correct all the same."""
    return frozenset(_read("phrases")["variants"])


@lru_cache(maxsize=1)
def partial_rates() -> tuple[str, ...]:
    """What stands before 率 in the names of rates that count part of a whole (结案, 合格): never above 100 %."""
    return tuple(_read("rates")["parts"])


@dataclass(frozen=True, slots=True)
class Bound:
    """A beginning that only goes on in certain ways: after ``before``, one of ``next`` must come."""

    before: str
    next: tuple[str, ...]
    right: str


@lru_cache(maxsize=1)
def bounds() -> tuple[Bound, ...]:
    """Beginnings of words and how they go on; ``right`` is the usual whole."""
    return tuple(Bound(r["before"], tuple(r["next"]), r["right"]) for r in _read("bound")["bound"])


@lru_cache(maxsize=1)
def led() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Endings of words and what must stand before them: (ending, what may precede, the usual whole)."""
    return tuple((r["after"], tuple(r["previous"]), r["right"]) for r in _read("bound")["led"])


@dataclass(frozen=True, slots=True)
class Confusion:
    """A word that is often typed for another: ``pattern`` finds it in the contexts where it is wrong.

    Every match holds one of the ``signs``: words that can be looked for cheaply before the pattern is tried.
    """

    wrong: str
    right: str
    pattern: str
    why: str
    signs: tuple[str | re.Pattern[str], ...]


@lru_cache(maxsize=1)
def confusions() -> tuple[Confusion, ...]:
    """Words often confused, each with the contexts in which it is wrong."""
    return tuple(
        Confusion(r["wrong"], r["right"], r["pattern"], r.get("why", ""), _signs(r))
        for r in _read("confusions")["confusion"]
    )


def _signs(row: dict[str, str]) -> tuple[str | re.Pattern[str], ...]:
    return (re.compile(row["sign"]),) if "sign" in row else signs_of(row["pattern"])


#: Parts of a pattern that say nothing about the letters that must stand there.
_LOOSE = re.compile(
    r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)[?*+]?|\[[^\]]*\](?:\{[^}]*\}|[?*+])?|\\.|.[?*]"
)


def signs_of(pattern: str) -> tuple[str | re.Pattern[str], ...]:
    """For each alternative of a pattern the longest letters it cannot match without; else the pattern itself."""
    bare = _LOOSE.sub("\0", pattern)
    signs = [max(re.findall(r"[\u4e00-\u9fff，。]+", part), key=len, default="") for part in bare.split("|")]
    if not all(signs):
        return (re.compile(pattern),)
    return tuple(dict.fromkeys(signs))


@dataclass(frozen=True, slots=True)
class Obsolete:
    """A term, body or rule that ended: from ``since`` on a report should use ``now``."""

    pattern: str
    term: str
    since: int
    now: str
    basis: str


@lru_cache(maxsize=1)
def obsolete() -> tuple[Obsolete, ...]:
    """Terms that a report of a later year should no longer use."""
    return tuple(
        Obsolete(r.get("pattern", r["term"]), r["term"], r["since"], r["now"], r.get("basis", ""))
        for r in _read("obsolete")["term"]
    )


@lru_cache(maxsize=1)
def simplified_exceptions() -> frozenset[str]:
    """Rare characters outside the common set that are right in names of people and places."""
    return frozenset(_read("characters")["names"])
