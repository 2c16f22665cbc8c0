"""Questionnaires of the performance workbook: heads, questions with an option a row, and copies with a respondent a row."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.accounts.sheetforms import Row
from juesuan.performance import book_sheets as s
from juesuan.performance.answers import anonymous, chosen
from juesuan.performance.book_lines import Lines, done_of, texts, values
from juesuan.performance.model import Copy, Option, Question, QuestionKind, Questionnaire


def questionnaires(lines: Lines) -> tuple[Questionnaire, ...]:
    """The questionnaires that the three sheets state."""
    heads = lines.heads(s.SURVEYS, "code")
    options = lines.under(s.QUESTIONS, "questionnaire", heads, s.SURVEYS)
    copies = lines.under(s.COPIES, "questionnaire", heads, s.SURVEYS)
    made = []
    for code, h in heads.items():
        questions = _questions(lines, options[code])
        made.append(
            Questionnaire(
                questions=questions,
                copies=tuple(_copy(lines, r, questions) for r in copies[code]),
                done=done_of(h),
                origin=h["origin"],
                **values(h, "issued", "returned", "valid", "population"),
                **texts(h, "code", "title", "group"),
            )
        )
    return tuple(made)


def _questions(lines: Lines, rows: Sequence[Row]) -> tuple[Question, ...]:
    """Rows of one number are the options of one question, whose first row says the rest."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["code"], []).append(row)
    made = []
    for code, own in groups.items():
        first = own[0]
        for row in own[1:]:
            _same(lines, code, row, first)
        if len(own) > 1:
            for row in own:
                if row["option"] is None:
                    lines.say("required", row, "option", "“选项”没有填写", "一个选项一行")
        options = (
            Option(r["option"], r["option_points"], r["count"]) for r in own if r["option"] is not None
        )
        satisfaction = True if first["satisfaction"] is None else first["satisfaction"]
        kind = first["kind"] or QuestionKind.SINGLE
        made.append(
            Question(
                code,
                first["text"] or "",
                tuple(options),
                first["points"],
                satisfaction,
                kind,
                first["origin"],
            )
        )
    return tuple(made)


def _same(lines: Lines, code: str, row: Row, first: Row) -> None:
    for name in ("text", "kind", "points", "satisfaction"):
        if row[name] not in (None, first[name]):
            words = f"第 {code} 题的各行写得不一样"
            lines.say("question-twice", row, name, words, "题目、题型等只写在该题的第一行", row[name])


def _copy(lines: Lines, row: Row, questions: Sequence[Question]) -> Copy:
    answers: list[tuple[str, str]] = []
    for name, words in row.items():
        if not name.startswith("answer") or not words:
            continue
        place = int(name.removeprefix("answer"))
        if place > len(questions):
            said = f"这份问卷没有第 {place} 题"
            lines.say("unknown-question", row, name, said, "请删去，或在“问卷”表补上题目", words)
            continue
        if anonymous(words) != words:
            said = f"第 {place} 题的回答含有电话或证件号码，已用＊代替"
            lines.say("personal", row, name, said, "请在工作簿中也删去", None, "warning")
        question = questions[place - 1]
        answers += [(question.code, label) for label in chosen(question, words)]
    return Copy(row["number"], tuple(answers), row["void"] or "", row["origin"])
