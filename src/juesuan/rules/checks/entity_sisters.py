"""The same kind of body of another place: what a report taken over from a neighbour still calls its unit.

A neighbour's report differs from one's own in its figures and in one word, the place; the rest of the name is the
same. So every place of the report where the rest of the unit's own name stands is looked at, and the place before it
is compared with the unit's own: in a title, at the head of a table, as the subject of a statement about accounts.
Lists of the unit's own bodies are read the same way: one body of another place among those of one's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from juesuan.claims.entities import ENDING, Name, apart, name_of
from juesuan.claims.model import Report
from juesuan.documents.model import Table
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, words_of

#: Places of one rank exclude each other; a city ranks with prefectures or with counties.
_RANKS = ("省", "市州盟", "县区旗市", "镇乡道")
_LEVEL = "自治区|自治州|自治县|街道|[省市州盟县区旗镇乡]"
_RUN = re.compile(rf"[{HAN}]{{3,20}}$")
#: What stands before a name without a mark between: 第二部分云溪区…, 关于云溪区…, 2023年度云溪区….
_LED = re.compile(r"^.*(?:第[一二三四五六七八九十]部分|关于|年度?|指|表)")
_PARTNER = re.compile(r"[与和同及赴向由从在到对比较经请以]")
_TIME = r"(?:20\d\d年(?:度)?|本年度?|全年|截至20\d\d年\d{1,2}月(?:\d{1,2}日|底|末)|20\d\d年末)?，?"
#: How the unit's own name goes on: a title or head ends, accounts follow, or what kind of body it is.
_GOES_ON = re.compile(
    r"(?:（本级）|本级|机关)?(?:$|金额单位|单位[:：]|[（(](?:公章|盖章|章)[）)]|"
    rf"{_TIME}(?:部门|单位|整体|本年|全年|年初|年末|财政拨款|预算|收入|支出|一般公共预算|政府性基金|国有资本|机关运行|"
    r"政府采购|国有资产|“?三公|因公|公务|绩效|总收入|总支出|结转|决算|编制|内设|下设|共有|现有|实有|在职)|"
    rf"(?:是|为|属于?)[{HAN}]{{0,16}}(?:单位|部门|机关|机构))"
)
_CARRIED_OUT = re.compile(r"(?:牵头|负责|组织|具体|统一)*(?:实施|承担|执行|管理使用)")
#: Words that end like a place and name none: 社区, 城区, 全县.
_NO_PLACE = re.compile(r"(?:[社小城园景林校辖市牧灾库片街新]区|[城超门上]市|[各全本我该外]\w)$")
_OF_ONES_OWN = re.compile(r"预算单位|二级单位|下属|所属|直属|编制范围|决算单位|独立核算单位|单位构成")
_ITEM = re.compile(
    rf"(?:^|(?<=[、，：:；。]))([{HAN}]{{2,8}}?(?:{_LEVEL}))([{HAN}]{{2,24}}?)(?=[、，；。（(]|等|$)"
)
_BODY_CELL = re.compile(rf"([{HAN}]{{2,8}}?(?:{_LEVEL}))([{HAN}]{{0,24}}{ENDING})(?:（本级）|本级|机关)?")


def same_rank(one: str, other: str) -> bool:
    """May two places lie side by side: are both counties, both provinces, both towns?"""
    alike = one.endswith("自治区") == other.endswith("自治区")
    return alike and any(one[-1] in rank and other[-1] in rank for rank in _RANKS)


def sisters(report: Report) -> Iterator[tuple[Stretch, int, int]]:
    """Every stretch in which the same kind of body of another place stands for the reporting unit, and where.

    A place that has a part of its own (it is named elsewhere too, or is one of several) is silent: a city's report
    may speak of the bureaus of its counties.
    """
    own = name_of(report.profile.entity)
    if not own.places or len(own.core) < 3:
        return
    words = words_of(report)
    found: dict[str, list[tuple[Stretch, int, int]]] = defaultdict(list)
    at = words.text.find(own.core)
    while at >= 0:
        number = words.at(at)
        s, position = words.every[number], at - words.starts[number]
        places = _foreign(s.text, position, own) if s.role != "toc" else ()
        if places:
            start = position - sum(map(len, places))
            found[places[-1]].append((s, start, position + len(own.core)))
        at = words.text.find(own.core, at + 1)
    ours = words.text.count(own.places[-1])
    for place, hits in found.items():
        if len(found) <= 2 and words.text.count(place[:-1]) == len(hits) and ours >= len(hits):
            yield from hits


def _foreign(text: str, position: int, own: Name) -> tuple[str, ...]:
    """The places before one's own core, if they exclude one's own and the name stands for the unit; else nothing."""
    end = position + len(own.core)
    carried_out = _CARRIED_OUT.match(text, end) is not None
    if text.endswith(own.places[-1], 0, position) or not (carried_out or _GOES_ON.match(text, end)):
        return ()
    run = _RUN.search(text, max(0, position - 20), position)
    led = _LED.sub("", run[0]) if run else ""
    if carried_out:
        led = led.rpartition("由")[2]  # “该项目由某县教育局牵头实施”
    if not led or _PARTNER.match(led) or _NO_PLACE.search(led):
        return ()
    before = text[position - len(led) - 1 : position - len(led)] if position > len(led) else ""
    if before in ("、", "《", "”"):
        return ()
    name = name_of(led + own.core)
    other = "".join(name.places) == led and apart(name, own) and same_rank(name.places[-1], own.places[-1])
    return name.places if other else ()


@check("member-of-another-place")
def member_of_another_place(report: Report) -> Iterable[Breach]:
    """One body of another place in a list of the unit's own bodies."""
    own = name_of(report.profile.entity)
    if not own.places:
        raise NotApplicable("没有识别出编报单位所在地")
    here = own.places[-1]
    finds = Finds()
    for s, start, end, place in (*_listed(report, here), *_columned(report, here)):
        whole = words_of(report).text
        if whole.count(place[:-1]) > 1:
            continue
        name = s.text[start:end]
        right = here + name[len(place) :]
        known = right in whole
        finds.add(
            name,
            f"“{name}”：同列的都是{here}的单位，{place}只在这里出现，"
            + (f"别处写的是“{right}”，" if known else "")
            + "疑为套用其他单位报告的残留，请核对。",
            s.mark(start, end),
            stated=name,
            expected=right,
            level="error" if known else "warning",
            certainty="certain" if known else "likely",
        )
    return finds.breaches()


def _listed(report: Report, here: str) -> Iterator[tuple[Stretch, int, int, str]]:
    """The odd body of each list in a paragraph that announces the unit's own bodies."""
    for s in holding(report, here, cells=False):
        announced = _OF_ONES_OWN.search(s.text) if "、" in s.text else None
        if announced:
            items = [(m.start(1), m.end(2), m[1]) for m in _ITEM.finditer(s.text, announced.end())]
            for start, end, place in _odd(items, here):
                yield s, start, end, place


def _columned(report: Report, here: str) -> Iterator[tuple[Stretch, int, int, str]]:
    """The odd body of each column of a table that holds the unit's own bodies."""
    columns: dict[tuple[int, int], list[tuple[Stretch, re.Match[str]]]] = defaultdict(list)
    blocks = {s.block for s in holding(report, here) if s.cell is not None}
    for s in words_of(report).every if blocks else ():
        m = _BODY_CELL.fullmatch(s.text) if s.cell is not None and s.block in blocks else None
        table = report.document.blocks[s.block]
        if m and s.cell is not None and isinstance(table, Table):
            columns[s.block, table.cells[s.cell].column].append((s, m))
    for cells in columns.values():
        for number, end, place in _odd([(i, m.end(2), m[1]) for i, (_, m) in enumerate(cells)], here):
            yield cells[number][0], 0, end, place


def _odd(items: list[tuple[int, int, str]], here: str) -> list[tuple[int, int, str]]:
    """The one item of another place of the same rank, where two or more are of one's own."""
    ours = sum(place.endswith(here) for _, _, place in items)
    odd = [
        item
        for item in items
        if not item[2].endswith(here) and same_rank(item[2], here) and not _NO_PLACE.search(item[2])
    ]
    return odd if len(odd) == 1 and ours >= 2 else []
