"""Stated numbers that need no word to point at their list: it ends right before them, or brackets tell their kinds.

“街道辖东堤、柳荫、荷塘3个社区”, “6个乡镇（2镇4乡，即…）”, “单位共有5个，包括本级和下属4个预算单位”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval, parse_chinese
from juesuan.claims.counts.stated import MEASURE, NUMBER, count_claim, joined
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.passages import Passage

_LISTED = re.compile(
    rf"(?P<list>[^，,。；;：:\d“”\"\n]{{3,300}}?)(?P<etc>等)?(?:[，,]?(?:共计|共有|共|合计|总共|这))?{NUMBER}\s*{MEASURE}"
    rf"(?P<noun>(?!以上|以下|左右|以内|月|百分)[\u4e00-\u9fff]{{1,12}}|(?=[，,。；;]|$))"
)
_COUNTED = re.compile(
    r"[^\s\d第][\s]*(?:\d{1,3}|[二三四五六七八九十两]{1,3})\s*(?:个|家|项|名|类|种|条|所|支|位|座|处)"
)
_CLAUSE = re.compile(r"[，,。；;：:\d\n“”\"年]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_IN_ALL = re.compile(r"共计?有?|合计|总共|总计")
#: Words after which a number counts what was done, not the names before it.
_DONE = re.compile(
    r"(?:建设?|改造|完成|开展|组织|设立|设置|实施|安排|新增|增加|增设|有|的|近|约|超|和|及|与|到|在|达|均|各|分别|为|培育|打造|创建|争取|获得"
    r"|引进|举办|召开|制定|出台|印发|推出|落实|解决|化解|整改|发现|查处|检查|抽查|选取|选派|承担|申报|领域|方面|工作|其他)$"
)
#: Words that begin a list inside a clause; what stands before them is no name.
_OPENS = re.compile(
    r"的|包括|包含|分为|[目位构门室区村镇校]有|下设|下辖|管辖|辖|内设|设有|涉及|涵盖|对(?!象)"
)
_OWNS = re.compile(r"辖|设(?![备施计想定法区])|包括|包含|划?分为|涵盖|涉及|[目位构门室区村镇校]有")
_OF_EACH = re.compile(r"对|将")
_NAMED = re.compile(r"项目|专项|课题|工程|部门|社区|村|乡镇|镇|街道|科室|股室|指标")


def readings_after(passage: Passage) -> Iterator[tuple[int, Iterator[Claim]]]:
    """(position of the stated number, its claims); every reading here is tried after the announced ones."""
    text = passage.text
    done = -1
    for seen in _COUNTED.finditer(text) if "、" in text else ():
        if text.find("、", max(0, seen.start() - _REACH), seen.start()) < 0:
            continue
        start = _clause_start(text, seen.start() + 1)
        if start and text[start - 1] in "，," and _IN_ALL.fullmatch(text, start, seen.start() + 1):
            start = _clause_start(text, start - 1)
        after = _AND_OTHERS.match(text, start) if start and text[start - 1].isdigit() else None
        if after is not None:
            start = after.end()
        elif start and text[start - 1].isdigit():
            continue  # “产出指标4项、效果指标3项”: what stands before is a count of its own
        if start <= done or text.find("、", start, seen.end()) < 0:
            continue
        m = _LISTED.match(text, start)
        if m is not None:
            done = m.end("n")
            yield m.start("n"), _before(passage, m)
    if "本级" in text or "机关" in text or "本部" in text:
        for m in _WITH_OWN.finditer(text):
            yield m.start("n"), _with_own(passage, m)
    if "即" in text or "分别" in text or "为" in text:
        for m in _KINDS.finditer(text):
            yield m.start("n"), _kinds(passage, m)


#: “赵湾、刘营、桥头3个服务点和双河、石坪4个警务室”: behind the noun of one list the next begins.
_AND_OTHERS = re.compile(r"(?:个|家|座|处|所)[\u4e00-\u9fff]{2,8}?[和及与]")
#: The longest list that is looked for before a number, in characters.
_REACH = 300


def _clause_start(text: str, at: int) -> int:
    return max((b.end() for b in _CLAUSE.finditer(text, max(0, at - _REACH), at)), default=0)


def _before(passage: Passage, m: re.Match[str]) -> Iterator[Claim]:
    """“…A、B、C3个社区”: near misses only, since a number far from its list counts something else."""
    plain = _BRACKETS.sub("", m["list"])
    items = [i.strip() for i in plain.split("、")]
    if (
        len(items) < 2
        or re.search(r"[（()）]", plain)
        or _DONE.search(items[-1])
        or not all(2 <= len(i) <= 20 for i in items[1:])
    ):
        return
    low, high = _number(items)
    n = _value(m["n"])
    if m["etc"] and n > high:
        return  # an open list
    near = n in (low - 1, high + 1)
    if not (low <= n <= high or (near and n > 1)) or (n < low and not m["n"].isdigit()):
        return  # “甲、乙、丙两项补贴”: the number is part of a name
    bare = _bare_names(m, items)
    if not m["noun"] and passage.text[m.end() : m.end() + 1] in ("，", ",") and not bare:
        return  # “新增广播、报刊宣传专栏4个，”: what is counted stands in the last item
    first = items[0]
    owned = _OWNS.search(first) or (_OF_EACH.search(first) and _NAMED.search(m["noun"]))
    sure = owned and m["m"] in "个项" and (len(items) > 2 or n > high) and not m["etc"]
    sure = sure or (bare and len(items) >= _NAMES)
    yield from count_claim(passage, m, low, high, Certainty.LIKELY if sure else Certainty.GUESS)


#: So many bare names in a row are a list of places, not the subjects of a clause.
_NAMES = 4


def _bare_names(m: re.Match[str], items: Sequence[str]) -> bool:
    """“供销社云台、杉坪、响水、柳垭4个”: places of as many letters each, and no noun behind the number."""
    alike = len({len(i) for i in items[1:]}) == 1 and len(items[-1]) in (2, 3) and len(items) > 2
    return not m["noun"] and m["m"] in "个家座处所" and not m["etc"] and alike


def _number(items: Sequence[str]) -> tuple[int, int]:
    """How many names a list has at least and at most: it may begin inside an item, and 和 may join two."""
    begins = max((k for k, i in enumerate(items) if _OPENS.search(i)), default=0)
    pairs = sum(re.search(r".{2}[和及与].{2}", i) is not None for i in items[:-1])
    return len(items) - begins, len(items) + joined(items) + pairs


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else parse_chinese(printed) or 0


_WITH_OWN = re.compile(
    r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?P<m>个|家)[\u4e00-\u9fff]{0,8}[，,：:（(]?\s*"
    r"(?:包括|包含|其中|即|为|含|由)[：:]?(?P<own>[^，,。；;：:、\d]{0,10}(?:本级|机关|本部))(?:预算单位|单位)?"
    r"(?:和|及|以及|与|、|，)(?P<sub>[^，,。；;：:、\d]{0,8}?)(?P<k>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:个|家)(?P<noun>[\u4e00-\u9fff]{1,10})"
    r"(?P<rest>[^。；;\n]{0,80})"
)


def _with_own(passage: Passage, m: re.Match[str]) -> Iterator[Claim]:
    """“单位共有5个，包括本级和下属4个预算单位”: the department itself is one of them."""
    if re.search(r"\d\s*(?:个|家)|、|等", m["rest"].split("，")[0]) or re.search(
        r"\d\s*(?:个|家)", m["rest"]
    ):
        return
    own = passage.span(m.start("own"), m.end("own"))
    yield Claim(
        Kind.SUM, "parts-sum", Relation.LINEAR,
        (
            _operand(passage, m, "n", "m", "写明个数", 1),
            Operand(own, own, f"{m['own']}1{m['m']}", Interval.point(1), "列出个数", Decimal(-1)),
            _operand(passage, m, "k", "noun", "列出个数", -1),
        ),
        "单位个数 = 本级 + 下属单位个数", f"count:own:{passage.context.title}:{passage.lead}", Certainty.LIKELY,
    )  # fmt: skip


def _operand(passage: Passage, m: re.Match[str], number: str, to: str, role: str, weight: int) -> Operand:
    start, end = m.start(number), m.end(to)
    return Operand(
        passage.span(start, end), passage.span(start, m.end(number)), passage.text[start:end],
        Interval.point(_value(m[number])), role, Decimal(weight),
    )  # fmt: skip


_KIND = r"(?:\d{1,3})\s*个?(?:乡镇|街道|社区|[镇乡村所园院站馆部室科局庭队校场厂])"
_KINDS = re.compile(
    rf"(?P<n>\d{{1,3}})\s*(?P<m>个|家|所)(?P<noun>[\u4e00-\u9fff]{{1,10}})[，,（(]+(?:其中|即|包括|含|有|为)?[：:]?"
    rf"(?P<kinds>{_KIND}(?:[、，和及]?{_KIND}){{1,3}})(?:[，,：:；;]|即|分别为|分别是|包括|为|是)+(?P<list>[^（）()。；;：:\d]{{4,300}}?)(?=[）)。；;]|$)"
)
_PART = re.compile(r"(?P<n>\d{1,3})\s*个?(?P<noun>[\u4e00-\u9fff]+?)(?=[、，和及\d]|$)")


def _kinds(passage: Passage, m: re.Match[str]) -> Iterator[Claim]:
    """“6个乡镇（2镇4乡，即甲镇、乙镇、丙乡…）”: the kinds add up to the number, and each has as many names as it says."""
    names = [i.strip() for i in re.sub(r"[，,].*$", "", m["list"]).split("、")]
    parts = list(_PART.finditer(m["kinds"]))
    told = [p["noun"][-1] for p in parts]
    if len(set(told)) < len(told) or not all(i and i[-1] in told for i in names):
        return
    offset = m.start("kinds")
    operands = []
    for p in parts:
        start, end = offset + p.start("n"), offset + p.end("noun")
        span, number = passage.span(start, end), passage.span(start, offset + p.end("n"))
        operands.append(
            Operand(span, number, p[0], Interval.point(int(p["n"])), "分项", Decimal(-1)),
        )
    listed = passage.span(m.start("list"), m.end("list"))
    key = f"count:{m['noun']}:{passage.context.title}:{passage.lead}"
    stated = _operand(passage, m, "n", "noun", "写明个数", 1)
    yield Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        (stated, *operands),
        "总个数 = 各类个数之和",
        f"{key}:kinds",
    )
    for o, kind, noun in zip(operands, told, (p["noun"] for p in parts), strict=True):
        count = sum(i[-1] == kind for i in names)
        counted = Operand(
            listed, listed, f"列出{count}个{noun}", Interval.point(count), "列出个数", Decimal(-1)
        )
        yield Claim(
            Kind.COUNT, "count-of-list", Relation.LINEAR, (o.playing("写明个数", Decimal(1)), counted),
            "写明的个数 = 列出的个数", f"{key}:{noun}",
        )  # fmt: skip
