"""What the tags of a Word template stand for: amounts, items, projects and lists that print themselves bound.

A clerk writes names in Chinese (``{{ 本年收入合计.上年 }}``). Every value has a kind, and the kind says which names may
follow it, so that a template can be checked without any accounts and a wrong name is told with those there are. Numbers
are printed by :class:`juesuan.reports.phrases.Phrases` alone, the same as in packs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from juesuan.documents.composition import ComposedBlock, ComposedTable
from juesuan.reports.compose import Desk
from juesuan.reports.phrases import Phrases
from juesuan.reports.phrases_print import unmarked

#: Kinds that are no more than words on paper.
TEXT, FIGURE, TRUTH = "文字", "数字", "是否"
#: Kinds with names of their own.
MONEY, BLOCK, SHARE = "金额", "整块内容", "占比"
#: A block's place in the rendered text: its number between two characters that no document has.
BLOCK_MARK = re.compile("\ue003(\\d+)\ue004")
_KEY = re.compile("\ue000([^\ue001]*)\ue001")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the accounts: what, of what, which measure, and whether it is last year's."""

    concept: str
    scope: str = ""
    measure: str = "outturn"
    last: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name a template may use: the kind of what it stands for, what it means, and how it is found.

    ``kind`` ends in ``[]`` for lists. ``get`` takes the source and what the name follows (``None`` at the top).
    """

    name: str
    kind: str
    about: str
    get: Callable[[Source, Any], Any]


@dataclass
class Source:
    """Where values come from, and what they have put into the document so far."""

    desk: Desk
    tables: tuple[ComposedTable, ...]
    keys: list[str] = field(default_factory=list)
    blocks: list[tuple[ComposedBlock, ...]] = field(default_factory=list)
    made_blocks: dict[str, tuple[ComposedBlock, ...]] = field(default_factory=dict)

    @property
    def phrases(self) -> Phrases:
        """This year's phrases."""
        return self.desk.phrases

    def of(self, amount: Amount) -> Phrases | None:
        """The phrases of the amount's year; ``None`` where last year is not known."""
        if not amount.last:
            return self.phrases
        before = self.phrases.before
        return self.phrases.last if before is not None and before.knows(amount.concept) else None

    def amount(self, value: Any) -> Amount:
        """The amount that a name stands for. Raises :class:`TypeError` for anything else."""
        if not isinstance(value, Value) or not isinstance(value._found, Amount):
            raise TypeError("这里要写一个金额的名称")
        return value._found

    def tell(self, amount: Amount, how: Callable[[Phrases], str]) -> str:
        """Words of an amount; last year's are asked for where they are not known."""
        told = self.of(amount)
        if told is None:
            self.phrases.ask_for_last_year(amount.concept)
        return "" if told is None else self.marked(how(told))

    def once(self, key: str, make: Callable[[], Iterable[ComposedBlock]]) -> tuple[ComposedBlock, ...]:
        """Blocks that are made once a report, because figures are numbered as they are made."""
        if key not in self.made_blocks:
            self.made_blocks[key] = tuple(make())
        return self.made_blocks[key]

    def marked(self, text: str) -> str:
        """Bound numbers with a short number instead of the key, so that no key meets the rules of XML."""

        def short(found: re.Match[str]) -> str:
            self.keys.append(found[1])
            return f"\ue000{len(self.keys) - 1}\ue001"

        return _KEY.sub(short, text)

    def key(self, short: str) -> str:
        """The key of a fact by its short number."""
        return self.keys[int(short)]

    def block(self, blocks: tuple[ComposedBlock, ...]) -> str:
        """A place for blocks that are no text."""
        self.blocks.append(blocks)
        return f"\ue003{len(self.blocks) - 1}\ue004"

    def made(self, kind: str, found: Any) -> Any:
        """What a template gets for a value of a kind; a block is found only when it is printed."""
        if kind.endswith("[]"):
            return Listing(kind[:-2], [self.made(kind[:-2], one) for one in found])
        if kind == TEXT:
            return _CONTROL.sub("", unmarked(str(found)))
        if kind in (FIGURE, SHARE):
            return found
        if kind == TRUTH:
            return bool(found)
        return Value(self, kind, found)


class Listing(list[Any]):
    """Several values of one kind. Words are printed one a paragraph; anything else is told by a loop."""

    def __init__(self, kind: str, found: Iterable[Any]) -> None:
        super().__init__(found)
        self.kind = kind

    def __str__(self) -> str:
        if self.kind != TEXT:
            raise TypeError("这是一组内容，要用 {% for … in … %} 逐项写出")
        return "\a".join(self)  # a paragraph each


class Value:
    """A value with names of its own. Calculating with it is refused: a sum would be bound to no fact."""

    __slots__ = ("_found", "_kind", "_source")

    def __init__(self, source: Source, kind: str, found: Any) -> None:
        self._source = source
        self._kind = kind
        self._found = found

    def __getattr__(self, name: str) -> Any:
        from juesuan.reports.word_names import KINDS

        for one in KINDS[self._kind]:
            if one.name == name:
                return self._source.made(one.kind, one.get(self._source, self._found))
        raise AttributeError(name)

    def __str__(self) -> str:
        if self._kind == BLOCK:
            return self._source.block(tuple(self._found()))
        if self._kind == MONEY:
            amount = self._found
            return self._source.tell(amount, lambda p: p.money(amount.concept, amount.scope, amount.measure))
        raise TypeError(f"“{self._kind}”有好几项内容，要写明是哪一项")

    def __bool__(self) -> bool:
        """Is there anything: an amount other than 0, a block with something in it?"""
        if self._kind == MONEY:
            told = self._source.of(self._found)
            amount = self._found
            return bool(told and told.ledger.value(amount.concept, amount.measure, amount.scope))
        return bool(tuple(self._found())) if self._kind == BLOCK else True
