"""Which chapter of a report explains the accounts: its figures are the report's own word on them.

An annex bound into the same file is another document, often written by other people from other figures; the glossary
states none. Who compares reports, or takes figures out of one, asks here where the explanation begins and ends.
"""

from __future__ import annotations

import re
from itertools import pairwise

from juesuan.claims.model import Report

_CHAPTER = re.compile(r"[#*\s]*(?:<b>)?第[一二三四五六七八九十\d]+部分")
_EXPLAINS = re.compile(r"决算.{0,6}(?:说明|分析)")
_CLOSES = re.compile(r"[#*\s]*(?:<b>)?(?:第[一二三四五六七八九十\d]+部分|名词解释|附件)")
_BARE = re.compile(r"[#*\s]*第[一二三四五六七八九十\d]+部分[:：]?")
#: Chapter headings are no longer than this.
_LONGEST = 60


def explanation(report: Report) -> tuple[int, int]:
    """The blocks of the chapter that explains the accounts: from its heading to that of the glossary or an annex.

    A report without such headings explains as a whole.
    """
    paragraphs = [(i, p.value.replace(" ", "")) for i, p in report.document.paragraphs() if p.role == "body"]
    titles = [
        # “第三部分：” may stand on a line of its own, its title below.
        (i, words + after if _BARE.fullmatch(words) else words)
        for (i, words), (_, after) in pairwise([*paragraphs, (0, "")])
        if len(words) <= _LONGEST
    ]
    starts = [i for i, t in titles if _CHAPTER.match(t) and _EXPLAINS.search(t)]
    start = starts[-1] if starts else 0
    ends = [i for i, t in titles if i > start and starts and _CLOSES.match(t)]
    return start, ends[0] if ends else len(report.document.blocks)
