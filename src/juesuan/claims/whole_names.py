"""Which whole a list names: “设备构成为：…”, “基本支出中，…”, “年末结转资金中，…” for the 年末财政拨款结转 told before.

The name of the whole, said again where its list begins, decides between it and whatever was printed last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.claims.model import Figure
from juesuan.taxonomy.vocabulary import squeeze

_SUBJECT = re.compile(
    r"([\u4e00-\u9fff（）“”]{2,16}?)(?:其中|主要包括|具体包括|包括|主要用于|分别为|分别是|构成|组成)"
)

#: “基本支出2468万元，项目支出1243万元。基本支出中，人员经费…”: the whole is the one named again.
_NAMED_AGAIN = re.compile(r"([\u4e00-\u9fff（）“”]{2,16})中[，,：:]")


def whole_named(before: str) -> str:
    """The words before a list's first figure that name its whole, "" if none do."""
    named = _SUBJECT.search(re.split(r"[。；;，,]", before)[-1]) or _NAMED_AGAIN.search(before)
    return named[1] if named else ""


_MONEY = re.compile(r"(?:资金|经费|金额)$")


def called(label: str, words: str) -> bool:
    """Is a figure named so: in full, by an ending, or with words left out (“年末结转资金” for 年末财政拨款结转)?"""
    core, letters = _MONEY.sub("", words), iter(label)
    shortened = len(core) >= 4 and label.endswith(core[-2:]) and all(c in letters for c in core)
    return label.endswith(words) or words.endswith(label) or shortened


def nearest_named(figures: Sequence[Figure], i: int, words: str) -> int | None:
    """“支出2412.36万元，结余127.64万元。支出构成为：…”: the list is of the spending, not of what was printed last."""
    for k in range(i - 1, max(-1, i - 6), -1):
        f = figures[k]
        same = f.printed.unit.base == figures[i].printed.unit.base and f.role == "amount"
        if same and not f.depth and squeeze(f.label).endswith(words):
            return k
    return None
