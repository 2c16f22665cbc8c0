"""Questionnaires counted: copies, answers per option, weighted score, satisfaction, and whether enough people answered.

Everything is counted from the copies (or from the counts of a tally that was made by hand) and nothing is typed. Shares
are rounded one by one, half up, and never pushed to make 100 %: a share that was moved is a share nobody gave. What
cannot be counted (two answers to one choice, an option nobody offered, more answers than copies) is a problem with its
place; :func:`~juesuan.performance.questionnaire_checks.checks` lists them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from juesuan.performance.kinds import HUNDRED, ZERO
from juesuan.performance.model import Copy, Question, QuestionKind, Questionnaire
from juesuan.performance.terms import plain

#: One answer at most.
ONE_ANSWER = (QuestionKind.SINGLE, QuestionKind.SCALE)
#: Decimals of a printed share.
_CENT = Decimal("0.01")
_Z, _HALF = Decimal("1.96"), Decimal("0.5")
#: The error accepted of a share, at 95 % confidence (z = 1.96).
MARGIN = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class OptionTally:
    """How often an option was chosen; ``letter`` is how the printed form calls it, ``base`` the copies it is a share of."""

    letter: str
    label: str
    points: Decimal | None
    count: int
    base: int

    @property
    def share(self) -> Decimal | None:
        """The share in percent, exact; ``None`` without copies."""
        return Decimal(self.count) * HUNDRED / self.base if self.base else None

    @property
    def printed(self) -> str:
        """The share as printed: 69.35%."""
        return "" if self.share is None else f"{self.share.quantize(_CENT, ROUND_HALF_UP)}%"


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """One question. ``answered`` copies gave an answer (``None`` where a tally by hand cannot say, as of several choices).

    ``points`` is the sum over all answers, ``full`` the most one copy can give; both ``None`` for questions that are not
    scored. ``words`` are the answers to an open question.
    """

    question: Question
    options: tuple[OptionTally, ...]
    valid: int
    answered: int | None
    points: Decimal | None
    full: Decimal | None
    words: tuple[str, ...] = ()

    @property
    def unanswered(self) -> int | None:
        """Valid copies without an answer here."""
        return None if self.answered is None else self.valid - self.answered

    @property
    def mean(self) -> Decimal | None:
        """The mean score of those who answered."""
        return None if self.points is None or not self.answered else self.points / self.answered

    @property
    def rate(self) -> Decimal | None:
        """The mean as a percentage of the full score."""
        return None if self.mean is None or not self.full else self.mean * HUNDRED / self.full


@dataclass(frozen=True, slots=True)
class Sample:
    """Is the sample large enough? ``needed`` copies for ±10 % at 95 %, ``margin`` (percent) what ``valid`` copies give."""

    valid: int
    population: int | None
    needed: int
    margin: Decimal | None

    @property
    def enough(self) -> bool:
        """Do the valid copies suffice?"""
        return self.valid >= self.needed

    @property
    def words(self) -> str:
        """The sample in words, with the formula."""
        base = _base()
        formula = f"n₀＝1.96²×0.5×（1－0.5）÷0.10²＝{plain(base)}"
        if self.population is None:
            formula += "，总体人数未填，按总体很大计算"
        else:
            formula += f"，n＝n₀÷（1＋（n₀－1）÷N），总体 N＝{self.population} 人"
        need = f"置信水平 95%、误差不超过 ±10% 需要有效问卷 {self.needed} 份（{formula}，向上取整）"
        margin = "" if self.margin is None else f"，误差约 ±{plain(self.margin, 1)}%"
        if self.enough:
            return f"有效问卷 {self.valid} 份{margin}，样本量足够：{need}。"
        return f"有效问卷只有 {self.valid} 份{margin}，样本量偏小：{need}。结论宜谨慎表述，并说明抽样方法。"


@dataclass(frozen=True, slots=True)
class Tally:
    """A questionnaire counted. ``void`` are the reasons of invalid copies with their numbers.

    ``points`` 问卷总分 is the sum over all copies and questions, ``score`` 综合得分 the sum of the questions' means,
    ``full`` 满分; ``satisfaction`` 满意度 in percent: points gained by points possible, over the questions that count.
    """

    questionnaire: Questionnaire
    issued: int | None
    returned: int | None
    valid: int
    void: tuple[tuple[str, int], ...]
    questions: tuple[QuestionTally, ...]
    points: Decimal | None
    score: Decimal | None
    full: Decimal | None
    satisfaction: Decimal | None
    sample: Sample


def tally(survey: Questionnaire) -> Tally:
    """Count a questionnaire that has no errors (see ``questionnaire_checks``)."""
    valid_copies = [c for c in survey.copies if not c.void]
    valid = valid_number(survey)
    counted = tuple(_question(q, valid_copies, valid, bool(survey.copies)) for q in survey.questions)
    scored = [q for q in counted if q.points is not None and q.full]
    means = [q.mean for q in scored if q.mean is not None]
    void = Counter(c.void for c in survey.copies if c.void)
    return Tally(
        survey,
        survey.issued,
        len(survey.copies) if survey.returned is None and survey.copies else survey.returned,
        valid,
        tuple(void.items()),
        counted,
        sum((q.points for q in scored if q.points is not None), ZERO) if scored else None,
        sum(means, ZERO) if scored and len(means) == len(scored) else None,
        sum((q.full for q in scored if q.full is not None), ZERO) if scored else None,
        _satisfaction(scored),
        sample(valid, survey.population),
    )


def satisfaction(survey: Questionnaire) -> Decimal | None:
    """满意度 in percent, ``None`` if the questionnaire has no scored answers to questions that count for it."""
    return tally(survey).satisfaction


def valid_number(survey: Questionnaire) -> int:
    """Valid copies: those not void; of a tally by hand what it states, or the most answers to one choice."""
    if survey.copies:
        return sum(not c.void for c in survey.copies)
    if survey.valid is not None:
        return survey.valid
    totals = [sum(o.count or 0 for o in q.options) for q in survey.questions if q.kind in ONE_ANSWER]
    return max(totals, default=0)


def sample(valid: int, population: int | None) -> Sample:
    """How many copies a population needs for ±10 % at 95 % confidence, and what ``valid`` copies give.

    n₀ = z²·p·(1－p)÷e² with p = 0.5; for N people n = n₀ ÷ (1 + (n₀－1) ÷ N).
    """
    needed = _base()
    if population:
        needed = needed / (1 + (needed - 1) / population)
    margin = None
    if valid:
        variance = _HALF * (1 - _HALF) / valid
        if population and population > 1:
            variance *= max(Decimal(population - valid) / (population - 1), ZERO)
        margin = _Z * variance.sqrt() * HUNDRED
    return Sample(valid, population, int(needed.to_integral_value(ROUND_CEILING)), margin)


def full_points(question: Question) -> Decimal | None:
    """The most points one answer can give; ``None`` if no option is scored."""
    points = [o.points for o in question.options if o.points is not None]
    if not points:
        return None
    if question.points is not None:
        return question.points
    return sum((p for p in points if p > 0), ZERO) if question.kind is QuestionKind.MULTIPLE else max(points)


def letter(position: int) -> str:
    """A, B … Z, AA: how the printed form calls the option at ``position`` (from 0)."""
    first, last = divmod(position, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _base() -> Decimal:
    return _Z * _Z * _HALF * (1 - _HALF) / (MARGIN * MARGIN)


def _question(question: Question, copies: Sequence[Copy], valid: int, counted: bool) -> QuestionTally:
    answers = [[label for code, label in copy.answers if code == question.code] for copy in copies]
    if question.kind is QuestionKind.OPEN:
        words = tuple(label for given in answers for label in given if label)
        return QuestionTally(question, (), valid, sum(bool(given) for given in answers), None, None, words)
    chosen = Counter(label for given in answers for label in set(given))
    options = tuple(
        OptionTally(letter(i), o.label, o.points, chosen[o.label] if counted else o.count or 0, valid)
        for i, o in enumerate(question.options)
    )
    answered: int | None = sum(bool(given) for given in answers)
    if not counted:
        answered = sum(o.count for o in options) if question.kind in ONE_ANSWER else None
    full = full_points(question)
    points = (
        None if full is None else sum((o.points * o.count for o in options if o.points is not None), ZERO)
    )
    return QuestionTally(question, options, valid, answered, points, full)


def _satisfaction(scored: Sequence[QuestionTally]) -> Decimal | None:
    own = [q for q in scored if q.question.satisfaction and q.answered]
    possible = sum((q.full * q.answered for q in own if q.full is not None and q.answered), ZERO)
    gained = sum((q.points for q in own if q.points is not None), ZERO)
    return gained * HUNDRED / possible if possible else None
