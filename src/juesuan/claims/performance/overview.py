"""What a report says of all its projects together: how many, how much money, how many of each grade.

A summary table and a sentence that counts the projects are retyped from the projects' own tables; wherever the
report prints all of them, they must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, LIKELY, over, same, summed, total
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities
from juesuan.claims.performance.links import project_key
from juesuan.claims.performance.lists import ProjectList, amount
from juesuan.claims.performance.projects import fund_operand, money_unit, whole
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Sheet

_PROJECTS = re.compile(r"项目(?:总数|共计?|有|为|数)*(?P<n>\d+)个|(?P<m>\d+)个[^，。；;\d]{0,12}?项目")
_EVALUATED = re.compile(r"自评|评价|绩效")
_GRADED = re.compile(
    r"(?:(?<=[，,：:、；;“\"（(为是到定])|(?<=结果)|(?<=等级)|(?<=等次)|(?<=其中))"
    r"(?P<grade>优秀|优|良好|良|中等|中|一般|合格|较差|差|不合格)(?:[（(][一二三四五优良中差及以上下般等]{1,4}[）)])?[”\"]?(?:等级|等次|等|级|档)?的?(?:项目)?(?:有|共|为)?(?P<n>\d+)个"
)
_GOOD = re.compile(r"(?P<name>优良率|优秀率)(?:为|是|达到?)?(?P<n>\d+(?:\.\d+)?)[%％]")
_BESIDE = re.compile(r"其中|平均|重点|较上年|比上年|上年")
_EXECUTED = re.compile(r"执行|支出|使用")
_BUDGET = re.compile(r"预算")
_STOP = re.compile(r"[。；;]")


def overview_claims(
    lists: Sequence[ProjectList], sheets: Sequence[Sheet], lines: Sequence[Box]
) -> Iterator[Claim]:
    """Summary tables and summary sentences against the projects' own tables."""
    named = {project_key(s.project): s for s in sheets if s.project and s.funds}
    for projects in lists:
        for cells in projects.rows:
            sheet = named.get(project_key(cells["name"].text)) if "name" in cells else None
            if sheet is not None:
                yield from _row_claims(projects, cells, sheet)
    for line in lines:
        if "项目" in line.text and "个" in line.text and _EVALUATED.search(line.text):
            yield from _announced(line, list(named.values()))
            yield from _grades(line)


def _row_claims(projects: ProjectList, cells: dict[str, Box], sheet: Sheet) -> Iterator[Claim]:
    """One row of a summary table against the table of its project."""
    name = sheet.project
    for measure, words in (("budget", "预算数"), ("executed", "执行数")):
        said = amount(projects, cells, measure, money_unit(sheet))
        found = [f for m in (measure, "initial") if (f := whole(sheet, m)) is not None]
        if said is not None and found and (measure == "budget" or found[0].measure == measure):
            others = [[fund_operand(sheet, f)] for f in found[1:] if measure == "budget"]
            formula = f"“{name}”的{words}，汇总表与项目表一致"
            certainty = CERTAIN if measure == "executed" or sheet.adjusted else LIKELY
            yield total(
                Kind.REPEAT,
                "project-money-repeats",
                said,
                [fund_operand(sheet, found[0])],
                formula,
                f"{name}|{measure}|list",
                certainty,
                others=others,
            )
    pair = sheet.total
    score = lone(cells["score"]) if "score" in cells else None
    cell = lone(pair.score) if pair is not None and pair.score is not None else None
    if score is not None and cell is not None and pair is not None and pair.score is not None:
        yield same(
            Kind.REPEAT,
            "project-score-repeats",
            operand(cells["score"], score, "汇总表得分", exact=True),
            operand(pair.score, cell, "自评表总分", exact=True),
            f"“{name}”的自评得分，汇总表与自评表一致",
            f"{name}|list",
        )


def _announced(line: Box, sheets: Sequence[Sheet]) -> Iterator[Claim]:
    """“自评项目6个，涉及预算资金416.50万元”, where the report prints the tables of exactly six projects."""
    if len(sheets) < 2:
        return
    start = 0
    for stop in (*(m.start() for m in _STOP.finditer(line.text)), len(line.text)):
        m = _PROJECTS.search(line.text, start, stop)
        if m is not None and int(m["n"] or m["m"]) == len(sheets):
            for q in quantities(line.text):
                if m.end() <= q.start < stop and q.printed.unit.kind == "money" and not q.printed.about:
                    yield from _money(line, q, sheets)
        start = stop + 1


def _money(line: Box, q: Quantity, sheets: Sequence[Sheet]) -> Iterator[Claim]:
    head = re.split(r"[，,。；;：:]", line.text[: q.start])[-1]
    if _BESIDE.search(head):
        return
    executed, budget = _EXECUTED.search(head), _BUDGET.search(head)
    measures = (
        ["executed"] if executed else ["budget", "initial"] if budget else ["budget", "initial", "executed"]
    )
    ways = [w for m in measures if (w := _all(sheets, m)) is not None]
    if ways:
        words = "执行数" if executed else "预算数"
        yield total(
            Kind.SUM,
            "projects-make-announced-money",
            operand(line, q, head),
            ways[0],
            f"自评项目的资金＝{len(sheets)}个项目表{words}之和",
            words,
            CERTAIN if executed or budget else LIKELY,
            others=ways[1:],
        )


def _all(sheets: Sequence[Sheet], measure: str) -> list[Operand] | None:
    found = []
    for sheet in sheets:
        fund = whole(sheet, measure)
        if fund is None:
            return None
        found.append(fund_operand(sheet, fund))
    return found


def _counted_last(line: Box, at: int) -> list[Quantity]:
    """What is graded may be no projects: “4个项目重点评价。78个部门评价等级为优的38个、良的40个”."""
    before = [q for q in quantities(line.text) if q.end <= at and q.printed.unit.kind == "count"]
    return [q for q in before[-1:] if at - q.end <= 16]


def _grades(line: Box) -> Iterator[Claim]:
    """“项目9个……优7个、良2个，优良率100%”: the grades make all projects, and the share follows."""
    graded = list(_GRADED.finditer(line.text))
    if len({m["grade"][0] for m in graded}) < 2 or len({m["grade"][0] for m in graded}) < len(graded):
        return
    by_start = {q.start: q for q in quantities(line.text)}
    first = graded[0].start()
    counted = [m for m in _PROJECTS.finditer(line.text) if m.end() <= first]
    wholes = [_counted(line, by_start, m) for m in counted]
    wholes += [operand(line, q, "", exact=True) for q in _counted_last(line, first)]
    known = sorted((w for w in wholes if w is not None), key=lambda w: -w.interval.low)
    parts = [
        operand(line, q, "", exact=True) for m in graded if (q := by_start.get(m.start("n"))) is not None
    ]
    if len(parts) < len(graded) or not known:
        return
    made = sum(int(p.interval.low) for p in parts)
    formula = "自评项目数＝各等级项目数之和"
    # Fewer may leave a grade unsaid; more than there are cannot be.
    certainty = CERTAIN if made > known[0].interval.low else LIKELY
    others = tuple(summed(w, parts) for w in known[1:])
    claim = total(Kind.COUNT, "graded-projects-add-up", known[0], parts, formula, line.text[:16], certainty)
    yield Claim(
        claim.kind,
        claim.check,
        claim.relation,
        claim.operands,
        formula,
        claim.key,
        certainty,
        alternatives=others,
    )
    base = next((w for w in known if w.interval.low == made), known[0])
    for m in _GOOD.finditer(line.text, first):
        q = by_start.get(m.start("n"))
        if q is not None:
            wanted = "优良" if m["name"] == "优良率" else "优"
            tops = [p for p, g in zip(parts, graded, strict=True) if g["grade"][0] in wanted]
            yield Claim(
                Kind.SHARE,
                "good-grade-share",
                Relation.RATIO,
                (operand(line, q, m["name"]), *(over(p, 1, 0) for p in tops), over(base, 0, 1)),
                f"{m['name']}＝{'、'.join(wanted)}的项目数÷项目总数",
                m["name"],
                CERTAIN if base.interval.low == made else LIKELY,
            )


def _counted(line: Box, by_start: dict[int, Quantity], m: re.Match[str]) -> Operand | None:
    q = by_start.get(m.start("n") if m["n"] else m.start("m"))
    return None if q is None else operand(line, q, "项目", exact=True)
