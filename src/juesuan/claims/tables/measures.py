"""What the columns of a free table measure, and whose table it is: told by the words above them or not told at all.

“年初预算 | 调整后预算 | 调整额 | 实际支出 | 执行率” are three levels, a difference and a rate. Only a level is a fact that another
place of the report repeats, and only in a table of the whole unit and all its money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from juesuan.claims.model import Profile
from juesuan.documents.model import Document, Paragraph
from juesuan.taxonomy.vocabulary import squeeze


class Level(msgspec.Struct, frozen=True):
    """What a column states: its measure (as of a fact) and its year."""

    measure: str
    year: int


#: Headings of differences, rates, marks and means: numbers that are no level of anything.
_NO_LEVEL = re.compile(
    r"增减|增加|减少|增长|下降|差|变动|变化|追加|调[增减]|[核追]减|调整额|额度?调整|超支|结余|结转|节约|偏离|率|比|进度|占|幅|"
    r"得分|分值|权重|均|排名|目标|累计|其中|[%％]|[+＋－−]|-"
)
#: A heading that tells more than measure and year speaks of a part: a fund, a level of government, a unit.
_TOLD = re.compile(
    r"(?:19|20)\d\d年?度?|[（(](?:亿元|万元|千元|元)[）)]|单位[:：]?(?:亿元|万元|千元|元)?|本年度?|当年|全年|上年度?|去年|年初|年度|部门|"
    r"单位|整体|财政|收入|支出|预算|决算|执行|实际|调整|变更|安排|批复|下达|核定|完成|使用|情况|合计|总计|总额|小计|金额|资金|经费|数额|"
    r"数|额|后|的|年|[①-⑩A-Za-z\d]|[（）()＝=、/]"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_LAST = re.compile(r"上年|去年")
_DONE = re.compile(r"决算|执行|实际|支出数|完成")
_ADJUSTED = re.compile(r"调整后|后的?预算|全年预算|调整预算|预算调整数|变更后|最终预算")
_INITIAL = re.compile(r"年初(?:部门|单位|财政|批复)*(?:的)?预算|批复|年初安排")


def levels(headings: Sequence[str], year: int) -> list[Level | None]:
    """The measure and year of each column; ``None`` where its heading states no level, or leaves it open which."""
    return [_level(h, year) for h in headings]


def _level(heading: str, year: int) -> Level | None:
    if not heading or _NO_LEVEL.search(heading) or len(_TOLD.sub("", heading)) > 1:
        return None
    named = _YEAR.search(heading)
    at = int(named[1]) if named else year - 1 if _LAST.search(heading) else year
    measure = (
        "outturn" if _DONE.search(heading) else
        "initial-budget" if _INITIAL.search(heading) else
        "adjusted-budget" if _ADJUSTED.search(heading) else
        "budget" if "预算" in heading else ""
    )  # fmt: skip
    return Level(measure, at) if measure else None


#: A part of the unit, named in a title behind which its own name has been taken out.
_BODY = re.compile(
    r"[局厅委所下直][属]|(?:局|委|办|厅|院|校|中心)?(?:机关|本级)(?!运行)|"
    r"[\u4e00-\u9fff]{2,}(?:中心|站|所|院|校|队|馆|园|局|委|办|处|厂|公司|镇|乡|街道)(?=20\d\d|年|支出|收|部门|单位|预算|决算|执行|基本|资金|经费|整体|情况)"
)
_PROJECT = re.compile(
    r"项目(?:资金|概况)|专项(?:资金|经费)|(?<!部门)(?<!重点)项目(?:预算|支出)?(?:执行|绩效)"
)
_ABOVE = 3


def title_of_table(document: Document, block: int, title: str, profile: Profile) -> str:
    """The words over a table, its unit's own name left out."""
    words = squeeze(title or next(_lines(document, block), ""))
    for name in sorted({profile.entity, *profile.aliases} - {""}, key=len, reverse=True):
        words = words.replace(squeeze(name), "")
    return words


def _lines(document: Document, block: int) -> Iterator[str]:
    """The short paragraphs over a table, nearest first."""
    above = reversed(document.blocks[max(0, block - _ABOVE) : block])
    yield from islice((b.value for b in above if isinstance(b, Paragraph) and 4 <= len(b.value) <= 60), 2)


def of_a_part(title: str) -> bool:
    """Is a table of one project, or of one body among those that the report is on?"""
    return bool(_BODY.search(title) or _PROJECT.search(title))
