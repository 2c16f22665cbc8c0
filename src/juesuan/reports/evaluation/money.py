"""A project's money as its forms print it: sources, totals, execution rate, in 万元.

The total is derived from its sources; what a source does not state leaves the total open and is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from juesuan.performance.book_sheets import FUNDING
from juesuan.performance.kinds import HUNDRED
from juesuan.performance.model import Funding
from juesuan.performance.scoring_objective import total_funding
from juesuan.reports.evaluation.results import SelfScored
from juesuan.reports.evaluation.telling import Telling, clean

PROJECT = "performance.project"
_COLUMNS = (("initial", "initial-budget", "年初预算数"), ("adjusted", "adjusted-budget", "全年预算数"),
            ("outturn", "outturn", "全年执行数"))  # fmt: skip
#: A source that is not called money is printed with this word behind it.
_IS_MONEY = re.compile(r"资金|拨款|收入|经费|结转|结余|补助|债券|自筹|配套|转移支付|预算")


@dataclass(frozen=True, slots=True)
class ToldFunds:
    """One line of money as marked text; ``rate`` is "" where there is none."""

    source: str
    initial: str
    adjusted: str
    outturn: str
    rate: str

    @property
    def cells(self) -> tuple[str, str, str]:
        """The three columns of the forms."""
        return self.initial, self.adjusted, self.outturn


def funds_of(project: SelfScored, telling: Telling) -> tuple[ToldFunds, tuple[ToldFunds, ...]]:
    """The total of a project's money, and its sources. A blank source is asked for."""
    sources = project.evaluation.funding
    whole = total_funding(sources)
    for funding in sources:
        for name, _, title in _COLUMNS:
            if getattr(funding, name) is None:
                words = (
                    f"“{project.name}”的“{funding.source}”没有填写{title}，请在“{FUNDING}”表填写（没有的填0）"
                )
                telling.gap(f"money:{project.name}:{funding.source}:{name}", words, funding.origin)
    return _line(project.name, whole, telling, ""), tuple(
        _line(project.name, f, telling, f.source) for f in sources
    )


def source_name(source: str) -> str:
    """A source as a form prints it: always a kind of money, so that nobody takes it for something else."""
    words = clean(source)
    return words if _IS_MONEY.search(words) else f"{words}资金"


def _line(name: str, funding: Funding, telling: Telling, source: str) -> ToldFunds:
    scope = f"{name}·{source}" if source else name
    words = "" if source else "年度资金总额＝各项资金来源之和"
    initial, adjusted, outturn = (
        ""
        if (cents := getattr(funding, field)) is None
        else telling.money(PROJECT, measure, scope, cents, formula=words)
        for field, measure, _ in _COLUMNS
    )
    rate = ""
    if funding.adjusted and funding.outturn is not None and funding.adjusted > 0:
        found = Decimal(funding.outturn) * HUNDRED / funding.adjusted
        rate = telling.rate(PROJECT, "execution", scope, found, "预算执行率＝全年执行数÷全年预算数×100%")
    return ToldFunds(source_name(source) if source else "", initial, adjusted, outturn, rate)
