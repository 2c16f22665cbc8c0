"""Names of public bodies: whose report this is, its short forms, and whether another name means the same body.

A name is a chain of places and a core (青岭县 | 桃溪镇 | 人民政府). Two names mean one body if their places do not
exclude each other and the letters of the shorter core stand, in order, in the longer one: 县人社局 and
清河县人力资源和社会保障局, but not 县人大 and 政协清河县委员会.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from juesuan.documents.model import Document

_HAN = "\u4e00-\u9fff"
#: How the name of a public body ends.
ENDING = (
    r"(?:局|委员会|委|厅|部|院|办公室|办|中心|处|所|站|学校|小学|中学|幼儿园|大学|学院|医院|政府|街道办事处|街道|乡|镇|"
    r"协会|联合会|总工会|联|馆|园|队|党校|团委|公司|社|政协|人大|机关|党组|工会)"
)
_TITLE = re.compile(
    rf"([{_HAN}（）()·]{{2,40}}?{ENDING})(?=(?:（本级）|本级|机关)?(?:20[0-3]\d|决算|部门|单位|项目|整体|汇总|概况|$))"
)
_OPENING = re.compile(
    r"^(?:20[0-3]\d年(?:度)?|第[一二三四五六七]部分[:：]?|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])+"
)
_KINDS = (
    "",
    "编制",
    "预算",
    "填报",
    "公开",
    "项目",
    "实施",
    "项目实施",
    "项目主管",
    "申报",
    "汇总",
    "自评",
    "被评价",
    "报送",
)
_LABEL = (
    f"(?:{'|'.join(kind + what for kind in _KINDS for what in ('部门', '单位'))}|评价对象)"
    r"(?:[（(](?:单位|部门|盖章|公章|章)[）)])?(?:名称)?(?:[（(](?:盖章|公章|章)[）)])?"
)
_LABELLED = re.compile(rf"{_LABEL}\s*[:：]\s*([{_HAN}（）()]{{4,60}})")
_LABEL_CELL = re.compile(rf"{_LABEL}[:：]?|主管部门")
_SELF = re.compile(
    rf"(?:20[0-3]\d年(?:度)?|截至20[0-3]\d年12月(?:31日|底)|[:：]指)，?([{_HAN}（）]{{3,30}}?{ENDING})"
    r"(?:机关运行|政府采购|共有|用财政拨款|使用财政拨款)"
)
_IS = re.compile(rf"^([{_HAN}]{{4,30}}?{ENDING})(?:是|为|（以下简称|内设|共有|现有|下设|成立于)")
_TAIL = re.compile(r"(?:金额单位|单位[:：]|填报|编制|日期|20[0-3]\d|[（(](?:公章|盖章|章|签章|单位)).*$")
_ALIAS = re.compile(
    r"[（(](?:以下)?(?:统一)?(?:简称|下称)(?:为)?[:：]?\s*[“\"]?([\u4e00-\u9fff]{2,15})[”\"]?\s*[)）]"
)
_PARTY = re.compile(r"^(?:中国共产党|中共|中国人民政治协商会议|政协|共青团)")
_PLACE = re.compile(
    rf"[{_HAN}]{{1,7}}?(?:省|自治区|自治州|自治县|新区|开发区|街道(?!办)|(?<!城)市(?!场)|州(?!市)|盟|县|区|旗|(?<!城)镇|(?<!城)乡)"
    rf"(?=[{_HAN}]{{2}})"
)
_STREET = re.compile(rf"[{_HAN}]{{1,7}}?街道(?=办事处|$)")
_LEVELS = "省市州盟县区旗镇乡"
_SHORT = rf"(?:[{_HAN}]{{1,6}}?(?:局|委(?![员办])|办(?!公|事)|厅|院|中心|联(?!合))|政协|人大|政府|法院|纪委|工会|团委)"
_LEAD = re.compile(rf"[{_HAN}]{{2,16}}(?:[{_LEVELS}]|街道)$")
_GARBAGE = re.compile(r"[的由及在了为对是按被]|纳入|全部|以下")


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name taken apart: its places from large to small, and the rest."""

    places: tuple[str, ...]
    core: str
    level: str = ""
    """The level alone where no place is named: 县 of 县人社局."""


def name_of(text: str) -> Name:
    """Take a name apart. “机关” and “本级” at its end do not belong to it."""
    rest = re.sub(r"(?:（本级）|\(本级\)|本级|机关)$", "", text) or text
    party = _PARTY.match(rest)
    lead = party[0] if party else ""
    rest = rest[len(lead) :]
    places: list[str] = []
    while len(places) < 4:
        m = _PLACE.match(rest) or _STREET.match(rest)
        if m is None or len(m[0]) < 2 or (places and len(m[0]) < 3):
            break
        places.append(m[0])
        rest = rest[m.end() :]
    level = rest[0] if not places and len(rest) >= 3 and rest[0] in _LEVELS else ""
    return Name(tuple(places), lead + rest[len(level) :], level)


def in_order(part: str, whole: str) -> bool:
    """Do the letters of ``part`` stand in ``whole`` in their order?"""
    letters = iter(whole)
    return all(c in letters for c in part)


def same_core(one: Name, other: Name) -> bool:
    """May the cores name one body: is the shorter a short form of the longer?"""
    short, long = sorted((one.core, other.core), key=len)
    return in_order(short, long)


def apart(one: Name, other: Name) -> bool:
    """Do the places exclude each other: is each in a place that the other is not in?"""
    if not one.places or not other.places:
        return False
    return not (_within(one.places, other.places) or _within(other.places, one.places))


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return all(any(p == q or p.startswith(q[:-1]) or q.startswith(p[:-1]) for q in many) for p in few)


def entity_of(document: Document, texts: list[str], whole: str) -> str:
    """The reporting entity as printed in full, "" if the words do not say it."""
    votes: Counter[str] = Counter()
    for name, weight in _candidates(document, texts, whole):
        clean = _clean(name)
        if clean:
            votes[clean] += weight
    if not votes:
        return ""
    best = max(votes.items(), key=lambda v: (v[1] + min(whole.count(v[0]), 10), len(v[0])))[0]
    wider = [v for v in votes if v.startswith(best) and len(v) > len(best) and votes[v] >= 2]
    best = max(wider, key=lambda v: votes[v]) if wider else best
    return _in_full(best, whole)


def _candidates(document: Document, texts: list[str], whole: str) -> Iterator[tuple[str, int]]:
    for hit in _LABELLED.finditer(whole):
        if hit.start() == 0 or whole[hit.start() - 1] in " \n\t|\u3000表":
            yield hit[1], 3
    for _, table in document.tables():
        for left, right in pairwise(islice(table.cells, 40)):
            if (
                len(left.value) <= 16
                and 4 <= len(right.value) <= 40
                and _LABEL_CELL.fullmatch(_squeeze(left.value))
            ):
                yield _squeeze(right.value), 1 if left.value.startswith("主管") else 2
    title = "".join(texts[:3]) if texts and len("".join(texts[:3])) < 120 else ""
    for position, text in enumerate([title, *texts[:60]]):
        line = _OPENING.sub("", _squeeze(text)) if len(text) <= 200 else ""
        m = _TITLE.match(line) if len(line) <= 120 else None
        if m:
            yield m[1], 4 if position < 8 else 1
        m = _IS.match(line) if position else None
        if m:
            yield m[1], 1
    for name in _SELF.findall(whole):
        yield name, 2


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _clean(name: str) -> str:
    """A candidate without what ran into it; "" if the rest is no name of a body."""
    name = _TAIL.sub("", name).strip("（()· ")
    m = re.match(rf"[{_HAN}（）()]*{ENDING}(?:（[{_HAN}]{{1,6}}）)?", name)
    name = m[0] if m else ""
    generic = re.search(r"各|所属|下属|(?<![中高平])等|本(?:单位|部门|级)|全[省市县区]|我", name)
    return name if 4 <= len(name) <= 40 and not generic else ""


def _in_full(name: str, whole: str) -> str:
    """The name with the places before it, if the report writes it so at least twice."""
    bare = name[1:] if name[0] in _LEVELS and len(name) > 4 else name
    longer: Counter[str] = Counter()
    at = whole.find(bare)
    while at >= 0:
        m = _LEAD.search(whole, max(0, at - 18), at)
        if m:
            longer[m[0] + bare] += 1
        at = whole.find(bare, at + 1)
    for full, count in longer.most_common():
        lead = full[: len(full) - len(bare)]
        if count >= 2 and len(full) > len(name) and not _GARBAGE.search(lead) and name_of(full).places:
            return full
    return name


def aliases_of(entity: str, whole: str) -> tuple[str, ...]:
    """The short forms of the entity that the report declares or uses."""
    names = set(_ALIAS.findall(whole))
    if not entity:
        return tuple(sorted(names))
    own = name_of(entity)
    rest = entity
    for place in own.places:
        if rest.startswith(place):
            rest = rest[len(place) :]
            names.add(rest)
    level = own.places[-1][-1] if own.places else own.level
    uses = Counter(re.findall(level + _SHORT, whole)) if level else Counter[str]()
    for short, count in uses.items():
        slip = any(
            len(o) == len(short) + 1 and in_order(short, o) and n >= 2 * count for o, n in uses.items()
        )
        if count >= 2 and not slip and len(short) <= len(entity) and in_order(short[1:], own.core):
            names.add(short)
    return tuple(sorted(n for n in names if len(n) >= 3 and n != entity))
