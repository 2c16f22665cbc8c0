"""What in a performance book cannot be, or needs a person: all of it at once, each with its sheet, row and way out.

Errors are contradictions and gaps that make a score meaningless (weights that do not sum, text where a number belongs);
nothing may be composed from them. Warnings are incomplete or unusual; scoring goes on and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from juesuan.accounts.model import Accounts, Origin
from juesuan.documents.refusal import Refusal
from juesuan.performance.formulas import operand_forms
from juesuan.performance.frameworks import Framework, FrameworkIndicator, find
from juesuan.performance.kinds import Checklist, Presence
from juesuan.performance.measures import yuan
from juesuan.performance.model import Assessment, Evaluation, PerformanceBook
from juesuan.performance.problems import Problem, problem
from juesuan.performance.questionnaire_checks import checks as questionnaire_problems
from juesuan.performance.scores import Scored
from juesuan.performance.scoring import score_evaluation, score_self_evaluation
from juesuan.performance.terms import plain
from juesuan.performance.validate_objectives import check_objectives, check_self_evaluation
from juesuan.performance.validate_steps import check_steps
from juesuan.performance.work_targets import work_checks


def validate(book: PerformanceBook, accounts: Accounts | None = None) -> tuple[Problem, ...]:
    """Every problem of the book, in the order of its steps; with ``accounts`` also what contradicts them."""
    found = [*work_checks(book), *_operands(book), *check_objectives(book), *check_steps(book)]
    for survey in book.questionnaires:
        found += questionnaire_problems(survey)
    if accounts is not None:
        found += _against_accounts(book, accounts)
    for self_evaluation in book.self_evaluations:
        system = _framework(self_evaluation.framework)
        if isinstance(system, Refusal):
            found.append(_no_framework(system, self_evaluation.origin))
            continue
        found += check_self_evaluation(book, self_evaluation, system)
        if system.own is not None and book.objective(self_evaluation.objective) is not None:
            scored = score_self_evaluation(book, self_evaluation, system)
            found += _scored(scored, self_evaluation.origin, self_evaluation.stated_total)
    for evaluation in book.evaluations:
        found += _evaluation(book, evaluation, accounts)
    return tuple(found)


def _framework(name: str) -> Framework | Refusal:
    try:
        return find(name)
    except Refusal as refusal:
        return refusal


def _no_framework(refusal: Refusal, origin: Origin) -> Problem:
    return problem("no-framework", f"指标体系用不了：{refusal.reason}", origin, refusal.advice, refusal.path)


def _evaluation(book: PerformanceBook, e: Evaluation, accounts: Accounts | None) -> Iterator[Problem]:
    system = _framework(e.framework)
    if isinstance(system, Refusal):
        yield _no_framework(system, e.origin)
        return
    if not system.indicators:
        words = f"“{system.title}”没有自己的指标，只能用于项目自评"
        yield problem("wrong-framework", words, e.origin, "请另选指标体系")
        return
    if e.about and book.objective(e.about) is None:
        yield problem("no-objective", f"没有名为“{e.about}”的绩效目标", e.origin, "请改正项目名称", e.about)
    for code, count in Counter(a.indicator for a in e.assessments).items():
        if count > 1:
            twice = [a for a in e.assessments if a.indicator == code][1]
            yield problem("assessment-twice", f"指标“{code}”评价了{count}次", twice.origin, "请只留一行")
    for a in e.assessments:
        indicator = system.indicator(a.indicator)
        if indicator is None:
            words = f"“{system.title}”没有编号为“{a.indicator}”的指标"
            yield problem("no-indicator", words, a.origin, "请改正编号", a.indicator)
        else:
            yield from _assessment(book, indicator, a)
    scored = score_evaluation(book, e, accounts, system)
    yield from _scored(scored, e.origin, e.stated_total)
    if e.stated_grade and scored.grade and e.stated_grade != scored.grade:
        words = f"填写的等级是“{e.stated_grade}”，{plain(scored.points or scored.low)}分应为“{scored.grade}”"
        yield problem("grade", words, e.origin, "请改正等级", level="warning")


def _assessment(book: PerformanceBook, indicator: FrameworkIndicator, a: Assessment) -> Iterator[Problem]:
    name = f"指标“{indicator.code} {indicator.name}”"
    rule = indicator.rule
    questions = len(rule.questions) if isinstance(rule, Checklist) else 1 if isinstance(rule, Presence) else 0
    if len(a.met) > questions:
        words = f"{name}有{questions}条评价要点，填写了{len(a.met)}条"
        yield problem("too-many-answers", words, a.origin, "请按评价要点逐条填写")
    if a.missed is not None and a.missed < 0:
        yield problem("negative", f"{name}的不达标项数不能是负数", a.origin, value=str(a.missed))
    if a.questionnaire and book.questionnaire(a.questionnaire) is None:
        yield problem(
            "no-questionnaire", f"{name}引用的问卷“{a.questionnaire}”不存在", a.origin, "请改正问卷编号"
        )


def _scored(scored: Scored, origin: Origin, stated: Decimal | None) -> Iterator[Problem]:
    """What scoring found: scores that cannot be settled, scores the rule would not give, totals that differ."""
    for s in scored.scores:
        where = (s.origin.sheet or origin.sheet, s.origin.cell or origin.cell)
        name = f"{scored.name}：指标“{s.name}”"
        if s.points is None:
            level = "error" if s.stated is not None else "warning"
            yield Problem("unscored", f"{name}不能计分：{s.blocked}", *where, level=level)
        elif s.departs:
            way = "请改正得分" if not s.reason else "请复核"
            level = "warning" if s.reason else "error"
            yield Problem(
                "departs", f"{name}的得分与规则不同：{s.notes[0]}", *where, expected=way, level=level
            )
        for note in s.notes[1 if s.departs else 0 :]:
            yield Problem("note", f"{name}：{note}", *where, level="warning")
    if stated is not None and scored.points is not None and stated != scored.points:
        words = f"{scored.name}：填写的总分{plain(stated)}与各项得分合计{plain(scored.points)}不符"
        yield problem("total", words, origin, "总分由各项得分合计，不必填写", level="warning")


def _operands(book: PerformanceBook) -> Iterator[Problem]:
    for code, count in Counter(o.code for o in book.operands).items():
        if count > 1:
            twice = [o for o in book.operands if o.code == code][1]
            yield problem("operand-twice", f"指标数据“{code}”填写了{count}次", twice.origin, "请只留一行")
    for o in book.operands:
        form = operand_forms().get(o.code)
        if form is None:
            yield problem("no-operand", "没有这个数据项", o.origin, "请从模板的下拉列表选取", o.code)
        elif o.value is None:
            yield problem("blank", f"“{form.title}”没有填写数值", o.origin, "没有的请删去这一行，确为零的填0")
        elif o.value < 0:
            yield problem("negative", f"“{form.title}”不能是负数", o.origin, value=plain(o.value))
        elif not o.source:
            yield problem(
                "no-source", f"“{form.title}”没有写明来源", o.origin, "请写明取自哪份资料", level="warning"
            )


def _against_accounts(book: PerformanceBook, accounts: Accounts) -> Iterator[Problem]:
    """Money of projects that the accounts state otherwise, and a book of another year."""
    if book.year != accounts.year:
        words = f"绩效数据是{book.year}年度，决算数据是{accounts.year}年度"
        yield Problem("year", words, expected="请附上同一年度的数据")
        return
    if book.entity != accounts.entity.name:
        words = f"绩效数据的单位是“{book.entity}”，决算数据的单位是“{accounts.entity.name}”"
        yield Problem("entity", words, expected="请附上同一单位的数据；名称应与单位公章一致")
        return
    stated = {p.name: p for p in accounts.projects}
    for evaluation in book.self_evaluations:
        project = stated.get(evaluation.objective)
        if project is None:
            continue
        from_fiscal = [f for f in evaluation.funding if "其他" not in f.source]
        for field, title in (
            ("initial", "年初预算数"),
            ("adjusted", "全年预算数"),
            ("outturn", "全年执行数"),
        ):
            values = [getattr(f, field) for f in from_fiscal]
            known = getattr(project, field)
            if known is None or not values or None in values or sum(values) == known:
                continue
            words = f"“{evaluation.objective}”{title}合计{yuan(sum(values))}，决算数据中是{yuan(known)}"
            yield problem(
                "differs-from-accounts", words, evaluation.origin, "请核对，两处应相同", level="warning"
            )
