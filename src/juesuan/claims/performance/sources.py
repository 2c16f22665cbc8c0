"""Funds by source as a converter leaves their table: one line a source, its figures behind the name.

    年度资金总额：763.00                     年度资金总额 800.00 720.00 90.00%
    其中：中央补助 502.00                    其中：中央财政资金 500.00 450.00 90.00%
    市级资金 208.00                          地方财政资金 300.00 270.00 90.00%
    本级资金（包括结转结余） 53.00

The sources of a form are all there are, so they make the total, column by column; a rate that ends a line of two amounts
is the second over the first. Lines of more or fewer figures than the first end the list: their columns cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from juesuan.amounts import Unit
from juesuan.amounts.units import NO_UNIT
from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import LIKELY, ratio, total
from juesuan.claims.performance.figures import Quantity, money_hint, operand, quantities
from juesuan.claims.performance.rows import Box, box_of
from juesuan.claims.performance.sheets import FUND_PART

_FIGURE = r"-?\d[\d,]*(?:\.\d+)?(?:万元|元|[%％])?"
_LINE = re.compile(
    rf"\s*(?:(?P<number>\d{{1,2}})[、.．](?!\d)\s*)?(?P<label>[^\d，。；,;]{{2,40}}?)\s*"
    rf"(?P<figures>{_FIGURE}(?:\s+{_FIGURE})*)\s*"
)
_FIGURES = re.compile(_FIGURE)
_WHOLE = re.compile(
    r"(?:资金|预算|经费|投入)?(?:总额|总计|合计|总金额|小计)(?:[(（][^)）]*[)）]?)?[)）:：]*$"
)
_BEGINS = re.compile(r"其中[:：]?(?=.)")
_HEADING = re.compile(r"预算.*(?:执行|支出|使用).*率")
#: With fewer parts a list is no list.
_FEWEST = 2
#: How many lines above its first line the heading of the columns stands at most.
_ABOVE = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """A name and the figures behind it."""

    box: Box
    label: str
    figures: tuple[Quantity, ...]
    number: int = 0
    """The number in front of the name, 0 if none."""


def source_claims(lines: Sequence[Box]) -> Iterator[Claim]:
    """The claims of every list of sources told line by line."""
    k = 0
    while k < len(lines):
        whole = _line(lines[k]) if _ends_whole(lines[k].text) else None
        parts = _parts(lines, k + 1, whole) if whole is not None else []
        if whole is not None and len(parts) >= _FEWEST:
            above = "".join(b.text for b in lines[max(0, k - _ABOVE) : k + 1])
            key = f"lines|{lines[k - 1].text[:16] if k else ''}|{whole.label[:16]}"
            sums = _sums(whole, parts, money_hint(above) or NO_UNIT, key)
            blank = _blank_follows(lines, k + 1 + len(parts))
            yield from (c for c in sums if not blank or evaluate(c).state == "held")
            if _HEADING.search(above):
                yield from _rates([whole, *parts])
        k += 1 + len(parts)


def _ends_whole(text: str) -> bool:
    """The cheap question: a short line that names a total."""
    return len(text) <= 60 and any(w in text for w in ("总额", "合计", "小计", "总计", "总金额"))


def _line(box: Box) -> _Line | None:
    m = _LINE.fullmatch(box.raw)
    if m is None:
        return None
    figures = []
    for n in _FIGURES.finditer(m["figures"]):
        piece = box_of(box.block, box.cell, n[0])
        found = quantities(piece.text)
        if len(found) != 1:
            return None
        at = len("".join(box.raw[: m.start("figures") + n.start()].split()))
        q = found[0]
        figures.append(replace(q, start=at, end=at + q.end, digits_end=at + q.digits_end))
    number = int(m["number"]) if m["number"] else 0
    return _Line(box, "".join(m["label"].split()).rstrip(":："), tuple(figures), number)


def _parts(lines: Sequence[Box], start: int, whole: _Line) -> list[_Line]:
    """The sources below a total, from “其中” (or “1、”) on; a total, or another 其中, ends them."""
    found: list[_Line] = []
    if not _WHOLE.search(whole.label):
        return found
    for box in lines[start:]:
        told = _line(box)
        if told is None or len(told.figures) != len(whole.figures) or not FUND_PART.fullmatch(told.label):
            break
        begins = _BEGINS.match(told.label) is not None or told.number == 1
        follows = not begins and told.number == (len(found) + 1 if found and found[0].number else 0)
        if not (follows if found else begins) or _WHOLE.search(told.label):
            break
        found.append(told)
    return found


def _blank_follows(lines: Sequence[Box], at: int) -> bool:
    """A source without a figure ends the list: nothing, or something the conversion lost."""
    text = lines[at].text if at < len(lines) else ""
    return FUND_PART.fullmatch(text) is not None and not any(c.isdigit() for c in text)


def _sums(whole: _Line, parts: Sequence[_Line], unit: Unit, key: str) -> Iterator[Claim]:
    for c, said in enumerate(whole.figures):
        column = [p.figures[c] for p in parts]
        if any(q.printed.unit.kind == "ratio" for q in (said, *column)):
            continue
        yield total(
            Kind.SUM,
            "project-funds-add-up",
            _operand(whole, said, unit),
            [_operand(p, q, unit) for p, q in zip(parts, column, strict=True)],
            "资金总额＝各项资金来源之和",
            f"{key}|{c}",
            LIKELY,
        )


def _rates(lines: Sequence[_Line]) -> Iterator[Claim]:
    for line in lines:
        kinds = [q.printed.unit.kind == "ratio" for q in line.figures]
        if kinds != [False, False, True] or line.figures[0].printed.value <= 0:
            continue
        budget, done, rate = line.figures
        yield ratio(
            Kind.COMPLETION,
            "project-execution-rate",
            operand(line.box, rate, "执行率"),
            operand(line.box, done, f"{line.label[:12]}执行数"),
            operand(line.box, budget, f"{line.label[:12]}预算数"),
            "执行率＝执行数÷预算数",
            f"lines|{line.label[:12]}|执行率",
            LIKELY,
        )


def _operand(line: _Line, q: Quantity, unit: Unit) -> Operand:
    """A figure in the unit that it prints, else in the one its table declares."""
    if not q.printed.unit.printed:
        q = replace(q, printed=replace(q.printed, unit=unit))
    return operand(line.box, q, line.label[:16])
