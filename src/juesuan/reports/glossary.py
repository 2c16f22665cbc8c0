"""The glossary of one report: exactly the terms and items it uses, explained in our own words.

A reader should find every specialised word that stands beside an amount, and none that the report does not use; both are
known only after the sentences are written, so the glossary is made last, from what they told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from juesuan.reports.composition import ComposedParagraph, Piece
from juesuan.reports.phrases import Phrases


def entries(phrases: Phrases) -> Iterator[tuple[str, str]]:
    """(term, meaning) of every term and item that the report used, terms first, then items in code order."""
    data = _data()
    for row in data["term"]:
        if any(concept in phrases.told and phrases.any(concept) for concept in row["uses"]):
            yield row["term"], f"指{row['meaning']}。"
    for code in sorted(c for c in phrases.told if len(c) == 7 and c.isdigit()):
        chain = "".join(
            f"{phrases.ledger.name(code[:n])}（{m}）" for n, m in ((3, "类"), (5, "款"), (7, "项"))
        )
        yield chain, f"指{meaning(code, phrases.ledger.name(code), phrases.ledger.name(code[:5]))}。"


def meaning(code: str, name: str, section: str) -> str:
    """What a functional item is for: by its code, by the names all classes share, else by its own name."""
    data = _data()
    bare = section.removesuffix("支出").removesuffix("事务") or section
    if code in data["items"]:
        return str(data["items"][code])
    words = data["names"].get(name)
    if words is None:
        key = "其他" if name.startswith("其他") else ""
        words = data["otherwise"][key]
    return str(words).format(section=bare, name=name.removesuffix("支出"))


def glossary(phrases: Phrases) -> Iterator[ComposedParagraph]:
    """The glossary as numbered paragraphs."""
    for n, (term, words) in enumerate(entries(phrases), 1):
        yield ComposedParagraph((Piece(f"{term}：{words}"),), "list", f"{n}.")


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(
        files("juesuan.reports").joinpath("packs", "glossary.toml").read_text(encoding="utf-8")
    )
