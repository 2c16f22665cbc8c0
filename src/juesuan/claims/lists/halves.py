"""Parts that by their names are all of a whole: 税收 and 非税收入, 一般 and 专项债务, 返还 and the two kinds of transfers.

“全市一般公共预算收入T，增长…。税收收入A，增长…；非税收入B”: no 其中 says that A and B are parts, and sentences, rates or a list
number may stand between; the names alone say that nothing is left out. Which figure before them is the whole is told by its
name too; where none of those named so comes out, only a slip of the hand says that the nearest was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juesuan.claims.extents import may_be_one
from juesuan.claims.lists.adding import mistyped
from juesuan.claims.lists.sums import begins_list
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

_DONE = (
    r"(?:收入|支出)?(?:决算|预算|执行)?"
    r"(?:预计|累计|实际|调整|完成|实现|安排|下达|发行|争取|达到?|合计|总额|规模|资金|数|为|了|约|是|共|至|：|:)*$"
)
#: Income that taxes have no part in.
_NO_TAX = (
    r"中央|上划|基金|国有资本|社会?保|补助|转移|返还|调入|结[余转]|上解|转贷|土地|专项|事业|经营|罚没|税"
)


@dataclass(frozen=True)
class Kinds:
    """The parts by the ends of their names, and what their whole is called; ``cheap`` is what a text must have of them."""

    cheap: str
    parts: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]
    other: re.Pattern[str] | None = None

    def part(self, words: str) -> int | None:
        return next((n for n, p in enumerate(self.parts) if p.search(words)), None)

    def is_whole(self, words: str) -> bool:
        return self.whole.search(words) is not None and not (self.other and self.other.search(words))


_KINDS = (
    Kinds(
        "非税",
        (re.compile(rf"(?<!非)税收(?:收入)?{_DONE}"), re.compile(rf"非税(?:收入)?{_DONE}")),
        re.compile(rf"收入{_DONE}"),
        re.compile(_NO_TAX),
    ),
    Kinds(
        "专项",
        (
            re.compile(rf"一般(?:债[务券]?)?(?:限额|余额|额度|转贷)?{_DONE}"),
            re.compile(rf"专项(?:债[务券]?)?(?:限额|余额|额度|转贷)?{_DONE}"),
        ),
        re.compile(rf"债[务券](?:限额|余额|额度|转贷)?{_DONE}"),
        re.compile(r"一般债|专项债|还本|付息|再融资"),
    ),
    Kinds(
        "返还",
        (
            re.compile(rf"返还(?:性)?(?:收入|补助)?{_DONE}"),
            re.compile(rf"一般性?(?:转移支付|补助){_DONE}"),
            re.compile(rf"专项(?:转移支付|补助){_DONE}"),
        ),
        re.compile(rf"(?:上级补助|转移支付|转移性|财政补助){_DONE}"),
        re.compile(r"一般性|专项|返还"),
    ),
)  # fmt: skip
#: “本级收入A，比报告数B增加C”: B is not what is split up.
_COMPARED = re.compile(r"[比较与]")
_ROLES = frozenset({"amount", "to", "budget"})
#: How far back a whole may stand, in paragraphs and in figures named like it.
_NEAR, _MANY = 2, 4


@dataclass
class _Reading:
    """What was read so far: the last figure that is no part, the wholes told last, and the parts since then."""

    last: tuple[int, Passage, Figure] | None = None
    wholes: list[tuple[int, Passage, Figure]] = field(default_factory=list)
    parts: dict[int, tuple[int, Passage, Figure]] = field(default_factory=dict)

    def led_by_last(self) -> None:
        """A bracket and 其中 are of what stands right before them, whatever that is called."""
        self.wholes = [self.last] if self.last is not None else []


def halves(passages: Sequence[Passage], claims: Sequence[Claim]) -> Iterator[Claim]:
    """The sums of such parts that no claim before has read."""
    told = sums_told(claims)
    for kinds in _KINDS:
        reading = _Reading()
        if not any(kinds.cheap in p.text for p in passages):
            continue
        for n, passage in enumerate(passages):
            for f in passage.figures:
                if f.role not in _ROLES or f.printed.unit.base != "元" or f.printed.about:
                    continue
                words = squeeze(f.head)
                at = kinds.part(words)
                if at is not None:
                    if not reading.parts and (begins_list(f) or f.depth):
                        reading.led_by_last()
                    reading.parts[at] = (n, passage, f)
                    if len(reading.parts) == len(kinds.parts):
                        yield from _claim(reading, told)
                        reading.parts.clear()
                    continue
                if _COMPARED.search(words):
                    continue
                reading.last = (n, passage, f)
                if kinds.is_whole(words):
                    reading.wholes = [*reading.wholes[1 - _MANY :], reading.last]
                    reading.parts.clear()


def sums_told(claims: Sequence[Claim]) -> dict[Span, list[set[Span]]]:
    """The members of the sums read so far, by their whole."""
    told: dict[Span, list[set[Span]]] = {}
    for c in claims:
        if c.check == "parts-sum":
            told.setdefault(c.operands[0].number, []).append({o.number for o in c.operands[1:]})
    return told


def _claim(reading: _Reading, told: dict[Span, list[set[Span]]]) -> Iterator[Claim]:
    parts = [reading.parts[k] for k in sorted(reading.parts)]
    numbers = {f.number for _, _, f in parts}
    first = min(n for n, _, _ in parts)
    if max(n for n, _, _ in parts) - first > 1 or len({f.depth for _, _, f in parts}) > 1:
        return
    wholes = [
        (p, f)
        for n, p, f in reversed(reading.wholes)
        if first - n <= _NEAR
        and f.depth <= parts[0][2].depth
        and all(may_be_one(p, f, q, g) for _, q, g in parts)
    ]
    if not wholes or any(numbers <= m for _, f in wholes for m in told.get(f.number, ())):
        return
    ways = [(operand(p, f, "合计", 1), *(operand(q, g, "分项", -1) for _, q, g in parts)) for p, f in wholes]
    held = next((w for w in ways if fits(Relation.LINEAR, w)), None)
    meant = held or next((w for w in ways[:2] if mistyped(w)), None)
    if meant is None:
        return
    passage = wholes[0][0]
    yield Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        meant,
        "合计 = 各分项之和",
        f"halves:{squeeze(parts[0][2].label)[-6:]}:{passage.context.title}:{passage.lead}",
        Certainty.CERTAIN if held else Certainty.LIKELY,
    )
