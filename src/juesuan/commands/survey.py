"""``juesuan survey``: a questionnaire of the performance workbook handed out, its answers taken in, counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from juesuan.documents.refusal import Refusal
from juesuan.usage import Command, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juesuan.accounts.problems import Problem
    from juesuan.performance.model import PerformanceBook, Questionnaire
    from juesuan.performance.reading import LoadedBook

_BOOK = Annotated[Path, typer.Argument(metavar="工作簿", help="预算绩效工作簿（xlsx）。")]
_CODE = Annotated[
    str, typer.Option("--code", metavar="编号", help="问卷编号；工作簿中只有一份问卷的可不写。")
]
_OUT = Annotated[Path, typer.Option("--out", "-o", metavar="文件", help="要写出的文件。")]
_FORCE = Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group, help="问卷：印发、导入答卷、统计。", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("form", cls=Command, no_args_is_help=True)(form_command)
    group.command("import", cls=Command, no_args_is_help=True)(import_command)
    group.command("tally", cls=Command, no_args_is_help=True)(tally_command)
    app.add_typer(group, name="survey")


def form_command(book: _BOOK, out: _OUT, code: _CODE = "", force: _FORCE = False) -> None:
    """把问卷写成可以印发的文件（docx、pdf、html），或录入答卷的表格（xlsx）。"""
    from juesuan.accounts.saving import put_workbook
    from juesuan.performance.questionnaire_forms import entry_sheet, form
    from juesuan.reports.writers import save, write

    performance, survey = _survey(_read(book), book, code)
    format = out.suffix.lower().lstrip(".")
    if format == "xlsx":
        put_workbook(out, entry_sheet(survey, performance.year), force)
    elif format not in ("docx", "pdf", "html"):
        raise Refusal("format", str(out), "不支持这种格式", "印发用 .docx、.pdf、.html，录入答卷用 .xlsx")
    elif out.exists() and not force:
        raise Refusal("exists", str(out), "文件已经存在，没有覆盖", "请换一个文件名，或确认后加 --force 覆盖")
    else:
        save([(out, write(form(survey, performance.entity, performance.year), format))])
    typer.echo(f"已写出 {out}", err=True)


def import_command(
    book: _BOOK,
    answers: Annotated[Path, typer.Argument(metavar="答卷", help="每份答卷一行的 xlsx 或 csv。")],
    out: _OUT,
    code: _CODE = "",
    force: _FORCE = False,
) -> None:
    """把答卷导入工作簿，写成新的工作簿。

    姓名、电话、证件号码一类的列不会读入。退出码：0 已写出；2 没有写出。
    """
    from juesuan.accounts.saving import put_workbook
    from juesuan.performance.answers import read_answers
    from juesuan.performance.questionnaire_checks import checks
    from juesuan.performance.workbook import fill_up

    loaded = _read(book)
    performance, survey = _survey(loaded, book, code)
    if survey.copies:
        words = f"问卷“{survey.code}”已有 {len(survey.copies)} 份答卷"
        raise Refusal("has-copies", str(book), words, "请先清空“答卷”表中这份问卷的行，再导入")
    found = read_answers(answers, survey)
    filled = replace(survey, copies=found.copies)
    _told((*found.problems, *checks(filled)), str(answers))
    if loaded.problems and out.exists() and out.samefile(book):
        raise Refusal(
            "unread", str(out), "工作簿里有没能读取的内容，覆盖会丢失它们", "请用 -o 另写一个文件名"
        )
    surveys = tuple(filled if q.code == survey.code else q for q in performance.questionnaires)
    made = fill_up(replace(performance, questionnaires=surveys), loaded.unit, (), loaded.begun)
    put_workbook(out, made, force)
    typer.echo(f"已导入 {len(found.copies)} 份答卷，写入 {out}", err=True)


def tally_command(
    book: _BOOK,
    code: _CODE = "",
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="答卷", help="不用工作簿中的答卷，统计这个文件（xlsx、csv）。"),
    ] = None,
) -> None:
    """统计问卷：份数、各选项、得分、满意度、样本量。"""
    from juesuan.performance.answers import read_answers
    from juesuan.performance.questionnaire_checks import checks
    from juesuan.performance.questionnaires import tally
    from juesuan.performance.tally_words import lines

    _, survey = _survey(_read(book), book, code)
    found: Sequence[Problem] = ()
    if answers is not None:
        read = read_answers(answers, survey)
        survey, found = replace(survey, copies=read.copies), read.problems
    _told((*found, *checks(survey)), str(answers or book))
    for line in lines(tally(survey)):
        typer.echo(line)


def _read(book: Path) -> LoadedBook:
    from juesuan.performance.reading import read_workbook

    loaded = read_workbook(book)
    _told(loaded.problems, str(book))
    return loaded


def _told(problems: Sequence[Problem], file: str) -> None:
    """Tell warnings; errors are a refusal that lists them."""
    from juesuan.accounts.loading import refusal_words
    from juesuan.accounts.problems import errors

    for problem in problems:
        if problem.level != "error":
            typer.echo(f"提醒 {problem}", err=True)
    if errors(tuple(problems)):
        raise Refusal(
            "problems", file, refusal_words(tuple(problems)), "请逐项更正后重新运行，没有写出任何文件"
        )


def _survey(loaded: LoadedBook, book: Path, code: str) -> tuple[PerformanceBook, Questionnaire]:
    """The book with the questionnaire that is meant."""
    performance = loaded.book
    assert performance is not None  # errors were refused
    codes = "、".join(q.code for q in performance.questionnaires)
    if not codes:
        raise Refusal("no-survey", str(book), "工作簿里没有问卷", "请在“问卷概况”和“问卷”表填写题目和选项")
    if not code and len(performance.questionnaires) > 1:
        raise Refusal("no-survey", str(book), f"工作簿里有多份问卷（{codes}）", "请用 --code 写明是哪一份")
    found = performance.questionnaire(code or performance.questionnaires[0].code)
    if found is None:
        raise Refusal("no-survey", str(book), f"没有编号为“{code}”的问卷", f"可用的有：{codes}")
    return performance, found
