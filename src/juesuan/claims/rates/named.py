"""Ratios everybody knows by name: “节约率”, “资产负债率”, “控制率”, “病床使用率”, and “归集率” beside what was due and done.

The name says what is divided by what, in any order and wherever in the sentence the two stand. With one pair in the
sentence the rate follows from it; with several, only a slip of the hand says that one of them was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import read_in
from juesuan.claims.stocks.words import counted_as
from juesuan.taxonomy.vocabulary import squeeze

_SPENT = r"(?:(?:实际|全年|决算|本年)(?:支出|列支|发生|执行|开支|使用)|支出|决算|列支|开支|执行数?|发生额?)"
_VALUE = r"(?:总额|总量|总值|合计|总计|金额|资金|经费|数|额|价|费|共计?|为|是|达|仅|：|:)*$"
_BUDGET = rf"(?:预算|概算|控制(?:价|数|额)|限价|估算|计划|标底|送审){_VALUE}"


class Ratio:
    """A ratio by name: the words of numerator and denominator; ``rest``: what the denominator less the numerator is."""

    def __init__(
        self, words: str, name: str, top: str, bottom: str, rest: str = "", *, counted_elsewhere: bool = False
    ) -> None:
        self.words = words
        self.name = re.compile(rf"(?:{name})(?:为|是|达到?|仅为?|控制在|：|:)*$")
        self.top, self.bottom = re.compile(top), re.compile(bottom)
        self.rest = re.compile(rest) if rest else None
        #: Counts that a rate is named after are read with the other rates of counts (claims.targets).
        self.kinds = ("money",) if counted_elsewhere else ("money", "count")


_RATIOS = (
    Ratio(
        "节约率 = 节约额 ÷ 预算（控制价）数",
        r"(?:节约|节支|节省|节资|结余)率",
        rf"(?:节约|节支|节省|节资|结余|核减|压减){_VALUE}|(?:节约|节支|节省|节资|结余)(?:资金|经费|金额|成本|预算)*$",
        _BUDGET,
        rf"(?:实际|中标|成交|合同|采购|结算|决算|支出|执行)[\u4e00-\u9fff]{{0,4}}{_VALUE}",
    ),
    Ratio(
        "审减率 = 审减额 ÷ 送审额",
        r"(?:审减|核减|净审减)率",
        rf"(?:审减|核减){_VALUE}",
        rf"(?:送审|报审|申报){_VALUE}",
        rf"(?:审定|核定){_VALUE}",
    ),
    Ratio(
        "控制率 = 实际支出数 ÷ 预算数",
        r"(?:“?三公”?经费|公用经费|经费|支出|会议费|培训费|接待费)?(?<!人员)(?<!编制)控制率",
        rf"{_SPENT}{_VALUE}",
        rf"预算{_VALUE}",
    ),
    Ratio(
        "资产负债率 = 负债 ÷ 资产",
        r"资产负债率",
        rf"(?<!流动)负债{_VALUE}",
        rf"(?<!固定)(?<!流动)(?<!无形)(?<!净)资产{_VALUE}",
    ),
    Ratio(
        "病床使用率 = 实际占用床日 ÷ 实际开放床日",
        r"(?:病床|床位)使用率",
        r"(?:实际)?占用(?:总)?床日(?:数|总数)?(?:为|是|共|达)*$",
        r"(?:实际)?开放(?:总)?床日(?:数|总数)?(?:为|是|共|达)*$",
    ),
)  # fmt: skip
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:为|是|达到?|仅为?|：|:)*$")
#: Rates with a reader of their own, or of something that cannot be due.
_READ = re.compile(r"到位|执行|完成|支付|使用|满意|回收|有效|合格|增长|增加|变动|控制|覆盖|普及|参与|通过")
_NOT = frozenset({"from", "to", "each", "prior", "growth", "points"})
_YEARS = re.compile(r"上年|去年|同期|[比较]20\d\d年")


def named_ratios(passage: Passage) -> Iterator[Claim]:
    """The claims of the ratios of a paragraph whose name says what they are of."""
    if "率" not in passage.text:
        return
    for i, rate in enumerate(passage.figures):
        usable = rate.printed.unit.kind == "ratio" and rate.role in ("rate", "other", "share", "completion")
        if usable and i and not rate.printed.about and not rate.depth and not _YEARS.search(rate.head):
            ratio = _known(rate.head)
            if ratio is not None:
                yield from _claim(passage, i, ratio)


def _known(head: str) -> Ratio | None:
    found = next((r for r in _RATIOS if r.name.search(head)), None)
    if found is None and (m := _RATE.search(head)) and not _READ.search(m["stem"]):
        return _of_what_was_due(m["stem"])
    return found


@lru_cache(maxsize=64)
def _of_what_was_due(stem: str) -> Ratio:
    """“应归集…92.40万元，实际归集46.20万元，归集率50%”: any deed that was due and done."""
    return Ratio(
        f"{stem}率 = 实际数 ÷ 应有数",
        f"{stem}率",
        rf"(?:(?:实际|已|实){stem}|实{stem[0]}|实{stem[1]})[\u4e00-\u9fff]{{0,8}}$",
        rf"应(?:当|该)?(?:{stem}|{stem[0]}|{stem[1]})[\u4e00-\u9fff]{{0,12}}$",
        counted_elsewhere=True,
    )


def _claim(passage: Passage, i: int, ratio: Ratio) -> Iterator[Claim]:
    rate = passage.figures[i]
    near = [
        f
        for f in passage.figures
        if f.sentence == rate.sentence
        and f.printed.unit.kind in ratio.kinds
        and f.role not in _NOT
        and not f.printed.about
        and not f.depth
        and not _YEARS.search(f.head)
        and f.printed.value
    ]
    bottoms = [f for f in near if ratio.bottom.search(f.head)]
    tops = [f for f in near if ratio.top.search(f.head) and f not in bottoms]
    rests = [f for f in near if ratio.rest and ratio.rest.search(f.head) and f not in (*bottoms, *tops)]
    said = operand(passage, rate, "比率")
    ways: list[tuple[Operand, ...]] = [
        (said, operand(passage, a, "分子", top=1), operand(passage, b, "分母", bottom=1))
        for a, b in _pairs(tops, bottoms)
    ]
    ways += [
        (said, operand(passage, b, "分母", top=1, bottom=1), operand(passage, a, "减去", top=-1))
        for a, b in _pairs(rests, bottoms)
        if a.printed.base <= b.printed.base
    ]
    alone = len(bottoms) == 1 and max(len(tops), len(rests)) == 1
    name = squeeze(rate.head)[-8:]
    yield from read_in(
        Kind.COMPLETION,
        "named-rate",
        Relation.RATIO,
        ways,
        ratio.words,
        f"named-ratio:{name}:{passage.context.title}:{passage.lead}",
        sure=Certainty.LIKELY if alone else None,
    )


def _pairs(tops: Sequence[Figure], bottoms: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    return ((a, b) for a in tops for b in bottoms if counted_as(a) == counted_as(b))
