"""What is wrong with the steps around the evaluation: appraisal, monitoring, follow-up, and who did what when.

Every step must name who did it, on which day and on what evidence; a step that nobody owns is no evidence at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juesuan.accounts.model import Origin
from juesuan.performance.appraisal import appraise
from juesuan.performance.model import Appraisal, Done, FollowUp, Light, Monitoring, PerformanceBook
from juesuan.performance.monitoring import monitor
from juesuan.performance.problems import Problem, problem
from juesuan.performance.terms import plain


def check_steps(book: PerformanceBook) -> Iterator[Problem]:
    """Problems of appraisals, monitorings and follow-ups, and of every step that lacks its who, when or evidence."""
    for appraisal in book.appraisals:
        yield from _appraisal(appraisal)
    for monitoring in book.monitoring:
        yield from _monitoring(book, monitoring)
    for number, follow_up in enumerate(book.follow_ups, 1):
        yield from _follow_up(book, number, follow_up)
    for name, done, origin in _steps(book):
        yield from _done(name, done, origin)


def _steps(book: PerformanceBook) -> Iterable[tuple[str, Done, Origin]]:
    yield from ((f"“{a.project}”事前评估", a.done, a.origin) for a in book.appraisals)
    yield from ((f"“{m.objective}”绩效监控", m.done, m.origin) for m in book.monitoring)
    yield from ((f"“{e.objective}”自评", e.done, e.origin) for e in book.self_evaluations)
    yield from ((f"{e.kind or '评价'}“{e.about or book.entity}”", e.done, e.origin) for e in book.evaluations)


def _done(name: str, done: Done, origin: Origin) -> Iterator[Problem]:
    lacking = [
        title
        for title, value in (("经办人", done.by), ("日期", done.on), ("佐证材料", done.evidence))
        if not value
    ]
    if lacking:
        yield problem("not-done", f"{name}没有填写{'、'.join(lacking)}", origin, "请补填", level="warning")


def _appraisal(a: Appraisal) -> Iterator[Problem]:
    name = f"“{a.project}”事前评估"
    sums = appraise(a)
    if any(i.weight is None for i in a.items):
        bad = next(i for i in a.items if i.weight is None)
        yield problem("no-weight", f"{name}：“{bad.question}”没有填写分值", bad.origin, "请填写分值")
    elif sums.weight != 100:
        words = f"{name}各项分值合计{plain(sums.weight)}分"
        yield problem("weights-sum", words, a.origin, "应为100分，请调整")
    for i in a.items:
        if i.score is None:
            yield problem(
                "no-score", f"{name}：“{i.question}”没有评分", i.origin, "请评分并写明理由", level="warning"
            )
        elif i.weight is not None and not 0 <= i.score <= i.weight:
            words = f"{name}：“{i.question}”得分不在0至{plain(i.weight)}分之间"
            yield problem("score-range", words, i.origin, "请改正", plain(i.score))
        elif not i.reason:
            words = f"{name}：“{i.question}”没有写明评分理由"
            yield problem("no-reason", words, i.origin, "请写明理由", level="warning")
    if a.verdict is None:
        yield problem("no-verdict", f"{name}没有结论", a.origin, "请选结论", level="warning")
    elif sums.suggested is not None and sums.suggested is not a.verdict and sums.points is not None:
        words = f"{name}得{plain(sums.points)}分，按得分应为“{sums.suggested}”，结论是“{a.verdict}”"
        yield problem("verdict", words, a.origin, "请核对结论或在意见中说明", level="warning")
    if a.advised is not None and a.requested is not None and a.advised > a.requested:
        yield problem("advised", f"{name}建议安排的金额大于申请金额", a.origin, "请核对")


def _monitoring(book: PerformanceBook, m: Monitoring) -> Iterator[Problem]:
    name = f"“{m.objective}”绩效监控"
    objective = book.objective(m.objective)
    if objective is None:
        yield problem("no-objective", f"{name}：没有这个绩效目标", m.origin, "请改正项目名称", m.objective)
        return
    if m.as_of is None:
        yield problem("no-date", f"{name}没有填写监控日期", m.origin, "请填写截至哪一天")
    elif m.as_of.year != book.year:
        yield problem("year", f"{name}的日期不在{book.year}年度", m.origin, "请核对", m.as_of.isoformat())
    if m.budget is None or m.executed is None:
        yield problem("no-money", f"{name}没有填写预算数或执行数", m.origin, "请补填")
    known = {i.code for i in objective.indicators}
    for p in m.progress:
        if p.indicator not in known:
            yield problem("no-indicator", f"{name}：没有编号为“{p.indicator}”的指标", p.origin, "请改正编号")
    state = monitor(book, m)
    for one in state.indicators:
        bad = one.light in (Light.YELLOW, Light.RED)
        if bad and not (one.progress.measure or m.action):
            words = f"{name}：指标“{one.indicator.name}”为{one.light}（{one.why}），没有纠正措施"
            yield problem("no-action", words, one.progress.origin, "请填写纠正措施", level="warning")
    if state.execution_light in (Light.YELLOW, Light.RED) and not m.action:
        words = f"{name}：预算执行为{state.execution_light}（{state.execution_why}），没有纠正措施"
        yield problem("no-action", words, m.origin, "请填写纠正措施", level="warning")


def _follow_up(book: PerformanceBook, number: int, f: FollowUp) -> Iterator[Problem]:
    name = f"第{number}条整改"
    for field, title in (("problem", "问题"), ("measure", "整改措施"), ("responsible", "责任人")):
        if not getattr(f, field):
            yield problem("blank", f"{name}没有填写{title}", f.origin, "请补填", level="warning")
    if f.deadline is None:
        yield problem("no-deadline", f"{name}没有整改时限", f.origin, "请填写时限", level="warning")
    if f.receipt is not None and not f.outcome:
        yield problem("no-outcome", f"{name}已销号，没有写明整改结果", f.origin, "请补填", level="warning")
    if f.about and book.objective(f.about) is None and f.about != book.entity:
        yield problem("no-objective", f"{name}涉及的“{f.about}”不存在", f.origin, "请改正项目名称", f.about)
    if f.budget_change is not None and not f.budget_project:
        words = f"{name}写了预算调整金额，没有写明下年度哪个项目"
        yield problem("no-budget-project", words, f.origin, "请填写项目名称")
