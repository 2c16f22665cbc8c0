"""Scores and rates told in passing: of one project of the list, and of the parts that make a score.

“执行率仅为89.35%（技能培训项目）” in the list of problems is the rate of that project's row; “自评得分93.5分（预算执行9.5分、
产出指标……）” says what the score is made of. Both are typed after the tables, and both slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.amounts import Interval
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, LIKELY, ONE, ratio, same, total, weighted
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities
from juesuan.claims.performance.links import names_project, project_key
from juesuan.claims.performance.lists import ProjectList, amount
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Sheet

_RATE = re.compile(r"(?:预算)?执行率(?:仅仅?|只|才|最[低高])?(?:为|达到?|是|有)?(?P<n>\d+(?:\.\d+)?)[%％]")
_SCORE = re.compile(
    r"(?:自评|评价|综合|绩效)*(?:得分|评分)(?:仅|只|最[低高])?(?:为|是|有)?(?P<n>\d+(?:\.\d+)?)分"
)
_MEAN = re.compile(r"平均(?:自评)?(?:得分|分值?|分数)(?:为|是|达到?)?[:：]?(?P<n>\d+(?:\.\d+)?)分")
_EVALUATED = re.compile(
    r"(?:对|组织|将)[^。；;，,\d]{0,8}(?:20\d\d年)?[^。；;，,\d]{0,16}?(?P<n>\d+)个(?:预算|支出)?项目(?:逐一|逐个|逐项|全部|均|分别)?"
    r"(?:开展|进行|实施|组织)了?[^。；;，,\d]{0,6}自评"
)
_OTHER_TIME = re.compile(r"上年|去年|月底|月末|季度|中期|监控|截至|平均|总体|整体|合计|重点")
_STOP = re.compile(r"[。；;]")
#: Shorter names are words of the language (培训, 办案) and may stand in any sentence.
_SHORTEST = 4
_SUM = re.compile(
    r"(?:(?P<told>得分|总分|评分|满分)|(?<![扣应])得|自评|评定|评价|考评)(?:为|是|共计?)?[:：]?"
    r"(?P<n>\d+(?:\.\d+)?)分(?P<open>[（(](?:其中)?[:：]?|[，,；;:：]其中[:：]?|[，,](?=(?:项目)?(?:决策|投入|预算执行)[^，,]{0,6}\d))"
)
_PART = re.compile(
    r"(?P<label>[\u4e00-\u9fff“”]{2,12}?)(?:得分|得|为|是|计)?[:：]?(?P<n>\d+(?:\.\d+)?)分(?P<then>[、，,；;]|[和及]|(?=[）)。]|$))"
)
_NO_PART = re.compile(r"满分|扣|减|权重|标准|目标值|上年|去年|比|较|平均|共|合计|总")
#: The sections of the national score sheets; a list that names those for results among three or more names them all.
_SECTION = re.compile(r"决策|投入|过程|管理|执行|产出|效益|效果|满意")
_RESULTS = re.compile(r"产出.*(?:效益|效果)")
_SUMMED = re.compile(r"(?:合计|共计|总计)(?:为|是)?[:：]?(?P<n>\d+(?:\.\d+)?)分")
_PIECE = re.compile(
    r"(?P<label>[\u4e00-\u9fff“”：:]{2,30}?)(?:分值|得分?|为|是|计)?(?P<n>\d+(?:\.\d+)?)分(?:构成|组成)?"
)
_NO_PIECE = re.compile(r"扣|减|上年|去年|比|较|平均|得分率")


def listed_claims(lists: Sequence[ProjectList], lines: Sequence[Box]) -> Iterator[Claim]:
    """Rates and scores in sentences that name exactly one listed project, against its row."""
    rows = {
        key: (projects, cells)
        for projects in lists
        for cells in projects.rows
        if len(key := project_key(cells["name"].text)) >= _SHORTEST
    }
    if not rows:
        return
    for line in lines:
        if "执行率" not in line.text and "分" not in line.text:
            continue
        start = 0
        for stop in (*(m.start() for m in _STOP.finditer(line.text)), len(line.text)):
            words = line.text[start:stop]
            if not _OTHER_TIME.search(words):
                for key, begin, end in _told_of(words, [k for k in rows if names_project(words, k)]):
                    yield from _of_row(line, start + begin, start + end, *rows[key])
            start = stop + 1


def _told_of(words: str, named: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The part of a sentence that speaks of each project it names: all of it, or from its name to the next name.

    “甲执行率85.64%，乙执行率68.00%”: only where each of them has its own rate (or score) behind its name.
    """
    if len(named) == 1:
        yield named[0], 0, len(words)
        return
    starts = sorted((words.find(k), k) for k in named if words.count(k) == 1)
    if not starts or len(starts) < len(named):
        return
    ends = [*(at for at, _ in starts[1:]), len(words)]
    parts = [(k, at, end) for (at, k), end in zip(starts, ends, strict=True)]
    apart = all(at + len(k) <= end for k, at, end in parts)
    for pattern in (_RATE, _SCORE):
        if apart and all(len(pattern.findall(words[at:end])) == 1 for _, at, end in parts):
            yield from parts
            return


def overall_claims(
    lists: Sequence[ProjectList], sheets: Sequence[Sheet], lines: Sequence[Box]
) -> Iterator[Claim]:
    """How many projects were evaluated and their average score, against the one list that gives the scores."""
    scored = [x for x in lists if all("score" in cells and lone(cells["score"]) for cells in x.rows)]
    if len(scored) != 1:
        return
    rows = scored[0].rows
    told = [operand(c["score"], q, "", exact=True) for c in rows if (q := lone(c["score"])) is not None]
    own = {project_key(s.project): s.total.score for s in sheets if s.total is not None and s.project}
    boxes = [own.get(project_key(c["name"].text)) for c in rows]
    again = [operand(b, q, "", exact=True) for b in boxes if b is not None and (q := lone(b)) is not None]
    for line in lines:
        if "项目" not in line.text:
            continue
        for m in _MEAN.finditer(line.text):
            q = next((q for q in quantities(line.text) if q.start == m.start("n")), None)
            at = max(line.text.rfind(c, 0, m.start()) for c in "。；") + 1
            if q is not None and not _OTHER_TIME.search(line.text[at : m.start()]):
                mean = operand(line, q, "平均得分")
                yield _mean(mean, told, again if len(again) == len(told) else None)
        yield from _number(line, rows)


def _mean(mean: Operand, told: Sequence[Operand], again: Sequence[Operand] | None) -> Claim:
    count = len(told)
    ways = [(weighted(mean, Decimal(count)), *(weighted(p, -ONE) for p in x)) for x in (told, again) if x]
    return Claim(
        Kind.SCORE,
        "average-of-list",
        Relation.LINEAR,
        ways[0],
        f"平均得分×{count}＝汇总表各项目得分之和",
        "汇总表平均得分",
        LIKELY,
        alternatives=tuple(ways[1:]),
    )


def _number(line: Box, rows: Sequence[dict[str, Box]]) -> Iterator[Claim]:
    for m in _EVALUATED.finditer(line.text):
        q = next((q for q in quantities(line.text) if q.start == m.start("n")), None)
        if q is None or _OTHER_TIME.search(m.group()):
            continue
        first = rows[0]["name"]
        listed = Operand(
            first.span(),
            first.span(),
            f"汇总表列出{len(rows)}个项目",
            Interval.point(len(rows)),
            "列出个数",
            -ONE,
        )
        yield Claim(
            Kind.COUNT,
            "count-of-list",
            Relation.LINEAR,
            (operand(line, q, "", exact=True), listed),
            "自评项目数＝汇总表所列项目数",
            "汇总表项目数",
            LIKELY,
        )


def _of_row(
    line: Box, start: int, stop: int, projects: ProjectList, cells: dict[str, Box]
) -> Iterator[Claim]:
    name = cells["name"].text
    rate, score = (_only(line, p, start, stop) for p in (_RATE, _SCORE))
    done, bases = (
        amount(projects, cells, "executed") if "executed" in cells else None,
        [b for r in ("budget", "initial") if r in cells and (b := amount(projects, cells, r)) is not None],
    )
    if rate is not None and done is not None and bases and bases[0].interval.low > 0:
        yield ratio(
            Kind.COMPLETION,
            "project-rate-repeats",
            operand(line, rate, "执行率"),
            done,
            bases[0],
            f"“{name}”文中的执行率＝汇总表中执行数÷预算数",
            f"{name}|told",
            LIKELY,
            other_bottoms=bases[1:],
        )
    cell = lone(cells["score"]) if "score" in cells else None
    if score is not None and cell is not None:
        yield same(
            Kind.REPEAT,
            "project-score-repeats",
            operand(line, score, "自评得分", exact=True),
            operand(cells["score"], cell, "汇总表得分", exact=True),
            f"“{name}”的自评得分，文字与汇总表一致",
            f"{name}|told",
            LIKELY,
        )


def _only(line: Box, pattern: re.Pattern[str], start: int, stop: int) -> Quantity | None:
    """The one figure of its kind in a sentence."""
    found = list(pattern.finditer(line.text, start, stop))
    at = found[0].start("n") if len(found) == 1 else -1
    return next((q for q in quantities(line.text) if q.start == at), None)


def score_parts(texts: Sequence[Box]) -> Iterator[Claim]:
    """“得分93.5分（预算执行9.5分、产出47分……）”, “预算执行10分、产出50分……，合计100分”: the parts make the score."""
    for box in texts:
        if "分" not in box.text:
            continue
        by_start = {q.start: q for q in quantities(box.text)}
        for m in _SUM.finditer(box.text):
            parts, closed = _listed(box.text, m.end(), by_start, m["open"][0] in "（(")
            said = by_start.get(m.start("n"))
            if said is None or len(parts) < 2 or any(q.printed.value > said.printed.value for q, _ in parts):
                continue
            whole = _all_sections([label for _, label in parts])
            if m["told"] or whole or (closed and len(parts) >= 3):
                sure = whole or (m["told"] is not None and closed and len(parts) >= 3)
                yield _made_of(box, said, parts, CERTAIN if sure else LIKELY)
        if "计" in box.text:
            yield from _summed(box, by_start)


def _made_of(box: Box, said: Quantity, parts: Sequence[tuple[Quantity, str]], certainty: Certainty) -> Claim:
    return total(
        Kind.SCORE,
        "final-score-is-sum",
        operand(box, said, "得分", exact=True),
        [operand(box, q, label, exact=True) for q, label in parts],
        "得分＝所列各部分得分之和",
        "、".join(label for _, label in parts)[:24],
        certainty,
    )


def _all_sections(labels: Sequence[str]) -> bool:
    """Are these the sections of a score sheet, each named once, and so many that none is left out?"""
    named = [found[-1] for label in labels if (found := _SECTION.findall(label))]
    enough = len(named) == len(labels) == len(set(named)) >= 3
    return enough and _RESULTS.search("".join(named)) is not None


def _summed(box: Box, by_start: dict[int, Quantity]) -> Iterator[Claim]:
    """Points in a row, told before their total; a row that begins with points of another kind is left alone."""
    for m in _SUMMED.finditer(box.text):
        at = max(box.text.rfind("。", 0, m.start()), box.text.rfind("；", 0, m.start())) + 1
        parts: list[tuple[Quantity, str]] = []
        for words in re.finditer(r"[^、，,]+", box.text[at : m.start()]):
            piece = _PIECE.fullmatch(words[0])
            q = by_start.get(at + words.start() + piece.start("n")) if piece is not None else None
            if piece is not None and q is not None and not _NO_PIECE.search(piece["label"]):
                parts.append((q, piece["label"]))
            elif parts or _POINTS.search(words[0]):
                parts = []
                break
        said = by_start.get(m.start("n"))
        if (
            said is not None
            and len(parts) >= 3
            and all(q.printed.value < said.printed.value for q, _ in parts)
        ):
            whole = _all_sections([label for _, label in parts])
            yield _made_of(box, said, parts, CERTAIN if whole else LIKELY)


_POINTS = re.compile(r"\d分")


def _listed(
    text: str, at: int, by_start: dict[int, Quantity], bracket: bool
) -> tuple[list[tuple[Quantity, str]], bool]:
    """The parts that follow in one unbroken list, and whether the list ends where its sentence or bracket does."""
    found: list[tuple[Quantity, str]] = []
    while True:
        m = _PART.match(text, at)
        q = by_start.get(m.start("n")) if m is not None else None
        if m is None or q is None:
            return ([], False) if bracket else (found, False)
        if found and "其中" in m["label"]:
            return found, True  # the parts of a part
        if _NO_PART.search(m["label"]):
            return [], False
        found.append((q, m["label"]))
        at = m.end()
        if not m["then"] or (not bracket and m["then"] in "；;"):
            return found, True
