"""A questionnaire on paper and a sheet to enter its answers: what is handed out, and what is filled in behind a desk.

The paper asks for no name. On the entry sheet a respondent is a row and an answer a letter; the sheet comes back through
:mod:`answers`.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts.sheetforms import Field, SheetForm, Vocabulary
from juesuan.accounts.sheetwriting import FormBook
from juesuan.documents.composition import ComposedBlock, ComposedParagraph, Composition, Piece
from juesuan.performance.book_sheets import COPIES, LISTS
from juesuan.performance.model import Question, QuestionKind, Questionnaire
from juesuan.performance.questionnaires import letter
from juesuan.performance.terms import plain

#: The sheet of the entry workbook that lists the questions.
QUESTIONS = "题目"
_HOW = {
    QuestionKind.SINGLE: "单选",
    QuestionKind.MULTIPLE: "可多选",
    QuestionKind.SCALE: "单选",
    QuestionKind.OPEN: "请填写",
}
#: Options of so many characters together stand on one line.
_LINE = 34
_BLANK = "＿" * 24


def form(survey: Questionnaire, entity: str, year: int) -> Composition:
    """The questionnaire as a document to be printed, or filled in as a file."""
    return Composition(survey.title, entity, year, "", "", tuple(_blocks(survey, entity)))


def entry_sheet(survey: Questionnaire, year: int) -> bytes:
    """A workbook to enter answers in: a row for each copy, a column with the letters of each question."""
    fields = [
        Field("答卷编号", "number", "text", True, "每份答卷一个编号，不写姓名", 10),
        Field("无效原因", "void", "text", help="无效问卷写明原因，如 漏答过半", width=18),
    ]
    choices: dict[str, dict[str, str]] = {}
    for i, question in enumerate(survey.questions, 1):
        kind = "answer"
        letters = {letter(n): o.label for n, o in enumerate(question.options)}
        if question.kind in (QuestionKind.SINGLE, QuestionKind.SCALE):
            kind = f"answer{i}"
            choices[kind] = {one: one for one in letters}
        shown = "；".join(f"{one} {label}" for one, label in letters.items())
        fields.append(
            Field(
                f"第{i}题", f"answer{i}", kind, False, f"{question.text}（{_HOW[question.kind]}）{shown}", 12
            )
        )
    help = "一份答卷一行，填选项字母；多选题写在一格里，如 AC；没有作答的留空。不得填写姓名、电话、证件号码。"
    book = FormBook(f"{survey.title}录入表", year, "", Vocabulary(choices=choices), LISTS)
    book.sheet(SheetForm(COPIES, tuple(fields), help), [])
    rows = [row for i, q in enumerate(survey.questions, 1) for row in _listed(i, q)]
    heads = (("题号", 8), ("题目", 50), ("题型", 10), ("字母", 8), ("选项", 30), ("分值", 10))
    book.page(QUESTIONS, survey.title, "录入时按字母填写。", heads, rows)
    return book.close()


def _listed(number: int, question: Question) -> Iterator[tuple[str | None, ...]]:
    head = (f"第{number}题", question.text, str(question.kind))
    if not question.options:
        yield (*head, None, None, None)
    for n, option in enumerate(question.options):
        points = None if option.points is None else plain(option.points)
        yield (*(head if n == 0 else (None, None, None)), letter(n), option.label, points)


def _blocks(survey: Questionnaire, entity: str) -> Iterator[ComposedBlock]:
    def line(words: str, style: str = "body") -> ComposedParagraph:
        return ComposedParagraph((Piece(words),), style)

    yield line(survey.title, "h1")
    group = survey.group or "朋友"
    yield line(f"尊敬的{group}：")
    yield line(
        f"为了解{entity}工作的实际效果，请您根据自己的感受填写这份问卷。问卷不记姓名，结果只用于统计，请放心作答。"
        "选择题在所选项的□内打“√”。"
    )
    for i, question in enumerate(survey.questions, 1):
        yield line(f"{i}．{question.text}（{_HOW[question.kind]}）")
        yield from (line(words) for words in _options(question))
    yield line("感谢您的支持！")


def _options(question: Question) -> Iterator[str]:
    if question.kind is QuestionKind.OPEN:
        yield from (_BLANK, _BLANK)
        return
    options = [f"□{letter(n)}．{o.label}" for n, o in enumerate(question.options)]
    if sum(map(len, options)) + 2 * len(options) <= _LINE:
        yield "　".join(options)
    else:
        yield from options
