"""The names a Word template may use, printed for a person, with what each says for the accounts at hand.

A clerk does not read a table of codes: what ``juesuan pack names book.xlsx`` shows is the name as it is typed into Word and
the words that will stand in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juesuan.reports.packs import Pack
from juesuan.reports.phrases_print import plain
from juesuan.reports.word_names import (
    GROUPS,
    SECTIONS,
    TABLES,
    fields_of,
    plain_name,
    section_name,
    told_sections,
)
from juesuan.reports.word_values import BLOCK, MONEY, SHARE, Listing, Name, Source
from juesuan.reports.write_layout import measure

_LONGEST = 44
_COLUMN = 44


def listing(source: Source | None = None, pack: Pack | None = None) -> Iterator[str]:
    """The lines of the list; values only with a ``source``, sections only those of ``pack`` if one is given."""
    pack = pack or (source.desk.pack if source is not None else None)
    for title, names in GROUPS.items():
        yield f"{title}{_explained(title)}"
        for one in names:
            yield from _lines(one, source, pack)
        yield ""


def _explained(title: str) -> str:
    if title == "金额":
        return f"（写作 {{{{ 名称 }}}}；后面可以接：{'、'.join('.' + n.name for n in fields_of(MONEY))}）"
    if title == "清单":
        return "（写作 {% for 项 in 项目清单 %}{{ 项.名称 }}{% endfor %}）"
    if title == "整块内容":
        return "（单独占一段，写作 {{ 表.公开01 }}）"
    return "（写作 {{ 占比(基本支出, 本年支出合计) }}）" if title == "比例" else "（写作 {{ 名称 }}）"


def _lines(one: Name, source: Source | None, pack: Pack | None) -> Iterator[str]:
    if one.kind.endswith("[]"):
        fields = "、".join(f"项.{n.name}" for n in fields_of(one.kind[:-2]))
        found = _value(one, source)
        yield _line(one.name, f"{len(found)} 项" if isinstance(found, list) else "", fields or one.about)
        return
    inner = _inner(one.kind, source, pack)
    if inner:
        yield from (_line(f"{one.name}.{name}", "", about) for name, about in inner)
        return
    yield _line(one.name, _value(one, source) or "", one.about)


def _inner(kind: str, source: Source | None, pack: Pack | None) -> list[tuple[str, str]]:
    """What may follow a name of a group of blocks: (name, about)."""
    if kind == TABLES and source is not None:
        return [("全部", "全部公开表"), *((t.label.removesuffix("表"), t.title) for t in source.tables)]
    if kind == SECTIONS and pack is not None:
        return [(section_name(s), "") for s in told_sections(pack)]
    return [(n.name, n.about) for n in fields_of(kind)] if kind != MONEY else []


def _value(one: Name, source: Source | None) -> Any:
    """What a name stands for: words, or a list; ``None`` where there is nothing to show."""
    if source is None or one.kind in (BLOCK, SHARE):
        return None
    made = source.made(one.kind, one.get(source, None))
    if one.kind == MONEY and not made.已填:
        return "（没有填）"
    return made if isinstance(made, Listing) else plain(str(made))


def _line(name: str, value: str, about: str) -> str:
    about = about if plain_name(about) != name.rpartition(".")[2] else ""
    value = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    first = f"  {name}{' ' * max(_COLUMN - measure(name), 2)}"
    return (first + (f"{value}　{about}" if value and about else value or about)).rstrip()
