"""What a report announces and does not bring: parts, items of a list, attachments, questionnaires.

The report itself says what should be there, so nothing has to be assumed about the form it follows.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterable

from juesuan.amounts import parse_chinese
from juesuan.claims.model import Report
from juesuan.rules.headings import Heading, Skeleton, plain_title, skeleton
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, stretches

_ANNOUNCED = re.compile(r"现将([^。；]{4,80}?)(?:汇报|报告|说明|公布|公开|通报)如下")
_PARTS = {
    "安排": "安排|计划|打算|思路|下一步",
    "计划": "安排|计划|打算|思路|下一步",
    "打算": "安排|计划|打算|思路|下一步",
    "问题": "问题|不足|困难",
    "建议": "建议|措施|改进",
    "措施": "建议|措施|改进",
    "经验": "经验|做法",
    "做法": "经验|做法",
}
_LIST = re.compile(
    rf"([{HAN}“”、（）]{{6,200}}?)([二三四五六七八九十\d]{{1,2}})(?:个|项|大)(?:一级指标|二级指标|三级指标|"
    r"方面|部分|环节|维度|内容)"
)
_COUNTED = re.compile(r"(?:个|项|大)(?:[一二三]级指标|方面|部分|环节|维度|内容)")
_LEAD = re.compile(r".*(?:分设立|设立|设置|包括|包含|分为|下设|下分|涉及|分解为|划分为|由|从|为|有|了)")
_QUESTIONNAIRE = re.compile(
    rf"(?:根据|依据|按照|通过|发放)(?:的)?([{HAN}]{{4,20}}?)(?:调查问卷|问卷调查|满意度问卷)"
)
_REFERENCE = re.compile(r"《?附件([一二三四五六七八九十\d]{1,2})[：:]([^《》。；]{6,40})》")
_CITED = re.compile(
    r"[（(](?:详见|见)?附件([一二三四五六七八九十\d]{1,2})[)）]|(?:详见|见|参见)附件([一二三四五六七八九"
    r"十\d]{1,2})"
)
_BLANK = re.compile(r"^.{0,20}(?:签字|签名|盖章|签章)[）)]?[:：]$")


@check("announced-part-absent")
def announced_part(report: Report) -> Iterable[Breach]:
    """“现将…及下年工作安排汇报如下” without a word on next year's work."""
    bones = skeleton(report)
    finds = Finds()
    for s in holding(report, "如下", cells=False):
        for m in _ANNOUNCED.finditer(s.text):
            end = next((a.block for a in bones.attachments if a.block > s.block), bones.end)
            titles = " ".join(h.stretch.text[:45] for h in bones.numbered if s.block < h.block < end)
            if not titles:
                continue
            for part in re.split(r"[、及和与]|以及", m[1]):
                word = next((w for w in _PARTS if part.endswith(w)), None)
                if word and not re.search(_PARTS[word], titles):
                    finds.add(
                        part,
                        f"开头说“{m[0]}”，但后面没有“{part}”这一部分。",
                        s.mark(*m.span()),
                        stated="无",
                        expected=part,
                        certainty="likely",
                    )
    return finds.breaches()


@check("listed-item-absent")
def listed_item(report: Report) -> Iterable[Breach]:
    """“设立甲、乙和丙3个指标”, and only 甲 and 丙 are told or tabled."""
    everything = list(stretches(report))
    cells = {_bare(s.text): s for s in everything if s.cell is not None and len(s.text) <= 50}
    paragraphs = [s for s in everything if s.cell is None]
    finds = Finds()
    for position, s in enumerate(paragraphs):
        for m in _LIST.finditer(s.text) if _COUNTED.search(s.text) else ():
            names = _items(m[1], m[2])
            if names is None:
                continue
            following = [_bare(p.text)[:40] for p in paragraphs[position + 1 : position + 15]]
            tabled = [n for n in names if any(_same(n, c) for c in cells)]
            told = [n for n in names if any(f.startswith(n) for f in following)]
            for present, where in ((told, "后面逐项说明时"), (tabled, "指标表里")):
                absent = [n for n in names if n not in present]
                if len(present) * 2 >= len(names) and len(present) >= 2 and len(absent) == 1:
                    start = max(m.start(), m.end() - 60)
                    finds.add(
                        absent[0],
                        f"“{s.text[start : m.end()]}”：列了{len(names)}项，{where}却没有“{absent[0]}”。",
                        s.mark(start, m.end()),
                        stated="无",
                        expected=absent[0],
                        certainty="likely",
                    )
                    break
    return finds.breaches()


def _items(text: str, count: str) -> list[str] | None:
    """The names of a list that says how many it has; ``None`` unless the count fits."""
    names = re.split(r"、|和|及|以及", _LEAD.sub("", text.split("，")[-1]))
    number = int(count) if count.isdigit() else parse_chinese(count)
    if number != len(names):
        names = re.split(r"、", _LEAD.sub("", text.split("，")[-1]))
    names = [n.strip("“”") for n in names]
    return names if number == len(names) >= 3 and all(len(n) >= 3 for n in names) else None


_CODE = re.compile(r"[A-Z]\d{1,4}|[（(]?[\d一二三四五六七八九十]{1,2}[）)]?[、.．]?")
_POINTS = re.compile(r"[（(]\d+(?:\.\d+)?分?[)）]")


def _bare(text: str) -> str:
    """A cell or item without its code, number and score."""
    code = _CODE.match(text)
    return _POINTS.sub("", text[code.end() :] if code else text).replace("“", "").replace("”", "")


def _same(name: str, cell: str) -> bool:
    if name in cell or (len(cell) >= 4 and cell in name):
        return True
    # The ratio is at most that of the shorter length, and of the letters that both have.
    both = len(name) + len(cell)
    if 2 * min(len(name), len(cell)) < 0.85 * both or 2 * sum(c in cell for c in name) < 0.85 * both:
        return False
    return difflib.SequenceMatcher(None, name, cell, autojunk=False).ratio() >= 0.85


@check("cited-questionnaire-absent")
def cited_questionnaire(report: Report) -> Iterable[Breach]:
    """Points taken on the ground of a questionnaire that is not among those attached."""
    titles = [
        s.text for s in holding(report, "问卷") if len(s.text) <= 60 and not re.search(r"[，。]", s.text)
    ]
    if not titles:
        raise NotApplicable("报告没有附调查问卷")
    finds = Finds()
    for s in holding(report, "问卷"):
        for m in _QUESTIONNAIRE.finditer(s.text):
            core = m[1].removeprefix("对")
            if (
                len(core) >= 4
                and core not in ("满意度", "社会公众")
                and not any(
                    difflib.SequenceMatcher(None, core, t).find_longest_match().size * 2 >= len(core)
                    for t in titles
                )
            ):
                finds.add(
                    core,
                    f"“{m[0]}”是评价依据，但附件里只有“{titles[0]}”，没有这份问卷。",
                    s.mark(*m.span()),
                    stated="无",
                    expected=m[0],
                    certainty="likely",
                )
    return finds.breaches()


@check("attachment-reference-stale")
def stale_reference(report: Report) -> Iterable[Breach]:
    """“附件1：某框架” where attachment 1 of this report is something else."""
    titles = _attachment_titles(report, skeleton(report))
    if not titles:
        raise NotApplicable("报告没有编号的附件")
    finds = Finds()
    for s in holding(report, "附件"):
        for m in _REFERENCE.finditer(s.text):
            number = int(m[1]) if m[1].isdigit() else parse_chinese(m[1]) or 0
            title = titles.get(number, "")
            if (
                title
                and difflib.SequenceMatcher(None, title, m[2], autojunk=False).ratio() < 0.5
                and title not in m[2]
            ):
                finds.add(
                    m[0],
                    f"“{m[0]}”：本报告的附件{number}是“{title}”，引用没有更新。",
                    s.mark(*m.span()),
                    stated=m[2],
                    expected=title,
                    certainty="likely",
                )
    return finds.breaches()


def _attachment_titles(report: Report, bones: Skeleton) -> dict[int, str]:
    listed = {h.value: h.title for h in bones.contents if h.level == 0 and h.title}
    if listed:
        return listed
    return {a.value: a.title for a in bones.attachments if a.title and a.value}


@check("cited-attachment-absent")
def cited_attachment(report: Report) -> Iterable[Breach]:
    """“见附件（附件1）” where no attachment carries that number."""
    bones = skeleton(report)
    present = {a.value for a in bones.attachments}
    finds = Finds()
    for s in holding(report, "附件", cells=False):
        for m in _CITED.finditer(s.text):
            digits = m[1] or m[2]
            number = int(digits) if digits.isdigit() else parse_chinese(digits) or 0
            if number not in present:
                finds.add(
                    f"附件{number}",
                    f"正文说见“附件{number}”，后文没有标明哪一份是附件{number}，请补上附件或编号。",
                    s.mark(*m.span()),
                    certainty="likely",
                )
    return finds.breaches()


@check("attachment-without-number")
def attachment_unnumbered(report: Report) -> Iterable[Breach]:
    """A further report behind 附件1 that carries no 附件 number."""
    bones = skeleton(report)
    first = next((a for a in bones.attachments if a.value == 1), None)
    if first is None:
        raise NotApplicable("报告没有编号的附件")
    paragraphs = [s for s in stretches(report, cells=False) if s.block > first.block]
    numbered = {a.block for a in bones.attachments}
    last = max(numbered)
    finds = Finds()
    for before, s, after in zip([first.stretch, *paragraphs], paragraphs, paragraphs[1:], strict=False):
        title = (
            not s.number
            and len(s.text) <= 70
            and re.search(r"20\d\d年?.*(?:报告|自评表)$|报告$", s.text)
            and "。" not in s.text
        )
        opens = re.match(r"[一1][、.]|（一）", after.text)
        follows = any(b in numbered for b in range(before.block - 1, s.block + 1))
        if title and opens and not follows and (s.block > last or len(numbered) == 1):
            finds.add(
                s.text,
                f"“{s.text}”放在附件部分，却没有附件编号；前面已有“{first.printed}”，请依次编号。",
                s.mark(),
                first.stretch.mark(role="已编号的附件"),
                certainty="likely",
            )
    return finds.breaches()


@check("title-part-without-content")
def title_part(report: Report) -> Iterable[Breach]:
    """An attachment titled 甲及乙 that holds only 乙."""
    bones = skeleton(report)
    finds = Finds()
    everything = list(stretches(report))
    blocks = [s.block for s in everything]  # in reading order
    for a in bones.attachments:
        end = next((o.block for o in bones.attachments if o.block > a.block), bones.end)
        own = everything[bisect_left(blocks, a.block) : bisect_left(blocks, end)]
        named = own[0] if a.title else own[1] if len(own) > 1 else None
        parts = (
            re.split(r"及|和|与", plain_title(named.text))
            if named is not None and len(named.text) <= 40
            else []
        )
        if named is None or len(parts) != 2 or end - a.block < 8:
            continue
        _say_missing(
            finds, parts, named, [s for s in own if s.block > named.block], bones.inside(a.block, end)
        )
    return finds.breaches()


def _say_missing(
    finds: Finds, parts: list[str], named: Stretch, own: list[Stretch], titles: list[Heading]
) -> None:
    text = "".join(h.title for h in titles) + "".join(s.text for s in own if s.cell is not None)
    told = "".join(s.text for s in own)
    for part in parts:
        core = re.sub(r"^附件\d*|20\d\d年?(?:度)?|部门|单位|情况|项目|工作", "", part)
        pairs = {core[i : i + 2] for i in range(len(core) - 1)}
        if (
            len(core) >= 4
            and pairs
            and not any(p in text for p in pairs)
            and core not in told
            and not _carried_out(core, told)
        ):
            finds.add(
                part,
                f"“{named.text}”的标题里有“{part}”，内容中却没有这一部分。",
                named.mark(),
                stated="无",
                expected=part,
                certainty="likely",
            )


def _carried_out(core: str, told: str) -> bool:
    """Does the content speak of the part in a sentence (“本馆认真履行讲解、收藏职责” for 职责分解), if under no heading?"""
    return re.search(rf"(?:履行|承担|落实|围绕|按照|依照|对照|结合)[^。]{{0,40}}{core[:2]}", told) is not None


@check("empty-section")
def empty_section(report: Report) -> Iterable[Breach]:
    """A heading with nothing below it."""
    bones = skeleton(report)
    numbered = [h for h in bones.numbered if h.level <= 3 and len(h.title) <= 45]
    blocks = {h.block: h for h in numbered}
    empty = [
        h
        for h in numbered
        if h.stretch.level
        and h.block + 1 < bones.end
        and (n := blocks.get(h.block + 1)) is not None
        and n.level <= h.level
    ]
    finds = Finds()
    for h in empty:
        run = [o for o in empty if abs(o.block - h.block) <= 2]
        listed = any(
            o.block in (h.block - 1, h.block + 1) and o.level == h.level for o in numbered if o.value != 1
        )
        before = next((o for o in bones.numbered if o.block == h.block - 1 and o.level == h.level), None)
        name = len(h.title) <= 20 and not re.search(r"[：，、；]", h.title)
        if (
            not name
            or before is not None
            or (listed and len(run) >= 2)
            or re.search(r"表$|附件|附表", h.title)
        ):
            continue  # an item of a list, or a title of one
        finds.add(
            h.printed + h.title,
            f"“{h.printed}{h.title}”下面没有内容，请补写或写明“无”。",
            h.stretch.mark(),
            certainty="likely",
        )
    return finds.breaches()


@check("signature-blank")
def signature_blank(report: Report) -> Iterable[Breach]:
    """A line for a signature with nothing on it."""
    finds = Finds()
    for s in stretches(report):
        if _BLANK.match(s.text):
            finds.add(
                "signature", f"“{s.text}”处是空白，请签字盖章或删去该栏。", s.mark(), certainty="likely"
            )
    return finds.breaches()
