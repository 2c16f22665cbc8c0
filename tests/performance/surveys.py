"""Questionnaires for tests: one with every kind of question, its copies, and the tally of a published survey."""

from __future__ import annotations

from decimal import Decimal

from juesuan.performance.model import Copy, Option, Question, QuestionKind, Questionnaire

BEST = ("非常满意", "满意", "一般", "不满意")


def points(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def survey(*copies: Copy, **changes: object) -> Questionnaire:
    """One question of each kind; the multiple choice and the open question are not scored."""
    scale = tuple(Option(str(n), Decimal(n)) for n in (5, 4, 3, 2, 1))
    service = tuple(Option(b, p) for b, p in zip(BEST, points(10, 8, 6, 0), strict=True))
    made: dict[str, object] = {
        "code": "W1",
        "title": "服务对象满意度调查",
        "questions": (
            Question("T1", "您对窗口服务态度是否满意", service, Decimal(10)),
            Question("T2", "您对办事时限打几分", scale, Decimal(5), kind=QuestionKind.SCALE),
            Question("T3", "您从哪里了解政策", tuple(Option(o, None) for o in ("网站", "窗口", "电话")),
                     satisfaction=False, kind=QuestionKind.MULTIPLE),
            Question("T4", "您有什么建议", (), satisfaction=False, kind=QuestionKind.OPEN),
        ),
        "issued": 50,
        "copies": copies,
        "group": "办事群众",
        "population": 600,
    }  # fmt: skip
    return Questionnaire(**(made | changes))  # type: ignore[arg-type]


def copy(number: int, first: str, second: str = "5", *channels: str, said: str = "", void: str = "") -> Copy:
    """A copy; "" leaves a question unanswered."""
    answers = [("T1", first), ("T2", second), *(("T3", c) for c in channels), ("T4", said)]
    return Copy(str(number), tuple((code, label) for code, label in answers if label), void)


#: A published tally: ten questions, best, middle and worst answers; 49 valid copies of 50.
PUBLISHED = ((48, 0, 1), *((49, 0, 0),) * 5, (49, 1, 0), (49, 0, 0), (48, 1, 0), (49, 0, 0))


def published() -> Questionnaire:
    """The questionnaire of a county bureau as published: one question has an answer too many."""
    questions = tuple(
        Question(
            f"{i}", f"第{i}项评价",
            tuple(Option(o, Decimal(p), n) for o, p, n in zip("好中差", (10, 5, 0), counts, strict=True)), Decimal(10),
        )
        for i, counts in enumerate(PUBLISHED, 1)
    )  # fmt: skip
    return Questionnaire("W", "受益人群问卷", questions, 50, 50, 49)
