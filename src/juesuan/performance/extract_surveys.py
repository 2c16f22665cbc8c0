"""Published questionnaires as questions with their counts: what was asked, what each answer is worth, how often it came.

Totals and results are computed from the counts; one that is printed otherwise is kept for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from juesuan.claims.model import Operand
from juesuan.claims.performance.answers import answers_heading
from juesuan.claims.performance.figures import Quantity, lone, operand, quantities
from juesuan.claims.performance.reading import Performance
from juesuan.claims.performance.rows import NUMERIC, Box, Row, TableRun
from juesuan.claims.performance.survey import Copies, Survey
from juesuan.claims.performance.survey import Question as Asked
from juesuan.performance.extract_cells import Notes
from juesuan.performance.model import Option, Question, QuestionKind, Questionnaire
from juesuan.performance.questionnaires import tally
from juesuan.performance.terms import plain

_LETTER = re.compile(r"^[A-Za-z]\s*[.．、:：)）]\s*")
_WORTH = re.compile(r"\s*[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]$")
#: No option, but what is left of the copies.
_UNANSWERED = re.compile(r"未作?答(?:题)?|未选|漏答|空白")
_MULTIPLE = re.compile(r"多选|不定项")
_GROUP = re.compile(r"[（(]([^（）()]{2,12})[)）]")


def read_surveys(read: Performance, notes: Notes) -> Iterator[Questionnaire]:
    """Every questionnaire table, with the copies that the paragraph before it states."""
    surveys = sorted((*read.surveys, *_across(read.runs)), key=lambda s: s.questions[0].box.block)
    for n, survey in enumerate(surveys, 1):
        copies = _copies(survey, surveys, read)
        questions = tuple(_question(i, q, notes) for i, q in enumerate(survey.questions, 1))
        title = _title(survey, copies, read)
        group = _GROUP.search(title)
        made = Questionnaire(
            f"W{n}", title or f"问卷{n}", questions, *_numbers(survey, copies, notes),
            group=group[1] if group else "", origin=notes.origin(survey.questions[0].box),
        )  # fmt: skip
        yield made
        _compare(survey, made, notes)
    used = [_copies(s, surveys, read) for s in surveys]
    told = {_said(c) for c in used if c is not None}
    for copies in read.copies:
        if _said(copies) not in told:
            for number in (copies.issued, copies.returned, copies.valid):
                if number is not None:
                    notes.add(number.shown, number.span, "没有读到这份问卷的题目")


def _said(copies: Copies) -> tuple[Decimal | None, ...]:
    """The numbers of copies, which reports repeat."""
    return tuple(
        None if o is None else o.interval.low for o in (copies.issued, copies.returned, copies.valid)
    )


def _across(runs: Sequence[TableRun]) -> Iterator[Survey]:
    """Tables with a question a row and the options across, in the shape of the others."""
    for title, rows in runs:
        head: Row | None = None
        survey = Survey(title)
        for row in rows:
            if answers_heading(row) is not None:
                head = row
            elif head is not None:
                _across_row(survey, head, row)
        if survey.questions:
            yield survey


def _across_row(survey: Survey, head: Row, row: Row) -> None:
    heading = answers_heading(head)
    cells = {b.column: b for b in row.boxes}
    labels = {b.column: b for b in head.boxes}
    if heading is None or not set(heading.options) <= set(cells):
        return
    counts = {c: lone(cells[c]) for c in heading.options}
    words = [
        b for b in row.boxes if b.column < min(heading.options) and b.text and not NUMERIC.fullmatch(b.text)
    ]
    if not words or None in counts.values():
        return
    asked = Asked(words[-1])
    for column, count in counts.items():
        worth = quantities(labels[column].text)
        assert count is not None
        asked.options.append((cells[column], worth[0] if worth else None, count))
        asked.counts.append(cells[column])
        asked.labels.append(labels[column])
    survey.questions.append(asked)
    valid = lone(cells[heading.copies]) if heading.copies in cells else None
    if valid is not None and survey.valid is None:
        survey.valid = operand(cells[heading.copies], valid, "有效份数", exact=True)


def _copies(survey: Survey, surveys: Sequence[Survey], read: Performance) -> Copies | None:
    """The nearest statement of copies before the table; the only one of the report anyhow."""
    block = survey.questions[0].box.block
    before = [c for c in read.copies if c.line.block < block]
    if len(surveys) == 1 and len(read.copies) == 1:
        return read.copies[0]
    return before[-1] if before and block - before[-1].line.block <= 3 else None


def _title(survey: Survey, copies: Copies | None, read: Performance) -> str:
    """The table's title; where that is the line of copies, the line before it."""
    if copies is None or "份" not in survey.title:
        return survey.title
    before = [line for line in read.lines if line.block < copies.line.block]
    return before[-1].text if before and "问卷" in before[-1].text and len(before[-1].text) <= 60 else ""


def _numbers(
    survey: Survey, copies: Copies | None, notes: Notes
) -> tuple[int | None, int | None, int | None]:
    said = (None, None, None) if copies is None else (copies.issued, copies.returned, copies.valid)
    issued, returned, valid = (None if o is None else int(o.interval.low) for o in said)
    if survey.valid is not None:
        inside = int(survey.valid.interval.low)
        if valid is not None and valid != inside:
            notes.add(f"有效问卷{inside}份", survey.valid.span, f"另一处写{valid}份，采用了另一处的数")
        valid = inside if valid is None else valid
    return issued, returned, valid


def _question(n: int, asked: Asked, notes: Notes) -> Question:
    options = tuple(
        Option(_WORTH.sub("", _LETTER.sub("", label.raw.strip())), _value(score), _count(count, box, notes))
        for label, (_, score, count), box in zip(asked.labels, asked.options, asked.counts, strict=True)
        if not _UNANSWERED.fullmatch(label.text)
    )
    kind = QuestionKind.MULTIPLE if _MULTIPLE.search(asked.box.text) else QuestionKind.SINGLE
    if asked.holes:
        notes.add(f"“{asked.box.raw}”", asked.box, "有的选项没有写份数，请补填")
    return Question(str(n), asked.box.raw.strip(), options, kind=kind, origin=notes.origin(asked.box))


def _value(q: Quantity | None) -> Decimal | None:
    return None if q is None else q.printed.value


def _count(q: Quantity, box: Box, notes: Notes) -> int | None:
    value = q.printed.base
    if value == value.to_integral_value() and q.printed.unit.kind != "ratio":
        return int(value)
    notes.add(f"选择份数{box.text}", box, "不是份数，请补填份数")
    return None


def _compare(survey: Survey, made: Questionnaire, notes: Notes) -> None:
    """Printed results that the counts do not make."""
    if any(o.count is None for q in made.questions for o in q.options):
        return
    counted = tally(made)
    pairs: Sequence[tuple[Operand | None, Decimal | None, str]] = (
        (survey.total, counted.points, "问卷总分"),
        (survey.result, counted.score, "问卷综合得分"),
    )
    for stated, value, title in pairs:
        if stated is None or value is None or stated.printed is None:
            continue
        printed = stated.printed
        if printed.unit.kind == "ratio" and counted.satisfaction is not None:
            value = counted.satisfaction
        step = Decimal(1).scaleb(-printed.decimals)
        if value.quantize(step, ROUND_HALF_UP) != printed.value:
            notes.add(
                f"{title}{plain(printed.value)}",
                stated.span,
                f"按各选项份数计算是{plain(value, printed.decimals + 2)}",
            )
