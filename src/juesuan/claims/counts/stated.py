"""The claim that a stated number is the number of the names that stand beside it, however the two were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval, parse_chinese
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.passages import Passage

NUMBER = r"\s*(?<!第)(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3})"
MEASURE = r"(?P<m>个|家|项|名|类|种|部分|张|条|大类|支|所|册|位|座|处)"


def joined(items: Sequence[str]) -> int:
    """1 if the last item may be two, joined by 和 or 及; a 和 that other items have in the same word (仁和区) joins nothing."""
    if not items:
        return 0
    last, others = items[-1], "、".join(items[:-1])
    for m in re.finditer(r"以及|[和及]", last):
        around = last[max(0, m.start() - 1) : m.end() + 1]
        if m.start() >= 2 and len(last) - m.end() >= 2 and around not in others:
            # “…的明确性、…的适应性、科室及单位职责的明确性”: alike endings show where an item ends, and this is inside one.
            alike = len(items) > 2 and all(i[-1] == last[-1] for i in items)
            return 0 if alike and last[m.start() - 1] != last[-1] else 1
    return 0


def count_claim(
    passage: Passage, m: re.Match[str], low: int, high: int, certainty: Certainty, extra: int = 0
) -> Iterator[Claim]:
    """The stated number (plus ``extra``, the second number of “9个村、1个社区”) against the number of names."""
    n = int(m["n"]) if m["n"].isdigit() else parse_chinese(m["n"])
    if not n or n > 200 or (n == 1 and low > 3 and "”" not in m["list"]):
        return
    number = passage.span(m.start("n"), m.end("n"))
    first, last = min(m.start("n"), m.start("noun")), max(m.end("m"), m.end("noun"))
    words = passage.span(first, last)
    listed = passage.span(m.start("list"), m.end("list"))
    if extra:
        words, last = passage.span(first, m.end("n2")), m.end("n2")
    stated = Operand(
        words, number, passage.text[first:last], Interval.point(n + extra), "写明个数", Decimal(1)
    )
    counted = Operand(
        listed, listed, f"列出{low}{m['m']}" if low == high else f"列出{low}至{high}{m['m']}",
        Interval(Decimal(low), Decimal(high)), "列出个数", Decimal(-1),
    )  # fmt: skip
    yield Claim(
        Kind.COUNT, "count-of-list", Relation.LINEAR, (stated, counted), "写明的个数 = 列出的个数",
        f"count:{m['noun']}:{passage.context.title}:{passage.lead}", certainty,
    )  # fmt: skip
