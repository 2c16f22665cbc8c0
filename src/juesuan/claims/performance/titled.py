"""What prose tells of a sheet that is named by its title alone: “表3甲项目自评表”, “附件 自评表（乙补助资金）”.

Such a sheet prints no project name in its cells. The prose names the same thing the title does, in full or by its
beginning; a score of which it says nothing else, and a figure that bears an indicator's whole name, are the sheet's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Claim, Kind
from juesuan.claims.performance.claims import CERTAIN, LIKELY, same
from juesuan.claims.performance.figures import lone, operand, quantities
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Sheet
from juesuan.claims.stocks.stocks import slipped

_FORM = re.compile(
    r"附(?:件|表)?(?:\d{1,2}(?!\d)|[一二三四五六七八九十]+)?(?:[-－—.]\d{1,2}(?!\d))?|表(?:\d{1,2}(?!\d)|[一二三四五六七八九十]+)|(?:19|20)\d\d年度?|项目支出|部门|单位|预算"
    r"|绩效|目标|自我|自评|评价|评分|得分|情况|结果|指标|体系|明细|汇总|表|[（）()：:、“”\"\s]"
)
_SCORE = re.compile(r"(?:得分|总分|评分|自评分)(?:为|是|达到?|共计?)?[:：]?(?P<n>\d+(?:\.\d+)?)分")
_OTHER = re.compile(
    r"满分|扣|上年|去年|财政(?:部门)?(?:评价|复)|专家|第三方|复核|复评|抽查|平均|指标|权重|比20\d\d"
)
#: What a clause may say between the name and the score.
_FILL = re.compile(
    r"其中|该|本|我[校局院委办所站]|学校|单位|部门|专项|补助|资金|经费|项目|支出|整体|单独|绩效|自评|自我|评价|综合|最终|总体|总|的|结果|情况|经"
)
_CLAUSE = re.compile(r"[，,；;：:]")
#: A shorter beginning of a title is a word of the language.
_SHORTEST = 4


def titled_claims(sheets: Sequence[Sheet], lines: Sequence[Box]) -> Iterator[Claim]:
    """Scores and indicators that paragraphs tell of sheets known by their titles."""
    yield from _scores(sheets, lines)
    cores = [(_FORM.sub("", s.title), s) for s in sheets if not s.project and s.leaves and len(s.title) <= 60]
    named = [(core, s) for core, s in cores if len(core) >= _SHORTEST]
    for line in lines if named else ():
        about = [s for core, s in named if _beginning(core, line.text)]
        if len(about) == 1:
            yield from _indicators(line, about[0])


def _scores(sheets: Sequence[Sheet], lines: Sequence[Box]) -> Iterator[Claim]:
    scored = [s for s in sheets if not s.project and s.total is not None and s.total.score is not None]
    cores = [(_FORM.sub("", s.title), s) for s in scored if len(s.title) <= 60]
    named = [(core, s) for core, s in cores if len(core) >= _SHORTEST]
    if not named or (len(scored) == 1 and "整体" in scored[0].title):
        return  # one sheet of the whole unit: every final score is compared with it
    for line in lines:
        if "分" not in line.text or not _SCORE.search(line.text):
            continue
        start = 0
        for sentence in line.text.split("。"):
            yield from _told(line, start, sentence, named)
            start += len(sentence) + 1


def _told(line: Box, start: int, sentence: str, named: Sequence[tuple[str, Sheet]]) -> Iterator[Claim]:
    m = _SCORE.search(sentence)
    clause = _CLAUSE.split(sentence[: m.start()])[-1] if m is not None else ""
    found = [(n, s) for core, s in named if (n := _beginning(core, sentence[: m.start() if m else 0]))]
    if m is None or not found or _OTHER.search(clause):
        return
    longest = max(len(n) for n, _ in found)
    best = [(n, s) for n, s in found if len(n) == longest]
    q = next((q for q in quantities(line.text) if q.start == start + m.start("n")), None)
    if len(best) != 1 or q is None or _FILL.sub("", clause.replace(best[0][0], "")):
        return
    name, sheet = best[0]
    box = sheet.total.score if sheet.total is not None else None
    cell = lone(box) if box is not None else None
    if box is not None and cell is not None:
        yield same(
            Kind.REPEAT,
            "project-score-repeats",
            operand(line, q, "自评得分", exact=True),
            operand(box, cell, "自评表总分", exact=True),
            f"“{name}”的自评得分，文字与自评表一致",
            f"titled|{name}",
            CERTAIN if name in clause else LIKELY,
        )


_OF = re.compile(r"(?:人数|数量|数|个数|情况)?(?:[（(][^（）()]*[)）])?$")
_LEAD = re.compile(r"^(?:项目|全年|共|实际|完成|其中|已)*|(?:为|达到?|是|共|有|[:：])+$")
_POINT = re.compile(r"[，,、；;。：:（(）)]")


def _indicators(line: Box, sheet: Sheet) -> Iterator[Claim]:
    """“受益学生10,547人” against the indicator 受益学生数: only a slip of the hand shows that one value was meant."""
    leaves = {_OF.sub("", leaf.label): leaf for leaf in sheet.leaves}
    for q in quantities(line.text):
        words = _LEAD.sub("", _POINT.split(line.text[: q.start])[-1])
        leaf = leaves.get(_OF.sub("", words)) if len(words) >= _SHORTEST else None
        box, cell = (leaf.box("actual"), leaf.number("actual")) if leaf is not None else (None, None)
        if leaf is None or box is None or cell is None or q.printed.about or q.sign:
            continue
        if cell.printed.unit == q.printed.unit and (
            cell.printed.value == q.printed.value or slipped(q.printed, cell.printed.interval)
        ):
            yield same(
                Kind.REPEAT,
                "indicator-repeats",
                operand(line, q, "文中"),
                operand(box, cell, "完成值"),
                f"“{leaf.label}”，文字与自评表一致",
                f"titled|{leaf.label}",
                LIKELY,
            )


def _beginning(core: str, words: str) -> str:
    """The longest beginning of a title that stands in the words, at least half of it."""
    for n in range(len(core), max(_SHORTEST, (len(core) + 1) // 2) - 1, -1):
        if core[:n] in words:
            return core[:n]
    return ""
