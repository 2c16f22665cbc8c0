"""What a project's performance table must show but arithmetic cannot say: times, overshoots, blanks,
missing tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from juesuan.claims.model import Report
from juesuan.claims.performance.dates import misses, period_of
from juesuan.claims.performance.figures import plain
from juesuan.claims.performance.links import common, project_key
from juesuan.claims.performance.projects import ceiling, fund_operand, number_pairs, points_lost, short, whole
from juesuan.claims.performance.reading import performance_of
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.documents.model import Span
from juesuan.rules.checks.performance import sheets_with
from juesuan.rules.model import Breach, Mark, NotApplicable
from juesuan.rules.registry import check

#: 财预〔2020〕10号 asks for a reason where a result strays far from its target; the usual line is three
#: tenths.
_FAR = Decimal("1.3")
_REFLECTED = re.compile(r"(?:反映|公开|附)[^。]*(?:绩效目标|绩效自评)[^。]*(?:完成情况|情况|结果|表)")
_SURVEY = re.compile(r"(?:根据|依据|通过)(?P<name>[\u4e00-\u9fff]{4,20}?)(?:调查)?问卷")
_UNDONE = re.compile(r"未(?:能)?(?:完成|达到|达标|开展|实施|启动)|没有(?:完成|开展)")
_ALL_DONE = re.compile(
    r"(?:全部|全面|均|圆满|如期|既定)[^，。；]{0,10}完成|"
    r"完成了?(?:全部|各项|既定|所有)[^，。；]{0,8}(?:目标|任务|指标)"
)
_QUOTED = re.compile(r"[“\"]([^”\"]{3,40})[”\"]")


def _name(sheet: Sheet) -> str:
    return f"“{sheet.project}”" if sheet.project else "本表"


def _span(box: Box, limit: int = 24) -> Span:
    return box.span(0, min(len(box.text), limit))


@check("time-target-met")
def time_target_met(report: Report) -> Iterator[Breach]:
    """The time reached against the time asked for."""
    for sheet in sheets_with(report):
        for leaf in sheet.leaves:
            target, actual = leaf.box("target"), leaf.box("actual")
            if target is None or actual is None:
                continue
            year = report.profile.year or 2000
            wanted, done = period_of(target.text, year), period_of(actual.text, year)
            why = (
                misses(wanted, done, bool(re.search(r"启动|开工|开始", leaf.label)))
                if wanted and done
                else ""
            )
            if why and not points_lost(leaf):
                yield Breach(
                    f"{_name(sheet)}时效指标为“{target.text}”，完成情况为“{actual.text}”：{why}，与“完成”不符。",
                    (Mark(actual.span(), "完成情况"), Mark(target.span(), "指标值")),
                    key=f"{sheet.project}|{leaf.label[:20]}",
                    stated=actual.text,
                    expected=target.text,
                )


@check("target-far-exceeded")
def target_far_exceeded(report: Report) -> Iterator[Breach]:
    """Results far above their targets, with no reason given: one finding a table."""
    for sheet in sheets_with(report):
        far = [
            (leaf, target, actual)
            for leaf in sheet.leaves
            if leaf.box("reason") is None
            for target, actual in number_pairs(leaf)
            if not ceiling(leaf, target) and 0 < target.printed.base * _FAR < actual.printed.base
        ]
        if not far:
            continue
        words = "；".join(f"“{short(x.label)}”{t.printed.text}→{a.printed.text}" for x, t, a in far[:4])
        yield Breach(
            f"{_name(sheet)}有{len(far)}项指标的完成值远高于指标值（{words}{'等' if len(far) > 4 else ''}），"
            "没有说明原因，请核对数字；"
            "确实超额的，说明指标值定得偏低。",
            tuple(Mark(x.boxes["actual"].span(a.start, a.end), "完成值") for x, _, a in far),
            key=f"{sheet.project}|far",
            stated=far[0][2].printed.text,
            certainty="likely",
        )


@check("full-score-for-missed-target")
def full_score_for_missed_target(report: Report) -> Iterator[Breach]:
    """Full marks for an indicator that printed figures say was missed."""
    for sheet in sheets_with(report):
        for leaf in sheet.leaves:
            weight, score = leaf.number("weight"), leaf.number("score")
            if (
                weight is None
                or score is None
                or score.printed.value < weight.printed.value
                or score.printed.value == 0
            ):
                continue
            told = leaf.box("actual")
            if told is not None and _UNDONE.search(told.text):
                yield Breach(
                    f"{_name(sheet)}“{short(leaf.label)}”完成情况写明“{told.text[:20]}”，却得满分"
                    f"{plain(score.printed.value)}分。",
                    (Mark(leaf.boxes["score"].span(), "得分"), Mark(_span(told), "完成情况")),
                    key=f"{sheet.project}|{leaf.label[:20]}|undone",
                    stated=plain(score.printed.value),
                    certainty="likely",
                )
            for target, actual in number_pairs(leaf):
                if not ceiling(leaf, target) and actual.printed.interval.high < target.printed.base:
                    yield Breach(
                        f"{_name(sheet)}“{short(leaf.label)}”指标值{target.printed.text}，只完成{actual.printed.text}，却得满分"
                        f"{plain(score.printed.value)}分。",
                        (
                            Mark(leaf.boxes["score"].span(), "得分"),
                            Mark(leaf.boxes["actual"].span(), "完成值"),
                            Mark(leaf.boxes["target"].span(), "指标值"),
                        ),
                        key=f"{sheet.project}|{leaf.label[:20]}",
                        stated=plain(score.printed.value),
                        certainty="likely",
                    )


@check("actual-not-filled")
def actual_not_filled(report: Report) -> Iterator[Breach]:
    """A self-evaluation sheet whose actuals, or scores, are left blank."""
    for sheet in sheets_with(report):
        for role, words in (("actual", "完成值"), ("score", "得分")):
            if sheet.header is None or not sheet.header.has(role):
                continue
            rows = [x for x in sheet.leaves if role in x.boxes]
            blank = [x for x in rows if not x.boxes[role].text and _asked(x, role)]
            if blank and (len(rows) >= 2 or len(blank) == len(rows)):
                names = "、".join(short(x.label) for x in blank[:3])
                yield Breach(
                    f"{_name(sheet)}有{len(blank)}项指标没有填{words}："
                    f"{names}{'等' if len(blank) > 3 else ''}。",
                    tuple(Mark(_span(x.name), "未填") for x in blank),
                    key=f"{sheet.project}|{role}",
                    certainty="likely",
                )


def _asked(leaf: Leaf, role: str) -> bool:
    """Does the row ask for a value: a target to reach, or a weight to score?"""
    return leaf.box("target" if role == "actual" else "weight") is not None


@check("goal-claimed-while-unspent")
def goal_claimed_while_unspent(report: Report) -> Iterator[Breach]:
    """Less than half of the money spent, and every result repeats its target to the letter."""
    for sheet in sheets_with(report):
        budget, executed = whole(sheet, "budget"), whole(sheet, "executed")
        pairs = [
            (t, a)
            for x in sheet.leaves
            if (t := x.box("target")) is not None and (a := x.box("actual")) is not None
        ]
        if budget is None or executed is None or len(pairs) < 3:
            continue
        base, done = fund_operand(sheet, budget), fund_operand(sheet, executed)
        amounts = [x for x in sheet.leaves if x.levels and "成本" in x.levels[-1].text]
        same = sum(t.text == a.text for t, a in pairs)
        if (
            base.interval.low > 0
            and done.interval.high * 2 < base.interval.low
            and same >= len(pairs) - len(amounts) - 1
        ):
            rate = done.interval.middle / base.interval.middle * 100
            yield Breach(
                f"{_name(sheet)}预算执行率只有{plain(rate.quantize(Decimal('0.1')))}%，而完成情况几乎逐项照抄指标值，请如实填写。",
                (Mark(done.span, "执行数"), Mark(base.span, "预算数"), Mark(pairs[0][1].span(), "完成值")),
                key=f"{sheet.project}|unspent",
                certainty="likely",
            )


@check("target-repeats-name")
def target_repeats_name(report: Report) -> Iterator[Breach]:
    """Targets that only say the indicator's name again, so that nothing can be measured: one note a table."""
    for sheet in sheets_with(report):
        found = [
            (leaf, box)
            for leaf in sheet.leaves
            if (box := leaf.box("target")) is not None
            and len(box.text) > 6
            and box.text == leaf.name.text
            and not any(c.isdigit() for c in box.text)
        ]
        if found:
            yield Breach(
                f"{_name(sheet)}有{len(found)}项指标的指标值只是重复指标名称（如“{short(found[0][0].label)}”），"
                "无法衡量是否完成。",
                tuple(Mark(_span(box), "指标值") for _, box in found),
                key=f"{sheet.project}|names",
                certainty="likely",
            )


@check("all-done-although-missed")
def all_done_although_missed(report: Report) -> Iterator[Breach]:
    """A project's prose says that everything was done; its own table says what was not."""
    read = performance_of(report.document)
    if not read.regions:
        raise NotApplicable("没有与绩效表对应的项目文字")
    for region in read.regions:
        missed = [
            (leaf, a)
            for leaf in region.sheet.leaves
            for t, a in number_pairs(leaf)
            if not ceiling(leaf, t) and a.printed.interval.high < t.printed.base
        ]
        for line in region.lines if missed else ():
            m = _ALL_DONE.search(line.text)
            if m is not None:
                leaf, actual = missed[0]
                yield Breach(
                    f"文中说“{m.group()}”，但{_name(region.sheet)}绩效表中“{short(leaf.label)}”没有达到指标值。",
                    (
                        Mark(line.span(m.start(), m.end()), "文字"),
                        Mark(leaf.boxes["actual"].span(actual.start, actual.end), "完成值"),
                        Mark(leaf.boxes["target"].span(), "指标值"),
                    ),
                    key=f"{region.sheet.project}|{line.text[:12]}",
                    certainty="likely",
                )


@check("points-lost-without-reason")
def points_lost_without_reason(report: Report) -> Iterator[Breach]:
    """A form with a column for reasons, an indicator that lost points, and no reason."""
    for sheet in sheets_with(report):
        if sheet.header is None or not sheet.header.has("reason"):
            continue
        silent = [
            leaf
            for leaf in sheet.leaves
            if (w := leaf.number("weight")) is not None
            and (s := leaf.number("score")) is not None
            and s.printed.value < w.printed.value
            and leaf.box("reason") is None
            and not leaf.merged & {"reason", "weight", "score"}
        ]
        if silent:
            names = "、".join(short(x.label) for x in silent[:3])
            yield Breach(
                f"{_name(sheet)}有{len(silent)}项指标扣了分，但没有填写偏差原因：{names}。",
                tuple(Mark(x.boxes["score"].span(), "得分") for x in silent),
                key=f"{sheet.project}|reasons",
                certainty="likely",
            )


@check("questionnaire-not-attached")
def questionnaire_not_attached(report: Report) -> Iterator[Breach]:
    """A questionnaire the text relies on, in a report that attaches others but not this one."""
    read = performance_of(report.document)
    if not read.surveys:
        raise NotApplicable("报告没有附问卷")
    titles = [s.title for s in read.surveys] + [
        b.text for b in read.lines if len(b.text) < 60 and "问卷" in b.text
    ]
    for line in read.lines:
        for m in _SURVEY.finditer(line.text):
            if len(line.text) >= 60 and not any(common(m["name"], t) >= 4 for t in titles):
                yield Breach(
                    f"文中依据“{m['name']}调查问卷”评分，但附件中没有这份问卷。",
                    (Mark(line.span(m.start(), m.end()), "依据"),),
                    key=m["name"],
                    certainty="likely",
                )


@check("announced-project-without-table")
def announced_project_without_table(report: Report) -> Iterator[Breach]:
    """Projects whose results the text says are shown, without a table of that name."""
    sheets = sheets_with(report)
    keys = [project_key(s.project) for s in sheets if s.project]
    nameless = sum(1 for s in sheets if not s.project)
    for line in performance_of(report.document).lines:
        for sentence in line.text.split("。") if _REFLECTED.search(line.text) else ():
            names = _QUOTED.findall(sentence) if _REFLECTED.search(sentence) else []
            missing = [n for n in names if not any(project_key(n) in k or k in project_key(n) for k in keys)]
            if len(names) < 3 or len(missing) >= len(names) - 1:
                continue
            for name in missing[nameless:]:
                at = line.text.index(name)
                yield Breach(
                    f"文字说反映了“{name}”的绩效目标完成情况，但没有找到这个项目的表。",
                    (Mark(line.span(at, at + len(name)), "项目"),),
                    key=name,
                    certainty="likely",
                )
