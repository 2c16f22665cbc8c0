"""Another body's name where the report speaks of itself: the trace of a text taken from another report.

Four places belong to the reporting unit alone: the subject of sentences that only it can say of itself (its running
expenses, its vehicles, what did not happen in it), the unit in the definition of the three public expenses, the
heads of its tables, and the names of the departments whose material the evaluation rests on. A name there is
compared with the report's own name place by place and core by core; superiors, parts of the unit and short forms
are its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from juesuan.claims.entities import ENDING, Name, apart, in_order, name_of, same_core
from juesuan.claims.model import Report
from juesuan.documents.model import Table
from juesuan.rules.checks.entity_near import other_kinds
from juesuan.rules.checks.entity_places import foreign_places, own_place
from juesuan.rules.checks.entity_sisters import sisters
from juesuan.rules.headings import region_of
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, once, scan, words_of

#: Departments of local government by the word that names them; the same department keeps one of these words.
_DEPARTMENTS = {
    "财政": "财政局",
    "民政": "民政局",
    "教育": "教育局|教育体育局|教体局",
    "卫生": "卫生健康局|卫健局|卫生健康委员会|卫健委|卫生局",
    "公安": "公安局",
    "司法": "司法局",
    "审计": "审计局",
    "交通": "交通运输局|交通局",
    "水利": "水利局|水务局",
    "农业": "农业农村局|农业局",
    "林业": "林业局|林业和草原局",
    "人社": "人力资源和社会保障局|人力资源社会保障局|人社局",
    "住建": "住房和城乡建设局|住建局",
    "自然资源": "自然资源局|自然资源和规划局|国土资源局",
    "环保": "生态环境局|环境保护局",
    "文旅": "文化和旅游局|文旅局|文化广电旅游局",
    "市监": "市场监督管理局|市场监管局",
    "统计": "统计局",
    "医保": "医疗保障局|医保局",
    "应急": "应急管理局",
    "退役": "退役军人事务局",
    "发改": "发展和改革局|发展改革局|发改局|发展和改革委员会|发改委",
    "工信": "工业和信息化局|工信局",
    "商务": "商务局",
    "信访": "信访局",
    "城管": "城市管理局|城管局|综合行政执法局",
    "档案": "档案局",
    "税务": "税务局",
    "残联": "残疾人联合会|残联",
    "妇联": "妇女联合会|妇联",
}
_ANY_DEPARTMENT = re.compile(
    "|".join(sorted("|".join(_DEPARTMENTS.values()).split("|"), key=len, reverse=True))
)
_SELF_SLOT = re.compile(
    r"^(?:提供的?(?:基础|相关|有关)?(?:资料|数据|材料)|(?:部门)?整体支出|自评小组|绩效自评小组|"
    r"20\d\d年?(?:度)?部门(?:整体支出|决算)|内部控制|财务管理制度|本级)"
)
_TIME = r"(?:20\d\d年(?:度)?|本年度?|全年|年内|截至20\d\d年\d{1,2}月(?:\d{1,2}日|底|末)|下一步|今后|下一年度?|明年)，?"
#: That there is none of something: 没有使用, 未安排, 不涉及, or nothing at all.
_NONE = r"(?:(?:无|没有|未|不)(?:安排|使用|发生|取得|涉及|收到|有)?)?"
#: Who gives the money may have given none without being the unit.
_GIVER = re.compile(r"财政[局厅]?$|人民政府$")
#: What only the reporting unit says of itself in its accounts.
_OWN = (
    r"(?:机关运行经费|政府采购支出|共有车辆|共有公务用车|未发生|没有发生|部门整体支出|整体支出|部门整体绩效|收入总计|支出总计|收入合计|"
    r"支出合计|收、?支总计|(?:(?:部门|单位)决算|决算(?:汇总|编报|编制))(?:汇总|公开|编报|编制|的)*(?:单位|范围)|"
    rf"(?:部门|单位)(?:预算单位)?构成|(?:部门|单位)决算由|“三公”经费|{_NONE}(?:因公出国|公务用车|公务接待|政府性基金|国有资本经营)|"
    rf"[为是属]于?[{HAN}]{{0,10}}(?:单位|机关|机构)，(?:{_TIME})?{_NONE}(?:机关运行|政府性基金|国有资本经营|因公出国|财政拨款“?三公))"
)
#: How a body is introduced: its duties, its offices, its staff.
_ITS_MAKE = (
    r"(?:的?(?:主要)?(?:工作)?(?:职责|职能|任务)(?:是|为|有|包括|如下|[:：])|(?:共|现)?(?:内设|下设)(?=[^，。；、]{0,8}[\d一二三四五六七八九十])|"
    r"(?:共有|现有|核定)?(?:人员|行政|事业|总)?编制(?:人数|总数|数)?(?:共|为|有)?(?=\d)|(?:年末)?(?:实有|现有|共有)(?:在职|在编)(?=[^，。；、]{0,6}\d))"
)
#: How a report on a whole body names what it is about.
_OBJECT = r"(?:(?:评价|自评)的?(?:对象|主体)(?:为|是|[:：]))"
_PLANS = r"(?:将(?:继续|进一步|不断|严格|认真|切实|持续|加)|继续(?:强化|加强|推进))"
_SUBJECT = re.compile(
    rf"(?:^|(?<=[，。；：、）]))(?:纳入|{_OBJECT})?(?:{_TIME})?([{HAN}（）]{{3,26}}?{ENDING}(?:机关|本级)?)(?:{_TIME})?"
    rf"({_OWN}|{_ITS_MAKE}|{_PLANS})"
)
#: Where a body's name may end and a slot begin.
_MEETS = re.compile(
    rf"[局委厅部院室办心处所站学园府道乡镇会联馆队校司社协大关党级）](?:{_TIME})?(?:{_OWN}|{_ITS_MAKE}|{_PLANS})"
)
#: Where a department's name may end and what _SELF_SLOT says begin.
_SLOT_MEETS = re.compile(
    r"[局委会联](?:提供|部门|整体支出|自评小组|绩效自评|20\d\d|内部控制|财务管理制度|本级)"
)
_DEFINED = re.compile(rf"指([{HAN}（）]{{4,26}}?{ENDING})((?:使?用|通过)[{HAN}]{{0,8}}财政拨款)")
#: The unit itself, first of those whose accounts are in the report.
_INCLUDED = re.compile(
    rf"范围的?[^。；]{{0,16}}?[，,：:]?(?:即|包括|分别[为是]|[为是])[:：]?([{HAN}（）]{{3,26}}?{ENDING})(?:机关)?(?:[（(]本级[）)]|本级)"
)
_GENERIC = re.compile(
    r"[为是对由在]|按照|根据|依据|报送|上报|各|所属|下属|全[省市县区州镇乡]|本[省市县区州镇乡部单]|中央|我|有关|相关|其他|等"
)
_HEAD = re.compile(
    r"(?:公开|编制|填报|预算|汇总)?(?:部门|单位)(?:[（(](?:单位|部门|盖章|公章)[）)])?(?:名称)?(?:[（(](?:盖章|公章)[）)])?"
)
_ACTOR = re.compile(
    r"(?:项目)?(?:实施|主管|承担|负责|申报)(?:单位|部门)(?:[（(](?:盖章|公章|章)[）)])?(?:名称)?"
)
_LABELLED = re.compile(
    rf"(?:^|表)((?:{_HEAD.pattern})|(?:{_ACTOR.pattern}))[:：]([{HAN}（）]{{4,30}}?{ENDING})(?=$|20\d\d|金额|单位|[（(])"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A name in a place that is the reporting unit's.

    ``sort`` is subject, plan, definition, head, actor, make (what its duties, offices and staff are), or kind (what kind
    of unit it is, and so has none of something).
    """

    stretch: Stretch
    start: int
    end: int
    sort: str
    words: tuple[int, int]

    @property
    def text(self) -> str:
        """The name as printed."""
        return self.stretch.text[self.start : self.end]


@once
def slots(report: Report) -> tuple[Slot, ...]:
    """Every place of the report that belongs to the reporting unit and names a body."""
    found: list[Slot] = []
    for s, m in scan(report, _SUBJECT, _MEETS, cells=False):
        if "安排" in m[2] and _GIVER.search(m[1]):
            continue
        sort = _sort_of(m[2])
        found.append(Slot(s, m.start(1), m.end(1), sort, m.span()))
    for s, m in scan(report, _DEFINED, "财政拨款", cells=False):
        found.append(Slot(s, m.start(1), m.end(1), "definition", m.span()))
    for s, m in scan(report, _INCLUDED, "本级", cells=False):
        found.append(Slot(s, m.start(1), m.end(1), "make", m.span(1)))
    for s, m in scan(
        report, _LABELLED, "单位：", "部门：", "单位:", "部门:", "名称：", "名称:", "）：", "):"
    ):
        sort = "head" if _HEAD.fullmatch(m[1]) else "actor"
        found.append(Slot(s, m.start(2), m.end(2), sort, m.span(2)))
    found.extend(_cells(report))
    return tuple(s for s in found if not _GENERIC.search(s.text))


def _sort_of(words: str) -> str:
    """What a sentence says of its subject."""
    if words[0] in "为是属":
        return "kind"
    if re.fullmatch(_OWN, words):
        return "subject"
    return "plan" if re.fullmatch(_PLANS, words) else "make"


def _cells(report: Report) -> Iterator[Slot]:
    """Names in the cell behind a label (项目实施单位 | …)."""
    words = words_of(report)
    for label, s in pairwise(words.every):
        if s.cell is None or label.block != s.block or label.cell is None or not 4 <= len(s.text) <= 30:
            continue
        text = label.text.rstrip("：:")
        sort = "head" if _HEAD.fullmatch(text) else "actor" if _ACTOR.fullmatch(text) else ""
        m = re.fullmatch(rf"([{HAN}]{{3,26}}?{ENDING})(?:[（(].*)?", s.text) if sort else None
        if m and _same_row(report, label, s):
            yield Slot(s, 0, m.end(1), sort, m.span(1))


def _same_row(report: Report, one: Stretch, other: Stretch) -> bool:
    table = report.document.blocks[one.block]
    if not isinstance(table, Table) or one.cell is None or other.cell is None:
        return False
    return table.cells[one.cell].row == table.cells[other.cell].row


@check("other-unit-as-own")
def other_unit(report: Report) -> Iterable[Breach]:
    """Another body where the report speaks of itself, its tables, its material, its evaluation or its accounts."""
    names = [report.profile.entity, *(a for a in report.profile.aliases if len(a) >= 2)]
    finds = Finds()
    _places(report, finds)
    if not names[0] and not own_place(report):
        raise NotApplicable("没有识别出编报单位名称")
    if names[0]:
        _bodies(report, names, finds)
    return finds.breaches()


def _places(report: Report, finds: Finds) -> None:
    for s, start, end, place, here in foreign_places(report):
        finds.add(
            f"place|{place}",
            f"“{s.text[start:end]}”：本报告说的是{here}，这里写成了“{place}”，又只在这里出现，疑为套用其他地区报告的残留，请核对。",
            s.mark(start, end),
            stated=place,
            expected=here,
            certainty="likely",
            level="warning",
        )


def _bodies(report: Report, names: list[str], finds: Finds) -> None:
    own = name_of(names[0])
    uses = slots(report)
    told = set()
    for slot in uses:
        level = _foreign(report, slot, own, names, uses)
        if level:
            told.add((slot.stretch.block, slot.stretch.cell))
            _tell(finds, slot.sort, slot.stretch, slot.text, slot.words, names[0], level)
    for s, start, end in sisters(report):
        if (s.block, s.cell) not in told:
            _tell(finds, "sister", s, s.text[start:end], (start, end), names[0], "error")
    for s, _, end, body in other_kinds(report):
        _tell(finds, "kind", s, body, (0, end), names[0], "warning")
    _departments(report, names, finds)


def _tell(
    finds: Finds, sort: str, s: Stretch, name: str, words: tuple[int, int], own: str, level: str
) -> None:
    finds.add(
        f"{sort}|{name}",
        f"“{s.text[words[0] : words[1]]}”：本报告的编报单位是{own}，这里写成了“{name}”，"
        "疑为套用其他单位报告的残留，请核对。",
        s.mark(*words),
        stated=name,
        expected=own,
        level=level,
    )


def _foreign(report: Report, slot: Slot, own: Name, names: list[str], uses: tuple[Slot, ...]) -> str:
    """How sure it is that a name in an own place is another body's: error, warning or "" (it is not)."""
    name = name_of(slot.text)
    if slot.text in names or slot.text in names[0] or names[0] in slot.text:
        return ""
    if _own_parts(report, slot, own):
        return ""
    core = same_core(name, own)
    sister = core and apart(name, own)
    if core and not sister:
        return ""
    if not sister and not _rival(name, own):
        return ""
    same = [s for s in uses if s.sort == slot.sort and s.text == slot.text]
    if slot.sort in ("head", "actor"):
        ours = sum(
            s.sort == slot.sort and same_core(name_of(s.text), own) and not apart(name_of(s.text), own)
            for s in uses
        )
        if len(same) * 2 > ours or not (sister or slot.sort == "head"):
            return ""
        return "error" if sister else "warning"
    if slot.sort == "plan" and not sister:
        return ""
    if slot.sort == "kind" and not _alike(slot.text, names[0]):
        return ""  # a bureau may say so of a centre that belongs to it
    if slot.sort == "make" and not (sister or _peers(name, own)):
        return ""
    elsewhere = words_of(report).text.count(name.core if not sister else slot.text) - len(same)
    if elsewhere:  # it has a part of its own in this report
        return "warning" if slot.sort == "definition" else ""
    return "error" if sister or slot.sort == "definition" else "warning"


def _alike(one: str, other: str) -> bool:
    """Are two bodies of a kind (中学, 医院, any two 馆), of which neither belongs to the other?"""
    return one[-2:] == other[-2:] or (one[-1] == other[-1] and one[-1] in "馆园校")


_BUREAU = re.compile(r"(?:局|委|委员会|厅)$")
_BRANCH = re.compile(r"分[局院校馆园]|校区|院区|附属")


def _peers(name: Name, own: Name) -> bool:
    """Are two bodies of one place and of a kind, so that neither belongs to the other: two bureaus, two hospitals?"""
    here = (own.places or ("",))[-1]
    placed = name.places == own.places or (not name.places and bool(name.level) and name.level == here[-1:])
    if not placed or not here or _BRANCH.search(name.core):
        return False
    both = bool(_BUREAU.search(name.core) and _BUREAU.search(own.core))
    return both or _alike(name.core, own.core) or name.core[-1] == own.core[-1] == "院"


#: The unit itself, as its parts are told apart.
_ITSELF = re.compile(r"(?:[局委厅院办]|我[局委厅院办])?(?:机关|本级)")


def _own_parts(report: Report, slot: Slot, own: Name) -> bool:
    """“局机关及执法大队2023年度机关运行经费…”: parts of the unit told together, each itself or named elsewhere as its."""
    parts = re.split(r"以?[及和与、]", slot.text)
    if len(parts) < 2 or not all(re.search(rf"{ENDING}$", p) for p in parts):
        return False
    whole = words_of(report).text
    here = whole.count(slot.text)
    return all(_ITSELF.fullmatch(p) or same_core(name_of(p), own) or whole.count(p) > here for p in parts)


def _rival(name: Name, own: Name) -> bool:
    """Is a body of another core no superior of this one: of the same or no place, and not the government above?"""
    if name.core in ("人民政府", "政府", "委员会", "党委") and len(name.places) < len(own.places):
        return False
    return len(name.core) >= 2 and not in_order(own.core, name.core)


def _departments(report: Report, names: list[str], finds: Finds) -> None:
    """Another department of local government as the source of the material or the subject of the evaluation."""
    own = {key for key, words in _DEPARTMENTS.items() if any(w in n for w in words.split("|") for n in names)}
    if not own:
        return
    if not any(_ANY_DEPARTMENT.search(s.text) for s in holding(report, _SLOT_MEETS)):
        return
    uses = list(scan(report, _ANY_DEPARTMENT))
    named = Counter(m[0] for _, m in uses)
    usual = sum(n for word, n in named.items() for key in own if word in _DEPARTMENTS[key].split("|"))
    for s, m in uses:
        if named[m[0]] * 3 > usual:  # it has a part of its own in this report
            continue
        key = next(k for k, words in _DEPARTMENTS.items() if m[0] in words.split("|"))
        slot = _SELF_SLOT.match(s.text[m.end() :])
        if key in own or slot is None or s.text[m.end() : m.end() + 1] in "、和及":
            continue
        if (key == "财政" and slot[0].startswith("提供")) or re.search(
            r"[、和与及同]$", s.text[max(0, m.start() - 12) : m.start()]
        ):
            continue
        start = max(0, m.start() - len(region_of(names[0])))
        start = start if s.text[start : m.start()] == region_of(names[0]) else m.start()
        end = m.end() + len(slot[0])
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”：本报告的编报单位是{names[0]}，这里写成了{m[0]}，疑为套用其他单位报告的残留。",
            s.mark(start, end),
            stated=m[0],
            expected=names[0],
        )
