"""Stated numbers against the list that stands beside them: “等9个项目”, “下设7个二级机构，分别是…”, “…3个二级指标”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval, parse_chinese
from juesuan.claims.counts.after import readings_after
from juesuan.claims.counts.stated import MEASURE, NUMBER, count_claim, joined
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.passages import Passage

#: The list by a short name before it is told: “分别是：‘一室两科’，办公室、业务科…”.
_IN_SHORT = r"(?:[“\"][^”\"]{2,12}[”\"][，,]\s*)?"
_QUOTED = re.compile(
    rf"(?P<list>(?:[“\"][^”\"]{{2,60}}[”\"][、和及与，,]?\s*){{2,}})(?P<etc>等)?的?[“\"]?{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{1,12}})"
)
_AFTER = re.compile(
    rf"{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff（）()]{{2,20}}?)(?:，|,)?(?:具体)?(?:分别为|分别是|分别|包括|即|依次为|有)?[：:，,]?(?:分别为|分别是|包括|即|有)?[：:，,]?\s*{_IN_SHORT}(?P<list>[^。；;：:]{{6,600}}?)(?=[。；;]|[：:]?$)"
)
_BEFORE = re.compile(
    rf"(?:设立|设置|设有|分为|包括|下设|涉及|设(?![备施计想定法区]))(?!、)(?P<list>[^。；;：:，,\d]{{2,60}}(?:、[^。；;：:，,、\d]{{2,40}}?)+)(?P<etc>等)?{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{1,10}})"
)
_COLON = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff（）()]{{2,24}}?){NUMBER}\s*{MEASURE}(?:，|,)?(?:具体)?(?:分别为|分别是|分别|即|包括|为|是)?[：:]\s*{_IN_SHORT}(?P<list>[^。；;：:]{{4,400}}?)(?=[。；;]|[：:]?$)"
)
_PLACED = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff（）()]{{2,24}}?){NUMBER}\s*{MEASURE}，(?:具体)?(?:分别(?:位于|在|设在|为|是)|包括|包含|即)[：:]?(?P<list>[^。；;：:\d]{{4,300}})"
)
_SUMMED = re.compile(
    rf"(?P<n>\d{{1,3}})\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{1,10}})[、和](?P<n2>\d{{1,3}})\s*(?:个|家|项|名|类|种)[\u4e00-\u9fff]{{1,10}}，?分别(?:是|为)[：:]?(?P<list>[^。；;：:\d]{{6,600}})"
)
_RATED = re.compile(
    rf"{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{1,12}})[^。；;，,]{{0,12}}，分别(?:为|是)[：:]?(?P<list>[^。；;]{{10,900}}?)(?=，涉及|，共|。|；|$)"
)
_PRICED = re.compile(
    rf"{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{0,12}})[：:](?P<list>[^。；;]{{10,900}})"
)
_ANNOUNCES = re.compile(r"分别|包括|即：|依次|为：|：")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def counts(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The count claims of a report's running text; a number is counted once, by the clearest of its readings."""
    for index, passage in enumerate(passages):
        seen: set[int] = set()
        for start, claims in (*_readings(passage), *readings_after(passage)):
            if start not in seen:
                found = list(claims)
                if found:
                    seen.add(start)
                yield from found
        yield from _paragraph_list(passages, index)


_LISTS = re.compile(r"设|分为|包括|涉及")
_BRACKETED = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff]{{2,16}}?){NUMBER}\s*{MEASURE}[（(](?!含|不含|其中|如|除|不包)(?P<list>[^（）()；;：:\d]{{4,300}}、[^（）()；;：:\d]{{2,40}})[）)]"
)
#: Cheap looks for the last digit, before the patterns that search backwards for a noun.
_COUNTED = re.compile(rf"[\d一二三四五六七八九十两]\s*{MEASURE}")
_COLONED = re.compile(_COUNTED.pattern + r"[，,]?(?:具体)?(?:分别为|分别是|分别|即|包括|为|是)?[：:]")
_SPREAD = re.compile(_COUNTED.pattern + r"，(?:具体)?(?:分别|包括|包含|即)")
_OPENED = re.compile(_COUNTED.pattern + r"[（(]")
_LONGEST_NOUN = 24 + 6  # with its digits and the blanks before them


def _nouns(pattern: re.Pattern[str], look: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a noun, searched for only where the cheap look finds a number."""
    done = 0
    for seen in look.finditer(text):
        if seen.start() >= done:
            m = pattern.search(text, max(done, seen.start() - _LONGEST_NOUN))
            if m is None:
                return
            yield m
            done = m.end()


def _readings(passage: Passage) -> Iterator[tuple[int, Iterator[Claim]]]:
    """(position of the stated number, its claims) for every way a list can stand beside a number."""
    text = passage.text
    if ("、" not in text and "”" not in text) or not _COUNTED.search(text):
        return
    for m in _QUOTED.finditer(text):
        items = len(re.findall(r"[“\"][^”\"]{2,60}[”\"]", m["list"]))
        if m["etc"] and _stated(m) - items > 1:
            continue  # “‘甲项目’‘乙项目’等6个重大项目” names examples
        open_list = m["etc"] and m["noun"][:2] in ("问题", "方面")
        yield (
            m.start("n"),
            count_claim(passage, m, items, items, Certainty.LIKELY if open_list else Certainty.CERTAIN),
        )
    for m in _BEFORE.finditer(text) if _LISTS.search(text) else ():
        if not (m["etc"] and _clearly_open(m)) and (_as_many(m) or not _inside(text, m.start())):
            yield m.start("n"), _listed(passage, m, Certainty.LIKELY if m["etc"] else Certainty.CERTAIN)
    for m in _SUMMED.finditer(text) if "分别" in text else ():
        yield m.start("n"), _listed(passage, m, Certainty.CERTAIN, extra=int(m["n2"]))
        yield m.start("n2"), iter(())
    for m in _nouns(_PLACED, _SPREAD, text):
        if "、" in m["list"]:
            yield m.start("n"), _listed(passage, m, Certainty.LIKELY)
    for m in _PRICED.finditer(text) if "：" in text or ":" in text else ():
        yield m.start("n"), _priced(passage, m)
    for m in _RATED.finditer(text) if "，分别" in text else ():
        yield m.start("n"), _priced(passage, m)
    yield from _announced(passage)


_EDGE = re.compile(r"[，,。；;：:]")


def _inside(text: str, at: int) -> bool:
    """“对甲资助、乙设施、丙帮扶5个项目”: does the word that seems to open a list stand in a member of a longer one?"""
    return "、" in _EDGE.split(text[max(0, at - 120) : at])[-1]


def _as_many(m: re.Match[str]) -> bool:
    """“在城区、乡镇建设甲、乙2个站点”: the word does open a list, which is as long as it is said to be."""
    return _stated(m) == m["list"].count("、") + 1


def _stated(m: re.Match[str]) -> int:
    return int(m["n"]) if m["n"].isdigit() else parse_chinese(m["n"]) or 0


def _clearly_open(m: re.Match[str]) -> bool:
    """“钢铁、康养等16个领域” names examples; “A、B…G等8个科室” means to name them all and is one short."""
    return _stated(m) - m["list"].count("、") - 1 > 1


def _announced(passage: Passage) -> Iterator[tuple[int, Iterator[Claim]]]:
    """Lists in brackets, after a colon, or after words that announce them."""
    text = passage.text
    for m in _nouns(_BRACKETED, _OPENED, text):
        yield m.start("n"), _listed(passage, m, Certainty.CERTAIN)
    for m in _AFTER.finditer(text) if _ANNOUNCES.search(text) else ():
        if _ANNOUNCES.search(text[m.end("noun") : m.start("list")]) and _is_list(m["list"]):
            yield m.start("n"), _listed(passage, m, Certainty.CERTAIN)
    for m in _nouns(_COLON, _COLONED, text):
        if _is_list(m["list"]):
            yield m.start("n"), _listed(passage, m, Certainty.CERTAIN)


def _priced(passage: Passage, m: re.Match[str]) -> Iterator[Claim]:
    """“共安排专项10个：委员活动经费36.3万元、…”: as many items as amounts."""
    figures = [f for f in passage.figures if m.start("list") <= f.number.start < m.end("list")]
    money = [f for f in figures if f.printed.unit.kind == "money" and not f.depth]
    if len(money) >= (2 if "分别" in m[0] else 3) and len(money) == len(figures) == m["list"].count("、") + 1:
        yield from count_claim(passage, m, len(money), len(money), Certainty.CERTAIN)


#: Clauses behind a list that speak of it: “A、B、C，其中列入编制范围的…”, “A、B、C，均为公益一类”.
_GOES_ON = re.compile(r"[，,](?=其中|均|都|全部|上述|以上|共|合计|列入|纳入|具体|详见|各|另)[^、]*$")


def _is_list(words: str) -> bool:
    plain = _GOES_ON.sub("", _BRACKETS.sub("", words))
    items = plain.split("、")
    return (
        len(items) >= 2
        and not re.search(r"\d+\s*(?:万元|元|%|人|个)", plain)
        and max(len(i) for i in items) <= 40
        and "，" not in plain.rstrip("，")
    )


def _listed(passage: Passage, m: re.Match[str], certainty: Certainty, extra: int = 0) -> Iterator[Claim]:
    plain = _GOES_ON.sub("", _BRACKETS.sub("", m["list"]).strip("，, "))
    if plain.rstrip().endswith("等"):
        return
    items = [i for i in plain.split("、") if i.strip()]
    if len(items) < 2 and m["list"].count("、"):
        return  # the items stood in brackets behind another noun
    # “A、B和C”: the last two may be one item or two; “A与B” inside a name is left alone.
    yield from count_claim(passage, m, len(items), len(items) + joined(items), certainty, extra)


_HEAD = re.compile(
    rf"{NUMBER}\s*{MEASURE}(?P<noun>[\u4e00-\u9fff]{{2,20}})(?=[^。]{{0,12}}(?:包括|分别|如下|具体|为)?[^。]{{0,6}}[：:]\s*$)"
)


def _paragraph_list(passages: Sequence[Passage], index: int) -> Iterator[Claim]:
    """“共3个单位，包括：” and the numbered paragraphs below."""
    passage = passages[index]
    m = _HEAD.search(passage.text[-60:]) if passage.text.rstrip().endswith(("：", ":")) else None
    if m is None or index + 1 >= len(passages):
        return
    if passages[index + 1].block != passage.block + 1:
        return  # “…如下表：” and a table: the paragraphs below it are no list of what was counted
    style = passages[index + 1].numbering
    items = 0
    while style and index + 1 + items < len(passages) and passages[index + 1 + items].numbering == style:
        items += 1
    n = int(m["n"]) if m["n"].isdigit() else parse_chinese(m["n"])
    if items < 2 or not n:
        return
    offset = len(passage.text) - len(passage.text[-60:])
    number = passage.span(offset + m.start("n"), offset + m.end("n"))
    words = passage.span(offset + m.start("n"), offset + m.end("noun"))
    last = passages[index + items]
    listed = last.span(0, min(20, len(last.text)))
    yield Claim(
        Kind.COUNT, "count-of-list", Relation.LINEAR,
        (
            Operand(words, number, m[0], Interval.point(n), "写明个数", Decimal(1)),
            Operand(listed, listed, f"下面列出{items}{m['m']}", Interval.point(items), "列出个数", Decimal(-1)),
        ),
        "写明的个数 = 列出的个数", f"count:{m['noun']}:{passage.context.title}:{passage.lead}", Certainty.LIKELY,
    )  # fmt: skip
