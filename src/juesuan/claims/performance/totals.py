"""The final score wherever it is told: prose, score sheet and sections must give one and the same total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.claims.model import Claim, Kind, Operand
from juesuan.claims.performance.claims import CERTAIN, LIKELY, same, total
from juesuan.claims.performance.figures import lone, operand, quantities
from juesuan.claims.performance.grades import Band, Grade, grades_of
from juesuan.claims.performance.prose import Chapter, Summary
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Sheet

_FINAL = re.compile(
    r"(?:自评|综合|最终|绩效|评价|考核|总|总体|整体|平均)*(?:得分|总分|评分|自评分|分值)(?:为|是|达到?|共计?)?[:：]?(?P<n>\d+(?:\.\d+)?)分"
)
#: Not this report's own final score: full marks, deductions, another year, another judge.
_OTHER = re.compile(
    r"满分|扣\d|指标得分|问卷|调查|上年|去年|上一年|财政(?:部门)?(?:评价|复)|财政局|专家|第三方|复核|复评|抽[查评]|重点评价"
)
_WHOLE = re.compile(r"整体|部门|单位|本次|综合|自评|总")
_REPORT = re.compile(r"绩效(?:自评|评价|自我评价)?报告|自评报告")

#: “满分100分，自评得分94.6分”: the scale, said before the score.
_SCALE = re.compile(r"(?:满分|总分|标准分|分值)(?:值)?(?:为|是|共计?)?[:：]?100分[，,、]?")
#: “指标总分100分，投入15分、过程30分…”: what could be had, not what was.
_MARKS = re.compile(r"指标|体系|标准|设[置定计有]?|权重|表|采用|实行|按|满")
_PARTS = re.compile(
    r"[，,；;：:（(]?(?:其中|包括|由|分为|具体为)?[：:，,]?(?:[^，,。；;\d得扣]{2,16}?\d+(?:\.\d+)?分[、，,；;和及]?){2}"
)
_GOT = re.compile(r"得分|自评|得$")
_COMPARED = re.compile(r"[与同较比][^，,]{0,16}$")
_COMPARING = re.compile(r"[^，,\d]{0,4}(?:相比|相较|比较|提高|增加|上升|下降|减少|降低|增长)")
_STOP = re.compile(r"[。；;]")
#: “（一）某某项目。全年预算数……”: whom the paragraph is about.
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、][^，。；：]{2,40}[。：:]")
_SCORED = re.compile(r"\d分")


@dataclass(frozen=True, slots=True)
class Final:
    """A printed total score; ``scope`` is "" for the whole report, else the project's report it belongs
    to."""

    line: Box
    said: Operand
    scope: str


_PART = re.compile(r"第[一二三四五六七八九十\d]+部分")


def scopes_of(lines: Sequence[Box]) -> list[str]:
    """For each line, the project report it stands in ("" outside of such reports)."""
    scope, scopes = "", []
    for line in lines:
        title = len(line.text) <= 60 and "。" not in line.text and _REPORT.search(line.text)
        if title:
            scope = line.text if "项目" in line.text and "整体" not in line.text else ""
        elif _PART.match(line.text):
            scope = ""
        scopes.append(scope)
    return scopes


def finals_of(lines: Sequence[Box], scopes: Sequence[str]) -> list[Final]:
    """Every statement of a total score."""
    found = []
    for line, scope in zip(lines, scopes, strict=True):
        if "得分" not in line.text and "总分" not in line.text and "评分" not in line.text:
            continue
        by_start = {q.start: q for q in quantities(line.text)}
        item = _ITEM.match(line.text)
        for m in _FINAL.finditer(line.text):
            q = by_start.get(m.start("n"))
            before = _SCALE.sub("", _STOP.split(line.text[: m.start()])[-1])
            clause = before + m.group()
            after = _STOP.split(line.text[m.end() :])[0]
            sentence = clause + after
            if q is None or q.printed.value > 100 or not _WHOLE.search(sentence) or _OTHER.search(clause):
                continue
            if _COMPARED.search(before) and _COMPARING.match(after):
                continue  # “与2020年度自评得分94分相比”
            if "平均" in m.group():
                continue  # what several projects, or several judges, gave on average
            scale = q.printed.value == 100 and (
                _FINAL.search(after) is not None or _full_marks(m.group(), before, line.text[m.end() :])
            )
            if scale or _SCORED.search(before) or re.match(r"[（(，,]?满分", line.text[m.end() :]):
                continue
            about = item.group() + sentence if item else sentence
            found.append(Final(line, operand(line, q, "总得分", exact=True), _narrowed(about, scope)))
    return found


def _full_marks(said: str, before: str, after: str) -> bool:
    """Are 100 marks the scale: a name that no score bears, said of the sheet or followed by what the parts are worth?"""
    if _GOT.search(said):
        return False
    parts = _PARTS.match(after)
    return parts is not None or bool(_MARKS.search(before)) or bool(_MARKS.search(said))


def _narrowed(sentence: str, scope: str) -> str:
    """A sentence about projects, outside of their own reports, does not speak of the whole entity."""
    about_projects = "项目" in sentence and not re.search(r"整体|部门预算|单位预算", sentence)
    return "项目" if not scope and about_projects else scope


def grades_in(lines: Sequence[Box], scopes: Sequence[str], bands: Sequence[Band] = ()) -> list[Grade]:
    """Every statement of a grade, with whose it is."""
    found = []
    for grade in grades_of(lines, scopes, bands):
        item = _ITEM.match(grade.line.text)
        sentence = (item.group() if item else "") + _STOP.split(grade.line.text[: grade.end])[-1]
        found.append(replace(grade, scope=_narrowed(sentence, grade.scope)))
    return found


def total_claims(
    finals: Sequence[Final], chapters: Sequence[Chapter], sheets: Sequence[Sheet]
) -> Iterator[Claim]:
    """The total agrees with the sections of the prose, with the sheet, and with itself."""
    whole = [f for f in finals if not f.scope]
    wholes: list[Summary] = [c.whole for c in chapters if c.whole is not None]
    told = [s for c in chapters for s in [*c.parts, *([c.whole] if c.whole else [])]]
    used = {o.span for s in told for o in (s.full, s.got) if s.full.interval.low != 100}
    whole = [f for f in whole if f.said.span not in used]
    if not whole:
        return
    flat = [p for c in chapters for p in ([c.whole] if c.whole is not None else c.parts)]
    for level in (wholes, flat):
        marks = sum((w.full.interval.low for w in level), Decimal(0))
        if len(level) >= 2 and marks == 100:
            wholes = level
            break
    else:
        wholes = []
    if wholes:
        near = [f for f in whole if f.line.block > wholes[-1].line.block] or whole
        yield total(
            Kind.SCORE,
            "final-score-is-sum",
            near[0].said,
            [w.got for w in wholes],
            "总得分＝各部分得分之和",
            "prose",
        )
    tables = [
        s for s in sheets if s.total is not None and s.header is not None and not s.funds and not s.project
    ]
    if len(tables) == 1:
        box = tables[0].total.score if tables[0].total is not None else None
        q = lone(box) if box is not None else None
        if q is not None and box is not None:
            cell = operand(box, q, "指标表总得分", exact=True)
            for n, f in enumerate(whole):
                yield same(
                    Kind.REPEAT,
                    "final-score-repeats",
                    f.said,
                    cell,
                    "文字总得分＝指标表总得分",
                    f"sheet|{n}",
                    CERTAIN,
                )
            return
    for n, f in enumerate(whole[1:]):
        yield same(
            Kind.REPEAT, "final-score-repeats", f.said, whole[0].said, "总得分前后一致", f"text|{n}", LIKELY
        )
