"""Answers brought in from a file: one respondent a row, one question a column, xlsx or csv, and nobody's name.

Survey sites and counting sheets export their own headings and write a choice as its words, its letter or its number; all
of these are understood, nothing is guessed. Columns that tell who answered are not read and said so, and a telephone or
identity number in an answer is blotted out, because the answers are kept and published as those of nobody.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.accounts.model import Origin
from juesuan.accounts.problems import Problem
from juesuan.accounts.sheetreading import REACH
from juesuan.documents import formats, intake
from juesuan.documents.delimited import read_rows
from juesuan.documents.refusal import Refusal
from juesuan.documents.sheets import sheets_of
from juesuan.documents.workbook.grid import Sheet, address
from juesuan.performance.model import Copy, Question, QuestionKind, Questionnaire
from juesuan.performance.questionnaires import letter

NUMBER_HEADS = ("序号", "编号", "答卷编号", "问卷编号", "答卷序号", "卷号")
VOID_HEADS = ("无效原因",)
BLANK_COPY = "空白卷（没有作答）"
_PERSONAL = re.compile(
    r"姓名|名字|联系人|填写人|填报人|答题人|被访|受访|电话|手机|联系方式|身份证|证件号|住址|地址|微信|QQ|邮箱|邮件|E-?mail"
    r"|昵称|账号|卡号|工号|学号|\bIP\b|^IP",
    re.I,
)
#: A mobile number or an identity number, standing alone.
_TELLING = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
_NUMBERED = re.compile(r"第?\s*(\d{1,3})\s*题?\s*(?:[.、．:：)）]\s*)?(.*)", re.S)
_SPLIT = re.compile(r"[;；、,，|┋/\n]+")
_NOISE = re.compile(r"[（(\[【][单多]选题?[）)\]】]|[\s.．、:：()（）？?“”\"*]")


@dataclass(frozen=True, slots=True)
class Answers:
    """Copies as far as they could be read, and what was wrong or left out on the way."""

    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...]


def read_answers(path: str | os.PathLike[str], survey: Questionnaire) -> Answers:
    """Read the answers to ``survey`` from a file (xlsx, xls, ods; csv in UTF-8 or GBK).

    Raises :class:`Refusal` if the file cannot be read, or none of its columns is a question.
    """
    shown = intake.shown_path(path)
    data = intake.load(path, shown)
    if not data:
        raise Refusal("empty", shown, "文件是空的（0 字节）", "请检查文件是否下载或保存完整，再重新提供")
    found, _ = formats.identify(data, shown)
    if found in (formats.CSV, formats.TEXT):
        return answers_of(read_rows(data, shown), survey, shown)
    if found not in (formats.XLSX, formats.XLS, formats.XML_BOOK, formats.ODS):
        raise Refusal(
            "no-answers", shown, f"这是{found.title}，不是答卷表", "请提供每份答卷一行的 xlsx 或 csv 文件"
        )
    _, (sheets, _) = sheets_of(data, shown)
    filled = [s for s in sheets if s.cells and not s.hidden]
    # The sheet with most questions among its headings: exports put notes and summaries beside the answers.
    best = max(filled, key=lambda s: len(_columns(_grid(s), survey)[1]), default=None)
    return answers_of(() if best is None else _grid(best), survey, shown, "" if best is None else best.name)


def answers_of(rows: Sequence[Sequence[str]], survey: Questionnaire, path: str, sheet: str = "") -> Answers:
    """The answers in a table of words; ``sheet`` is where it stands."""
    head, columns = _columns(rows, survey)
    if not columns:
        expected = "、".join(f"第{i}题" for i in range(1, min(len(survey.questions), 3) + 1))
        raise Refusal(
            "no-answers", path, f"没有找到问卷“{survey.title or survey.code}”的题目",
            f"每份答卷一行，每题一列，列标题写题号或题目（如 {expected}）",
        )  # fmt: skip
    reader = _Reader(survey, os.path.basename(path), sheet)
    return reader.read(rows, head, columns)


def anonymous(words: str) -> str:
    """The words with telephone and identity numbers blotted out."""
    return _TELLING.sub(lambda found: "＊" * len(found[0]), words)


def chosen(question: Question, words: str) -> tuple[str, ...]:
    """The labels that a cell chooses: as words, as letters (A、C or AC), or as the options' numbers.

    What is no option stays as it stands, for the checks to name. Numbers are not taken where labels begin with one.
    """
    if question.kind is QuestionKind.OPEN:
        return (anonymous(words.strip()),)
    whole = option(question, words)
    if whole is not None or question.kind is not QuestionKind.MULTIPLE:
        return (whole if whole is not None else words.strip(),)
    parts = [part.strip() for part in _SPLIT.split(words) if part.strip()]
    letters = {letter(i): o.label for i, o in enumerate(question.options)}
    if len(parts) == 1 and all(c in letters for c in parts[0].upper()):
        return tuple(letters[c] for c in parts[0].upper())
    found = [option(question, part) for part in parts]
    return tuple(part if label is None else label for part, label in zip(parts, found, strict=True))


def option(question: Question, words: str) -> str | None:
    """The label of the option that ``words`` mean, ``None`` if none."""
    words = words.strip()
    labels = [o.label for o in question.options]
    if words in labels:
        return words
    by_fold: dict[str, str] = {}
    for i, label in enumerate(labels):
        by_fold.setdefault(_fold(label), label)
        by_fold.setdefault(_fold(letter(i) + label), label)
        by_fold.setdefault(letter(i), label)
        bare = re.sub(r"^[A-Za-z][.．、]\s*", "", label)
        by_fold.setdefault(_fold(bare), label)
    if not any(label[:1].isdigit() for label in labels):
        by_fold |= {str(i): label for i, label in enumerate(labels, 1) if str(i) not in by_fold}
    return by_fold.get(_fold(words)) or by_fold.get(_fold(words).upper())


def _fold(words: str) -> str:
    return _NOISE.sub("", words).casefold()


def _grid(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    if not sheet.cells:
        return ()
    last, wide = max(r for r, _ in sheet.cells), max(c for _, c in sheet.cells) + 1
    blank = {r: [""] * wide for r in range(last + 1)}
    for (r, c), cell in sheet.cells.items():
        blank[r][c] = cell.text
    return tuple(tuple(blank[r]) for r in range(last + 1))


def _columns(
    rows: Sequence[Sequence[str]], survey: Questionnaire
) -> tuple[int, dict[int, tuple[Question, str]]]:
    """The heading row, and of its columns the question each answers (with an option: one column an option)."""
    best: tuple[int, dict[int, tuple[Question, str]]] = (0, {})
    for r, row in enumerate(rows[:REACH]):
        found = {c: asked for c, words in enumerate(row) if (asked := _asked(words, survey)) is not None}
        if len(found) > len(best[1]) and not _is_answers([row[c] for c in found], survey):
            best = (r, found)
    return best


def _is_answers(words: Sequence[str], survey: Questionnaire) -> bool:
    """Is a row of nothing but numbers a row of answers? Headings that are numbers count all questions from 1."""
    numbers = [w.strip() for w in words]
    headings = [str(i) for i in range(1, len(survey.questions) + 1)]
    return all(n.isdecimal() for n in numbers) and (numbers != headings or len(numbers) < 2)


def _asked(heading: str, survey: Questionnaire) -> tuple[Question, str] | None:
    """The question (and option) that a heading names."""
    heading = heading.strip()
    if not heading:
        return None
    for question in survey.questions:
        if heading == question.code or _fold(heading) == _fold(question.text):
            return question, ""
    numbered = _NUMBERED.fullmatch(heading.removeprefix("Q").removeprefix("q"))
    if numbered is None or not 0 < int(numbered[1]) <= len(survey.questions):
        return None
    question = survey.questions[int(numbered[1]) - 1]
    rest = _fold(numbered[2])
    if not rest or rest == _fold(question.text):
        return question, ""
    label = option(question, numbered[2]) if question.kind is QuestionKind.MULTIPLE else None
    return None if label is None else (question, label)


class _Reader:
    """Reads the rows below the headings."""

    def __init__(self, survey: Questionnaire, file: str, sheet: str) -> None:
        self.survey = survey
        self.file = file
        self.sheet = sheet
        self.problems: list[Problem] = []

    def read(
        self, rows: Sequence[Sequence[str]], head: int, columns: dict[int, tuple[Question, str]]
    ) -> Answers:
        """The copies."""
        body = [(r, row) for r, row in enumerate(rows) if r > head and any(words.strip() for words in row)]
        titles = {c: words.strip().rstrip("*") for c, words in enumerate(rows[head])}
        others = [c for c in range(max((len(row) for _, row in body), default=0)) if c not in columns]
        personal = [c for c in others if self._tells(titles.get(c, ""), [_at(row, c) for _, row in body])]
        number = next((c for c in others if titles.get(c) in NUMBER_HEADS and c not in personal), None)
        void = next((c for c in others if titles.get(c) in VOID_HEADS), None)
        self._unused(head, titles, [c for c in others if c not in (*personal, number, void)], personal)
        missing = [q for q in self.survey.questions if q.code not in {q.code for q, _ in columns.values()}]
        for question in missing:
            self._say(
                "missing-column", f"没有“{question.text or question.code}”这一题的列", head, 0, "按未作答处理"
            )
        copies = []
        for i, (r, row) in enumerate(body, 1):
            words = _at(row, number) if number is not None else ""
            copies.append(
                self._copy(words or str(i), r, row, columns, "" if void is None else _at(row, void))
            )
        return Answers(tuple(copies), tuple(self.problems))

    def _tells(self, title: str, values: Sequence[str]) -> bool:
        """Does a column say who answered, by its heading or by what stands in it?"""
        return bool(_PERSONAL.search(title)) or any(_TELLING.fullmatch(v.strip()) for v in values)

    def _unused(
        self, head: int, titles: dict[int, str], unused: Sequence[int], personal: Sequence[int]
    ) -> None:
        for c in personal:
            name = titles.get(c) or address(head, c)[:-1]
            words = f"“{name}”一列含有个人信息，没有读入"
            self._say("personal", words, head, c, "问卷应当匿名，请从文件中删去这一列")
        named = [titles[c] for c in unused if titles.get(c)]
        if named:
            words = f"这些列不是题目，没有读入：{'、'.join(named)}"
            self._say("unused", words, head, unused[0], "如是题目，请把列标题改成题号或题目")

    def _copy(
        self, number: str, r: int, row: Sequence[str], columns: dict[int, tuple[Question, str]], void: str
    ) -> Copy:
        given: dict[str, list[str]] = {}
        for c, (question, label) in columns.items():
            words = _at(row, c)
            if label:
                if words and words not in ("0", "否", "×", "未选"):
                    given.setdefault(question.code, []).append(label)
            elif words:
                given.setdefault(question.code, []).extend(chosen(question, words))
                if anonymous(words) != words:
                    said = f"“{question.text or question.code}”的回答含有电话或证件号码，已用＊代替"
                    self._say("personal", said, r, c, "请在原文件中也删去")
        order = [q.code for q in self.survey.questions]
        answers = tuple((code, label) for code in order for label in given.get(code, ()))
        if not answers and not void:
            void = BLANK_COPY
            self._say("blank-copy", f"第 {number} 号答卷没有作答，作无效问卷处理", r, 0, "")
        return Copy(number, answers, void, Origin(self.file, self.sheet, address(r, 0)))

    def _say(self, code: str, message: str, r: int, c: int, expected: str) -> None:
        self.problems.append(
            Problem(code, message, self.sheet or self.file, address(r, c), "", expected, "warning")
        )


def _at(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""
