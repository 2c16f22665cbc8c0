"""Which lists leave nothing out: the form says so, their kinds exhaust the whole, their shares fill it, or they were counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage
from juesuan.taxonomy.vocabulary import concept_of, kinds_of, known_parts, squeeze


def complete_by_form(passage: Passage, lead: Figure, parts: Sequence[Figure]) -> bool:
    """Must this list be complete? The form says so, or every part carries a share and the shares fill the whole."""
    named = concept_of(lead.before, passage.context.path)
    own = [concept_of(p.head, passage.context.path) for p in parts]
    if named and named[0].parts:
        expected = known_parts(named[0].code)
        codes = {o[0].code for o in own if o}
        if len(codes) == len(parts) and codes <= expected:
            return len(codes) >= 2
    closed = "其他" in squeeze(parts[-1].label) and not parts[-1].after.lstrip().startswith("等")
    if exhausts(lead, parts) or (len(parts) >= 3 and closed):
        return True  # “其他” closes a list
    figures = passage.figures
    follows = {f.number: g for f, g in pairwise(figures) if g.role == "share"}
    shares = [follows[p.number] for p in parts if p.number in follows]
    if len(shares) == len(parts):
        filled = sum((s.printed.base for s in shares), Decimal(0))
        return abs(filled - 1) <= Decimal("0.01")
    return False


_SOURCE = re.compile(r"财政|资金|拨款|中央|省|市|县|区|本级|自筹|配套|上级|债|贷款")


def as_many_as_said(figures: Sequence[Figure], lead: Figure, parts: Sequence[Figure]) -> bool:
    """“4个项目…涉及资金T，其中：甲A、乙B、丙C、丁D”: as many members as were said to be, so none is left out."""
    at = next(k for k, f in enumerate(figures) if f is lead)
    before = figures[at - 1] if at else None
    return (
        before is not None
        and before.sentence == lead.sentence
        and before.printed.unit.kind == "count"
        and before.printed.base == len(parts)
        and re.match(r"[\u4e00-\u9fff]{0,6}(?:项目|工程|单位|专项|课题|任务)", lead.before.strip())
        is not None
        and not any(_SOURCE.search(p.label) for p in parts)
    )


_KINDS_SAID = re.compile(
    r"(?<![第其\d.])(?P<n>[二两三四五六七八]|[2-8])\s*个?(?:大)?(?:类|种|部分|块|方面|来源|渠道|项(?=支出|收入|资金|经费|来源|内容))"
)
_DIVIDED = re.compile(r"(?:分为?|分成|划为|共|包括|包含|有)$")
_DIGITS = {c: n for n, c in enumerate("二三四五六七八", 2)} | {"两": 2}


def as_many_kinds_as_said(passage: Passage, lead: Figure, parts: Sequence[Figure]) -> bool:
    """“有人员支出、运转支出二类支出，总预算T，其中人员支出A、运转支出B”: a number of kinds closes the list that tells each.

    Named or divided (分为两类), they are all there are; the main ones (主要用于两个方面) only where all were named.
    """
    first = parts[0].number.start
    start = max(0, passage.text.rfind("。", 0, lead.number.start) + 1)
    words = passage.text[start:first]
    said = next((m for m in _KINDS_SAID.finditer(words) if _value(m["n"]) == len(parts)), None)
    if said is None:
        return False
    named = squeeze(words[: said.start()])
    names = [re.sub(r"(?:支出|收入|资金|经费)$", "", squeeze(p.label)) for p in parts]
    told = len(set(names)) == len(names) and all(len(n) >= 2 and n in named for n in names)
    divided = _DIVIDED.search(words, 0, said.start()) is not None
    return told or (divided and "主要" not in words and "等" not in words)


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else _DIGITS[printed]


def exhausts(lead: Figure, parts: Sequence[Figure]) -> bool:
    """“编制46人，其中：行政编制15人，事业编制31人”: kinds that together are the whole thing."""
    return kinds_of([squeeze(p.label) for p in parts]) or _same_sort(lead, parts)


def _same_sort(lead: Figure, parts: Sequence[Figure]) -> bool:
    """“教学班24个，其中大班8个、中班8个、小班7个”: three or more names with one ending that the whole's name shares."""
    names = [squeeze(p.label) for p in parts]
    if len(parts) < 3 or not all(len(n) >= 2 for n in names) or len(set(names)) < len(names):
        return False
    if "主要" in parts[0].before:
        return False  # the main ones of them
    ending = names[0][-1]
    if not all(n[-1] == ending for n in names) or ending in "支出收入费金款元":
        return False
    whole = squeeze(lead.label)
    # “税收收入T，其中增值税A、消费税B、所得税C”: of sums of money 其中 tells the larger ones
    open_ = lead.printed.unit.kind == "money" and "其中" in parts[0].before
    return whole.endswith(ending) if open_ else ending in whole[-4:]
