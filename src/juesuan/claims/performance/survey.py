"""Questionnaires: copies issued, returned and valid, answers per option, weighted result.

An option table is recognised by an option column and a count column. Answers to one question cannot
outnumber the valid copies and, where one answer is asked for, make them up; the weighted sum of all answers
is the printed total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, GUESS, LIKELY, at_most, over, ratio, same, total
from juesuan.claims.performance.figures import Quantity, lone, operand, quantity_at
from juesuan.claims.performance.rows import Box, Row, TableRun

_OPTION = re.compile(r"选项(?:内容)?|答案|评价选项|选择项")
_OPTION_STARTS = frozenset("选答评")
_COUNT = re.compile(r".{0,14}(?:问卷数|份数|人数|票数|选择数|数量|统计结果?|有效数)(?:[(（].{1,2}[)）])?")
_SCORE = re.compile(r"(?:标准)?(?:分值|得分|分数|赋分)")
_QUESTION = re.compile(r"问题(?:内容)?|调查内容|题目|调查项目")
_COPIES = (
    (
        "issued",
        re.compile(
            r"(?:共)?(?:发放|发出|下发)了?(?:[\u4e00-\u9fff]{0,12}?(?:问卷|调查表))?[:：共计了]*(?P<n>\d+)(?=[份张])"
        ),
    ),
    ("returned", re.compile(r"(?:收回|回收)(?:调查)?(?:有效)?(?:问卷)?[:：共计了]*(?P<n>\d+)(?=[份张])")),
    ("valid", re.compile(r"(?:有效)(?:调查)?(?:问卷|份数)?[:：共计了]*(?P<n>\d+)(?=[份张])")),
)
_ALL = re.compile(r"合计|总计|总数|小计")
_MULTIPLE = re.compile(r"多选|可多选|不定项")


@dataclass
class Question:
    """A question's options as (score or None, count)."""

    box: Box
    options: list[tuple[Box, Quantity | None, Quantity]] = field(default_factory=list)
    counts: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    holes: bool = False

    @property
    def operands(self) -> list[Operand]:
        """The counts, each weighted 1."""
        return [
            operand(c, n, "份数", exact=True) for c, (_, _, n) in zip(self.counts, self.options, strict=True)
        ]


@dataclass
class Survey:
    """One questionnaire table."""

    title: str
    questions: list[Question] = field(default_factory=list)
    total: Operand | None = None
    full: Operand | None = None
    valid: Operand | None = None
    result: Operand | None = None
    closed: bool = False
    """Does the table itself end in 合计, the number of all answers?"""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies a paragraph states."""

    line: Box
    issued: Operand | None
    returned: Operand | None
    valid: Operand | None


def surveys_of(runs: Sequence[TableRun]) -> list[Survey]:
    """Every questionnaire table."""
    found = []
    for title, rows in runs:
        columns: dict[str, int] | None = None
        survey = Survey(title)
        for row in rows:
            heads = _columns(row)
            if heads is not None:
                columns = heads
            elif columns is not None:
                _row(survey, row, columns)
        if survey.questions:
            found.append(survey)
    return found


def _columns(row: Row) -> dict[str, int] | None:
    """Role → ordinal of a heading row."""
    if not any(_OPTION.fullmatch(b.text) for b in row.boxes if b.text[:1] in _OPTION_STARTS):
        return None
    roles: dict[str, int] = {}
    for i, box in enumerate(row.boxes):
        for role, pattern in (
            ("question", _QUESTION),
            ("option", _OPTION),
            ("score", _SCORE),
            ("count", _COUNT),
        ):
            if role not in roles and pattern.fullmatch(box.text):
                roles[role] = i
                break
    return roles if "option" in roles and "count" in roles else None


def _row(survey: Survey, row: Row, columns: dict[str, int]) -> None:
    boxes = row.boxes
    label = row.own[0].text if row.own else ""
    numbers = [(b, q) for b in row.own if (q := lone(b)) is not None]
    if re.search(r"总分|有效(?:问卷)?份数|有效问卷|综合得分|平均分|满意度得分", label) and numbers:
        _result(survey, label, numbers)
        return
    if _ALL.fullmatch(label) and survey.questions and "question" not in columns:
        _close(survey, boxes, columns, numbers)
        return
    shift = len(boxes) - 1 - max(columns.values())
    if shift < 0 or len(boxes) <= columns["option"]:
        return
    if "question" in columns and columns["question"] < len(boxes):
        asked = boxes[columns["question"]]
        again = (
            bool(survey.questions) and survey.questions[-1].box.text == asked.text
        )  # a merged cell written out
        if asked.text and not asked.inherited and not again:
            survey.questions.append(Question(asked))
    elif "question" not in columns and not survey.questions:
        survey.questions.append(
            Question(boxes[columns["option"]])
        )  # a table of one question does not ask it again
    if not survey.questions:
        return
    count = lone(boxes[columns["count"]])
    if count is None:
        survey.questions[-1].holes = True
        return
    score = lone(boxes[columns["score"]]) if "score" in columns else None
    question = survey.questions[-1]
    question.options.append((boxes[columns.get("score", columns["count"])], score, count))
    question.counts.append(boxes[columns["count"]])
    question.labels.append(boxes[columns["option"]])


def _close(
    survey: Survey, boxes: Sequence[Box], columns: dict[str, int], numbers: Sequence[tuple[Box, Quantity]]
) -> None:
    """“合计｜280｜｜88.29%”: all answers, and what they come to."""
    count = lone(boxes[columns["count"]]) if columns["count"] < len(boxes) else None
    if count is not None:
        survey.valid = operand(boxes[columns["count"]], count, "合计份数", exact=True)
        survey.closed = True
    rest = [(b, q) for b, q in numbers if b is not boxes[columns["count"]]]
    if count is not None and len(rest) == 1:
        survey.result = operand(*rest[0], "得分")


def _result(survey: Survey, label: str, numbers: Sequence[tuple[Box, Quantity]]) -> None:
    box, q = numbers[-1]
    if "有效" in label:
        survey.valid = operand(box, q, "有效问卷份数", exact=True)
    elif "总分" in label:
        survey.total = operand(box, q, "问卷总分", exact=True)
        if len(numbers) > 1:
            survey.full = operand(*numbers[0], "标准总分", exact=True)
    else:
        survey.result = operand(box, q, "综合得分")


_RETURNED_RATE = re.compile(r"(?<!有效)回收率(?:为|是|达到?)?(?P<n>\d+(?:\.\d+)?)[%％]")
_VALID_RATE = re.compile(
    r"(?:(?:问卷)?有效率|有效问卷率|有效回收率)(?:为|是|达到?)?(?P<n>\d+(?:\.\d+)?)[%％]"
)


def copies_of(lines: Sequence[Box]) -> list[Copies]:
    """Paragraphs that state issued, returned or valid copies."""
    found = []
    for line in lines:
        if "问卷" not in line.text and "调查表" not in line.text:
            continue
        stated: dict[str, Operand | None] = {}
        for role, pattern in _COPIES:
            m = pattern.search(line.text)
            q = quantity_at(line.text, m)
            stated[role] = (
                None
                if q is None or m is None
                else operand(line, q, m.group()[: m.start("n") - m.start()], exact=True)
            )
        returned, valid = stated["returned"], stated["valid"]
        if returned is not None and valid is not None and returned.number == valid.number:
            stated["returned"] = None  # “回收有效问卷186份”: how many came back in all is not said
        if sum(v is not None for v in stated.values()) >= 2:
            found.append(Copies(line, stated["issued"], stated["returned"], stated["valid"]))
    return found


def _copy_rates(c: Copies, n: int) -> Iterator[Claim]:
    """回收率 is returned over issued, 有效率 valid over returned (or issued)."""
    for pattern, top, bases, words in (
        (_RETURNED_RATE, c.returned or c.valid, (c.issued,), "回收率＝收回份数÷发放份数"),
        (
            _VALID_RATE,
            c.valid,
            (c.returned, c.issued),
            f"有效率＝有效份数÷{'发放' if c.returned is None else '收回'}份数",
        ),
    ):
        m = pattern.search(c.line.text)
        q = quantity_at(c.line.text, m)
        known = [b for b in bases if b is not None and b.interval.low > 0]
        if q is not None and top is not None and known and not q.printed.about:
            yield ratio(
                Kind.SHARE,
                "questionnaire-rates",
                operand(c.line, q, words[:3]),
                top,
                known[0],
                words,
                f"{n}|{words[:3]}",
                other_bottoms=known[1:],
            )


def survey_claims(surveys: Sequence[Survey], copies: Sequence[Copies]) -> Iterator[Claim]:
    """Every relation among copies, answers and results."""
    for n, c in enumerate(copies):
        for small, large, words in (
            (c.returned, c.issued, "收回份数不多于发放份数"),
            (c.valid, c.returned, "有效份数不多于收回份数"),
            (c.valid if c.returned is None else None, c.issued, "有效份数不多于发放份数"),
        ):
            if small is not None and large is not None:
                yield at_most(Kind.COUNT, "questionnaire-copies", small, large, words, f"{n}|{words}")
        yield from _copy_rates(c, n)
    for n, survey in enumerate(surveys):
        stated = [c.valid for c in copies if c.valid is not None]
        if survey.valid is not None and len(surveys) == 1 and len(stated) == 1:
            yield same(
                Kind.REPEAT, "valid-copies-repeat", stated[0], survey.valid, "有效问卷份数前后一致", str(n)
            )
        valid = survey.valid or (stated[0] if len(surveys) == 1 and len(stated) == 1 else None)
        yield from _answer_claims(survey, valid, n)


_SATISFIED = re.compile(r"满意度(?:调查)?(?:结果)?(?:为|是|达到?)?(?P<n>\d+(?:\.\d+)?)[%％](?!以上|及以上)")


def satisfaction_claims(surveys: Sequence[Survey], lines: Sequence[Box]) -> Iterator[Claim]:
    """A satisfaction rate in prose against the only questionnaire's result over its full marks."""
    if len(surveys) != 1 or surveys[0].result is None or surveys[0].full is None:
        return
    for n, line in enumerate(lines):
        m = _SATISFIED.search(line.text)
        q = quantity_at(line.text, m)
        if q is not None and not q.sign:
            yield ratio(
                Kind.REPEAT,
                "satisfaction-repeats",
                operand(line, q, "满意度"),
                surveys[0].result,
                surveys[0].full,
                "文中的满意度＝问卷综合得分÷问卷满分",
                str(n),
                GUESS,
            )


def _answer_claims(survey: Survey, valid: Operand | None, n: int) -> Iterator[Claim]:
    questions = [q for q in survey.questions if q.options and not q.holes]
    if valid is not None:
        single = [q for q in questions if not _MULTIPLE.search(q.box.text)]
        full = sum(sum(o[2].printed.value for o in q.options) == valid.interval.low for q in single)
        # Where most questions use every copy up, one that does not is wrong; elsewhere blanks may be allowed.
        certainty = CERTAIN if full * 2 > len(single) or survey.closed else LIKELY
        for k, q in enumerate(single):
            key = f"{n}|{k}"
            yield total(
                Kind.COUNT,
                "answers-make-valid-copies",
                valid,
                q.operands,
                f"第{k + 1}题各选项份数之和＝有效问卷份数",
                key,
                certainty,
            )
    if survey.closed and survey.result is not None and len(questions) == 1 and survey.total is None:
        yield from _share_of_best(survey, questions[0], n)
    if survey.total is not None and all(s is not None for q in questions for _, s, _ in q.options):
        yield from _weighted(survey, questions, n)
    if survey.result is not None and survey.total is not None and valid is not None:
        yield ratio(
            Kind.SHARE,
            "questionnaire-result",
            survey.result,
            survey.total,
            valid,
            "综合得分＝问卷总分÷有效问卷份数",
            str(n),
            CERTAIN,
        )


def _share_of_best(survey: Survey, question: Question, n: int) -> Iterator[Claim]:
    """“88.29%” or “88.29”: what the answers are worth, of what they could be worth (or for each copy)."""
    points = [s.printed.value for _, s, _ in question.options if s is not None]
    whole = all(p == p.to_integral_value() for p in points)
    if survey.result is None or survey.valid is None or len(points) < len(question.options) or not whole:
        return
    full = int(max(points)) if survey.result.printed and survey.result.printed.unit.kind == "ratio" else 1
    yield Claim(
        Kind.SCORE,
        "questionnaire-row-result",
        Relation.RATIO,
        (
            survey.result,
            *(over(o, int(p), 0) for o, p in zip(question.operands, points, strict=True)),
            over(survey.valid, 0, full),
        ),
        "得分＝Σ（分值×份数）÷合计份数",
        str(n),
        CERTAIN,
    )


def _weighted(survey: Survey, questions: Sequence[Question], n: int) -> Iterator[Claim]:
    assert survey.total is not None
    parts, best = [], []
    for q in questions:
        for (box, score, _), count in zip(q.options, q.operands, strict=True):
            assert score is not None
            parts.append(replace(count, weight=Decimal(score.printed.value)))
            parts.append(operand(box, score, "分值", exact=True, weight=0))
        top = max(q.options, key=lambda o: o[1].printed.value if o[1] is not None else Decimal(0))
        if top[1] is not None:
            best.append(operand(top[0], top[1], "分值", exact=True))
    if len(questions) > 1:
        yield total(
            Kind.SUM, "questionnaire-total", survey.total, parts, "问卷总分＝Σ（分值×份数）", str(n), LIKELY
        )
        if survey.full is not None:
            yield total(
                Kind.SUM,
                "questionnaire-full-marks",
                survey.full,
                best,
                "标准总分＝各题最高分值之和",
                str(n),
                LIKELY,
            )
