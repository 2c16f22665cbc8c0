"""The same project in table and prose: its money and its indicators must read alike wherever they are told.

A project is known by its name. Its prose is the paragraph that sums it up and the report that bears its
name; figures there are tied to its table by their labels and units, never by position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, GUESS, LIKELY, ratio, same
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities, quantity_at
from juesuan.claims.performance.projects import fund_operand, short, whole
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet

_SUMMARY = re.compile(
    r"(?:全年|年度)?预算(?:安排)?(?:数|金额|资金)(?:为|是|共)?(?P<budget>\d[\d,.]*)(?:万元|元).{0,40}?执行数(?:为|是)?(?P<executed>\d[\d,.]*)(?:万元|元)"
)
_BUDGET = re.compile(
    r"(?:申报预算|资金计划|计划资金|项目资金|预算(?:安排|资金|金额|数)|财政预算|资金到位|(?:实际)?到位(?:资金)?|下达资金)(?:为|共计?|是)?$"
)
_EXECUTED = re.compile(r"(?:执行数|实际支出|资金支出|实际使用|使用资金|完成支出)(?:为|共计?|是)?$")
_PARTIAL = re.compile(r"其中|上年|结转|中央|省级|市级|年初|追加|累计|历年")
_REPORT = re.compile(r"绩效(?:自评|评价|自我评价)?(?:评价)?(?:报告|情况)|自评报告|评价报告")
_PEOPLE = "人名位"


@dataclass(frozen=True, slots=True)
class Region:
    """The paragraphs that speak of one project. ``certain``: the summary paragraph that names budget and
    execution."""

    sheet: Sheet
    lines: tuple[Box, ...]
    certain: bool


def project_key(name: str) -> str:
    """A project's name without quotes and the word 项目, for recognising it elsewhere."""
    return (
        re.sub(r"[“”\"‘’《》\s]|(?:专项)?(?:项目)?(?:资金|经费)?(?:项目)?$", "", name)
        if len(name) > 8
        else re.sub(r"[“”\"《》]", "", name)
    )


#: The name of a subject of the functional classification goes on to its level.
_SUBJECT = re.compile(r"[\u4e00-\u9fff“”、]{0,12}[（(](?:类|款|项)[）)]")


def names_project(text: str, key: str) -> bool:
    """Does a text name the project, and not only a subject (“一般行政管理事务（项）”) that begins like it?"""
    at = text.find(key)
    while at >= 0:
        if not _SUBJECT.match(text, at + len(key)):
            return True
        at = text.find(key, at + 1)
    return False


def regions_of(sheets: Sequence[Sheet], lines: Sequence[Box]) -> list[Region]:
    """Where each project is told in prose."""
    named = [(project_key(s.project), s) for s in sheets if len(s.project) >= 3 and (s.funds or s.total)]
    found: list[Region] = []
    for key, sheet in named:
        others = [k for k, _ in named if k != key]
        for i, line in enumerate(lines):
            if not names_project(line.text, key) or any(key in o and o in line.text for o in others):
                continue
            if _SUMMARY.search(line.text) and line.text.index(key) < 40:
                found.append(Region(sheet, (line,), True))
            elif len(line.text) <= 60 and _heads_report(lines, i):
                found.append(Region(sheet, _body(lines, i, [k for k, _ in named]), False))
    return found


def _heads_report(lines: Sequence[Box], i: int) -> bool:
    """A title names the project and calls itself a report; it may break into two lines."""
    text = lines[i].text + (lines[i + 1].text if i + 1 < len(lines) and len(lines[i + 1].text) < 12 else "")
    return bool(_REPORT.search(text)) and "。" not in text and "见附件" not in text


def _body(lines: Sequence[Box], start: int, keys: Sequence[str]) -> tuple[Box, ...]:
    body: list[Box] = []
    for i in range(start + 1, len(lines)):
        text = lines[i].text
        if len(text) <= 60 and any(k in text for k in keys) and _heads_report(lines, i):
            break
        if re.match(r"附件|第[一二三四五六七八九十\d]+部分", text):
            break
        body.append(lines[i])
    return tuple(body)


def money_claims(regions: Sequence[Region]) -> Iterator[Claim]:
    """Budget and execution in prose against the table."""
    for region in regions:
        name = region.sheet.project
        for n, line in enumerate(region.lines):
            for measure, said in _money(line, region.certain):
                stated = whole(region.sheet, measure) or whole(region.sheet, "budget")
                if stated is None:
                    continue
                cell = fund_operand(region.sheet, stated)
                words = "预算数" if measure == "budget" else "执行数"
                yield Claim(
                    Kind.REPEAT,
                    "project-money-repeats",
                    Relation.LINEAR,
                    (said, replace(cell, weight=-cell.weight)),
                    f"“{name}”的{words}，文字与表格一致",
                    f"{name}|{measure}|{'summary' if region.certain else n}",
                    CERTAIN if region.certain else LIKELY,
                )


_SCORE = re.compile(r"(?:自评|评价|综合|绩效)*(?:得分|评分|总分)(?:为|是)?[:：]?(?P<n>\d+(?:\.\d+)?)分")


def project_scores(regions: Sequence[Region]) -> Iterator[Claim]:
    """“该项目绩效自评得分95.6分” against the total of the project's sheet."""
    for region in regions:
        pair = region.sheet.total
        cell = lone(pair.score) if pair is not None and pair.score is not None else None
        if pair is None or pair.score is None or cell is None or not region.certain:
            continue
        for line in region.lines:
            m = _SCORE.search(line.text)
            q = quantity_at(line.text, m)
            if q is not None:
                name = region.sheet.project
                yield same(
                    Kind.REPEAT,
                    "project-score-repeats",
                    operand(line, q, "自评得分", exact=True),
                    operand(pair.score, cell, "自评表总分", exact=True),
                    f"“{name}”的自评得分，文字与自评表一致",
                    name,
                )


_RATE = re.compile(r"(?:完成(?:全年)?预算的|(?:预算)?(?:执行|完成)率(?:为|达到?)?)(?P<n>\d+(?:\.\d+)?)[%％]")


def project_rates(regions: Sequence[Region]) -> Iterator[Claim]:
    """“完成预算的98%” in a project's summary against the amounts of its table."""
    for region in regions:
        executed = whole(region.sheet, "executed")
        budget = whole(region.sheet, "budget") or whole(region.sheet, "initial")
        if not region.certain or executed is None or budget is None or not budget.quantity.printed.value:
            continue
        for line in region.lines:
            m = _RATE.search(line.text)
            q = quantity_at(line.text, m)
            if q is not None:
                name = region.sheet.project
                yield ratio(
                    Kind.COMPLETION,
                    "project-rate-repeats",
                    operand(line, q, "执行率"),
                    fund_operand(region.sheet, executed),
                    fund_operand(region.sheet, budget),
                    f"“{name}”文中的执行率＝表中执行数÷预算数",
                    name,
                    LIKELY,
                )


def _money(line: Box, certain: bool) -> Iterator[tuple[str, Operand]]:
    text = line.text
    found = [q for q in quantities(text) if q.printed.unit.kind == "money"]
    if certain:
        m = _SUMMARY.search(text)
        for measure in ("budget", "executed"):
            q = next((q for q in found if m is not None and q.start == m.start(measure)), None)
            if q is not None:
                yield measure, operand(line, q, "预算数" if measure == "budget" else "执行数")
        return
    for q in found:
        clause = re.split(r"[，。；：,;]", text[: q.start])[-1]
        if _PARTIAL.search(clause) or q.printed.about:
            continue
        if _BUDGET.search(clause):
            yield "budget", operand(line, q, "项目资金")
        elif _EXECUTED.search(clause):
            yield "executed", operand(line, q, "执行数")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a project's prose and the indicator it belongs to; ``size``: how much of the name it
    shares."""

    line: Box
    quantity: Quantity
    leaf: Leaf
    size: int


def indicator_claims(regions: Sequence[Region]) -> Iterator[Claim]:
    """Figures in the project's prose that carry an indicator's name and unit against that indicator."""
    for sheet in {id(r.sheet): r.sheet for r in regions}.values():
        mentions: dict[int, list[Mention]] = {}
        for line in (b for r in regions if r.sheet is sheet for b in r.lines):
            for q in quantities(line.text):
                unit = q.printed.unit
                if unit.kind in ("count", "ratio") and not q.printed.about and not q.sign and unit.printed:
                    mention = _mention(sheet, line, q)
                    if mention is not None:
                        mentions.setdefault(id(mention.leaf), []).append(mention)
        for group in mentions.values():
            for n, mention in enumerate(group):
                yield _indicator_claim(sheet, mention, group, n)


def _mention(sheet: Sheet, line: Box, q: Quantity) -> Mention | None:
    clause = _clause(line.text, q)
    best: Mention | None = None
    for leaf in sheet.leaves:
        size = common(clause, leaf.label)
        if size >= 4 and _cell(leaf, q) and (best is None or size > best.size):
            best = Mention(line, q, leaf, size)
    return best


def _indicator_claim(sheet: Sheet, mention: Mention, group: Sequence[Mention], n: int) -> Claim:
    """The cell comes first: prose is usually copied from the year's work report, the cell from the plan."""
    leaf, label = mention.leaf, mention.leaf.label
    said = operand(mention.line, mention.quantity, "文中", weight=-1)
    cells = _cell(leaf, mention.quantity)
    # Other places that print the cell's value do not enter the sum, but the reader should see them.
    agreeing = tuple(
        operand(m.line, m.quantity, "另一处", weight=0)
        for m in group
        if m is not mention and any(c.interval.meets(m.quantity.printed.interval) for c in cells)
    )
    certainty: Certainty = LIKELY if mention.size * 5 >= len(label) * 3 and mention.size >= 6 else GUESS
    return Claim(
        Kind.REPEAT,
        "indicator-repeats",
        Relation.LINEAR,
        (cells[0], said, *agreeing),
        f"“{short(label)}”，表格与文字一致",
        f"{sheet.project}|{label[:20]}|{n}",
        certainty,
        alternatives=tuple((c, said, *agreeing) for c in cells[1:]),
    )


def _clause(text: str, q: Quantity) -> str:
    before = re.split(r"[。；;]", text[: q.start])[-1]
    pieces = re.split(r"[，,]", before)
    after = re.split(r"[，,。；;、\d]", text[q.end :])[0]
    return (pieces[-1] if len(pieces[-1]) >= 4 else ",".join(pieces[-2:])) + "#" + after


def _cell(leaf: Leaf, q: Quantity) -> list[Operand]:
    """Actual and target of an indicator, where they are single figures in the figure's unit."""
    cells = []
    for role in ("actual", "target"):
        box = leaf.box(role)
        found = quantities(box.text) if box is not None else []
        if box is not None and len(found) == 1 and _alike(found[0], q) and not found[0].printed.about:
            cells.append(operand(box, found[0], "完成值" if role == "actual" else "指标值"))
    return cells


def _alike(one: Quantity, other: Quantity) -> bool:
    a, b = one.printed.unit.printed.lstrip("十百千万亿"), other.printed.unit.printed.lstrip("十百千万亿")
    if not a or not b:
        return False
    return a[0] == b[0] or (a[0] in _PEOPLE and b[0] in _PEOPLE)


def common(one: str, other: str) -> int:
    """Length of the longest run of characters both texts share."""
    best = start = 0
    while start + best < len(other):
        if other[start : start + best + 1] in one:
            best += 1
        else:
            start += 1
    return best
