"""The evaluation report in words: chapters as the regulation prescribes, sentences that choose their words from the scores.

The words stand in ``texts/report`` as a template pack; here is what they may ask for. Reasons, problems, experience and
advice are people's to give: what is missing is asked for by name and by sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from juesuan.claims.performance.sheets import bare
from juesuan.performance.book_sheets import PROJECTS
from juesuan.performance.scores import Group
from juesuan.performance.scoring_objective import total_funding
from juesuan.reports.composition import ComposedBlock, ComposedTable
from juesuan.reports.evaluation.cases import Case, cases
from juesuan.reports.evaluation.cells import figure, heads, label, spoken, value
from juesuan.reports.evaluation.money import PROJECT, funds_of
from juesuan.reports.evaluation.results import Results
from juesuan.reports.evaluation.survey import told_copies
from juesuan.reports.evaluation.telling import Telling, clean, exact, joined, quoted, sentence
from juesuan.reports.evaluation.works import told_work
from juesuan.reports.narrative import LEADING, Writer
from juesuan.reports.packs import Pack, read
from juesuan.reports.phrases import Phrases

COUNT = "performance.count"


def reports(results: Results, telling: Telling, *, whole: bool) -> Iterator[tuple[str, list[ComposedBlock]]]:
    """(title, blocks) of each report on the whole entity, or on each project."""
    for case in cases(results, whole=whole):
        yield from _writer(case, results, telling).chapters()


@lru_cache(maxsize=1)
def pack() -> Pack:
    """The chapters and sentences of an evaluation report."""
    return read(files("juesuan.reports.evaluation").joinpath("texts", "report"))


def _writer(case: Case, results: Results, telling: Telling) -> Writer:
    words = _words(case, results, telling)
    return Writer(pack(), words, {"groups": lambda _: iter([_groups_table(case, telling)])})


def _words(case: Case, results: Results, telling: Telling) -> dict[str, Any]:
    scored, objective = case.scored, case.objective
    accounts = results.accounts if case.whole else None
    phrases = Phrases(accounts, facts=telling.facts, gaps=telling.gaps) if accounts is not None else None
    return {
        "title": case.title, "subject": case.subject, "whole": case.whole, "name": clean(case.name),
        "short": quoted(case.name) if not case.whole else "部门整体支出",
        "entity": results.entity, "year": results.year, "kind": case.kind, "accounts": accounts, "phrases": phrases,
        "department": clean(objective.department) if objective else "",
        "unit": clean(objective.unit) if objective and objective.unit else results.entity,
        "summary": _summary(case, results, telling), "aim": _aim(case, results, telling), "funds": _funds(case, results, telling),
        "indicators": _indicators(case, telling), "works": _works(results, telling) if case.whole else None,
        "framework": _framework(case, telling),
        "surveys": [told_copies(t, telling) for t in results.tallies] if case.whole else [],
        "by": clean(case.done.by), "on": spoken(case.done.on) if case.done.on else "",
        "evidence": [joined(e) for e in case.done.evidence],
        "settled": scored.points is not None, "grade": scored.grade,
        "total": case.total(telling),
        "open": _count(case, "未评定", len(scored.blocked), telling),
        "achieved": sentence(_inline(case.achieved)), "groups": [_group(case, g, telling) for g in case.scored.groups if not g.level2],
        "experience": _given(case, "experience", "主要经验及做法", telling, case.experience),
        "problems": _problems(case, results, telling), "advice": _advice(case, results, telling),
        "notes": [f"{quoted(case.called(s))}：{joined(n)}。" for s in scored.scores for n in s.notes],
    }  # fmt: skip


# What was to be done


def _lines(text: str) -> list[str]:
    """A clerk's paragraphs, as lines that the marks of a template cannot be mistaken for."""
    return [LEADING.sub("", sentence(line)) for line in clean(text).splitlines() if LEADING.sub("", line)]


def _inline(text: str) -> str:
    return LEADING.sub("", joined(text))


def _summary(case: Case, results: Results, telling: Telling) -> list[str]:
    text = case.objective.summary if case.objective is not None else ""
    if not text.strip() and case.whole and results.accounts is not None:
        text = "\n".join(results.accounts.entity.duties)
    if not text.strip():
        what = "部门概况（类型选“部门整体支出”的一行）" if case.whole else f"“{case.name}”的项目概况"
        origin = case.objective.origin if case.objective is not None else case.origin
        telling.gap(f"summary:{case.scope}", f"请在“{PROJECTS}”表填写{what}", origin)
    return _lines(text)


def _aim(case: Case, results: Results, telling: Telling) -> list[str]:
    if case.whole and case.objective is None and results.works:
        return [f"{results.year}年度没有另行编制部门整体支出绩效目标，以年度重点工作目标为评价依据。"]
    text = case.objective.aim if case.objective is not None else ""
    if not text.strip():
        what = "部门整体支出的年度总体目标" if case.whole else f"“{case.name}”的年度总体目标"
        origin = case.objective.origin if case.objective is not None else case.origin
        telling.gap(f"aim:{case.name}", f"请在“{PROJECTS}”表填写{what}", origin)
    return _lines(text)


def _funds(case: Case, results: Results, telling: Telling) -> dict[str, Any] | None:
    project = case.project or results.project(case.name)
    if case.whole or project is None:
        return None
    whole, parts = funds_of(project, telling)

    def with_unit(measure: str, cents: int | None) -> str:
        return "" if cents is None else telling.money(PROJECT, measure, case.name, cents, tail=True)

    total = total_funding(project.evaluation.funding)
    told = {
        "adjusted": with_unit("adjusted-budget", total.adjusted), "outturn": with_unit("outturn", total.outturn),
        "rate": whole.rate, "sources": [part.source for part in parts],
    }  # fmt: skip
    return told if whole.rate else None


def _indicators(case: Case, telling: Telling) -> dict[str, Any] | None:
    objective = case.objective
    if objective is None or not objective.indicators:
        return None
    return {
        "count": _count(case, "绩效指标", len(objective.indicators), telling, "项绩效指标"),
        "groups": list(dict.fromkeys(clean(i.level1) for i in objective.indicators)),
    }


def _works(results: Results, telling: Telling) -> dict[str, Any] | None:
    if not results.works:
        return None
    done = sum(line.completion.reached is True for line in results.works)
    return {
        "count": telling.number(COUNT, "count", "重点工作", Decimal(len(results.works)), "项", tail=True),
        "done": telling.number(COUNT, "count", "已完成重点工作", Decimal(done), "项", tail=True),
        "lines": [f"{_inline(line.work.name)}：{told_work(line, telling)}。" for line in results.works],
    }


# How it was evaluated


def _count(case: Case, what: str, n: int, telling: Telling, unit: str = "项") -> str:
    return telling.number(COUNT, "count", f"{case.scope}·{what}", Decimal(n), unit, tail=True)


def _framework(case: Case, telling: Telling) -> dict[str, str]:
    system = case.framework
    best_first = sorted(system.grades, key=lambda g: g.least, reverse=True)
    bands = []
    above = ""
    for grade in best_first:
        least = f"{exact(grade.least)}分"
        bands.append(
            f"{least}以上为{grade.name}"
            if not above
            else f"{above}以下至{least}为{grade.name}"
            if grade.least
            else f"不足{above}为{grade.name}"
        )
        above = least
    return {
        "title": system.title, "basis": system.basis.rstrip("。"), "grades": "，".join(bands),
        "count": _count(case, "评价指标", len(case.scored.scores), telling, "项指标"),
        "full": case.full(telling),
    }  # fmt: skip


# What came of it


def _group(case: Case, group: Group, telling: Telling) -> dict[str, Any]:
    inside = [s for s in case.scored.scores if s.code in group.codes]
    lost = [s for s in inside if s.lost]
    losses = []
    for score in lost:
        assert score.lost is not None
        points = telling.number(
            "performance.indicator",
            "lost",
            case.scope_of(score),
            score.lost,
            "分",
            formula="扣分＝分值－得分",
        )
        losses.append(f"{quoted(case.called(score))}扣{points}分，原因是{case.why(score, telling)}。")
    _, _, rate = case.group(group, telling)
    settled = group.points is not None
    return {"title": bare(clean(group.level1)), "rate": rate, "losses": losses, "settled": settled}


def _groups_table(case: Case, telling: Telling) -> ComposedTable:
    """Weights and scores by first-level group."""
    rows = [heads("一级指标", "分值", "得分", "得分率")]
    rows += [
        (value(bare(clean(g.level1))), *map(figure, case.group(g, telling)))
        for g in case.scored.groups
        if not g.level2
    ]
    marks = (case.full(telling), case.total(telling), case.rate(telling))
    rows.append((label("总分"), *(figure(m, bold=True) for m in marks)))
    return ComposedTable(f"{case.subject}评价得分表", tuple(rows), 1, widths=(30, 14, 14, 14), unit="")


# What people have to say


def _given(case: Case, place: str, title: str, telling: Telling, text: str) -> list[str]:
    if not text.strip():
        telling.gap(
            f"{place}:{case.scope}", f"请在“{case.sheet}”表填写{case.subject}的“{title}”", case.origin
        )
    return _lines(text)


def _problems(case: Case, results: Results, telling: Telling) -> list[str]:
    found = _lines(case.problems)
    told = "".join(found)
    found += [
        sentence(_inline(f.problem)) for f in results.follow_ups(case.name) if _inline(f.problem) not in told
    ]
    if not found and case.scored.points != case.scored.weight:
        return _given(case, "problems", "存在的主要问题", telling, "")
    return found


def _advice(case: Case, results: Results, telling: Telling) -> list[str]:
    found = _lines(case.advice)
    for n, one in enumerate(results.follow_ups(case.name), 1):
        who = f"，由{_inline(one.responsible)}负责" if one.responsible.strip() else ""
        when = f"，{spoken(one.deadline)}前完成" if one.deadline is not None else ""
        found.append(f"针对{quoted(_inline(one.problem))}的问题，{_inline(one.measure)}{who}{when}。")
        if one.budget_change:
            way = "增加" if one.budget_change > 0 else "核减"
            scope = f"{case.name}·{n}·{one.budget_project}"
            amount = telling.money(
                "performance.follow-up", "budget", scope, abs(one.budget_change), tail=True
            )
            note = f"，{_inline(one.budget_note)}" if one.budget_note.strip() else ""
            found.append(f"下年度{quoted(_inline(one.budget_project))}预算拟{way}{amount}{note}。")
    if not found and case.scored.points != case.scored.weight:
        return _given(case, "advice", "有关建议", telling, "")
    return found
