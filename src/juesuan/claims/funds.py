"""What the bare names of the form mean where a heading says that all below it is of one fund.

“（四）一般公共预算财政拨款支出决算情况。2023年度支出6585.33万元” is what that fund spent, not the year's expenditure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from juesuan.taxonomy.vocabulary import Concept, squeeze

#: What 基本支出 and 项目支出 mean in a chapter on the general budget.
GENERAL = {"expenditure.basic": "general.basic", "expenditure.project": "general.project"}
_BARE = {
    "一般公共预算": {"income.current": "income.general", "expenditure.current": "general.expenditure"},
    "财政拨款": {
        "income.current": "income.appropriation",
        "expenditure.current": "appropriation.expenditure",
        "opening": "appropriation.opening",
        "closing": "appropriation.closing",
    },
}
_FUND = re.compile(r"一般公共预算|政府性基金|国有资本经营|(?<!非)财政拨款")
_SEVERAL = "各类资金"


def fund_of(path: str) -> str:
    """The fund that the nearest heading of a path names, “财政拨款” for all appropriations; “各类资金” if it names several.

    "" where no heading names a fund.
    """
    for title in reversed(path.split("/")):
        funds = set(_FUND.findall(title))
        if funds:
            funds = funds - {"财政拨款"} or funds
            return funds.pop() if len(funds) == 1 else _SEVERAL
    return ""


def names_fund(words: str) -> bool:
    """Do words name a fund themselves?"""
    return _FUND.search(words) is not None


def in_fund(code: str, fund: str) -> str:
    """The concept that a bare name means in a text on ``fund``; "" if the form has none for it."""
    if not fund:
        return code
    own = _BARE.get(fund, {}).get(code) or (GENERAL.get(code) if fund == "一般公共预算" else None)
    bare = code in GENERAL or any(code in kinds for kinds in _BARE.values())
    return own or ("" if bare else code)


@lru_cache(maxsize=1)
def widest() -> dict[str, str]:
    """From what a bare name means in a chapter on a fund to what it means elsewhere."""
    return {narrow: code for kinds in (GENERAL, *_BARE.values()) for code, narrow in kinds.items()}


#: The one fund that pays the three expenses: to name it before them says nothing new.
_ITS_FUND = re.compile(r"(?:(?:一般)?公共预算(?:财政拨款)?|财政拨款)(?:安排|列支|开支)?的?$")


def name_with_fund(words: str, named: tuple[Concept, int, int]) -> int:
    """Where the name of a concept begins in ``words`` (squeezed): before its fund, if it can have but that one."""
    concept, start, _ = named
    fund = _ITS_FUND.search(squeeze(words)[:start]) if concept.code.startswith("three.") else None
    return start if fund is None else fund.start()
