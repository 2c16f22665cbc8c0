"""The concepts that tables and sentences state: one code each, with the plain Chinese words to say it in a message."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing a report states an amount for. ``scoped`` tells whether facts narrow it by a code or a name."""

    code: str
    title: str
    scoped: bool = False


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Every concept by its code."""
    text = files("juesuan.taxonomy").joinpath("data", "concepts.toml").read_text(encoding="utf-8")
    return {row["code"]: Concept(**row) for row in tomllib.loads(text)["concept"]}
