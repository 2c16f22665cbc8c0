"""A counted questionnaire as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from juesuan.performance.questionnaires import QuestionTally, Tally
from juesuan.performance.terms import plain


def lines(counted: Tally) -> Iterator[str]:
    """Copies, every question with its options, score, satisfaction, sample."""
    survey = counted.questionnaire
    yield f"{survey.title}（{survey.code}）"
    known = (("发放", counted.issued), ("收回", counted.returned), ("有效", counted.valid))
    yield "，".join(f"{title} {number} 份" for title, number in known if number is not None)
    for reason, number in counted.void:
        yield f"无效：{reason} {number} 份"
    for i, question in enumerate(counted.questions, 1):
        yield from _question(i, question)
    yield ""
    if counted.score is not None and counted.full is not None:
        yield f"综合得分 {rounded(counted.score)} 分（满分 {plain(counted.full)} 分，各题平均分之和）"
    if counted.satisfaction is not None:
        yield f"满意度 {rounded(counted.satisfaction)}%（计入满意度各题的得分÷满分）"
    yield counted.sample.words


def rounded(value: Decimal) -> str:
    """Two decimals, half up."""
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def _question(number: int, tally: QuestionTally) -> Iterator[str]:
    yield ""
    yield f"{number}．{tally.question.text}（{tally.question.kind}）"
    for option in tally.options:
        points = "" if option.points is None else f"　每份 {plain(option.points)} 分"
        yield f"  {option.letter} {option.label}　{option.count} 份　{option.printed}{points}"
    for words in tally.words:
        yield f"  · {words}"
    if tally.unanswered:
        yield f"  未作答　{tally.unanswered} 份"
    if tally.mean is not None and tally.full is not None:
        yield f"  平均 {rounded(tally.mean)} 分（满分 {plain(tally.full)} 分）"
