"""What is wrong with a questionnaire: its design, its numbers of copies, its answers; each with its cell.

Counting assumes that an answer is one of the options and that a choice was made once. Whatever breaks that is found
here and named, because a tally that quietly leaves an answer out still prints like a true one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from juesuan.performance.kinds import ZERO
from juesuan.performance.model import Copy, Question, QuestionKind, Questionnaire
from juesuan.performance.problems import Problem, problem
from juesuan.performance.questionnaires import ONE_ANSWER, full_points, sample, valid_number
from juesuan.performance.terms import plain


def checks(survey: Questionnaire) -> list[Problem]:
    """Every problem of a questionnaire; warnings do not forbid counting it."""
    found = [*_design(survey), *_numbers(survey)]
    found += _copies(survey) if survey.copies else _counts(survey)
    valid = valid_number(survey)
    if valid:
        found += _sample(survey, valid)
    return found


def _called(survey: Questionnaire) -> str:
    return f"问卷“{survey.title or survey.code}”"


def _design(survey: Questionnaire) -> Iterator[Problem]:
    if not survey.questions:
        yield problem(
            "no-questions", f"{_called(survey)}没有题目", survey.origin, "请在“问卷”表填写题目和选项"
        )
    for code, times in Counter(q.code for q in survey.questions).items():
        if times > 1:
            twice = [q for q in survey.questions if q.code == code][1]
            yield problem(
                "question-twice", f"{_called(survey)}的题号“{code}”重复", twice.origin, "每题的题号不能相同"
            )
    for question in survey.questions:
        yield from _options(question)


def _options(question: Question) -> Iterator[Problem]:
    title, at = f"题目“{question.text or question.code}”", question.origin
    if question.kind is QuestionKind.OPEN:
        if question.options:
            yield problem("open-options", f"{title}是开放题，不能有选项", at, "请删去选项，或改为单选、多选")
        return
    if len(question.options) < 2:
        yield problem("few-options", f"{title}少于两个选项", at, "每个选项填一行；填文字回答的题目选“开放”")
    for label, times in Counter(o.label for o in question.options).items():
        if times > 1:
            yield problem("option-twice", f"{title}的选项“{label}”重复", at, "请合并或改写")
    if any(o.points is not None for o in question.options) and any(
        o.points is None for o in question.options
    ):
        missing = "、".join(o.label for o in question.options if o.points is None)
        yield problem(
            "no-points", f"{title}有的选项有分值，有的没有（{missing}）", at, "都填分值（可以是 0），或都不填"
        )
    most = max((o.points for o in question.options if o.points is not None), default=None)
    if most is None:
        return
    if question.kind is QuestionKind.MULTIPLE:
        most = sum((o.points for o in question.options if o.points is not None and o.points > 0), ZERO)
    if question.points is not None and most != question.points:
        yield problem(
            "full-points", f"{title}的满分是 {plain(question.points)} 分，选项最多能得 {plain(most)} 分", at,
            "两者应当相等；不填满分则按选项计算",
        )  # fmt: skip
    elif full_points(question) == ZERO:
        yield problem("full-points", f"{title}的选项分值都是 0", at, "不计分的题目请把分值留空")


def _numbers(survey: Questionnaire) -> Iterator[Problem]:
    """发放 ≥ 收回 ≥ 有效, and as many as there are copies."""
    at = survey.origin
    pairs = (
        ("发放", survey.issued, "收回", survey.returned),
        ("收回", survey.returned, "有效", survey.valid),
    )
    for more, upper, less, lower in (*pairs, ("发放", survey.issued, "有效", survey.valid)):
        if upper is not None and lower is not None and lower > upper:
            words = f"{_called(survey)}{less} {lower} 份，多于{more} {upper} 份"
            yield problem("more-copies", words, at, "请核对份数")
    if survey.copies:
        valid = valid_number(survey)
        if survey.returned is not None and len(survey.copies) != survey.returned:
            over = "more-answers" if len(survey.copies) > survey.returned else "fewer-answers"
            words = f"{_called(survey)}有 {len(survey.copies)} 份答卷，收回份数填的是 {survey.returned}"
            yield problem(over, words, at, "无效问卷也要录入并写明无效原因；或改正收回份数")
        elif survey.issued is not None and len(survey.copies) > survey.issued:
            words = f"{_called(survey)}有 {len(survey.copies)} 份答卷，只发放了 {survey.issued} 份"
            yield problem("more-answers", words, at, "请核对发放份数和答卷")
        if survey.valid is not None and survey.valid != valid:
            words = f"{_called(survey)}的有效份数填的是 {survey.valid}，按答卷是 {valid}"
            yield problem("valid-differs", words, at, "有效份数由答卷得出，可以不填")
    if survey.population is not None and survey.issued is not None and survey.issued > survey.population:
        words = f"{_called(survey)}发放 {survey.issued} 份，多于调查对象总数 {survey.population}"
        yield problem("population", words, at, "请核对；每人只应答一份", level="warning")


def _counts(survey: Questionnaire) -> Iterator[Problem]:
    """A tally made by hand: no question has more answers than there are copies."""
    valid = survey.valid if survey.valid is not None else survey.returned
    for question in survey.questions:
        counts = [o.count for o in question.options if o.count is not None]
        if valid is None or not counts:
            continue
        title = f"题目“{question.text or question.code}”"
        if question.kind in ONE_ANSWER and sum(counts) > valid:
            words = f"{title}各选项合计 {sum(counts)} 份，多于有效问卷 {valid} 份"
            yield problem("more-answers", words, question.origin, "单选题每份只能选一项，请核对份数")
        elif max(counts) > valid:
            words = f"{title}有选项选了 {max(counts)} 份，多于有效问卷 {valid} 份"
            yield problem("more-answers", words, question.origin, "请核对份数")


def _copies(survey: Questionnaire) -> Iterator[Problem]:
    for question in survey.questions:
        if any(o.count is not None for o in question.options):
            words = f"题目“{question.text or question.code}”既有答卷，又填了选择份数"
            yield problem("count-and-copies", words, question.origin, "有答卷的由系统统计，请删去选择份数")
    questions = {q.code: q for q in survey.questions}
    seen: set[str] = set()
    for copy in survey.copies:
        if copy.number in seen:
            yield problem(
                "copy-twice",
                f"{_called(survey)}的答卷编号“{copy.number}”重复",
                copy.origin,
                "每份答卷一个编号",
            )
        seen.add(copy.number)
        if not copy.void and not any(label for _, label in copy.answers):
            words = f"{_called(survey)}第 {copy.number} 号答卷没有作答"
            yield problem("empty-copy", words, copy.origin, "空白卷请在“无效原因”中写明")
        for code in dict.fromkeys(code for code, _ in copy.answers):
            given = [label for c, label in copy.answers if c == code]
            yield from _answers(copy, questions.get(code), code, given)


def _answers(copy: Copy, question: Question | None, code: str, given: Sequence[str]) -> Iterator[Problem]:
    """The answers of one copy to one question."""
    at = f"第 {copy.number} 号答卷"
    if question is None:
        yield problem(
            "unknown-question", f"{at}回答了题号“{code}”，问卷中没有这一题", copy.origin, "请核对题号"
        )
        return
    title = f"题目“{question.text or question.code}”"
    if question.kind is QuestionKind.OPEN:
        return
    labels = {o.label for o in question.options}
    for label in given:
        if label not in labels:
            yield problem(
                "unknown-option", f"{at}{title}的答案不是选项", copy.origin, "可选：" + "、".join(sorted(labels)), label
            )  # fmt: skip
    if question.kind in ONE_ANSWER and len(given) > 1:
        yield problem(
            "two-options", f"{at}{title}只能选一项，选了 {len(given)} 项", copy.origin,
            "请核对原卷；确实多选的，该卷作无效处理或该题留空", "、".join(given),
        )  # fmt: skip
    elif len(set(given)) < len(given):
        yield problem(
            "two-options", f"{at}{title}同一选项选了两次", copy.origin, "请核对原卷", "、".join(given)
        )


def _sample(survey: Questionnaire, valid: int) -> Iterator[Problem]:
    found = sample(valid, survey.population)
    if not found.enough:
        words = f"{_called(survey)}{found.words.rstrip('。')}"
        yield problem("small-sample", words, survey.origin, level="warning")
