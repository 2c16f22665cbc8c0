"""Short Chinese words for every concept code, so that a message about a table cell never shows a code."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, str]]:
    text = files("juesuan.taxonomy").joinpath("data", "titles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def titles() -> dict[str, str]:
    """Every concept code of final accounts with its words."""
    return _data()["titles"]


def title_of(key: str) -> str:
    """The words for a concept code (a side such as ``@income`` is ignored), "" if it is none."""
    code = key.partition("@")[0]
    found = titles().get(code) or _data()["performance"].get(code) or _data()["counts"].get(code)
    # Counts of one kind after the other are numbered: staff.posts.2 is one of staff.posts.
    return found or _data()["counts"].get(code.rstrip("0123456789"), "")
