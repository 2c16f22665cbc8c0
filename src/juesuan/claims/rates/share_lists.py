"""Shares told without 占: “A万元（1.8%）、B万元（0.9%）”, “双师型教师138人，比例为62.44%”, “项目支出比重37.86%”.

Rates in brackets may be shares or changes; they are shares if most of them fit one whole near them, and the one that does
not is then wrong. 比例 and 比重 say share, but seldom of what: words like “专任教师中” do, otherwise any larger figure
before may be the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.rates.share_wholes import TOTALS, fits_share
from juesuan.claims.readings import fits, read_in
from juesuan.taxonomy.vocabulary import concept_of, parents, squeeze

_BARE = re.compile(r"\s*(?:[（(，,、：:]\s*)?(?:约|为|比重|比例|份额)*(?:为|是|：|:)?\s*")
_PROPORTION = re.compile(
    r"(?P<of>[\u4e00-\u9fff（）“”]{0,16}?)(?:所占|的)?(?:比例|比重|份额|占比)(?:约|为|是|达到?|：|:)*$"
)
#: Proportions that are set or moved, not computed from two figures beside them.
_OTHER_PROPORTION = re.compile(
    r"报销|补助|补贴|分担|承担|配套|增长|下降|提高|降低|资助|支付|计提|缴|投保|完成|执行|利率|扣|负债|股"
)
_AMONG = re.compile(r"(?P<whole>[\u4e00-\u9fff]{2,12})(?:当)?中[，,]?(?P<part>[\u4e00-\u9fff“”（）]{2,})$")
_FEWEST = 3


def share_lists(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """The claims of a paragraph's shares that have no verb."""
    ratios = [f for f in passage.figures if f.printed.unit.kind == "ratio" and f.role in ("other", "rate")]
    if not ratios:
        return
    listed = list(_in_a_row(passage, lookup))
    yield from listed
    taken = {c.operands[0].number for c in listed}
    if any("比" in f.head or "份额" in f.head for f in ratios):
        for i, f in enumerate(passage.figures):
            usable = f.role in ("other", "rate") and f.printed.unit.kind == "ratio" and not f.printed.about
            if i and usable and f.number not in taken:
                yield from _proportion(passage, i)


def _in_a_row(passage: Passage, lookup: Lookup) -> Iterator[Claim]:
    """Amounts of one sentence with a bare rate behind each."""
    figures = passage.figures
    rows: dict[int, list[tuple[Figure, Figure]]] = {}
    for k in range(1, len(figures)):
        part, rate = figures[k - 1], figures[k]
        if (
            rate.role in ("other", "rate")
            and rate.printed.unit.printed in ("%", "％")
            and _is_share(part, rate)
        ):
            rows.setdefault(rate.sentence, []).append((part, rate))
    for pairs in rows.values():
        if len(pairs) >= _FEWEST and len({p.printed.unit.base for p, _ in pairs}) == 1:
            whole = _whole_of(passage, lookup, pairs)
            for part, rate in pairs if whole is not None else ():
                assert whole is not None
                yield Claim(
                    Kind.SHARE,
                    "share-of-base",
                    Relation.RATIO,
                    (operand(passage, rate, "占比"), operand(passage, part, "分项", top=1), whole),
                    "占比 = 分项 ÷ 合计",
                    f"share:{squeeze(part.label)[-12:]}::{passage.context.title}:{passage.lead}",
                    Certainty.CERTAIN,
                )


def _is_share(part: Figure, rate: Figure) -> bool:
    return (
        part.role in ("amount", "budget")
        and part.printed.unit.kind in ("money", "count")
        and part.sentence == rate.sentence
        and not (part.printed.about or rate.printed.about)
        and bool(_BARE.fullmatch(rate.before))
    )


def _whole_of(passage: Passage, lookup: Lookup, pairs: Sequence[tuple[Figure, Figure]]) -> Operand | None:
    """The total near the list that most of its rates are shares of; all, or at least two thirds."""
    first = pairs[0][0]
    own = replace(
        operand(passage, first, "合计"),
        interval=Interval.rounded(
            sum((p.printed.base for p, _ in pairs), Decimal(0)),
            sum((p.printed.half for p, _ in pairs), Decimal(0)),
        ),
        shown="各项合计",
        number=pairs[-1][1].number,
    )
    members = {p.number for p, _ in pairs}
    before = [
        operand(passage, f, "合计")
        for f in passage.figures
        if f.number.start < first.number.start
        and f.number not in members
        and f.role in ("amount", "budget", "base")
    ]
    named = concept_of(first.head, passage.context.path)
    codes = [*(parents(named[0].code) if named else ()), *(TOTALS if first.printed.unit.base == "元" else ())]
    stated = [
        *lookup.leads.get(passage.block, ()),
        *(o for c in dict.fromkeys(codes) for o in lookup.operands(c)),
    ]
    found = [
        (sum(fits_share(p, r, o) for p, r in pairs), -k, o)
        for k, o in enumerate([*before[::-1], own, *stated])
    ]
    fit, _, best = max(found, key=lambda x: x[:2])
    enough = fit == len(pairs) or (fit >= 2 and fit * 3 >= len(pairs) * 2)
    return replace(best, weight=Decimal(1), top=0, bottom=1, role="合计") if enough else None


def _proportion(passage: Passage, i: int) -> Iterator[Claim]:
    """A 比例 or 比重: of the amount before it, or of the one its words name."""
    rate = passage.figures[i]
    m = _PROPORTION.search(squeeze(rate.head))
    if m is None or _OTHER_PROPORTION.search(rate.head):
        return
    part = _part(passage.figures[:i], rate, m["of"])
    if part is None:
        return
    among = _AMONG.search(squeeze(part.head))
    larger = [
        f
        for f in reversed(passage.figures[max(0, i - 10) : i])
        if f is not part
        and f.role in ("amount", "budget", "base")
        and f.printed.unit.base == part.printed.unit.base
        and f.printed.base >= part.printed.base
        and not f.printed.about
    ]
    named = [f for f in larger if among and squeeze(f.label).endswith(among["whole"][-4:])]
    ways = [
        (
            operand(passage, rate, "占比"),
            operand(passage, part, "分项", top=1),
            operand(passage, whole, "合计", bottom=1),
        )
        for whole in named or larger
    ]
    sure = Certainty.CERTAIN if len(named) == 1 else Certainty.LIKELY if len(larger) == 1 else None
    held = any(fits(Relation.RATIO, w) for w in ways)
    yield from read_in(
        Kind.SHARE,
        "share-of-base",
        Relation.RATIO,
        ways,
        "占比 = 分项 ÷ 合计",
        f"share:{squeeze(part.label)[-12:]}:{m['of'][-8:]}:{passage.context.title}:{passage.lead}",
        sure=sure or (Certainty.LIKELY if held else None),
    )


def _part(before: Sequence[Figure], rate: Figure, words: str) -> Figure | None:
    """The figure a proportion is told of: the one right before it, or the one that bears the name."""
    last = before[-1]
    if not words:
        near = last.role == "amount" and last.sentence == rate.sentence and len(rate.before) <= 12
        return (
            last if near and last.printed.unit.kind in ("money", "count") and not last.printed.about else None
        )
    for f in reversed(before):
        label = squeeze(f.label)
        usable = f.role == "amount" and f.printed.unit.kind in ("money", "count") and not f.printed.about
        if usable and len(label) >= 2 and (label.endswith(words) or words.endswith(label)):
            return f
    return None
