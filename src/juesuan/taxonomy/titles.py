"""Short Chinese words for every concept code, so that a message about a table cell never shows a code."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Every concept code with its words."""
    text = files("juesuan.taxonomy").joinpath("data", "titles.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["titles"]
    return found


def title_of(key: str) -> str:
    """The words for a concept code (a side such as ``@income`` is ignored), "" if it is none."""
    return titles().get(key.partition("@")[0], "")
