"""Counts that the accounts print beside the money: vehicles, groups sent abroad, receptions, meetings, trainings.

They are told in sentences (“国内公务接待14批次，126人次”) and again in the table of the three public expenses or of
assets, and the two are typed separately. A count is a fact like an amount: every print of it must agree. Only a
count that is named in full is read; what a part of it is (其中, 本级, 轿车) is another count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.amounts import UNITS, Interval, Printed, Unit
from juesuan.amounts.units import NO_UNIT
from juesuan.claims.model import Certainty, Claim, Fact, Figure, Kind, Operand, Profile, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.tables.grids import heading_of, operand_at, scored
from juesuan.documents.model import Document, Table

_TAIL = r"(?:情况|数量|总数|总量|总计|共计|合计|累计|数|共|为|是|有|达|：|:)*$"
_CAR = r"(?:公务用车|公务车辆?|公车|车辆|机动车)"
#: What stands right before a count, by the concept it names, and the units it is counted in.
_NAMED = tuple(
    (concept, re.compile(names + _TAIL), frozenset(units.split()))
    for concept, names, units in (
        ("three.vehicles", rf"(?:{_CAR}(?:年末)?保有量|(?<![\u4e00-\u9fff])保有量|保有{_CAR})", "辆 台"),
        ("three.purchased", rf"(?:购置|更新|购买|购入)(?:及更新|和更新|更新|了)?(?:的)?{_CAR}", "辆 台"),
        ("three.abroad.groups", r"(?<!来访)(?<!接待)(?<!外宾)(?<!考察)团组", "个 团组 次 批次 批 团次"),
        ("three.meetings", r"召开(?:各类|各种)?会议(?:次)?", "个 次 场 场次"),
        ("three.meetings.people", r"参加会议(?:人次?|人员)?", "人次 人 名"),
        ("three.trainings", r"(?:组织|开展|举办)(?:各类|各种)?培训(?:班|次)?", "个 次 期 场 场次 班"),
        ("three.trainings.people", r"(?:参加|组织|参训)培训(?:人次?|人员)?", "人次 人 名"),
        (
            "assets.vehicles",
            r"(?:共有|拥有|实有|现有|占有|占用)(?:各类|各种|公务)?(?:用车|车辆|机动车)",
            "辆 台",
        ),
    )
)
_BATCHES = frozenset("批次 批 次 个 起 批(次)".split())
_PEOPLE = frozenset("人次 人 名".split())
#: Receptions, by whom they are for; “国（境）外” is written 境外 here, as brackets are read as asides.
_FOR = re.compile(
    r"(?P<foreign>(?:外事|外宾)(?:公务)?(?:接待|来访)?)|(?P<outside>(?:国外|境外)(?:公务)?(?:接待|来访)?)"
    r"|(?P<home>国内(?:公务)?(?:接待)?)|(?P<all>公务接待|接待费)"
)
_RECEIVED = re.compile(r"(?:接待|来访)(?:批次?|来访|团组|外宾|公务活动)?" + _TAIL)
#: “全年共接待14批次”: a reception of the kind told before; “外省来访5批次” is a part of it.
_BARE = re.compile(
    r"(?:(?:19|20)\d\d年度?|全年|本年度?|年内|当年|总共|共计|合计|累计|共|安排|发生)*(?:公务)?"
    + _RECEIVED.pattern
)
_NEXT = re.compile(
    r"(?:[，,、；;]|接待|来访|公务|团组|出访|出国境|出国|参加|人次|人数|人员|总计|共计|合计|累计|共|计|为|达|：)*$"
)
#: A clause with these words tells a part, a change, a plan or a rate.
_OTHER = re.compile(
    r"本级|机关(?!运行|事业)|下属|所属|较|比|同期|上年|去年|预算|计划|增加|减少|处置|报废|平均|每|人均|参与|参加其他|其他单位|本单位组织|编制|核定|租"
)
_ASIDE = re.compile(r"（[^（）]*）")
_CHAPTER = re.compile(r"三公|公务|接待|资产|车辆|会议费|培训费")
_WORDS = re.compile(r"保有|购置|团组|批|会议|培训|车辆|用车")

#: The rows of tables, by concept.
_ROWS = tuple(
    (concept, re.compile(names))
    for concept, names in (
        ("three.vehicles", rf"{_CAR}(?:年末)?保有(?:量|数|数量|辆数)"),
        ("three.purchased", rf"{_CAR}(?:购置|更新)(?:数|数量|辆数|量)|购置{_CAR}(?:数|数量|辆数)"),
        ("three.abroad.groups", r"因公出国（境）团组(?:数|数量|个数)?"),
        ("three.abroad.people", r"因公出国（境）(?:累计)?(?:人次数|人次|人数|人员数)"),
        ("three.reception.batches", r"国内(?:公务)?接待(?:批次|批数)数?"),
        ("three.reception.people", r"国内(?:公务)?接待(?:人次|人数)数?"),
        ("three.reception.all-batches", r"公务接待(?:批次|批数)数?"),
        ("three.reception.all-people", r"公务接待(?:人次|人数)数?"),
        ("three.reception.foreign-batches", r"外事(?:公务)?接待(?:批次|批数)数?"),
        ("three.reception.foreign-people", r"外事(?:公务)?接待(?:人次|人数)数?"),
        ("three.reception.outside-batches", r"国（境）外(?:公务)?接待(?:批次|批数)数?"),
        ("three.reception.outside-people", r"国（境）外(?:公务)?接待(?:人次|人数)数?"),
        ("three.meetings", r"(?:召开)?会议(?:次数|个数)"),
        ("three.meetings.people", r"参加会议(?:人次|人数)数?"),
        ("three.trainings", r"(?:组织)?培训(?:次数|个数|期数)"),
        ("three.trainings.people", r"参加培训(?:人次|人数)数?"),
        ("assets.vehicles", r"车辆(?:数合计|数量合计|合计|总数)"),
    )
)
_NUMBERING = re.compile(
    r"^(?:[\d一二三四五六七八九十]+[.．、]|[（(][\d一二三四五六七八九十]+[）)]|其中[：:])+"
)
_COUNTED_IN = re.compile(r"[（(]([^（）()]{1,4})[）)]$")
_PRINTED = re.compile(
    r"保有|团组|接待(?:批|人)|购置[数量]|出国（境）(?:累计)?人|(?:会议|培训)(?:次|个|期|人)|车辆.*(?:合计|总数)"
)
_OTHER_COLUMN = re.compile(r"上年|去年|预算|行次|栏次|增减|年初|序号|目标")


def count_facts(document: Document, passages: Sequence[Passage], profile: Profile) -> list[Fact]:
    """The counts that sentences and tables state; receptions of no named kind are those at home where no others are."""
    if profile.kind == "government":
        return []
    found = [f for p in passages if _WORDS.search(p.text) for f in _told(p, profile)]
    for block, table in document.tables():
        if not scored(table):
            found += _printed(block, table, profile)
    abroad = any(f.concept.startswith("three.reception.outside") and f.operand.interval.high for f in found)
    if abroad:
        return found
    return [replace(f, concept=f.concept.replace("reception.all-", "reception.")) for f in found]


def kept_within_owned(facts: Sequence[Fact], year: int | None) -> Iterator[Claim]:
    """The vehicles that the three public expenses keep are among those the unit has."""
    own = [f for f in facts if f.measure == "count" and f.year == (year or 0)]
    kept = [f.operand for f in own if f.concept == "three.vehicles"]
    owned = [f.operand for f in own if f.concept == "assets.vehicles"]
    if kept and owned:
        most = max(owned, key=lambda o: o.interval.high)
        least = min(kept, key=lambda o: o.interval.low)
        yield Claim(
            Kind.REPEAT,
            "part-within-whole",
            Relation.AT_MOST,
            (replace(least, role="部分"), replace(most, role="整体")),
            "公务用车保有量包含在年末车辆总数中，不应大于它",
            "within:three.vehicles:assets.vehicles",
            Certainty.LIKELY,
        )


def _told(passage: Passage, profile: Profile) -> Iterator[Fact]:
    """The counts of one paragraph; people follow the groups or batches they belong to."""
    if not _CHAPTER.search(passage.context.path + passage.text[:60]):
        return
    last: dict[int, tuple[str, Figure]] = {}
    for figure in passage.figures:
        if figure.printed.unit.kind != "count" or figure.printed.about or figure.printed.decimals:
            continue
        concept = _concept(passage, figure) if figure.role == "amount" else ""
        concept, groups = _people(concept, last.pop(figure.depth, None), figure)
        if groups:
            last[figure.depth] = (groups, figure)
        if concept:
            year = figure.year or profile.year or 0
            yield Fact(concept, "count", year, "", operand(passage, figure), "text")


def _people(concept: str, groups: tuple[str, Figure] | None, figure: Figure) -> tuple[str, str]:
    """The concept of a figure that may tell the people of the groups before it, and its own if it counts groups."""
    if not concept and groups and _follows(groups[1], figure):
        return groups[0].replace("groups", "people").replace("batches", "people"), ""
    return concept, concept if concept.endswith(("groups", "batches")) else ""


def _concept(passage: Passage, figure: Figure) -> str:
    unit = figure.printed.unit.printed
    start = passage.text.rfind("。", 0, figure.number.start) + 1
    words = _plain(passage.text[start : figure.number.start])
    clause = re.split(r"[，；：,;:]", words)[-1]
    if _OTHER.search(clause):
        return ""
    for concept, name, units in _NAMED:
        if unit in units and name.search(clause):
            if concept != "assets.vehicles" or _of_assets(passage):
                return concept
            # “截至年末，单位共有公务用车9辆” in the chapter on the three expenses
            return "three.vehicles" if "三公" in passage.context.path and "公务用车" in clause else ""
    if unit in _BATCHES | _PEOPLE and _RECEIVED.search(clause):
        if not _FOR.search(clause) and not _BARE.fullmatch(clause):
            return ""
        told = list(_FOR.finditer(words)) or list(_FOR.finditer(_plain(passage.text[:start])))
        if told:
            kind = f"{told[-1].lastgroup}-".removeprefix("home-")
            return f"three.reception.{kind}{'batches' if unit in _BATCHES else 'people'}"
    return ""


def _of_assets(passage: Passage) -> bool:
    return "资产" in passage.context.path or "资产" in passage.text[:40]


def _plain(words: str) -> str:
    """Words without asides in brackets; those of an open bracket stand alone."""
    words = "".join(words.split()).replace("(", "（").replace(")", "）")
    words = words.replace("国（境）外", "境外").replace("出国（境）", "出国境")
    while _ASIDE.search(words):
        words = _ASIDE.sub("", words)
    return words.rpartition("（")[2]


def _follows(groups: Figure, figure: Figure) -> bool:
    """“…14批次，126人次”: are these the people of the groups right before?"""
    return (
        figure.printed.unit.printed in _PEOPLE
        and figure.sentence == groups.sentence
        and figure.depth == groups.depth
        and figure.role == "amount"
        and _NEXT.fullmatch(_plain("".join(figure.before.split())).lstrip("）")) is not None
    )


def _printed(block: int, table: Table, profile: Profile) -> Iterator[Fact]:
    for cell in table.cells:
        if len(cell.value) > 30 or not _PRINTED.search(cell.value):
            continue
        name = _NUMBERING.sub("", "".join(cell.value.split()).replace("(", "（").replace(")", "）"))
        bare = _COUNTED_IN.sub("", name)
        concept = next((c for c, names in _ROWS if names.fullmatch(bare)), "")
        unit = _COUNTED_IN.search(name)
        beside = _beside(block, table, cell.row, cell.column + cell.colspan, profile) if concept else []
        beside = beside or (_below(block, table, cell.row + cell.rowspan, cell.column) if concept else [])
        if beside and len({o.interval.middle for o in beside}) == 1:
            counted = UNITS.get(unit[1], NO_UNIT) if unit else NO_UNIT
            yield Fact(concept, "count", profile.year or 0, "", _counted(beside[-1], bare, counted), "table")


def _counted(o: Operand, name: str, unit: Unit) -> Operand:
    assert o.printed is not None
    printed = Printed(o.printed.text, o.printed.value, 0, unit)
    shown = f"表中{name}{o.printed.text}{unit.printed}"
    return replace(o, shown=shown, printed=printed, interval=Interval.point(o.printed.value))


def _beside(block: int, table: Table, row: int, column: int, profile: Profile) -> list[Operand]:
    """The counts right of a name, up to the next words; columns of other years, plans and line numbers left out."""
    found: list[Operand] = []
    for c in range(column, table.columns):
        cell = table.at(row, c)
        if cell is None or cell.value.strip() in ("", "-", "—", "–", "——", "/"):
            continue
        o = operand_at(block, table, row, c, "", 1)
        if o is None or o.printed is None:
            break
        heading = heading_of(table, c)
        year = re.search(r"20\d\d(?=年)", heading)
        other = _OTHER_COLUMN.search(heading) or (year and int(year[0]) != profile.year)
        if not other and not o.printed.decimals:
            found.append(o)
    return found


def _below(block: int, table: Table, row: int, column: int) -> list[Operand]:
    """The count below a name that heads a column, if the table has but one row of numbers."""
    found = [
        o for r in range(row, table.rows) if (o := operand_at(block, table, r, column, "", 1)) is not None
    ]
    return found if len(found) == 1 and found[0].printed and not found[0].printed.decimals else []
