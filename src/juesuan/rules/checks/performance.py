"""What a score sheet or evaluation report must show but arithmetic cannot say: grades, reasons, sections,
papers.

All checks read the same records as the makers of claims (:mod:`juesuan.claims.performance.reading`), so that a form
is understood in one place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from juesuan.claims.model import Kind, Operand, Report
from juesuan.claims.performance.counts import COUNTED, listed
from juesuan.claims.performance.figures import lone, plain
from juesuan.claims.performance.grades import GRADES, Grade, band_words, fitting
from juesuan.claims.performance.papers import paper_leaves
from juesuan.claims.performance.prose import Summary, node_for, section_of
from juesuan.claims.performance.reading import Performance, performance_of
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import CODE, Leaf, Sheet
from juesuan.claims.performance.told import score_parts
from juesuan.claims.performance.totals import Final, scopes_of
from juesuan.claims.performance.tree import Node, leaf_weight, walk, weights_of
from juesuan.documents.model import Span
from juesuan.rules.model import Breach, Mark, NotApplicable
from juesuan.rules.registry import check

_NONE = re.compile(r"^(?:无|没有|暂无|不存在|无其他问题)[。.]?$")
_PROBLEMS = re.compile(r"存在的?(?:主要)?问题")
_REASON = re.compile(r"扣|但|不足|未|尚|有待|偏|欠|缺|不够|仍|部分|不完|较低|滞后")


def _scored(report: Report) -> Performance:
    read = performance_of(report.document)
    if not (read.sheets or read.finals or read.grades or read.chapters):
        raise NotApplicable("报告中没有绩效评分内容")
    return read


def _span(box: Box, limit: int = 30) -> Span:
    return box.span(0, min(len(box.text), limit))


@check("grade-fits-score")
def grade_fits_score(report: Report) -> Iterator[Breach]:
    """The grade of a conclusion against the score printed nearest to it."""
    read = _scored(report)
    for grade in read.grades:
        said = _near(grade, read.finals)
        if said is None:
            continue
        score = said.interval.low
        if not (grade.low <= score < grade.high or score == grade.high == 100):
            right = fitting(read.bands, score)[0]
            yield Breach(
                f"得分{plain(score)}分，评价等级却写“{grade.words}”；{_by(read)}，应为“{right}”。",
                (
                    Mark(grade.line.span(max(0, grade.start - 12), grade.end), "等级"),
                    Mark(said.span, "得分"),
                ),
                key=f"{grade.scope[:20]}|{grade.name}",
                stated=grade.words,
                expected=right,
            )
    yield from _listed_grades(read)


def _by(read: Performance) -> str:
    return f"按{'报告所列' if read.bands else ''}{band_words(read.bands)}"


def _listed_grades(read: Performance) -> Iterator[Breach]:
    """The grade of a project in a summary table against the score beside it."""
    for projects in read.lists:
        for cells in projects.rows:
            grade, score = cells.get("grade"), lone(cells["score"]) if "score" in cells else None
            name = next((g[1] for g in GRADES if grade and grade.text.removesuffix("级") == g[0]), None)
            if grade is None or score is None or name is None or not 0 <= score.printed.value <= 100:
                continue
            value = score.printed.value
            right, standard, _, _ = fitting(read.bands, value)
            if standard != name:
                project = cells["name"].text
                yield Breach(
                    f"“{project}”得分{plain(value)}分，等级却写“{grade.text}”；{_by(read)}，应为“{right}”。",
                    (Mark(grade.span(), "等级"), Mark(cells["score"].span(), "得分")),
                    key=f"{project[:20]}|{name}",
                    stated=grade.text,
                    expected=right,
                )


def _near(grade: Grade, finals: Iterable[Final]) -> Operand | None:
    """The score the grade is of: told in its sentence, else the last total before it in the paragraph, else the only one."""
    here = [f for f in finals if f.line.block == grade.line.block and f.line.cell == grade.line.cell]
    before = [f.said for f in here if f.said.number.start < grade.start]
    if grade.beside is not None:
        return grade.beside
    if here:
        return before[-1] if before else here[0].said
    same = [f for f in finals if f.scope == grade.scope]
    values = {f.said.interval.low for f in same}
    return same[0].said if len(values) == 1 and not grade.scope else None


@check("grades-worded-differently")
def grades_worded_differently(report: Report) -> Iterator[Breach]:
    """优秀 here, 优 there."""
    grades = [g for g in _scored(report).grades if not g.scope]
    for grade in grades[1:]:
        if grade.words != grades[0].words and grade.name == grades[0].name:
            yield Breach(
                f"同一评价结论，此处写“{grade.words}”，别处写“{grades[0].words}”，请统一说法。",
                (
                    Mark(grade.line.span(max(0, grade.start - 8), grade.end)),
                    Mark(grades[0].line.span(max(0, grades[0].start - 8), grades[0].end), "别处"),
                ),
                key=grade.words,
                stated=grade.words,
                expected=grades[0].words,
            )
            return


@check("no-problems-but-points-lost")
def no_problems(report: Report) -> Iterator[Breach]:
    """存在问题：无, in a report that lost points, is graded below 优, or lists problems elsewhere."""
    read = _scored(report)
    lines = read.lines
    scopes = scopes_of(lines)
    for i in range(len(lines) - 1):
        if not _problems_head(lines[i]) or not _NONE.fullmatch(lines[i + 1].text):
            continue
        found = _contradiction(read, scopes, scopes[i])
        if found is not None:
            yield Breach(
                f"“存在问题”写“无”，但{found[0]}，前后矛盾，请如实写明问题。",
                (Mark(lines[i + 1].span(), "存在问题：无"), Mark(found[1], "依据")),
                key=f"{scopes[i][:20]}|无",
                stated="无",
            )


def _problems_head(line: Box) -> bool:
    return len(line.text) < 20 and _PROBLEMS.search(line.text) is not None


def _contradiction(read: Performance, scopes: Sequence[str], scope: str) -> tuple[str, Span] | None:
    """What in the same report speaks against 无, and where."""
    lines = read.lines
    for final in read.finals:
        if final.scope == scope and final.said.interval.low < 100:
            return f"总得分只有{plain(final.said.interval.low)}分", final.said.span
    for grade in read.grades:
        if grade.scope == scope and grade.name != "优":
            return "评价结论不是优", grade.line.span(max(0, grade.start - 12), grade.end)
    for line, its in zip(lines, scopes, strict=True):
        m = re.search(r"自评(?:结果|结论)?(?:为)?良好", line.text)
        if its == scope and m is not None:
            return "评价结论不是优", line.span(m.start(), m.end())
    for head, text, its in zip(lines, lines[1:], scopes, strict=False):
        if its == scope and _problems_head(head) and len(text.text) > 20:
            return "报告别处列有问题", _span(text)
    return None


@check("score-without-sheet")
def score_without_sheet(report: Report) -> Iterator[Breach]:
    """A total score, or a grade, without any score sheet or score prose."""
    read = _scored(report)
    if any(s.number("score") for sheet in read.sheets for s in sheet.leaves) or any(
        c.parts for c in read.chapters
    ):
        return
    explained = {claim.operands[0].number for claim in score_parts(read.texts)}
    told: dict[tuple[str, Decimal], list[Final]] = {}
    for final in read.finals:
        if final.said.number in explained:
            continue
        told.setdefault((final.scope, final.said.interval.low), []).append(final)
    for (scope, score), finals in told.items():
        yield Breach(
            f"报告写出得分{plain(score)}分，但没有附评分表，也没有说明各项得分和扣分原因。",
            tuple(Mark(f.said.span, "得分") for f in finals),
            key=f"{scope[:20]}|{plain(score)}",
        )
    if not read.finals and not any(g.beside for g in read.grades):
        for grade in read.grades[:1]:
            yield Breach(
                f"评价结论为“{grade.words}”，但没有得分，也没有附评分表。",
                (Mark(grade.line.span(max(0, grade.start - 12), grade.end), "等级"),),
                key=grade.words,
            )


@check("weights-make-hundred")
def weights_make_hundred(report: Report) -> Iterator[Breach]:
    """Weights of a self-evaluation sheet without a total row."""
    for sheet in _scored(report).sheets:
        weights = weights_of(sheet.leaves)
        if sheet.total is not None or weights is None or len(weights) < 4 or sheet.strays:
            continue
        if not any(leaf.number("weight") for leaf in sheet.leaves):
            continue
        made = sum((w.interval.low for w in weights), Decimal(0))
        ten = sheet.execution is not None and sheet.execution.weight is not None
        whole = made + 10 if ten else made
        if whole not in (100, 90, 110) and made != 100:
            yield Breach(
                f"{sheet.project or sheet.title}：各指标分值合计{plain(made)}分"
                f"{'，加上预算执行率10分' if ten else ''}，不等于100分。",
                tuple(Mark(w.span, "分值") for w in weights),
                key=f"{sheet.project}|weights",
                stated=plain(whole),
                expected="100",
            )


@check("deduction-without-reason")
def deduction_without_reason(report: Report) -> Iterator[Breach]:
    """Prose that awards less than the item's weight and names only merits."""
    read = _scored(report)
    for chapter in read.chapters:
        for part in chapter.parts:
            node = section_of(part, "", read.roots)
            if node is None or len(node.placed) != len(part.items):
                continue
            yield from _unexplained(part, node)


def _unexplained(part: Summary, node: Node) -> Iterator[Breach]:
    for item, leaf in zip(part.items, node.placed, strict=True):
        weight = leaf_weight(leaf)
        if weight is None or item.interval.low >= weight.interval.low or item.interval.low == 0:
            continue
        at = bisect_left(part.line.at, item.number.start)
        clause = re.split(r"[。；;]", part.line.text[:at])[-1]
        if not _REASON.search(clause):
            yield Breach(
                f"“{leaf.label}”满分{plain(weight.interval.low)}分，得{plain(item.interval.low)}分，文字没有说明为什么扣分。",
                (Mark(part.line.span(at - min(len(clause), 16), at + 2), "得分"), Mark(weight.span, "分值")),
                key=leaf.label[:20],
            )


@check("summary-names-other-section")
def summary_names_other_section(report: Report) -> Iterator[Breach]:
    """A summary under one section's heading that bears another section's name."""
    read = _scored(report)
    for chapter in read.chapters:
        told = [(p, p.head) for p in chapter.parts if p.head] + (
            [(chapter.whole, chapter.head)] if chapter.whole is not None else []
        )
        for part, head in told:
            headed, named = node_for(head, read.roots), node_for(part.name, read.roots)
            if headed is None or part.name == headed.name or part.name.startswith(headed.name):
                continue
            if named is not headed:
                yield Breach(
                    f"这里总结的是“{headed.name}”，却写成“{part.name}”，请改正名称。",
                    (Mark(part.line.span(*part.span), "小结"), Mark(_span(headed.boxes[0]), "指标表")),
                    key=f"{headed.name}|{part.name}",
                    stated=part.name,
                    expected=headed.name,
                )


@check("announced-section-missing")
def announced_section_missing(report: Report) -> Iterator[Breach]:
    """Of the sections a sentence lists, most head a paragraph below it and one does not."""
    lines = _scored(report).lines
    for i, line in enumerate(lines):
        m = COUNTED.search(line.text)
        if m is None or m["level"] not in "一二":
            continue
        names = listed(m["list"])
        below = lines[i + 1 : i + 1 + 4 * len(names)]
        heads = [
            re.sub(r"^[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]", "", b.text)
            for b in below
            if re.match(r"[(（\d一二三四]", b.text)
        ]
        missing = [n for n in names if not any(h.startswith(n) for h in heads)]
        if len(names) >= 3 and 0 < len(missing) < len(names) - 1:
            for name in missing:
                yield Breach(
                    f"前面说有{'、'.join(names)}{len(names)}个部分，后面没有分析“{name}”。",
                    (Mark(line.span(m.start("list"), m.end()), "列举"),),
                    key=name,
                    stated=f"{len(names)}个",
                    expected=f"{len(names) - len(missing)}个",
                )


@check("paper-names-other-indicator")
def paper_names_other_indicator(report: Report) -> Iterator[Breach]:
    """A working paper's name against the indicator of its number."""
    read = _scored(report)
    if not read.papers:
        raise NotApplicable("报告中没有评价底稿")
    for paper in read.papers:
        leaf = next(iter(paper_leaves(paper, read.sheets)), None)
        if leaf is not None and leaf.label != paper.name:
            yield Breach(
                f"底稿{paper.code}的名称是“{paper.name}”，指标表{paper.code}是“{leaf.label}”，请统一。",
                (Mark(paper.box.span(), "底稿"), Mark(_span(leaf.name, 40), "指标表")),
                key=paper.code,
                stated=paper.name,
                expected=leaf.label,
            )


@check("indicator-twice")
def indicator_twice(report: Report) -> Iterator[Breach]:
    """Two indicators of one sheet with the same name and the same content."""
    for sheet in _scored(report).sheets:
        seen: dict[tuple[str, ...], Leaf] = {}
        for leaf in sheet.leaves:
            key = _content(leaf)
            known = seen.setdefault(key, leaf)
            if known is not leaf and len(leaf.label) >= 4:
                yield Breach(
                    f"指标“{leaf.label}”在同一张表中列了两次，内容相同，请删除或改成不同的考核内容。",
                    (Mark(_span(leaf.name), "重复"), Mark(_span(known.name), "先前")),
                    key=f"{sheet.project}|{leaf.label[:20]}",
                    level=None if leaf.box("explain") else "note",
                )


def _content(leaf: Leaf) -> tuple[str, ...]:
    """What makes an indicator: its name with what it examines, or with its place and its value."""
    explain = leaf.box("explain") or leaf.box("rubric")
    if explain is not None:
        return (leaf.label, explain.text)
    return (
        leaf.label,
        "/".join(b.text for b in leaf.levels),
        *(b.text for r in ("target", "actual") if (b := leaf.box(r))),
    )


@check("indicator-under-wrong-section")
def indicator_under_wrong_section(report: Report) -> Iterator[Breach]:
    """An indicator whose number belongs to another section of the same sheet."""
    read = _scored(report)
    for sheet, tree in zip(read.sheets, read.trees, strict=True):
        coded = [n for n in walk(tree) if n.code]
        for node in coded:
            yield from _misnumbered(sheet, node)
        for leaf in sheet.leaves:
            home = _home(leaf, coded)
            if home is not None:
                placed = leaf.levels[-1] if leaf.levels[-1] is not leaf.name else leaf.levels[-2]
                yield Breach(
                    f"“{leaf.code}{leaf.label}”的编号属于“{home.name}”，却列在“{placed.text}”之下，请核对编号或位置。",
                    (
                        Mark(_span(leaf.name), "指标"),
                        Mark(_span(placed), "所在部分"),
                        Mark(_span(home.boxes[0]), "编号所属"),
                    ),
                    key=f"{sheet.project}|{leaf.code}",
                )


def _misnumbered(sheet: Sheet, node: Node) -> Iterator[Breach]:
    """A section printed with two numbers, or with one that none of its indicators begins with."""
    inside = [leaf.code for leaf in node.placed]
    printed = {m.group(): b for b in node.boxes if (m := CODE.match(b.text)) is not None}
    strange = [c for c in printed if all(inside) and not any(code.startswith(c) for code in inside)]
    for code in strange:
        yield Breach(
            f"“{code}{node.name}”的编号与所属指标的编号（{inside[0]}等）对不上，请核对编号。",
            (Mark(_span(printed[code]), "编号"), Mark(_span(node.placed[0].name), "所属指标")),
            key=f"{sheet.project}|{node.name}",
            stated=code,
            kind=Kind.COUNT,
        )


def _home(leaf: Leaf, coded: list[Node]) -> Node | None:
    """The section an indicator's number belongs to, if it does not stand there."""
    fitting = [n for n in coded if leaf.code.startswith(n.code) and leaf.code != n.code]
    if not fitting or not leaf.code:
        return None
    home = max(fitting, key=lambda n: len(n.code))
    siblings = [n for n in coded if n.depth == home.depth]
    if any(x is leaf for x in home.placed) or not any(x is leaf for n in siblings for x in n.placed):
        return None
    return home


def sheets_with(report: Report) -> tuple[Sheet, ...]:
    """The sheets of a report that has any. Raises :class:`NotApplicable` otherwise."""
    sheets = performance_of(report.document).sheets
    if not sheets:
        raise NotApplicable("报告中没有项目绩效表")
    return sheets
