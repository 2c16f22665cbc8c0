"""指标库: common indicators to start an objective from, each with its unit, direction, way of measuring and evidence.

An objective written from memory tends to promise what nobody counts; an indicator from here says from the first day how
its actual will be found.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct, convert

from juesuan.performance.terms import Direction


class CommonIndicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A third-level indicator of the library. ``measure`` says how to count or compute it, ``evidence`` where it shows."""

    level1: str
    level2: str
    name: str
    direction: Direction
    unit: str
    measure: str
    evidence: str


@lru_cache(maxsize=1)
def library() -> tuple[CommonIndicator, ...]:
    """The common indicators, by first and second level."""
    text = files("juesuan.taxonomy").joinpath("data", "indicators.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text)["indicator"], tuple[CommonIndicator, ...])


def levels() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first and the second levels there are, in the order of the library."""
    return (
        tuple(dict.fromkeys(i.level1 for i in library())),
        tuple(dict.fromkeys(i.level2 for i in library())),
    )
